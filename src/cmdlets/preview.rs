//! `-WhatIf`: what would be done, a sentence a step. The shape is the shell's, the sentences are ours.

use super::shown::shown;
use crate::engine::{DefaultSmtpQuestion, Part, ServerName, Step};

/// The sentences of a part.
pub(super) fn lines(part: &Part) -> Vec<String> {
    let server = shown(part.server.as_str());
    part.steps.iter().map(|step| format!("What if: {}", sentence(step, &server))).collect()
}

/// Of a default SMTP certificate that would stay only because nobody said anything about it.
pub(super) fn stays(server: &ServerName, question: &DefaultSmtpQuestion) -> String {
    let (server, current) = (shown(server.as_str()), question.current);
    format!("What if: The default SMTP certificate on server {server} stays {current}; -Force would replace it.")
}

fn sentence(step: &Step, server: &str) -> String {
    match step {
        Step::Assign { thumbprint, service, displaces: None } => {
            format!("Assigning certificate {thumbprint} to {} on server {server}.", service.name())
        }
        Step::Assign { thumbprint, service, displaces: Some(old) } => {
            format!("Assigning certificate {thumbprint} to {} on server {server}, in place of {old}.", service.name())
        }
        Step::DefaultSmtp { thumbprint, before: None } => {
            format!("Making certificate {thumbprint} the default SMTP certificate on server {server}.")
        }
        Step::DefaultSmtp { thumbprint, before: Some(old) } => {
            format!(
                "Making certificate {thumbprint} the default SMTP certificate on server {server}, in place of {old}."
            )
        }
        Step::ProtocolName { protocol, after, .. } => format!(
            "Setting X509CertificateName of {} to {} on server {server}.",
            protocol.service().name(),
            after.as_deref().map_or_else(|| "$null".to_owned(), |name| format!("'{}'", shown(name))),
        ),
        Step::StartupMode { service, after, .. } => {
            format!("Setting UMStartupMode of {} to {} on server {server}.", service.name(), after.name())
        }
        Step::Remove { thumbprint } => format!("Removing certificate {thumbprint} from server {server}."),
        Step::Import { thumbprint, completes: None } => {
            format!("Importing certificate {thumbprint} to server {server}.")
        }
        Step::Import { thumbprint, completes: Some(request) } => {
            format!("Importing certificate {thumbprint} to server {server}, the answer to pending request {request}.")
        }
        Step::RequireSsl => format!("Turning on Require SSL on the Default Web Site on server {server}."),
        Step::NetworkService { thumbprint } => {
            format!("Letting Network Service read the private key of certificate {thumbprint} on server {server}.")
        }
    }
}
