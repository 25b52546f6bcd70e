//! What the script says of servers, certificates and what is left to do, in the words of the shell: English.

use crate::engine::{FollowUp, Protocol, Thumbprint};
use crate::text::{Shown, cut};

use super::Section;
use super::changes::ByHand;
use super::quote;

/// The most columns of a name in a comment or a question.
const LONGEST_NAME: usize = 80;

/// Foreign text for a reader: made visible, and not longer than a line has room for.
pub(super) fn shown(foreign: &str) -> String {
    cut(&Shown::new(foreign), LONGEST_NAME, "...").into_owned()
}

/// `EX01 (ex01.contoso.com)`.
pub(super) fn server(section: &Section) -> String {
    let name = shown(section.server.as_str());
    section.fqdn.as_deref().map_or_else(|| name.clone(), |fqdn| format!("{name} ({})", shown(fqdn)))
}

/// `434AC224... (Contoso mail 2027, expires 2027-03-14)`, as much as is known; `(none)` for none.
pub(super) fn certificate(section: &Section, thumbprint: Option<Thumbprint>) -> String {
    let Some(thumbprint) = thumbprint else { return "(none)".to_owned() };
    let Some(known) = (section.describe)(thumbprint) else { return thumbprint.to_string() };
    let expires = (!known.expires.is_empty()).then(|| format!("expires {}", shown(&known.expires)));
    let name = Some(shown(&known.name)).filter(|name| !name.is_empty());
    match [name, expires].into_iter().flatten().collect::<Vec<_>>().join(", ") {
        nothing if nothing.is_empty() => thumbprint.to_string(),
        facts => format!("{thumbprint} ({facts})"),
    }
}

/// Something that is left to do by hand, as an object of the script.
pub(super) struct FollowUpText {
    server: String,
    pub(super) text: String,
    /// Whether it is also to be done after a rollback.
    after_rollback: bool,
}

impl FollowUpText {
    /// The object, line by line.
    pub(super) fn lines(&self) -> Vec<String> {
        vec![
            "    [pscustomobject]@{".to_owned(),
            "        Step          = $null".to_owned(),
            format!("        Server        = {}", quote::literal(&self.server)),
            format!("        Action        = {}", quote::literal(&self.text)),
            "        Result        = 'ByHand'".to_owned(),
            "        Expected      = $null".to_owned(),
            "        Found         = $null".to_owned(),
            format!("        AfterRollback = ${}", self.after_rollback),
            "    }".to_owned(),
        ]
    }
}

/// What is left to do on a server, in its order.
pub(super) fn follow_ups(section: &Section, by_hand: &[ByHand]) -> Vec<FollowUpText> {
    let server = section.server.as_str();
    let known = section.follow_ups.iter().map(|follow_up| FollowUpText {
        server: server.to_owned(),
        text: text(section, follow_up),
        after_rollback: !matches!(follow_up, FollowUp::RemoveOldCertificate { .. }),
    });
    let beside = by_hand.iter().map(|left| FollowUpText {
        server: server.to_owned(),
        text: left_over(section, *left),
        after_rollback: false,
    });
    known.chain(beside).collect()
}

fn text(section: &Section, follow_up: &FollowUp) -> String {
    match follow_up {
        FollowUp::RestartIis => {
            "Restart IIS (iisreset): the old certificate may still encrypt the cookie of Outlook on the web; recommended \
             with layer 4 load balancing"
                .to_owned()
        }
        FollowUp::VerifyIisBindings => {
            "Look at the bindings of the Default Web Site (:443) and the Exchange Back End (:444)".to_owned()
        }
        FollowUp::RestartPop => "Restart the services MSExchangePOP3 and MSExchangePOP3BE".to_owned(),
        FollowUp::RestartImap => "Restart the services MSExchangeIMAP4 and MSExchangeIMAP4BE".to_owned(),
        FollowUp::RestartUm => "Restart the service MSExchangeUM".to_owned(),
        FollowUp::RestartUmCallRouter => "Restart the service MSExchangeUMCR".to_owned(),
        FollowUp::RemoveOldCertificate { thumbprint } => {
            format!("Remove the replaced certificate {}", certificate(section, Some(*thumbprint)))
        }
        FollowUp::EdgeResubscribe { certain: true } => {
            "Delete the Edge subscription and create it again: it trusts the certificate that was the default".to_owned()
        }
        FollowUp::EdgeResubscribe { certain: false } => {
            "If an Edge Transport server is subscribed: delete the subscription and create it again".to_owned()
        }
    }
}

fn left_over(section: &Section, left: ByHand) -> String {
    match left {
        ByHand::Federation(thumbprint) => format!(
            "Federation is assigned with Set-FederationTrust, not by this script: {}",
            certificate(section, Some(thumbprint))
        ),
        ByHand::Import(thumbprint) => format!(
            "Import the certificate before this script is run (Import-ExchangeCertificate): {}",
            certificate(section, Some(thumbprint))
        ),
        ByHand::RequireSsl => "Turn on Require SSL for the Default Web Site: no step of this script does".to_owned(),
        ByHand::NoName(protocol) => format!(
            "X509CertificateName of {} had no recorded value before; choose one with Set-{}Settings",
            protocol.service().name(),
            match protocol {
                Protocol::Imap => "Imap",
                Protocol::Pop => "Pop",
            }
        ),
    }
}
