//! What the examples about packages share: four releases of one app, each with its own model.
//!
//! With real packages none of this is needed: `Package::open("orders-2.6.0.mda")`.

use std::{env, path::Path};

use mendix_deploy::{
    Error, ErrorCode, Package, Result,
    database::Database,
    databases::{DatabaseOptions, DatabaseTls},
    models::{
        AppModel, AppModule, Attribute, AttributeType, AttributeValue, Entity, ModelConstant,
        ModelSettings, ModelSource,
    },
    package::write_archive,
    packages::{ArchiveSpec, ConstantType},
    secrets::SecretValue,
};

/// An entity: its name, the number its GUID is made of, and its attributes with number and longest text.
type Table = (&'static str, u64, &'static [(&'static str, u64, u64)]);

const FIRST: &[Table] = &[
    ("Sales.Order", 1, &[("Number", 11, 20), ("Note", 12, 400)]),
    ("Sales.Voucher", 2, &[("Code", 21, 20)]),
];

const RELEASES: [(&str, &[Table]); 4] = [
    ("2.5.3", FIRST),
    // Built again.
    ("2.5.4", FIRST),
    // An attribute and an entity are added.
    (
        "2.6.0",
        &[
            (
                "Sales.Order",
                1,
                &[("Number", 11, 20), ("Note", 12, 400), ("Channel", 13, 20)],
            ),
            ("Sales.Voucher", 2, &[("Code", 21, 20)]),
            ("Sales.Payment", 3, &[("Reference", 31, 40)]),
        ],
    ),
    // An entity is removed, another renamed, a text is shortened.
    (
        "3.0.0",
        &[
            (
                "Sales.Order",
                1,
                &[("Number", 11, 20), ("Note", 12, 200), ("Channel", 13, 20)],
            ),
            ("Sales.Receipt", 3, &[("Reference", 31, 40)]),
        ],
    ),
];

/// Writes the four packages and opens them, oldest first, each with its version.
///
/// # Errors
///
/// Those of writing and reading files.
pub fn releases(folder: &Path) -> Result<Vec<(&'static str, Package)>> {
    RELEASES
        .iter()
        .map(|(version, tables)| {
            let path = folder.join(format!("orders-{version}.mda"));
            let spec = ArchiveSpec::default()
                .project_name("Orders")
                .model_version((*version).to_owned())
                .model(model(version, tables));
            write_archive(&path, &spec)?;
            Ok((*version, Package::open(path)?))
        })
        .collect()
}

/// The database that `PGDATABASE` names, on this machine unless `PGHOST` says otherwise; none without it.
///
/// # Errors
///
/// `input.invalid` when `PGPORT` is no number, and those of [`Database::connect`].
pub async fn database() -> Result<Option<Database>> {
    let Ok(name) = env::var("PGDATABASE") else {
        return Ok(None);
    };
    let port: u32 = match env::var("PGPORT") {
        Ok(port) => port
            .parse()
            .map_err(|_| Error::new(ErrorCode::InputInvalid, "PGPORT is no number"))?,
        Err(_) => 5432,
    };
    // Encrypted and verified, unless it is said that the way there is safe.
    let tls = match env::var("PGSSLMODE").as_deref() {
        Ok("disable") => DatabaseTls::Off,
        _ => DatabaseTls::Verified,
    };
    let options = DatabaseOptions::default()
        .host(env::var("PGHOST").unwrap_or_else(|_| "localhost".to_owned()))
        .port(port)
        .database(name)
        .user(env::var("PGUSER").unwrap_or_else(|_| "postgres".to_owned()))
        .tls(tls);
    let password = env::var("PGPASSWORD").ok().map(SecretValue::new);
    Database::connect(options, password).await.map(Some)
}

/// The data-storage GUID: what the runtime finds tables and columns by. A name is only a name.
fn guid(number: u64) -> String {
    format!("00000000-0000-4000-8000-{number:012x}")
}

/// A model as Studio Pro would have it; the System module is added when it is written.
fn model(version: &str, tables: &[Table]) -> AppModel {
    AppModel {
        source: ModelSource::ArchiveModel,
        project_id: Some(guid(0)),
        project_name: Some("Orders".to_owned()),
        mendix_version: Some("10.24.15.93102".to_owned()),
        model_version: Some(version.to_owned()),
        deployment_id: None,
        has_system: false,
        modules: vec![AppModule {
            id: Some(guid(0xA0)),
            name: "Sales".to_owned(),
            marketplace_version: None,
        }],
        entities: tables.iter().map(entity).collect(),
        associations: Vec::new(),
        tables: Vec::new(),
        enumerations: Vec::new(),
        constants: vec![ModelConstant {
            id: Some(guid(0xC0)),
            name: "Sales.ApiKey".to_owned(),
            constant_type: ConstantType::String,
            exposed_to_client: None,
            default_value: Some("not-for-production".to_owned()),
        }],
        scheduled_events: Vec::new(),
        settings: ModelSettings {
            foreign_keys: None,
            optimistic_locking: None,
            decimal_scale: None,
        },
        microflows: Vec::new(),
        user_roles: Vec::new(),
        request_handlers: Vec::new(),
        unread: Vec::new(),
    }
}

/// An entity with a table of its own.
fn entity((name, number, attributes): &Table) -> Entity {
    Entity {
        id: guid(*number),
        guid: guid(*number),
        name: (*name).to_owned(),
        generalization: None,
        persistable: Some(true),
        stored: Some(true),
        source: None,
        system_members: Vec::new(),
        attributes: attributes
            .iter()
            .map(|(name, number, length)| Attribute {
                id: guid(*number),
                guid: guid(*number),
                name: (*name).to_owned(),
                attribute_type: AttributeType::String,
                length: Some(*length),
                localize: None,
                enumeration: None,
                value: AttributeValue::Stored,
                default_value: None,
            })
            .collect(),
        indexes: Vec::new(),
        unique_attributes: Vec::new(),
        rules_digest: None,
    }
}
