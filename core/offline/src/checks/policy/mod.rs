//! Policy: rules that environments are held against, as data with a check beside each.
//!
//! A family is a file. It has a table of rules, an entry each, and the checks that the entries name; a rule is added by
//! adding an entry and its two cases (`tests/it/checks/policy`). A check reads
//! [`PolicyFacts`](mendix_deploy_model::policies::PolicyFacts) and nothing else. What it
//! needs and does not find stops it: the rule is then reported as not evaluated, with the fact it waits for, and never as
//! passed.

mod custom;
mod evaluate;
mod exemptions;
mod facts;
mod families;
mod functions;
mod handles;
mod observe;
mod placement;
mod practices;
mod rule;
mod secrets;
mod sets;
mod target;
mod view;

pub use evaluate::policy_of_facts;
pub use families::policy_rules;
pub use functions::custom_results;
pub use handles::{policy_of_app, policy_of_environment};
pub use placement::placement;
pub use practices::secrets_practices;
