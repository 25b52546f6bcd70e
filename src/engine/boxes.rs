//! The edit dialog's check boxes, decided here so that page and cmdlets cannot disagree.

use super::access::Access;
use super::certificate::Certificate;
use super::moment::Moment;
use super::organization::Organization;
use super::refusal::Refusal;
use super::rules::{Case, service_locked};
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
///
/// Source: the topic's table of services; locked boxes are greyed out in the admin center.
#[must_use]
pub fn boxes(
    organization: &Organization,
    server: &Server,
    certificate: &Certificate,
    access: Access,
    now: Moment,
) -> Vec<ServiceBox> {
    Service::OFFERED
        .into_iter()
        .map(|service| {
            let case = Case { organization, server, certificate, service, access, now };
            ServiceBox { service, state: state(&case) }
        })
        .collect()
}

fn state(case: &Case) -> BoxState {
    if service_locked::is_locked(case) {
        return BoxState::Locked;
    }
    // A service that the server does not have stays absent for whoever may only look.
    let anyone = Case { access: Access::Full, ..*case };
    match anyone.refusal().filter(Refusal::hides_its_service) {
        Some(refusal) => BoxState::Absent(refusal),
        None => case.refusal().map_or(BoxState::Free, BoxState::Blocked),
    }
}

/// Whether a certificate can be made the default SMTP certificate beside its locked SMTP box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MakeDefault {
    /// It is the default.
    IsDefault,
    /// It does not hold SMTP: assign that first, which asks the question.
    NotAssigned,
    /// It can be made the default.
    Offered,
    /// It holds SMTP but may not become the default.
    Refused(Refusal),
}

/// Whether *Make default...* is offered for the certificate (rule `default-smtp`).
#[must_use]
pub fn make_default(
    organization: &Organization,
    server: &Server,
    certificate: &Certificate,
    access: Access,
    now: Moment,
) -> MakeDefault {
    let case = Case { organization, server, certificate, service: Service::Smtp, access, now };
    if server.is_default_smtp(certificate.thumbprint) {
        MakeDefault::IsDefault
    } else if !service_locked::is_locked(&case) {
        MakeDefault::NotAssigned
    } else {
        case.refusal().map_or(MakeDefault::Offered, MakeDefault::Refused)
    }
}
