//! Dates as shells print them.
//!
//! JSON carries moments. Lists, tables and CSV carry what the shell's culture makes of one: without a zone, and often
//! without saying which number is the day. Such a date is kept as printed, as if it were UTC: it may be off by the zone of
//! the host that printed it, at most 14 hours, and a certificate's own dates always come first.

use crate::engine::{DAY, Moment};
use crate::import::Culture;

/// A date that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Date {
    /// It can be read in one way only.
    Known(Moment),
    /// `1/2/2027`: day and month are in the culture's order.
    Either {
        first: u8,
        second: u8,
        year: i64,
        /// Seconds since midnight.
        time: i64,
    },
}

/// Reads a date in any form that a shell prints.
///
/// # Errors
/// Says why it cannot be read.
pub(super) fn read(text: &str) -> Result<Date, String> {
    let plain: String = text
        .chars()
        .filter(|c| !matches!(c, '\u{200E}' | '\u{200F}'))
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect();
    let plain = plain.trim();
    if let Some(milliseconds) = javascript(plain) {
        return Ok(Date::Known(Moment(milliseconds.div_euclid(1000))));
    }
    match iso(plain) {
        Some(Iso::At(moment)) => return Ok(Date::Known(moment)),
        Some(Iso::WithoutZone) => return Err(format!("the date {text:?} does not say its zone")),
        None => {}
    }
    cultural(plain).ok_or_else(|| format!("the date {text:?} is in no form that is read"))?.checked(text)
}

impl Date {
    /// The moment, with the order of the culture; `None` when it is no date in that order.
    pub(super) fn moment(self, culture: Culture) -> Option<Moment> {
        match self {
            Date::Known(moment) => Some(moment),
            Date::Either { first, second, year, time } => match culture {
                Culture::MonthFirst => civil(year, first, second, time),
                Culture::DayFirst => civil(year, second, first, time),
            },
        }
    }

    /// The one order in which it is a date; `None` when it is one in both.
    pub(super) fn order(self) -> Option<Culture> {
        match (self.moment(Culture::MonthFirst), self.moment(Culture::DayFirst)) {
            (Some(_), None) => Some(Culture::MonthFirst),
            (None, Some(_)) => Some(Culture::DayFirst),
            _ => None,
        }
    }

    /// One moment where both orders agree; an error when it is no date in either.
    fn checked(self, text: &str) -> Result<Date, String> {
        match (self.moment(Culture::MonthFirst), self.moment(Culture::DayFirst)) {
            (None, None) => Err(format!("there is no date {text:?}")),
            (Some(one), Some(two)) if one == two => Ok(Date::Known(one)),
            _ => Ok(self),
        }
    }
}

/// `/Date(1773446399000)/`, milliseconds since 1970 in UTC; an offset behind them is only for show.
fn javascript(text: &str) -> Option<i64> {
    let inner = text.trim_matches(['\\', '/']).strip_prefix("Date(")?.strip_suffix(')')?;
    let end = inner.char_indices().skip(1).find(|(_, c)| matches!(c, '+' | '-')).map_or(inner.len(), |(at, _)| at);
    inner.get(..end)?.parse().ok()
}

/// A date of ISO 8601.
enum Iso {
    At(Moment),
    WithoutZone,
}

/// `2027-03-14T00:59:59Z` or with an offset.
fn iso(text: &str) -> Option<Iso> {
    let (date, rest) = text.split_once('T')?;
    let [year, month, day] = numbers(date, '-')?;
    let zone = rest.find(['Z', '+', '-']);
    let (time, zone) = zone.map_or(Some((rest, None)), |at| rest.split_at_checked(at).map(|(a, b)| (a, Some(b))))?;
    let time = time.split_once('.').map_or(time, |(whole, _)| whole);
    let moment = civil(year, small(month)?, small(day)?, clock(time, ':')?)?;
    let Some(zone) = zone else { return Some(Iso::WithoutZone) };
    let offset = match zone.strip_prefix('Z') {
        Some("") => 0,
        Some(_) => return None,
        None => offset(zone)?,
    };
    Some(Iso::At(Moment(moment.0 - offset)))
}

/// `+01:00` in seconds.
fn offset(zone: &str) -> Option<i64> {
    let digits: String = zone.chars().skip(1).filter(|c| *c != ':').collect();
    let (hours, minutes) = digits.split_at_checked(2)?;
    let (hours, minutes): (i64, i64) = (plain(hours)?, if minutes.is_empty() { 0 } else { plain(minutes)? });
    let seconds = (hours <= 14 && minutes < 60).then_some(hours * 3600 + minutes * 60)?;
    Some(if zone.starts_with('-') { -seconds } else { seconds })
}

/// What `ToString()` makes of a date: `3/14/2027 12:59:59 AM`, `14.03.2027 00:59:59`, `2027/03/14 0:59:59` and the like.
fn cultural(text: &str) -> Option<Date> {
    let mut words = text.split(' ').filter(|word| !word.is_empty());
    let date = words.next()?.trim_end_matches('.');
    let time = match words.next() {
        Some(time) => {
            let seconds = clock(time, ':').or_else(|| clock(time, '.'))?;
            half(seconds, words.next())?
        }
        None => 0,
    };
    if words.next().is_some() {
        return None;
    }
    let separator = date.chars().find(|c| !c.is_ascii_digit())?;
    let [one, two, three] = numbers(date, separator)?;
    if one > 31 {
        // Year first is always year, month, day.
        return era(one).then(|| civil(one, small(two)?, small(three)?, time)).flatten().map(Date::Known);
    }
    let (first, second) = (small(one)?, small(two)?);
    match separator {
        _ if !era(three) => None,
        // A culture that writes dots puts the day first.
        '.' => civil(three, second, first, time).map(Date::Known),
        '/' | '-' => Some(Date::Either { first, second, year: three, time }),
        _ => None,
    }
}

