//! Comments refer to sections of `docs/formats.md`, and those are there.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

const PHRASE: &str = "package formats, ";

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The numbers after the phrase: `3.4 and 3.5)`, `3.1 to 3.3)`, `1 and E1, A1)`.
fn sections(text: &str) -> Vec<String> {
    let end = text.find([')', ':', '`', '\n']).unwrap_or(text.len());
    text[..end]
        .split([' ', ','])
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| word.starts_with(|c: char| c.is_ascii_digit()))
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_section_that_a_comment_names_is_in_the_documentation() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let page = fs::read_to_string(root.join("docs/formats.md")).unwrap();
    let headings: BTreeSet<&str> = page
        .lines()
        .filter(|line| line.starts_with("##"))
        .filter_map(|line| line.split_whitespace().nth(1))
        .collect();
    let mut files = Vec::new();
    for folder in ["core/model/src", "core/offline/src", "core/src"] {
        sources(&root.join(folder), &mut files);
    }
    let mut named = 0;
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for (at, _) in text.match_indices(PHRASE) {
            for section in sections(&text[at + PHRASE.len()..]) {
                named += 1;
                assert!(
                    headings.contains(section.as_str()),
                    "{} names section {section}",
                    file.display()
                );
            }
        }
    }
    assert!(named > 40, "{named} references");
}
