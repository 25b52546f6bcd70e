//! Reading from a person, and scripts from standard input.

use std::io::{self, Read as _, Write as _};

use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::cmdlets::{Answer, Exit, Question, Typed};
use crate::locale::say;
use crate::store::LARGEST_DOCUMENT;

/// The script on standard input.
pub(super) fn script(session: &Session) -> Result<String, Failure> {
    let unreadable = |reason: String| session.failure(Exit::Failed, &say::cli_script_unreadable(reason));
    let mut bytes = Vec::new();
    let limit = LARGEST_DOCUMENT;
    let read = io::stdin().lock().take(limit.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|error| unreadable(error.to_string()))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limit {
        return Err(unreadable(format!("larger than {limit} bytes")));
    }
    let text = String::from_utf8(bytes).map_err(|_| unreadable("not UTF-8".to_owned()))?;
    Ok(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text))
}

/// Asks on standard error and reads the answer from the terminal. `None` when there is no more to read: the person left,
/// which is never an answer.
pub(super) fn ask(session: &Session, question: &Question) -> Result<Option<Answer>, Failure> {
    let Some((last, first)) = question.lines.split_last() else { return Ok(Some(question.default)) };
    session.err(first);
    loop {
        let mut err = io::stderr().lock();
        let _ = write!(err, "{last} ").and_then(|()| err.flush());
        drop(err);
        let mut typed = String::new();
        let read = io::stdin().read_line(&mut typed);
        let read =
            read.map_err(|error| session.failure(Exit::Failed, &say::cli_script_unreadable(error.to_string())))?;
        if read == 0 {
            session.err(&[""]);
            return Ok(None);
        }
        match question.read(&typed) {
            Typed::Answer(answer) => return Ok(Some(answer)),
            Typed::Help => session.err(&question.help),
            Typed::Nothing => {}
        }
    }
}
