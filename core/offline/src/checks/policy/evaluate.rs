//! Evaluates every rule and counts what came of it.

use std::collections::{BTreeMap, BTreeSet};

use mendix_deploy_model::{
    Address, Result,
    document::{Document, WRITTEN_BY},
    findings::{Finding, Location, Report, Severity},
    landscapes::RuleSeverity,
    policies::{PolicyEnvironmentFacts, PolicyFacts, PolicyOptions, RuleStatus, RuleTally},
};

use super::{
    custom::{self, Custom},
    exemptions::{Exempted, Exemptions, Held},
    families,
    rule::{Check, Judged, Rule, Stop, Violation},
    view::{AppView, EnvironmentView},
};

/// What stands around facts, when a landscape does.
pub(super) trait Around {
    /// Where a fact stands: the path of keys, and the place in the file.
    fn place(
        &self,
        _app: &str,
        _environment: Option<&str>,
        _violation: &Violation,
    ) -> (Option<String>, Option<Location>) {
        (None, None)
    }

    /// Exemptions that the landscape states.
    fn exemptions(&self) -> Vec<Exempted> {
        Vec::new()
    }

    /// How much a rule matters there.
    fn severity(
        &self,
        _app: &str,
        _environment: Option<&str>,
        _rule: &str,
    ) -> Option<RuleSeverity> {
        None
    }
}

struct Nothing;

impl Around for Nothing {}

/// Holds facts against every rule, without a landscape. `facts` of the options are not looked at.
///
/// # Errors
///
/// `input.invalid`: an exemption names a rule that does not exist, a rule of one's own is not well-formed.
pub fn policy_of_facts(facts: &PolicyFacts, options: &PolicyOptions) -> Result<Report> {
    let subject = "policy of facts".to_owned();
    evaluate(facts, options, subject, &Nothing, None)
}

/// `only`: findings and counts of this environment alone, while rules about several see the others.
pub(super) fn evaluate(
    facts: &PolicyFacts,
    options: &PolicyOptions,
    subject: String,
    around: &dyn Around,
    only: Option<&Address>,
) -> Result<Report> {
    let customs = custom::read(options)?;
    let exemptions = Exemptions::read(options, &customs, around.exemptions())?;
    let apps: Vec<AppView<'_>> = facts
        .apps
        .iter()
        .map(|(name, app)| AppView::new(name, app, options.as_of))
        .collect();
    let mut count = Counting {
        around,
        exemptions,
        least: options.least.unwrap_or(Severity::Info),
        only,
        findings: Vec::new(),
        tallies: BTreeMap::new(),
        waits: BTreeMap::new(),
        exempted: BTreeSet::new(),
    };
    for (_, rule) in families::all() {
        count.rule(rule, &apps);
    }
    count.customs(&customs, &apps);
    let mut skipped = count.skipped();
    skipped.extend(count.exempted);
    let mut findings = count.findings;
    crate::checks::sort(&mut findings);
    Ok(Report {
        document: Report::KIND.to_owned(),
        version: Report::VERSION,
        written_by: WRITTEN_BY.to_owned(),
        subject,
        skipped,
        findings,
        rules: count
            .tallies
            .into_iter()
            .map(|(id, mut tally)| {
                tally.waits_for = count
                    .waits
                    .get(&id)
                    .map(|waits| waits.iter().cloned().collect())
                    .unwrap_or_default();
                tally
            })
            .collect(),
        unknown_fields: BTreeMap::new(),
    })
}

struct Counting<'a> {
    around: &'a dyn Around,
    exemptions: Exemptions,
    least: Severity,
    only: Option<&'a Address>,
    findings: Vec<Finding>,
    tallies: BTreeMap<String, RuleTally>,
    waits: BTreeMap<String, BTreeSet<String>>,
    /// One line for each exemption that was made use of.
    exempted: BTreeSet<String>,
}

