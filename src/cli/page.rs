//! The page: from an opened organization to `terminal`, or to a picture.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::demo;
use super::failure::Failure;
use super::flags::Demo;
use super::servers::Servers;
use super::session::{Ended, Opened, Session, Time, real_time, variable};
use crate::app::vocabulary::{Entry, SaveFailure, UnsavedEdit, World};
use crate::cmdlets::Exit;
use crate::engine::{Access, Part, Plan, ServerName, Step, Thumbprint, ViewOnly};
use crate::locale::{Locale, explain, say};
use crate::look::{ASCII, Look, Theme, UNICODE};
use crate::store::{Directory, ORGANIZATION_FILE, Store as _};
use crate::terminal::ability::{Ability, Colours, Glyphs};
use crate::terminal::panic::{self, Fault};
use crate::terminal::run::{self, Left, LeftDraft, Start};
use crate::terminal::watch::How;
use crate::terminal::worker::{Clock, Identity};
use crate::text::Shown;

/// Opens the page of the organization in `directory`, or of the one that flags and environment name.
pub(super) fn run(session: &Session, directory: Option<PathBuf>) -> Ended {
    let directory = directory.map_or_else(|| session.organization_directory(), Ok)?;
    if Session::has_terminal() && !directory.join(ORGANIZATION_FILE).exists() {
        return offer(session, &directory);
    }
    let mut opened = session.open(&directory)?;
    must_have_terminal(session)?;
    let names = names(session, &mut opened)?;
    session.recover(&mut opened)?;
    let ability = session.ability();
    let look = look(session, ability);
    let (hurry, drafts) = (opened.store.hurry(), session.drafts(&directory, &opened.user));
    let (store, identity, world) = world(session, opened, names, &look)?;
    panic::install(after_panic(session));
    let watch = (directory, how_to_watch());
    let left = run::page(Start { store, identity, world, look, colours: ability.colours, watch, hurry, drafts })
        .map_err(|error| {
            tracing::error!(%error, "page");
            session.failure(Exit::Failed, &say::cli_terminal_failed(error.to_string()))
        })?;
    Ok(ended(session, &left))
}

/// Says what nobody has read on the page. What ended it is the exit code, where something did.
fn ended(session: &Session, left: &Left) -> u8 {
    if let Some(reason) = &left.terminal {
        session.err(&[session.say(&say::cli_terminal_failed(reason.as_str()))]);
    }
    if let Some(plan) = &left.saved {
        session.err(&report(session, plan));
    }
    if let Some(Ok(())) = left.imported {
        session.err(&[session.say(&say::importing_taken_in())]);
    }
    if let Some(ran) = &left.ran {
        let lines: Vec<&str> = ran.lines.iter().map(|(_, line)| line.as_str()).collect();
        session.err(&lines);
    }
    if !left.not_run.is_empty() {
        session.err(&[session.say(&say::shell_not_run(left.not_run.len()))]);
        session.err(&left.not_run);
    }
    let failure = failed(session, left);
    if let Some(Failure { lines, .. }) = &failure {
        session.err(lines);
    }
    draft(session, left);
    let code = failure.map_or(Exit::Done.code(), |failure| failure.exit.code());
    if left.code == 0 { code } else { left.code }
}

/// What was confirmed and did not happen.
fn failed(session: &Session, left: &Left) -> Option<Failure> {
    if let Some(Err(reason)) = &left.imported {
        return Some(session.failure(Exit::Failed, reason));
    }
    Some(match left.unsaved.clone()? {
        (server, SaveFailure::Conflict) => session.failure(Exit::Conflict, &say::cli_unsaved_conflict(&server)),
        (server, SaveFailure::Failed(reason)) => session.failure(Exit::Failed, &say::cli_unsaved(&server, reason)),
    })
}

/// What became of what was entered and not saved.
fn draft(session: &Session, left: &Left) {
    match &left.draft {
        LeftDraft::None => {}
        LeftDraft::Kept => session.err(&[session.say(&say::cli_draft_kept())]),
        LeftDraft::Lost(unsaved) => {
            let edit = unsaved.edit.as_ref().map(UnsavedEdit::cmdlet);
            let lines = [session.say(&say::cli_draft_lost())].into_iter().chain(edit).chain(unsaved.typed.clone());
            session.err(&lines.collect::<Vec<_>>());
        }
    }
    if left.secret {
        session.err(&[session.say(&say::cli_draft_password())]);
    }
}

/// `EXCHCERT_WATCH=poll` looks at the files, where the system's word for their changes does not come.
fn how_to_watch() -> How {
    match variable("EXCHCERT_WATCH") {
        Some(how) if how.eq_ignore_ascii_case("poll") => How::Polled,
        _ => How::Told,
    }
}

