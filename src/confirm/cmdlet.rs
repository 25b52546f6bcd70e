//! A cmdlet's question as a dialog.

use super::Answer;
use crate::app::vocabulary::World;
use crate::cmdlets::{About, Question};
use crate::engine::{Certificate, Thumbprint};
use crate::locale::{Message, date, say};
use crate::look::prose::{Prose, Sign};
use crate::look::{Role, Tone};
use crate::text::Shown;

/// The answers, the safe one first.
pub(super) fn answers(question: &Question) -> &'static [Answer] {
    match question.about {
        About::DefaultSmtp(_) => &[Answer::Keep, Answer::Replace, Answer::Back],
        About::Action => &[Answer::No, Answer::Yes, Answer::Back],
        About::Removal { .. } => &[Answer::No, Answer::Remove, Answer::Back],
    }
}

pub(super) fn title(question: &Question) -> Message {
    match question.about {
        About::DefaultSmtp(_) => say::question_smtp_title(),
        About::Action => say::question_confirm_title(),
        About::Removal { .. } => say::remove_title(),
    }
}

/// What leaving the question means.
pub(super) fn leave_tip(question: &Question) -> Message {
    match question.about {
        About::DefaultSmtp(_) => say::answer_cancel_tip(),
        About::Action | About::Removal { .. } => say::answer_leave_tip(),
    }
}

/// The question's text: the shell's own words, and the certificate by its name.
pub(super) fn rows(prose: &mut Prose, question: &Question, world: &World) {
    const LABELS: u16 = 12;
    // The last line waits for letters or digits, where the dialog has buttons and a field; the first repeats the title.
    let lines = question.lines.split_last().map_or(&[][..], |(_, lines)| lines);
    let mut role = Role::Heading;
    for line in lines.iter().filter(|line| *line != "Confirm") {
        if line.starts_with("WARNING: ") {
            prose.signed(0, Sign::Tone(Tone::Attention), Role::Warning, &say::plain(line.as_str()));
        } else {
            prose.shown(0, std::mem::replace(&mut role, Role::Text), &Shown::new(line));
        }
    }
    let About::Removal { thumbprint, .. } = &question.about else { return };
    let Some(certificate) = named(world, *thumbprint) else { return };
    prose.blank();
    let label = |message: &Message| world.locale.text(message);
    let name = Shown::new(&certificate.display_name());
    prose.labelled(0, &label(&say::remove_name()), LABELS, Role::Title, &name);
    if let Some(end) = certificate.known().and_then(|facts| facts.not_after) {
        prose.labelled(0, &label(&say::details_expires_on()), LABELS, Role::Text, &Shown::new(&date::day(end)));
    }
}

/// The certificate as any server that is read knows it, the chosen one first.
fn named(world: &World, thumbprint: Thumbprint) -> Option<&Certificate> {
    let all = world.chosen.iter().chain(world.servers.iter().map(|entry| &entry.name));
    all.filter_map(|name| world.certificate(name, thumbprint)).map(|(_, certificate)| certificate).next()
}
