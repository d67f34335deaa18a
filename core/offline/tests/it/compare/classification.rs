//! The table of the classification holds together, and says what the platform's behaviour was written down as.

use std::collections::BTreeSet;

use mendix_deploy_model::comparisons::{ChangeRow, DataEffect};
use mendix_deploy_offline::compare::table::{rows, rule};

fn of(word: &str) -> &'static mendix_deploy_offline::compare::table::RowRule {
    rule(&ChangeRow::from(word)).unwrap_or_else(|| panic!("no rule for {word}"))
}

#[test]
fn every_row_has_one_rule() {
    let mut seen = BTreeSet::new();
    for rule in rows() {
        assert!(seen.insert(rule.row.as_str()), "{} twice", rule.row);
    }
    let known: BTreeSet<&str> = ChangeRow::KNOWN.iter().copied().collect();
    assert_eq!(seen, known);
}

#[test]
fn what_is_lost_forward_is_never_milder_back() {
    for rule in rows() {
        if matches!(rule.forward.data, DataEffect::MayLose | DataEffect::Loses) {
            assert!(rule.backward.data >= DataEffect::MayLose, "{}", rule.row);
        }
        let harmless = rule.backward.data == DataEffect::Keeps && !rule.backward.may_block_start;
        assert_eq!(rule.loss.is_none(), harmless, "loss of {}", rule.row);
    }
}

#[test]
fn destructive_rows_lose_data_or_may() {
    for word in [
        "E2", "E3", "E6", "E7", "E10", "A2", "A3", "A6", "A8", "A10", "A13", "S2", "S4", "S5",
        "M1", "M3",
    ] {
        let rule = of(word);
        assert!(rule.forward.data >= DataEffect::MayLose, "{word}");
        assert!(!rule.allows_overlap && rule.changes_schema, "{word}");
    }
}

#[test]
fn additive_rows_lose_only_what_is_recent() {
    for word in ["E1", "E8", "E9", "A1", "A7", "A11", "N1", "S1"] {
        let rule = of(word);
        assert_eq!(rule.forward.data, DataEffect::Keeps, "{word}");
        assert_eq!(rule.backward.data, DataEffect::LosesRecent, "{word}");
    }
}

#[test]
fn neutral_rows_lose_nothing() {
    for word in ["E4", "A4", "A9", "N4", "S3", "S10", "S11", "I1", "U3", "M2"] {
        let rule = of(word);
        assert_eq!(rule.forward.data, DataEffect::Keeps, "{word}");
        assert_eq!(rule.backward.data, DataEffect::Keeps, "{word}");
    }
}

#[test]
fn harmless_renames_and_conversions_in_place_forbid_overlap() {
    for word in ["E4", "A4", "A7", "N1", "S3", "S10"] {
        assert!(!of(word).allows_overlap, "{word}");
    }
    for word in ["E1", "E8", "E9", "A1", "A9", "A11", "S1", "I1"] {
        assert!(of(word).allows_overlap, "{word}");
    }
}

#[test]
fn starts_that_data_can_block() {
    let forward: BTreeSet<&str> = rows()
        .filter(|rule| rule.forward.may_block_start)
        .map(|rule| rule.row.as_str())
        .collect();
    assert_eq!(forward, BTreeSet::from(["A8", "S7", "S8", "U1"]));
    for word in ["S6", "S9", "U2"] {
        assert!(of(word).backward.may_block_start, "{word}");
    }
}

/// The guide's table is the classification itself.
#[test]
fn the_guide_shows_every_row() {
    let table: Vec<String> = rows()
        .filter(|rule| rule.row.as_str().len() < 4)
        .map(|rule| {
            let effect = |effect: &mendix_deploy_offline::compare::table::RowEffect| {
                let blocks = if effect.may_block_start {
                    ", may block the start"
                } else {
                    ""
                };
                format!(
                    "`{}`{blocks}, {}: {}",
                    effect.data.as_str(),
                    effect.evidence.as_str(),
                    effect.what
                )
            };
            let overlap = if rule.allows_overlap { "yes" } else { "no" };
            format!(
                "| {} {} | {} | {} | {overlap} |",
                rule.row,
                words(&format!("{:?}", rule.row)),
                effect(&rule.forward),
                effect(&rule.backward)
            )
        })
        .collect();
    let table = format!(
        "| row | forward | back | overlap |\n|---|---|---|---|\n{}\n",
        table.join("\n")
    );
    let guide = include_str!("../../../../../docs/guide/comparisons.md");
    let shown = guide
        .split_once("<!-- rows -->\n")
        .and_then(|(_, rest)| rest.split_once("<!-- end of rows -->"))
        .map(|(shown, _)| shown);
    assert!(
        shown == Some(table.as_str()),
        "put this between the marks of docs/guide/comparisons.md:\n{table}"
    );
}

/// `EntityAdded` as words.
fn words(name: &str) -> String {
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}
