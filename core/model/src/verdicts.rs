//! Two independent answers about two packages: may both run on one database, and may the old one start again.

use mendix_deploy_surface::model;

/// May two versions run on one database at the same time?
///
/// Not ordered as text. From least to most far-reaching: `scale`, `configuration`, `rebuilt`, `model`, `additive`,
/// `destructive`; `unknown` stands apart.
#[model]
pub enum ReleaseClass {
    /// The number of instances or their memory changes; the package does not.
    Scale,
    /// Only settings change.
    Configuration,
    /// Another build of the same model.
    Rebuilt,
    /// The model changes, the database schema does not.
    Model,
    /// The schema gains elements; the old version would not miss them.
    Additive,
    /// The schema loses, renames or converts elements.
    Destructive,
    /// The packages were not compared. Nothing is implied.
    Unknown,
}

impl ReleaseClass {
    /// How far-reaching, from 0 (`scale`) to 5 (`destructive`); `None` for `unknown`.
    #[must_use]
    pub const fn rank(self) -> Option<u8> {
        match self {
            Self::Scale => Some(0),
            Self::Configuration => Some(1),
            Self::Rebuilt => Some(2),
            Self::Model => Some(3),
            Self::Additive => Some(4),
            Self::Destructive => Some(5),
            Self::Unknown => None,
        }
    }

    /// Whether the class is known.
    #[must_use]
    pub const fn is_known(self) -> bool {
        self.rank().is_some()
    }

    /// Whether the database schema is known to stay as it is.
    #[must_use]
    pub const fn keeps_schema(self) -> bool {
        matches!(
            self,
            Self::Scale | Self::Configuration | Self::Rebuilt | Self::Model
        )
    }
}

/// May the old version start again on the database that the new one has started on?
#[model]
pub enum RollbackSafety {
    /// Yes; nothing is lost.
    Safe,
    /// Yes; what was stored in new elements since is lost.
    LosesRecent,
    /// Only on a restored backup.
    NeedsRestore,
    /// The packages were not compared.
    Unknown,
}

/// Something that going back would lose. Its name is what a caller accepts.
#[model(eq)]
pub struct Loss {
    /// The name given in `acceptLoss`, such as `dataSinceSnapshot`.
    pub name: String,
    /// What is lost, one sentence.
    pub what: String,
}

/// The answer with its evidence.
#[model(eq)]
pub struct RollbackVerdict {
    /// The answer.
    pub safety: RollbackSafety,
    /// The evidence, one sentence each.
    pub reasons: Vec<String>,
    /// What going back would lose.
    pub losses: Vec<Loss>,
}

impl RollbackVerdict {
    /// Whether the old version may start again without any loss.
    #[must_use]
    pub fn is_safe(&self) -> bool {
        self.safety == RollbackSafety::Safe
    }
}
