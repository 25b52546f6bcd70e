//! The page's loop: sleep until something happens, take everything that has happened, paint once.

use std::io::{self, Stdout};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use super::ability::Colours;
use super::drafts;
use super::input::{self, Input};
use super::keys;
use super::modes;
use super::screen::Screen;
use super::signals::{self, Signal};
use super::watch::{self, How};
use super::worker::{self, Identity, Running};
use crate::app::vocabulary::{Effect, Event, ImportNews, Ran, RunOutcome, SaveFailure, Unsaved, World};
use crate::app::{State, paint, update};
use crate::cmdlets::Exit;
use crate::drafts::Keeper;
use crate::engine::{Plan, ServerName};
use crate::locale::Message;
use crate::look::Look;
use crate::store::{Hurry, Store};

/// How long the first picture waits for the first server, so that a quick disk shows no empty list.
const FIRST_PICTURE: Duration = Duration::from_millis(60);
/// The longest sleep with a Status about to change: a machine's clock may be set meanwhile.
const LONGEST_SLEEP: Duration = Duration::from_secs(3600);

/// What a terminal that is gone says to whoever writes; the same number on every Unix.
const EIO: i32 = 5;

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
    /// Where the organization's files are, and how changes of theirs become known.
    pub watch: (PathBuf, How),
    /// Ends a save's wait for another writer.
    pub hurry: Hurry,
    /// Keeps what is entered and not saved; `None` in a run that writes nothing.
    pub drafts: Option<Keeper>,
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
    /// The process's exit code, as far as the page knows: 0, 130 for Ctrl-C, a signal's, 129 where the terminal is gone, or
    /// 1 where it fails otherwise.
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
    /// Why the terminal could not be used any more.
    pub terminal: Option<String>,
    /// What was entered and not saved.
    pub draft: LeftDraft,
    /// Whether something was typed that is not kept, since it may hold a password.
    pub secret: bool,
}

/// What became of what was entered and not saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum LeftDraft {
    /// There was nothing.
    #[default]
    None,
    /// The next start offers it.
    Kept,
    /// It could not be kept; here it is.
    Lost(Unsaved),
}

/// Runs the page until it is left, and says how.
///
/// # Errors
/// When there is no terminal to begin with. One that goes away later ends the page as a signal does.
pub fn page<S: Store + 'static>(start: Start<S>) -> io::Result<Left> {
    let entered = modes::enter(false)?;
    let (wake, woken) = channel();
    listen(&wake)?;
    let size = modes::size();
    let (root, how) = start.watch;
    let changed = wake.clone();
    let watching = watch::spawn(root, how, move |changes| changed.send(Wake::Store(Event::Changed(changes))).is_ok());
    if let Err(error) = watching {
        tracing::warn!(%error, "changes of others show only when everything is read again (F5)");
    }
    let clock = start.identity.clone();
    let to_drafts = wake.clone();
    let drafts = start.drafts.map(|keeper| {
        drafts::spawn(keeper, clock.real.clone(), move |event| to_drafts.send(Wake::Store(event)).is_ok())
    });
    let worker = worker::spawn(start.store, start.identity, move |event| wake.send(Wake::Store(event)).is_ok())?;
    let (state, effects) = State::start(start.world, (size.width, size.height));
    let screen = Screen::new(io::stdout(), size, start.colours);
    let drafts = drafts.transpose()?;
    let mut page = Page { state, screen, look: start.look, worker, clock, drafts, hurry: start.hurry, code: 0 };
    let failed = page.live(effects, &woken).err();
    let failed = failed.map(|error| page.terminal_failed(&error));
    Ok(page.end(entered, &woken, failed))
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
    drafts: Option<drafts::Running>,
    hurry: Hurry,
    code: u8,
}

impl Page {
    /// Until the page is left, or the terminal takes no more.
    fn live(&mut self, effects: Vec<Effect>, woken: &Receiver<Wake>) -> io::Result<()> {
        let first = Instant::now() + FIRST_PICTURE;
        let mut flow = self.carry_out(effects)?;
        while flow.is_continue() && self.waits_for_first() {
            let Some(left) = first.checked_duration_since(Instant::now()) else { break };
            match woken.recv_timeout(left) {
                Ok(event) => flow = self.take(event)?,
                Err(_) => break,
            }
        }
        while flow.is_continue() {
            self.draw()?;
            flow = self.wait(woken)?;
            while flow.is_continue()
                && let Ok(event) = woken.try_recv()
            {
                flow = self.take(event)?;
            }
        }
        Ok(())
    }

