//! Stories of the shell.

mod importing;
mod pictures;
mod running;
mod typing;

use std::sync::Arc;

use crate::app::vocabulary::{Effect, Event, RunOutcome, Ticket};
use crate::cmdlets::Question;
use crate::testing::Robot;

const NEW: &str = "Contoso mail 2027";

/// `Enable-ExchangeCertificate` for a certificate of EX01.
fn enable(robot: &Robot, name: &str, rest: &str) -> String {
    format!("Enable-ExchangeCertificate {} {rest}", robot.thumbprint("EX01", name))
}

/// The statement that is under way asks this.
fn asks(robot: &mut Robot, question: Question) {
    let ticket = ticket(robot);
    robot.event(Event::Ran { ticket, outcome: RunOutcome::Ask(Arc::new(question)) });
}

/// The ticket of the statement that is under way.
fn ticket(robot: &Robot) -> Ticket {
    let ticket = robot.effects.iter().rev().find_map(|effect| match effect {
        Effect::Run(ticket, _) => Some(*ticket),
        _ => None,
    });
    ticket.unwrap()
}
