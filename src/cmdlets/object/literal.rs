//! What somebody typed to compare with, read as what it is compared to.

use super::datum::{Datum, Type};
use crate::engine::{Build, DAY, Moment, Service, ServiceSet};
use crate::locale::date;

/// The value that a text stands for; `None` when it is none of that type.
pub(super) fn read(kind: Type, text: &str) -> Option<Datum> {
    match kind {
        Type::Text | Type::List => Some(Datum::Text(text.to_owned())),
        Type::Bool if text.eq_ignore_ascii_case("true") => Some(Datum::Bool(true)),
        Type::Bool if text.eq_ignore_ascii_case("false") => Some(Datum::Bool(false)),
        Type::Bool => None,
        Type::Number => text.parse().ok().map(Datum::Number),
        Type::Date => moment(text).map(Datum::Date),
        Type::Services => services(text).map(Datum::Services),
        Type::Version => build(text).map(Datum::Version),
        Type::Thumbprint => text.parse().ok().map(Datum::Thumbprint),
    }
}

fn services(text: &str) -> Option<ServiceSet> {
    if text.trim().eq_ignore_ascii_case("None") {
        return Some(ServiceSet::NONE);
    }
    text.split(',').map(|name| Service::named(name.trim())).collect()
}

/// `15.2.2562.17`, or as `AdminDisplayVersion` writes it.
fn build(text: &str) -> Option<Build> {
    let numbers =
        text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".");
    let build: Build = numbers.parse().ok()?;
    let Build { major, minor, build: number, revision } = build;
    let display = format!("Version {major}.{minor} (Build {number}.{revision})");
    (text.trim() == numbers || text.trim().eq_ignore_ascii_case(&display)).then_some(build)
}

/// An RFC 3339 date or date-time, or a date as the en-US shell writes it, with or without its time; without a zone it is
/// UTC, as everything here. A date and time without any zone is nobody's: it is not guessed.
pub(super) fn moment(text: &str) -> Option<Moment> {
    let text = text.trim();
    if text.contains('/') { us(text) } else { rfc3339(text) }
}

fn rfc3339(text: &str) -> Option<Moment> {
    let (day, rest) = match text.split_once(['T', 't', ' ']) {
        Some((day, rest)) => (day, Some(rest)),
        None => (text, None),
    };
    let [year, month, day] = digits(day, '-', [4, 2, 2])?;
    let start = midnight(year, month, day)?;
    let Some(rest) = rest else { return Some(start) };
    let (time, ahead) = if let Some(time) = rest.strip_suffix(['Z', 'z']) {
        (time, 0)
    } else {
        let (time, zone) = rest.split_at_checked(rest.rfind(['+', '-'])?)?;
        let sign = if zone.starts_with('-') { -1 } else { 1 };
        let [hours, minutes] = digits(zone.get(1..)?, ':', [2, 2])?;
        (time, sign * seconds(hours, minutes, 0)?)
    };
    // Whatever is below a second does not count here.
    let time = match time.split_once('.') {
        Some((whole, part)) if !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()) => whole,
        Some(_) => return None,
        None => time,
    };
    let [hours, minutes, secs] = digits(time, ':', [2, 2, 2])?;
    Some(start.plus(seconds(hours, minutes, secs)?).plus(-ahead))
}

fn us(text: &str) -> Option<Moment> {
    let mut words = text.split_whitespace();
    let mut parts = words.next()?.split('/');
    let (month, day, year) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?, parts.next()?);
    let start =
        midnight(number(year, 4).filter(|_| year.len() == 4)?, month, day).filter(|_| parts.next().is_none())?;
    let Some(time) = words.next() else { return Some(start) };
    let mut parts = time.split(':');
    let (hours, minutes) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    let secs = parts.next().map_or(Some(0), |secs| number(secs, 2))?;
    let half = words.next();
    let hours = match half {
        Some(_) if !(1..=12).contains(&hours) => return None,
        Some(half) if half.eq_ignore_ascii_case("AM") => hours % 12,
        Some(half) if half.eq_ignore_ascii_case("PM") => hours % 12 + 12,
        Some(_) => return None,
        None => hours,
    };
    (parts.next().is_none() && words.next().is_none()).then(|| seconds(hours, minutes, secs).map(|s| start.plus(s)))?
}

/// The numbers between separators, each of exactly so many digits.
fn digits<const N: usize>(text: &str, separator: char, widths: [usize; N]) -> Option<[i64; N]> {
    let mut parts = text.split(separator);
    let mut found = [0; N];
    for (slot, width) in found.iter_mut().zip(widths) {
        let part = parts.next().filter(|part| part.len() == width)?;
        *slot = number(part, width)?;
    }
    parts.next().is_none().then_some(found)
}

fn number(text: &str, most: usize) -> Option<i64> {
    let fits = !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| fits)
}

fn midnight(year: i64, month: i64, day: i64) -> Option<Moment> {
    date::moment(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

fn seconds(hours: i64, minutes: i64, secs: i64) -> Option<i64> {
    let total = hours * 3_600 + minutes * 60 + secs;
    (hours < 24 && minutes < 60 && secs < 60 && total < DAY).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_in_each_of_its_forms() {
        // 2027-03-14T00:59:59Z
        let at = Moment(1_804_985_999);
        for text in [
            "2027-03-14T00:59:59Z",
            "2027-03-14t00:59:59z",
            "2027-03-14 00:59:59.123Z",
            "2027-03-14T02:59:59+02:00",
            "2027-03-13T19:59:59-05:00",
            "3/14/2027 12:59:59 AM",
            "03/14/2027 0:59:59",
        ] {
            assert_eq!(moment(text), Some(at), "{text}");
        }
        let day = at.plus(-3_599);
        assert_eq!((moment("2027-03-14"), moment("3/14/2027")), (Some(day), Some(day)));
        assert_eq!(moment("3/14/2027 12:00 PM"), Some(day.plus(12 * 3_600)));
    }

    #[test]
    fn what_is_no_date_is_not_guessed() {
        for text in [
            "",
            "tomorrow",
            "2027",
            "2027-13-01",
            "2027-02-30",
            "27-03-14",
            "2027-3-14",
            "14/3/2027",
            "3/14/27",
            "3/14",
            "2027-03-14T00:59:59",
            "2027-03-14T24:00:00Z",
            "2027-03-14T00:59:60Z",
            "2027-03-14T00:59:59.Z",
            "3/14/2027 13:00 PM",
            "3/14/2027 1:00 XM",
            "3/14/2027/1",
            "3/14/2027 1:00 AM x",
            "2027-03-14T00:59:59+2",
            "é",
        ] {
            assert_eq!(moment(text), None, "{text}");
        }
    }

    #[test]
    fn a_build_is_read_as_it_is_shown_and_as_it_is_typed() {
        let build = |text| read(Type::Version, text);
        assert_eq!(build("15.2.2562.17"), build("Version 15.2 (Build 2562.17)"));
        assert!(build("15.2.2562.17").is_some());
        for text in ["15.2", "x15.2.2562.17", "Version 15.2 Build 2562.17"] {
            assert_eq!(build(text), None, "{text}");
        }
    }
}
