//! Memory and options of the JVM (runtime configuration, 5.1).

use serde_json::{Value, json};

use super::case;

fn options(variables: &[(&str, &str)]) -> Value {
    case(variables).run().json("javaopts")
}

#[test]
fn heap_and_arenas_follow_the_limit() {
    for (limit, heap, arenas, collector) in [
        ("512M", "256M", "2", "Serial"),
        ("1024m", "512M", "2", "Serial"),
        ("1536M", "768M", "3.0", "Serial"),
        ("2048M", "1024M", "4.0", "Serial"),
        ("4096M", "2560M", "8.0", "G1"),
        ("8192MB", "6144M", "16.0", "G1"),
        ("16384M", "13312M", "32.0", "G1"),
        ("32768M", "28672M", "64.0", "G1"),
        ("3000M", "1976M", "5.859375", "Serial"),
    ] {
        let answer = case(&[("MEMORY_LIMIT", limit)]).run();
        assert_eq!(answer.json("Xmx"), json!(heap), "{limit}");
        assert_eq!(answer.json("Xms"), json!(heap), "{limit}");
        assert_eq!(answer.json("MALLOC_ARENA_MAX"), json!(arenas), "{limit}");
        assert_eq!(answer.json("GarbageCollector"), json!(collector), "{limit}");
    }
}

#[test]
fn options_stand_in_their_order() {
    assert_eq!(
        options(&[
            ("JAVA_OPTS", "[\"-Dhttp.proxyHost=proxy\", \"-XX:+UseZGC\"]"),
            ("MAX_METASPACE_SIZE", "512M"),
            ("HEAP_SIZE", "700M")
        ]),
        json!([
            "-DapplicationName=app",
            "-XX:MaxMetaspaceSize=512M",
            "-Xmx700M",
            "-Xms700M",
            "-XX:+UseSerialGC",
            "-Dhttp.proxyHost=proxy",
            "-XX:+UseZGC"
        ])
    );
    assert_eq!(options(&[("JAVA_OPTS", "\"-Da=b\"")])[5], "-Da=b");
    assert_eq!(options(&[("JAVA_OPTS", "")]).as_array().unwrap().len(), 5);
    assert_eq!(
        options(&[("JAVA_VERSION", "8u202")])[5],
        "-Djava.locale.providers=JRE,SPI,CLDR"
    );
    assert_eq!(
        options(&[("JVM_GARBAGE_COLLECTOR", "G1")])[4],
        "-XX:+UseG1GC"
    );
    assert_eq!(
        options(&[("JVM_GARBAGE_COLLECTOR", "g1")])[4],
        "-XX:+UseSerialGC"
    );
}

#[test]
fn heap_size_is_compared_as_a_bare_number() {
    let heap = |size: &str| case(&[("HEAP_SIZE", size)]).run();
    assert_eq!(heap("4G").json("Xmx"), json!("4G"));
    assert!(heap("4G").finds("jvm.heap_unit"));
    assert_eq!(heap("2000M").json("Xmx"), json!("512M"));
    assert_eq!(heap("2000M").lost(), ["HEAP_SIZE"]);
    assert_eq!(heap("1024M").json("Xmx"), json!("512M"));
    assert_eq!(heap("").json("Xmx"), json!("512M"));
    assert_eq!(heap("99999999999999999999M").json("Xmx"), json!("512M"));
    for wrong in ["1", "512MB", "M", "x"] {
        assert_eq!(heap(wrong).fails(), Some(("java", "HEAP_SIZE")), "{wrong}");
    }
}

#[test]
fn what_stops_the_start() {
    for (name, value) in [
        ("MEMORY_LIMIT", "2G"),
        ("MEMORY_LIMIT", "2048"),
        ("JAVA_OPTS", "-Xmx1g"),
        ("JAVA_OPTS", "{}"),
        ("JAVA_VERSION", "7"),
        ("JAVA_VERSION", "latest"),
    ] {
        assert_eq!(
            case(&[(name, value)]).run().fails(),
            Some(("java", name)),
            "{value}"
        );
    }
    let no_limit = case(&[])
        .application("{\"application_uris\": [\"a\"], \"application_name\": \"a\"}")
        .run();
    assert_eq!(no_limit.fails(), Some(("java", "VCAP_APPLICATION")));
}

#[test]
fn the_version_of_java() {
    for (mendix, package, variable, java) in [
        ("10.24.0", Some(21), None, 21),
        ("10.24.0", Some(17), None, 17),
        ("10.24.0", Some(11), None, 11),
        ("9.24.0", None, None, 11),
        ("7.23.0", None, None, 8),
        ("10.24.0", Some(21), Some("17.0.2"), 17),
    ] {
        let variables: Vec<(&str, &str)> =
            variable.map(|v| ("JAVA_VERSION", v)).into_iter().collect();
        let mut case = case(&variables).version(mendix);
        case.package.java_version = package;
        assert_eq!(
            case.run().json("JavaVersion"),
            json!(java),
            "{mendix} {package:?}"
        );
    }
}
