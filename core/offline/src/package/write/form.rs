//! The form in which objects are written: which file, which encoding.

use mendix_deploy_model::packages::ModelEncoding;

use super::bson::Object;

/// A file's way of writing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    pub(super) encoding: ModelEncoding,
    /// Whether this is `model.mdp`: qualified names, no list markers.
    pub(super) is_deployed: bool,
}

impl Form {
    pub(super) fn is_modern(self) -> bool {
        self.encoding == ModelEncoding::Modern
    }

    /// `Name` in a project. In `model.mdp` documents have `QualifiedName` as well.
    pub(super) fn document_name(self, object: &mut Object<'_>, name: &str) {
        object.text("Name", short(name));
        if self.is_deployed {
            object.text("QualifiedName", name);
        }
    }

    /// `Name` in a project. In `model.mdp` entities and associations have two other keys.
    pub(super) fn element_name(self, object: &mut Object<'_>, name: &str) {
        if self.is_deployed {
            object.text("QualifiedName", name);
            object.text("UnqualifiedName", short(name));
        } else {
            object.text("Name", short(name));
        }
    }
}

/// The module of a qualified name.
pub(super) fn module_of(name: &str) -> &str {
    name.split_once('.').map_or(name, |(module, _)| module)
}

/// A qualified name without its module.
pub(super) fn short(name: &str) -> &str {
    name.split_once('.').map_or(name, |(_, rest)| rest)
}
