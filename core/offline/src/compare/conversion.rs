//! Whether the runtime converts the values of an attribute whose type changes (reference guide of Mendix 6, "Attribute
//! type migration", the last table in text form; package formats, 7.1).
//!
//! The table is not symmetric: Integer becomes Long and Long does not become Integer. A change that is harmless forward
//! can destroy the column on the way back, so both directions are looked up.

use mendix_deploy_model::{comparisons::DataEffect, models::AttributeType};

/// A column of the table: what it calls a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
enum Kind {
    AutoNumber,
    Binary,
    Boolean,
    DateTime,
    Decimal,
    Enumeration,
    /// `Float` and `Currency`, which share a column of the table.
    Float,
    HashedString,
    Integer,
    Long,
    LimitedString,
    UnlimitedString,
}

/// A cell of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell {
    /// The same kind.
    Same,
    /// Not converted: the column is dropped, another added and filled with the default.
    No,
    /// Always converted.
    Yes,
    /// Converted if the new length is at least this, otherwise as `No`.
    From(u64),
    /// As `From`; the database decides the words for true and false.
    WordsFrom(u64),
    /// Converted; the database decides the words for true and false.
    Words,
    /// Converted to the value's name, shortened to the new length.
    NameShortened,
    /// Converted to the value's name.
    Name,
    /// Converted, shortened to the new length.
    Shortened,
    /// Converted for values with at most 20 digits before the decimal point.
    UpTo20Digits,
}

use Cell::{From, Name, NameShortened, No, Same, Shortened, UpTo20Digits, Words, WordsFrom, Yes};

/// Rows: from; columns: to; both in the order of [`Kind`].
#[rustfmt::skip]
static TABLE: [[Cell; 12]; 12] = [
    //                 AutoNumber Binary Boolean DateTime Decimal       Enumeration Float HashedString Integer Long LimitedString  UnlimitedString
    /* AutoNumber   */ [Same,     No,    No,     No,      Yes,          No,         Yes,  No,          No,     Yes, From(20),      Yes],
    /* Binary       */ [No,       Same,  No,     No,      No,           No,         No,   No,          No,     No,  No,            No],
    /* Boolean      */ [No,       No,    Same,   No,      No,           No,         No,   No,          No,     No,  WordsFrom(5),  Words],
    /* DateTime     */ [No,       No,    No,     Same,    No,           No,         No,   No,          No,     No,  No,            No],
    /* Decimal      */ [Yes,      No,    No,     No,      Same,         No,         No,   No,          No,     No,  From(20),      Yes],
    /* Enumeration  */ [No,       No,    No,     No,      No,           Same,       No,   No,          No,     No,  NameShortened, Name],
    /* Float        */ [Yes,      No,    No,     No,      UpTo20Digits, No,         Same, No,          No,     Yes, From(24),      Yes],
    /* HashedString */ [No,       No,    No,     No,      No,           No,         No,   Same,        No,     No,  Shortened,     Yes],
    /* Integer      */ [Yes,      No,    No,     No,      Yes,          No,         Yes,  No,          Same,   Yes, From(11),      Yes],
    /* Long         */ [Yes,      No,    No,     No,      Yes,          No,         Yes,  No,          No,     Same, From(20),     Yes],
    /* Limited      */ [No,       No,    No,     No,      No,           No,         No,   No,          No,     No,  Same,          Yes],
    /* Unlimited    */ [No,       No,    No,     No,      No,           No,         No,   No,          No,     No,  Shortened,     Same],
];

/// What happens to the values of an attribute whose type changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conversion {
    /// Whether values are converted at all.
    pub converts: bool,
    /// What happens to data.
    pub data: DataEffect,
    /// One sentence.
    pub what: &'static str,
}

const fn converted(data: DataEffect, what: &'static str) -> Conversion {
    Conversion {
        converts: true,
        data,
        what,
    }
}

const NOT_CONVERTED: Conversion = Conversion {
    converts: false,
    data: DataEffect::Loses,
    what: "Values are not converted: the column is dropped, another is added and filled with the default.",
};
const NUMBERED_ANEW: Conversion = Conversion {
    converts: false,
    data: DataEffect::Loses,
    what: "Values are not converted: the column is dropped, added and numbered anew.",
};
const NOT_KNOWN: Conversion = Conversion {
    converts: false,
    data: DataEffect::Unknown,
    what: "What happens to values of a type that this version does not know is not known.",
};
const KEPT: Conversion = converted(DataEffect::Keeps, "Values are converted.");

