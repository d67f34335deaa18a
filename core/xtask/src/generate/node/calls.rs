//! Groups of calls.

use std::collections::BTreeSet;

use super::{imports, mentions, typescript};
use crate::generate::{
    camel,
    manifest::{ArgumentType, Form, Group, Manifest, Row, Type},
    pascal, prose,
};

/// Groups that also have calls written by hand, in `lib/<group>.cjs` and `lib/<group>.d.ts`.
const HAND_WRITTEN: [&str; 1] = ["packages"];

pub(super) fn module(manifest: &Manifest) -> String {
    let mut out =
        String::from("'use strict'\n\nconst { Group, call } = require('../lib/group.cjs')\n");
    for group in &manifest.groups {
        if HAND_WRITTEN.contains(&group.name.as_str()) {
            out.push_str(&format!(
                "const {{ {}Members }} = require('../lib/{}.cjs')\n",
                pascal(&group.name),
                group.name
            ));
        }
    }
    let mut list = String::new();
    for group in &manifest.groups {
        let name = pascal(&group.name);
        let base = if HAND_WRITTEN.contains(&group.name.as_str()) {
            format!("{name}Members")
        } else {
            "Group".to_owned()
        };
        out.push_str(&format!("\nclass {name} extends {base} {{\n"));
        for (index, row) in group.rows.iter().enumerate() {
            let mut names: Vec<String> = row.arguments.iter().map(|a| camel(&a.name)).collect();
            let given = names.join(", ");
            names.push("options".to_owned());
            if index > 0 {
                out.push('\n');
            }
            out.push_str(&format!(
                "  {}({}) {{\n    return this[call].{}('{}', '{}', [{given}], options, {})\n  }}\n",
                camel(&row.method),
                names.join(", "),
                row.shape,
                group.name,
                row.method,
                row.options.is_some(),
            ));
        }
        out.push_str("}\n");
        list.push_str(&format!("  {name},\n"));
    }
    let groups: String = manifest
        .groups
        .iter()
        .map(|group| format!("  {}: {},\n", camel(&group.name), pascal(&group.name)))
        .collect();
    out.push_str(&format!(
        "\nconst groups = {{\n{groups}}}\n\nmodule.exports = {{\n  groups,\n{list}}}\n"
    ));
    out
}

pub(super) fn typings(manifest: &Manifest) -> String {
    let mut body = String::new();
    let mut named = Vec::new();
    let mut handles = BTreeSet::new();
    let mut shapes = BTreeSet::new();
    for group in &manifest.groups {
        class(manifest, group, &mut body);
        for row in &group.rows {
            mentions(&row.output, &mut named);
            named.extend(row.options.as_deref());
            for argument in &row.arguments {
                match &argument.ty {
                    ArgumentType::Data(ty) => mentions(ty, &mut named),
                    ArgumentType::Handle(name) => {
                        handles.insert(name.clone());
                    }
                }
            }
            match row.shape.as_str() {
                "pager" => {
                    shapes.insert("Pager".to_owned());
                }
                "operation" => {
                    shapes.insert("Operation".to_owned());
                }
                "secret" => {
                    shapes.insert("SecretValue".to_owned());
                }
                _ => {}
            }
        }
    }
    shapes.insert("CallOptions".to_owned());
    shapes.extend(handles);
    let shapes: Vec<String> = shapes
        .into_iter()
        .map(|name| {
            // Data of the same name is imported beside the handle.
            if manifest.types.contains_key(&name) {
                format!("{name} as {name}Handle")
            } else {
                name
            }
        })
        .collect();
    let hand: String = manifest
        .groups
        .iter()
        .filter(|group| HAND_WRITTEN.contains(&group.name.as_str()))
        .map(|group| {
            let name = pascal(&group.name);
            format!(
                "import {{ {name}Members }} from '../lib/{}.cjs'\n",
                group.name
            )
        })
        .collect();
    format!(
        "{}import type {{ {} }} from '../lib/handles.js'\n{hand}{body}",
        imports(manifest, "", named),
        shapes.join(", ")
    )
}

fn class(manifest: &Manifest, group: &Group, out: &mut String) {
    let name = pascal(&group.name);
    out.push('\n');
    let doc = if group.doc.is_empty() {
        format!("Calls of the group `{}`.", group.name)
    } else {
        group.doc.clone()
    };
    out.push_str(&prose::jsdoc(&doc, ""));
    out.push_str(&format!(
        "export declare class {name} {{\n  private constructor()\n"
    ));
    for row in &group.rows {
        out.push_str(&prose::jsdoc(&row.doc, "  "));
        out.push_str(&format!(
            "  {}({}): {}\n",
            camel(&row.method),
            parameters(manifest, row).join(", "),
            result(row)
        ));
    }
    out.push_str("}\n");
}

fn parameters(manifest: &Manifest, row: &Row) -> Vec<String> {
    let mut parameters: Vec<String> = row
        .arguments
        .iter()
        .map(|argument| {
            let ty = match &argument.ty {
                ArgumentType::Handle(name) if manifest.types.contains_key(name) => {
                    format!("{name}Handle")
                }
                ArgumentType::Handle(name) => name.clone(),
                ArgumentType::Data(Type::Optional(inner)) => {
                    format!("{} | null | undefined", typescript(inner))
                }
                ArgumentType::Data(ty) => typescript(ty),
            };
            format!("{}: {ty}", camel(&argument.name))
        })
        .collect();
    match &row.options {
        Some(options) => {
            let required = matches!(
                manifest.types.get(options).map(|def| &def.form),
                Some(Form::Struct(body)) if body.fields.iter().any(|f| f.required && f.default.is_none())
            );
            parameters.push(format!(
                "options{}: {options} & CallOptions",
                if required { "" } else { "?" }
            ));
        }
        None if row.shape == "pager" => {}
        None => parameters.push("options?: CallOptions".to_owned()),
    }
    parameters
}

fn result(row: &Row) -> String {
    let output = typescript(&row.output);
    match row.shape.as_str() {
        "pager" => format!("Pager<{output}>"),
        "operation" => format!("Promise<Operation<{output}>>"),
        "secret" => "Promise<SecretValue>".to_owned(),
        _ => match &row.output {
            Type::Optional(inner) => format!("Promise<{} | null>", typescript(inner)),
            _ => format!("Promise<{output}>"),
        },
    }
}
