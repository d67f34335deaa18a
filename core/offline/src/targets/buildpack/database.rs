//! The database: which source wins, URL forms, pools (runtime configuration, 3).

use mendix_deploy_model::findings::Severity;

use super::{
    python::{parse_qs, str_of, unquote, urlencode},
    start::{Start, Step, failure},
};
use crate::{
    configuration::json::{Json, Object},
    targets::settings::Origin,
};

const STAGE: &str = "database";
const PARAMETERS: &str = "DATABASE_CONNECTION_PARAMS";

/// Labels whose first instance gives the URL, in the order in which they are looked for.
const LABELS: &[&str] = &[
    "p-mysql",
    "p.mysql",
    "elephantsql",
    "cleardb",
    "PostgreSQL",
    "dashDB",
    "mariadb",
    "postgresql",
    "rds",
    "postgresql_shared",
];

/// Regions of Amazon RDS whose certificates the buildpack carries.
const REGIONS: &[&str] = &[
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
    "af-south-1",
    "ap-east-1",
    "ap-south-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-south-1",
    "ap-northeast-3",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-southeast-1",
    "ap-southeast-2",
    "ca-central-1",
    "eu-central-1",
    "eu-west-1",
    "eu-west-2",
    "eu-south-1",
    "eu-west-3",
    "eu-south-2",
    "eu-north-1",
    "eu-central-2",
    "il-central-1",
    "me-south-1",
    "me-central-1",
    "sa-east-1",
];

/// Where the database's settings come from.
enum Source {
    /// A bound service or `DATABASE_URL`, with the text.
    Url {
        place: String,
        is_service: bool,
        url: String,
    },
    /// Credentials of SAP HANA.
    Hana {
        label: &'static str,
        credentials: Object,
    },
}

/// Sets the database's settings over everything set before.
pub(super) fn read(start: &mut Start<'_>) -> Step {
    let stray = start
        .environment
        .iter()
        .map(|(name, _)| name)
        .find(|name| name.starts_with("MXRUNTIME_Database"));
    if let Some(stray) = stray {
        cancelled(start, stray);
        return Ok(());
    }
    let source = source(start)?;
    let (settings, place, is_service) = match source {
        Source::Hana { label, credentials } => (hana(start, &credentials)?, label.to_owned(), true),
        Source::Url {
            place,
            is_service,
            url,
        } => (from_url(start, &url, &place)?, place, is_service),
    };
    for (name, value, rule) in settings {
        if !value.is_true() {
            continue;
        }
        let origin = if name.starts_with("ConnectionPooling") && start.is_development() {
            Origin::variable("DEVELOPMENT_MODE", rule)
        } else if is_service {
            Origin::service(place.clone(), rule)
        } else {
            Origin::variable(place.clone(), rule)
        };
        if start.settings.contains(name) {
            start.finding(
                "database.setting_overridden",
                Severity::Warning,
                name,
                format!("{place} overrides the custom runtime setting {name}"),
                "Give the database in one place only.",
            );
        }
        start.settings.set(name, value, origin);
    }
    Ok(())
}

/// Says what a stray `MXRUNTIME_Database…` cancels.
fn cancelled(start: &mut Start<'_>, stray: &str) {
    let reason = format!("{stray} switches off every other source of the database");
    let environment = start.environment;
    let mut any = false;
    for variable in ["DATABASE_URL", PARAMETERS] {
        if environment.contains(variable) {
            any |= variable == "DATABASE_URL";
            start.unheard(variable, reason.clone(), None);
        }
    }
    let bound = start
        .services
        .as_ref()
        .and_then(Json::as_object)
        .and_then(|services| {
            services.iter().map(|(label, _)| label).find(|label| {
                LABELS.contains(label) || matches!(*label, "hana" | "hanatrial" | "azure-sqldb")
            })
        })
        .map(str::to_owned);
    if let Some(label) = bound {
        any = true;
        start.unheard(&label, reason, None);
    }
    let complete = start.settings.contains("DatabaseType")
        && (start.settings.contains("DatabaseJdbcUrl")
            || (start.settings.contains("DatabaseHost")
                && start.settings.contains("DatabaseName")));
    if !complete {
        start.finding(
            "database.incomplete",
            Severity::Error,
            stray,
            if any {
                format!("{stray} cancels the database URL, and the MXRUNTIME_Database settings alone are not complete")
            } else {
                format!("{stray} is there, so the MXRUNTIME_Database settings are all the runtime gets, and they are not complete")
            },
            format!("Remove {stray}, or set type, host, name, user and password by MXRUNTIME_Database variables."),
        );
    }
}

