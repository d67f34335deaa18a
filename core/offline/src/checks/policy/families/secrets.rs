//! Secrets, and who reaches what.

use std::collections::BTreeMap;

use mendix_deploy_model::{
    landscapes::{ConstantValue, Tier},
    policies::{RepositoryFacts, SecretDelivery, SecretFacts},
};

use super::super::{
    rule::{
        Check::{App, Environment},
        Judged, NOT_APPLICABLE, Rule, Stop, Violation, error, fails_if, need, need_ref, violation,
        warning,
    },
    sets::{CLUSTER, PRODUCTION, PROTECTED},
    view::{AppView, EnvironmentView},
};

pub(super) const RULES: &[Rule] = &[
    error("MX-SEC-001", App(tracked))
        .says("A secret is under version control", "Remove it from the history, and rotate it.")
        .reads("repository.trackedFiles, filesWithSecrets", "G12"),
    error("MX-SEC-002", App(ignored))
        .says("Environment files are not ignored", "Add `.env*` to `.gitignore`.")
        .reads("repository.ignored", "G12"),
    warning("MX-SEC-003", App(rotated))
        .says("A secret was not rotated for more than 90 days", "Rotate it.")
        .reads("secrets.rotatedAt, asOf", "G12"),
    error("MX-SEC-004", App(own_secret))
        .says("Environments share a secret", "Give each one of its own.")
        .reads("secrets.environments, fingerprint; constants", "G12, G11"),
    error("MX-SEC-005", App(not_of_production))
        .says("A secret of production is used outside of it", "Replace it.")
        .reads("secrets.environments, fingerprint; constants", "G11"),
    error("MX-SEC-006", App(encrypted))
        .says("The store does not encrypt what it keeps", "Use another one.")
        .reads("secrets.encryptedAtRest", "G12"),
    warning("MX-SEC-007", App(audited))
        .says("Nobody records who reads a secret", "Switch the audit log on.")
        .reads("secrets.audited", "G12"),
    error("MX-SEC-008", App(narrow))
        .says("More people than needed may read a secret", "Narrow its access.")
        .reads("secrets.readers", "G12"),
    warning("MX-SEC-009", App(break_glass))
        .says("Nothing says what to do when the secret store is down", "Write the procedure down.")
        .reads("breakGlass", "G12"),
    warning("MX-SEC-010", App(delivery))
        .says("A secret shows in process lists and histories", "Hand it over in a file, or on standard input.")
        .reads("secrets.delivery", "G12"),
    error("MX-SEC-011", App(manifests))
        .says("A Kubernetes Secret with its values is under version control", "Use an external store, or seal it.")
        .reads("repository.literalSecretManifests", "G12"),
    warning("MX-SEC-012", App(paths))
        .says("The path does not name the environment, so that it may be another one's secret", "Keep secrets under `…/environment/…`.")
        .reads("secrets.store, path, environments", "G12"),
    error("MX-SEC-013", Environment(database_access))
        .tiers(PRODUCTION)
        .says("Developers reach the database of production", "Take their access away.")
        .reads("databaseAccess", "G11"),
    warning("MX-SEC-014", Environment(access))
        .says("More people than usual have access", "Narrow it: developers in development, the team in test, stakeholders and QA in acceptance, users in production.")
        .reads("accessGroups", "G11, E"),
    error("MX-SEC-015", Environment(maintenance))
        .tiers(PROTECTED)
        .says("Access for maintenance is left over", "Switch the debugger off, and remove `ADMIN_PASSWORD` after the first start.")
        .reads("debugger, adminPasswordKept", "G3, own"),
];

fn repository<'a>(app: &AppView<'a>) -> Result<&'a RepositoryFacts, Stop> {
    need_ref(&app.facts.repository, "repository")
}

fn secrets<'a>(app: &AppView<'a>) -> Result<&'a [SecretFacts], Stop> {
    match app.facts.secrets.as_deref() {
        Some([]) => Err(Stop::NotApplicable),
        Some(secrets) => Ok(secrets),
        None => Err(Stop::Waits("secrets")),
    }
}

/// Holds each secret against `check`; one that lacks a fact stops the rule unless another one breaks it.
fn each(app: &AppView<'_>, check: impl Fn(&SecretFacts) -> Result<Option<String>, Stop>) -> Judged {
    let (mut found, mut lacking) = (Vec::new(), None);
    for secret in secrets(app)? {
        match check(secret) {
            Ok(Some(detail)) => {
                let detail = if detail.is_empty() {
                    secret.id.clone()
                } else {
                    format!("{}: {detail}", secret.id)
                };
                found.push(violation(detail).about(&secret.id));
            }
            Ok(None) | Err(Stop::NotApplicable) => {}
            Err(stop) => lacking = Some(stop),
        }
    }
    match lacking {
        Some(stop) if found.is_empty() => Err(stop),
        _ => Ok(found),
    }
}

