//! The Exchange Management Shell over the page, at the same organization.
//!
//! ```text
//! ╭ Shell ───────────────────────────────────────────────────────────────────────╮
//! │ [PS] EX01> Enable-ExchangeCertificate 434AC224... -Services POP               │
//! │ WARNING: ...                                                                  │
//! │                 ╭ 2 of 6 ─╮                                                   │
//! │                 │▸SMTP    │                                                   │
//! │                 ╰─────────╯                                                   │
//! │ [PS] EX01> Enable-ExchangeCertificate 434AC224... -Services                   │
//! ╰───────────────────────────────────────────────────────────────────────────────╯
//! ```
//!
//! It reads a line whole before anything of it runs, hands one statement after the other over to be run, and shows what
//! comes back. What is typed, what was typed and what there was to read outlive the closed pane.

mod history;
mod known;
mod output;
mod running;
mod secret;
mod typed;
mod view;

pub use view::{Size, paint, place, size};

use crate::app::vocabulary::{Action, Field, Notice, Outcome, Severity, World};
use crate::cmdlets::complete::{Completion, complete};
use crate::locale::{Message, say};
use history::History;
use known::Here;
use output::Output;
use running::Running;

/// The most characters of what is typed.
const LONGEST: usize = 100_000;

/// The shell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shell {
    /// What is typed; what was pasted may have several lines.
    pub input: Field,
    history: History,
    output: Output,
    /// What can stand at the cursor, while somebody chooses.
    popup: Option<Popup>,
    running: Option<Running>,
    /// Rows of the output below those in view.
    back: usize,
}

/// What can stand at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Popup {
    completion: Completion,
    chosen: usize,
}

impl Shell {
    /// Whether somebody chooses what stands at the cursor.
    #[must_use]
    pub fn is_choosing(&self) -> bool {
        self.popup.is_some()
    }

