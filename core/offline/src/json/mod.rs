//! Documents as JSON text: what is saved, and what digests of documents are made of.

pub(crate) mod unknown;

use mendix_deploy_model::{Error, ErrorCode, Result, document::Document};

/// The document as JSON, indented, with a line break at its end.
///
/// # Errors
///
/// `internal.defect`, which does not happen for the documents of this library.
pub fn to_json(document: &impl Document) -> Result<String> {
    let failed = |error| {
        Error::new(ErrorCode::InternalDefect, "the document cannot be written").with_source(error)
    };
    let mut text = match unknown::merged(document).map_err(failed)? {
        Some(merged) => serde_json::to_string_pretty(&merged),
        None => serde_json::to_string_pretty(document),
    }
    .map_err(failed)?;
    // The last field, and only one when it has something; then it stood above.
    if let Some(start) = text.strip_suffix(unknown::NONE) {
        text = format!("{start}\n}}");
    }
    text.push('\n');
    Ok(text)
}
