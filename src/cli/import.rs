//! `import`: takes facts of a real organization in, from certificate files, from Exchange's exports and from the inventory
//! of the collector.
//!
//! ```text
//!   files --read, all of them--> Sources --preview--> what changes --not --dry-run--> the store: all of it or nothing
//! ```

use std::io::{self, IsTerminal as _, Write as _};
use std::ops::ControlFlow;
use std::path::Path;

use serde_json::{Value, json};

use super::failure::Failure;
use super::flags::Import;
use super::init::{directory_name, not_made};
use super::input;
use super::password::{Passwords, Refused};
use super::session::{Ended, Opened, Session, path, real_time};
use crate::cmdlets::Exit;
use crate::engine::{FactChange, Intake};
use crate::execute::import::{self, Line, NotTaken, Preview};
use crate::import::merge::Remark;
use crate::import::{self as readers, Culture, LARGEST_SOURCE, Named, Options, ReadError};
use crate::locale::say;
use crate::store::memory::Memory;
use crate::store::{self, Context, ORGANIZATION_FILE, OrganizationFile, Problem, Store};
use crate::x509::Password;

pub(super) fn run(session: &Session, asked: &Import) -> Ended {
    let directory = session.organization_directory()?;
    let sources = read_all(session, asked)?;
    let made = !directory.join(ORGANIZATION_FILE).exists();
    let outcome = match (made, asked.dry_run) {
        (true, true) => {
            let mut nothing = Memory::new(OrganizationFile::default(), Vec::new());
            preview(session, &mut nothing, &sources).map(|preview| Outcome { preview, done: None })
        }
        (true, false) => make(session, asked, &directory, &sources),
        (false, _) => {
            let mut opened = session.open(&directory)?;
            if !asked.dry_run {
                session.permitted(opened.access)?;
                session.recover(&mut opened)?;
            }
            take(session, asked, &mut opened, &sources)
        }
    }?;
    report(session, asked, &outcome)?;
    Ok(Exit::Done.code())
}

/// What came of it.
struct Outcome {
    preview: Preview,
    /// The line that says so; `None` when nothing was written.
    done: Option<Vec<String>>,
}

/// Reads every source before anything else is done.
fn read_all(session: &Session, asked: &Import) -> Result<Vec<Named>, Failure> {
    let stdin_is_read = asked.sources.iter().any(|source| source == Path::new("-"));
    let passwords = Passwords::given(session, &asked.password, stdin_is_read)?;
    let culture = asked.culture.map(Culture::from);
    let mut sources = Vec::new();
    for file in &asked.sources {
        let name = path(file);
        let progress = Progress::new(session);
        progress.say(&session.say(&say::import_reading(&name)));
        let bytes = input::wiped(file, LARGEST_SOURCE)
            .map_err(|reason| Failure::new(Exit::Failed, vec![session.say(&say::import_source(&name, reason))]))?;
        let read = |password: Option<&Password>| readers::read(&bytes, &Options { culture, password });
        let source = passwords.open(file, read, refused)?;
        progress.clear();
        match source {
            Ok(source) => sources.push(Named { name: name.as_str().to_owned(), source }),
            Err(error) => return Err(unreadable(session, name.as_str(), &error)),
        }
    }
    Ok(sources)
}

/// What an error has to do with the password.
fn refused(error: &ReadError) -> Option<Refused> {
    match error {
        ReadError::PasswordNeeded => Some(Refused::Needed),
        ReadError::WrongPassword => Some(Refused::Wrong),
        _ => None,
    }
}

fn unreadable(session: &Session, name: &str, error: &ReadError) -> Failure {
    let exit = match error {
        ReadError::AmbiguousDate { .. } => Exit::Usage,
        _ => Exit::Failed,
    };
    session.failure(exit, &import::read_error(name, error))
}

