//! Facts about machines of one's own.

use mendix_deploy_surface::model;

/// Facts about a machine.
#[model(options)]
pub struct HostFacts {
    /// Its name.
    pub name: Option<String>,
    /// Operating system: `ubuntu`, `rhel`, `debian`, `windows-server`.
    pub system: Option<String>,
    /// Version of the operating system: `22.04`, `8.9`, `2019`.
    pub system_version: Option<String>,
    /// Java's major version.
    pub java_version: Option<u32>,
    /// Versions of the Mendix Runtime that are installed.
    pub runtimes: Option<Vec<String>>,
}

/// Facts about the service that runs an app on a machine.
#[model(options)]
pub struct ServiceFacts {
    /// What runs it: `m2ee`, `portable`, `serviceConsole`, `sc`, `serviceHost`.
    pub manager: Option<String>,
    /// What a service made with `sc.exe` executes.
    pub executable: Option<String>,
    /// `Type=` of the systemd unit.
    pub unit_type: Option<String>,
    /// `Restart=` of the systemd unit; the empty text: none.
    pub restart: Option<String>,
    /// Whether it starts after network and database.
    pub starts_after_network: Option<bool>,
    /// Whether it is enabled, or its startup type is automatic.
    pub enabled: Option<bool>,
    /// The user it runs as.
    pub user: Option<String>,
    /// Command lines of unit and scripts, without secrets.
    pub commands: Option<Vec<String>>,
    /// Length of the password of the admin port.
    pub admin_password_length: Option<u32>,
    /// Mode of `m2ee.yaml`, as `0600`.
    pub settings_mode: Option<String>,
    /// Address that the admin port listens on.
    pub admin_address: Option<String>,
    /// `MyScheduledEvents` of m2ee.yaml, as written.
    pub my_scheduled_events: Option<String>,
    /// `ScheduledEventExecution` of m2ee.yaml.
    pub scheduled_event_execution: Option<String>,
    /// Whether a reverse proxy with TLS stands before it.
    pub tls_proxy: Option<bool>,
}
