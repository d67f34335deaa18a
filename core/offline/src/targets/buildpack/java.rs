//! Memory and options of the JVM (runtime configuration, 5.1).

use mendix_deploy_model::{
    configurations::{ConfigurationArea, Sensitivity, StartFailure},
    findings::Severity,
    landscapes::TargetKind,
};

use super::{
    python::{int, int_of, small},
    start::{Start, Step, failure},
};
use crate::{
    configuration::json::{Json, float},
    targets::settings::Origin,
};

const STAGE: &str = "java";

/// From here on the collector is G1.
const LARGE: i64 = 4_096;

fn wrong(subject: &str, message: impl Into<String>, remedy: &str) -> Box<StartFailure> {
    failure(STAGE, subject, message, remedy)
}

/// The container's memory in MB, and which variable says so.
pub(super) fn memory_limit(start: &Start<'_>) -> Step<(i64, &'static str)> {
    if let Some(text) = start.environment.filled("MEMORY_LIMIT") {
        let limit = megabytes(&text.to_uppercase()).ok_or_else(|| {
            wrong(
                "MEMORY_LIMIT",
                "MEMORY_LIMIT is not a number of megabytes followed by M",
                "Write 2048M, not 2G.",
            )
        })?;
        return Ok((limit, "MEMORY_LIMIT"));
    }
    let limit = start
        .application
        .get("limits")
        .and_then(Json::as_object)
        .and_then(|limits| limits.get("mem"))
        .and_then(int_of)
        .and_then(|digits| small(&digits));
    let limit = limit.ok_or_else(|| {
        wrong(
            "VCAP_APPLICATION",
            "neither MEMORY_LIMIT nor limits.mem of VCAP_APPLICATION tells the container's memory",
            "Set MEMORY_LIMIT, for example to 2048M.",
        )
    })?;
    Ok((limit, "VCAP_APPLICATION"))
}

/// The first digits followed by an `M`, anywhere.
fn megabytes(text: &str) -> Option<i64> {
    text.match_indices('M').find_map(|(at, _)| {
        let digits = text[..at]
            .bytes()
            .rev()
            .take_while(u8::is_ascii_digit)
            .count();
        (digits > 0)
            .then(|| text[at - digits..at].parse().ok())
            .flatten()
    })
}

/// The heap that fits a limit, in MB.
fn heap(limit: i64) -> i64 {
    match limit {
        32_768.. => limit - 4_096,
        16_384.. => limit - 3_072,
        8_192.. => limit - 2_048,
        4_096.. => limit - 1_536,
        2_048.. => limit - 1_024,
        _ => limit / 2,
    }
}

