//! Kubernetes manifests around the image of the Docker buildpack, and the values of a Helm chart that makes them.

use std::collections::BTreeMap;

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    landscapes::{TargetKind, TargetSpec, WorkloadKind},
};

use super::{
    container::{self, Limits},
    document::{self, Document, at, children},
    given::{Given, Input},
    importer::Importer,
    known::MENDIX,
    targets,
};
use crate::{
    configuration::yaml::{Node, Value},
    landscape::reader::join,
};

/// Variables by the names of the config maps and secrets of the file.
type Sources = BTreeMap<(&'static str, String), Vec<Input>>;

pub(super) fn import(
    importer: &mut Importer<'_>,
    file: Option<&str>,
    text: &str,
    workload: Option<&str>,
) -> Result<()> {
    let mut documents = document::all(file, text)?;
    for document in &mut documents {
        let kind = scalar(&document.root, &["kind"]).unwrap_or("resource");
        let name = scalar(&document.root, &["metadata", "name"]).unwrap_or("");
        document.label = format!("{kind}/{name}: ");
        document.read("apiVersion");
        document.read("kind");
    }
    let workloads: Vec<(usize, String, bool)> = documents
        .iter()
        .enumerate()
        .filter(|(_, document)| {
            matches!(
                scalar(&document.root, &["kind"]),
                Some("Deployment" | "StatefulSet")
            )
        })
        .map(|(at, document)| {
            let name = scalar(&document.root, &["metadata", "name"]).unwrap_or_default();
            (at, name.to_owned(), is_app(&document.root))
        })
        .collect();
    let names: Vec<&str> = workloads.iter().map(|(_, name, _)| name.as_str()).collect();
    let candidates: Vec<&str> = workloads
        .iter()
        .filter(|(.., app)| *app)
        .map(|(_, name, _)| name.as_str())
        .collect();
    let chosen = container::choose("workload", &names, &candidates, workload, file)?;
    let Some((chosen_at, name, _)) = workloads.iter().find(|(_, name, _)| name == chosen) else {
        return Err(Error::new(
            ErrorCode::InputInvalid,
            "the workload is not there",
        ));
    };
    importer.app.get_or_insert_with(|| name.clone());
    importer.target = Some(targets::of_kind(TargetKind::Kubernetes));
    let namespace =
        scalar(&documents[*chosen_at].root, &["metadata", "namespace"]).map(str::to_owned);
    let sources = sources(&mut documents, namespace.as_deref());
    let used = self::workload(
        importer,
        &mut documents[*chosen_at],
        &sources,
        namespace.as_deref(),
    );
    for ((kind, name), inputs) in &sources {
        if used.contains(&(*kind, name.clone())) {
            continue;
        }
        for input in inputs {
            let entry = importer.open(input);
            importer
                .report
                .ignore(entry, "the app's container does not load it", None);
        }
    }
    for document in &mut documents {
        match scalar(&document.root, &["kind"])
            .map(str::to_owned)
            .as_deref()
        {
            Some("HorizontalPodAutoscaler") => autoscaler(importer, document),
            Some("Ingress") => ingress(importer, document),
            _ => {}
        }
        document.rest(importer, |path| match path {
            "status" => ("the cluster writes it", None),
            "metadata.annotations" | "metadata.labels" => (
                "it concerns the cluster and not the app's configuration",
                None,
            ),
            _ if path.contains("annotations") => (
                "an annotation; what an agent writes from it into files, nobody sources",
                None,
            ),
            _ => ("the landscape has no place for it", None),
        });
    }
    Ok(())
}

fn scalar<'n>(node: &'n Node, keys: &[&str]) -> Option<&'n str> {
    at(node, keys).and_then(Node::scalar)
}

fn containers(root: &Node) -> Vec<(String, &Node)> {
    at(root, &["spec", "template", "spec", "containers"])
        .map(|node| children(node, "spec.template.spec.containers"))
        .unwrap_or_default()
}

fn is_app(root: &Node) -> bool {
    containers(root)
        .iter()
        .any(|(_, container)| is_container(container))
}

fn is_container(container: &Node) -> bool {
    let variables = container
        .get("env")
        .map(|entry| children(&entry.value, ""))
        .unwrap_or_default();
    variables.iter().any(|(_, item)| {
        scalar(item, &["name"])
            .is_some_and(|name| MENDIX.iter().any(|known| name.starts_with(known)))
    }) || scalar(container, &["image"]).is_some_and(|image| image.contains("mendix"))
}

