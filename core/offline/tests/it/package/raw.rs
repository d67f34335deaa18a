//! Zip archives by hand, so that every field can lie.

/// One entry: what stands in its own header, in its data, and in the directory.
#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) local: Header,
    pub(crate) central: Header,
    pub(crate) data: Vec<u8>,
    /// Where the directory says that the entry begins; `None` is the truth.
    pub(crate) offset: Option<u32>,
    /// Upper half: the Unix mode.
    pub(crate) attributes: u32,
    /// Extra fields in the directory.
    pub(crate) extra: Vec<u8>,
}

/// The fields that stand twice.
#[derive(Clone)]
pub(crate) struct Header {
    pub(crate) name: Vec<u8>,
    pub(crate) flags: u16,
    pub(crate) method: u16,
    pub(crate) crc: u32,
    pub(crate) packed: u32,
    pub(crate) size: u32,
}

impl Header {
    fn bytes(&self, extra: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        bytes.extend(20u16.to_le_bytes());
        bytes.extend(self.flags.to_le_bytes());
        bytes.extend(self.method.to_le_bytes());
        bytes.extend(0u16.to_le_bytes()); // time
        bytes.extend(33u16.to_le_bytes()); // 1980-01-01
        bytes.extend(self.crc.to_le_bytes());
        bytes.extend(self.packed.to_le_bytes());
        bytes.extend(self.size.to_le_bytes());
        bytes.extend((self.name.len() as u16).to_le_bytes());
        bytes.extend((extra as u16).to_le_bytes());
        bytes
    }
}

impl Entry {
    /// An honest entry, stored as it is.
    pub(crate) fn stored(name: impl Into<Vec<u8>>, data: impl Into<Vec<u8>>) -> Self {
        let data = data.into();
        let header = Header {
            name: name.into(),
            flags: 0x800,
            method: 0,
            crc: rawzip::crc32(&data),
            packed: data.len() as u32,
            size: data.len() as u32,
        };
        Self {
            local: header.clone(),
            central: header,
            data,
            offset: None,
            attributes: 0,
            extra: Vec::new(),
        }
    }

    /// An honest entry, deflated.
    pub(crate) fn deflated(name: impl Into<Vec<u8>>, plain: &[u8]) -> Self {
        use std::io::Write;
        let mut encoder =
            flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(plain).unwrap();
        let mut entry = Self::stored(name, encoder.finish().unwrap());
        entry.both(|header| {
            header.method = 8;
            header.size = plain.len() as u32;
            header.crc = rawzip::crc32(plain);
        });
        entry
    }

    /// Changes both headers alike.
    pub(crate) fn both(&mut self, change: impl Fn(&mut Header)) {
        change(&mut self.local);
        change(&mut self.central);
    }
}

/// The archive's bytes.
pub(crate) fn archive(entries: &[Entry]) -> Vec<u8> {
    with_end(entries, |_, _| {})
}

/// The archive's bytes, its end record changed: it is given as `(record, offset of the directory)`.
pub(crate) fn with_end(entries: &[Entry], change: impl FnOnce(&mut Vec<u8>, u32)) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut directory = Vec::new();
    for entry in entries {
        let offset = bytes.len() as u32;
        bytes.extend(b"PK\x03\x04");
        bytes.extend(entry.local.bytes(0));
        bytes.extend(&entry.local.name);
        bytes.extend(&entry.data);
        directory.extend(b"PK\x01\x02");
        directory.extend(0x0314u16.to_le_bytes()); // made by Unix
        directory.extend(entry.central.bytes(entry.extra.len()));
        directory.extend([0; 6]); // comment, disk, internal attributes
        directory.extend(entry.attributes.to_le_bytes());
        directory.extend(entry.offset.unwrap_or(offset).to_le_bytes());
        directory.extend(&entry.central.name);
        directory.extend(&entry.extra);
    }
    let offset = bytes.len() as u32;
    bytes.extend(&directory);
    let mut end = b"PK\x05\x06\0\0\0\0".to_vec();
    end.extend((entries.len() as u16).to_le_bytes());
    end.extend((entries.len() as u16).to_le_bytes());
    end.extend((directory.len() as u32).to_le_bytes());
    end.extend(offset.to_le_bytes());
    end.extend(0u16.to_le_bytes());
    change(&mut end, offset);
    bytes.extend(end);
    bytes
}

/// The smallest metadata that is accepted.
pub(crate) fn metadata() -> Vec<u8> {
    br#"{"RuntimeVersion":"10.1.1","ProjectID":"p","ProjectName":"Orders","ModelVersion":"1.0.0","Constants":[],"ScheduledEvents":[]}"#
        .to_vec()
}

/// An honest entry with the smallest metadata.
pub(crate) fn metadata_entry() -> Entry {
    Entry::deflated("model/metadata.json", &metadata())
}
