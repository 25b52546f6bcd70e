//! A plan on its way into the store.

use super::{Ran, Runner, not_permitted};
use crate::cmdlets::{Exit, print};
use crate::engine::{Part, Plan, ViewOnly};
use crate::locale::say;
use crate::problems;
use crate::store::{ApplyError, Context};
use crate::text::Shown;

impl Runner<'_> {
    /// Applies a plan, server by server; `false` when one of them could not be changed, and why stands in the lines.
    pub(super) fn apply(&mut self, plan: &Plan, answers: &[(String, String)], ran: &mut Ran) -> bool {
        for part in &plan.parts {
            let context = Context {
                user: self.person.user.clone(),
                at: self.time.real,
                clock: self.time.clock,
                cmdlet: print::lines(&part.server, &part.steps, &part.arrivals),
                answers: answers.to_vec(),
                roles: self.person.roles.clone(),
                account: self.person.account.clone(),
            };
            match self.store.apply(part, &context) {
                Ok(applied) => {
                    let cmdlet = Shown::new(&context.cmdlet);
                    tracing::info!(server = %Shown::new(part.server.as_str()), seq = applied.seq, %cmdlet, "changed");
                    ran.changed.push(part.server.clone());
                }
                Err(error) => {
                    let (exit, lines) = self.not_applied(part, &error);
                    ran.err(lines);
                    ran.exit = exit;
                    return false;
                }
            }
        }
        true
    }

    fn not_applied(&self, part: &Part, error: &ApplyError) -> (Exit, Vec<String>) {
        tracing::warn!(server = %Shown::new(part.server.as_str()), error = %Shown::new(&error.to_string()), "not changed");
        match error {
            ApplyError::Conflict { server, .. } => (Exit::Conflict, vec![self.say(&say::cli_conflict(server))]),
            ApplyError::Locked { .. } => (Exit::Conflict, vec![self.say(&problems::apply_error(error))]),
            ApplyError::Cancelled => (Exit::Interrupted, vec![self.say(&problems::apply_error(error))]),
            ApplyError::Partly { .. } => (Exit::Failed, vec![self.say(&problems::apply_error(error))]),
            ApplyError::ReadOnly => (Exit::NotPermitted, not_permitted(self.locale, ViewOnly::Files)),
            ApplyError::Problem(problem) => {
                let message = say::cli_not_saved(&part.server, problems::problem(problem));
                (Exit::Failed, vec![self.say(&message)])
            }
        }
    }
}
