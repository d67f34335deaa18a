//! Machines of one's own.

use mendix_deploy_model::policies::{CredentialForm, ImageKind};

use super::super::{
    rule::{
        Check::{Environment, Landscape},
        Judged, NOT_APPLICABLE, Rule, Stop, error, fails_if, need, need_ref, violation, warning,
    },
    sets::{LINUX, ON_PREMISE, PRODUCTION, WINDOWS},
    view::{AppView, EnvironmentView},
};
use std::collections::BTreeMap;

pub(super) const RULES: &[Rule] = &[
    error("MX-ONP-001", Environment(java))
        .on(ON_PREMISE)
        .says("Java does not fit the package", "Install the version that the package names.")
        .reads("host.javaVersion, project.javaVersion", "G6")
        .note("The guide names Java 11 and 17; 21 and 25 belong to later versions, so that the package's own word counts."),
    error("MX-ONP-002", Environment(system))
        .on(ON_PREMISE)
        .says("The operating system is not supported", "Upgrade it, or use a portable package.")
        .reads("host.system, systemVersion, service.manager", "G6")
        .note("The vendor supports m2ee on Debian only; the guide's RHEL and Ubuntu are supported for portable packages."),
    error("MX-ONP-003", Environment(forking))
        .on(LINUX)
        .says("systemd would take the app for dead", "Set `Type=forking` and `PIDFile=`.")
        .reads("service.manager, unitType, commands", "G6")
        .note("The guide's unit has `Type=simple`, while `m2ee start` leaves the foreground."),
    error("MX-ONP-004", Landscape(own_user))
        .says("The app has no user of its own", "Run each app as a user of its own, without rights beyond.")
        .reads("service.user, host.name", "G6"),
    warning("MX-ONP-005", Environment(comes_back))
        .on(LINUX)
        .says("The service would not come back", "Set `Restart=on-failure`, start after network and database, and enable the unit.")
        .reads("service.restart, startsAfterNetwork, enabled", "G6"),
    error("MX-ONP-006", Environment(admin_password))
        .on(LINUX)
        .says("The admin port is weakly protected", "Use a random password of 16 characters at least, and the mode 0600 for m2ee.yaml.")
        .reads("adminPassword, service.adminPasswordLength, settingsMode", "G6, G12")
        .note("m2ee itself refuses `1` and `password` only."),
    error("MX-ONP-007", Environment(admin_port))
        .on(ON_PREMISE)
        .says("The admin port can be reached from other machines", "Let it listen on 127.0.0.1.")
        .reads("service.adminAddress, adminPortPublic", "G6, own"),
    error("MX-ONP-008", Environment(unknown_commands))
        .on(LINUX)
        .says("m2ee-tools does not know this", "Use `-c` for the settings, and `unpack` for a package; `start` waits by itself.")
        .reads("service.commands", "G6, G9")
        .note("The guide uses `M2EE_CONF`, `m2ee update` and `--wait-for-startup`."),
    error("MX-ONP-009", Environment(service_executable))
        .on(WINDOWS)
        .says("Java is no Windows service", "Use the Service Console, or a service host.")
        .reads("service.manager, executable", "G6")
        .note("The guide registers java with `sc.exe`; the start then ends with error 1053."),
    error("MX-ONP-010", Environment(runtime))
        .on(ON_PREMISE)
        .says("The package's runtime is not installed", "Download it, with `m2ee download_runtime` or `Install-MxServer`.")
        .reads("host.runtimes, project.mendixVersion", "G6"),
    warning("MX-ONP-011", Environment(complete_service))
        .on(ON_PREMISE)
        .tiers(PRODUCTION)
        .says("The service is incomplete", "Start it automatically, behind a reverse proxy with TLS.")
        .reads("service.enabled, tlsProxy", "G6, own"),
    warning("MX-ONP-012", Environment(ends_with_12))
        .says("This way of running ends with Mendix 12", "Move to portable packages.")
        .reads("project.mendixVersion, service.manager, image.builtWith", "own"),
];

fn java(e: &EnvironmentView<'_>) -> Judged {
    let host = need(&e.host()?.java_version, "host.javaVersion")?;
    let package = need(&e.project()?.java_version, "project.javaVersion")?;
    fails_if(host != package, || {
        format!("the machine has Java {host}, the package wants {package}")
    })
}

