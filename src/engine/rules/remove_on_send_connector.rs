//! `remove-on-send-connector`: a Send connector names its certificate by issuer and subject, and so holds every
//! certificate that has both: the renewed one as well as the old one.

use super::Removal;
use crate::engine::refusal::Reason;

/// Source: Microsoft's support article on certificates that cannot be removed, and the error `These certificates are tagged
/// with following Send Connectors` in public captures.
pub(super) const SOURCE: &str =
    "support article: cannot remove an installed certificate; public captures: tagged with following Send Connectors";

pub(super) fn check(removal: &Removal) -> Option<Reason> {
    let facts = removal.certificate.known()?;
    let named: Vec<String> = removal
        .named_connectors()
        .filter(|(_, name)| name.names(facts))
        .map(|(connector, _)| connector.name.clone())
        .collect();
    (!named.is_empty()).then_some(Reason::OnSendConnectors(named))
}
