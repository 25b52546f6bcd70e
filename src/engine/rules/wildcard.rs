//! `wildcard-imap` and `wildcard-pop`: IMAP and POP find their certificate by a plain name.

use super::Case;
use crate::engine::refusal::Reason;
use crate::engine::server::Protocol;
use crate::engine::service::Service;

/// Source: the topic's rows on IMAP and POP; the warning in public captures says "because the subject is not a Fully
/// Qualified Domain Name".
pub(super) const SOURCE: &str = "the topic: don't assign a wildcard certificate to IMAP or POP";

pub(super) fn check(case: &Case) -> Option<Reason> {
    let protocol = match case.service {
        Service::Imap => Protocol::Imap,
        Service::Pop => Protocol::Pop,
        _ => return None,
    };
    let facts = case.facts()?;
    (facts.wildcard_subject() || facts.protocol_name().is_none()).then_some(Reason::Wildcard(protocol))
}
