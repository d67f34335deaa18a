//! Constants: `MX_…`, then `CONSTANTS`, then the model's default (runtime configuration, 1.2).

use mendix_deploy_model::{
    configurations::{ProvenanceSource, VariableMeaning},
    findings::Severity,
    packages::{ConstantType, PackageInfo},
};

use super::{
    environment::Environment,
    python::int_of,
    start::{Start, Step, failure},
};
use crate::{
    configuration::{
        catalogue,
        json::{Json, Object},
        names::{CONSTANT_PREFIX, Names, SETTING_PREFIX},
    },
    targets::settings::{Content, Origin},
};

const FROM_VARIABLE: &str = "the variable of the constant's name, with every dot as an underscore";
const FROM_DOCUMENT: &str = "the entry of the constant's exact name in the JSON of CONSTANTS";
const FROM_MODEL: &str =
    "the model's default, as neither a variable nor CONSTANTS sets the constant";

/// Fills in the constants of the model.
pub(super) fn read(start: &mut Start<'_>) -> Step {
    let document = document(start)?;
    let by_name = document.as_object().map(Object::by_name);
    let (environment, package) = (start.environment, start.package);
    let mut variable = String::with_capacity(64);
    for constant in &package.constants {
        mangle_into(&constant.name, &mut variable);
        let default = constant.default_value.as_deref();
        let written = by_name
            .as_ref()
            .and_then(|document| document.get(constant.name.as_str()))
            .copied()
            .filter(|value| **value != Json::Null);
        let from_variable = environment.entry(&variable);
        let (value, origin) = match (from_variable, written, default) {
            (Some((name, value)), ..) => (Json::text(value), Origin::variable(name, FROM_VARIABLE)),
            (None, Some(value), _) => (value.clone(), Origin::variable("CONSTANTS", FROM_DOCUMENT)),
            (None, None, Some(default)) => (Json::text(default), from_model()),
            (None, None, None) => {
                return Err(failure(
                    "setup",
                    &constant.name,
                    format!(
                        "the constant {} has no default in the package and nothing sets it",
                        constant.name
                    ),
                    format!("Set {variable}."),
                ));
            }
        };
        let value = if constant.constant_type == ConstantType::Integer {
            let place = origin.place.clone().unwrap_or("the model's default".into());
            match int_of(&value) {
                Some(digits) => Json::Integer(digits),
                None => {
                    return Err(failure(
                        "setup",
                        &constant.name,
                        format!(
                            "the constant {} is an integer, and {place} gives it something else",
                            constant.name
                        ),
                        format!("Give {variable} a whole number."),
                    ));
                }
            }
        } else {
            value
        };
        let mut lost = Vec::new();
        if origin.source != ProvenanceSource::Model {
            if let (Some(_), Some(written)) = (from_variable, written) {
                let origin = Origin::variable("CONSTANTS", FROM_DOCUMENT);
                lost.push((Content::Known(written.clone()), origin));
            }
            if let Some(default) = default {
                lost.push((Content::Known(Json::text(default)), from_model()));
            }
        }
        start.constants.start(&constant.name, value, origin, lost);
    }
    unknown_entries(start, &document);
    Ok(())
}

fn from_model<'a>() -> Origin<'a> {
    Origin::new(ProvenanceSource::Model, FROM_MODEL)
}

/// The JSON of `CONSTANTS`.
fn document(start: &Start<'_>) -> Step<Json> {
    let no_object = || {
        failure(
            "setup",
            "CONSTANTS",
            "CONSTANTS is no JSON object",
            "Write {\"Module.Constant\": \"value\"}, or leave CONSTANTS out.",
        )
    };
    let Some(text) = start.environment.get("CONSTANTS") else {
        return Ok(Json::Object(Object::default()));
    };
    match Json::read(text) {
        Ok(document @ Json::Object(_)) => Ok(document),
        // A list or a number fails with the first constant that asks it.
        Ok(other) if start.package.constants.is_empty() => Ok(other),
        _ => Err(no_object()),
    }
}

