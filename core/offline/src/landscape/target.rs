//! Targets: their keys, and how an environment's target lies over that of its app.

use mendix_deploy_model::{
    cloud::{AppId, ProjectId},
    landscapes::{TargetKind, TargetSpec},
};

use super::{
    merge::{Merge, whole},
    reader::{Read, Reader, Slot},
    tree::{Node, Value},
};

macro_rules! targets {
    ($($variant:ident { $($field:ident $key:literal),+ $(,)? })+) => {
        impl Read for TargetSpec {
            /// A bare word is a target of that kind without further settings.
            fn read(reader: &mut Reader<'_>, node: &Node<'_>, path: &str) -> Option<Self> {
                let word = match &node.value {
                    Value::Scalar { text, .. } => text.to_string(),
                    _ => reader.kind_of(node, path)?,
                };
                let Some(kind) = TargetKind::ALL.iter().find(|kind| kind.as_str() == word) else {
                    let known: Vec<&str> = TargetKind::ALL.iter().map(|kind| kind.as_str()).collect();
                    reader.unknown_kind(node, path, &word, &known);
                    return None;
                };
                match kind { $(
                    TargetKind::$variant => {
                        $(let mut $field = None;)+
                        if !matches!(node.value, Value::Scalar { .. }) {
                            let fields = reader.fields(node, path, &["kind", $($key),+]);
                            $(Slot::fill(&mut $field, reader, &fields, $key);)+
                        }
                        Some(Self::$variant { $($field),+ })
                    }
                )+ }
            }
        }

        /// A target of the same kind fills in or replaces single fields; one of another kind replaces all.
        impl Merge for TargetSpec {
            fn lay(&mut self, nearer: Self) {
                match (self, nearer) {
                    $((Self::$variant { $($field),+ }, nearer @ Self::$variant { .. }) => { $(
                        if let Self::$variant { $field: own, .. } = &nearer {
                            $field.lay(own.clone());
                        }
                    )+ })+
                    (this, nearer) => *this = nearer,
                }
            }
        }
    };
}

targets! {
    MendixCloud { app_id "appId", project_id "projectId", environment "environment" }
    Operator {
        context "context", namespace "namespace", name "name", image "image", tag "tag", digest "digest",
        pull_policy "pullPolicy", pull_secret "pullSecret",
    }
    Kubernetes {
        context "context", namespace "namespace", deployment "deployment", workload "workload", image "image",
        tag "tag", digest "digest", pull_policy "pullPolicy", pull_secret "pullSecret",
        service_account "serviceAccount",
    }
    CloudFoundry {
        api "api", organization "organization", space "space", application "application",
        buildpack "buildpack", stack "stack", services "services", sap_btp "sapBtp",
    }
    Docker {
        host "host", image "image", tag "tag", digest "digest", pull_policy "pullPolicy",
        container "container", compose_file "composeFile", network "network", volume "volume", port "port",
    }
    Linux {
        host "host", folder "folder", flavour "flavour", configuration_files "configurationFiles",
        runtimes_folder "runtimesFolder", port "port", admin_port "adminPort", machine "machine",
        service "service",
    }
    Windows {
        host "host", application "application", folder "folder", port "port", admin_port "adminPort",
        machine "machine", service "service",
    }
}

macro_rules! ids {
    ($($ty:ty),+) => { $(
        impl Read for $ty {
            fn read(reader: &mut Reader<'_>, node: &Node<'_>, path: &str) -> Option<Self> {
                reader.text(node, path).map(Into::into)
            }
        }

        whole!($ty);
    )+ };
}

ids!(AppId, ProjectId);
