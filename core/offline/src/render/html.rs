//! HTML, for notebooks and reports: a fragment with its own small style, no script, nothing loaded from elsewhere.

use super::{Block, Page, Row, clean::clean};

const STYLE: &str = "<style>\
.mxd{font-family:system-ui,sans-serif;font-size:14px;line-height:1.4}\
.mxd table{border-collapse:collapse;margin:.4em 0}\
.mxd th,.mxd td{text-align:left;vertical-align:top;padding:.2em .7em;border-bottom:1px solid rgba(128,128,128,.35)}\
.mxd .rule td{font-weight:600;border-top:2px solid #c2410c}\
.mxd .note{padding:.3em .7em;border-left:4px solid #888;margin:.4em 0}\
.mxd .error{border-color:#b91c1c}.mxd .warning{border-color:#c2410c}.mxd .good{border-color:#15803d}\
</style>";

/// Writes a page as an HTML fragment.
#[must_use]
pub fn html(page: &Page) -> String {
    let mut out = format!(
        "<div class=\"mxd\">{STYLE}\n<h3>{}</h3>\n",
        escape(&page.title)
    );
    for block in &page.blocks {
        match block {
            Block::Heading(heading) => out.push_str(&format!("<h4>{}</h4>\n", escape(heading))),
            Block::Paragraph(text) => out.push_str(&format!("<p>{}</p>\n", escape(text))),
            Block::Note(tone, text) => {
                let class = match tone {
                    super::Tone::Good => "good",
                    super::Tone::Info => "info",
                    super::Tone::Warning => "warning",
                    super::Tone::Error => "error",
                };
                out.push_str(&format!(
                    "<div class=\"note {class}\"><b>{}</b> {}</div>\n",
                    tone.word(),
                    escape(text)
                ));
            }
            Block::List(items) => {
                out.push_str("<ul>\n");
                for item in items {
                    out.push_str(&format!("<li>{}</li>\n", escape(item)));
                }
                out.push_str("</ul>\n");
            }
            Block::Pairs(pairs) => {
                out.push_str("<table>\n");
                for (name, value) in pairs {
                    out.push_str(&format!(
                        "<tr><th>{}</th><td>{}</td></tr>\n",
                        escape(name),
                        escape(value)
                    ));
                }
                out.push_str("</table>\n");
            }
            Block::Code(_, code) => {
                let lines: Vec<String> = code.lines().map(escape).collect();
                out.push_str(&format!("<pre><code>{}</code></pre>\n", lines.join("\n")));
            }
            Block::Table(table) => {
                out.push_str("<table>\n");
                if table.columns.iter().any(|c| !c.is_empty()) {
                    let heads: String = table
                        .columns
                        .iter()
                        .map(|c| format!("<th>{}</th>", escape(c)))
                        .collect();
                    out.push_str(&format!("<thead><tr>{heads}</tr></thead>\n"));
                }
                for row in &table.rows {
                    match row {
                        Row::Cells(cells) => {
                            let cells: String = cells
                                .iter()
                                .map(|c| format!("<td>{}</td>", escape(c)))
                                .collect();
                            out.push_str(&format!("<tr>{cells}</tr>\n"));
                        }
                        Row::Rule(text) => out.push_str(&format!(
                            "<tr class=\"rule\"><td colspan=\"{}\">{}</td></tr>\n",
                            table.columns.len(),
                            escape(text)
                        )),
                    }
                }
                out.push_str("</table>\n");
            }
        }
    }
    out.push_str("</div>\n");
    out
}

fn escape(text: &str) -> String {
    let mut out = String::new();
    for c in clean(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
