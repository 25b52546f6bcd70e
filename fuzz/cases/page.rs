//! The page without a terminal, a thread or a disk: events go in, effects go to the real worker over a store in memory.

use std::sync::Arc;

use exchcert::app::vocabulary::{
    Effect, Entry, Event, ImportNews, ImportTask, Ran, ReadOutcome, RunOutcome, World, WriteFailure,
};
use exchcert::app::{State, paint, update};
use exchcert::cmdlets::table::Kind;
use exchcert::cmdlets::{Call, Exit};
use exchcert::engine::{Access, Organization};
use exchcert::locale::say;
use exchcert::look::{ASCII, Look, Theme, UNICODE};
use exchcert::store::Store as _;
use exchcert::store::memory::Memory;
use exchcert::terminal::worker::{Clock, Identity, Worker, access};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{NOW, place};

/// Exports to import from.
const FILES: [&str; 4] =
    ["clixml/certificates.xml", "inventory/powershell-7.json", "text/ambiguous.txt", "text/companions.json"];

pub(crate) struct Page {
    pub(crate) state: State,
    pub(crate) look: Look,
    /// Everything that would have written something.
    pub(crate) writes: usize,
    pub(crate) quit: bool,
    worker: Worker<Memory>,
    readonly: bool,
}

/// How a page is opened.
#[derive(Clone, Copy)]
pub(crate) struct Opening {
    pub(crate) size: (u16, u16),
    pub(crate) readonly: bool,
    pub(crate) ascii: bool,
    pub(crate) pseudo: bool,
}

impl Page {
    pub(crate) fn open(mut store: Memory, user: &str, opening: Opening) -> Page {
        let locale = super::locale(opening.pseudo);
        let clock: Clock = Arc::new(|| NOW);
        let identity = Identity {
            user: user.to_owned(),
            account: None,
            readonly: opening.readonly,
            clock: clock.clone(),
            simulated: true,
            real: clock,
            locale: locale.clone(),
        };
        let file = store.organization().unwrap();
        let names = store.list().unwrap();
        let roles = if opening.readonly { file.access_of(user) } else { Access::Full };
        let world = World {
            now: NOW,
            simulated: true,
            access: access(&roles, &identity, true),
            user: user.to_owned(),
            locale: locale.clone(),
            directory: "/nowhere/scripts".into(),
            organization: Arc::new(Organization { edge_subscribed: None, ..file.organization }),
            servers: Arc::new(names.iter().cloned().map(Entry::named).collect()),
            chosen: file.connected_server.or(names.first().cloned()),
            follow_ups: None,
        };
        let (state, effects) = State::start(world, opening.size);
        let look = Look::new(Theme::ansi(), if opening.ascii { &ASCII } else { &UNICODE }, locale);
        let worker = Worker::new(store, identity);
        let mut page = Page { state, look, writes: 0, quit: false, worker, readonly: opening.readonly };
        page.carry_out(effects);
        page
    }

    pub(crate) fn event(&mut self, event: Event) {
        let effects = update(&mut self.state, event);
        self.carry_out(effects);
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        let mut waiting: std::collections::VecDeque<Effect> = effects.into();
        while let Some(effect) = waiting.pop_front() {
            let writes = matches!(
                effect,
                Effect::Save(..) | Effect::Tick(_) | Effect::Write(..) | Effect::Import(_, ImportTask::TakeIn { .. })
            );
            self.writes += usize::from(writes);
            assert!(!(writes && self.readonly), "a run that only reads would write: {effect:?}");
            self.quit |= matches!(effect, Effect::Quit { .. });
            for event in self.answers(effect) {
                waiting.extend(update(&mut self.state, event));
            }
        }
    }

    /// What the worker says; nothing is read from the disk but the project's own files, and nothing is written.
    fn answers(&mut self, effect: Effect) -> Vec<Event> {
        match effect {
            Effect::Write(ticket, file) => {
                vec![Event::Written { ticket, file, result: Err(WriteFailure::Exists) }]
            }
            Effect::Run(ticket, statement) if statement.pipeline.calls.iter().any(touches_files) => {
                let outcome = RunOutcome::Ran(Ran { exit: Exit::Failed, ..Ran::default() });
                vec![Event::Ran { ticket, outcome }]
            }
            Effect::Import(ticket, ImportTask::Complete(_)) => {
                let news = ImportNews::Completed(Err(say::importing_nameless()));
                vec![Event::Import { ticket, news }]
            }
            Effect::Import(ticket, ImportTask::Read(mut reading)) => {
                let Some(file) = FILES.get(reading.file.text.len() % 6) else {
                    let news = ImportNews::Read(ReadOutcome::Failed(say::importing_nameless()));
                    return vec![Event::Import { ticket, news }];
                };
                let path = place("tests/fixtures/import").join(file);
                reading.file.text = path.to_string_lossy().into_owned();
                reading.file.exact = Some((reading.file.text.clone(), path));
                self.worker.answer(Effect::Import(ticket, ImportTask::Read(reading)))
            }
            other => self.worker.answer(other),
        }
    }

    /// The picture, in a buffer of the page's size.
    pub(crate) fn paint(&self, buffer: &mut Buffer) -> Option<Position> {
        paint(&self.state, &self.look, buffer)
    }

    /// A picture, and that it is sound.
    pub(crate) fn picture(&self) -> Buffer {
        let (width, height) = self.state.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let cursor = self.paint(&mut buffer);
        assert!(cursor.is_none_or(|cursor| buffer.area.contains(cursor)), "the cursor is outside: {cursor:?}");
        buffer
    }
}

/// Whether a cmdlet would read or write a file that somebody names.
fn touches_files(call: &Call) -> bool {
    call.cmdlet
        .spec()
        .parameters
        .iter()
        .any(|spec| matches!(spec.kind, Kind::Path | Kind::FileData) && call.value(spec.parameter).is_some())
}