/// Entries of `CONSTANTS` that no constant reads.
fn unknown_entries(start: &mut Start<'_>, document: &Json) {
    let Some(document) = document.as_object() else {
        return;
    };
    for (name, _) in document.iter() {
        let known = start
            .package
            .constants
            .binary_search_by(|constant| constant.name.as_str().cmp(name))
            .is_ok();
        if known {
            continue;
        }
        let names = Names::new(start.package.constants.iter().map(|c| c.name.as_str()));
        let meant = names
            .read(&format!("{CONSTANT_PREFIX}{}", name.replace('.', "_")))
            .names;
        let suggestion = (meant.len() == 1).then(|| meant[0].clone());
        start.unheard(
            &format!("CONSTANTS: {name}"),
            "the model has no constant of exactly this name: the entry is dropped silently",
            suggestion,
        );
    }
}

/// Variables that look like constants and reach nobody, and those that reach several.
///
/// Looking for what people confuse costs more than all the rest, so it is only done for variables that set nothing, and where
/// two constants share one.
pub(super) fn judge_variables(start: &mut Start<'_>) {
    let (environment, package) = (start.environment, start.package);
    let exact = exact(environment, package);
    let mut names = None;
    for (place, (variable, _)) in environment.iter().enumerate() {
        let looks_like_one = variable
            .get(..CONSTANT_PREFIX.len())
            .is_some_and(|prefix| prefix.eq_ignore_ascii_case(CONSTANT_PREFIX));
        if let Some(setting) = variable.strip_prefix(SETTING_PREFIX) {
            // Every constant has a dot in its name; a setting that is known is no constant.
            let plain = !setting.contains(['_', '.']);
            if plain || catalogue::setting(&setting.replace('_', ".")).is_some() {
                continue;
            }
        } else if !looks_like_one || exact[place] == 1 {
            continue;
        }
        let constants = &start.package.constants;
        let reading = names
            .get_or_insert_with(|| Names::new(constants.iter().map(|c| c.name.as_str())))
            .read(variable);
        let instead = reading.correction.clone();
        let meant = reading.names.join(" and ");
        match reading.meaning {
            VariableMeaning::Constant if reading.names.len() > 1 => start.finding(
                "constant.collision",
                Severity::Warning,
                variable,
                format!("{variable} sets {meant} at once: their names become the same variable"),
                "Set them apart by their exact names in CONSTANTS.",
            ),
            VariableMeaning::NoConstant => start.unheard(
                variable,
                "the model has no constant of this name: the variable is dropped silently",
                instead,
            ),
            VariableMeaning::WrongCase => start.unheard(
                variable,
                format!("it differs in case from the variable of {meant}: it is dropped silently"),
                instead,
            ),
            VariableMeaning::Dotted => start.unheard(
                variable,
                format!("it has a dot where the variable of {meant} has an underscore: it is dropped silently"),
                instead,
            ),
            VariableMeaning::OtherComposition => start.unheard(
                variable,
                format!("its accented letters are composed differently from those of {meant}: it is dropped silently"),
                instead,
            ),
            VariableMeaning::ConstantAsSetting => {
                let right = instead.clone().unwrap_or_default();
                start.finding(
                    "constant.as_setting",
                    Severity::Error,
                    variable,
                    format!(
                        "{variable} creates a runtime setting that nobody reads; the constant {meant} keeps its value"
                    ),
                    format!("Use {right}."),
                );
            }
            _ => {}
        }
    }
}

/// How many constants each variable sets, in the order of the environment.
fn exact(environment: &Environment<'_>, package: &PackageInfo) -> Vec<usize> {
    let mut counts = vec![0; environment.iter().count()];
    let mut variable = String::with_capacity(64);
    for constant in &package.constants {
        mangle_into(&constant.name, &mut variable);
        if let Some(place) = environment.place(&variable) {
            counts[place] += 1;
        }
    }
    counts
}

/// The constant's variable, without a new text for each.
fn mangle_into(constant: &str, variable: &mut String) {
    variable.clear();
    variable.push_str(CONSTANT_PREFIX);
    for (at, part) in constant.split('.').enumerate() {
        if at > 0 {
            variable.push('_');
        }
        variable.push_str(part);
    }
}
