//! Parts that all forms share: percent-encoding, servers, queries.

use mendix_deploy_model::{
    Result,
    configurations::{
        ConnectionForm, ConnectionParameter, DatabaseConnection, DatabaseEngine, DatabaseServer,
    },
};

use super::invalid;

pub(super) fn empty(engine: DatabaseEngine, form: ConnectionForm) -> DatabaseConnection {
    DatabaseConnection {
        engine,
        form,
        servers: Vec::new(),
        instance: None,
        database: None,
        sid: None,
        descriptor: None,
        user: None,
        password: None,
        parameters: Vec::new(),
    }
}

/// Decodes `%XX`; a percent sign that starts no such triple stays.
pub(super) fn decode(text: &str) -> Result<String> {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = |place: usize| bytes.get(place).and_then(|b| char::from(*b).to_digit(16));
        match (bytes[at], hex(at + 1), hex(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.push((high * 16 + low) as u8);
                at += 3;
            }
            (byte, ..) => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    let decoded = String::from_utf8(decoded).map_err(|_| invalid("a part of it is not UTF-8"))?;
    if decoded.contains(['\0', '\n', '\r']) {
        return Err(invalid("a part of it has a line break or a zero byte"));
    }
    Ok(decoded)
}

pub(super) fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// `host:port,host:port`.
pub(super) fn servers(text: &str) -> Result<Vec<DatabaseServer>> {
    text.split(',').map(server).collect()
}

pub(super) fn server(text: &str) -> Result<DatabaseServer> {
    let (host, port) = if let Some(rest) = text.strip_prefix('[') {
        let (host, rest) = rest
            .split_once(']')
            .ok_or_else(|| invalid("an IPv6 address has no closing bracket"))?;
        match rest {
            "" => (host, None),
            _ => (
                host,
                Some(rest.strip_prefix(':').ok_or_else(|| {
                    invalid("something other than a port follows the IPv6 address")
                })?),
            ),
        }
    } else {
        match text.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (text, None),
        }
    };
    let port = match port {
        None => None,
        Some(port) if !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()) => Some(
            port.parse()
                .map_err(|_| invalid("the port is no number up to 65535"))?,
        ),
        Some(_) => return Err(invalid("the port is no number up to 65535")),
    };
    if host.is_empty()
        || host.contains([
            '@', '/', '?', '#', ' ', ';', ',', '\\', '[', ']', '=', '(', ')', '%', '&',
        ])
    {
        return Err(invalid(
            "the host is missing or has a character that hosts do not have; an @ or / in the password must be percent-encoded",
        ));
    }
    Ok(DatabaseServer {
        host: host.to_owned(),
        port,
    })
}

pub(super) fn print_servers(servers: &[DatabaseServer]) -> String {
    let printed: Vec<String> = servers.iter().map(print_server).collect();
    printed.join(",")
}

pub(super) fn print_server(server: &DatabaseServer) -> String {
    let host = if server.host.contains(':') {
        format!("[{}]", server.host)
    } else {
        server.host.clone()
    };
    match server.port {
        Some(port) => format!("{host}:{port}"),
        None => host,
    }
}

/// The parameters of a query, decoded, into the connection: user and password, where the form has them there, into their fields.
pub(super) fn query(
    text: &str,
    connection: &mut DatabaseConnection,
    named: &[(&str, Field)],
) -> Result<()> {
    for pair in text.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        store(decode(name)?, decode(value)?, connection, named);
    }
    Ok(())
}

/// A field that a form writes as a parameter.
#[derive(Clone, Copy)]
pub(super) enum Field {
    User,
    Password,
    Database,
    Instance,
    Sid,
}

/// Puts a parameter into its field, the first time; else among the parameters.
pub(super) fn store(
    name: String,
    value: String,
    connection: &mut DatabaseConnection,
    named: &[(&str, Field)],
) {
    let field = named
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(&name))
        .map(|(_, field)| *field);
    let place = match field {
        Some(Field::User) => Some(&mut connection.user),
        Some(Field::Password) => Some(&mut connection.password),
        Some(Field::Database) => Some(&mut connection.database),
        Some(Field::Instance) => Some(&mut connection.instance),
        Some(Field::Sid) => Some(&mut connection.sid),
        None => None,
    };
    match place {
        Some(place @ None) => *place = Some(value),
        _ => connection
            .parameters
            .push(ConnectionParameter { name, value }),
    }
}

pub(super) fn print_query(pairs: &[(&str, &str)]) -> String {
    if pairs.is_empty() {
        return String::new();
    }
    let printed: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    format!("?{}", printed.join("&"))
}

pub(super) fn pairs(parameters: &[ConnectionParameter]) -> Vec<(&str, &str)> {
    parameters
        .iter()
        .map(|parameter| (parameter.name.as_str(), parameter.value.as_str()))
        .collect()
}
