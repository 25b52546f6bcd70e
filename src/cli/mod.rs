//! The command line: flags and verbs, where things are, who is at work, what time it is; then one file a verb.
//!
//! ```text
//!   (bare), demo   page.rs     the page
//!   demo, init     demo.rs init.rs
//!   -c             shell.rs    parse everything, then: load, run, ask, apply, say
//!   import         import.rs   facts of a real organization
//!   inspect        inspect/    certificate files without an organization
//!   journal        journal/    what was done, and whether the record is whole
//!   doctor         doctor.rs    what is wrong with the files, and repairs
//!   screen         screen.rs   the page as a picture
//!   trust          trust/      whom the organization trusts
//!   print          print/      everything declarative
//! ```
//!
//! `config` is what a file of settings says where no flag and no variable says it.
//! `password` is where the password of a certificate file comes from. Only here and in `terminal` is a clock or the environment read.

#[doc(hidden)]
pub mod config;
mod demo;
mod doctor;
mod failure;
mod flags;
mod import;
mod init;
mod input;
mod inspect;
mod journal;
mod json;
mod page;
mod password;
mod print;
mod roots;
mod screen;
mod servers;
mod session;
mod shell;
mod trust;

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser as _};

use crate::cmdlets::Exit;
use crate::text::Shown;
use failure::Failure;
use flags::{Cli, Verb};
use session::Session;

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse().and_then(check) {
        Ok(cli) => cli,
        Err(error) => {
            // Help goes to standard output, errors to standard error; a closed pipe is no error.
            let printed = print(&error);
            let code = u8::try_from(error.exit_code()).unwrap_or(Exit::Usage.code());
            return match printed {
                Err(printed) if !error.use_stderr() && printed.kind() != io::ErrorKind::BrokenPipe => {
                    let _ = io::stderr().write_all(format!("{printed}\n").as_bytes());
                    ExitCode::from(Exit::Failed.code())
                }
                _ => ExitCode::from(code),
            };
        }
    };
    let session = match Session::new(cli.global) {
        Ok(session) => session,
        Err(Failure { exit, lines }) => {
            session::err(&lines);
            return ExitCode::from(exit.code());
        }
    };
    // What only prints leaves no file behind, unless a log was asked for.
    if matches!(cli.verb, None | Some(Verb::Demo(_))) || session.flags.log.is_some() {
        session.log();
    }
    let done = match (cli.verb, cli.command) {
        (None, None) => page::run(&session, None),
        (None, Some(line)) => shell::run(&session, &line, cli.script.as_deref(), &cli.password),
        (Some(Verb::Demo(demo)), _) => demo::run(&session, &demo),
        (Some(Verb::Init(init)), _) => init::run(&session, &init),
        (Some(Verb::Import(import)), _) => import::run(&session, &import),
        (Some(Verb::Inspect(inspect)), _) => inspect::run(&session, &inspect),
        (Some(Verb::Journal(journal)), _) => journal::run(&session, &journal),
        (Some(Verb::Doctor(doctor)), _) => doctor::run(&session, &doctor),
        (Some(Verb::Screen(screen)), _) => screen::run(&session, &screen),
        (Some(Verb::Trust(trust)), _) => trust::run(&session, &trust),
        (Some(Verb::Print(print)), _) => print::run(&session, &print),
    };
    let code = match done {
        Ok(code) => code,
        Err(Failure { exit, lines }) => {
            session.err(&lines);
            exit.code()
        }
    };
    tracing::info!(code, "ended");
    ExitCode::from(code)
}

/// Prints what clap has to say. It quotes what was typed, and what was typed may have come from anywhere.
fn print(error: &clap::Error) -> io::Result<()> {
    let text = error.render().to_string();
    let shown: Vec<Shown> = text.lines().map(Shown::new).collect();
    if text.lines().eq(shown.iter().map(Shown::as_str)) {
        error.print()
    } else {
        session::err(&shown);
        Ok(())
    }
}

/// `-c` stands alone, and a password is for somebody who reads files.
fn check(cli: Cli) -> Result<Cli, clap::Error> {
    if cli.command.is_some() && cli.verb.is_some() {
        return Err(Cli::command().error(ErrorKind::ArgumentConflict, "-c cannot be used together with a command"));
    }
    if cli.command.is_none() && cli.password.password_file.is_some() {
        let message = "--password-file belongs behind the command that reads a certificate file, or beside -c";
        return Err(Cli::command().error(ErrorKind::ArgumentConflict, message));
    }
    Ok(cli)
}
