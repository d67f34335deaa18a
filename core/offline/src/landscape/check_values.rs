//! What the values of one level can get wrong: masks, names, amounts that contradict each other.

use mendix_deploy_model::landscapes::{Defaults, HealthSpec, ProbeSpec, RuntimeValue, TextValue};

use super::{
    check::Checker,
    reader::{join, shown},
};

pub(super) fn check(checker: &mut Checker<'_>, path: &str, values: &Defaults) {
    settings(checker, path, values);
    texts(checker, path, values);
    amounts(checker, path, values);
    if let Some(health) = &values.health {
        probes(checker, &join(path, "health"), health);
    }
    for (number, exemption) in values.exemptions.iter().enumerate() {
        if exemption.reason.trim().is_empty() {
            let path = join(&format!("{}[{number}]", join(path, "exemptions")), "reason");
            let message = format!("the exemption from {} has no reason", exemption.rule);
            checker.report(
                "landscape.bad_value",
                &path,
                message,
                "Say why the rule does not hold.",
            );
        }
    }
}

/// Runtime settings and variables: their names, and what is not theirs to set.
fn settings(checker: &mut Checker<'_>, path: &str, values: &Defaults) {
    let settings = join(path, "runtimeSettings");
    for (name, value) in &values.runtime_settings {
        let path = join(&settings, name);
        if name == "MicroflowConstants" {
            let message = format!("{} would replace every constant", shown(&path));
            checker.report(
                "landscape.bad_name",
                &path,
                message,
                "Write the values under `constants`.",
            );
        } else if name.starts_with("MXRUNTIME_") {
            let message = format!("`{name}` is a variable and not a runtime setting");
            let remedy = "Write the setting's own name; variables are made from it where a target needs them.";
            checker.report("landscape.bad_name", &path, message, remedy);
        } else if name.is_empty() || name.contains(|c: char| c.is_whitespace() || c.is_control()) {
            let message = format!("{name:?} is not the name of a runtime setting");
            checker.report(
                "landscape.bad_name",
                &path,
                message,
                "Write a name such as SessionTimeout.",
            );
        }
        match value {
            RuntimeValue::Text { value, .. } => text(checker, &path, value),
            RuntimeValue::SecretReference { reference } => text(checker, &path, reference),
            RuntimeValue::Number { .. }
            | RuntimeValue::Boolean { .. }
            | RuntimeValue::Json { .. } => {}
        }
    }
    let variables = join(path, "variables");
    for (name, value) in &values.variables {
        let path = join(&variables, name);
        if name.is_empty() || name.contains(['=', '\0']) || name.contains(char::is_whitespace) {
            let message = format!("{name:?} is not the name of an environment variable");
            checker.report(
                "landscape.bad_name",
                &path,
                message,
                "Write a name such as TZ.",
            );
        }
        text_value(checker, &path, value);
    }
}

/// A path of keys and the text that stands there.
type Place<'a> = (&'a [&'a str], Option<&'a TextValue>);

/// Passwords and keys.
fn texts(checker: &mut Checker<'_>, path: &str, values: &Defaults) {
    let mut places: Vec<Place<'_>> = Vec::new();
    if let Some(database) = &values.database {
        places.push((&["database", "password"], database.password.as_ref()));
        places.push((&["database", "url"], database.url.as_ref()));
    }
    if let Some(storage) = &values.storage {
        places.push((&["storage", "accessKeyId"], storage.access_key_id.as_ref()));
        places.push((&["storage", "secretKey"], storage.secret_key.as_ref()));
        places.push((
            &["storage", "sharedAccessSignature"],
            storage.shared_access_signature.as_ref(),
        ));
    }
    if let Some(license) = &values.license {
        places.push((&["license", "id"], license.id.as_ref()));
        places.push((&["license", "key"], license.key.as_ref()));
        places.push((
            &["license", "subscriptionSecret"],
            license.subscription_secret.as_ref(),
        ));
    }
    if let Some(monitoring) = &values.monitoring {
        places.push((&["monitoring", "apmKey"], monitoring.apm_key.as_ref()));
    }
    if let Some(administration) = &values.administration {
        places.push((
            &["administration", "password"],
            administration.password.as_ref(),
        ));
        places.push((
            &["administration", "portPassword"],
            administration.port_password.as_ref(),
        ));
        places.push((
            &["administration", "debuggerPassword"],
            administration.debugger_password.as_ref(),
        ));
    }
    for (keys, value) in places {
        if let Some(value) = value {
            let path = keys
                .iter()
                .fold(path.to_owned(), |path, key| join(&path, key));
            text_value(checker, &path, value);
        }
    }
    if let Some(certificates) = &values.certificates {
        let path = join(path, "certificates");
        for (number, authority) in certificates.authorities.iter().enumerate() {
            text_value(
                checker,
                &format!("{}[{number}]", join(&path, "authorities")),
                authority,
            );
        }
        for (number, client) in certificates.clients.iter().enumerate() {
            let path = format!("{}[{number}]", join(&path, "clients"));
            text_value(checker, &join(&path, "bundle"), &client.bundle);
            if let Some(password) = &client.password {
                let path = join(&path, "password");
                text_value(checker, &path, password);
                if matches!(password, TextValue::Literal { value, .. } if value.contains(',')) {
                    let message = format!("{} holds a comma", shown(&path));
                    let remedy = "Choose a password without one: the runtime takes a list that is joined by commas.";
                    checker.report("landscape.bad_value", &path, message, remedy);
                }
            }
        }
    }
}

