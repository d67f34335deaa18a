//! Documentation comments of Rust, told in the other languages.

/// Links to Rust items become plain code, paths get dots, the heading of errors becomes a paragraph.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::new();
    for line in text.trim().lines() {
        let line = line.strip_prefix(' ').unwrap_or(line).trim_end();
        let line = match line.strip_prefix("# ") {
            Some(heading) => format!("{heading}:"),
            None => line.to_owned(),
        };
        out.push_str(&unlinked(&line));
        out.push('\n');
    }
    out.trim_end().to_owned()
}

/// The first paragraph in one line.
pub(super) fn summary(text: &str) -> String {
    plain(text)
        .lines()
        .take_while(|line| !line.trim().is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn unlinked(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(start) = rest.find("[`") {
        out.push_str(&rest[..start]);
        let after = &rest[start + 1..];
        let Some(end) = after.find("`]") else {
            out.push_str(&rest[start..]);
            return out;
        };
        out.push_str(&after[..=end].replace("macro@", "").replace("::", "."));
        rest = &after[end + 2..];
        if let Some(target) = rest.strip_prefix('(')
            && let Some(close) = target.find(')')
        {
            rest = &target[close + 1..];
        }
    }
    out.push_str(rest);
    out
}

/// As the body of a Python docstring at this indentation, quotes included.
pub(super) fn docstring(text: &str, indent: &str) -> String {
    let text = plain(text).replace('\\', "\\\\").replace("\"\"\"", "'''");
    let mut lines = text.lines();
    let mut out = format!("{indent}\"\"\"{}", lines.next().unwrap_or_default());
    let mut many = false;
    for line in lines {
        many = true;
        out.push('\n');
        if !line.is_empty() {
            out.push_str(indent);
            out.push_str(line);
        }
    }
    if many {
        out.push('\n');
        out.push_str(indent);
    } else if out.ends_with('"') {
        out.push(' ');
    }
    out.push_str("\"\"\"\n");
    out
}

/// As a JSDoc comment at this indentation.
pub(super) fn jsdoc(text: &str, indent: &str) -> String {
    let text = plain(text).replace("*/", "* /");
    let lines: Vec<&str> = text.lines().collect();
    match lines.as_slice() {
        [] => String::new(),
        [one] => format!("{indent}/** {one} */\n"),
        many => {
            let mut out = format!("{indent}/**\n");
            for line in many {
                out.push_str(format!("{indent} * {line}").trim_end());
                out.push('\n');
            }
            out.push_str(&format!("{indent} */\n"));
            out
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_become_code() {
        assert_eq!(
            plain(" See [`Run::stop`] and [`x`](crate::x)."),
            "See `Run.stop` and `x`."
        );
        assert_eq!(summary("One.\nTwo.\n\nThree."), "One. Two.");
    }
}
