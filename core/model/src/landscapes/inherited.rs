//! The list of what environments inherit: one row per key, for the documents, for reading and for merging.

/// Calls `$callback!` with one row per key that `defaults`, templates, overlays and environments share:
///
/// ```text
/// /// Documentation.
/// name "nameInDocuments": [Type] => rule;
/// ```
///
/// Rules: `by_name` (a map; the nearest value of a name wins), `replace` (the nearest wins as a whole), `fill` (an
/// optional struct; the nearest value of a field wins), `add` (a list; all levels add up).
#[macro_export]
macro_rules! for_each_inherited {
    ($callback:ident) => {
        $callback! {
            /// Constants by `Module.Constant`.
            constants "constants": [BTreeMap<String, ConstantValue>] => by_name;
            /// Which scheduled events run. Left out: they stay as they are.
            scheduled_events "scheduledEvents": [Option<ScheduledEvents>] => replace;
            /// Runtime settings by name, such as `SessionTimeout`. Constants and the settings that other keys make
            /// (database, storage, scheduled events) do not belong here.
            runtime_settings "runtimeSettings": [BTreeMap<String, RuntimeValue>] => by_name;
            /// Environment variables of the process, for what no other key says.
            variables "variables": [BTreeMap<String, TextValue>] => by_name;
            /// The Java virtual machine.
            jvm "jvm": [Option<JvmSpec>] => fill;
            /// What is logged.
            logging "logging": [Option<LoggingSpec>] => fill;
            /// The database.
            database "database": [Option<DatabaseSpec>] => fill;
            /// The file storage.
            storage "storage": [Option<StorageSpec>] => fill;
            /// Certificates.
            certificates "certificates": [Option<CertificatesSpec>] => fill;
            /// Probes.
            health "health": [Option<HealthSpec>] => fill;
            /// The licence.
            license "license": [Option<LicenseSpec>] => fill;
            /// Monitoring and alerts.
            monitoring "monitoring": [Option<MonitoringSpec>] => fill;
            /// Who may use it.
            access "access": [Option<AccessSpec>] => fill;
            /// Where its data comes from.
            data_class "dataClass": [Option<DataClass>] => replace;
            /// How much of a machine one instance gets.
            resources "resources": [Option<ResourcesSpec>] => fill;
            /// How many instances run.
            scaling "scaling": [Option<ScalingSpec>] => fill;
            /// How requests reach it.
            routing "routing": [Option<RoutingSpec>] => fill;
            /// How it is administered.
            administration "administration": [Option<AdministrationSpec>] => fill;
            /// How releases reach it.
            delivery "delivery": [Option<DeliverySpec>] => fill;
            /// How its data is saved.
            backup "backup": [Option<BackupSpec>] => fill;
            /// What it is for, in words.
            purpose "purpose": [Option<String>] => replace;
            /// Who answers for it: a person, a team.
            owner "owner": [Option<String>] => replace;
            /// Words to choose it by; all levels add up.
            tags "tags": [Vec<String>] => add;
            /// The wave of a rollout it belongs to; one of the landscape's `waves`.
            wave "wave": [Option<String>] => replace;
            /// How rules are applied.
            policies "policies": [Option<PolicySpec>] => fill;
            /// Rules that do not hold for a while; all levels add up.
            exemptions "exemptions": [Vec<Exemption>] => add;
            /// Whether a change needs a ticket.
            change_ticket "changeTicket": [Option<ChangeTicketPolicy>] => fill;
            /// How many people approve a plan. Left out: nobody has to.
            approvals "approvals": [Option<ApprovalPolicy>] => replace;
            /// What is checked after a deployment.
            verify "verify": [Option<VerifySpec>] => replace;
            /// Whether and when a plan makes a snapshot. Left out: after the stop.
            snapshot "snapshot": [Option<SnapshotPolicy>] => replace;
            /// Times in which nothing is deployed; all levels add up.
            freeze "freeze": [Vec<FreezeWindow>] => add;
            /// How long a plan waits; single deadlines are replaced.
            deadlines "deadlines": [Option<Deadlines>] => fill;
        }
    };
}
