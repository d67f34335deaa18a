//! What a way back without a restore loses, in groups with stable names: the words that a caller accepts.

/// A group of losses. Ordered as they are listed: what is gone before what is recent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LossGroup {
    /// Rows of entities whose table the new version dropped.
    DroppedEntities,
    /// Values of attributes whose column the new version dropped.
    DroppedAttributes,
    /// Links of associations that the new version dropped.
    DroppedAssociations,
    /// Owners and dates that the new version dropped.
    DroppedSystemMembers,
    /// What is inherited through a generalization that changed.
    Inheritance,
    /// Values that are not converted back.
    ConvertedValues,
    /// Texts that the new version cut.
    ShortenedTexts,
    /// Names that one of the two versions does not know.
    EnumerationValues,
    /// Digits after the decimal point.
    Decimals,
    /// Links or values that block the old version's start and have to be removed by hand.
    Duplicates,
    /// An older runtime on a newer catalogue.
    OlderRuntime,
    /// What microflows did to data at the start.
    StartMicroflows,
    /// Rows of entities that only the new version has.
    NewEntities,
    /// Values of attributes that only the new version has.
    NewAttributes,
    /// Links of associations that only the new version has.
    NewAssociations,
    /// Owners and dates that only the new version records.
    NewSystemMembers,
    /// Enumeration values that only the new version has.
    NewValues,
    /// Texts longer than the old version allows.
    LongerTexts,
    /// Times that the two versions read differently.
    DateReadings,
}

impl LossGroup {
    /// The stable name, as given in `acceptLoss`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::DroppedEntities => "droppedEntities",
            Self::DroppedAttributes => "droppedAttributes",
            Self::DroppedAssociations => "droppedAssociations",
            Self::DroppedSystemMembers => "droppedSystemMembers",
            Self::Inheritance => "inheritance",
            Self::ConvertedValues => "convertedValues",
            Self::ShortenedTexts => "shortenedTexts",
            Self::EnumerationValues => "enumerationValues",
            Self::Decimals => "decimals",
            Self::Duplicates => "duplicates",
            Self::OlderRuntime => "olderRuntime",
            Self::StartMicroflows => "startMicroflows",
            Self::NewEntities => "newEntities",
            Self::NewAttributes => "newAttributes",
            Self::NewAssociations => "newAssociations",
            Self::NewSystemMembers => "newSystemMembers",
            Self::NewValues => "newValues",
            Self::LongerTexts => "longerTexts",
            Self::DateReadings => "dateReadings",
        }
    }

    /// What is lost, up to the names of the elements.
    pub(super) const fn lead(self) -> &'static str {
        match self {
            Self::DroppedEntities => "All rows, which the new version's start drops",
            Self::DroppedAttributes => "All values, which the new version's start drops",
            Self::DroppedAssociations => "All links, which the new version's start drops",
            Self::DroppedSystemMembers => {
                "Recorded owners and dates, which the new version's start drops"
            }
            Self::Inheritance => "What is inherited through the generalization",
            Self::ConvertedValues => "Values that are not converted back without loss",
            Self::ShortenedTexts => "The ends of texts that are longer than the new length",
            Self::EnumerationValues => "The meaning of enumeration values that one version lacks",
            Self::Decimals => "Digits after the decimal point, or versions of rows",
            Self::Duplicates => {
                "Values or links stored since that the old version's unique rules forbid: they block its start"
            }
            Self::OlderRuntime => "Whatever an older runtime does to the catalogue of a newer one",
            Self::StartMicroflows => "Whatever microflows changed in the data at the start or stop",
            Self::NewEntities => "Rows stored since in new entities",
            Self::NewAttributes => "Values entered since in new attributes",
            Self::NewAssociations => "Links made since in new associations",
            Self::NewSystemMembers => "Owners and dates recorded since",
            Self::NewValues => "The meaning of new enumeration values chosen since",
            Self::LongerTexts => {
                "The ends of texts entered since that are longer than the old length, unless they block the start"
            }
            Self::DateReadings => "The time zone in which times entered since were meant",
        }
    }
}

/// The name of the loss of whatever the old version removes that was not compared.
pub const UNKNOWN_SCHEMA_CHANGES: &str = "unknownSchemaChanges";
