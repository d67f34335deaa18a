//! Planted secrets are searched for in everything the suite prints and writes.
//!
//! The emulator's key and token carry the marker, and so do the secrets that tests make up.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    context::Context,
    suite::{self, Outcome},
};

/// What every planted secret contains. In two parts, so that this file is not a find.
const MARKER: &str = concat!("planted", "-secret");

/// The languages whose tests trace into a file of the folder, at the finest level.
const TRACED: [&str; 2] = ["python", "node"];

/// Has a command of the suite write everything it logs into the folder.
pub(crate) fn traced(context: &Context, language: &str, mut command: Command) -> Command {
    command.env("MENDIX_DEPLOY_TRACE", trace(context, language));
    command
}

fn trace(context: &Context, language: &str) -> PathBuf {
    context.artifacts().join(format!("trace-{language}.log"))
}

/// Empties the folder of what the suite writes, and has every output kept there.
pub(crate) fn begin(context: &Context) -> Result<(), String> {
    let folder = context.artifacts();
    match fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(format!("{}: {error}", folder.display()));
        }
        _ => {}
    }
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    suite::keep_output_in(folder);
    Ok(())
}

/// Fails with the files that hold a planted secret. Finding nothing to search is a failure too.
pub(crate) fn search(context: &Context) -> Outcome {
    let mut searched = 0;
    let mut finds = Vec::new();
    if let Err(error) = walk(&context.artifacts(), &mut searched, &mut finds) {
        return Outcome::Failed(error);
    }
    if searched == 0 {
        return Outcome::Failed("the suite left nothing to search".to_owned());
    }
    for language in TRACED {
        let path = trace(context, language);
        // A trace that tells no call would be searched in vain.
        if !fs::read(&path).is_ok_and(|bytes| contains(&bytes, b"mendix_deploy.call")) {
            return Outcome::Failed(format!("{} tells no call", path.display()));
        }
    }
    if finds.is_empty() {
        println!("   {searched} files searched");
        return Outcome::Passed;
    }
    Outcome::Failed(format!("a planted secret stands in\n{}", finds.join("\n")))
}

fn walk(folder: &Path, searched: &mut usize, finds: &mut Vec<String>) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            walk(&path, searched, finds)?;
            continue;
        }
        let bytes = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        *searched += 1;
        if holds(&bytes) {
            finds.push(path.display().to_string());
        }
    }
    Ok(())
}

fn holds(bytes: &[u8]) -> bool {
    contains(bytes, MARKER.as_bytes())
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_planted_secret_is_found() {
        assert!(holds(format!("key = {MARKER}-1").as_bytes()));
        assert!(!holds(b"planted, but no secret"));
    }
}