fn preview(session: &Session, store: &mut dyn Store, sources: &[Named]) -> Result<Preview, Failure> {
    let server = session.flags.server.as_deref();
    let preview = import::preview(store, sources, server);
    let preview = preview.map_err(|message| session.failure(Exit::Failed, &message))?;
    match &preview.unnamed {
        Some(source) => Err(session.failure(Exit::Usage, &say::import_which_server(source.as_str()))),
        None => Ok(preview),
    }
}

/// Takes the sources into an organization that is there.
fn take(session: &Session, asked: &Import, opened: &mut Opened, sources: &[Named]) -> Result<Outcome, Failure> {
    let preview = preview(session, &mut opened.store, sources)?;
    if asked.dry_run || preview.intake.is_empty() {
        return Ok(Outcome { preview, done: None });
    }
    let context = Context { cmdlet: cmdlet(asked), ..session.context(opened) };
    let done = carry_out(session, &mut opened.store, &preview.intake, &context)?;
    Ok(Outcome { preview, done: Some(vec![done]) })
}

/// Makes an organization of the sources: a whole one or none.
fn make(session: &Session, asked: &Import, directory: &Path, sources: &[Named]) -> Result<Outcome, Failure> {
    session.must_write()?;
    let said = sources.iter().find_map(|named| named.source.organization.name.clone());
    let name = said.unwrap_or_else(|| directory_name(directory));
    // Nobody has said yet who may write here.
    let context = Context {
        user: session.user(),
        at: real_time(),
        clock: session.flags.now,
        cmdlet: cmdlet(asked),
        account: session.account(),
        ..Context::default()
    };
    let outcome = store::create_with(directory, &name, |store| {
        let preview = preview(session, store, sources)?;
        let done = carry_out(session, store, &preview.intake, &context)?;
        Ok::<_, NotMade>((preview, done))
    });
    match outcome {
        Ok((preview, done)) => {
            let made = session.say(&say::import_made(name, path(directory)));
            Ok(Outcome { preview, done: Some(vec![done, made]) })
        }
        Err(NotMade::Failure(failure)) => Err(failure),
        Err(NotMade::Problem(problem)) => Err(not_made(session, directory, &problem)),
    }
}

/// Why there is no organization now.
enum NotMade {
    Failure(Failure),
    Problem(Problem),
}

impl From<Failure> for NotMade {
    fn from(failure: Failure) -> NotMade {
        NotMade::Failure(failure)
    }
}

impl From<Problem> for NotMade {
    fn from(problem: Problem) -> NotMade {
        NotMade::Problem(problem)
    }
}

/// The command line, as the journal writes it.
fn cmdlet(asked: &Import) -> String {
    let files: Vec<_> = asked.sources.iter().map(|source| source.to_string_lossy().into_owned()).collect();
    format!("exchcert import {}", files.join(" "))
}

fn carry_out(session: &Session, store: &mut dyn Store, intake: &Intake, context: &Context) -> Result<String, Failure> {
    let progress = Progress::new(session);
    let mut said = None;
    let done = import::carry_out(store, intake, context, &mut |done, of| {
        let hundredth = done * 100 / of.max(1);
        if said != Some(hundredth) {
            said = Some(hundredth);
            progress.say(&session.say(&say::import_progress(number(done), number(of))));
        }
        ControlFlow::Continue(())
    });
    progress.clear();
    match done {
        Ok((line, _)) => Ok(session.say(&line.message)),
        Err(NotTaken { message, exit }) => Err(session.failure(exit, &message)),
    }
}

/// One line on a terminal that is written again and again.
struct Progress {
    shown: bool,
}

impl Progress {
    fn new(_: &Session) -> Progress {
        Progress { shown: io::stderr().is_terminal() }
    }

    fn say(&self, text: &str) {
        if self.shown {
            // Back to the start of the line, and the rest of it erased. If nobody reads it there is nobody to tell.
            let _ = write!(io::stderr().lock(), "\r{text}\x1b[K");
            let _ = io::stderr().lock().flush();
        }
    }

    fn clear(&self) {
        self.say("");
    }
}

