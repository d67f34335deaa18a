//! What the name of an environment variable means.

use mendix_deploy_surface::model;

/// What a variable of the buildpacks means for a given model.
#[model]
pub enum VariableMeaning {
    /// Sets one or more constants of the model.
    Constant,
    /// Sets a runtime setting.
    RuntimeSetting,
    /// Carries several constants or settings as JSON: `CONSTANTS`, `CUSTOM_RUNTIME_SETTINGS`.
    Document,
    /// Belongs to the runtime's launcher, although it starts like a constant: `MX_INSTALL_PATH`, `MX_LOG_LEVEL`.
    Launcher,
    /// `MX_…`, and the model has no constant of that name: dropped silently.
    NoConstant,
    /// `MX_…` that differs from a constant's variable only in case: ignored silently.
    WrongCase,
    /// `MX_…` with a dot where the constant's variable has an underscore: ignored silently.
    Dotted,
    /// `MX_…` that differs from a constant's variable only in how accented letters are composed: ignored silently.
    OtherComposition,
    /// `MXRUNTIME_Module.Constant`: sets a runtime setting nobody reads, not the constant.
    ConstantAsSetting,
    /// Neither constant nor setting.
    Other,
}

/// How the buildpacks read a variable.
#[model(eq)]
pub struct VariableReading {
    /// The variable.
    pub variable: String,
    /// What it means.
    pub meaning: VariableMeaning,
    /// The constants or the setting it sets; for a mistake, those that were probably meant.
    pub names: Vec<String>,
    /// The variable to use instead; absent when it is right.
    pub correction: Option<String>,
}

/// Constants of one model that share a variable: it sets all of them, and none can be set apart from the others.
#[model(eq)]
pub struct NameCollision {
    /// The variable.
    pub variable: String,
    /// The constants, by code point.
    pub constants: Vec<String>,
}
