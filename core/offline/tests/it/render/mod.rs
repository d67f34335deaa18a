//! Reports and documents as people and tools read them.

mod changes;
mod document;
mod formats;
mod gitlab;

use mendix_deploy_model::{
    document::{Document, WRITTEN_BY},
    findings::{Finding, Location, Report, Severity},
};

pub(crate) fn finding(id: &str, severity: Severity, subject: &str) -> Finding {
    Finding {
        id: id.to_owned(),
        severity,
        address: Some("orders/production".parse().unwrap()),
        subject: Some(subject.to_owned()),
        path: Some("apps.orders.environments.production".to_owned()),
        location: Some(Location {
            file: Some("mendix-deploy.yaml".to_owned()),
            line: 12,
            column: 9,
        }),
        message: format!("{subject} has no value"),
        remedy: "Set it.".to_owned(),
    }
}

pub(crate) fn report() -> Report {
    let mut limit = finding("package.limit.upload_size", Severity::Warning, "orders.mda");
    (limit.address, limit.path, limit.location) = (None, None, None);
    Report {
        document: Report::KIND.to_owned(),
        version: Report::VERSION,
        written_by: WRITTEN_BY.to_owned(),
        subject: "preflight of orders with orders.mda".to_owned(),
        skipped: vec!["orders/production: runtime downgrade: not known".to_owned()],
        findings: vec![
            finding("constant.missing", Severity::Error, "Mail.Host"),
            finding("constant.missing", Severity::Error, "Mail.Port"),
            limit,
            finding("constant.new", Severity::Info, "Mail.Caf\u{e9}"),
        ],
        rules: Vec::new(),
        unknown_fields: std::collections::BTreeMap::new(),
    }
}

/// Text that would do harm in a page, a terminal, a table or a markup that takes it for its own.
pub(crate) fn hostile() -> Report {
    let mut report = report();
    let text =
        "</failure>]]><script>alert(1)</script> \"q\" 'a' & | \u{1b}[2J\u{202e}\u{0}\u{fffe} `x`";
    text.clone_into(&mut report.findings[0].message);
    report.findings[0].subject = Some(text.to_owned());
    report.findings[0].id = format!("a{text}");
    report.subject = text.to_owned();
    report.skipped = vec![text.to_owned()];
    report
}
