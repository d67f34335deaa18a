//! When a freeze is in force.

use jiff::{
    civil::{Date, Time},
    tz::TimeZone,
};
use mendix_deploy_model::{
    landscapes::FreezeWindow,
    time::{Day, Timestamp},
};

/// Whether a freeze is in force at an instant, by the clock of its zone. A window that cannot be read, which no checked
/// landscape has, is in force for ever: nothing is deployed by mistake.
#[must_use]
pub fn is_frozen(window: &FreezeWindow, at: Timestamp) -> bool {
    let Some((from, until)) = bounds(window) else {
        return true;
    };
    (from..until).contains(&at.as_jiff())
}

/// Whether a freeze is in force at any time of a day in UTC.
#[must_use]
pub fn is_frozen_on(window: &FreezeWindow, day: Day) -> bool {
    let Some((from, until)) = bounds(window) else {
        return true;
    };
    let utc = |date: Date| TimeZone::UTC.to_timestamp(date.to_datetime(Time::midnight()));
    let ends = date(day).and_then(|date| Some((utc(date).ok()?, utc(date.tomorrow().ok()?).ok()?)));
    let Some((start, end)) = ends else {
        return true;
    };
    from < end && start < until
}

/// When a freeze ends, in words of its zone: `2027-01-03 06:00 Europe/Amsterdam`.
#[must_use]
pub fn shown_end(window: &FreezeWindow) -> String {
    shown(
        window.last,
        window.until_time.as_deref(),
        window.zone.as_deref(),
    )
}

/// When a freeze begins, in words of its zone.
#[must_use]
pub fn shown_begin(window: &FreezeWindow) -> String {
    shown(
        window.first,
        window.from_time.as_deref(),
        window.zone.as_deref(),
    )
}

fn shown(day: Day, time: Option<&str>, zone: Option<&str>) -> String {
    let time = time.map_or_else(String::new, |time| format!(" {time}"));
    format!("{day}{time} ({})", zone.unwrap_or("UTC"))
}

/// The first instant of a freeze and the first one after it.
fn bounds(window: &FreezeWindow) -> Option<(jiff::Timestamp, jiff::Timestamp)> {
    let zone = zone(window.zone.as_deref())?;
    let first = date(window.first)?;
    let from = match &window.from_time {
        Some(time) => first.to_datetime(self::time(time)?),
        None => first.to_datetime(Time::midnight()),
    };
    let last = date(window.last)?;
    let until = match &window.until_time {
        Some(time) => last.to_datetime(self::time(time)?),
        None => last.tomorrow().ok()?.to_datetime(Time::midnight()),
    };
    // Hours that a change of clocks skips or repeats are taken as the zone's rules say.
    Some((
        zone.to_timestamp(from).ok()?,
        zone.to_timestamp(until).ok()?,
    ))
}

fn date(day: Day) -> Option<Date> {
    day.to_string().parse().ok()
}

/// `hh:mm`.
pub(super) fn time(text: &str) -> Option<Time> {
    let (hours, minutes) = text.split_once(':')?;
    let number = |text: &str| (text.len() == 2).then(|| text.parse::<i8>().ok())?;
    Time::new(number(hours)?, number(minutes)?, 0, 0).ok()
}

/// The time zone of an IANA name.
pub(super) fn zone(name: Option<&str>) -> Option<TimeZone> {
    match name {
        None => Some(TimeZone::UTC),
        // A name of the database only; `+01:00` and the machine's own zone are no names.
        Some(name) => TimeZone::get(name).ok(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn window(zone: Option<&str>, from: Option<&str>, until: Option<&str>) -> FreezeWindow {
        FreezeWindow {
            first: "2026-12-20".parse().unwrap(),
            last: "2026-12-21".parse().unwrap(),
            from_time: from.map(str::to_owned),
            until_time: until.map(str::to_owned),
            zone: zone.map(str::to_owned),
            reason: String::new(),
        }
    }

    fn frozen(window: &FreezeWindow, at: &str) -> bool {
        is_frozen(window, at.parse().unwrap())
    }

    #[test]
    fn whole_days_are_those_of_the_zone() {
        let utc = window(None, None, None);
        assert!(!frozen(&utc, "2026-12-19T23:59:59Z"));
        assert!(frozen(&utc, "2026-12-20T00:00:00Z"));
        assert!(frozen(&utc, "2026-12-21T23:59:59Z"));
        assert!(!frozen(&utc, "2026-12-22T00:00:00Z"));
        // An hour ahead in winter.
        let amsterdam = window(Some("Europe/Amsterdam"), None, None);
        assert!(!frozen(&amsterdam, "2026-12-19T22:59:59Z"));
        assert!(frozen(&amsterdam, "2026-12-19T23:00:00Z"));
        assert!(!frozen(&amsterdam, "2026-12-21T23:00:00Z"));
    }

    #[test]
    fn times_cut_the_first_and_the_last_day() {
        let window = window(Some("America/New_York"), Some("18:00"), Some("06:30"));
        assert!(!frozen(&window, "2026-12-20T22:59:00Z"));
        assert!(frozen(&window, "2026-12-20T23:00:00Z"));
        assert!(frozen(&window, "2026-12-21T11:29:59Z"));
        assert!(!frozen(&window, "2026-12-21T11:30:00Z"));
        assert!(is_frozen_on(&window, "2026-12-21".parse().unwrap()));
        assert!(!is_frozen_on(&window, "2026-12-22".parse().unwrap()));
    }

    #[test]
    fn what_cannot_be_read_is_frozen() {
        assert!(frozen(
            &window(Some("Mars/Base"), None, None),
            "2020-01-01T00:00:00Z"
        ));
        for bad in ["6:00", "24:00", "06:60", "0600", "-1:00", "é:00"] {
            assert!(time(bad).is_none(), "{bad}");
        }
    }
}
