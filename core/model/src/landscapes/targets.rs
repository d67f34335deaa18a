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

/// Where an environment runs. Only `mendixCloud` is executable so far; the others are described.
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
        /// The namespace.
        namespace: Option<String>,
        /// The name of the `MendixApp` resource.
        name: Option<String>,
    },
    /// Plain Kubernetes.
    Kubernetes {
        /// The namespace.
        namespace: Option<String>,
        /// The name of the deployment.
        deployment: Option<String>,
    },
    /// Cloud Foundry.
    CloudFoundry {
        /// The organisation.
        organization: Option<String>,
        /// The space.
        space: Option<String>,
        /// The app's name there.
        application: Option<String>,
    },
    /// Docker.
    Docker {
        /// The image without tag.
        image: Option<String>,
        /// The container's name.
        container: Option<String>,
    },
    /// Linux.
    Linux {
        /// The host.
        host: Option<String>,
        /// The folder of the app.
        folder: Option<String>,
    },
    /// Windows.
    Windows {
        /// The host.
        host: Option<String>,
        /// The app's name in the Service Console.
        application: Option<String>,
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
