//! `status-not-valid`: only a certificate whose Status is Valid can be assigned.

use super::Case;
use crate::engine::refusal::Reason;
use crate::engine::status::Status;

/// Source: the topic's third step: the certificate needs to have the Status value Valid.
pub(super) const SOURCE: &str = "the topic: the Status value has to be Valid";

pub(super) fn check(case: &Case) -> Option<Reason> {
    match case.status() {
        Status::Valid => None,
        other => Some(Reason::StatusNotValid(other)),
    }
}
