//! The one evaluator of cmdlets, for page, terminal and pipe alike. It is pure: it says what to show, what to ask and
//! which plan to apply; its caller loads, asks, applies and prints.

use std::sync::Arc;

use crate::engine::{
    Access, Arrival, DefaultSmtpQuestion, Moment, Organization, Plan, Server, ServerName, Service, Thumbprint, Verdict,
};

use super::call::{Call, Pipeline};
use super::exit::Exit;
use super::flow::{self, Flow};
use super::object::{Class, Object, Property};
use super::question::{Answer, Question};
use super::shown::shown;
use super::table::{Cmdlet, Gives, Parameter};
use super::words::Words;
use super::{change, help, layout, source, stage};

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
    /// The files that [`needs`] named, opened; none for somebody who may not import anything.
    pub files: &'a [SourceFile],
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
    /// The default SMTP questions that were answered with Keep because nobody was there to ask.
    pub kept: Vec<DefaultSmtpQuestion>,
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

/// A file that certificates are imported from, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path, as typed.
    pub path: String,
    /// What is to be imported from it; at least one. Where the private key came along, it counts as exportable here: the
    /// cmdlet says what becomes of it.
    pub arrivals: Vec<Arrival>,
    /// The names of the authorities that came along, and are not imported.
    pub authorities: Vec<String>,
    /// What else is in it and is not taken, a sentence each.
    pub beside: Vec<String>,
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
    /// Files to import from, as typed, each once.
    pub files: Vec<String>,
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
    let mut needs = Needs::default();
    for (call, input) in flow::inputs(pipeline) {
        let server = match about(call, &input) {
            About::Nothing | About::TheObjects => None,
            About::Named(server) => Some(server),
            About::Connected => Some(connected.as_str()),
            About::All => {
                needs.servers = Wanted::All;
                None
            }
        };
        if let (Wanted::Named(named), Some(server)) = (&mut needs.servers, server) {
            let server = ServerRef(server.to_owned());
            if !named.contains(&server) {
                named.push(server);
            }
        }
        needs.certificates |= call.cmdlet.changes() || gives(call) == Some(Class::Certificate);
        // Only a default SMTP certificate that is replaced concerns an Edge subscription elsewhere.
        needs.edge |= call.services().contains(Service::Smtp);
        if let Some(file) = call.source_file().filter(|file| !needs.files.iter().any(|known| known == file)) {
            needs.files.push(file.to_owned());
        }
    }
    needs
}

/// Whether the pipeline means the connected server somewhere.
#[must_use]
pub fn wants_connected(pipeline: &Pipeline) -> bool {
    flow::inputs(pipeline).iter().any(|(call, input)| about(call, input) == About::Connected)
}

/// Whether the pipeline may change something; a preview does not.
#[must_use]
pub fn changes(pipeline: &Pipeline) -> bool {
    pipeline.calls.iter().any(|call| call.cmdlet.changes() && !call.is_on(Parameter::WhatIf))
}

/// Whether the pipeline may import a certificate; a preview does not.
#[must_use]
pub fn imports(pipeline: &Pipeline) -> bool {
    pipeline.calls.iter().any(|call| call.cmdlet == Cmdlet::ImportExchangeCertificate && !call.is_on(Parameter::WhatIf))
}

/// Which server a call is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum About<'a> {
    /// None.
    Nothing,
    /// This one.
    Named(&'a str),
    /// The one meant where none is named.
    Connected,
    /// Every one.
    All,
    /// Those that the objects it is given name.
    TheObjects,
}

fn about<'a>(call: &'a Call, input: &Flow) -> About<'a> {
    let class = gives(call);
    let server = match class {
        Some(Class::CmdletInfo | Class::Measurement) => return About::Nothing,
        None if !call.cmdlet.changes() => return About::Nothing,
        _ => call.server(),
    };
    match (server, input) {
        (Some(server), _) => About::Named(server),
        (None, Flow::Objects(shape)) if shape.has(Property::Identity) => About::TheObjects,
        (None, _) if class.is_some_and(source::means_all) => About::All,
        (None, _) => About::Connected,
    }
}

fn gives(call: &Call) -> Option<Class> {
    match call.cmdlet.spec().gives {
        Gives::Objects(class) => Some(class),
        Gives::Same | Gives::Chosen | Gives::Nothing => None,
    }
}

/// Runs a pipeline with the answers given so far.
#[must_use]
pub fn run(pipeline: &Pipeline, world: &World<'_>, answers: &[Answer]) -> Outcome {
    let mut outcome = evaluate(pipeline, world, answers).unwrap_or_else(Outcome::Done);
    let all = flow::inputs(pipeline).iter().any(|(call, input)| about(call, input) == About::All);
    if let Outcome::Done(done) = &mut outcome
        && all
    {
        let left_out = world.unreadable.iter().map(|(name, reason)| {
            format!("WARNING: The server {} is left out: {}", shown(name.as_str()), shown(reason))
        });
        done.warnings.splice(0..0, left_out);
        if !world.unreadable.is_empty() && done.exit == Exit::Done {
            done.exit = Exit::Failed;
        }
    }
    outcome
}

fn evaluate(pipeline: &Pipeline, world: &World<'_>, answers: &[Answer]) -> Result<Outcome, Box<Done>> {
    let mut objects: Vec<Object<'_>> = Vec::new();
    let mut warnings = Vec::new();
    for (call, input) in flow::inputs(pipeline) {
        let end = match (call.cmdlet, call.cmdlet.spec().gives) {
            (Cmdlet::GetHelp, _) => {
                let output = help::get_help(call.text(Parameter::Name), world.words);
                Done { output, ..Done::default() }
            }
            (cmdlet, _) if cmdlet.changes() => {
                let given = (input != Flow::Nothing).then_some(objects.as_slice());
                match change::run(call, given, world, answers)? {
                    Outcome::Done(done) => *done,
                    ask @ Outcome::Ask(_) => return Ok(ask),
                }
            }
            (_, Gives::Nothing) => layout::end(call, &input, &objects, world.terminal_width),
            _ if input == Flow::Nothing => {
                objects = source::run(call, world)?;
                continue;
            }
            _ => {
                let (passed, said) = stage::run(call, &input, objects);
                objects = passed;
                warnings.extend(said);
                continue;
            }
        };
        return Ok(Outcome::Done(Box::new(with_warnings(end, warnings))));
    }
    let output = layout::by_themselves(&flow::output(pipeline), &objects, world.terminal_width);
    Ok(Outcome::Done(Box::new(with_warnings(Done { output, ..Done::default() }, warnings))))
}

fn with_warnings(mut done: Done, warnings: Vec<String>) -> Done {
    done.warnings.splice(0..0, warnings);
    done
}

/// The server a call is about.
pub(super) fn target<'a>(call: &Call, world: &World<'a>) -> Result<&'a Server, Box<Done>> {
    named(call.server().unwrap_or(world.connected.as_str()), world)
}

/// The server of that name or FQDN.
pub(super) fn named<'a>(name: &str, world: &World<'a>) -> Result<&'a Server, Box<Done>> {
    let meant = ServerRef(name.to_owned());
    let found = world.servers.iter().find(|server| meant.means(server)).map(Arc::as_ref);
    found.ok_or_else(|| Done::failed(Exit::NotFound, vec![format!("The server {} was not found.", shown(name))]))
}

/// The error for a certificate that is not there. Source: public captures.
pub(super) fn not_found(thumbprint: Thumbprint) -> Box<Done> {
    Done::failed(Exit::NotFound, vec![format!("The certificate with thumbprint {thumbprint} was not found.")])
}
