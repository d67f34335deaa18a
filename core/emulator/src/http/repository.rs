//! App Repository: branches and commits.

use serde_json::{Value, json};

use super::{
    answer::{Answer, Refusal, refuse},
    call::{Call, ok},
};
use crate::{
    clock,
    state::{
        World,
        app::{App, Branch, Commit},
        user::REPOSITORY_READ,
    },
};

type Reply = Result<Answer, Refusal>;

fn app<'a>(world: &'a World, call: &Call) -> Result<&'a App, Refusal> {
    let user = world.token_user(call, REPOSITORY_READ)?;
    let id = call.param("app");
    world
        .apps
        .iter()
        .find(|app| app.project_id == id && app.members.contains(&user))
        .ok_or_else(|| refuse(404, "", format!("There is no app {id}.")))
}

/// `GET /repositories/{AppId}/info`
pub(crate) fn info(world: &mut World, call: &Call) -> Reply {
    let app = app(world, call)?;
    let kind = &app.repository.kind;
    ok(json!({
        "appId": app.project_id,
        "type": kind,
        "url": format!("https://{kind}.api.mendix.example/{}.{kind}", app.project_id),
    }))
}

/// `GET /repositories/{AppId}/branches`
pub(crate) fn branches(world: &mut World, call: &Call) -> Reply {
    let app = app(world, call)?;
    let items: Vec<_> = app.repository.branches.iter().map(branch_json).collect();
    page(call, &items)
}

/// `GET /repositories/{AppId}/branches/{Name}`
pub(crate) fn branch(world: &mut World, call: &Call) -> Reply {
    ok(branch_json(find(app(world, call)?, call)?))
}

/// `GET /repositories/{AppId}/branches/{Name}/commits`
pub(crate) fn commits(world: &mut World, call: &Call) -> Reply {
    let branch = find(app(world, call)?, call)?;
    let items: Vec<_> = branch.commits.iter().map(commit_json).collect();
    page(call, &items)
}

fn find<'a>(app: &'a App, call: &Call) -> Result<&'a Branch, Refusal> {
    let name = call.param("branch");
    app.repository
        .branches
        .iter()
        .find(|branch| branch.name == name)
        .ok_or_else(|| refuse(404, "", format!("There is no branch {name}.")))
}

fn branch_json(branch: &Branch) -> Value {
    json!({
        "name": branch.name,
        "latestCommit": branch.commits.first().map(commit_json),
    })
}

fn commit_json(commit: &Commit) -> Value {
    let mut value = json!({
        "id": commit.id,
        "author": {"name": commit.author_name, "email": commit.author_email},
        "date": clock::iso(commit.date),
        "message": commit.message,
    });
    if !commit.related_stories.is_empty() {
        let stories: Vec<_> = commit
            .related_stories
            .iter()
            .map(|id| json!({"id": id}))
            .collect();
        value["relatedStories"] = json!(stories);
    }
    if let Some(version) = &commit.mendix_version {
        value["mendixVersion"] = json!(version);
    }
    value
}

/// A page of `items`, and cursors to the others. A cursor is a position that clients cannot compute with.
fn page(call: &Call, items: &[Value]) -> Reply {
    let invalid = |name: &str| refuse(400, "", format!("{name} is not valid."));
    let limit = match call.query("limit") {
        None => 20,
        Some(text) => text
            .parse::<usize>()
            .ok()
            .filter(|limit| (1..=100).contains(limit))
            .ok_or_else(|| invalid("limit"))?,
    };
    let start = match call.query("cursor") {
        None => 0,
        Some(text) => position(text)
            .filter(|at| *at <= items.len())
            .ok_or_else(|| invalid("cursor"))?,
    };
    let end = start.saturating_add(limit).min(items.len());
    let last = items.len().saturating_sub(1) / limit * limit;
    let mut cursors = json!({"first": cursor(0), "last": cursor(last)});
    if start > 0 {
        cursors["prev"] = json!(cursor(start.saturating_sub(limit)));
    }
    if end < items.len() {
        cursors["next"] = json!(cursor(end));
    }
    ok(json!({"items": &items[start..end], "cursors": cursors}))
}

const SCRAMBLE: usize = 0x005e_ed51;

fn cursor(at: usize) -> String {
    format!("c{:08x}", at ^ SCRAMBLE)
}

fn position(cursor: &str) -> Option<usize> {
    let digits = cursor.strip_prefix('c')?;
    Some(usize::from_str_radix(digits, 16).ok()? ^ SCRAMBLE)
}
