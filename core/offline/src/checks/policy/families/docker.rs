//! Images and Compose files.

use mendix_deploy_model::policies::{CredentialForm, ImageKind};

use super::super::{
    rule::{
        Check::Environment, Judged, NOT_APPLICABLE, Rule, Stop, error, fails_if, info, need,
        need_ref, violation, warning,
    },
    sets::{DOCKER, IMAGES, PROTECTED, SHARED},
    view::EnvironmentView,
};

pub(super) const RULES: &[Rule] = &[
    error("MX-DOC-001", Environment(fixed_image))
        .on(IMAGES)
        .tiers(PROTECTED)
        .says("The image may change under its name", "Name it by version or by digest.")
        .reads("image.reference", "G10"),
    error("MX-DOC-002", Environment(admin_password))
        .tiers(SHARED)
        .says("The administrator's password is known, or stands in a file", "Take it from a secret store, as `${ADMIN_PASSWORD:?}`.")
        .reads("adminPassword", "G3"),
    error("MX-DOC-003", Environment(database_password))
        .on(DOCKER)
        .tiers(SHARED)
        .says("The database's password is known, or stands in a file", "Take it from a secret store.")
        .reads("database.password", "G3, G12"),
    warning("MX-DOC-004", Environment(waits_for_database))
        .on(DOCKER)
        .says("The app may start before the database", "Give the database a health check, and let the app depend on it with `condition: service_healthy`.")
        .reads("compose", "G3"),
    warning("MX-DOC-005", Environment(health_check))
        .on(DOCKER)
        .says("Nobody knows whether the app is healthy", "Check the port that the app listens on, 8080.")
        .reads("compose.healthPort, appPort", "G3")
        .note("The sample of the buildpack checks port 80, on which nothing listens."),
    info("MX-DOC-006", Environment(obsolete_version))
        .on(DOCKER)
        .says("`version` at the top of a Compose file is obsolete", "Remove it.")
        .reads("compose.hasVersion", "G3")
        .note("The guide writes it."),
    error("MX-DOC-007", Environment(volume))
        .on(DOCKER)
        .says("Data is lost with the database's container", "Give it a named volume.")
        .reads("compose", "G3"),
    error("MX-DOC-008", Environment(build_context))
        .on(IMAGES)
        .says("The image will not build", "Let `build.py` of the buildpack make the context.")
        .reads("image", "G3")
        .note("The guide copies the archive into the context and passes `BUILD_PATH`."),
    warning("MX-DOC-009", Environment(published))
        .on(DOCKER)
        .says("The database or the admin port can be reached from everywhere", "Publish it on 127.0.0.1 only, or not at all.")
        .reads("compose.publishedPorts", "G12, own"),
    error("MX-DOC-010", Environment(dialect))
        .on(DOCKER)
        .says("The dialect of the environment file cannot hold a value", "Choose another dialect, or a file of its own for the value.")
        .reads("compose.unwritableVariables", "G12, own"),
];

/// The tag of an image reference, and whether it has a digest.
pub(super) fn tag(reference: &str) -> (Option<&str>, bool) {
    let (name, digest) = match reference.split_once('@') {
        Some((name, _)) => (name, true),
        None => (reference, false),
    };
    let last = name.rsplit('/').next().unwrap_or(name);
    (
        last.split_once(':')
            .map(|(_, tag)| tag)
            .filter(|tag| !tag.is_empty()),
        digest,
    )
}

pub(super) fn is_mutable(reference: &str) -> bool {
    let (tag, digest) = tag(reference);
    !digest && tag.is_none_or(|tag| tag.eq_ignore_ascii_case("latest"))
}

fn fixed_image(e: &EnvironmentView<'_>) -> Judged {
    let reference = need_ref(&e.image()?.reference, "image.reference")?;
    fails_if(is_mutable(reference), || reference.clone())
}

