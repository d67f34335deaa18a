//! What a program that was given secrets says.

use mendix_deploy_surface::model;

/// What a child process did. Secrets are taken out of both streams.
#[model(eq)]
pub struct CommandOutput {
    /// Exit code; absent when a signal ended it.
    pub exit_code: Option<i32>,
    /// What it wrote to standard output, at most 16 MiB.
    pub stdout: String,
    /// What it wrote to standard error, at most 16 MiB.
    pub stderr: String,
}
