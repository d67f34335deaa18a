//! Documents as files: saved and loaded as JSON, written for people and tools in the format that the file's name says.

use std::{
    collections::BTreeMap,
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    comparisons::Changes,
    configurations::ConfigurationComparison,
    document::Document,
    findings::Report,
    imports::ImportedLandscape,
    landscapes::LandscapeDocument,
    plans::{IncidentRecord, Plan, Release},
};
use serde_json::Value;

pub use crate::json::to_json;
use crate::{
    json::unknown,
    plan::read_plan,
    render::{self, Page, TextStyle},
};

/// The largest document that is read, in bytes.
const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// A document that is kept in a file.
pub trait DocumentFile: Document {
    /// Reads the document from its JSON.
    ///
    /// # Errors
    ///
    /// `document.invalid` when it is of another kind or damaged, `document.newer` when its format is newer.
    fn from_json(text: &str) -> Result<Self> {
        read(text)
    }

    /// Loads the document that [`DocumentFile::save`] wrote.
    ///
    /// # Errors
    ///
    /// As [`load`].
    fn load(path: impl AsRef<Path>) -> Result<Self> {
        load(path)
    }

    /// Saves the document as JSON. The file is replaced as a whole or not at all.
    ///
    /// # Errors
    ///
    /// `file.failed`.
    fn save(&self, path: impl AsRef<Path>) -> Result<()> {
        save(self, path)
    }

    /// Writes the document in the format that the file's name says, as [`write()`] does.
    ///
    /// # Errors
    ///
    /// `input.invalid` when the name says no format that this document has, `file.failed`.
    fn write(&self, path: impl AsRef<Path>) -> Result<()> {
        write(self, path)
    }

    /// The document on a page; absent when it is only data.
    fn page(&self) -> Option<Page> {
        None
    }

    /// Takes what a file had and this version has no field for, by JSON pointer, so that saving keeps it. Documents whose
    /// meaning depends on every field refuse instead, or drop it.
    fn keep_unknown(&mut self, _fields: BTreeMap<String, String>) {}

    /// The document as a report of findings, which more formats can hold.
    fn as_report(&self) -> Option<&Report> {
        None
    }
}

impl DocumentFile for Report {
    fn page(&self) -> Option<Page> {
        Some(render::report_page(self))
    }

    fn keep_unknown(&mut self, fields: BTreeMap<String, String>) {
        self.unknown_fields = fields;
    }

    fn as_report(&self) -> Option<&Report> {
        Some(self)
    }
}

impl DocumentFile for Plan {
    fn from_json(text: &str) -> Result<Self> {
        read_plan(text)
    }

    fn page(&self) -> Option<Page> {
        Some(render::plan_page(self))
    }
}

impl DocumentFile for IncidentRecord {
    fn page(&self) -> Option<Page> {
        Some(render::incident_page(self))
    }
}

impl DocumentFile for Release {
    fn page(&self) -> Option<Page> {
        Some(render::release_page(self))
    }
}

impl DocumentFile for Changes {
    fn page(&self) -> Option<Page> {
        Some(render::changes_page(self))
    }
}

impl DocumentFile for ConfigurationComparison {
    fn page(&self) -> Option<Page> {
        Some(render::comparison_page(self))
    }
}

impl DocumentFile for ImportedLandscape {
    fn page(&self) -> Option<Page> {
        Some(render::import_page(self))
    }
}

impl DocumentFile for LandscapeDocument {}

