//! A plan on its way into the store.

use std::sync::Arc;

use super::{Ran, Runner, not_permitted, read, since};
use crate::cmdlets::{Exit, print};
use crate::engine::{Part, Plan, Server, ServerName, Thumbprint, ViewOnly, differences};
use crate::locale::{explain, say};
use crate::problems;
use crate::store::{ApplyError, Context};
use crate::text::Shown;

impl Runner<'_> {
    /// Applies a plan, server by server; `false` when one of them could not be changed, and why stands in the lines.
    pub(super) fn apply(
        &mut self,
        plan: &Plan,
        answers: &[(String, String)],
        servers: &[Arc<Server>],
        ran: &mut Ran,
    ) -> bool {
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
                    ran.written.push((part.server.clone(), applied.revision));
                }
                Err(error) => {
                    let before = servers.iter().find(|server| server.name == part.server);
                    let (exit, lines) = self.not_applied(part, &error, before.map(Arc::as_ref));
                    ran.err(lines);
                    ran.exit = exit;
                    return false;
                }
            }
        }
        true
    }

    fn not_applied(&mut self, part: &Part, error: &ApplyError, before: Option<&Server>) -> (Exit, Vec<String>) {
        tracing::warn!(server = %Shown::new(part.server.as_str()), error = %Shown::new(&error.to_string()), "not changed");
        match error {
            ApplyError::Conflict { server, .. } => (Exit::Conflict, self.conflict(server, part, before)),
            ApplyError::Locked { .. } => (Exit::Conflict, vec![self.say(&problems::apply_error(error))]),
            ApplyError::Cancelled => (Exit::Interrupted, vec![self.say(&problems::apply_error(error))]),
            ApplyError::Partly { .. } => (Exit::Failed, vec![self.say(&problems::apply_error(error))]),
            ApplyError::NotPermitted(_) => (Exit::NotPermitted, vec![self.say(&problems::apply_error(error))]),
            ApplyError::ReadOnly => (Exit::NotPermitted, not_permitted(self.locale, ViewOnly::Files)),
            ApplyError::Problem(problem) => {
                let message = say::cli_not_saved(&part.server, problems::problem(problem));
                (Exit::Failed, vec![self.say(&message)])
            }
        }
    }

    /// Who changed the server meanwhile, what is different by that, and what to do.
    fn conflict(&mut self, name: &ServerName, part: &Part, before: Option<&Server>) -> Vec<String> {
        let mut lines = vec![self.say(&say::cli_conflict_unwritten(name))];
        if let Ok(now) = read(self.store, name, self.time.now, true).map(|loaded| loaded.server) {
            for entry in since(self.store, name, part.base, now.revision) {
                let cmdlet = entry.cmdlet.replace('\n', "; ");
                lines.push(format!("  {}", self.say(&say::cli_conflict_by(entry.user, entry.time, cmdlet))));
            }
            if let Some(before) = before {
                let names = |thumbprint: Thumbprint| {
                    let found = now.certificate(thumbprint).or_else(|| before.certificate(thumbprint));
                    found.map_or_else(|| thumbprint.to_string(), |certificate| certificate.display_name().into_owned())
                };
                for difference in differences(before, &now) {
                    lines.push(format!("  {}", self.say(&explain::difference(&difference, &names))));
                }
            }
        }
        lines.push(self.say(&say::cli_conflict_again(name)));
        lines
    }
}
