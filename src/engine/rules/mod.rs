//! The rules that refuse, in the order in which they are asked. Of an assignment the first that answers gives the reason;
//! of a removal each that answers. One a file, or two that ask the same of two services.

mod already_exists;
mod auth_certificate;
pub mod default_smtp;
pub mod edge_smtp_only;
mod facts_unknown;
mod federation_elsewhere;
mod no_server_auth;
pub mod not_permitted;
mod private_key_missing;
mod remove_auth;
mod remove_back_end;
mod remove_default_smtp;
mod remove_federation;
mod remove_on_send_connector;
pub mod service_locked;
mod status_not_valid;
pub mod um_not_in_version;
mod um_startup_mode;
mod wildcard;

use super::access::Access;
use super::certificate::{Certificate, Facts};
use super::connector::{SendConnector, TlsCertificateName};
use super::import::Arrival;
use super::moment::Moment;
use super::organization::Organization;
use super::refusal::{Reason, Refusal, RuleId};
use super::server::Server;
use super::service::Service;
use super::status::{Status, status};

/// One question to the rules: may this certificate get this service on this server, now, by this person?
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The organization.
    pub organization: &'a Organization,
    /// The server.
    pub server: &'a Server,
    /// The certificate.
    pub certificate: &'a Certificate,
    /// The service.
    pub service: Service,
    /// What the person may do.
    pub access: Access,
    /// The clock.
    pub now: Moment,
}

impl<'a> Case<'a> {
    fn facts(&self) -> Option<&'a Facts> {
        self.certificate.known()
    }

    fn status(&self) -> Status {
        status(self.certificate, self.now)
    }

    fn is_um(&self) -> bool {
        self.service.is_unified_messaging()
    }

    /// The first rule that refuses.
    #[must_use]
    pub fn refusal(&self) -> Option<Refusal> {
        let reason = RULES.iter().find_map(|rule| (rule.assigning?)(self))?;
        Some(Refusal { server: self.server.name.clone(), service: Some(self.service), reason })
    }
}

/// The other question: may this certificate, or this pending request, be removed from this server, by this person?
#[derive(Clone, Copy, Debug)]
pub struct Removal<'a> {
    /// The organization.
    pub organization: &'a Organization,
    /// The server.
    pub server: &'a Server,
    /// The certificate.
    pub certificate: &'a Certificate,
    /// What the person may do.
    pub access: Access,
}

impl<'a> Removal<'a> {
    /// The Send connectors of the server that name a certificate, each with that name.
    fn named_connectors(&self) -> impl Iterator<Item = (&'a SendConnector, &'a TlsCertificateName)> {
        let connectors = self.organization.send_connectors.iter();
        let here = connectors.filter(|connector| connector.sends_from(&self.server.name));
        here.filter_map(|connector| Some((connector, connector.tls_certificate_name.as_ref()?)))
    }

    /// Everything that refuses, in the order of asking, so that each can be settled. Who may not remove anything, and what
    /// cannot be judged, is told that alone.
    #[must_use]
    pub fn refusals(&self) -> Vec<Refusal> {
        let mut refusals = Vec::new();
        for check in RULES.iter().filter_map(|rule| rule.removing) {
            let Some(reason) = check(self) else { continue };
            let alone = matches!(reason, Reason::NotPermitted(_) | Reason::FactsUnknown(_));
            refusals.push(Refusal { server: self.server.name.clone(), service: None, reason });
            if alone {
                break;
            }
        }
        refusals
    }
}

/// The third question: may this certificate be imported to this server, by this person?
#[derive(Clone, Copy, Debug)]
pub struct Importing<'a> {
    /// The server.
    pub server: &'a Server,
    /// What comes.
    pub arrival: &'a Arrival,
    /// What the person may do.
    pub access: Access,
}

/// The first rule that refuses an import.
#[must_use]
pub fn import_refusal(importing: &Importing) -> Option<Reason> {
    RULES.iter().find_map(|rule| (rule.importing?)(importing))
}

