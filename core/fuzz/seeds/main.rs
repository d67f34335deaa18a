//! Writes a first corpus for each target.

use std::{fs, io::Result, path::Path};

fn main() -> Result<()> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for seed in mendix_deploy_fuzz::targets::seeds::seeds().map_err(std::io::Error::other)? {
        let folder = corpus.join(seed.target);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(seed.name), seed.bytes)?;
    }
    Ok(())
}
