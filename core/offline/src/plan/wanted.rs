//! What the landscape wants of one environment, as far as planning needs it.

use mendix_deploy_model::{
    Address,
    cloud::EventState,
    landscapes::{
        ApprovalPolicy, ConstantValue, Deadlines, FreezeWindow, ScheduledEvents, SnapshotPolicy,
        TargetKind, Tier, VerifySpec,
    },
    plans::{ConstantWrite, SettingValue, StepAction},
};

use crate::landscape::Environment;

/// An approval holds for a day, unless the landscape says otherwise.
const APPROVAL_SECONDS: u32 = 86_400;

/// What the landscape wants of one environment, inheritance resolved.
///
/// The planner takes this instead of a landscape handle, so that a plan can be made in a test or a simulation without a
/// document.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// The environment.
    pub address: Address,
    /// Its tier.
    pub tier: Tier,
    /// Its target: only Mendix Cloud can be planned for.
    pub target: TargetKind,
    /// Constants with their values or secret references.
    pub constants: Vec<ConstantWrite>,
    /// Which scheduled events run; absent: they stay as they are.
    pub scheduled_events: Option<ScheduledEvents>,
    /// How many people have to approve a plan, and for how long that holds; absent: none.
    pub approvals: Option<ApprovalPolicy>,
    /// When the snapshot is taken; absent: after the stop.
    pub snapshot: Option<SnapshotPolicy>,
    /// What the final step checks besides status, package and model version.
    pub verify: Option<VerifySpec>,
    /// Days on which nothing is deployed.
    pub freeze: Vec<FreezeWindow>,
    /// How long to wait for the platform.
    pub deadlines: Option<Deadlines>,
}

impl From<&Environment> for Wanted {
    fn from(environment: &Environment) -> Self {
        let mut wanted = Self {
            target: environment.target_kind(),
            scheduled_events: environment.scheduled_events().cloned(),
            approvals: environment.approvals().cloned(),
            snapshot: environment.snapshot(),
            verify: environment.verify().cloned(),
            freeze: environment.freeze().to_vec(),
            deadlines: environment.deadlines().cloned(),
            ..Self::new(environment.address().clone(), environment.tier())
        };
        for constant in environment.constants() {
            wanted.constant(&constant.name, &constant.value);
        }
        wanted
    }
}

impl Wanted {
    /// An environment on Mendix Cloud that wants nothing in particular.
    #[must_use]
    pub fn new(address: Address, tier: Tier) -> Self {
        Self {
            address,
            tier,
            target: TargetKind::MendixCloud,
            constants: Vec::new(),
            scheduled_events: None,
            approvals: None,
            snapshot: None,
            verify: None,
            freeze: Vec::new(),
            deadlines: None,
        }
    }

    /// Wants a constant as the landscape states it.
    pub fn constant(&mut self, name: &str, value: &ConstantValue) {
        let literal = |text: &str| SettingValue::LiteralValue {
            text: text.to_owned(),
        };
        self.constants.push(ConstantWrite {
            name: name.to_owned(),
            value: match value {
                ConstantValue::Literal { value, .. } => literal(value),
                ConstantValue::EmptyOnPurpose => literal(""),
                ConstantValue::SecretReference { reference } => SettingValue::ReferencedValue {
                    reference: reference.clone(),
                },
            },
            skip_if_absent: false,
        });
    }

    /// The state that a scheduled event is to have; absent: it stays as it is.
    pub(super) fn event(&self, name: &str) -> Option<EventState> {
        let runs = match self.scheduled_events.as_ref()? {
            ScheduledEvents::All => true,
            ScheduledEvents::None => false,
            ScheduledEvents::Specified { events } => events.iter().any(|event| event == name),
        };
        Some(if runs {
            EventState::Enabled
        } else {
            EventState::Disabled
        })
    }

    /// The scheduled events that the landscape names.
    pub(super) fn named_events(&self) -> &[String] {
        match &self.scheduled_events {
            Some(ScheduledEvents::Specified { events }) => events,
            _ => &[],
        }
    }

    pub(super) fn approvals_required(&self) -> u32 {
        self.approvals.as_ref().map_or(0, |policy| policy.required)
    }

    pub(super) fn approval_valid_seconds(&self) -> u32 {
        self.approvals
            .as_ref()
            .and_then(|policy| policy.valid_seconds)
            .unwrap_or(APPROVAL_SECONDS)
    }

    /// The landscape's deadline for a step, in seconds.
    pub(super) fn deadline(&self, action: &StepAction) -> Option<u64> {
        let deadlines = self.deadlines.as_ref();
        let seconds = match action {
            StepAction::AwaitBuild { .. } => deadlines?.build_seconds,
            StepAction::UploadPackage { .. } | StepAction::AwaitUpload {} => {
                deadlines?.upload_seconds
            }
            StepAction::StopEnvironment {} => deadlines?.stop_seconds,
            StepAction::TakeSnapshot { .. } | StepAction::MakeArchive { .. } => {
                deadlines?.snapshot_seconds
            }
            StepAction::TransportPackage { .. } => deadlines?.transport_seconds,
            StepAction::StartEnvironment { .. } => deadlines?.start_seconds,
            StepAction::RestoreSnapshot { .. } => deadlines?.restore_seconds,
            StepAction::VerifyEnvironment { .. } => self.verify.as_ref()?.deadline_seconds,
            _ => None,
        };
        seconds.map(u64::from)
    }
}