/// What a save did that was still under way when the page was left.
fn report(session: &Session, plan: &Plan) -> Vec<String> {
    let names = |thumbprint: Thumbprint| thumbprint.to_string();
    let of_part = |part: &Part| {
        let changes = part.certificates.iter().map(|change| explain::change(change, &names));
        let left = part.follow_ups.iter().map(|follow_up| explain::follow_up(follow_up, &names));
        let title = std::iter::once(say::report_saved(&part.server));
        let of_certificates = |step: &&Step| matches!(step, Step::Remove { .. } | Step::Import { .. });
        let removed = part.steps.iter().filter(of_certificates).flat_map(|step| explain::step(step, &names));
        title.chain(changes).chain(removed).chain(left).map(|message| session.say(&message)).collect::<Vec<_>>()
    };
    plan.parts.iter().flat_map(of_part).collect()
}

/// There is no organization yet: says how to get one, and offers the simulated one at once.
fn offer(session: &Session, directory: &Path) -> Ended {
    let missing = session.missing_organization(directory);
    let mut lines = missing.lines.clone();
    lines.push(session.say(&say::organization_offer()));
    session.err(&lines);
    let mut answer = String::new();
    // Nothing readable is no answer, and so No.
    let read = io::stdin().read_line(&mut answer).is_ok();
    let yes = session.say(&say::answer_yes_letter()).to_lowercase();
    if read && answer.trim().to_lowercase().starts_with(&yes) {
        return demo::run(session, &Demo { directory: None, fresh: false });
    }
    Err(Failure::new(missing.exit, Vec::new()))
}

/// There is no page without a terminal; said before anything is done for it.
pub(super) fn must_have_terminal(session: &Session) -> Result<(), Failure> {
    if Session::has_terminal() {
        return Ok(());
    }
    let lines = [say::cli_no_terminal(), say::cli_no_terminal_hint()];
    Err(Failure::new(Exit::Failed, lines.iter().map(|line| session.say(line)).collect()))
}

/// Signs and colours for what the terminal can show.
pub(super) fn look(session: &Session, ability: Ability) -> Look {
    let theme = if ability.colours == Colours::None { Theme::mono() } else { Theme::ansi() };
    let glyphs = if ability.glyphs == Glyphs::Ascii { &ASCII } else { &UNICODE };
    let locale = Locale::new(session.locale.tag()).unwrap_or_else(|_| Locale::english());
    Look::new(theme, glyphs, Arc::new(locale))
}

/// The servers by name, which costs the one listing of a start.
pub(super) fn names(session: &Session, opened: &mut Opened) -> Result<Vec<ServerName>, Failure> {
    opened.store.list().map_err(|found| session.problem(&found))
}

/// What the page knows as it opens: the servers, and which of them comes first. Costs no document where the organization
/// or the caller names that server.
pub(super) fn world(
    session: &Session,
    mut opened: Opened,
    names: Vec<ServerName>,
    look: &Look,
) -> Result<(Directory, Identity, World), Failure> {
    let chosen = Servers::new(session, &mut opened).first(&names)?;
    let time = opened.time;
    let clock: Clock = Arc::new(move || time.now());
    let identity = Identity {
        user: opened.user.clone(),
        account: session.account(),
        readonly: opened.access == Access::ViewOnly(ViewOnly::Flag),
        clock,
        simulated: matches!(time, Time::Stands(_)),
        real: Arc::new(real_time),
        locale: look.locale.clone(),
    };
    let world = World {
        now: time.now(),
        simulated: identity.simulated,
        access: opened.access,
        user: opened.user,
        locale: look.locale.clone(),
        // Where there is none any more, a path has to be named whole.
        directory: std::env::current_dir().unwrap_or_default(),
        organization: Arc::new(opened.file.organization),
        servers: Arc::new(names.into_iter().map(Entry::named).collect()),
        chosen,
        follow_ups: None,
    };
    Ok((opened.store, identity, world))
}

/// What is printed after a panic, once the terminal is given back: what happened, where, and where the log is.
fn after_panic(session: &Session) -> impl Fn(&Fault) -> String + Send + Sync + 'static {
    let place = session.log_place().map(|place| Shown::new(&place.path().to_string_lossy()));
    let tag = session.locale.tag();
    move |fault| {
        tracing::error!(message = %fault.message, place = %fault.place, thread = %fault.thread, "panic");
        let locale = Locale::new(tag).unwrap_or_else(|_| Locale::english());
        let log = place.as_ref().map(|place| say::cli_panic_log(place.as_str()));
        let lines =
            [Some(say::cli_panic(fault.message.as_str(), fault.place.as_str())), Some(say::cli_panic_safe()), log];
        let mut text: String =
            lines.iter().flatten().flat_map(|line| [String::from(locale.text(line)), "\n".to_owned()]).collect();
        text.extend(fault.backtrace.clone());
        text
    }
}
