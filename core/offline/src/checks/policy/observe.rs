//! What an environment of a landscape says, as facts.

use std::collections::BTreeMap;

use mendix_deploy_model::{
    landscapes::{
        AlertSubject, ConnectionTls, DataClass, DatabaseSpec, Defaults, LinuxFlavour, LogLevel,
        MonitoringLevel, MonitoringSpec, PullPolicy, RuntimeValue, StorageDeletes, StorageProvider,
        StorageSpec, TargetKind, TextValue, WorkloadKind,
    },
    policies::{
        AutoscaleFacts, BackupFacts, CredentialForm, DataOrigin, DatabaseFacts, FileStoreFacts,
        FileStoreKind, KubernetesFacts, LoggingFacts, MonitoringFacts, PolicyEnvironmentFacts,
        ReleaseFacts, ResourceFacts, RouteClaim,
    },
};

use super::target::add_target;
use crate::{
    configuration::database::{database_type, parse_connection},
    landscape::Environment,
};

/// What an environment of the landscape says. What the landscape is the place for (constants, settings, variables,
/// purpose, owner) is known to be absent when it is not there; everything else is unknown then.
pub(super) fn of_environment(environment: &Environment) -> PolicyEnvironmentFacts {
    let values = environment.values();
    let mut facts = PolicyEnvironmentFacts::default();
    facts.tier = Some(environment.tier());
    facts.target = Some(environment.target_kind());
    facts.purpose = Some(values.purpose.clone().unwrap_or_default());
    facts.owner = Some(values.owner.clone().unwrap_or_default());
    facts.constants = Some(
        environment
            .constants()
            .iter()
            .map(|constant| (constant.name.clone(), constant.value.clone()))
            .collect(),
    );
    facts.scheduled_events = values.scheduled_events.clone();
    facts.variables = Some(texts(&values.variables));
    facts.runtime_settings = Some(settings(values));
    facts.data = values.data_class.map(data);
    facts.database = values.database.as_ref().map(database);
    facts.storage = values.storage.as_ref().map(storage);
    facts.monitoring = values.monitoring.as_ref().map(monitoring);
    sizes(&mut facts, values);
    administration(&mut facts, values);
    delivery(&mut facts, values);
    add_target(&mut facts, environment.target());
    reach(&mut facts, values);
    facts
}

fn texts(values: &BTreeMap<String, TextValue>) -> BTreeMap<String, String> {
    values
        .iter()
        .map(|(name, value)| (name.clone(), literal(value).unwrap_or_default().to_owned()))
        .collect()
}

fn literal(value: &TextValue) -> Option<&str> {
    match value {
        TextValue::Literal { value, .. } => Some(value),
        TextValue::SecretReference { .. } => None,
    }
}

fn settings(values: &Defaults) -> BTreeMap<String, String> {
    let mut settings: BTreeMap<String, String> = values
        .runtime_settings
        .iter()
        .map(|(name, value)| {
            let text = match value {
                RuntimeValue::Text { value, .. }
                | RuntimeValue::Number { value }
                | RuntimeValue::Json { value } => value.clone(),
                RuntimeValue::Boolean { value } => value.to_string(),
                RuntimeValue::SecretReference { .. } => String::new(),
            };
            (name.clone(), text)
        })
        .collect();
    if let Some(deletes) = values.storage.as_ref().and_then(|storage| storage.deletes) {
        let word = match deletes {
            StorageDeletes::AllFiles => "AllFiles",
            StorageDeletes::TemporaryFiles => "TemporaryFiles",
            StorageDeletes::NoFiles => "NoFiles",
        };
        settings
            .entry("com.mendix.storage.PerformDeleteFromStorage".to_owned())
            .or_insert_with(|| word.to_owned());
    }
    settings
}

fn data(class: DataClass) -> DataOrigin {
    match class {
        DataClass::Synthetic => DataOrigin::Synthetic,
        DataClass::Seeded => DataOrigin::Seeded,
        DataClass::Anonymised => DataOrigin::Anonymised,
        DataClass::Production => DataOrigin::Production,
    }
}