/// A version as numbers.
pub(super) fn version(text: &str) -> Vec<u32> {
    text.split(['.', '-', ' ', 'R'])
        .map_while(|part| part.parse().ok())
        .collect()
}

fn system(e: &EnvironmentView<'_>) -> Judged {
    let host = e.host()?;
    let system = need_ref(&host.system, "host.system")?.to_ascii_lowercase();
    let named = need_ref(&host.system_version, "host.systemVersion")?;
    let version = version(named);
    if version.is_empty() {
        return Err(Stop::Waits("host.systemVersion as a number"));
    }
    let shown = || format!("{system} {named}");
    let least: &[u32] = match system.as_str() {
        "windows-server" | "windows server" => &[2019],
        "rhel" | "centos" | "rocky" | "almalinux" => &[8],
        "ubuntu" => &[20, 4],
        "debian" => &[10],
        _ => return fails_if(true, shown),
    };
    if version.as_slice() < least {
        return fails_if(true, shown);
    }
    if system.starts_with("windows") {
        return Ok(Vec::new());
    }
    let m2ee = need_ref(&e.service()?.manager, "service.manager")? == "m2ee";
    fails_if(m2ee && system != "debian", || {
        format!("m2ee on {}", shown())
    })
}

/// Stops unless m2ee runs it.
fn m2ee(e: &EnvironmentView<'_>) -> Result<(), Stop> {
    match need_ref(&e.service()?.manager, "service.manager")?.as_str() {
        "m2ee" => Ok(()),
        _ => Err(Stop::NotApplicable),
    }
}

fn forking(e: &EnvironmentView<'_>) -> Judged {
    m2ee(e)?;
    let service = e.service()?;
    let unit = need_ref(&service.unit_type, "service.unitType")?;
    let starts = need_ref(&service.commands, "service.commands")?
        .iter()
        .any(|line| line.contains("m2ee") && line.contains("start"));
    fails_if(
        starts && matches!(unit.as_str(), "simple" | "exec" | ""),
        || format!("Type={unit} with m2ee start"),
    )
}

