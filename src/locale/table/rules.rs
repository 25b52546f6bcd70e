//! The engine's answers: status, refusals, remedies, warnings, follow-ups, rules.

use super::{id, messages};
use crate::locale::message::{Number, Text};

messages! {
    // Status, in plain words
    /// A Status of the page.
    status_valid();
    /// A Status of the page.
    status_expiring();
    /// A Status of the page.
    status_expired();
    /// A Status of the page.
    status_not_yet_valid();
    /// A Status of the page.
    status_pending_request();
    /// A Status of the page.
    status_revoked();
    /// A Status of the page.
    status_untrusted();
    /// A Status of the page.
    status_invalid();
    /// A Status of the page.
    status_revocation_not_checked();
    /// A Status of the page.
    status_unknown();
    /// A Status of the page.
    status_checking();

    // Services: labels and what they cover
    /// Label of the check box of every other service: its name.
    label_service(service: Text);
    /// Label of the check box.
    label_um_call_router();
    /// What IIS covers.
    uses_iis_autodiscover();
    /// What IIS covers.
    uses_iis_activesync();
    /// What IIS covers.
    uses_iis_admin_center();
    /// What IIS covers.
    uses_iis_web_services();
    /// What IIS covers.
    uses_iis_address_book();
    /// What IIS covers.
    uses_iis_outlook_anywhere();
    /// What IIS covers.
    uses_iis_mapi();
    /// What IIS covers.
    uses_iis_web();
    /// What IMAP covers.
    uses_imap();
    /// What to know about IMAP.
    uses_imap_name();
    /// What POP covers.
    uses_pop();
    /// What to know about POP.
    uses_pop_name();
    /// What SMTP covers.
    uses_smtp_external();
    /// What SMTP covers.
    uses_smtp_mutual();
    /// What SMTP covers.
    uses_smtp_default();
    /// What UM covers.
    uses_um();
    /// What to know about UM.
    uses_um_mode();
    /// What `UMCallRouter` covers.
    uses_um_call_router();
    /// What to know about `UMCallRouter`.
    uses_um_call_router_mode();
    /// What Federation covers.
    uses_federation();

    // Refusals beside a check box: at most 45 columns in English
    /// Rule service-locked.
    refusal_locked();
    /// The stable name of the rule behind a refusal or a question.
    rule_id(id: Text);
    /// Rule status-not-valid.
    refusal_status(status: Text);
    /// Rule private-key-missing.
    refusal_private_key_missing();
    /// Rules wildcard-imap and wildcard-pop.
    refusal_wildcard();
    /// Rules um-startup-mode and um-call-router-startup-mode.
    refusal_startup_mode(service: Text, mode: Text);
    /// Rule um-not-in-version.
    refusal_no_um();
    /// Rule no-server-auth.
    refusal_no_server_auth();
    /// Rule federation-elsewhere.
    refusal_federation();
    /// Rule edge-smtp-only.
    refusal_edge();
    /// Rule auth-certificate.
    refusal_auth();
    /// Rule not-permitted, by role.
    refusal_role();
    /// Rule not-permitted, by flag.
    refusal_flag();
    /// Rule not-permitted, by a table of who may write that cannot be understood.
    refusal_access_table();
    /// Rule not-permitted, by the files.
    refusal_files();
    /// Rule remove-default-smtp.
    refusal_remove_default();
    /// Rule remove-auth.
    refusal_remove_auth();
    /// Rule remove-federation.
    refusal_remove_federation();
    /// Rule remove-back-end.
    refusal_remove_back_end();
    /// Rule remove-on-send-connector.
    refusal_on_connectors();
    /// The certificate is on the server already, short.
    refusal_already_exists();
    /// Rule facts-unknown.
    unknown_services();
    /// Rule facts-unknown.
    unknown_status();
    /// Rule facts-unknown.
    unknown_names();
    /// Rule facts-unknown.
    unknown_private_key();
    /// Rule facts-unknown.
    unknown_build();
    /// Rule facts-unknown.
    unknown_default_smtp();
    /// Rule facts-unknown.
    unknown_startup_mode();
    /// Rule facts-unknown.
    unknown_iis_site();
    /// Rule facts-unknown.
    unknown_checking();
    /// Rule facts-unknown.
    unknown_unreadable();

    // Refusals as whole sentences
    /// Rule service-locked.
    detail_locked(service: Text);
    /// Rule status-not-valid.
    detail_status(status: Text);
    /// Rule status-not-valid, with the error of the chain.
    detail_status_invalid(error: Text);
    /// Rule private-key-missing.
    detail_private_key_missing(server: Text);
    /// Rules wildcard-imap and wildcard-pop.
    detail_wildcard(protocol: Text);
    /// Rules um-startup-mode and um-call-router-startup-mode.
    detail_startup_mode(service: Text, mode: Text, server: Text);
    /// Rule um-not-in-version.
    detail_no_um(server: Text);
    /// Rule no-server-auth.
    detail_no_server_auth();
    /// Rule federation-elsewhere.
    detail_federation();
    /// Rule edge-smtp-only.
    detail_edge(server: Text);
    /// Rule auth-certificate.
    detail_auth();
    /// Rule not-permitted, by role.
    detail_role(groups: Text);
    /// Rule not-permitted, by flag.
    detail_flag();
    /// Rule not-permitted, by a table of who may write that cannot be understood.
    detail_access_table();
    /// Rule not-permitted, by the files.
    detail_files();
    /// Rule facts-unknown.
    detail_unknown(fact: Text);
    /// Rule remove-default-smtp.
    detail_remove_default(server: Text);
    /// Rule remove-auth.
    detail_remove_auth();
    /// Rule remove-federation.
    detail_remove_federation();
    /// Rule remove-back-end.
    detail_remove_back_end(server: Text);
    /// Rule remove-on-send-connector.
    detail_on_connectors(connectors: Text);
    /// The certificate is on the server already.
    detail_already_exists(server: Text);

    // The way out of a refusal
    /// Rule service-locked.
    remedy_locked(service: Text);
    /// In place of the name of one service.
    these_services();
    /// Rule status-not-valid.
    remedy_expired();
    /// Rule status-not-valid.
    remedy_not_yet_valid();
    /// Rule status-not-valid.
    remedy_pending_request();
    /// Rule status-not-valid.
    remedy_revoked();
    /// Rule status-not-valid.
    remedy_untrusted();
    /// Rule status-not-valid.
    remedy_invalid();
    /// Rule status-not-valid.
    remedy_revocation(server: Text);
    /// Rules status-not-valid and facts-unknown.
    remedy_unknown(server: Text);
    /// Rule private-key-missing.
    remedy_private_key(server: Text);
    /// Rule facts-unknown.
    remedy_default_smtp_unknown(server: Text);
    /// Rule facts-unknown.
    remedy_startup_mode_unknown(server: Text);
    /// Rule facts-unknown.
    remedy_iis_site_unknown(server: Text);
    /// Rule facts-unknown.
    remedy_private_key_unknown(server: Text);
    /// Rules wildcard-imap and wildcard-pop.
    remedy_wildcard(protocol: Text);
    /// Rules um-startup-mode and um-call-router-startup-mode.
    remedy_startup_mode(service: Text);
    /// Rule um-not-in-version.
    remedy_no_um();
    /// Rule no-server-auth.
    remedy_no_server_auth();
    /// Rule federation-elsewhere.
    remedy_federation();
    /// Rule edge-smtp-only.
    remedy_edge();
    /// Rule auth-certificate.
    remedy_auth();
    /// Rule not-permitted, by role.
    remedy_role(groups: Text);
    /// Rule not-permitted, by flag.
    remedy_flag();
    /// Rule not-permitted, by a table of who may write that cannot be understood.
    remedy_access_table();
    /// Rule not-permitted, by the files.
    remedy_files();
    /// Rule facts-unknown.
    remedy_build(server: Text);
    /// Rule facts-unknown.
    remedy_checking();
    /// Rule facts-unknown.
    remedy_unreadable();
    /// Rule remove-default-smtp.
    remedy_remove_default(server: Text);
    /// Rule remove-auth.
    remedy_remove_auth();
    /// Rule remove-federation.
    remedy_remove_federation(server: Text);
    /// Rule remove-back-end.
    remedy_remove_back_end(server: Text);
    /// Rule remove-on-send-connector.
    remedy_on_connectors(connectors: Text, null: Text);
    /// What to do about a certificate that is on the server already.
    remedy_already_exists(thumbprint: Text);
    /// One of two role groups.
    groups_or(first: Text, second: Text);

    // Warnings
    /// Warning expires-soon.
    warning_expires_soon(day: Text, distance: Text);
    /// Warning weak-key.
    warning_weak_key(bits: Number);
    /// Warning sha1-signature.
    warning_sha1_signature();
    /// Warning key-not-exportable.
    warning_key_not_exportable();
    /// Warning loses-service.
    warning_loses_service(certificate: Text, service: Text);
    /// Warning loses-service, IIS with a back-end binding.
    warning_loses_site(certificate: Text);
    /// Warning self-signed-for-clients.
    warning_self_signed(service: Text);
    /// Warning wildcard-san.
    warning_wildcard_san(protocol: Text);
    /// Warning name-not-covered.
    warning_name_not_covered(service: Text, name: Text, server: Text);
    /// Warning still-assigned.
    warning_still_assigned(services: Text);
    /// Warning pending-request.
    warning_pending_request();
    /// Warning imported-without-key.
    warning_imported_without_key(thumbprint: Text);
    /// Warning newer-encryption.
    warning_newer_encryption();

    // Follow-ups
    /// Follow-up restart-iis.
    follow_up_restart_iis();
    /// Follow-up verify-iis-bindings.
    follow_up_verify_bindings();
    /// Follow-up restart-pop.
    follow_up_restart_pop();
    /// Follow-up restart-imap.
    follow_up_restart_imap();
    /// Follow-up restart-um.
    follow_up_restart_um();
    /// Follow-up restart-um-call-router.
    follow_up_restart_um_call_router();
    /// Follow-up remove-old-certificate.
    follow_up_remove_old(certificate: Text);
    /// Follow-up edge-resubscribe.
    follow_up_edge_resubscribe();
    /// Follow-up edge-resubscribe, when nobody knows of one.
    follow_up_edge_resubscribe_perhaps();

    // Rules in one sentence, for the printed list
    /// Rule service-locked.
    rule_service_locked();
    /// Rule status-not-valid.
    rule_status_not_valid();
    /// Rule private-key-missing.
    rule_private_key_missing();
    /// Rule wildcard-imap.
    rule_wildcard_imap();
    /// Rule wildcard-pop.
    rule_wildcard_pop();
    /// Rule um-startup-mode.
    rule_um_startup_mode();
    /// Rule um-call-router-startup-mode.
    rule_um_call_router_startup_mode();
    /// Rule um-not-in-version.
    rule_um_not_in_version();
    /// Rule default-smtp.
    rule_default_smtp();
    /// Rule no-server-auth.
    rule_no_server_auth();
    /// Rule federation-elsewhere.
    rule_federation_elsewhere();
    /// Rule edge-smtp-only.
    rule_edge_smtp_only();
    /// Rule auth-certificate.
    rule_auth_certificate();
    /// Rule not-permitted.
    rule_not_permitted();
    /// Rule facts-unknown.
    rule_facts_unknown();
    /// Rule remove-default-smtp.
    rule_remove_default_smtp();
    /// Rule remove-auth.
    rule_remove_auth();
    /// Rule remove-federation.
    rule_remove_federation();
    /// Rule remove-back-end.
    rule_remove_back_end();
    /// Rule remove-on-send-connector.
    rule_remove_on_send_connector();
    /// Rule already-exists.
    rule_already_exists();
    /// Warning expires-soon.
    kind_expires_soon();
    /// Warning weak-key.
    kind_weak_key();
    /// Warning sha1-signature.
    kind_sha1_signature();
    /// Warning key-not-exportable.
    kind_key_not_exportable();
    /// Warning loses-service.
    kind_loses_service();
    /// Warning self-signed-for-clients.
    kind_self_signed_for_clients();
    /// Warning wildcard-san.
    kind_wildcard_san();
    /// Warning name-not-covered.
    kind_name_not_covered();
    /// Warning still-assigned.
    kind_still_assigned();
    /// Warning pending-request.
    kind_pending_request();
    /// Warning imported-without-key.
    kind_imported_without_key();
    /// Warning newer-encryption.
    kind_newer_encryption();
    /// Follow-up restart-iis.
    kind_restart_iis();
    /// Follow-up verify-iis-bindings.
    kind_verify_iis_bindings();
    /// Follow-up restart-pop.
    kind_restart_pop();
    /// Follow-up restart-imap.
    kind_restart_imap();
    /// Follow-up restart-um.
    kind_restart_um();
    /// Follow-up restart-um-call-router.
    kind_restart_um_call_router();
    /// Follow-up remove-old-certificate.
    kind_remove_old_certificate();
    /// Follow-up edge-resubscribe.
    kind_edge_resubscribe();
}
