//! Databases.

use std::collections::BTreeMap;

use mendix_deploy_model::{landscapes::Tier, policies::DatabaseFacts};

use super::super::{
    rule::{
        Check::{Environment, Landscape},
        Judged, NOT_APPLICABLE, Rule, Stop, Violation, error, fails_if, info, need, need_ref,
        violation, warning,
    },
    sets::{BUILDPACK, ON_PREMISE, PRODUCTION, PROTECTED},
    view::{AppView, EnvironmentView},
};
use crate::configuration::database::parse_connection;

pub(super) const RULES: &[Rule] = &[
    error("MX-DB-001", Landscape(own_database))
        .says("Environments share a database", "Give each environment a database of its own.")
        .reads("database.host, port, name, hostAliases", "G8, G11")
        .note("The address of the machine itself is the same database only on the same machine, so that `host.name` is needed there."),
    warning("MX-DB-002", Landscape(own_server))
        .says("Production shares a database server", "Give production an instance of its own.")
        .reads("database.serverId", "G8"),
    info("MX-DB-003", Environment(named_by_tier))
        .says("The database's name does not tell its tier", "Let it end in `_dev`, `_test`, `_acc` or `_prod`.")
        .reads("database.name, tier", "G8"),
    error("MX-DB-004", Environment(supported))
        .says("The database is not supported", "Upgrade to PostgreSQL 12, SQL Server 2019, Oracle 19c or later.")
        .reads("database.databaseType, version", "G6"),
    warning("MX-DB-005", Environment(encrypted))
        .tiers(PROTECTED)
        .says("The way to the database is not encrypted", "Set `sslmode=require`, better `verify-full`.")
        .reads("database.host, tls", "G8"),
    error("MX-DB-006", Environment(connection_string))
        .says("The connection string is broken", "Percent-encode reserved characters in user and password.")
        .reads("database.url", "G8"),
    error("MX-DB-007", Environment(complete_settings))
        .on(ON_PREMISE)
        .says("Database settings are incomplete", "Set DatabaseType, DatabaseHost, DatabaseName, DatabaseUserName and DatabasePassword.")
        .reads("database", "G8"),
    error("MX-DB-008", Environment(one_form))
        .on(BUILDPACK)
        .says("The connection string is ignored as soon as one `MXRUNTIME_Database…` variable exists", "Choose one form.")
        .reads("variables", "G3")
        .note("The guide's own Compose file sets both; the buildpack then reads the single settings only."),
    error("MX-DB-009", Environment(destructive))
        .tiers(PRODUCTION)
        .says("The release destroys data in production", "Approve it, back up, and plan a window.")
        .reads("release.schema.removed, retyped, approved", "G8")
        .note("The guide says that destructive changes are blocked until somebody approves; only interactive consoles ask, so that approval has to be demanded here."),
    error("MX-DB-010", Environment(rehearsed))
        .tiers(PRODUCTION)
        .says("The schema change did not run against a copy of production's data", "Rehearse it in acceptance.")
        .reads("release.schema, rehearsed", "G8"),
    warning("MX-DB-011", Environment(renames))
        .says("This looks like a rename by deleting and creating, which loses the data", "Rename inside the model, which keeps the identity, or migrate the data.")
        .reads("release.schema.suspectedRenames", "G8")
        .note("The guide advises to delete and recreate; that drops the data."),
    warning("MX-DB-012", Environment(migration_once))
        .says("A data migration has to run once", "Call it after startup, guard it, and start with one instance.")
        .reads("release.schema.migrationMicroflow, replicas", "G8, G10"),
    warning("MX-DB-013", Environment(own_role))
        .tiers(PRODUCTION)
        .says("The app signs in to the database as an administrator", "Give it a role of its own.")
        .reads("database.user", "G12"),
];

/// What tells one database from another.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Identity {
    machine: Option<String>,
    host: String,
    port: u32,
    name: String,
}

pub(super) fn is_loopback(host: &str) -> bool {
    let host = host.trim_matches(['[', ']']);
    host.eq_ignore_ascii_case("localhost")
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|ip| ip.is_loopback())
}

fn product(database: &DatabaseFacts) -> Option<&'static str> {
    let name: String = database
        .database_type
        .as_deref()?
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    match name.to_ascii_lowercase().as_str() {
        "postgresql" | "postgres" => Some("PostgreSQL"),
        "sqlserver" | "mssql" | "mssqlserver" => Some("SQL Server"),
        "oracle" => Some("Oracle"),
        _ => None,
    }
}

