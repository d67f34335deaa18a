//! The Java libraries of a package: the jars, which modules need them, and what the build knows of them.

use std::collections::{BTreeMap, BTreeSet};

use mendix_deploy_model::Result;
use rawzip::ReaderAt;
use serde_json::{Value, json};

use super::files::Files;
use crate::package::{hex::hex, subject::Subject};

/// Where libraries lie.
const FOLDER: &str = "model/lib/";

/// What the build writes about managed libraries since 10.18: a bill of materials by the CycloneDX plugin of Gradle.
const MANAGED: &str = "model/lib/userlib/vendorlib-sbom.json";

/// Largest such file; real ones have some hundred kilobytes.
const MAX_MANAGED: u64 = 16 * 1024 * 1024;

/// A library with its reference in the bill of materials.
pub(super) struct Library {
    pub(super) reference: String,
    pub(super) component: Value,
}

/// What the build says about a managed library.
#[derive(Default)]
struct Managed {
    group: Option<String>,
    name: String,
    version: Option<String>,
    purl: Option<String>,
    sha256: Option<String>,
    licenses: Vec<String>,
}

/// The libraries, in the order of their files; after them those that the build names and the package lacks.
pub(super) fn read<R: ReaderAt>(files: &Files<R>, subject: Subject<'_>) -> Result<Vec<Library>> {
    let managed = match files.read_of_app(MANAGED, MAX_MANAGED, subject)? {
        Some(bytes) => managed(&bytes),
        None => Vec::new(),
    };
    let mut needed: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (name, _, _) in files.of_app().filter(|(name, ..)| name.starts_with(FOLDER)) {
        if let Some((jar, module)) = marker(name) {
            needed.entry(jar).or_default().insert(module);
        }
    }
    let mut libraries = Vec::new();
    let mut met = vec![false; managed.len()];
    for (name, full, entry) in files.of_app() {
        if !name.starts_with(FOLDER) || !name.ends_with(".jar") {
            continue;
        }
        let sha256 = hex(&files.hash(full, entry, subject)?);
        let stem = stem(name);
        let at = managed
            .iter()
            .position(|known| known.sha256.as_ref() == Some(&sha256))
            .or_else(|| managed.iter().position(|known| known.is_called(stem)));
        if let Some(at) = at {
            met[at] = true;
        }
        libraries.push(library(
            name,
            &sha256,
            at.map(|at| &managed[at]),
            needed.get(name),
        ));
    }
    for (known, _) in managed.iter().zip(&met).filter(|(_, met)| !**met) {
        libraries.push(missing(known, libraries.len()));
    }
    Ok(libraries)
}

fn library(
    path: &str,
    sha256: &str,
    known: Option<&Managed>,
    modules: Option<&BTreeSet<&str>>,
) -> Library {
    let mut component = json!({
        "type": "library",
        "bom-ref": path,
        "hashes": [{"alg": "SHA-256", "content": sha256}],
    });
    let mut properties = vec![property("mendix:file", path)];
    if let Some(known) = known {
        known.describe(&mut component);
        if known.sha256.as_deref().is_some_and(|other| other != sha256) {
            // The coordinates are those of another file of this name.
            properties.push(property("mendix:managedHash", "differs"));
        }
    } else {
        let (name, version) = named(stem(path));
        component["name"] = json!(name);
        if let Some(version) = version {
            component["version"] = json!(version);
        }
        properties.push(property("mendix:versionFrom", "fileName"));
    }
    for module in modules.into_iter().flatten() {
        properties.push(property("mendix:requiredBy", module));
    }
    component["properties"] = Value::Array(properties);
    Library {
        reference: path.to_owned(),
        component,
    }
}

/// A library that the build names and that is not in the package.
fn missing(known: &Managed, number: usize) -> Library {
    let reference = format!("managed:{number}:{}", known.name);
    let mut component = json!({
        "type": "library",
        "bom-ref": reference,
        "properties": [property("mendix:file", "missing")],
    });
    known.describe(&mut component);
    if let Some(sha256) = &known.sha256 {
        component["hashes"] = json!([{"alg": "SHA-256", "content": sha256}]);
    }
    Library {
        reference,
        component,
    }
}

pub(super) fn property(name: &str, value: &str) -> Value {
    json!({"name": name, "value": value})
}

impl Managed {
    fn is_called(&self, stem: &str) -> bool {
        match &self.version {
            Some(version) => {
                stem.strip_prefix(&self.name)
                    .and_then(|rest| rest.strip_prefix('-'))
                    == Some(version)
            }
            None => stem == self.name,
        }
    }

