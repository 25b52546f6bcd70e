//! A server: what it is, which certificates it holds, and which of them serves what.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use super::build::Build;
use super::certificate::Certificate;
use super::origin::{Origins, ServerFact};
use super::plan::{Part, Step};
use super::service::{Service, ServiceSet};
use super::thumbprint::Thumbprint;

/// A server's name as the organization spells it (`EX01`). Cheap to copy around.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServerName(pub Arc<str>);

impl ServerName {
    /// The name of that spelling.
    #[must_use]
    pub fn new(name: &str) -> ServerName {
        ServerName(name.into())
    }

    /// The name's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ServerName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for ServerName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which state of a server a plan was made from. Opaque here: the store makes it from the document's bytes and compares
/// it before it writes.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Revision(pub [u8; 32]);

impl fmt::Debug for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0[..4].iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// A role of an Exchange server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Mailbox; since 2016 with the Client Access services in it.
    Mailbox,
    /// Client Access; 2013 only.
    ClientAccess,
    /// Edge Transport: only SMTP matters there.
    EdgeTransport,
}

impl Role {
    /// Exchange's name for the role, and the store's.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Role::Mailbox => "Mailbox",
            Role::ClientAccess => "ClientAccess",
            Role::EdgeTransport => "EdgeTransport",
        }
    }
}

/// The UM startup mode of a service (`UMStartupMode`). TCP is Exchange's default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StartupMode {
    /// Unencrypted only: no certificate can be assigned.
    #[default]
    Tcp,
    /// Encrypted only.
    Tls,
    /// Both.
    Dual,
}

impl StartupMode {
    /// Every mode, the default first.
    pub const ALL: [StartupMode; 3] = [StartupMode::Tcp, StartupMode::Tls, StartupMode::Dual];

    /// The mode of that name, in any case.
    #[must_use]
    pub fn named(name: &str) -> Option<StartupMode> {
        StartupMode::ALL.into_iter().find(|mode| mode.name().eq_ignore_ascii_case(name))
    }

    /// Exchange's name for the mode, and the store's; never translated.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            StartupMode::Tcp => "TCP",
            StartupMode::Tls => "TLS",
            StartupMode::Dual => "Dual",
        }
    }
}

/// IMAP or POP: the protocols whose certificate follows from a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are the protocols' own")]
pub enum Protocol {
    Imap,
    Pop,
}

impl Protocol {
    /// The service of this protocol.
    #[must_use]
    pub const fn service(self) -> Service {
        match self {
            Protocol::Imap => Service::Imap,
            Protocol::Pop => Service::Pop,
        }
    }
}

/// Who serves what on one server. The one place that knows; an empty entry means nobody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assignments {
    /// The Default Web Site's certificate.
    pub iis: Option<Thumbprint>,
    /// The Exchange Back End's certificate; no assignment ever moves it.
    pub iis_back_end: Option<Thumbprint>,
    /// Certificates that show IIS, while nobody knows on which site (an import without `IISServices`).
    pub iis_site_unknown: Vec<Thumbprint>,
    /// Every certificate enabled for SMTP.
    pub smtp: Vec<Thumbprint>,
    /// The default SMTP (internal transport) certificate.
    pub smtp_default: Option<Thumbprint>,
    /// Every certificate that carries the IMAP flag.
    pub imap: Vec<Thumbprint>,
    /// Every certificate that carries the POP flag.
    pub pop: Vec<Thumbprint>,
    /// The Unified Messaging certificate.
    pub um: Option<Thumbprint>,
    /// The call router's certificate.
    pub um_call_router: Option<Thumbprint>,
    /// Every certificate a federation trust uses.
    pub federation: Vec<Thumbprint>,
    /// IMAP's `X509CertificateName`.
    pub imap_name: Option<String>,
    /// POP's `X509CertificateName`.
    pub pop_name: Option<String>,
}

impl Assignments {
    /// The services of a certificate, as `Get-ExchangeCertificate` shows them: a back-end binding shows IIS too.
    #[must_use]
    pub fn services_of(&self, thumbprint: Thumbprint) -> ServiceSet {
        Service::PRINTED.into_iter().filter(|service| self.shows(*service, thumbprint)).collect()
    }

    fn shows(&self, service: Service, thumbprint: Thumbprint) -> bool {
        let somewhere = || self.iis_back_end == Some(thumbprint) || self.iis_site_unknown.contains(&thumbprint);
        self.holds(service, thumbprint) || (service == Service::Iis && somewhere())
    }

