//! The journal, follow-ups, and the way back.

use super::{id, messages};
use crate::locale::message::{Number, Text};

messages! {
    // Actions
    /// Action.
    action_journal();
    /// Tip of the action.
    action_journal_tip();
    /// Action.
    action_other_tab();
    /// Tip of the action.
    action_other_tab_tip();
    /// Action.
    action_read();
    /// Tip of the action.
    action_read_tip();
    /// Action.
    action_copy();
    /// Tip of the action.
    action_copy_tip();
    /// Action.
    action_tick_off();
    /// Tip of the action.
    action_tick_off_tip();
    /// Action.
    action_roll_back();
    /// Tip of the action.
    action_roll_back_tip();
    /// Heading of the journal's keys.
    help_journal();
    /// What the sign of a follow-up means.
    sign_follow_up();

    // The dialog
    /// Title of the dialog.
    journal_title();
    /// Tab.
    journal_tab_done();
    /// Tab, while nobody knows how many there are.
    journal_tab_open();
    /// Tab.
    journal_tab_open_count(count: Number);
    /// Column heading.
    journal_column_time();
    /// Column heading, where there is room for the day only.
    journal_column_day();
    /// Column heading of the open follow-ups.
    journal_column_since();
    /// Column heading.
    journal_column_user();
    /// Column heading.
    journal_column_server();
    /// Column heading.
    journal_column_what();
    /// Column heading of the open follow-ups.
    journal_column_left();
    /// Below the list: which row of how many.
    journal_count(row: Number, total: Number);
    /// Below the list: there are older ones than those read.
    journal_count_more(row: Number, total: Number);
    /// Nothing was ever done.
    journal_empty();
    /// Nothing is left to do by hand.
    journal_nothing_open();

    // A line in a few words
    /// A change that did not happen.
    journal_not_done(what: Text);
    /// A follow-up was ticked off.
    journal_done_by_hand(what: Text);
    /// A line that says another one did not happen.
    journal_abandoned(line: Text);
    /// A torn line was cut.
    journal_cut();
    /// A line of a later version.
    journal_other();
    /// A change with steps of a later version.
    journal_steps_other();
    /// A change without steps.
    journal_nothing_changed();
    /// How many lines cannot be read.
    journal_broken(count: Number);

    // A line in full
    /// Title of the details.
    journal_line(line: Number);
    /// Label.
    journal_time();
    /// A moment in UTC.
    journal_utc(time: Text);
    /// Label.
    journal_clock();
    /// The clock of a simulated organization.
    journal_simulated(time: Text);
    /// Label.
    journal_user();
    /// Label.
    journal_server();
    /// Label of a change in a few words.
    journal_what();
    /// Heading.
    journal_certificates();
    /// Heading.
    journal_steps();
    /// Heading.
    journal_answers();
    /// A question with its answer.
    journal_answer(question: Text, answer: Text);
    /// Heading of what was ticked off.
    journal_done_heading();
    /// Heading: which change a follow-up comes from.
    journal_since(line: Number);
    /// How many of a long list are left out.
    journal_more(count: Number);
    /// What an abandoned change is.
    journal_not_done_what();
    /// What a ticked-off line is.
    journal_done_by_hand_what(line: Text);
    /// What an abandoned line is.
    journal_abandoned_what(line: Text);
    /// What a cut line is.
    journal_cut_what(bytes: Text);
    /// What a line of a later version is.
    journal_other_what();
    /// What the broken lines are.
    journal_broken_what();

    // What can be done with a line
    /// There is no cmdlet to copy.
    journal_no_cmdlet();
    /// The line is no change that could be taken back.
    journal_no_change();
    /// Why nothing can be made from a line.
    journal_altered();
    /// The server is no longer in the organization.
    journal_no_server(server: Text);
    /// The line holds steps of a later version.
    journal_steps_unknown();
    /// The server is being read before a change is taken back.
    journal_looking(server: Text);
    /// A follow-up is being ticked off.
    journal_ticking(server: Text);
    /// A follow-up was ticked off.
    journal_ticked(what: Text, server: Text);
    /// A follow-up could not be ticked off; the reason is a whole sentence.
    journal_not_ticked(reason: Text);
    /// What is left to do cannot be found out; the reason is a whole sentence.
    journal_unknown_open(reason: Text);
    /// The terminal was asked to copy.
    copy_asked();
    /// The text is too long for a terminal to copy.
    copy_too_long();
    /// The text has control characters in it.
    copy_control();
    /// In a report: the follow-ups stay open in the journal.
    report_follow_ups_stay(key: Text);
    /// How much is left to do by hand, in the folded picker.
    picker_follow_ups(count: Number);

    // The way back
    /// Title of the question.
    back_title();
    /// Which change it is about.
    back_about(time: Text, user: Text, server: Text);
    /// Nothing can be taken back.
    back_nothing();
    /// Heading of the steps.
    back_will();
    /// Heading of what is refused.
    back_refused();
    /// Why a service is not handed back.
    back_refusal(certificate: Text, service: Text, reason: Text);
    /// Heading of what stays.
    back_stays();
    /// Said where nothing stays.
    back_nothing_stays();
    /// Answer.
    back_yes();
    /// What the answer does.
    back_yes_tip();
    /// What leaving the question does.
    back_no_tip();
    /// Someone else changed the server before the way back was saved.
    back_conflict(server: Text);
    /// The way back was not saved; the reason is a whole sentence.
    back_failed(server: Text, reason: Text);
    /// The service cannot be taken away.
    stays_service(certificate: Text, service: Text);
    /// The default SMTP certificate cannot be taken away.
    stays_default(certificate: Text);
    /// Somebody has changed it again.
    stays_changed_since(service: Text);
    /// The certificate is not brought back.
    stays_removed(certificate: Text);
    /// An imported certificate stays, since its pending request cannot come back.
    stays_answered(certificate: Text);
    /// An imported certificate stays, since it is assigned.
    stays_imported(certificate: Text);
    /// "Require SSL" stays on.
    stays_require_ssl();
    /// The access rule of the key stays.
    stays_network_service();

    // Follow-ups in a few words
    /// In a list.
    to_do_restart_iis();
    /// In a list.
    to_do_verify_bindings();
    /// In a list.
    to_do_restart_pop();
    /// In a list.
    to_do_restart_imap();
    /// In a list.
    to_do_restart_um();
    /// In a list.
    to_do_restart_um_call_router();
    /// In a list.
    to_do_remove_old(certificate: Text);
    /// In a list.
    to_do_edge_resubscribe();
    /// In a list.
    to_do_edge_resubscribe_perhaps();
}