/// Whether it may be a year of the Gregorian calendar: the Buddhist and the Islamic one are centuries off, and would read
/// as dates all the same. 9999 is RFC 5280's "no end".
fn era(year: i64) -> bool {
    (1950..2300).contains(&year) || year == 9999
}

/// Seconds of the day with the half of it, in English; `None` for any other word.
fn half(seconds: i64, word: Option<&str>) -> Option<i64> {
    const HALF: i64 = 12 * 3600;
    let word = word.map(|word| word.replace('.', "").to_ascii_uppercase());
    match word.as_deref() {
        None => Some(seconds),
        Some("AM" | "PM") if !(3600..3600 * 13).contains(&seconds) => None,
        Some("AM") => Some(seconds % HALF),
        Some("PM") => Some(seconds % HALF + HALF),
        Some(_) => None,
    }
}

/// `0:59:59` or `0:59` in seconds.
fn clock(text: &str, separator: char) -> Option<i64> {
    let mut parts = text.split(separator);
    let (hours, minutes) = (plain(parts.next()?)?, plain(parts.next()?)?);
    let seconds = parts.next().map_or(Some(0), plain)?;
    let valid = parts.next().is_none() && hours < 24 && minutes < 60 && seconds < 60;
    valid.then_some(hours * 3600 + minutes * 60 + seconds)
}

fn numbers(text: &str, separator: char) -> Option<[i64; 3]> {
    let mut parts = text.split(separator).map(plain);
    let found = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(found)
}

fn plain(digits: &str) -> Option<i64> {
    let valid = (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    valid.then(|| digits.parse().ok()).flatten()
}

fn small(number: i64) -> Option<u8> {
    u8::try_from(number).ok()
}

/// Days from 0000-03-01 to 1970-01-01.
const EPOCH: i64 = 719_468;

/// The moment of a day of the Gregorian calendar; `None` when there is no such day.
fn civil(year: i64, month: u8, day: u8, time: i64) -> Option<Moment> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => return None,
    };
    if !(1..=length).contains(&day) {
        return None;
    }
    // The year begins in March here, so that the leap day is its last.
    let (month, day) = (i64::from(month), i64::from(day));
    let year = if month > 2 { year } else { year - 1 };
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days = 365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + day_of_year;
    Some(Moment((days - EPOCH) * DAY + time))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2027-03-14T00:59:59Z.
    const END: Moment = Moment(1_804_985_999);

    #[test]
    fn a_date_is_read_in_every_form_that_says_what_it_means() {
        for text in [
            "/Date(1804985999000)/",
            "\\/Date(1804985999000)\\/",
            "/Date(1804985999999+0100)/",
            "2027-03-14T00:59:59Z",
            "2027-03-14T00:59:59.0000000Z",
            "2027-03-14T01:59:59+01:00",
            "2027-03-13T19:59:59.5-0500",
            "14.03.2027 00:59:59",
            "14.3.2027 0:59:59",
            "14.3.2027 0.59.59",
            "2027-03-14 00:59:59",
            "2027/03/14 0:59:59",
            "2027/3/14 12:59:59 AM",
            "2027-03-14T00:59:59+00",
        ] {
            assert_eq!(read(text), Ok(Date::Known(END)), "{text}");
        }
        assert_eq!(read("1/1/1970"), Ok(Date::Known(Moment(0))));
        assert_eq!(read("31.12.9999 23:59:59"), Ok(Date::Known(Moment(253_402_300_799))));
        assert_eq!(read("29.2.2028"), Ok(Date::Known(Moment(1_835_395_200))));
    }

    #[test]
    fn a_date_with_slashes_says_its_order_only_where_a_month_is_impossible() {
        for (text, order) in [
            ("3/14/2027 12:59:59 AM", Some(Culture::MonthFirst)),
            ("3/14/2027 12:59:59\u{202F}AM", Some(Culture::MonthFirst)),
            ("14/03/2027 00:59:59", Some(Culture::DayFirst)),
            ("14/03/2027 12:59:59 a.m.", Some(Culture::DayFirst)),
            ("14-03-2027 00:59:59", Some(Culture::DayFirst)),
        ] {
            let date = read(text).unwrap();
            assert_eq!((date.order(), date.moment(order.unwrap())), (order, Some(END)), "{text}");
        }
        let either = read("03/04/2027 00:00:00").unwrap();
        assert_eq!(either.order(), None);
        assert!(either.moment(Culture::MonthFirst) < either.moment(Culture::DayFirst));
        assert_eq!(read("3/3/2027").unwrap(), read("3.3.2027").unwrap(), "the same in both orders");
    }

    #[test]
    fn a_date_that_cannot_be_read_is_not_guessed() {
        for text in [
            "2027-03-14T00:59:59",
            "14 mars 2027",
            "14/03/27 00:59:59",
            "31/31/2027",
            "29.02.2027",
            "14.03.2570 0:59:59",
            "14/03/1449 0:59:59",
            "2027/3/14 上午 0:59:59",
            "3/14/2027 0:59:59 AM",
            "3/14/2027 13:59:59 PM",
            "3/14/2027 12:59:59 AM and more",
            "3/14/2027 25:00:00",
            "/Date(12x)/",
            "/Date()/",
            "2027-03-14T00:59:59+99:00",
            "Saturday, March 13, 2027 12:59:59 AM",
            "",
        ] {
            assert!(read(text).is_err(), "{text}: {:?}", read(text));
        }
    }
}