fn wrong(
    subject: &str,
    message: impl Into<String>,
    remedy: &str,
) -> Box<mendix_deploy_model::configurations::StartFailure> {
    failure(STAGE, subject, message, remedy)
}

/// The first source, in the buildpack's order.
fn source(start: &Start<'_>) -> Step<Source> {
    let services = start.services(STAGE)?;
    for label in ["hana", "hanatrial"] {
        if let Some(credentials) = bound_hana(&services, label)? {
            return Ok(Source::Hana { label, credentials });
        }
    }
    let mut bound = None;
    for label in LABELS {
        if let Some(service) = services.get(label) {
            bound = Some((*label, field(service, "uri", label)?));
            break;
        }
    }
    if bound.is_none()
        && let Some(service) = services.get("azure-sqldb")
    {
        bound = Some(("azure-sqldb", field(service, "jdbcUrl", "azure-sqldb")?));
    }
    if bound.is_none() {
        bound = any_uri(&services)?;
    }
    if let Some((label, uri)) = bound
        && uri.is_true()
    {
        let Json::Text(url) = uri else {
            return Err(wrong(
                label,
                format!("the URL of the bound service {label} is no text"),
                "Unbind the service and bind it again.",
            ));
        };
        return Ok(Source::Url {
            place: label.to_owned(),
            is_service: true,
            url: url.clone(),
        });
    }
    match start.environment.filled("DATABASE_URL") {
        Some(url) => Ok(Source::Url {
            place: start.url_variable().to_owned(),
            is_service: false,
            url: url.to_owned(),
        }),
        None => Err(wrong(
            "DATABASE_URL",
            if start.environment.contains("DATABASE_ENDPOINT") {
                "no database: DATABASE_ENDPOINT is read by the Docker wrapper only"
            } else {
                "no database: neither a bound service nor DATABASE_URL nor MXRUNTIME_Database settings"
            },
            "Set DATABASE_URL=postgres://user:password@host:5432/name with user and password percent-encoded, or bind a database.",
        )),
    }
}

fn bound_hana(services: &Object, label: &str) -> Step<Option<Object>> {
    let Some(service) = services.get(label) else {
        return Ok(None);
    };
    let incomplete = || {
        wrong(
            label,
            format!("the bound service {label} has no tags or no credentials"),
            "Unbind the service and bind it again.",
        )
    };
    let binding = service
        .as_list()
        .and_then(|list| list.first())
        .and_then(Json::as_object)
        .ok_or_else(incomplete)?;
    let tags = binding
        .get("tags")
        .and_then(Json::as_list)
        .ok_or_else(incomplete)?;
    let tagged = ["hana", "database", "relational"]
        .iter()
        .all(|tag| tags.iter().any(|t| t.as_text() == Some(tag)));
    if !tagged {
        return Ok(None);
    }
    binding
        .get("credentials")
        .and_then(Json::as_object)
        .cloned()
        .map(Some)
        .ok_or_else(incomplete)
}

