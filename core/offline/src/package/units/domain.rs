//! Domain models: `DomainModels$DomainModel`.

use super::{association, budget::Budget, digest::Scratch, entity, fault::Result};
use crate::package::bson::Document;

/// What one domain model holds.
#[derive(Debug, Default)]
pub(super) struct Domain {
    pub(super) entities: Vec<entity::Draft>,
    pub(super) associations: Vec<association::Draft>,
}

pub(super) fn read(document: Document<'_>, budget: &mut Budget) -> Result<Domain> {
    let mut domain = Domain::default();
    let mut scratch = Scratch::default();
    for element in document.elements() {
        let element = element?;
        match element.key {
            "Entities" => {
                for entity in element.documents()? {
                    let entity = entity::read(entity?, budget, &mut scratch)?;
                    budget.push(&mut domain.entities, entity)?;
                }
            }
            "Associations" | "CrossAssociations" => {
                let is_cross = element.key == "CrossAssociations";
                for association in element.documents()? {
                    let association = association::read(association?, is_cross, budget)?;
                    budget.push(&mut domain.associations, association)?;
                }
            }
            _ => {}
        }
    }
    Ok(domain)
}
