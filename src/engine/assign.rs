//! From a request to a verdict.

use super::certificate::{Certificate, PrivateKey};
use super::moment::Moment;
use super::organization::Organization;
use super::part::PartBuilder;
use super::plan::{NotFound, Verdict};
use super::refusal::{Reason, Refusal, UnknownFact};
use super::request::{DefaultSmtp, Request};
use super::rules::default_smtp::{self, Default};
use super::rules::{Case, not_permitted, service_locked};
use super::server::Server;
use super::service::Service;
use super::status::Status;

/// Answers a request: what would change on each server, what is refused, and what has to be asked first. Nothing is
/// changed by it.
///
/// `servers` are the documents of [`Request::servers`], in that order. Only services that would change are judged, so an
/// already assigned service of an expired certificate is nothing to do rather than an error. When anything is refused
/// outright the plan is empty: a request is done whole or not at all, but for the wildcard rules, which drop their own
/// service only.
///
/// # Errors
/// [`NotFound`] when a server does not hold the certificate.
pub fn plan(
    organization: &Organization,
    servers: &[&Server],
    request: &Request,
    now: Moment,
) -> Result<Verdict, NotFound> {
    let mut verdict = Verdict::default();
    for server in servers {
        let certificate = server
            .certificate(request.thumbprint)
            .ok_or_else(|| NotFound { server: server.name.clone(), thumbprint: request.thumbprint })?;
        Judge { organization, server, certificate, request, now }.judge(&mut verdict);
    }
    if verdict.refusals.iter().any(|refusal| !refusal.drops_only_its_service()) {
        verdict.plan.parts.clear();
        verdict.questions.clear();
    }
    Ok(verdict)
}

struct Judge<'a> {
    organization: &'a Organization,
    server: &'a Server,
    certificate: &'a Certificate,
    request: &'a Request,
    now: Moment,
}

impl Judge<'_> {
    fn judge(&self, verdict: &mut Verdict) {
        if let Some(reason) = not_permitted::reason(self.request.access) {
            verdict.refusals.push(Refusal { server: self.server.name.clone(), service: None, reason });
            return;
        }
        let mut part = PartBuilder::new(self.organization, self.server, self.now);
        for service in Service::OFFERED.into_iter().chain([Service::Federation]) {
            if self.request.services.contains(service) {
                self.service(service, &mut part, verdict);
            }
        }
        if self.request.network_service {
            self.network_service(&mut part, verdict);
        }
        if let Some(part) = part.build() {
            verdict.plan.parts.push(part);
        }
    }

    fn case(&self, service: Service) -> Case<'_> {
        Case {
            organization: self.organization,
            server: self.server,
            certificate: self.certificate,
            service,
            access: self.request.access,
            now: self.now,
        }
    }

    fn service(&self, service: Service, part: &mut PartBuilder, verdict: &mut Verdict) {
        let case = self.case(service);
        let held = service_locked::is_locked(&case);
        let default = if service == Service::Smtp {
            default_smtp::decide(&case, self.request.default_smtp)
        } else {
            Default::Stays
        };
        if held {
            verdict.already = verdict.already.with(service);
            if default == Default::Stays {
                return;
            }
        }
        if let Some(refusal) = case.refusal() {
            // Nobody asked to replace the default outright: a certificate that holds SMTP and could not become the
            // default is simply left as it is.
            if !held || self.request.default_smtp == DefaultSmtp::Replace {
                verdict.refusals.push(refusal);
            }
            return;
        }
        if !held {
            part.assign(self.certificate, service, self.request.require_ssl);
        }
        match default {
            Default::Stays => {}
            Default::Changes => part.make_default(self.certificate.thumbprint),
            Default::Asked(question) => verdict.questions.push(question),
        }
    }

    /// `-NetworkServiceAllowed` without a service: it is about the private key alone, so nothing else is asked.
    fn network_service(&self, part: &mut PartBuilder, verdict: &mut Verdict) {
        let reason = match self.certificate.private_key {
            _ if self.certificate.is_request() => Reason::StatusNotValid(Status::PendingRequest),
            PrivateKey::Missing => Reason::PrivateKeyMissing,
            PrivateKey::Unknown => Reason::FactsUnknown(UnknownFact::PrivateKey),
            PrivateKey::Exportable | PrivateKey::Present => {
                part.network_service(self.certificate.thumbprint);
                return;
            }
        };
        if !verdict.refusals.iter().any(|refusal| refusal.reason == reason) {
            verdict.refusals.push(Refusal { server: self.server.name.clone(), service: None, reason });
        }
    }
}
