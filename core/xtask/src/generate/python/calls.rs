//! Groups of calls, blocking and asynchronous.

use std::collections::BTreeSet;

use super::{Side, annotation, default, field_annotation, handles, imports, mentions};
use crate::generate::{
    manifest::{Argument, ArgumentType, Form, Group, Manifest, Row, Struct, Type},
    pascal, prose, snake,
};

pub(super) fn module(manifest: &Manifest) -> String {
    let mut body = String::new();
    for group in &manifest.groups {
        class(manifest, group, false, &mut body);
        class(manifest, group, true, &mut body);
    }
    properties(manifest, false, &mut body);
    properties(manifest, true, &mut body);
    let mut named = Vec::new();
    let mut used_handles = BTreeSet::new();
    for row in manifest.groups.iter().flat_map(|g| &g.rows) {
        mentions(&row.output, &mut named);
        for argument in &row.arguments {
            match &argument.ty {
                ArgumentType::Data(ty) => mentions(ty, &mut named),
                ArgumentType::Handle(name) => {
                    used_handles
                        .extend(handles(std::iter::once(ArgumentType::Handle(name.clone()))));
                }
            }
        }
        if let Some(options) = options(manifest, row) {
            for field in &options.fields {
                mentions(&field.ty, &mut named);
            }
        }
    }
    // Ids and open words are plain text on the way in: only what an annotation really names is imported.
    named.retain(|name| {
        body.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .any(|part| part == *name)
    });
    let word = |text: &str| {
        body.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .any(|part| part == text)
    };
    let mut standard = String::new();
    let collections: Vec<&str> = ["Mapping", "Sequence"]
        .into_iter()
        .filter(|n| word(n))
        .collect();
    if !collections.is_empty() {
        standard.push_str(&format!(
            "    from collections.abc import {}\n",
            collections.join(", ")
        ));
    }
    let dates: Vec<&str> = ["date", "datetime", "timedelta"]
        .into_iter()
        .filter(|n| word(n))
        .collect();
    if !dates.is_empty() {
        standard.push_str(&format!("    from datetime import {}\n", dates.join(", ")));
    }
    if word("Any") {
        standard.push_str("    from typing import Any\n");
    }
    if !standard.is_empty() {
        standard.push('\n');
    }
    let mut own = String::from("    from .. import _native\n");
    let shapes: Vec<&str> = ["AsyncOperation", "AsyncPager", "Operation", "Pager"]
        .into_iter()
        .filter(|name| word(name))
        .collect();
    if !shapes.is_empty() {
        own.push_str(&format!(
            "    from .._handles import {}\n",
            shapes.join(", ")
        ));
    }
    if !used_handles.is_empty() || word("SecretValue") {
        let mut names: Vec<String> = used_handles.into_iter().collect();
        if word("SecretValue") {
            names.push("SecretValue".to_owned());
        }
        own.push_str(&format!("    from .._native import {}\n", names.join(", ")));
    }
    own.push_str(&imports(manifest, "", named, "    "));
    let hand = manifest
        .groups
        .iter()
        .fold(String::new(), |mut text, group| {
            if HAND_WRITTEN.contains(&group.name.as_str()) {
                let name = pascal(&group.name);
                text.push_str(&format!(
                    "from .._{} import Async{name}Members, {name}Members\n",
                    group.name
                ));
            }
            text
        });
    format!(
        "\"\"\"The calls of the client, by group, with their documentation and types.\"\"\"\n\nfrom __future__ import annotations\n\nfrom typing import TYPE_CHECKING, cast\n\nfrom .._calls import Group\n{hand}\nif TYPE_CHECKING:\n{standard}{own}{body}"
    )
}

/// Groups that also have calls written by hand, in classes `<Group>Members` of `_<group>.py`.
const HAND_WRITTEN: [&str; 1] = ["packages"];

fn options<'a>(manifest: &'a Manifest, row: &Row) -> Option<&'a Struct> {
    match manifest
        .types
        .get(row.options.as_ref()?)
        .map(|def| &def.form)
    {
        Some(Form::Struct(body)) => Some(body),
        _ => None,
    }
}

fn class(manifest: &Manifest, group: &Group, asynchronous: bool, out: &mut String) {
    let prefix = if asynchronous { "Async" } else { "" };
    let doc = if group.doc.is_empty() {
        format!("Calls of the group `{}`.", group.name)
    } else {
        group.doc.clone()
    };
    let base = if HAND_WRITTEN.contains(&group.name.as_str()) {
        format!("{prefix}{}Members", pascal(&group.name))
    } else {
        "Group".to_owned()
    };
    out.push_str(&format!(
        "\n\nclass {prefix}{}({base}):\n{}\n    __slots__ = ()\n",
        pascal(&group.name),
        prose::docstring(&doc, "    "),
    ));
    for row in &group.rows {
        method(manifest, group, row, asynchronous, out);
    }
}

