//! Effective configuration: what a target is handed, and what the Mendix runtime would really see, value by value.
//!
//! An evaluator takes a [`ConfigurationInput`] and what a package says about itself, and answers an
//! [`EvaluatedConfiguration`]. Every value carries where it comes from, which rule chose it, what it overrode, and whether
//! the rule was observed in the tool's own code or is only documented.

mod comparison;
mod connection;
mod emission;
mod evaluated;
mod explanation;
mod input;
mod names;
mod value;

pub use comparison::{
    ComparedSetting, ComparedValue, ComparisonVerdict, ConfigurationComparison, NamedConfiguration,
};
pub use connection::{
    ConnectionForm, ConnectionParameter, DatabaseConnection, DatabaseEngine, DatabaseSameness,
    DatabaseServer,
};
pub use emission::{
    Emission, InputForm, NotCarried, SecretPlacement, WantedConfiguration, WantedValue,
};
pub use evaluated::{EvaluatedConfiguration, LostInput, StartFailure};
pub use explanation::Explanation;
pub use input::{ConfigurationFile, ConfigurationInput, EnvironmentVariable};
pub use names::{NameCollision, VariableMeaning, VariableReading};
pub use value::{
    Certainty, ConfigurationArea, EffectiveContent, EffectiveValue, OverriddenValue, Provenance,
    ProvenanceSource, Sensitivity,
};
