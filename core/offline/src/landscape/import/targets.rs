//! Targets in the making.

use mendix_deploy_model::landscapes::{TargetKind, TargetSpec};

/// A target of this kind with nothing known about it.
pub(super) fn of_kind(kind: TargetKind) -> TargetSpec {
    match kind {
        TargetKind::MendixCloud => TargetSpec::MendixCloud {
            app_id: None,
            project_id: None,
            environment: None,
        },
        TargetKind::Operator => TargetSpec::Operator {
            context: None,
            namespace: None,
            name: None,
            image: None,
            tag: None,
            digest: None,
            pull_policy: None,
            pull_secret: None,
        },
        TargetKind::Kubernetes => TargetSpec::Kubernetes {
            context: None,
            namespace: None,
            deployment: None,
            workload: None,
            image: None,
            tag: None,
            digest: None,
            pull_policy: None,
            pull_secret: None,
            service_account: None,
        },
        TargetKind::CloudFoundry => TargetSpec::CloudFoundry {
            api: None,
            organization: None,
            space: None,
            application: None,
            buildpack: None,
            stack: None,
            services: None,
            sap_btp: None,
        },
        TargetKind::Docker => TargetSpec::Docker {
            host: None,
            image: None,
            tag: None,
            digest: None,
            pull_policy: None,
            container: None,
            compose_file: None,
            network: None,
            volume: None,
            port: None,
        },
        TargetKind::Linux => TargetSpec::Linux {
            host: None,
            folder: None,
            flavour: None,
            configuration_files: None,
            runtimes_folder: None,
            port: None,
            admin_port: None,
            machine: None,
            service: None,
        },
        TargetKind::Windows => TargetSpec::Windows {
            host: None,
            application: None,
            folder: None,
            port: None,
            admin_port: None,
            machine: None,
            service: None,
        },
    }
}

/// An image's name, tag and digest.
pub(super) fn image(text: &str) -> (String, Option<String>, Option<String>) {
    let (name, digest) = match text.split_once('@') {
        Some((name, digest)) => (name, Some(digest.to_owned())),
        None => (text, None),
    };
    // A colon before a slash is the registry's port.
    match name.rsplit_once(':') {
        Some((name, tag)) if !tag.contains('/') => (name.to_owned(), Some(tag.to_owned()), digest),
        _ => (name.to_owned(), None, digest),
    }
}

/// An amount of memory as Docker and Kubernetes write it, in MiB: `512m`, `1Gi`, `2G`, `1073741824`. `decimal`: a unit
/// without `i` is a power of ten.
pub(super) fn mebibytes(text: &str, decimal: bool) -> Option<u32> {
    let text = text.trim();
    let at = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(at);
    let number: f64 = number.parse().ok()?;
    let bytes = match unit {
        "k" | "K" if decimal => number * 1e3,
        "M" if decimal => number * 1e6,
        "G" if decimal => number * 1e9,
        "" | "b" | "B" => number,
        "k" | "K" | "kb" | "KB" | "Ki" => number * 1024.0,
        "m" | "M" | "mb" | "MB" | "Mi" => number * 1024.0 * 1024.0,
        "g" | "G" | "gb" | "GB" | "Gi" => number * 1024.0 * 1024.0 * 1024.0,
        _ => return None,
    };
    let size = (bytes / (1024.0 * 1024.0)).floor();
    // In range by the check, so nothing is cut off.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    (size >= 1.0 && size <= f64::from(u32::MAX)).then_some(size as u32)
}

/// An amount of processor in thousandths: `500m`, `0.5`, `2`.
pub(super) fn millicores(text: &str) -> Option<u32> {
    let text = text.trim();
    if let Some(thousandths) = text.strip_suffix('m') {
        return thousandths.parse().ok();
    }
    let number: f64 = text.parse().ok()?;
    let cores = (number * 1000.0).round();
    // In range by the check, so nothing is cut off.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    (cores >= 1.0 && cores <= f64::from(u32::MAX)).then_some(cores as u32)
}

/// A length of time as Compose writes it, in seconds: `30s`, `1m30s`.
pub(super) fn seconds(text: &str) -> Option<u32> {
    let mut total = 0_u32;
    let mut number = String::new();
    let mut any = false;
    for character in text.trim().chars() {
        if character.is_ascii_digit() {
            number.push(character);
            continue;
        }
        let factor = match character {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            _ => return None,
        };
        total = total.checked_add(number.parse::<u32>().ok()?.checked_mul(factor)?)?;
        number.clear();
        any = true;
    }
    (any && number.is_empty()).then_some(total)
}
