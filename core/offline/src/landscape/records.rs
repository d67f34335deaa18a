//! The keys of every part of a landscape: one row per type, from which it is read and merged.

use mendix_deploy_model::landscapes::*;
use mendix_deploy_model::{
    configurations::DatabaseEngine,
    policies::{PlacementConstraint, SecretDelivery},
    time::Day,
};

use super::{
    merge::{Merge, whole},
    reader::{Read, Reader, Slot, shown},
    tree::{Node, Value},
};

/// Structs whose fields may all be left out; a nearer level fills them in field by field.
macro_rules! fields {
    ($($ty:ident { $($field:ident $key:literal),+ $(,)? })+) => { $(
        impl Read for $ty {
            fn read(reader: &mut Reader<'_>, node: &Node<'_>, path: &str) -> Option<Self> {
                let fields = reader.fields(node, path, &[$($key),+]);
                let mut value = Self::default();
                $(value.$field.fill(reader, &fields, $key);)+
                Some(value)
            }
        }

        impl Merge for $ty {
            fn lay(&mut self, nearer: Self) {
                $(self.$field.lay(nearer.$field);)+
            }
        }
    )+ };
}

/// Structs with required fields. `short` reads a form of a single value.
macro_rules! records {
    ($($ty:ident $(short $short:ident)? { $($needed:ident $needed_key:literal),+ ; $($field:ident $key:literal),* $(,)? })+) => { $(
        impl Read for $ty {
            fn read(reader: &mut Reader<'_>, node: &Node<'_>, path: &str) -> Option<Self> {
                $(if matches!(node.value, Value::Scalar { .. }) {
                    return $short(reader, node, path);
                })?
                let fields = reader.fields(node, path, &[$($needed_key,)+ $($key),*]);
                $(let $needed = reader.required(&fields, $needed_key);)+
                $(
                    let mut $field = Default::default();
                    Slot::fill(&mut $field, reader, &fields, $key);
                )*
                Some(Self { $($needed: $needed?,)+ $($field,)* })
            }
        }

        whole!($ty);
    )+ };
}

