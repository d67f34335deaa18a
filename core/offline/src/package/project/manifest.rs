//! `package.xml` of a module or project package (package formats, 9).

use mendix_deploy_model::{Error, ErrorCode, Result};
use roxmltree::{Document, Node, ParsingOptions};

use crate::package::{
    names,
    subject::{Subject, shown},
};

/// The file's name, at the top of the package.
pub(super) const NAME: &str = "package.xml";

/// Largest `package.xml`; those of modules with hundreds of files have some kilobytes.
pub(super) const MAX_BYTES: u64 = 1024 * 1024;

/// Most elements and texts in it.
const MAX_NODES: u32 = 50_000;

/// What a package says about itself.
pub(super) struct Manifest {
    /// The package's one module; absent in a package of a whole project.
    pub(super) module: Option<String>,
    /// The project file's entry.
    pub(super) project_file: String,
}

/// Reads the file's bytes. Entities are not declared in it: a DTD is refused.
pub(super) fn read(bytes: &[u8], subject: Subject<'_>) -> Result<Manifest> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes)
        .map_err(|error| invalid(subject, "it is not UTF-8").with_source(error))?;
    let options = ParsingOptions {
        nodes_limit: MAX_NODES,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, options).map_err(|error| {
        invalid(
            subject,
            &format!("it is not XML: {}", shown(&error.to_string())),
        )
    })?;
    // The namespaces carry a version that may change, the names have not in ten years.
    let root = document.root_element();
    if root.tag_name().name() != "package" {
        return Err(invalid(subject, "its root is not `package`"));
    }
    let Some(project) = child(root, "modelerProject") else {
        if child(root, "clientModule").is_some() {
            return Err(subject
                .error(
                    ErrorCode::PackageFormatUnsupported,
                    "this is a widget package, which holds no model",
                )
                .with_remedy("Use a module or project package, or the project's .mpr file."));
        }
        return Err(invalid(subject, "it names no project"));
    };
    let path = child(project, "projectFile")
        .and_then(|file| file.attribute("path"))
        .ok_or_else(|| invalid(subject, "it names no project file"))?;
    // Paths in it are those of Windows, names of entries are not.
    let project_file = path.replace('\\', "/");
    if let Some(reason) = names::unsafe_reason(&project_file) {
        return Err(subject.error(
            ErrorCode::PackageUnsafePath,
            format!("the path `{}` in {NAME} {reason}", shown(path)),
        ));
    }
    Ok(Manifest {
        module: child(project, "module")
            .and_then(|module| module.attribute("name"))
            .map(str::to_owned),
        project_file,
    })
}

fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children()
        .find(|child| child.is_element() && child.tag_name().name() == name)
}

fn invalid(subject: Subject<'_>, message: &str) -> Error {
    subject.error(
        ErrorCode::PackageModelInvalid,
        format!("{NAME} is not what Studio Pro writes: {message}"),
    )
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Subject, read};

    const MODULE: &str = r#"<package xmlns="http://www.mendix.com/package/1.0/">
        <modelerProject xmlns="http://www.mendix.com/modelerProject/1.0/">
        <module name="Orders"/><projectFile path="PATH"/><files/></modelerProject></package>"#;

    fn refusal(xml: &str) -> String {
        read(xml.as_bytes(), Subject("m.mpk"))
            .err()
            .unwrap()
            .to_string()
    }

    #[test]
    fn a_module_package_names_its_module_and_its_project_file() {
        let manifest = read(
            MODULE.replace("PATH", "a\\project.mpr").as_bytes(),
            Subject("m.mpk"),
        )
        .unwrap();
        assert_eq!(manifest.module.as_deref(), Some("Orders"));
        assert_eq!(manifest.project_file, "a/project.mpr");
    }

    #[test]
    fn widgets_and_hostile_files_are_refused() {
        let widget = r#"<package xmlns="http://www.mendix.com/package/1.0/"><clientModule name="W"/></package>"#;
        assert!(refusal(widget).contains("a widget package"));
        assert!(refusal(&MODULE.replace("PATH", "..\\project.mpr")).contains("leaves the archive"));
        let bomb = r#"<!DOCTYPE p [<!ENTITY a "aaaa">]><package>&a;</package>"#;
        assert!(refusal(bomb).contains("not XML"));
        assert!(
            refusal(&format!("<package>{}</package>", "<a/>".repeat(60_000))).contains("not XML")
        );
        assert!(refusal(&"<package>".repeat(100_000)).contains("not XML"));
        assert!(refusal("<html/>").contains("root"));
        assert!(refusal("<package/>").contains("names no project"));
    }
}
