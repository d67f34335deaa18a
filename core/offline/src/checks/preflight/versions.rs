//! Runtime versions, as far as the caller or the facts tell what runs now.

use super::Check;
use crate::checks::runtime::{SUBJECT, runtime_change};

impl Check<'_> {
    pub(super) fn runtime(&mut self) {
        let running = self
            .options
            .running
            .as_ref()
            .map(|package| package.runtime_version.clone())
            .or_else(|| self.options.running_runtime_version.clone());
        let Some(running) = running else {
            self.skip("runtime downgrade", "what runs there now is not known");
            return;
        };
        let address = self.environment.address().clone();
        match runtime_change(&address, &running, &self.package.runtime_version) {
            Err(why) => self.skip("runtime downgrade", &why),
            Ok(Some(change)) => {
                self.find(
                    change.id,
                    change.severity,
                    SUBJECT,
                    change.message,
                    change.remedy.to_owned(),
                );
            }
            Ok(None) => {}
        }
    }
}
