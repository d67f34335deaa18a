//! Any bytes as the units of a project: each is preceded by four bytes, its id, its container, how it is contained, and
//! its length in units of 64 bytes.

use mendix_deploy_model::models::ModelSource;
use mendix_deploy_offline::package::{
    bson::Guid,
    units::{Collector, HEAD, Place},
};

const CONTAINMENTS: [&str; 6] = [
    "",
    "Modules",
    "DomainModel",
    "Folders",
    "Documents",
    "ProjectDocuments",
];

fn guid(n: u8) -> Guid {
    Guid::from_bytes(&[n; 16]).unwrap_or_else(|| unreachable!("16 bytes are a GUID"))
}

/// Reads one input; panics where a promise does not hold.
pub fn run(bytes: &[u8]) {
    let mut collector = Collector::new("fuzz.mpr", ModelSource::SingleFileProject);
    let mut rest = bytes;
    while let [id, container, containment, length, after @ ..] = rest {
        let (unit, after) = after.split_at((usize::from(*length) * 64).min(after.len()));
        rest = after;
        let place = Place {
            id: guid(*id),
            container: guid(*container),
            containment: CONTAINMENTS[usize::from(*containment) % CONTAINMENTS.len()],
        };
        let taken = if unit.is_empty() {
            collector.unread(place, "It is missing.")
        } else if collector.wants(place, &unit[..unit.len().min(HEAD)]) {
            // Padded to the next 64 bytes: a document that says how long it is ends there.
            let length = unit
                .first_chunk::<4>()
                .and_then(|length| usize::try_from(i32::from_le_bytes(*length)).ok())
                .map_or(unit.len(), |length| length.min(unit.len()));
            collector.unit(place, &unit[..length])
        } else {
            collector.pass(place)
        };
        if let Err(error) = taken {
            assert!(error.code().as_str().starts_with("package."), "{error}");
        }
    }
    if let Ok(model) = collector.finish() {
        assert!(model.entities.is_sorted_by(|a, b| a.guid < b.guid));
    }
}
