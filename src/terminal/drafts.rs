//! The thread that keeps what is entered and not saved, so that it outlives whatever ends the page.
//!
//! The first change is written at once. While somebody types, what is on the disk is at most [`PAUSE`] behind: of several
//! changes within it only the last one is written.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::worker::Clock;
use crate::app::vocabulary::{DraftNews, DraftTask, Event, Unsaved};
use crate::drafts::Keeper;
use crate::locale::Message;

/// The time between two writes.
const PAUSE: Duration = Duration::from_millis(250);

/// A running keeper. Dropping it lets it write what it was told last.
#[derive(Debug)]
pub(super) struct Running {
    tasks: Sender<DraftTask>,
    thread: JoinHandle<Option<Message>>,
}

impl Running {
    /// Hands a task over. A thread that is gone has said why.
    pub(super) fn tell(&self, task: DraftTask) {
        let _ = self.tasks.send(task);
    }

    /// Keeps what is unsaved as the page ends, and waits for that.
    ///
    /// # Errors
    /// Why it is not kept.
    pub(super) fn finish(self, unsaved: &Unsaved) -> Result<(), Option<Message>> {
        self.tell(DraftTask::Keep(Arc::new(unsaved.clone())));
        drop(self.tasks);
        match self.thread.join() {
            Ok(None) => Ok(()),
            Ok(reason) => Err(reason),
            Err(_) => Err(None),
        }
    }
}

/// Starts the thread. It looks for what earlier pages have kept, then keeps what it is told.
///
/// # Errors
/// The system's, when it gives no thread.
pub(super) fn spawn(
    keeper: Keeper,
    real: Clock,
    say: impl Fn(Event) -> bool + Send + 'static,
) -> std::io::Result<Running> {
    let (tasks, inbox) = channel();
    let keeping = Keeping { keeper, real, say, pending: None, written: None, failed: None };
    let thread = thread::Builder::new().name("drafts".to_owned()).spawn(move || keeping.run(&inbox))?;
    Ok(Running { tasks, thread })
}

struct Keeping<F: Fn(Event) -> bool> {
    keeper: Keeper,
    real: Clock,
    say: F,
    /// What is not on the disk yet.
    pending: Option<Arc<Unsaved>>,
    /// When the last write ended.
    written: Option<Instant>,
    /// Why the last one failed.
    failed: Option<Message>,
}

impl<F: Fn(Event) -> bool> Keeping<F> {
    fn run(mut self, inbox: &Receiver<DraftTask>) -> Option<Message> {
        let found = self.keeper.find();
        for trouble in found.troubles {
            self.trouble(trouble);
        }
        if !found.kept.is_empty() {
            (self.say)(Event::Draft(DraftNews::Found(found.kept)));
        }
        let mut told = false;
        loop {
            match self.next(inbox) {
                Ok(DraftTask::Keep(unsaved)) => self.pending = Some(unsaved),
                Ok(other) => {
                    self.write(&mut told);
                    self.answered(other);
                }
                Err(RecvTimeoutError::Timeout) => self.write(&mut told),
                Err(RecvTimeoutError::Disconnected) => {
                    self.write(&mut told);
                    return self.failed;
                }
            }
        }
    }

    /// The next task, or that it is time to write.
    fn next(&self, inbox: &Receiver<DraftTask>) -> Result<DraftTask, RecvTimeoutError> {
        if self.pending.is_none() {
            return inbox.recv().map_err(|_| RecvTimeoutError::Disconnected);
        }
        let since = self.written.map_or(PAUSE, |written| written.elapsed());
        inbox.recv_timeout(PAUSE.saturating_sub(since))
    }

    fn answered(&mut self, task: DraftTask) {
        let done = match task {
            DraftTask::Keep(_) => Ok(()),
            DraftTask::Restored(name) => self.keeper.restored(&name),
            DraftTask::Discard(name) => self.keeper.discard(&name),
            DraftTask::Later(name) => {
                self.keeper.later(&name);
                Ok(())
            }
        };
        if let Err(reason) = done {
            self.trouble(reason);
        }
    }

    /// Writes what is pending. That it cannot be is said once; it is tried again with the next change.
    fn write(&mut self, told: &mut bool) {
        let Some(unsaved) = self.pending.take() else { return };
        self.failed = self.keeper.keep(&unsaved, (self.real)()).err();
        self.written = Some(Instant::now());
        if let Some(reason) = self.failed.clone().filter(|_| !*told) {
            *told = true;
            self.trouble(reason);
        }
    }

    fn trouble(&self, reason: Message) {
        tracing::warn!(?reason, "drafts");
        (self.say)(Event::Draft(DraftNews::Trouble(reason)));
    }
}
