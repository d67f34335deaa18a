//! How requests reach an environment, and how it is administered.

use mendix_deploy_surface::model;

use super::TextValue;

/// How requests reach an environment.
#[model(eq, options)]
pub struct RoutingSpec {
    /// Host names or URLs. A nearer level replaces them.
    pub routes: Vec<String>,
    /// The URL that users see (`ApplicationRootUrl`). Authoritative from Mendix 10 on.
    pub root_url: Option<String>,
    /// Whether requests come over TLS.
    pub tls: Option<bool>,
    /// Whether requests of one session go to one instance. Sessions are in the database: rarely needed.
    pub sticky: Option<bool>,
}

/// How an environment is administered.
#[model(eq, options)]
pub struct AdministrationSpec {
    /// The password of the user MxAdmin.
    pub password: Option<TextValue>,
    /// The password of the admin port, which is another one.
    pub port_password: Option<TextValue>,
    /// Whether the admin port is reachable from other machines.
    pub port_public: Option<bool>,
    /// The password of the debugger; set, it is enabled.
    pub debugger_password: Option<TextValue>,
    /// Whether the runtime runs in development mode (`DTAPMode` `D`).
    pub development_mode: Option<bool>,
}
