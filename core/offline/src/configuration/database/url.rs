//! `scheme://user:password@host:port/name?parameter=value`.

use mendix_deploy_model::{
    Result,
    configurations::{ConnectionForm, DatabaseConnection, DatabaseEngine},
};

use super::{
    invalid,
    text::{Field, decode, empty, encode, pairs, print_query, print_servers, query, servers},
};

/// What a URL has no place for but the query.
fn named(engine: DatabaseEngine) -> &'static [(&'static str, Field)] {
    match engine {
        DatabaseEngine::SqlServer => &[("instanceName", Field::Instance)],
        DatabaseEngine::Oracle => &[("sid", Field::Sid)],
        _ => &[],
    }
}

pub(super) fn parse(text: &str) -> Result<DatabaseConnection> {
    let (scheme, rest) = text
        .split_once("://")
        .ok_or_else(|| invalid("it is neither a URL nor JDBC"))?;
    let engine = match scheme.to_ascii_lowercase().as_str() {
        "postgres" | "postgresql" => DatabaseEngine::Postgresql,
        "sqlserver" | "mssql" => DatabaseEngine::SqlServer,
        "oracle" => DatabaseEngine::Oracle,
        "mysql" | "mysql2" | "mariadb" => DatabaseEngine::Mysql,
        "db2" => DatabaseEngine::Db2,
        "sap" | "hana" => DatabaseEngine::Hana,
        _ => return Err(invalid("its scheme is of no database that Mendix runs on")),
    };
    let mut connection = empty(engine, ConnectionForm::Url);
    let (address, parameters) = match rest.split_once('?') {
        Some((address, parameters)) => (address, Some(parameters)),
        None => (rest, None),
    };
    let (authority, path) = match address.split_once('/') {
        Some((authority, path)) => (authority, Some(path)),
        None => (address, None),
    };
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
    if let Some(path) = path.filter(|path| !path.is_empty()) {
        connection.database = Some(decode(path)?);
    }
    if let Some(parameters) = parameters {
        query(parameters, &mut connection, named(engine))?;
    }
    Ok(connection)
}

pub(super) fn print(connection: &DatabaseConnection) -> Result<String> {
    if connection.descriptor.is_some() {
        return Err(invalid("a connect descriptor of Oracle has no URL"));
    }
    let scheme = match connection.engine {
        DatabaseEngine::Postgresql => "postgresql",
        DatabaseEngine::SqlServer => "sqlserver",
        DatabaseEngine::Oracle => "oracle",
        DatabaseEngine::Mysql => "mysql",
        DatabaseEngine::Db2 => "db2",
        DatabaseEngine::Hana => "sap",
    };
    let user = match (&connection.user, &connection.password) {
        (Some(user), Some(password)) => format!("{}:{}@", encode(user), encode(password)),
        (Some(user), None) => format!("{}@", encode(user)),
        (None, Some(_)) => return Err(invalid("a URL has no password without a user")),
        (None, None) => String::new(),
    };
    let path = connection
        .database
        .as_deref()
        .map(|name| format!("/{}", encode(name)))
        .unwrap_or_default();
    let mut parameters = Vec::new();
    if let Some(instance) = &connection.instance {
        parameters.push(("instanceName", instance.as_str()));
    }
    if let Some(sid) = &connection.sid {
        parameters.push(("sid", sid.as_str()));
    }
    parameters.extend(pairs(&connection.parameters));
    Ok(format!(
        "{scheme}://{user}{}{path}{}",
        print_servers(&connection.servers),
        print_query(&parameters)
    ))
}
