//! The bill of materials of a package, in CycloneDX 1.6.

use mendix_deploy_model::{ErrorCode, Result, document::WRITTEN_BY, packages::PackageFormat};
use serde_json::{Value, json};

use super::{
    digests::sha256,
    files::Files,
    libraries::{self, property},
    services,
};
use crate::package::{Package, hex::hex, subject::Subject};

impl Package {
    /// The bill of materials as CycloneDX 1.6 JSON: the app, its runtime, its Java libraries, the services it publishes
    /// and consumes.
    ///
    /// Libraries are the jars below `model/lib`. What the build says about managed ones (`vendorlib-sbom.json`, Mendix
    /// 10.18) gives coordinates and licences; of the others only the file's name and hash are known, and no coordinates
    /// are guessed. The same package gives the same text: there is no time in it, and its serial number is made from the
    /// digest.
    ///
    /// # Errors
    ///
    /// A `package.*` code: the file has changed since it was opened, an entry is damaged or stands twice in the archive.
    pub fn sbom(&self) -> Result<String> {
        let digest = self.digest()?;
        let name = self.info().file_name.clone();
        let subject = Subject(&name);
        if self.info().format == PackageFormat::Project {
            return Err(subject
                .error(
                    ErrorCode::PackageFormatUnsupported,
                    "a project holds no built libraries, so it has no bill of materials",
                )
                .with_remedy(
                    "Use the deployment archive or portable package that was built from it.",
                ));
        }
        let (opened, length) = self.reopen()?;
        let files = Files::of_file(opened, length, subject)?;
        let libraries = libraries::read(&files, subject)?;
        let services = services::read(&files, subject)?;
        self.reopen()?; // changed meanwhile?

        let info = self.info();
        let mut components = vec![json!({
            "type": "framework",
            "bom-ref": "mendix-runtime",
            "name": "Mendix Runtime",
            "version": info.runtime_version,
        })];
        if let Some(java) = info.java_version {
            components.push(json!({
                "type": "platform",
                "bom-ref": "java",
                "name": "Java",
                "version": java.to_string(),
            }));
        }
        let mut needed: Vec<Value> = components
            .iter()
            .map(|component| component["bom-ref"].clone())
            .collect();
        needed.extend(libraries.iter().map(|library| json!(library.reference)));
        components.extend(libraries.into_iter().map(|library| library.component));
        let mut bom = json!({
            "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "serialNumber": serial(&digest),
            "version": 1,
            "metadata": {
                "tools": {"components": [tool()]},
                "component": {
                    "type": "application",
                    "bom-ref": "app",
                    "name": if info.project_name.is_empty() { &info.file_name } else { &info.project_name },
                    "hashes": [{"alg": "SHA-256", "content": digest}],
                    "properties": [
                        property("mendix:file", &info.file_name),
                        property("mendix:projectId", &info.project_id),
                    ],
                },
            },
            "components": components,
            "dependencies": [{"ref": "app", "dependsOn": needed}],
        });
        if let Some(version) = &info.model_version {
            bom["metadata"]["component"]["version"] = json!(version);
        }
        if !services.is_empty() {
            bom["services"] = Value::Array(services);
        }
        bom.sort_all_objects();
        Ok(format!("{bom:#}\n"))
    }
}

fn tool() -> Value {
    let (name, version) = WRITTEN_BY.split_once(' ').unwrap_or((WRITTEN_BY, ""));
    json!({"type": "application", "name": name, "version": version})
}

/// A UUID of version 8, whose bits are ours: those of a digest.
fn serial(digest: &str) -> String {
    let mut bytes = sha256(format!("{WRITTEN_BY}\n{digest}").as_bytes());
    bytes[6] = (bytes[6] & 0x0F) | 0x80;
    bytes[8] = (bytes[8] & 0x3F) | 0x80;
    let text = hex(&bytes);
    format!(
        "urn:uuid:{}-{}-{}-{}-{}",
        &text[..8],
        &text[8..12],
        &text[12..16],
        &text[16..20],
        &text[20..32]
    )
}
