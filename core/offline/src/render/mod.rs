//! Documents for people: text for a terminal, Markdown for a merge request, HTML for a notebook. Reads models only.
//!
//! A document is laid out once, as a [`Page`]; three writers turn any page into text. A new document needs one layout, a
//! new format one writer. Whatever a page holds is data from elsewhere: each writer escapes it, and control characters,
//! which could repaint a terminal, are made visible.
//!
//! A report of findings is also written as [`sarif`], [`junit`], [`github`] and [`gitlab`], for the tools that read those.

mod changes;
mod clean;
mod configurations;
mod github;
mod gitlab;
mod html;
mod imports;
mod incident;
mod junit;
mod markdown;
mod page;
mod plan;
mod release;
mod report;
mod sarif;
mod text;
mod words;

pub use changes::changes_page;
pub use configurations::comparison_page;
pub use github::github;
pub use gitlab::gitlab;
pub use html::html;
pub use imports::import_page;
pub use incident::incident_page;
pub use junit::junit;
pub use markdown::markdown;
pub use page::{Block, Page, Row, Table, Tone};
pub use plan::plan_page;
pub use release::release_page;
pub use report::{findings_table, report_page};
pub use sarif::sarif;
pub use text::{TextStyle, text};
