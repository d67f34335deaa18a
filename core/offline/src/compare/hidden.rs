//! Elements that one side seems to lack because the domain model or the module they are in could not be read. Whether they
//! come or go is unknown, which is said once for the unit; to call them removed would be a guess. Documents have a unit each,
//! and most are pages: one that is missing says nothing about the constants and enumerations beside it.

use mendix_deploy_model::comparisons::{ChangeRow, ModelChange};

use super::matching::{Side, Sides, module};

/// Leaves such changes out.
pub(super) fn leave_out(sides: &Sides<'_>, changes: &mut Vec<ModelChange>) {
    changes.retain(|change| {
        let (side, of_domain) = match change.row {
            ChangeRow::EntityRemoved | ChangeRow::AssociationRemoved => (&sides.after, true),
            ChangeRow::EntityAdded | ChangeRow::AssociationAdded => (&sides.before, true),
            ChangeRow::ModuleRemoved => (&sides.after, false),
            ChangeRow::ModuleAdded => (&sides.before, false),
            _ => return true,
        };
        !hides(side, module(&change.name), of_domain)
    });
}

/// Whether a module, or its domain model, is among what could not be read of a side. A unit of which nobody knows where it
/// hangs hides nothing: what is missing is called removed then, which is the graver answer.
fn hides(side: &Side<'_>, name: &str, of_domain: bool) -> bool {
    let is_there = side.model.modules.iter().any(|module| module.name == name);
    side.model
        .unread
        .iter()
        .any(|unit| match unit.containment.as_deref() {
            // A module without a name may be any that is not there.
            Some("Modules") => !is_there,
            Some("DomainModel") => of_domain && unit.module.as_deref() == Some(name),
            _ => false,
        })
}