/// How a password is written down, given the user it belongs to.
pub(super) fn form(value: &TextValue, user: Option<&str>) -> CredentialForm {
    const KNOWN: &[&str] = &[
        "Admin1!",
        "Password1!",
        "1",
        "changeme",
        "password",
        "mendix",
        "admin",
        "postgres",
    ];
    match value {
        TextValue::SecretReference { .. } => CredentialForm::Reference,
        TextValue::Literal { value, .. } if value.is_empty() => CredentialForm::Unset,
        TextValue::Literal { value, .. } if value.starts_with("${") && value.ends_with('}') => {
            if value.contains(":-") || value.contains('-') && !value.contains(":?") {
                CredentialForm::VariableWithDefault
            } else {
                CredentialForm::Variable
            }
        }
        TextValue::Literal { value, .. } if value.starts_with("((") && value.ends_with("))") => {
            CredentialForm::Variable
        }
        TextValue::Literal { value, .. }
            if KNOWN.contains(&value.as_str()) || Some(value.as_str()) == user =>
        {
            CredentialForm::KnownDefault
        }
        TextValue::Literal { .. } => CredentialForm::Literal,
    }
}

fn database(spec: &DatabaseSpec) -> DatabaseFacts {
    let mut facts = DatabaseFacts::default();
    if let Some(url) = spec.url.as_ref().and_then(literal) {
        facts.url = Some(url.to_owned());
        from_url(&mut facts, url);
    }
    if let Some(engine) = spec.engine {
        facts.database_type = Some(database_type(engine).to_owned());
    }
    facts.version = spec.version.clone();
    facts.host = spec.host.clone().or(facts.host);
    facts.port = spec.port.map(u32::from).or(facts.port);
    facts.name = spec.name.clone().or(facts.name);
    facts.user = spec.user.clone().or(facts.user);
    facts.host_aliases = spec.aliases.clone();
    facts.server_id = spec.server_id.clone();
    facts.service = spec.service.clone();
    if let Some(password) = &spec.password {
        facts.password = Some(form(password, facts.user.as_deref()));
    } else if spec.integrated_security == Some(true) {
        facts.password = Some(CredentialForm::Reference);
    }
    if let Some(tls) = spec.tls {
        facts.tls = Some(
            match tls {
                ConnectionTls::Off => "disable",
                ConnectionTls::Preferred => "prefer",
                ConnectionTls::Required => "require",
                ConnectionTls::VerifyAuthority => "verify-ca",
                ConnectionTls::VerifyFull => "verify-full",
            }
            .to_owned(),
        );
    } else if let Some(mode) = spec.parameters.get("sslmode") {
        facts.tls = Some(mode.clone());
    }
    facts
}

/// Host, port, name, user and protection out of a connection string. One that cannot be read says nothing: that it is
/// broken is a rule's finding.
fn from_url(facts: &mut DatabaseFacts, url: &str) {
    let Ok(connection) = parse_connection(url) else {
        return;
    };
    facts.database_type = Some(database_type(connection.engine).to_owned());
    if let Some(password) = connection.password {
        facts.password = Some(if Some(&password) == connection.user.as_ref() {
            CredentialForm::KnownDefault
        } else {
            CredentialForm::Literal
        });
    }
    facts.user = connection.user;
    if let Some(server) = connection.servers.into_iter().next() {
        facts.host = Some(server.host);
        facts.port = server.port.map(u32::from);
    }
    facts.name = connection.database;
    let mode = connection
        .parameters
        .into_iter()
        .find(|parameter| parameter.name == "sslmode");
    // A connection string without the parameter has none: nothing else could set it.
    facts.tls = Some(mode.map_or_else(|| "not set".to_owned(), |mode| mode.value));
}

