//! Scripts of database statements.

use std::fs;

use mendix_deploy_model::{
    scripts::{
        ScriptReading,
        StatementEffect::{
            self, Adds, Bookkeeping, Constrains, Converts, Destroys, Fills, Loosens, Rebuilds,
            Renames, Unknown,
        },
    },
    verdicts::ReleaseClass,
};
use mendix_deploy_offline::compare::ddl::{read_commands, read_script};

use crate::shared::fixtures;

fn effects(reading: &ScriptReading) -> Vec<StatementEffect> {
    reading
        .statements
        .iter()
        .map(|statement| statement.effect)
        .collect()
}

/// Script, worst effect, what is destroyed.
const SCRIPTS: &[(&str, StatementEffect, &[&str])] = &[
    (
        "cassandra-connector-7.0.2/ddl/20170630_104504",
        Destroys,
        &["cassandra$resultobject"],
    ),
    ("maintenancemode-10.1.1/ddl/20231205_200300", Adds, &[]),
    ("maintenancemode-10.1.1/ddl/20231205_221914", Renames, &[]),
    ("maintenancemode-10.1.1/ddl/20231209_120243", Fills, &[]),
    (
        "maintenancemode-10.1.1/ddl/20231209_152404",
        Destroys,
        &[
            "delteme$image",
            "system$filedocument",
            "system$image",
            "system$image/submetaobjectname",
            "system$thumbnail_image",
            "system$unreferencedfile",
        ],
    ),
    ("maintenancemode-10.1.1/ddl/20231209_153328", Adds, &[]),
    ("maintenancemode-10.1.1/ddl/20231209_155102", Renames, &[]),
];

#[test]
fn every_statement_of_real_scripts_is_known_and_classified() {
    let Some(folder) = fixtures("scripts of real runtimes") else {
        return;
    };
    for (script, effect, destroyed) in SCRIPTS {
        let text =
            fs::read_to_string(folder.join(format!("{script}_database_commands.sql"))).unwrap();
        let reading = read_script(&text);
        for statement in &reading.statements {
            assert_ne!(statement.effect, Unknown, "{script} {statement:?}");
            assert!(!statement.may_block_start, "{script} {statement:?}");
        }
        // The runtime ends a line after each statement, and only there.
        let ends = text
            .lines()
            .filter(|line| line.trim_end().ends_with(';'))
            .count();
        assert_eq!(reading.statements.len(), ends, "{script}");
        assert_eq!(
            reading.effect, *effect,
            "{script}: {:#?}",
            reading.statements
        );
        assert_eq!(reading.destroyed, *destroyed, "{script}");
    }
}

#[test]
fn a_rename_with_its_constraints_is_a_rename_and_cannot_block() {
    let reading = read_script(
        r#"ALTER TABLE "a$b_c" DROP CONSTRAINT "uniq_a$b_c_a$bid";
        ALTER TABLE "a$b_c" RENAME TO "a$d_c";
        ALTER TABLE "a$d_c" ALTER COLUMN "a$bid" RENAME TO "a$did";
        ALTER TABLE "a$d_c" ADD CONSTRAINT "uniq_a$d_c_a$did" UNIQUE ("a$did");"#,
    );
    assert_eq!(effects(&reading), [Loosens, Renames, Renames, Rebuilds]);
    assert!(!reading.may_block_start);
    assert_eq!(reading.release_class, ReleaseClass::Destructive);
    assert_eq!(
        reading.statements[2].element.as_deref(),
        Some("a$b_c/a$bid")
    );
}

#[test]
fn a_new_unique_rule_can_block_even_beside_another_that_is_made_again() {
    let reading = read_script(
        r#"ALTER TABLE "t" DROP CONSTRAINT "uniq_t_a";
        ALTER TABLE "t" ADD CONSTRAINT "uniq_t_b" UNIQUE ("b");"#,
    );
    assert_eq!(effects(&reading), [Loosens, Constrains]);
    assert!(reading.may_block_start);
}

