//! Names of entries: which are refused, and which a reader could take for the metadata.

/// The entry that describes the package.
pub(super) const METADATA: &str = "model/metadata.json";

/// Whether a name is plain ASCII with nothing that [`unsafe_reason`] or [`kinship`] would look at twice. Archives have
/// thousands of names; this decides almost all of them in one pass.
pub(super) fn is_plain(raw: &[u8]) -> bool {
    let Some((first, last)) = raw.first().zip(raw.last()) else {
        return false;
    };
    let ends_are_plain = *first != b'/' && !matches!(last, b'.' | b' ' | b'/');
    // Written without branches, so that the compiler looks at many bytes at once.
    let is_ordinary = |byte: u8| {
        let letter = (byte | 0x20).wrapping_sub(b'a') < 26;
        // + , - . / and digits
        let digit_or_mark = byte.wrapping_sub(b'+') < 15;
        letter | digit_or_mark | (byte == b'_') | (byte == b' ') | (byte == b'@') | (byte == b'$')
    };
    let ordinary = raw.iter().fold(true, |all, byte| all & is_ordinary(*byte));
    let dots = raw
        .iter()
        .zip(&raw[1..])
        .fold(false, |any, (a, b)| any | ((*a == b'.') & (*b == b'.')));
    let plain = ends_are_plain && ordinary && !dots;
    // Whatever resembles the metadata ends in `json`.
    plain
        && !raw
            .last_chunk::<4>()
            .is_some_and(|end| end.eq_ignore_ascii_case(b"json"))
}

/// Why an entry's name is refused.
pub(super) fn unsafe_reason(name: &str) -> Option<&'static str> {
    let bytes = name.as_bytes();
    if bytes.is_empty() {
        return Some("is empty");
    }
    if bytes.contains(&0) {
        return Some("contains a NUL character");
    }
    if bytes.contains(&b'\\') {
        return Some("contains a backslash, which some readers take for a separator");
    }
    if bytes[0] == b'/' {
        return Some("is absolute");
    }
    if bytes.len() > 1 && bytes[1] == b':' && bytes[0].is_ascii_alphabetic() {
        return Some("starts with a drive letter");
    }
    if name.split('/').any(|component| component == "..") {
        return Some("leaves the archive through `..`");
    }
    // Non-ASCII control characters are C2 80 to C2 9F.
    let control = bytes.iter().enumerate().any(|(i, byte)| {
        byte.is_ascii_control()
            || (*byte == 0xC2 && bytes.get(i + 1).is_some_and(|next| *next < 0xA0))
    });
    control.then_some("contains a control character")
}

/// How an entry relates to `model/metadata.json`.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
pub(super) enum Kinship {
    /// It is the metadata.
    Same,
    /// Not the same text, but a file system or reader could take it for the same: other case, `./`, `//`, a trailing
    /// dot or space.
    Alias,
    /// `model/metadata.json` below another folder.
    Wrapped,
    /// Another file.
    Other,
}

pub(super) fn kinship(name: &str) -> Kinship {
    if name == METADATA {
        return Kinship::Same;
    }
    // Fast path for the thousands of other names: alike names end in `metadata.json`, give or take dots, spaces and
    // slashes, or hold letters beyond ASCII that a file system may fold.
    let end = name.trim_end_matches(['.', ' ', '/']);
    let last = end.rsplit('/').next().unwrap_or(end);
    if last.is_ascii() && !last.eq_ignore_ascii_case("metadata.json") {
        return Kinship::Other;
    }
    resembles(name, "METADATA.JSON")
}

/// Whether an entry is `model/model.mdp`, or a file system or reader could take it for that.
pub(super) fn resembles_model(name: &str) -> bool {
    let end = name.trim_end_matches(['.', ' ', '/']);
    let may = end
        .as_bytes()
        .last_chunk::<4>()
        .is_some_and(|end| end.eq_ignore_ascii_case(b".mdp") || !end.is_ascii());
    may && resembles(name, "MODEL.MDP") == Kinship::Alias
}

