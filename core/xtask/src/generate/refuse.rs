//! What the border cannot carry in all three languages is refused before anything is written.

use std::collections::BTreeMap;

use super::{
    camel,
    manifest::{ArgumentType, Field, Form, Manifest, Type},
    names::{FIELD_KEYWORDS, KEYWORDS, TAKEN_TYPES, member},
    snake,
};

/// Every problem at once.
pub(super) fn check(manifest: &Manifest) -> Result<(), String> {
    let mut problems = Vec::new();
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for class in &manifest.classes {
        names.insert(
            Manifest::class_name(&class.word),
            "the error classes".to_owned(),
        );
    }
    for def in manifest.types.values() {
        let owner = &def.name;
        claim(&mut names, owner, owner, &mut problems);
        match &def.form {
            Form::Struct(body) => fields(owner, &body.fields, manifest, &mut problems),
            Form::Union(variants) => {
                for variant in variants {
                    let name = variant.class.clone();
                    claim(&mut names, &name, owner, &mut problems);
                    fields(
                        &format!("{owner}.{}", variant.kind),
                        &variant.body.fields,
                        manifest,
                        &mut problems,
                    );
                }
            }
            Form::Words(words) => {
                let mut members = BTreeMap::new();
                for (word, _) in &words.words {
                    if let Some(other) = members.insert(member(word), word) {
                        problems.push(format!(
                            "{owner}: `{word}` and `{other}` have the same name in Python"
                        ));
                    }
                }
            }
            Form::Text => {}
        }
    }
    for group in &manifest.groups {
        for row in &group.rows {
            let owner = format!("{}.{}", group.name, row.method);
            if FIELD_KEYWORDS.contains(&row.method.as_str()) {
                problems.push(format!("{owner}: a keyword"));
            }
            for argument in &row.arguments {
                let name = argument.name.as_str();
                if (KEYWORDS.contains(&name) && name != "type")
                    || name == "options"
                    || name == "signal"
                {
                    problems.push(format!(
                        "{owner}: the argument `{name}` is a keyword or taken"
                    ));
                }
                if let ArgumentType::Data(ty) = &argument.ty {
                    known(&owner, ty, manifest, &mut problems);
                }
            }
            known(&owner, &row.output, manifest, &mut problems);
            if let Some(options) = &row.options
                && let Some(Form::Struct(body)) = manifest.types.get(options).map(|d| &d.form)
            {
                for field in &body.fields {
                    if row.arguments.iter().any(|a| a.name == snake(&field.name))
                        || field.name == "signal"
                    {
                        problems.push(format!(
                            "{owner}: `{}` is an argument and an option",
                            field.name
                        ));
                    }
                }
            }
        }
    }
    for error in &manifest.errors {
        let form = |text: &str| {
            !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        };
        if !error
            .code
            .split_once('.')
            .is_some_and(|(area, name)| form(area) && form(name))
        {
            problems.push(format!("{}: a code is `area.name`", error.code));
        }
    }
    if problems.is_empty() {
        return Ok(());
    }
    Err(format!(
        "the surface cannot be carried:\n  {}",
        problems.join("\n  ")
    ))
}

fn claim(
    names: &mut BTreeMap<String, String>,
    name: &str,
    owner: &str,
    problems: &mut Vec<String>,
) {
    if TAKEN_TYPES.contains(&name) || KEYWORDS.contains(&name) {
        problems.push(format!("{owner}: `{name}` hides a name of a host language"));
    }
    if let Some(other) = names.insert(name.to_owned(), owner.to_owned()) {
        problems.push(format!("`{name}` is both in {other} and in {owner}"));
    }
}

fn fields(owner: &str, fields: &[Field], manifest: &Manifest, problems: &mut Vec<String>) {
    for field in fields {
        let owner = format!("{owner}.{}", field.name);
        let name = snake(&field.name);
        if FIELD_KEYWORDS.contains(&name.as_str()) || FIELD_KEYWORDS.contains(&field.name.as_str())
        {
            problems.push(format!("{owner}: a keyword in one of the languages"));
        }
        if field.name == "kind" {
            problems.push(format!("{owner}: `kind` is the tag of unions"));
        }
        if camel(&name) != field.name {
            problems.push(format!(
                "{owner}: `{name}` does not lead back to `{}`",
                field.name
            ));
        }
        known(&owner, &field.ty, manifest, problems);
    }
}

fn known(owner: &str, ty: &Type, manifest: &Manifest, problems: &mut Vec<String>) {
    match ty {
        Type::Named(name) if !manifest.types.contains_key(name) => {
            problems.push(format!("{owner}: `{name}` is not in the manifest"));
        }
        Type::List(inner) | Type::Map(inner) | Type::Optional(inner) => {
            known(owner, inner, manifest, problems);
        }
        _ => {}
    }
}
