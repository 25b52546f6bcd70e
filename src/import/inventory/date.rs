//! Moments as the collector writes them.

use crate::engine::{DAY, Moment};

/// A moment in ISO 8601, in UTC, to the second: `2027-03-14T00:59:59Z`. `None` for anything else.
pub(super) fn utc(text: &str) -> Option<Moment> {
    let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
    let [year, month, day] = numbers(date, '-', [4, 2, 2])?;
    let [hour, minute, second] = numbers(time, ':', [2, 2, 2])?;
    let real = (1..=12).contains(&month) && (1..=days_of(year, month)).contains(&day);
    // A leap second is the last of its minute here: Windows writes none.
    let real = real && year > 0 && hour < 24 && minute < 60 && second < 60;
    real.then(|| Moment(days_since_1970(year, month, day) * DAY + hour * 3600 + minute * 60 + second))
}

/// Three numbers of exactly so many digits.
fn numbers(text: &str, separator: char, digits: [usize; 3]) -> Option<[i64; 3]> {
    let mut parts = text.split(separator);
    let mut found = [0; 3];
    for (number, length) in found.iter_mut().zip(digits) {
        let part = parts.next().filter(|part| part.len() == length && part.bytes().all(|b| b.is_ascii_digit()))?;
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(found)
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_of(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01; the calendar is Gregorian throughout.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    // 719,162 days lie between 0001-01-01 and 1970-01-01.
    let before = year - 1;
    let years = before * 365 + before / 4 - before / 100 + before / 400;
    let months: i64 = (1..month).map(|month| days_of(year, month)).sum();
    years + months + day - 1 - 719_162
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_as_it_is_written() {
        for (text, seconds) in [
            ("1970-01-01T00:00:00Z", 0),
            ("2026-11-21T09:00:00Z", 1_795_251_600),
            ("2024-02-29T12:34:56Z", 1_709_210_096),
            ("1969-12-31T23:59:59Z", -1),
            ("9999-12-31T23:59:59Z", 253_402_300_799),
            ("0001-01-01T00:00:00Z", -62_135_596_800),
        ] {
            assert_eq!(utc(text), Some(Moment(seconds)), "{text}");
        }
        for text in [
            "",
            "2026-11-21",
            "2026-11-21T09:00:00",
            "2026-11-21T09:00:00+01:00",
            "2026-02-29T09:00:00Z",
            "2026-13-01T09:00:00Z",
            "2026-11-21T24:00:00Z",
            "0000-01-01T00:00:00Z",
            "26-11-21T09:00:00Z",
            "2026-11-21-1T09:00:00Z",
            "\u{0662}026-11-21T09:00:00Z",
        ] {
            assert_eq!(utc(text), None, "{text}");
        }
    }
}
