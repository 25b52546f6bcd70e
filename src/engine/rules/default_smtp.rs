//! `default-smtp`: exactly one certificate is the default for SMTP between Exchange servers, and replacing it is asked.

use super::Case;
use crate::engine::plan::DefaultSmtpQuestion;
use crate::engine::request::DefaultSmtp;

/// Source: the topic's row on SMTP (you are prompted; typically you don't need to replace the default) and the prompt in
/// public captures. Exchange's own default answer is Yes; ours is Keep.
pub(super) const SOURCE: &str = "the topic: typically, you don't need to replace the default SMTP certificate";

/// What happens to the default SMTP certificate when SMTP is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Default {
    /// Nothing: it stays, or it is this certificate already.
    Stays,
    /// This certificate becomes the default.
    Changes,
    /// Somebody has to say.
    Asked(DefaultSmtpQuestion),
}

/// Decides about the default. A server without any default takes this certificate, unasked.
#[must_use]
pub fn decide(case: &Case, answer: DefaultSmtp) -> Default {
    let candidate = case.certificate.thumbprint;
    let Some(current) = case.server.assignments.smtp_default else { return Default::Changes };
    match answer {
        _ if current == candidate => Default::Stays,
        DefaultSmtp::Keep => Default::Stays,
        DefaultSmtp::Replace => Default::Changes,
        DefaultSmtp::Ask => Default::Asked(DefaultSmtpQuestion {
            server: case.server.name.clone(),
            current,
            candidate,
            edge_subscribed: subscribed(case),
        }),
    }
}

fn subscribed(case: &Case) -> Option<bool> {
    if case.server.is_edge() {
        Some(case.server.edge_subscription.is_some())
    } else {
        case.organization.edge_subscribed
    }
}
