//! One value, where it comes from, and what lost against it.

use mendix_deploy_surface::model;

use crate::findings::Location;

/// Which part of the configuration a value belongs to. Ordered as a page shows them.
#[model(ordered)]
pub enum ConfigurationArea {
    /// A constant of the model.
    Constant,
    /// Which scheduled events run.
    ScheduledEvents,
    /// A runtime setting of no other area.
    RuntimeSetting,
    /// The database and its connection pool.
    Database,
    /// The file storage.
    Storage,
    /// Options and environment of the JVM.
    Jvm,
    /// Log levels and subscribers.
    Logging,
    /// Ports, headers and what else surrounds the runtime.
    Container,
    /// The administrative interface and its users.
    Admin,
}

/// How far a rule can be trusted.
#[model]
pub enum Certainty {
    /// The tool's own code was run and did this.
    Observed,
    /// Documented, not observed.
    Documented,
    /// Concluded from what is documented or observed about something near.
    Inferred,
    /// Nothing is known.
    Unknown,
}

/// Whether a value may be a credential. Only public values are ever written into a sentence, a finding or a report.
#[model]
pub enum Sensitivity {
    /// Known to be no secret.
    Public,
    /// Not known: a constant, or a setting this library has no entry for.
    Unknown,
    /// A secret, or a text that may hold one.
    Secret,
}

/// The value itself.
#[model(eq)]
pub enum EffectiveContent {
    /// Text, as it arrives.
    #[class(TextContent)]
    Text {
        /// The text.
        #[private]
        text: String,
    },
    /// A number.
    #[class(NumberContent)]
    Number {
        /// As JSON writes it: `10000`, `1.5`. Whole numbers may exceed 64 bits.
        #[private]
        number: String,
    },
    /// Yes or no.
    #[class(BooleanContent)]
    Boolean {
        /// The value.
        value: bool,
    },
    /// A list, an object or `null`.
    #[class(JsonContent)]
    Json {
        /// As JSON text.
        #[private]
        json: String,
    },
    /// A secret that is resolved when it is delivered.
    #[class(SecretReferenceContent)]
    SecretReference {
        /// The reference. Never holds a credential.
        reference: String,
    },
    /// The platform shows asterisks instead of the value.
    #[class(MaskedContent)]
    Masked,
    /// Nothing is sent: the runtime's own default holds, where there is one.
    #[class(AbsentContent)]
    Absent,
}

/// What kind of thing set a value.
#[model]
pub enum ProvenanceSource {
    /// An environment variable.
    Variable,
    /// A bound service.
    Service,
    /// A configuration file.
    File,
    /// A resource of the cluster.
    Resource,
    /// A settings document of the platform.
    Settings,
    /// The model: a constant's default, or the configuration that comes with a data snapshot.
    Model,
    /// The tool: a value it always sends unless told otherwise.
    Tool,
    /// The runtime's own default.
    Runtime,
    /// Computed from other values, such as the heap from the memory limit.
    Derived,
    /// The landscape.
    Landscape,
}

/// Where a value comes from and by which rule.
#[model(eq)]
pub struct Provenance {
    /// What kind of thing it is.
    pub source: ProvenanceSource,
    /// Its name: the variable, the service, the path of keys in a file.
    pub place: Option<String>,
    /// Where in the file.
    pub location: Option<Location>,
    /// The rule in words, without the value.
    pub rule: String,
}

/// A value that lost.
#[model(eq)]
pub struct OverriddenValue {
    /// What it was.
    pub content: EffectiveContent,
    /// Where it came from.
    pub provenance: Provenance,
}

/// One value of the effective configuration.
#[model(eq)]
pub struct EffectiveValue {
    /// `Module.Constant`, the name of the runtime setting, or the name of the option.
    pub name: String,
    /// Which part it belongs to.
    pub area: ConfigurationArea,
    /// What reaches the runtime.
    pub content: EffectiveContent,
    /// Whether it may be a credential.
    pub sensitivity: Sensitivity,
    /// Where it comes from.
    pub provenance: Provenance,
    /// What lost against it, the strongest first.
    pub overrode: Vec<OverriddenValue>,
    /// How far the rule can be trusted.
    pub certainty: Certainty,
}
