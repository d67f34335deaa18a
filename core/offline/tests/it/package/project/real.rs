//! Real projects of Mendix 4.4 to 11.6.

use std::{fs, path::Path};

use mendix_deploy_model::models::ModelSource;
use mendix_deploy_offline::package::Package;

use super::support::listing;
use crate::shared::fixtures;

#[test]
fn the_largest_single_file_is_read_and_its_hashes_agree() {
    let Some(fixtures) = fixtures("the_largest_single_file_is_read_and_its_hashes_agree") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("RestServices.mpr");
    fs::copy(fixtures.join("restservices-v1/15-v1-aa38d7a9.mpr"), &path).unwrap();
    let before = listing(folder.path());
    let package = Package::open(&path).unwrap();
    assert_eq!(package.info().runtime_version, "7.0.0-rc1");
    assert_eq!(package.info().constants.len(), 10);
    let model = package.model().unwrap();
    assert_eq!((model.entities.len(), model.modules.len()), (47, 11));
    assert!(model.unread.is_empty());
    assert!(package.verify_contents().unwrap().is_empty());
    assert_eq!(listing(folder.path()), before, "nothing was written");
}

#[test]
fn a_split_project_is_the_same_in_a_zip_and_in_a_folder() {
    let Some(fixtures) = fixtures("a_split_project_is_the_same_in_a_zip_and_in_a_folder") else {
        return;
    };
    let zip = fixtures.join("oqlmodule/05-v2-7c1a387a.zip");
    let package = Package::open(&zip).unwrap();
    assert_eq!(package.info().project_name, "OQLModule");
    let model = package.model().unwrap();
    assert_eq!(model.source, ModelSource::SplitProject);
    assert!(model.unread.is_empty(), "all 293 units are there");
    assert!(package.verify_contents().unwrap().is_empty());

    let folder = tempfile::tempdir().unwrap();
    unpack(&zip, folder.path());
    let unpacked = Package::open(folder.path().join("OQLModule.mpr")).unwrap();
    assert_eq!(unpacked.model().unwrap(), model);
    assert!(unpacked.verify_contents().unwrap().is_empty());
}

#[test]
fn an_incomplete_project_is_read_and_what_is_missing_is_told() {
    let Some(fixtures) = fixtures("an_incomplete_project_is_read_and_what_is_missing_is_told")
    else {
        return;
    };
    let package = Package::open(fixtures.join("aws-kms-connector-v2/02-v2-23e4f9e2.zip")).unwrap();
    let model = package.model().unwrap();
    assert_eq!(model.entities.len(), 36);
    assert_eq!(model.unread.len(), 572 - 211);
    // Missing, and nothing else: those that are there are as they were committed.
    let differing = package.verify_contents().unwrap();
    assert_eq!(differing.len(), model.unread.len());
    assert!(
        differing
            .iter()
            .all(|unit| unit.why.contains("has no mprcontents/"))
    );
}

#[test]
fn every_project_is_read() {
    let Some(fixtures) = fixtures("every_project_is_read") else {
        return;
    };
    let mut read = 0;
    for folder in fs::read_dir(fixtures).unwrap() {
        let folder = folder.unwrap().path();
        if !folder.is_dir() {
            continue;
        }
        for file in fs::read_dir(folder).unwrap() {
            let file = file.unwrap().path();
            if file
                .extension()
                .is_some_and(|end| end == "mpr" || end == "zip")
            {
                let package = Package::open(&file).unwrap();
                assert!(package.info().model_version.is_none());
                assert!(!package.info().runtime_version.is_empty());
                read += 1;
            }
        }
    }
    assert!(read >= 32, "{read}");
}

/// Unpacks a zip of ours with the reader of another library.
fn unpack(zip: &Path, folder: &Path) {
    let bytes = fs::read(zip).unwrap();
    let archive = rawzip::ZipArchive::from_slice(&bytes).unwrap();
    for entry in archive.entries() {
        let entry = entry.unwrap();
        let name = String::from_utf8(entry.file_path().as_ref().to_vec()).unwrap();
        let data = archive.get_entry(entry.wayfinder()).unwrap();
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let mut file = fs::File::create(path).unwrap();
        match entry.compression_method() {
            rawzip::CompressionMethod::STORE => {
                std::io::copy(&mut data.data(), &mut file).unwrap();
            }
            _ => {
                let mut decoder = flate2::read::DeflateDecoder::new(data.data());
                std::io::copy(&mut decoder, &mut file).unwrap();
            }
        }
    }
}
