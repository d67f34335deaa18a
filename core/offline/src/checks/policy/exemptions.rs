//! Rules that are allowed not to hold, for a stated time and reason.

use mendix_deploy_model::{
    Error, ErrorCode, Result, policies::PolicyExemption, policies::PolicyOptions, time::Day,
};

use super::{custom::Custom, families};
use crate::landscape::suggest::did_you_mean;

/// Whether an exemption holds.
pub(super) enum Held {
    /// It does; the line that a report shows.
    Yes(String),
    /// It does not; why an exemption that is there does not count.
    No(Option<String>),
}

pub(super) struct Exemptions<'a> {
    all: &'a [PolicyExemption],
    as_of: Option<Day>,
}

impl<'a> Exemptions<'a> {
    pub(super) fn read(options: &'a PolicyOptions, customs: &[Custom<'_>]) -> Result<Self> {
        for exemption in &options.exemptions {
            let mut known = families::all()
                .map(|(_, rule)| rule.id)
                .chain(customs.iter().map(Custom::id));
            let rule = exemption.rule.as_str();
            if !known.any(|id| id == rule) {
                let ids = families::all()
                    .map(|(_, rule)| rule.id)
                    .chain(customs.iter().map(Custom::id));
                let hint = did_you_mean(rule, ids);
                return Err(invalid(format!(
                    "an exemption names the rule `{rule}`, and there is none of this id.{hint}"
                ))
                .with_context("rule", rule));
            }
            if exemption.reason.trim().is_empty() {
                return Err(invalid(format!("the exemption from {rule} has no reason"))
                    .with_context("rule", rule));
            }
        }
        Ok(Self {
            all: &options.exemptions,
            as_of: options.as_of,
        })
    }

    /// Whether a violation of `rule` in this app or environment is exempted.
    pub(super) fn find(&self, rule: &str, app: &str, environment: Option<&str>) -> Held {
        let mut why = None;
        for exemption in self.all.iter().filter(|exemption| exemption.rule == rule) {
            let meant = match exemption.address.as_deref() {
                None => true,
                Some(address) => match address.split_once('/') {
                    Some((a, e)) => a == app && environment == Some(e),
                    None => address == app,
                },
            };
            if !meant {
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

fn invalid(message: String) -> Error {
    Error::new(ErrorCode::InputInvalid, message)
}