/// Reads a document: kind and version first, so that a newer one is refused by name and not by its first unknown field.
fn read<D: DocumentFile>(text: &str) -> Result<D> {
    let invalid = |message: String| Error::new(ErrorCode::DocumentInvalid, message);
    let value: Value = serde_json::from_str(text)
        .map_err(|error| invalid(format!("the {} is not JSON", D::KIND)).with_source(error))?;
    let kind = value.get("document").and_then(Value::as_str).unwrap_or("");
    if kind != D::KIND {
        let found: String = kind.chars().take(60).collect();
        return Err(invalid(format!(
            "expected a document of the kind \"{}\", found {found:?}",
            D::KIND
        )));
    }
    let Some(version) = value.get("version").and_then(Value::as_u64) else {
        return Err(invalid(format!("the {} does not say its version", D::KIND)));
    };
    if version > u64::from(D::VERSION) {
        let writer = value.get("writtenBy").and_then(Value::as_str);
        let writer: String = writer
            .unwrap_or("a newer version of mendix-deploy")
            .chars()
            .take(60)
            .collect();
        return Err(Error::new(
            ErrorCode::DocumentNewer,
            format!(
                "the {} has format version {version} and was written by {writer}; this version reads up to {}",
                D::KIND,
                D::VERSION
            ),
        ));
    }
    if version == 0 {
        return Err(invalid(format!("the {} has version 0", D::KIND)));
    }
    let mut document: D = serde_path_to_error::deserialize(&value).map_err(|error| {
        let path = error.path().to_string();
        invalid(format!("the {} is wrong at {path}", D::KIND)).with_source(error.into_inner())
    })?;
    let known = serde_json::to_value(&document).map_err(|error| {
        Error::new(ErrorCode::InternalDefect, "the document cannot be written").with_source(error)
    })?;
    document.keep_unknown(unknown::fields(&value, &known));
    Ok(document)
}

/// Saves a document as JSON. The file is replaced as a whole or not at all.
///
/// # Errors
///
/// `file.failed`.
pub fn save(document: &impl DocumentFile, path: impl AsRef<Path>) -> Result<()> {
    replace(path.as_ref(), to_json(document)?.as_bytes())
}

/// Loads a document that [`save`] wrote.
///
/// # Errors
///
/// `file.failed` when the file cannot be read, `document.invalid` and `document.newer`; for a plan also those of
/// [`read_plan`].
pub fn load<D: DocumentFile>(path: impl AsRef<Path>) -> Result<D> {
    let path = path.as_ref();
    let failed = |error: io::Error| {
        Error::new(
            ErrorCode::FileFailed,
            format!("{} cannot be read: {error}", path.display()),
        )
        .with_source(error)
    };
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(failed)?;
    file.take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    let invalid = |why: &str| {
        Error::new(
            ErrorCode::DocumentInvalid,
            format!("{} {why}", path.display()),
        )
    };
    if bytes.len() as u64 > MAX_BYTES {
        return Err(invalid("is larger than a document can be"));
    }
    let text = String::from_utf8(bytes).map_err(|_| invalid("is not UTF-8"))?;
    let document = D::from_json(text.trim_start_matches('\u{FEFF}'));
    document.map_err(|error| error.with_context("file", path.display()))
}

/// Writes a document in the format that the file's name says: `.json`, `.txt`, `.md`, `.html`, and for a report
/// `.sarif` (also `.sarif.json`), `.xml` (JUnit) and `…code-quality….json` (GitLab). The file is replaced as a whole or not at all.
///
/// # Errors
///
/// `input.invalid` when the name says no format that this document has, `file.failed`.
pub fn write(document: &impl DocumentFile, path: impl AsRef<Path>) -> Result<()> {
    let path = path.as_ref();
    replace(path, format_for(document, path)?.as_bytes())
}

