//! The findings of a check-up, in the reader's language.

use super::reason;
use crate::locale::{Message, Text, say};
use crate::store::doctor::{Finding, Id, Severity};

/// What was found.
#[must_use]
pub fn what(found: &Finding) -> Message {
    // Where a file could not be read, its reason stands for the name.
    let name: Text = match &found.kind {
        Some(kind) => reason(kind).into(),
        None => found.name.as_str().into(),
    };
    let other = found.other.as_str();
    match found.id {
        Id::OrganizationUnreadable => say::check_organization_unreadable(name),
        Id::AccessTable => say::check_access_table(name),
        Id::AccessNobody => say::check_access_nobody(),
        Id::AccessTwice => say::check_access_twice(name),
        Id::MisspeltKey => say::check_misspelt_key(name, other),
        Id::ConnectedServer => say::check_connected_server(name),
        Id::AuthCertificate => say::check_auth_certificate(name),
        Id::ConnectorCertificate => say::check_connector_certificate(name),
        Id::ConnectorServer => say::check_connector_server(name, other),
        Id::TrustUnreadable => say::check_trust_unreadable(name),
        Id::TrustExpired => say::check_trust_expired(name, other),
        Id::RevocationListOverdue => say::check_revocation_list_overdue(name, other),
        Id::TrustNotARoot => say::check_trust_not_a_root(name),
        Id::RootTypeUnlisted => say::check_root_type_unlisted(name),
        Id::TrustUnlisted => say::check_trust_unlisted(),
        Id::ServerUnreadable => say::check_server_unreadable(name),
        Id::ServerTwice => say::check_server_twice(name, other),
        Id::ServiceUnlisted => say::finding_dangling(name, other),
        Id::DefaultWithoutSmtp => say::finding_default_without_smtp(other),
        Id::ListedTwice => say::finding_listed_twice(other),
        Id::NamedTwice => say::check_named_twice(name, other),
        Id::UnknownService => say::check_unknown_service(name),
        Id::CertificateWithoutFacts => say::check_certificate_without_facts(name),
        Id::RequestWithoutFile => say::check_request_without_file(name),
        Id::CertificateUnreadable => say::check_certificate_unreadable(name),
        Id::CertificateMisnamed => say::check_certificate_misnamed(name),
        Id::CertificateMany => say::check_certificate_many(name),
        Id::PrivateKey => say::check_private_key(),
        Id::CertificateUnlisted => say::check_certificate_unlisted(),
        Id::RequestUnreadable => say::check_request_unreadable(name),
        Id::RequestUnlisted => say::check_request_unlisted(),
        Id::OddFile => say::check_odd_file(),
        Id::NotAFile => say::check_not_a_file(),
        Id::LeadsOut => say::check_leads_out(),
        Id::JournalUnreadable => say::check_journal_unreadable(name),
        Id::JournalBroken => say::check_journal_broken(name),
        Id::JournalTorn => say::check_journal_torn(name),
        Id::ChangeUnfinished => say::check_change_unfinished(name, other),
        Id::ChangedOutside => say::check_changed_outside(name, other),
        Id::DocumentGone => say::check_document_gone(name, other),
        Id::ClockWentBack => say::check_clock_went_back(name),
        Id::FollowUpsOpen => say::check_follow_ups_open(name),
        Id::Leftover => say::check_leftover(),
        Id::LeftoverDirectory => say::check_leftover_directory(),
        Id::LockSigned => say::check_lock_signed(name),
        Id::LockHeld => say::check_lock_held(name),
        Id::WritableByAll => say::check_writable_by_all(name),
        Id::NotReadable => say::check_not_readable(name),
        Id::ReadOnly => say::check_read_only(),
        Id::OwnerDiffers => say::check_owner_differs(name, other),
        Id::Executable => say::check_executable(name),
    }
}

