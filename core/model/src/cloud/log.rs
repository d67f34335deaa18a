//! Archived logs.

use mendix_deploy_surface::model;

/// One line of an archived log. The format of lines is not documented: what cannot be told is absent.
#[model(eq)]
pub struct LogLine {
    /// Number of the line in the file, from 1.
    pub number: u64,
    /// When it was written, as it stands in the line.
    pub time: Option<String>,
    /// Level, such as `INFO`.
    pub level: Option<String>,
    /// Log node, such as `Core`.
    pub node: Option<String>,
    /// The message, or the whole line when it has no known form.
    pub message: String,
}
