//! Runs named checks one after the other, tells what each did, and counts.

use std::{
    path::PathBuf,
    process::{Command, Output, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
    time::Instant,
};

/// What became of a check.
pub(crate) enum Outcome {
    Passed,
    /// It could not be made; the reason.
    Skipped(String),
    Failed(String),
}

/// A named check.
pub(crate) struct Check<'a> {
    pub(crate) name: &'static str,
    pub(crate) run: Box<dyn Fn() -> Outcome + 'a>,
}

impl<'a> Check<'a> {
    pub(crate) fn new(name: &'static str, run: impl Fn() -> Outcome + 'a) -> Self {
        Self {
            name,
            run: Box::new(run),
        }
    }
}

/// Runs all checks and prints a line for each, then the count. With `strict`, a skipped check is a failure.
pub(crate) fn run(checks: &[Check<'_>], strict: bool) -> Result<(), String> {
    let started = Instant::now();
    let (mut passed, mut failed, mut skipped) = (0, Vec::new(), Vec::new());
    for check in checks {
        println!("── {}", check.name);
        let begun = Instant::now();
        let outcome = (check.run)();
        let seconds = begun.elapsed().as_secs_f32();
        match outcome {
            Outcome::Passed => {
                passed += 1;
                println!("   ok, {seconds:.1} s");
            }
            Outcome::Skipped(reason) => {
                println!("   SKIPPED: {reason}");
                skipped.push(check.name);
            }
            Outcome::Failed(message) => {
                println!("   FAILED after {seconds:.1} s\n{}", indented(&message));
                failed.push(check.name);
            }
        }
    }
    println!("\n{:.0} s in all", started.elapsed().as_secs_f32());
    for name in &skipped {
        println!("skipped: {name}");
    }
    for name in &failed {
        println!("failed: {name}");
    }
    println!(
        "{passed} passed, {} failed, {} skipped",
        failed.len(),
        skipped.len()
    );
    match (failed.len(), skipped.len()) {
        (0, 0) => Ok(()),
        (0, _) if !strict => Ok(()),
        (0, n) => Err(format!("{n} skipped, and --strict counts that as failure")),
        (n, _) => Err(format!("{n} failed")),
    }
}

/// Where every output is kept, once somebody asked for it.
static KEPT: OnceLock<PathBuf> = OnceLock::new();
static NUMBER: AtomicUsize = AtomicUsize::new(0);

/// From now on, what commands print is kept in this folder, a file for each.
pub(crate) fn keep_output_in(folder: PathBuf) {
    // Asked for once per process; a second folder would be a defect of the caller, and the first one stays.
    let _ = KEPT.set(folder);
}

fn keep(output: &Output) {
    let Some(folder) = KEPT.get() else { return };
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    for (name, bytes) in [("out", &output.stdout), ("err", &output.stderr)] {
        let path = folder.join(format!("output-{number:03}.{name}"));
        if let Err(error) = std::fs::write(&path, bytes) {
            println!("   {} cannot be written: {error}", path.display());
        }
    }
}

/// Runs a command quietly; its output is shown when it fails.
pub(crate) fn quietly(mut command: Command) -> Outcome {
    let output = command.stdin(Stdio::null()).output();
    if let Ok(output) = &output {
        keep(output);
    }
    match output {
        Ok(output) if output.status.success() => Outcome::Passed,
        Ok(output) => Outcome::Failed(format!(
            "{} ended with {}\n{}{}",
            described(&command),
            output.status,
            tail(&String::from_utf8_lossy(&output.stdout)),
            tail(&String::from_utf8_lossy(&output.stderr)),
        )),
        Err(error) => Outcome::Failed(format!(
            "{} could not be started: {error}",
            described(&command)
        )),
    }
}

/// Runs a command with its output shown.
pub(crate) fn openly(mut command: Command) -> Result<(), String> {
    let status = command
        .stdin(Stdio::null())
        .status()
        .map_err(|error| format!("{} could not be started: {error}", described(&command)))?;
    if status.success() {
        return Ok(());
    }
    Err(format!("{} ended with {status}", described(&command)))
}

/// All outcomes must pass; the first that does not is the answer.
pub(crate) fn all(outcomes: impl IntoIterator<Item = Outcome>) -> Outcome {
    outcomes
        .into_iter()
        .find(|outcome| !matches!(outcome, Outcome::Passed))
        .unwrap_or(Outcome::Passed)
}

impl From<Result<(), String>> for Outcome {
    fn from(result: Result<(), String>) -> Self {
        match result {
            Ok(()) => Self::Passed,
            Err(message) => Self::Failed(message),
        }
    }
}

fn described(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The last part of a long output: the failure is at its end.
fn tail(text: &str) -> String {
    const LINES: usize = 200;
    let lines: Vec<&str> = text.lines().collect();
    let from = lines.len().saturating_sub(LINES);
    let cut = if from > 0 {
        format!("[{from} lines left out]\n")
    } else {
        String::new()
    };
    format!("{cut}{}\n", lines[from..].join("\n"))
}

fn indented(text: &str) -> String {
    text.lines()
        .map(|line| format!("   | {line}"))
        .collect::<Vec<_>>()
        .join("\n")
}