    /// Whether the certificate holds the service in the sense of an assignment: for IIS the Default Web Site alone.
    #[must_use]
    pub fn holds(&self, service: Service, thumbprint: Thumbprint) -> bool {
        match service {
            Service::Iis => self.iis == Some(thumbprint),
            Service::Um => self.um == Some(thumbprint),
            Service::UmCallRouter => self.um_call_router == Some(thumbprint),
            Service::Smtp => self.smtp.contains(&thumbprint),
            Service::Imap => self.imap.contains(&thumbprint),
            Service::Pop => self.pop.contains(&thumbprint),
            Service::Federation => self.federation.contains(&thumbprint),
        }
    }

    /// The one holder of a service that only one certificate can have; `None` for the others.
    #[must_use]
    pub fn single_holder(&self, service: Service) -> Option<Thumbprint> {
        match service {
            Service::Iis => self.iis,
            Service::Um => self.um,
            Service::UmCallRouter => self.um_call_router,
            Service::Smtp | Service::Imap | Service::Pop | Service::Federation => None,
        }
    }

    /// Gives the service to the certificate; a service with one holder changes hands, the others cumulate.
    pub fn assign(&mut self, service: Service, thumbprint: Thumbprint) {
        match service {
            Service::Iis => self.iis = Some(thumbprint),
            Service::Um => self.um = Some(thumbprint),
            Service::UmCallRouter => self.um_call_router = Some(thumbprint),
            Service::Smtp => add(&mut self.smtp, thumbprint),
            Service::Imap => add(&mut self.imap, thumbprint),
            Service::Pop => add(&mut self.pop, thumbprint),
            Service::Federation => add(&mut self.federation, thumbprint),
        }
    }

    /// The protocol's `X509CertificateName`.
    #[must_use]
    pub fn protocol_name(&self, protocol: Protocol) -> Option<&str> {
        match protocol {
            Protocol::Imap => self.imap_name.as_deref(),
            Protocol::Pop => self.pop_name.as_deref(),
        }
    }

    /// Sets the protocol's `X509CertificateName`.
    pub fn set_protocol_name(&mut self, protocol: Protocol, name: Option<String>) {
        match protocol {
            Protocol::Imap => self.imap_name = name,
            Protocol::Pop => self.pop_name = name,
        }
    }

    /// Takes the certificate out of everything that names it.
    pub fn remove(&mut self, thumbprint: Thumbprint) {
        let ones =
            [&mut self.iis, &mut self.iis_back_end, &mut self.smtp_default, &mut self.um, &mut self.um_call_router];
        for one in ones {
            one.take_if(|holder| *holder == thumbprint);
        }
        let lists = [&mut self.smtp, &mut self.imap, &mut self.pop, &mut self.federation, &mut self.iis_site_unknown];
        for list in lists {
            list.retain(|holder| *holder != thumbprint);
        }
    }

    /// Every thumbprint named anywhere, repeats included.
    pub fn thumbprints(&self) -> impl Iterator<Item = Thumbprint> {
        [self.iis, self.iis_back_end, self.smtp_default, self.um, self.um_call_router].into_iter().flatten().chain(
            [&self.smtp, &self.imap, &self.pop, &self.federation, &self.iis_site_unknown]
                .into_iter()
                .flatten()
                .copied(),
        )
    }
}

fn add(holders: &mut Vec<Thumbprint>, thumbprint: Thumbprint) {
    if !holders.contains(&thumbprint) {
        holders.push(thumbprint);
    }
}

/// A server of the organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Its name.
    pub name: ServerName,
    /// Its fully qualified domain name.
    pub fqdn: String,
    /// Its build; `None` when nobody recorded it.
    pub build: Option<Build>,
    /// Its roles.
    pub roles: Vec<Role>,
    /// The database availability group it belongs to.
    pub dag: Option<String>,
    /// The Active Directory site an Edge Transport server is subscribed to; `None` when it is not subscribed.
    pub edge_subscription: Option<String>,
    /// UM's startup mode.
    pub um_startup_mode: StartupMode,
    /// The call router's startup mode.
    pub um_call_router_startup_mode: StartupMode,
    /// Who serves what.
    pub assignments: Assignments,
    /// Its certificates and pending requests, in the document's order.
    pub certificates: Arc<Vec<Certificate>>,
    /// What nobody knows of it (an import that could not learn it). A fact that has a value is known, whatever stands here.
    pub unknown: BTreeSet<ServerFact>,
    /// Where the facts that an import brought come from.
    pub origins: Origins<ServerFact>,
    /// The state of the document this was read from.
    pub revision: Revision,
}

