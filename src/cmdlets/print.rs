//! Calls to PowerShell text, and plans and remedies to calls. What is printed reads back as the same call.

use std::fmt;

use crate::engine::{
    Arrival, Certificate, Plan, PrivateKey, Protocol, Refusal, Remedy, Server, ServerName, Service, ServiceSet,
    StartupMode, Step, Thumbprint,
};

use super::call::{Call, Identity, Pipeline, Value};
use super::lexer::{DASHES, SINGLE_QUOTES};
use super::table::{Cmdlet, Parameter};

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.cmdlet.name())?;
        for (parameter, value) in &self.parameters {
            write!(f, " -{}", parameter.name())?;
            match value {
                Value::Switch(true) => {}
                Value::Switch(false) => f.write_str(":$false")?,
                value => write!(f, " {value}")?,
            }
        }
        Ok(())
    }
}

impl fmt::Display for Pipeline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, call) in self.calls.iter().enumerate() {
            if index > 0 {
                f.write_str(" | ")?;
            }
            call.fmt(f)?;
        }
        Ok(())
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Switch(on) | Value::Bool(on) => f.write_str(if *on { "$true" } else { "$false" }),
            Value::Number(number) => number.fmt(f),
            Value::Text(text) => f.write_str(&quoted(text)),
            Value::List(items) => f.write_str(&items.iter().map(|item| quoted(item)).collect::<Vec<_>>().join(",")),
            Value::Thumbprint(thumbprint) | Value::Identity(Identity { server: None, thumbprint }) => thumbprint.fmt(f),
            Value::Identity(Identity { server: Some(server), thumbprint }) => {
                f.write_str(&quoted(&format!("{server}\\{thumbprint}")))
            }
            Value::Services(services) => f.write_str(&service_list(*services)),
            Value::Null => f.write_str("$null"),
            Value::File(path) => write!(f, "([System.IO.File]::ReadAllBytes({}))", literal(path)),
            Value::Asked => f.write_str("(Read-Host -AsSecureString)"),
        }
    }
}

/// Services as `-Services` takes them, in the order of the page: `IIS,SMTP`; `None` for none.
#[must_use]
pub fn service_list(services: ServiceSet) -> String {
    if services.is_empty() {
        return "None".into();
    }
    let federation = services.contains(Service::Federation).then_some(Service::Federation);
    services.offered().chain(federation).map(Service::name).collect::<Vec<_>>().join(",")
}

/// A text as PowerShell reads it back: as it is where that is safe, else in single quotation marks with every one of
/// PowerShell's five single quotation marks doubled.
#[must_use]
pub fn quoted(text: &str) -> String {
    let plain =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '\\' | '/' | ':' | '*' | '=' | '+');
    let bare = !text.is_empty() && text.chars().all(plain) && !text.starts_with(DASHES) && !text.starts_with('.');
    if bare {
        return text.to_owned();
    }
    literal(text)
}

/// A text in single quotation marks.
fn literal(text: &str) -> String {
    let mut out = String::from("'");
    for c in text.chars() {
        out.push(c);
        if SINGLE_QUOTES.contains(&c) {
            out.push(c);
        }
    }
    out.push('\'');
    out
}

/// The cmdlet lines that do what a plan does, in its order: one `Enable-ExchangeCertificate` for each certificate and
/// server, `Set-ImapSettings` or `Set-PopSettings` where a name changes without an assignment, `Set-UMService` or
/// `Set-UMCallRouterSettings` for a startup mode, `Remove-ExchangeCertificate`, and one `Import-ExchangeCertificate` for
/// each file.
#[must_use]
pub fn plan(plan: &Plan) -> Vec<Call> {
    plan.parts.iter().flat_map(|part| steps(&part.server, &part.steps, &part.arrivals)).collect()
}

