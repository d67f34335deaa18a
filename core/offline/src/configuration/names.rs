//! Names of environment variables: constants to `MX_…`, settings to `MXRUNTIME_…`, and back (runtime configuration, 1.2, 1.3).
//!
//! The buildpacks never decode a variable's name: they start from the model. So going back needs the model as well.

use std::collections::BTreeMap;

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    configurations::{NameCollision, VariableMeaning, VariableReading},
};
use unicode_normalization::UnicodeNormalization;

/// What stands before a constant's name.
pub(crate) const CONSTANT_PREFIX: &str = "MX_";

/// What stands before a setting's name.
pub(crate) const SETTING_PREFIX: &str = "MXRUNTIME_";

/// Variables of the runtime's launcher that look like constants.
pub(crate) const LAUNCHER: &[&str] = &["MX_INSTALL_PATH", "MX_LOG_LEVEL"];

/// Variables that carry several values as JSON.
const DOCUMENTS: &[&str] = &["CONSTANTS", "CUSTOM_RUNTIME_SETTINGS"];

/// The variable that sets a constant: `Module.Constant` is set by `MX_Module_Constant`.
///
/// Several constants may share one variable; [`collisions`] finds them.
///
/// # Errors
///
/// `input.invalid` for a name that is not `Module.Constant`, or that no process can be given: with `=` or NUL in it.
pub fn constant_variable(constant: &str) -> Result<String> {
    let parts = constant.split('.').filter(|part| !part.is_empty()).count();
    if parts < 2 || constant.contains(['=', '\0']) {
        return Err(Error::new(
            ErrorCode::InputInvalid,
            format!(
                "`{}` is no constant: constants are named Module.Constant",
                shown(constant)
            ),
        ));
    }
    Ok(mangled(constant))
}

pub(crate) fn mangled(constant: &str) -> String {
    let mut variable = String::with_capacity(CONSTANT_PREFIX.len() + constant.len());
    variable.push_str(CONSTANT_PREFIX);
    variable.extend(constant.chars().map(|c| if c == '.' { '_' } else { c }));
    variable
}

/// The variable that sets a runtime setting: `com.mendix.core.SessionIdCookieName` is set by
/// `MXRUNTIME_com_mendix_core_SessionIdCookieName`.
///
/// Absent for a name that no variable of a shell can carry: one with `_` in it, which would come back as a dot. Such a
/// setting goes into `CUSTOM_RUNTIME_SETTINGS`.
///
/// # Errors
///
/// `input.invalid` for an empty name, one with `=` or NUL in it, and for `MicroflowConstants`: it would replace every
/// constant at once.
pub fn setting_variable(setting: &str) -> Result<Option<String>> {
    if setting.is_empty() || setting.contains(['=', '\0']) {
        return Err(Error::new(
            ErrorCode::InputInvalid,
            format!("`{}` is no name of a runtime setting", shown(setting)),
        ));
    }
    if setting == "MicroflowConstants" {
        return Err(Error::new(
            ErrorCode::InputInvalid,
            "`MicroflowConstants` as a runtime setting replaces every constant: set constants by their own variables",
        ));
    }
    Ok((!setting.contains('_')).then(|| format!("{SETTING_PREFIX}{}", setting.replace('.', "_"))))
}

/// The runtime setting that a variable sets, or nothing when it sets none.
#[must_use]
pub fn setting_of_variable(variable: &str) -> Option<String> {
    variable
        .strip_prefix(SETTING_PREFIX)
        .map(|name| name.replace('_', "."))
}

/// The constants among `constants` that a variable sets, by code point: none, one, or all that share it.
#[must_use]
pub fn constants_of_variable(variable: &str, constants: &[String]) -> Vec<String> {
    let mut found: Vec<String> = constants
        .iter()
        .filter(|constant| mangled(constant) == variable)
        .cloned()
        .collect();
    found.sort();
    found.dedup();
    found
}

