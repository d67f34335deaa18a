//! Dumps of PostgreSQL, in the words of `pg_dump`. Those of a real server are compared in the tests of databases.

use mendix_deploy_model::{Error, ErrorCode, Result, models::AppModel};
use mendix_deploy_offline::compare::catalogue::{model, read_dump};

const HEAD: &str = "--\n-- PostgreSQL database dump\n--\n\nSET client_encoding = 'UTF8';\n";
const TAIL: &str = "--\n-- PostgreSQL database dump complete\n--\n\n";
const ENTITIES: &str = "CREATE TABLE public.\"mendixsystem$entity\" (\n    id text NOT NULL,\n    entity_name text\n);\n\
    COPY public.\"mendixsystem$entity\" (id, entity_name, table_name, remote) FROM stdin;\n\
    a\tOrders.Größe\torders$x\tf\n\\.\n\n";
const ATTRIBUTES: &str = "COPY public.\"mendixsystem$attribute\" (id, entity_id, attribute_name, column_name, type, \"length\", default_value) FROM stdin;\n\
    b\ta\tNote\tnote\t30\t20\ttab\\t line\\n back\\\\slash \\\\N\n\
    c\ta\tCode\tcode\t30\t20\t\\N\n\\.\n\n";

fn read(dump: &str) -> Result<AppModel> {
    model(&read_dump(dump.as_bytes())?)
}

fn refused(dump: &str) -> Error {
    let error = read_dump(dump.as_bytes()).unwrap_err();
    assert_eq!(error.code(), ErrorCode::DatabaseDumpInvalid, "{error}");
    error
}

#[test]
fn rows_are_read_as_copy_writes_them() {
    let whole = read(&format!("{HEAD}{ATTRIBUTES}{ENTITIES}{TAIL}")).unwrap();
    let [entity] = whole.entities.as_slice() else {
        panic!("{:?}", whole.entities);
    };
    assert_eq!(entity.name, "Orders.Größe");
    assert_eq!(entity.stored, Some(true));
    let defaults: Vec<_> = entity
        .attributes
        .iter()
        .map(|attribute| attribute.default_value.as_deref())
        .collect();
    assert_eq!(defaults, [Some("tab\t line\n back\\slash \\N"), None]);

    let excerpt = read(&format!("{ENTITIES}{ATTRIBUTES}")).unwrap();
    assert_eq!(excerpt, whole, "the lines of the catalogue are enough");
    let windows = format!("{HEAD}{ATTRIBUTES}{ENTITIES}{TAIL}").replace('\n', "\r\n");
    assert_eq!(read(&windows).unwrap(), whole);
    let quoted =
        format!("{HEAD}{ATTRIBUTES}{ENTITIES}{TAIL}").replace("public.", "\"my \"\"app\"\"\".");
    assert_eq!(read(&quoted).unwrap(), whole);
}

#[test]
fn rows_of_the_app_are_never_taken_for_statements() {
    let fake = "COPY public.\"mendixsystem$entity\" (id, entity_name, table_name) FROM stdin;";
    let app = format!(
        "COPY public.\"orders$note\" (text) FROM stdin;\n{fake}\nz\tFake.Entity\tfake$entity\n-- PostgreSQL database dump\n\
         INSERT INTO public.\"mendixsystem$entity\" VALUES ('z');\n{}\n\\.\n\n",
        "x".repeat(1_000_000)
    );
    for dump in [
        format!("{HEAD}{app}{ATTRIBUTES}{ENTITIES}{TAIL}"),
        format!("{HEAD}{ATTRIBUTES}{ENTITIES}{app}{TAIL}"),
        format!("{app}{ENTITIES}{ATTRIBUTES}"),
    ] {
        let names: Vec<_> = read(&dump).unwrap().entities;
        assert_eq!(names.len(), 1, "{names:?}");
    }
}

#[test]
fn dumps_that_cannot_be_used_are_refused_with_what_to_do() {
    let copy =
        "COPY public.\"mendixsystem$entity\" (id, entity_name, table_name, remote) FROM stdin;\n";
    for (dump, why) in [
        (format!("{HEAD}{ENTITIES}"), "before it is complete"),
        (format!("{HEAD}{copy}a\tO.A\to$a\tf\n{TAIL}"), "values"),
        (
            format!("{HEAD}{copy}a\tO.A\to$a\tf\n"),
            "before it is complete",
        ),
        (format!("{copy}a\tO.A\to$a\tf\n"), "before it is complete"),
        (
            format!("{HEAD}{ENTITIES}{ENTITIES}{TAIL}"),
            "one schema only",
        ),
        (
            format!(
                "{HEAD}INSERT INTO public.\"mendixsystem$entity\" VALUES ('a', 'O.A');\n{TAIL}"
            ),
            "--inserts",
        ),
        (
            format!("{HEAD}CREATE TABLE public.\"mendixsystem$entity\" (\n{TAIL}"),
            "without their rows",
        ),
        (
            HEAD.replace("UTF8", "LATIN1") + ENTITIES + TAIL,
            "--encoding=UTF8",
        ),
        (format!("{HEAD}{copy}a\tO.\\q\to$a\tf\n"), "unknown form"),
        (format!("{HEAD}{copy}a\tO.A\\\to$a\tf\n"), "unknown form"),
        (format!("{HEAD}{copy}a\tO.A\to$a\n"), "another number"),
        (
            format!("{HEAD}COPY public.\"mendixsystem$entity\" (id, \"b FROM stdin;\n"),
            "name without end",
        ),
        (
            format!("{HEAD}COPY public.\"mendixsystem$entity\" FROM stdin;\n"),
            "no columns",
        ),
        (
            format!("{HEAD}COPY public.\"mendixsystem$entity\" (id, now()) FROM stdin;\n"),
            "no column",
        ),
        ("PGDMP\u{1}\u{e}".to_owned(), "not plain text"),
    ] {
        let error = refused(&dump);
        assert!(error.message().contains(why), "{why}: {error}");
        assert!(error.remedy().contains("pg_dump"), "{}", error.remedy());
    }
    let packed = read_dump(&b"\x1f\x8b\x08\x00"[..]).unwrap_err();
    assert_eq!(packed.code(), ErrorCode::DatabaseDumpInvalid);
    assert!(packed.remedy().contains("gunzip"));
}

#[test]
fn a_catalogue_without_end_is_refused_before_it_fills_the_memory() {
    let copy =
        "COPY public.\"mendixsystem$entity\" (id, entity_name, table_name, remote) FROM stdin;\n";
    let long = refused(&format!("{copy}{}\tO.A\to$a\tf\n", "x".repeat(70_000)));
    assert!(
        long.remedy().contains("one Mendix app"),
        "{}",
        long.remedy()
    );
    let row = format!("{}\tO.A\to$a\tf\n", "x".repeat(60_000));
    let many = refused(&format!("{copy}{}", row.repeat(300)));
    assert!(many.message().contains("16777216 bytes"), "{many}");
}