fn report(session: &Session, asked: &Import, outcome: &Outcome) -> Result<(), Failure> {
    let Preview { intake, changes, remarks, known, .. } = &outcome.preview;
    if asked.json {
        session.out(&[as_json(session, asked, intake, remarks, known)])?;
    } else {
        // Of what was done the servers are named; a dry run is there to see every fact.
        let shown = changes.iter().filter(|line| asked.dry_run || line.indent == 0);
        session.out(&shown.map(|line| written(session, line)).collect::<Vec<_>>())?;
        session.err(&remarks.iter().map(|line| written(session, line)).collect::<Vec<_>>());
    }
    if let Some(done) = &outcome.done {
        session.err(done);
    } else if asked.dry_run {
        session.err(&[session.say(&say::import_dry_run())]);
    }
    Ok(())
}

fn written(session: &Session, line: &Line) -> String {
    let indent = "    ".repeat(usize::from(line.indent));
    let mark = if line.attention { "WARNING: " } else { "" };
    format!("{indent}{mark}{}", session.say(&line.message))
}

/// What changes as JSON, with the store's names.
fn as_json(session: &Session, asked: &Import, intake: &Intake, remarks: &[Line], known: &[Remark]) -> String {
    let servers: Vec<Value> = intake
        .servers
        .iter()
        .map(|server| {
            json!({
                "server": server.name().as_str(),
                "new": server.base.is_none(),
                "changes": server.changes.iter().map(change).collect::<Vec<_>>(),
            })
        })
        .collect();
    let organization = intake.organization.as_ref().map(|organization| {
        json!({
            "authCertificate": organization.auth_certificate.map(|auth| auth.to_string()),
            "sendConnectors": organization.send_connectors.iter().map(|found| found.name.as_str()).collect::<Vec<_>>(),
            "trust": organization.trust.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(),
        })
    });
    let unknown: Vec<Value> = known.iter().filter_map(unknown).collect();
    let object = json!({
        "dryRun": asked.dry_run,
        "changed": !intake.is_empty() && !asked.dry_run,
        "servers": servers,
        "organization": organization,
        "certificates": intake.certificates.len(),
        "unknown": unknown,
        "remarks": remarks.iter().map(|line| session.say(&line.message)).collect::<Vec<_>>(),
    });
    super::json::harmless(&serde_json::to_string_pretty(&object).unwrap_or_else(|_| "{}".to_owned()))
}

fn change(change: &FactChange) -> Value {
    match change {
        FactChange::NewServer { origin } => json!({ "change": "new-server", "origin": origin.name() }),
        FactChange::Server { fact, before, after, origin } => json!({
            "change": "server-fact", "fact": fact.name(), "before": before, "after": after, "origin": origin.name(),
        }),
        FactChange::NewCertificate { thumbprint, origin } => json!({
            "change": "new-certificate", "thumbprint": thumbprint.to_string(), "origin": origin.name(),
        }),
        FactChange::Certificate { thumbprint, fact, before, after, origin } => json!({
            "change": "certificate-fact", "thumbprint": thumbprint.to_string(), "fact": fact.name(),
            "before": before, "after": after, "origin": origin.name(),
        }),
        FactChange::Confirmed { origin } => json!({ "change": "confirmed", "origin": origin.name() }),
    }
}

/// What stays unknown.
fn unknown(remark: &Remark) -> Option<Value> {
    let list =
        |thumbprints: &[crate::engine::Thumbprint]| thumbprints.iter().map(ToString::to_string).collect::<Vec<_>>();
    Some(match remark {
        Remark::Unknown { server, fact, thumbprints } => {
            json!({ "server": server.as_str(), "fact": fact.name(), "certificates": list(thumbprints) })
        }
        Remark::UnknownServer { server, facts } => {
            json!({ "server": server.as_str(), "facts": facts.iter().map(|fact| fact.name()).collect::<Vec<_>>() })
        }
        Remark::UnknownSite { server, thumbprints } => {
            json!({ "server": server.as_str(), "fact": "iis-site", "certificates": list(thumbprints) })
        }
        _ => return None,
    })
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
