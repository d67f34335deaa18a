//! Constants that a bound broker of business events adds (runtime configuration, 1.2).

use std::borrow::Cow;

use mendix_deploy_model::{configurations::Certainty, findings::Severity};

use super::start::Start;
use crate::{
    configuration::json::Json,
    targets::settings::{Content, Origin},
};

/// Adds `BusinessEvents.…` constants over what is set. What is wrong with a binding never stops a start.
pub(super) fn read(start: &mut Start<'_>) {
    let Some(services) = start.services.as_ref().and_then(Json::as_object).cloned() else {
        return;
    };
    if start.settings.contains("MicroflowConstants") {
        return;
    }
    let measured = start.constants.contains("BusinessEvents.GenerateMetrics");
    for (label, service) in services.iter() {
        if !label.contains("kafka") {
            continue;
        }
        let Some(binding) = service
            .as_list()
            .and_then(|list| list.first())
            .and_then(Json::as_object)
        else {
            return;
        };
        let origin = |rule: &'static str| Origin::service(label.to_owned(), rule);
        let credentials = binding.get("credentials").and_then(Json::as_object);
        match credentials.filter(|credentials| credentials.len() > 0) {
            Some(credentials) if credentials.get("ClientConfigUrl").is_some() => {
                for field in ["ServerUrl", "UserName", "Password"] {
                    let value = credentials.get(field).cloned().unwrap_or(Json::text(""));
                    start.constants.set(
                        Cow::Owned(format!("BusinessEvents.{field}")),
                        value,
                        origin("credentials of the bound broker, over every other source"),
                    );
                }
                start.constants.put(
                    Cow::Borrowed("BusinessEvents.ClientConfiguration"),
                    Content::AtStart,
                    origin("the answer of the broker's configuration service at the start"),
                    Certainty::Inferred,
                );
                if let Some(limits) = credentials
                    .get("ApplyLimits")
                    .filter(|value| value.is_true())
                {
                    start.constants.set(
                        "BusinessEvents.ApplyLimits",
                        limits.clone(),
                        origin("credentials of the bound broker, over every other source"),
                    );
                }
            }
            _ => start.finding(
                "businessEvents.binding_incomplete",
                Severity::Warning,
                label,
                format!(
                    "the bound service {label} has no ClientConfigUrl: its broker is not configured"
                ),
                "Unbind the service and bind it again.",
            ),
        }
        if measured {
            let word = if start.is_free_app() { "false" } else { "true" };
            for name in [
                "BusinessEvents.GenerateMetrics",
                "BusinessEvents.EnableHeartbeat",
            ] {
                start.constants.set(
                    name,
                    Json::text(word),
                    origin("on for licensed apps and off for free ones, as the model has BusinessEvents.GenerateMetrics"),
                );
            }
        }
    }
}
