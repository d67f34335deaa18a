//! Handles are written by hand in every language; this is the list of what each has in all of them.
//!
//! Names as in Rust and Python. What only one language has is a manner of it and stands in its own list.

use std::collections::BTreeSet;

const HANDLES: &[(&str, &[&str])] = &[
    (
        "App",
        &[
            "environment",
            "environments",
            "environments_of_branch",
            "landscape",
            "name",
            "policy",
            "preflight",
        ],
    ),
    (
        "Client",
        &[
            "activity", "close", "from_env", "hosts", "plan", "resume", "start", "username",
        ],
    ),
    (
        "Database",
        &["answer", "catalogue", "close", "connect", "name"],
    ),
    (
        "EffectiveConfiguration",
        &[
            "constants",
            "data",
            "evaluate",
            "explain",
            "findings",
            "runtime_settings",
            "start_failure",
            "value",
            "values",
        ],
    ),
    (
        "Emulator",
        &[
            "advance",
            "apply",
            "clear_faults",
            "client",
            "credentials",
            "effects",
            "endpoints",
            "inject",
            "now_ms",
            "requests",
            "reset",
            "set_auto_advance",
            "state",
            "stop",
            "url",
        ],
    ),
    (
        "Environment",
        &[
            "access",
            "address",
            "administration",
            "app",
            "approvals",
            "backup",
            "certificates",
            "change_ticket",
            "constants",
            "data_class",
            "database",
            "deadlines",
            "delivery",
            "deviations",
            "effective",
            "emission",
            "exemptions",
            "freeze",
            "health",
            "jvm",
            "license",
            "logging",
            "monitoring",
            "origin",
            "origins",
            "owner",
            "policies",
            "policy",
            "policy_facts",
            "preflight",
            "preset",
            "purpose",
            "resources",
            "routing",
            "runtime_settings",
            "scaling",
            "scheduled_events",
            "snapshot",
            "storage",
            "tags",
            "target",
            "tier",
            "variables",
            "verify",
            "wanted",
            "wave",
        ],
    ),
    (
        "Landscape",
        &[
            "app",
            "apps",
            "document",
            "environment",
            "environments",
            "from_document",
            "load",
            "parse",
            "policy",
            "policy_facts",
        ],
    ),
    ("Operation", &["id", "poll", "wait"]),
    (
        "Package",
        &[
            "changes_since",
            "content_digests",
            "digest",
            "info",
            "limits",
            "model",
            "model_digest",
            "open",
            "path",
            "portable_configuration",
            "sbom",
            "verify_contents",
        ],
    ),
    ("Packages", &["upload"]),
    ("Pager", &["next_page"]),
    (
        "ResolvedSecrets",
        &["close", "get", "report", "run", "scrub", "slots"],
    ),
    ("Resolver", &["check", "close", "resolve"]),
    (
        "Run",
        &[
            "events", "id", "is_over", "journal", "progress", "result", "stop",
        ],
    ),
    ("SecretValue", &["reveal"]),
];

/// Python: the asynchronous twin of a blocking class, and bytes.
const PYTHON_ONLY: &[&str] = &["Emulator.async_client", "SecretValue.reveal_bytes"];

/// Classes that have an asynchronous twin in Python.
const TWINS: &[&str] = &[
    "Client",
    "Database",
    "Operation",
    "Packages",
    "Pager",
    "ResolvedSecrets",
    "Resolver",
    "Run",
];

/// Node: buffers, comparison, and what JavaScript asks of a value that must not be shown; an emulator is started.
const NODE_ONLY: &[&str] = &[
    "Emulator.start",
    "SecretValue.equals",
    "SecretValue.revealBuffer",
    "SecretValue.toJSON",
    "SecretValue.toString",
];

pub(super) fn python(groups: &[String]) -> BTreeSet<String> {
    let mut lines = members(groups, str::to_owned);
    for handle in TWINS {
        let begin = format!("member {handle}.");
        let twins: Vec<String> = lines
            .iter()
            .filter_map(|line| line.strip_prefix(&begin))
            .map(|member| format!("member Async{handle}.{member}"))
            .collect();
        lines.extend(twins);
    }
    lines.extend(PYTHON_ONLY.iter().map(|member| format!("member {member}")));
    lines
}

pub(super) fn node(groups: &[String]) -> BTreeSet<String> {
    let mut lines = members(groups, crate::generate::camel);
    lines.extend(NODE_ONLY.iter().map(|member| format!("member {member}")));
    lines
}

fn members(groups: &[String], manner: impl Fn(&str) -> String) -> BTreeSet<String> {
    let mut lines: BTreeSet<String> = HANDLES
        .iter()
        .flat_map(|(handle, members)| members.iter().map(move |member| (handle, *member)))
        .map(|(handle, member)| format!("member {handle}.{}", manner(member)))
        .collect();
    lines.extend(
        groups
            .iter()
            .map(|group| format!("member Client.{}", manner(group))),
    );
    lines
}
