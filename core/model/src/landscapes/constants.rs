//! Constants and scheduled events as an environment wants them.

use mendix_deploy_surface::model;

use crate::findings::Location;

/// What a constant is set to.
///
/// In YAML a bare value is enough: `vault://secret/mail#password` is a secret reference, `literal:guest` is a literal
/// that is meant as one, everything else is a literal.
#[model(eq, input)]
pub enum ConstantValue {
    /// The value itself, always text, whatever the constant's type.
    #[class(ConstantLiteral)]
    Literal {
        /// The text.
        #[private]
        value: String,
        /// States that this is no secret although it looks like one.
        #[serde(default)]
        acknowledged: bool,
    },
    /// Where the value is kept: `scheme[+store]://object?query#selector`. Never holds a credential.
    SecretReference {
        /// The reference.
        reference: String,
    },
    /// The empty text, and that is meant.
    EmptyOnPurpose,
}

/// Which level of the landscape set a value; from the farthest to the nearest.
#[model(ordered)]
pub enum ConstantOrigin {
    /// The landscape's `defaults`.
    Defaults,
    /// An overlay that fits the environment.
    Overlay,
    /// A template that the app names.
    AppTemplate,
    /// The app's `defaults`.
    App,
    /// A template that the environment names.
    EnvironmentTemplate,
    /// The environment.
    Environment,
}

/// A constant after inheritance.
#[model(eq)]
pub struct EffectiveConstant {
    /// `Module.Constant`.
    pub name: String,
    /// What it is set to.
    pub value: ConstantValue,
    /// The level that set it.
    pub origin: ConstantOrigin,
    /// Where, as a path of keys.
    pub path: String,
    /// Where in the file; absent for a landscape built in code.
    pub location: Option<Location>,
}

/// Which scheduled events run. In YAML: `all`, `none`, or a list of names.
#[model(eq, input)]
pub enum ScheduledEvents {
    /// Every event of the model.
    #[class(AllEvents)]
    All,
    /// None.
    #[class(NoEvents)]
    None,
    /// These and no others.
    #[class(SpecifiedEvents)]
    Specified {
        /// `Module.Event`, in the order written.
        events: Vec<String>,
    },
}
