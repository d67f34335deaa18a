//! Names in the manners of each language.

/// `timeoutSeconds` becomes `timeout_seconds`.
pub(crate) fn snake(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    for (index, character) in name.char_indices() {
        if character.is_ascii_uppercase() {
            if index > 0 {
                out.push('_');
            }
            out.push(character.to_ascii_lowercase());
        } else {
            out.push(character);
        }
    }
    out
}

/// `timeout_seconds` becomes `timeoutSeconds`.
pub(crate) fn camel(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut upper = false;
    for character in name.chars() {
        if character == '_' {
            upper = true;
        } else if upper {
            out.push(character.to_ascii_uppercase());
            upper = false;
        } else {
            out.push(character);
        }
    }
    out
}

/// `staleFacts` and `stale_facts` become `StaleFacts`.
pub(crate) fn pascal(name: &str) -> String {
    let name = camel(name);
    let mut characters = name.chars();
    characters
        .next()
        .map(|first| first.to_ascii_uppercase().to_string() + characters.as_str())
        .unwrap_or_default()
}

/// A word of an enum as the name of a Python member: `filesAndDatabase` becomes `FILES_AND_DATABASE`.
pub(super) fn member(word: &str) -> String {
    let mut out = String::new();
    let mut lower_before = false;
    for character in word.chars() {
        if character.is_ascii_uppercase() && lower_before {
            out.push('_');
        }
        lower_before = character.is_ascii_lowercase() || character.is_ascii_digit();
        out.push(if character.is_ascii_alphanumeric() {
            character.to_ascii_uppercase()
        } else {
            '_'
        });
    }
    if out.starts_with(|first: char| first.is_ascii_digit()) {
        out.insert(0, '_');
    }
    out
}

/// Words that no name on the surface may be: keywords of Python, Rust or JavaScript.
pub(super) const KEYWORDS: &[&str] = &[
    "False",
    "None",
    "True",
    "and",
    "as",
    "assert",
    "async",
    "await",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "crate",
    "debugger",
    "def",
    "default",
    "del",
    "delete",
    "do",
    "elif",
    "else",
    "enum",
    "except",
    "export",
    "extends",
    "false",
    "finally",
    "fn",
    "for",
    "from",
    "function",
    "global",
    "if",
    "impl",
    "import",
    "in",
    "instanceof",
    "is",
    "lambda",
    "let",
    "loop",
    "match",
    "mod",
    "move",
    "mut",
    "new",
    "nonlocal",
    "not",
    "null",
    "or",
    "pass",
    "pub",
    "raise",
    "ref",
    "return",
    "self",
    "Self",
    "static",
    "struct",
    "super",
    "switch",
    "this",
    "throw",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "undefined",
    "union",
    "unsafe",
    "use",
    "var",
    "void",
    "where",
    "while",
    "with",
    "yield",
];

/// Names that a field may not have because the languages give them a meaning as a member.
pub(super) const FIELD_KEYWORDS: &[&str] = &[
    "False",
    "None",
    "True",
    "and",
    "as",
    "assert",
    "async",
    "await",
    "break",
    "class",
    "continue",
    "def",
    "del",
    "elif",
    "else",
    "except",
    "finally",
    "for",
    "from",
    "global",
    "if",
    "import",
    "in",
    "is",
    "lambda",
    "nonlocal",
    "not",
    "or",
    "pass",
    "raise",
    "return",
    "self",
    "cls",
    "try",
    "while",
    "with",
    "yield",
    "constructor",
    "prototype",
    "then",
    "toJSON",
    "__proto__",
];

/// Type names that would hide something of the host language.
pub(super) const TAKEN_TYPES: &[&str] = &[
    "Any",
    "Array",
    "ArrayBuffer",
    "Boolean",
    "Date",
    "Error",
    "Exception",
    "False",
    "Function",
    "JSON",
    "Literal",
    "Map",
    "Math",
    "None",
    "Number",
    "Object",
    "Promise",
    "Proxy",
    "Readonly",
    "ReadonlyArray",
    "Record",
    "Reflect",
    "RegExp",
    "Set",
    "String",
    "Symbol",
    "True",
    "TypeError",
    "Union",
    "ValueError",
    "Warning",
    "WeakMap",
    "WeakSet",
    "RangeError",
    "TimeoutError",
    "ConnectionError",
    "OSError",
    "LookupError",
    "KeyError",
    "IndexError",
    "Buffer",
];

/// Handles: written by hand in every language, exported at the top of each package.
pub(super) const HANDLES: &[&str] = &[
    "App",
    "Client",
    "Emulator",
    "Environment",
    "Landscape",
    "Operation",
    "Package",
    "Pager",
    "Run",
    "SecretValue",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_there_and_back() {
        for wire in ["timeoutSeconds", "totalMemoryMb", "a", "sha256"] {
            assert_eq!(camel(&snake(wire)), wire);
        }
        assert_eq!(member("DateTime"), "DATE_TIME");
        assert_eq!(member("files_and_database"), "FILES_AND_DATABASE");
        assert_eq!(member("2.5"), "_2_5");
        assert_eq!(pascal("stale_facts"), "StaleFacts");
    }
}
