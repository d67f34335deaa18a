//! Where units hang: folders do not count, modules do.

use std::collections::BTreeMap;

use super::{budget::Budget, fault::Result};
use crate::package::bson::Guid;

/// Containers of folders, and modules.
#[derive(Debug, Default)]
pub(super) struct Places {
    containers: BTreeMap<Guid, Guid>,
    modules: BTreeMap<Guid, Option<String>>,
}

impl Places {
    /// A folder or another unit that may contain documents.
    pub(super) fn folder(&mut self, id: Guid, container: Guid, budget: &mut Budget) -> Result<()> {
        budget.charge(4 * size_of::<Guid>())?;
        self.containers.insert(id, container);
        Ok(())
    }

    /// A module; its name where it was read.
    pub(super) fn module(
        &mut self,
        id: Guid,
        name: Option<&str>,
        budget: &mut Budget,
    ) -> Result<()> {
        budget.charge(4 * size_of::<Guid>())?;
        let name = name.map(|name| budget.text(name)).transpose()?;
        self.modules.insert(id, name);
        Ok(())
    }

    /// The module that a container is or lies in.
    pub(super) fn module_of(&self, container: Guid) -> Option<&str> {
        let mut place = container;
        // No more steps than there are folders: a file may claim that two contain each other.
        for _ in 0..=self.containers.len() {
            if let Some(name) = self.modules.get(&place) {
                return name.as_deref();
            }
            place = *self.containers.get(&place)?;
        }
        None
    }

    /// `Module.Name`. A module whose name is not known is called by the id of the place.
    pub(super) fn qualify(&self, container: Guid, name: &str) -> String {
        match self.module_of(container) {
            Some(module) => format!("{module}.{name}"),
            None => format!("{container}.{name}"),
        }
    }
}
