//! Moments as the documents and the journal write them: RFC 3339.

use jiff::SignedDuration;
use jiff::civil::{DateTime, date};
use toml::value::{Datetime, Offset};

use crate::engine::Moment;

const EPOCH: DateTime = date(1970, 1, 1).at(0, 0, 0, 0);

/// A moment from a date and time that both TOML and RFC 3339 write alike. `None` without date, time or offset, since
/// then it is no moment, and for a day that does not exist.
pub(crate) fn moment(text: &str) -> Option<Moment> {
    from_toml(&text.trim().parse().ok()?)
}

/// A moment from a TOML datetime with an offset.
pub(super) fn from_toml(datetime: &Datetime) -> Option<Moment> {
    let (day, time, offset) = (datetime.date?, datetime.time?, datetime.offset?);
    let narrow = |n: u8| i8::try_from(n).ok();
    // A leap second is the second before it: our time line has none.
    let second = time.second.unwrap_or(0).min(59);
    let civil = DateTime::new(
        i16::try_from(day.year).ok()?,
        narrow(day.month)?,
        narrow(day.day)?,
        narrow(time.hour)?,
        narrow(time.minute)?,
        narrow(second)?,
        0,
    )
    .ok()?;
    let minutes = match offset {
        Offset::Z => 0,
        Offset::Custom { minutes } => i64::from(minutes),
    };
    Some(Moment(civil.duration_since(EPOCH).as_secs() - minutes * 60))
}

/// RFC 3339 in UTC, such as `2026-11-21T09:00:00Z`; beyond the years that can be written so, the nearest one.
pub(super) fn rfc3339(moment: Moment) -> String {
    let at = EPOCH.saturating_add(SignedDuration::from_secs(moment.0));
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The UTC month, such as `2026-11`.
pub(super) fn month(moment: Moment) -> String {
    rfc3339(moment).chars().take(7).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_and_written_as_rfc_3339() {
        for (text, seconds, written) in [
            ("1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00Z"),
            ("2026-11-21T09:00:00Z", 1_795_251_600, "2026-11-21T09:00:00Z"),
            ("2026-11-21 10:00:00+01:00", 1_795_251_600, "2026-11-21T09:00:00Z"),
            ("9999-12-31T23:59:59Z", 253_402_300_799, "9999-12-31T23:59:59Z"),
            ("1949-12-31T23:59:60Z", -631_152_001, "1949-12-31T23:59:59Z"),
        ] {
            assert_eq!(moment(text), Some(Moment(seconds)), "{text}");
            assert_eq!(rfc3339(Moment(seconds)), written);
        }
        assert_eq!(month(Moment(1_795_251_600)), "2026-11");
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for text in ["", "2026-11-21", "09:00:00", "2026-11-21T09:00:00", "2026-02-30T00:00:00Z", "soon"] {
            assert_eq!(moment(text), None, "{text}");
        }
    }
}
