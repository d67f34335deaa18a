//! The virtual clock. Time passes when a test says so, or a fixed amount per request; never by itself.

use jiff::{
    Timestamp,
    civil::{Date, Time},
    tz::TimeZone,
};

/// 2026-03-02T08:00:00Z, a Monday morning.
const START: i64 = 1_772_438_400_000;

/// Milliseconds since the epoch, and how far each request moves them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    now: i64,
    per_request: u64,
}

impl Default for Clock {
    fn default() -> Self {
        Self {
            now: START,
            per_request: 1_000,
        }
    }
}

impl Clock {
    pub(crate) fn at(now: i64) -> Self {
        Self {
            now,
            ..Self::default()
        }
    }

    pub(crate) fn now(&self) -> i64 {
        self.now
    }

    pub(crate) fn advance(&mut self, ms: u64) {
        // Years away from the ends of what a timestamp can hold, whatever a test asks for.
        let ms = i64::try_from(ms).unwrap_or(i64::MAX);
        self.now = self.now.saturating_add(ms).min(LAST);
    }

    pub(crate) fn set_per_request(&mut self, ms: u64) {
        self.per_request = ms;
    }

    pub(crate) fn tick(&mut self) {
        self.advance(self.per_request);
    }
}

/// 9000-01-01T00:00:00Z: every later addition still is a valid timestamp.
const LAST: i64 = 221_845_392_000_000;

/// `ms` after `at`, without overflow.
pub(crate) fn after(at: i64, ms: u64) -> i64 {
    at.saturating_add(i64::try_from(ms).unwrap_or(i64::MAX))
        .min(LAST)
}

fn timestamp(ms: i64) -> Timestamp {
    Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// `2026-03-01T09:30:00.000Z`, as Backups v2 and v4 write dates.
pub(crate) fn iso(ms: i64) -> String {
    format!("{:.3}", timestamp(ms))
}

/// `20260301093000`, as signed log links write their end.
pub(crate) fn compact(ms: i64) -> String {
    timestamp(ms).strftime("%Y%m%d%H%M%S").to_string()
}

/// `Sun, 01 Mar 2026 09:30:00 GMT`, as HTTP headers write dates.
pub(crate) fn http_date(ms: i64) -> String {
    timestamp(ms)
        .strftime("%a, %d %b %Y %H:%M:%S GMT")
        .to_string()
}

/// The first millisecond of a day written as `YYYY-MM-DD`.
pub(crate) fn day(text: &str) -> Option<i64> {
    if text.len() != 10 {
        return None;
    }
    let date: Date = text.parse().ok()?;
    let start = TimeZone::UTC.to_timestamp(date.to_datetime(Time::midnight()));
    Some(start.ok()?.as_millisecond())
}

/// An ISO date and time.
pub(crate) fn parse(text: &str) -> Option<i64> {
    Some(text.parse::<Timestamp>().ok()?.as_millisecond())
}
