//! The part of HOCON that portable packages use: objects over several lines, one setting per line.
//!
//! Includes, lists, values put together from several pieces and texts over several lines are not read; their lines are
//! told.

/// Longest key or variable; deepest nesting; most bytes that all settings may have together.
const MAX_KEY: usize = 512;
const MAX_DEPTH: usize = 16;
const MAX_BYTES: usize = 4 * 1024 * 1024;

/// Most lines that are listed as not read.
const MAX_UNREAD: usize = 1_000;

/// What a setting is set to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// A text, a number, a word.
    Text(String),
    /// `${?NAME}`: the environment variable, where it is set. `${NAME}` too, which has to be.
    Variable(String),
}

/// A file, read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Settings {
    /// Path and value, in the order of the file.
    pub(super) settings: Vec<(Vec<String>, Value)>,
    /// Lines that were not understood, from 1 on.
    pub(super) unread: Vec<usize>,
}

/// Reads a file; `None` when it has more settings than a package can have.
pub(super) fn read(text: &str) -> Option<Settings> {
    let mut read = Settings::default();
    // Keys of the objects that are open, and how many of them each line opened.
    let mut path: Vec<String> = Vec::new();
    let mut opened: Vec<usize> = Vec::new();
    let mut kept = 0;
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        let mut understood = true;
        if line.is_empty() || line.starts_with('#') || line.starts_with("//") {
            continue;
        }
        match line.trim_end_matches(',') {
            "{" if path.is_empty() => opened.push(0), // around the whole file
            "}" => match opened.pop() {
                Some(count) => path.truncate(path.len().saturating_sub(count)),
                None => understood = false,
            },
            _ => match setting(line) {
                Some((keys, Some(value))) => {
                    let keys: Vec<String> = path.iter().cloned().chain(keys).collect();
                    let (Value::Text(text) | Value::Variable(text)) = &value;
                    kept += text.len() + keys.iter().map(|key| key.len() + 24).sum::<usize>();
                    if kept > MAX_BYTES {
                        return None;
                    }
                    read.settings.push((keys, value));
                }
                Some((keys, None)) if path.len() + keys.len() <= MAX_DEPTH => {
                    opened.push(keys.len());
                    path.extend(keys);
                }
                _ => {
                    understood = false;
                    // Its braces count all the same, so that what follows is where it belongs.
                    if line.ends_with('{') {
                        return Some(cut(read, number, text));
                    }
                }
            },
        }
        if !understood && read.unread.len() < MAX_UNREAD {
            read.unread.push(number + 1);
        }
    }
    if !opened.is_empty() {
        read.unread.push(text.lines().count());
    }
    Some(read)
}

/// An object that is not understood hides where what follows belongs: all other lines are not read.
fn cut(mut read: Settings, number: usize, text: &str) -> Settings {
    let rest = text.lines().count();
    let room = MAX_UNREAD.saturating_sub(read.unread.len());
    read.unread.extend((number + 1..=rest).take(room));
    read
}

/// A line `key = value`, or `key {` without a value.
fn setting(line: &str) -> Option<(Vec<String>, Option<Value>)> {
    let (keys, rest) = keys(line)?;
    let rest = rest.trim_start();
    let after = rest.strip_prefix(['=', ':']).map(str::trim);
    match after {
        None if rest.trim_end() == "{" => Some((keys, None)),
        None => None,
        Some("{") => Some((keys, None)),
        Some(value) => Some((keys, Some(self::value(value)?))),
    }
}

/// The keys of a path and what follows them.
fn keys(line: &str) -> Option<(Vec<String>, &str)> {
    let mut keys = Vec::new();
    let mut rest = line;
    loop {
        let (key, after) = if rest.starts_with('"') {
            quoted(rest)?
        } else {
            let end = rest
                .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-'))
                .unwrap_or(rest.len());
            (rest[..end].to_owned(), &rest[end..])
        };
        if key.is_empty() || key.len() > MAX_KEY || keys.len() == MAX_DEPTH {
            return None;
        }
        keys.push(key);
        match after.strip_prefix('.') {
            Some(next) => rest = next,
            None => return Some((keys, after)),
        }
    }
}

