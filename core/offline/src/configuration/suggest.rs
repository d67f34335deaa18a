//! "Did you mean": the nearest known word.

use unicode_normalization::UnicodeNormalization;

/// The known word that `word` was probably meant to be.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(word);
    known
        .into_iter()
        .map(|candidate| {
            (
                strsim::damerau_levenshtein(&folded, &fold(candidate)),
                candidate,
            )
        })
        .filter(|(distance, candidate)| {
            *distance <= 1 + candidate.chars().count().min(word.chars().count()) / 4
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// What people mix up without noticing: case, separators, and the two forms of accents.
pub(crate) fn fold(word: &str) -> String {
    word.nfc()
        .filter(|c| !matches!(c, '_' | '-' | ' '))
        .flat_map(char::to_lowercase)
        .take(200)
        .collect()
}

/// ` Did you mean …?`, or nothing.
pub(crate) fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, known).map_or_else(String::new, |candidate| {
        format!(" Did you mean `{candidate}`?")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_probably_meant() {
        let known = ["constants", "scheduledEvents", "tier"];
        assert_eq!(nearest("constant", known), Some("constants"));
        assert_eq!(nearest("scheduled_events", known), Some("scheduledEvents"));
        assert_eq!(nearest("TIER", known), Some("tier"));
        assert_eq!(nearest("unrelated", known), None);
        assert_eq!(nearest("", known), None);
        assert_eq!(
            nearest("Mod.Cafe\u{301}", ["Mod.Caf\u{e9}"]),
            Some("Mod.Caf\u{e9}")
        );
    }
}