    /// Whether the store is at work for the shell.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.running.as_ref().is_some_and(Running::is_busy)
    }

    /// Whether a statement is under way, or waits for an answer.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.running.is_some()
    }

    /// Whether what is typed is the password of a file.
    #[must_use]
    pub fn asks_for_a_password(&self) -> bool {
        self.running.as_ref().is_some_and(|running| running.secret.is_some())
    }

    /// An action while the shell has the keyboard.
    pub fn update(&mut self, action: Action, world: &World, size: Size) -> Outcome {
        use tui_input::InputRequest::{
            DeleteFromStart, DeletePrevWord, DeleteTillEnd, GoToEnd, GoToNextWord, GoToPrevWord, GoToStart,
        };
        if let Some(outcome) = self.choose(action) {
            return outcome;
        }
        if self.asks_for_a_password() {
            return self.secretly(action, world, size);
        }
        match action {
            Action::Run => return self.enter(world, size),
            Action::Close => return Outcome::Close,
            Action::Complete => return self.complete(world, false),
            Action::CompleteBack => return self.complete(world, true),
            Action::Older => self.recall(History::older),
            Action::Newer => self.recall(|history, _| history.newer()),
            Action::ClearOutput => self.clear(),
            Action::LineStart => self.edit(GoToStart, world),
            Action::LineEnd => self.edit(GoToEnd, world),
            Action::WordLeft => self.edit(GoToPrevWord, world),
            Action::WordRight => self.edit(GoToNextWord, world),
            Action::DeleteWord => self.edit(DeletePrevWord, world),
            Action::DeleteToStart => self.edit(DeleteFromStart, world),
            Action::DeleteToEnd => self.edit(DeleteTillEnd, world),
            Action::PageUp | Action::PageDown | Action::First | Action::Last => self.scroll(action, size),
            _ => {}
        }
        Outcome::Stay
    }

    /// An action while a password is typed: it is run with, given up, or wiped; the output can be looked through.
    fn secretly(&mut self, action: Action, world: &World, size: Size) -> Outcome {
        match action {
            Action::Run => return self.unlock(),
            Action::Close => self.give_up(world),
            Action::DeleteWord | Action::DeleteToStart => self.edit(tui_input::InputRequest::DeleteLine, world),
            Action::PageUp | Action::PageDown | Action::First | Action::Last => self.scroll(action, size),
            _ => {}
        }
        Outcome::Stay
    }

    /// An action while somebody chooses what stands at the cursor; `None` when it is not about that.
    fn choose(&mut self, action: Action) -> Option<Outcome> {
        const PAGE: usize = 5;
        let popup = self.popup.as_mut()?;
        let last = popup.completion.items.len().saturating_sub(1);
        popup.chosen = match action {
            Action::Next if popup.chosen == last => 0,
            Action::Next => popup.chosen + 1,
            Action::Previous if popup.chosen == 0 => last,
            Action::Previous => popup.chosen - 1,
            Action::PageUp => popup.chosen.saturating_sub(PAGE),
            Action::PageDown => (popup.chosen + PAGE).min(last),
            Action::Activate => {
                let popup = self.popup.take()?;
                self.take(&popup.completion, popup.chosen);
                return Some(Outcome::Stay);
            }
            _ => {
                self.popup = None;
                return (action == Action::Cancel).then_some(Outcome::Stay);
            }
        };
        Some(Outcome::Stay)
    }

    /// An edit of what is typed. While somebody chooses, what is offered follows.
    pub fn edit(&mut self, request: tui_input::InputRequest, world: &World) {
        if let Some(secret) = self.running.as_mut().and_then(|running| running.secret.as_mut()) {
            return secret.edit(request);
        }
        let full = matches!(request, tui_input::InputRequest::InsertChar(_)) && self.input.text.len() >= LONGEST;
        if full {
            return;
        }
        let before = self.input.text.clone();
        self.input.edit(request);
        if self.input.text != before {
            self.history.leave();
        }
        if self.popup.take().is_some() {
            let completion = self.completion(world);
            self.popup = (!completion.items.is_empty()).then_some(Popup { completion, chosen: 0 });
        }
    }

    /// A paste: several lines stay several lines, and nothing runs before Enter.
    pub fn paste(&mut self, text: &str) -> Outcome {
        if let Some(secret) = self.running.as_mut().and_then(|running| running.secret.as_mut()) {
            secret.push(text);
            return Outcome::Stay;
        }
        let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
        let text: String = text.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
        let at = self.input.text.char_indices().nth(self.input.cursor).map(|(index, _)| index);
        // The end of the last line is Enter's.
        let text = if at.is_none() { text.trim_end_matches('\n') } else { &text };
        if self.input.text.len() + text.len() > LONGEST {
            return tell(Severity::Problem, say::shell_too_long(LONGEST));
        }
        self.popup = None;
        self.history.leave();
        self.input.text.insert_str(at.unwrap_or(self.input.text.len()), text);
        self.input.cursor += text.chars().count();
        Outcome::Stay
    }

    fn completion(&self, world: &World) -> Completion {
        complete(&self.input.text, self.input.cursor, &Here(world))
    }

    fn complete(&mut self, world: &World, from_the_last: bool) -> Outcome {
        let completion = self.completion(world);
        match completion.items.len() {
            0 => return tell(Severity::Info, say::shell_no_completion()),
            1 => self.take(&completion, 0),
            many => self.popup = Some(Popup { completion, chosen: if from_the_last { many - 1 } else { 0 } }),
        }
        Outcome::Stay
    }

    fn take(&mut self, completion: &Completion, chosen: usize) {
        let Some(item) = completion.items.get(chosen) else { return };
        let text: Vec<char> = self.input.text.chars().collect();
        let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default().iter().collect::<String>();
        let before = part(0, completion.from) + &item.insert;
        self.input.cursor = before.chars().count();
        self.input.text = before + &part(completion.to, text.len());
        self.history.leave();
    }

    fn recall(&mut self, line: impl FnOnce(&mut History, &str) -> Option<String>) {
        if let Some(text) = line(&mut self.history, &self.input.text) {
            self.input.cursor = text.chars().count();
            self.input.text = text;
        }
    }

    fn clear(&mut self) {
        self.output = Output::default();
        self.back = 0;
    }

    fn scroll(&mut self, action: Action, size: Size) {
        let most = self.output.height(size.columns).saturating_sub(size.rows);
        let page = size.rows.saturating_sub(1).max(1);
        self.back = match action {
            Action::PageUp => self.back + page,
            Action::PageDown => self.back.saturating_sub(page),
            Action::First => most,
            _ => 0,
        }
        .min(most);
    }
}

fn tell(severity: Severity, message: Message) -> Outcome {
    Outcome::Tell(Notice { severity, message })
}

#[cfg(test)]
mod tests;
