//! What a document records of a certificate: names, dates, its Status. It counts where there is no certificate to read.

use std::sync::Arc;

use super::problem::Problem;
use super::read::Table;
use crate::engine::{Facts, KeyAlgorithm, Moment, PublicKey, RootCaType, Source, Thumbprint, Trust};

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

/// What can be recorded of a certificate's facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Recorded {
    pub(super) subject: String,
    pub(super) issuer: String,
    pub(super) not_before: Option<Moment>,
    pub(super) not_after: Option<Moment>,
    pub(super) domains: Vec<String>,
    pub(super) serial: String,
    pub(super) key_size: Option<u32>,
}

impl Recorded {
    /// What a document says under `recorded`.
    pub(super) fn read(recorded: Table<'_>) -> Result<Recorded, Problem> {
        let domains = recorded.strings("domains")?.unwrap_or_default();
        Ok(Recorded {
            subject: recorded.owned("subject")?.unwrap_or_default(),
            issuer: recorded.owned("issuer")?.unwrap_or_default(),
            not_before: recorded.moment("not-before")?,
            not_after: recorded.moment("not-after")?,
            domains: domains.iter().map(|found| found.value.to_owned()).collect(),
            serial: recorded.owned("serial")?.unwrap_or_default().to_ascii_uppercase(),
            key_size: recorded.number("key-size")?,
        })
    }

    /// What of a certificate's facts can be recorded.
    pub(super) fn of(facts: &Facts) -> Recorded {
        Recorded {
            subject: facts.subject.clone(),
            issuer: facts.issuer.clone(),
            not_before: facts.not_before,
            not_after: facts.not_after,
            domains: facts.domains.clone(),
            serial: facts.serial.to_ascii_uppercase(),
            key_size: facts.key.as_ref().and_then(|key| key.bits),
        }
    }

    /// The facts; `None` without a subject, since then nothing is known.
    pub(super) fn facts(self, thumbprint: Thumbprint) -> Option<Arc<Facts>> {
        if self.subject.is_empty() {
            return None;
        }
        Some(Arc::new(Facts {
            thumbprint,
            common_name: common_name(&self.subject),
            domains: self.domains,
            alternative_names: Vec::new(),
            not_before: self.not_before,
            not_after: self.not_after,
            serial: self.serial,
            // Exchange's key sizes are those of RSA keys; there is no other algorithm in its exports.
            key: self.key_size.map(|bits| PublicKey { algorithm: KeyAlgorithm::Rsa, bits: Some(bits) }),
            signature: None,
            enhanced_key_usage: None,
            self_signed: self.issuer == self.subject,
            authority: false,
            source: Source::Recorded,
            subject: self.subject,
            issuer: self.issuer,
        }))
    }
}

/// The first CN of a recorded subject, unescaped: the most specific one, as names are written from it upwards.
fn common_name(subject: &str) -> Option<String> {
    let mut rest = subject;
    loop {
        let (part, tail) = split_part(rest);
        let part = part.trim();
        if let Some((key, value)) = part.split_once('=')
            && key.trim().eq_ignore_ascii_case("CN")
        {
            return Some(unescaped(value.trim()));
        }
        rest = tail?;
    }
}

/// Splits a name at its first comma or plus sign that is neither escaped nor quoted.
fn split_part(name: &str) -> (&str, Option<&str>) {
    let (mut escaped, mut quoted) = (false, false);
    for (at, c) in name.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            ',' | '+' | ';' if !quoted => {
                let (part, tail) = name.split_at(at);
                return (part, tail.get(1..));
            }
            _ => {}
        }
    }
    (name, None)
}

fn unescaped(value: &str) -> String {
    let value = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value);
    let mut plain = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        plain.extend(if c == '\\' { chars.next() } else { Some(c) });
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_common_name_of_a_recorded_subject_is_its_first_cn_unescaped() {
        for (subject, name) in [
            ("CN=mail.contoso.com, OU=IT, O=Contoso", Some("mail.contoso.com")),
            ("O=\"Contoso, Ltd\", CN=a", Some("a")),
            (r"O=Contoso\, Ltd, cn = Mail\, inner", Some("Mail, inner")),
            ("O=Contoso", None),
            ("", None),
        ] {
            assert_eq!(common_name(subject).as_deref(), name, "{subject}");
        }
    }
}
