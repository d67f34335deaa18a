//! The Service Console: its settings have no documented form, so nothing is written for it.

use mendix_deploy_model::configurations::ConfigurationInput;

use crate::targets::emission::Draft;

/// An empty document; everything that is wanted is told as not carried.
pub(in crate::targets) fn emit(draft: &mut Draft<'_>) -> ConfigurationInput {
    let reason =
        "the form of the Service Console's settings is not documented: set it in the console";
    let names: Vec<String> = draft
        .constants
        .keys()
        .map(|name| (*name).to_owned())
        .chain(
            draft
                .settings_with_events()
                .into_iter()
                .map(|(name, _)| name),
        )
        .collect();
    for name in names {
        draft.refuse(&name, reason);
    }
    ConfigurationInput::Windows {
        settings: String::new(),
    }
}
