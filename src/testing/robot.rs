//! A reader of the page with ten fingers: keys go through the keymap, effects through the real worker, and what is seen
//! is what is painted.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::opening::{NOWHERE, Opening};
use super::sample::{Sample, Shared};
use crate::app::vocabulary::{
    Document, DraftNews, DraftTask, Effect, Event, ImportNews, ImportTask, Question, ReadOutcome, Reading, WriteFailure,
};
use crate::app::{Dialog, State, paint, regions, update};
use crate::certificates::Certificates;
use crate::cmdlets::{self, Answer, Done};
use crate::confirm;
use crate::drafts::Keeper;
use crate::edit::{Control, Edit};
use crate::engine::{Certificate, Moment, Server, ServerName, Service, ServiceSet, Thumbprint};
use crate::importing::Importing;
use crate::keymap::Key;
use crate::locale::say;
use crate::look::{Look, picture};
use crate::store::memory::Memory;
use crate::store::{Context, Store};
use crate::terminal::worker::Worker;

/// The page and somebody at it.
pub(crate) struct Robot {
    pub(crate) state: State,
    pub(crate) look: Look,
    /// Everything the page asked the shell for, oldest first.
    pub(crate) effects: Vec<Effect>,
    /// How the page was left, once it was: whether by an interrupt.
    pub(crate) quit: Option<bool>,
    pub(super) worker: Worker<Shared>,
    pub(super) store: Shared,
    pub(super) clock: Arc<AtomicI64>,
    pub(super) waiting: Vec<Effect>,
    pub(super) held: bool,
    pub(super) learns: bool,
    /// Keeps what is not saved, where the test has a place for it. A robot that is dropped is a page that is killed.
    pub(super) drafts: Option<Keeper>,
    /// The question that was read, with its title and text.
    pub(super) read: Option<Question>,
    /// The files, kept for as long as somebody looks at them.
    #[allow(dead_code, reason = "held, not read")]
    pub(super) sample: Option<Sample>,
}

impl Robot {
    /// The page on a fresh copy of the sample organization, at 80x24.
    pub(crate) fn on_sample() -> (Robot, Sample) {
        let sample = Sample::new();
        (Opening::default().sample(&sample), sample)
    }

    /// The page on an organization in memory, at 80x24.
    pub(crate) fn on(memory: Memory) -> Robot {
        Opening::default().store(memory)
    }

    // What is done.

