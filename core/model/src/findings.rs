//! Findings: the one currency of preflight, policy, artefact and secret checks.

use std::collections::BTreeMap;

use mendix_deploy_surface::model;

use crate::{Address, document::Document, policies::RuleTally};

/// How much a finding matters. Ordered: `info < warning < error`.
#[model(ordered)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Probably not meant; nothing is refused.
    Warning,
    /// Would fail or harm; plans refuse it.
    Error,
}

/// A place in a text file.
#[model(eq)]
pub struct Location {
    /// The file as the caller named it; absent for text that came from memory.
    pub file: Option<String>,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// One observation about one thing, with what to do about it.
#[model(eq)]
pub struct Finding {
    /// Stable id: dotted lower case, for example `constant.missing`, or the id of a policy's rule, `MX-DB-001`.
    pub id: String,
    /// How much it matters.
    pub severity: Severity,
    /// The environment it is about; absent when it is about the package or the whole landscape.
    pub address: Option<Address>,
    /// The thing itself: a constant's, event's or setting's name.
    pub subject: Option<String>,
    /// Where in the landscape, as a path of keys: `apps.orders.environments.production.constants`.
    pub path: Option<String>,
    /// Where in the file.
    pub location: Option<Location>,
    /// What was found. Names the thing, never a secret's value.
    pub message: String,
    /// What to do.
    pub remedy: String,
}

/// The findings of one check.
#[model]
pub struct Report {
    /// Always `report`.
    pub document: String,
    /// Version of the document's format.
    pub version: u32,
    /// The library that wrote it.
    pub written_by: String,
    /// What was checked, in words: `preflight of orders/production with orders-2.5.4.mda`.
    pub subject: String,
    /// Checks that could not be made, with the reason. A skipped check is never reported as passed.
    pub skipped: Vec<String>,
    /// The findings, worst first, then by address, id and subject.
    pub findings: Vec<Finding>,
    /// How often each rule of a policy passed, failed and could not be evaluated; empty for other checks.
    pub rules: Vec<RuleTally>,
    /// What a later version wrote into the document that this one has no field for, as JSON text by JSON pointer, such as
    /// `/findings/0/owner`. Saving writes it back in its place; in files this field itself never stands.
    #[serde(default)]
    pub unknown_fields: BTreeMap<String, String>,
}

impl Report {
    /// Whether nothing of severity `error` was found.
    #[must_use]
    pub fn is_ok(&self) -> bool {
        self.findings.iter().all(|f| f.severity < Severity::Error)
    }

    /// The exit code of a check in a pipeline: 0 without errors, 1 otherwise.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        u8::from(!self.is_ok())
    }
}

impl Document for Report {
    const KIND: &'static str = "report";
    const VERSION: u32 = 1;
}
