//! `model/metadata.json` of a deployment archive, decoded (package formats, 4.2).
//!
//! Errors name the JSON path and what was expected, never the value found: a constant's default may be a credential.

use std::{collections::BTreeSet, fmt, marker::PhantomData};

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    packages::{Constant, RequestHandler, ScheduledEvent, UserRole},
};
use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess, SeqAccess, Visitor},
};

use super::{
    names::METADATA,
    subject::{Subject, shown},
};

/// Most constants, scheduled events, request handlers. Bounds memory; real models have some hundreds.
const MAX_ITEMS: usize = 50_000;

/// Most user roles, and most roles that one role may manage.
const MAX_ROLES: usize = 1_000;

/// What `model/metadata.json` says, in the order of code points.
pub(super) struct Metadata {
    pub(super) project_id: String,
    pub(super) project_name: String,
    pub(super) model_version: String,
    pub(super) runtime_version: String,
    pub(super) java_version: Option<u32>,
    pub(super) description: String,
    pub(super) admin_user: Option<String>,
    pub(super) constants: Vec<Constant>,
    pub(super) scheduled_events: Vec<ScheduledEvent>,
    pub(super) user_roles: Vec<UserRole>,
    pub(super) request_handlers: Vec<RequestHandler>,
    pub(super) languages: Vec<String>,
    pub(super) snapshot_settings: Option<String>,
}

/// The file's own shape. What is absent in some versions of Mendix is optional; the lists that decide whether a
/// package may start are not, because an absent list is not an empty one.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Wire {
    #[serde(rename = "ProjectID")]
    project_id: String,
    project_name: String,
    model_version: String,
    runtime_version: String,
    java_version: Option<u32>,
    description: Option<String>,
    admin_user: Option<String>,
    constants: Bounded<WireConstant, MAX_ITEMS>,
    scheduled_events: Bounded<WireEvent, MAX_ITEMS>,
    roles: Option<Roles>,
    request_handlers: Option<Bounded<WireHandler, MAX_ITEMS>>,
    languages: Option<Bounded<String, MAX_ROLES>>,
    configuration: Option<serde_json::Map<String, serde_json::Value>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct WireConstant {
    name: String,
    #[serde(rename = "Type")]
    constant_type: String,
    description: Option<String>,
    default_value: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct WireEvent {
    name: String,
    description: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct WireHandler {
    name: String,
    default_enabled: Option<bool>,
    match_exactly: Option<bool>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct WireRole {
    name: String,
    manageable_roles: Option<Bounded<String, MAX_ROLES>>,
}

/// A list of at most `MAX` items.
struct Bounded<T, const MAX: usize>(Vec<T>);

impl<'de, T: Deserialize<'de>, const MAX: usize> Deserialize<'de> for Bounded<T, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct Items<T, const MAX: usize>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>, const MAX: usize> Visitor<'de> for Items<T, MAX> {
            type Value = Bounded<T, MAX>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(
                self,
                mut list: A,
            ) -> std::result::Result<Self::Value, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = list.next_element()? {
                    if items.len() == MAX {
                        return Err(de::Error::custom(format!(
                            "the list has more than {MAX} items"
                        )));
                    }
                    items.push(item);
                }
                Ok(Bounded(items))
            }
        }
        deserializer.deserialize_seq(Items(PhantomData))
    }
}

struct Roles(Vec<(String, WireRole)>);

impl<'de> Deserialize<'de> for Roles {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct ById;
        impl<'de> Visitor<'de> for ById {
            type Value = Roles;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of roles by id")
            }

            fn visit_map<A: MapAccess<'de>>(
                self,
                mut map: A,
            ) -> std::result::Result<Roles, A::Error> {
                let mut roles = Vec::new();
                let mut seen = BTreeSet::new();
                while let Some((id, role)) = map.next_entry::<String, WireRole>()? {
                    if roles.len() == MAX_ROLES {
                        return Err(de::Error::custom(format!(
                            "there are more than {MAX_ROLES} roles"
                        )));
                    }
                    if !seen.insert(id.clone()) {
                        return Err(de::Error::custom("a role's id stands there twice"));
                    }
                    roles.push((id, role));
                }
                Ok(Roles(roles))
            }
        }
        deserializer.deserialize_map(ById)
    }
}

/// Deepest nesting of objects and lists. The parser has the same limit for keys it knows; this one holds for all.
const MAX_DEPTH: usize = 128;

/// Whether brackets outside of strings nest deeper than [`MAX_DEPTH`].
fn nests_too_deep(json: &[u8]) -> bool {
    let (mut depth, mut in_string, mut escaped) = (0usize, false, false);
    for byte in json {
        if in_string {
            in_string = escaped || *byte != b'"';
            escaped = !escaped && *byte == b'\\';
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return true;
        }
    }
    false
}