fn storage(spec: &StorageSpec) -> FileStoreFacts {
    let mut facts = FileStoreFacts::default();
    facts.storage = spec.provider.map(|provider| match provider {
        StorageProvider::None => FileStoreKind::Nothing,
        StorageProvider::Local => FileStoreKind::Local,
        StorageProvider::S3 => FileStoreKind::S3,
        StorageProvider::AzureBlob => FileStoreKind::AzureBlob,
        StorageProvider::GoogleCloud => FileStoreKind::GoogleCloud,
    });
    facts.bucket = spec.bucket.clone();
    facts.prefix = spec.prefix.clone();
    facts.path = spec.path.clone();
    facts.endpoint = spec.endpoint.clone();
    facts.versioned = spec.versioned;
    facts.shared = spec.shared;
    facts.planned_gigabytes = spec.planned_gibibytes;
    let key = |value: &Option<TextValue>| match value {
        Some(value) => form(value, None),
        // A section that is there and names no key has none.
        None => CredentialForm::Unset,
    };
    facts.access_key = Some(key(&spec.access_key_id));
    facts.secret_key = Some(key(&spec.secret_key));
    facts
}

fn monitoring(spec: &MonitoringSpec) -> MonitoringFacts {
    let mut facts = MonitoringFacts::default();
    let level = spec.level;
    let full = level == Some(MonitoringLevel::Full);
    let any = level.is_some_and(|level| level >= MonitoringLevel::Basic)
        || spec.apm.is_some()
        || !spec.alerts.is_empty()
        || !spec.dashboards.is_empty();
    facts.basic = Some(any);
    let words = spec.alerts.iter().map(|alert| match alert.subject {
        AlertSubject::CriticalLogs => "criticalLogs".to_owned(),
        other => other.to_string(),
    });
    facts.alerts = Some(words.collect());
    facts.performance = Some(spec.apm.is_some() || full);
    facts.dashboards = Some(!spec.dashboards.is_empty() || full);
    facts
}

fn sizes(facts: &mut PolicyEnvironmentFacts, values: &Defaults) {
    if let Some(scaling) = &values.scaling {
        facts.autoscale = scaling.autoscale.as_ref().map(|spec| {
            let mut autoscale = AutoscaleFacts::default();
            autoscale.least = spec.min;
            autoscale.most = spec.max;
            autoscale.cpu_percent = spec.cpu_percent;
            autoscale.memory_percent = spec.memory_percent;
            autoscale.scale_down_seconds = spec.scale_down_seconds;
            autoscale
        });
        facts.replicas = scaling
            .replicas
            .or_else(|| scaling.autoscale.is_none().then_some(1));
        if let Some(limit) = scaling.max_database_connections {
            facts
                .database
                .get_or_insert_with(DatabaseFacts::default)
                .connection_limit = Some(limit);
        }
        // One definition in the landscape is one for all instances.
        facts.same_backends = Some(true);
    }
    let heap = values.jvm.as_ref().and_then(|jvm| jvm.heap_mebibytes);
    if values.resources.is_none() && heap.is_none() {
        return;
    }
    let mut resources = ResourceFacts::default();
    resources.heap_megabytes = heap;
    if let Some(spec) = &values.resources {
        facts.plan = spec.plan.clone();
        resources.disk_megabytes = spec.disk_mebibytes;
        if let Some(requests) = &spec.requests {
            resources.request_cpu_millis = requests.cpu_millicores;
            resources.request_memory_megabytes = requests.memory_mebibytes;
        }
        if let Some(limits) = &spec.limits {
            resources.limit_cpu_millis = limits.cpu_millicores;
            resources.limit_memory_megabytes = limits.memory_mebibytes;
        }
        resources.memory_megabytes = resources
            .limit_memory_megabytes
            .or(resources.request_memory_megabytes);
        resources.cpu_millis = resources.limit_cpu_millis.or(resources.request_cpu_millis);
    }
    facts.resources = Some(resources);
}

fn administration(facts: &mut PolicyEnvironmentFacts, values: &Defaults) {
    let Some(spec) = &values.administration else {
        return;
    };
    facts.admin_password = spec.password.as_ref().map(|password| form(password, None));
    facts.admin_port_public = spec.port_public;
    facts.debugger = Some(spec.debugger_password.is_some());
    facts.development_mode = spec.development_mode;
}

fn delivery(facts: &mut PolicyEnvironmentFacts, values: &Defaults) {
    if let Some(kept) = values
        .delivery
        .as_ref()
        .and_then(|delivery| delivery.keep_releases)
    {
        facts
            .release
            .get_or_insert_with(ReleaseFacts::default)
            .retention = Some(kept);
    }
    let Some(spec) = &values.backup else { return };
    let mut backup = BackupFacts::default();
    backup.covers_database = spec.database;
    backup.covers_files = spec.files;
    backup.restored_at = spec.restored_on;
    facts.backup = Some(backup);
    if let Some(storage) = &mut facts.storage {
        storage.backed_up = spec.files;
    }
}

