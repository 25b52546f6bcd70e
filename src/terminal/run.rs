//! The page's loop: sleep until something happens, take everything that has happened, paint once.

use std::io::{self, Stdout};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use ratatui::layout::Size;

use super::ability::Colours;
use super::input::{self, Input};
use super::keys;
use super::modes;
use super::screen::Screen;
use super::signals::{self, Signal};
use super::worker::{self, Identity, Running};
use crate::app::vocabulary::{Effect, Event, ImportNews, Ran, RunOutcome, SaveFailure, World};
use crate::app::{State, paint, update};
use crate::engine::{Plan, ServerName};
use crate::locale::Message;
use crate::look::Look;
use crate::store::Store;

/// How long the first picture waits for the first server, so that a quick disk shows no empty list.
const FIRST_PICTURE: Duration = Duration::from_millis(60);
/// The longest sleep with a Status about to change: a machine's clock may be set meanwhile.
const LONGEST_SLEEP: Duration = Duration::from_secs(3600);

/// What the page needs to begin.
pub struct Start<S: Store> {
    /// The organization's store.
    pub store: S,
    /// Who is at work.
    pub identity: Identity,
    /// What is known already: the servers by name.
    pub world: World,
    /// Colours, signs and language.
    pub look: Look,
    /// How many colours the terminal has.
    pub colours: Colours,
}

/// Something the loop wakes up for.
enum Wake {
    Input(Input),
    Signal(Signal),
    Store(Event),
}

/// How the page was left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// The process's exit code, as far as the page knows: 0, 130 for Ctrl-C, or a signal's.
    pub code: u8,
    /// A save that was under way and happened: nobody has seen its report.
    pub saved: Option<Arc<Plan>>,
    /// A save that was under way and did not happen: on which server, and why.
    pub unsaved: Option<(ServerName, SaveFailure)>,
    /// An import that was under way: `Ok` when it happened, or why it did not.
    pub imported: Option<Result<(), Message>>,
    /// What a statement of the shell said that was still under way, and how it ended.
    pub ran: Option<Ran>,
    /// The statements of the shell that were not run.
    pub not_run: Vec<String>,
}

/// Runs the page until it is left, and says how.
///
/// # Errors
/// When there is no terminal, or it goes away.
pub fn page<S: Store + 'static>(start: Start<S>) -> io::Result<Left> {
    let entered = modes::enter(false)?;
    let (wake, woken) = channel();
    listen(&wake)?;
    let size = modes::size();
    let clock = start.identity.clone();
    let worker = worker::spawn(start.store, start.identity, move |event| wake.send(Wake::Store(event)).is_ok())?;
    let (state, effects) = State::start(start.world, (size.width, size.height));
    let screen = Screen::new(io::stdout(), size, start.colours);
    let mut page = Page { state, screen, look: start.look, worker, clock, code: 0 };
    let first = Instant::now() + FIRST_PICTURE;
    let mut flow = page.carry_out(effects);
    while flow.is_continue() && page.waits_for_first() {
        let Some(left) = first.checked_duration_since(Instant::now()) else { break };
        match woken.recv_timeout(left) {
            Ok(event) => flow = page.take(event)?,
            Err(_) => break,
        }
    }
    while flow.is_continue() {
        page.draw()?;
        flow = page.wait(&woken)?;
        while flow.is_continue()
            && let Ok(event) = woken.try_recv()
        {
            flow = page.take(event)?;
        }
    }
    page.worker.finish();
    drop(entered);
    // A save that was under way has been waited for; nobody has read yet what came of it.
    let mut left = Left { code: page.code, ..Left::default() };
    left.not_run = page.state.shell.unfinished();
    for wake in woken.try_iter() {
        match wake {
            Wake::Store(Event::SaveFailed { server, failure, .. }) => left.unsaved = Some((server, failure)),
            Wake::Store(Event::Saved { plan, .. }) => left.saved = Some(plan),
            Wake::Store(Event::Ran { outcome: RunOutcome::Ran(ran), .. }) => {
                left.ran = Some(ran);
                // It was the first of them.
                left.not_run = left.not_run.split_off(left.not_run.len().min(1));
            }
            Wake::Store(Event::Import { news: ImportNews::TakenIn(result), .. }) => {
                left.imported = Some(result.map(drop));
            }
            Wake::Store(_) | Wake::Input(_) | Wake::Signal(_) => {}
        }
    }
    Ok(left)
}

fn listen(wake: &Sender<Wake>) -> io::Result<()> {
    let (to_input, to_signals) = (wake.clone(), wake.clone());
    signals::spawn(move |signal| to_signals.send(Wake::Signal(signal)).is_ok())?;
    input::spawn(move |event| to_input.send(Wake::Input(event)).is_ok())
}

struct Page {
    state: State,
    screen: Screen<Stdout>,
    look: Look,
    worker: Running,
    clock: Identity,
    code: u8,
}

