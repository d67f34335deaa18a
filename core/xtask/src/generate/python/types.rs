//! Models: dataclasses, enums, ids, and the modules that offer them.

use std::collections::BTreeSet;

use super::{AT_THE_TOP, HANDLES, MIXINS, Side, default, field_annotation, imports, mentions};
use crate::generate::{
    manifest::{Form, Manifest, Struct, Type, TypeDef},
    names::member,
    prose, snake,
};

/// The module of one namespace.
pub(super) fn module(manifest: &Manifest, namespace: &str, defs: &[&TypeDef]) -> String {
    let mut body = String::new();
    let mut named = Vec::new();
    let mut unions = String::new();
    let mut uses = Uses::default();
    for def in defs {
        match &def.form {
            Form::Struct(fields) => {
                collect(fields, &mut named, &mut uses);
                dataclass(
                    manifest, &def.name, None, &def.doc, fields, &mut uses, &mut body,
                );
            }
            Form::Union(variants) => {
                let mut names = Vec::new();
                for variant in variants {
                    collect(&variant.body, &mut named, &mut uses);
                    let name = variant.class.clone();
                    let doc = if variant.doc.is_empty() {
                        format!("{}: {}.", def.name, variant.kind)
                    } else {
                        variant.doc.clone()
                    };
                    dataclass(
                        manifest,
                        &name,
                        Some(&variant.kind),
                        &doc,
                        &variant.body,
                        &mut uses,
                        &mut body,
                    );
                    names.push(name);
                }
                uses.alias = true;
                unions.push_str(&format!(
                    "\n{}: TypeAlias = {}\n",
                    def.name,
                    names.join(" | ")
                ));
                unions.push_str(&prose::docstring(&def.doc, ""));
            }
            Form::Words(words) => {
                let base = match (words.open, words.ordered) {
                    (true, _) => "OpenEnum",
                    (false, true) => "OrderedEnum",
                    (false, false) => "ClosedEnum",
                };
                uses.bases.insert(base);
                body.push_str(&format!(
                    "\n\nclass {}({base}):\n{}\n",
                    def.name,
                    prose::docstring(&def.doc, "    ")
                ));
                for (word, doc) in &words.words {
                    body.push_str(&format!("    {} = \"{word}\"\n", member(word)));
                    if !doc.is_empty() {
                        body.push_str(&prose::docstring(doc, "    "));
                    }
                }
            }
            Form::Text => {
                uses.newtype = true;
                body.push_str(&format!(
                    "\n{0} = NewType(\"{0}\", str)\n{1}",
                    def.name,
                    prose::docstring(&def.doc, "")
                ));
            }
        }
    }
    let mut out = format!(
        "\"\"\"Models of the namespace `{namespace}`.\"\"\"\n\nfrom __future__ import annotations\n\n"
    );
    out.push_str(&uses.imports());
    let checking = imports(manifest, namespace, named, "    ");
    let mut late = match uses.dates().as_slice() {
        [] => String::new(),
        names => format!("    from datetime import {}\n", names.join(", ")),
    };
    if !late.is_empty() && !checking.is_empty() {
        late.push('\n');
    }
    if !late.is_empty() || !checking.is_empty() {
        out.push_str(&format!("\nif TYPE_CHECKING:\n{late}{checking}"));
    }
    out.push_str(&body);
    out.push_str(&unions);
    out
}

/// What the module needs at run time and for annotations.
#[derive(Default)]
struct Uses {
    dataclass: bool,
    field: bool,
    class_var: bool,
    alias: bool,
    newtype: bool,
    any: bool,
    date: bool,
    datetime: bool,
    timedelta: bool,
    checking: bool,
    bases: BTreeSet<&'static str>,
    mixins: BTreeSet<&'static str>,
    collections: BTreeSet<&'static str>,
}

impl Uses {
    fn imports(&self) -> String {
        let mut out = String::new();
        if !self.collections.is_empty() {
            out.push_str(&format!(
                "from collections.abc import {}\n",
                self.collections
                    .iter()
                    .copied()
                    .collect::<Vec<_>>()
                    .join(", ")
            ));
        }
        if self.dataclass {
            out.push_str(if self.field {
                "from dataclasses import dataclass, field\n"
            } else {
                "from dataclasses import dataclass\n"
            });
        }
        let mut typing = Vec::new();
        if !self.dates().is_empty() || self.checking {
            typing.push("TYPE_CHECKING");
        }
        for (used, name) in [
            (self.any, "Any"),
            (self.class_var, "ClassVar"),
            (self.class_var, "Literal"),
            (self.newtype, "NewType"),
            (self.alias, "TypeAlias"),
        ] {
            if used {
                typing.push(name);
            }
        }
        if !typing.is_empty() {
            out.push_str(&format!("from typing import {}\n", typing.join(", ")));
        }
        if !self.mixins.is_empty() || !self.bases.is_empty() {
            out.push('\n');
        }
        if !self.mixins.is_empty() {
            out.push_str(&format!(
                "from .._documents import {}\n",
                self.mixins.iter().copied().collect::<Vec<_>>().join(", ")
            ));
        }
        if !self.bases.is_empty() {
            out.push_str(&format!(
                "from .._enums import {}\n",
                self.bases.iter().copied().collect::<Vec<_>>().join(", ")
            ));
        }
        out
    }
}

