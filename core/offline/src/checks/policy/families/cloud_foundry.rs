//! Cloud Foundry and SAP BTP.

use std::collections::BTreeMap;

use mendix_deploy_model::landscapes::TargetKind;

use super::{
    super::{
        rule::{
            Check::{Environment, Landscape},
            Judged, NOT_APPLICABLE, Rule, Stop, error, fails_if, info, need, need_ref, violation,
            warning,
        },
        sets::{CLOUD_FOUNDRY, PROTECTED, SHARED},
        view::{AppView, EnvironmentView},
    },
    database::shared,
    docker::written_down,
    storage,
};

pub(super) const RULES: &[Rule] = &[
    error("MX-CF-001", Environment(pinned))
        .on(CLOUD_FOUNDRY)
        .says(
            "The buildpack has no version",
            "Name the release archive of one version.",
        )
        .reads("cloudFoundry.buildpack", "G5"),
    warning("MX-CF-002", Environment(not_source))
        .on(CLOUD_FOUNDRY)
        .says(
            "The buildpack's source need not run",
            "Name its release archive.",
        )
        .reads("cloudFoundry.buildpack", "G5")
        .note("The guide names the repository at a tag."),
    error("MX-CF-003", Environment(database))
        .on(CLOUD_FOUNDRY)
        .says("Staging is refused without a database", "Bind a database.")
        .reads("cloudFoundry.services, variables", "G5")
        .note("The guide binds after the push; staging fails before that."),
    warning("MX-CF-004", Environment(object_store))
        .on(CLOUD_FOUNDRY)
        .tiers(SHARED)
        .says(
            "No object store is bound or configured, so that files vanish at every restart",
            "Bind an object store.",
        )
        .reads("cloudFoundry.services, storage", "G5"),
    error("MX-CF-005", Environment(manifest_secrets))
        .on(CLOUD_FOUNDRY)
        .says(
            "A secret stands in the manifest",
            "Write `((name))` and pass the value as a variable.",
        )
        .reads("cloudFoundry.secretVariables", "G5, G12"),
    error("MX-CF-006", Environment(development_mode))
        .on(CLOUD_FOUNDRY)
        .tiers(PROTECTED)
        .says(
            "Development mode is on, or not switched off",
            "Set `DEVELOPMENT_MODE: \"false\"`.",
        )
        .reads("variables, developmentMode", "G5"),
    warning("MX-CF-007", Environment(bindings))
        .on(CLOUD_FOUNDRY)
        .says(
            "Changed bindings are not picked up",
            "Restart the app; restage it for its first database.",
        )
        .reads("cloudFoundry.servicesChanged, restarts", "G5"),
    error("MX-CF-008", Landscape(routes))
        .says(
            "Environments claim one route, or one has none",
            "Give each a host of its own, or state `noRoute`.",
        )
        .reads("cloudFoundry.routes, noRoute", "G5"),
    warning("MX-CF-009", Environment(start_time))
        .on(CLOUD_FOUNDRY)
        .says(
            "Start and migration may take longer than is allowed",
            "Set `timeout: 180`.",
        )
        .reads("cloudFoundry.startSeconds", "G5, own"),
    warning("MX-CF-010", Environment(unknown_variables))
        .on(CLOUD_FOUNDRY)
        .says("The buildpack does not know a variable", "Remove it.")
        .reads("variables", "G5")
        .note("The guide sets `FORCE_WRITE_ARTIFACTS`."),
    error("MX-CF-011", Environment(two_databases))
        .on(CLOUD_FOUNDRY)
        .says(
            "PostgreSQL and HANA are both bound, and nobody knows which is taken",
            "Unbind one.",
        )
        .reads("cloudFoundry.services, sapBtp", "own"),
    warning("MX-CF-012", Environment(xsuaa))
        .on(CLOUD_FOUNDRY)
        .says(
            "Single sign-on is not configured",
            "Bind an `xsuaa` instance, with `redirect-uris` in `xs-security.json`.",
        )
        .reads("cloudFoundry.singleSignOn, services, redirectUris", "G5"),
    info("MX-CF-013", Environment(standard))
        .on(CLOUD_FOUNDRY)
        .says(
            "This differs from the platform's standard",
            "Use `postgresql-db` or a HANA schema, and an MTA descriptor for several modules.",
        )
        .reads("cloudFoundry.services, project.modules", "G5"),
    error("MX-CF-014", Environment(weights))
        .on(CLOUD_FOUNDRY)
        .says(
            "The platform ignores weights of routes",
            "Use the ratio of instances, or canary steps.",
        )
        .reads("cloudFoundry.routes", "G10")
        .note("The guide splits traffic by routes."),
];

fn buildpack<'a>(e: &EnvironmentView<'a>) -> Result<&'a str, Stop> {
    Ok(need_ref(
        &e.cloud_foundry()?.buildpack,
        "cloudFoundry.buildpack",
    )?)
}

