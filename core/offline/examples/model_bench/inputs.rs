//! Packages of the size that a large app has, in two versions.

use std::fmt::Write as _;

use mendix_deploy_model::{
    ErrorCode, Result,
    models::{
        AppModel, AppModule, Attribute, AttributeType, AttributeValue, Entity, ModelConstant,
        ModelSettings, ModelSource,
    },
    packages::{ConstantType, ProjectFormat, ProjectSpec},
};
use mendix_deploy_offline::package::{ArchiveBuilder, write::write_project};

const MODULES: u64 = 40;
const ENTITIES: u64 = 10;
const ATTRIBUTES: u64 = 12;
const CONSTANTS: u64 = 300;
/// Constants that the landscape sets: the last ones are not in the package any more.
const CONFIGURED: std::ops::Range<u64> = 60..330;

pub(crate) fn archive(file: &str, second: bool) -> Result<()> {
    const FILES: u64 = 6_000;
    const BYTES: u64 = 481_000_000;
    let mut builder = ArchiveBuilder::new("Benchmark").model(model(second));
    for i in 0..FILES {
        let folder = if i % 20 == 0 {
            "model/lib/userlib"
        } else {
            "web/dist"
        };
        // A release changes a few files.
        let seed = if second && i % 50 == 0 { i + FILES } else { i };
        builder = builder.noise(format!("{folder}/file-{i:04}.bin"), seed, BYTES / FILES);
    }
    builder.write_to(file)
}

pub(crate) fn project(file: &str, second: bool) -> Result<()> {
    let mut spec = ProjectSpec::default();
    spec.model = Some(model(second));
    spec.format = Some(ProjectFormat::SingleFile);
    write_project(file, &spec)
}

pub(crate) fn landscape(file: &str) -> Result<()> {
    let mut text = String::from(
        "version: 1\napps:\n  orders:\n    environments:\n      production:\n        tier: production\n        \
         target:\n          kind: mendixCloud\n        constants:\n",
    );
    for i in CONFIGURED {
        // Writing to a text cannot fail.
        let _ = writeln!(
            text,
            "          Module{:02}.Constant{i:03}: value-{i}",
            i % MODULES
        );
    }
    std::fs::write(file, text).map_err(|error| {
        mendix_deploy_model::Error::new(ErrorCode::InputInvalid, format!("{file}: {error}"))
    })
}

/// The model; the second version has an attribute more and one less in every tenth entity.
fn model(second: bool) -> AppModel {
    let mut modules = Vec::new();
    let mut entities = Vec::new();
    for m in 0..MODULES {
        modules.push(AppModule {
            id: Some(guid(1, m, 0, 0)),
            name: format!("Module{m:02}"),
            marketplace_version: None,
        });
        for e in 0..ENTITIES {
            let range = if second && e == 3 {
                1..ATTRIBUTES + 1
            } else {
                0..ATTRIBUTES
            };
            entities.push(entity(m, e, range));
        }
    }
    let constants = (0..CONSTANTS).map(|i| ModelConstant {
        id: Some(guid(6, i, 0, 0)),
        name: format!("Module{:02}.Constant{i:03}", i % MODULES),
        constant_type: ConstantType::String,
        exposed_to_client: Some(false),
        default_value: Some(format!("default-{i}")),
    });
    AppModel {
        source: ModelSource::ArchiveModel,
        project_id: Some(guid(9, 0, 0, 0)),
        project_name: Some("Benchmark".to_owned()),
        mendix_version: Some("10.24.15.93102".to_owned()),
        model_version: Some(if second { "1.1.0" } else { "1.0.0" }.to_owned()),
        deployment_id: Some(if second {
            "638377663999689581".to_owned()
        } else {
            "638377663999689580".to_owned()
        }),
        has_system: false,
        modules,
        entities,
        associations: Vec::new(),
        tables: Vec::new(),
        enumerations: Vec::new(),
        constants: constants.collect(),
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

fn entity(module: u64, number: u64, attributes: std::ops::Range<u64>) -> Entity {
    let attributes = attributes.map(|a| Attribute {
        id: guid(3, module, number, a),
        guid: guid(4, module, number, a),
        name: format!("Attribute{a:02}"),
        attribute_type: AttributeType::String,
        length: Some(200),
        localize: None,
        enumeration: None,
        value: AttributeValue::Stored,
        default_value: Some(String::new()),
    });
    Entity {
        id: guid(2, module, number, 0),
        guid: guid(5, module, number, 0),
        name: format!("Module{module:02}.Entity{number:02}"),
        generalization: None,
        persistable: Some(true),
        stored: Some(true),
        source: None,
        system_members: Vec::new(),
        attributes: attributes.collect(),
        indexes: Vec::new(),
        unique_attributes: Vec::new(),
        rules_digest: None,
    }
}

fn guid(kind: u64, a: u64, b: u64, c: u64) -> String {
    format!("{kind:08x}-{a:04x}-4000-8000-{b:06x}{c:06x}")
}
