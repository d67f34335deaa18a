//! What Compose, Cloud Foundry and Kubernetes have in common: the part that is the app, images, amounts, probes.

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    landscapes::{ProbeSpec, PullPolicy, TargetSpec},
};

use super::{
    given::{Given, interpolated},
    importer::Importer,
    report::Entry,
    targets,
};

/// Which amount of a processor or memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Limits {
    Request,
    Limit,
}

/// The part of the source that is the app: the one that is asked for, the only one that looks like it, the only one.
pub(super) fn choose<'n>(
    kind: &str,
    names: &[&'n str],
    candidates: &[&'n str],
    asked: Option<&str>,
    file: Option<&str>,
) -> Result<&'n str> {
    let file = file.unwrap_or("the source");
    let refuse = |why: String, remedy: &str| {
        Err(Error::new(ErrorCode::InputInvalid, format!("{file} {why}"))
            .with_context("file", file)
            .with_remedy(remedy))
    };
    if let Some(asked) = asked {
        return match names.iter().find(|name| **name == asked) {
            Some(name) => Ok(name),
            None => {
                let hint =
                    crate::configuration::suggest::did_you_mean(asked, names.iter().copied());
                refuse(
                    format!("has no {kind} `{asked}`.{hint}"),
                    "Name one that it has.",
                )
            }
        };
    }
    match (candidates, names) {
        ([only], _) | ([], [only]) => Ok(only),
        (_, []) => refuse(
            format!("has no {kind}"),
            "Check that it is a file of this kind.",
        ),
        _ => {
            let of = if candidates.is_empty() {
                names
            } else {
                candidates
            };
            let list = of.iter().take(8).copied().collect::<Vec<_>>().join(", ");
            refuse(
                format!("leaves open which {kind} is the app: {list}"),
                "Name it.",
            )
        }
    }
}

/// The image of the app.
pub(super) fn image(importer: &mut Importer<'_>, entry: Entry, text: &str) {
    let filled = interpolated(text, true);
    let (name, tag, digest) = targets::image(filled.value.marked());
    let marked = |text: &str| text.contains('\u{1}');
    if filled.value.why_unknown().is_some() || marked(&name) {
        importer.report.doubt(
            entry,
            "the image's name is put together from variables",
            Some("Write `target.image`."),
        );
        return;
    }
    let mut tag = tag;
    if tag.as_deref().is_some_and(marked) {
        importer.report.doubt(
            entry,
            "the tag comes from a variable and is left out: the package's version is the default",
            None,
        );
        tag = None;
    }
    set_image(importer, entry, Some(name), tag, digest);
}

pub(super) fn set_image(
    importer: &mut Importer<'_>,
    entry: Entry,
    new_name: Option<String>,
    new_tag: Option<String>,
    new_digest: Option<String>,
) {
    let Some(
        TargetSpec::Docker {
            image, tag, digest, ..
        }
        | TargetSpec::Kubernetes {
            image, tag, digest, ..
        }
        | TargetSpec::Operator {
            image, tag, digest, ..
        },
    ) = &mut importer.target
    else {
        importer
            .report
            .ignore(entry, "the target runs no image", None);
        return;
    };
    for (new, place, path) in [
        (new_name, image, "target.image"),
        (new_tag, tag, "target.tag"),
        (new_digest, digest, "target.digest"),
    ] {
        if new.is_some() {
            *place = new;
            importer.report.became(entry, path);
        }
    }
}

/// When the image is pulled.
pub(super) fn pull_policy(importer: &mut Importer<'_>, entry: Entry, text: Option<&str>) {
    let policy = match text {
        Some("Always") => PullPolicy::Always,
        Some("IfNotPresent") => PullPolicy::IfNotPresent,
        Some("Never") => PullPolicy::Never,
        _ => {
            importer
                .report
                .ignore(entry, "no such policy is known", None);
            return;
        }
    };
    if let Some(
        TargetSpec::Docker { pull_policy, .. }
        | TargetSpec::Kubernetes { pull_policy, .. }
        | TargetSpec::Operator { pull_policy, .. },
    ) = &mut importer.target
    {
        *pull_policy = Some(policy);
        importer.report.became(entry, "target.pullPolicy");
    }
}

/// An amount of processor or memory. `decimal`: `M` is a million, as in Kubernetes.
pub(super) fn amount(
    importer: &mut Importer<'_>,
    entry: Entry,
    limits: Limits,
    kind: &str,
    text: Option<&str>,
    decimal: bool,
) {
    let text = text.unwrap_or_default();
    let value = if kind == "cpu" {
        targets::millicores(text)
    } else {
        targets::mebibytes(text, decimal)
    };
    let Some(value) = value else {
        importer.report.ignore(
            entry,
            "it is no amount that can be read",
            Some("Write `resources`."),
        );
        return;
    };
    let resources = importer.spec.resources.get_or_insert_default();
    let (amount, path) = match limits {
        Limits::Request => (&mut resources.requests, "resources.requests"),
        Limits::Limit => (&mut resources.limits, "resources.limits"),
    };
    let amount = amount.get_or_insert_default();
    let field = if kind == "cpu" {
        amount.cpu_millicores = Some(value);
        "cpuMillicores"
    } else {
        amount.memory_mebibytes = Some(value);
        "memoryMebibytes"
    };
    importer.report.became(entry, &format!("{path}.{field}"));
}

/// How many instances run.
pub(super) fn replicas(importer: &mut Importer<'_>, entry: Entry, text: Option<&str>) {
    let value = Given::text(text.unwrap_or_default());
    if let Some(number) = importer.number(entry, &value) {
        importer.spec.scaling.get_or_insert_default().replicas = Some(number);
        importer.report.became(entry, "scaling.replicas");
    }
}

/// The page that a probe asks.
pub(super) fn probe_path(importer: &mut Importer<'_>, entry: Entry, probe: &str, path: &str) {
    if path.trim_end_matches('/') == "/healthcheck" {
        importer.report.doubt(
            entry,
            "there is no /healthcheck unless the model publishes it: it answers 404, and the probe fails",
            Some("Ask / instead, or publish the page."),
        );
    }
    if !path.starts_with('/') || path.contains(char::is_whitespace) {
        importer
            .report
            .ignore(entry, "it is no path below the app's URL", None);
        return;
    }
    self::probe(importer, probe).path = Some(path.to_owned());
    importer
        .report
        .became(entry, &format!("health.{probe}.path"));
}

/// A host name or URL under which the app is reached.
pub(super) fn route(importer: &mut Importer<'_>, entry: Entry, route: Option<&str>) {
    match route.filter(|route| !route.is_empty() && !route.contains("((")) {
        Some(route) => {
            let routing = importer.spec.routing.get_or_insert_default();
            if !routing.routes.iter().any(|known| known == route) {
                routing.routes.push(route.to_owned());
            }
            importer.report.shares(entry, "routing.routes");
        }
        None => importer.report.ignore(
            entry,
            "the source does not say the host",
            Some("Write `routing.routes`."),
        ),
    }
}

/// The probe of this name.
pub(super) fn probe<'i>(importer: &'i mut Importer<'_>, name: &str) -> &'i mut ProbeSpec {
    let health = importer.spec.health.get_or_insert_default();
    let place = match name {
        "liveness" => &mut health.liveness,
        "readiness" => &mut health.readiness,
        _ => &mut health.startup,
    };
    place.get_or_insert_default()
}
