//! The plan on a page.

use mendix_deploy_model::{
    findings::{Finding, Severity},
    plans::{
        ConstantState, EnvironmentFacts, Facts, FactsSource, OnFailure, Plan, SettingValue,
        StepAction,
    },
    verdicts::Loss,
};

use super::{Block, Page, Row, Table, Tone};

/// Lays out a plan: what, class and verdict, steps with the stretch of downtime and the point of no return, way back,
/// findings, approvals, facts.
#[must_use]
pub fn plan_page(plan: &Plan) -> Page {
    let mut page = Page::new(format!("Plan: {} {}", plan.change.kind(), plan.address));
    page.push(Block::Paragraph(plan.summary.clone()));
    if plan.is_blocked() {
        page.push(Block::Note(
            Tone::Error,
            "This plan must not start: see the findings of severity error.".to_owned(),
        ));
    }
    page.push(Block::Pairs(overview(plan)));
    page.push(Block::Heading("Steps".to_owned()));
    page.push(Block::Table(steps(plan)));
    written(plan, &mut page);
    page.section("Why this order", plan.order.clone());
    way_back(plan, &mut page);
    findings(&plan.findings, &mut page);
    page.push(Block::Heading("Made from".to_owned()));
    page.push(Block::Pairs(facts(&plan.facts)));
    page
}

fn overview(plan: &Plan) -> Vec<(String, String)> {
    let mut pairs = vec![
        ("plan".to_owned(), plan.id.clone()),
        (
            "environment".to_owned(),
            format!("{} ({}, {})", plan.address, plan.tier, plan.target),
        ),
    ];
    if let Some(package) = &plan.package {
        let mut parts = vec![package.title.clone()];
        parts.extend(
            package
                .package_id
                .as_ref()
                .map(|id| format!("package {id}")),
        );
        parts.extend(package.model_version.as_ref().map(|v| format!("model {v}")));
        parts.extend(
            package
                .runtime_version
                .as_ref()
                .map(|v| format!("runtime {v}")),
        );
        parts.extend(package.size_bytes.map(|n| format!("{n} bytes")));
        parts.extend(package.sha256.as_ref().map(|d| format!("sha256 {d}")));
        pairs.push(("package".to_owned(), parts.join(", ")));
    }
    let class = match plan.release_class.rank() {
        Some(rank) => format!("{} (rank {rank} of 5)", plan.release_class),
        None => "unknown (the packages were not compared)".to_owned(),
    };
    pairs.push(("release class".to_owned(), class));
    pairs.push((
        "rollback".to_owned(),
        format!(
            "{}. {}",
            plan.rollback.safety,
            plan.rollback.reasons.join(" ")
        ),
    ));
    pairs.push(("strategy".to_owned(), plan.strategy.to_string()));
    pairs.push((
        "downtime".to_owned(),
        match &plan.downtime {
            Some(downtime) => format!(
                "from {} to {}, usually about {}, given up after {}",
                downtime.from_step,
                downtime.to_step,
                duration(downtime.expected_seconds),
                duration(downtime.at_most_seconds)
            ),
            None => "none".to_owned(),
        },
    ));
    pairs.push((
        "point of no return".to_owned(),
        plan.point_of_no_return
            .as_ref()
            .map_or("none".to_owned(), |p| format!("{}. {}", p.step, p.why)),
    ));
    pairs.push((
        "on failure".to_owned(),
        match &plan.on_failure {
            None => "stop and report".to_owned(),
            Some(OnFailure::RollBack { accept_loss }) if accept_loss.is_empty() => {
                "roll back, as far as nothing is lost".to_owned()
            }
            Some(OnFailure::RollBack { accept_loss }) => {
                format!("roll back, accepting: {}", accept_loss.join(", "))
            }
        },
    ));
    pairs.push(("approvals".to_owned(), approvals(plan)));
    pairs
}