impl Server {
    /// The certificate of that thumbprint.
    #[must_use]
    pub fn certificate(&self, thumbprint: Thumbprint) -> Option<&Certificate> {
        self.certificates.iter().find(|certificate| certificate.thumbprint == thumbprint)
    }

    /// The startup mode of Unified Messaging or of its call router; `None` for the other services, which have none.
    #[must_use]
    pub const fn startup_mode(&self, service: Service) -> Option<StartupMode> {
        match service {
            Service::Um => Some(self.um_startup_mode),
            Service::UmCallRouter => Some(self.um_call_router_startup_mode),
            _ => None,
        }
    }

    /// The server as it is once the part is done. The revision is still the one the part was planned on: only whoever
    /// keeps the document can say the new one.
    #[must_use]
    pub fn after(&self, part: &Part) -> Server {
        let mut after = Server { assignments: part.after.clone(), ..self.clone() };
        for step in &part.steps {
            if let Step::StartupMode { service, after: mode, .. } = step {
                match service {
                    Service::UmCallRouter => after.um_call_router_startup_mode = *mode,
                    _ => after.um_startup_mode = *mode,
                }
                after.unknown.retain(|fact| startup_mode_fact(*service) != Some(*fact));
            }
        }
        part.steps.iter().for_each(|step| after.hold(part, step));
        after
    }

    /// What a step does to the certificates that it holds. What comes stands in front of the pending requests, as the
    /// document has them.
    fn hold(&mut self, part: &Part, step: &Step) {
        let gone = match step {
            Step::Remove { thumbprint } => Some(*thumbprint),
            Step::Import { completes, .. } => *completes,
            _ => None,
        };
        let comes = match step {
            Step::Import { thumbprint, completes } => part
                .arrival(*thumbprint)
                .map(|arrival| arrival.certificate(completes.and_then(|request| self.certificate(request)))),
            _ => None,
        };
        if gone.is_none() && comes.is_none() {
            return;
        }
        let certificates = Arc::make_mut(&mut self.certificates);
        certificates.retain(|certificate| Some(certificate.thumbprint) != gone);
        if let Some(certificate) = comes {
            let requests = certificates.iter().position(Certificate::is_request).unwrap_or(certificates.len());
            certificates.insert(requests, certificate);
        }
    }

    /// Whether nobody knows this of it: no import could learn it, and nobody has said it since.
    #[must_use]
    pub fn is_unknown(&self, fact: ServerFact) -> bool {
        let said = match fact {
            ServerFact::SmtpDefault => self.assignments.smtp_default.is_some(),
            ServerFact::ImapName => self.assignments.imap_name.is_some(),
            ServerFact::PopName => self.assignments.pop_name.is_some(),
            _ => false,
        };
        !said && self.unknown.contains(&fact)
    }

    /// Whether nobody knows the startup mode of Unified Messaging or of its call router.
    #[must_use]
    pub fn startup_mode_unknown(&self, service: Service) -> bool {
        startup_mode_fact(service).is_some_and(|fact| self.is_unknown(fact))
    }

    /// Whether it is an Edge Transport server.
    #[must_use]
    pub fn is_edge(&self) -> bool {
        self.roles.contains(&Role::EdgeTransport)
    }

    /// Whether the certificate is the default SMTP certificate.
    #[must_use]
    pub fn is_default_smtp(&self, thumbprint: Thumbprint) -> bool {
        self.assignments.smtp_default == Some(thumbprint)
    }

    /// Whether IIS is shown for the certificate only because the Exchange Back End is bound to it.
    #[must_use]
    pub fn back_end_only(&self, thumbprint: Thumbprint) -> bool {
        self.assignments.iis_back_end == Some(thumbprint) && self.assignments.iis != Some(thumbprint)
    }
}

/// The fact that a service's startup mode is; `None` for a service without one.
const fn startup_mode_fact(service: Service) -> Option<ServerFact> {
    match service {
        Service::Um => Some(ServerFact::StartupMode),
        Service::UmCallRouter => Some(ServerFact::CallRouterStartupMode),
        _ => None,
    }
}
