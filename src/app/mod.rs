//! The page as a whole: its state, what may be done, what happens, and what it looks like.
//!
//! ```text
//!   Event --> update(&mut State) --> Vec<Effect>        paint(&State, &Look, &mut Buffer)
//! ```

pub mod action;
mod answered;
mod changes;
mod checked;
mod checking;
mod conflict;
mod draft;
mod drafts;
mod field;
mod gate;
mod importing;
mod imports;
mod journaling;
mod layout;
mod loading;
mod news;
mod notice;
mod paint;
mod password;
mod record;
mod report;
mod running;
mod saving;
mod scripts;
mod scrolling;
mod statement;
mod still;
mod unsaved;
mod update;
pub mod vocabulary;
mod watching;
mod world;
mod writing;

pub use conflict::Conflict;
pub use gate::gate;
pub use layout::{LEAST, Regions, regions};
pub use paint::paint;
pub use report::Report;
pub use still::{View, still};
pub use update::update;

use std::sync::Arc;

use drafts::Drafts;

use crate::certificates::Certificates;
use crate::checkup::CheckUp;
use crate::confirm::{Confirm, digits_to_type};
use crate::edit::Edit;
use crate::engine::{Moment, ServerName};
use crate::export::Export;
use crate::help::Help;
use crate::importing::Importing;
use crate::journal::Journal;
use crate::palette::{Beneath, Palette};
use crate::servers::Servers;
use crate::shell::Shell;
use vocabulary::{Document, Effect, Entry, Gate, Gates, Notice, Scope, Ticket, World};

/// Everything the picture depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// What is known of the organization.
    pub world: World,
    /// The page.
    pub page: Page,
    /// What lies over it, the last on top.
    pub dialogs: Vec<Dialog>,
    /// The shell; open while [`Dialog::Shell`] lies over the page.
    pub shell: Shell,
    /// The palette, over all of it.
    pub palette: Option<Palette>,
    /// What was last said; the next key takes it away.
    pub notice: Option<Notice>,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The next moment at which a Status changes by itself.
    pub boundary: Option<Moment>,
    /// The last ticket given out.
    last_ticket: Ticket,
    /// The save under way, and the first server it changes.
    saving: Option<(Ticket, ServerName)>,
    /// The load that F5 waits for.
    refreshing: Option<Ticket>,
    /// Whether anybody has been asked about Edge subscriptions.
    edge_asked: bool,
    /// What has to be known of other writers.
    others: watching::Others,
    /// What is told and known of drafts.
    drafts: Drafts,
}

/// The page below the dialogs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The server picker.
    pub servers: Servers,
    /// The certificate list and the details.
    pub certificates: Certificates,
    /// Which area has the keyboard.
    pub focus: Focus,
    /// On a narrow terminal: the details instead of the list.
    pub details_alone: bool,
}

/// An area of the page, in the order of Tab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// The server picker.
    Picker,
    /// The certificate list.
    #[default]
    List,
    /// The details pane.
    Details,
}

/// What lies over the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// The edit dialog.
    Edit(Edit),
    /// A question.
    Confirm(Confirm),
    /// What a save did.
    Report(Report),
    /// A save that came too late.
    Conflict(Conflict),
    /// What was done.
    Journal(Journal),
    /// What is wrong with the organization's files.
    CheckUp(CheckUp),
    /// The prompt for a script's file name.
    Export(Export),
    /// Bringing certificates and facts in from a file.
    Import(Box<Importing>),
    /// The keys.
    Help(Help),
    /// The shell, whose state outlives it.
    Shell,
}

impl State {
    /// The page as it opens, and what has to be read for it. `world` holds the servers by name.
    #[must_use]
    pub fn start(world: World, size: (u16, u16)) -> (State, Vec<Effect>) {
        let mut state = State {
            world,
            page: Page::default(),
            dialogs: Vec::new(),
            shell: Shell::default(),
            palette: None,
            notice: None,
            size,
            boundary: None,
            last_ticket: Ticket(0),
            saving: None,
            refreshing: None,
            edge_asked: false,
            others: watching::Others::default(),
            drafts: Drafts::default(),
        };
        let rows = regions(&state).picker_rows;
        state.page.servers.to_chosen(&state.world, rows);
        let mut effects = state.load_chosen();
        effects.push(Effect::FollowUps);
        (state, effects)
    }

