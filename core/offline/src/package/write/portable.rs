//! Portable packages (package formats, 8). Nobody here has seen a real one: this is the layout that Mendix documents and
//! that other tools write.

use std::{collections::BTreeMap, fmt::Write};

use mendix_deploy_model::packages::Constant;

use super::zip::Content;

/// The files of `etc/Default`, in the order in which they are read.
const INCLUDES: [&str; 5] = [
    "etc/StudioPro.conf",
    "etc/constants/defaults.conf",
    "etc/configurations/Default.conf",
    "etc/variables.conf",
    "etc/constants/variables.conf",
];

/// The entries of the portable package, made of those of the deployment archive.
pub(in crate::package) fn entries(
    archive: BTreeMap<String, Content>,
    constants: &[Constant],
) -> BTreeMap<String, Content> {
    let mut entries: BTreeMap<String, Content> = archive
        .into_iter()
        .map(|(name, content)| (format!("app/{name}"), content))
        .collect();
    let mut add = |name: &str, text: String| {
        entries.insert(name.to_owned(), Content::Bytes(text.into_bytes()));
    };
    add(
        "bin/start.bat",
        "@java -jar lib\\runtime\\launcher\\runtimelauncher.jar %*\r\n".to_owned(),
    );
    add("lib/runtime/launcher/runtimelauncher.jar", String::new());
    add(
        "etc/Default",
        INCLUDES
            .iter()
            .map(|file| format!("include file(\"{file}\")\n"))
            .collect(),
    );
    add(
        "etc/StudioPro.conf",
        "runtime.params.DTAPMode = \"D\"\n\
         logging = [{ name = \"Console\", type = \"console\", autoSubscribe = \"INFO\" }]\n"
            .to_owned(),
    );
    add(
        "etc/configurations/Default.conf",
        "runtime.params.DatabaseType = \"HSQLDB\"\n\
         runtime.params.DatabaseName = \"default\"\n\
         runtime.params.ApplicationRootUrl = \"http://localhost:8080/\"\n\
         runtime.http.port = 8080\n\
         admin.port = 8090\n"
            .to_owned(),
    );
    add(
        "etc/variables.conf",
        "runtime.params.DatabaseType = ${?RUNTIME_PARAMS_DATABASETYPE}\n\
         runtime.params.DatabaseHost = ${?RUNTIME_PARAMS_DATABASEHOST}\n\
         runtime.params.DatabaseName = ${?RUNTIME_PARAMS_DATABASENAME}\n\
         runtime.params.DatabaseUserName = ${?RUNTIME_PARAMS_DATABASEUSERNAME}\n\
         runtime.params.DatabasePassword = ${?RUNTIME_PARAMS_DATABASEPASSWORD}\n"
            .to_owned(),
    );
    add(
        "etc/constants/defaults.conf",
        object(constants, |constant| {
            quoted(constant.default_value.as_deref().unwrap_or_default())
        }),
    );
    add(
        "etc/constants/variables.conf",
        object(constants, |constant| {
            format!("${{?{}}}", variable(&constant.name))
        }),
    );
    entries.insert(
        "bin/start".to_owned(),
        Content::Program(
            b"#!/bin/sh\nexec java -jar lib/runtime/launcher/runtimelauncher.jar \"$@\"\n".to_vec(),
        ),
    );
    entries
}

/// One constant per line.
fn object(constants: &[Constant], value: impl Fn(&Constant) -> String) -> String {
    let mut text = "runtime.params.MicroflowConstants {\n".to_owned();
    for constant in constants {
        // Writing to a text cannot fail.
        let _ = writeln!(text, "  {} = {}", quoted(&constant.name), value(constant));
    }
    text.push_str("}\n");
    text
}

/// `CONSTANTS_MYMODULE_APIURL`.
fn variable(name: &str) -> String {
    let mut variable = "CONSTANTS_".to_owned();
    variable.extend(name.chars().flat_map(char::to_uppercase).map(|letter| {
        if letter.is_alphanumeric() {
            letter
        } else {
            '_'
        }
    }));
    variable
}

/// A text of HOCON, which are those of JSON.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
