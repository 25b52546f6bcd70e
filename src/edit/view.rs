//! The edit dialog on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::update::Room;
use super::{Control, Edit, Tab, general, preview};
use crate::app::vocabulary::{Action, Gate, Gates, World};
use crate::engine::{Access, BoxState, MakeDefault, Service, ServiceBox};
use crate::locale::{explain, say};
use crate::look::widgets::{Button, Check, Tick, buttons, cell, check, pane, pane_inner};
use crate::look::{Look, Role, clear, prose, put};
use crate::text::Shown;

/// The areas inside the dialog.
struct Areas {
    tabs: Rect,
    heading: Rect,
    boxes: Rect,
    text: Rect,
    buttons: Rect,
}

fn areas(dialog: Rect, edit: &Edit, world: &World) -> Areas {
    let inner = pane_inner(dialog);
    let inner = Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner };
    let line = |y: u16| Rect { y, height: u16::from(y < inner.bottom()), ..inner };
    let buttons = line(inner.bottom().saturating_sub(1));
    let (heading, boxes) = match edit.tab {
        Tab::General => (Rect { height: 0, ..inner }, 0),
        Tab::Services => (line(inner.y + 1), shown_boxes(edit, world).len()),
    };
    let top = inner.y + 1 + heading.height;
    let room = buttons.y.saturating_sub(top);
    let boxes = Rect { y: top, height: u16::try_from(boxes).unwrap_or(u16::MAX).min(room), ..inner };
    // One line of air above the text, and none where every line counts.
    let air = u16::from(inner.height > 12);
    let text_top = boxes.bottom() + air;
    let text = Rect { y: text_top, height: buttons.y.saturating_sub(text_top), ..inner };
    Areas { tabs: line(inner.y), heading, boxes, text, buttons }
}

/// The room for what scrolls in the dialog.
#[must_use]
pub fn room(dialog: Rect, edit: &Edit, world: &World) -> Room {
    let text = areas(dialog, edit, world).text;
    Room { columns: usize::from(text.width.saturating_sub(1)), lines: usize::from(text.height) }
}

fn shown_boxes(edit: &Edit, world: &World) -> Vec<ServiceBox> {
    edit.boxes(world).into_iter().filter(|b| !matches!(b.state, BoxState::Absent(_))).collect()
}

/// Paints the dialog.
pub fn paint(
    buf: &mut Buffer,
    dialog: Rect,
    edit: &Edit,
    world: &World,
    gates: &dyn Gates,
    look: &Look,
) -> Option<Position> {
    clear(buf, dialog);
    let name = preview::name(edit, world, edit.thumbprint);
    pane(buf, dialog, &look.text(&say::edit_title(name, &edit.server)), true, look);
    let areas = areas(dialog, edit, world);
    let columns = usize::from(areas.text.width.saturating_sub(1));
    paint_tabs(buf, areas.tabs, edit, look);
    read_only(buf, areas.tabs, world, look);
    let lines = match edit.tab {
        Tab::General => general::rows(edit, world, columns),
        Tab::Services => {
            cell(buf, areas.heading, &look.text(&say::edit_specify()), look.style(Role::Heading), look);
            paint_boxes(buf, areas.boxes, edit, world, look);
            preview::rows(edit, world, columns)
        }
    };
    prose::paint(buf, areas.text, &lines, edit.top, look);
    paint_buttons(buf, areas.buttons, edit, gates, look);
    None
}

fn paint_tabs(buf: &mut Buffer, line: Rect, edit: &Edit, look: &Look) {
    if line.is_empty() {
        return;
    }
    let focused = edit.focus == Control::Tabs;
    let mut x = line.x;
    for (tab, label) in [(Tab::General, say::edit_tab_general()), (Tab::Services, say::edit_tab_services())] {
        let chosen = tab == edit.tab;
        let style = look.style(match (chosen, focused) {
            (true, true) => Role::FocusedButton,
            (true, false) => Role::Title,
            (false, _) => Role::Muted,
        });
        let room = |x: u16| line.right().saturating_sub(x);
        let (open, close) = if chosen { ("[", "]") } else { (" ", " ") };
        x += put(buf, x, line.y, room(x), &Shown::ours(open), style);
        x += put(buf, x, line.y, room(x), &look.text(&label), style);
        x += put(buf, x, line.y, room(x), &Shown::ours(close), style) + 1;
    }
}

