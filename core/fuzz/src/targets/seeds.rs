//! A first corpus for each target, the same at every run.

use mendix_deploy_model::{
    Result,
    models::AppModel,
    packages::{ModelEncoding, ProjectFormat, ProjectSpec},
};
use mendix_deploy_offline::package::{
    ArchiveBuilder,
    write::{model_mdp, project_files},
};
use rusqlite::Connection;

use crate::support::{
    chance::Chance,
    models::{completed, model},
};

/// An input to start from.
pub struct Seed {
    /// One of [`TARGETS`](super::TARGETS).
    pub target: &'static str,
    /// Name of the file in a corpus.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// The project of every archive that does not say otherwise.
const PROJECT: &str = "5d1f2b6a-0000-4000-8000-000000000001";

const METADATA: &str = r#"{"RuntimeVersion":"10.1.1","ProjectID":"p","ProjectName":"o","ModelVersion":"1","Description":"",
"AdminUser":"MxAdmin","AdminRole":"r","JavaVersion":21,"Roles":{"r":{"Name":"A","ManageableRoles":["r"]}},
"Constants":[{"Name":"M.C","Type":"String","Description":"","DefaultValue":"d"}],"ScheduledEvents":[{"Name":"M.E","Description":""}],
"RequestHandlers":[{"Name":"/ws/","DefaultEnabled":true,"MatchExactly":false}],"Languages":["en_US"]}"#;

const PG_DUMP: &str = r#"--
-- PostgreSQL database dump
--

SET client_encoding = 'UTF8';

CREATE TABLE public."mendixsystem$entity" (
    id text NOT NULL
);

COPY public."mendixsystem$attribute" (id, entity_id, attribute_name, column_name, type, length, default_value) FROM stdin;
b0000000-0000-4000-8000-000000000001	a0000000-0000-4000-8000-000000000001	Number	number	30	20	a\tb\\c\n
b0000000-0000-4000-8000-000000000002	a0000000-0000-4000-8000-000000000001	Total	total	5	\N	\N
\.

COPY public."mendixsystem$entity" (id, entity_name, table_name, superentity_id, remote) FROM stdin;
a0000000-0000-4000-8000-000000000001	Orders.Order	orders$order	\N	f
\.

COPY public."orders$order" (id, number) FROM stdin;
1	COPY public."mendixsystem$entity" (id) FROM stdin;
\.

--
-- PostgreSQL database dump complete
--
"#;

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

const LANDSCAPE: &str = include_str!("../../../offline/tests/it/landscape/version-1.yaml");
const EVERY_KEY: &str = include_str!("../../../offline/tests/it/landscape/every-key.yaml");

const SCRIPTS: &[&str] = &[
    r#"ALTER TABLE "a" RENAME TO "b"; DELETE FROM "mendixsystem$entity" WHERE "id" = 'x'; DROP TABLE "b";"#,
    r#"ALTER TABLE "t" ALTER COLUMN "c" RENAME TO "d"; ALTER TABLE "t" ADD "c" VARCHAR_IGNORECASE(200) NULL; UPDATE "t" SET "c" = CAST("d" AS VARCHAR(9)); ALTER TABLE "t" DROP COLUMN "d";"#,
    r#"CREATE TABLE "t" ("id" BIGINT NOT NULL, PRIMARY KEY("id"), CONSTRAINT "u" UNIQUE ("id")); CREATE INDEX "i" ON "t" ("id" ASC); INSERT INTO "t" ("id") SELECT "id" FROM "u";"#,
];