/// Why that matters.
#[must_use]
pub fn why(id: Id) -> Message {
    match id {
        Id::OrganizationUnreadable => say::check_organization_unreadable_why(),
        Id::AccessTable => say::check_access_table_why(),
        Id::AccessNobody => say::check_access_nobody_why(),
        Id::AccessTwice => say::check_access_twice_why(),
        Id::MisspeltKey => say::check_misspelt_key_why(),
        Id::ConnectedServer => say::check_connected_server_why(),
        Id::AuthCertificate => say::check_auth_certificate_why(),
        Id::ConnectorCertificate => say::check_connector_certificate_why(),
        Id::ConnectorServer => say::check_connector_server_why(),
        Id::TrustUnreadable => say::check_trust_unreadable_why(),
        Id::TrustExpired => say::check_trust_expired_why(),
        Id::RevocationListOverdue => say::check_revocation_list_overdue_why(),
        Id::TrustNotARoot => say::check_trust_not_a_root_why(),
        Id::RootTypeUnlisted => say::check_root_type_unlisted_why(),
        Id::TrustUnlisted => say::check_trust_unlisted_why(),
        Id::ServerUnreadable => say::check_server_unreadable_why(),
        Id::ServerTwice => say::check_server_twice_why(),
        Id::ServiceUnlisted => say::check_service_unlisted_why(),
        Id::DefaultWithoutSmtp => say::check_default_without_smtp_why(),
        Id::ListedTwice => say::check_listed_twice_why(),
        Id::NamedTwice => say::check_named_twice_why(),
        Id::UnknownService => say::check_unknown_service_why(),
        Id::CertificateWithoutFacts => say::check_certificate_without_facts_why(),
        Id::RequestWithoutFile => say::check_request_without_file_why(),
        Id::CertificateUnreadable => say::check_certificate_unreadable_why(),
        Id::CertificateMisnamed => say::check_certificate_misnamed_why(),
        Id::CertificateMany => say::check_certificate_many_why(),
        Id::PrivateKey => say::check_private_key_why(),
        Id::CertificateUnlisted => say::check_certificate_unlisted_why(),
        Id::RequestUnreadable => say::check_request_unreadable_why(),
        Id::RequestUnlisted => say::check_request_unlisted_why(),
        Id::OddFile => say::check_odd_file_why(),
        Id::NotAFile => say::check_not_a_file_why(),
        Id::LeadsOut => say::check_leads_out_why(),
        Id::JournalUnreadable => say::check_journal_unreadable_why(),
        Id::JournalBroken => say::check_journal_broken_why(),
        Id::JournalTorn => say::check_journal_torn_why(),
        Id::ChangeUnfinished => say::check_change_unfinished_why(),
        Id::ChangedOutside => say::check_changed_outside_why(),
        Id::DocumentGone => say::check_document_gone_why(),
        Id::ClockWentBack => say::check_clock_went_back_why(),
        Id::FollowUpsOpen => say::check_follow_ups_open_why(),
        Id::Leftover => say::check_leftover_why(),
        Id::LeftoverDirectory => say::check_leftover_directory_why(),
        Id::LockSigned => say::check_lock_signed_why(),
        Id::LockHeld => say::check_lock_held_why(),
        Id::WritableByAll => say::check_writable_by_all_why(),
        Id::NotReadable => say::check_not_readable_why(),
        Id::ReadOnly => say::check_read_only_why(),
        Id::OwnerDiffers => say::check_owner_differs_why(),
        Id::Executable => say::check_executable_why(),
    }
}