/// How an entry relates to `file`, given in capitals, in the folder `model`.
fn resembles(name: &str, file: &str) -> Kinship {
    let mut components = name
        .split('/')
        .map(|component| component.trim_end_matches(['.', ' ']))
        .filter(|component| !component.is_empty())
        .rev();
    let is = |component: Option<&str>, word: &str| {
        component.is_some_and(|component| folds_to(component, word))
    };
    if !is(components.next(), file) || !is(components.next(), "MODEL") {
        return Kinship::Other;
    }
    if components.next().is_some() {
        Kinship::Wrapped
    } else {
        Kinship::Alias
    }
}

fn folds_to(component: &str, upper: &str) -> bool {
    component
        .chars()
        .flat_map(char::to_uppercase)
        .eq(upper.chars())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Kinship, is_plain, kinship, unsafe_reason};

    proptest! {
        #[test]
        fn the_glance_agrees_with_the_careful_look(name in "[./a-zA-Z:\\\\é \\x00\u{85}]{0,12}|(M|m)odel/{1,2}metadata.(json|JSON)[./ ]{0,2}") {
            if is_plain(name.as_bytes()) {
                prop_assert!(name.is_ascii());
                prop_assert_eq!(unsafe_reason(&name), None);
                prop_assert_eq!(kinship(&name), Kinship::Other);
            }
        }
    }

    #[test]
    fn ordinary_files_are_plain() {
        for name in [
            "web/dist/index-4f.js",
            "model/model.mdp",
            "web/images/Atlas_Core$logo 1.png",
        ] {
            assert!(is_plain(name.as_bytes()), "{name}");
        }
    }

    #[test]
    fn ordinary_names_pass() {
        for name in [
            "model/metadata.json",
            "web/",
            "web/a b/ü.txt",
            "web/..a/b..",
            "web/\u{65}\u{301}.js",
            "a:b",
        ] {
            let expected = (name == "a:b").then_some("starts with a drive letter");
            assert_eq!(unsafe_reason(name), expected, "{name}");
        }
    }

    #[test]
    fn unsafe_names_are_refused() {
        for name in [
            "", "a\0b", "a\\b", "/a", "//a", "C:/a", "c:a", "..", "../a", "a/../b", "a/..", "a\nb",
            "a\u{85}b", "a\u{7f}",
        ] {
            assert!(unsafe_reason(name).is_some(), "{name:?}");
        }
    }

    #[test]
    fn what_could_be_taken_for_the_model_is_recognised() {
        for name in ["model/model.mdp", "Model/MODEL.mdp", "./model//model.mdp. "] {
            assert!(super::resembles_model(name), "{name}");
        }
        for name in [
            "model.mdp",
            "web/model/model.mdp",
            "model/model.mdpx",
            "model/mödel.mdp",
        ] {
            assert!(!super::resembles_model(name), "{name}");
        }
    }

    #[test]
    fn aliases_of_the_metadata_are_recognised() {
        assert_eq!(kinship("model/metadata.json"), Kinship::Same);
        for name in [
            "Model/metadata.json",
            "model/METADATA.JSON",
            "./model/metadata.json",
            "model//metadata.json",
            "model/./metadata.json",
            "model/metadata.json/",
            "model/metadata.json.",
            "model/metadata.json ",
            "model /metadata.json",
            "model/metadata.j\u{17f}on",
        ] {
            assert_eq!(kinship(name), Kinship::Alias, "{name}");
        }
        assert_eq!(kinship("orders/model/metadata.json"), Kinship::Wrapped);
        for name in [
            "metadata.json",
            "web/metadata.json",
            "model/metadata.json5",
            "model/ü.json",
            "model/model.mdp",
        ] {
            assert_eq!(kinship(name), Kinship::Other, "{name}");
        }
    }
}
