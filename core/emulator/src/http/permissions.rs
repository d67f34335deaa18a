//! Deploy v4: who may do what on an environment. Read as strings, written as booleans.

use serde_json::{Map, Value, json};

use super::{
    answer::{Answer, Refusal, refuse_param},
    call::{Call, ok},
    cloud_v4::{Page, known, place},
};
use crate::state::{
    World,
    environment::{Environment, Rights},
    user::{DEPLOYMENT_READ, DEPLOYMENT_WRITE},
};

const MANAGE: &str = "canManagePrivileges";

fn refuse_unprivileged(
    environment: &Environment,
    contact: &str,
    user: &str,
) -> Result<(), Refusal> {
    let may = contact == user
        || environment
            .rights_of(user)
            .is_some_and(|rights| rights.can_manage_privileges);
    if may {
        return Ok(());
    }
    Err(refuse_param(
        403,
        "Forbidden",
        "Authentication",
        &format!(
            "The account is not privileged to perform this request for environment {}",
            environment.id
        ),
    ))
}

fn flags(rights: Rights) -> Map<String, Value> {
    match serde_json::to_value(rights) {
        Ok(Value::Object(flags)) => flags,
        _ => Map::new(),
    }
}

fn permission(user: &str, rights: Rights, as_text: bool) -> Value {
    let mut entry = Map::new();
    entry.insert("member".to_owned(), json!({"userId": user}));
    for (name, value) in flags(rights) {
        let value = match value {
            Value::Bool(value) if as_text => Value::String(value.to_string()),
            other => other,
        };
        entry.insert(name, value);
    }
    Value::Object(entry)
}

/// `GET /apps/{appId}/environments/{environmentId}/permissions`
pub(crate) fn get(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    let (at, user) = place(world, call, DEPLOYMENT_READ)?;
    known(call, &["userId", "limit", "offset"])?;
    let page = Page::read(world, call)?;
    let app = &world.apps[at.0];
    let environment = &app.environments[at.1];
    refuse_unprivileged(environment, &app.technical_contact, &user)?;
    let wanted = call.query("userId");
    let as_text = !world.options.boolean_permissions;
    let list = environment
        .rights
        .iter()
        .filter(|(id, _)| wanted.is_none_or(|wanted| wanted == id.as_str()))
        .map(|(id, rights)| permission(id, *rights, as_text))
        .collect();
    let (list, pagination) = page.of(list);
    ok(json!({
        "technicalContact": app.technical_contact,
        "permissions": list,
        "pagination": pagination,
    }))
}

fn invalid_body() -> Refusal {
    refuse_param(
        400,
        "Validation errors",
        "Request body",
        "Invalid request body",
    )
}

/// `PATCH /apps/{appId}/environments/{environmentId}/permissions`: all or nothing.
pub(crate) fn patch(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    let (at, user) = place(world, call, DEPLOYMENT_WRITE)?;
    let app = &world.apps[at.0];
    let environment = &app.environments[at.1];
    refuse_unprivileged(environment, &app.technical_contact, &user)?;
    let body = call.json()?;
    let entries = body["permissions"].as_array().ok_or_else(invalid_body)?;
    let mut changed = Vec::new();
    for entry in entries {
        let id = entry["member"]["userId"]
            .as_str()
            .ok_or_else(invalid_body)?;
        let old = environment.rights_of(id).ok_or_else(|| {
            let mut refusal = refuse_param(404, "", "", "");
            refusal.message = format!("Permission not found for user {id}");
            refusal
        })?;
        let mut all = flags(old);
        for (name, value) in entry.as_object().into_iter().flatten() {
            if name == "member" {
                continue;
            }
            let value = flag(value).ok_or_else(invalid_body)?;
            let slot = all.get_mut(name).ok_or_else(invalid_body)?;
            if name == MANAGE && *slot != json!(value) && app.technical_contact != user {
                return Err(refuse_param(
                    403,
                    "Forbidden",
                    "Authentication",
                    "Only technical contact can change manage permission",
                ));
            }
            *slot = json!(value);
        }
        let rights: Rights =
            serde_json::from_value(Value::Object(all)).map_err(|_| invalid_body())?;
        changed.push((id.to_owned(), rights));
    }
    let answer: Vec<_> = changed
        .iter()
        .map(|(id, rights)| permission(id, *rights, false))
        .collect();
    let users: Vec<_> = changed.iter().map(|(id, _)| id.clone()).collect();
    world.environment_mut(at).rights.extend(changed);
    world.note("permissions.written", at, call, json!({"users": users}));
    ok(json!({"permissions": answer}))
}

/// Booleans as the document says; strings as the page's example shows.
fn flag(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(value) => Some(*value),
        Value::String(text) if text == "true" => Some(true),
        Value::String(text) if text == "false" => Some(false),
        _ => None,
    }
}