fn tracked(app: &AppView<'_>) -> Judged {
    let repository = repository(app)?;
    let files = need_ref(&repository.tracked_files, "repository.trackedFiles")?;
    let secret_file = |path: &&String| {
        let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
        let sample = [".example", ".sample", ".template", ".dist"]
            .iter()
            .any(|end| name.ends_with(end));
        let environment = name == ".env" || name.starts_with(".env.");
        let key = [".pem", ".key", ".p12", ".pfx", ".jks", ".keystore", ".kdbx"]
            .iter()
            .any(|end| name.ends_with(end));
        !sample
            && (environment
                || key
                || matches!(
                    name.as_str(),
                    "id_rsa"
                        | "id_ed25519"
                        | ".pgpass"
                        | ".netrc"
                        | "passwords.txt"
                        | "password.txt"
                ))
    };
    let mut found: Vec<Violation> = files
        .iter()
        .filter(secret_file)
        .map(|path| violation(path.clone()).about(path))
        .collect();
    match &repository.files_with_secrets {
        Some(more) => found.extend(
            more.iter()
                .map(|path| violation(format!("{path} looks as if it held one")).about(path)),
        ),
        None if found.is_empty() => return Err(Stop::Waits("repository.filesWithSecrets")),
        None => {}
    }
    Ok(found)
}

fn ignored(app: &AppView<'_>) -> Judged {
    let lines = need_ref(&repository(app)?.ignored, "repository.ignored")?;
    let covers = |line: &String| {
        matches!(
            line.trim()
                .trim_start_matches(['/', '*'])
                .trim_start_matches('/'),
            ".env" | ".env*" | ".env.*"
        )
    };
    fails_if(!lines.iter().any(covers), String::new)
}

fn rotated(app: &AppView<'_>) -> Judged {
    let today = app.environments.first().and_then(|e| e.as_of);
    each(app, |secret| {
        let day = need(&secret.rotated_at, "secrets.rotatedAt")?;
        let today = need(&today, "asOf")?;
        Ok((today.days_since(day) > 90).then(|| format!("last on {day}")))
    })
}

/// Environments by secret: what the caller states, and the references of constants.
fn users<'a>(app: &AppView<'a>) -> Result<BTreeMap<String, Vec<&'a str>>, Stop> {
    let mut by_secret: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let mut add = |key: String, environment: &'a str| {
        let users = by_secret.entry(key).or_default();
        if !users.contains(&environment) {
            users.push(environment);
        }
    };
    for e in &app.environments {
        for value in need_ref(&e.facts.constants, "constants")?.values() {
            if let ConstantValue::SecretReference { reference } = value {
                add(reference.clone(), e.name);
            }
        }
    }
    for secret in app.facts.secrets.as_deref().unwrap_or(&[]) {
        for environment in secret.environments.as_deref().unwrap_or(&[]) {
            add(secret.id.clone(), environment);
            if let Some(fingerprint) = &secret.fingerprint {
                add(format!("the value of {fingerprint}"), environment);
            }
        }
    }
    Ok(by_secret)
}

fn shared<'a>(app: &AppView<'a>) -> Result<Vec<(String, Vec<&'a str>)>, Stop> {
    let shared: Vec<_> = users(app)?
        .into_iter()
        .filter(|(_, users)| users.len() > 1)
        .collect();
    // References that differ may still hold one value: only fingerprints tell.
    if shared.is_empty() {
        for secret in secrets(app)? {
            need_ref(&secret.environments, "secrets.environments")?;
            need_ref(&secret.fingerprint, "secrets.fingerprint")?;
        }
    }
    Ok(shared)
}

fn own_secret(app: &AppView<'_>) -> Judged {
    Ok(shared(app)?
        .into_iter()
        .map(|(secret, users)| violation(format!("{secret} in {}", users.join(", "))).about(secret))
        .collect())
}

fn not_of_production(app: &AppView<'_>) -> Judged {
    let production: Vec<&str> = app.of_tier(Tier::Production).map(|e| e.name).collect();
    if production.is_empty() {
        return NOT_APPLICABLE;
    }
    let mut found = Vec::new();
    for (secret, users) in shared(app)? {
        if !users.iter().any(|user| production.contains(user)) {
            continue;
        }
        for user in users.iter().filter(|user| !production.contains(user)) {
            found.push(
                violation(format!("{secret} in {user}"))
                    .about(secret.as_str())
                    .of(app.name, user),
            );
        }
    }
    Ok(found)
}

