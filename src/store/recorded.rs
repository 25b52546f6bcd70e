//! What a document records of a certificate: names, dates, its Status. It counts where there is no certificate to read.

use super::problem::Problem;
use super::read::Table;
use crate::engine::{Recorded, RootCaType, Trust};

pub(super) const ROOT_TYPES: &str = "None, ThirdParty, Enterprise, Registry, GroupPolicy or Unknown";

pub(super) fn root_types() -> [(&'static str, RootCaType); 6] {
    RootCaType::ALL.map(|root| (root.name(), root))
}

/// The trust that goes with a recorded Status. Dates are always computed, so a recorded `DateInvalid` only says that the
/// chain was fine.
pub(super) fn trust(recorded: Table<'_>) -> Result<Option<Trust>, Problem> {
    let Some(status) = recorded.string("status")? else { return Ok(None) };
    let trust = match status.value.to_ascii_lowercase().as_str() {
        "valid" | "dateinvalid" => Trust::Trusted,
        "revoked" => Trust::Revoked,
        "untrusted" => Trust::Untrusted,
        "revocationcheckfailure" => Trust::RevocationCheckFailure,
        "invalid" => invalid(),
        "unknown" => Trust::Unknown,
        _ => {
            return Err(recorded.bad(
                "status",
                &status,
                "Valid, DateInvalid, Revoked, RevocationCheckFailure, Untrusted, Invalid or Unknown",
            ));
        }
    };
    Ok(Some(trust))
}

/// The trust of a recorded `Invalid`: nobody wrote down why.
pub(super) fn invalid() -> Trust {
    Trust::Invalid("Recorded".into())
}

/// The Status that is recorded for a trust; `None` where there is nothing to record.
pub(super) fn status(trust: &Trust) -> Option<&'static str> {
    match trust {
        Trust::Pending | Trust::Unknown => None,
        Trust::Trusted | Trust::SelfSigned => Some("Valid"),
        Trust::Revoked => Some("Revoked"),
        Trust::Untrusted => Some("Untrusted"),
        Trust::RevocationCheckFailure => Some("RevocationCheckFailure"),
        Trust::Invalid(_) => Some("Invalid"),
    }
}

/// What a document says under `recorded`.
pub(super) fn read(recorded: Table<'_>) -> Result<Recorded, Problem> {
    let domains = recorded.strings("domains")?.unwrap_or_default();
    Ok(Recorded {
        subject: recorded.owned("subject")?.unwrap_or_default(),
        issuer: recorded.owned("issuer")?.unwrap_or_default(),
        not_before: recorded.moment("not-before")?,
        not_after: recorded.moment("not-after")?,
        domains: domains.iter().map(|found| found.value.to_owned()).collect(),
        serial: recorded.owned("serial")?.unwrap_or_default(),
        key_size: recorded.number("key-size")?,
    })
}
