//! The whole picture, from the state alone.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::layout::NOTICE_MARGIN;
use super::vocabulary::{Action, Gate, Notice, Severity};
use super::{Dialog, Focus, LEAST, Regions, State, gate, regions, report};
use crate::engine::Access;
use crate::keymap::{BINDINGS, keys_of, resolve};
use crate::locale::{date, say};
use crate::look::widgets::{Hint, hints, pane, paragraph};
use crate::look::{Look, Role, Tone, clear, put};
use crate::text::Shown;
use crate::{certificates, checkup, confirm, edit, export, help, importing, journal, palette, servers, shell};

/// Paints the state; says where the cursor belongs, if anywhere. The buffer has the state's size and is empty.
pub fn paint(state: &State, look: &Look, buf: &mut Buffer) -> Option<Position> {
    let regions = regions(state);
    if regions.too_small {
        too_small(buf, regions.area, look);
        return None;
    }
    header(buf, regions.header, state, look);
    let mut cursor = page(buf, &regions, state, look);
    footer(buf, regions.footer, state, look);
    for dialog in &state.dialogs {
        let within = regions.dialog();
        cursor = match dialog {
            Dialog::Edit(dialog) => edit::paint(buf, within, dialog, &state.world, state, look),
            Dialog::Confirm(dialog) => confirm::paint(buf, within, dialog, &state.world, look),
            Dialog::Shell => shell::paint(buf, regions.shell(), &state.shell, &state.world, look),
            Dialog::Export(dialog) => export::paint(buf, within, dialog, &state.world, look),
            Dialog::Import(dialog) => importing::paint(buf, within, dialog, &state.world, state, look),
            Dialog::Report(dialog) => {
                report::paint(buf, within, dialog, &state.world, look);
                None
            }
            Dialog::Conflict(dialog) => {
                state.paint_conflict(buf, within, dialog, look);
                None
            }
            Dialog::Journal(dialog) => {
                journal::paint(buf, within, dialog, &state.world, look);
                None
            }
            Dialog::CheckUp(dialog) => {
                checkup::paint(buf, within, dialog, &state.world, look);
                None
            }
            Dialog::Help(dialog) => {
                help::paint(buf, within, dialog, &state.world, look);
                None
            }
        };
    }
    if let Some(open) = &state.palette {
        cursor = palette::paint(buf, regions.dialog(), open, &state.beneath(), &state.world, look);
    }
    if let Some(notice) = &state.notice {
        paint_notice(buf, &regions, notice, look);
    }
    cursor
}

fn page(buf: &mut Buffer, regions: &Regions, state: &State, look: &Look) -> Option<Position> {
    let (page, world) = (&state.page, &state.world);
    let on_page = state.dialogs.is_empty() && state.palette.is_none();
    let focused = |focus| on_page && page.focus == focus;
    let size = regions.certificates(state);
    let mut cursor = None;
    if regions.list.height > 0 {
        cursor = certificates::paint_list(buf, regions.list, &page.certificates, world, focused(Focus::List), look);
    }
    if regions.details.height > 0 {
        let focused = focused(Focus::Details);
        certificates::paint_details(buf, regions.details, &page.certificates, world, size, focused, look);
    }
    if regions.folded {
        servers::paint_folded(buf, regions.picker, world, focused(Focus::Picker), look);
        if page.servers.open {
            servers::paint(buf, regions.drop_down, &page.servers, world, focused(Focus::Picker), look);
        }
    } else {
        servers::paint(buf, regions.picker, &page.servers, world, focused(Focus::Picker), look);
    }
    cursor.filter(|_| on_page)
}

