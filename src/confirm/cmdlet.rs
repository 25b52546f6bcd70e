//! A cmdlet's question as a dialog.

use super::Answer;
use crate::app::vocabulary::World;
use crate::cmdlets::{About, Question, Typed};
use crate::engine::{Certificate, Thumbprint};
use crate::locale::{Message, date, say};
use crate::look::prose::{Prose, Sign};
use crate::look::{Role, Tone};
use crate::text::Shown;

/// The answers, the safe one first.
pub(super) fn answers(question: &Question) -> &'static [Answer] {
    match question.about {
        About::DefaultSmtp(_) => &[Answer::Keep, Answer::Replace, Answer::Back],
        About::Action | About::Removal { .. } => &[Answer::No, Answer::Yes, Answer::Back],
    }
}

pub(super) fn title(question: &Question) -> Message {
    match question.about {
        About::DefaultSmtp(_) => say::question_smtp_title(),
        About::Action => say::question_confirm_title(),
        About::Removal { .. } => say::question_remove_title(),
    }
}

/// What the button that says yes says.
pub(super) fn yes(question: &Question) -> Message {
    match question.about {
        About::Removal { .. } => say::answer_remove(),
        About::DefaultSmtp(_) | About::Action => say::answer_yes(),
    }
}

/// What leaving the question means.
pub(super) fn leave_tip(question: &Question) -> Message {
    match question.about {
        About::DefaultSmtp(_) => say::answer_cancel_tip(),
        About::Action | About::Removal { .. } => say::answer_leave_tip(),
    }
}

/// What has to be typed to say yes.
pub(super) fn wanted(question: &Question) -> Option<&str> {
    match &question.about {
        About::Removal { typed, .. } => typed.as_deref(),
        About::Action | About::DefaultSmtp(_) => None,
    }
}

/// What is still missing before the answer can be yes.
pub(super) fn missing(question: &Question, typed: &str) -> Option<Message> {
    let wanted = wanted(question)?;
    let says_yes = matches!(question.read(typed), Typed::Answer(answer) if answer.is_yes());
    (!says_yes).then(|| say::question_digits_missing(wanted))
}

/// The question's text: the shell's own words, and the certificate by its name.
pub(super) fn rows(prose: &mut Prose, question: &Question, world: &World) {
    const LABELS: u16 = 12;
    // The last line waits for letters, where the dialog has buttons; the first repeats the title.
    let lines = question.lines.split_last().map_or(&[][..], |(_, lines)| lines);
    let mut first = true;
    for line in lines.iter().filter(|line| *line != "Confirm") {
        let text = Shown::new(line);
        if line.starts_with("WARNING: ") {
            prose.signed(0, Sign::Tone(Tone::Attention), Role::Warning, &say::plain(line.as_str()));
            continue;
        }
        let heading = std::mem::take(&mut first);
        prose.shown(0, if heading { Role::Heading } else { Role::Text }, &text);
    }
    let About::Removal { thumbprint, typed } = &question.about else { return };
    if let Some(certificate) = named(world, *thumbprint) {
        prose.blank();
        let label = world.locale.text(&say::question_certificate());
        prose.labelled(0, &label, LABELS, Role::Title, &Shown::new(&certificate.display_name()));
        if let Some(end) = certificate.known().and_then(|facts| facts.not_after) {
            prose.text(LABELS + 1, Role::Text, &say::question_expires_on(date::day(end)));
        }
    }
    if let Some(digits) = typed {
        prose.blank();
        prose.text(0, Role::Text, &say::question_type_digits(digits.as_str()));
    }
}

/// The certificate as any server that is read knows it, the chosen one first.
fn named(world: &World, thumbprint: Thumbprint) -> Option<&Certificate> {
    let chosen = world.chosen.iter();
    let all = chosen.chain(world.servers.iter().map(|entry| &entry.name));
    all.filter_map(|name| world.certificate(name, thumbprint)).map(|(_, certificate)| certificate).next()
}