/// The keys of every config map and secret of the file, as variables.
fn sources(documents: &mut [Document<'_>], namespace: Option<&str>) -> Sources {
    let mut sources = Sources::new();
    for document in documents {
        let kind = match scalar(&document.root, &["kind"]) {
            Some("Secret") => "Secret",
            Some("ConfigMap") => "ConfigMap",
            _ => continue,
        };
        let root = document.root.clone();
        let Some(name) = scalar(&root, &["metadata", "name"]) else {
            continue;
        };
        let own = scalar(&root, &["metadata", "namespace"]).or(namespace);
        let mut inputs = Vec::new();
        for key in ["data", "stringData"] {
            let Some(node) = at(&root, &[key]) else {
                continue;
            };
            document.read(key);
            for entry in node.entries() {
                let mut input = document.input(&entry.name, &entry.value, entry.at);
                if kind == "Secret" {
                    input.value = secret(own, name, &entry.name, "Secret");
                    input.doubt(
                        "the secret stands in the file as plain text or base64",
                        Some("Keep it out of the file, and change it: it has been written down."),
                    );
                }
                inputs.push(input);
            }
        }
        sources.insert((kind, name.to_owned()), inputs);
    }
    sources
}

/// A value that a secret or config map of the cluster holds.
fn secret(namespace: Option<&str>, name: &str, key: &str, kind: &str) -> Given {
    let Some(namespace) = namespace else {
        return Given::unknown(format!(
            "it is the key {key} of the {kind} {name}, and the source does not say in which namespace: k8s://NAMESPACE/{name}#{key}"
        ));
    };
    let query = if kind == "Secret" {
        ""
    } else {
        "?kind=ConfigMap"
    };
    Given::reference(format!("k8s://{namespace}/{name}{query}#{key}"))
}

/// The variables of `env`.
pub(super) fn variables(
    document: &mut Document<'_>,
    node: &Node,
    path: &str,
    namespace: Option<&str>,
) -> Vec<Input> {
    document.read(path);
    let mut inputs = Vec::new();
    if let Value::Map(entries) = &node.value {
        // Charts also take a mapping.
        for entry in entries {
            inputs.push(document.input(&entry.name, &entry.value, entry.at));
        }
        return inputs;
    }
    for (path, item) in children(node, path) {
        let name = scalar(item, &["name"]).unwrap_or(&path).to_owned();
        let mut input = match item.get("value") {
            Some(entry) => document.input(&name, &entry.value, item.at),
            None => Input::new(name, Given::text(""), document.place(item.at)),
        };
        if input
            .value
            .literal()
            .is_some_and(|text| text.contains("$("))
        {
            input.value = Given::unknown("it is put together from other variables");
        }
        if let Some(from) = item.get("valueFrom") {
            let of = |kind: &str| {
                let node = &from.value.get(kind)?.value;
                Some((scalar(node, &["name"])?, scalar(node, &["key"])?))
            };
            input.value = match (of("secretKeyRef"), of("configMapKeyRef")) {
                (Some((name, key)), _) => secret(namespace, name, key, "Secret"),
                (_, Some((name, key))) => secret(namespace, name, key, "ConfigMap"),
                _ => Given::unknown("the cluster fills it in"),
            };
        }
        inputs.push(input);
    }
    inputs
}

/// The workload itself; the config maps and secrets that its container loads.
fn workload(
    importer: &mut Importer<'_>,
    document: &mut Document<'_>,
    sources: &Sources,
    in_namespace: Option<&str>,
) -> Vec<(&'static str, String)> {
    let root = document.root.clone();
    let stateful = scalar(&root, &["kind"]) == Some("StatefulSet");
    if let Some(TargetSpec::Kubernetes { workload, .. }) = &mut importer.target {
        *workload = Some(if stateful {
            WorkloadKind::StatefulSet
        } else {
            WorkloadKind::Deployment
        });
    }
    for key in ["name", "namespace"] {
        let Some(node) = at(&root, &["metadata", key]) else {
            continue;
        };
        let entry = document.entry(importer, &format!("metadata.{key}"), node.at);
        let text = node.scalar().map(str::to_owned);
        set_name(importer, entry, key, text);
    }
    if let Some(node) = at(&root, &["spec", "replicas"]) {
        let entry = document.entry(importer, "spec.replicas", node.at);
        container::replicas(importer, entry, node.scalar());
        if !stateful && node.scalar().is_some_and(|text| !matches!(text, "0" | "1")) {
            let why = "in a Deployment every pod becomes the leader and synchronises the database";
            importer.report.doubt(
                entry,
                why,
                Some("Use a stateful set: `target.workload: statefulSet`."),
            );
        }
    }
    let base = "spec.template.spec";
    if let Some(pod) = at(&root, &["spec", "template", "spec"]) {
        pod_parts(importer, document, pod, base);
    }
    let found = containers(&root);
    let chosen = found
        .iter()
        .find(|(_, container)| is_container(container))
        .or_else(|| found.first());
    let Some((path, container)) = chosen else {
        return Vec::new();
    };
    let mut used = Vec::new();
    let mut inputs = Vec::new();
    if let Some(entry) = container.get("envFrom") {
        for (path, item) in children(&entry.value, &join(path, "envFrom")) {
            for (key, kind) in [("secretRef", "Secret"), ("configMapRef", "ConfigMap")] {
                let Some(name) = scalar(item, &[key, "name"]) else {
                    continue;
                };
                match sources.get(&(kind, name.to_owned())) {
                    Some(found) => {
                        document.read(&path);
                        let entry = importer
                            .report
                            .open(&document.named(&path), document.place(item.at));
                        importer
                            .report
                            .ignore(entry, "its keys have entries of their own", None);
                        let prefix = scalar(item, &["prefix"]).unwrap_or_default();
                        inputs.extend(found.iter().map(|input| {
                            let mut input = input.clone();
                            input.name = format!("{prefix}{}", input.name);
                            input
                        }));
                        used.push((kind, name.to_owned()));
                    }
                    None => {
                        let entry = document.entry(importer, &path, item.at);
                        let why = format!("the keys of the {kind} {name} are not in the source");
                        importer.report.doubt(
                            entry,
                            &why,
                            Some("Import it together with the workload."),
                        );
                    }
                }
            }
        }
    }
    if let Some(entry) = container.get("env") {
        inputs.extend(variables(
            document,
            &entry.value,
            &join(path, "env"),
            in_namespace,
        ));
    }
    importer.variables(&inputs);
    container_parts(importer, document, container, path);
    used
}

fn set_name(
    importer: &mut Importer<'_>,
    entry: super::report::Entry,
    key: &str,
    text: Option<String>,
) {
    if let Some(TargetSpec::Kubernetes {
        deployment,
        namespace,
        ..
    }) = &mut importer.target
    {
        let (place, path) = match key {
            "name" => (deployment, "target.deployment"),
            _ => (namespace, "target.namespace"),
        };
        *place = text;
        importer.report.became(entry, path);
    }
}

/// Parts of a pod, which a chart's values have at their top.
fn pod_parts(importer: &mut Importer<'_>, document: &mut Document<'_>, pod: &Node, base: &str) {
    if let Some(found) = pod.get("imagePullSecrets")
        && let Some((path, first)) = children(&found.value, &join(base, "imagePullSecrets")).first()
    {
        let entry = document.entry(importer, path, first.at);
        let name = scalar(first, &["name"]).or_else(|| first.scalar());
        if let (Some(name), Some(TargetSpec::Kubernetes { pull_secret, .. })) =
            (name, &mut importer.target)
        {
            *pull_secret = Some(name.to_owned());
            importer.report.became(entry, "target.pullSecret");
        }
    }
    if let Some(found) = pod.get("serviceAccountName") {
        let entry = document.entry(importer, &join(base, "serviceAccountName"), found.at);
        if let Some(TargetSpec::Kubernetes {
            service_account, ..
        }) = &mut importer.target
        {
            *service_account = found.value.scalar().map(str::to_owned);
            importer.report.became(entry, "target.serviceAccount");
        }
    }
}

fn container_parts(
    importer: &mut Importer<'_>,
    document: &mut Document<'_>,
    container: &Node,
    path: &str,
) {
    if let Some(found) = container.get("image") {
        let entry = document.entry(importer, &join(path, "image"), found.at);
        container::image(importer, entry, found.value.scalar().unwrap_or_default());
    }
    if let Some(found) = container.get("imagePullPolicy") {
        let entry = document.entry(importer, &join(path, "imagePullPolicy"), found.at);
        container::pull_policy(importer, entry, found.value.scalar());
    }
    if let Some(found) = container.get("resources") {
        resources(importer, document, &join(path, "resources"), &found.value);
    }
    probes(importer, document, container, path);
}

/// `requests` and `limits`.
pub(super) fn resources(
    importer: &mut Importer<'_>,
    document: &mut Document<'_>,
    path: &str,
    node: &Node,
) {
    for (key, limits) in [("requests", Limits::Request), ("limits", Limits::Limit)] {
        for kind in ["cpu", "memory"] {
            let Some(found) = at(node, &[key, kind]) else {
                continue;
            };
            let path = join(&join(path, key), kind);
            let entry = document.entry(importer, &path, found.at);
            container::amount(importer, entry, limits, kind, found.scalar(), true);
        }
    }
}

fn probes(importer: &mut Importer<'_>, document: &mut Document<'_>, node: &Node, path: &str) {
    for (key, probe) in [
        ("livenessProbe", "liveness"),
        ("readinessProbe", "readiness"),
        ("startupProbe", "startup"),
    ] {
        let Some(found) = node.get(key) else { continue };
        let path = join(path, key);
        if let Some(page) = at(&found.value, &["httpGet", "path"]) {
            let entry = document.entry(importer, &format!("{path}.httpGet.path"), page.at);
            container::probe_path(importer, entry, probe, page.scalar().unwrap_or_default());
        }
        if let Some(port) = at(&found.value, &["httpGet", "port"]) {
            let entry = document.entry(importer, &format!("{path}.httpGet.port"), port.at);
            let number = port.scalar().and_then(|text| text.parse::<u16>().ok());
            match number {
                Some(number) => {
                    container::probe(importer, probe).port = Some(number);
                    importer
                        .report
                        .became(entry, &format!("health.{probe}.port"));
                }
                None => importer.report.ignore(entry, "a port by name", None),
            }
        }
        for (name, field) in [
            ("initialDelaySeconds", "initialDelaySeconds"),
            ("periodSeconds", "periodSeconds"),
            ("timeoutSeconds", "timeoutSeconds"),
            ("failureThreshold", "failures"),
        ] {
            let Some(number) = at(&found.value, &[name]) else {
                continue;
            };
            let entry = document.entry(importer, &join(&path, name), number.at);
            let value = Given::text(number.scalar().unwrap_or_default());
            let Some(value) = importer.number::<u32>(entry, &value) else {
                continue;
            };
            let spec = container::probe(importer, probe);
            match name {
                "initialDelaySeconds" => spec.initial_delay_seconds = Some(value),
                "periodSeconds" => spec.period_seconds = Some(value),
                "timeoutSeconds" => spec.timeout_seconds = Some(value),
                _ => spec.failures = Some(value),
            }
            importer
                .report
                .became(entry, &format!("health.{probe}.{field}"));
        }
    }
}

fn autoscaler(importer: &mut Importer<'_>, document: &mut Document<'_>) {
    let root = document.root.clone();
    let Some(spec) = at(&root, &["spec"]) else {
        return;
    };
    scale(
        importer,
        document,
        spec,
        "spec",
        "minReplicas",
        "maxReplicas",
    );
    let metrics = at(spec, &["metrics"])
        .map(|node| children(node, "spec.metrics"))
        .unwrap_or_default();
    for (path, metric) in metrics {
        let target = at(metric, &["resource", "target", "averageUtilization"]);
        let name = scalar(metric, &["resource", "name"]);
        if let (Some(name @ ("cpu" | "memory")), Some(target)) = (name, target) {
            let entry = document.entry(importer, &path, metric.at);
            percent(importer, entry, name, target.scalar());
        }
    }
    if let Some(window) = at(
        spec,
        &["behavior", "scaleDown", "stabilizationWindowSeconds"],
    ) {
        let path = "spec.behavior.scaleDown.stabilizationWindowSeconds";
        let entry = document.entry(importer, path, window.at);
        let value = Given::text(window.scalar().unwrap_or_default());
        if let Some(seconds) = importer.number(entry, &value) {
            autoscale(importer).scale_down_seconds = Some(seconds);
            importer
                .report
                .became(entry, "scaling.autoscale.scaleDownSeconds");
        }
    }
}

fn autoscale<'i>(
    importer: &'i mut Importer<'_>,
) -> &'i mut mendix_deploy_model::landscapes::AutoscaleSpec {
    importer
        .spec
        .scaling
        .get_or_insert_default()
        .autoscale
        .get_or_insert_default()
}

