//! What is left to do by hand after a change, and where each step comes from.

use super::server::ServerName;
use super::thumbprint::Thumbprint;

/// Every follow-up: its written name, and where it comes from.
pub const FOLLOW_UPS: [(&str, &str); 8] = [
    ("restart-iis", "the topic: IIS might have to be restarted; recommended with layer 4 load balancing"),
    (
        "verify-iis-bindings",
        "the topic, 2025 edition, and Remove-ExchangeCertificate reference: verify the bindings of Default Web Site and Exchange Back End",
    ),
    ("restart-pop", "Enable and configure POP3: restart the POP3 services to save the changes"),
    ("restart-imap", "Enable and configure IMAP4: restart the IMAP4 services to save the changes"),
    ("restart-um", "public deployment scripts: MSExchangeUM is stopped before and started after"),
    ("restart-um-call-router", "public deployment scripts: MSExchangeUMCR is stopped before and started after"),
    ("remove-old-certificate", "the topic: on a subscribed Edge Transport server the old certificate goes first"),
    ("edge-resubscribe", "the topic: delete and recreate the Edge Subscription; for the default certificate KB2989382"),
];

/// A step for a person, after the change. They come in the order in which they have to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FollowUp {
    /// Restart IIS: the old certificate may still encrypt Outlook on the web's cookie.
    RestartIis,
    /// Look at the bindings of :443 and :444.
    VerifyIisBindings,
    /// Restart the POP services.
    RestartPop,
    /// Restart the IMAP services.
    RestartImap,
    /// Restart Unified Messaging.
    RestartUm,
    /// Restart the call router.
    RestartUmCallRouter,
    /// On a subscribed Edge Transport server: remove the replaced certificate first.
    RemoveOldCertificate {
        /// The replaced certificate.
        thumbprint: Thumbprint,
    },
    /// Delete and recreate the Edge subscription.
    EdgeResubscribe {
        /// Whether a subscription is known to exist, rather than perhaps.
        certain: bool,
    },
}

/// Something that a change left to be done by hand, and that nobody has ticked off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenFollowUp {
    /// The number of the change.
    pub seq: u64,
    /// When it was made, RFC 3339 in real UTC; foreign text.
    pub time: String,
    /// Who made it; foreign text.
    pub user: String,
    /// On which server.
    pub server: ServerName,
    /// What is left to do.
    pub follow_up: FollowUp,
}

impl FollowUp {
    /// The written form: `restart-iis`.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            FollowUp::RestartIis => "restart-iis",
            FollowUp::VerifyIisBindings => "verify-iis-bindings",
            FollowUp::RestartPop => "restart-pop",
            FollowUp::RestartImap => "restart-imap",
            FollowUp::RestartUm => "restart-um",
            FollowUp::RestartUmCallRouter => "restart-um-call-router",
            FollowUp::RemoveOldCertificate { .. } => "remove-old-certificate",
            FollowUp::EdgeResubscribe { .. } => "edge-resubscribe",
        }
    }

    /// The written form with what belongs to it, as the journal keeps it: `restart-iis`,
    /// `remove-old-certificate:01D0...`, `edge-resubscribe:perhaps`.
    #[must_use]
    pub fn written(&self) -> String {
        let id = self.id();
        match self {
            FollowUp::RemoveOldCertificate { thumbprint } => format!("{id}:{thumbprint}"),
            FollowUp::EdgeResubscribe { certain: false } => format!("{id}:{PERHAPS}"),
            _ => id.to_owned(),
        }
    }

    /// The follow-up that is [written](FollowUp::written) so; `None` for anything else.
    #[must_use]
    pub fn read(text: &str) -> Option<FollowUp> {
        let (id, rest) = text.split_once(':').map_or((text, None), |(id, rest)| (id, Some(rest)));
        Some(match (id, rest) {
            ("restart-iis", None) => FollowUp::RestartIis,
            ("verify-iis-bindings", None) => FollowUp::VerifyIisBindings,
            ("restart-pop", None) => FollowUp::RestartPop,
            ("restart-imap", None) => FollowUp::RestartImap,
            ("restart-um", None) => FollowUp::RestartUm,
            ("restart-um-call-router", None) => FollowUp::RestartUmCallRouter,
            ("remove-old-certificate", Some(old)) => FollowUp::RemoveOldCertificate { thumbprint: old.parse().ok()? },
            ("edge-resubscribe", None) => FollowUp::EdgeResubscribe { certain: true },
            ("edge-resubscribe", Some(PERHAPS)) => FollowUp::EdgeResubscribe { certain: false },
            _ => return None,
        })
    }
}

/// What follows the id of an Edge subscription that nobody knows of.
const PERHAPS: &str = "perhaps";

/// What is left after two changes one behind the other, each thing once, the Edge subscription last.
pub(super) fn joined(earlier: Vec<FollowUp>, later: Vec<FollowUp>) -> Vec<FollowUp> {
    let (mut edge, mut joined) = (None, Vec::new());
    for left in earlier.into_iter().chain(later) {
        match left {
            FollowUp::EdgeResubscribe { certain } => edge = Some(certain || edge == Some(true)),
            left if joined.contains(&left) => {}
            left => joined.push(left),
        }
    }
    joined.extend(edge.map(|certain| FollowUp::EdgeResubscribe { certain }));
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every() -> [FollowUp; 8] {
        [
            FollowUp::RestartIis,
            FollowUp::VerifyIisBindings,
            FollowUp::RestartPop,
            FollowUp::RestartImap,
            FollowUp::RestartUm,
            FollowUp::RestartUmCallRouter,
            FollowUp::RemoveOldCertificate { thumbprint: Thumbprint([0xAB; 20]) },
            FollowUp::EdgeResubscribe { certain: true },
        ]
    }

    #[test]
    fn what_is_written_of_a_follow_up_reads_back() {
        for follow_up in every().into_iter().chain([FollowUp::EdgeResubscribe { certain: false }]) {
            assert_eq!(FollowUp::read(&follow_up.written()), Some(follow_up));
        }
        assert_eq!(FollowUp::EdgeResubscribe { certain: false }.written(), "edge-resubscribe:perhaps");
        assert_eq!(every()[6].written(), format!("remove-old-certificate:{}", "AB".repeat(20)));
        for text in ["", "restart-iis:", "remove-old-certificate", "remove-old-certificate:AB", "edge-resubscribe:no"] {
            assert_eq!(FollowUp::read(text), None, "{text}");
        }
    }

    #[test]
    fn every_follow_up_is_listed_once_with_its_source() {
        let every = every();
        assert_eq!(FOLLOW_UPS.map(|(id, _)| id), every.each_ref().map(FollowUp::id));
        assert!(FOLLOW_UPS.iter().all(|(_, source)| !source.is_empty()));
    }
}
