//! What holds for a run: flags and environment, the places on this machine, the user, the time, the streams.

use std::env;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use directories::ProjectDirs;

use super::config::{self, Config};
use super::failure::Failure;
use super::flags::Global;
use super::roots;
use crate::cmdlets::Exit;
use crate::drafts::Keeper;
use crate::engine::{Access, Moment, ViewOnly};
use crate::execute::not_permitted;
use crate::locale::{Locale, Message, say};
use crate::logging::{self, LogError, Place};
use crate::problems;
use crate::store::{
    ApplyError, Context, Directory, Mode, OrganizationFile, Problem, ProblemKind, Store as _, read_file_up_to,
};
use crate::terminal::ability::{self, Ability, ColourChoice};
use crate::text::Shown;

/// How a verb ends.
pub(super) type Ended = Result<u8, Failure>;

/// A run of the program.
pub(super) struct Session {
    pub(super) flags: Global,
    pub(super) locale: Arc<Locale>,
    places: Option<ProjectDirs>,
    config: Config,
}

/// Where the time comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Time {
    /// `--now`, or the clock of a simulated organization: it stands still.
    Stands(Moment),
    /// The system's clock.
    System,
}

impl Time {
    pub(super) fn now(self) -> Moment {
        match self {
            Time::Stands(at) => at,
            Time::System => real_time(),
        }
    }

    /// What a journal line says beside the real time.
    pub(super) fn clock(self) -> Option<Moment> {
        match self {
            Time::Stands(at) => Some(at),
            Time::System => None,
        }
    }
}

/// The system's clock.
pub(super) fn real_time() -> Moment {
    Moment(jiff::Timestamp::now().as_second())
}

/// An organization, opened for whoever is at work.
pub(super) struct Opened {
    pub(super) store: Directory,
    pub(super) file: OrganizationFile,
    pub(super) access: Access,
    pub(super) user: String,
    pub(super) time: Time,
}

/// A variable of the environment, unless it is empty. What is not Unicode in it is replaced: a name that cannot be read is
/// no server's, and must not pass for none at all.
pub(super) fn variable(name: &str) -> Option<String> {
    env::var_os(name).filter(|value| !value.is_empty()).map(|value| value.to_string_lossy().into_owned())
}