fn percent(
    importer: &mut Importer<'_>,
    entry: super::report::Entry,
    name: &str,
    text: Option<&str>,
) {
    let value = Given::text(text.unwrap_or_default());
    let Some(percent) = importer.number(entry, &value) else {
        return;
    };
    let spec = autoscale(importer);
    if name == "cpu" {
        spec.cpu_percent = Some(percent);
        importer
            .report
            .became(entry, "scaling.autoscale.cpuPercent");
    } else {
        spec.memory_percent = Some(percent);
        importer
            .report
            .became(entry, "scaling.autoscale.memoryPercent");
        importer.report.note(
            entry,
            "a JVM keeps what it has allocated: memory rarely falls",
        );
    }
}

fn scale(
    importer: &mut Importer<'_>,
    document: &mut Document<'_>,
    node: &Node,
    path: &str,
    min: &str,
    max: &str,
) {
    for (key, is_min) in [(min, true), (max, false)] {
        let Some(found) = node.get(key) else { continue };
        let entry = document.entry(importer, &join(path, key), found.at);
        let value = Given::text(found.value.scalar().unwrap_or_default());
        let Some(number) = importer.number(entry, &value) else {
            continue;
        };
        let spec = autoscale(importer);
        if is_min {
            spec.min = Some(number);
            importer.report.became(entry, "scaling.autoscale.min");
        } else {
            spec.max = Some(number);
            importer.report.became(entry, "scaling.autoscale.max");
        }
    }
}

