//! What the rules need to know beyond one server.

use super::connector::SendConnector;
use super::thumbprint::Thumbprint;

/// The organization as far as a rule asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organization {
    /// Its name.
    pub name: String,
    /// The current Auth certificate's thumbprint (`Get-AuthConfig`, `CurrentCertificateThumbprint`).
    pub auth_certificate: Option<Thumbprint>,
    /// Whether any Edge Transport server is subscribed; `None` while nobody has looked, which counts as "perhaps".
    pub edge_subscribed: Option<bool>,
    /// The Send connectors.
    pub send_connectors: Vec<SendConnector>,
}