fn header(buf: &mut Buffer, line: Rect, state: &State, look: &Look) {
    let world = &state.world;
    let between = Shown::join([&Shown::ours(" "), &Shown::ours(look.glyphs.separator.as_str()), &Shown::ours(" ")], "");
    let mut parts = vec![(Shown::new(&world.organization.name), Role::Title)];
    if world.simulated {
        parts.push((look.text(&say::header_simulated(date::day(world.now))), Role::Badge));
    }
    parts.push(match world.access {
        Access::Full => (Shown::new(&world.user), Role::Muted),
        Access::ViewOnly(_) => (look.text(&say::header_view_only(world.user.as_str())), Role::Badge),
    });
    let width = parts.iter().map(|(text, _)| text.width()).sum::<usize>() + 3 * (parts.len() - 1);
    let width = u16::try_from(width).unwrap_or(u16::MAX).min(line.width.saturating_sub(2));
    let mut x = line.right() - width - 1;
    for (index, (text, role)) in parts.iter().enumerate() {
        let room = |x: u16| line.right().saturating_sub(x + 1);
        if index > 0 {
            x += put(buf, x, line.y, room(x), &between, look.style(Role::Muted));
        }
        x += put(buf, x, line.y, room(x), text, look.style(*role));
    }
    let room = (line.width - width - 1).saturating_sub(2);
    let title = look.text(&say::product_title());
    let trail = look.text(&say::breadcrumb());
    let (title_width, trail_width) = (title.width(), trail.width());
    if title_width + trail_width + 3 <= usize::from(room) {
        let used = put(buf, line.x + 1, line.y, room, &title, look.style(Role::Title));
        put(buf, line.x + 1 + used + 3, line.y, room, &trail, look.style(Role::Muted));
    } else if trail_width <= usize::from(room) {
        put(buf, line.x + 1, line.y, room, &trail, look.style(Role::Title));
    }
}

fn footer(buf: &mut Buffer, line: Rect, state: &State, look: &Look) {
    let line = Rect { x: line.x + 1, width: line.width.saturating_sub(2), ..line };
    let mut all: Vec<Hint> = Vec::new();
    for scope in state.scopes() {
        for binding in BINDINGS.iter().filter(|binding| binding.scope == *scope) {
            let (Some(priority), Some(key)) = (binding.hint, binding.keys.first()) else { continue };
            let gate = gate(state, binding.action);
            // Further in, the same key may mean something else.
            let means_it = resolve(state.scopes(), *key) == Some(binding.action);
            let named = all.iter().any(|hint| hint.key.as_str() == key.to_string());
            if gate != Gate::Absent && means_it && !named {
                all.push(Hint {
                    key: Shown::new(&key.to_string()),
                    label: look.text(&(binding.action.row().title)()),
                    priority,
                    enabled: gate == Gate::Ready,
                });
            }
        }
    }
    all.sort_by_key(|hint| hint.priority);
    let keys = |action| keys_of(state.scopes(), action).find(|key| resolve(state.scopes(), *key) == Some(action));
    let key = keys(Action::Help).or_else(|| keys(Action::Palette));
    let more = Hint {
        key: key.map(|key| Shown::new(&key.to_string())).unwrap_or_default(),
        label: look.text(&say::hints_more()),
        priority: 0,
        enabled: true,
    };
    hints(buf, line, &all, &more, look);
}

fn paint_notice(buf: &mut Buffer, regions: &Regions, notice: &Notice, look: &Look) {
    let tone = match notice.severity {
        Severity::Info => Tone::Waiting,
        Severity::Done => Tone::Good,
        Severity::Problem => Tone::Bad,
    };
    let area = regions.notice;
    clear(buf, area);
    let frame = u16::from(regions.notice_framed);
    if regions.notice_framed {
        pane(buf, area, &Shown::default(), false, look);
    }
    let inside = Rect { x: area.x + 2, y: area.y + frame, ..area };
    let inside = Rect { height: area.height.saturating_sub(2 * frame), ..inside };
    put(buf, inside.x, inside.y, 1, look.sign(tone), look.style(tone.role()));
    let width = area.width.saturating_sub(NOTICE_MARGIN);
    let lines = look.text(&notice.message).wrap(usize::from(width));
    let rows = usize::from(inside.height);
    for ((number, line), y) in (1..).zip(&lines).zip(inside.top()..inside.bottom()) {
        let used = put(buf, inside.x + 2, y, width, line, look.style(Role::Text));
        if number == rows && lines.len() > rows {
            let at = inside.x + 2 + used.min(width.saturating_sub(1));
            put(buf, at, y, 1, look.glyphs.ellipsis, look.style(Role::Text));
        }
    }
}

fn too_small(buf: &mut Buffer, area: Rect, look: &Look) {
    let of = i64::from;
    let message = say::too_small(of(area.width), of(area.height), of(LEAST.0), of(LEAST.1));
    paragraph(buf, area, &look.text(&message), look.style(Role::Warning));
}
