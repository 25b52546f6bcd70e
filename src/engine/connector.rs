//! Send connectors, as far as a certificate is concerned: which certificate they name.
//!
//! Source: the `Set-SendConnector` reference, `-TlsCertificateName`: `<I>Issuer<S>Subject`; names are compared without
//! regard to case and to blanks between their parts.

use std::fmt;
use std::str::FromStr;

use super::certificate::Facts;
use super::server::ServerName;

/// A Send connector.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SendConnector {
    /// Its name. Foreign text: show it only made visible.
    pub name: String,
    /// The certificate it is bound to (`TlsCertificateName`); `None` for `$null`.
    pub tls_certificate_name: Option<TlsCertificateName>,
    /// The servers it sends from; none means every server.
    pub source_servers: Vec<ServerName>,
}

impl SendConnector {
    /// Whether it sends from that server. Case does not matter.
    #[must_use]
    pub fn sends_from(&self, server: &ServerName) -> bool {
        self.source_servers.is_empty()
            || self.source_servers.iter().any(|source| source.as_str().to_lowercase() == server.as_str().to_lowercase())
    }
}

/// The certificate a connector names: any one with this issuer and this subject, the renewed one too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsCertificateName {
    /// The issuer's name, as it is written.
    pub issuer: String,
    /// The subject's name, as it is written.
    pub subject: String,
}

impl TlsCertificateName {
    /// Whether a certificate of these facts is meant.
    #[must_use]
    pub fn names(&self, facts: &Facts) -> bool {
        same_name(&self.issuer, &facts.issuer) && same_name(&self.subject, &facts.subject)
    }
}

/// A text is not `<I>issuer<S>subject`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotATlsCertificateName;

impl fmt::Display for NotATlsCertificateName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a TlsCertificateName is <I>issuer<S>subject")
    }
}

impl std::error::Error for NotATlsCertificateName {}

impl FromStr for TlsCertificateName {
    type Err = NotATlsCertificateName;

    /// # Errors
    /// [`NotATlsCertificateName`] unless `<I>` begins the text, `<S>` stands in it, and neither name is empty.
    fn from_str(text: &str) -> Result<Self, NotATlsCertificateName> {
        let marked = |text: &str, mark: &str| text.get(..3).is_some_and(|start| start.eq_ignore_ascii_case(mark));
        let text = text.trim();
        let names = text.get(3..).filter(|_| marked(text, "<I>")).ok_or(NotATlsCertificateName)?;
        let at =
            names.char_indices().map(|(at, _)| at).find(|at| names.get(*at..).is_some_and(|rest| marked(rest, "<S>")));
        let (issuer, subject) = at.and_then(|at| names.split_at_checked(at)).ok_or(NotATlsCertificateName)?;
        let (issuer, subject) = (issuer.trim(), subject.get(3..).unwrap_or_default().trim());
        if issuer.is_empty() || subject.is_empty() {
            return Err(NotATlsCertificateName);
        }
        Ok(TlsCertificateName { issuer: issuer.to_owned(), subject: subject.to_owned() })
    }
}

impl fmt::Display for TlsCertificateName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<I>{}<S>{}", self.issuer, self.subject)
    }
}

/// Whether two distinguished names are the same but for case, blanks between the parts, and the way of quoting.
fn same_name(a: &str, b: &str) -> bool {
    plain(a) == plain(b)
}

/// The parts of a distinguished name, in lower case, without the blanks around commas and equals signs, unquoted.
fn plain(name: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut part = String::new();
    // Blanks count inside a value only: they wait until something follows.
    let mut blanks = 0;
    let mut quoted = false;
    let mut chars = name.chars().flat_map(char::to_lowercase);
    while let Some(c) = chars.next() {
        match c {
            '"' => quoted = !quoted,
            ',' | ';' if !quoted => {
                parts.push(std::mem::take(&mut part));
                blanks = 0;
            }
            c if c.is_whitespace() && !quoted => blanks += 1,
            c => {
                let inside = !part.is_empty() && !part.ends_with('=') && c != '=';
                part.extend(std::iter::repeat_n(' ', if inside { blanks } else { 0 }));
                blanks = 0;
                match c {
                    '\\' => part.extend(['\\'].into_iter().chain(chars.next()).skip(1)),
                    c => part.push(c),
                }
            }
        }
    }
    parts.push(part);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tls_certificate_name_has_an_issuer_and_a_subject() {
        let name: TlsCertificateName = "<I>CN=Contoso CA, DC=com<S>CN=mail.contoso.com, O=<I>".parse().unwrap();
        assert_eq!(
            (name.issuer.as_str(), name.subject.as_str()),
            ("CN=Contoso CA, DC=com", "CN=mail.contoso.com, O=<I>")
        );
        assert_eq!(name.to_string().parse(), Ok(name));
        for text in ["", "CN=a", "<I>CN=a", "<S>CN=a", "<I><S>CN=a", "<I>CN=a<S> ", "<S>CN=a<I>CN=b", "é<I>a<S>b"] {
            assert_eq!(text.parse::<TlsCertificateName>(), Err(NotATlsCertificateName), "{text}");
        }
    }

    #[test]
    fn names_are_the_same_but_for_case_blanks_between_parts_and_quotation() {
        for (a, b, same) in [
            ("CN=a, O=Contoso", "cn=A,o=CONTOSO", true),
            ("CN = a ,  O=Contoso Ltd", "CN=a, O=Contoso Ltd", true),
            (r"O=Contoso\, Ltd", "O=\"Contoso, Ltd\"", true),
            ("CN=É", "CN=é", true),
            ("CN=a, O=Contoso Ltd", "CN=a, O=ContosoLtd", false),
            ("CN=a, O=b", "O=b, CN=a", false),
            ("CN=a", "CN=a, O=b", false),
            (r"CN=a\", "CN=a", true),
        ] {
            assert_eq!(same_name(a, b), same, "{a} | {b}");
        }
    }
}
