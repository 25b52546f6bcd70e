//! `trust add`: everything is read and sorted before anything is written.

use std::ops::ControlFlow;

use super::text::{self, Outcome};
use super::{Listed, holds, listed};
use crate::cli::failure::Failure;
use crate::cli::flags::TrustAdd;
use crate::cli::input;
use crate::cli::session::{Ended, Opened, Session, path};
use crate::cmdlets::Exit;
use crate::engine::{Intake, OrganizationIntake, RootCaType, TrustFile, TrustKind};
use crate::import::trust::{Trustworthy, Untrustworthy, trustworthy};
use crate::locale::say;
use crate::problems;
use crate::store::{ApplyError, Context, Store as _};

pub(super) fn run(session: &Session, opened: &mut Opened, asked: &TrustAdd) -> Ended {
    session.permitted(opened.access)?;
    let found = read(session, asked)?;
    let root_type = asked.root_type.map(RootCaType::from);
    if root_type.is_some() && !found.iter().any(|item| item.item.kind() == TrustKind::Root) {
        return Err(session.failure(Exit::Usage, &say::trust_no_root()));
    }
    session.recover(opened)?;
    let known = listed(opened);
    let outcomes: Vec<Outcome> = found.iter().map(|item| outcome(item, &known, root_type)).collect();
    let files: Vec<TrustFile> = outcomes.iter().filter_map(|outcome| outcome.added.clone()).collect();
    if !files.is_empty() {
        write(session, opened, asked, files)?;
    }
    if asked.json {
        session.out(&[text::outcomes_as_json(&outcomes)])?;
    } else {
        session.out(&outcomes.iter().map(|outcome| text::outcome(session, outcome)).collect::<Vec<_>>())?;
    }
    session
        .err(&outcomes.iter().filter_map(|outcome| text::other_type(session, outcome, root_type)).collect::<Vec<_>>());
    Ok(Exit::Done.code())
}

/// What the files hold, each thing once. One that cannot be taken stops all of them.
fn read(session: &Session, asked: &TrustAdd) -> Result<Vec<Trustworthy>, Failure> {
    let mut found: Vec<Trustworthy> = Vec::new();
    let mut refused = Vec::new();
    for file in &asked.files {
        match input::wiped(file, input::LARGEST_AUTHORITY)
            .map_err(Untrustworthy::Unreadable)
            .and_then(|bytes| trustworthy(&bytes))
        {
            Ok(items) => {
                for item in items {
                    if !found.iter().any(|known| known.digest == item.digest) {
                        found.push(item);
                    }
                }
            }
            Err(why) => refused.push(text::refused(session, path(file).as_str(), &why)),
        }
    }
    if refused.is_empty() {
        return Ok(found);
    }
    refused.push(session.say(&say::trust_nothing_added()));
    Err(Failure::new(Exit::Failed, refused))
}

fn outcome<'a>(item: &'a Trustworthy, known: &'a [Listed], root_type: Option<RootCaType>) -> Outcome<'a> {
    let there = known.iter().find(|file| holds(file, item));
    Outcome { item, there, added: there.is_none().then(|| item.file(root_type)) }
}

fn write(session: &Session, opened: &mut Opened, asked: &TrustAdd, trust: Vec<TrustFile>) -> Result<(), Failure> {
    let sources: Vec<String> = asked.files.iter().map(|file| file.to_string_lossy().into_owned()).collect();
    let base = opened.file.revision;
    let intake = Intake {
        organization: Some(OrganizationIntake { base, trust, ..OrganizationIntake::default() }),
        sources: sources.clone(),
        ..Intake::default()
    };
    let context = Context { cmdlet: format!("exchcert trust add {}", sources.join(" ")), ..session.context(opened) };
    let taken = opened.store.take_in(&intake, &context, &mut |_| ControlFlow::Continue(()));
    let Err(error) = taken else { return Ok(()) };
    let exit = match &error {
        ApplyError::Conflict { .. } | ApplyError::Locked { .. } => Exit::Conflict,
        ApplyError::ReadOnly | ApplyError::NotPermitted(_) => Exit::NotPermitted,
        ApplyError::Partly { .. } | ApplyError::Cancelled | ApplyError::Problem(_) => Exit::Failed,
    };
    Err(session.failure(exit, &problems::apply_error(&error)))
}
