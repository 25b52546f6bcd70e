//! `init`: makes an organization and does not open it.

use std::path::Path;

use super::demo;
use super::failure::Failure;
use super::flags::Init;
use super::session::{Ended, Session, path};
use crate::cmdlets::Exit;
use crate::locale::say;
use crate::problems;
use crate::store::{self, Problem, ProblemKind};

pub(super) fn run(session: &Session, init: &Init) -> Ended {
    session.must_write()?;
    let name = if init.sample {
        demo::copy(session, &init.directory)?;
        demo::NAME.to_owned()
    } else {
        let name = init.name.clone().unwrap_or_else(|| directory_name(&init.directory));
        store::create(&init.directory, &name).map_err(|problem| not_made(session, &init.directory, &problem))?;
        name
    };
    session.out(&[session.say(&say::cli_made(name, path(&init.directory)))])?;
    Ok(Exit::Done.code())
}

/// What a directory is called, also when it is named `.` or `..`.
pub(super) fn directory_name(directory: &Path) -> String {
    let whole = std::path::absolute(directory).ok().and_then(|path| path.canonicalize().ok().or(Some(path)));
    let name = whole.as_deref().unwrap_or(directory).file_name().map(|name| name.to_string_lossy().into_owned());
    name.unwrap_or_else(|| "Exchange".to_owned())
}

/// Why there is no organization now.
pub(super) fn not_made(session: &Session, directory: &Path, problem: &Problem) -> Failure {
    let message = match &problem.kind {
        ProblemKind::NotEmpty => say::cli_not_empty(path(directory)),
        other => say::cli_not_made(path(directory), problems::reason(other)),
    };
    session.failure(Exit::Failed, &message)
}
