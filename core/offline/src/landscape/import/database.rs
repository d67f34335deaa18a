//! The database: settings by name, and connection URLs (runtime configuration, 3).

use mendix_deploy_model::{
    configurations::{ConnectionForm, DatabaseConnection, DatabaseEngine},
    landscapes::ConnectionTls,
};

use super::{
    given::{Given, Input},
    importer::{Importer, Secrecy},
    report::Entry,
};
use crate::{
    configuration::{database::parse_connection, looks},
    landscape::reader::join,
};

/// A system by the runtime's word or a URL's scheme, in any case.
pub(super) fn engine(word: &str) -> Option<DatabaseEngine> {
    Some(match word.to_ascii_lowercase().as_str() {
        "postgresql" | "postgres" => DatabaseEngine::Postgresql,
        "sqlserver" => DatabaseEngine::SqlServer,
        "oracle" => DatabaseEngine::Oracle,
        "mysql" | "mariadb" => DatabaseEngine::Mysql,
        "saphana" => DatabaseEngine::Hana,
        "db2" => DatabaseEngine::Db2,
        _ => return None,
    })
}

impl Importer<'_> {
    /// A runtime setting of the database; false when it is none.
    pub(super) fn set_database(&mut self, entry: Entry, name: &str, value: &Given) -> bool {
        match name {
            "DatabaseType" => {
                if let Some(word) = self.word(entry, value).map(str::to_owned) {
                    match engine(&word) {
                        Some(engine) => {
                            self.database().engine = Some(engine);
                            self.report.became(entry, "database.engine");
                        }
                        None => self.report.ignore(
                            entry,
                            "no server of this kind is known; the built-in HSQLDB is for development only",
                            Some("Write `database.engine`."),
                        ),
                    }
                }
            }
            "DatabaseHost" => {
                if let Some(host) = self.word(entry, value).map(str::to_owned) {
                    self.set_host(entry, &host);
                }
            }
            "DatabaseName" | "OracleServiceName" => {
                if let Some(text) = self.word(entry, value).map(str::to_owned) {
                    self.database().name = Some(text);
                    self.report.became(entry, "database.name");
                }
            }
            "DatabaseUserName" => {
                if let Some(text) = self.word(entry, value).map(str::to_owned) {
                    self.database().user = Some(text);
                    self.report.became(entry, "database.user");
                }
            }
            "DatabasePassword" => self.set_password(entry, value),
            "DatabaseJdbcUrl" => self.set_url(entry, value, false),
            "DatabaseUseSsl" => {
                if let Some(ssl) = self.boolean(entry, value) {
                    self.database().tls = Some(if ssl {
                        ConnectionTls::Required
                    } else {
                        ConnectionTls::Off
                    });
                    self.report.became(entry, "database.tls");
                }
            }
            "DatabaseUseIntegratedSecurity" => {
                if let Some(integrated) = self.boolean(entry, value) {
                    self.database().integrated_security = Some(integrated);
                    self.report.became(entry, "database.integratedSecurity");
                }
            }
            "ConnectionPoolingMaxActive"
            | "ConnectionPoolingMaxIdle"
            | "ConnectionPoolingMinIdle"
            | "ConnectionPoolingMaxWait" => self.set_pool(entry, name, value),
            _ => return false,
        }
        true
    }

    fn set_pool(&mut self, entry: Entry, name: &str, value: &Given) {
        let Some(number) = self.number::<u32>(entry, value) else {
            return;
        };
        let pool = self.database().pool.get_or_insert_default();
        let (field, path) = match name {
            "ConnectionPoolingMaxActive" => (&mut pool.max_active, "database.pool.maxActive"),
            "ConnectionPoolingMaxIdle" => (&mut pool.max_idle, "database.pool.maxIdle"),
            "ConnectionPoolingMinIdle" => (&mut pool.min_idle, "database.pool.minIdle"),
            _ => (&mut pool.max_wait_millis, "database.pool.maxWaitMillis"),
        };
        *field = Some(number);
        self.report.became(entry, path);
    }

    fn set_password(&mut self, entry: Entry, value: &Given) {
        let path = "database.password";
        if let Some(text) = self.text(entry, path, value, Secrecy::Secret) {
            self.database().password = Some(text);
            self.report.became(entry, path);
        }
    }

    fn set_host(&mut self, entry: Entry, text: &str) {
        let (host, port) = host_and_port(text);
        self.database().host = Some(host.to_owned());
        self.report.became(entry, "database.host");
        if let Some(port) = port {
            self.database().port = Some(port);
            self.report.became(entry, "database.port");
        }
    }

    /// A connection as one text. `buildpack`: the buildpack takes it apart, and loses what it does not know.
    pub(super) fn set_url(&mut self, entry: Entry, value: &Given, buildpack: bool) {
        let path = "database.url";
        let whole = value.why_unknown().is_some() || value.whole_reference().is_some();
        if !whole {
            let (text, tokens) = value.with_tokens();
            match parse_connection(&text) {
                Ok(connection) if is_simple(&connection) => {
                    self.set_connection(entry, &connection, &tokens, buildpack);
                    return;
                }
                Ok(_) => self.report.note(
                    entry,
                    "it says more than the single fields can, and stays one text",
                ),
                Err(_) if text.matches('@').count() > 1 => self.report.doubt(
                    entry,
                    "an @ in the password is not encoded: what follows the first is taken for the host",
                    Some("Write %40 for @ where the URL stays in use, and the fields of `database` here."),
                ),
                Err(_) => self.report.doubt(
                    entry,
                    "it is no connection string of a known form",
                    Some("Write the fields of `database`."),
                ),
            }
        }
        if let Some(text) = self.text(entry, path, value, Secrecy::Secret) {
            self.database().url = Some(text);
            self.report.became(entry, path);
        }
    }

    fn set_connection(
        &mut self,
        entry: Entry,
        connection: &DatabaseConnection,
        tokens: &[(String, String)],
        buildpack: bool,
    ) {
        let is_url = connection.form == ConnectionForm::Url;
        let engine = connection.engine;
        self.database().engine = Some(engine);
        self.report.became(entry, "database.engine");
        if let [server] = connection.servers.as_slice() {
            if let Some(host) = self.plain_part(entry, "database.host", &server.host, tokens) {
                self.database().host = Some(host);
                self.report.became(entry, "database.host");
            }
            if let Some(port) = server.port {
                self.database().port = Some(port);
                self.report.became(entry, "database.port");
            }
        }
        if let Some(name) = connection
            .database
            .as_deref()
            .filter(|name| !name.is_empty())
            && let Some(name) = self.plain_part(entry, "database.name", name, tokens)
        {
            self.database().name = Some(name);
            self.report.became(entry, "database.name");
        }
        if let Some(user) = &connection.user
            && let Some(user) = self.plain_part(entry, "database.user", user, tokens)
        {
            self.database().user = Some(user);
            self.report.became(entry, "database.user");
        }
        if let Some(password) = &connection.password {
            self.set_password(entry, &Given::of_tokens(password, tokens));
        }
        for parameter in &connection.parameters {
            let name = &parameter.name;
            if buildpack && is_url && engine != DatabaseEngine::Postgresql {
                let why =
                    format!("the buildpack drops the parameter {name} of this database's URL");
                self.report.doubt(
                    entry,
                    &why,
                    Some("Keep it in `database.parameters` if it is meant to have an effect."),
                );
            }
            let value = Given::of_tokens(&parameter.value, tokens);
            match value.literal() {
                Some(text) => self.set_parameter(entry, name, text),
                None => {
                    let why = format!(
                        "the parameter {name} is filled in from elsewhere, and is left out"
                    );
                    self.report
                        .doubt(entry, &why, Some("Write it under `database.parameters`."));
                }
            }
        }
    }

    /// A part that takes no reference; filled in from elsewhere, its place has to be filled by hand.
    fn plain_part(
        &mut self,
        entry: Entry,
        path: &str,
        text: &str,
        tokens: &[(String, String)],
    ) -> Option<String> {
        if !tokens
            .iter()
            .any(|(token, _)| text.contains(token.as_str()))
        {
            return Some(text.to_owned());
        }
        let why =
            "the source fills it in from elsewhere, and the landscape takes no reference here";
        self.report
            .doubt(entry, why, Some("Write the value into the landscape."));
        self.report.gap(Some(entry), path, why, "Write the value.");
        None
    }

    pub(super) fn set_parameter(&mut self, entry: Entry, key: &str, value: &str) {
        let tls = match (key, value) {
            ("sslmode", "disable") => Some(ConnectionTls::Off),
            ("sslmode", "allow" | "prefer") => Some(ConnectionTls::Preferred),
            ("sslmode", "require") => Some(ConnectionTls::Required),
            ("sslmode", "verify-ca") => Some(ConnectionTls::VerifyAuthority),
            ("sslmode", "verify-full") => Some(ConnectionTls::VerifyFull),
            _ => None,
        };
        if let Some(tls) = tls {
            self.database().tls = Some(tls);
            self.report.became(entry, "database.tls");
            return;
        }
        let path = join("database.parameters", key);
        let lower = key.to_ascii_lowercase();
        let secret = ["password", "sslkey", "secret", "token"]
            .iter()
            .any(|word| lower.contains(word))
            || looks::shaped_like_a_secret(value);
        if secret && self.options.keep_literals != Some(true) {
            let why = "a parameter of the connection may be a secret";
            self.report.doubt(
                entry,
                why,
                Some("Give it to the target as a secret; parameters take no reference."),
            );
            return;
        }
        self.database()
            .parameters
            .insert(key.to_owned(), value.to_owned());
        self.report.became(entry, &path);
    }

    /// `DATABASE_CONNECTION_PARAMS`: a JSON object.
    pub(super) fn set_parameters(&mut self, entry: Entry, input: &Input) {
        let Some(text) = self.plain(entry, &input.value).map(str::to_owned) else {
            return;
        };
        let Ok(serde_json::Value::Object(members)) = serde_json::from_str(&text) else {
            self.report.ignore(
                entry,
                "it is no JSON object: the buildpack ignores it with a warning",
                None,
            );
            return;
        };
        for (key, value) in members {
            let value = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            self.set_parameter(entry, &key, &value);
        }
    }
}

/// `host:port`, `[v6]:port`, `host`.
fn host_and_port(text: &str) -> (&str, Option<u16>) {
    match text.rsplit_once(':') {
        Some((host, port)) if !host.is_empty() && (!host.contains(':') || host.ends_with(']')) => {
            match port.parse() {
                Ok(port) => (host, Some(port)),
                Err(_) => (text, None),
            }
        }
        _ => (text, None),
    }
}

/// Whether the landscape's fields say everything.
fn is_simple(connection: &DatabaseConnection) -> bool {
    connection.servers.len() == 1
        && connection.instance.is_none()
        && connection.sid.is_none()
        && connection.descriptor.is_none()
}