fn field<'s>(service: &'s Json, name: &str, label: &str) -> Step<&'s Json> {
    service
        .as_list()
        .and_then(|list| list.first())
        .and_then(Json::as_object)
        .and_then(|binding| binding.get("credentials")?.as_object()?.get(name))
        .ok_or_else(|| {
            wrong(
                label,
                format!("the bound service {label} has no credentials.{name}"),
                "Unbind the service and bind it again.",
            )
        })
}

/// Any service whose URI looks like one of a database.
fn any_uri(services: &Object) -> Step<Option<(&str, &Json)>> {
    for (label, service) in services.iter() {
        let by_label = label.starts_with("rds") || label.starts_with("dashDB");
        let Some(bindings) = service.as_list() else {
            continue;
        };
        let Some(binding) = bindings.first() else {
            return Err(wrong(
                label,
                format!("VCAP_SERVICES lists {label} without an instance"),
                "Give the text as the platform sets it.",
            ));
        };
        let uri = binding
            .as_object()
            .and_then(|binding| binding.get("credentials")?.as_object()?.get("uri"));
        match uri {
            None => {}
            Some(uri) if by_label => return Ok(Some((label, uri))),
            Some(uri @ Json::Text(text))
                if text.starts_with("postgres") || text.starts_with("mysql") =>
            {
                return Ok(Some((label, uri)));
            }
            Some(Json::Text(_)) => {}
            Some(_) => {
                return Err(wrong(
                    label,
                    format!("the uri of the bound service {label} is no text"),
                    "Unbind the service and bind it again.",
                ));
            }
        }
    }
    Ok(None)
}

/// The parts that the buildpack takes a URL apart into.
pub(super) struct Parts<'u> {
    pub(super) scheme: &'u str,
    pub(super) user: &'u str,
    pub(super) password: &'u str,
    pub(super) host: &'u str,
    pub(super) name: &'u str,
    /// The query without its question mark.
    pub(super) query: Option<&'u str>,
}

/// `scheme://user:password@host/name?query`, searched for anywhere in the text; then the form of SQL Server.
pub(super) fn take_apart(url: &str) -> Option<Parts<'_>> {
    plain(url).or_else(|| sql_server(url))
}

fn alphanumeric_before(text: &str, end: usize) -> &str {
    let start = text[..end]
        .bytes()
        .rposition(|byte| !byte.is_ascii_alphanumeric())
        .map_or(0, |at| at + 1);
    &text[start..end]
}

fn up_to(text: &str, stop: char) -> Option<(&str, &str)> {
    text.split_once(stop).filter(|(part, _)| !part.is_empty())
}

fn plain(url: &str) -> Option<Parts<'_>> {
    url.match_indices("://").find_map(|(at, mark)| {
        let scheme = alphanumeric_before(url, at);
        if scheme.is_empty() {
            return None;
        }
        let (user, rest) = up_to(&url[at + mark.len()..], ':')?;
        let (password, rest) = up_to(rest, '@')?;
        let (host, rest) = up_to(rest, '/')?;
        let (name, query) = match rest.split_once('?') {
            Some((name, query)) => (name, Some(query.split('\n').next().unwrap_or_default())),
            None => (rest, None),
        };
        Some(Parts {
            scheme,
            user,
            password,
            host,
            name,
            query,
        })
    })
}

fn sql_server(url: &str) -> Option<Parts<'_>> {
    url.match_indices("jdbc:").find_map(|(at, mark)| {
        let (scheme, rest) = url[at + mark.len()..].split_once("://")?;
        if scheme.is_empty() || !scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return None;
        }
        let (host, rest) = up_to(rest, ';')?;
        let (name, rest) = rest.strip_prefix("database=")?.split_once(';')?;
        let (user, rest) = up_to(rest.strip_prefix("user=")?, ';')?;
        let password = rest.strip_prefix("password=")?;
        let password = password.strip_suffix('\n').unwrap_or(password);
        (!password.contains('\n')).then_some(Parts {
            scheme,
            user,
            password,
            host,
            name,
            query: None,
        })
    })
}

type Setting = (&'static str, Json, &'static str);

