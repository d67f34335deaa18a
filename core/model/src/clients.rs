//! How a client reaches the platform, and what it reports while it works.

use mendix_deploy_surface::model;

/// Base URLs of the platform's services, to point a client at a proxy of your own or at an emulator.
///
/// What is left out is the documented host.
#[model(options)]
pub struct Endpoints {
    /// Deploy v1 and v2, Build, Backups v2; `https://deploy.mendix.com`.
    pub deploy: Option<String>,
    /// Deploy v4; `https://cloud.home.mendix.com`.
    pub cloud: Option<String>,
    /// App Repository; `https://repository.api.mendix.com`.
    pub repository: Option<String>,
    /// Epics; `https://epics-api.mendix.com`.
    pub epics: Option<String>,
}

/// Options of a client. One setting serves everything that goes out.
#[model(options)]
pub struct ClientOptions {
    /// Other base URLs.
    pub endpoints: Option<Endpoints>,
    /// URL of a proxy without a login, such as `http://proxy.example:3128`; left out, the usual environment variables
    /// count.
    pub proxy: Option<String>,
    /// Hosts that are reached without `proxy`, comma separated as in `NO_PROXY`. Without `proxy` only `*` is taken: no
    /// proxy at all, whatever the environment says.
    pub no_proxy: Option<String>,
    /// Further certificate authorities: paths of PEM files.
    pub ca_certificates: Vec<String>,
    /// Client certificate with its key: path of a PEM file.
    pub client_certificate: Option<String>,
    /// Time allowed for one call, and time in which an upload or download must move; 60.
    pub timeout_seconds: Option<u64>,
    /// Time allowed for one call with all of its attempts and the pauses between them; 600. Uploads and downloads are
    /// bounded by `timeoutSeconds` alone.
    pub total_seconds: Option<u64>,
    /// Time allowed to connect; 10.
    pub connect_timeout_seconds: Option<u64>,
    /// How often a call is tried that may be tried again; 5.
    pub max_attempts: Option<u32>,
    /// Refuses every call that changes the platform.
    pub read_only: bool,
    /// Pause between two looks at a job, in milliseconds, in place of the pace that suits each kind of job.
    pub poll_milliseconds: Option<u64>,
    /// Added to the header `User-Agent`.
    pub user_agent: Option<String>,
}

/// Why a host is contacted.
#[model]
pub enum HostPurpose {
    /// The calls of the platform's services.
    Calls,
    /// Links that an answer of one of these services gave: logs, packages, archives.
    Links,
    /// The public URL of an environment that a plan verifies.
    PublicUrls,
    /// A proxy of yours, before any of the others.
    Proxy,
}

/// A credential that a client may send to a host.
#[model]
pub enum HostCredential {
    /// The API key with its user name.
    ApiKey,
    /// The personal access token.
    PersonalAccessToken,
    /// The login of the proxy.
    ProxyLogin,
}

/// A host that a client may contact, and what may be sent there. Connections to any other are refused.
#[model(eq)]
pub struct ContactedHost {
    /// Why it is contacted.
    pub purpose: HostPurpose,
    /// `host` or `host:port`; absent where no list exists beforehand and `rule` says which ones.
    pub host: Option<String>,
    /// Which hosts these are, one sentence.
    pub rule: String,
    /// Credentials sent there; often none.
    pub credentials: Vec<HostCredential>,
    /// What else is sent there, one sentence.
    pub sends: String,
}

/// How far a transfer is. The last one says that it is the last.
#[model(eq)]
pub struct Progress {
    /// Bytes so far.
    pub done_bytes: u64,
    /// Bytes in all; absent when not known.
    pub total_bytes: Option<u64>,
    /// Whether this is the last one.
    pub finished: bool,
}

/// What an operation of the platform is doing.
#[model(eq)]
pub struct OperationProgress {
    /// The operation's id on the platform.
    pub id: String,
    /// What it does: `start`, `build`, `upload`, `snapshot`, `archive`, `restore`.
    pub operation: String,
    /// The platform's word for its state.
    pub status: String,
    /// Seconds since this client began to watch it.
    pub elapsed_seconds: u64,
    /// Whether it has ended.
    pub finished: bool,
}