impl Counting<'_> {
    fn rule(&mut self, rule: &Rule, apps: &[AppView<'_>]) {
        match rule.check {
            Check::Environment(check) => {
                for environment in apps.iter().flat_map(|app| &app.environments) {
                    if self.wanted(environment.app, Some(environment.name)) {
                        let judged = applies(rule.targets, rule.tiers, environment.facts)
                            .and_then(|()| check(environment));
                        self.note(rule, environment.app, Some(environment), judged);
                    }
                }
            }
            Check::App(check) => {
                for app in apps {
                    if self.wanted(app.name, None) {
                        let judged = check(app);
                        self.note(rule, app.name, None, judged);
                    }
                }
            }
            Check::Landscape(check) => self.note(rule, "", None, check(apps)),
        }
    }

    fn wanted(&self, app: &str, environment: Option<&str>) -> bool {
        self.only.is_none_or(|only| {
            only.app() == app && environment.is_none_or(|name| only.environment() == name)
        })
    }

    fn note(
        &mut self,
        rule: &Rule,
        app: &str,
        environment: Option<&EnvironmentView<'_>>,
        judged: Judged,
    ) {
        let mut violations = match judged {
            Err(Stop::NotApplicable) => return self.count(rule.id, RuleStatus::NotApplicable),
            Err(Stop::Waits(fact)) => return self.wait(rule.id, fact),
            Ok(violations) => violations,
        };
        // What another environment does wrong is its own report's business.
        violations.retain(|violation| match &violation.environment {
            Some((app, environment)) => self.wanted(app, Some(environment)),
            None => true,
        });
        if violations.is_empty() {
            return self.count(rule.id, RuleStatus::Passed);
        }
        let (mut failed, mut exempted) = (false, false);
        for violation in violations {
            let (app, environment) = match &violation.environment {
                Some((app, environment)) => (app.as_str(), Some(environment.as_str())),
                None => (app, environment.map(|environment| environment.name)),
            };
            let mut message = match violation.detail.as_str() {
                "" => rule.message.to_owned(),
                detail => format!("{}: {detail}", rule.message),
            };
            let subject = violation.subject.as_deref();
            match self.exemptions.find(rule.id, app, environment, subject) {
                Held::Yes(line) => {
                    exempted = true;
                    self.exempted.insert(line);
                    continue;
                }
                Held::No(Some(why)) => message = format!("{message} ({why})"),
                Held::No(None) => {}
            }
            failed = true;
            let mut severity = violation.severity.unwrap_or(rule.severity);
            match self.around.severity(app, environment, rule.id) {
                Some(RuleSeverity::Error) => severity = Severity::Error,
                Some(RuleSeverity::Warning) => severity = Severity::Warning,
                Some(RuleSeverity::Info) => severity = Severity::Info,
                // Whoever switches a rule off says why and until when.
                Some(RuleSeverity::Off) => {
                    message = format!(
                        "{message} (it is switched off without an exemption, which has a reason and an end)"
                    );
                }
                None => {}
            }
            if severity < self.least {
                continue;
            }
            let (path, location) = self.around.place(app, environment, &violation);
            self.findings.push(Finding {
                id: rule.id.to_owned(),
                severity,
                address: environment.and_then(|environment| Address::new(app, environment).ok()),
                subject: violation
                    .subject
                    .or_else(|| environment.is_none().then(|| app.to_owned()))
                    .filter(|subject| !subject.is_empty()),
                path,
                location,
                message,
                remedy: rule.remedy.to_owned(),
            });
        }
        if failed {
            self.count(rule.id, RuleStatus::Failed);
        } else if exempted {
            self.count(rule.id, RuleStatus::Exempted);
        }
    }

    fn customs(&mut self, customs: &[Custom<'_>], apps: &[AppView<'_>]) {
        for custom in customs {
            for environment in apps.iter().flat_map(|app| &app.environments) {
                if !self.wanted(environment.app, Some(environment.name)) {
                    continue;
                }
                if let Some((status, violation)) = custom.judge(environment) {
                    self.custom(custom, environment, status, violation);
                }
            }
        }
    }

    fn custom(
        &mut self,
        custom: &Custom<'_>,
        environment: &EnvironmentView<'_>,
        status: RuleStatus,
        detail: String,
    ) {
        if status == RuleStatus::NotEvaluated {
            return self.wait(custom.id(), &detail);
        }
        if status != RuleStatus::Failed {
            return self.count(custom.id(), status);
        }
        let mut message = detail;
        match self
            .exemptions
            .find(custom.id(), environment.app, Some(environment.name), None)
        {
            Held::Yes(line) => {
                self.exempted.insert(line);
                return self.count(custom.id(), RuleStatus::Exempted);
            }
            Held::No(Some(why)) => message = format!("{message} ({why})"),
            Held::No(None) => {}
        }
        self.count(custom.id(), RuleStatus::Failed);
        if custom.severity() < self.least {
            return;
        }
        let (path, location) = self.around.place(
            environment.app,
            Some(environment.name),
            &Violation::default(),
        );
        self.findings.push(Finding {
            id: custom.id().to_owned(),
            severity: custom.severity(),
            address: Address::new(environment.app, environment.name).ok(),
            subject: None,
            path,
            location,
            message,
            remedy: custom.remedy(environment).to_owned(),
        });
    }

    fn tally(&mut self, id: &str) -> &mut RuleTally {
        self.tallies
            .entry(id.to_owned())
            .or_insert_with(|| RuleTally {
                id: id.to_owned(),
                passed: 0,
                failed: 0,
                not_evaluated: 0,
                not_applicable: 0,
                exempted: 0,
                waits_for: Vec::new(),
            })
    }

    fn count(&mut self, id: &str, status: RuleStatus) {
        let tally = self.tally(id);
        *match status {
            RuleStatus::Passed => &mut tally.passed,
            RuleStatus::Failed => &mut tally.failed,
            RuleStatus::NotEvaluated => &mut tally.not_evaluated,
            RuleStatus::NotApplicable => &mut tally.not_applicable,
            RuleStatus::Exempted => &mut tally.exempted,
        } += 1;
    }

    fn wait(&mut self, id: &str, fact: &str) {
        self.count(id, RuleStatus::NotEvaluated);
        let waits = self.waits.entry(id.to_owned()).or_default();
        if !waits.contains(fact) {
            waits.insert(fact.to_owned());
        }
    }

    /// One line for each rule that lacked a fact.
    fn skipped(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for (id, waits) in &self.waits {
            let times = self.tallies.get(id).map_or(0, |tally| tally.not_evaluated);
            let facts: Vec<&str> = waits.iter().map(String::as_str).collect();
            let often = if times == 1 {
                String::new()
            } else {
                format!(" ({times} times)")
            };
            lines.push(format!(
                "{id}: not evaluated{often}: waits for {}",
                facts.join(", ")
            ));
        }
        lines
    }
}

/// Whether a rule for these targets and tiers says something about the environment.
pub(super) fn applies(
    targets: &[mendix_deploy_model::landscapes::TargetKind],
    tiers: &[mendix_deploy_model::landscapes::Tier],
    facts: &PolicyEnvironmentFacts,
) -> std::result::Result<(), Stop> {
    if !targets.is_empty() {
        let target = facts.target.ok_or(Stop::Waits("target"))?;
        if !targets.contains(&target) {
            return Err(Stop::NotApplicable);
        }
    }
    if !tiers.is_empty() {
        let tier = facts.tier.ok_or(Stop::Waits("tier"))?;
        if !tiers.contains(&tier) {
            return Err(Stop::NotApplicable);
        }
    }
    Ok(())
}