fn collect<'a>(body: &'a Struct, named: &mut Vec<&'a str>, uses: &mut Uses) {
    for field in &body.fields {
        let before = named.len();
        mentions(&field.ty, named);
        uses.checking |= named.len() > before;
    }
}

fn dataclass(
    manifest: &Manifest,
    name: &str,
    kind: Option<&str>,
    doc: &str,
    body: &Struct,
    uses: &mut Uses,
    out: &mut String,
) {
    uses.dataclass = true;
    let by_hand = MIXINS.iter().find(|(data, _)| *data == name);
    let is_document = manifest.documents.iter().any(|d| d.name == name);
    let mixin = by_hand
        .map(|(_, mixin)| *mixin)
        .or(is_document.then_some("Document"));
    uses.mixins.extend(mixin);
    let bases = mixin.map_or(String::new(), |mixin| format!("({mixin})"));
    out.push_str(&format!(
        "\n\n@dataclass(frozen=True, slots=True, kw_only=True)\nclass {name}{bases}:\n{}",
        prose::docstring(doc, "    ")
    ));
    if let Some(kind) = kind {
        uses.class_var = true;
        out.push_str(&format!(
            "\n    kind: ClassVar[Literal[\"{kind}\"]] = \"{kind}\"\n"
        ));
    } else if !body.fields.is_empty() {
        out.push('\n');
    }
    let side = if body.input { Side::In } else { Side::Out };
    for field in &body.fields {
        let annotation = field_annotation(manifest, &field.name, &field.ty, side);
        uses.note(&annotation);
        let mut value = default(&field.ty, field.required, field.default.as_ref());
        if field.private {
            value = Some(unprinted(value));
        }
        uses.field |= value
            .as_deref()
            .is_some_and(|value| value.starts_with("field("));
        let value = value.map_or(String::new(), |value| format!(" = {value}"));
        out.push_str(&format!(
            "    {}: {annotation}{value}\n",
            snake(&field.name)
        ));
        if !field.doc.is_empty() {
            let unsafe_number = matches!(&field.ty, Type::Integer(true))
                || matches!(&field.ty, Type::Optional(inner) if **inner == Type::Integer(true));
            let doc = match (unsafe_number, field.private) {
                (true, _) => format!("{} At most 2^53 - 1.", field.doc),
                (_, true) => format!("{} May be a credential: `repr` leaves it out.", field.doc),
                _ => field.doc.clone(),
            };
            out.push_str(&prose::docstring(&doc, "    "));
        }
    }
}

/// The default of a field that `repr` leaves out.
fn unprinted(default: Option<String>) -> String {
    match default.as_deref() {
        None => "field(repr=False)".to_owned(),
        Some(default) => match default.strip_prefix("field(") {
            Some(factory) => format!("field(repr=False, {factory}"),
            None => format!("field(default={default}, repr=False)"),
        },
    }
}

impl Uses {
    fn dates(&self) -> Vec<&'static str> {
        [
            (self.date, "date"),
            (self.datetime, "datetime"),
            (self.timedelta, "timedelta"),
        ]
        .into_iter()
        .filter_map(|(used, name)| used.then_some(name))
        .collect()
    }

    fn note(&mut self, annotation: &str) {
        let has = |word: &str| {
            annotation
                .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                .any(|part| part == word)
        };
        self.date |= has("date");
        self.datetime |= has("datetime");
        self.timedelta |= has("timedelta");
        self.any |= has("Any");
        if has("Sequence") {
            self.collections.insert("Sequence");
        }
        if has("Mapping") {
            self.collections.insert("Mapping");
        }
    }
}

/// Names that a namespace offers: its types and the variants of its unions.
fn offered(defs: &[&TypeDef]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for def in defs {
        names.insert(def.name.clone());
        if let Form::Union(variants) = &def.form {
            names.extend(variants.iter().map(|variant| variant.class.clone()));
        }
    }
    names
}

/// `mendix_deploy/<namespace>.py`: the public name of the generated module.
pub(super) fn public(manifest: &Manifest, namespace: &str, defs: &[&TypeDef]) -> String {
    let names = offered(defs);
    let doc = format!("Models of the namespace `{namespace}`.");
    let _ = manifest;
    let list = |quote: &str| {
        names
            .iter()
            .map(|name| format!("    {quote}{name}{quote},\n"))
            .collect::<String>()
    };
    format!(
        "# ruff: noqa\n\"\"\"{doc}\"\"\"\n\nfrom ._generated.{namespace} import (\n{})\n\n__all__ = [\n{}]\n",
        list(""),
        list("\"")
    )
}

