//! Two packages held against each other.

use mendix_deploy_model::{
    Result,
    comparisons::{Changes, ComparedModel},
    models::ModelSource,
    packages::PackageFormat,
};

use super::{CompareOptions, SideFacts, compare, decide, decide::undecided};
use crate::package::Package;

impl Package {
    /// What changes when this package replaces `old`: in the database, for constants and events, and what is lost
    /// forward and on the way back.
    ///
    /// Reads the models in place, and no more of the files than that. The documents of the result say the digest of a
    /// file where it is known already; [`Package::digest`] makes it known.
    ///
    /// # Errors
    ///
    /// As [`Package::model`], for either package.
    pub fn changes_since(&self, old: &Self) -> Result<Changes> {
        let options = CompareOptions {
            before: facts(old)?,
            after: facts(self)?,
        };
        Ok(compare(&old.model()?, &self.model()?, &options))
    }
}

/// The comparison of two packages that could not be compared: class and verdict are unknown, for this reason.
#[must_use]
pub fn not_compared(before: &Package, after: &Package, why: &str) -> Changes {
    let side = |package: &Package| {
        let info = package.info();
        ComparedModel {
            source: match info.format {
                PackageFormat::Archive => ModelSource::ArchiveModel,
                PackageFormat::Portable => ModelSource::PortableModel,
                PackageFormat::Project => ModelSource::SingleFileProject,
            },
            name: Some(info.file_name.clone()),
            sha256: package.known_digest(),
            model_digest: None,
            project_id: Some(info.project_id.clone()),
            model_version: info.model_version.clone(),
            mendix_version: Some(info.runtime_version.clone()),
        }
    };
    let mut changes = undecided(side(before), side(after));
    changes.unknowns.push(why.to_owned());
    decide(&mut changes);
    changes
}

fn facts(package: &Package) -> Result<SideFacts> {
    Ok(SideFacts {
        name: Some(package.info().file_name.clone()),
        sha256: package.known_digest(),
        model_digest: package.model_digest()?,
        ..SideFacts::default()
    })
}
