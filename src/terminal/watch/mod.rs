//! The organization's files, watched: what others write is shown without a key.
//!
//! A thread waits for the system to tell of changes in the directories that mean something, collects a burst of them, and
//! hands it over as one [`Changes`]. Nothing ticks while nothing happens. Where the system tells nothing, of a network's
//! file system or because it has no watch left to give, the thread looks once a second instead.
//!
//! The thread ends when nobody listens any more, or with the process; nobody waits for it.

mod mounts;
mod poll;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use notify::event::{EventKind, ModifyKind, RenameMode};
use notify::{RecursiveMode, Watcher as _};

use crate::app::vocabulary::{Changes, Presence};
use crate::store::{Touched, directories, touched};
use poll::Snapshot;

/// A burst is over when nothing has happened for so long.
const QUIET: Duration = Duration::from_millis(100);
/// What happened is told at most so much later, however long the burst goes on.
const LATEST: Duration = Duration::from_secs(1);
/// How often the files are looked at where nothing is told.
const POLL: Duration = Duration::from_secs(1);

/// How changes become known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum How {
    /// The system tells, where it can; else by looking.
    #[default]
    Told,
    /// By looking once a second.
    Polled,
}

/// Starts watching the organization in `root`. `say` hands changes over and says whether anybody listens.
///
/// Where the system tells of changes it does so from the moment on at which this returns: what is read afterwards is as new
/// as what is told.
///
/// # Errors
/// The system's, when it gives no thread.
pub fn spawn(root: PathBuf, how: How, say: impl Fn(Changes) -> bool + Send + 'static) -> io::Result<()> {
    // The paths that the system names are those it was given.
    let root = std::path::absolute(&root).unwrap_or(root);
    let begun = begin(&root, how);
    thread::Builder::new().name("watch".to_owned()).spawn(move || run(&root, how, begun, &say))?;
    Ok(())
}

/// How the files are watched just now.
enum Watch {
    /// The system tells. The watcher lives as long as its messages are wanted.
    Told { messages: Receiver<notify::Result<notify::Event>>, _watcher: notify::RecommendedWatcher },
    /// They are looked at.
    Polled,
    /// There is no organization to watch.
    Gone,
}

/// Watches what is there.
fn begin(root: &Path, how: How) -> Watch {
    if !root.is_dir() {
        return Watch::Gone;
    }
    let remote = directories(root).iter().any(|directory| mounts::is_remote(directory));
    if how == How::Polled || remote {
        tracing::info!(remote, "changes of others are looked for once a second");
        return Watch::Polled;
    }
    match tell(root) {
        Ok(watch) => watch,
        Err(error) => {
            tracing::warn!(%error, "the system tells of no changes: they are looked for once a second");
            Watch::Polled
        }
    }
}

/// Asks the system to tell of changes in every directory that has a meaning.
fn tell(root: &Path) -> notify::Result<Watch> {
    let (sender, messages) = channel();
    let mut watcher = notify::RecommendedWatcher::new(sender, notify::Config::default())?;
    for directory in directories(root).iter().filter(|directory| directory.is_dir()) {
        watcher.watch(directory, RecursiveMode::NonRecursive)?;
    }
    Ok(Watch::Told { messages, _watcher: watcher })
}

fn run(root: &Path, how: How, begun: Watch, say: &dyn Fn(Changes) -> bool) {
    let mut watch = begun;
    loop {
        let heard = match &watch {
            Watch::Told { messages, .. } => told(root, messages, say),
            Watch::Polled => polled(root, say),
            Watch::Gone => Some(gone(root)),
        };
        let Some(mut changes) = heard else { return };
        // A directory came, went or was replaced: what was watched may be another one by now.
        watch = begin(root, how);
        if matches!(watch, Watch::Gone) {
            changes = Changes { directory: Some(Presence::Gone), ..Changes::default() };
        }
        if !say(changes) {
            return;
        }
    }
}