/// The cmdlet lines of what is done on one server, as the journal keeps them. An import is among them where `arrivals` has
/// what comes: no line can name a file that nobody knows.
#[must_use]
pub fn lines(server: &ServerName, steps: &[Step], arrivals: &[Arrival]) -> String {
    self::steps(server, steps, arrivals).iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// The cmdlet line that assigns services. It does not agree to another default SMTP certificate.
#[must_use]
pub fn assigning(server: &ServerName, thumbprint: Thumbprint, services: ServiceSet) -> Call {
    Call::new(Cmdlet::EnableExchangeCertificate)
        .with(Parameter::Thumbprint, Value::Thumbprint(thumbprint))
        .with(Parameter::Services, Value::Services(services))
        .with(Parameter::Server, Value::Text(server.to_string()))
}

fn steps(server: &ServerName, steps: &[Step], arrivals: &[Arrival]) -> Vec<Call> {
    let mut calls = Vec::new();
    let mut read: Vec<&str> = Vec::new();
    let mut enabled = Vec::new();
    for step in steps {
        match step {
            Step::Assign { thumbprint, .. }
            | Step::DefaultSmtp { thumbprint, .. }
            | Step::NetworkService { thumbprint } => {
                if !enabled.contains(thumbprint) {
                    enabled.push(*thumbprint);
                    calls.push(enable(server, *thumbprint, steps));
                }
            }
            Step::ProtocolName { protocol, after, .. } => {
                let assigned =
                    |step: &Step| matches!(step, Step::Assign { service, .. } if *service == protocol.service());
                if !steps.iter().any(assigned) {
                    let name = after.as_ref().map_or(Value::Null, |name| Value::Text(name.clone()));
                    calls.push(set_protocol_name(*protocol, name, server));
                }
            }
            Step::StartupMode { service, after, .. } => calls.push(set_startup_mode(*service, *after, server)),
            Step::Remove { thumbprint } => calls.push(remove(server, *thumbprint)),
            Step::Import { thumbprint, .. } => {
                let arrival = arrivals.iter().find(|arrival| arrival.thumbprint() == *thumbprint);
                if let Some(arrival) = arrival.filter(|arrival| !read.contains(&arrival.file.as_str())) {
                    read.push(&arrival.file);
                    calls.push(import(server, arrival, arrivals));
                }
            }
            Step::RequireSsl => {}
        }
    }
    calls
}

/// The import of a file. A password is never part of a line: it is asked for.
fn import(server: &ServerName, first: &Arrival, all: &[Arrival]) -> Call {
    let of_file = || all.iter().filter(|arrival| arrival.file == first.file);
    let mut call = Call::new(Cmdlet::ImportExchangeCertificate)
        .with(Parameter::FileData, Value::File(first.file.clone()))
        .with(Parameter::Server, Value::Text(server.to_string()));
    if of_file().any(|arrival| arrival.private_key == PrivateKey::Exportable) {
        call = call.with(Parameter::PrivateKeyExportable, Value::Bool(true));
    }
    let name = &first.friendly_name;
    if !name.trim().is_empty() && of_file().all(|arrival| arrival.friendly_name == *name) {
        call = call.with(Parameter::FriendlyName, Value::Text(name.clone()));
    }
    call
}

/// Whoever runs the printed line has confirmed the plan already.
fn remove(server: &ServerName, thumbprint: Thumbprint) -> Call {
    Call::new(Cmdlet::RemoveExchangeCertificate)
        .with(Parameter::Thumbprint, Value::Thumbprint(thumbprint))
        .with(Parameter::Server, Value::Text(server.to_string()))
        .with(Parameter::Confirm, Value::Switch(false))
}

fn set_startup_mode(service: Service, mode: StartupMode, server: &ServerName) -> Call {
    let (cmdlet, parameter) = match service {
        Service::UmCallRouter => (Cmdlet::SetUmCallRouterSettings, Parameter::Server),
        _ => (Cmdlet::SetUmService, Parameter::Identity),
    };
    Call::new(cmdlet)
        .with(parameter, Value::Text(server.to_string()))
        .with(Parameter::UmStartupMode, Value::Text(mode.name().to_owned()))
}

fn enable(server: &ServerName, thumbprint: Thumbprint, steps: &[Step]) -> Call {
    let mut services = ServiceSet::NONE;
    let (mut replaces, mut network_service) = (false, false);
    for step in steps {
        match step {
            Step::Assign { thumbprint: named, service, .. } if *named == thumbprint => {
                services = services.with(*service);
            }
            Step::DefaultSmtp { thumbprint: named, before } if *named == thumbprint => {
                services = services.with(Service::Smtp);
                replaces = before.is_some();
            }
            Step::NetworkService { thumbprint: named } if *named == thumbprint => network_service = true,
            _ => {}
        }
    }
    let mut call = assigning(server, thumbprint, services);
    if replaces {
        call = call.with(Parameter::Force, Value::Switch(true));
    }
    if services.contains(Service::Iis) && !steps.contains(&Step::RequireSsl) {
        call = call.with(Parameter::DoNotRequireSsl, Value::Switch(true));
    }
    // SMTP grants the access anyway.
    if network_service && !services.contains(Service::Smtp) {
        call = call.with(Parameter::NetworkServiceAllowed, Value::Switch(true));
    }
    call
}

fn set_protocol_name(protocol: Protocol, name: Value, server: &ServerName) -> Call {
    let cmdlet = match protocol {
        Protocol::Imap => Cmdlet::SetImapSettings,
        Protocol::Pop => Cmdlet::SetPopSettings,
    };
    Call::new(cmdlet)
        .with(Parameter::X509CertificateName, name)
        .with(Parameter::Server, Value::Text(server.to_string()))
}

/// The cmdlet that removes the reason of a refusal, where one does.
///
/// For a wildcard the name is the first that the certificate covers of: the name the protocol has already, a host that the
/// certificate names, the server's FQDN; and the server's FQDN where it covers none of them. The bare domain that usually
/// stands beside its wildcard is no host.
#[must_use]
pub fn remedy(refusal: &Refusal, server: &Server, certificate: Option<&Certificate>) -> Option<Call> {
    match refusal.remedy()? {
        Remedy::SetProtocolName(protocol) => {
            let facts = certificate.and_then(Certificate::known);
            let host = facts.and_then(|facts| {
                let bare = |name: &str| facts.domains.iter().any(|other| other.strip_prefix("*.") == Some(name));
                facts.plain_names().find(|name| !bare(name))
            });
            let candidates = [server.assignments.protocol_name(protocol), host, Some(&server.fqdn)];
            let covered = |name: &&str| facts.is_some_and(|facts| facts.covers(name));
            let chosen = candidates.into_iter().flatten().find(covered).unwrap_or(&server.fqdn);
            Some(set_protocol_name(protocol, Value::Text(chosen.to_owned()), &server.name))
        }
        Remedy::SetStartupMode(service) => Some(set_startup_mode(service, StartupMode::Dual, &server.name)),
    }
}
