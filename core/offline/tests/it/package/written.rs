//! Written models are read back as what they were.

use mendix_deploy_model::{
    ErrorCode,
    models::{AppModel, AssociationType, ModelSource, UnreadUnit},
    packages::{
        ArchiveSpec, ConstantType, ModelEncoding, PackageFormat, ProjectFormat, ProjectSpec,
    },
};
use mendix_deploy_offline::compare::{CompareOptions, compare};
use mendix_deploy_offline::package::{
    ArchiveBuilder, Package, read_info, read_model,
    write::{ModelBuilder, as_archive, as_project, model_mdp, project_files, write_project},
    write_archive, write_portable,
};

use crate::support::{
    chance::Chance,
    models::model,
    reading::{through_a_project, through_an_archive, without_digests},
};

const MODELS: u64 = 60;

fn random(seed: u64) -> AppModel {
    model(&mut Chance::new(seed))
}

#[test]
fn equal_models_give_equal_bytes() {
    for seed in 0..10 {
        let model = random(seed);
        let bytes = model_mdp(&model, ModelEncoding::Modern).unwrap();
        assert_eq!(bytes, model_mdp(&model, ModelEncoding::Modern).unwrap());
        // What the archive says of the model is all that is written.
        assert_eq!(
            bytes,
            model_mdp(&as_archive(&model), ModelEncoding::Modern).unwrap()
        );
        let builder = ArchiveBuilder::new("Orders").model(model.clone());
        assert_eq!(builder.to_bytes().unwrap(), builder.to_bytes().unwrap());
        assert_eq!(
            builder.to_portable_bytes().unwrap(),
            builder.to_portable_bytes().unwrap()
        );
        for format in ProjectFormat::ALL {
            let spec = ProjectSpec::default().model(model.clone()).format(*format);
            assert_eq!(
                project_files("App.mpr", &spec).unwrap(),
                project_files("App.mpr", &spec).unwrap()
            );
        }
    }
}

#[test]
fn a_model_is_read_back_from_an_archive() {
    for seed in 0..MODELS {
        let model = random(seed);
        assert_eq!(
            without_digests(through_an_archive(&model)),
            without_digests(as_archive(&model)),
            "seed {seed}"
        );
    }
}

#[test]
fn a_model_is_read_back_from_every_kind_of_project() {
    let sources = [
        (ProjectFormat::SingleFile, ModelSource::SingleFileProject),
        (ProjectFormat::Split, ModelSource::SplitProject),
        (ProjectFormat::ModulePackage, ModelSource::ModulePackage),
    ];
    for seed in 0..MODELS {
        let model = random(seed);
        let encoding = ModelEncoding::ALL[(seed % 3) as usize];
        let (format, source) = sources[(seed / 3 % 3) as usize];
        let mut expected = as_project(&model, encoding);
        expected.source = source;
        let mut read = through_a_project(&model, format, encoding);
        // A project file does not say what the project is called.
        read.project_name = None;
        assert_eq!(
            without_digests(read),
            without_digests(expected),
            "seed {seed}, {format}, {encoding}"
        );
    }
}

/// One model in three encodings is one model: an upgrade of the project changes nothing in it.
#[test]
fn encodings_differ_in_nothing_that_all_can_say() {
    for seed in 0..10 {
        let old = as_project(&random(seed), ModelEncoding::Mendix4);
        let read = |encoding| {
            let mut read = through_a_project(&old, ProjectFormat::SingleFile, encoding);
            for module in &mut read.modules {
                module.marketplace_version = None;
            }
            read
        };
        let modern = read(ModelEncoding::Modern);
        assert_eq!(modern, read(ModelEncoding::Mendix5));
        assert_eq!(modern, read(ModelEncoding::Mendix4));
    }
}

#[test]
fn a_model_is_read_back_from_a_portable_package() {
    let folder = tempfile::tempdir().unwrap();
    for seed in 0..10 {
        let model = random(seed);
        let path = folder.path().join("app.zip");
        write_portable(&path, &ArchiveSpec::default().model(model.clone())).unwrap();
        let package = Package::open(&path).unwrap();
        assert_eq!(package.info().format, PackageFormat::Portable);
        let mut expected = as_archive(&model);
        expected.source = ModelSource::PortableModel;
        let read = package.model().unwrap();
        assert_eq!(without_digests(read), without_digests(expected));
    }
}

#[test]
fn a_specification_overrides_what_the_model_says() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.mda");
    let model = random(3);
    let spec = ArchiveSpec::default()
        .project_name("Orders")
        .model_version("2.5.4")
        .scheduled_events(vec!["Orders.Cleanup".to_owned()])
        .model(model.clone());
    write_archive(&path, &spec).unwrap();
    let package = Package::open(&path).unwrap();
    let info = package.info();
    assert_eq!(info.project_name, "Orders");
    assert_eq!(info.model_version.as_deref(), Some("2.5.4"));
    assert_eq!(info.scheduled_events[0].name, "Orders.Cleanup");
    assert_eq!(info.constants.len(), model.constants.len());
    assert_eq!(Some(&info.project_id), model.project_id.as_ref());
}

