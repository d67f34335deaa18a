//! JDBC: each driver has a grammar of its own.

use mendix_deploy_model::{
    Result,
    configurations::{ConnectionForm, DatabaseConnection, DatabaseEngine},
};

use super::{
    invalid,
    text::{
        Field, decode, empty, encode, pairs, print_query, print_server, print_servers, query,
        server, servers, store,
    },
};

const IN_QUERY: &[(&str, Field)] = &[("user", Field::User), ("password", Field::Password)];

const HANA: &[(&str, Field)] = &[
    ("user", Field::User),
    ("password", Field::Password),
    ("databaseName", Field::Database),
];

/// Synonyms as the driver of SQL Server knows them.
const SQL_SERVER: &[(&str, Field)] = &[
    ("databaseName", Field::Database),
    ("database", Field::Database),
    ("user", Field::User),
    ("userName", Field::User),
    ("password", Field::Password),
    ("instanceName", Field::Instance),
];

/// Reads what follows `jdbc:`.
pub(super) fn parse(text: &str) -> Result<DatabaseConnection> {
    let (driver, rest) = text
        .split_once(':')
        .ok_or_else(|| invalid("no driver follows jdbc:"))?;
    match driver {
        "postgresql" => queried(DatabaseEngine::Postgresql, rest, IN_QUERY),
        "mysql" | "mariadb" => queried(DatabaseEngine::Mysql, rest, IN_QUERY),
        "sap" => queried(DatabaseEngine::Hana, rest, HANA),
        "sqlserver" => sql_server(rest),
        "db2" => db2(rest),
        "oracle" => oracle(rest),
        _ => Err(invalid(
            "its JDBC driver is of no database that Mendix runs on",
        )),
    }
}

pub(super) fn print(connection: &DatabaseConnection) -> Result<String> {
    match connection.engine {
        DatabaseEngine::Postgresql => print_queried("postgresql", connection, IN_QUERY),
        DatabaseEngine::Mysql => print_queried("mysql", connection, IN_QUERY),
        DatabaseEngine::Hana => print_queried("sap", connection, HANA),
        DatabaseEngine::SqlServer => print_sql_server(connection),
        DatabaseEngine::Db2 => print_db2(connection),
        DatabaseEngine::Oracle => print_oracle(connection),
    }
}

/// `//hosts/name?query`, and `name?query` on this machine.
fn queried(
    engine: DatabaseEngine,
    rest: &str,
    named: &[(&str, Field)],
) -> Result<DatabaseConnection> {
    let mut connection = empty(engine, ConnectionForm::Jdbc);
    let (address, parameters) = match rest.split_once('?') {
        Some((address, parameters)) => (address, Some(parameters)),
        None => (rest, None),
    };
    let path = match address.strip_prefix("//") {
        Some(address) => {
            let (authority, path) = match address.split_once('/') {
                Some((authority, path)) => (authority, path),
                None => (address, ""),
            };
            // No driver documents a user here; people and bindings write one, and the drivers take it.
            let hosts = match authority.split_once('@') {
                Some((user, hosts)) => {
                    let (user, password) = match user.split_once(':') {
                        Some((user, password)) => (user, Some(password)),
                        None => (user, None),
                    };
                    connection.user = Some(decode(user)?);
                    connection.password = password.map(decode).transpose()?;
                    hosts
                }
                None => authority,
            };
            connection.servers = servers(hosts)?;
            path
        }
        None => {
            connection.servers = servers("localhost")?;
            address.strip_prefix('/').unwrap_or(address)
        }
    };
    if !path.is_empty() {
        connection.database = Some(decode(path)?);
    }
    if let Some(parameters) = parameters {
        query(parameters, &mut connection, named)?;
    }
    Ok(connection)
}

fn print_queried(
    driver: &str,
    connection: &DatabaseConnection,
    named: &[(&str, Field)],
) -> Result<String> {
    let mut parameters = Vec::new();
    let mut path = connection
        .database
        .as_deref()
        .map(encode)
        .unwrap_or_default();
    if named
        .iter()
        .any(|(_, field)| matches!(field, Field::Database))
    {
        path.clear();
        if let Some(database) = &connection.database {
            parameters.push(("databaseName", database.as_str()));
        }
    }
    if let Some(user) = &connection.user {
        parameters.push(("user", user.as_str()));
    }
    if let Some(password) = &connection.password {
        parameters.push(("password", password.as_str()));
    }
    parameters.extend(pairs(&connection.parameters));
    Ok(format!(
        "jdbc:{driver}://{}/{path}{}",
        print_servers(&connection.servers),
        print_query(&parameters)
    ))
}