/// In the corner: that nothing can be changed here, and why.
fn read_only(buf: &mut Buffer, line: Rect, world: &World, look: &Look) {
    if let Access::ViewOnly(why) = world.access {
        let text = look.text(&say::edit_read_only(explain::view_only(why)));
        let width = u16::try_from(text.width()).unwrap_or(u16::MAX).min(line.width / 2);
        put(buf, line.right().saturating_sub(width), line.y, width, &text, look.style(Role::Badge));
    }
}

fn paint_boxes(buf: &mut Buffer, area: Rect, edit: &Edit, world: &World, look: &Look) {
    let boxes = shown_boxes(edit, world);
    let labels: Vec<Shown> = boxes.iter().map(|b| look.text(&say::plain(explain::service_label(b.service)))).collect();
    let label_width = labels.iter().map(Shown::width).max().and_then(|w| u16::try_from(w).ok()).unwrap_or(0);
    let at = boxes.iter().position(|b| edit.focus == Control::Box(b.service)).unwrap_or(0);
    let first = (at + 1).saturating_sub(usize::from(area.height.max(1)));
    for ((service_box, label), y) in boxes.iter().zip(&labels).skip(first).zip(area.top()..area.bottom()) {
        let ticked = edit.draft.ticked.contains(service_box.service);
        let tick = match (&service_box.state, ticked) {
            (BoxState::Locked, _) => Tick::Locked,
            (_, true) => Tick::Ticked,
            (BoxState::Free, false) => Tick::Free,
            (BoxState::Blocked(_) | BoxState::Absent(_), false) => Tick::Blocked,
        };
        let note = note(edit, world, service_box).map(|message| look.text(&message));
        let row = Rect { y, height: 1, ..area };
        let mut text_row = row;
        if service_box.service == Service::Smtp {
            text_row.width = text_row.width.saturating_sub(make_default_button(buf, row, edit, world, look));
        }
        let focused = edit.focus == Control::Box(service_box.service);
        check(buf, text_row, &Check { tick, label, label_width, note: note.as_ref(), focused }, look);
    }
}

/// What stands beside a box.
fn note(edit: &Edit, world: &World, service_box: &ServiceBox) -> Option<crate::locale::Message> {
    let (server, certificate) = edit.subject(world)?;
    let default = server.is_default_smtp(certificate.thumbprint);
    match &service_box.state {
        BoxState::Locked if edit.draft.ticked.contains(service_box.service) => Some(say::edit_assigned_meanwhile()),
        BoxState::Locked if service_box.service == Service::Smtp && default => Some(say::edit_is_default()),
        BoxState::Locked => Some(say::refusal_locked()),
        BoxState::Blocked(refusal) | BoxState::Absent(refusal) => Some(explain::refusal(refusal)),
        BoxState::Free if service_box.service == Service::Iis && server.back_end_only(certificate.thumbprint) => {
            Some(say::why_back_end())
        }
        BoxState::Free => None,
    }
}

/// Paints *Make default...* at the end of the SMTP row; says how many columns it took.
fn make_default_button(buf: &mut Buffer, row: Rect, edit: &Edit, world: &World, look: &Look) -> u16 {
    let enabled = match edit.make_default(world) {
        MakeDefault::Offered => true,
        MakeDefault::Refused(_) => false,
        MakeDefault::IsDefault | MakeDefault::NotAssigned => return 0,
    };
    let label = if edit.makes_default() { say::edit_becomes_default() } else { say::edit_make_default() };
    let button = Button { label: look.text(&label), enabled };
    let width = u16::try_from(button.label.width()).unwrap_or(u16::MAX).saturating_add(5).min(row.width);
    let place = Rect { x: row.right() - width, width, ..row };
    let focus = (edit.focus == Control::MakeDefault).then_some(0);
    buttons(buf, place, &[button], focus, look);
    width
}

fn paint_buttons(buf: &mut Buffer, line: Rect, edit: &Edit, gates: &dyn Gates, look: &Look) {
    let save = gates.gate(Action::Save) == Gate::Ready;
    let all = [
        Button { label: look.text(&say::button_save()), enabled: save },
        Button { label: look.text(&say::button_cancel()), enabled: true },
    ];
    let focus = match edit.focus {
        Control::Save => Some(0),
        Control::Cancel => Some(1),
        _ => None,
    };
    if edit.saving.is_some() {
        put(
            buf,
            line.x,
            line.y,
            line.width / 2,
            &look.text(&say::notice_saving(&edit.server)),
            look.style(Role::Accent),
        );
    }
    buttons(buf, line, &all, focus, look);
}