    /// The terminal takes no more: the page ends, as soon as it can. Whether that is noticed here or by a signal first
    /// makes no difference.
    fn terminal_failed(&mut self, error: &io::Error) -> String {
        /// As after SIGHUP.
        const HUNG_UP: u8 = 129;
        tracing::error!(%error, "the terminal");
        self.hurry.ask();
        if self.code == 0 {
            let gone = error.raw_os_error() == Some(EIO) || error.kind() == io::ErrorKind::UnexpectedEof;
            self.code = if gone { HUNG_UP } else { Exit::Failed.code() };
        }
        error.to_string()
    }

    /// Waits for a save that is under way, gives the terminal back, keeps what is not saved, and says what nobody has read
    /// yet.
    fn end(mut self, entered: modes::Entered, woken: &Receiver<Wake>, terminal: Option<String>) -> Left {
        self.worker.finish();
        drop(entered);
        let mut left = Left { code: self.code, terminal, not_run: self.state.shell.unfinished(), ..Left::default() };
        for wake in woken.try_iter() {
            let Wake::Store(event) = wake else { continue };
            match event {
                Event::SaveFailed { server, failure, .. } => left.unsaved = Some((server, failure)),
                Event::Saved { ticket, plan } => {
                    // What was ticked is saved, and no draft any more.
                    let _ = update(&mut self.state, Event::Saved { ticket, plan: plan.clone() });
                    left.saved = Some(plan);
                }
                Event::Ran { outcome: RunOutcome::Ran(ran), .. } => {
                    left.ran = Some(ran);
                    // It was the first of them.
                    left.not_run = left.not_run.split_off(left.not_run.len().min(1));
                }
                Event::Import { news: ImportNews::TakenIn(result), .. } => {
                    left.imported = Some(result.map(drop));
                }
                _ => {}
            }
        }
        let ran = left.ran.as_ref().is_some_and(|ran| ran.exit == Exit::Done);
        let unsaved = self.state.unsaved(ran);
        left.secret = self.state.shell.holds_a_secret();
        let Some(drafts) = self.drafts else { return left };
        let kept = drafts.finish(&unsaved);
        tracing::info!(unsaved = !unsaved.is_empty(), kept = kept.is_ok(), code = left.code, "the page is left");
        left.draft = match kept {
            _ if unsaved.is_empty() => LeftDraft::None,
            Ok(()) => LeftDraft::Kept,
            Err(_) => LeftDraft::Lost(unsaved),
        };
        left
    }

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
        let flow = self.tell_time()?;
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

    fn tell_time(&mut self) -> io::Result<ControlFlow<()>> {
        if self.clock.simulated {
            return Ok(ControlFlow::Continue(()));
        }
        let effects = update(&mut self.state, Event::Time((self.clock.clock)()));
        self.carry_out(effects)
    }

    fn take(&mut self, wake: Wake) -> io::Result<ControlFlow<()>> {
        let mut event = match wake {
            Wake::Store(event) => event,
            Wake::Input(Input::Ended(reason)) => {
                return Err(io::Error::new(io::ErrorKind::UnexpectedEof, reason));
            }
            Wake::Input(Input::Event(event)) => match translate(event) {
                Some(event) => event,
                None => return Ok(ControlFlow::Continue(())),
            },
            Wake::Signal(Signal::Quit(number)) => {
                self.code = Signal::Quit(number).exit_code();
                self.hurry.ask();
                Event::Terminate
            }
            Wake::Signal(Signal::Continued) => {
                modes::reenter()?;
                self.resized();
                Event::Resumed
            }
        };
        if let Event::Resize(width, height) = event {
            let size = modes::known(width, height);
            self.screen.resize(size);
            event = Event::Resize(size.width, size.height);
        }
        let effects = update(&mut self.state, event);
        self.carry_out(effects)
    }

    /// The terminal may have another size, and shows nothing of ours.
    fn resized(&mut self) {
        let size = modes::size();
        self.screen.resize(size);
        let effects = update(&mut self.state, Event::Resize(size.width, size.height));
        // A new size leads to loads only, and those can wait for the next event's.
        for effect in effects {
            let _ = self.hand_over(effect);
        }
    }

    fn carry_out(&mut self, effects: Vec<Effect>) -> io::Result<ControlFlow<()>> {
        for effect in effects {
            match effect {
                Effect::Quit { interrupted } => {
                    if interrupted {
                        self.code = 130;
                        self.hurry.ask();
                    }
                    return Ok(ControlFlow::Break(()));
                }
                Effect::Suspend => {
                    signals::suspend()?;
                    self.resized();
                }
                Effect::Copy(text) => self.screen.copy(&text)?,
                other => {
                    if self.hand_over(other).is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                }
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// To the thread that does it.
    fn hand_over(&self, effect: Effect) -> ControlFlow<()> {
        match effect {
            Effect::Draft(task) => {
                if let Some(drafts) = &self.drafts {
                    drafts.tell(task);
                }
            }
            effect => {
                if self.worker.effects.send(effect).is_err() {
                    return ControlFlow::Break(());
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
