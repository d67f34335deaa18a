//! One rule: which requests, which of them, what happens.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::JobFault;

/// Before or after the request has had its effect.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
pub(crate) enum When {
    #[default]
    Before,
    After,
}

/// What happens.
#[derive(Clone, Debug)]
pub(crate) enum Action {
    Reset,
    Stall,
    Delay {
        ms: u64,
        real_ms: u64,
    },
    TruncateBody {
        bytes: usize,
    },
    TruncateJson {
        bytes: Option<usize>,
    },
    Html {
        status: u16,
    },
    RateLimit {
        retry_after: RetryAfter,
    },
    Status {
        status: u16,
        code: String,
        message: String,
    },
    RevokePat {
        user: Option<String>,
    },
    RevokeApiKey {
        user: Option<String>,
    },
    ResetUpload {
        bytes: u64,
    },
    Interfere {
        change: Value,
    },
    Patch {
        set: Map<String, Value>,
    },
    Job(JobFault),
    MissingConstants(Vec<String>),
    StartFails {
        code: String,
        message: String,
    },
}

/// How a 429 says when to come back.
#[derive(Clone, Copy, Debug)]
pub(crate) enum RetryAfter {
    Seconds(u64),
    Date(u64),
    Nothing,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Shape {
    fault: String,
    method: Option<String>,
    path: Option<String>,
    nth: Option<u64>,
    times: Option<Value>,
    when: Option<When>,
    bytes: Option<u64>,
    status: Option<u16>,
    code: Option<String>,
    message: Option<String>,
    retry_after: Option<Value>,
    retry_after_date: Option<u64>,
    ms: Option<u64>,
    real_ms: Option<u64>,
    user: Option<String>,
    change: Option<Value>,
    set: Option<Map<String, Value>>,
    names: Option<Vec<String>>,
}

/// A rule with its counters.
pub(crate) struct Rule {
    pub(crate) id: u64,
    pub(crate) when: When,
    pub(crate) action: Action,
    method: Option<String>,
    path: Option<String>,
    /// Matches that pass untouched before the first one that is hit.
    skip: u64,
    /// Matches still to be hit; `None` is all.
    left: Option<u64>,
}

impl Rule {
    /// Reads a fault document. The error says what is wrong with it.
    pub(crate) fn parse(id: u64, fault: &Value) -> Result<Self, String> {
        let shape: Shape =
            serde_json::from_value(fault.clone()).map_err(|error| format!("fault: {error}"))?;
        let left = match &shape.times {
            None => Some(1),
            Some(Value::String(text)) if text == "always" => None,
            Some(value) => Some(
                value
                    .as_u64()
                    .filter(|times| *times > 0)
                    .ok_or("fault: `times` is a number from 1 on, or \"always\"")?,
            ),
        };
        let nth = shape.nth.unwrap_or(1);
        if nth == 0 {
            return Err("fault: `nth` counts from 1".to_owned());
        }
        let (when, action) = action(&shape)?;
        let rewrites = matches!(
            action,
            Action::TruncateBody { .. } | Action::TruncateJson { .. } | Action::Patch { .. }
        );
        if rewrites && shape.when == Some(When::Before) {
            return Err(format!("fault: {} acts on answers", shape.fault));
        }
        Ok(Self {
            id,
            when: shape.when.unwrap_or(when),
            action,
            method: shape.method,
            path: shape.path,
            skip: nth - 1,
            left,
        })
    }

    pub(crate) fn is_wire(&self) -> bool {
        !matches!(
            self.action,
            Action::Job(_) | Action::MissingConstants(_) | Action::StartFails { .. }
        )
    }

    pub(crate) fn is_left(&self) -> bool {
        self.left != Some(0)
    }

    pub(crate) fn matches(&self, method: &str, path: &str) -> bool {
        self.is_left()
            && self
                .method
                .as_deref()
                .is_none_or(|own| own.eq_ignore_ascii_case(method))
            && self.path.as_deref().is_none_or(|own| glob(own, path))
    }