/// Works out the options in the order in which the JVM gets them.
pub(super) fn read(start: &mut Start<'_>) -> Step {
    let environment = start.environment;
    let mut options = vec![Json::Text(format!(
        "-DapplicationName={}",
        application_name(start)?
    ))];
    let (limit, limit_place) = memory_limit(start)?;
    let metaspace = environment.get("MAX_METASPACE_SIZE");
    let jvm = ConfigurationArea::Jvm;
    let origin = match metaspace {
        Some(_) => Origin::variable("MAX_METASPACE_SIZE", "the variable"),
        None => Origin::tool("the buildpack's default"),
    };
    let metaspace = metaspace.unwrap_or("256M");
    start.other(
        jvm,
        "MaxMetaspaceSize",
        Json::text(metaspace),
        Sensitivity::Public,
        origin,
    );
    options.push(Json::Text(format!("-XX:MaxMetaspaceSize={metaspace}")));

    let (size, origin) = heap_size(start, limit, limit_place)?;
    start.other(
        jvm,
        "Xmx",
        Json::text(&size),
        Sensitivity::Public,
        origin.clone(),
    );
    start.other(jvm, "Xms", Json::text(&size), Sensitivity::Public, origin);
    options.push(Json::Text(format!("-Xmx{size}")));
    options.push(Json::Text(format!("-Xms{size}")));
    arenas(start, limit, limit_place);
    let collector = collector(start, limit);
    options.push(Json::Text(format!("-XX:+Use{collector}GC")));
    if java_major(start)? == 8 {
        options.push(Json::text("-Djava.locale.providers=JRE,SPI,CLDR"));
    }
    if let Some(text) = environment.filled("JAVA_OPTS") {
        match Json::read(text) {
            Ok(Json::List(items)) => options.extend(items),
            Ok(Json::Object(_)) => {
                return Err(wrong(
                    "JAVA_OPTS",
                    "JAVA_OPTS is a JSON object",
                    "Write a JSON list: [\"-Dhttp.proxyHost=proxy\"].",
                ));
            }
            Ok(one) => options.push(one),
            Err(_) => {
                return Err(wrong(
                    "JAVA_OPTS",
                    "JAVA_OPTS is no JSON",
                    "Write a JSON list: [\"-Dhttp.proxyHost=proxy\"].",
                ));
            }
        }
    }
    start.other(
        jvm,
        "javaopts",
        Json::List(options),
        Sensitivity::Unknown,
        Origin::derived(
            "the buildpack's options, then those of JAVA_OPTS; the JVM takes the last of two",
        ),
    );
    let fixed = environment.get("MEMORY_LIMIT").is_none();
    if fixed && matches!(start.target, TargetKind::Docker | TargetKind::Kubernetes) {
        start.finding(
            "jvm.memory_limit_missing",
            Severity::Warning,
            "MEMORY_LIMIT",
            "without MEMORY_LIMIT the heap is 512 MB, however large the container is",
            "Set MEMORY_LIMIT to the container's memory in M, for example 4096M.",
        );
    }
    Ok(())
}

/// The name the JVM is started with.
fn application_name(start: &Start<'_>) -> Step<String> {
    start
        .application
        .get("application_name")
        .map(super::python::str_of)
        .ok_or_else(|| {
            wrong(
                "VCAP_APPLICATION",
                "VCAP_APPLICATION has no application_name",
                "Give the text as the platform sets it.",
            )
        })
}

fn heap_size(
    start: &mut Start<'_>,
    limit: i64,
    limit_place: &'static str,
) -> Step<(String, Origin<'static>)> {
    let own = format!("{}M", heap(limit));
    let from_limit = Origin {
        place: Some(limit_place.into()),
        ..Origin::derived("half of a small container, all but 1 to 4 GB of a large one")
    };
    let Some(wanted) = start.environment.filled("HEAP_SIZE") else {
        return Ok((own, from_limit));
    };
    let number = wanted
        .char_indices()
        .next_back()
        .and_then(|(last, _)| int(&wanted[..last]))
        .ok_or_else(|| {
            wrong(
                "HEAP_SIZE",
                "HEAP_SIZE is not a whole number with a unit of one letter",
                "Write 700M.",
            )
        })?;
    // A number that does not fit is far above every limit, or far below zero.
    let fits = small(&number).map_or(number.starts_with('-'), |number| number < limit);
    if !fits {
        start.unheard(
            "HEAP_SIZE",
            "its number is not below the container's memory in MB",
            None,
        );
        return Ok((own, from_limit));
    }
    if wanted.ends_with(['G', 'g']) {
        start.finding(
            "jvm.heap_unit",
            Severity::Warning,
            "HEAP_SIZE",
            "only the number of HEAP_SIZE is compared with the container's memory in MB: a heap in G passes although it may not fit",
            "Write HEAP_SIZE in M.",
        );
    }
    Ok((
        wanted.to_owned(),
        Origin::variable(
            "HEAP_SIZE",
            "the variable, as its number is below the container's memory in MB",
        ),
    ))
}

