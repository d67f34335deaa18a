//! Programs that make every call with every argument, for the type checkers: what they accept is what is typed.

use super::{
    Files, NOTICE, camel,
    manifest::{ArgumentType, Form, Manifest, Row, Struct, Type},
    snake,
};

const FOLDER: &str = "tests/parity/types";

pub(super) fn write(manifest: &Manifest, files: &mut Files) {
    files.insert(
        format!("{FOLDER}/usage.py"),
        format!("# {NOTICE}\n{}", python(manifest)),
    );
    files.insert(
        format!("{FOLDER}/usage.mts"),
        format!("// {NOTICE}\n{}", node(manifest)),
    );
}

fn options<'a>(manifest: &'a Manifest, row: &Row) -> Option<&'a Struct> {
    match manifest.types.get(row.options.as_ref()?).map(|d| &d.form) {
        Some(Form::Struct(body)) => Some(body),
        _ => None,
    }
}

/// A type as Python outside of the package names it.
fn python_type(manifest: &Manifest, ty: &Type) -> String {
    match ty {
        Type::Named(name) => match manifest.types.get(name) {
            Some(def) if def.namespace == "address" => format!("mxd.{name}"),
            Some(def) => format!("mxd.{}.{name}", def.namespace),
            None => name.clone(),
        },
        Type::Text => "str".to_owned(),
        Type::Instant => "datetime".to_owned(),
        Type::Day => "date".to_owned(),
        Type::Integer(_) => "int".to_owned(),
        Type::Number => "float".to_owned(),
        Type::Boolean => "bool".to_owned(),
        Type::List(inner) => format!("tuple[{}, ...]", python_type(manifest, inner)),
        Type::Map(inner) => format!("dict[str, {}]", python_type(manifest, inner)),
        Type::Optional(inner) => format!("{} | None", python_type(manifest, inner)),
        Type::Json => "Any".to_owned(),
        Type::Nothing => "None".to_owned(),
    }
}

fn python(manifest: &Manifest) -> String {
    let mut body = String::new();
    for asynchronous in [false, true] {
        let (word, client, prefix) = if asynchronous {
            ("async def", "AsyncClient", "Async")
        } else {
            ("def", "Client", "")
        };
        for group in &manifest.groups {
            for row in &group.rows {
                let mut parameters = vec![format!("client: mxd.{client}")];
                let mut given = Vec::new();
                for argument in &row.arguments {
                    let ty = match &argument.ty {
                        ArgumentType::Handle(name) => format!("mxd.{name}"),
                        ArgumentType::Data(ty) => python_type(manifest, ty),
                    };
                    parameters.push(format!("{}: {ty}", argument.name));
                    given.push(argument.name.clone());
                }
                for field in options(manifest, row).map_or(&[][..], |o| &o.fields) {
                    let name = snake(&field.name);
                    parameters.push(format!("{name}: {}", python_type(manifest, &field.ty)));
                    given.push(format!("{name}={name}"));
                }
                let output = python_type(manifest, &row.output);
                let (output, wait) = match row.shape.as_str() {
                    "pager" => (format!("mxd.{prefix}Pager[{output}]"), false),
                    "operation" => (format!("mxd.{prefix}Operation[{output}]"), asynchronous),
                    "secret" => ("mxd.SecretValue".to_owned(), asynchronous),
                    _ => (output, asynchronous),
                };
                let call = format!(
                    "{}client.{}.{}({})",
                    if wait { "await " } else { "" },
                    group.name,
                    row.method,
                    given.join(", ")
                );
                let statement = if output == "None" {
                    call
                } else {
                    format!("assert_type({call}, {output})")
                };
                body.push_str(&format!(
                    "\n\n{word} {}{}_{}({}) -> None:\n    {statement}\n",
                    if asynchronous { "async_" } else { "" },
                    group.name,
                    row.method,
                    parameters.join(", "),
                ));
            }
        }
    }
    let word = |text: &str| {
        body.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .any(|part| part == text)
    };
    let mut imports = String::new();
    let dates: Vec<&str> = ["date", "datetime"]
        .into_iter()
        .filter(|n| word(n))
        .collect();
    if !dates.is_empty() {
        imports.push_str(&format!("from datetime import {}\n", dates.join(", ")));
    }
    imports.push_str(if word("Any") {
        "from typing import Any, assert_type\n"
    } else {
        "from typing import assert_type\n"
    });
    format!(
        "# ruff: noqa\n\"\"\"Every call with every argument.\"\"\"\n\n{imports}\nimport mendix_deploy as mxd\n{body}"
    )
}

/// A type as TypeScript outside of the package names it.
fn node_type(manifest: &Manifest, ty: &Type) -> String {
    match ty {
        Type::Named(name) => match manifest.types.get(name) {
            Some(def) => format!("{}.{name}", def.namespace),
            None => name.clone(),
        },
        Type::Text | Type::Instant | Type::Day => "string".to_owned(),
        Type::Integer(_) | Type::Number => "number".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::List(inner) => format!("ReadonlyArray<{}>", node_type(manifest, inner)),
        Type::Map(inner) => format!("Readonly<Record<string, {}>>", node_type(manifest, inner)),
        Type::Optional(inner) => format!("{} | null", node_type(manifest, inner)),
        Type::Json => "unknown".to_owned(),
        Type::Nothing => "void".to_owned(),
    }
}

fn node(manifest: &Manifest) -> String {
    let mut body = String::new();
    for group in &manifest.groups {
        for row in &group.rows {
            let mut parameters = vec!["client: Client".to_owned()];
            let mut given = Vec::new();
            for argument in &row.arguments {
                let ty = match &argument.ty {
                    ArgumentType::Handle(name) => name.clone(),
                    ArgumentType::Data(ty) => node_type(manifest, ty),
                };
                parameters.push(format!("{}: {ty}", camel(&argument.name)));
                given.push(camel(&argument.name));
            }
            if let Some(options) = &row.options {
                let ty = node_type(manifest, &Type::Named(options.clone()));
                parameters.push(format!("options: {ty}"));
                given.push("{ ...options, signal }".to_owned());
            } else if row.shape != "pager" {
                given.push("{ signal }".to_owned());
            }
            let output = node_type(manifest, &row.output);
            let (output, wait) = match row.shape.as_str() {
                "pager" => (format!("Pager<{output}>"), ""),
                "operation" => (format!("Operation<{output}>"), "await "),
                "secret" => ("SecretValue".to_owned(), "await "),
                _ => (output, "await "),
            };
            body.push_str(&format!(
                "\nexport async function {}_{}({}): Promise<{output}> {{\n  return {wait}client.{}.{}({})\n}}\n",
                camel(&group.name),
                camel(&row.method),
                parameters.join(", "),
                camel(&group.name),
                camel(&row.method),
                given.join(", ")
            ));
        }
    }
    let word = |text: &str| {
        body.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .any(|part| part == text)
    };
    let mut names: Vec<String> = ["Client", "Operation", "Pager", "SecretValue"]
        .into_iter()
        .filter(|name| word(name))
        .map(str::to_owned)
        .collect();
    for namespace in manifest.namespaces().into_keys() {
        if body.contains(&format!("{namespace}.")) {
            names.push(namespace.to_owned());
        }
    }
    format!(
        "import type {{ {} }} from 'mendix-deploy'\n\nconst signal = AbortSignal.timeout(1000)\n{body}",
        names.join(", ")
    )
}