fn ingress(importer: &mut Importer<'_>, document: &mut Document<'_>) {
    let root = document.root.clone();
    let rules = at(&root, &["spec", "rules"])
        .map(|node| children(node, "spec.rules"))
        .unwrap_or_default();
    for (path, rule) in rules {
        if let Some(host) = rule.get("host") {
            let entry = document.entry(importer, &join(&path, "host"), host.at);
            container::route(importer, entry, host.value.scalar());
        }
    }
    if let Some(tls) = at(&root, &["spec", "tls"]) {
        let entry = document.entry(importer, "spec.tls", tls.at);
        importer.spec.routing.get_or_insert_default().tls = Some(true);
        importer.report.became(entry, "routing.tls");
    }
}

/// The values of a chart: names are the usual ones, no standard.
pub(super) fn helm(importer: &mut Importer<'_>, file: Option<&str>, text: &str) -> Result<()> {
    let mut document = document::one(file, text)?;
    let root = document.root.clone();
    importer.target = Some(targets::of_kind(TargetKind::Kubernetes));
    if let Some(node) = at(&root, &["replicaCount"]) {
        let entry = document.entry(importer, "replicaCount", node.at);
        container::replicas(importer, entry, node.scalar());
        if node.scalar().is_some_and(|text| !matches!(text, "0" | "1")) {
            importer.report.doubt(
                entry,
                "if the chart makes a Deployment, every pod becomes the leader and synchronises the database",
                Some("See that it makes a stateful set."),
            );
        }
    }
    for (key, index) in [("repository", 0), ("tag", 1), ("digest", 2)] {
        let Some(node) = at(&root, &["image", key]) else {
            continue;
        };
        let entry = document.entry(importer, &format!("image.{key}"), node.at);
        let mut parts = [None, None, None];
        parts[index] = node
            .scalar()
            .filter(|text| !text.is_empty())
            .map(str::to_owned);
        let [name, tag, digest] = parts;
        container::set_image(importer, entry, name, tag, digest);
    }
    if let Some(node) = at(&root, &["image", "pullPolicy"]) {
        let entry = document.entry(importer, "image.pullPolicy", node.at);
        container::pull_policy(importer, entry, node.scalar());
    }
    if let Some(node) = at(&root, &["resources"]) {
        resources(importer, &mut document, "resources", node);
    }
    pod_parts(importer, &mut document, &root, "");
    probes(importer, &mut document, &root, "");
    let mut inputs = Vec::new();
    for key in ["env", "extraEnv"] {
        if let Some(node) = at(&root, &[key]) {
            inputs.extend(variables(&mut document, node, key, None));
        }
    }
    importer.variables(&inputs);
    if let Some(node) = at(&root, &["autoscaling"]) {
        let enabled = scalar(node, &["enabled"]) != Some("false");
        if enabled {
            scale(
                importer,
                &mut document,
                node,
                "autoscaling",
                "minReplicas",
                "maxReplicas",
            );
            for (key, name) in [
                ("targetCPUUtilizationPercentage", "cpu"),
                ("targetMemoryUtilizationPercentage", "memory"),
            ] {
                if let Some(found) = node.get(key) {
                    let entry = document.entry(importer, &join("autoscaling", key), found.at);
                    percent(importer, entry, name, found.value.scalar());
                }
            }
        }
    }
    let hosts = at(&root, &["ingress", "hosts"])
        .map(|node| children(node, "ingress.hosts"))
        .unwrap_or_default();
    for (path, host) in hosts {
        let (path, found) = match host.get("host") {
            Some(found) => (join(&path, "host"), &found.value),
            None => (path, host),
        };
        let entry = document.entry(importer, &path, found.at);
        container::route(importer, entry, found.scalar());
    }
    document.rest(importer, |_| {
        (
            "what the chart makes of it stands in the chart and not in its values",
            None,
        )
    });
    Ok(())
}