#[test]
fn units_without_files_are_told_and_left_over_files_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("App.mpr");
    let mut model = random(5);
    let enumeration = model.enumerations[0].name.clone();
    let id = "11111111-2222-4333-8444-555555555555".to_owned();
    model.unread = vec![UnreadUnit {
        id: id.clone(),
        containment: Some("Documents".to_owned()),
        module: Some("ModuleA".to_owned()),
        why: "It was not there.".to_owned(),
    }];
    let spec = ProjectSpec::default()
        .model(model.clone())
        .format(ProjectFormat::Split)
        .stale_units(40_u64)
        .missing_units(vec!["ModuleA".to_owned(), enumeration.clone()]);
    write_project(&path, &spec).unwrap();
    let read = Package::open(&path).unwrap().model().unwrap();
    assert!(
        read.entities
            .iter()
            .all(|it| !it.name.starts_with("ModuleA."))
    );
    assert!(read.enumerations.iter().all(|it| it.name != enumeration));
    assert_eq!(read.unread.len(), 3);
    assert!(read.unread.iter().any(|it| it.id == id
        && it.containment.as_deref() == Some("Documents")
        && it.module.as_deref() == Some("ModuleA")));
    assert!((read.unread.iter()).any(|it| it.containment.as_deref() == Some("DomainModel")));
    let elsewhere = |model: &AppModel| {
        (model.entities.iter())
            .filter(|it| !it.name.starts_with("ModuleA."))
            .count()
    };
    assert_eq!(elsewhere(&read), elsewhere(&model));
}

#[test]
fn an_archive_without_a_model_of_its_own_has_one_that_agrees_with_its_metadata() {
    let builder = ArchiveBuilder::new("Orders")
        .constant("Orders.PageSize", ConstantType::Integer, Some("20"))
        .scheduled_event("Billing.Cleanup");
    let read = read_model("orders.mda", &builder.to_bytes().unwrap()).unwrap();
    assert_eq!(read.unread, []);
    assert_eq!(read.constants[0].name, "Orders.PageSize");
    assert_eq!(read.constants[0].default_value.as_deref(), Some("20"));
    assert_eq!(read.scheduled_events[0].name, "Billing.Cleanup");
    let modules: Vec<_> = read.modules.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(modules, ["Billing", "Orders", "System"]);
    assert!(read.entities.iter().any(|it| it.name == "System.User"
        && it.guid == "282e2e60-88a5-469d-84a5-ba8d9151644f"));
}

#[test]
fn a_model_is_made_as_long_as_it_is_wanted() {
    let model = random(11);
    let plain = model_mdp(&model, ModelEncoding::Modern).unwrap().len() as u64;
    for length in [
        0,
        plain + 10,
        plain + 500,
        plain + 65_000,
        400_000,
        1_000_003,
    ] {
        let bytes = ArchiveBuilder::new("ignored")
            .model(model.clone())
            .model_bytes(length)
            .to_bytes()
            .unwrap();
        let written = read_info("a.mda", &bytes).unwrap().uncompressed_bytes;
        let without = ArchiveBuilder::new("ignored").model(model.clone());
        let others = read_info("a.mda", &without.to_bytes().unwrap())
            .unwrap()
            .uncompressed_bytes
            - plain;
        // A gap that is too small for an image stays.
        let expected = if length < plain + 200 { plain } else { length };
        assert_eq!(written - others, expected, "{length}");
        let read = read_model("a.mda", &bytes).unwrap();
        assert_eq!(without_digests(read), without_digests(as_archive(&model)));
    }
}

