//! One thing that a command is to do: to one certificate, or to one setting, on one server.

use super::call::{Call, Value};
use super::print::service_list;
use super::run::{Done, SourceFile, World, not_found};
use super::shown::shown;
use super::table::{Cmdlet, Parameter};
use crate::engine::{
    self, Access, Arrival, DefaultSmtp, PrivateKey, Protocol, Request, Server, Service, ServiceSet, StartupMode,
    Thumbprint, Verdict,
};

/// What is to be done, and where.
pub(super) struct Deed<'a> {
    pub(super) server: &'a Server,
    pub(super) task: Task<'a>,
}

/// What is to be done.
pub(super) enum Task<'a> {
    /// `Enable-ExchangeCertificate`.
    Enable { thumbprint: Thumbprint, call: &'a Call },
    /// `Remove-ExchangeCertificate`.
    Remove { thumbprint: Thumbprint },
    /// `Import-ExchangeCertificate`.
    Import { arrivals: Vec<Arrival>, source: &'a SourceFile, call: &'a Call },
    /// `Set-ImapSettings`, `Set-PopSettings`.
    Name { protocol: Protocol, name: Option<&'a str> },
    /// `Set-UMService`, `Set-UMCallRouterSettings`.
    Mode { service: Service, mode: StartupMode },
}

impl<'a> Deed<'a> {
    /// The deed of a call that is about one setting; `None` for the others.
    pub(super) fn setting(call: &'a Call, server: &'a Server) -> Option<Deed<'a>> {
        let name = |protocol| {
            let name = match call.value(Parameter::X509CertificateName)? {
                Value::Text(name) => Some(name.as_str()),
                _ => None,
            };
            Some(Task::Name { protocol, name })
        };
        let mode = |service| {
            let name = call.text(Parameter::UmStartupMode)?;
            let modes = [StartupMode::Tcp, StartupMode::Tls, StartupMode::Dual];
            modes.into_iter().find(|mode| mode.name() == name).map(|mode| Task::Mode { service, mode })
        };
        let task = match call.cmdlet {
            Cmdlet::SetImapSettings => name(Protocol::Imap)?,
            Cmdlet::SetPopSettings => name(Protocol::Pop)?,
            Cmdlet::SetUmService => mode(Service::Um)?,
            Cmdlet::SetUmCallRouterSettings => mode(Service::UmCallRouter)?,
            _ => return None,
        };
        Some(Deed { server, task })
    }

    /// The deed of an import; `None` when its file was not opened.
    pub(super) fn import(call: &'a Call, server: &'a Server, files: &'a [SourceFile]) -> Option<Deed<'a>> {
        let path = call.source_file()?;
        let source = files.iter().find(|file| file.path == path)?;
        let exportable = call.value(Parameter::PrivateKeyExportable) == Some(&Value::Bool(true));
        let named = call.text(Parameter::FriendlyName);
        let arrivals = source.arrivals.iter().map(|arrival| Arrival {
            friendly_name: named.map_or_else(|| arrival.friendly_name.clone(), str::to_owned),
            private_key: match arrival.private_key {
                PrivateKey::Exportable if !exportable => PrivateKey::Present,
                key => key,
            },
            ..arrival.clone()
        });
        Some(Deed { server, task: Task::Import { arrivals: arrivals.collect(), source, call } })
    }

    /// What the engine says to it, on the server as it is by now. Whoever may not change anything never gets here, but for
    /// a preview.
    pub(super) fn judge(
        &self,
        world: &World<'_>,
        by_now: &Server,
        default_smtp: DefaultSmtp,
    ) -> Result<Verdict, Box<Done>> {
        let (organization, now, access) = (world.organization, world.now, Access::Full);
        match &self.task {
            Task::Enable { thumbprint, call } => {
                let request = Request {
                    servers: vec![by_now.name.clone()],
                    thumbprint: *thumbprint,
                    services: call.services(),
                    default_smtp,
                    require_ssl: !call.is_on(Parameter::DoNotRequireSsl),
                    network_service: call.is_on(Parameter::NetworkServiceAllowed),
                    access,
                };
                engine::plan(organization, &[by_now], &request, now).map_err(|missing| not_found(missing.thumbprint))
            }
            Task::Remove { thumbprint } => engine::remove(organization, by_now, *thumbprint, access, now)
                .map_err(|missing| not_found(missing.thumbprint)),
            Task::Import { arrivals, .. } => Ok(engine::import(organization, by_now, arrivals, access, now)),
            Task::Name { protocol, name } => {
                let name = name.map(str::to_owned);
                Ok(engine::set_protocol_name(organization, by_now, *protocol, name, access, now))
            }
            Task::Mode { service, mode } => {
                Ok(engine::set_startup_mode(organization, by_now, *service, *mode, access, now))
            }
        }
    }

    /// The certificate it is about.
    pub(super) fn thumbprint(&self) -> Option<Thumbprint> {
        match self.task {
            Task::Enable { thumbprint, .. } | Task::Remove { thumbprint } => Some(thumbprint),
            Task::Import { .. } | Task::Name { .. } | Task::Mode { .. } => None,
        }
    }

    /// The services asked for.
    pub(super) fn services(&self) -> ServiceSet {
        match &self.task {
            Task::Enable { call, .. } => call.services(),
            Task::Remove { .. } | Task::Import { .. } | Task::Name { .. } | Task::Mode { .. } => ServiceSet::NONE,
        }
    }

    /// What `-Confirm` asks about.
    pub(super) fn action(&self) -> String {
        let server = shown(self.server.name.as_str());
        match &self.task {
            Task::Enable { thumbprint, call } => {
                let services = service_list(call.services());
                format!("Enable certificate with thumbprint {thumbprint} for {services} on server {server}.")
            }
            Task::Remove { thumbprint } => {
                format!("Remove certificate with thumbprint {thumbprint} from server {server}.")
            }
            Task::Import { arrivals, .. } => {
                let one = |arrival: &Arrival| arrival.thumbprint().to_string();
                let all = arrivals.iter().map(one).collect::<Vec<_>>().join(", ");
                let what =
                    if arrivals.len() == 1 { "certificate with thumbprint" } else { "certificates with thumbprints" };
                format!("Import {what} {all} to server {server}.")
            }
            Task::Name { protocol, name } => {
                let name = name.map_or_else(|| "$null".to_owned(), |name| format!("'{}'", shown(name)));
                format!("Set X509CertificateName of {} to {name} on server {server}.", protocol.service().name())
            }
            Task::Mode { service, mode } => {
                format!("Set UMStartupMode of {} to {} on server {server}.", service.name(), mode.name())
            }
        }
    }
}
