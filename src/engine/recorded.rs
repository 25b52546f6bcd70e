//! Facts that were printed somewhere and written down, where there is no certificate to read.

use super::certificate::{Facts, KeyAlgorithm, PublicKey, Source};
use super::moment::Moment;
use super::thumbprint::Thumbprint;

/// What was recorded of a certificate; empty and `None` where nothing was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recorded {
    /// The subject name as it was printed.
    pub subject: String,
    /// The issuer name as it was printed.
    pub issuer: String,
    /// First moment of validity.
    pub not_before: Option<Moment>,
    /// Last moment of validity.
    pub not_after: Option<Moment>,
    /// `CertificateDomains`.
    pub domains: Vec<String>,
    /// The serial number, hexadecimal.
    pub serial: String,
    /// The public key's size in bits.
    pub key_size: Option<u32>,
}

impl Recorded {
    /// As facts of the certificate of that thumbprint; `None` without a subject, since then nothing is known. A subject that
    /// is its own issuer counts as self-signed: nobody can ask the key.
    #[must_use]
    pub fn facts(self, thumbprint: Thumbprint) -> Option<Facts> {
        if self.subject.is_empty() {
            return None;
        }
        Some(Facts {
            thumbprint,
            common_name: common_name(&self.subject),
            domains: self.domains,
            alternative_names: Vec::new(),
            not_before: self.not_before,
            not_after: self.not_after,
            serial: self.serial.to_ascii_uppercase(),
            // Exchange's key sizes are those of RSA keys; there is no other algorithm in its exports.
            key: self.key_size.map(|bits| PublicKey { algorithm: KeyAlgorithm::Rsa, bits: Some(bits) }),
            key_sha256: None,
            signature: None,
            enhanced_key_usage: None,
            self_signed: self.issuer == self.subject,
            authority: false,
            source: Source::Recorded,
            subject: self.subject,
            issuer: self.issuer,
        })
    }

    /// What facts that were recorded were recorded as.
    #[must_use]
    pub fn of(facts: &Facts) -> Recorded {
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
