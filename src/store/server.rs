//! A server's document, `servers/EX01.toml`.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use super::listed::{self, CERTIFICATES, HasFile, REQUESTS, origins};
use super::problem::{Problem, ProblemKind};
use super::read::{self, Table};
use super::revision::revision;
use crate::engine::{Assignments, Origins, Revision, Role, Server, ServerFact, ServerName, StartupMode};

/// The key that lists what nobody knows, of a server and of a certificate.
pub(super) const UNKNOWN: &str = "unknown";
/// The table that says where facts come from.
pub(super) const ORIGIN: &str = "origin";

const ROLES: [(&str, Role); 3] =
    [("Mailbox", Role::Mailbox), ("ClientAccess", Role::ClientAccess), ("EdgeTransport", Role::EdgeTransport)];

/// The table of Unified Messaging, and its keys.
pub(super) const UM: &str = "um";
pub(super) const STARTUP_MODE: &str = "startup-mode";
pub(super) const CALL_ROUTER_STARTUP_MODE: &str = "call-router-startup-mode";

/// The startup modes that a document states; it need not.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct StartupModes {
    pub(super) um: Option<StartupMode>,
    pub(super) um_call_router: Option<StartupMode>,
}

/// Reads a server's document from its bytes.
///
/// Certificates come as the document has them: facts and trust are pending but for what the document itself records.
/// `has_file` says whether there is a file that says more; it is asked only for certificates and requests with recorded
/// facts, which count when there is none.
pub(super) fn read(path: &Path, name: &ServerName, bytes: &[u8], has_file: &HasFile<'_>) -> Result<Server, Problem> {
    let text = read::text(path, bytes)?;
    let values = read::parse(path, text)?;
    Ok(Server { revision: revision(bytes), ..read_parsed(Table::root(path, text, &values), name, has_file)? })
}

/// Reads a server's document that is parsed. The revision is left open.
pub(super) fn read_parsed(root: Table<'_>, name: &ServerName, has_file: &HasFile<'_>) -> Result<Server, Problem> {
    root.schema()?;
    let own_name = root.required("name")?;
    if !own_name.value.eq_ignore_ascii_case(name.as_str()) {
        return Err(root.problem(&own_name.span, ProblemKind::OtherName { name: own_name.value.to_owned() }));
    }
    let mut certificates = Vec::new();
    for entry in root.tables(CERTIFICATES)? {
        certificates.push(listed::certificate(entry, has_file)?);
    }
    for entry in root.tables(REQUESTS)? {
        certificates.push(listed::request(entry, has_file)?);
    }
    let mut server = Server {
        fqdn: root.required("fqdn")?.value.to_owned(),
        build: build(root)?,
        roles: roles(root)?,
        dag: root.owned("dag")?,
        edge_subscription: root.owned("edge-subscription")?,
        certificates: Arc::new(certificates),
        origins: origins(root, ORIGIN, &ServerFact::ALL.map(|fact| (fact.name(), fact)))?,
        ..changeable(root, name)?
    };
    forget_what_is_said(&mut server);
    Ok(server)
}

/// What a plan can change of a server, of a document that need not say anything else.
pub(super) fn changeable(root: Table<'_>, name: &ServerName) -> Result<Server, Problem> {
    let modes = startup_modes(root)?;
    Ok(Server {
        name: name.clone(),
        fqdn: String::new(),
        build: None,
        roles: Vec::new(),
        dag: None,
        edge_subscription: None,
        um_startup_mode: modes.um.unwrap_or_default(),
        um_call_router_startup_mode: modes.um_call_router.unwrap_or_default(),
        assignments: assignments(root)?,
        certificates: Arc::default(),
        unknown: unknown(root, modes)?,
        origins: Origins::new(),
        revision: Revision::default(),
    })
}

/// What has a value is known, whatever the list of unknown facts says.
pub(super) fn forget_what_is_said(server: &mut Server) {
    let mut unknown = std::mem::take(&mut server.unknown);
    unknown.retain(|fact| match fact {
        ServerFact::Fqdn => server.fqdn.is_empty(),
        ServerFact::Build => server.build.is_none(),
        ServerFact::Roles => server.roles.is_empty(),
        ServerFact::Dag => server.dag.is_none(),
        ServerFact::EdgeSubscription => server.edge_subscription.is_none(),
        ServerFact::SmtpDefault => server.assignments.smtp_default.is_none(),
        // TCP is what counts without a word.
        ServerFact::StartupMode => server.um_startup_mode == StartupMode::default(),
        ServerFact::CallRouterStartupMode => server.um_call_router_startup_mode == StartupMode::default(),
        ServerFact::ImapName => server.assignments.imap_name.is_none(),
        ServerFact::PopName => server.assignments.pop_name.is_none(),
    });
    server.unknown = unknown;
}

/// The facts that a document says to be unknown; a startup mode that it states is not.
fn unknown(root: Table<'_>, modes: StartupModes) -> Result<BTreeSet<ServerFact>, Problem> {
    const EXPECTED: &str = "fqdn, build, roles, dag, edge-subscription, smtp-default, startup-mode, \
                            call-router-startup-mode, imap-name or pop-name";
    let found = root.strings(UNKNOWN)?.unwrap_or_default();
    let stated = |fact: &ServerFact| match fact {
        ServerFact::StartupMode => modes.um.is_some(),
        ServerFact::CallRouterStartupMode => modes.um_call_router.is_some(),
        _ => false,
    };
    let fact =
        |found: &read::Found<&str>| ServerFact::named(found.value).ok_or_else(|| root.bad(UNKNOWN, found, EXPECTED));
    let facts: Result<BTreeSet<_>, Problem> = found.iter().map(fact).collect();
    Ok(facts?.into_iter().filter(|fact| !stated(fact)).collect())
}

/// A build of nobody's knowledge: a server taken over by an import whose source did not say.
pub(super) const UNKNOWN_BUILD: &str = "unknown";

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

/// The startup modes of a document.
fn startup_modes(root: Table<'_>) -> Result<StartupModes, Problem> {
    let Some(um) = root.table(UM)? else { return Ok(StartupModes::default()) };
    let words = StartupMode::ALL.map(|mode| (mode.name(), mode));
    let mode = |key| um.word(key, &words, "TCP, TLS or Dual");
    Ok(StartupModes { um: mode(STARTUP_MODE)?, um_call_router: mode(CALL_ROUTER_STARTUP_MODE)? })
}

/// The assignments of a document.
fn assignments(root: Table<'_>) -> Result<Assignments, Problem> {
    let mut assignments = Assignments::default();
    if let Some(services) = root.table("services")? {
        assignments.iis = services.thumbprint("iis")?;
        assignments.iis_back_end = services.thumbprint("iis-back-end")?;
        assignments.iis_site_unknown = services.thumbprints("iis-site-unknown")?;
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
