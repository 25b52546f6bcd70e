//! The only time the engine knows: a point on the UTC time line, handed in by whoever asks.

/// Seconds since 1970-01-01T00:00:00Z, negative before it. Leap seconds do not count.
///
/// The range is that of `i64`, so RFC 5280's last moment (9999-12-31T23:59:59Z) and anything a broken certificate claims
/// fit. The engine never reads a clock: every question carries its `now`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub i64);

/// One day in seconds.
pub const DAY: i64 = 86_400;

impl Moment {
    /// Whole days from `self` to `later`, rounded towards zero; negative when `later` lies before `self`.
    #[must_use]
    pub fn days_until(self, later: Moment) -> i64 {
        later.0.saturating_sub(self.0) / DAY
    }

    /// The moment `seconds` after this one, held at the ends of the range.
    #[must_use]
    pub fn plus(self, seconds: i64) -> Moment {
        Moment(self.0.saturating_add(seconds))
    }
}
