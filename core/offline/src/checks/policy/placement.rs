//! Where should this app run? The questions of the deployment guide, in its order, and what rules a target out.

use mendix_deploy_model::{
    landscapes::TargetKind,
    policies::{PlacementAdvice, PlacementConstraint as C, PlacementOptions, PlacementReason},
};

/// The target that fits, with the questions that led there and what speaks for or against each target.
#[must_use]
pub fn placement(options: &PlacementOptions) -> PlacementAdvice {
    let has = |constraint| options.constraints.contains(&constraint);
    let many = has(C::HorizontalScaling) || options.replicas.is_some_and(|replicas| replicas > 1);
    let own = has(C::AirGapped) || has(C::DataSovereignty);
    let windows = options.windows == Some(true);
    let mut reasons = Vec::new();
    let mut ask = |question: &str, yes: bool, because: &str| {
        let answer = if yes { "yes" } else { "no" };
        reasons.push(format!("{question} {answer}{because}"));
        yes
    };
    let target = if ask(
        "Must it run without the internet, or data stay in an account of your own?",
        own,
        "",
    ) {
        let cluster = has(C::ExistingKubernetes) || many;
        if ask(
            "Is there a Kubernetes cluster, or is more than one instance wanted?",
            cluster,
            "",
        ) {
            TargetKind::Operator
        } else if ask("Are the machines Windows servers?", windows, "") {
            TargetKind::Windows
        } else {
            TargetKind::Linux
        }
    } else if ask(
        "Is there a Cloud Foundry platform to be used?",
        has(C::ExistingCloudFoundry),
        "",
    ) {
        TargetKind::CloudFoundry
    } else if ask(
        "Is more than one instance wanted, or a cluster there to be used?",
        many || has(C::ExistingKubernetes),
        "",
    ) {
        TargetKind::Operator
    } else {
        reasons.push("Nothing speaks against Mendix Cloud, the default choice".to_owned());
        TargetKind::MendixCloud
    };
    let others = TargetKind::ALL
        .iter()
        .flat_map(|target| judged(*target, options, many))
        .collect();
    PlacementAdvice {
        target,
        reasons,
        others,
    }
}

fn judged(target: TargetKind, options: &PlacementOptions, many: bool) -> Vec<PlacementReason> {
    let has = |constraint| options.constraints.contains(&constraint);
    let mut found = Vec::new();
    let mut add = |excluded: bool, reason: &str| {
        found.push(PlacementReason {
            target,
            excluded,
            reason: reason.to_owned(),
        });
    };
    let twelve = options
        .mendix_version
        .as_deref()
        .and_then(|version| version.split('.').next())
        .and_then(|major| major.parse::<u32>().ok())
        .is_some_and(|major| major >= 12);
    match target {
        TargetKind::MendixCloud => {
            if has(C::AirGapped) {
                add(true, "it is reached over the internet only");
            }
            if has(C::DataSovereignty) {
                add(true, "data leaves the account of your own");
            }
            if many {
                add(
                    false,
                    "instances are bounded by the plan: see MX-CLD-001 and MX-CLD-002",
                );
            }
            add(false, "the vendor runs, backs up and patches it");
        }
        TargetKind::Operator => {
            add(
                false,
                "the supported way onto Kubernetes: scales by instances, in an account of your own",
            );
            if has(C::AirGapped) {
                add(false, "without the internet it needs a registry of its own");
            }
        }
        TargetKind::Kubernetes => {
            add(
                false,
                "plain manifests are the team's own to support: see MX-TGT-007",
            );
            if many {
                add(
                    false,
                    "images of the buildpack need a StatefulSet: see MX-SCL-007",
                );
            }
            if twelve {
                add(true, "the buildpack ends with Mendix 12");
            }
        }
        TargetKind::CloudFoundry => {
            if has(C::ExistingCloudFoundry) {
                add(false, "the platform is there");
            } else {
                add(true, "no platform is there");
            }
            if has(C::AirGapped) {
                add(
                    false,
                    "without the internet it needs a mirror (`BLOBSTORE`)",
                );
            }
        }
        TargetKind::Docker => {
            add(
                false,
                "one container on a machine that the team runs itself",
            );
            if many {
                add(true, "without an orchestrator there is one instance");
            }
            if options.production == Some(true) {
                add(
                    false,
                    "meant for development, staging and small production: see MX-TGT-005",
                );
            }
            if twelve {
                add(true, "the buildpack ends with Mendix 12");
            }
            if has(C::AirGapped) {
                add(
                    false,
                    "without the internet it needs a mirror (`BLOBSTORE`)",
                );
            }
        }
        TargetKind::Linux | TargetKind::Windows => {
            if many {
                add(true, "machines of one's own scale by growing");
            }
            if target == TargetKind::Windows && options.windows == Some(false) {
                add(true, "no Windows servers are there");
            }
            if target == TargetKind::Linux && options.windows == Some(true) {
                add(false, "the machines are Windows servers");
            }
            if target == TargetKind::Linux && twelve {
                add(
                    false,
                    "m2ee-tools ends with Mendix 12: use portable packages",
                );
            }
            add(
                false,
                "the team runs machine, database, backups and updates itself",
            );
        }
    }
    found
}