/// Closed sets of words.
macro_rules! words {
    ($($ty:ident),+ $(,)?) => { $(
        impl Read for $ty {
            fn read(reader: &mut Reader<'_>, node: &Node<'_>, path: &str) -> Option<Self> {
                let words: Vec<(&'static str, Self)> =
                    Self::ALL.iter().map(|value| (value.as_str(), *value)).collect();
                reader.word(node, path, &words)
            }
        }

        whole!($ty);
    )+ };
}

words!(
    AlertSubject,
    ConnectionTls,
    DataClass,
    DatabaseEngine,
    DeliveryTrigger,
    Deployer,
    GarbageCollector,
    LinuxFlavour,
    LogLevel,
    MonitoringLevel,
    NodePreset,
    PlacementConstraint,
    PullPolicy,
    RuleSeverity,
    SecretDelivery,
    SizingClass,
    SnapshotPolicy,
    StorageDeletes,
    StorageProvider,
    TargetKind,
    Tier,
    WorkloadKind,
);

fields! {
    JvmSpec {
        arguments "arguments", heap_mebibytes "heapMebibytes", metaspace_mebibytes "metaspaceMebibytes",
        garbage_collector "garbageCollector", java_version "javaVersion",
    }
    LoggingSpec {
        level "level", nodes "nodes", destination "destination", label "label",
        lines_per_second "linesPerSecond",
    }
    DatabaseSpec {
        engine "engine", version "version", host "host", port "port", name "name", schema "schema", user "user",
        password "password", url "url", parameters "parameters", tls "tls",
        integrated_security "integratedSecurity", pool "pool", service "service", aliases "aliases",
        server_id "serverId",
    }
    PoolSpec {
        max_active "maxActive", max_idle "maxIdle", min_idle "minIdle", max_wait_millis "maxWaitMillis",
    }
    StorageSpec {
        provider "provider", bucket "bucket", prefix "prefix", path "path", endpoint "endpoint", region "region",
        account "account", access_key_id "accessKeyId", secret_key "secretKey",
        shared_access_signature "sharedAccessSignature", ambient_identity "ambientIdentity",
        encrypted "encrypted", versioned "versioned", shared "shared", deletes "deletes", service "service",
        planned_gibibytes "plannedGibibytes",
    }
    CertificatesSpec { authorities "authorities", clients "clients" }
    HealthSpec {
        liveness "liveness", readiness "readiness", startup "startup",
        start_timeout_seconds "startTimeoutSeconds",
    }
    ProbeSpec {
        path "path", port "port", initial_delay_seconds "initialDelaySeconds", period_seconds "periodSeconds",
        timeout_seconds "timeoutSeconds", failures "failures",
    }
    LicenseSpec {
        id "id", key "key", subscription_secret "subscriptionSecret", environment_name "environmentName",
        server_url "serverUrl",
    }
    MonitoringSpec {
        level "level", alerts "alerts", apm "apm", apm_key "apmKey", dashboards "dashboards",
    }
    AccessSpec { groups "groups", database_groups "databaseGroups" }
    ResourceAmount { cpu_millicores "cpuMillicores", memory_mebibytes "memoryMebibytes" }
    ResourcesSpec {
        plan "plan", sizing "sizing", requests "requests", limits "limits", disk_mebibytes "diskMebibytes",
    }
    ScalingSpec {
        replicas "replicas", autoscale "autoscale", max_database_connections "maxDatabaseConnections",
    }
    AutoscaleSpec {
        min "min", max "max", cpu_percent "cpuPercent", memory_percent "memoryPercent",
        scale_down_seconds "scaleDownSeconds",
    }
    RoutingSpec { routes "routes", root_url "rootUrl", tls "tls", sticky "sticky" }
    AdministrationSpec {
        password "password", port_password "portPassword", port_public "portPublic",
        debugger_password "debuggerPassword", development_mode "developmentMode",
    }
    DeliverySpec {
        trigger "trigger", deployer "deployer", branches "branches", keep_releases "keepReleases",
    }
    BackupSpec {
        database "database", files "files", keep_days "keepDays", restored_on "restoredOn",
    }
    PolicySpec { severities "severities", rules "rules", blocks_from "blocksFrom" }
    ChangeTicketPolicy { required "required", pattern "pattern" }
    Deadlines {
        build_seconds "buildSeconds", upload_seconds "uploadSeconds", stop_seconds "stopSeconds",
        snapshot_seconds "snapshotSeconds", transport_seconds "transportSeconds",
        start_seconds "startSeconds", restore_seconds "restoreSeconds",
    }
    SecretsSpec { stores "stores", known "known", rotation_days "rotationDays" }
    SecretStoreSpec {
        scheme "scheme", location "location", encrypted "encrypted", audited "audited", readers "readers",
        break_glass "breakGlass",
    }
    SecretSpec { rotated_on "rotatedOn", readers "readers", delivery "delivery" }
    MachineSpec {
        operating_system "operatingSystem", version "version", memory_mebibytes "memoryMebibytes",
        disk_gibibytes "diskGibibytes", java_version "javaVersion", runtimes "runtimes",
    }
    ServiceSpec {
        name "name", unit_type "unitType", pid_file "pidFile", restart "restart", automatic "automatic",
        account "account",
    }
    Overlay {
        description "description", tiers "tiers", targets "targets", apps "apps", values "values",
    }
    AppSpec {
        description "description", templates "templates", constraints "constraints", entities "entities",
        defaults "defaults", target "target", preset "preset", environments "environments",
    }
}

records! {
    ApprovalPolicy short approvals { required "required"; valid_seconds "validSeconds" }
    UrlCheck short page { path "path"; status "status", contains "contains" }
    AlertSpec short alert { subject "subject"; percent "percent", above "above", notify "notify" }
    ClientCertificate { name "name", bundle "bundle"; password "password", pin_to "pinTo" }
    Exemption { rule "rule", reason "reason", expires "expires"; by "by", subject "subject" }
    FreezeWindow {
        first "first", last "last", reason "reason";
        from_time "fromTime", until_time "untilTime", zone "zone",
    }
    WaveSpec short wave { name "name"; soak_seconds "soakSeconds" }
}

/// A number is enough.
fn approvals(reader: &mut Reader<'_>, node: &Node<'_>, path: &str) -> Option<ApprovalPolicy> {
    let required = reader.whole(node, path)?;
    Some(ApprovalPolicy {
        required,
        valid_seconds: None,
    })
}

/// A path is enough.
fn page(reader: &mut Reader<'_>, node: &Node<'_>, path: &str) -> Option<UrlCheck> {
    let path = reader.text(node, path)?;
    Some(UrlCheck {
        path,
        status: None,
        contains: None,
    })
}

/// A subject is enough.
fn alert(reader: &mut Reader<'_>, node: &Node<'_>, path: &str) -> Option<AlertSpec> {
    let subject = AlertSubject::read(reader, node, path)?;
    Some(AlertSpec {
        subject,
        percent: None,
        above: None,
        notify: Vec::new(),
    })
}

/// A name is enough.
fn wave(reader: &mut Reader<'_>, node: &Node<'_>, path: &str) -> Option<WaveSpec> {
    let name = reader.text(node, path)?;
    Some(WaveSpec {
        name,
        soak_seconds: None,
    })
}

impl Read for VerifySpec {
    fn read(reader: &mut Reader<'_>, node: &Node<'_>, path: &str) -> Option<Self> {
        let fields = reader.fields(node, path, &["url", "checks", "deadlineSeconds"]);
        let mut value = Self::default();
        value.url.fill(reader, &fields, "url");
        value.checks.fill(reader, &fields, "checks");
        value
            .deadline_seconds
            .fill(reader, &fields, "deadlineSeconds");
        Some(value)
    }
}

whole!(
    VerifySpec,
    ConstantValue,
    TextValue,
    RuntimeValue,
    ScheduledEvents,
    Day
);

impl Read for String {
    fn read(reader: &mut Reader<'_>, node: &Node<'_>, path: &str) -> Option<Self> {
        reader.text(node, path)
    }
}

impl Read for bool {
    fn read(reader: &mut Reader<'_>, node: &Node<'_>, path: &str) -> Option<Self> {
        reader.boolean(node, path)
    }
}

impl Read for u32 {
    fn read(reader: &mut Reader<'_>, node: &Node<'_>, path: &str) -> Option<Self> {
        reader.whole(node, path)
    }
}

impl Read for u16 {
    fn read(reader: &mut Reader<'_>, node: &Node<'_>, path: &str) -> Option<Self> {
        let number = reader.whole(node, path)?;
        if let Ok(number) = Self::try_from(number) {
            return Some(number);
        }
        let message = format!("{} is larger than {}", shown(path), Self::MAX);
        reader.problem(
            "landscape.bad_value",
            node.at,
            path,
            message,
            "Write a smaller number.",
        );
        None
    }
}

impl Read for Day {
    fn read(reader: &mut Reader<'_>, node: &Node<'_>, path: &str) -> Option<Self> {
        let day = reader.text(node, path)?.parse().ok();
        if day.is_none() {
            let message = format!("{} is not a day", shown(path));
            reader.problem(
                "landscape.bad_value",
                node.at,
                path,
                message,
                "Write a day such as 2026-12-24.",
            );
        }
        day
    }
}

/// `defaults` and environments, from the list of what is inherited.
macro_rules! levels {
    ($($(#[doc = $doc:literal])* $name:ident $key:literal: [$($ty:tt)+] => $rule:ident;)+) => {
        impl Read for Defaults {
            fn read(reader: &mut Reader<'_>, node: &Node<'_>, path: &str) -> Option<Self> {
                let fields = reader.fields(node, path, &[$($key),+]);
                let mut value = Self::default();
                $(value.$name.fill(reader, &fields, $key);)+
                Some(value)
            }
        }

        impl Read for EnvironmentSpec {
            fn read(reader: &mut Reader<'_>, node: &Node<'_>, path: &str) -> Option<Self> {
                let fields = reader.fields(node, path, &["tier", "target", "templates", $($key),+]);
                let mut value = Self::default();
                value.tier.fill(reader, &fields, "tier");
                value.target.fill(reader, &fields, "target");
                value.templates.fill(reader, &fields, "templates");
                $(value.$name.fill(reader, &fields, $key);)+
                Some(value)
            }
        }

        impl Merge for Defaults {
            fn lay(&mut self, nearer: Self) {
                $(levels!(@$rule self.$name, nearer.$name);)+
            }
        }

        impl Merge for EnvironmentSpec {
            fn lay(&mut self, nearer: Self) {
                *self = nearer;
            }
        }
    };
    (@add $farther:expr, $nearer:expr) => {
        $farther.extend($nearer)
    };
    (@$rule:ident $farther:expr, $nearer:expr) => {
        $farther.lay($nearer)
    };
}

mendix_deploy_model::for_each_inherited!(levels);
