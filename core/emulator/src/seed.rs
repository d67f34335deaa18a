//! The document a stand-in starts from.

use std::{collections::BTreeMap, io};

use serde::Deserialize;
use serde_json::Value;
use tempfile::TempDir;

use crate::{
    archive::{Constant, Metadata, ScheduledEvent},
    clock::{self, Clock},
    effects::Records,
    fault::Faults,
    ids::{Ids, uuid_of},
    state::{
        World,
        app::{App, Branch, Commit, Licence, Repository, Story},
        environment::{Environment, Rights},
        options::{Durations, Options},
        user::{DEPLOYMENT_WRITE, EPICS_READ, REPOSITORY_READ, User},
    },
};

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
struct Seed {
    clock: Option<String>,
    options: Options,
    durations: Durations,
    users: Option<Vec<SeedUser>>,
    apps: Option<Vec<SeedApp>>,
    /// What [`crate::Emulator::apply`] takes, applied in order.
    changes: Vec<Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct SeedUser {
    user_id: String,
    name: Option<String>,
    api_key: Option<String>,
    pat: Option<String>,
    scopes: Option<Vec<String>>,
    #[serde(default = "yes")]
    is_active: bool,
}

fn yes() -> bool {
    true
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct SeedApp {
    app_id: String,
    name: Option<String>,
    project_id: Option<String>,
    #[serde(default)]
    licence: Licence,
    technical_contact: Option<String>,
    region: Option<String>,
    members: Option<Vec<String>>,
    environments: Option<Vec<SeedEnvironment>>,
    repository: Option<Repository>,
    stories: Option<Vec<Story>>,
    source: Option<Metadata>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct SeedEnvironment {
    mode: String,
    environment_id: Option<String>,
    #[serde(default)]
    production: bool,
    /// By user id; members that are not named have all rights.
    #[serde(default)]
    rights: BTreeMap<String, Rights>,
}

/// The state that a seed describes. Parts that it leaves out have defaults.
pub(crate) fn build(seed: Value, url: String) -> io::Result<World> {
    let seed: Seed = match seed {
        Value::Null => Seed::default(),
        other => serde_json::from_value(other).map_err(invalid)?,
    };
    let clock = match &seed.clock {
        None => Clock::default(),
        Some(text) => Clock::at(
            clock::parse(text).ok_or_else(|| invalid("clock is an ISO date and time with Z"))?,
        ),
    };
    let users = seed.users.unwrap_or_else(default_users);
    if users.is_empty() {
        return Err(invalid("users: there is none"));
    }
    let users: Vec<User> = users.into_iter().map(user).collect();
    let apps = seed.apps.unwrap_or_else(|| vec![default_app()]);
    let start = clock.now();
    let apps = apps
        .into_iter()
        .map(|one| app(one, &users, start))
        .collect::<io::Result<Vec<_>>>()?;
    let mut world = World {
        clock,
        options: seed.options,
        durations: seed.durations,
        users,
        apps,
        links: BTreeMap::new(),
        records: Records::default(),
        faults: Faults::default(),
        ids: Ids::default(),
        url,
        files: TempDir::with_prefix("mendix-deploy-emulator-")?,
    };
    for change in &seed.changes {
        world.apply(change).map_err(invalid)?;
    }
    Ok(world)
}

fn invalid(reason: impl std::fmt::Display) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, format!("seed: {reason}"))
}

fn default_users() -> Vec<SeedUser> {
    let user = |id: &str, name: &str| SeedUser {
        user_id: id.to_owned(),
        name: Some(name.to_owned()),
        api_key: None,
        pat: None,
        scopes: None,
        is_active: true,
    };
    vec![
        user("dana.deployer@example.com", "Dana Deployer"),
        user("ollie.operator@example.com", "Ollie Operator"),
    ]
}

fn user(seed: SeedUser) -> User {
    let digest = uuid_of(&seed.user_id);
    let short = &digest[..8];
    User {
        name: seed.name.unwrap_or_else(|| seed.user_id.clone()),
        api_key: seed
            .api_key
            .unwrap_or_else(|| format!("planted-secret-api-key-{short}")),
        pat: seed
            .pat
            .unwrap_or_else(|| format!("planted-secret-pat-{short}")),
        scopes: seed.scopes.unwrap_or_else(|| {
            [DEPLOYMENT_WRITE, REPOSITORY_READ, EPICS_READ]
                .map(str::to_owned)
                .to_vec()
        }),
        id: seed.user_id,
        is_active: seed.is_active,
        api_key_revoked: None,
        pat_revoked: false,
    }
}

fn default_app() -> SeedApp {
    SeedApp {
        app_id: "orders".to_owned(),
        name: Some("Orders".to_owned()),
        project_id: None,
        licence: Licence::Licensed,
        technical_contact: None,
        region: None,
        members: None,
        environments: None,
        repository: None,
        stories: None,
        source: None,
    }
}

fn app(seed: SeedApp, users: &[User], start: i64) -> io::Result<App> {
    let app_id = seed.app_id;
    let members = seed
        .members
        .unwrap_or_else(|| users.iter().map(|user| user.id.clone()).collect());
    if let Some(stranger) = members
        .iter()
        .find(|member| !users.iter().any(|user| user.id == **member))
    {
        return Err(invalid(format!("{app_id}: member {stranger} is no user")));
    }
    let environments = seed
        .environments
        .unwrap_or_else(|| default_environments(seed.licence))
        .into_iter()
        .map(|one| environment(one, &app_id, &members))
        .collect();
    Ok(App {
        name: seed.name.unwrap_or_else(|| app_id.clone()),
        project_id: seed
            .project_id
            .unwrap_or_else(|| uuid_of(&format!("project {app_id}"))),
        licence: seed.licence,
        technical_contact: seed
            .technical_contact
            .or_else(|| members.first().cloned())
            .unwrap_or_default(),
        region: seed
            .region
            .unwrap_or_else(|| "prod2-eu-central-1".to_owned()),
        members,
        environments,
        packages: Vec::new(),
        upload_jobs: Vec::new(),
        repository: seed
            .repository
            .unwrap_or_else(|| default_repository(&app_id, start)),
        stories: seed.stories.unwrap_or_else(default_stories),
        source: seed.source.unwrap_or_else(default_source),
        app_id,
    })
}

fn default_environments(licence: Licence) -> Vec<SeedEnvironment> {
    let modes: &[&str] = match licence {
        Licence::Free => &["Sandbox"],
        Licence::Licensed => &["Test", "Acceptance", "Production"],
    };
    modes
        .iter()
        .map(|mode| SeedEnvironment {
            mode: (*mode).to_owned(),
            environment_id: None,
            production: *mode == "Production",
            rights: BTreeMap::new(),
        })
        .collect()
}

fn environment(seed: SeedEnvironment, app_id: &str, members: &[String]) -> Environment {
    let id = seed
        .environment_id
        .unwrap_or_else(|| uuid_of(&format!("environment {app_id} {}", seed.mode)));
    let mut environment = Environment::new(id, seed.mode, seed.production);
    for member in members {
        let rights = seed.rights.get(member).copied().unwrap_or_default();
        environment.rights.insert(member.clone(), rights);
    }
    environment
}

/// Forty commits on the main line and three on a branch: more than one page.
fn default_repository(app_id: &str, start: i64) -> Repository {
    const DAY: i64 = 86_400_000;
    let commits = |name: &str, count: i64| -> Vec<Commit> {
        (0..count)
            .map(|age| Commit {
                id: uuid_of(&format!("commit {app_id} {name} {age}")).replace('-', "")
                    + &uuid_of(&format!("{age}"))[..8],
                author_name: "Dana Deployer".to_owned(),
                author_email: "dana.deployer@example.com".to_owned(),
                date: start - age * DAY,
                message: format!("Change {} on {name}", count - age),
                related_stories: if age % 5 == 0 {
                    vec![format!("{}", 1000 + age)]
                } else {
                    Vec::new()
                },
                mendix_version: Some("10.24.15.93102".to_owned()),
            })
            .collect()
    };
    Repository {
        kind: "git".to_owned(),
        branches: vec![
            Branch {
                name: "main".to_owned(),
                commits: commits("main", 40),
            },
            Branch {
                name: "branches/faster-checkout".to_owned(),
                commits: commits("faster-checkout", 3),
            },
        ],
    }
}

/// The backlog knows the stories of the newer commits; those of the oldest are ids of a service that is gone.
fn default_stories() -> Vec<Story> {
    (0..25)
        .map(|number| Story {
            id: format!("{}", 1000 + number),
            title: format!("Story {number}"),
            story_type: if number % 4 == 0 { "Bug" } else { "Feature" }.to_owned(),
            status: if number < 5 { "Testing" } else { "Done" }.to_owned(),
        })
        .collect()
}

fn default_source() -> Metadata {
    let constant = |name: &str, kind: &str, default: Option<&str>| Constant {
        name: name.to_owned(),
        kind: kind.to_owned(),
        default_value: default.map(str::to_owned),
    };
    Metadata {
        model_version: String::new(),
        runtime_version: "10.24.15.93102".to_owned(),
        constants: vec![
            constant("Orders.ApiUrl", "String", Some("http://localhost:8081")),
            constant("Orders.BatchSize", "Integer", Some("100")),
            constant("Orders.DryRun", "Boolean", Some("false")),
        ],
        scheduled_events: vec![ScheduledEvent {
            name: "Orders.SE_Nightly".to_owned(),
            enabled: true,
        }],
        model: None,
    }
}
