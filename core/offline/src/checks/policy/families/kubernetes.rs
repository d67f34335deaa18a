//! Kubernetes objects.

use super::{
    super::{
        rule::{
            Check::Environment, Judged, NOT_APPLICABLE, Rule, error, fails_if, info, need,
            need_ref, violation, warning,
        },
        sets::{CLUSTER, PLAIN_KUBERNETES, PRODUCTION},
        view::EnvironmentView,
    },
    docker::{tag, written_down},
};

pub(super) const RULES: &[Rule] = &[
    error("MX-K8S-001", Environment(secret_values))
        .on(CLUSTER)
        .says("A secret stands in clear text", "Refer to it with `secretKeyRef`.")
        .reads("kubernetes.secretVariables", "G4, G12"),
    error("MX-K8S-002", Environment(probes))
        .on(PLAIN_KUBERNETES)
        .says("A probe is missing", "Add readiness and liveness.")
        .reads("kubernetes.readinessProbe, livenessProbe", "G4")
        .note("The Mendix Operator sets both itself. The guide's path `/healthcheck` does not exist; see MX-MON-004."),
    warning("MX-K8S-003", Environment(patient))
        .on(PLAIN_KUBERNETES)
        .says("The pod may be killed while it migrates the database", "Add a startup probe with a limit above the time of a migration.")
        .reads("kubernetes probes", "G4"),
    info("MX-K8S-004", Environment(pull_policy))
        .on(CLUSTER)
        .says("The pull policy does not fit the tag", "`Always` for a tag that moves, `IfNotPresent` for a fixed one.")
        .reads("image.reference, pullPolicy", "G4"),
    warning("MX-K8S-005", Environment(refresh))
        .on(CLUSTER)
        .says("Rotated secrets arrive late", "Set `refreshInterval`, to an hour for instance.")
        .reads("kubernetes.externalSecret, refreshSeconds, rotationSeconds", "G12"),
    warning("MX-K8S-006", Environment(vault))
        .on(CLUSTER)
        .says("The annotations of the Vault agent are incomplete", "Give role, path of the secret, and a template that exports the variable.")
        .reads("kubernetes.vaultAnnotations", "G12"),
    warning("MX-K8S-007", Environment(ingress_tls))
        .on(CLUSTER)
        .tiers(PRODUCTION)
        .says("Production is reached without TLS", "Give the ingress a certificate.")
        .reads("kubernetes.ingress, ingressTls", "own"),
];

fn secret_values(e: &EnvironmentView<'_>) -> Judged {
    let variables = need_ref(
        &e.kubernetes()?.secret_variables,
        "kubernetes.secretVariables",
    )?;
    Ok(variables
        .iter()
        .filter_map(|(name, form)| {
            Some(violation(format!("{name}: {}", written_down(*form)?)).about(name))
        })
        .collect())
}

fn probes(e: &EnvironmentView<'_>) -> Judged {
    let k = e.kubernetes()?;
    let mut missing = Vec::new();
    if !e.is_on(&k.readiness_probe, "kubernetes.readinessProbe")? {
        missing.push("readiness");
    }
    if !e.is_on(&k.liveness_probe, "kubernetes.livenessProbe")? {
        missing.push("liveness");
    }
    fails_if(!missing.is_empty(), || missing.join(", "))
}

fn patient(e: &EnvironmentView<'_>) -> Judged {
    let k = e.kubernetes()?;
    let liveness = need(&k.liveness_delay_seconds, "kubernetes.livenessDelaySeconds")?;
    let readiness = need(
        &k.readiness_delay_seconds,
        "kubernetes.readinessDelaySeconds",
    )?;
    if liveness < readiness {
        return fails_if(true, || {
            format!("liveness after {liveness} s, readiness after {readiness} s")
        });
    }
    if liveness >= 60 {
        return Ok(Vec::new());
    }
    fails_if(
        !e.is_on(&k.startup_probe, "kubernetes.startupProbe")?,
        || format!("liveness after {liveness} s, and no startup probe"),
    )
}

fn pull_policy(e: &EnvironmentView<'_>) -> Judged {
    let image = e.image()?;
    let reference = need_ref(&image.reference, "image.reference")?;
    let policy = need_ref(&image.pull_policy, "image.pullPolicy")?;
    let (tag, digest) = tag(reference);
    // A tag with a digit is taken for a version; `main`, `latest` and `stable` move.
    let fixed = digest || tag.is_some_and(|tag| tag.chars().any(|c| c.is_ascii_digit()));
    let broken = match policy.as_str() {
        "Always" => fixed,
        "IfNotPresent" => !fixed,
        _ => false,
    };
    fails_if(broken, || format!("{policy} with {reference}"))
}

fn refresh(e: &EnvironmentView<'_>) -> Judged {
    let k = e.kubernetes()?;
    if !need(&k.external_secret, "kubernetes.externalSecret")? {
        return NOT_APPLICABLE;
    }
    let Some(refresh) = e
        .stated(&k.refresh_seconds, "kubernetes.refreshSeconds")?
        .filter(|seconds| **seconds > 0)
    else {
        return fails_if(true, || "it is never refreshed".to_owned());
    };
    let rotation = need(&k.rotation_seconds, "kubernetes.rotationSeconds")?;
    fails_if(*refresh > rotation, || {
        format!("refreshed every {refresh} s, rotated every {rotation} s")
    })
}

fn vault(e: &EnvironmentView<'_>) -> Judged {
    let annotations = need_ref(
        &e.kubernetes()?.vault_annotations,
        "kubernetes.vaultAnnotations",
    )?;
    const PREFIX: &str = "vault.hashicorp.com/";
    let names: Vec<&str> = annotations
        .keys()
        .filter_map(|name| name.strip_prefix(PREFIX))
        .collect();
    if names.is_empty() {
        return NOT_APPLICABLE;
    }
    let mut missing = Vec::new();
    if !names.contains(&"role") {
        missing.push("no role");
    }
    if !names
        .iter()
        .any(|name| name.starts_with("agent-inject-secret-"))
    {
        missing.push("no path of a secret");
    }
    let exports = annotations.iter().any(|(name, value)| {
        name.starts_with("vault.hashicorp.com/agent-inject-template-") && value.contains("export ")
    });
    if !exports {
        missing.push("no template that exports a variable");
    }
    fails_if(!missing.is_empty(), || missing.join(", "))
}

fn ingress_tls(e: &EnvironmentView<'_>) -> Judged {
    let k = e.kubernetes()?;
    if !need(&k.ingress, "kubernetes.ingress")? {
        return NOT_APPLICABLE;
    }
    fails_if(
        !e.is_on(&k.ingress_tls, "kubernetes.ingressTls")?,
        String::new,
    )
}
