//! Backups and restores.

use mendix_deploy_model::{
    landscapes::Tier,
    policies::{BackupFacts, FileStoreKind, RestoreFacts},
};

use super::{
    super::{
        rule::{
            Check::Environment, Judged, NOT_APPLICABLE, Rule, Stop, error, fails_if, need,
            need_ref, warning,
        },
        sets::{PRODUCTION, PROTECTED},
        view::EnvironmentView,
    },
    storage,
};

pub(super) const RULES: &[Rule] = &[
    error("MX-BAK-001", Environment(before_deployment))
        .tiers(PROTECTED)
        .says("No backup is younger than the start of the deployment", "Back up the database first.")
        .reads("backup.databaseBeforeDeployment", "G8, G10"),
    error("MX-BAK-002", Environment(both))
        .tiers(PRODUCTION)
        .says("Database and files are not backed up together", "Back up both.")
        .reads("backup.coversDatabase, coversFiles", "G10"),
    warning("MX-BAK-003", Environment(local_files))
        .says("Files are in no backup", "Add their folder to the routine.")
        .reads("storage, storage.backedUp", "G10"),
    warning("MX-BAK-004", Environment(drill))
        .tiers(PRODUCTION)
        .says("Nobody knows whether the backup can be restored", "Restore it for practice every 90 days.")
        .reads("backup.restoredAt, neverRestored, asOf", "G10, own"),
    error("MX-BAK-005", Environment(command))
        .says("The restore may stop half-way, or land in the wrong database", "Restore into an empty database, stop at errors, and name the database.")
        .reads("restore.command, database", "G10")
        .note("The guide's `pg_restore --clean` leaves a half-restored database when objects refer to each other, and ends without stopping at errors."),
    error("MX-BAK-006", Environment(direction))
        .says("Data would go the wrong way", "Anonymise it, or confirm the direction.")
        .reads("restore.sourceTier, anonymised, confirmed", "G11"),
];

fn backup<'a>(e: &EnvironmentView<'a>) -> Result<&'a BackupFacts, Stop> {
    need_ref(&e.facts.backup, "backup")
}

fn restore<'a>(e: &EnvironmentView<'a>) -> Result<&'a RestoreFacts, Stop> {
    need_ref(&e.facts.restore, "restore")
}

fn before_deployment(e: &EnvironmentView<'_>) -> Judged {
    let backup = backup(e)?;
    let before = need(
        &backup.database_before_deployment,
        "backup.databaseBeforeDeployment",
    )?;
    fails_if(!before, || {
        backup.database_age_hours.map_or(String::new(), |hours| {
            format!("the last one is {hours} hours old")
        })
    })
}

fn both(e: &EnvironmentView<'_>) -> Judged {
    let backup = backup(e)?;
    if storage::kind(e)? == FileStoreKind::Nothing {
        return NOT_APPLICABLE;
    }
    let database = need(&backup.covers_database, "backup.coversDatabase")?;
    let files = need(&backup.covers_files, "backup.coversFiles")?;
    fails_if(!(database && files), || match (database, files) {
        (true, _) => "the database only".to_owned(),
        (_, true) => "files only".to_owned(),
        _ => "neither".to_owned(),
    })
}

fn local_files(e: &EnvironmentView<'_>) -> Judged {
    if storage::kind(e)? != FileStoreKind::Local {
        return NOT_APPLICABLE;
    }
    fails_if(
        !need(&e.storage()?.backed_up, "storage.backedUp")?,
        String::new,
    )
}

fn drill(e: &EnvironmentView<'_>) -> Judged {
    let backup = backup(e)?;
    if backup.never_restored == Some(true) {
        return fails_if(true, || "it never was".to_owned());
    }
    let day = need(&backup.restored_at, "backup.restoredAt")?;
    let today = need(&e.as_of, "asOf")?;
    fails_if(today.days_since(day) > 90, || format!("last on {day}"))
}

fn command(e: &EnvironmentView<'_>) -> Judged {
    let restore = restore(e)?;
    let command = need_ref(&restore.command, "restore.command")?;
    let words: Vec<&str> = command.split_whitespace().collect();
    let has = |word: &str| {
        words
            .iter()
            .any(|known| *known == word || known.starts_with(&format!("{word}=")))
    };
    let program = words.iter().find_map(|word| {
        let name = word.rsplit('/').next().unwrap_or(word);
        ["pg_restore", "psql"]
            .into_iter()
            .find(|known| *known == name)
    });
    let mut wrong = Vec::new();
    match program {
        Some("pg_restore") => {
            if !has("--exit-on-error") && !has("-e") && !has("--single-transaction") && !has("-1") {
                wrong.push("it does not stop at errors");
            }
            if (has("--clean") || has("-c")) && !has("--if-exists") {
                wrong.push("--clean lacks --if-exists");
            }
            if !has("--clean") && !has("-c") && !has("--create") && !has("-C") {
                wrong.push("the target is not made empty");
            }
        }
        Some(_) => {
            if !command.contains("ON_ERROR_STOP=1") && !command.contains("ON_ERROR_STOP=on") {
                wrong.push("it does not stop at errors");
            }
        }
        None => return Err(Stop::Waits("a command of pg_restore or psql")),
    }
    let database = need_ref(&restore.database, "restore.database")?;
    let named = words
        .windows(2)
        .any(|pair| matches!(pair[0], "-d" | "--dbname") && pair[1] == database)
        || words.iter().any(|word| {
            word.strip_prefix("--dbname=")
                .or_else(|| word.strip_prefix("-d"))
                == Some(database)
        });
    if !named {
        wrong.push("it does not name the database");
    }
    fails_if(!wrong.is_empty(), || wrong.join(", "))
}

fn direction(e: &EnvironmentView<'_>) -> Judged {
    let restore = restore(e)?;
    let (source, target) = (need(&restore.source_tier, "restore.sourceTier")?, e.tier()?);
    let wrong = match (source == Tier::Production, target == Tier::Production) {
        (false, true) => true,
        (true, false) => !need(&restore.anonymised, "restore.anonymised")?,
        _ => false,
    };
    if !wrong {
        return Ok(Vec::new());
    }
    fails_if(restore.confirmed != Some(true), || {
        format!("from {source} to {target}")
    })
}
