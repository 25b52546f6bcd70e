//! The prompt for a script's file name.
//!
//! ```text
//! ╭ Write a script ──────────────────────────────────────────────╮
//! │ The changes as a PowerShell script, for somebody to review   │
//! │ and run in the Exchange Management Shell. ...                │
//! │                                                              │
//! │ File name:                                                   │
//! │ ▸ exchcert-EX01-2026-11-21.ps1                               │
//! │ The file will be /srv/scripts/exchcert-EX01-2026-11-21.ps1   │
//! │                                      [ Save ]   [ Cancel ]   │
//! ╰──────────────────────────────────────────────────────────────╯
//! ```

mod view;

pub use view::paint;

use std::path::PathBuf;
use std::sync::Arc;

use tui_input::InputRequest;

use crate::app::vocabulary::{Action, Field, Notice, Outcome, ScriptFile, Severity, Ticket, World};
use crate::engine::ServerSteps;
use crate::locale::{Message, date, say};

/// What every script's name ends in. It is added where it is missing, so that no document of an organization, and no
/// certificate, can ever be taken for the file to be written.
const ENDING: &str = ".ps1";

/// The prompt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    changes: Arc<Vec<ServerSteps>>,
    /// The file's name, or its path.
    pub name: Field,
    /// What has the focus.
    pub focus: Control,
    /// The writing under way.
    pub writing: Option<Ticket>,
}

/// A control of the prompt, in the order of Tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// The file's name.
    Name,
    /// Save.
    Save,
    /// Cancel.
    Cancel,
}

const CONTROLS: [Control; 3] = [Control::Name, Control::Save, Control::Cancel];

impl Export {
    /// The prompt as it opens, with a name for these changes.
    #[must_use]
    pub fn new(changes: Vec<ServerSteps>, world: &World) -> Export {
        let text = name_for(&changes, world);
        // What changes most often stands before the ending.
        let cursor = text.chars().count() - ENDING.len();
        let name = Field { text, cursor };
        Export { changes: Arc::new(changes), name, focus: Control::Name, writing: None }
    }

    /// The whole path of the file; `None` while it has no name.
    #[must_use]
    pub fn path(&self, world: &World) -> Option<PathBuf> {
        let name = self.name.text.trim();
        let name = match name.len().checked_sub(ENDING.len()).map(|at| name.get(at..)) {
            Some(Some(ending)) if ending.eq_ignore_ascii_case(ENDING) => name.to_owned(),
            _ if name.is_empty() => return None,
            _ => format!("{name}{ENDING}"),
        };
        let path = world.directory.join(name);
        let stem = path.file_name().is_some_and(|name| name.len() > ENDING.len());
        stem.then_some(path)
    }

    /// An action while the prompt has the keyboard.
    pub fn update(&mut self, action: Action, world: &World) -> Outcome {
        let at = CONTROLS.iter().position(|control| *control == self.focus).unwrap_or(0);
        match (action, self.focus) {
            (Action::Next, _) => self.focus = CONTROLS[(at + 1) % CONTROLS.len()],
            (Action::Previous, _) => self.focus = CONTROLS[(at + CONTROLS.len() - 1) % CONTROLS.len()],
            (Action::Cancel, _) | (Action::Activate, Control::Cancel) => return Outcome::Close,
            (Action::Activate, Control::Name | Control::Save) => return self.save(world),
            _ => {}
        }
        Outcome::Stay
    }

    fn save(&self, world: &World) -> Outcome {
        match self.path(world) {
            None => tell(Severity::Problem, say::export_nameless()),
            Some(path) if self.writing.is_some() => tell(Severity::Info, say::export_writing(path.to_string_lossy())),
            Some(path) => Outcome::Write(ScriptFile { path, changes: self.changes.clone(), overwrite: false }),
        }
    }

    /// An edit of the name. On the buttons, Left and Right go between them.
    pub fn edit(&mut self, request: InputRequest) {
        self.focus = match (request, self.focus) {
            (InputRequest::GoToPrevChar | InputRequest::GoToNextChar, Control::Save) => Control::Cancel,
            (InputRequest::GoToPrevChar | InputRequest::GoToNextChar, Control::Cancel) => Control::Save,
            _ => {
                self.name.edit(request);
                Control::Name
            }
        };
    }

    /// A paste into the name.
    pub fn paste(&mut self, text: &str) {
        self.focus = Control::Name;
        self.name.insert(text);
    }
}

fn tell(severity: Severity, message: Message) -> Outcome {
    Outcome::Tell(Notice { severity, message })
}

/// `exchcert-EX01-2026-11-21.ps1`; of several servers without a name of theirs.
fn name_for(changes: &[ServerSteps], world: &World) -> String {
    let day = date::day(world.now);
    match changes {
        [one] => format!("exchcert-{}-{day}{ENDING}", harmless(one.server.as_str())),
        [first, rest @ ..] if rest.iter().all(|one| one.server == first.server) => {
            format!("exchcert-{}-{day}{ENDING}", harmless(first.server.as_str()))
        }
        _ => format!("exchcert-{day}{ENDING}"),
    }
}

/// A server's name as a part of a file's name: other letters than those of host names become hyphens.
fn harmless(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' }).take(64).collect()
}

#[cfg(test)]
mod tests;
