//! What a target is handed.

use mendix_deploy_surface::model;

use crate::cloud::Settings;

/// An environment variable.
#[model(eq, input)]
pub struct EnvironmentVariable {
    /// Its name, exactly as the process sees it.
    pub name: String,
    /// Its value.
    #[private]
    pub value: String,
}

/// A configuration file.
#[model(eq, input)]
pub struct ConfigurationFile {
    /// Its name as the caller knows it; findings name it.
    pub name: String,
    /// What stands in it.
    #[private]
    pub text: String,
}

/// What a target is handed, as the target sees it: not what somebody wanted it to be.
#[model(input)]
pub enum ConfigurationInput {
    /// The Cloud Foundry buildpack.
    #[class(CloudFoundryInput)]
    CloudFoundry {
        /// Environment variables in the order of the process environment: it decides between duplicates. `VCAP_SERVICES`
        /// and `VCAP_APPLICATION` may stand among them.
        variables: Vec<EnvironmentVariable>,
        /// Bound services: the JSON text of `VCAP_SERVICES`.
        #[private]
        services: Option<String>,
        /// The application: the JSON text of `VCAP_APPLICATION`.
        application: Option<String>,
        /// Whether the agents for metrics were installed when the droplet was built: they are downloaded then, and settings
        /// for them reach the runtime only when they are there. Default: yes, as staging sees the same variables.
        agents_installed: Option<bool>,
    },
    /// The Docker buildpack: its wrapper runs before the Cloud Foundry buildpack.
    #[class(DockerInput)]
    Docker {
        /// Environment variables in the order of the process environment.
        variables: Vec<EnvironmentVariable>,
        /// The container's host name, which decides the instance index inside Kubernetes. Default: the variable `HOSTNAME`.
        hostname: Option<String>,
        /// Whether the agents for metrics were installed when the image was built: they are downloaded then, and settings
        /// for them reach the runtime only when they are there. Default: no, as images are built without the variables of an environment.
        agents_installed: Option<bool>,
    },
    /// Plain Kubernetes manifests around the image of the Docker buildpack.
    #[class(KubernetesInput)]
    Kubernetes {
        /// Environment variables of the container in order, as they are after `envFrom` and `valueFrom`.
        variables: Vec<EnvironmentVariable>,
        /// The name of the pod. Default: the variable `HOSTNAME`.
        hostname: Option<String>,
        /// Whether the agents for metrics were installed when the image was built: they are downloaded then, and settings
        /// for them reach the runtime only when they are there. Default: no, as images are built without the variables of an environment.
        agents_installed: Option<bool>,
    },
    /// Mendix on Kubernetes.
    #[class(OperatorInput)]
    Operator {
        /// The `MendixApp` resource: YAML.
        #[private]
        resource: String,
    },
    /// m2ee-tools.
    #[class(M2eeInput)]
    M2ee {
        /// The YAML files in the order in which they are read.
        files: Vec<ConfigurationFile>,
    },
    /// A portable package.
    #[class(PortableInput)]
    Portable {
        /// The HOCON files in the order in which they are read.
        files: Vec<ConfigurationFile>,
        /// Environment variables.
        variables: Vec<EnvironmentVariable>,
    },
    /// Windows Service Console.
    #[class(WindowsInput)]
    Windows {
        /// The settings document.
        #[private]
        settings: String,
    },
    /// Mendix Cloud.
    #[class(MendixCloudInput)]
    MendixCloud {
        /// Constants, scheduled events and custom settings as the platform reports them.
        settings: Settings,
    },
}