#[test]
fn a_conversion_is_told_from_a_replacement() {
    let converted = read_script(
        r#"ALTER TABLE "t" ALTER COLUMN "c" RENAME TO "0123456789abcdef0123456789abcdef";
        ALTER TABLE "t" ADD "c" VARCHAR_IGNORECASE(200) NULL;
        UPDATE "t" SET "c" = CAST("0123456789abcdef0123456789abcdef" AS VARCHAR_IGNORECASE(200));
        ALTER TABLE "t" DROP COLUMN "0123456789abcdef0123456789abcdef";"#,
    );
    assert_eq!(effects(&converted), [Converts, Adds, Fills, Converts]);
    assert!(converted.destroyed.is_empty());

    let replaced =
        read_script(r#"ALTER TABLE "t" DROP COLUMN "c"; ALTER TABLE "t" ADD "c" TIMESTAMP NULL;"#);
    assert_eq!(effects(&replaced), [Destroys, Adds]);
    assert_eq!(replaced.destroyed, ["t/c"]);
}

#[test]
fn a_copy_that_is_lost_again_is_no_conversion() {
    let copy = r#"ALTER TABLE "t" ADD "n" BIGINT; UPDATE "t" SET "n" = "c"; ALTER TABLE "t" DROP COLUMN "c";"#;
    assert_eq!(read_script(copy).effect, Converts);
    for lost in [
        r#"ALTER TABLE "t" DROP COLUMN "n""#,
        r#"UPDATE "t" SET "n" = 0"#,
    ] {
        let reading = read_script(&format!("{copy} {lost};"));
        assert_eq!(reading.destroyed, ["t/c"], "{lost}");
    }
    // Copied for some rows only.
    let some = read_script(
        r#"ALTER TABLE "t" ADD "n" BIGINT; UPDATE "t" SET "n" = "c" WHERE "id" = 1; ALTER TABLE "t" DROP COLUMN "c";"#,
    );
    assert_eq!(some.destroyed, ["t/c"]);
}

#[test]
fn a_table_is_named_by_what_it_was_called_before() {
    let reading = read_script(
        r#"ALTER TABLE "a" RENAME TO "b"; ALTER TABLE "b" RENAME TO "c"; DELETE FROM "c"; DROP TABLE "c";"#,
    );
    assert_eq!(effects(&reading), [Destroys; 4]);
    assert_eq!(reading.destroyed, ["a"]);
    let back = read_script(r#"ALTER TABLE "a" RENAME TO "b"; ALTER TABLE "b" RENAME TO "a";"#);
    assert_eq!(effects(&back), [Rebuilds, Rebuilds]);
}

#[test]
fn a_table_made_again_under_the_same_name_is_destroyed_all_the_same() {
    let reading = read_script(
        r#"ALTER TABLE "a" RENAME TO "x"; CREATE TABLE "a" ("id" BIGINT NOT NULL, PRIMARY KEY("id")); INSERT INTO "a" ("id") SELECT "id" FROM "x"; DROP TABLE "x";"#,
    );
    assert_eq!(effects(&reading), [Destroys, Adds, Fills, Destroys]);
    assert_eq!(reading.destroyed, ["a"]);
}

#[test]
fn single_statements() {
    for (statement, effect, blocks) in [
        (
            r#"ALTER TABLE "t" ALTER COLUMN "c" SET DATA TYPE DECIMAL(28, 8)"#,
            Converts,
            true,
        ),
        (
            r#"ALTER TABLE "t" ALTER COLUMN "c" TYPE VARCHAR(10)"#,
            Converts,
            true,
        ),
        (
            r#"ALTER TABLE [t] ALTER COLUMN [c] NVARCHAR(MAX) NULL"#,
            Converts,
            true,
        ),
        (
            r#"ALTER TABLE "t" RENAME COLUMN "a" TO "b""#,
            Renames,
            false,
        ),
        (
            r#"ALTER TABLE "t" ADD "c" BIGINT NOT NULL"#,
            Constrains,
            true,
        ),
        (
            r#"ALTER TABLE "t" ADD "c" BIGINT DEFAULT 0 NOT NULL"#,
            Adds,
            false,
        ),
        (
            r#"ALTER TABLE "t" ADD CONSTRAINT "u" UNIQUE ("a", "b")"#,
            Constrains,
            true,
        ),
        (
            r#"ALTER TABLE "t" ADD CONSTRAINT "f" FOREIGN KEY ("a") REFERENCES "u" ("id") ON DELETE SET NULL"#,
            Constrains,
            true,
        ),
        (r#"CREATE UNIQUE INDEX "i" ON "t" ("a")"#, Constrains, true),
        (r#"CREATE INDEX "i" ON "t" ("a" ASC)"#, Adds, false),
        (r#"CREATE SEQUENCE "s" AS BIGINT START WITH 1"#, Adds, false),
        (r#"DROP SEQUENCE "s""#, Destroys, false),
        (r#"TRUNCATE TABLE "t""#, Destroys, false),
        (r#"UPDATE "t" SET "c" = 1 WHERE "id" = 2"#, Destroys, false),
        (
            r#"UPDATE "t" SET "submetaobjectname" = 'A.B' WHERE "submetaobjectname" = 'A.C'"#,
            Renames,
            false,
        ),
        (
            r#"INSERT INTO "t" ("id") SELECT "id" FROM "u""#,
            Converts,
            true,
        ),
        (
            r#"DELETE FROM "mendixsystem$entity" WHERE "id" = 'x'"#,
            Bookkeeping,
            false,
        ),
    ] {
        let reading = read_commands(&[statement]);
        assert_eq!(effects(&reading), [effect], "{statement}");
        assert_eq!(reading.may_block_start, blocks, "{statement}");
    }
}

#[test]
fn what_is_not_known_is_unknown_and_so_is_the_script() {
    for statement in [
        "",
        "SELECT 1",
        "VACUUM",
        "GRANT ALL ON \"t\" TO \"u\"",
        "DROP SCHEMA \"public\"",
        "DROP TABLE \"a\", \"b\"",
        "DROP TABLE \"a\" CASCADE",
        "DROP TABLE a",
        "DROP TABLE \"other\".\"a\"",
        "DROP TABLE \"mendixsystem$entity\"",
        "DELETE FROM \"mendixsystem$entity\"",
        "UPDATE \"mendixsystem$attribute\" SET \"type\" = 1",
        "ALTER TABLE \"a\" RENAME TO \"mendixsystem$entity\"",
        "ALTER TABLE \"t\" ADD \"a\" BIGINT, DROP COLUMN \"b\"",
        "ALTER TABLE \"t\" ADD \"a\" BIGINT DEFAULT \"f\"()",
        "ALTER TABLE \"t\" ALTER COLUMN \"a\" TYPE BIGINT USING \"f\"(\"a\")",
        "CREATE INDEX \"i\" ON \"t\" (\"f\"(\"a\"))",
        "CREATE TABLE \"t\" AS SELECT 1",
        "CREATE TRIGGER \"x\"",
        "INSERT INTO \"mendixsystem$entity\" (\"id\") SELECT pg_sleep(100)",
        "INSERT INTO \"mendixsystem$entity\" (\"id\") VALUES (\"f\"())",
        "INSERT INTO \"mendixsystem$entity\" (\"id\") VALUES ('a') RETURNING \"id\"",
        "WITH x AS (DELETE FROM \"t\") UPDATE \"mendixsystem$version\" SET \"a\" = 1",
        "UPDATE \"mendixsystem$version\" SET \"a\" = (DELETE FROM \"t\")",
        "EXEC sp_rename 'a', 'b'",
        "DROP /* */ INDEX \"x\"",
        "DROP INDEX 'x",
        "DO $$ BEGIN END $$",
    ] {
        let reading = read_script(&format!("DROP INDEX \"x\"; {statement}"));
        if statement.is_empty() {
            assert_eq!(reading.effect, Rebuilds);
            continue;
        }
        assert_eq!(reading.effect, Unknown, "{statement}");
        assert_eq!(reading.release_class, ReleaseClass::Unknown, "{statement}");
        assert!(reading.may_block_start, "{statement}");
    }
    assert_eq!(read_script("").effect, Bookkeeping);
}

#[test]
fn values_are_not_repeated() {
    let reading = read_script(
        r#"UPDATE "t" SET "c" = 'planted-value'; INSERT INTO "u" ("a") VALUES ('planted-value'); CALL 'planted-value';"#,
    );
    assert!(!format!("{reading:?}").contains("planted-value"));
}
