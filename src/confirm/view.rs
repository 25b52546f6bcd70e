//! A question on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Answer, Confirm, answers, cmdlet};
use crate::app::vocabulary::{Question, World};
use crate::cmdlets::About;
use crate::engine::{DefaultSmtpQuestion, RuleId, Thumbprint};
use crate::locale::{Message, date, say};
use crate::look::prose::{self, Prose, ProseLine, Sign};
use crate::look::widgets::{Button, buttons, dialog_area, dialog_width, input, pane, pane_inner};
use crate::look::{Look, Role, Tone, clear, put};
use crate::text::Shown;

/// Columns of a question's box.
const WIDTH: u16 = 76;

/// The question's title.
#[must_use]
pub fn title(question: &Question) -> Message {
    match question {
        Question::Discard { .. } => say::discard_title(),
        Question::Cmdlet(question) => cmdlet::title(question),
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
        Question::Discard { certificate } => prose.text(0, Role::Text, &say::discard_text(certificate.as_str())),
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
    let height = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(4 + tip + field_height(confirm));
    dialog_area(within, width, height)
}

fn columns(width: u16) -> usize {
    usize::from(width.saturating_sub(5))
}

/// Rows of the field that an answer is typed into.
fn field_height(confirm: &Confirm) -> u16 {
    u16::from(confirm.wanted().is_some())
}

/// The areas of a question.
struct Parts {
    text: Rect,
    field: Rect,
    tip: Rect,
    buttons: Rect,
}

fn parts(place: Rect, confirm: &Confirm) -> Parts {
    let inner = pane_inner(place);
    let inner = Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner };
    let buttons = Rect { y: inner.bottom().saturating_sub(1), height: inner.height.min(1), ..inner };
    let wants_tip = confirm.focused().tip(&confirm.question).is_some() && inner.height > 8;
    let tip_height = if wants_tip { 2 } else { 0 };
    let tip = Rect { y: buttons.y.saturating_sub(tip_height), height: tip_height, ..inner };
    let height = field_height(confirm).min(inner.height);
    let field = Rect { y: tip.y.saturating_sub(height + u16::from(tip_height == 0)), height, ..inner };
    let text = Rect { height: if height == 0 { tip.y } else { field.y }.saturating_sub(inner.y), ..inner };
    Parts { text, field, tip, buttons }
}

/// The last line that can be the first in view.
#[must_use]
pub fn last_top(confirm: &Confirm, world: &World, within: Rect) -> usize {
    let place = place(confirm, world, within);
    let Parts { text, .. } = parts(place, confirm);
    rows(confirm, world, columns(place.width)).len().saturating_sub(usize::from(text.height))
}

/// Paints the question; says where the cursor of what is typed stands.
pub fn paint(buf: &mut Buffer, within: Rect, confirm: &Confirm, world: &World, look: &Look) -> Option<Position> {
    let place = place(confirm, world, within);
    clear(buf, place);
    pane(buf, place, &look.text(&title(&confirm.question)), true, look);
    let Parts { text, field, tip, buttons: line } = parts(place, confirm);
    prose::paint(buf, text, &rows(confirm, world, columns(place.width)), confirm.top, look);
    if let Some(message) = confirm.focused().tip(&confirm.question) {
        crate::look::widgets::paragraph(buf, tip, &look.text(&message), look.style(Role::Muted));
    }
    let all: Vec<Button> = answers(&confirm.question)
        .iter()
        .map(|answer| Button {
            label: look.text(&answer.label(&confirm.question)),
            enabled: *answer != Answer::Yes || confirm.missing().is_none(),
        })
        .collect();
    buttons(buf, line, &all, Some(confirm.focus), look);
    let wanted = Shown::new(confirm.wanted()?);
    put(buf, field.x, field.y, field.width.min(1), look.glyphs.marker, look.style(Role::Accent));
    let typed = Rect { x: field.x + 2, width: field.width.saturating_sub(2), ..field };
    input(buf, typed, &confirm.typed.text, confirm.typed.cursor, &wanted, look)
}
