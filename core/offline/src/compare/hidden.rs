//! Elements that one side seems to lack because the unit they are in could not be read. Whether they come or go is unknown,
//! which is said once for the unit; to call them removed would be a guess.

use mendix_deploy_model::comparisons::{ChangeRow, ModelChange};

use super::matching::{Side, Sides, module};

/// Leaves such changes out.
pub(super) fn leave_out(sides: &Sides<'_>, changes: &mut Vec<ModelChange>) {
    changes.retain(|change| {
        let (side, unit) = match change.row {
            ChangeRow::EntityRemoved | ChangeRow::AssociationRemoved => {
                (&sides.after, Some("DomainModel"))
            }
            ChangeRow::EntityAdded | ChangeRow::AssociationAdded => {
                (&sides.before, Some("DomainModel"))
            }
            ChangeRow::EnumerationRemoved
            | ChangeRow::ConstantRemoved
            | ChangeRow::EventRemoved => (&sides.after, Some("Documents")),
            ChangeRow::EnumerationAdded | ChangeRow::ConstantAdded | ChangeRow::EventAdded => {
                (&sides.before, Some("Documents"))
            }
            ChangeRow::ModuleRemoved => (&sides.after, None),
            ChangeRow::ModuleAdded => (&sides.before, None),
            _ => return true,
        };
        !hides(side, module(&change.name), unit)
    });
}

/// Whether a module, or the kind of unit in it, is among what could not be read of a side. A unit of which nobody knows where
/// it hangs hides nothing: what is missing is called removed then, which is the graver answer.
fn hides(side: &Side<'_>, name: &str, unit: Option<&str>) -> bool {
    let is_there = side.model.modules.iter().any(|module| module.name == name);
    side.model.unread.iter().any(|unread| {
        let containment = unread.containment.as_deref();
        // A module without a name may be any that is not there.
        containment == Some("Modules") && !is_there
            || unit.is_some() && containment == unit && (unread.module.as_deref() == Some(name))
    })
}
