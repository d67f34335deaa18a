//! Where each key of a landscape stands in its file.

use mendix_deploy_model::findings::Location;

use super::tree::{At, Node, Value};

/// The keys of a document with their places, as a tree: paths share what they have in common.
#[derive(Debug, Default)]
pub(super) struct Places {
    file: Option<String>,
    root: Place,
}

#[derive(Debug, Default)]
struct Place {
    at: At,
    /// By name; items of lists by `[number]`.
    children: Vec<(Box<str>, Place)>,
}

impl Places {
    /// The places of a document's keys.
    pub(super) fn of(root: Node<'_>, file: Option<&str>) -> Self {
        Self {
            file: file.map(str::to_owned),
            root: Place::of(root.at, root.value),
        }
    }

    /// Where a path stands: its own place, or that of the nearest path above it. `None` for a landscape built in code.
    pub(super) fn find(&self, path: &str) -> Option<Location> {
        let mut place = &self.root;
        let mut found = None;
        for key in segments(path) {
            let Ok(index) = place
                .children
                .binary_search_by(|(name, _)| name.as_ref().cmp(key))
            else {
                break;
            };
            place = &place.children[index].1;
            found = Some(place.at);
        }
        found.map(|at| at.location(self.file.as_deref()))
    }
}

impl Place {
    fn of(at: At, value: Value<'_>) -> Self {
        let mut children: Vec<(Box<str>, Self)> = match value {
            Value::Scalar { .. } => Vec::new(),
            Value::Map(pairs) => pairs
                .into_iter()
                .map(|(key, node)| (key.name.into(), Self::of(key.at, node.value)))
                .collect(),
            Value::List(items) => items
                .into_iter()
                .enumerate()
                .map(|(number, node)| (format!("[{number}]").into(), Self::of(node.at, node.value)))
                .collect(),
        };
        children.sort_by(|(a, _), (b, _)| a.cmp(b));
        Self { at, children }
    }
}

/// The keys of a path as `reader::join` writes them: `apps.orders.constants["Mail.Host"]`, `freeze[2]`.
pub(super) fn segments(path: &str) -> impl Iterator<Item = &str> {
    let mut rest = path;
    std::iter::from_fn(move || {
        rest = rest.strip_prefix('.').unwrap_or(rest);
        if rest.is_empty() {
            return None;
        }
        if let Some(quoted) = rest.strip_prefix("[\"") {
            let (key, after) = quoted.split_once("\"]")?;
            rest = after;
            return Some(key);
        }
        if rest.starts_with('[') {
            let end = rest.find(']')? + 1;
            let (key, after) = rest.split_at(end);
            rest = after;
            return Some(key);
        }
        let end = rest.find(['.', '[']).unwrap_or(rest.len());
        let (key, after) = rest.split_at(end);
        rest = after;
        Some(key)
    })
}

#[cfg(test)]
mod tests {
    use super::segments;

    #[test]
    fn a_path_is_taken_apart_as_it_was_joined() {
        let keys: Vec<&str> =
            segments("apps.orders.constants[\"Mail.Host\"].freeze[2].last").collect();
        assert_eq!(
            keys,
            [
                "apps",
                "orders",
                "constants",
                "Mail.Host",
                "freeze",
                "[2]",
                "last"
            ]
        );
        assert_eq!(
            segments("[\"odd key\"].a").collect::<Vec<_>>(),
            ["odd key", "a"]
        );
        assert_eq!(segments("").count(), 0);
    }
}
