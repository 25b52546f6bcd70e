//! An import in words.

use std::collections::HashMap;
use std::sync::Arc;

use super::Line;
use crate::engine::{
    Certificate, CertificateFact, FactChange, Intake, Knowledge, Origin, Server, ServerFact, ServerIntake, ServerName,
    Thumbprint, TrustKind,
};
use crate::import::merge::{Fact, Remark};
use crate::import::{MergeError, Named, ReadError};
use crate::locale::{Message, say};

/// So many parts of one source are named that could not be read; the rest is counted.
const SKIPPED_SHOWN: usize = 5;
/// So many certificates are named in a sentence.
const NAMED: usize = 3;

/// What the lines are about.
pub(super) struct Words<'a> {
    /// The servers as they were.
    pub(super) servers: &'a [Arc<Server>],
    /// What was merged.
    pub(super) sources: &'a [Named],
}

impl Words<'_> {
    /// What changes, server by server, then the organization.
    pub(super) fn changes(intake: &Intake) -> Vec<Line> {
        let mut lines: Vec<Line> = intake.servers.iter().flat_map(Self::server).collect();
        if let Some(organization) = &intake.organization {
            lines.extend(organization.auth_certificate.map(|auth| line(0, say::import_auth(auth))));
            if !organization.send_connectors.is_empty() {
                let names: Vec<_> = organization.send_connectors.iter().map(|found| found.name.as_str()).collect();
                lines.push(line(0, say::import_connectors(names.join(", "), number(names.len()))));
            }
            let authorities = organization.trust.iter().filter(|file| file.kind == TrustKind::Intermediate).count();
            if authorities > 0 {
                lines.push(line(0, say::import_authorities(number(authorities))));
            }
        }
        if lines.is_empty() && !intake.certificates.is_empty() {
            lines.push(line(0, say::import_files(number(intake.certificates.len()))));
        }
        if lines.is_empty() {
            lines.push(line(0, say::import_nothing()));
        }
        lines
    }

    fn server(intake: &ServerIntake) -> Vec<Line> {
        let changes = &intake.changes;
        let new = Self::new_certificates(changes);
        let is_new = |thumbprint: &Thumbprint| new.contains_key(thumbprint);
        let facts = changes.iter().filter(|change| match change {
            FactChange::Server { .. } => true,
            FactChange::Certificate { thumbprint, .. } => !is_new(thumbprint),
            _ => false,
        });
        let server = intake.name();
        let heading = match changes.first() {
            Some(FactChange::NewServer { .. }) => say::import_server_new(server, number(new.len())),
            Some(FactChange::Confirmed { origin: from }) => say::import_server_confirmed(server, origin(*from)),
            _ => say::import_server_changed(server, number(new.len()), number(facts.count())),
        };
        let names = Names::of(&intake.after);
        let mut lines = vec![line(0, heading)];
        for change in changes {
            match change {
                FactChange::Server { fact, before, after, .. } => {
                    let fact = fact_name(Fact::Server(*fact));
                    lines
                        .push(line(1, say::import_fact(fact, or_unknown(before.as_ref()), or_unknown(after.as_ref()))));
                }
                FactChange::NewCertificate { thumbprint, .. } => {
                    let facts = new.get(thumbprint).map(|facts| facts.join("; ")).unwrap_or_default();
                    lines.push(line(1, say::import_certificate_new(names.name(*thumbprint), facts)));
                }
                FactChange::Certificate { thumbprint, fact, before, after, .. } if !is_new(thumbprint) => {
                    let (name, fact) = (names.name(*thumbprint), fact_name(Fact::Certificate(*fact)));
                    let (before, after) = (or_unknown(before.as_ref()), or_unknown(after.as_ref()));
                    lines.push(line(1, say::import_certificate_fact(name, fact, before, after)));
                }
                _ => {}
            }
        }
        lines
    }

    /// The certificates that come, each with what is known of it.
    fn new_certificates(changes: &[FactChange]) -> HashMap<Thumbprint, Vec<String>> {
        let mut new: HashMap<Thumbprint, Vec<String>> = HashMap::new();
        for change in changes {
            match change {
                FactChange::NewCertificate { thumbprint, .. } => drop(new.insert(*thumbprint, Vec::new())),
                FactChange::Certificate { thumbprint, fact, after, .. }
                    if matches!(
                        fact,
                        CertificateFact::Services | CertificateFact::Status | CertificateFact::PrivateKey
                    ) =>
                {
                    if let (Some(facts), Some(after)) = (new.get_mut(thumbprint), after) {
                        facts.push(format!("{}: {after}", fact_name(Fact::Certificate(*fact))));
                    }
                }
                _ => {}
            }
        }
        new
    }

    /// What there is to know beside what changes; what is alike is said once.
    pub(super) fn remarks(&self, remarks: &[Remark]) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut skipped: HashMap<&str, usize> = HashMap::new();
        for remark in remarks {
            if let Remark::Skipped { source, .. } = remark {
                let count = skipped.entry(source.as_str()).or_default();
                *count += 1;
                if *count > SKIPPED_SHOWN {
                    continue;
                }
            }
            lines.push(attention(self.remark(remark)));
        }
        for named in self.sources {
            let more = skipped.get(named.name.as_str()).map_or(0, |count| count.saturating_sub(SKIPPED_SHOWN));
            if more > 0 {
                lines.push(attention(say::import_skipped_more(named.name.as_str(), number(more))));
            }
        }
        let unknown = |remark: &Remark| {
            matches!(remark, Remark::Unknown { .. } | Remark::UnknownServer { .. } | Remark::UnknownSite { .. })
        };
        if remarks.iter().any(unknown) {
            lines.push(attention(say::import_unknown_remedy()));
        }
        lines
    }

    fn remark(&self, remark: &Remark) -> Message {
        match remark {
            Remark::Skipped { source, place, reason } => {
                say::import_skipped(source.as_str(), place.as_str(), reason.as_str())
            }
            Remark::OtherHost { source, named, taken_for } => {
                say::import_other_host(source.as_str(), named.as_str(), taken_for)
            }
            Remark::LeftOut { source, servers } => say::import_left_out(source.as_str(), servers.join(", ")),
            Remark::Collector { server, error } => say::import_collector(server, error.as_str()),
            Remark::Kept { server, fact, thumbprints, kept, said } => {
                let (fact, kept, said) = (fact_name(*fact), origin(*kept), origin(*said));
                match thumbprints.len() {
                    0 => say::import_kept(server, fact, kept, said),
                    count => say::import_kept_certificates(server, fact, number(count), kept, said),
                }
            }
            Remark::Unknown { server, fact, thumbprints } => {
                say::import_unknown(server, fact_name(Fact::Certificate(*fact)), number(thumbprints.len()))
            }
            Remark::UnknownServer { server, facts } => {
                let names: Vec<_> = facts.iter().map(|fact| fact_name(Fact::Server(*fact))).collect();
                say::import_unknown_server(server, names.join(", "))
            }
            Remark::UnknownSite { server, thumbprints } => say::import_unknown_site(server, number(thumbprints.len())),
            Remark::NotListed { server, thumbprints } => {
                let names = self.named(server, thumbprints);
                say::import_not_listed(server, names, number(thumbprints.len()))
            }
        }
    }

    fn named(&self, server: &ServerName, thumbprints: &[Thumbprint]) -> String {
        let known = self.servers.iter().find(|known| known.name == *server);
        let names = known.map(|server| Names::of(server));
        let name = |thumbprint: &Thumbprint| names.as_ref().map_or(thumbprint.to_string(), |n| n.name(*thumbprint));
        let mut text = thumbprints.iter().take(NAMED).map(name).collect::<Vec<_>>().join(", ");
        if thumbprints.len() > NAMED {
            text.push_str(", ...");
        }
        text
    }
}

