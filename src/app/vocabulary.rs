//! The words that features, keymap and terminal share. It knows the engine, the cmdlets as values and the message table,
//! nothing else of the program.
//!
//! ```text
//!   Event --keymap--> Action --gate--> feature::update --> Outcome --app--> Effect
//! ```

use std::sync::Arc;

use crate::cmdlets;
use crate::engine::{DefaultSmtpQuestion, Moment, Plan, Revision, Server, ServerName, ServerSteps, Thumbprint};
use crate::locale::Message;

pub use super::action::{ACTIONS, Action, ActionRow};
pub use super::answered::Answered;
pub use super::changes::{Changes, Presence};
pub use super::checked::{CheckedUp, FileFinding, Weight};
pub use super::draft::{Draft, NewDefault};
pub use super::field::Field;
pub use super::imports::*;
pub use super::news::{Learned, OrganizationNews, SaveFailure};
pub use super::notice::{Notice, Severity};
pub use super::password::PasswordField;
pub use super::record::*;
pub use super::scripts::{Purpose, ScriptFile, WriteFailure};
pub use super::scrolling::scrolled;
pub use super::statement::{Ran, RunOutcome, Statement};
pub use super::unsaved::*;
pub use super::world::{Document, Entry, Ticket, World};
pub use crate::x509::Password;

/// Something outside happened. It carries no intent.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A key was pressed.
    Key(crate::keymap::Key),
    /// Text was pasted.
    Paste(String),
    /// The terminal has a new size.
    Resize(u16, u16),
    /// The clock shows this now.
    Time(Moment),
    /// The names of the servers.
    Listed(Result<Vec<ServerName>, Message>),
    /// The organization's own document.
    Organization(Result<Box<OrganizationNews>, Message>),
    /// A server's document was read.
    Opened {
        /// Of this load.
        ticket: Ticket,
        /// The server.
        name: ServerName,
        /// It, or why not.
        result: Result<Arc<Server>, Message>,
        /// What is odd in its document without making it unreadable.
        findings: Vec<Message>,
        /// Whether this program wrote it as it is.
        own: bool,
    },
    /// Files of the organization changed, by whomever.
    Changed(Changes),
    /// What the journal says of how a server's document came from one revision to another.
    Since {
        /// The server.
        server: ServerName,
        /// From this one.
        before: Revision,
        /// To this one.
        after: Revision,
        /// The lines, oldest first; none where something else wrote it.
        records: Vec<Arc<Record>>,
    },
    /// Certificates of a server were read and checked, in the document's order.
    Learned {
        /// Of this load.
        ticket: Ticket,
        /// The server.
        name: ServerName,
        /// The index of the first of them.
        first: usize,
        /// What was learned.
        facts: Vec<Learned>,
    },
    /// Whether any Edge Transport server is subscribed.
    EdgeSubscribed(bool),
    /// Files that concern every server cannot be read.
    Trouble(Message),
    /// A plan was carried out.
    Saved {
        /// Of this save.
        ticket: Ticket,
        /// The plan that was done.
        plan: Arc<Plan>,
    },
    /// A plan was not, or not wholly, carried out.
    SaveFailed {
        /// Of this save.
        ticket: Ticket,
        /// The server it failed on.
        server: ServerName,
        /// Why.
        failure: SaveFailure,
    },
    /// A statement of the shell was run, as far as it goes.
    Ran {
        /// Of this run.
        ticket: Ticket,
        /// What came of it.
        outcome: RunOutcome,
    },
    /// Something was learned of the journal.
    Journal(JournalNews),
    /// A check-up is done.
    CheckedUp {
        /// This one.
        ticket: Ticket,
        /// What it found, or why there was none.
        result: Result<Arc<CheckedUp>, Message>,
    },
    /// A script was written, or not.
    Written {
        /// Of this writing.
        ticket: Ticket,
        /// What was to be written.
        file: ScriptFile,
        /// Why it was not.
        result: Result<(), WriteFailure>,
    },
    /// Something comes back about an import.
    Import {
        /// Of this task.
        ticket: Ticket,
        /// What.
        news: ImportNews,
    },
    /// Something was learned of what earlier runs have kept.
    Draft(DraftNews),
    /// The process is asked to end.
    Terminate,
    /// The process goes on after a suspend: everything has to be painted again.
    Resumed,
}