fn arenas(start: &mut Start<'_>, limit: i64, limit_place: &'static str) {
    let (value, origin) = match start.environment.filled("MALLOC_ARENA_MAX") {
        Some(value) => (
            value.to_owned(),
            Origin::variable("MALLOC_ARENA_MAX", "the variable"),
        ),
        None => {
            // Python's `max(1, x)` keeps the whole number 1 unless x is larger.
            #[allow(clippy::cast_precision_loss)] // megabytes of a container
            let gigabytes = limit as f64 / 1_024.0;
            let value = if gigabytes > 1.0 {
                float(gigabytes * 2.0)
            } else {
                "2".to_owned()
            };
            let origin = Origin {
                place: Some(limit_place.into()),
                ..Origin::derived("twice the container's memory in GB, at least 2")
            };
            (value, origin)
        }
    };
    start.other(
        ConfigurationArea::Jvm,
        "MALLOC_ARENA_MAX",
        Json::Text(value),
        Sensitivity::Public,
        origin,
    );
}

fn collector(start: &mut Start<'_>, limit: i64) -> &'static str {
    let (mut name, mut origin) = if limit >= LARGE {
        ("G1", Origin::derived("G1 from 4096 MB on"))
    } else {
        ("Serial", Origin::derived("Serial below 4096 MB"))
    };
    match start.environment.filled("JVM_GARBAGE_COLLECTOR") {
        None => {}
        Some("Serial") => {
            name = "Serial";
            origin = Origin::variable("JVM_GARBAGE_COLLECTOR", "the variable");
        }
        Some("G1") => {
            name = "G1";
            origin = Origin::variable("JVM_GARBAGE_COLLECTOR", "the variable");
        }
        Some(_) => start.unheard(
            "JVM_GARBAGE_COLLECTOR",
            "only Serial and G1 are known, in exactly this case",
            None,
        ),
    }
    start.other(
        ConfigurationArea::Jvm,
        "GarbageCollector",
        Json::text(name),
        Sensitivity::Public,
        origin,
    );
    name
}

fn java_major(start: &mut Start<'_>) -> Step<i64> {
    let (major, origin) = match start.environment.filled("JAVA_VERSION") {
        Some(text) if text.starts_with("8u") || text.starts_with("1.8") => {
            (8, Origin::variable("JAVA_VERSION", "the variable"))
        }
        Some(text) => {
            let major = text
                .split('.')
                .next()
                .and_then(int)
                .and_then(|digits| small(&digits))
                .filter(|major| *major >= 8)
                .ok_or_else(|| {
                    wrong(
                        "JAVA_VERSION",
                        "JAVA_VERSION does not start with a major version from 8 on",
                        "Write 11, 17 or 21, or leave JAVA_VERSION out.",
                    )
                })?;
            (major, Origin::variable("JAVA_VERSION", "the variable"))
        }
        None if !start.version.is_at_least(&[8, 0, 0]) => {
            (8, Origin::derived("Java 8 before Mendix 8"))
        }
        None => match start.package.java_version {
            Some(version @ (17 | 21)) => (
                i64::from(version),
                Origin::new(
                    mendix_deploy_model::configurations::ProvenanceSource::Model,
                    "JavaVersion of the package, when it is 17 or 21",
                ),
            ),
            _ => (11, Origin::tool("Java 11 unless the package says 17 or 21")),
        },
    };
    start.other(
        ConfigurationArea::Jvm,
        "JavaVersion",
        Json::integer(major),
        Sensitivity::Public,
        origin,
    );
    Ok(major)
}

#[cfg(test)]
mod tests {
    use super::{heap, megabytes};

    #[test]
    fn heap_follows_the_table() {
        for (limit, size) in [
            (512, 256),
            (1_025, 512),
            (2_047, 1_023),
            (2_048, 1_024),
            (4_095, 3_071),
            (4_096, 2_560),
            (8_191, 6_655),
            (8_192, 6_144),
            (16_383, 14_335),
            (16_384, 13_312),
            (32_767, 29_695),
            (32_768, 28_672),
        ] {
            assert_eq!(heap(limit), size, "{limit}");
        }
    }

    #[test]
    fn megabytes_are_searched_for_anywhere() {
        for (text, limit) in [
            ("2048M", Some(2048)),
            ("1024MB", Some(1024)),
            ("1.5M", Some(5)),
            ("MEM 512M", Some(512)),
            ("2G", None),
            ("M", None),
            ("2048", None),
        ] {
            assert_eq!(megabytes(text), limit, "{text}");
        }
    }
}
