//! The objects that begin a pipeline: certificates, servers and what they say, cmdlets.

use super::call::Call;
use super::exit::Exit;
use super::get;
use super::object::{Class, Object};
use super::pattern::like;
use super::run::{Done, World, target};
use super::shown::shown;
use super::table::{CMDLETS, Gives, Parameter};
use crate::engine::{Build, Role, Server};

/// The objects that a call gives at the beginning of a pipeline.
pub(super) fn run<'a>(call: &Call, world: &World<'a>) -> Result<Vec<Object<'a>>, Box<Done>> {
    let Gives::Objects(class) = call.cmdlet.spec().gives else { return Ok(Vec::new()) };
    match class {
        Class::Certificate => {
            let found = get::run(call, target(call, world)?, world)?;
            Ok(found.into_iter().map(Object::Certificate).collect())
        }
        Class::CmdletInfo => commands(call),
        Class::Measurement => Ok(Vec::new()),
        class => servers(class, call, world),
    }
}

/// Whether a class is shown of every server where none is named, rather than of the connected one.
pub(super) const fn means_all(class: Class) -> bool {
    matches!(class, Class::UmService | Class::ExchangeServer | Class::TransportService)
}

/// One server as this class, or every one that has it.
fn servers<'a>(class: Class, call: &Call, world: &World<'a>) -> Result<Vec<Object<'a>>, Box<Done>> {
    if call.server().is_none() && means_all(class) {
        let having = world.servers.iter().filter(|server| missing(class, server).is_none());
        return Ok(having.map(|server| Object::Server(class, server)).collect());
    }
    let server = target(call, world)?;
    match missing(class, server) {
        None => Ok(vec![Object::Server(class, server)]),
        Some(what) => {
            let server = shown(server.name.as_str());
            Err(Done::failed(Exit::NotFound, vec![format!("The server {server} has no {what}.")]))
        }
    }
}

/// What a server has not, of what a class shows.
fn missing(class: Class, server: &Server) -> Option<&'static str> {
    let no_um = server.is_edge() || server.build.is_some_and(|build: Build| !build.has_unified_messaging());
    let no_transport = !server.is_edge() && !server.roles.contains(&Role::Mailbox);
    match class {
        Class::ImapSettings if server.is_edge() => Some("IMAP service"),
        Class::PopSettings if server.is_edge() => Some("POP service"),
        Class::UmService if no_um => Some("Unified Messaging service"),
        Class::UmCallRouterSettings if no_um => Some("Unified Messaging call router"),
        Class::TransportService if no_transport => Some("Transport service"),
        _ => None,
    }
}

/// `Get-Command`. A whole name that no cmdlet has is an error; a pattern that fits none finds nothing.
fn commands<'a>(call: &Call) -> Result<Vec<Object<'a>>, Box<Done>> {
    let names = call.list(Parameter::Name);
    let fits = |name: &String| CMDLETS.iter().any(|spec| like(spec.name, name) || is_alias(spec.aliases, name));
    if let Some(unknown) = names.iter().find(|name| !name.contains(['*', '?']) && !fits(name)) {
        let line = format!("The term '{}' is not recognized as the name of a cmdlet.", shown(unknown));
        return Err(Done::failed(Exit::NotFound, vec![line]));
    }
    let wanted = CMDLETS.iter().filter(|spec| {
        names.is_empty() || names.iter().any(|name| like(spec.name, name) || is_alias(spec.aliases, name))
    });
    Ok(wanted.map(Object::Cmdlet).collect())
}

fn is_alias(aliases: &[&str], name: &str) -> bool {
    aliases.iter().any(|alias| alias.eq_ignore_ascii_case(name))
}