/// Constants that share a variable, by variable.
#[must_use]
pub fn collisions(constants: &[String]) -> Vec<NameCollision> {
    let mut by_variable: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for constant in constants {
        let sharing = by_variable.entry(mangled(constant)).or_default();
        if !sharing.contains(constant) {
            sharing.push(constant.clone());
        }
    }
    by_variable
        .into_iter()
        .filter(|(_, constants)| constants.len() > 1)
        .map(|(variable, mut constants)| {
            constants.sort();
            NameCollision {
                variable,
                constants,
            }
        })
        .collect()
}

/// How the buildpacks read a variable, for a model with these constants.
#[must_use]
pub fn read_variable(variable: &str, constants: &[String]) -> VariableReading {
    Names::new(constants.iter().map(String::as_str)).read(variable)
}

/// The names of a model, prepared for many questions.
pub(crate) struct Names<'a> {
    by_variable: BTreeMap<String, Vec<&'a str>>,
    /// Variables by what people confuse them with.
    by_looks: BTreeMap<String, Vec<String>>,
}

impl<'a> Names<'a> {
    pub(crate) fn new(constants: impl IntoIterator<Item = &'a str>) -> Self {
        let mut by_variable: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for constant in constants {
            by_variable
                .entry(mangled(constant))
                .or_default()
                .push(constant);
        }
        let mut by_looks: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (variable, sharing) in &mut by_variable {
            sharing.sort_unstable();
            sharing.dedup();
            by_looks
                .entry(looks(variable))
                .or_default()
                .push(variable.clone());
        }
        Self {
            by_variable,
            by_looks,
        }
    }

    pub(crate) fn read(&self, variable: &str) -> VariableReading {
        let reading = |meaning, names: Vec<String>, correction| VariableReading {
            variable: variable.to_owned(),
            meaning,
            names,
            correction,
        };
        if DOCUMENTS.contains(&variable) {
            return reading(VariableMeaning::Document, Vec::new(), None);
        }
        // The model decides first: a model may well have a constant `INSTALL.PATH`.
        if let Some(sharing) = self.by_variable.get(variable) {
            let names = sharing.iter().map(|name| (*name).to_owned()).collect();
            return reading(VariableMeaning::Constant, names, None);
        }
        if LAUNCHER.contains(&variable) {
            return reading(VariableMeaning::Launcher, Vec::new(), None);
        }
        if let Some(name) = variable.strip_prefix(SETTING_PREFIX) {
            let meant = self.meant(&format!("{CONSTANT_PREFIX}{name}"));
            return match meant {
                Some((right, names)) => {
                    reading(VariableMeaning::ConstantAsSetting, names, Some(right))
                }
                None => reading(
                    VariableMeaning::RuntimeSetting,
                    vec![name.replace('_', ".")],
                    None,
                ),
            };
        }
        let prefixed = variable
            .get(..CONSTANT_PREFIX.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(CONSTANT_PREFIX));
        if !prefixed {
            return reading(VariableMeaning::Other, Vec::new(), None);
        }
        match self.meant(variable) {
            Some((right, names)) => {
                let composed = |text: &str| text.nfc().collect::<String>();
                let meaning = if variable.replace('.', "_") == right {
                    VariableMeaning::Dotted
                } else if composed(variable) == composed(&right) {
                    VariableMeaning::OtherComposition
                } else if variable.contains('.') {
                    VariableMeaning::Dotted
                } else {
                    VariableMeaning::WrongCase
                };
                reading(meaning, names, Some(right))
            }
            None if variable.starts_with(CONSTANT_PREFIX) => {
                reading(VariableMeaning::NoConstant, Vec::new(), None)
            }
            None => reading(VariableMeaning::Other, Vec::new(), None),
        }
    }

    /// The constant's variable that `variable` looks like, and what it sets. Nothing when several look alike.
    fn meant(&self, variable: &str) -> Option<(String, Vec<String>)> {
        let dotted = variable.replace('.', "_");
        let right = if self.by_variable.contains_key(&dotted) {
            &dotted
        } else {
            match self.by_looks.get(&looks(variable))?.as_slice() {
                [only] => only,
                _ => return None,
            }
        };
        let names = self.by_variable.get(right)?;
        Some((
            right.clone(),
            names.iter().map(|name| (*name).to_owned()).collect(),
        ))
    }
}

