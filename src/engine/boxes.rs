//! The edit dialog's check boxes, decided here so that page and cmdlets cannot disagree.

use super::access::Access;
use super::certificate::Certificate;
use super::moment::Moment;
use super::organization::Organization;
use super::refusal::Refusal;
use super::server::Server;
use super::service::Service;

/// One check box of the edit dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceBox {
    /// Its service.
    pub service: Service,
    /// Whether and why it can be ticked.
    pub state: BoxState,
}

/// The state of a check box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BoxState {
    /// It can be ticked.
    Free,
    /// Already assigned: ticked, and nothing can untick it.
    Locked,
    /// It cannot be ticked, and here is why.
    Blocked(Refusal),
    /// The service does not exist on this server; the box is not shown, one line says why.
    Absent(Refusal),
}

/// The check boxes for a certificate on a server, in the order of the page.
#[must_use]
pub fn boxes(_: &Organization, _: &Server, _: &Certificate, _: Access, _: Moment) -> Vec<ServiceBox> {
    Vec::new()
}
