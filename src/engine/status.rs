//! Status from facts and a clock.

use std::sync::Arc;

use super::certificate::{Certificate, Knowledge, Trust};
use super::moment::{DAY, Moment};

/// A certificate's Status. Eight names are Exchange's own, `Unknown` among them; [`Status::Pending`] is ours and means
/// that what the answer needs has not been read yet.
///
/// Source of the names: Microsoft's reference for `Get-ExchangeCertificate`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// A working certificate.
    Valid,
    /// The clock is outside the certificate's validity.
    DateInvalid {
        /// Whether it begins later, rather than having ended.
        not_yet: bool,
    },
    /// A revocation list names it.
    Revoked,
    /// Revocation could not be checked when it was imported.
    RevocationCheckFailure,
    /// No chain to a trusted root.
    Untrusted,
    /// Any other chain error, by the verifier's name for it.
    Invalid(Arc<str>),
    /// A request that waits for its answer.
    PendingRequest,
    /// A needed fact is missing.
    Unknown,
    /// Still being read or checked.
    Pending,
}

impl Status {
    /// The name in the shell; never translated. What is still being checked is `Unknown` there.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Status::Valid => "Valid",
            Status::DateInvalid { .. } => "DateInvalid",
            Status::Revoked => "Revoked",
            Status::RevocationCheckFailure => "RevocationCheckFailure",
            Status::Untrusted => "Untrusted",
            Status::Invalid(_) => "Invalid",
            Status::PendingRequest => "PendingRequest",
            Status::Unknown | Status::Pending => "Unknown",
        }
    }
}

/// The Status of a certificate at `now`. The first that matches wins: pending request, unknown, dates, revocation, trust.
/// A missing private key leaves it alone.
///
/// Source: the eight values of Microsoft's reference; that a self-signed certificate without a trusted root is Valid is
/// attested by the public exports in microsoft/CSS-Exchange.
#[must_use]
pub fn status(certificate: &Certificate, now: Moment) -> Status {
    if certificate.is_request() {
        return Status::PendingRequest;
    }
    let facts = match &certificate.facts {
        Knowledge::Pending => return Status::Pending,
        Knowledge::Unreadable(_) => return Status::Unknown,
        Knowledge::Known(facts) => facts,
    };
    let (Some(not_before), Some(not_after)) = (facts.not_before, facts.not_after) else { return Status::Unknown };
    if certificate.trust == Trust::Unknown {
        return Status::Unknown;
    }
    if now < not_before || now > not_after {
        return Status::DateInvalid { not_yet: now < not_before };
    }
    match &certificate.trust {
        Trust::Pending => Status::Pending,
        Trust::Unknown => Status::Unknown,
        Trust::SelfSigned | Trust::Trusted => Status::Valid,
        Trust::Untrusted => Status::Untrusted,
        Trust::Revoked => Status::Revoked,
        Trust::RevocationCheckFailure => Status::RevocationCheckFailure,
        Trust::Invalid(error) => Status::Invalid(error.clone()),
    }
}

/// The longest time before its end in which a certificate counts as expiring: Exchange's own notification starts then.
const EXPIRES_SOON: i64 = 30 * DAY;

/// When `expires-soon` begins: in the last third of the lifetime, at most 30 days before the end.
#[must_use]
pub fn expires_soon_from(not_before: Moment, not_after: Moment) -> Moment {
    let third = not_after.0.saturating_sub(not_before.0).max(0) / 3;
    not_after.plus(-third.min(EXPIRES_SOON))
}

/// Whether a certificate expires soon at `now`: valid by its dates and within the last stretch of them.
#[must_use]
pub fn expires_soon(certificate: &Certificate, now: Moment) -> bool {
    let Some(facts) = certificate.known() else { return false };
    let (Some(not_before), Some(not_after)) = (facts.not_before, facts.not_after) else { return false };
    now >= expires_soon_from(not_before, not_after) && now <= not_after
}

/// The next moment after `now` at which this certificate's Status or `expires-soon` changes by itself.
#[must_use]
pub fn next_change(certificate: &Certificate, now: Moment) -> Option<Moment> {
    let facts = certificate.known()?;
    let (not_before, not_after) = (facts.not_before?, facts.not_after?);
    [not_before, expires_soon_from(not_before, not_after), not_after.plus(1)].into_iter().filter(|at| *at > now).min()
}
