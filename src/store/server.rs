//! A server's document, `servers/EX01.toml`.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use toml::de::DeTable;

use super::problem::{Problem, ProblemKind};
use super::read::{self, Table};
use super::revision::revision;
use crate::engine::{
    Assignments, Certificate, Facts, KeyAlgorithm, Kind, Knowledge, Origins, PrivateKey, PublicKey, Role, RootCaType,
    Server, ServerName, Source, StartupMode, Thumbprint, Trust,
};

const PRIVATE_KEYS: [(&str, PrivateKey); 4] = [
    ("exportable", PrivateKey::Exportable),
    ("present", PrivateKey::Present),
    ("missing", PrivateKey::Missing),
    ("unknown", PrivateKey::Unknown),
];
const ROLES: [(&str, Role); 3] =
    [("Mailbox", Role::Mailbox), ("ClientAccess", Role::ClientAccess), ("EdgeTransport", Role::EdgeTransport)];

/// The table of Unified Messaging, and its keys.
pub(super) const UM: &str = "um";
pub(super) const STARTUP_MODE: &str = "startup-mode";
pub(super) const CALL_ROUTER_STARTUP_MODE: &str = "call-router-startup-mode";

/// The startup modes of a document.
pub(super) struct StartupModes {
    pub(super) um: StartupMode,
    pub(super) um_call_router: StartupMode,
}

/// Reads a server's document from its bytes.
///
/// Certificates come as the document has them: facts and trust are [`Knowledge::Pending`] and [`Trust::Pending`] but
/// for what the document itself records. `has_file` says whether `certificates/<THUMBPRINT>.pem` exists; it is asked
/// only for certificates with recorded facts, which count when there is no file.
pub(super) fn read(
    path: &Path,
    name: &ServerName,
    bytes: &[u8],
    has_file: &dyn Fn(Thumbprint) -> bool,
) -> Result<Server, Problem> {
    let text = read::text(path, bytes)?;
    let values = read::parse(path, text)?;
    let root = Table::root(path, text, &values);
    root.schema()?;
    let own_name = root.required("name")?;
    if !own_name.value.eq_ignore_ascii_case(name.as_str()) {
        return Err(root.problem(&own_name.span, ProblemKind::OtherName { name: own_name.value.to_owned() }));
    }
    let modes = startup_modes(root)?;
    let mut certificates = Vec::new();
    for entry in root.tables("certificates")? {
        certificates.push(certificate(entry, has_file)?);
    }
    for entry in root.tables("requests")? {
        certificates.push(request(entry)?);
    }
    Ok(Server {
        name: name.clone(),
        fqdn: root.required("fqdn")?.value.to_owned(),
        build: build(root)?,
        roles: roles(root)?,
        dag: root.owned("dag")?,
        edge_subscription: root.owned("edge-subscription")?,
        um_startup_mode: modes.um,
        um_call_router_startup_mode: modes.um_call_router,
        assignments: assignments(root)?,
        certificates: Arc::new(certificates),
        unknown: BTreeSet::new(),
        origins: Origins::new(),
        revision: revision(bytes),
    })
}

/// A build of nobody's knowledge: a server taken over by an import whose source did not say.
const UNKNOWN_BUILD: &str = "unknown";

fn build(root: Table<'_>) -> Result<Option<crate::engine::Build>, Problem> {
    let found = root.required("build")?;
    if found.value.eq_ignore_ascii_case(UNKNOWN_BUILD) {
        return Ok(None);
    }
    let build = found.value.parse();
    build.map(Some).map_err(|_| root.bad("build", &found, "four numbers such as \"15.2.2562.17\", or \"unknown\""))
}

fn roles(root: Table<'_>) -> Result<Vec<Role>, Problem> {
    let found = root.strings("roles")?.ok_or_else(|| root.missing("roles"))?;
    let role = |found: &read::Found<&str>| {
        let role = ROLES.iter().find(|(word, _)| word.eq_ignore_ascii_case(found.value));
        role.map(|(_, role)| *role).ok_or_else(|| root.bad("roles", found, "Mailbox, ClientAccess or EdgeTransport"))
    };
    found.iter().map(role).collect()
}

impl StartupModes {
    /// The mode that stands under a key of the table.
    pub(super) fn of(&self, key: &str) -> StartupMode {
        if key == CALL_ROUTER_STARTUP_MODE { self.um_call_router } else { self.um }
    }
}

/// The startup modes of a parsed document.
pub(super) fn startup_modes_of(path: &Path, text: &str, values: &DeTable<'_>) -> Result<StartupModes, Problem> {
    startup_modes(Table::root(path, text, values))
}

fn startup_modes(root: Table<'_>) -> Result<StartupModes, Problem> {
    let um = root.table(UM)?;
    let words = StartupMode::ALL.map(|mode| (mode.name(), mode));
    let mode = |key| match um {
        Some(um) => Ok(um.word(key, &words, "TCP, TLS or Dual")?.unwrap_or_default()),
        None => Ok(StartupMode::default()),
    };
    Ok(StartupModes { um: mode(STARTUP_MODE)?, um_call_router: mode(CALL_ROUTER_STARTUP_MODE)? })
}

/// The assignments of a parsed document.
pub(super) fn assignments_of(path: &Path, text: &str, values: &DeTable<'_>) -> Result<Assignments, Problem> {
    assignments(Table::root(path, text, values))
}