/// `//host\instance:port;property=value;…`, with values in braces where they need it.
fn sql_server(rest: &str) -> Result<DatabaseConnection> {
    let mut connection = empty(DatabaseEngine::SqlServer, ConnectionForm::Jdbc);
    let rest = rest
        .strip_prefix("//")
        .ok_or_else(|| invalid("// does not follow jdbc:sqlserver:"))?;
    let (address, mut properties) = rest.split_once(';').unwrap_or((rest, ""));
    // The server may also be a property.
    if !address.is_empty() {
        let (address, instance) = match address.split_once('\\') {
            Some((host, rest)) => match rest.split_once(':') {
                Some((instance, port)) => (format!("{host}:{port}"), Some(instance)),
                None => (host.to_owned(), Some(rest)),
            },
            None => (address.to_owned(), None),
        };
        connection.servers.push(server(&address)?);
        connection.instance = instance.map(str::to_owned);
    }
    while !properties.is_empty() {
        let (name, rest) = properties
            .split_once('=')
            .ok_or_else(|| invalid("a property of SQL Server has no value"))?;
        let (value, rest) = braced(rest)?;
        properties = rest;
        let name = name.trim();
        if name.eq_ignore_ascii_case("serverName") && connection.servers.is_empty() {
            connection.servers.push(server(&value)?);
        } else if matches!(name.to_ascii_lowercase().as_str(), "portnumber" | "port")
            && connection.servers.len() == 1
            && connection.servers[0].port.is_none()
        {
            let port = value
                .parse()
                .map_err(|_| invalid("the port is no number up to 65535"))?;
            connection.servers[0].port = Some(port);
        } else {
            store(name.to_owned(), value, &mut connection, SQL_SERVER);
        }
    }
    if connection.servers.is_empty() {
        return Err(invalid("the host is missing"));
    }
    Ok(connection)
}

/// A value up to the next semicolon, or in braces, in which `}}` is one brace; and what follows.
fn braced(text: &str) -> Result<(String, &str)> {
    let Some(inner) = text.strip_prefix('{') else {
        let (value, rest) = text.split_once(';').unwrap_or((text, ""));
        return Ok((value.to_owned(), rest));
    };
    let mut value = String::new();
    let mut rest = inner;
    loop {
        let (part, after) = rest
            .split_once('}')
            .ok_or_else(|| invalid("a value in braces has no end"))?;
        value.push_str(part);
        if let Some(more) = after.strip_prefix('}') {
            value.push('}');
            rest = more;
            continue;
        }
        return match after.strip_prefix(';') {
            Some(rest) => Ok((value, rest)),
            None if after.is_empty() => Ok((value, "")),
            None => Err(invalid("something follows a value in braces")),
        };
    }
}

fn print_sql_server(connection: &DatabaseConnection) -> Result<String> {
    let [server] = connection.servers.as_slice() else {
        return Err(invalid("SQL Server has one host"));
    };
    let address = match &connection.instance {
        Some(instance) => {
            let mut alone = server.clone();
            alone.port = None;
            let port = server
                .port
                .map(|port| format!(":{port}"))
                .unwrap_or_default();
            format!("{}\\{instance}{port}", print_server(&alone))
        }
        None => print_server(server),
    };
    let mut properties = Vec::new();
    if let Some(database) = &connection.database {
        properties.push(("databaseName", database.as_str()));
    }
    if let Some(user) = &connection.user {
        properties.push(("user", user.as_str()));
    }
    if let Some(password) = &connection.password {
        properties.push(("password", password.as_str()));
    }
    properties.extend(pairs(&connection.parameters));
    let properties: String = properties
        .iter()
        .map(|(name, value)| {
            let plain = !value.contains([';', '{', '}'])
                && !value.starts_with(char::is_whitespace)
                && !value.ends_with(char::is_whitespace);
            if plain {
                format!(";{name}={value}")
            } else {
                format!(";{name}={{{}}}", value.replace('}', "}}"))
            }
        })
        .collect();
    Ok(format!("jdbc:sqlserver://{address}{properties}"))
}

/// `//host:port/name:property=value;…`.
fn db2(rest: &str) -> Result<DatabaseConnection> {
    let mut connection = empty(DatabaseEngine::Db2, ConnectionForm::Jdbc);
    let rest = rest
        .strip_prefix("//")
        .ok_or_else(|| invalid("// does not follow jdbc:db2:"))?;
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    connection.servers = servers(authority)?;
    let (name, properties) = path.split_once(':').unwrap_or((path, ""));
    if !name.is_empty() {
        connection.database = Some(name.to_owned());
    }
    for property in properties
        .split(';')
        .filter(|property| !property.is_empty())
    {
        let (name, value) = property
            .split_once('=')
            .ok_or_else(|| invalid("a property of Db2 has no value"))?;
        store(name.to_owned(), value.to_owned(), &mut connection, IN_QUERY);
    }
    Ok(connection)
}

