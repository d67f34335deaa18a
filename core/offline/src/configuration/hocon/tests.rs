#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use super::{LeafKind, Reading, Resolved, read};

fn json(value: &Resolved) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Resolved::Object(members) => Value::Object(
            members
                .iter()
                .map(|(key, value)| (key.clone(), json(value)))
                .collect(),
        ),
        Resolved::Leaf(leaf) => kind(&leaf.kind),
    }
}

fn kind(kind: &LeafKind) -> serde_json::Value {
    use serde_json::Value;
    match kind {
        LeafKind::Null => Value::Null,
        LeafKind::Bool(value) => Value::Bool(*value),
        LeafKind::Number(number) => serde_json::from_str(number).unwrap(),
        LeafKind::Text(text) => Value::String(text.clone()),
        LeafKind::List(items) => Value::Array(items.iter().map(json).collect()),
    }
}

fn files(files: &[(&str, &str)], variables: &[(&str, &str)]) -> Reading {
    let variables: BTreeMap<&str, &str> = variables.iter().copied().collect();
    read(files, &variables).unwrap()
}

/// Each text with the JSON that it means; `NAME` is a variable with the value `from the process`.
pub(crate) const CASES: &[(&str, &str)] = &[
    ("", "{}"),
    ("# nothing\n// at all", "{}"),
    ("a = 1", r#"{"a": 1}"#),
    (
        "{ a : 1, b : two words , c = true }",
        r#"{"a": 1, "b": "two words", "c": true}"#,
    ),
    ("a.b.c = 1\na.b.d = 2", r#"{"a": {"b": {"c": 1, "d": 2}}}"#),
    ("\"a.b\".c = 1", r#"{"a.b": {"c": 1}}"#),
    ("a { b = 1 }\na { c = 2 }", r#"{"a": {"b": 1, "c": 2}}"#),
    ("a { b = 1 }\na = 5\na { c = 2 }", r#"{"a": {"c": 2}}"#),
    ("a = 1\na = 2", r#"{"a": 2}"#),
    ("a = \"x # y\" # z", r#"{"a": "x # y"}"#),
    ("a = x // y", r#"{"a": "x"}"#),
    (
        "a = \"tab\\tquote\\\" \\u00e9\"",
        "{\"a\": \"tab\\tquote\\\" \u{e9}\"}",
    ),
    (
        "a = \"\"\"two\nlines \" \"\"\"",
        r#"{"a": "two\nlines \" "}"#,
    ),
    ("a = [1, 2\n3,\n]", r#"{"a": [1, 2, 3]}"#),
    (
        "a = [ { b = 1 }, { b = 2 } ]",
        r#"{"a": [{"b": 1}, {"b": 2}]}"#,
    ),
    ("a = [1]\na = ${a} [2]", r#"{"a": [1, 2]}"#),
    ("a = [1]\na += 2", r#"{"a": [1, 2]}"#),
    ("a += 1", r#"{"a": [1]}"#),
    ("a = 1\nb = ${a}", r#"{"a": 1, "b": 1}"#),
    ("b = ${a}\na = 1", r#"{"a": 1, "b": 1}"#),
    ("b = ${a}\na = 1\na = 2", r#"{"a": 2, "b": 2}"#),
    ("a = x\na = ${a}y", r#"{"a": "xy"}"#),
    ("a = x\na = ${?NOBODY}", r#"{"a": "x"}"#),
    ("a = x\na = ${?NAME}", r#"{"a": "from the process"}"#),
    ("a = ${NAME}", r#"{"a": "from the process"}"#),
    ("a = ${?NOBODY}\nb = 1", r#"{"b": 1}"#),
    ("a = one ${?NOBODY} two", r#"{"a": "one  two"}"#),
    ("a = pre${?NAME}post", r#"{"a": "prefrom the processpost"}"#),
    ("a = 1\nb = ${a} ${a}", r#"{"a": 1, "b": "1 1"}"#),
    (
        "base { x = 1, y = 1 }\na = ${base} { y = 2 }",
        r#"{"base": {"x": 1, "y": 1}, "a": {"x": 1, "y": 2}}"#,
    ),
    (
        "base { x = 1 }\na = ${base}\na.y = 2\nb = ${a.x}",
        r#"{"base": {"x": 1}, "a": {"x": 1, "y": 2}, "b": 1}"#,
    ),
    ("a { b = 1, c = ${a.b} }", r#"{"a": {"b": 1, "c": 1}}"#),
    ("a = null", r#"{"a": null}"#),
    ("a = 1\n\n,b = 2", r#"{"a": 1, "b": 2}"#),
    ("a =\n  1", r#"{"a": 1}"#),
    ("a {}", r#"{"a": {}}"#),
    (
        "a = -1.5e3\nb = 01\nc = 1.0.0",
        r#"{"a": -1500.0, "b": 1, "c": "1.0.0"}"#,
    ),
    ("NAME = own\na = ${NAME}", r#"{"NAME": "own", "a": "own"}"#),
    (
        "runtime.params.MicroflowConstants {\n  \"M.A\" = \"x\"\n}\nruntime.params.MicroflowConstants {\n  \"M.A\" = ${?NAME}\n}",
        r#"{"runtime": {"params": {"MicroflowConstants": {"M.A": "from the process"}}}}"#,
    ),
];

#[test]
fn texts_mean_what_the_specification_says() {
    for (text, expected) in CASES {
        let reading = files(&[("x.conf", text)], &[("NAME", "from the process")]);
        let expected: serde_json::Value = serde_json::from_str(expected).unwrap();
        assert_eq!(json(&reading.root), expected, "{text}");
    }
}

#[test]
fn later_files_win_and_includes_stand_in_their_place() {
    let reading = files(
        &[
            (
                "etc/Default",
                "include file(\"etc/one.conf\")\nb = 2\ninclude \"etc/nowhere.conf\"\nsub { include \"etc/two.conf\" }",
            ),
            ("pkg/etc/one.conf", "a = 1\nb = 1\nc = ${b}"),
            ("etc/two.conf", "x = 1\ny = ${x}${b}"),
            ("own.conf", "a = 3"),
        ],
        &[],
    );
    assert_eq!(
        json(&reading.root),
        serde_json::json!({"a": 3, "b": 2, "c": 2, "sub": {"x": 1, "y": "12"}})
    );
    assert_eq!(reading.missing, ["etc/nowhere.conf"]);
}

#[test]
fn values_know_where_they_stand_what_they_replaced_and_which_variable_made_them() {
    let reading = files(
        &[
            ("a.conf", "p.x = one"),
            ("b.conf", "\n  p { x = ${?X}\n  y = ${?Y} }"),
        ],
        &[("X", "two")],
    );
    let Some(Resolved::Leaf(leaf)) = reading.root.get(&["p", "x"]) else {
        panic!()
    };
    assert_eq!(
        (leaf.source.file, leaf.source.at.line, leaf.source.at.column),
        (1, 2, 7)
    );
    assert_eq!(leaf.source.variables, ["X"]);
    assert_eq!(leaf.overrode[0].1.file, 0);
    let asked: Vec<_> = reading
        .asked
        .iter()
        .map(|(name, paths)| (name.as_str(), paths[0].join(".")))
        .collect();
    assert_eq!(asked, [("X", "p.x".to_owned()), ("Y", "p.y".to_owned())]);
}

#[test]
fn what_is_wrong_is_told_by_file_and_line() {
    for (text, words) in [
        ("a = 1\nb = ${nowhere}", "refers to nowhere"),
        ("x = 1\na = ${b}\nb = ${a}", "refers back"),
        ("x = 1\na = [1", "ends inside a list"),
        ("x = 1\na = {", "ends inside an object"),
        ("x = 1\na = \"open", "not closed"),
        ("x = 1\n}", "not open"),
        ("x = 1\na = ", "needs a value"),
        ("x = 1\n= 2", "needs a key"),
        ("x = 1\na", "needs `=`"),
        ("x = 1\na = {b = 1} c", "joins an object"),
        ("x = 1\na = [1] c", "joins a list"),
        ("x = 1\ninclude required(\"nowhere\")", "requires a file"),
        ("x = 1\na..b = 2", "empty key"),
        ("x = 1\na = b^c", "quotation marks"),
    ] {
        let problem = read(&[("x.conf", text)], &BTreeMap::new()).unwrap_err();
        assert!(problem.message.contains(words), "{text}: {problem:?}");
        assert_eq!(problem.file.as_deref(), Some("x.conf"), "{text}");
        assert_eq!(
            problem.at.unwrap().line >= 2,
            text.contains('\n'),
            "{text}: {problem:?}"
        );
    }
}

#[test]
fn bombs_end_promptly() {
    let doubling: String = (1..64)
        .map(|i| format!("a{i} = ${{a{0}}}${{a{0}}}\n", i - 1))
        .collect();
    let lists: String = (1..64)
        .map(|i| format!("a{i} = ${{a{0}}} ${{a{0}}}\n", i - 1))
        .collect();
    for (text, words) in [
        (format!("a0 = x\n{doubling}"), "too"),
        (format!("a0 = [x]\n{lists}"), "too"),
        ("a = ".to_owned() + &"[".repeat(10_000), "deeper"),
        ("a{".repeat(10_000), "deeper"),
        ("a.".repeat(10_000) + "b = 1", "path"),
        ("a = 1\n".repeat(60_000), "values"),
        (
            "a { b = 1 }\na = 1\n".repeat(5_000) + &"a {}\n".repeat(10_000),
            "",
        ),
    ] {
        match read(&[("x.conf", &text)], &BTreeMap::new()) {
            Ok(_) => assert_eq!(words, ""),
            Err(problem) => assert!(problem.message.contains(words), "{problem:?}"),
        }
    }
    let around = [("a", "include \"b\""), ("b", "include \"a\"")];
    assert!(read(&around, &BTreeMap::new()).is_err());
    let itself = [
        ("c", "x = 1"),
        ("a", "include \"b\""),
        ("b", "include \"a\""),
    ];
    read(&itself, &BTreeMap::new()).unwrap();
}