/// Whether a credential is written down so that others can read it, in words.
pub(super) fn written_down(form: CredentialForm) -> Option<&'static str> {
    match form {
        CredentialForm::Literal => Some("it stands there in clear text"),
        CredentialForm::KnownDefault => Some("it is one that everybody knows"),
        CredentialForm::VariableWithDefault => Some("the variable has a default in the file"),
        CredentialForm::Reference | CredentialForm::Variable | CredentialForm::Unset => None,
    }
}

fn admin_password(e: &EnvironmentView<'_>) -> Judged {
    let form = need(&e.facts.admin_password, "adminPassword")?;
    Ok(written_down(form).map(violation).into_iter().collect())
}

fn database_password(e: &EnvironmentView<'_>) -> Judged {
    let form = need(&e.database()?.password, "database.password")?;
    Ok(written_down(form)
        .map(|why| violation(why).at("database"))
        .into_iter()
        .collect())
}

/// Stops unless the Compose file runs the database.
fn own_database(e: &EnvironmentView<'_>) -> Result<(), Stop> {
    match need(&e.compose()?.database_service, "compose.databaseService")? {
        true => Ok(()),
        false => Err(Stop::NotApplicable),
    }
}

fn waits_for_database(e: &EnvironmentView<'_>) -> Judged {
    own_database(e)?;
    let compose = e.compose()?;
    let mut found = Vec::new();
    if !e.is_on(
        &compose.database_health_check,
        "compose.databaseHealthCheck",
    )? {
        found.push(violation("the database has no health check"));
    }
    if !e.is_on(
        &compose.waits_for_healthy_database,
        "compose.waitsForHealthyDatabase",
    )? {
        found.push(violation("the app does not wait until it is healthy"));
    }
    Ok(found)
}

fn health_check(e: &EnvironmentView<'_>) -> Judged {
    let compose = e.compose()?;
    match e.stated(&compose.health_port, "compose.healthPort")? {
        None | Some(0) => fails_if(true, || "there is no health check".to_owned()),
        Some(port) => {
            let app = compose.app_port.unwrap_or(8080);
            fails_if(*port != app, || {
                format!("it asks port {port}, the app listens on {app}")
            })
        }
    }
}

fn obsolete_version(e: &EnvironmentView<'_>) -> Judged {
    fails_if(
        e.is_on(&e.compose()?.has_version, "compose.hasVersion")?,
        String::new,
    )
}

fn volume(e: &EnvironmentView<'_>) -> Judged {
    own_database(e)?;
    fails_if(
        !e.is_on(&e.compose()?.database_volume, "compose.databaseVolume")?,
        String::new,
    )
}

fn build_context(e: &EnvironmentView<'_>) -> Judged {
    let image = e.image()?;
    let built = need(&image.built_with, "image.builtWith")?;
    match built {
        ImageKind::Portable | ImageKind::Operator => NOT_APPLICABLE,
        ImageKind::DockerBuildpack5 => {
            let packed = need(
                &image.packed_archive_in_context,
                "image.packedArchiveInContext",
            )?;
            fails_if(packed, || "the archive in the context is packed".to_owned())
        }
        ImageKind::DockerBuildpack6 => {
            let path = need(&image.uses_build_path, "image.usesBuildPath")?;
            fails_if(path, || "version 6 knows no BUILD_PATH".to_owned())
        }
    }
}

fn published(e: &EnvironmentView<'_>) -> Judged {
    let ports = e.stated(&e.compose()?.published_ports, "compose.publishedPorts")?;
    let open = |port: &&String| {
        let bound = port.matches(':').count() >= 2;
        !(bound
            && (port.starts_with("127.")
                || port.starts_with("[::1]")
                || port.starts_with("localhost:")))
    };
    Ok(ports
        .map_or(&[] as &[String], Vec::as_slice)
        .iter()
        .filter(open)
        .map(|port| violation(port.clone()).about(port))
        .collect())
}

fn dialect(e: &EnvironmentView<'_>) -> Judged {
    let names = need_ref(
        &e.compose()?.unwritable_variables,
        "compose.unwritableVariables",
    )?;
    Ok(names
        .iter()
        .map(|name| violation(name.clone()).about(name))
        .collect())
}
