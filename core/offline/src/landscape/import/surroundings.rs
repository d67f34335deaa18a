//! What surrounds the runtime: passwords, licence, memory, Java, log levels, certificates (runtime configuration, 2.1, 5).

use mendix_deploy_model::landscapes::{GarbageCollector, LogLevel, ScheduledEvents};
use serde_json::Value as Json;

use super::{
    given::{Given, Input},
    importer::{Importer, Secrecy, may_be_secret},
    report::Entry,
};
use crate::landscape::reader::join;

impl Importer<'_> {
    /// A variable that the landscape has a key for; false when it has none.
    pub(super) fn surroundings(&mut self, entry: Entry, input: &Input) -> bool {
        let value = &input.value;
        match input.name.as_str() {
            "ADMIN_PASSWORD" => {
                if let Some(text) = self.secret_text(entry, "administration.password", value) {
                    self.spec.administration.get_or_insert_default().password = Some(text);
                }
            }
            "M2EE_PASSWORD" => {
                if let Some(text) = self.secret_text(entry, "administration.portPassword", value) {
                    self.spec
                        .administration
                        .get_or_insert_default()
                        .port_password = Some(text);
                }
            }
            "DEBUGGER_PASSWORD" => {
                let path = "administration.debuggerPassword";
                if let Some(text) = self.secret_text(entry, path, value) {
                    self.spec
                        .administration
                        .get_or_insert_default()
                        .debugger_password = Some(text);
                }
            }
            "DEVELOPMENT_MODE" => {
                if let Some(text) = self.plain(entry, value) {
                    let development = text.eq_ignore_ascii_case("true");
                    self.spec
                        .administration
                        .get_or_insert_default()
                        .development_mode = Some(development);
                    self.report.became(entry, "administration.developmentMode");
                }
            }
            "LICENSE_ID" | "SERVER_ID" | "FORCED_LICENSE_ID" | "FORCED_SERVER_ID" => {
                if input.name != "LICENSE_ID" {
                    self.report.note(entry, "another name of LICENSE_ID");
                }
                if let Some(text) = self.text(entry, "license.id", value, Secrecy::Maybe) {
                    self.report.became(entry, "license.id");
                    self.spec.license.get_or_insert_default().id = Some(text);
                }
            }
            "LICENSE_KEY" | "FORCED_LICENSE_KEY" => {
                if let Some(text) = self.secret_text(entry, "license.key", value) {
                    self.spec.license.get_or_insert_default().key = Some(text);
                }
            }
            "MEMORY_LIMIT" => self.memory_limit(entry, value),
            "HEAP_SIZE" => {
                if let Some(size) = self.mebibytes(entry, value) {
                    self.jvm().heap_mebibytes = Some(size);
                    self.report.became(entry, "jvm.heapMebibytes");
                }
            }
            "MAX_METASPACE_SIZE" => {
                if let Some(size) = self.mebibytes(entry, value) {
                    self.jvm().metaspace_mebibytes = Some(size);
                    self.report.became(entry, "jvm.metaspaceMebibytes");
                }
            }
            "JVM_GARBAGE_COLLECTOR" => {
                let collector = match self.plain(entry, value) {
                    None => return true,
                    Some("Serial") => GarbageCollector::Serial,
                    Some("G1") => GarbageCollector::G1,
                    Some(_) => {
                        let why = "only Serial and G1 have a meaning: the buildpack ignores it with a warning";
                        self.report.ignore(entry, why, None);
                        return true;
                    }
                };
                self.jvm().garbage_collector = Some(collector);
                self.report.became(entry, "jvm.garbageCollector");
            }
            "JAVA_OPTS" => self.java_options(entry, value),
            "JAVA_VERSION" => self.java_version(entry, value),
            "SCHEDULED_EVENTS" => self.scheduled_events(entry, value),
            "LOG_RATELIMIT" => {
                if let Some(lines) = self.number(entry, value) {
                    self.spec.logging.get_or_insert_default().lines_per_second = Some(lines);
                    self.report.became(entry, "logging.linesPerSecond");
                }
            }
            "DATABASE_CONNECTION_PARAMS" => self.set_parameters(entry, input),
            "ENABLE_STICKY_SESSIONS" => {
                if let Some(sticky) = self.boolean(entry, value) {
                    self.spec.routing.get_or_insert_default().sticky = Some(sticky);
                    self.report.became(entry, "routing.sticky");
                    if sticky {
                        self.report.note(
                            entry,
                            "the buildpack renames the cookie on the leader only; sessions are in the database, so stickiness is rarely needed",
                        );
                    }
                }
            }
            "CERTIFICATE_AUTHORITIES" | "CERTIFICATE_AUTHORITIES_BASE64" => {
                let path = "certificates.authorities";
                if let Some(text) = self.text(entry, path, value, Secrecy::Maybe) {
                    self.report.shares(entry, path);
                    let certificates = self.spec.certificates.get_or_insert_default();
                    certificates.authorities.push(text);
                }
            }
            "DD_API_KEY" => self.apm(entry, "datadog", value),
            "DT_PAAS_TOKEN" => self.apm(entry, "dynatrace", value),
            "NEW_RELIC_LICENSE_KEY" => self.apm(entry, "newRelic", value),
            "APPDYNAMICS_AGENT_ACCOUNT_ACCESS_KEY" => self.apm(entry, "appDynamics", value),
            _ => return false,
        }
        true
    }

    fn apm(&mut self, entry: Entry, product: &str, value: &Given) {
        let monitoring = self.spec.monitoring.get_or_insert_default();
        if monitoring.apm.as_deref().is_some_and(|apm| apm != product) {
            let why = "the landscape names one product for application performance monitoring";
            self.report.ignore(entry, why, None);
            return;
        }
        monitoring.apm = Some(product.to_owned());
        self.report.shares(entry, "monitoring.apm");
        if let Some(text) = self.secret_text(entry, "monitoring.apmKey", value) {
            self.spec.monitoring.get_or_insert_default().apm_key = Some(text);
        }
    }

    fn memory_limit(&mut self, entry: Entry, value: &Given) {
        let Some(text) = self.plain(entry, value).map(str::to_owned) else {
            return;
        };
        let (digits, unit) = split_unit(&text);
        let Some(size) = digits.parse::<u32>().ok().and_then(|n| match unit {
            "M" | "m" => Some(n),
            "G" | "g" => n.checked_mul(1024),
            _ => None,
        }) else {
            let why = "the buildpack takes digits and an M, such as 2048M";
            self.report.ignore(
                entry,
                why,
                Some("Write `resources.limits.memoryMebibytes`."),
            );
            return;
        };
        if !unit.eq_ignore_ascii_case("m") {
            self.report.doubt(
                entry,
                "the buildpack takes megabytes only: this value stops the start",
                Some("Write it with an M where the variable stays in use."),
            );
        }
        let limits = self
            .spec
            .resources
            .get_or_insert_default()
            .limits
            .get_or_insert_default();
        limits.memory_mebibytes = Some(size);
        self.report
            .became(entry, "resources.limits.memoryMebibytes");
    }

    fn mebibytes(&mut self, entry: Entry, value: &Given) -> Option<u32> {
        let text = self.plain(entry, value)?.to_owned();
        let (digits, unit) = split_unit(&text);
        let size = digits.parse::<u32>().ok().and_then(|n| match unit {
            "M" | "m" => Some(n),
            "G" | "g" => n.checked_mul(1024),
            _ => None,
        });
        if size.is_none() {
            self.report
                .ignore(entry, "it is no size such as 512M or 1G", None);
        }
        size
    }

    fn java_options(&mut self, entry: Entry, value: &Given) {
        let Some(text) = value.literal().map(str::to_owned) else {
            // Says why there is none.
            self.plain(entry, value);
            return;
        };
        let arguments = match serde_json::from_str::<Json>(&text) {
            Ok(Json::Array(items)) if items.iter().all(Json::is_string) => items
                .iter()
                .filter_map(Json::as_str)
                .map(str::to_owned)
                .collect(),
            Ok(Json::String(one)) => vec![one],
            _ => {
                self.report.doubt(
                    entry,
                    "the buildpacks want JSON here: plain text stops the start",
                    Some("Check the arguments; the landscape has a list."),
                );
                text.split_whitespace().map(str::to_owned).collect()
            }
        };
        self.arguments(entry, arguments);
    }

    /// Arguments of the JVM, without those that carry a secret.
    pub(super) fn arguments(&mut self, entry: Entry, arguments: Vec<String>) {
        for argument in arguments {
            let lower = argument.to_ascii_lowercase();
            let secret = ["password=", "secret=", "token=", "accesskey="]
                .iter()
                .any(|word| lower.contains(word))
                || may_be_secret(&argument);
            if secret && self.options.keep_literals != Some(true) {
                self.report.doubt(
                    entry,
                    "an argument that may hold a secret is left out: everybody on the machine can read arguments",
                    Some("Give the secret to the app another way."),
                );
                continue;
            }
            self.jvm().arguments.push(argument);
            self.report.shares(entry, "jvm.arguments");
        }
    }

    fn java_version(&mut self, entry: Entry, value: &Given) {
        let Some(text) = self.plain(entry, value).map(str::to_owned) else {
            return;
        };
        let major = text.split('.').next().unwrap_or(&text);
        match major.parse() {
            Ok(version) => {
                self.jvm().java_version = Some(version);
                self.report.became(entry, "jvm.javaVersion");
                if major != text {
                    self.report
                        .doubt(entry, "only the major version is taken", None);
                }
            }
            Err(_) => self.report.ignore(entry, "it is no version of Java", None),
        }
    }

    fn scheduled_events(&mut self, entry: Entry, value: &Given) {
        let Some(text) = self.plain(entry, value).map(str::to_owned) else {
            return;
        };
        match text.as_str() {
            "ALL" => {
                self.spec.scheduled_events = Some(ScheduledEvents::All);
                self.report.became(entry, "scheduledEvents");
            }
            "NONE" => {
                self.spec.scheduled_events = Some(ScheduledEvents::None);
                self.report.became(entry, "scheduledEvents");
            }
            other if other.trim().eq_ignore_ascii_case("all") => {
                self.report.doubt(
                    entry,
                    "only ALL in capitals runs every event: this value runs none",
                    Some("Write `scheduledEvents: all` if all are meant."),
                );
                self.spec.scheduled_events = Some(ScheduledEvents::None);
                self.report.became(entry, "scheduledEvents");
            }
            other if other.trim().eq_ignore_ascii_case("none") => {
                self.report
                    .note(entry, "NONE is written in capitals; the effect is the same");
                self.spec.scheduled_events = Some(ScheduledEvents::None);
                self.report.became(entry, "scheduledEvents");
            }
            _ => self.set_events(entry, value, false),
        }
    }

    /// `LOGGING_CONFIG`: a JSON object of log nodes.
    pub(super) fn levels(&mut self, entry: Entry, input: &Input) {
        let Some(text) = self.plain(entry, &input.value).map(str::to_owned) else {
            return;
        };
        let Ok(Json::Object(nodes)) = serde_json::from_str(&text) else {
            self.report
                .ignore(entry, "it is no JSON object of log nodes", None);
            return;
        };
        for (node, level) in nodes {
            let word = level
                .as_str()
                .map_or_else(|| level.to_string(), str::to_owned);
            self.level(entry, &node, &word);
        }
    }

    /// The level of a log node.
    pub(super) fn level(&mut self, entry: Entry, node: &str, word: &str) {
        let upper = word.to_ascii_uppercase();
        let level = match upper.as_str() {
            "NONE" => LogLevel::None,
            "CRITICAL" => LogLevel::Critical,
            "ERROR" => LogLevel::Error,
            "WARNING" | "WARN" => LogLevel::Warning,
            "INFO" => LogLevel::Info,
            "DEBUG" => LogLevel::Debug,
            "TRACE" => LogLevel::Trace,
            _ => {
                let why = format!("the level of {node} is no level of the runtime");
                self.report.doubt(entry, &why, None);
                return;
            }
        };
        if upper == "WARN" {
            let why = format!("WARN is no level of the runtime; taken as WARNING for {node}");
            self.report.doubt(
                entry,
                &why,
                Some("Write WARNING where the setting stays in use."),
            );
        }
        let logging = self.spec.logging.get_or_insert_default();
        if node == "*" {
            logging.level = Some(level);
            self.report.became(entry, "logging.level");
        } else {
            logging.nodes.insert(node.to_owned(), level);
            self.report.became(entry, &join("logging.nodes", node));
        }
    }
}

fn split_unit(text: &str) -> (&str, &str) {
    let text = text.trim();
    let at = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    text.split_at(at)
}
