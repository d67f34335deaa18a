//! Do two connections lead to one database?

use mendix_deploy_model::{
    Result,
    configurations::{DatabaseConnection, DatabaseEngine, DatabaseSameness, DatabaseServer},
};

use super::parse_connection;

/// Whether two connection strings lead to one database, in whatever forms they are written.
///
/// Users, passwords and parameters do not count: two schemas of one database are one database. The names of this machine
/// (`localhost`, `127.0.0.1`, `::1`) are one, and a port left out is the engine's own.
///
/// # Errors
///
/// As [`parse_connection`].
pub fn same_database(one: &str, other: &str) -> Result<DatabaseSameness> {
    Ok(same(&parse_connection(one)?, &parse_connection(other)?))
}

fn same(one: &DatabaseConnection, other: &DatabaseConnection) -> DatabaseSameness {
    if one.engine != other.engine {
        return DatabaseSameness::Different;
    }
    if one.descriptor.is_some() || other.descriptor.is_some() {
        return if one.descriptor == other.descriptor {
            DatabaseSameness::Same
        } else {
            DatabaseSameness::Unknown
        };
    }
    let addresses = |connection: &DatabaseConnection| -> Vec<(String, Option<u16>)> {
        connection
            .servers
            .iter()
            .map(|server| address(server, connection))
            .collect()
    };
    let (ours, theirs) = (addresses(one), addresses(other));
    let instance = |connection: &DatabaseConnection| {
        connection.instance.as_ref().map(|name| name.to_lowercase())
    };
    let meets = ours.iter().any(|(host, port)| {
        theirs.iter().any(|(other_host, other_port)| {
            host == other_host
                && match (port, other_port) {
                    (Some(port), Some(other_port)) => port == other_port,
                    // A named instance finds its port by its name.
                    _ => instance(one) == instance(other),
                }
        })
    });
    if !meets {
        let both_named = instance(one).is_some() != instance(other).is_some();
        let same_host = ours
            .iter()
            .any(|(host, _)| theirs.iter().any(|(other_host, _)| host == other_host));
        // On one host, a port and the name of an instance may be one server.
        return if both_named && same_host {
            DatabaseSameness::Unknown
        } else {
            DatabaseSameness::Different
        };
    }
    match (name(one), name(other)) {
        (Some(name), Some(other_name)) if name == other_name => DatabaseSameness::Same,
        (Some(_), Some(_)) => {
            // A service name and a SID may be two names of one database.
            if one.sid.is_some() == other.sid.is_some() {
                DatabaseSameness::Different
            } else {
                DatabaseSameness::Unknown
            }
        }
        (None, None) if one.user == other.user => DatabaseSameness::Same,
        _ => DatabaseSameness::Unknown,
    }
}

fn address(server: &DatabaseServer, connection: &DatabaseConnection) -> (String, Option<u16>) {
    let host = server.host.trim_end_matches('.').to_lowercase();
    let is_loopback = host
        .parse::<std::net::IpAddr>()
        .is_ok_and(|address| address.to_canonical().is_loopback());
    let is_here = is_loopback
        || matches!(
            host.as_str(),
            "localhost" | "." | "(local)" | "localhost.localdomain"
        );
    let host = if is_here {
        "localhost".to_owned()
    } else {
        // One way to write an address.
        host.parse::<std::net::IpAddr>()
            .map_or(host, |address| address.to_canonical().to_string())
    };
    let own = match connection.engine {
        DatabaseEngine::Postgresql => Some(5_432),
        DatabaseEngine::SqlServer if connection.instance.is_some() => None,
        DatabaseEngine::SqlServer => Some(1_433),
        DatabaseEngine::Oracle => Some(1_521),
        DatabaseEngine::Mysql => Some(3_306),
        DatabaseEngine::Db2 => Some(50_000),
        DatabaseEngine::Hana => Some(30_015),
    };
    (host, server.port.or(own))
}

/// The database's name as its engine compares names. PostgreSQL takes the user's name where there is none.
fn name(connection: &DatabaseConnection) -> Option<String> {
    let name = connection.database.as_ref().or(connection.sid.as_ref());
    match connection.engine {
        DatabaseEngine::Postgresql => name.or(connection.user.as_ref()).cloned(),
        _ => name.map(|name| name.to_lowercase()),
    }
}
