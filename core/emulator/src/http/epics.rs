//! Epics: the stories of an app's backlog.

use serde_json::{Value, json};

use super::{
    answer::{Answer, Refusal, refuse},
    call::{Call, ok},
};
use crate::state::{World, app::Story, user::EPICS_READ};

/// `GET /projects/{appId}/stories?limit&offset`
pub(crate) fn stories(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    let user = world.token_user(call, EPICS_READ)?;
    let id = call.param("app");
    let app = world
        .apps
        .iter()
        .find(|app| app.project_id == id && app.members.contains(&user))
        .ok_or_else(|| refuse(404, "", format!("There is no app {id}.")))?;
    let number = |name: &str, default: usize| match call.query(name) {
        None => Ok(default),
        Some(text) => text
            .parse::<usize>()
            .map_err(|_| refuse(400, "", format!("{name} is not valid."))),
    };
    let (limit, offset) = (number("limit", 20)?, number("offset", 0)?);
    let page: Vec<Value> = app
        .stories
        .iter()
        .enumerate()
        .skip(offset)
        .take(limit)
        .map(|(at, story)| story_json(story, at))
        .collect();
    let total = app.stories.len();
    ok(json!({
        "stories": page,
        "totalStories": total,
        "limit": limit,
        "offset": offset,
        "links": [{"rel": "current", "hRef": format!("/v1/projects/{id}/stories?limit={limit}&offset={offset}")}],
    }))
}

fn story_json(story: &Story, at: usize) -> Value {
    json!({
        "uuid": crate::ids::uuid_of(&format!("story {}", story.id)),
        "storyId": story.id,
        "sortId": at,
        "title": story.title,
        "descriptionHTML": "",
        "descriptionPlain": "",
        "storyPoints": 1,
        "storyType": story.story_type,
        "storyLevel": "Active",
        "numberOfTasks": 0,
        "status": story.status,
    })
}
