//! `federation-elsewhere`: a federation trust's certificate is set with the federation trust cmdlets.

use super::Case;
use crate::engine::refusal::Reason;
use crate::engine::service::Service;

/// Source: the `-Services` parameter of Microsoft's reference for `Enable-ExchangeCertificate`.
pub(super) const SOURCE: &str = "Enable-ExchangeCertificate reference, -Services Federation";

pub(super) fn check(case: &Case) -> Option<Reason> {
    (case.service == Service::Federation).then_some(Reason::Federation)
}
