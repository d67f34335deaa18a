//! Text for a terminal or a log.

use super::{Block, Page, Row, Table, clean::clean};

/// How text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextStyle {
    /// Characters per line; at least 40.
    pub width: usize,
    /// Whether the stream can print box characters. What is not ASCII in the data itself is kept.
    pub unicode: bool,
}

impl Default for TextStyle {
    fn default() -> Self {
        Self {
            width: 100,
            unicode: true,
        }
    }
}

/// Writes a page as text.
#[must_use]
pub fn text(page: &Page, style: TextStyle) -> String {
    let width = style.width.max(40);
    let mut out = String::new();
    paragraph(&mut out, &page.title, "", "", width);
    let line = if style.unicode { "═" } else { "=" };
    out.push_str(&line.repeat(length(&clean(&page.title)).min(width)));
    out.push('\n');
    let mut below_heading = false;
    for block in &page.blocks {
        // What belongs to a heading stands directly under it.
        if !below_heading {
            out.push('\n');
        }
        below_heading = matches!(block, Block::Heading(_));
        match block {
            Block::Heading(heading) => {
                paragraph(&mut out, heading, "", "", width);
                let line = if style.unicode { "─" } else { "-" };
                out.push_str(&line.repeat(length(&clean(heading)).min(width)));
                out.push('\n');
            }
            Block::Paragraph(text) => paragraph(&mut out, text, "", "", width),
            Block::Note(tone, text) => {
                paragraph(&mut out, text, &format!("{}: ", tone.word()), "  ", width);
            }
            Block::List(items) => {
                for item in items {
                    paragraph(&mut out, item, "- ", "  ", width);
                }
            }
            Block::Pairs(pairs) => {
                let names = pairs.iter().map(|(n, _)| length(&clean(n))).max();
                let names = names.unwrap_or(0);
                for (name, value) in pairs {
                    let name = clean(name);
                    let first = format!("{name}:{} ", pad(names.saturating_sub(length(&name))));
                    paragraph(&mut out, value, &first, &pad(names + 2), width);
                }
            }
            Block::Code(_, code) => {
                for line in code.lines() {
                    out.push_str(format!("    {}", clean(line)).trim_end());
                    out.push('\n');
                }
            }
            Block::Table(table) => write_table(&mut out, table, width, style.unicode),
        }
    }
    if style.unicode {
        out
    } else {
        out.chars().map(plain).collect()
    }
}

/// Box characters of the layouts in ASCII.
const fn plain(c: char) -> char {
    match c {
        '┌' | '╭' => '/',
        '└' | '╰' => '\\',
        '│' | '║' => '|',
        '─' | '═' => '-',
        c => c,
    }
}

fn write_table(out: &mut String, table: &Table, width: usize, unicode: bool) {
    let count = table.columns.len();
    if count == 0 {
        return;
    }
    let mut widths: Vec<usize> = table.columns.iter().map(|c| length(&clean(c))).collect();
    for row in &table.rows {
        if let Row::Cells(cells) = row {
            for (column, cell) in widths.iter_mut().zip(cells) {
                *column = (*column).max(length(&clean(cell)));
            }
        }
    }
    let before: usize = widths[..count - 1].iter().map(|w| w + 2).sum();
    let room = width.saturating_sub(before).max(24);
    let line = if unicode { "─" } else { "-" };
    if table.columns.iter().any(|c| !c.is_empty()) {
        cells(out, &table.columns, &widths, before, room);
        let lines: Vec<String> = widths
            .iter()
            .enumerate()
            .map(|(i, w)| line.repeat(if i + 1 == count { (*w).min(room) } else { *w }))
            .collect();
        cells(out, &lines, &widths, before, room);
    }
    for row in &table.rows {
        match row {
            Row::Cells(row) => cells(out, row, &widths, before, room),
            Row::Rule(text) => paragraph(out, text, &format!("{} ", line.repeat(3)), "    ", width),
        }
    }
}

fn cells(out: &mut String, row: &[String], widths: &[usize], before: usize, room: usize) {
    let mut first = String::new();
    for (cell, width) in row.iter().zip(widths).take(widths.len() - 1) {
        let cell = clean(cell);
        first.push_str(&cell);
        first.push_str(&pad(width.saturating_sub(length(&cell)) + 2));
    }
    let last = row.get(widths.len() - 1).map_or("", String::as_str);
    paragraph(out, last, &first, &pad(before), before + room);
}

/// Writes words in lines of at most `width`. A word that is longer stands alone and is not cut: ids are copied from here.
fn paragraph(out: &mut String, text: &str, first: &str, next: &str, width: usize) {
    let text = clean(text);
    let mut line = first.to_owned();
    let mut empty = true;
    for word in text.split_whitespace() {
        if !empty && length(&line) + 1 + length(word) > width {
            out.push_str(line.trim_end());
            out.push('\n');
            line = next.to_owned();
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    out.push_str(line.trim_end());
    out.push('\n');
}

fn length(text: &str) -> usize {
    text.chars().count()
}

fn pad(count: usize) -> String {
    " ".repeat(count)
}
