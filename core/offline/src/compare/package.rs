//! Two packages held against each other.

use mendix_deploy_model::{Result, comparisons::Changes};

use super::{CompareOptions, SideFacts, compare};
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

fn facts(package: &Package) -> Result<SideFacts> {
    Ok(SideFacts {
        name: Some(package.info().file_name.clone()),
        sha256: package.known_digest(),
        model_digest: package.model_digest()?,
        ..SideFacts::default()
    })
}
