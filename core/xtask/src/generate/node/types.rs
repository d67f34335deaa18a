//! Typings of the models.

use super::{imports, mentions, typescript};
use crate::generate::{
    manifest::{Form, Manifest, Struct, Type, TypeDef},
    prose,
};

pub(super) fn module(manifest: &Manifest, namespace: &str, defs: &[&TypeDef]) -> String {
    let mut body = String::new();
    let mut named = Vec::new();
    for def in defs {
        body.push('\n');
        match &def.form {
            Form::Struct(fields) => {
                interface(&def.name, None, &def.doc, fields, &mut body);
                fields
                    .fields
                    .iter()
                    .for_each(|f| mentions(&f.ty, &mut named));
            }
            Form::Union(variants) => {
                let mut names = Vec::new();
                for variant in variants {
                    let name = variant.class.clone();
                    let doc = if variant.doc.is_empty() {
                        format!("{}: {}.", def.name, variant.kind)
                    } else {
                        variant.doc.clone()
                    };
                    interface(&name, Some(&variant.kind), &doc, &variant.body, &mut body);
                    body.push('\n');
                    variant
                        .body
                        .fields
                        .iter()
                        .for_each(|f| mentions(&f.ty, &mut named));
                    names.push(name);
                }
                body.push_str(&prose::jsdoc(&def.doc, ""));
                body.push_str(&format!(
                    "export type {} = {}\n",
                    def.name,
                    names.join(" | ")
                ));
            }
            Form::Words(words) => {
                body.push_str(&prose::jsdoc(&def.doc, ""));
                let mut choices: Vec<String> = words
                    .words
                    .iter()
                    .map(|(word, _)| format!("'{word}'"))
                    .collect();
                if words.open {
                    // Keeps the known words in completions and lets others through.
                    choices.push("(string & {})".to_owned());
                }
                body.push_str(&format!(
                    "export type {} = {}\n",
                    def.name,
                    choices.join(" | ")
                ));
            }
            Form::Text => {
                body.push_str(&prose::jsdoc(&def.doc, ""));
                body.push_str(&format!("export type {} = string\n", def.name));
            }
        }
    }
    format!("{}{body}", imports(manifest, namespace, named))
}

fn interface(name: &str, kind: Option<&str>, doc: &str, body: &Struct, out: &mut String) {
    out.push_str(&prose::jsdoc(doc, ""));
    out.push_str(&format!("export interface {name} {{\n"));
    if let Some(kind) = kind {
        out.push_str(&format!("  readonly kind: '{kind}'\n"));
    }
    for field in &body.fields {
        let large = matches!(&field.ty, Type::Integer(true))
            || matches!(&field.ty, Type::Optional(inner) if **inner == Type::Integer(true));
        let doc = match (large, field.private) {
            (true, _) => format!("{} A safe integer.", field.doc),
            (_, true) => format!(
                "{} May be a credential, and printing the object prints it.",
                field.doc
            ),
            _ => field.doc.clone(),
        };
        out.push_str(&prose::jsdoc(&doc, "  "));
        let optional = !field.required || (body.input && field.default.is_some());
        let ty = match &field.ty {
            // Absent, never null, on the way out; null is taken for absent on the way in.
            Type::Optional(inner) if body.input => {
                format!("{} | null | undefined", typescript(inner))
            }
            Type::Optional(inner) => format!("{} | undefined", typescript(inner)),
            ty if optional => format!("{} | undefined", typescript(ty)),
            ty => typescript(ty),
        };
        out.push_str(&format!(
            "  readonly {}{}: {ty}\n",
            field.name,
            if optional { "?" } else { "" }
        ));
    }
    out.push_str("}\n");
}
