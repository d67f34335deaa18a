//! Mendix on Kubernetes.

use mendix_deploy_model::configurations::{
    Certainty, ConfigurationInput, EffectiveContent, EvaluatedConfiguration, ProvenanceSource,
};
use mendix_deploy_offline::targets::evaluate;

use super::support::{finding_ids, has, package, text, value};

fn try_answer(resource: &str) -> mendix_deploy_model::Result<EvaluatedConfiguration> {
    let input = ConfigurationInput::Operator {
        resource: resource.to_owned(),
    };
    let model = package(
        &[
            ("Orders.Url", "String", "https://default.example"),
            ("Orders.Retries", "Integer", "3"),
        ],
        &["Orders.Cleanup", "Orders.Sync"],
    );
    evaluate(&input, &model)
}

/// A resource with these lines below `spec`.
fn answer(spec: &str) -> EvaluatedConfiguration {
    let indented: String = spec.lines().map(|line| format!("  {line}\n")).collect();
    try_answer(&format!("apiVersion: privatecloud.mendix.com/v1alpha1\nkind: MendixApp\nmetadata: {{name: orders}}\nspec:\n{indented}")).unwrap()
}

#[test]
fn constants_come_from_their_field_then_from_custom_configuration_then_from_the_model() {
    let answer = answer(
        "runtime:\n  microflowConstants:\n    Orders.Url: https://own.example\n  customConfiguration: |\n    {\"MicroflowConstants\": \"{\\\"Orders.Url\\\": \\\"old\\\", \\\"Orders.Retries\\\": \\\"5\\\"}\", \"SessionTimeout\": 1000}\n",
    );
    assert_eq!(text(&answer, "Orders.Url"), "https://own.example");
    assert_eq!(value(&answer, "Orders.Url").overrode.len(), 2);
    assert_eq!(
        text(&answer, "Orders.Retries"),
        "5",
        "the older form is JSON in a text in JSON"
    );
    assert_eq!(text(&answer, "SessionTimeout"), "1000");
    assert!(!has(&answer, "MicroflowConstants"));
    assert_eq!(answer.certainty, Certainty::Documented);
    let at = value(&answer, "Orders.Url")
        .provenance
        .location
        .as_ref()
        .unwrap();
    assert_eq!((at.line, at.column), (7, 19));
}

#[test]
fn guide_27_events_have_fields_of_their_own() {
    let answer = answer(
        "runtime:\n  scheduledEventExecution: SPECIFIED\n  myScheduledEvents: [Orders.Cleanup, Orders.Sync]\n  environmentVariables:\n    - {name: SCHEDULED_EVENTS, value: ALL}\n",
    );
    assert_eq!(text(&answer, "ScheduledEventExecution"), "SPECIFIED");
    assert_eq!(
        text(&answer, "MyScheduledEvents"),
        "Orders.Cleanup,Orders.Sync"
    );
    assert_eq!(answer.lost[0].name, "SCHEDULED_EVENTS");
    assert_eq!(
        answer.lost[0].suggestion.as_deref(),
        Some("spec.runtime.scheduledEventExecution")
    );
}

#[test]
fn events_that_are_none_are_told() {
    assert_eq!(
        finding_ids(&answer(
            "runtime:\n  scheduledEventExecution: SPECIFIED\n  myScheduledEvents: [Orders.Clean]\n"
        )),
        ["event.unknown"]
    );
    assert_eq!(
        finding_ids(&answer(
            "runtime:\n  scheduledEventExecution: ALL\n  myScheduledEvents: [Orders.Sync]\n"
        )),
        ["events.ignored"]
    );
}

