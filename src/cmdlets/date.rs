//! Dates as an en-US shell writes them, in UTC: `10/22/2018 9:20:28 AM`.

use crate::engine::{DAY, Moment};

/// `M/d/yyyy h:mm:ss tt` in UTC.
#[must_use]
pub fn en_us(moment: Moment) -> String {
    let (year, month, day) = civil(moment.0.div_euclid(DAY));
    let second = moment.0.rem_euclid(DAY);
    let hour = second / 3600;
    let half = if hour < 12 { "AM" } else { "PM" };
    let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
    format!("{month}/{day}/{year:04} {twelve}:{:02}:{:02} {half}", second / 60 % 60, second % 60)
}

/// Year, month and day of the proleptic Gregorian calendar from days since 1970-01-01.
///
/// Counts in years that begin on the first of March, so that the leap day is the last of its year.
fn civil(days: i64) -> (i64, i64, i64) {
    const ERA: i64 = 146_097; // days in 400 years
    let shifted = days + 719_468; // since 0000-03-01
    let era = shifted.div_euclid(ERA);
    let day_of_era = shifted.rem_euclid(ERA);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_reads_as_an_american_shell_writes_it() {
        for (seconds, text) in [
            (0, "1/1/1970 12:00:00 AM"),
            (1_540_200_028, "10/22/2018 9:20:28 AM"),
            (1_540_213_670, "10/22/2018 1:07:50 PM"),
            (951_782_400 + 43_200, "2/29/2000 12:00:00 PM"),
            (-1, "12/31/1969 11:59:59 PM"),
            (253_402_300_799, "12/31/9999 11:59:59 PM"),
        ] {
            assert_eq!(en_us(Moment(seconds)), text);
        }
        let _ = (en_us(Moment(i64::MIN)), en_us(Moment(i64::MAX)));
    }
}
