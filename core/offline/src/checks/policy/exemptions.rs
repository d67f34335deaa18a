//! Rules that are allowed not to hold, for a stated time and reason.

use std::collections::{BTreeMap, BTreeSet};

use mendix_deploy_model::{Error, ErrorCode, Result, policies::PolicyOptions, time::Day};

use super::{custom::Custom, families};
use crate::landscape::suggest::did_you_mean;

/// An exemption, whoever wrote it.
pub(super) struct Exempted {
    pub(super) rule: String,
    /// An app, an environment, or everything.
    pub(super) address: Option<String>,
    /// What of it: a constant, an event; absent: all.
    pub(super) subject: Option<String>,
    pub(super) reason: String,
    pub(super) until: Day,
}

/// Whether an exemption holds.
pub(super) enum Held {
    /// It does; the line that a report shows.
    Yes(String),
    /// It does not; why an exemption that is there does not count.
    No(Option<String>),
}

pub(super) struct Exemptions {
    by_rule: BTreeMap<String, Vec<Exempted>>,
    as_of: Option<Day>,
}

impl Exemptions {
    pub(super) fn read(
        options: &PolicyOptions,
        customs: &[Custom<'_>],
        written: Vec<Exempted>,
    ) -> Result<Self> {
        let known: BTreeSet<&str> = families::all()
            .map(|(_, rule)| rule.id)
            .chain(customs.iter().map(Custom::id))
            .collect();
        let given = options.exemptions.iter().map(|exemption| Exempted {
            rule: exemption.rule.clone(),
            address: exemption.address.clone(),
            subject: None,
            reason: exemption.reason.clone(),
            until: exemption.until,
        });
        let mut by_rule: BTreeMap<String, Vec<Exempted>> = BTreeMap::new();
        for exemption in given.chain(written) {
            let rule = exemption.rule.as_str();
            if !known.contains(rule) {
                let hint = did_you_mean(rule, known.iter().copied());
                return Err(invalid(
                    rule,
                    format!(
                        "an exemption names the rule `{rule}`, and there is none of this id.{hint}"
                    ),
                ));
            }
            if exemption.reason.trim().is_empty() {
                return Err(invalid(
                    rule,
                    format!("the exemption from {rule} has no reason"),
                ));
            }
            by_rule
                .entry(exemption.rule.clone())
                .or_default()
                .push(exemption);
        }
        Ok(Self {
            by_rule,
            as_of: options.as_of,
        })
    }

    /// Whether a violation of `rule` in this app or environment is exempted.
    pub(super) fn find(
        &self,
        rule: &str,
        app: &str,
        environment: Option<&str>,
        subject: Option<&str>,
    ) -> Held {
        let mut why = None;
        for exemption in self.by_rule.get(rule).into_iter().flatten() {
            let place = match exemption.address.as_deref() {
                None => true,
                Some(address) => match address.split_once('/') {
                    Some((a, e)) => a == app && environment == Some(e),
                    None => address == app,
                },
            };
            let whole = exemption.subject.is_none();
            if !place || !(whole || exemption.subject.as_deref() == subject) {
                continue;
            }
            match self.as_of {
                Some(today) if today <= exemption.until => {
                    let place = exemption.address.as_deref().unwrap_or("every app");
                    return Held::Yes(format!(
                        "{rule}: exempted for {place} until {}: {}",
                        exemption.until, exemption.reason
                    ));
                }
                Some(_) => why = Some(format!("its exemption ended on {}", exemption.until)),
                None => {
                    why = Some(
                        "its exemption cannot be judged: the day (`asOf`) was not given".to_owned(),
                    );
                }
            }
        }
        Held::No(why)
    }
}

fn invalid(rule: &str, message: String) -> Error {
    Error::new(ErrorCode::InputInvalid, message).with_context("rule", rule)
}
