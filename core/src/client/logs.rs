//! Archived logs: downloaded while they are read, line by line, filtered.

use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use futures::FutureExt;
use mendix_deploy_model::{
    Address, Error, ErrorCode, Result,
    cloud::{LogFilter, LogLine},
    error::Effect,
};
use tokio::sync::Mutex;

use super::Environments;
use crate::{
    http::shortened,
    pager::{Page, Pager},
};

const CALL: &str = "environments.log_lines";
/// How the token of a page begins; the number of lines before it follows.
const TOKEN: &str = "line ";
/// Lines on one page.
const PAGE: usize = 1000;
/// A longer line is cut: nothing in a log is worth more memory.
const LONGEST_LINE: usize = 1024 * 1024;

struct Reader {
    response: reqwest::Response,
    rest: BytesMut,
    number: u64,
    ended: bool,
}

pub(super) fn lines(
    environments: Environments,
    address: Address,
    day: String,
    filter: LogFilter,
) -> Pager<LogLine> {
    let opened: Arc<Mutex<Option<Reader>>> = Arc::default();
    Pager::new(move |token| {
        let (opened, environments) = (Arc::clone(&opened), environments.clone());
        let (address, day, filter) = (address.clone(), day.clone(), filter.clone());
        async move {
            let mut opened = opened.lock().await;
            if opened.is_none() {
                let link = environments.link(CALL, &address, "logs", &day).await?;
                let response = environments.0.inner.http.open(CALL, link.reveal()).await?;
                let mut reader = Reader {
                    response,
                    rest: BytesMut::new(),
                    number: 0,
                    ended: false,
                };
                // Somebody goes on where another pager stood: a log cannot be asked for its middle.
                for _ in 0..lines_before(token.as_deref())? {
                    if reader.line().await?.is_none() {
                        break;
                    }
                }
                *opened = Some(reader);
            }
            let mut items = Vec::new();
            // Opened just above, or on an earlier page.
            while let Some(reader) = opened.as_mut().filter(|_| items.len() < PAGE) {
                match reader.line().await {
                    Ok(Some(line)) if passes(&line, &filter) => items.push(line),
                    Ok(Some(_)) => {}
                    Ok(None) => return Ok(Page { items, next: None }),
                    Err(error) => {
                        // Whoever asks again gets this page from its beginning, over a new link.
                        *opened = None;
                        return Err(error);
                    }
                }
            }
            let number = opened.as_ref().map_or(0, |reader| reader.number);
            Ok(Page {
                items,
                next: Some(format!("{TOKEN}{number}")),
            })
        }
        .boxed()
    })
}

/// How many lines a token has behind it.
fn lines_before(token: Option<&str>) -> Result<u64> {
    let Some(token) = token else {
        return Ok(0);
    };
    token
        .strip_prefix(TOKEN)
        .and_then(|number| number.parse().ok())
        .ok_or_else(|| {
            Error::new(
                ErrorCode::InputInvalid,
                format!("{:?} is no token of a log", shortened(token)),
            )
            .with_call(CALL)
        })
}

impl Reader {
    async fn line(&mut self) -> Result<Option<LogLine>> {
        loop {
            if let Some(end) = self.rest.iter().position(|byte| *byte == b'\n') {
                let line = self.rest.split_to(end + 1).freeze();
                return Ok(Some(self.parsed(&line)));
            }
            if self.ended || self.rest.len() > LONGEST_LINE {
                if self.rest.is_empty() {
                    return Ok(None);
                }
                let line = self.rest.split().freeze();
                return Ok(Some(self.parsed(&line)));
            }
            match self.response.chunk().await {
                Ok(Some(chunk)) => self.rest.extend_from_slice(&chunk),
                Ok(None) => self.ended = true,
                Err(error) => {
                    return Err(Error::new(
                        ErrorCode::NetworkInterrupted,
                        "the log was cut off while it was read",
                    )
                    .with_call(CALL)
                    .with_effect(Effect::None)
                    .with_source(error.without_url()));
                }
            }
        }
    }

    fn parsed(&mut self, line: &Bytes) -> LogLine {
        self.number += 1;
        parse(
            self.number,
            String::from_utf8_lossy(line).trim_end_matches(['\r', '\n']),
        )
    }
}

/// `2026-03-01 09:30:00.123 INFO - Core: message`, with variations: what has not this form is all message.
fn parse(number: u64, text: &str) -> LogLine {
    let whole = || LogLine {
        number,
        time: None,
        level: None,
        node: None,
        message: text.to_owned(),
    };
    let Some((head, tail)) = text.split_once(" - ") else {
        return whole();
    };
    let mut words: Vec<&str> = head.split_whitespace().collect();
    let Some(level) = words.pop().filter(|word| is_level(word)) else {
        return whole();
    };
    let time = words.join(" ");
    let dated = time.starts_with(|c: char| c.is_ascii_digit());
    let (node, message) = match tail.split_once(": ") {
        Some((node, message)) if !node.contains(' ') || node.len() <= 60 => {
            (Some(node.to_owned()), message)
        }
        _ => (None, tail),
    };
    LogLine {
        number,
        time: dated.then_some(time),
        level: Some(level.to_owned()),
        node,
        message: message.to_owned(),
    }
}

fn is_level(word: &str) -> bool {
    [
        "TRACE", "DEBUG", "INFO", "WARNING", "WARN", "ERROR", "CRITICAL",
    ]
    .iter()
    .any(|level| word.eq_ignore_ascii_case(level))
}

fn passes(line: &LogLine, filter: &LogFilter) -> bool {
    let level = filter.level.as_ref().is_none_or(|wanted| {
        line.level
            .as_ref()
            .is_some_and(|level| level.eq_ignore_ascii_case(wanted))
    });
    let node = filter
        .node
        .as_ref()
        .is_none_or(|wanted| line.node.as_ref() == Some(wanted));
    let text = filter
        .contains
        .as_ref()
        .is_none_or(|wanted| line.message.contains(wanted.as_str()));
    level && node && text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_lines_are_taken_apart_and_others_kept_whole() {
        let line = parse(
            1,
            "2026-03-01 09:30:00.123456 WARNING - ConnectionBus: slow: 5 s",
        );
        assert_eq!(line.time.as_deref(), Some("2026-03-01 09:30:00.123456"));
        assert_eq!(line.level.as_deref(), Some("WARNING"));
        assert_eq!(line.node.as_deref(), Some("ConnectionBus"));
        assert_eq!(line.message, "slow: 5 s");
        for odd in [
            "",
            "\tat com.mendix.Core.run(Core.java:7)",
            "hello - there: x",
        ] {
            assert_eq!(parse(2, odd).message, odd);
        }
    }

    #[test]
    fn filters_combine() {
        let line = parse(1, "2026-03-01 09:30:00 ERROR - Core: boom");
        assert!(passes(
            &line,
            &LogFilter::default()
                .level("error")
                .node("Core")
                .contains("oo")
        ));
        assert!(!passes(&line, &LogFilter::default().level("info")));
        assert!(!passes(&line, &LogFilter::default().node("Jetty")));
    }
}
