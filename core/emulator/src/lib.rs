//! A stateful stand-in for Mendix Cloud on loopback, with faults and a clock that its user controls.
//!
//! It answers the HTTP calls that a deployment needs: Deploy v1, v2 and v4, Build, Backups v2 and App Repository. It
//! keeps state (a package that was not uploaded cannot be transported), takes its time (in virtual milliseconds), and
//! misbehaves on demand. It is written from the platform's public documentation and shares no code with the client,
//! so that one mistake is not made twice.
//!
//! ```
//! use mendix_deploy_emulator::Emulator;
//! use serde_json::json;
//!
//! let emulator = Emulator::start(json!({}))?;
//! // Give `emulator.endpoints()` and `emulator.credentials()` to the client under test …
//! emulator.inject(json!({
//!     "fault": "status", "path": "*/transport", "times": 5, "status": 503, "code": "SERVICE UNAVAILABLE",
//! }));
//! // … let it work, then ask what happened.
//! assert!(emulator.effects().is_empty());
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! # Addresses
//!
//! | the platform's | the stand-in's |
//! | --- | --- |
//! | `https://deploy.mendix.com/api/1/…`, `/api/v2/…` | `{url}/deploy/api/1/…`, `{url}/deploy/api/v2/…` |
//! | `https://cloud.home.mendix.com/api/v4/…` | `{url}/cloud/api/v4/…` |
//! | `https://repository.api.mendix.com/v1/…` | `{url}/repository/v1/…` |
//! | `https://epics-api.mendix.com/v1/…` | `{url}/epics/v1/…` |
//! | signed links on other hosts | `{url}/files/…` |
//! | the app's own URL | `{url}/apps/{AppId}/{Mode}/`: 200 while it runs, else 503; so is everything below it |
//!
//! # Seed
//!
//! Every part is optional; `{}` is the licensed app `orders` ("Orders") with the environments Test, Acceptance and
//! Production, all empty, and two users with all rights. Unknown keys are refused.
//!
//! ```json
//! {
//!   "clock": "2026-03-02T08:00:00Z",
//!   "options": {"staleStatus": 30000, "maskedConstants": ["Orders.ApiKey"]},
//!   "durations": {"start": 20000},
//!   "users": [{"userId": "dana@example.com", "name": "Dana", "apiKey": "…", "pat": "…",
//!              "scopes": ["mx:deployment:write", "mx:modelrepository:repo:read", "mx:epics:read"], "isActive": true}],
//!   "apps": [{
//!     "appId": "orders", "name": "Orders", "projectId": "…", "licence": "licensed", "region": "…",
//!     "technicalContact": "dana@example.com", "members": ["dana@example.com"],
//!     "environments": [{"mode": "Test", "environmentId": "…", "production": false,
//!                       "rights": {"dana@example.com": {"canAccessAPI": true, "canDeployApp": false}}}],
//!     "repository": {"type": "git", "branches": [{"name": "main", "commits": [{"id": "…", "authorName": "…",
//!                    "authorEmail": "…", "date": 1772438400000, "message": "…", "relatedStories": ["1000"],
//!                    "mendixVersion": "10.24.15.93102"}]}]},
//!     "stories": [{"id": "1000", "title": "Faster checkout", "type": "Feature", "status": "Done"}],
//!     "source": {"runtimeVersion": "10.24.15.93102", "constants": [{"name": "Orders.ApiUrl", "type": "String",
//!                "defaultValue": "http://localhost"}], "scheduledEvents": [{"name": "Orders.SE_Nightly", "enabled": true}]}
//!   }],
//!   "changes": [{"kind": "addPackage", "version": "1.0.0.1", "environment": "Test", "running": true}]
//! }
//! ```
//!
//! `licence` is `licensed` or `free`; a right that is left out is granted; uploads, builds and packages want the right on
//! at least one environment; `source` is what a build contains. Keys and tokens that are left out contain
//! `planted-secret`, as do the signatures of links: a test can search for it.
//!
//! # Options
//!
//! | name | default | meaning |
//! | --- | --- | --- |
//! | `errorShape` | `flat` | errors of the API-key services: `flat` `{"errorCode","errorMessage"}`, `pascal`, `nested` `{"error":{"code","message"}}`, `text`, `empty` |
//! | `caseSensitiveModes` | true | whether `acceptance` is not `Acceptance` |
//! | `staleStatus` | 0 | reads of a state lag behind by this many ms |
//! | `stopFailsWhenStopped` | false | whether stopping what does not run is `STOP_FAILED` |
//! | `partialSettings` | `keep` | entries that a settings document leaves out: `keep`, `reset` to the default, `refuse` (400) |
//! | `maskedConstants` | `[]` | names, or `*`, that a read shows as asterisks; asterisks written back are stored |
//! | `missingConstants` | `[]` | names that count as missing while nobody configured them |
//! | `tagsAsArray` | false | tags as an array instead of an object |
//! | `booleanPermissions` | false | v4 permissions read as booleans instead of strings |
//! | `badApiKeyStatus` | 401 | answer to a wrong API key |
//! | `apiKeyCache` | 0 | ms for which a revoked key still works |
//! | `maxUploadBytes` | 1000000000 | larger uploads are 413 |
//! | `oldestRuntime` | null | older packages are `INVALID_RUNTIME_VERSION` on transport |
//! | `maxInstances`, `maxMemory` | 4, 32768 | the plan's limits for scaling |
//! | `largestPage` | 100 | to which v4 lowers `limit` |
//!
//! `durations`, in ms: `start`, `stop`, `uploadQueued`, `uploadRunning`, `processing` (503 on transport after the job's
//! `Completed`), `buildStep` (each of three), `backupQueued`, `snapshot`, `archive`, `restore`, `packageLink`,
//! `archiveLink`, `logLink`, `unusedPackage`.
//!
//! # Faults
//!
//! `{"fault": NAME, "method": "POST", "path": "*/start", "nth": 1, "times": 1, "when": "before", …}`. `*` in a path stands
//! for any text. Without `method` and `path` every request matches. The first `nth - 1` matches pass; then `times`
//! (a number or `"always"`) are hit. `when` tells whether the request has had its effect. Several rules can match one
//! request: each counts it, they act in the order they were injected, and the first that answers ends it.
//!
//! | name | what happens | own keys |
//! | --- | --- | --- |
//! | `reset` | the connection closes, no answer, no effect | |
//! | `lostAnswer` | the effect is done, then the connection closes | |
//! | `stall` | no answer until [`Emulator::clear_faults`] | |
//! | `delay` | the clock moves on first, or real time passes (for benchmarks) | `ms`, `realMs` |
//! | `truncateBody` | the announced length is right, the connection closes after some bytes | `bytes` (10) |
//! | `truncateJson` | a sound frame around half of the text | `bytes` |
//! | `html` | a proxy's page | `status` (502) |
//! | `rateLimit` | 429 | `retryAfter` in seconds (1) or null, or `retryAfterDate` in seconds from now |
//! | `status` | any status and code, in the service's error shape | `status`, `code`, `message` |
//! | `revokePat`, `revokeApiKey` | from then on refused | `user` (the first) |
//! | `resetUpload` | the connection closes inside the request's body | `bytes` |
//! | `interfere` | somebody else's change just before the request | `change` |
//! | `patch` | values written into the answer | `set`: JSON pointer → value |
//!
//! These happen inside jobs and take `nth` and `times` only: `missingConstants` (`names`), `startFails` (`code`, `message`),
//! `dbSyncFails`, `startupActionFails`, `buildFails`, `uploadFails`, `snapshotFails`, `archiveFails`, `restoreFails`,
//! `linkExpired`.
//!
//! # Somebody else's changes
//!
//! [`Emulator::apply`] takes `{"kind": …}`; `app` is the first one unless named:
//!
//! | kind | keys |
//! | --- | --- |
//! | `setEnvironment` | `environment`; any of `status`, `packageId`, `databaseModel`, `maintenance`, `production`, `mode` (new name), `publicStatus` (what the URL answers while running; null = 200) |
//! | `setConstant` | `environment`, `name`, `value` (null removes it) |
//! | `setRights` | `environment`, `user`, `rights` |
//! | `lock`, `unlock` | `environment` |
//! | `addPackage` | `path`, or `metadata` and `version`; `name`; `environment` to deploy it, `running` to start it; answers `packageId` |
//! | `deletePackage` | `packageId` |
//! | `revokePat`, `revokeApiKey` | `user` |
//! | `option`, `duration` | `name`, `value` |
//!
//! # Effects
//!
//! [`Emulator::effects`] has one entry per accepted request that changed something: `seq`, `at`, `effect`, `app`,
//! `environment`, `environmentId`, ids, and `user`, `requestId`, `method`, `path` of the request. Names: `app.created`,
//! `contact.written`, `package.uploaded`, `package.built`, `package.deleted`, `env.transported`, `env.started` (a start job was
//! accepted, however it ends), `env.stopped`, `env.cleaned`, `env.scaled`, `settings.written`, `tags.written`,
//! `tags.deleted`, `permissions.written`, `snapshot.created`, `snapshot.commented`, `snapshot.deleted`, `archive.created`,
//! `restore.created`. How jobs end is in [`Emulator::state`].
//!
//! # Requests and state
//!
//! [`Emulator::requests`]: `at`, `method`, `path`, `query` (without signatures), `status` (null when the connection was cut),
//! `user`, `credentials` (which kinds were sent: `apiKey`, `pat`; a link that receives one is a leak), `requestId`.
//!
//! [`Emulator::state`]: `now`, `options`, `durations`, `users` and `apps`. An app has `appId`, `name`, `projectId`, `licence`,
//! `technicalContact`, `region`, `members`, `packages` (`id`, `name`, `version`, `size`, `sha256`, `metadata`, `origin`,
//! `lastDeployed`), `uploadJobs`, `repository`, `source` and `environments`: `id`, `mode`, `production`, `status`, `package`,
//! `startedPackage`, `constants` (configured), `deployedConstants`, `events`, `deployedEvents`, `customSettings`, `instances`,
//! `memoryPerInstance`, `tag`, `databaseModel` (null: empty), `data` (a text that changes with the data), `locked`,
//! `maintenance`, `publicStatus`, `rights`, `startJobs` (`outcome` null, `{"Ok":null}` or `{"Err":{"code","message"}}`),
//! `stopping`, `backups` (`snapshots`, `archives`, `restores`).
//!
//! # What it does not imitate
//!
//! - Apps do not run: the public URL answers a sentence, constants are not type-checked, databases are a name.
//! - The documentation leaves much open; the options have its other readings. Where no option exists, the choice is
//!   ours: `ModelVersion` follows the transport; a transport to a locked environment is 500 `ALREADY_LOCKED`; an archive
//!   of an unfinished snapshot is 400 `INVALID_PARAMETERS`; an expired link is 403; an upload above the limit is 413
//!   `PAYLOAD_TOO_LARGE`; snapshots are listed newest first; environments on which the caller has no API rights are
//!   missing from the v1 list; a start during a stop is `ALREADY_STARTED`; a Free App has no environments in v1.
//! - There is no TLS, no rate limit of its own, no nightly backups, no maintenance windows by themselves, no expiry of snapshots.
//! - Team Server, Backups v1, Pipelines, Webhooks, Certificates, Epics and the MCP gateway are not there.
//! - Packages are read only as far as `model/metadata.json`; two packages want the same database when their `ModelVersion`
//!   and the checksum of `model/model.mdp` are equal.

mod archive;
mod clock;
mod effects;
mod emulator;
mod fault;
mod http;
mod ids;
mod seed;
mod server;
mod state;

pub use emulator::Emulator;

/// Compiles the program in the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