#[test]
fn variables_of_the_buildpacks_reach_nobody() {
    let answer = answer(
        "runtime:\n  environmentVariables:\n    - {name: MX_Orders_Url, value: x}\n    - {name: MXRUNTIME_SessionTimeout, value: '1'}\n    - {name: MEMORY_LIMIT, value: 2048M}\n    - {name: JAVA_TOOL_OPTIONS, value: -Xmx1g}\n    - name: API_KEY\n      valueFrom: {secretKeyRef: {name: orders, key: api}}\n",
    );
    let lost: Vec<_> = answer
        .lost
        .iter()
        .map(|lost| lost.suggestion.as_deref().unwrap())
        .collect();
    assert_eq!(
        lost,
        [
            "spec.runtime.microflowConstants.Orders.Url",
            "spec.runtime.customConfiguration",
            "spec.resources.limits.memory"
        ]
    );
    assert_eq!(text(&answer, "JAVA_TOOL_OPTIONS"), "-Xmx1g");
    assert!(
        matches!(&value(&answer, "API_KEY").content, EffectiveContent::SecretReference { reference } if reference == "kubernetes://orders#api")
    );
}

#[test]
fn fields_and_values_of_the_wrong_kind_are_told() {
    for (spec, id, subject) in [
        (
            "runtime: {customConfiguration: {SessionTimeout: 1}}",
            "configuration.wrong_type",
            "spec.runtime.customConfiguration",
        ),
        (
            "runtime: {customConfiguration: '{oops'}",
            "configuration.wrong_type",
            "spec.runtime.customConfiguration",
        ),
        (
            "runtime: {microflowConstants: {Orders.Retries: 5}}",
            "configuration.wrong_type",
            "Orders.Retries",
        ),
        (
            "runtime: {mxAdminPassword: 'no base 64!'}",
            "configuration.wrong_type",
            "spec.runtime.mxAdminPassword",
        ),
        (
            "runtime: {microflowConstant: {}}",
            "configuration.unknown_field",
            "spec.runtime.microflowConstant",
        ),
        ("runtme: {}", "configuration.unknown_field", "spec.runtme"),
        (
            "allowOverrideSecretsWithSecretStoreCSIDriver: true",
            "configuration.secret_store",
            "spec.allowOverrideSecretsWithSecretStoreCSIDriver",
        ),
        (
            "runtime: {customConfiguration: '{\"com.mendix.storage.s3.BucketName\": \"b\"}'}",
            "setting.managed",
            "com.mendix.storage.s3.BucketName",
        ),
        (
            "runtime: {customConfiguration: '{\"com.mendix.core.SessionTimeout\": \"1\"}'}",
            "setting.unknown_name",
            "com.mendix.core.SessionTimeout",
        ),
    ] {
        let answer = answer(spec);
        assert_eq!(finding_ids(&answer), [id], "{spec}");
        assert_eq!(
            answer.findings[0].subject.as_deref(),
            Some(subject),
            "{spec}"
        );
    }
}

#[test]
fn the_root_url_is_made_of_the_address_unless_it_is_set() {
    let derived = answer("appURL: orders.example.com\n");
    assert_eq!(
        text(&derived, "ApplicationRootUrl"),
        "https://orders.example.com"
    );
    assert_eq!(
        value(&derived, "ApplicationRootUrl").provenance.source,
        ProvenanceSource::Derived
    );
    assert_eq!(
        value(&derived, "ApplicationRootUrl").certainty,
        Certainty::Inferred
    );
    let set = answer(
        "appURL: orders.example.com\nruntime: {customConfiguration: '{\"ApplicationRootUrl\": \"https://own.example\"}'}\n",
    );
    assert_eq!(text(&set, "ApplicationRootUrl"), "https://own.example");
}

#[test]
fn what_is_no_resource_of_the_operator_is_refused() {
    for (resource, words) in [
        ("kind: Deployment", "is a Deployment"),
        ("a: 1", "has no kind"),
        ("kind: MendixApp\nspec:\n\truntime: {}", "line 3"),
        ("kind: MendixApp\nkind: MendixApp", "twice"),
    ] {
        let error = try_answer(resource).unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
    }
}

#[test]
fn no_value_is_printed() {
    let answer = answer(
        "runtime:\n  mxAdminPassword: aHVudGVyMg==\n  microflowConstants: {Orders.Url: hunter2}\n  environmentVariables: [{name: X, value: hunter2}]\n",
    );
    let printed = format!("{answer:?}");
    assert!(
        !printed.contains("hunter2") && !printed.contains("aHVudGVyMg"),
        "{printed}"
    );
}