/// Decodes the file's bytes. A byte-order mark and CRLF are tolerated, unknown keys are ignored.
pub(super) fn decode(bytes: &[u8], subject: Subject<'_>) -> Result<Metadata> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if nests_too_deep(bytes) {
        return Err(subject.error(
            ErrorCode::PackageMetadataInvalid,
            format!("{METADATA} nests deeper than {MAX_DEPTH} levels"),
        ));
    }
    // Following the path costs as much as decoding, so only what is refused is decoded again for it.
    let wire: Wire = serde_json::from_slice(bytes).map_err(|error| {
        let mut deserializer = serde_json::Deserializer::from_slice(bytes);
        match serde_path_to_error::deserialize::<_, Wire>(&mut deserializer) {
            Err(error) => refused(subject, &error.path().to_string(), error.inner()),
            Ok(_) => refused(subject, "", &error), // the document is whole, and something follows it
        }
    })?;

    let mut constants: Vec<Constant> = wire.constants.0.into_iter().map(Constant::from).collect();
    constants.sort_by(|a, b| a.name.cmp(&b.name));
    unique(
        "constant",
        constants.iter().map(|constant| &constant.name),
        subject,
    )?;
    let mut scheduled_events: Vec<ScheduledEvent> = wire
        .scheduled_events
        .0
        .into_iter()
        .map(ScheduledEvent::from)
        .collect();
    scheduled_events.sort_by(|a, b| a.name.cmp(&b.name));
    unique(
        "scheduled event",
        scheduled_events.iter().map(|event| &event.name),
        subject,
    )?;
    let mut request_handlers: Vec<RequestHandler> = items(wire.request_handlers)
        .into_iter()
        .map(RequestHandler::from)
        .collect();
    request_handlers.sort_by(|a, b| a.name.cmp(&b.name));
    let mut user_roles: Vec<UserRole> = wire
        .roles
        .map_or_else(Vec::new, |roles| roles.0)
        .into_iter()
        .map(|(id, role)| UserRole {
            id,
            name: role.name,
            manageable_roles: items(role.manageable_roles),
        })
        .collect();
    user_roles.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));

    Ok(Metadata {
        project_id: wire.project_id,
        project_name: wire.project_name,
        model_version: wire.model_version,
        runtime_version: wire.runtime_version,
        java_version: wire.java_version,
        description: wire.description.unwrap_or_default(),
        admin_user: wire.admin_user,
        constants,
        scheduled_events,
        user_roles,
        request_handlers,
        languages: items(wire.languages),
        snapshot_settings: wire
            .configuration
            .map(|settings| serde_json::Value::Object(settings).to_string()),
    })
}

fn items<T, const MAX: usize>(list: Option<Bounded<T, MAX>>) -> Vec<T> {
    list.map_or_else(Vec::new, |list| list.0)
}

impl From<WireConstant> for Constant {
    fn from(wire: WireConstant) -> Self {
        Self {
            name: wire.name,
            constant_type: wire.constant_type.into(),
            default_value: wire.default_value,
            description: wire.description.unwrap_or_default(),
        }
    }
}

impl From<WireEvent> for ScheduledEvent {
    fn from(wire: WireEvent) -> Self {
        Self {
            name: wire.name,
            description: wire.description.unwrap_or_default(),
        }
    }
}

impl From<WireHandler> for RequestHandler {
    fn from(wire: WireHandler) -> Self {
        Self {
            name: wire.name,
            default_enabled: wire.default_enabled,
            match_exactly: wire.match_exactly,
        }
    }
}

/// Sorted names, each given and given once. Names compare exactly: `é` composed and decomposed are two names.
fn unique<'a>(
    kind: &str,
    names: impl Iterator<Item = &'a String>,
    subject: Subject<'_>,
) -> Result<()> {
    let mut previous: Option<&String> = None;
    for name in names {
        if name.is_empty() {
            return Err(subject.error(
                ErrorCode::PackageMetadataInvalid,
                format!("{METADATA} has a {kind} without a name"),
            ));
        }
        if previous == Some(name) {
            return Err(subject.error(
                ErrorCode::PackageMetadataInvalid,
                format!("{METADATA} has the {kind} {} more than once", shown(name)),
            ));
        }
        previous = Some(name);
    }
    Ok(())
}

/// An error without the value: the parser's own text repeats it (`invalid type: string "…"`), so only what it expected is kept.
fn refused(subject: Subject<'_>, path: &str, error: &serde_json::Error) -> Error {
    let place = format!("line {}, column {}", error.line(), error.column());
    let text = error.to_string();
    let text = text.split(" at line ").next().unwrap_or_default();
    let message = match error.classify() {
        serde_json::error::Category::Data => {
            let path = if path.is_empty() || path == "." {
                "the document".to_owned()
            } else {
                shown(path)
            };
            match text.rsplit_once(", expected ") {
                Some((_, expected)) => format!("{METADATA}, {path}: expected {expected} ({place})"),
                None => format!("{METADATA}, {path}: {text} ({place})"),
            }
        }
        _ => format!("{METADATA} is not JSON: {text} ({place})"),
    };
    subject
        .error(ErrorCode::PackageMetadataInvalid, message)
        .with_context("jsonPath", shown(path))
}
