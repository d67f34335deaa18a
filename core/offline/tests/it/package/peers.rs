//! Other zip implementations: what they write is read, what we write they accept.

use std::{fs, path::Path};

use mendix_deploy_model::packages::ConstantType;
use mendix_deploy_offline::package::{ArchiveBuilder, Package};

/// Runs Python in `folder`; `None`, said visibly, when there is none.
#[allow(clippy::disallowed_methods)] // a test may ask somebody else's program; the library starts none
fn python(test: &str, folder: &Path, script: &str) -> Option<String> {
    let output = std::process::Command::new("python3")
        .arg("-c")
        .arg(script)
        .current_dir(folder)
        .output();
    match output {
        Ok(output) if output.status.success() => Some(String::from_utf8(output.stdout).unwrap()),
        Ok(output) => panic!("{}", String::from_utf8_lossy(&output.stderr)),
        Err(error) => {
            println!("SKIPPED: {test}: python3: {error}");
            None
        }
    }
}

#[test]
fn archives_written_by_zipfile_are_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("metadata.json"), super::raw::metadata()).unwrap();
    let script = r#"
import io, zipfile
metadata = open("metadata.json", "rb").read()

class Pipe(io.RawIOBase):  # not seekable: sizes go into a record behind the data
    def __init__(self, file): self.file = file
    def writable(self): return True
    def write(self, data): return self.file.write(data)

def fill(archive, zip64=False):
    archive.mkdir("model") if hasattr(archive, "mkdir") else archive.writestr("model/", "")
    with archive.open(zipfile.ZipInfo("model/metadata.json"), "w", force_zip64=zip64) as entry:
        entry.write(metadata)
    archive.writestr("web/bücher.txt", "text" * 1000)

with zipfile.ZipFile("stored.mda", "w") as archive: fill(archive)
with zipfile.ZipFile("deflated.mda", "w", zipfile.ZIP_DEFLATED) as archive: fill(archive)
with zipfile.ZipFile("zip64.mda", "w", zipfile.ZIP_DEFLATED) as archive: fill(archive, zip64=True)
with open("streamed.mda", "wb") as file, zipfile.ZipFile(Pipe(file), "w", zipfile.ZIP_DEFLATED) as archive: fill(archive)
with zipfile.ZipFile("commented.mda", "w") as archive:
    fill(archive)
    archive.comment = b"built by the pipeline"
"#;
    if python(
        "archives_written_by_zipfile_are_read",
        folder.path(),
        script,
    )
    .is_none()
    {
        return;
    }
    for name in ["stored", "deflated", "zip64", "streamed", "commented"] {
        let package = Package::open(folder.path().join(format!("{name}.mda"))).unwrap();
        assert_eq!(package.info().project_name, "Orders", "{name}");
        assert_eq!(package.info().file_count, 2, "{name}");
    }
}

#[test]
fn archives_written_by_us_pass_zipfile() {
    let folder = tempfile::tempdir().unwrap();
    let builder = ArchiveBuilder::new("Bücher")
        .constant("Orders.Url", ConstantType::String, Some("é\u{1f600}\"\\"))
        .noise("web/größe.bin", 3, 70_000)
        .model_bytes(150_000);
    builder.write_to(folder.path().join("ours.mda")).unwrap();
    let script = r#"
import json, zipfile
with zipfile.ZipFile("ours.mda") as archive:
    assert archive.testzip() is None
    assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}, archive.infolist()
    names = archive.namelist()
    assert names == sorted(names)
    model, position = archive.read("model/model.mdp"), 0
    assert len(model) == 150_000
    while position < len(model):
        position += int.from_bytes(model[position:position + 4], "little")
    assert position == len(model)
    metadata = json.loads(archive.read("model/metadata.json"))
    print(len(archive.read("web/größe.bin")), json.dumps(metadata["Constants"][0]["DefaultValue"]))
"#;
    if let Some(output) = python("archives_written_by_us_pass_zipfile", folder.path(), script) {
        assert_eq!(output.trim(), r#"70000 "\u00e9\ud83d\ude00\"\\""#);
    }
}
