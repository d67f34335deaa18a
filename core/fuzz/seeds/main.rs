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
