//! `doctor`: what is wrong with the files of the organization, why it matters, and what to do; with `--fix`, repairs.
//!
//! ```text
//! problem  servers/EX01.toml:12:8  service-unlisted
//!     IMAP names the certificate 4F17D0E1..., which is not listed here.
//!     The service uses a certificate that the server does not have.
//!     Import the certificate, or correct the line in [services].
//! ```

use std::path::Path;

use super::failure::Failure;
use super::flags::Doctor;
use super::json;
use super::session::{Ended, Session, path, real_time};
use crate::cmdlets::Exit;
use crate::engine::Access;
use crate::locale::say;
use crate::problems::{self, check_up};
use crate::store::doctor::{self, Finding, Findings, NotRepaired, Repaired, Severity, When};
use crate::store::{ApplyError, Context, Directory, Mode, ORGANIZATION_FILE, Store as _};
use crate::text::Shown;

/// The most findings that are printed for a person.
const MOST: usize = 1_000;

pub(super) fn run(session: &Session, asked: &Doctor) -> Ended {
    let root = session.organization_directory()?;
    // A directory with servers in it is an organization whose own document is gone.
    if !root.join(ORGANIZATION_FILE).exists() && !root.join("servers").is_dir() {
        return Err(session.missing_organization(&root));
    }
    let when = When { clock: session.flags.now, real: real_time() };
    let failed = asked.fix && !fix(session, &root, when)?;
    let clean = if asked.json { print_json(session, &root, when)? } else { print(session, &root, when, asked.fix)? };
    Ok(if clean && !failed { Exit::Done } else { Exit::Failed }.code())
}

/// The findings for a person; says whether the organization is in order.
fn print(session: &Session, root: &Path, when: When, fixed: bool) -> Result<bool, Failure> {
    let found = Findings::of(root, when, MOST);
    let mut lines: Vec<String> = found.shown.iter().flat_map(|finding| told(session, finding)).collect();
    if found.more() > 0 {
        lines.push(session.say(&say::cli_doctor_more(number(found.more()))));
    }
    lines.push(session.say(&match (found.problems, found.warnings, found.notes) {
        (0, 0, 0) => say::cli_doctor_clean(),
        (0, 0, notes) => say::cli_doctor_notes(number(notes)),
        (problems, warnings, notes) => say::cli_doctor_found(number(problems), number(warnings), number(notes)),
    }));
    if found.repairable > 0 && !fixed {
        lines.push(session.say(&say::cli_doctor_fixable(number(found.repairable))));
    }
    session.out(&lines)?;
    Ok(found.is_clean())
}

fn told(session: &Session, finding: &Finding) -> Vec<String> {
    let severity = session.say(&check_up::severity(finding.id.severity()));
    let head = format!("{severity}  {}  {}", Shown::new(&check_up::place(finding)), finding.id.id());
    let mut lines = vec![head];
    let fixable = finding.repairable.then(say::check_up_fixable);
    let body = [check_up::what(finding), check_up::why(finding.id), check_up::remedy(finding)];
    lines.extend(body.iter().chain(&fixable).map(|message| format!("    {}", session.say(message))));
    lines.push(String::new());
    lines
}

/// The findings for another program, all of them, as they are met.
fn print_json(session: &Session, root: &Path, when: When) -> Result<bool, Failure> {
    let (mut clean, mut first, mut written) = (true, true, Ok(()));
    doctor::check_up(root, when, &mut |finding| {
        clean &= finding.id.severity() == Severity::Note;
        let before = if std::mem::take(&mut first) { "[\n" } else { ",\n" };
        if written.is_ok() {
            written = session.out_bytes(format!("{before}{}", object(session, &finding)).as_bytes());
        }
    });
    written?;
    session.out_bytes(if first { b"[]\n" } else { b"\n]\n" })?;
    Ok(clean)
}

fn object(session: &Session, finding: &Finding) -> String {
    let object = serde_json::json!({
        "id": finding.id.id(),
        "severity": finding.id.severity().id(),
        "file": finding.file(),
        "line": finding.position.map(|at| at.line),
        "column": finding.position.map(|at| at.column),
        "what": session.say(&check_up::what(finding)),
        "why": session.say(&check_up::why(finding.id)),
        "remedy": session.say(&check_up::remedy(finding)),
        "fixable": finding.repairable,
    });
    json::harmless(&object.to_string())
}

/// Repairs what can be repaired; `false` where something that was tried could not be.
fn fix(session: &Session, root: &Path, when: When) -> Result<bool, Failure> {
    let context = context(session, root)?;
    let mut found = Vec::new();
    doctor::check_up(root, when, &mut |finding| {
        if finding.repairable {
            found.push(finding);
        }
    });
    if found.is_empty() {
        session.err(&[session.say(&say::cli_doctor_nothing_to_fix())]);
        return Ok(true);
    }
    let Repaired { backup, done, failed } =
        doctor::repair(root, &context, &found).map_err(|error| not_repaired(session, &error))?;
    let mut lines: Vec<String> =
        done.iter().map(|finding| format!("{}  {}", Shown::new(&check_up::place(finding)), finding.id.id())).collect();
    if let Some(backup) = backup {
        lines.push(session.say(&say::cli_doctor_repaired(number(done.len()))));
        lines.push(session.say(&say::cli_doctor_backup(path(&root.join(backup)))));
    }
    lines.extend(
        failed.iter().map(|(id, problem)| session.say(&say::cli_doctor_not_fixed(id.id(), problems::problem(problem)))),
    );
    session.err(&lines);
    Ok(failed.is_empty())
}

/// Who repairs: nobody who may not write, and nobody at all while it cannot be told who may.
fn context(session: &Session, root: &Path) -> Result<Context, Failure> {
    session.must_write()?;
    let file = Directory::open(root, Mode::ReadOnly).and_then(|mut store| store.organization());
    let file = file.map_err(|problem| {
        let lines = [say::cli_doctor_access_unknown(), problems::problem(&problem)];
        Failure::new(Exit::NotPermitted, lines.iter().map(|line| session.say(line)).collect())
    })?;
    let user = session.user();
    let access = file.access_of(&user);
    if access != Access::Full {
        session.permitted(access)?;
    }
    Ok(Context {
        at: real_time(),
        clock: session.flags.now.or(file.clock),
        cmdlet: "exchcert doctor --fix".to_owned(),
        roles: file.roles_of(&user),
        account: session.account(),
        user,
        ..Context::default()
    })
}

fn not_repaired(session: &Session, error: &NotRepaired) -> Failure {
    match error {
        NotRepaired::Backup(problem) => {
            session.failure(Exit::Failed, &say::cli_doctor_no_backup(problems::problem(problem)))
        }
        NotRepaired::Apply(error) => {
            let exit = match error {
                ApplyError::Locked { .. } | ApplyError::Conflict { .. } => Exit::Conflict,
                ApplyError::ReadOnly => Exit::NotPermitted,
                _ => Exit::Failed,
            };
            session.failure(exit, &problems::apply_error(error))
        }
    }
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
