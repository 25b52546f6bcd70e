//! A question on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Confirm, answers, cmdlet, digits_to_type, draft, removal, rollback};
use crate::app::vocabulary::{Action, Question, Scope, World};
use crate::cmdlets::About;
use crate::engine::{DefaultSmtpQuestion, RuleId, Thumbprint};
use crate::keymap::keys_of;
use crate::locale::{Message, date, say};
use crate::look::prose::{self, Prose, ProseLine, Sign};
use crate::look::widgets::{Button, buttons, cell, dialog_area, dialog_width, footnote, input, pane, pane_inner};
use crate::look::{Look, Role, Tone, clear, fill, put};
use crate::text::Shown;

/// Columns of a question's box.
const WIDTH: u16 = 76;

/// The question's title.
#[must_use]
pub fn title(question: &Question) -> Message {
    match question {
        Question::Discard { .. } => say::discard_title(),
        Question::Overwrite(_) => say::overwrite_title(),
        Question::Remove { .. } => say::remove_title(),
        Question::Cmdlet(question) => cmdlet::title(question),
        Question::TakeBack(_) => say::back_title(),
        Question::Draft(_) => say::draft_title(),
        Question::DefaultSmtp { .. } | Question::MakeDefault { .. } => say::question_smtp_title(),
    }
}

/// The question's text at this width.
#[must_use]
pub fn rows(confirm: &Confirm, world: &World, columns: usize) -> Vec<ProseLine> {
    let mut prose = Prose::new(&world.locale, columns);
    match &confirm.question {
        Question::DefaultSmtp { question, .. } | Question::MakeDefault { question } => {
            default_smtp(&mut prose, question, world);
        }
        Question::Cmdlet(question) => match &question.about {
            About::DefaultSmtp(question) => default_smtp(&mut prose, question, world),
            About::Action | About::Removal { .. } => cmdlet::rows(&mut prose, question, world),
        },
        Question::Remove { thumbprint, plan } => removal::rows(&mut prose, *thumbprint, plan, world),
        Question::Overwrite(file) => prose.text(0, Role::Text, &say::overwrite_text(file.path.to_string_lossy())),
        Question::Discard { certificate } => prose.text(0, Role::Text, &say::discard_text(certificate.as_str())),
        Question::TakeBack(back) => rollback::rows(&mut prose, back, world),
        Question::Draft(kept) => draft::rows(&mut prose, kept, world),
    }
    prose.lines()
}

fn default_smtp(prose: &mut Prose, question: &DefaultSmtpQuestion, world: &World) {
    prose.heading(&say::question_smtp());
    prose.blank();
    certificate(prose, &say::question_current(), question, question.current, world);
    certificate(prose, &say::question_replace_with(), question, question.candidate, world);
    prose.blank();
    prose.heading(&say::question_if_replaced());
    // Somebody may have found out since the question was put.
    let edge = match question.edge_subscribed.or(world.organization.edge_subscribed) {
        Some(true) => say::question_edge_yes(),
        Some(false) => say::question_edge_no(),
        None => say::question_edge_unknown(),
    };
    for consequence in [say::question_internal(), say::question_direct_trust(), edge] {
        prose.signed(1, Sign::Bullet, Role::Text, &consequence);
    }
    prose.signed(0, Sign::Tone(Tone::Attention), Role::Text, &say::question_advice());
    prose.text(0, Role::Muted, &say::rule_id(RuleId::DefaultSmtp.id()));
}

fn certificate(prose: &mut Prose, label: &Message, question: &DefaultSmtpQuestion, which: Thumbprint, world: &World) {
    const LABELS: u16 = 14;
    let label = world.locale.text(label);
    let Some((_, certificate)) = world.certificate(&question.server, which) else {
        prose.labelled(0, &label, LABELS, Role::Text, &Shown::new(&which.to_string()));
        return;
    };
    prose.labelled(0, &label, LABELS, Role::Title, &Shown::new(&certificate.display_name()));
    let Some(facts) = certificate.known() else { return };
    if let Some(end) = facts.not_after {
        prose.text(LABELS + 1, Role::Text, &say::question_expires_on(date::day(end)));
    }
    prose.text(LABELS + 1, Role::Text, &say::question_issuer(facts.issuer.as_str()));
}

