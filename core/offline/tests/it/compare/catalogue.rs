//! Catalogues of real databases.

use mendix_deploy_model::ErrorCode;
use mendix_deploy_offline::compare::catalogue::{model, read_dump};
fn fails(dump: &str) -> ErrorCode {
    read_dump(dump.as_bytes()).unwrap_err().code()
}

#[test]
fn damaged_dumps_are_refused() {
    let made = "CREATE MEMORY TABLE PUBLIC.\"mendixsystem$entity\"(\"id\" VARCHAR(36),\"entity_name\" VARCHAR(9))\n";
    for line in [
        "INSERT INTO \"mendixsystem$entity\" VALUES('a')",
        "INSERT INTO \"mendixsystem$entity\" VALUES('a','b','c')",
        "INSERT INTO \"mendixsystem$entity\" VALUES('a','b') , ('c','d')",
        "INSERT INTO \"mendixsystem$entity\" VALUES('a',b())",
        "INSERT INTO \"mendixsystem$entity\" VALUES('a','b",
        "INSERT INTO \"mendixsystem$entity\" SELECT 1",
        "INSERT INTO \"mendixsystem$attribute\" VALUES('a')",
        "CREATE MEMORY TABLE PUBLIC.\"mendixsystem$entity\"(\"id\" VARCHAR(36))",
    ] {
        assert_eq!(
            fails(&format!("{made}{line}\n")),
            ErrorCode::DatabaseDumpInvalid,
            "{line}"
        );
    }
    let long = format!(
        "{made}INSERT INTO \"mendixsystem$entity\" VALUES('{}','b')",
        "x".repeat(70_000)
    );
    assert_eq!(fails(&long), ErrorCode::DatabaseDumpInvalid);
    // The app's own rows may be as long as they like, and are not read.
    let app = format!(
        "{made}INSERT INTO \"orders$order\" VALUES('{}",
        "x".repeat(1_000_000)
    );
    assert!(read_dump(app.as_bytes()).is_ok());
}

#[test]
fn text_outside_ascii_is_read_as_hsqldb_writes_it() {
    let dump = "CREATE TABLE \"mendixsystem$entity\"(\"id\" VARCHAR(36),\"entity_name\" VARCHAR(9),\"table_name\" VARCHAR(9))\n\
        INSERT INTO \"mendixsystem$entity\" VALUES('a','Orders.Gr\\u00f6\\u00dfe''s','orders$x')\n";
    let model = model(&read_dump(dump.as_bytes()).unwrap()).unwrap();
    assert_eq!(model.entities[0].name, "Orders.Größe's");
    assert_eq!(model.modules[0].name, "Orders");
}

#[test]
fn a_catalogue_that_contradicts_itself_is_refused() {
    let made = "CREATE TABLE \"mendixsystem$entity\"(\"id\" VARCHAR(36),\"entity_name\" VARCHAR(9),\"table_name\" VARCHAR(9))\n\
        CREATE TABLE \"mendixsystem$attribute\"(\"id\" VARCHAR(36),\"entity_id\" VARCHAR(36),\"attribute_name\" VARCHAR(9),\"column_name\" VARCHAR(9),\"type\" INTEGER)\n\
        INSERT INTO \"mendixsystem$entity\" VALUES('a','O.A','o$a')\n";
    for line in [
        "INSERT INTO \"mendixsystem$entity\" VALUES('a','O.B','o$b')",
        "INSERT INTO \"mendixsystem$entity\" VALUES(NULL,'O.B','o$b')",
        "INSERT INTO \"mendixsystem$attribute\" VALUES('x','nowhere','X','x',30)",
    ] {
        let rows = read_dump(format!("{made}{line}\n").as_bytes()).unwrap();
        assert_eq!(
            model(&rows).unwrap_err().code(),
            ErrorCode::DatabaseCatalogueInvalid,
            "{line}"
        );
    }
    let rows = read_dump("SET SCHEMA PUBLIC\n".as_bytes()).unwrap();
    assert_eq!(
        model(&rows).unwrap_err().code(),
        ErrorCode::DatabaseCatalogueMissing
    );
}
