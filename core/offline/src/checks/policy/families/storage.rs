//! File storage.

use std::collections::BTreeMap;

use mendix_deploy_model::{
    landscapes::TargetKind,
    policies::{CredentialForm, FileStoreFacts, FileStoreKind},
};

use super::{
    super::{
        rule::{
            Check::{Environment, Landscape},
            Judged, NOT_APPLICABLE, Rule, Stop, error, fails_if, need, need_ref, violation,
            warning,
        },
        sets::{BUILDPACK, CLOUD_FOUNDRY, PRODUCTION, PROTECTED, SHARED},
        view::{AppView, EnvironmentView},
    },
    database::shared,
};

pub(super) const RULES: &[Rule] = &[
    error("MX-STO-001", Environment(seen_by_all))
        .says(
            "Instances would not see each other's files",
            "Use an object store, or a volume that all of them share.",
        )
        .reads("replicas, storage", "G3, G4"),
    warning("MX-STO-002", Environment(local))
        .tiers(PROTECTED)
        .says(
            "Files are kept on the machine itself",
            "Use an object store.",
        )
        .reads("storage", "G3"),
    error("MX-STO-003", Environment(configured))
        .on(BUILDPACK)
        .tiers(SHARED)
        .says("Files vanish at every restart", "Configure a file storage.")
        .reads("storage", "G3"),
    error("MX-STO-004", Environment(complete))
        .says(
            "The settings of the object store are incomplete",
            "Set bucket, access key, its secret, and outside of Amazon the endpoint.",
        )
        .reads("storage", "G3, G5"),
    error("MX-STO-005", Landscape(own_store))
        .says(
            "Environments share file storage",
            "Give each a bucket or a prefix of its own.",
        )
        .reads("storage.bucket, prefix, path", "G11, G4"),
    error("MX-STO-006", Environment(same_backends))
        .says(
            "Instances differ in database or storage",
            "Define both once for all instances.",
        )
        .reads("replicas, sameBackends", "G4"),
    warning("MX-STO-007", Environment(versioned))
        .tiers(PRODUCTION)
        .says(
            "The object store keeps no old versions, so that files cannot be rolled back",
            "Switch versioning on.",
        )
        .reads("storage.versioned", "G10"),
    error("MX-STO-008", Environment(one_bucket))
        .on(CLOUD_FOUNDRY)
        .says(
            "Variables and bound store name different buckets",
            "Keep one of them.",
        )
        .reads("variables, cloudFoundry.boundBucket", "G5, own"),
];

pub(super) fn kind(e: &EnvironmentView<'_>) -> Result<FileStoreKind, Stop> {
    if let Some(kind) = e.facts.storage.as_ref().and_then(|storage| storage.storage) {
        return Ok(kind);
    }
    match e.facts.target {
        Some(TargetKind::MendixCloud) => Ok(FileStoreKind::Platform),
        _ => Err(Stop::Waits("storage")),
    }
}

pub(super) fn is_object_store(kind: FileStoreKind) -> bool {
    matches!(
        kind,
        FileStoreKind::S3 | FileStoreKind::AzureBlob | FileStoreKind::GoogleCloud
    )
}

fn seen_by_all(e: &EnvironmentView<'_>) -> Judged {
    e.many()?;
    if kind(e)? != FileStoreKind::Local {
        return Ok(Vec::new());
    }
    fails_if(
        !e.is_on(&e.storage()?.shared, "storage.shared")?,
        String::new,
    )
}

fn local(e: &EnvironmentView<'_>) -> Judged {
    fails_if(kind(e)? == FileStoreKind::Local, String::new)
}

fn configured(e: &EnvironmentView<'_>) -> Judged {
    let storage = e.stated(&e.facts.storage, "storage")?;
    let there = match storage {
        Some(storage) => e
            .stated(&storage.storage, "storage")?
            .is_some_and(|kind| *kind != FileStoreKind::Nothing),
        None => false,
    };
    fails_if(!there, String::new)
}

