//! `loses-service`: a service with one holder changes hands.

use super::Assignment;
use crate::engine::service::Service;
use crate::engine::warning::Warning;

/// Source: public captures: after an assignment to IIS the Default Web Site has the new certificate only, and the Exchange
/// Back End keeps its own. That UM and the call router have one holder each is our own reading.
pub(super) const SOURCE: &str = "public captures of the IIS bindings; for UM and UMCallRouter our own reading";

pub(super) fn warn(assignment: &Assignment) -> Vec<Warning> {
    let before = &assignment.server.assignments;
    assignment
        .services
        .offered()
        .filter_map(|service| {
            let thumbprint = before.single_holder(service)?;
            (thumbprint != assignment.certificate.thumbprint).then_some(Warning::LosesService {
                thumbprint,
                service,
                back_end_stays: service == Service::Iis && before.iis_back_end == Some(thumbprint),
            })
        })
        .collect()
}
