//! Error classes.

use crate::generate::{manifest::Manifest, prose};

/// Builtins that a class may also be, said in its documentation: "In Python also a `ValueError`."
const BUILTINS: [&str; 5] = [
    "ConnectionError",
    "LookupError",
    "OSError",
    "TimeoutError",
    "ValueError",
];

pub(super) fn module(manifest: &Manifest) -> String {
    let mut out = String::from(
        "\"\"\"One class per error class of the core, and every code.\"\"\"\n\nfrom typing import Final\n\nfrom .._errors import MendixDeployError\n",
    );
    let mut table = String::new();
    for class in &manifest.classes {
        let name = Manifest::class_name(&class.word);
        let bases = BUILTINS
            .iter()
            .filter(|builtin| class.doc.contains(&format!("`{builtin}`")))
            .fold("MendixDeployError".to_owned(), |bases, builtin| {
                format!("{bases}, {builtin}")
            });
        out.push_str(&format!(
            "\n\nclass {name}({bases}):\n{}",
            prose::docstring(&class.doc, "    ")
        ));
        table.push_str(&format!("    \"{}\": {name},\n", class.word));
    }
    out.push_str(&format!(
        "\n\nCLASSES: Final[dict[str, type[MendixDeployError]]] = {{\n{table}}}\n"
    ));
    out.push_str("\"\"\"Class by the word of `ErrorInfo.error_class`.\"\"\"\n\n");
    let codes: String = manifest
        .errors
        .iter()
        .map(|error| format!("    \"{}\": \"{}\",\n", error.code, error.class))
        .collect();
    out.push_str(&format!("CODES: Final[dict[str, str]] = {{\n{codes}}}\n"));
    out.push_str("\"\"\"Every code and the word of its class.\"\"\"\n");
    out
}

pub(super) fn public(manifest: &Manifest) -> String {
    let mut generated: Vec<String> = manifest
        .classes
        .iter()
        .map(|class| Manifest::class_name(&class.word))
        .chain(["CLASSES".to_owned(), "CODES".to_owned()])
        .collect();
    generated.sort();
    let import: String = generated
        .iter()
        .map(|name| format!("    {name},\n"))
        .collect();
    let mut all = generated.clone();
    all.push("MendixDeployError".to_owned());
    all.sort();
    let all: String = all
        .iter()
        .map(|name| format!("    \"{name}\",\n"))
        .collect();
    format!(
        "# ruff: noqa\n\"\"\"Everything that mendix-deploy raises. The base is `MendixDeployError`; branch on classes, or on `code`.\"\"\"\n\nfrom ._errors import MendixDeployError\nfrom ._generated.errors import (\n{import})\n\n__all__ = [\n{all}]\n"
    )
}
