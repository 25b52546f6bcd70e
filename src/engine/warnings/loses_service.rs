//! `loses-service`: a service with one holder changes hands.

use super::Assignment;
use crate::engine::service::Service;
use crate::engine::warning::Warning;

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