    /// Counts a match. Whether it is hit.
    pub(crate) fn count(&mut self) -> bool {
        if self.skip > 0 {
            self.skip -= 1;
            return false;
        }
        match &mut self.left {
            None => true,
            Some(0) => false,
            Some(left) => {
                *left -= 1;
                true
            }
        }
    }
}

fn action(shape: &Shape) -> Result<(When, Action), String> {
    let user = shape.user.clone();
    let before = |action| Ok((When::Before, action));
    let after = |action| Ok((When::After, action));
    match shape.fault.as_str() {
        "reset" => before(Action::Reset),
        "lostAnswer" => after(Action::Reset),
        "stall" => before(Action::Stall),
        "delay" if shape.ms.is_none() && shape.real_ms.is_none() => {
            Err("delay: `ms` or `realMs` is missing".to_owned())
        }
        "delay" => before(Action::Delay {
            ms: shape.ms.unwrap_or(0),
            real_ms: shape.real_ms.unwrap_or(0),
        }),
        "truncateBody" => after(Action::TruncateBody {
            bytes: usize::try_from(shape.bytes.unwrap_or(10)).unwrap_or(usize::MAX),
        }),
        "truncateJson" => after(Action::TruncateJson {
            bytes: shape
                .bytes
                .map(|bytes| usize::try_from(bytes).unwrap_or(usize::MAX)),
        }),
        "html" => before(Action::Html {
            status: status(shape.status.unwrap_or(502))?,
        }),
        "rateLimit" => before(Action::RateLimit {
            retry_after: retry_after(shape)?,
        }),
        "status" => before(Action::Status {
            status: status(shape.status.ok_or("status: `status` is missing")?)?,
            code: shape.code.clone().unwrap_or_default(),
            message: shape.message.clone().unwrap_or_default(),
        }),
        "revokePat" => before(Action::RevokePat { user }),
        "revokeApiKey" => before(Action::RevokeApiKey { user }),
        "resetUpload" => before(Action::ResetUpload {
            bytes: shape.bytes.unwrap_or(0),
        }),
        "interfere" => before(Action::Interfere {
            change: shape
                .change
                .clone()
                .ok_or("interfere: `change` is missing")?,
        }),
        "patch" => after(Action::Patch {
            set: shape.set.clone().ok_or("patch: `set` is missing")?,
        }),
        "missingConstants" => before(Action::MissingConstants(
            shape
                .names
                .clone()
                .ok_or("missingConstants: `names` is missing")?,
        )),
        "startFails" => before(Action::StartFails {
            code: shape
                .code
                .clone()
                .unwrap_or_else(|| "START_FAILED".to_owned()),
            message: shape.message.clone().unwrap_or_default(),
        }),
        other => before(Action::Job(job(other)?)),
    }
}

fn job(name: &str) -> Result<JobFault, String> {
    Ok(match name {
        "dbSyncFails" => JobFault::DbSyncFails,
        "startupActionFails" => JobFault::StartupActionFails,
        "snapshotFails" => JobFault::SnapshotFails,
        "archiveFails" => JobFault::ArchiveFails,
        "restoreFails" => JobFault::RestoreFails,
        "buildFails" => JobFault::BuildFails,
        "uploadFails" => JobFault::UploadFails,
        "linkExpired" => JobFault::LinkExpired,
        other => return Err(format!("fault: there is no `{other}`")),
    })
}

fn status(status: u16) -> Result<u16, String> {
    if (200..=599).contains(&status) {
        Ok(status)
    } else {
        Err(format!("fault: {status} is not a final HTTP status"))
    }
}

fn retry_after(shape: &Shape) -> Result<RetryAfter, String> {
    if let Some(seconds) = shape.retry_after_date {
        return Ok(RetryAfter::Date(seconds));
    }
    match &shape.retry_after {
        None => Ok(RetryAfter::Seconds(1)),
        Some(Value::Null) => Ok(RetryAfter::Nothing),
        Some(value) => value
            .as_u64()
            .map(RetryAfter::Seconds)
            .ok_or_else(|| "rateLimit: `retryAfter` is seconds or null".to_owned()),
    }
}

/// `*` stands for any text, also across slashes.
fn glob(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else {
        return false;
    };
    let parts: Vec<_> = parts.collect();
    let Some((last, middle)) = parts.split_last() else {
        return rest.is_empty();
    };
    for part in middle {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::glob;

    #[test]
    fn stars_match_any_text() {
        assert!(glob(
            "/deploy/api/1/apps/*/transport",
            "/deploy/api/1/apps/a/environments/T/transport"
        ));
        assert!(glob("*/start", "/x/start"));
        assert!(!glob("*/start", "/x/start/1"));
        assert!(glob("*/start/*", "/x/start/1"));
        assert!(glob("/a", "/a"));
        assert!(!glob("/a", "/ab"));
        assert!(glob("*", ""));
        // The last part is looked for at the end, not at its first place.
        assert!(glob("a*b", "abab"));
        assert!(!glob("ab*ba", "aba"));
    }
}
