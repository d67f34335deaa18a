//! Stories of the Epics service.

use mendix_deploy_model::cloud::Story;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct WireStories {
    pub(crate) stories: Vec<WireStory>,
    pub(crate) total_stories: Option<u64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct WireStory {
    story_id: String,
    #[serde(default)]
    title: Option<String>,
    story_type: Option<String>,
    status: Option<String>,
}

impl From<WireStory> for Story {
    fn from(wire: WireStory) -> Self {
        Self {
            id: wire.story_id,
            title: wire.title.unwrap_or_default(),
            story_type: wire.story_type,
            status: wire.status,
        }
    }
}
