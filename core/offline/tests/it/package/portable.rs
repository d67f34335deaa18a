//! Portable packages. No real one was to be had: layout and files are those that are documented and told of.

use std::fs;

use mendix_deploy_model::{
    ErrorCode,
    packages::{ConstantType, PackageFormat, PortableConstant, PortableSetting},
};
use mendix_deploy_offline::package::{ArchiveBuilder, Package, read_info};

use super::raw::{Entry, archive, metadata};

const DEFAULTS: &str = concat!(
    "runtime.params.MicroflowConstants {\r\n",
    "  \"Orders.ApiUrl\" = \"https://example.org\"\r\n",
    "  \"Orders.PageSize\" = \"20\"\r\n",
    "}\r\n",
);

const CONSTANTS: &str = concat!(
    "runtime.params.MicroflowConstants {\n",
    "  \"Orders.ApiUrl\" = ${?CONSTANTS_ORDERS_APIURL}\n",
    "  \"Orders.ApiUrl\" = ${?ORDERS_API}\n",
    "  \"Orders.Token\" = ${?CONSTANTS_ORDERS_TOKEN}\n",
    "}\n",
);

const SETTINGS: &str = concat!(
    "// by the environment\n",
    "runtime.params.DatabaseHost = ${?RUNTIME_PARAMS_DATABASE_HOST}\n",
    "runtime { params.LicenseKey = 1 }\n",
    "admin.port = 8090\n",
);

fn entries(below: &str) -> Vec<Entry> {
    [
        ("app/model/metadata.json", metadata()),
        ("bin/start", b"#!/bin/sh\n".to_vec()),
        ("etc/constants/defaults.conf", DEFAULTS.into()),
        ("etc/constants/variables.conf", CONSTANTS.into()),
        ("etc/variables.conf", SETTINGS.into()),
    ]
    .into_iter()
    .map(|(name, data)| Entry::deflated(format!("{below}{name}"), &data))
    .collect()
}

/// A package of these entries, on the disk.
fn open(entries: &[Entry]) -> (tempfile::TempDir, mendix_deploy_model::Result<Package>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders_portable.zip");
    fs::write(&path, archive(entries)).unwrap();
    let package = Package::open(path);
    (folder, package)
}

#[test]
fn metadata_and_configuration_are_read_wherever_the_package_lies() {
    for below in ["", "orders/"] {
        let mut all = entries(below);
        // Further down, and so not the application's.
        all.push(Entry::stored(
            format!("{below}app/tmp/app/model/metadata.json"),
            "x",
        ));
        all.push(Entry::stored(
            format!("{below}app/etc/variables.conf"),
            "a = ${?NO}",
        ));
        let (_folder, package) = open(&all);
        let package = package.unwrap();
        assert_eq!(package.info().format, PackageFormat::Portable);
        assert_eq!(package.info().project_name, "Orders");
        assert_eq!(package.info().model_version.as_deref(), Some("1.0.0"));
        assert!(package.limits().is_empty());
        let configuration = package.portable_configuration().unwrap();
        let constant = |name: &str, default: Option<&str>, variables: &[&str]| PortableConstant {
            name: name.to_owned(),
            default_value: default.map(str::to_owned),
            variables: variables.iter().map(|name| (*name).to_owned()).collect(),
        };
        assert_eq!(
            configuration.constants,
            [
                constant(
                    "Orders.ApiUrl",
                    Some("https://example.org"),
                    &["CONSTANTS_ORDERS_APIURL", "ORDERS_API"]
                ),
                constant("Orders.PageSize", Some("20"), &[]),
                constant("Orders.Token", None, &["CONSTANTS_ORDERS_TOKEN"]),
            ]
        );
        assert_eq!(
            configuration.settings,
            [PortableSetting {
                path: "runtime.params.DatabaseHost".to_owned(),
                variable: "RUNTIME_PARAMS_DATABASE_HOST".to_owned(),
            }]
        );
        // An object on one line is not read, and that is told.
        assert_eq!(configuration.unread, ["etc/variables.conf, line 3"]);
        assert_eq!(
            package.model().unwrap_err().code(),
            ErrorCode::PackageModelMissing
        );
    }
}

#[test]
fn what_could_be_either_is_refused() {
    let mut all = entries("");
    all.push(Entry::stored("web/model/metadata.json", "x"));
    let error = open(&all).1.unwrap_err();
    assert_eq!(error.code(), ErrorCode::PackageMetadataDuplicate);
    assert!(
        error.message().contains("web/model/metadata.json"),
        "{error}"
    );

    let mut all = entries("");
    all.push(Entry::stored("etc/variables.conf", "x = 1"));
    let error = open(&all).1.unwrap_err();
    assert_eq!(error.code(), ErrorCode::PackageMetadataDuplicate);
}

#[test]
fn files_that_are_no_text_or_too_large_are_refused() {
    let with = |data: &[u8]| {
        let mut all = entries("");
        all[4] = Entry::deflated("etc/variables.conf", data);
        let (_folder, package) = open(&all);
        package
            .unwrap()
            .portable_configuration()
            .unwrap_err()
            .code()
    };
    assert_eq!(with(b"a = \xFF"), ErrorCode::PackageMetadataInvalid);
    assert_eq!(with(&vec![b'\n'; 2 << 20]), ErrorCode::PackageTooLarge);
    // Nothing of it: a package without these files has no mapping.
    let (_folder, package) = open(&entries("")[..2]);
    let configuration = package.unwrap().portable_configuration().unwrap();
    assert!(configuration.constants.is_empty() && configuration.unread.is_empty());
}

#[test]
fn other_packages_have_no_such_configuration() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.mda");
    ArchiveBuilder::new("Orders")
        .constant("Orders.A", ConstantType::String, None)
        .write_to(&path)
        .unwrap();
    let package = Package::open(path).unwrap();
    let error = package.portable_configuration().unwrap_err();
    assert_eq!(error.code(), ErrorCode::PackageFormatUnsupported);
    let error = package.verify_contents().unwrap_err();
    assert_eq!(error.code(), ErrorCode::PackageFormatUnsupported);
    // An archive that was zipped with its folder is still refused with its hint.
    let wrapped = archive(&[Entry::stored("orders/model/metadata.json", metadata())]);
    let error = read_info("orders.mda", &wrapped).unwrap_err();
    assert_eq!(error.code(), ErrorCode::PackageMetadataMissing);
}