fn is_source(buildpack: &str) -> bool {
    let place = buildpack.split('#').next().unwrap_or(buildpack);
    place.starts_with("git@")
        || place.starts_with("git:")
        || place.ends_with(".git")
        || (place.contains("://github.com/")
            && !place.contains("/releases/")
            && !place.ends_with(".zip"))
}

fn pinned(e: &EnvironmentView<'_>) -> Judged {
    let buildpack = buildpack(e)?;
    // A version is a number with a dot: in the archive's name, its folder, or after `#`.
    let versioned = buildpack.split(['/', '#', '_', '-', '@']).any(|part| {
        let part = part.trim_start_matches('v');
        part.starts_with(|c: char| c.is_ascii_digit()) && part.contains('.')
    });
    fails_if(!versioned || buildpack.contains("/latest/"), || {
        buildpack.to_owned()
    })
}

fn not_source(e: &EnvironmentView<'_>) -> Judged {
    let buildpack = buildpack(e)?;
    fails_if(is_source(buildpack), || buildpack.to_owned())
}

fn services<'a>(e: &EnvironmentView<'a>) -> Result<&'a BTreeMap<String, String>, Stop> {
    need_ref(&e.cloud_foundry()?.services, "cloudFoundry.services")
}

fn is_postgres(offering: &str) -> bool {
    let offering = offering.to_ascii_lowercase();
    [
        "postgresql-db",
        "postgres",
        "postgresql",
        "elephantsql",
        "pg",
    ]
    .contains(&offering.as_str())
        || offering.contains("postgres")
}

fn is_hana(offering: &str) -> bool {
    offering.to_ascii_lowercase().starts_with("hana")
}

fn is_database(offering: &str) -> bool {
    let lower = offering.to_ascii_lowercase();
    is_postgres(offering)
        || is_hana(offering)
        || lower.contains("mysql")
        || lower.contains("aws-rds")
        || lower.contains("sqlserver")
        || lower == "rds"
}

fn database(e: &EnvironmentView<'_>) -> Judged {
    let described = e.facts.database.as_ref().is_some_and(|database| {
        database.host.is_some() || database.url.is_some() || database.service.is_some()
    });
    if described {
        return Ok(Vec::new());
    }
    let services = services(e)?;
    if services.values().any(|offering| is_database(offering)) {
        return Ok(Vec::new());
    }
    let variables = e.variables()?;
    let single = [
        "MXRUNTIME_DatabaseType",
        "MXRUNTIME_DatabaseHost",
        "MXRUNTIME_DatabaseName",
        "MXRUNTIME_DatabaseUserName",
        "MXRUNTIME_DatabasePassword",
    ];
    let complete = single.iter().all(|name| variables.contains_key(*name))
        || variables.contains_key("MXRUNTIME_DatabaseJdbcUrl");
    let there = variables.contains_key("DATABASE_URL") || complete;
    fails_if(!there, || {
        "no binding of a known kind, no DATABASE_URL, no complete MXRUNTIME_Database…".to_owned()
    })
}

fn object_store(e: &EnvironmentView<'_>) -> Judged {
    if storage::kind(e).is_ok_and(storage::is_object_store) {
        return Ok(Vec::new());
    }
    let bound = services(e)?.values().any(|offering| {
        let lower = offering.to_ascii_lowercase();
        ["objectstore", "s3", "blob", "storage"]
            .iter()
            .any(|word| lower.contains(word))
    });
    if bound {
        return Ok(Vec::new());
    }
    let variables = e.variables()?;
    let set = variables
        .keys()
        .any(|name| name.starts_with("S3_") || name.starts_with("MXRUNTIME_com.mendix.storage."));
    fails_if(!set, String::new)
}

fn manifest_secrets(e: &EnvironmentView<'_>) -> Judged {
    let variables = need_ref(
        &e.cloud_foundry()?.secret_variables,
        "cloudFoundry.secretVariables",
    )?;
    Ok(variables
        .iter()
        .filter_map(|(name, form)| {
            Some(violation(format!("{name}: {}", written_down(*form)?)).about(name))
        })
        .collect())
}

fn development_mode(e: &EnvironmentView<'_>) -> Judged {
    let on = match (e.facts.development_mode, &e.facts.variables) {
        (Some(on), _) => on,
        (None, Some(variables)) => variables
            .get("DEVELOPMENT_MODE")
            .is_none_or(|value| !value.eq_ignore_ascii_case("false")),
        (None, None) => return Err(Stop::Waits("developmentMode")),
    };
    fails_if(on, String::new)
}

fn bindings(e: &EnvironmentView<'_>) -> Judged {
    let foundry = e.cloud_foundry()?;
    if !need(&foundry.services_changed, "cloudFoundry.servicesChanged")? {
        return NOT_APPLICABLE;
    }
    fails_if(
        !need(&foundry.restarts, "cloudFoundry.restarts")?,
        String::new,
    )
}

