//! The rules that refuse, in the order in which they are asked. The first that answers gives the reason. One a file, or
//! two that ask the same of two services.

mod auth_certificate;
pub mod default_smtp;
mod edge_smtp_only;
mod facts_unknown;
mod federation_elsewhere;
mod no_server_auth;
pub mod not_permitted;
mod private_key_missing;
pub mod service_locked;
mod status_not_valid;
mod um_not_in_version;
mod um_startup_mode;
mod wildcard;

use super::access::Access;
use super::certificate::{Certificate, Facts};
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
        matches!(self.service, Service::Um | Service::UmCallRouter)
    }

    /// The first rule that refuses.
    #[must_use]
    pub fn refusal(&self) -> Option<Refusal> {
        let reason = RULES.iter().find_map(|rule| (rule.check?)(self))?;
        Some(Refusal { server: self.server.name.clone(), service: Some(self.service), reason })
    }
}

/// A rule as it is listed and asked.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its stable name.
    pub id: RuleId,
    /// Where it comes from.
    pub source: &'static str,
    check: Option<fn(&Case) -> Option<Reason>>,
}

/// Every rule, in the order of asking. `service-locked` and `default-smtp` refuse nothing here: the first is asked before
/// the others, the second is a question.
pub const RULES: [Rule; 15] = [
    Rule { id: RuleId::NotPermitted, source: not_permitted::SOURCE, check: Some(not_permitted::check) },
    Rule { id: RuleId::ServiceLocked, source: service_locked::SOURCE, check: None },
    Rule {
        id: RuleId::FederationElsewhere,
        source: federation_elsewhere::SOURCE,
        check: Some(federation_elsewhere::check),
    },
    Rule { id: RuleId::EdgeSmtpOnly, source: edge_smtp_only::SOURCE, check: Some(edge_smtp_only::check) },
    Rule { id: RuleId::UmNotInVersion, source: um_not_in_version::SOURCE, check: Some(um_not_in_version::check) },
    Rule { id: RuleId::FactsUnknown, source: facts_unknown::SOURCE, check: Some(facts_unknown::check) },
    Rule { id: RuleId::AuthCertificate, source: auth_certificate::SOURCE, check: Some(auth_certificate::check) },
    Rule { id: RuleId::StatusNotValid, source: status_not_valid::SOURCE, check: Some(status_not_valid::check) },
    Rule {
        id: RuleId::PrivateKeyMissing,
        source: private_key_missing::SOURCE,
        check: Some(private_key_missing::check),
    },
    Rule { id: RuleId::NoServerAuth, source: no_server_auth::SOURCE, check: Some(no_server_auth::check) },
    Rule { id: RuleId::WildcardImap, source: wildcard::SOURCE, check: Some(wildcard::check) },
    Rule { id: RuleId::WildcardPop, source: wildcard::SOURCE, check: Some(wildcard::check) },
    Rule { id: RuleId::UmStartupMode, source: um_startup_mode::SOURCE, check: Some(um_startup_mode::check) },
    Rule { id: RuleId::UmCallRouterStartupMode, source: um_startup_mode::SOURCE, check: Some(um_startup_mode::check) },
    Rule { id: RuleId::DefaultSmtp, source: default_smtp::SOURCE, check: None },
];