/// Hands changes over until the watch has to be set up anew, which is told with it; `None` when nobody listens.
fn told(
    root: &Path,
    messages: &Receiver<notify::Result<notify::Event>>,
    say: &dyn Fn(Changes) -> bool,
) -> Option<Changes> {
    loop {
        // The sender lives in the watcher: without it nothing is ever told again.
        let mut burst = Burst::default();
        let Ok(first) = messages.recv() else { return Some(all()) };
        burst.add(root, first);
        if burst.is_empty() {
            continue;
        }
        burst.collect(root, messages);
        if burst.anew {
            return Some(Changes { everything: true, ..burst.changes });
        }
        if !say(burst.changes) {
            return None;
        }
    }
}

fn all() -> Changes {
    Changes { everything: true, ..Changes::default() }
}

/// What has been told since the last quiet moment.
#[derive(Default)]
struct Burst {
    changes: Changes,
    /// Whether the directories have to be watched anew.
    anew: bool,
}

impl Burst {
    fn is_empty(&self) -> bool {
        self.changes.is_empty() && !self.anew
    }

    /// Takes what else comes, until there is a pause.
    fn collect(&mut self, root: &Path, messages: &Receiver<notify::Result<notify::Event>>) {
        let latest = Instant::now() + LATEST;
        let mut until = (Instant::now() + QUIET).min(latest);
        while let Some(left) = until.checked_duration_since(Instant::now()) {
            match messages.recv_timeout(left) {
                Ok(message) => {
                    // Somebody who only reads does not make the burst longer.
                    if self.add(root, message) {
                        until = (Instant::now() + QUIET).min(latest);
                    }
                }
                Err(RecvTimeoutError::Timeout) => return,
                Err(RecvTimeoutError::Disconnected) => {
                    self.anew = true;
                    return;
                }
            }
        }
    }

    /// Adds what is told; whether it means anything.
    fn add(&mut self, root: &Path, message: notify::Result<notify::Event>) -> bool {
        let event = match message {
            Ok(event) if event.need_rescan() => {
                self.changes.everything = true;
                return true;
            }
            Ok(event) => event,
            Err(error) => {
                tracing::warn!(%error, "changes were told of and lost");
                self.changes.everything = true;
                return true;
            }
        };
        if matches!(event.kind, EventKind::Access(_)) {
            // Somebody reads; most of the time it is this program.
            return false;
        }
        let renamed = matches!(event.kind, EventKind::Modify(ModifyKind::Name(_)));
        let came = matches!(event.kind, EventKind::Create(_)) || renamed;
        // Of a rename within a directory the second path is the one that came; a name too many listed does no harm.
        let went = matches!(event.kind, EventKind::Remove(_))
            || renamed && event.kind != EventKind::Modify(ModifyKind::Name(RenameMode::To));
        let mut means = false;
        for path in &event.paths {
            let Some(what) = touched(root, path) else { continue };
            if what == Touched::Directory && !went && !came {
                // Its own times or rights: what matters of that shows in its files.
                continue;
            }
            means = true;
            self.anew |= what == Touched::Directory;
            note(&mut self.changes, what, went);
        }
        means
    }
}

/// Notes what was touched; `listed` when a server's document came or went.
fn note(changes: &mut Changes, what: Touched, listed: bool) {
    match what {
        Touched::Organization => changes.organization = true,
        Touched::Server(name) => {
            changes.list |= listed;
            changes.servers.insert(name);
        }
        Touched::Journal => changes.journal = true,
        Touched::Certificates => changes.certificates = true,
        Touched::Directory => {}
    }
}

/// Looks at the files again and again; the same as [`told`].
fn polled(root: &Path, say: &dyn Fn(Changes) -> bool) -> Option<Changes> {
    let mut before = Snapshot::of(root);
    // What was changed before this first look would never be seen.
    if !say(all()) {
        return None;
    }
    loop {
        thread::park_timeout(POLL);
        if !root.is_dir() {
            return Some(all());
        }
        let after = Snapshot::of(root);
        let changes = after.since(&before);
        before = after;
        if !changes.is_empty() && !say(changes) {
            return None;
        }
    }
}

/// Waits until the organization is there again.
fn gone(root: &Path) -> Changes {
    while !root.is_dir() {
        thread::park_timeout(POLL);
    }
    Changes { directory: Some(Presence::Back), ..all() }
}

#[cfg(test)]
mod tests;