    /// Who has the keyboard, innermost first.
    #[must_use]
    pub fn scopes(&self) -> &'static [Scope] {
        match self.palette {
            Some(_) => &[Scope::Palette, Scope::Everywhere],
            None => self.scopes_beneath(),
        }
    }

    /// Who has the keyboard but for the palette.
    fn scopes_beneath(&self) -> &'static [Scope] {
        use Scope::{
            Completion, Conflict, Details, DropDown, Edit, Everywhere, Filter, Help, Journal, List, Page, Picker,
            Question, Report, TypedQuestion,
        };
        match (self.dialogs.last(), self.page.focus) {
            (Some(Dialog::Edit(_)), _) => &[Edit, Everywhere],
            (Some(Dialog::Confirm(confirm)), _) if digits_to_type(&confirm.question).is_some() => {
                &[TypedQuestion, Everywhere]
            }
            (Some(Dialog::Confirm(_)), _) => &[Question, Everywhere],
            (Some(Dialog::Export(_)), _) => &[Scope::Export, Everywhere],
            (Some(Dialog::Import(importing)), _) => importing.scopes(),
            (Some(Dialog::Report(_)), _) => &[Report, Everywhere],
            (Some(Dialog::Conflict(_)), _) => &[Conflict, Everywhere],
            (Some(Dialog::Journal(_)), _) => &[Journal, Everywhere],
            (Some(Dialog::CheckUp(_)), _) => &[Scope::CheckUp, Everywhere],
            (Some(Dialog::Help(_)), _) => &[Help, Everywhere],
            (Some(Dialog::Shell), _) if self.shell.is_choosing() => &[Completion, Scope::Shell, Everywhere],
            (Some(Dialog::Shell), _) => &[Scope::Shell, Everywhere],
            (None, _) if self.page.certificates.filtering => &[Filter, Everywhere],
            (None, Focus::Picker) if self.page.servers.open => &[DropDown, Everywhere],
            (None, Focus::Picker) => &[Picker, Page, Everywhere],
            (None, Focus::List) => &[List, Page, Everywhere],
            (None, Focus::Details) => &[Details, Page, Everywhere],
        }
    }

    /// Whether anything lies over the page.
    fn is_covered(&self) -> bool {
        !self.dialogs.is_empty() || self.palette.is_some()
    }

    /// What the palette lies over.
    pub(crate) fn beneath(&self) -> Beneath<'_> {
        Beneath { scopes: self.scopes_beneath(), gates: self }
    }

    /// A ticket that nobody has.
    fn ticket(&mut self) -> Ticket {
        self.last_ticket.0 += 1;
        self.last_ticket
    }
}

impl Gates for State {
    fn gate(&self, action: vocabulary::Action) -> Gate {
        gate(self, action)
    }
}

impl Entry {
    /// A server of which only the name is known.
    #[must_use]
    pub fn named(name: ServerName) -> Entry {
        Entry {
            name,
            document: Document::Named,
            ticket: None,
            loading: false,
            stale: false,
            attention: None,
            follow_ups: 0,
            findings: Arc::default(),
            earlier: None,
        }
    }

    /// Whether its document has to be read before it can be shown.
    fn is_wanted(&self) -> bool {
        self.stale || self.document == Document::Named
    }
}

impl World {
    /// The entries, to change them.
    fn entries(&mut self) -> &mut Vec<Entry> {
        Arc::make_mut(&mut self.servers)
    }

    /// The entry of that name, to change it.
    fn entry_mut(&mut self, name: &ServerName) -> Option<&mut Entry> {
        let index = self.position(name)?;
        self.entries().get_mut(index)
    }
}

#[cfg(test)]
mod tests;
