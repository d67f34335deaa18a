//! Markdown, for merge requests and incident logs.

use super::{Block, Page, Row, clean::clean};

/// Writes a page as Markdown (GitHub's flavour: tables with pipes).
#[must_use]
pub fn markdown(page: &Page) -> String {
    let mut out = format!("# {}\n", escape(&page.title));
    for block in &page.blocks {
        out.push('\n');
        match block {
            Block::Heading(heading) => out.push_str(&format!("## {}\n", escape(heading))),
            Block::Paragraph(text) => out.push_str(&format!("{}\n", escape(text))),
            Block::Note(tone, text) => {
                out.push_str(&format!("> **{}:** {}\n", tone.word(), escape(text)));
            }
            Block::List(items) => {
                for item in items {
                    out.push_str(&format!("- {}\n", escape(item)));
                }
            }
            Block::Pairs(pairs) => {
                for (name, value) in pairs {
                    out.push_str(&format!("- **{}:** {}\n", escape(name), escape(value)));
                }
            }
            Block::Code(language, code) => fenced(&mut out, language, code),
            Block::Table(table) => {
                row(&mut out, &table.columns);
                row(&mut out, &vec!["---".to_owned(); table.columns.len()]);
                for line in &table.rows {
                    match line {
                        Row::Cells(cells) => {
                            let cells: Vec<String> = cells.iter().map(|c| escape(c)).collect();
                            row(&mut out, &cells);
                        }
                        Row::Rule(text) => {
                            let mut cells = vec![String::new(); table.columns.len()];
                            if let Some(last) = cells.last_mut() {
                                *last = format!("**{}**", escape(text));
                            }
                            row(&mut out, &cells);
                        }
                    }
                }
            }
        }
    }
    out
}

/// Code between fences longer than any run of their sign inside, so that nothing in it ends the block.
fn fenced(out: &mut String, language: &str, code: &str) {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let language: String = language
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    out.push_str(&format!("{fence}{language}\n"));
    for line in code.lines() {
        out.push_str(&format!("{}\n", clean(line)));
    }
    out.push_str(&format!("{fence}\n"));
}

fn row(out: &mut String, cells: &[String]) {
    out.push_str(&format!("| {} |\n", cells.join(" | ")));
}

/// Text as text: nothing in it becomes markup, a link or a mention.
fn escape(text: &str) -> String {
    let mut out = String::new();
    for c in clean(text).chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '&' | '!' | '@'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