fn from_url(start: &mut Start<'_>, url: &str, place: &str) -> Step<Vec<Setting>> {
    let parts = take_apart(url).ok_or_else(|| {
        wrong(
            place,
            format!("{place} cannot be taken apart into user, password, host and name"),
            "Write scheme://user:password@host:port/name, or give the database by a complete set of MXRUNTIME_Database variables.",
        )
    })?;
    let kind = match parts.scheme {
        "postgres" | "postgresql" => "PostgreSQL",
        "mysql" => "MySQL",
        "db2" => "Db2",
        "sqlserver" => "SQLSERVER",
        _ => {
            return Err(wrong(
                place,
                format!("{place} has a scheme that the buildpack does not know"),
                "Use postgres, postgresql, mysql, sqlserver or db2 in lower case; give others by MXRUNTIME_Database variables.",
            ));
        }
    };
    let is_jdbc = url.starts_with("jdbc:");
    let mut parameters = parts
        .query
        .filter(|query| !query.is_empty())
        .map(|query| parse_qs(query.trim_start_matches('?')))
        .unwrap_or_default();
    let asked = parameters.len();
    if kind == "PostgreSQL" {
        put(&mut parameters, "tcpKeepAlive", Json::text("true"));
        amazon(start, &parts, &mut parameters, place)?;
        if !is_jdbc {
            inline_certificates(start, &mut parameters);
        }
    }
    let mut ignored = false;
    if let Some(text) = start.environment.get(PARAMETERS) {
        match Json::read(text).ok().and_then(|json| pairs(&json)) {
            Some(more) => {
                for (name, value) in more {
                    put(&mut parameters, &name, value);
                }
                ignored = is_jdbc || kind != "PostgreSQL";
            }
            None => start.unheard(
                PARAMETERS,
                "it is no JSON object: it is ignored with a warning",
                None,
            ),
        }
    }
    if ignored {
        start.unheard(
            PARAMETERS,
            "parameters reach the driver through PostgreSQL URLs and SAP HANA bindings only",
            Some("MXRUNTIME_DatabaseJdbcUrl".to_owned()),
        );
    }
    let jdbc = if is_jdbc {
        Some((url.to_owned(), "the JDBC URL as it was given"))
    } else if kind == "PostgreSQL" {
        let query = urlencode(&parameters);
        Some((
            format!("jdbc:postgresql://{}/{}?{query}", parts.host, parts.name),
            "host and name of the URL, its query, tcpKeepAlive, then DATABASE_CONNECTION_PARAMS on top",
        ))
    } else {
        if asked > 0 {
            start.finding(
                "database.parameters_dropped",
                Severity::Error,
                place,
                format!("the query of {place} is dropped: the buildpack makes no JDBC URL for {kind}"),
                "Give the database by MXRUNTIME_DatabaseType, MXRUNTIME_DatabaseJdbcUrl, MXRUNTIME_DatabaseUserName and MXRUNTIME_DatabasePassword.",
            );
        }
        None
    };
    if parts.host.contains('@') {
        start.finding(
            "database.password_in_host",
            Severity::Error,
            place,
            format!("the password in {place} has an @ that is not percent-encoded: its end is taken for a part of the host"),
            "Write @ in the password as %40.",
        );
    }
    let mut settings: Vec<Setting> = vec![
        ("DatabaseType", Json::text(kind), "the scheme of the URL"),
        (
            "DatabaseHost",
            Json::text(parts.host),
            "host and port of the URL, from the first @ to the next slash",
        ),
        (
            "DatabaseUserName",
            Json::Text(unquote(parts.user)),
            "the user of the URL, percent-decoded",
        ),
        (
            "DatabasePassword",
            Json::Text(unquote(parts.password)),
            "the password of the URL up to the first @, percent-decoded",
        ),
        (
            "DatabaseName",
            Json::text(parts.name),
            "the path of the URL, not decoded",
        ),
    ];
    if let Some((jdbc, rule)) = jdbc {
        settings.push(("DatabaseJdbcUrl", Json::Text(jdbc), rule));
    }
    pool(start, kind == "MySQL", &mut settings);
    Ok(settings)
}