/// Lines to standard error. If nobody reads it there is nobody to tell.
pub(super) fn err<S: AsRef<str>>(lines: &[S]) {
    let text: String = lines.iter().flat_map(|line| [line.as_ref(), "\n"]).collect();
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// The file of settings, and whether somebody named it: `EXCHCERT_CONFIG`, else the one in the user's directory of settings.
fn config_path(places: Option<&ProjectDirs>) -> Option<(PathBuf, bool)> {
    let named = env::var_os("EXCHCERT_CONFIG").filter(|value| !value.is_empty()).map(|path| (path.into(), true));
    named.or_else(|| places.map(|places| (places.config_dir().join(config::FILE), false)))
}

/// What the settings are. One that nobody named need not be there.
fn read_config(places: Option<&ProjectDirs>) -> Result<Config, Message> {
    let Some((file, named)) = config_path(places) else { return Ok(Config::default()) };
    match read_file_up_to(&file, config::LARGEST) {
        Ok(bytes) => Config::read(&file, &bytes),
        Err(problem) if problem.kind == ProblemKind::NotFound && !named => Ok(Config::default()),
        Err(problem) if problem.kind == ProblemKind::NotFound => Err(say::config_missing(path(&file))),
        Err(problem) => Err(problems::problem(&problem)),
    }
}

impl Session {
    /// Flags, environment and the file of settings.
    pub(super) fn new(flags: Global) -> Result<Session, Failure> {
        let spoken = |tag: Option<String>| tag.and_then(|tag| Locale::new(&tag).ok());
        let from_environment = || spoken(["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variable));
        let asked = spoken(flags.locale.clone()).or_else(from_environment);
        let places = ProjectDirs::from("", "", "exchcert");
        let config = match read_config(places.as_ref()) {
            Ok(config) => config,
            Err(reason) => return Err(Failure::said(Exit::Failed, &asked.unwrap_or_else(Locale::english), &reason)),
        };
        let locale = asked.or_else(|| spoken(config.locale.clone())).unwrap_or_else(Locale::english);
        let flags = Global {
            // Both only ever tighten: there is no flag that takes them back.
            readonly: flags.readonly || config.readonly,
            ascii: flags.ascii || config.ascii,
            log: flags.log.or_else(|| config.log.clone()),
            ..flags
        };
        Ok(Session { flags, locale: Arc::new(locale), places, config })
    }

    /// The file of settings, whether it is there or not.
    pub(super) fn config_path(&self) -> Option<PathBuf> {
        config_path(self.places.as_ref()).map(|(path, _)| path)
    }

    /// A sentence in the reader's language.
    pub(super) fn say(&self, message: &Message) -> String {
        self.locale.text(message).into()
    }

    pub(super) fn failure(&self, exit: Exit, message: &Message) -> Failure {
        Failure::said(exit, &self.locale, message)
    }

    /// Lines to standard output. A reader that went away is not told of.
    pub(super) fn out<S: AsRef<str>>(&self, lines: &[S]) -> Result<(), Failure> {
        let text: String = lines.iter().flat_map(|line| [line.as_ref(), "\n"]).collect();
        self.out_bytes(text.as_bytes())
    }

    /// Bytes to standard output, as they are. A reader that went away is not told of.
    pub(super) fn out_bytes(&self, bytes: &[u8]) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        match out.write_all(bytes).and_then(|()| out.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(self.failure(Exit::Failed, &say::cli_output_failed(error.to_string())))
            }
            _ => Ok(()),
        }
    }

    /// Lines to standard error.
    #[allow(clippy::unused_self, reason = "the twin of `out`")]
    pub(super) fn err<S: AsRef<str>>(&self, lines: &[S]) {
        err(lines);
    }

    /// Where the log goes: a file if one was named, else the state directory.
    pub(super) fn log_place(&self) -> Option<Place<'_>> {
        self.flags.log.as_deref().map(Place::File).or(self.state().map(Place::Daily))
    }

    /// The directory of the program's state.
    pub(super) fn state(&self) -> Option<&Path> {
        self.places.as_ref().map(|places| places.state_dir().unwrap_or(places.data_local_dir()))
    }

    /// Who keeps what is entered on a page and not saved; nobody in a run that has promised to write nothing.
    pub(super) fn drafts(&self, organization: &Path, user: &str) -> Option<Keeper> {
        (!self.flags.readonly).then(|| Keeper::new(self.state(), organization, user.to_owned()))
    }

    /// Starts the log. Doing without it is no failure, and is said once.
    pub(super) fn log(&self) {
        let Some(place) = self.log_place() else { return };
        let message = match logging::start(place, variable("EXCHCERT_LOG").as_deref()) {
            Ok(_) => {
                tracing::info!(version = env!("CARGO_PKG_VERSION"), readonly = self.flags.readonly, "started");
                return;
            }
            Err(LogError::Filter { filter, reason }) => say::cli_log_filter(filter, reason),
            Err(LogError::Open(reason)) => say::cli_log_failed(path(place.path()), reason),
        };
        self.err(&[self.say(&message)]);
    }

    /// A directory of this name among the user's data.
    pub(super) fn data(&self, name: &str) -> Result<PathBuf, Failure> {
        let places = self.places.as_ref();
        let directory = places.map(|places| places.data_dir().join(name));
        directory.ok_or_else(|| self.failure(Exit::Failed, &say::cli_no_data_directory()))
    }

    /// The organization's directory: `--org`, else `EXCHCERT_ORG`, else that of the settings, else the one among the user's
    /// data.
    pub(super) fn organization_directory(&self) -> Result<PathBuf, Failure> {
        let named = self.flags.org.clone();
        let variable = || env::var_os("EXCHCERT_ORG").filter(|value| !value.is_empty()).map(PathBuf::from);
        named.or_else(variable).or_else(|| self.config.org.clone()).map_or_else(|| self.data("organization"), Ok)
    }

    /// `--server`, else `EXCHCERT_SERVER`, else that of the settings.
    pub(super) fn named_server(&self) -> Option<String> {
        self.flags.server.clone().or_else(|| variable("EXCHCERT_SERVER")).or_else(|| self.config.server.clone())
    }

    /// `--as`, else the account, else `unknown`.
    pub(super) fn user(&self) -> String {
        let named = self.flags.user.clone().or_else(|| whoami::username().ok());
        named.filter(|user| !user.trim().is_empty()).unwrap_or_else(|| "unknown".to_owned())
    }

    /// The account that the program runs under, where `--as` names somebody else.
    pub(super) fn account(&self) -> Option<String> {
        self.flags.user.as_ref()?;
        let account = whoami::username().unwrap_or_else(|_| "unknown".to_owned());
        (account != self.user()).then_some(account)
    }

    /// Who is at work in this organization, and when: what every line of its journal says.
    pub(super) fn context(&self, opened: &Opened) -> Context {
        Context {
            user: opened.user.clone(),
            at: real_time(),
            clock: opened.time.clock(),
            roles: opened.file.roles_of(&opened.user),
            account: self.account(),
            ..Context::default()
        }
    }

    /// What this terminal can show.
    pub(super) fn ability(&self) -> Ability {
        ability::detect(variable, self.colours(), self.flags.ascii, cfg!(windows))
    }

    /// `--color`, else `NO_COLOR`, which is looked at where nothing is chosen, else the settings.
    fn colours(&self) -> ColourChoice {
        let from_config = || self.config.color.filter(|_| variable("NO_COLOR").is_none());
        self.flags.color.map(ColourChoice::from).or_else(from_config).unwrap_or_default()
    }

    /// Whether the flags ask for no colour.
    pub(super) fn wants_no_colour(&self) -> bool {
        self.colours() == ColourChoice::Never
    }

    /// Whether somebody sees the page and can answer it.
    pub(super) fn has_terminal() -> bool {
        io::stdin().is_terminal() && io::stdout().is_terminal()
    }

    /// Opens an organization: for writing only if whoever is at work may write.
    pub(super) fn open(&self, directory: &Path) -> Result<Opened, Failure> {
        let opened = |mode| match Directory::open(directory, mode) {
            Ok(store) => Ok(store.with_system_roots(roots::of_the_system)),
            Err(problem) => Err(self.missing(directory, &problem)),
        };
        let readonly = self.flags.readonly;
        let mut store = opened(if readonly { Mode::ReadOnly } else { Mode::ReadWrite })?;
        let mut file = store.organization().map_err(|problem| self.problem(&problem))?;
        let user = self.user();
        if !readonly && file.access_of(&user) != Access::Full {
            // Whoever may only look gets a store that cannot write either; it has to read for itself.
            store = opened(Mode::ReadOnly)?;
            file = store.organization().map_err(|problem| self.problem(&problem))?;
        }
        // Who may not write for another reason is not told that this store cannot.
        let writable = store.writable() || readonly || file.access_of(&user) != Access::Full;
        let access = if readonly { Access::ViewOnly(ViewOnly::Flag) } else { file.access_of(&user) };
        let access = if writable { access } else { Access::ViewOnly(ViewOnly::Files) };
        let stands = self.flags.now.or(file.clock);
        let time = stands.map_or(Time::System, Time::Stands);
        tracing::info!(organization = %path(directory), user = %Shown::new(&user), ?access, "opened");
        Ok(Opened { store, file, access, user, time })
    }

    /// There is no organization, or it cannot be opened.
    fn missing(&self, directory: &Path, problem: &Problem) -> Failure {
        if problem.kind != ProblemKind::NotFound {
            return self.problem(problem);
        }
        self.missing_organization(directory)
    }

    /// There is no organization there, and this is how to get one.
    pub(super) fn missing_organization(&self, directory: &Path) -> Failure {
        let lines = [
            say::organization_missing(path(directory)),
            say::cli_hint_demo(),
            say::cli_hint_init(),
            say::cli_hint_org(),
        ];
        Failure::new(Exit::NotFound, lines.iter().map(|line| self.say(line)).collect())
    }

    /// `FILE:LINE:COLUMN: reason`.
    pub(super) fn problem(&self, problem: &Problem) -> Failure {
        tracing::error!(problem = %Shown::new(&problem.to_string()), "file");
        self.failure(Exit::Failed, &problems::problem(problem))
    }

    /// Finishes what an interrupted writer left, and says what that was.
    pub(super) fn recover(&self, opened: &mut Opened) -> Result<(), Failure> {
        let recovered = match opened.store.recover(&opened.user, real_time()) {
            Ok(recovered) => recovered,
            Err(ApplyError::Problem(problem)) => return Err(self.problem(&problem)),
            Err(other) => return Err(self.failure(Exit::Failed, &problems::apply_error(&other))),
        };
        if recovered.torn > 0 {
            self.err(&[self.say(&say::cli_torn(i64::try_from(recovered.torn).unwrap_or(i64::MAX)))]);
        }
        if let Some(seq) = recovered.abandoned {
            self.err(&[self.say(&say::cli_abandoned(i64::try_from(seq).unwrap_or(i64::MAX)))]);
        }
        Ok(())
    }

    /// `--readonly` forbids what makes or removes files.
    pub(super) fn must_write(&self) -> Result<(), Failure> {
        let readonly = if self.flags.readonly { Access::ViewOnly(ViewOnly::Flag) } else { Access::Full };
        self.permitted(readonly)
    }

    /// Whether whoever is at work may change something.
    pub(super) fn permitted(&self, access: Access) -> Result<(), Failure> {
        let Access::ViewOnly(why) = access else { return Ok(()) };
        Err(Failure::new(Exit::NotPermitted, not_permitted(&self.locale, why)))
    }
}

/// A path as it may be shown.
pub(super) fn path(path: &Path) -> Shown {
    Shown::new(&path.to_string_lossy())
}