fn encrypted(app: &AppView<'_>) -> Judged {
    each(app, |secret| {
        Ok((!need(&secret.encrypted_at_rest, "secrets.encryptedAtRest")?).then(String::new))
    })
}

fn audited(app: &AppView<'_>) -> Judged {
    each(app, |secret| {
        Ok((!need(&secret.audited, "secrets.audited")?).then(String::new))
    })
}

fn is_developers(group: &str) -> bool {
    let lower = group.to_ascii_lowercase();
    lower == "dev"
        || lower == "devs"
        || lower.starts_with("developer")
        || lower.ends_with("-dev")
        || lower.ends_with("-devs")
        || lower.ends_with("developers")
}

fn narrow(app: &AppView<'_>) -> Judged {
    let production: Vec<&str> = app.of_tier(Tier::Production).map(|e| e.name).collect();
    each(app, |secret| {
        let readers = need_ref(&secret.readers, "secrets.readers")?;
        if let Some(wide) = readers
            .iter()
            .find(|reader| matches!(reader.as_str(), "*" | "store"))
        {
            return Ok(Some(format!("{wide} may read it")));
        }
        let developers = readers.iter().find(|reader| is_developers(reader));
        let Some(developers) = developers else {
            return Ok(None);
        };
        let used = need_ref(&secret.environments, "secrets.environments")?;
        Ok(used
            .iter()
            .any(|name| production.contains(&name.as_str()))
            .then(|| format!("{developers} may read it")))
    })
}

fn break_glass(app: &AppView<'_>) -> Judged {
    fails_if(!need(&app.facts.break_glass, "breakGlass")?, || {
        app.name.to_owned()
    })
}

fn delivery(app: &AppView<'_>) -> Judged {
    each(app, |secret| {
        let delivery = need(&secret.delivery, "secrets.delivery")?;
        Ok((delivery == SecretDelivery::Argument).then(|| "it is an argument".to_owned()))
    })
}

fn manifests(app: &AppView<'_>) -> Judged {
    let manifests = need_ref(
        &repository(app)?.literal_secret_manifests,
        "repository.literalSecretManifests",
    )?;
    let on_cluster = app.environments.iter().any(|e| {
        e.facts
            .target
            .is_some_and(|target| CLUSTER.contains(&target))
    });
    if manifests.is_empty() && !on_cluster {
        return NOT_APPLICABLE;
    }
    Ok(manifests
        .iter()
        .map(|path| violation(path.clone()).about(path))
        .collect())
}

fn paths(app: &AppView<'_>) -> Judged {
    each(app, |secret| {
        let store = need_ref(&secret.store, "secrets.store")?.to_ascii_lowercase();
        if matches!(store.as_str(), "env" | "file" | "kubernetes") {
            return Ok(None);
        }
        let path = need_ref(&secret.path, "secrets.path")?;
        let environments = need_ref(&secret.environments, "secrets.environments")?;
        let parts: Vec<&str> = path.split(['/', '-', '_', '.']).collect();
        let missing = environments.iter().find(|name| {
            !parts.contains(&name.as_str()) && !path.split('/').any(|part| part == *name)
        });
        Ok(missing.map(|name| format!("{path} does not name {name}")))
    })
}

fn database_access(e: &EnvironmentView<'_>) -> Judged {
    let groups = need_ref(&e.facts.database_access, "databaseAccess")?;
    Ok(groups
        .iter()
        .filter(|group| is_developers(group))
        .map(|group| violation(group.clone()).about(group))
        .collect())
}

fn access(e: &EnvironmentView<'_>) -> Judged {
    let allowed: &[&str] = match e.tier()? {
        Tier::Development => &["developers"],
        Tier::Test => &["developers", "testers", "team"],
        Tier::Acceptance => &["stakeholders", "qa", "testers"],
        Tier::Production => &["users", "end-users", "operations"],
        Tier::Sandbox => return NOT_APPLICABLE,
    };
    let groups = need_ref(&e.facts.access_groups, "accessGroups")?;
    // A team's own names end in the usual word: `orders-developers`.
    let fits = |group: &str| {
        let lower = group.to_ascii_lowercase();
        allowed
            .iter()
            .any(|word| lower == *word || lower.ends_with(&format!("-{word}")))
    };
    Ok(groups
        .iter()
        .filter(|group| !fits(group))
        .map(|group| violation(group.clone()).about(group))
        .collect())
}

fn maintenance(e: &EnvironmentView<'_>) -> Judged {
    let mut left = Vec::new();
    if e.is_on(&e.facts.debugger, "debugger")? {
        left.push("the debugger is on");
    }
    if e.is_on(&e.facts.admin_password_kept, "adminPasswordKept")? {
        left.push("ADMIN_PASSWORD is still set");
    }
    fails_if(!left.is_empty(), || left.join(", "))
}