fn approvals(plan: &Plan) -> String {
    let needed = match plan.approvals_required {
        0 => "none needed".to_owned(),
        1 => "1 needed, not by the one who executes".to_owned(),
        n => format!("{n} needed, of different people, not by the one who executes"),
    };
    match &plan.approval_reason {
        Some(reason) => format!("{needed}. {reason}"),
        None => needed,
    }
}

/// The downtime is a bracket beside the steps.
fn steps(plan: &Plan) -> Table {
    let last = plan.steps.iter().rposition(|step| step.downtime);
    let first = plan.steps.iter().position(|step| step.downtime);
    let mut rows = Vec::new();
    for (index, step) in plan.steps.iter().enumerate() {
        if plan
            .point_of_no_return
            .as_ref()
            .is_some_and(|point| point.step == step.id)
        {
            rows.push(Row::Rule("point of no return".to_owned()));
        }
        let bracket = match (Some(index) == first, Some(index) == last, step.downtime) {
            (true, true, _) => "║",
            (true, ..) => "┌",
            (_, true, _) => "└",
            (.., true) => "│",
            _ => "",
        };
        rows.push(Row::Cells(vec![
            (index + 1).to_string(),
            step.id.clone(),
            bracket.to_owned(),
            duration(step.deadline_seconds),
            format!("{}. {}", capital(&step.ensures), step.why),
        ]));
    }
    Table {
        columns: ["#", "step", "down", "at most", "ensures, and why"]
            .map(str::to_owned)
            .to_vec(),
        rows,
    }
}

/// What settings are written: values of the landscape, references of secrets.
fn written(plan: &Plan, page: &mut Page) {
    let mut rows = Vec::new();
    for step in &plan.steps {
        let StepAction::WriteSettings {
            constants,
            scheduled_events,
        } = &step.action
        else {
            continue;
        };
        for write in constants {
            let value = match &write.value {
                SettingValue::LiteralValue { text } => format!("\"{text}\""),
                SettingValue::ReferencedValue { reference } => format!("from {reference}"),
            };
            rows.push(row(&step.id, &write.name, value, write.skip_if_absent));
        }
        for write in scheduled_events {
            rows.push(row(
                &step.id,
                &write.name,
                write.state.to_string(),
                write.skip_if_absent,
            ));
        }
    }
    if rows.is_empty() {
        return;
    }
    page.push(Block::Heading("Settings written".to_owned()));
    page.push(Block::Table(Table {
        columns: ["step", "name", "value"].map(str::to_owned).to_vec(),
        rows,
    }));
}

fn row(step: &str, name: &str, value: String, skip: bool) -> Row {
    let value = if skip {
        format!("{value}, if the package has it")
    } else {
        value
    };
    Row::Cells(vec![step.to_owned(), name.to_owned(), value])
}

fn way_back(plan: &Plan, page: &mut Page) {
    page.section("Way back", plan.way_back.sentences.clone());
    let mut losses: Vec<&Loss> = Vec::new();
    let staged = plan.way_back.stages.iter().flat_map(|stage| &stage.losses);
    for loss in plan.rollback.losses.iter().chain(staged) {
        if !losses.contains(&loss) {
            losses.push(loss);
        }
    }
    page.section(
        "What going back could lose",
        losses
            .into_iter()
            .map(|loss| format!("{}: {}", loss.name, loss.what))
            .collect(),
    );
}

fn findings(findings: &[Finding], page: &mut Page) {
    page.push(Block::Heading("Findings".to_owned()));
    if findings.is_empty() {
        page.push(Block::Paragraph("None.".to_owned()));
        return;
    }
    let rows = findings
        .iter()
        .map(|finding| {
            Row::Cells(vec![
                finding.severity.to_string(),
                finding.id.clone(),
                format!("{}. {}", capital(&finding.message), finding.remedy),
            ])
        })
        .collect();
    page.push(Block::Table(Table {
        columns: ["severity", "finding", "what, and what to do"]
            .map(str::to_owned)
            .to_vec(),
        rows,
    }));
    let count = |severity, word: &str| {
        let n = findings.iter().filter(|f| f.severity == severity).count();
        format!("{n} {word}{}", if n == 1 { "" } else { "s" })
    };
    page.push(Block::Paragraph(format!(
        "{}, {}, {}.",
        count(Severity::Error, "error"),
        count(Severity::Warning, "warning"),
        count(Severity::Info, "note")
    )));
}

