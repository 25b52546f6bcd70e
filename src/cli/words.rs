//! The engine's answers for the cmdlets, in the reader's language.

use crate::cmdlets::Words;
use crate::engine::{FollowUp, Refusal, Server, Thumbprint, Warning};
use crate::locale::{Locale, explain};

/// The message table in one language.
pub(super) struct Said<'a>(pub(super) &'a Locale);

impl Words for Said<'_> {
    fn reason(&self, refusal: &Refusal) -> String {
        self.0.text(&explain::refusal_detail(refusal)).into()
    }

    fn remedy(&self, refusal: &Refusal) -> String {
        self.0.text(&explain::remedy(refusal)).into()
    }

    fn warning(&self, server: &Server, warning: &Warning) -> String {
        self.0.text(&explain::warning(warning, &|thumbprint| name(server, thumbprint))).into()
    }

    fn follow_up(&self, server: &Server, follow_up: &FollowUp) -> String {
        self.0.text(&explain::follow_up(follow_up, &|thumbprint| name(server, thumbprint))).into()
    }
}

/// A certificate's friendly name with its thumbprint, which is what a cmdlet takes.
pub(super) fn name(server: &Server, thumbprint: Thumbprint) -> String {
    match server.certificate(thumbprint) {
        Some(certificate) if !certificate.friendly_name.is_empty() => {
            format!("{} ({thumbprint})", certificate.friendly_name)
        }
        _ => thumbprint.to_string(),
    }
}
