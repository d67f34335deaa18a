//! Writes a first corpus for each target.

use std::{fs, io::Result, path::Path};

use mendix_deploy_offline::package::ArchiveBuilder;

const METADATA: &str = r#"{"RuntimeVersion":"10.1.1","ProjectID":"p","ProjectName":"o","ModelVersion":"1","Description":"",
"AdminUser":"MxAdmin","AdminRole":"r","JavaVersion":21,"Roles":{"r":{"Name":"A","ManageableRoles":["r"]}},
"Constants":[{"Name":"M.C","Type":"String","Description":"","DefaultValue":"d"}],"ScheduledEvents":[{"Name":"M.E","Description":""}],
"RequestHandlers":[{"Name":"/ws/","DefaultEnabled":true,"MatchExactly":false}],"Languages":["en_US"]}"#;

fn main() -> Result<()> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let write = |target: &str, name: &str, bytes: &[u8]| {
        let folder = corpus.join(target);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(name), bytes)
    };
    let small = ArchiveBuilder::new("o")
        .model_bytes(0)
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
    )
}
