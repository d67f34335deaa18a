//! Files with several secrets in them: JSON, YAML, properties, dotenv. All become one JSON value; a mistake is told by its
//! line, never by the text that stands there.

mod dotenv;
mod properties;
mod yaml;

use serde_json::Value;

/// The largest file that is read, in bytes.
pub const LARGEST: usize = 1024 * 1024;

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// JSON.
    Json,
    /// YAML: one document, no anchors.
    Yaml,
    /// Properties of Java.
    Properties,
    /// `NAME=value` lines as development tools write them; nothing is interpolated.
    Dotenv,
}

impl Format {
    /// The format by its name in a reference.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "json" => Self::Json,
            "yaml" => Self::Yaml,
            "properties" => Self::Properties,
            "dotenv" => Self::Dotenv,
            _ => return None,
        })
    }

    /// The format that a file's name says.
    #[must_use]
    pub fn of_file(path: &str) -> Option<Self> {
        let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
        if name == ".env" || name.starts_with(".env.") {
            return Some(Self::Dotenv);
        }
        Some(match name.rsplit_once('.')?.1 {
            "json" => Self::Json,
            "yaml" | "yml" => Self::Yaml,
            "properties" => Self::Properties,
            "env" => Self::Dotenv,
            _ => return None,
        })
    }

    /// Reads a text.
    ///
    /// # Errors
    ///
    /// What is wrong, in words that hold nothing of the text.
    pub fn read(self, text: &str) -> Result<Value, String> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        match self {
            // The library's own text would quote what it found.
            Self::Json => serde_json::from_str(text).map_err(|error| {
                format!(
                    "it is not JSON: line {}, column {}",
                    error.line(),
                    error.column()
                )
            }),
            Self::Yaml => yaml::read(text),
            Self::Properties => properties::read(text),
            Self::Dotenv => dotenv::read(text),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn formats_are_known_by_the_name() {
        for (path, format) in [
            ("/a/b.JSON", Some(Format::Json)),
            ("/a/b.yml", Some(Format::Yaml)),
            ("x.properties", Some(Format::Properties)),
            ("/a/.env", Some(Format::Dotenv)),
            ("/a/.env.local", Some(Format::Dotenv)),
            ("/a/prod.env", Some(Format::Dotenv)),
            ("/a.json/token", None),
        ] {
            assert_eq!(Format::of_file(path), format, "{path}");
        }
    }

    #[test]
    fn every_format_is_read() {
        let read = |format: Format, text: &str| format.read(text).unwrap();
        assert_eq!(
            read(
                Format::Yaml,
                "a: x\nb:\n  - 1\n  - 'true'\nc: ~\nd: 0o7\ne: true\nf: 1.50\ng: |\n  l1\n  l2\n"
            ),
            json!({"a": "x", "b": [1, "true"], "c": null, "d": "0o7", "e": true, "f": "1.50", "g": "l1\nl2\n"})
        );
        assert_eq!(
            read(
                Format::Properties,
                "# c\n! c\na = x \\\n   y\nb:z\nc d\\u00e9\\n\nk\\ e\\=y=v\n  lead=1\nempty\n"
            ),
            json!({"a": "x y", "b": "z", "c": "d\u{e9}\n", "k e=y": "v", "lead": "1", "empty": ""})
        );
        assert_eq!(
            read(
                Format::Dotenv,
                "# c\nA=plain value # c\nexport B='sin${gle}'\nC=\"dou\\nble\\\"\"\nD=\nE=a#b\nF=\"two\nlines\"\n"
            ),
            json!({"A": "plain value", "B": "sin${gle}", "C": "dou\nble\"", "D": "", "E": "a#b", "F": "two\nlines"})
        );
    }

    #[test]
    fn mistakes_name_the_line_and_nothing_else() {
        for (format, text) in [
            (Format::Json, "{\"a\":\n hunter2}"),
            (Format::Yaml, "a: b\nhunter2: [\n"),
            (Format::Yaml, "a: &x hunter2\nb: *x\n"),
            (Format::Yaml, "a: hunter2\na: hunter2\n"),
            (Format::Properties, "a=1\nb=\\uhunter2\n"),
            (Format::Dotenv, "A=1\nhunter2\n"),
            (Format::Dotenv, "A='hunter2\n"),
        ] {
            let message = format.read(text).unwrap_err();
            assert!(message.contains("line"), "{message}");
            assert!(!message.contains("hunter2"), "{message}");
        }
        let deep = "[".repeat(200);
        assert!(Format::Yaml.read(&deep).is_err());
    }
}