/// Every seed. Small ones: an engine tries as many inputs as it can read.
pub fn seeds() -> Result<Vec<Seed>> {
    let mut seeds = Vec::new();
    let mut add = |target, name: &str, bytes: &[u8]| {
        seeds.push(Seed {
            target,
            name: name.to_owned(),
            bytes: bytes.to_vec(),
        });
    };
    let small = ArchiveBuilder::new("o")
        .entry("model/model.mdp", Vec::new())
        .entry("model/metadata.json", METADATA);
    let bytes = small.to_bytes()?;
    add("package_open", "archive", &bytes);
    add("package_open", "cut", &bytes[..bytes.len() / 2]);
    add("package_open", "project", b"SQLite format 3\0");
    add("package_metadata", "full", METADATA.as_bytes());
    add(
        "package_metadata",
        "marked",
        &[b"\xEF\xBB\xBF".as_slice(), METADATA.as_bytes()].concat(),
    );
    add("catalogue", "dump", CATALOGUE.as_bytes());
    add("catalogue", "pg_dump", PG_DUMP.as_bytes());
    add("landscape", "version-1", LANDSCAPE.as_bytes());
    add("landscape", "every-key", EVERY_KEY.as_bytes());
    for (at, text) in super::secret_reference::SEEDS.iter().enumerate() {
        add("secret_reference", &format!("text-{at}"), text.as_bytes());
    }
    for (at, text) in super::configuration::SEEDS.iter().enumerate() {
        add("configuration", &format!("text-{at}"), text.as_bytes());
    }
    for (at, script) in SCRIPTS.iter().enumerate() {
        add("ddl_script", &format!("script-{at}"), script.as_bytes());
    }
    for (seed, encoding) in [(1, ModelEncoding::Modern), (2, ModelEncoding::Mendix5)] {
        let mut model = model(&mut Chance::new(seed));
        model.project_id = Some(PROJECT.to_owned());
        model.has_system = true; // so that none is added, and the seed is small
        let mdp = model_mdp(&model, encoding)?;
        add("model_mdp", &format!("model-{seed}"), &mdp);
        let mut units = Vec::new();
        for (at, document) in documents(&mdp).into_iter().enumerate() {
            add("bson", &format!("document-{seed}-{at}"), document);
            // As the target reads it; documents that do not fit are left out.
            if let Ok(blocks) = u8::try_from(document.len().div_ceil(64)) {
                units.extend([at as u8, 0, at as u8, blocks]);
                units.extend(document);
                units.extend(vec![0; usize::from(blocks) * 64 - document.len()]);
            }
        }
        add("units", &format!("units-{seed}"), &units);
        for format in [ProjectFormat::SingleFile, ProjectFormat::Split] {
            let mut spec = ProjectSpec::default();
            spec.model = Some(tiny(model.clone()));
            spec.format = Some(format);
            spec.encoding = Some(encoding);
            let files = project_files("o.mpr", &spec)?;
            let small = in_small_pages(&files["o.mpr"]).unwrap_or_else(|error| {
                unreachable!("the writer's own file cannot be copied: {error}")
            });
            add("mpr", &format!("{format:?}-{seed}"), &small);
        }
    }
    Ok(seeds)
}

/// The documents of a `model.mdp`.
fn documents(mdp: &[u8]) -> Vec<&[u8]> {
    let mut found = Vec::new();
    let mut rest = mdp;
    while let Some(length) = rest.first_chunk::<4>() {
        let (document, after) = rest.split_at(u32::from_le_bytes(*length) as usize);
        found.push(document);
        rest = after;
    }
    found
}

/// One module with little in it.
fn tiny(mut model: AppModel) -> AppModel {
    model.modules.truncate(1);
    let module = format!("{}.", model.modules[0].name);
    model.entities.retain(|it| it.name.starts_with(&module));
    model.entities.truncate(1);
    for entity in &mut model.entities {
        entity.attributes.truncate(2);
        entity.indexes.truncate(1);
    }
    model.associations.clear();
    model.enumerations.clear();
    model.constants.truncate(1);
    model.scheduled_events.clear();
    model.microflows.clear();
    model.user_roles.clear();
    completed(model)
}

/// The same rows in pages of 512 bytes, the smallest that SQLite has.
fn in_small_pages(file: &[u8]) -> rusqlite::Result<Vec<u8>> {
    let mut connection = Connection::open_in_memory()?;
    connection.deserialize_read_exact("main", file, file.len(), true)?;
    connection.execute_batch("ATTACH ':memory:' AS small; PRAGMA small.page_size = 512;")?;
    let tables: Vec<(String, String)> = connection
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (name, sql) in tables {
        let sql = sql.replacen("CREATE TABLE ", "CREATE TABLE small.", 1);
        connection.execute_batch(&format!(
            "{sql}; INSERT INTO small.\"{name}\" SELECT * FROM main.\"{name}\";"
        ))?;
    }
    Ok(connection.serialize("small")?.to_vec())
}