    /// Presses keys by their names: `"Down Down Enter"`.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Robot {
        for key in keys.split_whitespace() {
            let key: Key = key.parse().unwrap_or_else(|_| panic!("there is no key {key:?}"));
            self.event(Event::Key(key));
        }
        self
    }

    pub(crate) fn type_text(&mut self, text: &str) -> &mut Robot {
        for c in text.chars() {
            self.event(Event::Key(Key::char(c)));
        }
        self
    }

    pub(crate) fn paste(&mut self, text: &str) -> &mut Robot {
        self.event(Event::Paste(text.to_owned()));
        self
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) -> &mut Robot {
        self.event(Event::Resize(columns, rows));
        self
    }

    /// The clock goes on to this moment.
    pub(crate) fn time(&mut self, now: Moment) -> &mut Robot {
        self.clock.store(now.0, Ordering::Relaxed);
        self.event(Event::Time(now));
        self
    }

    pub(crate) fn event(&mut self, event: Event) {
        let effects = update(&mut self.state, event);
        self.carry_out(effects);
    }

    /// From now on the store is slow: nothing is read or written before [`Robot::go_on`].
    pub(crate) fn hold(&mut self) {
        self.held = true;
    }

    /// The store does what it was asked for meanwhile.
    pub(crate) fn go_on(&mut self) {
        self.held = false;
        self.learns = true;
        self.carry_out(Vec::new());
    }

    /// From now on the store answers, but certificates beyond the first batch are read only at [`Robot::go_on`].
    pub(crate) fn learn_later(&mut self) {
        self.learns = false;
    }

    /// Reads a server again, as a watched file or the end of a save would.
    pub(crate) fn reread(&mut self, name: &ServerName) {
        let effects = self.state.load_again(name);
        self.carry_out(effects);
    }

    /// What the store was asked for and has not done.
    pub(crate) fn waiting(&self) -> &[Effect] {
        &self.waiting
    }

    /// The store does this and the page hears of it, as if it had asked.
    pub(crate) fn ask_store(&mut self, effects: Vec<Effect>) {
        self.carry_out(effects);
    }

    pub(super) fn carry_out(&mut self, effects: Vec<Effect>) {
        self.effects.extend(effects.iter().cloned());
        for effect in effects {
            match effect {
                Effect::Quit { interrupted } => self.quit = Some(interrupted),
                Effect::Suspend => {}
                other => self.waiting.push(other),
            }
        }
        while !self.held {
            let mut events = Vec::new();
            if self.waiting.is_empty() {
                if !self.learns || !self.worker.learn(&mut |event| events.push(event)) {
                    return;
                }
            } else {
                let effect = self.waiting.remove(0);
                self.perform(effect, &mut events);
            }
            for event in events {
                let effects = update(&mut self.state, event);
                self.effects.extend(effects.iter().cloned());
                self.waiting.extend(effects);
            }
        }
    }

    /// Lets the worker do it. A file is written in a test's own directory alone: nobody knows what a storm of keys types.
    fn perform(&mut self, effect: Effect, events: &mut Vec<Event>) {
        match effect {
            Effect::Write(ticket, file)
                if self.state.world.directory == Path::new(NOWHERE)
                    || !file.path.starts_with(&self.state.world.directory) =>
            {
                let result = Err(WriteFailure::Failed(say::problem_not_a_file()));
                events.push(Event::Written { ticket, file, result });
            }
            Effect::Import(ticket, task) if !self.is_own(&task) => {
                let news = match task {
                    ImportTask::Complete(_) => ImportNews::Completed(Err(say::problem_not_a_file())),
                    _ => ImportNews::Read(ReadOutcome::Failed(say::problem_not_a_file())),
                };
                events.push(Event::Import { ticket, news });
            }
            Effect::Draft(task) => {
                let now = Moment(self.clock.load(Ordering::Relaxed));
                let Some(keeper) = &mut self.drafts else { return };
                let done = match &task {
                    DraftTask::Keep(unsaved) => keeper.keep(unsaved, now),
                    DraftTask::Restored(name) => keeper.restored(name),
                    DraftTask::Discard(name) => keeper.discard(name),
                    DraftTask::Later(name) => {
                        keeper.later(name);
                        Ok(())
                    }
                };
                events.extend(done.err().map(|reason| Event::Draft(DraftNews::Trouble(reason))));
            }
            effect => self.worker.perform(effect, &mut |event| events.push(event)),
        }
    }

    /// Whether it looks at nothing but the test's own directory.
    fn is_own(&self, task: &ImportTask) -> bool {
        let (ImportTask::Complete(file) | ImportTask::Read(Reading { file, .. })) = task else { return true };
        let directory = &self.state.world.directory;
        directory != Path::new(NOWHERE) && file.path(Some(directory)).is_none_or(|path| path.starts_with(directory))
    }

    // Where things are, by keys only.

    /// Chooses a server in the picker.
    #[track_caller]
    pub(crate) fn choose(&mut self, server: &str) -> &mut Robot {
        self.press("F2 Home");
        for _ in 0..self.state.world.servers.len() {
            if self.state.page.servers.under_cursor(&self.state.world).is_some_and(|name| name.as_str() == server) {
                return self.press("Enter");
            }
            self.press("Down");
        }
        panic!("no server {server} in the picker:\n{}", self.screen());
    }

    /// Moves the cursor of the list to the certificate of that name.
    #[track_caller]
    pub(crate) fn select(&mut self, name: &str) -> &mut Robot {
        self.press("Home");
        for _ in 0..=self.list().len() {
            if self.selected() == name {
                return self;
            }
            self.press("Down");
        }
        panic!("no certificate {name:?} in the list:\n{}", self.screen());
    }

    /// Opens the edit dialog of a certificate.
    #[track_caller]
    pub(crate) fn open(&mut self, name: &str) -> &mut Robot {
        self.select(name).press("Enter")
    }

    /// Moves the focus of the edit dialog to the box of a service.
    #[track_caller]
    pub(crate) fn focus(&mut self, service: &str) -> &mut Robot {
        self.press("Home");
        for _ in Service::OFFERED {
            if matches!(self.edit().focus, Control::Box(found) if found.name() == service) {
                return self;
            }
            self.press("Down");
        }
        panic!("no box for {service}:\n{}", self.screen());
    }

    /// Presses Space on the box of a service.
    #[track_caller]
    pub(crate) fn tick(&mut self, service: &str) -> &mut Robot {
        self.focus(service).press("Space")
    }

    /// Types a line into the shell and runs it; opens the shell when it is not.
    pub(crate) fn shell(&mut self, line: &str) -> &mut Robot {
        if self.state.dialogs.last() != Some(&Dialog::Shell) {
            self.press(":");
        }
        self.paste(line).press("Enter")
    }

    /// Reads the question on the screen. Only who has read a question can answer it.
    #[track_caller]
    pub(crate) fn asked(&mut self, title: &str, text: &str) -> &mut Robot {
        let Some(Dialog::Confirm(question)) = self.state.dialogs.last() else {
            panic!("nothing is asked:\n{}", self.screen())
        };
        let found = self.look.text(&confirm::title(&question.question));
        assert_eq!(found.as_str(), title, "{}", self.screen());
        let read = Some(question.question.clone());
        assert!(self.screen().contains(title), "the title is not on the screen:\n{}", self.screen());
        assert!(self.dialog().contains(text), "{text:?} is not asked:\n{}", self.dialog());
        self.read = read;
        self
    }

    /// Answers the question that was read.
    #[track_caller]
    pub(crate) fn answer(&mut self, label: &str) -> &mut Robot {
        let question = self.question().question.clone();
        assert_eq!(self.read.take().as_ref(), Some(&question), "nobody has read the question");
        for _ in confirm::answers(&question) {
            if self.look.text(&self.question().focused().label(&question)).as_str() == label {
                return self.press("Enter");
            }
            self.press("Tab");
        }
        panic!("no answer {label:?}:\n{}", self.screen());
    }

    // What is seen.

    pub(crate) fn buffer(&self) -> Buffer {
        painted(&self.state, &self.look).0
    }

    /// Where the terminal's cursor stands.
    pub(crate) fn cursor(&self) -> Option<Position> {
        painted(&self.state, &self.look).1
    }

    pub(crate) fn screen(&self) -> String {
        picture::text(&self.buffer())
    }

    #[track_caller]
    pub(crate) fn sees(&self, text: &str) {
        assert!(self.screen().contains(text), "{text:?} is not on the screen:\n{}", self.screen());
    }

    #[track_caller]
    pub(crate) fn sees_no(&self, text: &str) {
        assert!(!self.screen().contains(text), "{text:?} is on the screen:\n{}", self.screen());
    }

    /// The first line of the screen with this text.
    #[track_caller]
    pub(crate) fn row(&self, text: &str) -> String {
        let screen = self.screen();
        let found = screen.lines().find(|line| line.contains(text));
        found.unwrap_or_else(|| panic!("{text:?} is not on the screen:\n{screen}")).to_owned()
    }

    /// What the top dialog says from beginning to end, as running text.
    #[track_caller]
    pub(crate) fn dialog(&self) -> String {
        let mut state = self.state.clone();
        state.size.1 = 300;
        match (&state.palette, state.dialogs.pop()) {
            // What the palette offers belongs to what is beneath.
            (Some(_), below) => state.dialogs.extend(below),
            (None, Some(last)) => state.dialogs = vec![last],
            (None, None) => panic!("no dialog is open:\n{}", self.screen()),
        }
        state.notice = None;
        let (buffer, _) = painted(&state, &self.look);
        let frame = self.look.glyphs.focused_border;
        let corner = |found: Option<usize>| {
            let (x, y) = buffer.pos_of(found.unwrap_or_else(|| panic!("no frame:\n{}", picture::text(&buffer))));
            Position::new(x, y)
        };
        // Of two frames the inner one lies on top.
        let from = corner(buffer.content().iter().rposition(|cell| cell.symbol() == frame.top_left));
        let to = corner(buffer.content().iter().position(|cell| cell.symbol() == frame.bottom_right));
        running(&buffer, Rect::new(from.x, from.y, to.x - from.x + 1, to.y - from.y + 1))
    }

    /// What the details pane says from beginning to end, as running text.
    pub(crate) fn details(&self) -> String {
        let mut state = self.state.clone();
        state.size.1 = 120;
        state.dialogs.clear();
        state.notice = None;
        state.page.certificates.details_top = 0;
        let (buffer, _) = painted(&state, &self.look);
        running(&buffer, regions(&state).details)
    }

    /// What was last said.
    pub(crate) fn notice(&self) -> String {
        self.state.notice.as_ref().map(|notice| self.look.text(&notice.message).into()).unwrap_or_default()
    }

    pub(crate) fn list(&self) -> &Certificates {
        &self.state.page.certificates
    }

    /// The names in the list, filtered and sorted.
    pub(crate) fn names(&self) -> Vec<String> {
        let list = self.list();
        (0..list.len()).filter_map(|row| list.at(row, &self.state.world)).map(|c| c.display_name().into()).collect()
    }

    /// The name of the selected certificate.
    pub(crate) fn selected(&self) -> String {
        self.list().selected(&self.state.world).map(|c| c.display_name().into_owned()).unwrap_or_default()
    }

    pub(crate) fn selected_certificate(&self) -> Certificate {
        self.list().selected(&self.state.world).cloned().unwrap()
    }

    #[track_caller]
    pub(crate) fn edit(&self) -> &Edit {
        match self.state.dialogs.last() {
            Some(Dialog::Edit(edit)) => edit,
            _ => panic!("no edit dialog on top:\n{}", self.screen()),
        }
    }

    #[track_caller]
    pub(crate) fn question(&self) -> &confirm::Confirm {
        match self.state.dialogs.last() {
            Some(Dialog::Confirm(confirm)) => confirm,
            _ => panic!("nothing is asked:\n{}", self.screen()),
        }
    }

    /// The import dialog.
    #[track_caller]
    pub(crate) fn importing(&self) -> &Importing {
        match self.state.dialogs.last() {
            Some(Dialog::Import(importing)) => importing,
            _ => panic!("no import dialog on top:\n{}", self.screen()),
        }
    }

    /// The services ticked beyond the locked ones.
    pub(crate) fn ticked(&self) -> ServiceSet {
        self.edit().draft.ticked
    }

    /// How many saves the page has asked for.
    pub(crate) fn saves(&self) -> usize {
        self.effects.iter().filter(|effect| matches!(effect, Effect::Save(..))).count()
    }

    /// The words beside a server in the picker's state.
    pub(crate) fn document(&self, server: &str) -> Document {
        self.state.world.entry(&ServerName::new(server)).unwrap().document.clone()
    }

    // The other road, and what both lead to.

    /// A server as the store has it now, its certificates judged.
    pub(crate) fn server(&self, name: &str) -> Server {
        let mut store = self.store.clone();
        let mut server = store.open(&ServerName::new(name)).unwrap();
        for certificate in Arc::make_mut(&mut server.certificates) {
            store.facts(certificate, self.state.world.now).fill(certificate);
        }
        server
    }

    /// The services that a certificate has in the store, by its name.
    #[track_caller]
    pub(crate) fn services(&self, server: &str, name: &str) -> String {
        let server = self.server(server);
        let thumbprint = thumbprint(&server, name);
        server.assignments.services_of(thumbprint).to_string()
    }

    /// Runs a line of the shell on the same organization, as the same person.
    #[track_caller]
    pub(crate) fn cmdlet(&self, line: &str, answers: &[Answer]) -> Done {
        let mut store = self.store.clone();
        let file = store.organization().unwrap();
        let organization =
            crate::engine::Organization { edge_subscribed: store.edge_subscribed().ok(), ..file.organization };
        let connected = file.connected_server.unwrap_or(ServerName::new("EX01"));
        let pipeline = cmdlets::parse(line).unwrap_or_else(|error| panic!("{line}: {error}")).remove(0);
        let servers: Vec<_> = match cmdlets::needs(&pipeline, &connected).servers {
            cmdlets::Wanted::Named(named) => named.iter().map(|server| Arc::new(self.server(&server.0))).collect(),
            cmdlets::Wanted::All => {
                store.list().unwrap().iter().map(|name| Arc::new(self.server(name.as_str()))).collect()
            }
        };
        let world = cmdlets::World {
            organization: &organization,
            servers: &servers,
            unreadable: &[],
            files: &[],
            connected: &connected,
            access: self.state.world.access,
            now: self.state.world.now,
            interactive: true,
            terminal_width: None,
            words: &*self.look.locale,
        };
        let done = match cmdlets::run(&pipeline, &world, answers) {
            cmdlets::Outcome::Done(done) => *done,
            cmdlets::Outcome::Ask(question) => panic!("{line} asks {:?}", question.lines),
        };
        for part in done.plan.iter().flat_map(|plan| &plan.parts) {
            let context = Context { user: "admin".into(), at: world.now, ..Context::default() };
            store.apply(part, &context).unwrap();
        }
        done
    }

    /// The thumbprint of a certificate by its name.
    #[track_caller]
    pub(crate) fn thumbprint(&self, server: &str, name: &str) -> Thumbprint {
        thumbprint(&self.server(server), name)
    }
}

#[track_caller]
fn thumbprint(server: &Server, name: &str) -> Thumbprint {
    let found = server.certificates.iter().find(|certificate| certificate.display_name() == name);
    found.unwrap_or_else(|| panic!("no {name:?} on {}", server.name)).thumbprint
}

/// A state as it is painted, and where the cursor stands.
pub(crate) fn painted(state: &State, look: &Look) -> (Buffer, Option<Position>) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, state.size.0, state.size.1));
    let cursor = paint(state, look, &mut buffer);
    (buffer, cursor)
}

/// The text inside a frame, its lines joined.
fn running(buffer: &Buffer, frame: Rect) -> String {
    let mut inside = Buffer::empty(Rect::new(0, 0, frame.width.saturating_sub(2), frame.height.saturating_sub(2)));
    for position in inside.area.positions() {
        inside[position] = buffer[(frame.x + 1 + position.x, frame.y + 1 + position.y)].clone();
    }
    picture::text(&inside).split_whitespace().collect::<Vec<_>>().join(" ")
}