/// Which module has a type, and which class a union builds for a kind: the codec asks here.
pub(super) fn registry(manifest: &Manifest) -> String {
    let mut types = String::new();
    let mut unions = String::new();
    for def in manifest.types.values() {
        types.push_str(&format!("    \"{}\": \"{}\",\n", def.name, def.namespace));
        if let Form::Union(variants) = &def.form {
            unions.push_str(&format!("    \"{}\": {{\n", def.name));
            for variant in variants {
                unions.push_str(&format!(
                    "        \"{}\": \"{}\",\n",
                    variant.kind,
                    variant.class.clone()
                ));
            }
            unions.push_str("    },\n");
        }
    }
    let documents: String = manifest
        .documents
        .iter()
        .map(|d| format!("    \"{}\": \"{}\",\n", d.name, d.kind))
        .collect();
    format!(
        r#""""Where the codec finds the classes. Modules are loaded when their first value is made."""

from importlib import import_module
from typing import Any

TYPES: dict[str, str] = {{
{types}}}
UNIONS: dict[str, dict[str, str]] = {{
{unions}}}
DOCUMENTS: dict[str, str] = {{
{documents}}}


def resolve(name: str) -> Any:
    """The class of a struct or enum; for a union, its classes by kind."""
    module = import_module(f"{{__package__}}.{{TYPES[name]}}")
    kinds = UNIONS.get(name)
    if kinds is None:
        return getattr(module, name)
    return {{kind: getattr(module, variant) for kind, variant in kinds.items()}}
"#
    )
}

/// The options structs as typed keyword arguments, for handles written by hand.
pub(super) fn options(manifest: &Manifest) -> String {
    let mut body = String::new();
    let mut named = Vec::new();
    let mut uses = Uses::default();
    for def in manifest.types.values() {
        let Form::Struct(fields) = &def.form else {
            continue;
        };
        // What handles take as keyword arguments.
        if !def.name.ends_with("Options") && def.name != "ArchiveSpec" {
            continue;
        }
        for field in &fields.fields {
            mentions(&field.ty, &mut named);
        }
        body.push_str(&format!(
            "\n\nclass {}Keywords(TypedDict, total=False):\n    \"\"\"Keyword arguments of `{}`.\"\"\"\n",
            def.name, def.name
        ));
        if !fields.fields.is_empty() {
            body.push('\n');
        }
        for field in &fields.fields {
            let annotation = field_annotation(manifest, &field.name, &field.ty, Side::In);
            uses.note(&annotation);
            body.push_str(&format!("    {}: {annotation}\n", snake(&field.name)));
        }
    }
    let mut out = "\"\"\"Keyword arguments of handles. Only type checkers read this module.\"\"\"\n\nfrom __future__ import annotations\n\n".to_owned();
    let mut standard = String::new();
    if !uses.collections.is_empty() {
        standard.push_str(&format!(
            "from collections.abc import {}\n",
            uses.collections
                .iter()
                .copied()
                .collect::<Vec<_>>()
                .join(", ")
        ));
    }
    let dates = uses.dates();
    if !dates.is_empty() {
        standard.push_str(&format!("from datetime import {}\n", dates.join(", ")));
    }
    standard.push_str(if uses.any {
        "from typing import Any, TypedDict\n"
    } else {
        "from typing import TypedDict\n"
    });
    out.push_str(&standard);
    let own = imports(manifest, "", named, "");
    if !own.is_empty() {
        out.push_str(&format!("\n{own}"));
    }
    out.push_str(&body);
    out
}

/// Which names the top of the package offers, and from where. Data that shares its name with a handle stays in its
/// namespace.
pub(super) fn exports(manifest: &Manifest) -> String {
    let mut names = std::collections::BTreeMap::new();
    let mut modules = BTreeSet::new();
    for (namespace, defs) in manifest.namespaces() {
        if !AT_THE_TOP.contains(&namespace) {
            modules.insert(namespace);
        }
        for name in offered(&defs) {
            if !HANDLES.contains(&name.as_str()) {
                names.insert(name, namespace.to_owned());
            }
        }
    }
    for class in &manifest.classes {
        names.insert(Manifest::class_name(&class.word), "errors".to_owned());
    }
    let table: String = names
        .iter()
        .map(|(name, module)| format!("    \"{name}\": \"{module}\",\n"))
        .collect();
    let list: String = modules.iter().map(|m| format!("    \"{m}\",\n")).collect();
    let mut checking: String = modules
        .iter()
        .chain(["errors"].iter())
        .map(|module| format!("    from .. import {module} as {module}\n"))
        .collect();
    let mut by_module = std::collections::BTreeMap::<&str, Vec<&str>>::new();
    for (name, module) in &names {
        by_module.entry(module).or_default().push(name);
    }
    for (module, names) in &by_module {
        checking.push_str(&format!("    from .{module} import (\n"));
        for name in names {
            checking.push_str(&format!("        {name} as {name},\n"));
        }
        checking.push_str("    )\n");
    }
    format!(
        "\"\"\"Names at the top of the package, loaded when they are first used.\"\"\"\n\nfrom typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n{checking}\nNAMES: dict[str, str] = {{\n{table}}}\nMODULES: tuple[str, ...] = (\n{list})\n"
    )
}