/// What happens to values when the type changes from `before` to `after`. Lengths are in characters, 0 or absent for
/// unlimited, and count for `String` only.
#[must_use]
pub fn conversion(
    before: &AttributeType,
    length_before: Option<u64>,
    after: &AttributeType,
    length_after: Option<u64>,
) -> Conversion {
    let (Some(from), Some(to)) = (kind(before, length_before), kind(after, length_after)) else {
        return NOT_KNOWN;
    };
    // The table says yes for four numeric types; every script of such a change that was seen drops the column, adds it
    // and refills it from the new sequence.
    if to == Kind::AutoNumber && from != to {
        return NUMBERED_ANEW;
    }
    // The table says yes; a whole number has no fraction, and a binary float only 53 bits for a number of 64.
    if from == Kind::Float && to == Kind::Long {
        return converted(
            DataEffect::MayLose,
            "Values are converted; fractions are lost.",
        );
    }
    if to == Kind::Float && matches!(from, Kind::Long | Kind::AutoNumber) {
        return converted(
            DataEffect::MayLose,
            "Values are converted; very large numbers lose their last digits.",
        );
    }
    let length = length_after.unwrap_or(0);
    match TABLE[from as usize][to as usize] {
        No => NOT_CONVERTED,
        Same if *after == AttributeType::Currency && before != after => converted(
            DataEffect::MayLose,
            "Values are kept; an amount of money has fewer decimals.",
        ),
        Same => converted(DataEffect::Keeps, "Values are kept."),
        Yes => KEPT,
        From(least) if length >= least => KEPT,
        WordsFrom(least) if length >= least => BOOLEAN_WORDS,
        From(_) | WordsFrom(_) => Conversion {
            what: "Values are not converted, because the new length is too short: the column is dropped and added.",
            ..NOT_CONVERTED
        },
        Words => BOOLEAN_WORDS,
        Name => converted(
            DataEffect::Keeps,
            "The names of the values are stored as text.",
        ),
        NameShortened => converted(
            DataEffect::MayLose,
            "The names of the values are stored as text, cut to the new length.",
        ),
        Shortened => converted(DataEffect::MayLose, "Values are cut to the new length."),
        UpTo20Digits => converted(
            DataEffect::MayLose,
            "Values are converted, unless they have more than 20 digits before the decimal point.",
        ),
    }
}

const BOOLEAN_WORDS: Conversion = converted(
    DataEffect::Look,
    "Values are converted; the text for true and false depends on the database.",
);

fn kind(attribute_type: &AttributeType, length: Option<u64>) -> Option<Kind> {
    Some(match attribute_type {
        AttributeType::AutoNumber => Kind::AutoNumber,
        AttributeType::Binary => Kind::Binary,
        AttributeType::Boolean => Kind::Boolean,
        AttributeType::Currency | AttributeType::Float => Kind::Float,
        AttributeType::DateTime => Kind::DateTime,
        AttributeType::Decimal => Kind::Decimal,
        AttributeType::Enumeration => Kind::Enumeration,
        AttributeType::HashedString => Kind::HashedString,
        AttributeType::Integer => Kind::Integer,
        AttributeType::Long => Kind::Long,
        AttributeType::String if length.unwrap_or(0) == 0 => Kind::UnlimitedString,
        AttributeType::String => Kind::LimitedString,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn effect(before: AttributeType, after: AttributeType, length: u64) -> DataEffect {
        conversion(&before, Some(0), &after, Some(length)).data
    }

    #[test]
    fn widening_is_kept_forward_and_lost_back() {
        for (narrow, wide) in [
            (AttributeType::Integer, AttributeType::Long),
            (AttributeType::Integer, AttributeType::Decimal),
            (AttributeType::Long, AttributeType::Decimal),
            (AttributeType::Integer, AttributeType::String),
        ] {
            assert_eq!(effect(narrow.clone(), wide.clone(), 0), DataEffect::Keeps);
            assert_eq!(effect(wide, narrow, 0), DataEffect::Loses);
        }
    }

    #[test]
    fn a_short_text_does_not_take_a_long_number() {
        assert_eq!(
            effect(AttributeType::Integer, AttributeType::String, 11),
            DataEffect::Keeps
        );
        assert_eq!(
            effect(AttributeType::Integer, AttributeType::String, 10),
            DataEffect::Loses
        );
        assert_eq!(
            effect(AttributeType::Boolean, AttributeType::String, 5),
            DataEffect::Look
        );
        assert_eq!(
            effect(AttributeType::Boolean, AttributeType::String, 4),
            DataEffect::Loses
        );
    }

    #[test]
    fn nothing_becomes_an_auto_number_without_loss() {
        for known in AttributeType::KNOWN {
            let from = AttributeType::from(*known);
            if from != AttributeType::AutoNumber {
                assert_eq!(
                    effect(from, AttributeType::AutoNumber, 0),
                    DataEffect::Loses
                );
            }
        }
    }

    #[test]
    fn an_unknown_type_is_unknown_in_both_directions() {
        let new = AttributeType::from("Vector");
        assert_eq!(
            effect(new.clone(), AttributeType::String, 0),
            DataEffect::Unknown
        );
        assert_eq!(effect(AttributeType::String, new, 0), DataEffect::Unknown);
    }
}