fn text_value(checker: &mut Checker<'_>, path: &str, value: &TextValue) {
    match value {
        TextValue::Literal { value, .. } => text(checker, path, value),
        TextValue::SecretReference { reference } => text(checker, path, reference),
    }
}

fn text(checker: &mut Checker<'_>, path: &str, text: &str) {
    if !text.is_empty() && text.chars().all(|c| c == '*') {
        let message = format!(
            "{} consists of asterisks, which is a mask and not a value",
            shown(path)
        );
        let remedy = "Write the value, or a secret reference.";
        checker.report("landscape.masked_value", path, message, remedy);
    }
    if text.contains('\0') {
        let message = format!("{} holds a null character", shown(path));
        checker.report(
            "landscape.bad_value",
            path,
            message,
            "Remove it; no target can carry it.",
        );
    }
}

/// Amounts of one level that contradict each other.
fn amounts(checker: &mut Checker<'_>, path: &str, values: &Defaults) {
    if let Some(scaling) = &values.scaling
        && let Some(autoscale) = &scaling.autoscale
        && let (Some(min), Some(max)) = (autoscale.min, autoscale.max)
        && max < min
    {
        let path = join(&join(path, "scaling"), "autoscale");
        let message = format!(
            "{} has at most {max} instances and at least {min}",
            shown(&path)
        );
        checker.report(
            "landscape.bad_value",
            &path,
            message,
            "Exchange the two numbers.",
        );
    }
    if let Some(resources) = &values.resources
        && let (Some(requests), Some(limits)) = (&resources.requests, &resources.limits)
    {
        let pairs = [
            (
                "cpuMillicores",
                requests.cpu_millicores,
                limits.cpu_millicores,
            ),
            (
                "memoryMebibytes",
                requests.memory_mebibytes,
                limits.memory_mebibytes,
            ),
        ];
        for (key, request, limit) in pairs {
            if let (Some(request), Some(limit)) = (request, limit)
                && limit < request
            {
                let path = join(&join(&join(path, "resources"), "limits"), key);
                let message = format!(
                    "{} is {limit}, below the {request} that are reserved",
                    shown(&path)
                );
                checker.report(
                    "landscape.bad_value",
                    &path,
                    message,
                    "Raise the limit, or reserve less.",
                );
            }
        }
    }
    if let Some(monitoring) = &values.monitoring {
        for (number, alert) in monitoring.alerts.iter().enumerate() {
            if alert.percent.is_some_and(|percent| percent > 100) {
                let path = format!("{}[{number}]", join(&join(path, "monitoring"), "alerts"));
                let message = format!("{} is above 100 percent", shown(&path));
                checker.report("landscape.bad_value", &path, message, "Write at most 100.");
            }
        }
    }
}

fn probes(checker: &mut Checker<'_>, path: &str, health: &HealthSpec) {
    let probes: [(&str, &Option<ProbeSpec>); 3] = [
        ("liveness", &health.liveness),
        ("readiness", &health.readiness),
        ("startup", &health.startup),
    ];
    for (key, probe) in probes {
        if let Some(probe) = probe
            && let Some(probed) = &probe.path
            && (!probed.starts_with('/') || probed.contains(char::is_whitespace))
        {
            let path = join(&join(path, key), "path");
            let message = format!("{} is not a path below the public URL", shown(&path));
            checker.report(
                "landscape.bad_value",
                &path,
                message,
                "Write a path such as /.",
            );
        }
    }
}
