//! Zip archives with the same bytes every time, and what fills them.

use std::{collections::BTreeMap, io::Write};

use flate2::{Compression, write::DeflateEncoder};
use rawzip::{CompressionMethod, ZipArchiveWriter, path::EntryPath, time::UtcDateTime};

use crate::package::bson::Guid;

/// 1980-01-01, the first date that a zip archive can name, in seconds since 1970.
const FIRST_DATE: i64 = 315_532_800;

/// What an entry holds.
#[derive(Clone)]
pub(in crate::package) enum Content {
    Bytes(Vec<u8>),
    /// A text that can be run.
    Program(Vec<u8>),
    /// Bytes that do not compress, made while they are written.
    Noise {
        seed: u64,
        length: u64,
    },
    /// Bytes, and image collections after them, made while they are written.
    Model {
        bytes: Vec<u8>,
        images: Vec<Images>,
    },
}

/// Writes an archive: entries in the order of their names, all of 1980-01-01.
pub(in crate::package) fn write<W: Write>(
    writer: W,
    entries: &BTreeMap<String, Content>,
) -> std::result::Result<W, rawzip::Error> {
    let mut archive = ZipArchiveWriter::new(writer);
    for (name, content) in entries {
        write_entry(&mut archive, name, content)?;
    }
    archive.finish()
}

fn write_entry<W: Write>(
    archive: &mut ZipArchiveWriter<W>,
    name: &str,
    content: &Content,
) -> std::result::Result<(), rawzip::Error> {
    let path = EntryPath::conformant(name);
    let date = UtcDateTime::from_unix(FIRST_DATE);
    match content {
        Content::Noise { seed, length } => {
            let (mut entry, config) = archive.new_file(path).last_modified(date).start()?;
            let mut data = config.wrap(&mut entry);
            let mut noise = Noise::new(*seed);
            noise.write(*length, &mut data)?;
            let (_, descriptor) = data.finish()?;
            entry.finish(descriptor)?;
        }
        Content::Bytes(_) | Content::Program(_) | Content::Model { .. } => {
            let mut file = archive
                .new_file(path)
                .last_modified(date)
                .compression_method(CompressionMethod::DEFLATE);
            if matches!(content, Content::Program(_)) {
                file = file.unix_permissions(0o755);
            }
            let (mut entry, config) = file.start()?;
            let mut data = config.wrap(DeflateEncoder::new(&mut entry, Compression::new(6)));
            match content {
                Content::Bytes(bytes) | Content::Program(bytes) => data.write_all(bytes)?,
                Content::Model { bytes, images } => {
                    data.write_all(bytes)?;
                    for images in images {
                        images.write(&mut data)?;
                    }
                }
                Content::Noise { .. } => {}
            }
            let (encoder, descriptor) = data.finish()?;
            encoder.finish()?;
            entry.finish(descriptor)?;
        }
    }
    Ok(())
}

/// The xorshift generator of Marsaglia: noise that needs no crate and is the same everywhere.
struct Noise(u64);

impl Noise {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn write(&mut self, length: u64, writer: &mut impl Write) -> std::io::Result<()> {
        let mut chunk = [0; 8192];
        let mut left = length;
        while left > 0 {
            for word in chunk.chunks_exact_mut(8) {
                self.0 ^= self.0 << 13;
                self.0 ^= self.0 >> 7;
                self.0 ^= self.0 << 17;
                word.copy_from_slice(&self.0.to_le_bytes());
            }
            let take = left.min(chunk.len() as u64) as usize;
            writer.write_all(&chunk[..take])?;
            left -= take as u64;
        }
        Ok(())
    }
}

/// A document of a model that is there for its size, as the images of a large app are.
#[derive(Clone)]
pub(in crate::package) struct Images {
    pub(super) id: String,
    /// Bytes of the document, at least [`Images::SMALLEST`].
    pub(super) size: u64,
}

impl Images {
    pub(super) const TYPE: &str = "Images$ImageCollection";

    /// Bytes of a document around its data: length, `$ID`, `$Type`, `Data`, the closing zero.
    pub(super) const SMALLEST: u64 = 4 + 26 + 34 + 11 + 1;

    fn write(&self, writer: &mut impl Write) -> std::io::Result<()> {
        let data = self.size.saturating_sub(Self::SMALLEST);
        let bytes = Guid::from_text(&self.id).map_or([0; 16], |id| *id.as_bytes());
        writer.write_all(&(self.size as u32).to_le_bytes())?;
        writer.write_all(b"\x05$ID\0\x10\0\0\0\0")?;
        writer.write_all(&bytes)?;
        writer.write_all(b"\x02$Type\0\x17\0\0\0Images$ImageCollection\0")?;
        writer.write_all(b"\x05Data\0")?;
        writer.write_all(&(data as u32).to_le_bytes())?;
        writer.write_all(b"\0")?;
        Noise::new(u64::from(bytes[0]) << 8 | self.size).write(data, writer)?;
        writer.write_all(b"\0")
    }
}
