//! What the platform reads out of a package, and a writer for packages that nobody uploaded.
//!
//! Own reading, on purpose: shared code would share its mistakes with the client.

use std::{
    fs::File,
    io::{self, Read, Write},
};

use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use rawzip::{CompressionMethod, RECOMMENDED_BUFFER_SIZE, ReaderAt, ZipArchive, ZipArchiveWriter};
use serde::{Deserialize, Serialize};
use serde_json::json;

const METADATA: &str = "model/metadata.json";
const MODEL: &str = "model/model.mdp";
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
const MAX_METADATA: u64 = 16 * 1024 * 1024;

/// The part of a package's metadata that changes how an environment behaves.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Metadata {
    #[serde(alias = "ModelVersion")]
    pub(crate) model_version: String,
    #[serde(alias = "RuntimeVersion")]
    pub(crate) runtime_version: String,
    #[serde(alias = "Constants")]
    pub(crate) constants: Vec<Constant>,
    #[serde(alias = "ScheduledEvents")]
    pub(crate) scheduled_events: Vec<ScheduledEvent>,
    /// Which database structure the package wants. Told apart by this text only.
    pub(crate) model: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Constant {
    #[serde(alias = "Name")]
    pub(crate) name: String,
    #[serde(alias = "Type", rename = "type")]
    pub(crate) kind: String,
    #[serde(alias = "DefaultValue")]
    pub(crate) default_value: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct ScheduledEvent {
    #[serde(alias = "Name")]
    pub(crate) name: String,
    #[serde(alias = "Enabled")]
    pub(crate) enabled: bool,
}

impl Metadata {
    /// The database structure that this package wants.
    pub(crate) fn database_model(&self) -> String {
        self.model
            .clone()
            .unwrap_or_else(|| self.model_version.clone())
    }
}

/// Reads an uploaded file. `None` is what the platform calls an invalid package.
pub(crate) fn read(file: File, length: u64) -> Option<Metadata> {
    let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
    let archive = rawzip::ZipLocator::new()
        .locate_in_reader(rawzip::FileReader::from(file), &mut buffer, length)
        .ok()?;
    let mut metadata = None;
    let mut model = None;
    let mut entries = archive.entries(&mut buffer);
    while let Some(entry) = entries.next_entry().ok()? {
        let path = entry.file_path();
        let name: &[u8] = path.as_ref();
        if name == METADATA.as_bytes() {
            metadata = Some((entry.wayfinder(), entry.compression_method()));
        } else if name == MODEL.as_bytes() {
            model = Some(entry.crc32());
        }
    }
    let (wayfinder, method) = metadata?;
    let text = inflate(&archive, wayfinder, method)?;
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&text);
    let mut metadata: Metadata = serde_json::from_slice(text).ok()?;
    if let Some(crc) = model {
        metadata.model = Some(format!("{}+{crc:08x}", metadata.model_version));
    }
    Some(metadata)
}

fn inflate<R: ReaderAt>(
    archive: &ZipArchive<R>,
    wayfinder: rawzip::ZipArchiveEntryWayfinder,
    method: CompressionMethod,
) -> Option<Vec<u8>> {
    let size = wayfinder.uncompressed_size_hint();
    if size > MAX_METADATA {
        return None;
    }
    let entry = archive.get_entry(wayfinder).ok()?;
    let mut bytes = Vec::new();
    let mut take = |reader: &mut dyn Read| reader.take(MAX_METADATA + 1).read_to_end(&mut bytes);
    match method {
        CompressionMethod::STORE => take(&mut entry.reader()).ok()?,
        CompressionMethod::DEFLATE => take(&mut DeflateDecoder::new(entry.reader())).ok()?,
        _ => return None,
    };
    (bytes.len() as u64 == size).then_some(bytes)
}

/// A small package with the given metadata, as a build makes it.
pub(crate) fn write(metadata: &Metadata, app: &str) -> io::Result<Vec<u8>> {
    let constants: Vec<_> = metadata
        .constants
        .iter()
        .map(|constant| {
            let mut entry =
                json!({"Name": constant.name, "Type": constant.kind, "Description": ""});
            if let Some(value) = &constant.default_value {
                entry["DefaultValue"] = json!(value);
            }
            entry
        })
        .collect();
    let events: Vec<_> = metadata
        .scheduled_events
        .iter()
        .map(|event| json!({"Name": event.name, "Enabled": event.enabled}))
        .collect();
    let text = json!({
        "RuntimeVersion": metadata.runtime_version,
        "ProjectName": app,
        "ModelVersion": metadata.model_version,
        "Description": "",
        "AdminUser": "MxAdmin",
        "Roles": {},
        "Constants": constants,
        "ScheduledEvents": events,
        "RequestHandlers": [],
    });
    let mut archive = ZipArchiveWriter::new(Vec::new());
    let (mut entry, config) = archive
        .new_file(METADATA)
        .compression_method(CompressionMethod::DEFLATE)
        .start()
        .map_err(io::Error::other)?;
    let encoder = DeflateEncoder::new(&mut entry, Compression::default());
    let mut writer = config.wrap(encoder);
    writer.write_all(text.to_string().as_bytes())?;
    let (encoder, descriptor) = writer.finish().map_err(io::Error::other)?;
    encoder.finish()?;
    entry.finish(descriptor).map_err(io::Error::other)?;
    archive.finish().map_err(io::Error::other)
}
