//! The generated half of the npm package.

mod calls;
mod errors;
mod types;

use super::{
    Files, NOTICE,
    manifest::{Form, Manifest, Type},
    names::HANDLES,
    pascal,
};

const FOLDER: &str = "bindings-node";

/// Classes and functions written by hand that the package exports at run time.
const BY_HAND: &[&str] = &[
    "App",
    "Client",
    "Database",
    "EffectiveConfiguration",
    "Emulator",
    "Environment",
    "Landscape",
    "MendixDeployError",
    "Operation",
    "Package",
    "Pager",
    "ResolvedSecrets",
    "Resolver",
    "Run",
    "SecretValue",
    "annotate",
    "checkSetting",
    "compareConfigurations",
    "compareModels",
    "constantVariable",
    "constantsOfVariable",
    "convertConnection",
    "decide",
    "importConfiguration",
    "importReference",
    "load",
    "nameCollisions",
    "parseConnection",
    "parseReference",
    "placement",
    "planCatalogue",
    "policyOfFacts",
    "policyRules",
    "printConnection",
    "readCatalogue",
    "readScript",
    "readVariable",
    "render",
    "runtimeSetting",
    "runtimeSettings",
    "sameDatabase",
    "save",
    "secretsPractices",
    "settingOfVariable",
    "settingVariable",
    "sizingAdvice",
    "tierPresets",
    "verifyChecksums",
    "version",
    "write",
    "writeArchive",
    "writeChecksums",
    "writePortable",
    "writeProject",
];

pub(super) fn write(manifest: &Manifest, files: &mut Files) {
    let mut put = |name: &str, text: String| {
        files.insert(format!("{FOLDER}/{name}"), format!("// {NOTICE}\n{text}"));
    };
    for (namespace, defs) in manifest.namespaces() {
        put(
            &format!("_generated/{namespace}.d.ts"),
            types::module(manifest, namespace, &defs),
        );
    }
    put(
        "_generated/version.cjs",
        format!(
            "'use strict'\n\n// The native module must have the same.\nmodule.exports = '{}'\n",
            manifest.version
        ),
    );
    put("_generated/exports.d.ts", exports(manifest));
    put("_generated/errors.d.ts", errors::typings(manifest));
    put("_generated/errors.cjs", errors::module(manifest));
    put("_generated/calls.d.ts", calls::typings(manifest));
    put("_generated/calls.cjs", calls::module(manifest));
    put("_generated/documents.cjs", documents(manifest));
    put("index.mjs", entry(manifest));
}

fn documents(manifest: &Manifest) -> String {
    let rows: String = manifest
        .documents
        .iter()
        .map(|d| format!("  {}: {},\n", d.kind, d.version))
        .collect();
    format!(
        "'use strict'\n\n/** Documents and the newest version of each. */\nmodule.exports = {{\n{rows}}}\n"
    )
}

/// The entry for `import`: an explicit list, because names that are spread into `module.exports` cannot be imported.
fn entry(manifest: &Manifest) -> String {
    let mut names: Vec<String> = BY_HAND.iter().map(|name| (*name).to_owned()).collect();
    names.extend(
        manifest
            .classes
            .iter()
            .map(|class| Manifest::class_name(&class.word)),
    );
    names.extend(manifest.groups.iter().map(|group| pascal(&group.name)));
    names.sort();
    let list: String = names.iter().map(|name| format!("  {name},\n")).collect();
    format!(
        "import api from './index.cjs'\n\nexport const {{\n{list}}} = api\nexport default api\n"
    )
}

/// Types at the top of the package: data that shares its name with a handle stays in its namespace.
fn exports(manifest: &Manifest) -> String {
    let mut out = String::new();
    for (namespace, defs) in manifest.namespaces() {
        let mut names = Vec::new();
        for def in &defs {
            names.push(def.name.clone());
            if let Form::Union(variants) = &def.form {
                names.extend(variants.iter().map(|variant| variant.class.clone()));
            }
        }
        names.retain(|name| !HANDLES.contains(&name.as_str()));
        names.sort();
        if !names.is_empty() {
            out.push_str(&format!(
                "export type {{\n{}}} from './{namespace}.js'\n",
                names
                    .iter()
                    .map(|name| format!("  {name},\n"))
                    .collect::<String>()
            ));
        }
        out.push_str(&format!(
            "export type * as {namespace} from './{namespace}.js'\n"
        ));
    }
    out
}

fn typescript(ty: &Type) -> String {
    match ty {
        Type::Named(name) => name.clone(),
        Type::Text | Type::Instant | Type::Day => "string".to_owned(),
        Type::Integer(_) | Type::Number => "number".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::List(inner) => format!("ReadonlyArray<{}>", typescript(inner)),
        Type::Map(inner) => format!("Readonly<Record<string, {}>>", typescript(inner)),
        Type::Optional(inner) => format!("{} | null", typescript(inner)),
        Type::Json => "unknown".to_owned(),
        Type::Nothing => "void".to_owned(),
    }
}

fn mentions<'a>(ty: &'a Type, found: &mut Vec<&'a str>) {
    match ty {
        Type::Named(name) => found.push(name),
        Type::List(inner) | Type::Map(inner) | Type::Optional(inner) => mentions(inner, found),
        _ => {}
    }
}

/// `import type` lines of types from their modules, sorted; `alias` renames what a handle also is called.
fn imports<'a>(
    manifest: &Manifest,
    here: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> String {
    let mut by_module = std::collections::BTreeMap::<&str, std::collections::BTreeSet<&str>>::new();
    for name in names {
        if let Some(def) = manifest.types.get(name)
            && def.namespace != here
        {
            by_module.entry(&def.namespace).or_default().insert(name);
        }
    }
    by_module
        .into_iter()
        .map(|(module, names)| {
            let names: Vec<&str> = names.into_iter().collect();
            format!(
                "import type {{ {} }} from './{module}.js'\n",
                names.join(", ")
            )
        })
        .collect()
}
