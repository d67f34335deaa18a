//! Values that may be secrets, and values of runtime settings.

use mendix_deploy_surface::model;

/// Text that may be a secret: a password, a key, an environment variable.
///
/// In YAML a bare value is enough: `vault://kv/orders/db#password` is a secret reference, `literal:guest` is a literal
/// that is meant as one, everything else is a literal.
#[model(eq, input)]
pub enum TextValue {
    /// The text itself.
    #[class(TextLiteral)]
    Literal {
        /// The text.
        #[private]
        value: String,
        /// States that this is no secret although it looks like one.
        #[serde(default)]
        acknowledged: bool,
    },
    /// Where the text is kept: `scheme[+store]://object?query#selector`. Never holds a credential.
    #[class(TextReference)]
    SecretReference {
        /// The reference.
        reference: String,
    },
}

/// What a runtime setting is set to.
///
/// In YAML a bare value is enough: an unquoted whole number, `true` and `false` have their type, a mapping or list is
/// JSON, and text is text or a secret reference.
#[model(eq, input)]
pub enum RuntimeValue {
    /// Text.
    #[class(TextSetting)]
    Text {
        /// The text.
        #[private]
        value: String,
        /// States that this is no secret although it looks like one.
        #[serde(default)]
        acknowledged: bool,
    },
    /// A number, as it is written: `600000`, `0.25`.
    #[class(NumberSetting)]
    Number {
        /// The number.
        value: String,
    },
    /// True or false.
    #[class(BooleanSetting)]
    Boolean {
        /// Which.
        value: bool,
    },
    /// A list or an object, such as `Metrics.Registries`.
    #[class(JsonSetting)]
    Json {
        /// The JSON text.
        #[private]
        value: String,
    },
    /// Where the value is kept: `scheme[+store]://object?query#selector`. Never holds a credential.
    #[class(SecretSetting)]
    SecretReference {
        /// The reference.
        reference: String,
    },
}