fn assignments(root: Table<'_>) -> Result<Assignments, Problem> {
    let mut assignments = Assignments::default();
    if let Some(services) = root.table("services")? {
        assignments.iis = services.thumbprint("iis")?;
        assignments.iis_back_end = services.thumbprint("iis-back-end")?;
        assignments.smtp = services.thumbprints("smtp")?;
        assignments.smtp_default = services.thumbprint("smtp-default")?;
        assignments.imap = services.thumbprints("imap")?;
        assignments.pop = services.thumbprints("pop")?;
        assignments.um = services.thumbprint("um")?;
        assignments.um_call_router = services.thumbprint("um-call-router")?;
        assignments.federation = services.thumbprints("federation")?;
    }
    if let Some(imap) = root.table("imap")? {
        assignments.imap_name = imap.owned("x509-certificate-name")?;
    }
    if let Some(pop) = root.table("pop")? {
        assignments.pop_name = pop.owned("x509-certificate-name")?;
    }
    Ok(assignments)
}

fn certificate(entry: Table<'_>, has_file: &dyn Fn(Thumbprint) -> bool) -> Result<Certificate, Problem> {
    let thumbprint = entry.required_thumbprint("thumbprint")?;
    let unknown = entry.strings("unknown")?.unwrap_or_default();
    let is_unknown = |fact: &str| unknown.iter().any(|found| found.value.eq_ignore_ascii_case(fact));
    let recorded = entry.table("recorded")?;
    let mut certificate = Certificate {
        thumbprint,
        friendly_name: entry.owned("friendly-name")?.unwrap_or_default(),
        private_key: entry
            .word("private-key", &PRIVATE_KEYS, "exportable, present, missing or unknown")?
            .unwrap_or(PrivateKey::Unknown),
        kind: Kind::Issued,
        facts: Knowledge::Pending,
        trust: Trust::Pending,
        services_unknown: is_unknown("services"),
        // Not known yet; the answer comes with the chain.
        root_ca_type: RootCaType::Unknown,
        origins: Origins::new(),
    };
    if let Some(recorded) = recorded {
        let facts = recorded_facts(recorded, thumbprint)?;
        certificate.trust = recorded_trust(recorded)?.unwrap_or(Trust::Pending);
        if let Some(root) = recorded.word("root-ca-type", &root_types(), ROOT_TYPES)? {
            certificate.root_ca_type = root;
        }
        if !facts.subject.is_empty() && !has_file(thumbprint) {
            if certificate.trust == Trust::Pending {
                certificate.trust = Trust::Unknown;
            }
            if certificate.trust == Trust::Trusted && facts.issuer == facts.subject {
                certificate.trust = Trust::SelfSigned;
            }
            certificate.facts = Knowledge::Known(Arc::new(facts));
        }
    }
    if is_unknown("status") {
        certificate.trust = Trust::Unknown;
    }
    Ok(certificate)
}

pub(super) const ROOT_TYPES: &str = "None, ThirdParty, Enterprise, Registry, GroupPolicy or Unknown";

pub(super) fn root_types() -> [(&'static str, RootCaType); 6] {
    RootCaType::ALL.map(|root| (root.name(), root))
}

fn request(entry: Table<'_>) -> Result<Certificate, Problem> {
    Ok(Certificate {
        thumbprint: entry.required_thumbprint("thumbprint")?,
        friendly_name: entry.owned("friendly-name")?.unwrap_or_default(),
        // Whoever made the request holds its key; that it may leave the server has to be said.
        private_key: entry
            .word("private-key", &PRIVATE_KEYS, "exportable, present, missing or unknown")?
            .unwrap_or(PrivateKey::Present),
        kind: Kind::Request { key_id: entry.required("key-id")?.value.to_owned() },
        facts: Knowledge::Pending,
        trust: Trust::Pending,
        services_unknown: false,
        root_ca_type: RootCaType::Unknown,
        origins: Origins::new(),
    })
}

/// The trust that goes with a recorded Status. Dates are always computed, so a recorded `DateInvalid` only says that the
/// chain was fine.
fn recorded_trust(recorded: Table<'_>) -> Result<Option<Trust>, Problem> {
    let Some(status) = recorded.string("status")? else { return Ok(None) };
    let trust = match status.value.to_ascii_lowercase().as_str() {
        "valid" | "dateinvalid" => Trust::Trusted,
        "revoked" => Trust::Revoked,
        "untrusted" => Trust::Untrusted,
        "revocationcheckfailure" => Trust::RevocationCheckFailure,
        "invalid" => Trust::Invalid("Recorded".into()),
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

fn recorded_facts(recorded: Table<'_>, thumbprint: Thumbprint) -> Result<Facts, Problem> {
    let subject = recorded.owned("subject")?.unwrap_or_default();
    let issuer = recorded.owned("issuer")?.unwrap_or_default();
    let domains = recorded.strings("domains")?.unwrap_or_default();
    Ok(Facts {
        thumbprint,
        common_name: common_name(&subject),
        domains: domains.iter().map(|found| found.value.to_owned()).collect(),
        alternative_names: Vec::new(),
        not_before: recorded.moment("not-before")?,
        not_after: recorded.moment("not-after")?,
        serial: recorded.owned("serial")?.unwrap_or_default().to_ascii_uppercase(),
        // Exchange's key sizes are those of RSA keys; there is no other algorithm in its exports.
        key: recorded.number("key-size")?.map(|bits| PublicKey { algorithm: KeyAlgorithm::Rsa, bits: Some(bits) }),
        key_sha256: None,
        signature: None,
        enhanced_key_usage: None,
        self_signed: !subject.is_empty() && issuer == subject,
        authority: false,
        source: Source::Recorded,
        subject,
        issuer,
    })
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
