//! Writes a first corpus for each target.

use std::{fs, io::Result, path::Path};

use mendix_deploy_model::packages::{ModelEncoding, ProjectFormat, ProjectSpec};
use mendix_deploy_offline::package::{
    ArchiveBuilder,
    write::{model_mdp, project_files},
};

#[path = "../../offline/tests/it/support"]
#[allow(dead_code, unreachable_pub)]
mod support {
    pub(crate) mod chance;
    pub(crate) mod models;
}

/// The project of every archive that does not say otherwise.
const PROJECT: &str = "5d1f2b6a-0000-4000-8000-000000000001";

const METADATA: &str = r#"{"RuntimeVersion":"10.1.1","ProjectID":"p","ProjectName":"o","ModelVersion":"1","Description":"",
"AdminUser":"MxAdmin","AdminRole":"r","JavaVersion":21,"Roles":{"r":{"Name":"A","ManageableRoles":["r"]}},
"Constants":[{"Name":"M.C","Type":"String","Description":"","DefaultValue":"d"}],"ScheduledEvents":[{"Name":"M.E","Description":""}],
"RequestHandlers":[{"Name":"/ws/","DefaultEnabled":true,"MatchExactly":false}],"Languages":["en_US"]}"#;

const CATALOGUE: &str = r#"CREATE MEMORY TABLE PUBLIC."mendixsystem$entity"("id" VARCHAR(36),"entity_name" VARCHAR(511),"table_name" VARCHAR(255),"superentity_id" VARCHAR(255),"remote" BOOLEAN)
CREATE MEMORY TABLE PUBLIC."mendixsystem$attribute"("id" VARCHAR(36),"entity_id" VARCHAR(255),"attribute_name" VARCHAR(255),"column_name" VARCHAR(255),"type" INTEGER,"length" INTEGER,"default_value" VARCHAR(2147483647),"is_auto_number" BOOLEAN)
CREATE MEMORY TABLE PUBLIC."mendixsystem$association"("id" VARCHAR(36),"association_name" VARCHAR(511),"table_name" VARCHAR(255),"parent_entity_id" VARCHAR(36),"child_entity_id" VARCHAR(36),"parent_column_name" VARCHAR(255),"child_column_name" VARCHAR(255),"storage_format" SMALLINT)
CREATE MEMORY TABLE PUBLIC."mendixsystem$unique_constraint"("name" VARCHAR(255),"table_id" VARCHAR(36),"column_id" VARCHAR(36),PRIMARY KEY("name","column_id"))
CREATE MEMORY TABLE PUBLIC."mendixsystem$index"("id" VARCHAR(36),"table_id" VARCHAR(36),"index_name" VARCHAR(255))
CREATE MEMORY TABLE PUBLIC."mendixsystem$index_column"("index_id" VARCHAR(36),"column_id" VARCHAR(36),"sort_order" BOOLEAN,"ordinal" INTEGER)
INSERT INTO "mendixsystem$entity" VALUES('e','O.E','o$e',NULL,FALSE)
INSERT INTO "mendixsystem$attribute" VALUES('a','e','A','a',30,200,'\u00e9''',FALSE)
INSERT INTO "mendixsystem$association" VALUES('s','O.S','o$s','e','e','o$eid1','o$eid2',2)
INSERT INTO "mendixsystem$unique_constraint" VALUES('u','s','c')
INSERT INTO "mendixsystem$index" VALUES('i','e','idx')
INSERT INTO "mendixsystem$index_column" VALUES('i','a',FALSE,-1)
"#;

const SCRIPTS: &[&str] = &[
    r#"ALTER TABLE "a" RENAME TO "b"; DELETE FROM "mendixsystem$entity" WHERE "id" = 'x'; DROP TABLE "b";"#,
    r#"ALTER TABLE "t" ALTER COLUMN "c" RENAME TO "d"; ALTER TABLE "t" ADD "c" VARCHAR_IGNORECASE(200) NULL; UPDATE "t" SET "c" = CAST("d" AS VARCHAR(9)); ALTER TABLE "t" DROP COLUMN "d";"#,
    r#"CREATE TABLE "t" ("id" BIGINT NOT NULL, PRIMARY KEY("id"), CONSTRAINT "u" UNIQUE ("id")); CREATE INDEX "i" ON "t" ("id" ASC); INSERT INTO "t" ("id") SELECT "id" FROM "u";"#,
];

fn main() -> Result<()> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let write = |target: &str, name: &str, bytes: &[u8]| {
        let folder = corpus.join(target);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(name), bytes)
    };
    let small = ArchiveBuilder::new("o")
        .entry("model/model.mdp", Vec::new())
        .entry("model/metadata.json", METADATA);
    let bytes = small.to_bytes().map_err(std::io::Error::other)?;
    write("package_open", "archive", &bytes)?;
    write("package_open", "cut", &bytes[..bytes.len() / 2])?;
    write("package_open", "project", b"SQLite format 3\0")?;
    write("package_metadata", "full", METADATA.as_bytes())?;
    write(
        "package_metadata",
        "marked",
        &[b"\xEF\xBB\xBF".as_slice(), METADATA.as_bytes()].concat(),
    )?;
    write("catalogue", "dump", CATALOGUE.as_bytes())?;
    for (at, script) in SCRIPTS.iter().enumerate() {
        write("ddl_script", &format!("script-{at}"), script.as_bytes())?;
    }
    for (seed, encoding) in [(1, ModelEncoding::Modern), (2, ModelEncoding::Mendix5)] {
        let mut model = support::models::model(&mut support::chance::Chance::new(seed));
        model.project_id = Some(PROJECT.to_owned());
        model.has_system = true; // so that none is added, and the seed is small
        let mdp = model_mdp(&model, encoding).map_err(std::io::Error::other)?;
        write("model_mdp", &format!("model-{seed}"), &mdp)?;
        let mut units = Vec::new();
        let mut rest = mdp.as_slice();
        let mut at = 0;
        while let Some(length) = rest.first_chunk::<4>() {
            let length = u32::from_le_bytes(*length) as usize;
            let (document, after) = rest.split_at(length);
            rest = after;
            write("bson", &format!("document-{seed}-{at}"), document)?;
            // As the target reads it; documents that do not fit are left out.
            if let Ok(blocks) = u8::try_from(length.div_ceil(64)) {
                units.extend([at as u8, 0, at as u8, blocks]);
                units.extend(document);
                units.extend(vec![0; usize::from(blocks) * 64 - length]);
            }
            at += 1;
        }
        write("units", &format!("units-{seed}"), &units)?;
        for format in [ProjectFormat::SingleFile, ProjectFormat::Split] {
            let mut spec = ProjectSpec::default();
            spec.model = Some(model.clone());
            spec.format = Some(format);
            spec.encoding = Some(encoding);
            let files = project_files("o.mpr", &spec).map_err(std::io::Error::other)?;
            write("mpr", &format!("{format:?}-{seed}"), &files["o.mpr"])?;
        }
    }
    Ok(())
}