/// What to do about it: a command or an edit.
#[must_use]
pub fn remedy(found: &Finding) -> Message {
    let (name, other) = (found.name.as_str(), found.other.as_str());
    match found.id {
        Id::OrganizationUnreadable => say::check_organization_unreadable_remedy(),
        Id::AccessTable => say::check_access_table_remedy(),
        Id::AccessNobody => say::check_access_nobody_remedy(),
        Id::AccessTwice => say::check_access_twice_remedy(),
        Id::MisspeltKey => say::check_misspelt_key_remedy(other),
        Id::ConnectedServer => say::check_connected_server_remedy(),
        Id::AuthCertificate => say::check_auth_certificate_remedy(),
        Id::ConnectorCertificate => say::check_connector_certificate_remedy(),
        Id::ConnectorServer => say::check_connector_server_remedy(),
        Id::TrustUnreadable => say::check_trust_unreadable_remedy(),
        Id::TrustExpired => say::check_trust_expired_remedy(),
        Id::RevocationListOverdue => say::check_revocation_list_overdue_remedy(),
        Id::TrustNotARoot => say::check_trust_not_a_root_remedy(),
        Id::RootTypeUnlisted => say::check_root_type_unlisted_remedy(),
        Id::TrustUnlisted => say::check_trust_unlisted_remedy(),
        Id::ServerUnreadable => say::check_server_unreadable_remedy(),
        Id::ServerTwice => say::check_server_twice_remedy(),
        Id::ServiceUnlisted => say::check_service_unlisted_remedy(),
        Id::DefaultWithoutSmtp => say::check_default_without_smtp_remedy(),
        Id::ListedTwice => say::check_listed_twice_remedy(),
        Id::NamedTwice => say::check_named_twice_remedy(),
        Id::UnknownService => say::check_unknown_service_remedy(),
        Id::CertificateWithoutFacts => say::check_certificate_without_facts_remedy(name),
        Id::RequestWithoutFile => say::check_request_without_file_remedy(name),
        Id::CertificateUnreadable => say::check_certificate_unreadable_remedy(),
        Id::CertificateMisnamed => say::check_certificate_misnamed_remedy(name),
        Id::CertificateMany => say::check_certificate_many_remedy(),
        Id::PrivateKey => say::check_private_key_remedy(),
        Id::CertificateUnlisted => say::check_certificate_unlisted_remedy(),
        Id::RequestUnreadable => say::check_request_unreadable_remedy(),
        Id::RequestUnlisted => say::check_request_unlisted_remedy(),
        Id::OddFile => say::check_odd_file_remedy(),
        Id::NotAFile => say::check_not_a_file_remedy(),
        Id::LeadsOut => say::check_leads_out_remedy(),
        Id::JournalUnreadable => say::check_journal_unreadable_remedy(),
        Id::JournalBroken => say::check_journal_broken_remedy(),
        Id::JournalTorn => say::check_journal_torn_remedy(),
        Id::ChangeUnfinished => say::check_change_unfinished_remedy(),
        Id::ChangedOutside => say::check_changed_outside_remedy(),
        Id::DocumentGone => say::check_document_gone_remedy(),
        Id::ClockWentBack => say::check_clock_went_back_remedy(),
        Id::FollowUpsOpen => say::check_follow_ups_open_remedy(),
        Id::Leftover => say::check_leftover_remedy(),
        Id::LeftoverDirectory => say::check_leftover_directory_remedy(),
        Id::LockSigned => say::check_lock_signed_remedy(),
        Id::LockHeld => say::check_lock_held_remedy(),
        Id::WritableByAll => say::check_writable_by_all_remedy(),
        Id::NotReadable => say::check_not_readable_remedy(),
        Id::ReadOnly => say::check_read_only_remedy(),
        Id::OwnerDiffers => say::check_owner_differs_remedy(),
        Id::Executable => say::check_executable_remedy(),
    }
}

/// How much a finding matters, in a word.
#[must_use]
pub fn severity(severity: Severity) -> Message {
    match severity {
        Severity::Problem => say::check_up_problem(),
        Severity::Warning => say::check_up_warning(),
        Severity::Note => say::check_up_note(),
    }
}

/// Where: the file, with line and column as far as they are known.
#[must_use]
pub fn place(found: &Finding) -> String {
    let file = found.file();
    match found.position {
        Some(at) => format!("{file}:{}:{}", at.line, at.column),
        None => file,
    }
}
