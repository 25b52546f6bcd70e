//! How a test opens the page.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use super::robot::Robot;
use super::sample::{Sample, Shared};
use crate::app::State;
use crate::app::vocabulary::{DraftNews, Entry, Event, World};
use crate::drafts::Keeper;
use crate::engine::Moment;
use crate::locale::Locale;
use crate::look::Look;
use crate::store::{Mode, Store};
use crate::terminal::worker::{Identity, Worker, access};

/// A directory for pictures; nothing is written there, or anywhere, unless a test names one of its own.
pub(super) const NOWHERE: &str = "/srv/scripts";

/// How a page is opened.
#[derive(Clone)]
pub(crate) struct Opening {
    pub(crate) user: &'static str,
    pub(crate) readonly: bool,
    pub(crate) size: (u16, u16),
    pub(crate) look: Look,
    /// Where files are written.
    pub(crate) directory: PathBuf,
    /// Where what is not saved is kept.
    pub(crate) state: Option<PathBuf>,
    /// Nothing is read before [`Robot::go_on`].
    pub(crate) held: bool,
}

impl Default for Opening {
    fn default() -> Opening {
        Opening {
            user: "admin",
            readonly: false,
            size: (80, 24),
            look: Look::default(),
            directory: NOWHERE.into(),
            state: None,
            held: false,
        }
    }
}

impl Opening {
    pub(crate) fn size(self, columns: u16, rows: u16) -> Opening {
        Opening { size: (columns, rows), ..self }
    }

    pub(crate) fn directory(self, directory: &Path) -> Opening {
        Opening { directory: directory.to_owned(), ..self }
    }

    pub(crate) fn state(self, state: &Path) -> Opening {
        Opening { state: Some(state.to_owned()), ..self }
    }

    pub(crate) fn readonly(self) -> Opening {
        Opening { readonly: true, ..self }
    }

    pub(crate) fn user(self, user: &'static str) -> Opening {
        Opening { user, ..self }
    }

    pub(crate) fn held(self) -> Opening {
        Opening { held: true, ..self }
    }

    pub(crate) fn look(self, look: Look) -> Opening {
        Opening { look, ..self }
    }

    pub(crate) fn pseudo(self) -> Opening {
        let look = Look { locale: Arc::new(Locale::pseudo()), ..self.look.clone() };
        self.look(look)
    }

    /// Opens the page on a copy of the sample.
    pub(crate) fn sample(self, sample: &Sample) -> Robot {
        let mode = if self.readonly { Mode::ReadOnly } else { Mode::ReadWrite };
        Robot { sample: Some(sample.clone()), ..self.store(sample.open(mode)) }
    }

    /// Opens the page on any store.
    pub(crate) fn store(self, store: impl Store + 'static) -> Robot {
        let mut store = Shared::new(store);
        let file = store.organization().unwrap();
        let clock = Arc::new(AtomicI64::new(file.clock.unwrap_or(super::NOW).0));
        let telling = clock.clone();
        let tell: crate::terminal::worker::Clock = Arc::new(move || Moment(telling.load(Ordering::Relaxed)));
        let identity = Identity {
            user: self.user.to_owned(),
            account: None,
            readonly: self.readonly,
            clock: tell.clone(),
            simulated: file.clock.is_some(),
            real: tell,
            locale: self.look.locale.clone(),
        };
        let names = store.list().unwrap();
        let world = World {
            now: Moment(clock.load(Ordering::Relaxed)),
            simulated: identity.simulated,
            access: access(&file.access_of(self.user), &identity, store.writable()),
            user: self.user.to_owned(),
            locale: self.look.locale.clone(),
            directory: self.directory,
            organization: Arc::new(file.organization),
            servers: Arc::new(names.iter().cloned().map(Entry::named).collect()),
            chosen: file.connected_server.or(names.first().cloned()),
            follow_ups: None,
        };
        let (state, effects) = State::start(world, self.size);
        let mut worker = Worker::new(store.clone(), identity.clone());
        worker.read_with(super::read_story);
        let mut drafts = self
            .state
            .as_deref()
            .filter(|_| !self.readonly)
            .map(|place| Keeper::new(Some(place), Path::new("organization"), self.user.to_owned()));
        let found = drafts.as_mut().map(Keeper::find).unwrap_or_default();
        let mut robot = Robot {
            state,
            look: self.look,
            effects: Vec::new(),
            quit: None,
            worker,
            store,
            clock,
            waiting: Vec::new(),
            held: self.held,
            learns: true,
            drafts,
            read: None,
            sample: None,
        };
        robot.carry_out(effects);
        found.troubles.into_iter().for_each(|trouble| robot.event(Event::Draft(DraftNews::Trouble(trouble))));
        if !found.kept.is_empty() {
            robot.event(Event::Draft(DraftNews::Found(found.kept)));
        }
        robot
    }
}