/// What remains of a variable's name when case, dots and the composition of accents do not count.
fn looks(variable: &str) -> String {
    variable
        .nfc()
        .map(|c| if c == '.' { '_' } else { c })
        .flat_map(char::to_lowercase)
        .collect()
}

/// A name from outside, short enough for a message.
fn shown(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(200).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use mendix_deploy_model::configurations::VariableMeaning;
    use proptest::prelude::*;

    use super::*;

    fn names(list: &[&str]) -> Vec<String> {
        list.iter().map(|name| (*name).to_owned()).collect()
    }

    fn read(variable: &str, constants: &[&str]) -> (VariableMeaning, Vec<String>, Option<String>) {
        let reading = read_variable(variable, &names(constants));
        (reading.meaning, reading.names, reading.correction)
    }

    #[test]
    fn constants_are_mangled_as_the_buildpack_does() {
        for (constant, variable) in [
            ("MyModule.ApiEndpoint", "MX_MyModule_ApiEndpoint"),
            ("My_Module.Api_Key", "MX_My_Module_Api_Key"),
            ("A.B.C", "MX_A_B_C"),
            ("Über.Größe", "MX_Über_Größe"),
        ] {
            assert_eq!(constant_variable(constant).unwrap(), variable);
        }
        for wrong in ["", "Module", "Module.", ".Constant", "A.B=C", "A.B\0"] {
            assert!(constant_variable(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn settings_with_an_underscore_have_no_variable() {
        assert_eq!(
            setting_variable("com.mendix.storage.s3.EndPoint")
                .unwrap()
                .as_deref(),
            Some("MXRUNTIME_com_mendix_storage_s3_EndPoint")
        );
        assert_eq!(
            setting_variable("OpenTelemetry._RuntimeSpanFilters").unwrap(),
            None
        );
        assert!(setting_variable("MicroflowConstants").is_err());
        assert!(setting_variable("").is_err());
        assert_eq!(
            setting_of_variable("MXRUNTIME_OpenTelemetry._RuntimeSpanFilters").as_deref(),
            Some("OpenTelemetry..RuntimeSpanFilters")
        );
        assert_eq!(
            setting_of_variable("MXRUNTIME_MXRUNTIME_X").as_deref(),
            Some("MXRUNTIME.X")
        );
        assert_eq!(setting_of_variable("mxruntime_X"), None);
    }

    #[test]
    fn every_mistake_is_named_and_corrected() {
        let model = &[
            "MyModule.ApiEndpoint",
            "A_B.C",
            "A.B_C",
            "A_B.C2",
            "Über.Größe",
        ];
        let right = || Some("MX_MyModule_ApiEndpoint".to_owned());
        let endpoint = || names(&["MyModule.ApiEndpoint"]);
        for (variable, expected) in [
            (
                "MX_MyModule_ApiEndpoint",
                (VariableMeaning::Constant, endpoint(), None),
            ),
            (
                "MX_A_B_C",
                (VariableMeaning::Constant, names(&["A.B_C", "A_B.C"]), None),
            ),
            (
                "MX_A_B_C2",
                (VariableMeaning::Constant, names(&["A_B.C2"]), None),
            ),
            (
                "MX_MYMODULE_APIENDPOINT",
                (VariableMeaning::WrongCase, endpoint(), right()),
            ),
            (
                "mx_MyModule_ApiEndpoint",
                (VariableMeaning::WrongCase, endpoint(), right()),
            ),
            (
                "MX_MyModule.ApiEndpoint",
                (VariableMeaning::Dotted, endpoint(), right()),
            ),
            (
                "MXRUNTIME_MyModule.ApiEndpoint",
                (VariableMeaning::ConstantAsSetting, endpoint(), right()),
            ),
            (
                "MXRUNTIME_MyModule_ApiEndpoint",
                (VariableMeaning::ConstantAsSetting, endpoint(), right()),
            ),
            (
                "MXRUNTIME_SessionTimeout",
                (
                    VariableMeaning::RuntimeSetting,
                    names(&["SessionTimeout"]),
                    None,
                ),
            ),
            ("MX_M_Nope", (VariableMeaning::NoConstant, vec![], None)),
            ("MX_INSTALL_PATH", (VariableMeaning::Launcher, vec![], None)),
            ("MX_LOG_LEVEL", (VariableMeaning::Launcher, vec![], None)),
            ("CONSTANTS", (VariableMeaning::Document, vec![], None)),
            ("PATH", (VariableMeaning::Other, vec![], None)),
            ("M", (VariableMeaning::Other, vec![], None)),
            // Decomposed: u and o with a combining diaeresis.
            (
                "MX_U\u{308}ber_Gro\u{308}ße",
                (
                    VariableMeaning::OtherComposition,
                    names(&["Über.Größe"]),
                    Some("MX_Über_Größe".to_owned()),
                ),
            ),
        ] {
            assert_eq!(read(variable, model), expected, "{variable}");
        }
        assert_eq!(
            read("MX_INSTALL_PATH", &["INSTALL.PATH"]).0,
            VariableMeaning::Constant
        );
    }

    #[test]
    fn constants_that_differ_in_case_only_are_not_guessed_between() {
        assert_eq!(
            read("MX_m_key", &["M.Key", "M.KEY"]),
            (VariableMeaning::NoConstant, vec![], None)
        );
        assert_eq!(
            read("MX_M_KEY", &["M.Key", "M.KEY"]).0,
            VariableMeaning::Constant
        );
    }

    #[test]
    fn names_that_differ_in_composition_are_two_names() {
        let model = names(&["M.é", "M.e\u{301}"]);
        assert!(collisions(&model).is_empty());
        assert_eq!(constants_of_variable("MX_M_é", &model), names(&["M.é"]));
    }

    prop_compose! {
        fn constant()(module in "[A-Za-zÀ-ž_][A-Za-z0-9_à]{0,8}", name in "[A-Za-z_][A-Za-z0-9_é]{0,8}") -> String {
            format!("{module}.{name}")
        }
    }

    proptest! {
        #[test]
        fn a_variable_leads_back_to_its_constant(mut model in proptest::collection::vec(constant(), 1..12), at in any::<prop::sample::Index>()) {
            model.sort();
            model.dedup();
            let wanted = at.get(&model).clone();
            let variable = constant_variable(&wanted).unwrap();
            let back = constants_of_variable(&variable, &model);
            prop_assert!(back.contains(&wanted));
            let read = read_variable(&variable, &model);
            prop_assert_eq!(read.meaning, VariableMeaning::Constant);
            prop_assert_eq!(&read.names, &back);
            // More than one, exactly when the collision is found.
            prop_assert_eq!(back.len() > 1, collisions(&model).iter().any(|c| c.constants.contains(&wanted)));
        }

        #[test]
        fn a_setting_comes_back_from_its_variable(setting in "[A-Za-z][A-Za-z0-9.]{0,30}") {
            if setting != "MicroflowConstants" {
                let variable = setting_variable(&setting).unwrap().unwrap();
                prop_assert_eq!(setting_of_variable(&variable), Some(setting));
            }
        }

        #[test]
        fn collisions_are_found_by_brute_force_too(model in proptest::collection::vec("[AB_]{1,3}\\.[AB_]{1,3}", 0..10)) {
            let found = collisions(&model);
            for a in &model {
                for b in &model {
                    let collide = a != b && a.replace('.', "_") == b.replace('.', "_");
                    let told = found.iter().any(|c| a != b && c.constants.contains(a) && c.constants.contains(b));
                    prop_assert_eq!(collide, told);
                }
            }
        }

        #[test]
        fn any_variable_is_read(variable in any::<String>(), model in proptest::collection::vec(constant(), 0..4)) {
            let _ = read_variable(&variable, &model);
        }
    }
}