/// How the certificates of a server are called.
struct Names<'a>(HashMap<Thumbprint, &'a Certificate>);

impl<'a> Names<'a> {
    fn of(server: &'a Server) -> Names<'a> {
        Names(server.certificates.iter().map(|found| (found.thumbprint, found)).collect())
    }

    /// The friendly name, else what is recorded of the subject, with the thumbprint where two could be called so.
    fn name(&self, thumbprint: Thumbprint) -> String {
        match self.0.get(&thumbprint) {
            Some(found) if !found.friendly_name.is_empty() || matches!(found.facts, Knowledge::Known(_)) => {
                format!("{} ({thumbprint})", found.display_name())
            }
            _ => thumbprint.to_string(),
        }
    }
}

fn line(indent: u16, message: Message) -> Line {
    Line { indent, message, attention: false }
}

fn attention(message: Message) -> Line {
    Line { indent: 0, message, attention: true }
}

fn or_unknown(value: Option<&String>) -> String {
    value.cloned().unwrap_or_else(|| "-".to_owned())
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The property by which the shell knows a fact; never translated.
#[must_use]
pub const fn fact_name(fact: Fact) -> &'static str {
    match fact {
        Fact::Server(fact) => match fact {
            ServerFact::Fqdn => "Fqdn",
            ServerFact::Build => "AdminDisplayVersion",
            ServerFact::Roles => "ServerRole",
            ServerFact::Dag => "DatabaseAvailabilityGroup",
            ServerFact::EdgeSubscription => "EdgeSubscription",
            ServerFact::SmtpDefault => "InternalTransportCertificateThumbprint",
            ServerFact::StartupMode => "UMStartupMode",
            ServerFact::CallRouterStartupMode => "UMStartupMode (UMCallRouter)",
            ServerFact::ImapName => "X509CertificateName (IMAP)",
            ServerFact::PopName => "X509CertificateName (POP)",
        },
        Fact::Certificate(fact) => match fact {
            CertificateFact::Services => "Services",
            CertificateFact::Status => "Status",
            CertificateFact::PrivateKey => "PrivateKey",
            CertificateFact::FriendlyName => "FriendlyName",
            CertificateFact::Recorded => "Subject",
        },
    }
}

/// What a kind of source is called.
#[must_use]
pub fn origin(origin: Origin) -> Message {
    match origin {
        Origin::File => say::origin_file(),
        Origin::Table => say::origin_table(),
        Origin::Csv => say::origin_csv(),
        Origin::List => say::origin_list(),
        Origin::Json => say::origin_json(),
        Origin::RawData => say::origin_raw_data(),
        Origin::Clixml => say::origin_clixml(),
        Origin::Inventory => say::origin_inventory(),
    }
}

/// Why sources cannot be merged.
pub(super) fn merge_error(error: &MergeError) -> Message {
    match error {
        MergeError::WhichServer { source } => say::import_which_server(source.as_str()),
        MergeError::TwoServers { name, one, other } => say::import_two_servers(name, one.as_str(), other.as_str()),
        MergeError::NotAName { source, name } => say::import_not_a_name(source.as_str(), name.as_str()),
    }
}

/// Why a file cannot be taken as a source, and what to do.
#[must_use]
pub fn read_error(source: &str, error: &ReadError) -> Message {
    let reason = match error {
        ReadError::Empty => say::import_empty(),
        ReadError::Unrecognised => say::import_unrecognised(),
        ReadError::TooLarge { limit } => say::import_too_large(number(*limit)),
        ReadError::Damaged { place, reason } if place.is_empty() => say::import_damaged(reason.as_str()),
        ReadError::Damaged { place, reason } => say::import_damaged_at(place.as_str(), reason.as_str()),
        ReadError::AmbiguousDate { date, place } => say::import_ambiguous(date.as_str(), place.as_str()),
        ReadError::PasswordNeeded => say::import_password_needed(),
        ReadError::WrongPassword => say::import_wrong_password(),
    };
    say::import_source(source, reason)
}