/// A rule as it is listed and asked.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its stable name.
    pub id: RuleId,
    /// Where it comes from.
    pub source: &'static str,
    assigning: Option<fn(&Case) -> Option<Reason>>,
    removing: Option<fn(&Removal) -> Option<Reason>>,
    importing: Option<fn(&Importing) -> Option<Reason>>,
}

impl Rule {
    const fn new(id: RuleId, source: &'static str) -> Rule {
        Rule { id, source, assigning: None, removing: None, importing: None }
    }

    const fn assigning(mut self, check: fn(&Case) -> Option<Reason>) -> Rule {
        self.assigning = Some(check);
        self
    }

    const fn removing(mut self, check: fn(&Removal) -> Option<Reason>) -> Rule {
        self.removing = Some(check);
        self
    }

    const fn importing(mut self, check: fn(&Importing) -> Option<Reason>) -> Rule {
        self.importing = Some(check);
        self
    }

    /// Whether it is asked only when a certificate is to be removed or imported.
    #[must_use]
    pub const fn never_about_assigning(&self) -> bool {
        (self.removing.is_some() || self.importing.is_some()) && self.assigning.is_none()
    }
}

/// Every rule, in the order of asking. `service-locked` and `default-smtp` refuse nothing here: the first is asked before
/// the others, the second is a question.
pub const RULES: [Rule; 21] = [
    Rule::new(RuleId::NotPermitted, not_permitted::SOURCE)
        .assigning(not_permitted::check)
        .removing(not_permitted::check_removal)
        .importing(not_permitted::check_import),
    Rule::new(RuleId::ServiceLocked, service_locked::SOURCE),
    Rule::new(RuleId::FederationElsewhere, federation_elsewhere::SOURCE).assigning(federation_elsewhere::check),
    Rule::new(RuleId::EdgeSmtpOnly, edge_smtp_only::SOURCE).assigning(edge_smtp_only::check),
    Rule::new(RuleId::UmNotInVersion, um_not_in_version::SOURCE).assigning(um_not_in_version::check),
    Rule::new(RuleId::FactsUnknown, facts_unknown::SOURCE)
        .assigning(facts_unknown::check)
        .removing(facts_unknown::check_removal)
        .importing(facts_unknown::check_import),
    Rule::new(RuleId::AuthCertificate, auth_certificate::SOURCE).assigning(auth_certificate::check),
    Rule::new(RuleId::StatusNotValid, status_not_valid::SOURCE).assigning(status_not_valid::check),
    Rule::new(RuleId::PrivateKeyMissing, private_key_missing::SOURCE).assigning(private_key_missing::check),
    Rule::new(RuleId::NoServerAuth, no_server_auth::SOURCE).assigning(no_server_auth::check),
    Rule::new(RuleId::WildcardImap, wildcard::SOURCE).assigning(wildcard::check),
    Rule::new(RuleId::WildcardPop, wildcard::SOURCE).assigning(wildcard::check),
    Rule::new(RuleId::UmStartupMode, um_startup_mode::SOURCE).assigning(um_startup_mode::check),
    Rule::new(RuleId::UmCallRouterStartupMode, um_startup_mode::SOURCE).assigning(um_startup_mode::check),
    Rule::new(RuleId::DefaultSmtp, default_smtp::SOURCE),
    Rule::new(RuleId::RemoveDefaultSmtp, remove_default_smtp::SOURCE).removing(remove_default_smtp::check),
    Rule::new(RuleId::RemoveAuth, remove_auth::SOURCE).removing(remove_auth::check),
    Rule::new(RuleId::RemoveFederation, remove_federation::SOURCE).removing(remove_federation::check),
    Rule::new(RuleId::RemoveBackEnd, remove_back_end::SOURCE).removing(remove_back_end::check),
    Rule::new(RuleId::RemoveOnSendConnector, remove_on_send_connector::SOURCE)
        .removing(remove_on_send_connector::check),
    Rule::new(RuleId::AlreadyExists, already_exists::SOURCE).importing(already_exists::check_import),
];
