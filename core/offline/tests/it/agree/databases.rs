//! Catalogues of databases and scripts among the recordings.

use std::fs;

use super::{PROJECT, example, expected};

/// The catalogue of the same model.
const CATALOGUE: &str = r#"CREATE MEMORY TABLE PUBLIC."mendixsystem$entity"("id" VARCHAR(36),"entity_name" VARCHAR(511),"table_name" VARCHAR(255),"superentity_id" VARCHAR(255))
CREATE MEMORY TABLE PUBLIC."mendixsystem$attribute"("id" VARCHAR(36),"entity_id" VARCHAR(255),"attribute_name" VARCHAR(255),"column_name" VARCHAR(255),"type" INTEGER,"length" INTEGER,"default_value" VARCHAR(9),"is_auto_number" BOOLEAN)
CREATE MEMORY TABLE PUBLIC."mendixsystem$association"("id" VARCHAR(36),"association_name" VARCHAR(511),"table_name" VARCHAR(255),"parent_entity_id" VARCHAR(36),"child_entity_id" VARCHAR(36),"parent_column_name" VARCHAR(255),"child_column_name" VARCHAR(255))
CREATE MEMORY TABLE PUBLIC."mendixsystem$unique_constraint"("name" VARCHAR(255),"table_id" VARCHAR(36),"column_id" VARCHAR(36))
CREATE MEMORY TABLE PUBLIC."mendixsystem$index"("id" VARCHAR(36),"table_id" VARCHAR(36),"index_name" VARCHAR(255))
CREATE MEMORY TABLE PUBLIC."mendixsystem$index_column"("index_id" VARCHAR(36),"column_id" VARCHAR(36),"sort_order" BOOLEAN,"ordinal" INTEGER)
INSERT INTO "mendixsystem$entity" VALUES('00000000-0000-4000-8000-000000000003','Orders.Order','orders$order',NULL)
INSERT INTO "mendixsystem$attribute" VALUES('00000000-0000-4000-8000-000000000005','00000000-0000-4000-8000-000000000003','Number','number',30,200,'',FALSE)
INSERT INTO "mendixsystem$association" VALUES('00000000-0000-4000-8000-000000000009','Orders.Order_Order','orders$order_order','00000000-0000-4000-8000-000000000003','00000000-0000-4000-8000-000000000003','orders$orderid1','orders$orderid2')
INSERT INTO "mendixsystem$association" VALUES('00000000-0000-3000-8000-000000000009','System.owner','system$owner','00000000-0000-4000-8000-000000000003','282e2e60-88a5-469d-84a5-ba8d9151644f','id','system$owner')
INSERT INTO "mendixsystem$unique_constraint" VALUES('uniq_orders$order_number','00000000-0000-4000-8000-000000000003','00000000-0000-4000-8000-000000000005')
INSERT INTO "mendixsystem$unique_constraint" VALUES('uniq_orders$order_order_orders$orderid1','00000000-0000-4000-8000-000000000009','00000000-0000-3000-8000-000000000010')
INSERT INTO "mendixsystem$index" VALUES('00000000-0000-4000-8000-000000000007','00000000-0000-4000-8000-000000000003','idx_orders$order_number_asc')
INSERT INTO "mendixsystem$index_column" VALUES('00000000-0000-4000-8000-000000000007','00000000-0000-4000-8000-000000000005',FALSE,0)
"#;

const SCRIPT: &str = "ALTER TABLE \"a\" RENAME TO \"b\";\nDROP INDEX \"i\";\n";

/// What disagrees about the databases of a project; the rest of the project is left out.
fn disagreements(catalogue: &str, script: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().join("orders");
    fs::create_dir_all(project.join("expected")).unwrap();
    fs::create_dir_all(project.join("deployment-0123abcd")).unwrap();
    let mut inventory = expected();
    assert_eq!(inventory["project_id"], PROJECT);
    inventory["modules"] = serde_json::json!(["Orders"]);
    fs::write(
        project.join("expected/deployment-0123abcd-mdp.inventory.json"),
        inventory.to_string(),
    )
    .unwrap();
    fs::write(
        project.join("deployment-0123abcd/database-catalogue.sql"),
        catalogue,
    )
    .unwrap();
    fs::write(project.join("20260101_database_commands.sql"), script).unwrap();
    let mut disagreements = example::compare_all(folder.path()).unwrap().disagreements;
    disagreements.retain(|line| !line.contains("no file was read that it describes"));
    disagreements
}

#[test]
fn databases_that_agree_are_found_to_agree() {
    assert_eq!(disagreements(CATALOGUE, SCRIPT), [""; 0]);
}

#[test]
fn every_row_of_a_catalogue_counts() {
    for row in CATALOGUE.lines().filter(|line| line.starts_with("INSERT")) {
        if row.contains("uniq_orders$order_order") {
            // Without it no association has a constraint, as before Mendix 8: kinds are not stated. A second one makes it
            // one-to-one.
            let twice = format!("{CATALOGUE}{}\n", row.replace("orderid1", "orderid2"));
            assert_ne!(disagreements(&twice, SCRIPT), [""; 0]);
            continue;
        }
        let without = CATALOGUE.replace(&format!("{row}\n"), "");
        assert_ne!(disagreements(&without, SCRIPT), [""; 0], "{row}");
    }
    for (from, to) in [
        ("'Orders.Order'", "'Orders.Other'"),
        ("'Number'", "'Count'"),
        (",30,200,", ",4,0,"),
        (",200,", ",201,"),
        (",'',FALSE", ",'x',FALSE"),
        ("FALSE,0)", "TRUE,0)"),
        ("'System.owner'", "'System.changedBy'"),
    ] {
        let other = CATALOGUE.replace(from, to);
        assert_ne!(other, CATALOGUE);
        assert_ne!(disagreements(&other, SCRIPT), [""; 0], "{from} to {to}");
    }
}

#[test]
fn a_statement_that_is_not_known_and_one_that_is_not_seen_count() {
    for script in [
        "VACUUM;\n",
        "DROP INDEX \"i\"; DROP INDEX \"j\";\n",
        "DROP INDEX 'i;\n",
    ] {
        assert_ne!(disagreements(CATALOGUE, script), [""; 0], "{script}");
    }
}
