//! Which level set which value.

use std::collections::BTreeMap;

use mendix_deploy_model::landscapes::{ConstantOrigin, ValueOrigin};
use serde_json::Value;

use super::{Environment, inherit, reader::join};

impl Environment {
    /// Every value it has, with the level that set it, by code point of its key. Lists and values with several forms are one
    /// value; of lists that add up, the nearest level that adds to them is named.
    #[must_use]
    pub fn origins(&self) -> Vec<ValueOrigin> {
        let landscape = self.app().landscape();
        let address = self.address();
        let mut origins: BTreeMap<String, (ConstantOrigin, String)> = BTreeMap::new();
        for level in inherit::levels(landscape.document(), address.app(), address.environment()) {
            // Data without a number out of range or a key that is no text: this cannot fail.
            let values = serde_json::to_value(level.values.as_ref()).unwrap_or_default();
            leaves(&values, "", &mut |key| {
                let path = format!(
                    "{}{}{key}",
                    level.path,
                    if key.starts_with('[') { "" } else { "." }
                );
                origins.insert(key.to_owned(), (level.origin, path));
            });
        }
        origins
            .into_iter()
            .map(|(key, (origin, path))| ValueOrigin {
                location: landscape.place(&path),
                key,
                origin,
                path,
            })
            .collect()
    }

    /// Where one value was set: `logging.level`, `constants["Mail.Host"]`. `None` when nothing sets it.
    #[must_use]
    pub fn origin(&self, key: &str) -> Option<ValueOrigin> {
        self.origins().into_iter().find(|origin| origin.key == key)
    }
}

/// The paths of the values below: objects are gone into, unless they are one of several forms of a value.
fn leaves(value: &Value, path: &str, visit: &mut impl FnMut(&str)) {
    match value {
        Value::Null => {}
        Value::Array(items) if items.is_empty() => {}
        Value::Object(fields) if !fields.contains_key("kind") => {
            for (name, value) in fields {
                leaves(value, &join(path, name), visit);
            }
        }
        _ => visit(path),
    }
}
