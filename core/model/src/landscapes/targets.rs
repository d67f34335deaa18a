//! Where an environment runs.

use mendix_deploy_surface::model;

use crate::cloud::{AppId, ProjectId};

/// The kind of a target.
#[model]
pub enum TargetKind {
    /// Mendix Cloud.
    MendixCloud,
    /// Mendix on Kubernetes: the Mendix Operator.
    Operator,
    /// Plain Kubernetes manifests around the image of the Docker buildpack.
    Kubernetes,
    /// Cloud Foundry with the Mendix buildpack.
    CloudFoundry,
    /// The Docker buildpack.
    Docker,
    /// Linux: m2ee-tools or a portable package.
    Linux,
    /// Windows Service Console.
    Windows,
}

/// When an image is pulled.
#[model]
pub enum PullPolicy {
    /// At every start.
    Always,
    /// When it is not there.
    IfNotPresent,
    /// Never.
    Never,
}

/// What runs the pods on plain Kubernetes.
#[model]
pub enum WorkloadKind {
    /// A StatefulSet: pods are numbered, the first is the leader. Needed for more than one replica.
    StatefulSet,
    /// A Deployment: every pod becomes a leader.
    Deployment,
}

/// What runs an application on Linux.
#[model]
pub enum LinuxFlavour {
    /// m2ee-tools. For Mendix 7 to 11.
    M2ee,
    /// A portable package, which brings its own launcher. From Mendix 11.6.5 on.
    Portable,
}

/// A machine.
#[model(eq, options)]
pub struct MachineSpec {
    /// The operating system: `debian`, `ubuntu`, `rhel`, `windowsServer`.
    pub operating_system: Option<String>,
    /// Its version: `22.04`, `2019`.
    pub version: Option<String>,
    /// Memory in MiB.
    pub memory_mebibytes: Option<u32>,
    /// Free disk in GiB.
    pub disk_gibibytes: Option<u32>,
    /// The major version of Java that is installed.
    pub java_version: Option<u32>,
    /// Mendix runtimes that are installed: `10.24.3.60000`.
    pub runtimes: Vec<String>,
}

/// The service that keeps an application running on a machine.
#[model(eq, options)]
pub struct ServiceSpec {
    /// The service's name: the unit of systemd, the service of Windows.
    pub name: Option<String>,
    /// The unit's type as systemd spells it: `forking`, `simple`, `exec`.
    pub unit_type: Option<String>,
    /// The file with the process id, for `forking`.
    pub pid_file: Option<String>,
    /// When it is restarted, as systemd spells it: `on-failure`.
    pub restart: Option<String>,
    /// Whether it starts with the machine.
    pub automatic: Option<bool>,
    /// The account it runs as.
    pub account: Option<String>,
}