fn default_port(database: &DatabaseFacts) -> u32 {
    match product(database) {
        Some("SQL Server") => 1433,
        Some("Oracle") => 1521,
        _ => 5432,
    }
}

fn identity(e: &EnvironmentView<'_>, aliases: &BTreeMap<String, String>) -> Result<Identity, Stop> {
    let database = e.database()?;
    let host = need_ref(&database.host, "database.host")?
        .trim_end_matches('.')
        .to_ascii_lowercase();
    let name = need(&database.name, "database.name")?;
    let machine = is_loopback(&host)
        .then(|| need_ref(&e.facts.host, "host").and_then(|host| need(&host.name, "host.name")))
        .transpose()?;
    let host = match &machine {
        Some(_) => "localhost".to_owned(),
        None => aliases.get(&host).cloned().unwrap_or(host),
    };
    // Only Oracle and SQL Server compare names without case; PostgreSQL does not.
    let name = if product(database) == Some("PostgreSQL") {
        name
    } else {
        name.to_lowercase()
    };
    Ok(Identity {
        machine,
        host,
        port: database.port.unwrap_or_else(|| default_port(database)),
        name,
    })
}

/// Host names by alias: the first name of each group stands for all.
fn aliases(apps: &[AppView<'_>]) -> BTreeMap<String, String> {
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    for database in apps
        .iter()
        .flat_map(|app| &app.environments)
        .filter_map(|e| e.facts.database.as_ref())
    {
        let Some(host) = &database.host else { continue };
        if database.host_aliases.is_empty() {
            continue;
        }
        let names: Vec<String> = std::iter::once(host)
            .chain(&database.host_aliases)
            .map(|name| name.trim_end_matches('.').to_ascii_lowercase())
            .collect();
        let known_as = names
            .iter()
            .find_map(|name| known.get(name))
            .cloned()
            .unwrap_or_else(|| names[0].clone());
        for name in names {
            known.insert(name, known_as.clone());
        }
    }
    known
}

fn own_database(apps: &[AppView<'_>]) -> Judged {
    let aliases = aliases(apps);
    let mut owners: BTreeMap<Identity, Vec<&EnvironmentView<'_>>> = BTreeMap::new();
    let (mut lacking, mut known) = (None, 0_usize);
    for environment in apps.iter().flat_map(|app| &app.environments) {
        match identity(environment, &aliases) {
            Ok(identity) => {
                known += 1;
                owners.entry(identity).or_default().push(environment);
            }
            // On Mendix Cloud every environment has its own.
            Err(_)
                if environment.facts.database.is_none()
                    && environment.facts.target
                        == Some(mendix_deploy_model::landscapes::TargetKind::MendixCloud) =>
            {
                known += 1
            }
            Err(stop) => lacking = Some(stop),
        }
    }
    let found = shared(
        &owners,
        |identity| format!("{}:{}/{}", identity.host, identity.port, identity.name),
        "database",
    );
    match lacking {
        // One that is not known may be any of the others.
        Some(stop) if found.is_empty() && known > 0 => Err(stop),
        Some(stop) if found.is_empty() => Err(stop),
        _ => Ok(found),
    }
}

/// A violation for each owner of what has more than one.
pub(super) fn shared<K: Ord>(
    owners: &BTreeMap<K, Vec<&EnvironmentView<'_>>>,
    shown: impl Fn(&K) -> String,
    at: &'static str,
) -> Vec<Violation> {
    let mut found = Vec::new();
    for (key, users) in owners.iter().filter(|(_, users)| users.len() > 1) {
        for user in users {
            // Named one by one only while that helps: a list of hundreds would grow with the square.
            let others: Vec<String> = users
                .iter()
                .filter(|other| (other.app, other.name) != (user.app, user.name))
                .take(3)
                .map(|other| other.address())
                .collect();
            let more = match users.len() - 1 - others.len() {
                0 => String::new(),
                n => format!(" and {n} more"),
            };
            found.push(
                violation(format!(
                    "{} is also used by {}{more}",
                    shown(key),
                    others.join(", ")
                ))
                .at(at)
                .of(user.app, user.name),
            );
        }
    }
    found
}

fn own_server(apps: &[AppView<'_>]) -> Judged {
    let mut servers: BTreeMap<&str, Vec<&EnvironmentView<'_>>> = BTreeMap::new();
    let mut lacking = None;
    for environment in apps.iter().flat_map(|app| &app.environments) {
        match environment
            .database()
            .and_then(|database| need_ref(&database.server_id, "database.serverId"))
        {
            Ok(id) => servers.entry(id).or_default().push(environment),
            Err(stop) => lacking = Some(stop),
        }
    }
    let mut found = Vec::new();
    for (id, users) in &servers {
        let Some(production) = users.iter().find(|e| e.is(Tier::Production)) else {
            continue;
        };
        let others: Vec<String> = users
            .iter()
            .filter(|e| !e.is(Tier::Production))
            .take(3)
            .map(|e| e.address())
            .collect();
        if !others.is_empty() {
            found.push(
                violation(format!("{id} also serves {}", others.join(", ")))
                    .at("database")
                    .of(production.app, production.name),
            );
        }
    }
    match lacking {
        Some(stop) if found.is_empty() => Err(stop),
        _ => Ok(found),
    }
}

fn named_by_tier(e: &EnvironmentView<'_>) -> Judged {
    let name = need_ref(&e.database()?.name, "database.name")?;
    let suffix = match e.tier()? {
        Tier::Development => "_dev",
        Tier::Test => "_test",
        Tier::Acceptance => "_acc",
        Tier::Production => "_prod",
        Tier::Sandbox => return NOT_APPLICABLE,
    };
    fails_if(!name.to_ascii_lowercase().ends_with(suffix), || {
        format!("{name} does not end in {suffix}")
    })
}

fn supported(e: &EnvironmentView<'_>) -> Judged {
    let database = e.database()?;
    let named = need_ref(&database.database_type, "database.databaseType")?;
    let Some(product) = product(database) else {
        return fails_if(true, || {
            format!("{named} is not among PostgreSQL, SQL Server, Oracle")
        });
    };
    let version = need_ref(&database.version, "database.version")?;
    let digits: String = version
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    let Ok(major) = digits.parse::<u32>() else {
        return Err(Stop::Waits("database.version as a number"));
    };
    let least = match product {
        "SQL Server" => 2019,
        "Oracle" => 19,
        _ => 12,
    };
    fails_if(major < least, || format!("{product} {version}"))
}

fn encrypted(e: &EnvironmentView<'_>) -> Judged {
    let database = e.database()?;
    if database.same_machine == Some(true) || database.host.as_deref().is_some_and(is_loopback) {
        return Ok(Vec::new());
    }
    need_ref(&database.host, "database.host")?;
    let tls = e
        .stated(&database.tls, "database.tls")?
        .map_or("not set", String::as_str);
    let enough = matches!(
        tls.to_ascii_lowercase().as_str(),
        "require" | "verify" | "verify-ca" | "verify-full" | "on" | "true"
    );
    fails_if(!enough, || format!("sslmode is {tls}"))
}

fn connection_string(e: &EnvironmentView<'_>) -> Judged {
    let url = need_ref(&e.database()?.url, "database.url")?;
    Ok(broken(url)
        .map(|why| violation(why).at("database"))
        .into_iter()
        .collect())
}

/// What is wrong with a connection string. Says nothing of its content, which has a password.
fn broken(url: &str) -> Option<String> {
    let connection = match parse_connection(url) {
        Ok(connection) => connection,
        Err(error) => return Some(error.message().to_owned()),
    };
    let place = connection.descriptor.is_some();
    [
        (connection.user.is_none(), "it has no user"),
        (connection.password.is_none(), "it has no password"),
        (connection.servers.is_empty() && !place, "it has no host"),
        (
            connection.database.is_none() && connection.sid.is_none() && !place,
            "it has no database name",
        ),
    ]
    .into_iter()
    .find_map(|(lacks, why)| lacks.then(|| why.to_owned()))
}

fn complete_settings(e: &EnvironmentView<'_>) -> Judged {
    let database = e.database()?;
    if !matches!(product(database), Some("SQL Server" | "Oracle")) {
        need_ref(&database.database_type, "database.databaseType")?;
        return NOT_APPLICABLE;
    }
    let password = e
        .stated(&database.password, "database.password")?
        .is_some_and(|form| *form != mendix_deploy_model::policies::CredentialForm::Unset);
    let mut missing = Vec::new();
    for (there, name) in [
        (
            e.stated(&database.host, "database.host")?.is_some(),
            "DatabaseHost",
        ),
        (
            e.stated(&database.name, "database.name")?.is_some(),
            "DatabaseName",
        ),
        (
            e.stated(&database.user, "database.user")?.is_some(),
            "DatabaseUserName",
        ),
        (password, "DatabasePassword"),
    ] {
        if !there {
            missing.push(name);
        }
    }
    fails_if(!missing.is_empty(), || missing.join(", "))
}

fn one_form(e: &EnvironmentView<'_>) -> Judged {
    let variables = e.variables()?;
    let url = ["DATABASE_ENDPOINT", "DATABASE_URL"]
        .into_iter()
        .find(|name| variables.contains_key(*name));
    let single = variables
        .keys()
        .find(|name| name.starts_with("MXRUNTIME_Database"));
    match (url, single) {
        (Some(url), Some(single)) => Ok(vec![
            violation(format!("{single} cancels {url}")).about(single),
        ]),
        _ => Ok(Vec::new()),
    }
}

fn destructive(e: &EnvironmentView<'_>) -> Judged {
    let schema = e.schema()?;
    let removed = need_ref(&schema.removed, "release.schema.removed")?;
    let retyped = need_ref(&schema.retyped, "release.schema.retyped")?;
    if removed.is_empty() && retyped.is_empty() {
        return Ok(Vec::new());
    }
    let approved = need(&schema.approved, "release.schema.approved")?;
    fails_if(!approved, || {
        let names: Vec<&str> = removed
            .iter()
            .chain(retyped)
            .take(5)
            .map(String::as_str)
            .collect();
        format!(
            "{} removed, {} retyped ({}), and nobody approved it",
            removed.len(),
            retyped.len(),
            names.join(", ")
        )
    })
}

/// Whether anything changes; stops when that cannot be said.
pub(super) fn schema_changes(e: &EnvironmentView<'_>) -> Result<bool, Stop> {
    let schema = e.schema()?;
    let lists = [
        (&schema.added, "release.schema.added"),
        (&schema.removed, "release.schema.removed"),
        (&schema.retyped, "release.schema.retyped"),
    ];
    if lists
        .iter()
        .any(|(list, _)| list.as_ref().is_some_and(|list| !list.is_empty()))
    {
        return Ok(true);
    }
    for (list, name) in lists {
        need_ref(list, name)?;
    }
    Ok(schema
        .migration_microflow
        .as_deref()
        .is_some_and(|name| !name.is_empty()))
}

fn rehearsed(e: &EnvironmentView<'_>) -> Judged {
    if !schema_changes(e)? {
        return Ok(Vec::new());
    }
    fails_if(
        !need(&e.schema()?.rehearsed, "release.schema.rehearsed")?,
        String::new,
    )
}

fn renames(e: &EnvironmentView<'_>) -> Judged {
    let suspected = need_ref(
        &e.schema()?.suspected_renames,
        "release.schema.suspectedRenames",
    )?;
    Ok(suspected
        .iter()
        .map(|pair| violation(pair.clone()).about(pair))
        .collect())
}

fn migration_once(e: &EnvironmentView<'_>) -> Judged {
    let schema = e.schema()?;
    let microflow = need_ref(
        &schema.migration_microflow,
        "release.schema.migrationMicroflow",
    )?;
    if microflow.is_empty() {
        return NOT_APPLICABLE;
    }
    let mut found = Vec::new();
    if !need(
        &schema.migration_after_startup,
        "release.schema.migrationAfterStartup",
    )? {
        found.push(violation(format!("{microflow} does not run after startup")).about(microflow));
    }
    if schema.migration_guarded != Some(true) && e.most_replicas()? > 1 {
        need(&schema.migration_guarded, "release.schema.migrationGuarded")?;
        found.push(
            violation(format!(
                "{microflow} would run on each of several instances"
            ))
            .about(microflow),
        );
    }
    Ok(found)
}

fn own_role(e: &EnvironmentView<'_>) -> Judged {
    let user = need_ref(&e.database()?.user, "database.user")?;
    let administrator = ["postgres", "sa", "system", "sys", "root", "administrator"]
        .iter()
        .any(|name| user.eq_ignore_ascii_case(name));
    fails_if(administrator, || user.clone())
}