/// What a feature answers to an action.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Nothing more to do.
    Stay,
    /// The dialog is done.
    Close,
    /// Something has to be asked first.
    Open(Question),
    /// Open the edit dialog.
    Edit {
        /// The server.
        server: ServerName,
        /// The certificate.
        thumbprint: Thumbprint,
    },
    /// Do this plan; the only way to a save. With it the answer to the question before it, if one was asked.
    Do(Arc<Plan>, Option<Answered>),
    /// The ticks of the edit dialog are thrown away.
    Discard,
    /// The default SMTP question beside a locked box was answered with Replace: instead of this certificate.
    MakeDefault(Thumbprint),
    /// Run this statement of the shell.
    Run(Statement),
    /// A cmdlet's question was answered; `None` when the person left instead.
    Answered(Option<cmdlets::Answer>),
    /// Say this.
    Tell(Notice),
    /// Copy this.
    Copy(String),
    /// What the journal's dialog wants.
    Journal(JournalWish),
    /// Show this server on the page.
    Show(ServerName),
    /// Ask for this action where the palette lies over; the palette goes away if it can be taken.
    Ask(Action),
    /// Ask where to write these changes as a PowerShell script, and write it there. Nothing of the organization changes.
    Export(Vec<ServerSteps>),
    /// Write this file.
    Write(ScriptFile),
    /// Do this for the import.
    Import(ImportTask),
    /// What an earlier run has kept is answered.
    Draft(DraftAnswer),
}

/// A question for the person. It carries the plans it is about: what is confirmed is what is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// "Overwrite the existing default SMTP certificate?" before a save.
    DefaultSmtp {
        /// What it is about.
        question: DefaultSmtpQuestion,
        /// What is done on Keep.
        keep: Arc<Plan>,
        /// What is done on Replace.
        replace: Arc<Plan>,
        /// Whether it is done, or written down.
        purpose: Purpose,
    },
    /// The same question for a certificate that holds SMTP already; the answer becomes part of the draft.
    MakeDefault {
        /// What it is about.
        question: DefaultSmtpQuestion,
    },
    /// What a cmdlet asks before it goes on.
    Cmdlet(Arc<cmdlets::Question>),
    /// Remove the certificate?
    Remove {
        /// The certificate.
        thumbprint: Thumbprint,
        /// What is done on Remove: one server's part.
        plan: Arc<Plan>,
    },
    /// Replace a file that is there already?
    Overwrite(ScriptFile),
    /// Throw the ticks away?
    Discard {
        /// The certificate's name.
        certificate: String,
    },
    /// Take a change back?
    TakeBack(TakingBack),
    /// What an earlier run has kept: what about it?
    Draft(Arc<Kept>),
}

/// What the shell must do for us.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Read the names of the servers again.
    List,
    /// Read the organization's document again.
    Organization,
    /// Read a server and everything it holds. Of several, the last asked for comes first.
    Load(Ticket, ServerName),
    /// Look into the journal for how a server's document came from one revision to another.
    Since {
        /// The server.
        server: ServerName,
        /// From this one.
        before: Revision,
        /// To this one.
        after: Revision,
    },
    /// Find out whether any Edge Transport server is subscribed.
    Edge,
    /// Carry a plan out; the answer to the question before it goes into the journal.
    Save(Ticket, Arc<Plan>, Option<Answered>),
    /// Run a statement of the shell.
    Run(Ticket, Statement),
    /// Read so many of the journal's newest lines.
    Journal(Ticket, usize),
    /// Check every file of the organization.
    CheckUp(Ticket),
    /// Find out what is left to do by hand, once there is nothing else to do.
    FollowUps,
    /// Write into the journal that this was done by hand.
    Tick(OpenFollowUp),
    /// Ask the terminal to copy this.
    Copy(String),
    /// Write a script.
    Write(Ticket, ScriptFile),
    /// Do this for the import.
    Import(Ticket, ImportTask),
    /// Do this with drafts.
    Draft(DraftTask),
    /// Leave the screen to the shell for a while.
    Suspend,
    /// End, once a save in flight is done.
    Quit {
        /// By Ctrl-C.
        interrupted: bool,
    },
}

/// Who has the keyboard, innermost first; derived from the state, never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Everywhere.
    Everywhere,
    /// The page, no dialog open.
    Page,
    /// The server picker.
    Picker,
    /// The folded picker's list, dropped down: letters look for a server.
    DropDown,
    /// The certificate list.
    List,
    /// The details pane.
    Details,
    /// The filter line.
    Filter,
    /// The edit dialog.
    Edit,
    /// A question.
    Question,
    /// The shell.
    Shell,
    /// What can stand at the cursor of the shell.
    Completion,
    /// A question that is answered by typing.
    TypedQuestion,
    /// A report that waits to be read.
    Report,
    /// The conflict of a save.
    Conflict,
    /// The journal.
    Journal,
    /// The check-up.
    CheckUp,
    /// The help.
    Help,
    /// The palette of actions.
    Palette,
    /// The prompt for a script's file name.
    Export,
    /// The prompt for the file to import from.
    ImportFile,
    /// The prompt for that file's password.
    ImportPassword,
    /// A choice that an import needs: how dates are meant, or of which server the file is.
    ImportChoice,
    /// What an import would change.
    ImportPreview,
    /// A file is being read or taken in.
    ImportWork,
}

/// Whether an action can be taken now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Yes.
    Ready,
    /// Not now, and here is why.
    Blocked(Message),
    /// There is no such thing here.
    Absent,
}

/// Asks the gate; features see no more of the program.
pub trait Gates {
    /// Whether the action can be taken now.
    fn gate(&self, action: Action) -> Gate;
}
