//! The engine's answers in words, as the shell puts them below its own lines.

use crate::engine::{Certificate, FollowUp, Refusal, RuleId, Server, Service, Step, Thumbprint, Warning};
use crate::locale::{Locale, Message, explain};

/// The engine's answers in words. Every text is harmless to a terminal.
pub trait Words {
    /// Why something is refused.
    fn reason(&self, refusal: &Refusal) -> String;
    /// What to do instead; empty when there is nothing to say.
    fn remedy(&self, refusal: &Refusal) -> String;
    /// What deserves attention.
    fn warning(&self, server: &Server, warning: &Warning) -> String;
    /// What is left to do by hand.
    fn follow_up(&self, server: &Server, follow_up: &FollowUp) -> String;
    /// What a step does that no certificate's services show; empty for the others.
    fn step(&self, server: &Server, step: &Step) -> Vec<String>;
    /// A rule in one sentence.
    fn rule(&self, rule: RuleId) -> String;
    /// What a service covers, one line each.
    fn uses(&self, service: Service) -> Vec<String>;
}

impl Words for Locale {
    fn reason(&self, refusal: &Refusal) -> String {
        said(self, &explain::refusal_detail(refusal))
    }

    fn remedy(&self, refusal: &Refusal) -> String {
        said(self, &explain::remedy(refusal))
    }

    fn warning(&self, server: &Server, warning: &Warning) -> String {
        said(self, &explain::warning(warning, &|thumbprint| name(server, thumbprint)))
    }

    fn follow_up(&self, server: &Server, follow_up: &FollowUp) -> String {
        said(self, &explain::follow_up(follow_up, &|thumbprint| name(server, thumbprint)))
    }

    fn step(&self, server: &Server, step: &Step) -> Vec<String> {
        match step {
            Step::DefaultSmtp { .. }
            | Step::ProtocolName { .. }
            | Step::StartupMode { .. }
            | Step::Remove { .. }
            | Step::Import { .. } => {
                let sentences = explain::step(step, &|thumbprint| name(server, thumbprint));
                sentences.iter().map(|message| said(self, message)).collect()
            }
            Step::Assign { .. } | Step::RequireSsl | Step::NetworkService { .. } => Vec::new(),
        }
    }

    fn rule(&self, rule: RuleId) -> String {
        said(self, &explain::rule(rule))
    }

    fn uses(&self, service: Service) -> Vec<String> {
        explain::service_uses(service).iter().map(|message| said(self, message)).collect()
    }
}

fn said(locale: &Locale, message: &Message) -> String {
    locale.text(message).into()
}

/// A certificate as a shell's reader knows it: by its name and, since names repeat, by its thumbprint.
#[must_use]
pub fn name(server: &Server, thumbprint: Thumbprint) -> String {
    match server.certificate(thumbprint).map(Certificate::display_name) {
        Some(name) if *name != *thumbprint.to_string() => format!("{name} ({thumbprint})"),
        _ => thumbprint.to_string(),
    }
}
