//! A set of resolved secrets: taken one by one, handed to a child process, taken out of text.

use std::{collections::BTreeMap, fmt, process::Stdio};

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    secrets::{CommandOutput, ResolutionReport},
};
use tokio::{io::AsyncReadExt as _, process::Command};

use super::{Scrubber, SecretValue};

/// The largest output of a child process that is kept, in bytes, of each stream.
const MOST_OUTPUT: u64 = 16 * 1024 * 1024;

/// Secrets by slot. Not printed; wiped when the last clone of each is dropped.
pub struct ResolvedSecrets {
    values: Vec<(String, SecretValue)>,
    report: ResolutionReport,
    scrubber: Scrubber,
}

impl fmt::Debug for ResolvedSecrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResolvedSecrets")
            .field("slots", &self.slots())
            .finish_non_exhaustive()
    }
}

impl ResolvedSecrets {
    pub(crate) fn new(values: Vec<(String, SecretValue)>, report: ResolutionReport) -> Self {
        let scrubber = Scrubber::new(values.iter().map(|(_, value)| value));
        Self {
            values,
            report,
            scrubber,
        }
    }

    /// The slots that have a value, in the order asked.
    #[must_use]
    pub fn slots(&self) -> Vec<&str> {
        self.values.iter().map(|(slot, _)| slot.as_str()).collect()
    }

    /// The secret of a slot.
    ///
    /// # Errors
    ///
    /// `input.invalid` for a slot that was not asked for, or whose optional secret is not there.
    pub fn get(&self, slot: &str) -> Result<&SecretValue> {
        self.values
            .iter()
            .find(|(name, _)| name == slot)
            .map(|(_, value)| value)
            .ok_or_else(|| {
                Error::new(
                    ErrorCode::InputInvalid,
                    format!("there is no secret for the slot `{slot}`"),
                )
                .with_context("slot", slot)
                .with_remedy(format!("Slots with a value: {}.", self.slots().join(", ")))
            })
    }

    /// What was read, without a value. Its versions are a lock: see [`super::ResolveOptions::lock`].
    #[must_use]
    pub fn report(&self) -> &ResolutionReport {
        &self.report
    }

    /// The text without these secrets, in plain and in the spellings that programs give them.
    #[must_use]
    pub fn scrub(&self, text: &str) -> String {
        self.scrubber.scrub(text)
    }

    /// Runs a program with secrets in its environment, and takes them out of what it says.
    ///
    /// `environment` maps names of variables to slots. The program inherits the other variables of this process. A secret
    /// is never part of the command line, which every user of a machine can read. Dropping the future ends the program.
    ///
    /// # Errors
    ///
    /// `input.invalid` for a slot without a value, a bad name of a variable, a value with a null byte, or a secret in
    /// `command`; `file.failed` when the program cannot be started.
    pub async fn run(
        &self,
        command: &[String],
        environment: &BTreeMap<String, String>,
    ) -> Result<CommandOutput> {
        let Some((program, arguments)) = command.split_first() else {
            return Err(Error::new(ErrorCode::InputInvalid, "the command is empty")
                .with_remedy("Give the program and its arguments."));
        };
        for (i, part) in command.iter().enumerate() {
            if self.scrub(part) != *part {
                return Err(Error::new(
                    ErrorCode::InputInvalid,
                    format!("part {i} of the command holds a secret, and every user of a machine can read command lines"),
                )
                .with_remedy("Hand the secret over in `environment`."));
            }
        }
        let mut child = Command::new(program);
        child
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        for (name, slot) in environment {
            if name.is_empty() || name.contains(['=', '\0']) {
                return Err(Error::new(
                    ErrorCode::InputInvalid,
                    "a variable's name is empty or holds `=`",
                ));
            }
            let value = self.get(slot)?.reveal();
            if value.contains('\0') {
                return Err(Error::new(
                    ErrorCode::InputInvalid,
                    format!(
                        "the secret of `{slot}` holds a null byte, which no variable can carry"
                    ),
                )
                .with_context("slot", slot));
            }
            child.env(name, value);
        }
        let failed = |error: std::io::Error| {
            Error::new(ErrorCode::FileFailed, format!("`{program}` cannot be run"))
                .with_source(error)
                .with_context("program", program)
        };
        let mut running = child.spawn().map_err(failed)?;
        let (stdout, stderr) = (running.stdout.take(), running.stderr.take());
        let (out, err, status) =
            tokio::join!(read(stdout), read(stderr), async { running.wait().await });
        let text = |bytes: Vec<u8>| {
            String::from_utf8_lossy(&self.scrubber.scrub_bytes(&bytes)).into_owned()
        };
        Ok(CommandOutput {
            exit_code: status.map_err(failed)?.code(),
            stdout: text(out.map_err(failed)?),
            stderr: text(err.map_err(failed)?),
        })
    }
}

/// Reads all of a stream and keeps the beginning.
async fn read(stream: Option<impl tokio::io::AsyncRead + Unpin>) -> std::io::Result<Vec<u8>> {
    let mut kept = Vec::new();
    if let Some(mut stream) = stream {
        (&mut stream)
            .take(MOST_OUTPUT)
            .read_to_end(&mut kept)
            .await?;
        // The rest is read too: a program that cannot write stands still.
        tokio::io::copy(&mut stream, &mut tokio::io::sink()).await?;
    }
    Ok(kept)
}