/// The box of a question: as large as its text, within the area of a dialog.
fn place(confirm: &Confirm, world: &World, within: Rect) -> Rect {
    let width = dialog_width(within, WIDTH);
    let lines = rows(confirm, world, columns(width)).len();
    let tip =
        if answers(&confirm.question).iter().any(|answer| answer.tip(&confirm.question).is_some()) { 2 } else { 0 };
    let height = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(4 + tip);
    dialog_area(within, width, height)
}

fn columns(width: u16) -> usize {
    usize::from(width.saturating_sub(5))
}

/// The areas of text, tip and buttons.
fn parts(place: Rect, confirm: &Confirm) -> (Rect, Rect, Rect) {
    let inner = pane_inner(place);
    let inner = Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner };
    let buttons = Rect { y: inner.bottom().saturating_sub(1), height: inner.height.min(1), ..inner };
    // What has to be typed is shown wherever there is a line for it.
    let types = digits_to_type(&confirm.question).is_some() && inner.height > 3;
    let wants_tip = types || confirm.focused().tip(&confirm.question).is_some() && inner.height > 8;
    let tip_height = if wants_tip { 2 } else { 0 };
    let tip = Rect { y: buttons.y.saturating_sub(tip_height), height: tip_height, ..inner };
    let text = Rect { height: tip.y.saturating_sub(inner.y), ..inner };
    (text, tip, buttons)
}

/// The last line that can be the first in view.
#[must_use]
pub fn last_top(confirm: &Confirm, world: &World, within: Rect) -> usize {
    let place = place(confirm, world, within);
    let (text, ..) = parts(place, confirm);
    rows(confirm, world, columns(place.width)).len().saturating_sub(usize::from(text.height))
}

/// What has to be typed, and what is.
fn field(buf: &mut Buffer, area: Rect, confirm: &Confirm, look: &Look) -> Option<Position> {
    let line = |y: u16| Rect { y, height: u16::from(y < area.bottom()), ..area };
    cell(buf, line(area.y), &look.text(&say::remove_type_digits(removal::DIGITS)), look.style(Role::Label), look);
    let typed = line(area.y + 1);
    if confirm.in_field {
        put(buf, typed.x, typed.y, typed.width.min(1), look.glyphs.marker, look.style(Role::FocusedBorder));
    }
    let typed = Rect { x: typed.x + 2, width: typed.width.saturating_sub(2).min(20), ..typed };
    fill(buf, typed, look.style(Role::Input));
    let cursor = input(buf, typed, &confirm.typed.text, confirm.typed.cursor, &Shown::default(), look);
    cursor.filter(|_| confirm.in_field)
}

/// Paints the question; says where the terminal's cursor belongs.
pub fn paint(buf: &mut Buffer, within: Rect, confirm: &Confirm, world: &World, look: &Look) -> Option<Position> {
    let place = place(confirm, world, within);
    clear(buf, place);
    pane(buf, place, &look.text(&title(&confirm.question)), true, look);
    let (text, tip, line) = parts(place, confirm);
    let lines = rows(confirm, world, columns(place.width));
    prose::paint(buf, text, &lines, confirm.top, look);
    if confirm.top + usize::from(text.height) < lines.len() {
        let key = keys_of(&[Scope::Question, Scope::TypedQuestion], Action::PageDown).next();
        let key = key.map(|key| key.to_string()).unwrap_or_default();
        footnote(buf, place, &look.text(&say::more_below(key)), look.style(Role::Key));
    }
    let typing = digits_to_type(&confirm.question).is_some();
    let cursor = if typing { field(buf, tip, confirm, look) } else { None };
    if let Some(message) = confirm.focused().tip(&confirm.question).filter(|_| !typing) {
        crate::look::widgets::paragraph(buf, tip, &look.text(&message), look.style(Role::Muted));
    }
    let all: Vec<Button> = answers(&confirm.question)
        .iter()
        .map(|answer| Button {
            label: look.text(&answer.label(&confirm.question)),
            enabled: confirm.is_allowed(*answer),
        })
        .collect();
    buttons(buf, line, &all, (!confirm.in_field).then_some(confirm.focus), look);
    cursor
}