fn reach(facts: &mut PolicyEnvironmentFacts, values: &Defaults) {
    if let Some(access) = &values.access {
        let known = |groups: &Vec<String>| (!groups.is_empty()).then(|| groups.clone());
        facts.access_groups = known(&access.groups);
        facts.database_access = known(&access.database_groups);
    }
    if let Some(spec) = &values.logging {
        let mut logging = LoggingFacts::default();
        logging.level = spec.level.map(level);
        logging.nodes = spec
            .nodes
            .iter()
            .map(|(node, of)| (node.clone(), level(*of)))
            .collect();
        logging.destination = spec.destination.clone();
        logging.label = spec.label.clone();
        facts.logging = Some(logging);
    }
    let probe = values
        .health
        .as_ref()
        .and_then(|health| health.readiness.as_ref().or(health.liveness.as_ref()));
    let asked = values
        .verify
        .as_ref()
        .and_then(|verify| verify.checks.first())
        .map(|check| check.path.clone());
    facts.health_path = asked.or_else(|| probe.and_then(|probe| probe.path.clone()));
    let target = facts.target;
    let cluster = matches!(target, Some(TargetKind::Kubernetes | TargetKind::Operator));
    if let Some(health) = &values.health {
        if cluster {
            let kubernetes = facts
                .kubernetes
                .get_or_insert_with(KubernetesFacts::default);
            kubernetes.readiness_probe = Some(health.readiness.is_some());
            kubernetes.liveness_probe = Some(health.liveness.is_some());
            kubernetes.startup_probe = Some(health.startup.is_some());
            // Kubernetes itself waits 0 s when nothing is said.
            let delay = |probe: &Option<mendix_deploy_model::landscapes::ProbeSpec>| {
                probe
                    .as_ref()
                    .map(|probe| probe.initial_delay_seconds.unwrap_or(0))
            };
            kubernetes.readiness_delay_seconds = delay(&health.readiness);
            kubernetes.liveness_delay_seconds = delay(&health.liveness);
        }
        if let (Some(TargetKind::CloudFoundry), Some(foundry)) = (target, &mut facts.cloud_foundry)
        {
            foundry.start_seconds = health.start_timeout_seconds;
        }
    }
    let Some(routing) = &values.routing else {
        return;
    };
    facts.sticky = routing.sticky;
    if cluster && !routing.routes.is_empty() {
        let kubernetes = facts
            .kubernetes
            .get_or_insert_with(KubernetesFacts::default);
        kubernetes.ingress = Some(true);
        kubernetes.ingress_tls = routing.tls;
    }
    if let (Some(TargetKind::CloudFoundry), Some(foundry)) = (target, &mut facts.cloud_foundry)
        && !routing.routes.is_empty()
    {
        let claim = |route: &String| RouteClaim {
            route: route
                .split_once("://")
                .map_or(route.as_str(), |(_, rest)| rest)
                .to_owned(),
            weight: None,
        };
        foundry.routes = Some(routing.routes.iter().map(claim).collect());
    }
}

fn level(level: LogLevel) -> String {
    level.to_string().to_ascii_uppercase()
}

pub(super) fn pull_policy(policy: PullPolicy) -> String {
    match policy {
        PullPolicy::Always => "Always",
        PullPolicy::IfNotPresent => "IfNotPresent",
        PullPolicy::Never => "Never",
    }
    .to_owned()
}

pub(super) fn workload(kind: WorkloadKind) -> String {
    match kind {
        WorkloadKind::StatefulSet => "StatefulSet",
        WorkloadKind::Deployment => "Deployment",
    }
    .to_owned()
}

pub(super) fn manager(flavour: LinuxFlavour) -> String {
    match flavour {
        LinuxFlavour::M2ee => "m2ee",
        LinuxFlavour::Portable => "portable",
    }
    .to_owned()
}