fn routes(apps: &[AppView<'_>]) -> Judged {
    let mut owners: BTreeMap<String, Vec<&EnvironmentView<'_>>> = BTreeMap::new();
    let (mut found, mut lacking, mut any) = (Vec::new(), None, false);
    for environment in apps.iter().flat_map(|app| &app.environments) {
        if environment.facts.target != Some(TargetKind::CloudFoundry) {
            continue;
        }
        any = true;
        let routes = environment.cloud_foundry().and_then(|foundry| {
            Ok((
                foundry,
                environment.stated(&foundry.routes, "cloudFoundry.routes")?,
            ))
        });
        match routes {
            Ok((foundry, routes)) => {
                let routes = routes.map_or(&[] as &[_], Vec::as_slice);
                if routes.is_empty() && foundry.no_route != Some(true) {
                    found.push(
                        violation("no route, and not `noRoute`")
                            .at("cloudFoundry")
                            .of(environment.app, environment.name),
                    );
                }
                for claim in routes {
                    owners
                        .entry(claim.route.trim_end_matches('/').to_ascii_lowercase())
                        .or_default()
                        .push(environment);
                }
            }
            Err(stop) => lacking = Some(stop),
        }
    }
    if !any {
        return NOT_APPLICABLE;
    }
    found.extend(shared(&owners, Clone::clone, "cloudFoundry"));
    match lacking {
        Some(stop) if found.is_empty() => Err(stop),
        _ => Ok(found),
    }
}

fn start_time(e: &EnvironmentView<'_>) -> Judged {
    // 60 s is the platform's own default.
    let seconds = e
        .stated(
            &e.cloud_foundry()?.start_seconds,
            "cloudFoundry.startSeconds",
        )?
        .copied()
        .unwrap_or(60);
    fails_if(seconds < 180, || format!("{seconds} s"))
}

fn unknown_variables(e: &EnvironmentView<'_>) -> Judged {
    let variables = e.variables()?;
    Ok(["FORCE_WRITE_ARTIFACTS", "DATABASE_ENDPOINT"]
        .into_iter()
        .filter(|name| variables.contains_key(*name))
        .map(|name| violation(name).about(name))
        .collect())
}

/// Stops unless it is SAP BTP.
fn sap(e: &EnvironmentView<'_>) -> Result<(), Stop> {
    match need(&e.cloud_foundry()?.sap_btp, "cloudFoundry.sapBtp")? {
        true => Ok(()),
        false => Err(Stop::NotApplicable),
    }
}

fn two_databases(e: &EnvironmentView<'_>) -> Judged {
    sap(e)?;
    let services = services(e)?;
    let both = services.values().any(|offering| is_postgres(offering))
        && services.values().any(|offering| is_hana(offering));
    fails_if(both, String::new)
}

fn xsuaa(e: &EnvironmentView<'_>) -> Judged {
    sap(e)?;
    let foundry = e.cloud_foundry()?;
    if !need(&foundry.single_sign_on, "cloudFoundry.singleSignOn")? {
        return NOT_APPLICABLE;
    }
    if !services(e)?
        .values()
        .any(|offering| offering.eq_ignore_ascii_case("xsuaa"))
    {
        return fails_if(true, || "no xsuaa instance is bound".to_owned());
    }
    let uris = e
        .stated(&foundry.redirect_uris, "cloudFoundry.redirectUris")?
        .map_or(&[] as &[String], Vec::as_slice);
    // A wildcard for the whole host lets any site receive a token.
    let named = uris.iter().any(|uri| {
        let host = uri
            .split_once("://")
            .map_or(uri.as_str(), |(_, rest)| rest)
            .split('/')
            .next()
            .unwrap_or("");
        !host.is_empty() && !matches!(host, "*" | "**")
    });
    fails_if(!named, || "`redirect-uris` names no host".to_owned())
}

fn standard(e: &EnvironmentView<'_>) -> Judged {
    sap(e)?;
    let mut found: Vec<_> = services(e)?
        .values()
        .filter(|offering| {
            is_database(offering)
                && !offering.eq_ignore_ascii_case("postgresql-db")
                && !is_hana(offering)
        })
        .map(|offering| violation(format!("the database is {offering}")).about(offering))
        .collect();
    let project = e.app_facts.project.as_ref();
    if let Some(modules) = project
        .and_then(|project| project.modules)
        .filter(|modules| *modules > 1)
    {
        if !need(
            &project.and_then(|project| project.mta_descriptor),
            "project.mtaDescriptor",
        )? {
            found.push(violation(format!(
                "{modules} modules without an MTA descriptor"
            )));
        }
    } else if found.is_empty() {
        need(
            &project.and_then(|project| project.modules),
            "project.modules",
        )?;
    }
    Ok(found)
}

fn weights(e: &EnvironmentView<'_>) -> Judged {
    let routes = need_ref(&e.cloud_foundry()?.routes, "cloudFoundry.routes")?;
    Ok(routes
        .iter()
        .filter_map(|claim| {
            Some(
                violation(format!("{} has the weight {}", claim.route, claim.weight?))
                    .about(&claim.route),
            )
        })
        .collect())
}
