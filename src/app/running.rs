//! A statement of the shell on its way to the store, and what came of it.

use super::vocabulary::{Effect, Outcome, RunOutcome, Statement, Ticket};
use super::{Dialog, State};
use crate::cmdlets::{About, Answer, Question};

impl State {
    /// Hands a statement over to be run.
    pub(super) fn run(&mut self, statement: Statement) -> Vec<Effect> {
        let ticket = self.ticket();
        self.shell.begun(ticket);
        vec![Effect::Run(ticket, statement)]
    }

    /// A statement was run, or asks something first. The page follows what it changed.
    pub(super) fn ran(&mut self, ticket: Ticket, outcome: RunOutcome) -> Vec<Effect> {
        let mut effects = match &outcome {
            RunOutcome::Ran(ran) if ran.changed.is_empty() => Vec::new(),
            RunOutcome::Ran(ran) => {
                let mut effects = self.journal_grew();
                effects.extend(ran.changed.iter().flat_map(|name| self.load_again(name)));
                effects
            }
            RunOutcome::Ask(question) => self.load_asked(question),
            RunOutcome::Password(_) => Vec::new(),
        };
        let outcome = self.shell.ran(ticket, outcome, &self.world);
        let asks = matches!(outcome, Outcome::Open(_)) || self.shell.asks_for_a_password();
        if asks && !self.dialogs.contains(&Dialog::Shell) {
            // The question belongs to the shell, closed or not.
            self.dialogs.push(Dialog::Shell);
        }
        effects.extend(self.take(outcome));
        effects
    }

    /// The question was answered, or left.
    pub(super) fn answered(&mut self, answer: Option<Answer>) -> Vec<Effect> {
        let outcome = self.shell.answered(answer, &self.world);
        self.take(outcome)
    }

    /// A question names certificates, which the page can only show once it has read their server.
    fn load_asked(&mut self, question: &Question) -> Vec<Effect> {
        match &question.about {
            About::DefaultSmtp(about) if self.world.open_server(&about.server).is_none() => {
                let server = about.server.clone();
                self.load_again(&server)
            }
            _ => Vec::new(),
        }
    }
}