/// A document as text in one of the formats `text`, `ascii` (text for consoles without box characters), `markdown`, `html`
/// (a fragment), `json`, and for a report `sarif`, `junit`,
/// `github` (annotations) and `gitlab` (code quality). A document that is only data is JSON as text.
///
/// # Errors
///
/// `input.invalid` for another format, or one that this document does not have.
pub fn render_as<D: DocumentFile>(document: &D, format: &str) -> Result<String> {
    let page = document.page();
    Ok(match (format, page, document.as_report()) {
        ("json", ..) | ("text" | "ascii", None, _) => to_json(document)?,
        ("text", Some(page), _) => render::text(&page, TextStyle::default()),
        ("ascii", Some(page), _) => render::text(
            &page,
            TextStyle {
                unicode: false,
                ..TextStyle::default()
            },
        ),
        ("markdown", Some(page), _) => render::markdown(&page),
        ("html", Some(page), _) => render::html(&page),
        ("sarif", _, Some(report)) => render::sarif(report),
        ("junit", _, Some(report)) => render::junit(report),
        ("github", _, Some(report)) => render::github(report),
        ("gitlab", _, Some(report)) => render::gitlab(report),
        _ => {
            return Err(Error::new(
                ErrorCode::InputInvalid,
                format!("a {} has no format `{format}`", D::KIND),
            )
            .with_remedy(
                "Formats are text, ascii, markdown, html, json, and for a report sarif, junit, github and gitlab.",
            ));
        }
    })
}

fn format_for<D: DocumentFile>(document: &D, path: &Path) -> Result<String> {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().to_ascii_lowercase())
        .unwrap_or_default();
    let page = document.page();
    let report = document.as_report();
    if name.ends_with(".sarif") || name.ends_with(".sarif.json") {
        if let Some(report) = report {
            return Ok(render::sarif(report));
        }
    } else if name.ends_with(".json") {
        // GitLab's own name is gl-code-quality-report.json.
        if let Some(report) = report
            && (name.contains("code-quality") || name.contains("codequality"))
        {
            return Ok(render::gitlab(report));
        }
        return to_json(document);
    } else if name.ends_with(".xml") {
        if let Some(report) = report {
            return Ok(render::junit(report));
        }
    } else if let Some(page) = page {
        if name.ends_with(".md") {
            return Ok(render::markdown(&page));
        } else if name.ends_with(".html") || name.ends_with(".htm") {
            return Ok(format!(
                "<!doctype html>\n<meta charset=\"utf-8\">\n{}",
                render::html(&page)
            ));
        } else if name.ends_with(".txt") {
            return Ok(render::text(&page, TextStyle::default()));
        }
    }
    let known = match (report.is_some(), document.page().is_some()) {
        (true, _) => ".json, .txt, .md, .html, .sarif, .xml",
        (_, true) => ".json, .txt, .md, .html",
        _ => ".json",
    };
    Err(Error::new(
        ErrorCode::InputInvalid,
        format!(
            "{} does not say in which format the {} is wanted",
            path.display(),
            D::KIND
        ),
    )
    .with_remedy(format!("Use a name that ends in one of {known}.")))
}

/// Writes beside the file and renames, so that nobody ever reads half of it.
fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let failed = |error: io::Error| {
        Error::new(
            ErrorCode::FileFailed,
            format!("{} cannot be written: {error}", path.display()),
        )
        .with_source(error)
    };
    let (mut file, beside) = create_beside(path).map_err(failed)?;
    let written = file
        .write_all(bytes)
        .and_then(|()| file.sync_all())
        .and_then(|()| {
            drop(file);
            fs::rename(&beside, path)
        });
    written.map_err(|error| {
        // The failure is what is reported; a file left beside is only untidy.
        let _ = fs::remove_file(&beside);
        failed(error)
    })
}

/// A new file in the same folder: a rename is atomic within a file system only.
fn create_beside(path: &Path) -> io::Result<(File, PathBuf)> {
    let name = path
        .file_name()
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "the path names no file"))?;
    for number in 0..1_000_u32 {
        let mut beside = std::ffi::OsString::from(".");
        beside.push(name);
        beside.push(format!(".{}-{number}.tmp", std::process::id()));
        let beside = path.with_file_name(beside);
        match OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&beside)
        {
            Ok(file) => return Ok((file, beside)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::new(
        io::ErrorKind::AlreadyExists,
        "too many unfinished files beside it",
    ))
}