fn value(text: &str) -> Option<Value> {
    if let Some(rest) = text.strip_prefix("${") {
        let (name, after) = rest.split_once('}')?;
        let name = name.strip_prefix('?').unwrap_or(name).trim();
        let is_name = !name.is_empty()
            && name.len() <= MAX_KEY
            && name
                .chars()
                .all(|c| c.is_alphanumeric() || c == '_' || c == '-');
        return (is_name && ends(after)).then(|| Value::Variable(name.to_owned()));
    }
    if text.starts_with("\"\"\"") {
        return None;
    }
    if text.starts_with('"') {
        let (value, after) = quoted(text)?;
        return ends(after).then_some(Value::Text(value));
    }
    // A word ends at a comment or a comma; characters with a meaning of their own make it something else.
    let text = text.split('#').next().unwrap_or_default();
    let text = text.split("//").next().unwrap_or_default();
    let text = text.trim().trim_end_matches(',').trim_end();
    let forbidden = |c: char| "$\"{}[]:=,+`^?!@*&\\".contains(c) || c.is_control();
    (!text.is_empty() && !text.contains(forbidden)).then(|| Value::Text(text.to_owned()))
}

/// Whether nothing of meaning follows a value.
fn ends(after: &str) -> bool {
    let after = after.trim_start();
    let after = after.strip_prefix(',').unwrap_or(after).trim_start();
    after.is_empty() || after.starts_with('#') || after.starts_with("//")
}

/// A text in quotation marks, with the escapes of JSON, and what follows it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let body = text.strip_prefix('"')?;
    let mut escaped = false;
    let end = body.bytes().position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    })?;
    let literal = &text[..end + 2];
    let value = serde_json::from_str(literal).ok()?;
    Some((value, &text[end + 2..]))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::{Settings, Value, read};

    fn lines(text: &str) -> Vec<(String, Value)> {
        let Settings { settings, unread } = read(text).unwrap();
        assert_eq!(unread, [0; 0], "{text}");
        settings
            .into_iter()
            .map(|(path, value)| (path.join("/"), value))
            .collect()
    }

    fn text(value: &str) -> Value {
        Value::Text(value.to_owned())
    }

    #[test]
    fn objects_paths_and_values_are_read() {
        let found = lines(
            concat!(
                "# a comment\n",
                "runtime.params.MicroflowConstants {\r\n",
                "  \"MyModule.ApiUrl\" = \"https://example.org/#a//b\"\n",
                "  \"MyModule.Quote\" : \"say \\\"hi\\\" \\u00fc\", // why\n",
                "  \"MyModule.Size\" = ${?CONSTANTS_MYMODULE_SIZE},\n",
                "}\n",
                "runtime { params = {\n",
            )
            .strip_suffix("runtime { params = {\n")
            .unwrap(),
        );
        assert_eq!(
            found,
            [
                (
                    "runtime/params/MicroflowConstants/MyModule.ApiUrl".to_owned(),
                    text("https://example.org/#a//b")
                ),
                (
                    "runtime/params/MicroflowConstants/MyModule.Quote".to_owned(),
                    text("say \"hi\" ü")
                ),
                (
                    "runtime/params/MicroflowConstants/MyModule.Size".to_owned(),
                    Value::Variable("CONSTANTS_MYMODULE_SIZE".to_owned())
                ),
            ]
        );
        let found = lines(
            "runtime {\n params {\n a = 1 # one\n }\n b: two words\n}\nadmin.port = ${PORT}\n",
        );
        assert_eq!(
            found,
            [
                ("runtime/params/a".to_owned(), text("1")),
                ("runtime/b".to_owned(), text("two words")),
                ("admin/port".to_owned(), Value::Variable("PORT".to_owned())),
            ]
        );
    }

    #[test]
    fn what_is_not_understood_is_told_by_its_line() {
        for line in [
            "include file(\"etc/Default\")",
            "a = [1, 2]",
            "a = \"x\"${B}",
            "a = ${B}\"x\"",
            "a = \"open",
            "a = \"\"\"three\"\"\"",
            "a += 1",
            "= 1",
            "a =",
            "}",
        ] {
            let read = read(&format!("x = 1\n{line}\ny = 2\n")).unwrap();
            assert_eq!(read.unread, [2], "{line}");
            assert_eq!(read.settings.len(), 2, "{line}");
        }
        // What an object hides is not guessed.
        let read = read("a = [ {\nb = 1\n} ]\nc = 1\n").unwrap();
        assert_eq!((read.settings.len(), read.unread), (0, vec![1, 2, 3, 4]));
    }

    #[test]
    fn memory_does_not_grow_with_paths() {
        let key = "k".repeat(500);
        let open = format!("{key} {{\n").repeat(16);
        assert!(read(&format!("{open}{}", "a=b\n".repeat(100_000))).is_none());
        assert_eq!(
            read(&format!("{} = 1", "k".repeat(600))).unwrap().unread,
            [1]
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_told(text in "[a\\\"{}=:$?.,#/\\\\ \n]{0,60}") {
            prop_assert!(read(&text).is_some());
        }
    }
}