fn put(parameters: &mut Vec<(String, Json)>, name: &str, value: Json) {
    match parameters.iter_mut().find(|(known, _)| known == name) {
        Some((_, old)) => *old = value,
        None => parameters.push((name.to_owned(), value)),
    }
}

/// What a Python `dict.update` takes: an object, or a list of pairs.
fn pairs(json: &Json) -> Option<Vec<(String, Json)>> {
    match json {
        Json::Object(members) => Some(
            members
                .iter()
                .map(|(name, value)| (name.to_owned(), value.clone()))
                .collect(),
        ),
        Json::List(items) => items
            .iter()
            .map(|item| match item {
                Json::List(pair) => match pair.as_slice() {
                    [name, value] => Some((str_of(name), value.clone())),
                    _ => None,
                },
                _ => None,
            })
            .collect(),
        Json::Text(text) if text.is_empty() => Some(Vec::new()),
        _ => None,
    }
}

/// Hosts of Amazon RDS get a certificate bundle of their region.
fn amazon(
    start: &Start<'_>,
    parts: &Parts<'_>,
    parameters: &mut Vec<(String, Json)>,
    place: &str,
) -> Step {
    let host = parts.host.split(':').next().unwrap_or_default();
    if !host.ends_with(".rds.amazonaws.com") {
        return Ok(());
    }
    let region = parts.host.split('.').nth(2).unwrap_or_default();
    if !REGIONS.contains(&region) {
        return Err(wrong(
            place,
            "the third label of the host is no region of Amazon RDS that the buildpack has certificates for",
            "Give the database by MXRUNTIME_Database variables.",
        ));
    }
    let home = start.environment.get("HOME").unwrap_or(start.folder);
    put(
        parameters,
        "sslrootcert",
        Json::text(format!("{home}/.postgresql/{region}-bundle.pem")),
    );
    put(parameters, "sslmode", Json::text("verify-full"));
    Ok(())
}

/// Certificates that stand in the URL themselves move into temporary files.
fn inline_certificates(start: &mut Start<'_>, parameters: &mut [(String, Json)]) {
    for (parameter, file) in [
        ("sslcert", "postgresql.crt"),
        ("sslkey", "postgresql.pk8"),
        ("sslrootcert", "root.crt"),
    ] {
        let Some((_, value)) = parameters.iter_mut().find(|(name, _)| name == parameter) else {
            continue;
        };
        if !matches!(value, Json::List(_)) {
            *value = Json::List(vec![value.clone()]);
        }
        let Json::List(items) = value else { continue };
        for item in items {
            if item
                .as_text()
                .is_some_and(|text| text.starts_with("-----BEGIN"))
            {
                *item = Json::text(format!("/tmp/{file}"));
                start.finding(
                    "database.inline_certificate",
                    Severity::Info,
                    parameter,
                    format!("{parameter} in the database URL is written to a temporary file; its name is only known at the start"),
                    "Nothing to do.",
                );
            }
        }
    }
}

/// Pool settings; development mode overrides what the user set.
fn pool(start: &Start<'_>, is_mysql: bool, settings: &mut Vec<Setting>) {
    let mut add = |name, number: i32, rule| settings.push((name, Json::integer(number), rule));
    const TESTS: &str = "ConnectionPoolingNumTestsPerEvictionRun";
    const IDLE: &str = "ConnectionPoolingSoftMinEvictableIdleTimeMillis";
    const BETWEEN: &str = "ConnectionPoolingTimeBetweenEvictionRunsMillis";
    if start.is_development() {
        let rule = "development mode has a small pool, whatever else is set";
        add("ConnectionPoolingMaxIdle", 1, rule);
        add("ConnectionPoolingMaxActive", 20, rule);
        add(TESTS, 50, rule);
        add(IDLE, 1_000, rule);
        add(BETWEEN, 1_000, rule);
    } else if is_mysql {
        let rule = "the buildpack tests MySQL connections often";
        add(TESTS, 50, rule);
        add(IDLE, 10_000, rule);
        add(BETWEEN, 10_000, rule);
    }
}