#[test]
fn models_built_by_hand_mean_by_a_name_what_others_mean_by_it() {
    let builder = || {
        ModelBuilder::new("Orders")
            .entity("Orders.Customer")
            .specialization("Orders.Employee", "System.User")
            .text("Orders.Customer", "Name", 200)
            .unique("Orders.Customer", "Name")
            .enumeration("Orders.Status", &["Open", "Paid"])
            .entity("Sales.Order")
            .choice("Sales.Order", "Status", "Orders.Status")
            .constant("Sales.PageSize", ConstantType::Integer, "20")
            .association(
                "Sales.Order_Customer",
                "Sales.Order",
                "Orders.Customer",
                AssociationType::Reference,
            )
    };
    let before = builder().build().unwrap();
    assert_eq!(before, builder().build().unwrap());
    assert_eq!(
        without_digests(through_an_archive(&before)).entities,
        without_digests(as_archive(&before)).entities
    );
    let rows = |after: ModelBuilder| -> Vec<String> {
        let changes = compare(&before, &after.build().unwrap(), &CompareOptions::default());
        (changes.changes.iter())
            .map(|it| format!("{} {}", it.row, it.name))
            .collect()
    };
    assert_eq!(rows(builder()), [""; 0]);
    assert_eq!(
        rows(builder().renamed("Orders.Customer", "Orders.Client")),
        ["E4 Orders.Client"]
    );
    assert_eq!(
        rows(builder().attribute_renamed("Orders.Customer", "Name", "Title")),
        ["A4 Orders.Customer/Title"]
    );
    assert_eq!(
        rows(builder().made_anew("Orders.Customer")),
        ["E3 Orders.Customer", "S4 Sales.Order_Customer"]
    );
    assert_eq!(
        rows(builder().not_persistable("Orders.Customer")),
        ["E7 Orders.Customer", "S2 Sales.Order_Customer"]
    );
    for (mistaken, word) in [
        (builder().text("Orders.Nobody", "Name", 1), "Orders.Nobody"),
        (
            builder().attribute_renamed("Orders.Customer", "Nothing", "X"),
            "Orders.Customer/Nothing",
        ),
        (
            builder().association("A.B", "A.C", "A.D", AssociationType::Reference),
            "A.C",
        ),
    ] {
        let error = mistaken.build().unwrap_err();
        assert_eq!(error.code(), ErrorCode::InputInvalid);
        assert!(error.to_string().contains(word), "{error}");
    }
}

#[test]
fn what_cannot_be_written_is_refused() {
    let refusal = |spec: &ProjectSpec| project_files("App.mpr", spec).unwrap_err();
    let model = random(7);
    let spec = || ProjectSpec::default().model(model.clone());
    for (spec, word) in [
        (ProjectSpec::default(), "no model"),
        (spec().stale_units(1_u64), "split"),
        (
            spec()
                .format(ProjectFormat::Split)
                .missing_units(vec!["Nobody.Knows".to_owned()]),
            "Nobody.Knows",
        ),
    ] {
        let error = refusal(&spec);
        assert_eq!(error.code(), ErrorCode::InputInvalid);
        assert!(error.to_string().contains(word), "{error}");
    }
    let mut nameless = model.clone();
    nameless.modules.clear();
    let error = model_mdp(&nameless, ModelEncoding::Modern).unwrap_err();
    assert_eq!(error.code(), ErrorCode::InputInvalid);
    assert!(error.to_string().contains("add the module"), "{error}");
    let mut mistaken = model.clone();
    mistaken.entities[0].guid = "not a GUID".to_owned();
    let error = model_mdp(&mistaken, ModelEncoding::Modern).unwrap_err();
    assert!(error.to_string().contains("not a GUID"), "{error}");
}

#[test]
fn digests_are_equal_where_the_models_are() {
    for seed in 0..MODELS {
        let mut before = random(seed);
        let mut after = before.clone();
        let mut chance = Chance::new(seed + 1000);
        for entity in &mut after.entities {
            if chance.once_in(2) {
                entity.rules_digest = Some(chance.digest());
            }
        }
        for enumeration in &mut after.enumerations {
            if chance.once_in(2) {
                enumeration.presentation_digest = Some(chance.digest());
            }
        }
        for microflow in &mut after.microflows {
            if chance.once_in(2) {
                microflow.digest = Some(chance.digest());
            }
        }
        let (read_before, read_after) = (through_an_archive(&before), through_an_archive(&after));
        (before, after) = (as_archive(&before), as_archive(&after));
        let same = |a: &AppModel, b: &AppModel| -> Vec<bool> {
            (a.entities.iter().zip(&b.entities))
                .map(|(a, b)| a.rules_digest == b.rules_digest)
                .chain(
                    (a.enumerations.iter().zip(&b.enumerations))
                        .map(|(a, b)| a.presentation_digest == b.presentation_digest),
                )
                .chain((a.microflows.iter().zip(&b.microflows)).map(|(a, b)| a.digest == b.digest))
                .collect()
        };
        assert_eq!(same(&read_before, &read_after), same(&before, &after));
    }
}

#[test]
fn what_cannot_be_written_is_a_failed_file_and_no_unreadable_package() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let below = file.join("orders");
    let mut project = ProjectSpec::default();
    project.model = Some(random(1));
    let archive = ArchiveSpec::default();
    for (result, name) in [
        (write_archive(below.with_extension("mda"), &archive), "mda"),
        (write_portable(below.with_extension("zip"), &archive), "zip"),
        (write_project(below.with_extension("mpr"), &project), "mpr"),
    ] {
        let error = result.unwrap_err();
        assert_eq!(error.code(), ErrorCode::FileFailed, "{name}: {error}");
        assert!(error.message().contains("orders"), "{error}");
    }
}
