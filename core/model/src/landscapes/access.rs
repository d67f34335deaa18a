//! Who may use an environment, and which data it holds.

use mendix_deploy_surface::model;

/// Who may use an environment.
#[model(eq, options)]
pub struct AccessSpec {
    /// Groups of people who use it: `developers`, `team`, `stakeholders`, `qa`, `endUsers`, or any other name. A nearer
    /// level replaces them.
    pub groups: Vec<String>,
    /// Groups with direct access to its database. A nearer level replaces them.
    pub database_groups: Vec<String>,
}

/// Where data comes from.
#[model]
pub enum DataClass {
    /// Invented.
    Synthetic,
    /// Invented, and the same after every seeding.
    Seeded,
    /// Taken from production, with nothing left that leads to a person.
    Anonymised,
    /// Real.
    Production,
}
