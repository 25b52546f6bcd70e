//! Times, notices, and the start.

use super::{id, messages};
use crate::locale::message::{Number, Text};

messages! {
    // Times
    /// A day that comes.
    distance_in_days(days: Number);
    /// A moment that comes within a day.
    distance_within_a_day();
    /// A moment that has passed within a day.
    distance_less_than_a_day_ago();
    /// A day that has passed.
    distance_days_ago(days: Number);
    /// Days left, beside a date in the list.
    days_short(days: Number);

    // After Save
    /// A save is under way.
    notice_saving(server: Text);
    /// Title of the report after a save.
    report_title();
    /// Heading of a server's changes in the report.
    report_saved(server: Text);
    /// The default changed.
    notice_default_replaced(certificate: Text, server: Text);
    /// The default stayed.
    notice_default_kept(certificate: Text);
    /// Nothing had to change.
    notice_nothing_to_do();
    /// Heading of what is left to do.
    notice_follow_ups();
    /// Someone else changed the server meanwhile.
    notice_conflict(server: Text);
    /// Whoever holds the lock, when nobody can say who.
    notice_somebody();
    /// Somebody else is writing.
    notice_locked(holder: Text);
    /// A server cannot be read, for a reason without a place.
    notice_unreadable(server: Text, reason: Text);
    /// A server was read again.
    notice_refreshed(server: Text);
    /// The certificate is no longer there.
    notice_certificate_gone(certificate: Text, server: Text);

    // Without an organization
    /// There is no organization.
    organization_missing(path: Text);
    /// Offers the simulated organization, at the end of the lines that say there is none.
    organization_offer();
    /// The letter that means yes.
    answer_yes_letter();
}
