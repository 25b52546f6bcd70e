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
    /// A save succeeded.
    notice_saved(certificate: Text, services: Text, server: Text);
    /// Title of the report after a save.
    report_title();
    /// Heading of a server's changes in the report.
    report_saved(server: Text);
    /// What the save took away.
    notice_displaced(certificate: Text, service: Text);
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
    /// A save failed.
    notice_save_failed(server: Text, reason: Text);
    /// Somebody else is writing.
    notice_locked(holder: Text);
    /// A server document cannot be read.
    notice_broken(server: Text, file: Text, line: Number, column: Number, reason: Text);
    /// A server cannot be read, for a reason without a place.
    notice_unreadable(server: Text, reason: Text);
    /// Nothing can be changed.
    notice_read_only(reason: Text);
    /// An action was refused.
    notice_refused(reason: Text);
    /// A server was read again.
    notice_refreshed(server: Text);
    /// A document was changed by another program.
    notice_changed_outside(server: Text);
    /// The certificate is no longer there.
    notice_certificate_gone(certificate: Text, server: Text);
    /// Something was sent to the clipboard.
    notice_copied(what: Text);
    /// A save is under way while the program is to end.
    notice_unsaved_quit();
    /// An earlier change did not happen.
    notice_abandoned(server: Text);
    /// Something could not be sent to the clipboard.
    notice_copy_failed(reason: Text);
    /// Where the log is, after something unexpected.
    notice_log(path: Text);
    /// The weight of a notice, before its text.
    severity_note();
    /// The weight of a notice, before its text.
    severity_warning();
    /// The weight of a notice, before its text.
    severity_error();

    // Without an organization
    /// There is no organization.
    organization_missing(path: Text);
    /// The organization cannot be read.
    organization_broken(path: Text, reason: Text);
    /// What to do about it.
    organization_missing_offer();
    /// Answer.
    organization_missing_sample();
    /// Answer.
    organization_missing_quit();
}
