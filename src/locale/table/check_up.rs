//! The check-up: its findings, its dialog and its verb; and who has done what, in which roles.

use super::{id, messages};
use crate::locale::message::{Number, Text};

messages! {
    // The verb, the dialog, the journal
    /// How much a finding matters.
    check_up_problem();
    /// How much a finding matters.
    check_up_warning();
    /// How much a finding matters.
    check_up_note();
    /// Behind a finding: --fix repairs it.
    check_up_fixable();
    /// Nothing was found.
    cli_doctor_clean();
    /// Nothing but notes was found.
    cli_doctor_notes(notes: Number);
    /// What was found.
    cli_doctor_found(problems: Number, warnings: Number, notes: Number);
    /// Some findings are not printed.
    cli_doctor_more(count: Number);
    /// Some findings can be repaired.
    cli_doctor_fixable(count: Number);
    /// What was repaired.
    cli_doctor_repaired(count: Number);
    /// Where the files are kept as they were.
    cli_doctor_backup(path: Text);
    /// There is nothing that --fix repairs.
    cli_doctor_nothing_to_fix();
    /// Something could not be repaired.
    cli_doctor_not_fixed(id: Text, problem: Text);
    /// There is no backup, so nothing was done.
    cli_doctor_no_backup(problem: Text);
    /// Nobody knows who may write.
    cli_doctor_access_unknown();
    /// Of an entry: the role groups of the user.
    cli_journal_roles(roles: Text);
    /// Of an entry: the account behind the user.
    cli_journal_account(account: Text);
    /// Label.
    journal_roles();
    /// Label.
    journal_account();
    /// A line about repaired files.
    journal_repair(count: Number);
    /// What a line about repaired files is.
    journal_repair_what(backup: Text);
    /// What was repaired, and in which file.
    journal_repaired(finding: Text, file: Text);
    /// Action.
    action_check_up();
    /// Tip of the action.
    action_check_up_tip();
    /// Heading of the check-up's keys.
    help_check_up();
    /// A check-up found nothing at all.
    check_up_all_read();
    /// Of a finding: the command that repairs it.
    check_up_repairs();
    /// There are no files to check.
    check_up_no_files();

    // The findings
    /// Finding `organization-unreadable`: what.
    check_organization_unreadable(name: Text);
    /// Finding `organization-unreadable`: why it matters.
    check_organization_unreadable_why();
    /// Finding `organization-unreadable`: what to do.
    check_organization_unreadable_remedy();
    /// Finding `access-table`: what.
    check_access_table(name: Text);
    /// Finding `access-table`: why it matters.
    check_access_table_why();
    /// Finding `access-table`: what to do.
    check_access_table_remedy();
    /// Finding `access-nobody`: what.
    check_access_nobody();
    /// Finding `access-nobody`: why it matters.
    check_access_nobody_why();
    /// Finding `access-nobody`: what to do.
    check_access_nobody_remedy();
    /// Finding `access-twice`: what.
    check_access_twice(name: Text);
    /// Finding `access-twice`: why it matters.
    check_access_twice_why();
    /// Finding `access-twice`: what to do.
    check_access_twice_remedy();
    /// Finding `misspelt-key`: what.
    check_misspelt_key(name: Text, other: Text);
    /// Finding `misspelt-key`: why it matters.
    check_misspelt_key_why();
    /// Finding `misspelt-key`: what to do.
    check_misspelt_key_remedy(other: Text);
    /// Finding `connected-server`: what.
    check_connected_server(name: Text);
    /// Finding `connected-server`: why it matters.
    check_connected_server_why();
    /// Finding `connected-server`: what to do.
    check_connected_server_remedy();
    /// Finding `auth-certificate`: what.
    check_auth_certificate(name: Text);
    /// Finding `auth-certificate`: why it matters.
    check_auth_certificate_why();
    /// Finding `auth-certificate`: what to do.
    check_auth_certificate_remedy();
    /// Finding `connector-certificate`: what.
    check_connector_certificate(name: Text);
    /// Finding `connector-certificate`: why it matters.
    check_connector_certificate_why();
    /// Finding `connector-certificate`: what to do.
    check_connector_certificate_remedy();
    /// Finding `connector-server`: what.
    check_connector_server(name: Text, other: Text);
    /// Finding `connector-server`: why it matters.
    check_connector_server_why();
    /// Finding `connector-server`: what to do.
    check_connector_server_remedy();
    /// Finding `trust-unreadable`: what.
    check_trust_unreadable(name: Text);
    /// Finding `trust-unreadable`: why it matters.
    check_trust_unreadable_why();
    /// Finding `trust-unreadable`: what to do.
    check_trust_unreadable_remedy();
    /// Finding `trust-expired`: what.
    check_trust_expired(name: Text, other: Text);
    /// Finding `trust-expired`: why it matters.
    check_trust_expired_why();
    /// Finding `trust-expired`: what to do.
    check_trust_expired_remedy();
    /// Finding `revocation-list-overdue`: what.
    check_revocation_list_overdue(name: Text, other: Text);
    /// Finding `revocation-list-overdue`: why it matters.
    check_revocation_list_overdue_why();
    /// Finding `revocation-list-overdue`: what to do.
    check_revocation_list_overdue_remedy();
    /// Finding `trust-not-a-root`: what.
    check_trust_not_a_root(name: Text);
    /// Finding `trust-not-a-root`: why it matters.
    check_trust_not_a_root_why();
    /// Finding `trust-not-a-root`: what to do.
    check_trust_not_a_root_remedy();
    /// Finding `root-type-unlisted`: what.
    check_root_type_unlisted(name: Text);
    /// Finding `root-type-unlisted`: why it matters.
    check_root_type_unlisted_why();
    /// Finding `root-type-unlisted`: what to do.
    check_root_type_unlisted_remedy();
    /// Finding `trust-unlisted`: what.
    check_trust_unlisted();
    /// Finding `trust-unlisted`: why it matters.
    check_trust_unlisted_why();
    /// Finding `trust-unlisted`: what to do.
    check_trust_unlisted_remedy();
    /// Finding `server-unreadable`: what.
    check_server_unreadable(name: Text);
    /// Finding `server-unreadable`: why it matters.
    check_server_unreadable_why();
    /// Finding `server-unreadable`: what to do.
    check_server_unreadable_remedy();
    /// Finding `server-twice`: what.
    check_server_twice(name: Text, other: Text);
    /// Finding `server-twice`: why it matters.
    check_server_twice_why();
    /// Finding `server-twice`: what to do.
    check_server_twice_remedy();
    /// Finding `service-unlisted`: why it matters.
    check_service_unlisted_why();
    /// Finding `service-unlisted`: what to do.
    check_service_unlisted_remedy();
    /// Finding `default-without-smtp`: why it matters.
    check_default_without_smtp_why();
    /// Finding `default-without-smtp`: what to do.
    check_default_without_smtp_remedy();
    /// Finding `listed-twice`: why it matters.
    check_listed_twice_why();
    /// Finding `listed-twice`: what to do.
    check_listed_twice_remedy();
    /// Finding `named-twice`: what.
    check_named_twice(name: Text, other: Text);
    /// Finding `named-twice`: why it matters.
    check_named_twice_why();
    /// Finding `named-twice`: what to do.
    check_named_twice_remedy();
    /// Finding `unknown-service`: what.
    check_unknown_service(name: Text);
    /// Finding `unknown-service`: why it matters.
    check_unknown_service_why();
    /// Finding `unknown-service`: what to do.
    check_unknown_service_remedy();
    /// Finding `certificate-without-facts`: what.
    check_certificate_without_facts(name: Text);
    /// Finding `certificate-without-facts`: why it matters.
    check_certificate_without_facts_why();
    /// Finding `certificate-without-facts`: what to do.
    check_certificate_without_facts_remedy(name: Text);
    /// Finding `request-without-file`: what.
    check_request_without_file(name: Text);
    /// Finding `request-without-file`: why it matters.
    check_request_without_file_why();
    /// Finding `request-without-file`: what to do.
    check_request_without_file_remedy(name: Text);
    /// Finding `certificate-unreadable`: what.
    check_certificate_unreadable(name: Text);
    /// Finding `certificate-unreadable`: why it matters.
    check_certificate_unreadable_why();
    /// Finding `certificate-unreadable`: what to do.
    check_certificate_unreadable_remedy();
    /// Finding `certificate-misnamed`: what.
    check_certificate_misnamed(name: Text);
    /// Finding `certificate-misnamed`: why it matters.
    check_certificate_misnamed_why();
    /// Finding `certificate-misnamed`: what to do.
    check_certificate_misnamed_remedy(name: Text);
    /// Finding `certificate-many`: what.
    check_certificate_many(name: Text);
    /// Finding `certificate-many`: why it matters.
    check_certificate_many_why();
    /// Finding `certificate-many`: what to do.
    check_certificate_many_remedy();
    /// Finding `private-key`: what.
    check_private_key();
    /// Finding `private-key`: why it matters.
    check_private_key_why();
    /// Finding `private-key`: what to do.
    check_private_key_remedy();
    /// Finding `certificate-unlisted`: what.
    check_certificate_unlisted();
    /// Finding `certificate-unlisted`: why it matters.
    check_certificate_unlisted_why();
    /// Finding `certificate-unlisted`: what to do.
    check_certificate_unlisted_remedy();
    /// Finding `request-unreadable`: what.
    check_request_unreadable(name: Text);
    /// Finding `request-unreadable`: why it matters.
    check_request_unreadable_why();
    /// Finding `request-unreadable`: what to do.
    check_request_unreadable_remedy();
    /// Finding `request-unlisted`: what.
    check_request_unlisted();
    /// Finding `request-unlisted`: why it matters.
    check_request_unlisted_why();
    /// Finding `request-unlisted`: what to do.
    check_request_unlisted_remedy();
    /// Finding `odd-file`: what.
    check_odd_file();
    /// Finding `odd-file`: why it matters.
    check_odd_file_why();
    /// Finding `odd-file`: what to do.
    check_odd_file_remedy();
    /// Finding `not-a-file`: what.
    check_not_a_file();
    /// Finding `not-a-file`: why it matters.
    check_not_a_file_why();
    /// Finding `not-a-file`: what to do.
    check_not_a_file_remedy();
    /// Finding `leads-out`: what.
    check_leads_out();
    /// Finding `leads-out`: why it matters.
    check_leads_out_why();
    /// Finding `leads-out`: what to do.
    check_leads_out_remedy();
    /// Finding `journal-unreadable`: what.
    check_journal_unreadable(name: Text);
    /// Finding `journal-unreadable`: why it matters.
    check_journal_unreadable_why();
    /// Finding `journal-unreadable`: what to do.
    check_journal_unreadable_remedy();
    /// Finding `journal-broken`: what.
    check_journal_broken(name: Text);
    /// Finding `journal-broken`: why it matters.
    check_journal_broken_why();
    /// Finding `journal-broken`: what to do.
    check_journal_broken_remedy();
    /// Finding `journal-torn`: what.
    check_journal_torn(name: Text);
    /// Finding `journal-torn`: why it matters.
    check_journal_torn_why();
    /// Finding `journal-torn`: what to do.
    check_journal_torn_remedy();
    /// Finding `change-unfinished`: what.
    check_change_unfinished(name: Text, other: Text);
    /// Finding `change-unfinished`: why it matters.
    check_change_unfinished_why();
    /// Finding `change-unfinished`: what to do.
    check_change_unfinished_remedy();
    /// Finding `changed-outside`: what.
    check_changed_outside(name: Text, other: Text);
    /// Finding `changed-outside`: why it matters.
    check_changed_outside_why();
    /// Finding `changed-outside`: what to do.
    check_changed_outside_remedy();
    /// Finding `document-gone`: what.
    check_document_gone(name: Text, other: Text);
    /// Finding `document-gone`: why it matters.
    check_document_gone_why();
    /// Finding `document-gone`: what to do.
    check_document_gone_remedy();
    /// Finding `clock-went-back`: what.
    check_clock_went_back(name: Text);
    /// Finding `clock-went-back`: why it matters.
    check_clock_went_back_why();
    /// Finding `clock-went-back`: what to do.
    check_clock_went_back_remedy();
    /// Finding `follow-ups-open`: what.
    check_follow_ups_open(name: Text);
    /// Finding `follow-ups-open`: why it matters.
    check_follow_ups_open_why();
    /// Finding `follow-ups-open`: what to do.
    check_follow_ups_open_remedy();
    /// Finding `leftover`: what.
    check_leftover();
    /// Finding `leftover`: why it matters.
    check_leftover_why();
    /// Finding `leftover`: what to do.
    check_leftover_remedy();
    /// Finding `leftover-directory`: what.
    check_leftover_directory();
    /// Finding `leftover-directory`: why it matters.
    check_leftover_directory_why();
    /// Finding `leftover-directory`: what to do.
    check_leftover_directory_remedy();
    /// Finding `lock-signed`: what.
    check_lock_signed(name: Text);
    /// Finding `lock-signed`: why it matters.
    check_lock_signed_why();
    /// Finding `lock-signed`: what to do.
    check_lock_signed_remedy();
    /// Finding `lock-held`: what.
    check_lock_held(name: Text);
    /// Finding `lock-held`: why it matters.
    check_lock_held_why();
    /// Finding `lock-held`: what to do.
    check_lock_held_remedy();
    /// Finding `writable-by-all`: what.
    check_writable_by_all(name: Text);
    /// Finding `writable-by-all`: why it matters.
    check_writable_by_all_why();
    /// Finding `writable-by-all`: what to do.
    check_writable_by_all_remedy();
    /// Finding `not-readable`: what.
    check_not_readable(name: Text);
    /// Finding `not-readable`: why it matters.
    check_not_readable_why();
    /// Finding `not-readable`: what to do.
    check_not_readable_remedy();
    /// Finding `read-only`: what.
    check_read_only();
    /// Finding `read-only`: why it matters.
    check_read_only_why();
    /// Finding `read-only`: what to do.
    check_read_only_remedy();
    /// Finding `owner-differs`: what.
    check_owner_differs(name: Text, other: Text);
    /// Finding `owner-differs`: why it matters.
    check_owner_differs_why();
    /// Finding `owner-differs`: what to do.
    check_owner_differs_remedy();
    /// Finding `executable`: what.
    check_executable(name: Text);
    /// Finding `executable`: why it matters.
    check_executable_why();
    /// Finding `executable`: what to do.
    check_executable_remedy();
}
