//! What a target of a landscape says, as facts.

use mendix_deploy_model::{
    landscapes::{MachineSpec, ServiceSpec, TargetSpec},
    policies::{
        CloudFoundryFacts, HostFacts, ImageFacts, ImageKind, KubernetesFacts,
        PolicyEnvironmentFacts, ResourceFacts, ServiceFacts,
    },
};

use super::observe::{manager, pull_policy, workload};

/// An image's reference; without tag and digest it is that of the package, which is not known here.
fn reference(
    image: &Option<String>,
    tag: &Option<String>,
    digest: &Option<String>,
) -> Option<String> {
    let image = image.as_ref()?;
    match (tag, digest) {
        (_, Some(digest)) => Some(format!("{image}@{digest}")),
        (Some(tag), None) => Some(format!("{image}:{tag}")),
        (None, None) => None,
    }
}

pub(super) fn add_target(facts: &mut PolicyEnvironmentFacts, target: &TargetSpec) {
    match target {
        TargetSpec::MendixCloud { .. } => {}
        TargetSpec::Operator {
            image,
            tag,
            digest,
            pull_policy: pull,
            ..
        } => {
            let mut of = ImageFacts::default();
            of.reference = reference(image, tag, digest);
            of.pull_policy = pull.map(pull_policy);
            of.built_with = Some(ImageKind::Operator);
            facts.image = Some(of);
        }
        TargetSpec::Kubernetes {
            image,
            tag,
            digest,
            pull_policy: pull,
            workload: kind,
            ..
        } => {
            let mut of = ImageFacts::default();
            of.reference = reference(image, tag, digest);
            of.pull_policy = pull.map(pull_policy);
            of.built_with = Some(ImageKind::DockerBuildpack6);
            facts.image = Some(of);
            let mut kubernetes = KubernetesFacts::default();
            kubernetes.workload = kind.map(workload);
            facts.kubernetes = Some(kubernetes);
        }
        TargetSpec::CloudFoundry {
            buildpack, sap_btp, ..
        } => {
            let mut foundry = CloudFoundryFacts::default();
            foundry.buildpack = buildpack.clone();
            foundry.sap_btp = *sap_btp;
            facts.cloud_foundry = Some(foundry);
        }
        TargetSpec::Docker {
            image,
            tag,
            digest,
            pull_policy: pull,
            host,
            ..
        } => {
            let mut of = ImageFacts::default();
            of.reference = reference(image, tag, digest);
            of.pull_policy = pull.map(pull_policy);
            of.built_with = Some(ImageKind::DockerBuildpack6);
            facts.image = Some(of);
            if let Some(host) = host {
                let mut machine = HostFacts::default();
                machine.name = Some(host.clone());
                facts.host = Some(machine);
            }
        }
        TargetSpec::Linux {
            host,
            machine,
            service,
            flavour,
            ..
        } => {
            add_machine(facts, host, machine.as_ref());
            add_service(facts, service.as_ref(), flavour.map(manager));
        }
        TargetSpec::Windows {
            host,
            machine,
            service,
            ..
        } => {
            add_machine(facts, host, machine.as_ref());
            add_service(facts, service.as_ref(), None);
        }
    }
}

fn add_machine(
    facts: &mut PolicyEnvironmentFacts,
    host: &Option<String>,
    machine: Option<&MachineSpec>,
) {
    let mut of = HostFacts::default();
    of.name = host.clone();
    if let Some(machine) = machine {
        of.system = machine
            .operating_system
            .as_ref()
            .map(|system| match system.as_str() {
                "windowsServer" => "windows-server".to_owned(),
                other => other.to_ascii_lowercase(),
            });
        of.system_version = machine.version.clone();
        of.java_version = machine.java_version;
        of.runtimes = (!machine.runtimes.is_empty()).then(|| machine.runtimes.clone());
        let resources = facts.resources.get_or_insert_with(ResourceFacts::default);
        resources.memory_megabytes = resources.memory_megabytes.or(machine.memory_mebibytes);
        resources.disk_megabytes = resources
            .disk_megabytes
            .or(machine.disk_gibibytes.map(|disk| disk.saturating_mul(1024)));
    }
    facts.host = Some(of);
}

fn add_service(
    facts: &mut PolicyEnvironmentFacts,
    service: Option<&ServiceSpec>,
    manager: Option<String>,
) {
    if service.is_none() && manager.is_none() {
        return;
    }
    let mut of = ServiceFacts::default();
    of.manager = manager;
    if let Some(service) = service {
        of.unit_type = service.unit_type.clone();
        of.restart = service.restart.clone();
        of.enabled = service.automatic;
        of.user = service.account.clone();
    }
    facts.service = Some(of);
}
