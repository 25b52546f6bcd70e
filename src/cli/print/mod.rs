//! `print`: everything declarative, as Markdown. `docs/keys.md`, `docs/rules.md` and `docs/cmdlets.md` are what this
//! prints. And a file of settings, and the collector, as they are.

mod cmdlets;
mod keys;
mod markdown;
mod paths;
mod rules;

use super::config::Config;
use super::flags::{Print, What};
use super::session::{Ended, Session};
use crate::cmdlets::Exit;
use crate::import::COLLECTOR;

pub(super) fn run(session: &Session, print: &Print) -> Ended {
    let lines = match print.what {
        What::Keys => keys::lines(session),
        What::Rules => rules::lines(session),
        What::Cmdlets => cmdlets::lines(session),
        What::Paths => paths::lines(session),
        What::Config => Config::commented(|message| session.say(message)),
        What::Collector => {
            session.out_bytes(COLLECTOR)?;
            return Ok(Exit::Done.code());
        }
    };
    session.out(&lines)?;
    Ok(Exit::Done.code())
}