fn set(form: Option<&CredentialForm>) -> bool {
    form.is_some_and(|form| *form != CredentialForm::Unset)
}

fn complete(e: &EnvironmentView<'_>) -> Judged {
    if kind(e)? != FileStoreKind::S3 {
        return NOT_APPLICABLE;
    }
    let storage = e.storage()?;
    let mut missing = Vec::new();
    let key = set(e.stated(&storage.access_key, "storage.accessKey")?);
    if key && !set(e.stated(&storage.secret_key, "storage.secretKey")?) {
        missing.push("an access key without its secret");
    }
    if e.stated(&storage.bucket, "storage.bucket")?.is_none() {
        missing.push("no bucket");
    }
    let amazon = storage
        .amazon
        .unwrap_or(storage.endpoint.is_none() && e.facts.complete != Some(true));
    if !amazon && storage.endpoint.is_none() {
        missing.push("no endpoint, and it is not Amazon's");
    }
    fails_if(!missing.is_empty(), || missing.join(", "))
}

/// What tells one storage from another; nothing when it cannot be shared.
fn identity(
    e: &EnvironmentView<'_>,
    storage: &FileStoreFacts,
) -> Result<Option<(String, String, String)>, Stop> {
    let trimmed =
        |text: &Option<String>| text.as_deref().unwrap_or("").trim_matches('/').to_owned();
    Ok(match kind(e)? {
        FileStoreKind::Nothing | FileStoreKind::Platform => None,
        FileStoreKind::Local => {
            let path = need_ref(&storage.path, "storage.path")?;
            // The same path on two machines is two folders.
            let machine = match (storage.shared, &e.facts.host) {
                (Some(true), _) => String::new(),
                (_, Some(host)) => need(&host.name, "host.name")?,
                (_, None) => return Err(Stop::Waits("host.name")),
            };
            Some((
                machine,
                String::new(),
                path.trim_end_matches('/').to_owned(),
            ))
        }
        _ => {
            let bucket = need(&storage.bucket, "storage.bucket")?;
            Some((trimmed(&storage.endpoint), bucket, trimmed(&storage.prefix)))
        }
    })
}

fn own_store(apps: &[AppView<'_>]) -> Judged {
    let mut owners: BTreeMap<(String, String, String), Vec<&EnvironmentView<'_>>> = BTreeMap::new();
    let mut lacking = None;
    for environment in apps.iter().flat_map(|app| &app.environments) {
        let storage = environment.facts.storage.clone().unwrap_or_default();
        match identity(environment, &storage) {
            Ok(Some(identity)) => owners.entry(identity).or_default().push(environment),
            Ok(None) => {}
            Err(stop) => lacking = Some(stop),
        }
    }
    let shown = |(_, bucket, path): &(String, String, String)| format!("{bucket}/{path}");
    let found = shared(&owners, shown, "storage");
    match lacking {
        Some(stop) if found.is_empty() => Err(stop),
        _ => Ok(found),
    }
}

fn same_backends(e: &EnvironmentView<'_>) -> Judged {
    e.many()?;
    fails_if(!need(&e.facts.same_backends, "sameBackends")?, String::new)
}

fn versioned(e: &EnvironmentView<'_>) -> Judged {
    if !is_object_store(kind(e)?) {
        return NOT_APPLICABLE;
    }
    fails_if(
        !e.is_on(&e.storage()?.versioned, "storage.versioned")?,
        String::new,
    )
}

fn one_bucket(e: &EnvironmentView<'_>) -> Judged {
    let variables = e.variables()?;
    let bound = e.stated(&e.cloud_foundry()?.bound_bucket, "cloudFoundry.boundBucket")?;
    match (variables.get("S3_BUCKET_NAME"), bound) {
        (Some(named), Some(bound)) if named != bound => Ok(vec![
            violation(format!("{named} and {bound}")).about("S3_BUCKET_NAME"),
        ]),
        _ => Ok(Vec::new()),
    }
}
