//! Scheduled events: those that the landscape names must exist in the package.

use mendix_deploy_model::{findings::Severity, landscapes::ScheduledEvents};

use super::Check;
use crate::landscape::suggest::did_you_mean;

impl Check<'_> {
    pub(super) fn events(&mut self) {
        let Some(ScheduledEvents::Specified { events }) = self.environment.scheduled_events()
        else {
            return;
        };
        let (path, location) = self.environment.scheduled_events_place();
        let package = self.package;
        for event in events {
            if package
                .scheduled_events
                .iter()
                .any(|known| known.name == *event)
            {
                continue;
            }
            let known = package.scheduled_events.iter().map(|e| e.name.as_str());
            let message = format!(
                "{} has no scheduled event `{event}`.{}",
                package.file_name,
                did_you_mean(event, known)
            );
            let finding = self.find(
                "event.unknown",
                Severity::Error,
                event,
                message,
                "Use the event's name in the model, or remove it from the list.".to_owned(),
            );
            finding.path = Some(path.clone());
            finding.location.clone_from(&location);
        }
    }
}