/// `jdbc:sap://host:port/?query`, searched for: the query with its question mark.
fn hana_query(url: &str) -> Option<Option<&str>> {
    url.match_indices("jdbc:sap://").find_map(|(at, mark)| {
        let (host, rest) = url[at + mark.len()..].split_once(':')?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if host.is_empty() || digits == 0 {
            return None;
        }
        let rest = &rest[digits..];
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let rest = rest.strip_suffix('\n').unwrap_or(rest);
        match rest {
            "" => Some(None),
            query if query.starts_with('?') && !query.contains('\n') => Some(Some(query)),
            _ => None,
        }
    })
}

fn hana(start: &mut Start<'_>, credentials: &Object) -> Step<Vec<Setting>> {
    let incomplete = |what: &str| {
        wrong(
            "hana",
            format!("the bound SAP HANA has {what}"),
            "Unbind the service and bind it again.",
        )
    };
    let shown = |name: &str| credentials.get(name).map_or("None".to_owned(), str_of);
    let text = |name: &str| {
        credentials
            .get(name)
            .and_then(Json::as_text)
            .ok_or_else(|| incomplete(&format!("no {name}")))
    };
    let host = format!("{}:{}", shown("host"), shown("port"));
    let user = unquote(text("user")?);
    let password = unquote(text("password")?);
    let url = credentials
        .get("url")
        .map_or(Some(""), Json::as_text)
        .unwrap_or_default();
    let query = hana_query(url).ok_or_else(|| incomplete("a url that is no jdbc:sap URL"))?;
    let mut jdbc = url.to_owned();
    if let Some(query) = query {
        let mut parameters = parse_qs(&query[1..]);
        if let Some(text) = start.environment.get(PARAMETERS) {
            match Json::read(text) {
                Err(_) => start.unheard(
                    PARAMETERS,
                    "it is no JSON: it is ignored with a warning",
                    None,
                ),
                Ok(json) => {
                    let more = pairs(&json).ok_or_else(|| {
                        wrong(
                            PARAMETERS,
                            "DATABASE_CONNECTION_PARAMS is JSON, but no object",
                            "Write {\"parameter\": \"value\"}.",
                        )
                    })?;
                    for (name, value) in more {
                        put(&mut parameters, &name, value);
                    }
                }
            }
        }
        if !parameters.is_empty() {
            jdbc = url.replace(query, &format!("?{}", urlencode(&parameters)));
        }
    } else if start.environment.contains(PARAMETERS) {
        start.unheard(
            PARAMETERS,
            "the URL of the SAP HANA binding has no query, and only then parameters are added",
            None,
        );
    }
    let mut settings: Vec<Setting> = vec![
        ("DatabaseType", Json::text("SAPHANA"), "a bound SAP HANA"),
        (
            "DatabaseHost",
            Json::Text(host),
            "host and port of the binding",
        ),
        (
            "DatabaseUserName",
            Json::Text(user),
            "user of the binding, percent-decoded",
        ),
        (
            "DatabasePassword",
            Json::Text(password),
            "password of the binding, percent-decoded",
        ),
        (
            "DatabaseName",
            credentials.get("schema").cloned().unwrap_or(Json::Null),
            "schema of the binding",
        ),
        (
            "DatabaseJdbcUrl",
            Json::Text(jdbc),
            "url of the binding, with DATABASE_CONNECTION_PARAMS where it has a query",
        ),
    ];
    pool(start, false, &mut settings);
    Ok(settings)
}