    fn describe(&self, component: &mut Value) {
        component["name"] = json!(self.name);
        let optional = [
            ("group", &self.group),
            ("version", &self.version),
            ("purl", &self.purl),
        ];
        for (key, value) in optional {
            if let Some(value) = value {
                component[key] = json!(value);
            }
        }
        // An expression may be any id; the list of ids is that of one version of the format.
        match self.licenses.as_slice() {
            [] => {}
            [one] if is_expression(one) => component["licenses"] = json!([{"expression": one}]),
            many => {
                component["licenses"] = many
                    .iter()
                    .map(|name| json!({"license": {"name": name}}))
                    .collect();
            }
        }
    }
}

fn is_expression(license: &str) -> bool {
    !license.is_empty()
        && license
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'+'))
}

/// What is in a bill of materials of managed libraries; nothing when it is none.
fn managed(bytes: &[u8]) -> Vec<Managed> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let Ok(bom) = serde_json::from_slice::<Value>(bytes) else {
        return Vec::new();
    };
    let text = |value: &Value, key: &str| {
        value[key]
            .as_str()
            .filter(|text| !text.is_empty() && text.len() <= 1024)
            .map(str::to_owned)
    };
    let components = bom["components"].as_array().map_or(&[][..], Vec::as_slice);
    components
        .iter()
        .filter_map(|component| {
            let hashes = component["hashes"]
                .as_array()
                .map_or(&[][..], Vec::as_slice);
            let licenses = component["licenses"]
                .as_array()
                .map_or(&[][..], Vec::as_slice);
            Some(Managed {
                group: text(component, "group"),
                name: text(component, "name")?,
                version: text(component, "version"),
                purl: text(component, "purl").filter(|purl| purl.starts_with("pkg:")),
                sha256: hashes
                    .iter()
                    .filter(|hash| hash["alg"] == "SHA-256")
                    .filter_map(|hash| text(hash, "content"))
                    .map(|hash| hash.to_ascii_lowercase())
                    .find(|hash| {
                        hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
                    }),
                licenses: licenses
                    .iter()
                    .filter_map(|license| {
                        text(&license["license"], "id")
                            .or_else(|| text(&license["license"], "name"))
                            .or_else(|| text(license, "expression"))
                    })
                    .collect(),
            })
        })
        .collect()
}

/// The jar and the module of an empty marker such as `commons-io-2.11.0.jar.CommunityCommons.RequiredLib`.
fn marker(path: &str) -> Option<(&str, &str)> {
    let rest = path.strip_suffix(".RequiredLib")?;
    let (jar, module) = rest.rsplit_once('.')?;
    (jar.ends_with(".jar") && !module.is_empty() && !module.contains('/')).then_some((jar, module))
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".jar").unwrap_or(name)
}

/// Name and version of a file such as `commons-lang3-3.12.0`: the version begins with a digit after the last such hyphen.
fn named(stem: &str) -> (&str, Option<&str>) {
    let at = stem
        .match_indices('-')
        .map(|(at, _)| at)
        .rfind(|at| *at > 0 && stem[at + 1..].starts_with(|c: char| c.is_ascii_digit()));
    match at {
        Some(at) => (&stem[..at], Some(&stem[at + 1..])),
        None => (stem, None),
    }
}

#[cfg(test)]
mod tests {
    use super::{marker, named};

    #[test]
    fn a_version_is_told_from_a_name() {
        for (stem, name, version) in [
            ("commons-lang3-3.12.0", "commons-lang3", Some("3.12.0")),
            ("log4j-1.2-api-2.17.1", "log4j-1.2-api", Some("2.17.1")),
            ("guava-31.1-jre", "guava", Some("31.1-jre")),
            ("bcprov-jdk18on-1.81", "bcprov-jdk18on", Some("1.81")),
            ("ojdbc8", "ojdbc8", None),
            ("-1", "-1", None),
            ("", "", None),
        ] {
            assert_eq!(named(stem), (name, version), "{stem}");
        }
    }

    #[test]
    fn a_marker_names_jar_and_module() {
        assert_eq!(
            marker("model/lib/userlib/a-1.jar.Mod.RequiredLib"),
            Some(("model/lib/userlib/a-1.jar", "Mod"))
        );
        for other in [
            "a.RequiredLib",
            "a.jar..RequiredLib",
            "a.jar",
            "x.jar.a/b.RequiredLib",
        ] {
            assert_eq!(marker(other), None, "{other}");
        }
    }
}