impl Page {
    fn draw(&mut self) -> io::Result<()> {
        let (state, look) = (&self.state, &self.look);
        self.screen.draw(|buffer| paint(state, look, buffer)).map(drop)
    }

    /// Whether the chosen server is still being read for the first time.
    fn waits_for_first(&self) -> bool {
        self.state.world.chosen_entry().is_some_and(|entry| entry.loading)
    }

    /// Sleeps until something happens or a Status changes by itself.
    fn wait(&mut self, woken: &Receiver<Wake>) -> io::Result<ControlFlow<()>> {
        let event = match self.sleep() {
            Some(time) => woken.recv_timeout(time),
            None => woken.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        let flow = self.tell_time();
        match event {
            Ok(event) if flow.is_continue() => self.take(event),
            Err(RecvTimeoutError::Disconnected) => Ok(ControlFlow::Break(())),
            Ok(_) | Err(RecvTimeoutError::Timeout) => Ok(flow),
        }
    }

    /// How long until the next Status changes; a simulated clock stands still.
    fn sleep(&self) -> Option<Duration> {
        let boundary = self.state.boundary.filter(|_| !self.clock.simulated)?;
        let seconds = u64::try_from(boundary.0.saturating_sub((self.clock.clock)().0)).unwrap_or(0);
        Some(Duration::from_secs(seconds).min(LONGEST_SLEEP))
    }

    fn tell_time(&mut self) -> ControlFlow<()> {
        if self.clock.simulated {
            return ControlFlow::Continue(());
        }
        let effects = update(&mut self.state, Event::Time((self.clock.clock)()));
        self.carry_out(effects)
    }

    fn take(&mut self, wake: Wake) -> io::Result<ControlFlow<()>> {
        let event = match wake {
            Wake::Store(event) => event,
            Wake::Input(Input::Ended(reason)) => {
                tracing::info!(reason = %reason.escape_debug(), "no more input");
                return Ok(ControlFlow::Break(()));
            }
            Wake::Input(Input::Event(event)) => match translate(event) {
                Some(event) => event,
                None => return Ok(ControlFlow::Continue(())),
            },
            Wake::Signal(Signal::Quit(number)) => {
                self.code = Signal::Quit(number).exit_code();
                Event::Terminate
            }
            Wake::Signal(Signal::Continued) => {
                modes::reenter()?;
                self.resized();
                Event::Resumed
            }
        };
        if let Event::Resize(width, height) = event {
            self.screen.resize(Size { width, height });
        }
        let effects = update(&mut self.state, event);
        let flow = self.carry_out(effects);
        Ok(flow)
    }

    /// The terminal may have another size, and shows nothing of ours.
    fn resized(&mut self) {
        let size = modes::size();
        self.screen.resize(size);
        let effects = update(&mut self.state, Event::Resize(size.width, size.height));
        // A new size leads to loads only, and those can wait for the next event's.
        for effect in effects {
            let _ = self.worker.effects.send(effect);
        }
    }

    fn carry_out(&mut self, effects: Vec<Effect>) -> ControlFlow<()> {
        for effect in effects {
            match effect {
                Effect::Quit { interrupted } => {
                    if interrupted {
                        self.code = 130;
                    }
                    return ControlFlow::Break(());
                }
                Effect::Suspend => {
                    if let Err(error) = signals::suspend() {
                        tracing::error!(%error, "the terminal could not be taken again");
                        return ControlFlow::Break(());
                    }
                    self.resized();
                }
                Effect::Copy(text) => {
                    if let Err(error) = self.screen.copy(&text) {
                        tracing::error!(%error, "the terminal takes nothing to copy");
                        return ControlFlow::Break(());
                    }
                }
                other => {
                    if self.worker.effects.send(other).is_err() {
                        return ControlFlow::Break(());
                    }
                }
            }
        }
        ControlFlow::Continue(())
    }
}

/// What an event of the terminal is to the page; `None` for what means nothing there.
#[must_use]
pub fn translate(event: crossterm::event::Event) -> Option<Event> {
    match event {
        crossterm::event::Event::Key(event) => keys::key(event).map(Event::Key),
        crossterm::event::Event::Paste(text) => Some(Event::Paste(text)),
        crossterm::event::Event::Resize(columns, rows) => {
            let size = modes::drawn(columns, rows);
            Some(Event::Resize(size.width, size.height))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_that_says_it_is_endless_is_drawn_as_far_as_anybody_sees() {
        let resized = |columns, rows| translate(crossterm::event::Event::Resize(columns, rows));
        assert_eq!(resized(80, 24), Some(Event::Resize(80, 24)));
        assert_eq!(resized(u16::MAX, u16::MAX), Some(Event::Resize(modes::MOST_CELLS, modes::MOST_CELLS)));
        assert_eq!(resized(0, u16::MAX), Some(Event::Resize(0, modes::MOST_CELLS)));
    }
}
