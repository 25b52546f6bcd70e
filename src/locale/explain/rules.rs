//! The rules themselves, one sentence each, for the printed list.

use crate::engine::RuleId;
use crate::locale::{Message, say};

/// Every rule, in the order of the printed list.
pub const RULES: [RuleId; 21] = [
    RuleId::ServiceLocked,
    RuleId::StatusNotValid,
    RuleId::PrivateKeyMissing,
    RuleId::WildcardImap,
    RuleId::WildcardPop,
    RuleId::UmStartupMode,
    RuleId::UmCallRouterStartupMode,
    RuleId::UmNotInVersion,
    RuleId::DefaultSmtp,
    RuleId::NoServerAuth,
    RuleId::FederationElsewhere,
    RuleId::EdgeSmtpOnly,
    RuleId::AuthCertificate,
    RuleId::NotPermitted,
    RuleId::FactsUnknown,
    RuleId::RemoveDefaultSmtp,
    RuleId::RemoveAuth,
    RuleId::RemoveFederation,
    RuleId::RemoveBackEnd,
    RuleId::RemoveOnSendConnector,
    RuleId::AlreadyExists,
];

/// A rule in one sentence.
#[must_use]
pub fn rule(rule: RuleId) -> Message {
    match rule {
        RuleId::ServiceLocked => say::rule_service_locked(),
        RuleId::StatusNotValid => say::rule_status_not_valid(),
        RuleId::PrivateKeyMissing => say::rule_private_key_missing(),
        RuleId::WildcardImap => say::rule_wildcard_imap(),
        RuleId::WildcardPop => say::rule_wildcard_pop(),
        RuleId::UmStartupMode => say::rule_um_startup_mode(),
        RuleId::UmCallRouterStartupMode => say::rule_um_call_router_startup_mode(),
        RuleId::UmNotInVersion => say::rule_um_not_in_version(),
        RuleId::DefaultSmtp => say::rule_default_smtp(),
        RuleId::NoServerAuth => say::rule_no_server_auth(),
        RuleId::FederationElsewhere => say::rule_federation_elsewhere(),
        RuleId::EdgeSmtpOnly => say::rule_edge_smtp_only(),
        RuleId::AuthCertificate => say::rule_auth_certificate(),
        RuleId::NotPermitted => say::rule_not_permitted(),
        RuleId::FactsUnknown => say::rule_facts_unknown(),
        RuleId::RemoveDefaultSmtp => say::rule_remove_default_smtp(),
        RuleId::RemoveAuth => say::rule_remove_auth(),
        RuleId::RemoveFederation => say::rule_remove_federation(),
        RuleId::RemoveBackEnd => say::rule_remove_back_end(),
        RuleId::RemoveOnSendConnector => say::rule_remove_on_send_connector(),
        RuleId::AlreadyExists => say::rule_already_exists(),
    }
}

/// A kind of warning in one sentence, by its id; `None` for what is none.
#[must_use]
pub fn warning_kind(id: &str) -> Option<Message> {
    Some(match id {
        "expires-soon" => say::kind_expires_soon(),
        "weak-key" => say::kind_weak_key(),
        "sha1-signature" => say::kind_sha1_signature(),
        "key-not-exportable" => say::kind_key_not_exportable(),
        "loses-service" => say::kind_loses_service(),
        "self-signed-for-clients" => say::kind_self_signed_for_clients(),
        "wildcard-san" => say::kind_wildcard_san(),
        "name-not-covered" => say::kind_name_not_covered(),
        "still-assigned" => say::kind_still_assigned(),
        "pending-request" => say::kind_pending_request(),
        "imported-without-key" => say::kind_imported_without_key(),
        "newer-encryption" => say::kind_newer_encryption(),
        _ => return None,
    })
}

/// When a follow-up is due, in one sentence, by its id; `None` for what is none.
#[must_use]
pub fn follow_up_kind(id: &str) -> Option<Message> {
    Some(match id {
        "restart-iis" => say::kind_restart_iis(),
        "verify-iis-bindings" => say::kind_verify_iis_bindings(),
        "restart-pop" => say::kind_restart_pop(),
        "restart-imap" => say::kind_restart_imap(),
        "restart-um" => say::kind_restart_um(),
        "restart-um-call-router" => say::kind_restart_um_call_router(),
        "remove-old-certificate" => say::kind_remove_old_certificate(),
        "edge-resubscribe" => say::kind_edge_resubscribe(),
        _ => return None,
    })
}
