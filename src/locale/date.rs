//! Dates, written for the page, for files and for the shell; and distances in time.
//!
//! Everything is UTC. `jiff`'s civil calendar reaches beyond every date a certificate can hold (RFC 5280 ends at
//! 9999-12-31T23:59:59Z, which its time stamps do not reach).

use jiff::SignedDuration;
use jiff::civil::{DateTime, date};

use super::{Message, say};
use crate::engine::{DAY, Moment};

/// What stands for a moment outside the years 0 to 9999.
const BEYOND: &str = "?";

/// The day, as the page writes it: `2027-03-14`; `?` outside the years 0 to 9999.
#[must_use]
pub fn day(moment: Moment) -> String {
    civil(moment).map_or_else(|| BEYOND.to_owned(), |at| format!("{:04}-{:02}-{:02}", at.year(), at.month(), at.day()))
}

/// The moment as RFC 3339 in UTC: `2027-03-14T00:59:59Z`; `?` outside the years 0 to 9999.
#[must_use]
pub fn rfc3339(moment: Moment) -> String {
    civil(moment).map_or_else(
        || BEYOND.to_owned(),
        |at| format!("{}T{:02}:{:02}:{:02}Z", day(moment), at.hour(), at.minute(), at.second()),
    )
}

/// The moment as a shell of the en-US culture prints it, in UTC: `3/14/2027 12:59:59 AM`; `?` outside the years 0 to 9999.
#[must_use]
pub fn en_us(moment: Moment) -> String {
    let Some(at) = civil(moment) else { return BEYOND.to_owned() };
    let (hour, half) = match at.hour() {
        0 => (12, "AM"),
        hour @ 1..=11 => (hour, "AM"),
        12 => (12, "PM"),
        hour => (hour - 12, "PM"),
    };
    let (month, day, year) = (at.month(), at.day(), at.year());
    format!("{month}/{day}/{year} {hour}:{:02}:{:02} {half}", at.minute(), at.second())
}

/// How far `end` lies from `now`, for the details: "in 100 days", "today", "685 days ago".
#[must_use]
pub fn distance(now: Moment, end: Moment) -> Message {
    match now.days_until(end) {
        0 if end < now => say::distance_less_than_a_day_ago(),
        days => in_days(days),
    }
}

/// A distance of whole days: "in 8 days", "within a day", "8 days ago".
#[must_use]
pub fn in_days(days: i64) -> Message {
    match days {
        0 => say::distance_within_a_day(),
        1.. => say::distance_in_days(days),
        _ => say::distance_days_ago(days.saturating_neg()),
    }
}

/// How many days are left, for the list: "8 d". Nothing is left of a moment that has passed.
#[must_use]
pub fn days_left(now: Moment, end: Moment) -> Message {
    say::days_short(now.days_until(end).max(0))
}

fn civil(moment: Moment) -> Option<DateTime> {
    let epoch = date(1970, 1, 1).at(0, 0, 0, 0);
    epoch.checked_add(SignedDuration::from_secs(moment.0)).ok().filter(|at| (0..=9999).contains(&at.year()))
}

/// The moment of a civil date in UTC, for tests and for reading what [`day`] writes. `None` for what is no date.
#[must_use]
pub fn moment(year: i16, month: i8, day: i8) -> Option<Moment> {
    let at = jiff::civil::Date::new(year, month, day).ok()?;
    let days = (at - date(1970, 1, 1)).get_days();
    Some(Moment(i64::from(days) * DAY))
}
