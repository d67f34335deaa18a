//! The Docker image's wrapper, which runs before the buildpack (runtime configuration, 3.1, 5.3, 5.7).

use std::borrow::Cow;

use mendix_deploy_model::{
    configurations::{Certainty, EvaluatedConfiguration, LostInput},
    findings::{Finding, Severity},
    landscapes::TargetKind,
    packages::PackageInfo,
};

use super::{
    Environment, Situation, evaluate,
    python::b64decode,
    start::{Step, failure},
};
use crate::targets::settings::Origin;

/// The folder of the app in the image.
const FOLDER: &str = "/opt/mendix/build";

/// The application that the image ships: fixed route and memory.
const APPLICATION: &str = "{\"application_name\": \"docker_example\", \"application_uris\": [\"docker_example.com\"], \"limits\": {\"disk\": 1024, \"fds\": 16384, \"mem\": 1024}}";

/// Runs the wrapper's steps, then the buildpack's.
pub(in crate::targets) fn run(
    target: TargetKind,
    mut environment: Environment<'_>,
    hostname: Option<&str>,
    agents_installed: bool,
    package: &PackageInfo,
) -> EvaluatedConfiguration {
    let mut findings = Vec::new();
    let mut lost = Vec::new();
    let from_endpoint = endpoint(&mut environment, &mut lost, &mut findings);
    if environment.contains("VCAP_APPLICATION") {
        lost.push(unheard(
            "VCAP_APPLICATION",
            "the image has an application of its own, which replaces it",
        ));
    }
    environment.set("VCAP_APPLICATION", Cow::Borrowed(APPLICATION));
    let steps = index(&mut environment, hostname, &mut findings)
        .and_then(|()| authorities(&mut environment));
    if environment.contains("IEM_CONFIG_PATH") {
        findings.push(finding(
            "docker.values_in_log",
            Severity::Warning,
            "IEM_CONFIG_PATH",
            "the wrapper loads the *.env files of IEM_CONFIG_PATH and writes every value of them into the log; they are not part of this evaluation",
            "Hand the variables to the container instead.",
        ));
    }
    if !environment.contains("MXRUNTIME_ApplicationRootUrl") {
        findings.push(finding(
            "docker.root_url_missing",
            Severity::Warning,
            "ApplicationRootUrl",
            "the image's own root URL is https://docker_example.com, and from Mendix 10 it beats forwarded headers: links in answers and mails are wrong",
            "Set MXRUNTIME_ApplicationRootUrl to the public URL.",
        ));
    }
    let mut answer = match steps {
        Ok(()) => {
            let situation = Situation {
                target,
                environment: &environment,
                folder: FOLDER,
                agents_installed,
                from_endpoint,
            };
            evaluate(&situation, package, findings)
        }
        Err(failure) => EvaluatedConfiguration {
            target,
            values: Vec::new(),
            lost: Vec::new(),
            findings,
            start_failure: Some(*failure),
            certainty: Certainty::Observed,
        },
    };
    answer.lost.splice(0..0, lost);
    answer
}

fn unheard(variable: &'static str, reason: &str) -> LostInput {
    LostInput {
        name: variable.to_owned(),
        provenance: Origin::variable(variable, "an environment variable").provenance(),
        reason: reason.to_owned(),
        suggestion: None,
    }
}

fn finding(id: &str, severity: Severity, subject: &str, message: &str, remedy: &str) -> Finding {
    Finding {
        id: id.to_owned(),
        severity,
        address: None,
        subject: Some(subject.to_owned()),
        path: None,
        location: None,
        message: message.to_owned(),
        remedy: remedy.to_owned(),
    }
}

/// `DATABASE_ENDPOINT` replaces `DATABASE_URL` before anything else runs.
fn endpoint(
    environment: &mut Environment<'_>,
    lost: &mut Vec<LostInput>,
    findings: &mut Vec<Finding>,
) -> bool {
    let Some(endpoint) = environment.get("DATABASE_ENDPOINT").map(str::to_owned) else {
        return false;
    };
    if let Some(url) = environment.get("DATABASE_URL") {
        if url != endpoint {
            findings.push(finding(
                "database.two_urls",
                Severity::Warning,
                "DATABASE_ENDPOINT",
                "DATABASE_ENDPOINT and DATABASE_URL differ: the wrapper puts the endpoint in the place of the URL",
                "Keep DATABASE_URL, which both wrapper and buildpack read.",
            ));
        }
        lost.push(unheard(
            "DATABASE_URL",
            "the Docker wrapper puts DATABASE_ENDPOINT in its place",
        ));
    }
    environment.set("DATABASE_URL", Cow::Owned(endpoint));
    true
}

/// Inside Kubernetes the digits at the end of the host name become the instance index.
fn index(
    environment: &mut Environment<'_>,
    hostname: Option<&str>,
    findings: &mut Vec<Finding>,
) -> Step {
    if !environment.contains("KUBERNETES_SERVICE_HOST") || environment.contains("CF_INSTANCE_INDEX")
    {
        return Ok(());
    }
    let Some(name) = hostname
        .or_else(|| environment.get("HOSTNAME"))
        .map(str::to_owned)
    else {
        return Err(failure(
            "wrapper",
            "HOSTNAME",
            "inside Kubernetes the wrapper needs HOSTNAME to find the instance index",
            "Set HOSTNAME or CF_INSTANCE_INDEX.",
        ));
    };
    let whole = name.strip_suffix('\n').unwrap_or(&name);
    let digits = whole.bytes().rev().take_while(u8::is_ascii_digit).count();
    let before = &whole[..whole.len() - digits];
    if digits > 0 && before.ends_with('-') {
        let index = whole[whole.len() - digits..].to_owned();
        environment.set("CF_INSTANCE_INDEX", Cow::Owned(index));
    } else {
        findings.push(finding(
            "cluster.leader_by_accident",
            Severity::Warning,
            "CF_INSTANCE_INDEX",
            "the host name does not end in a number, so this instance is a leader, and so is every other replica of a Deployment: all of them change the schema",
            "Use a StatefulSet, or set CF_INSTANCE_INDEX: 0 for one leader, another number for followers.",
        ));
    }
    Ok(())
}

fn authorities(environment: &mut Environment<'_>) -> Step {
    const ENCODED: &str = "CERTIFICATE_AUTHORITIES_BASE64";
    let Some(text) = environment.get(ENCODED) else {
        return Ok(());
    };
    let decoded = b64decode(text)
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .ok_or_else(|| {
            failure(
                "wrapper",
                ENCODED,
                "CERTIFICATE_AUTHORITIES_BASE64 is no base64 of text",
                "Encode the PEM file with base64.",
            )
        })?;
    environment.set("CERTIFICATE_AUTHORITIES", Cow::Owned(decoded));
    Ok(())
}