/// Where an environment runs. Only `mendixCloud` is executable so far; the others are described.
///
/// Memory, replicas, routes, probes and the like are keys of the environment and the same for every target.
#[model(eq, input)]
pub enum TargetSpec {
    /// Mendix Cloud.
    MendixCloud {
        /// The app's subdomain. Default: the app's name in the landscape.
        app_id: Option<AppId>,
        /// The app's long id, when the subdomain is not wanted as the key.
        project_id: Option<ProjectId>,
        /// The environment as the platform spells it (`Test`, `Acceptance`, `Production`, or its flexible name; case
        /// matters). Default: the environment's name in the landscape, `test`, `acceptance` and `production` with a
        /// capital.
        environment: Option<String>,
    },
    /// Mendix on Kubernetes.
    Operator {
        /// The cluster, by the name of its context.
        context: Option<String>,
        /// The namespace.
        namespace: Option<String>,
        /// The name of the `MendixApp` resource.
        name: Option<String>,
        /// The image without tag: `registry.example/orders`.
        image: Option<String>,
        /// The image's tag. Default: the version of the package.
        tag: Option<String>,
        /// The image's digest, `sha256:…`; stronger than the tag.
        digest: Option<String>,
        /// When the image is pulled.
        pull_policy: Option<PullPolicy>,
        /// The secret with the registry's credentials.
        pull_secret: Option<String>,
    },
    /// Plain Kubernetes.
    Kubernetes {
        /// The cluster, by the name of its context.
        context: Option<String>,
        /// The namespace.
        namespace: Option<String>,
        /// The name of the deployment or stateful set.
        deployment: Option<String>,
        /// What runs the pods. Default: a stateful set.
        workload: Option<WorkloadKind>,
        /// The image without tag: `registry.example/orders`.
        image: Option<String>,
        /// The image's tag. Default: the version of the package.
        tag: Option<String>,
        /// The image's digest, `sha256:…`; stronger than the tag.
        digest: Option<String>,
        /// When the image is pulled.
        pull_policy: Option<PullPolicy>,
        /// The secret with the registry's credentials.
        pull_secret: Option<String>,
        /// The service account of the pods.
        service_account: Option<String>,
    },
    /// Cloud Foundry.
    CloudFoundry {
        /// The API's URL.
        api: Option<String>,
        /// The organisation.
        organization: Option<String>,
        /// The space.
        space: Option<String>,
        /// The app's name there.
        application: Option<String>,
        /// The buildpack: the URL of a release archive, with its version.
        buildpack: Option<String>,
        /// The root file system: `cflinuxfs4`.
        stack: Option<String>,
        /// Names of bound service instances, beside those of `database` and `storage`.
        services: Option<Vec<String>>,
        /// Whether it is SAP BTP.
        sap_btp: Option<bool>,
    },
    /// Docker.
    Docker {
        /// The machine, as Docker names it: `unix:///var/run/docker.sock`, `ssh://host`. Default: the local one.
        host: Option<String>,
        /// The image without tag: `registry.example/orders`.
        image: Option<String>,
        /// The image's tag. Default: the version of the package.
        tag: Option<String>,
        /// The image's digest, `sha256:…`; stronger than the tag.
        digest: Option<String>,
        /// When the image is pulled.
        pull_policy: Option<PullPolicy>,
        /// The container's name.
        container: Option<String>,
        /// The Compose file that describes it.
        compose_file: Option<String>,
        /// The network it is in.
        network: Option<String>,
        /// The volume for files.
        volume: Option<String>,
        /// The port on the machine.
        port: Option<u16>,
    },
    /// Linux.
    Linux {
        /// The host.
        host: Option<String>,
        /// The folder of the app.
        folder: Option<String>,
        /// What runs it.
        flavour: Option<LinuxFlavour>,
        /// Configuration files in the order in which they are read.
        configuration_files: Option<Vec<String>>,
        /// The folder with the runtimes (`mxjar_repo`).
        runtimes_folder: Option<String>,
        /// The application's port. Default: 8080.
        port: Option<u16>,
        /// The admin port. Default: 8090.
        admin_port: Option<u16>,
        /// The machine.
        machine: Option<MachineSpec>,
        /// The service.
        service: Option<ServiceSpec>,
    },
    /// Windows.
    Windows {
        /// The host.
        host: Option<String>,
        /// The app's name in the Service Console.
        application: Option<String>,
        /// The folder of the app.
        folder: Option<String>,
        /// The application's port. Default: 8080.
        port: Option<u16>,
        /// The admin port. Default: 8090.
        admin_port: Option<u16>,
        /// The machine.
        machine: Option<MachineSpec>,
        /// The service.
        service: Option<ServiceSpec>,
    },
}

impl TargetSpec {
    /// The kind.
    #[must_use]
    pub fn kind(&self) -> TargetKind {
        match self {
            Self::MendixCloud { .. } => TargetKind::MendixCloud,
            Self::Operator { .. } => TargetKind::Operator,
            Self::Kubernetes { .. } => TargetKind::Kubernetes,
            Self::CloudFoundry { .. } => TargetKind::CloudFoundry,
            Self::Docker { .. } => TargetKind::Docker,
            Self::Linux { .. } => TargetKind::Linux,
            Self::Windows { .. } => TargetKind::Windows,
        }
    }

    /// Whether plans for this target can be executed by this version.
    #[must_use]
    pub fn is_executable(&self) -> bool {
        self.kind() == TargetKind::MendixCloud
    }
}
