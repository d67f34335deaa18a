//! Reference pages and the error index.

use super::{
    Files, NOTICE, camel,
    manifest::{ArgumentType, Form, Manifest, Struct, Type, TypeDef},
    prose, snake,
};

pub(super) fn write(manifest: &Manifest, files: &mut Files) {
    let mut put = |name: &str, text: String| {
        files.insert(
            format!("docs/{name}"),
            format!("<!-- {NOTICE} -->\n\n{text}"),
        );
    };
    put("errors/README.md", errors(manifest));
    put("reference/README.md", index(manifest));
    for (namespace, defs) in manifest.namespaces() {
        put(
            &format!("reference/{namespace}.md"),
            namespace_page(namespace, &defs),
        );
    }
    for group in &manifest.groups {
        put(
            &format!("reference/calls-{}.md", group.name),
            group_page(manifest, group),
        );
    }
}

fn errors(manifest: &Manifest) -> String {
    let mut out = String::from(
        "# Error index\n\nEvery error has a stable code. Branch on the class (`except`, `instanceof`, `match`) or on the code; codes are never\nreused. `retry` says whether trying again can help, `effect` whether the platform was changed.\n",
    );
    for class in &manifest.classes {
        let rows: Vec<_> = manifest
            .errors
            .iter()
            .filter(|e| e.class == class.word)
            .collect();
        out.push_str(&format!(
            "\n## {}\n\n{}\n",
            Manifest::class_name(&class.word),
            prose::plain(&class.doc)
        ));
        for row in rows {
            out.push_str(&format!(
                "\n### `{}`\n\n{}\n\n- retry: {}\n- effect on the platform: {}\n- what to do: {}\n",
                row.code,
                prose::plain(&row.cause),
                row.retry,
                row.effect,
                row.remedy
            ));
        }
    }
    out
}

fn index(manifest: &Manifest) -> String {
    let mut out = String::from("# Reference\n\n## Calls\n\n");
    for group in &manifest.groups {
        out.push_str(&format!(
            "- [`client.{}`](calls-{}.md): {}\n",
            group.name,
            group.name,
            prose::summary(&group.doc)
        ));
    }
    out.push_str("\n## Types\n\n");
    for (namespace, defs) in manifest.namespaces() {
        let names: Vec<String> = defs.iter().map(|def| format!("`{}`", def.name)).collect();
        out.push_str(&format!(
            "- [`{namespace}`]({namespace}.md): {}\n",
            names.join(", ")
        ));
    }
    out.push_str(
        "\n## Documents\n\nSaved, loaded, rendered; a newer version is refused by name.\n\n",
    );
    for document in &manifest.documents {
        out.push_str(&format!(
            "- `{}` (`document: {}`, version {})\n",
            document.name, document.kind, document.version
        ));
    }
    out.push_str("\n## Errors\n\nSee the [error index](../errors/README.md).\n");
    out
}

fn namespace_page(namespace: &str, defs: &[&TypeDef]) -> String {
    let mut out = format!(
        "# `{namespace}`\n\nNames of fields as in JSON and Node; Python writes them with underscores.\n"
    );
    for def in defs {
        out.push_str(&format!(
            "\n## {}\n\n{}\n",
            def.name,
            prose::plain(&def.doc)
        ));
        match &def.form {
            Form::Struct(body) => fields(body, &mut out),
            Form::Union(variants) => {
                for variant in variants {
                    out.push_str(&format!(
                        "\n### {} (`kind: {}`)\n\n{}\n",
                        variant.class.clone(),
                        variant.kind,
                        prose::plain(&variant.doc)
                    ));
                    fields(&variant.body, &mut out);
                }
            }
            Form::Words(words) => {
                out.push('\n');
                for (word, doc) in &words.words {
                    let doc = prose::summary(doc);
                    out.push_str(&format!(
                        "- `{word}`{}{doc}\n",
                        if doc.is_empty() { "" } else { ": " }
                    ));
                }
                if words.open {
                    out.push_str("- any other word of the platform, kept as it is\n");
                }
            }
            Form::Text => out.push_str("\nText.\n"),
        }
    }
    out
}

fn fields(body: &Struct, out: &mut String) {
    if body.fields.is_empty() {
        return;
    }
    out.push_str("\n| field | type | |\n|---|---|---|\n");
    for field in &body.fields {
        let optional = !field.required || (body.input && field.default.is_some());
        out.push_str(&format!(
            "| `{}` | {}{} | {}{} |\n",
            field.name,
            told(&field.ty),
            if optional { ", may be absent" } else { "" },
            prose::summary(&field.doc).replace('|', "\\|"),
            if field.private {
                " May be a credential: `Debug` and `repr` leave it out, Node prints it."
            } else {
                ""
            }
        ));
    }
}

fn told(ty: &Type) -> String {
    match ty {
        Type::Named(name) => format!("`{name}`"),
        Type::Text => "text".to_owned(),
        Type::Instant => "instant, RFC 3339".to_owned(),
        Type::Day => "day, `2026-03-01`".to_owned(),
        Type::Integer(_) => "whole number".to_owned(),
        Type::Number => "number".to_owned(),
        Type::Boolean => "true or false".to_owned(),
        Type::List(inner) => format!("list of {}", told(inner)),
        Type::Map(inner) => format!("map of {} by name", told(inner)),
        Type::Optional(inner) => told(inner),
        Type::Json => "JSON".to_owned(),
        Type::Nothing => "nothing".to_owned(),
    }
}

fn group_page(manifest: &Manifest, group: &super::manifest::Group) -> String {
    let mut out = format!(
        "# `client.{}`\n\n{}\n",
        group.name,
        prose::plain(&group.doc)
    );
    for row in &group.rows {
        let python: Vec<String> = row.arguments.iter().map(|a| a.name.clone()).collect();
        let node: Vec<String> = row.arguments.iter().map(|a| camel(&a.name)).collect();
        let with = |mut names: Vec<String>, last: &str| {
            if row.options.is_some() {
                names.push(last.to_owned());
            }
            names.join(", ")
        };
        let result = match row.shape.as_str() {
            "pager" => format!("pager of {}", told(&row.output)),
            "operation" => format!("operation that ends in {}", told(&row.output)),
            "secret" => "`SecretValue`".to_owned(),
            _ => told(&row.output),
        };
        out.push_str(&format!(
            "\n## {}\n\n```text\nRust    client.{}().{}({})\nPython  client.{}.{}({})\nNode    client.{}.{}({})\n```\n\n{}\n\nGives: {result}.\n",
            row.method,
            group.name,
            row.method,
            with(python.clone(), "options"),
            group.name,
            row.method,
            with(python, "*, …"),
            camel(&group.name),
            camel(&row.method),
            with(node, "options"),
            prose::plain(&row.doc),
        ));
        if !row.arguments.is_empty() {
            out.push('\n');
        }
        for argument in &row.arguments {
            let ty = match &argument.ty {
                ArgumentType::Handle(name) => format!("handle `{name}`"),
                ArgumentType::Data(ty) => told(ty),
            };
            out.push_str(&format!("- `{}`: {ty}\n", argument.name));
        }
        if let Some(options) = &row.options
            && let Some(Form::Struct(body)) = manifest.types.get(options).map(|d| &d.form)
        {
            out.push_str(&format!("\nOptions (`{options}`):\n\n"));
            for field in &body.fields {
                out.push_str(&format!(
                    "- `{}` (Python `{}`): {}, {}\n",
                    field.name,
                    snake(&field.name),
                    told(&field.ty),
                    prose::summary(&field.doc)
                ));
            }
        }
    }
    out
}
