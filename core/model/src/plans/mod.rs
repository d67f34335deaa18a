//! Plans: a change, the facts it was planned from, the steps, the point of no return, the way back; approvals; and the
//! records that a run leaves.

mod approval;
mod facts;
mod incident;
mod options;
mod plan;
mod release;
mod step;

pub use approval::Approval;
pub use facts::{
    AppFacts, ChangesFacts, ComparedPackage, ConstantFact, ConstantState, DeployedFacts,
    EnvironmentFacts, EventFact, Facts, FactsSource, PackageConstant, PackageFacts,
    PermissionFacts, RevisionFacts, SnapshotFacts, StoredFacts,
};
pub use incident::{ChecklistItem, ChecklistState, IncidentEvent, IncidentRecord};
pub use options::{OnFailure, PlanOptions};
pub use plan::{
    Downtime, FailurePoint, Plan, PlannedPackage, PointOfNoReturn, Strategy, WayBack, WayBackStage,
};
pub use release::{
    Release, ReleasedPackage, SavedConstant, SavedEvent, SavedPackage, SavedSnapshot, Savepoint,
};
pub use step::{ConstantWrite, EventWrite, Expectation, SettingValue, Step, StepAction};