fn print_db2(connection: &DatabaseConnection) -> Result<String> {
    let mut properties = Vec::new();
    if let Some(user) = &connection.user {
        properties.push(("user", user.as_str()));
    }
    if let Some(password) = &connection.password {
        properties.push(("password", password.as_str()));
    }
    properties.extend(pairs(&connection.parameters));
    let properties: String = properties
        .iter()
        .map(|(name, value)| format!("{name}={value};"))
        .collect();
    let colon = if properties.is_empty() { "" } else { ":" };
    Ok(format!(
        "jdbc:db2://{}/{}{colon}{properties}",
        print_servers(&connection.servers),
        connection.database.as_deref().unwrap_or_default(),
    ))
}

/// `thin:user/password@` and one of `//host:port/service`, `host:port/service`, `host:port:SID`, `(DESCRIPTION=…)`, an alias.
fn oracle(rest: &str) -> Result<DatabaseConnection> {
    let mut connection = empty(DatabaseEngine::Oracle, ConnectionForm::Jdbc);
    let rest = rest
        .strip_prefix("thin:")
        .ok_or_else(|| invalid("only the thin driver of Oracle is known"))?;
    // A quoted password may hold an @ itself.
    let (user, address) = match quoted_password(rest) {
        Some(parts) => parts,
        None => rest
            .split_once('@')
            .ok_or_else(|| invalid("no @ stands before the address"))?,
    };
    if !user.is_empty() {
        let (user, password) = match user.split_once('/') {
            Some((user, password)) => (user, Some(password)),
            None => (user, None),
        };
        connection.user = Some(user.to_owned());
        connection.password = password.map(|password| {
            let inner = password
                .strip_prefix('"')
                .and_then(|password| password.strip_suffix('"'));
            inner.unwrap_or(password).to_owned()
        });
    }
    let easy = address.strip_prefix("//");
    let is_address = easy.is_some() || (address.contains([':', '/']) && !address.starts_with('('));
    if !is_address {
        let (alias, parameters) = match address.split_once('?') {
            Some((alias, parameters)) if !address.starts_with('(') => (alias, Some(parameters)),
            _ => (address, None),
        };
        if alias.is_empty() {
            return Err(invalid("the address is missing"));
        }
        connection.descriptor = Some(alias.to_owned());
        if let Some(parameters) = parameters {
            query(parameters, &mut connection, &[])?;
        }
        return Ok(connection);
    }
    let address = easy.unwrap_or(address);
    let (address, parameters) = match address.split_once('?') {
        Some((address, parameters)) => (address, Some(parameters)),
        None => (address, None),
    };
    if let Some((authority, service)) = address.split_once('/') {
        connection.servers = servers(authority)?;
        if !service.is_empty() {
            connection.database = Some(decode(service)?);
        }
    } else {
        // `host:port:SID`, where IPv6 stands in brackets.
        let from = address.rfind(']').map_or(0, |at| at + 1);
        match address[from..].match_indices(':').nth(1) {
            Some((at, _)) => {
                connection.servers = servers(&address[..from + at])?;
                connection.sid = Some(decode(&address[from + at + 1..])?);
            }
            None => connection.servers = servers(address)?,
        }
    }
    if let Some(parameters) = parameters {
        query(parameters, &mut connection, &[])?;
    }
    Ok(connection)
}

/// `user/"password"` and what follows the @ after it.
fn quoted_password(rest: &str) -> Option<(&str, &str)> {
    let slash = rest.find("/\"")?;
    if rest[..slash].contains('@') {
        return None;
    }
    let end = slash + 2 + rest[slash + 2..].find("\"@")?;
    Some((&rest[..=end], &rest[end + 2..]))
}

fn print_oracle(connection: &DatabaseConnection) -> Result<String> {
    let user = match (&connection.user, &connection.password) {
        (Some(user), Some(password)) if password.contains(['@', '/', ':', '"']) => {
            format!("{user}/\"{password}\"")
        }
        (Some(user), Some(password)) => format!("{user}/{password}"),
        (Some(user), None) => user.clone(),
        (None, Some(_)) => return Err(invalid("Oracle has no password without a user")),
        (None, None) => String::new(),
    };
    let address = if let Some(descriptor) = &connection.descriptor {
        descriptor.clone()
    } else if let Some(sid) = &connection.sid {
        if connection.database.is_some() {
            return Err(invalid(
                "Oracle is addressed by service name or SID, not by both",
            ));
        }
        let [server] = connection.servers.as_slice() else {
            return Err(invalid("a SID of Oracle has one host"));
        };
        let port = server.port.unwrap_or(1_521);
        let mut server = server.clone();
        server.port = Some(port);
        format!("{}:{}", print_server(&server), encode(sid))
    } else {
        let name = connection
            .database
            .as_deref()
            .map(encode)
            .unwrap_or_default();
        format!("//{}/{name}", print_servers(&connection.servers))
    };
    Ok(format!(
        "jdbc:oracle:thin:{user}@{address}{}",
        print_query(&pairs(&connection.parameters))
    ))
}