fn facts(facts: &Facts) -> Vec<(String, String)> {
    let source = match facts.source {
        FactsSource::Observed => "observed",
        FactsSource::Recorded => "recorded earlier",
        FactsSource::Assumed => "assumed, not observed",
    };
    let when = facts
        .observed_at
        .map_or_else(String::new, |at| format!(" at {at}"));
    let mut pairs = vec![
        ("facts".to_owned(), format!("{source}{when}")),
        (
            facts.environment.address.to_string(),
            environment(&facts.environment),
        ),
    ];
    if let Some(source) = &facts.source_environment {
        pairs.push((source.address.to_string(), environment(source)));
    }
    if let Some(previous) = &facts.previous {
        pairs.push((
            "package list".to_owned(),
            match &previous.status {
                Some(status) => format!("{} is {status}", previous.package_id),
                None => format!("{} is not in it", previous.package_id),
            },
        ));
    }
    if let Some(rights) = &facts.permissions {
        let mut granted = Vec::new();
        for (has, right) in [
            (rights.can_access_api, "API Rights"),
            (rights.can_deploy_app, "Transport Rights"),
            (rights.can_manage_backups, "Access to Backups"),
        ] {
            if has {
                granted.push(right);
            }
        }
        pairs.push((
            "rights".to_owned(),
            format!(
                "{} has {}",
                rights.user,
                if granted.is_empty() {
                    "none".to_owned()
                } else {
                    granted.join(", ")
                }
            ),
        ));
    }
    pairs
}

fn environment(facts: &EnvironmentFacts) -> String {
    let mut parts = vec![facts.status.to_string()];
    match &facts.deployed {
        Some(deployed) => {
            parts.push(format!(
                "package {} ({})",
                deployed.package_id, deployed.name
            ));
        }
        None => parts.push("nothing deployed".to_owned()),
    }
    parts.extend(facts.model_version.as_ref().map(|v| format!("model {v}")));
    parts.extend(
        facts
            .runtime_version
            .as_ref()
            .map(|v| format!("runtime {v}")),
    );
    let states: Vec<String> = ConstantState::ALL
        .iter()
        .filter_map(|state| {
            let count = facts.constants.iter().filter(|c| c.state == *state).count();
            (count > 0).then(|| format!("{count} {state}"))
        })
        .collect();
    if !states.is_empty() {
        parts.push(format!("constants: {}", states.join(", ")));
    }
    parts.join(", ")
}

/// `90 s`, `15 min`, `8 h`: one unit, for reading.
pub(super) fn duration(seconds: u64) -> String {
    match seconds {
        0..=119 => format!("{seconds} s"),
        120..=7_199 => format!("{} min", seconds.div_ceil(60)),
        _ => {
            let tenths = (seconds * 10).div_ceil(3_600);
            if tenths.is_multiple_of(10) {
                format!("{} h", tenths / 10)
            } else {
                format!("{}.{} h", tenths / 10, tenths % 10)
            }
        }
    }
}

/// A capital at the beginning, unless the sentence begins with a name: those are spelled as they are.
fn capital(sentence: &str) -> String {
    let word = sentence.split_whitespace().next().unwrap_or_default();
    if !word.chars().all(char::is_alphabetic) {
        return sentence.to_owned();
    }
    let mut rest = sentence.chars();
    rest.next()
        .map(|first| first.to_uppercase().to_string() + rest.as_str())
        .unwrap_or_default()
}