fn own_user(apps: &[AppView<'_>]) -> Judged {
    let mut users: BTreeMap<(String, String), Vec<&EnvironmentView<'_>>> = BTreeMap::new();
    let (mut found, mut lacking, mut any) = (Vec::new(), None, false);
    for e in apps.iter().flat_map(|app| &app.environments) {
        if !e
            .facts
            .target
            .is_some_and(|target| ON_PREMISE.contains(&target))
        {
            continue;
        }
        any = true;
        let user = e
            .service()
            .and_then(|service| need_ref(&service.user, "service.user"));
        let user = match user {
            Ok(user) => user.to_ascii_lowercase(),
            Err(stop) => {
                lacking = Some(stop);
                continue;
            }
        };
        let short = user.rsplit('\\').next().unwrap_or(&user);
        if matches!(
            short,
            "root" | "localsystem" | "system" | "administrator" | ""
        ) {
            found.push(
                violation(format!("it runs as {short}"))
                    .at("service")
                    .of(e.app, e.name),
            );
        }
        match e.host().and_then(|host| need(&host.name, "host.name")) {
            Ok(machine) => users.entry((machine, user)).or_default().push(e),
            Err(stop) => lacking = Some(stop),
        }
    }
    if !any {
        return NOT_APPLICABLE;
    }
    found.extend(super::database::shared(
        &users,
        |(machine, user)| format!("the user {user} of {machine}"),
        "service",
    ));
    match lacking {
        Some(stop) if found.is_empty() => Err(stop),
        _ => Ok(found),
    }
}

fn comes_back(e: &EnvironmentView<'_>) -> Judged {
    let service = e.service()?;
    let mut missing = Vec::new();
    let restart = e
        .stated(&service.restart, "service.restart")?
        .map_or("", String::as_str);
    if !matches!(restart, "on-failure" | "always" | "on-abnormal") {
        missing.push("it is not restarted");
    }
    if !e.is_on(&service.starts_after_network, "service.startsAfterNetwork")? {
        missing.push("it does not wait for network and database");
    }
    if !e.is_on(&service.enabled, "service.enabled")? {
        missing.push("it is not enabled");
    }
    fails_if(!missing.is_empty(), || missing.join(", "))
}

fn admin_password(e: &EnvironmentView<'_>) -> Judged {
    m2ee(e)?;
    let service = e.service()?;
    let mut found = Vec::new();
    let form = need(&e.facts.admin_password, "adminPassword")?;
    if form == CredentialForm::KnownDefault {
        found.push(violation("the password is one that everybody knows"));
    }
    if let Some(length) = service.admin_password_length.filter(|length| *length < 16) {
        found.push(violation(format!("the password has {length} characters")));
    }
    let mode = need_ref(&service.settings_mode, "service.settingsMode")?;
    let bits = u32::from_str_radix(mode.trim_start_matches("0o"), 8)
        .map_err(|_| Stop::Waits("service.settingsMode as octal digits"))?;
    if bits & 0o077 != 0 {
        found.push(violation(format!("m2ee.yaml has the mode {mode}")));
    }
    if found.is_empty() {
        need(
            &service.admin_password_length,
            "service.adminPasswordLength",
        )?;
    }
    Ok(found)
}

fn admin_port(e: &EnvironmentView<'_>) -> Judged {
    if let Some(public) = e.facts.admin_port_public {
        return fails_if(public, String::new);
    }
    let address = need_ref(&e.service()?.admin_address, "service.adminAddress")?;
    fails_if(!super::database::is_loopback(address), || {
        format!("it listens on {address}")
    })
}

fn unknown_commands(e: &EnvironmentView<'_>) -> Judged {
    m2ee(e)?;
    let commands = need_ref(&e.service()?.commands, "service.commands")?;
    let mut found = Vec::new();
    for line in commands {
        let words: Vec<&str> = line.split_whitespace().collect();
        let unknown = if line.contains("M2EE_CONF") {
            "M2EE_CONF"
        } else if words
            .windows(2)
            .any(|pair| pair[0].ends_with("m2ee") && pair[1] == "update")
        {
            "m2ee update"
        } else if words.contains(&"--wait-for-startup") {
            "--wait-for-startup"
        } else {
            continue;
        };
        found.push(violation(unknown).about(unknown));
    }
    Ok(found)
}

fn service_executable(e: &EnvironmentView<'_>) -> Judged {
    let service = e.service()?;
    let manager = need_ref(&service.manager, "service.manager")?;
    if manager != "sc" {
        return Ok(Vec::new());
    }
    let executable = need_ref(&service.executable, "service.executable")?.to_ascii_lowercase();
    let plain = ["java.exe", "javaw.exe", "java", ".bat", ".cmd", ".ps1"]
        .iter()
        .any(|end| executable.ends_with(end));
    fails_if(plain, || executable.clone())
}

fn runtime(e: &EnvironmentView<'_>) -> Judged {
    let installed = need_ref(&e.host()?.runtimes, "host.runtimes")?;
    let wanted = need_ref(&e.project()?.mendix_version, "project.mendixVersion")?;
    fails_if(!installed.contains(wanted), || wanted.clone())
}

fn complete_service(e: &EnvironmentView<'_>) -> Judged {
    let service = e.service()?;
    let mut missing = Vec::new();
    if !e.is_on(&service.enabled, "service.enabled")? {
        missing.push("it does not start automatically");
    }
    if !e.is_on(&service.tls_proxy, "service.tlsProxy")? {
        missing.push("no reverse proxy with TLS");
    }
    fails_if(!missing.is_empty(), || missing.join(", "))
}

fn ends_with_12(e: &EnvironmentView<'_>) -> Judged {
    use mendix_deploy_model::landscapes::TargetKind as T;
    let ending = match e.target()? {
        T::Linux => need_ref(&e.service()?.manager, "service.manager")? == "m2ee",
        T::Docker | T::Kubernetes => matches!(
            need(&e.image()?.built_with, "image.builtWith")?,
            ImageKind::DockerBuildpack5 | ImageKind::DockerBuildpack6
        ),
        _ => return NOT_APPLICABLE,
    };
    if !ending {
        return NOT_APPLICABLE;
    }
    let named = need_ref(&e.project()?.mendix_version, "project.mendixVersion")?;
    let version = version(named);
    if version.is_empty() {
        return Err(Stop::Waits("project.mendixVersion as a number"));
    }
    fails_if(version[0] >= 12, || format!("Mendix {named}"))
}