fn method(manifest: &Manifest, group: &Group, row: &Row, asynchronous: bool, out: &mut String) {
    let output = annotation(manifest, &row.output, Side::Out);
    let prefix = if asynchronous { "Async" } else { "" };
    let result = match row.shape.as_str() {
        "pager" => format!("{prefix}Pager[{output}]"),
        "operation" => format!("{prefix}Operation[{output}]"),
        "secret" => "SecretValue".to_owned(),
        _ => output,
    };
    let word = if asynchronous && row.shape != "pager" {
        "async def"
    } else {
        "def"
    };
    let mut parameters = vec!["self".to_owned()];
    let mut given = Vec::new();
    for Argument { name, ty } in &row.arguments {
        let annotation = match ty {
            ArgumentType::Handle(handle) => handle.clone(),
            ArgumentType::Data(ty) => annotation(manifest, ty, Side::In),
        };
        parameters.push(format!("{name}: {annotation}"));
        given.push(name.clone());
    }
    let mut keywords = String::new();
    if let Some(options) = options(manifest, row) {
        if !options.fields.is_empty() {
            parameters.push("*".to_owned());
        }
        for field in &options.fields {
            let name = snake(&field.name);
            let annotation = field_annotation(manifest, &field.name, &field.ty, Side::In);
            let value = default(&field.ty, field.required, field.default.as_ref())
                .unwrap_or_else(|| "None".to_owned());
            let (annotation, value) = match &field.ty {
                Type::Map(_) => (format!("{annotation} | None"), "None".to_owned()),
                _ if value == "None" && !annotation.ends_with("None") => {
                    (format!("{annotation} | None"), value)
                }
                _ => (annotation, value),
            };
            parameters.push(format!("{name}: {annotation} = {value}"));
            keywords.push_str(&format!("                \"{name}\": {name},\n"));
        }
    }
    let one = format!(
        "    {word} {}({}) -> {result}:\n",
        row.method,
        parameters.join(", ")
    );
    out.push('\n');
    if one.len() <= 100 {
        out.push_str(&one);
    } else {
        out.push_str(&format!("    {word} {}(\n", row.method));
        for parameter in &parameters {
            out.push_str(&format!("        {parameter},\n"));
        }
        out.push_str(&format!("    ) -> {result}:\n"));
    }
    out.push_str(&prose::docstring(&documented(manifest, row), "        "));
    let arguments = if given.is_empty() {
        "()".to_owned()
    } else {
        format!("({},)", given.join(", "))
    };
    let keywords = match &row.options {
        None => "None".to_owned(),
        Some(_) if keywords.is_empty() => "{}".to_owned(),
        Some(_) => format!("{{\n{keywords}            }}"),
    };
    let function = match (row.shape.as_str(), asynchronous) {
        ("pager", false) => "self._pager",
        ("pager", true) => "self._async_pager",
        ("operation", false) => "self._operation",
        ("operation", true) => "await self._async_operation",
        (_, false) => "self._call",
        (_, true) => "await self._async_call",
    };
    out.push_str(&format!(
        "        return cast(\n            \"{result}\",\n            {function}(\n                \"{}\", \"{}\", {arguments}, {}\n            ),\n        )\n",
        group.name,
        row.method,
        keywords.replace('\n', "\n    ")
    ));
}

/// The documentation of the method and of its keyword arguments.
fn documented(manifest: &Manifest, row: &Row) -> String {
    let mut doc = prose::plain(&row.doc);
    if let Some(options) = options(manifest, row)
        && !options.fields.is_empty()
    {
        doc.push_str("\n\nKeyword arguments:\n");
        for field in &options.fields {
            doc.push_str(&format!(
                "\n- `{}`: {}",
                snake(&field.name),
                prose::summary(&field.doc)
            ));
        }
    }
    doc
}

fn properties(manifest: &Manifest, asynchronous: bool, out: &mut String) {
    let prefix = if asynchronous { "Async" } else { "" };
    out.push_str(&format!(
        "\n\nclass {prefix}ClientGroups:\n    \"\"\"The groups of calls of a client.\"\"\"\n\n    __slots__ = ()\n\n    if TYPE_CHECKING:\n\n        @property\n        def _native(self) -> _native.Client: ...\n"
    ));
    for group in &manifest.groups {
        let name = pascal(&group.name);
        out.push_str(&format!(
            "\n    @property\n    def {}(self) -> {prefix}{name}:\n{}        return {prefix}{name}(self._native)\n",
            group.name,
            prose::docstring(
                if group.doc.is_empty() { "Calls of this group." } else { &group.doc },
                "        "
            ),
        ));
    }
}
