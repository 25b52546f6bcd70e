//! The one evaluator of cmdlets, for page, terminal and pipe alike. It is pure: it says what to show, what to ask and
//! which plan to apply; its caller loads, asks, applies and prints.

use std::sync::Arc;

use crate::engine::{Access, Moment, Organization, Plan, Server, ServerName, Service, Thumbprint, Verdict};

use super::call::{Call, Pipeline};
use super::exit::Exit;
use super::properties::{self, Record};
use super::question::{Answer, Question};
use super::shown::shown;
use super::table::{Cmdlet, Parameter};
use super::words::Words;
use super::{enable, get, help, list, table_format};

/// A server as somebody named it: its name or its FQDN, in any case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerRef(pub String);

impl ServerRef {
    /// Whether it means this server.
    #[must_use]
    pub fn means(&self, server: &Server) -> bool {
        self.0.eq_ignore_ascii_case(server.name.as_str()) || self.0.eq_ignore_ascii_case(&server.fqdn)
    }
}

/// Everything a pipeline may look at.
#[derive(Clone, Copy)]
pub struct World<'a> {
    /// The organization.
    pub organization: &'a Organization,
    /// The servers that [`needs`] named, those of them that exist; by name, when it wanted them all.
    pub servers: &'a [Arc<Server>],
    /// When [`needs`] wanted them all: those whose documents cannot be read, each with the reason as a sentence.
    pub unreadable: &'a [(ServerName, String)],
    /// The server meant when none is named.
    pub connected: &'a ServerName,
    /// What the person may do.
    pub access: Access,
    /// The clock.
    pub now: Moment,
    /// Somebody can be asked.
    pub interactive: bool,
    /// The columns of the terminal that shows the output; `None` when it is not a terminal: nothing is wrapped or cut.
    pub terminal_width: Option<u16>,
    /// The language.
    pub words: &'a dyn Words,
}

/// What a pipeline comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Ask this, and run again with one more answer.
    Ask(Question),
    /// There is nothing more to ask.
    Done(Box<Done>),
}

/// The end of a pipeline. Every line is harmless to a terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Lines for standard output.
    pub output: Vec<String>,
    /// Lines for standard error, whatever comes of the plan.
    pub warnings: Vec<String>,
    /// The error, line by line, for standard error; empty when there is none.
    pub errors: Vec<String>,
    /// What to apply, all of it or nothing; `None` when nothing changes.
    pub plan: Option<Plan>,
    /// Lines for standard error once the plan is applied: what was displaced, what deserves attention, what is left to do.
    pub afterwards: Vec<String>,
    /// What the engine said to a change, previews and refusals included.
    pub verdict: Option<Verdict>,
    /// What to write to files; nothing is written when one of them cannot be.
    pub files: Vec<OutFile>,
    /// How it ended, provided that the plan can be applied.
    pub exit: Exit,
}

/// A file that a pipeline makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutFile {
    /// Its path, as typed.
    pub path: String,
    /// All of its text; to be written as UTF-8.
    pub text: String,
    /// A file that is there already is replaced; without it, that is an error.
    pub overwrite: bool,
}

/// What has to be there before a pipeline can run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Which servers.
    pub servers: Wanted,
    /// Facts and trust of their certificates.
    pub certificates: bool,
    /// Whether any Edge Transport server is subscribed.
    pub edge: bool,
}

/// Which servers a pipeline looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// These, each once; one that does not exist is the pipeline's own error. Perhaps none at all.
    Named(Vec<ServerRef>),
    /// Every one, sorted by name.
    All,
}

impl Default for Wanted {
    fn default() -> Wanted {
        Wanted::Named(Vec::new())
    }
}

impl Done {
    /// An end with an error.
    pub(super) fn failed(exit: Exit, errors: Vec<String>) -> Box<Done> {
        Box::new(Done { errors, exit, ..Done::default() })
    }
}

/// What has to be there before the pipeline can run. `connected` is the server meant where none is named; it only matters
/// where [`wants_connected`] says so.
#[must_use]
pub fn needs(pipeline: &Pipeline, connected: &ServerName) -> Needs {
    let mut named: Vec<ServerRef> = Vec::new();
    for call in &pipeline.calls {
        if about_a_server(call) {
            let server = ServerRef(call.server().unwrap_or(connected.as_str()).to_owned());
            if !named.contains(&server) {
                named.push(server);
            }
        }
    }
    Needs {
        certificates: !named.is_empty(),
        servers: Wanted::Named(named),
        edge: pipeline.calls.iter().any(|call| call.services().contains(Service::Smtp)),
    }
}

/// Whether the pipeline means the connected server somewhere.
#[must_use]
pub fn wants_connected(pipeline: &Pipeline) -> bool {
    pipeline.calls.iter().any(|call| about_a_server(call) && call.server().is_none())
}

/// Whether the pipeline may change something; a preview does not.
#[must_use]
pub fn changes(pipeline: &Pipeline) -> bool {
    let changing = |call: &Call| call.cmdlet == Cmdlet::EnableExchangeCertificate;
    pipeline.calls.iter().any(|call| changing(call) && !call.is_on(Parameter::WhatIf))
}

fn about_a_server(call: &Call) -> bool {
    matches!(call.cmdlet, Cmdlet::GetExchangeCertificate | Cmdlet::EnableExchangeCertificate)
}

/// Runs a pipeline with the answers given so far.
#[must_use]
pub fn run(pipeline: &Pipeline, world: &World<'_>, answers: &[Answer]) -> Outcome {
    let Some((first, rest)) = pipeline.calls.split_first() else { return Outcome::Done(Box::default()) };
    if first.cmdlet == Cmdlet::GetHelp {
        let output = help::get_help(first.text(Parameter::Name), world.words);
        return Outcome::Done(Box::new(Done { output, ..Done::default() }));
    }
    let server = match target(first, world) {
        Ok(server) => server,
        Err(done) => return Outcome::Done(done),
    };
    if first.cmdlet == Cmdlet::EnableExchangeCertificate {
        return enable::run(first, server, world, answers);
    }
    match get::run(first, server, world) {
        Ok(records) => {
            let output = format(&records, rest.first(), world.terminal_width);
            Outcome::Done(Box::new(Done { output, ..Done::default() }))
        }
        Err(done) => Outcome::Done(done),
    }
}

/// The server a call is about.
fn target<'a>(call: &Call, world: &World<'a>) -> Result<&'a Server, Box<Done>> {
    let meant = ServerRef(call.server().unwrap_or(world.connected.as_str()).to_owned());
    world
        .servers
        .iter()
        .find(|server| meant.means(server))
        .map(Arc::as_ref)
        .ok_or_else(|| Done::failed(Exit::NotFound, vec![format!("The server {} was not found.", shown(&meant.0))]))
}

fn format(records: &[Record<'_>], how: Option<&Call>, width: Option<u16>) -> Vec<String> {
    let chosen = how.map(|call| properties::chosen(call.list(Parameter::Property))).filter(|chosen| !chosen.is_empty());
    match (how.map(|call| call.cmdlet), chosen) {
        (Some(Cmdlet::FormatList), chosen) => {
            let properties = chosen.unwrap_or_else(|| properties::DEFAULT.to_vec());
            list::lines(records, &properties, width)
        }
        (_, Some(chosen)) => table_format::lines(records, &chosen, width),
        (_, None) => table_format::default_lines(records, width),
    }
}

/// The error for a certificate that is not there. Source: public captures.
pub(super) fn not_found(thumbprint: Thumbprint) -> Box<Done> {
    Done::failed(Exit::NotFound, vec![format!("The certificate with thumbprint {thumbprint} was not found.")])
}
