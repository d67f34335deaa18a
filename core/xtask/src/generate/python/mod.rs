//! The generated half of the Python package.

mod calls;
mod errors;
mod types;

use super::{
    Files, NOTICE,
    manifest::{ArgumentType, Form, Manifest, Type},
    names::HANDLES,
};

const FOLDER: &str = "bindings-python/python/mendix_deploy";

/// Namespaces whose types have no public module of their own: their names are at the top of the package.
const AT_THE_TOP: [&str; 2] = ["address", "error"];

/// Data with members written by hand, and the mixin that has them.
const MIXINS: [(&str, &str); 2] = [
    ("Report", "ReportMembers"),
    ("RollbackVerdict", "VerdictMembers"),
];

pub(super) fn write(manifest: &Manifest, files: &mut Files) {
    let mut put = |name: &str, text: String| {
        files.insert(format!("{FOLDER}/{name}"), format!("# {NOTICE}\n{text}"));
    };
    put(
        "_generated/__init__.py",
        "\"\"\"What is written from the core: models, errors, calls.\"\"\"\n".to_owned(),
    );
    put(
        "_version.py",
        format!(
            "\"\"\"The version of this half of the package; the native half must have the same.\"\"\"\n\nVERSION = \"{}\"\n",
            manifest.version
        ),
    );
    for (namespace, defs) in manifest.namespaces() {
        put(
            &format!("_generated/{namespace}.py"),
            types::module(manifest, namespace, &defs),
        );
        if !AT_THE_TOP.contains(&namespace) {
            put(
                &format!("{namespace}.py"),
                types::public(manifest, namespace, &defs),
            );
        }
    }
    put("_generated/registry.py", types::registry(manifest));
    put("_generated/options.py", types::options(manifest));
    put("_generated/exports.py", types::exports(manifest));
    put("_generated/errors.py", errors::module(manifest));
    put("errors.py", errors::public(manifest));
    put("_generated/calls.py", calls::module(manifest));
}

/// Where a type is written: what comes out is exact, what goes in is forgiving.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Out,
    In,
}

fn annotation(manifest: &Manifest, ty: &Type, side: Side) -> String {
    match ty {
        Type::Named(name) => match manifest.types.get(name).map(|def| &def.form) {
            Some(Form::Text) if side == Side::In => "str".to_owned(),
            Some(Form::Words(words)) if side == Side::In && words.open => format!("{name} | str"),
            _ => name.clone(),
        },
        Type::Text => "str".to_owned(),
        Type::Instant => "datetime".to_owned(),
        Type::Day => "date".to_owned(),
        Type::Integer(_) => "int".to_owned(),
        Type::Number => "float".to_owned(),
        Type::Boolean => "bool".to_owned(),
        Type::List(inner) if side == Side::In => {
            format!("Sequence[{}]", annotation(manifest, inner, side))
        }
        Type::List(inner) => format!("tuple[{}, ...]", annotation(manifest, inner, side)),
        Type::Map(inner) if side == Side::In => {
            format!("Mapping[str, {}]", annotation(manifest, inner, side))
        }
        Type::Map(inner) => format!("dict[str, {}]", annotation(manifest, inner, side)),
        Type::Optional(inner) => format!("{} | None", annotation(manifest, inner, side)),
        Type::Json => "Any".to_owned(),
        Type::Nothing => "None".to_owned(),
    }
}

/// A duration may also be given as `timedelta`: the name of the field carries the unit.
fn field_annotation(manifest: &Manifest, name: &str, ty: &Type, side: Side) -> String {
    let plain = annotation(manifest, ty, side);
    let number = match ty {
        Type::Optional(inner) => matches!(**inner, Type::Integer(_) | Type::Number),
        _ => matches!(ty, Type::Integer(_) | Type::Number),
    };
    let unit = name.ends_with("Seconds") || name.ends_with("Milliseconds");
    if side == Side::In && number && unit {
        return match plain.strip_suffix(" | None") {
            Some(inner) => format!("{inner} | timedelta | None"),
            None => format!("{plain} | timedelta"),
        };
    }
    plain
}

/// The default of a field that may be left out, as Python; `None` when it must be given.
fn default(ty: &Type, required: bool, default: Option<&serde_json::Value>) -> Option<String> {
    match (ty, default) {
        (Type::Optional(_), _) => Some("None".to_owned()),
        (Type::List(_), Some(_)) => Some("()".to_owned()),
        (Type::Map(_), Some(_)) => Some("field(default_factory=dict)".to_owned()),
        (Type::Boolean, Some(value)) => {
            Some(if value == true { "True" } else { "False" }.to_owned())
        }
        (Type::Integer(_) | Type::Number, Some(value)) => Some(value.to_string()),
        (Type::Text, Some(value)) => Some(value.to_string()),
        _ if !required => Some("None".to_owned()),
        _ => None,
    }
}

/// Types named by this one, for the imports of a module.
fn mentions<'a>(ty: &'a Type, found: &mut Vec<&'a str>) {
    match ty {
        Type::Named(name) => found.push(name),
        Type::List(inner) | Type::Map(inner) | Type::Optional(inner) => mentions(inner, found),
        _ => {}
    }
}

/// `if TYPE_CHECKING:` imports of the types from their modules, sorted.
fn imports<'a>(
    manifest: &Manifest,
    here: &str,
    names: impl IntoIterator<Item = &'a str>,
    indent: &str,
) -> String {
    let mut by_module = std::collections::BTreeMap::<&str, std::collections::BTreeSet<&str>>::new();
    for name in names {
        if let Some(def) = manifest.types.get(name)
            && def.namespace != here
        {
            by_module.entry(&def.namespace).or_default().insert(name);
        }
    }
    let mut out = String::new();
    for (module, names) in by_module {
        let names: Vec<&str> = names.into_iter().collect();
        let one = format!("{indent}from .{module} import {}\n", names.join(", "));
        if one.len() <= 100 {
            out.push_str(&one);
        } else {
            out.push_str(&format!("{indent}from .{module} import (\n"));
            for name in names {
                out.push_str(&format!("{indent}    {name},\n"));
            }
            out.push_str(&format!("{indent})\n"));
        }
    }
    out
}

fn handles(arguments: impl Iterator<Item = ArgumentType>) -> Vec<String> {
    arguments
        .filter_map(|ty| match ty {
            ArgumentType::Handle(name) if HANDLES.contains(&name.as_str()) => Some(name),
            _ => None,
        })
        .collect()
}
