//! The conflict of a save on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::vocabulary::{Action, Gate, Scope, minute};
use super::super::watching::named;
use super::super::{State, gate};
use super::{Attempt, Conflict, Room};
use crate::edit;
use crate::engine::{Thumbprint, differences};
use crate::keymap::keys_of;
use crate::locale::{explain, say};
use crate::look::prose::{self, Prose, ProseLine, Sign};
use crate::look::widgets::{Button, buttons, dialog_area, dialog_width, footnote, pane, pane_inner};
use crate::look::{Look, Role, Tone, clear};
use crate::text::Shown;

const WIDTH: u16 = 76;
/// Changes of others that are named one by one.
const LINES: usize = 5;

impl State {
    fn conflict_rows(&self, conflict: &Conflict, columns: usize) -> Vec<ProseLine> {
        let mut prose = Prose::new(&self.world.locale, columns);
        prose.signed(0, Sign::Tone(Tone::Attention), Role::Text, &say::conflict_unwritten(&conflict.server));
        who(&mut prose, conflict);
        self.what(&mut prose, conflict);
        self.again(&mut prose, conflict);
        prose.lines()
    }

    fn what(&self, prose: &mut Prose, conflict: &Conflict) {
        let Some(now) = self.world.open_server(&conflict.server) else { return };
        if !self.is_read(conflict) {
            return;
        }
        prose.heading(&say::conflict_differences());
        let Some(before) = &conflict.before else {
            prose.text(1, Role::Muted, &say::conflict_before_unknown());
            return;
        };
        let found = differences(before, now);
        if found.is_empty() {
            prose.text(1, Role::Muted, &say::conflict_same());
        }
        let names = |thumbprint: Thumbprint| named(thumbprint, Some(before), now);
        for difference in &found {
            prose.signed(1, Sign::Bullet, Role::Text, &explain::difference(difference, &names));
        }
    }

    fn again(&self, prose: &mut Prose, conflict: &Conflict) {
        prose.heading(&say::conflict_again());
        if !self.is_read(conflict) {
            prose.signed(1, Sign::Tone(Tone::Waiting), Role::Muted, &say::conflict_reading(&conflict.server));
            return;
        }
        match &conflict.attempt {
            Attempt::Edit(draft, answered) => {
                edit::checked(prose, draft, &self.world, answered.as_ref().map(|(question, _)| question));
            }
            Attempt::Remove(thumbprint, name) => match self.removal_now(conflict, *thumbprint) {
                None => prose.text(1, Role::Muted, &say::conflict_removed_already()),
                Some(verdict) => {
                    for refusal in &verdict.refusals {
                        prose.signed(1, Sign::Tone(Tone::Bad), Role::Error, &explain::refusal_detail(refusal));
                        prose.text(3, Role::Text, &explain::remedy(refusal));
                        prose.text(3, Role::Muted, &say::rule_id(refusal.rule().id()));
                    }
                    if verdict.refusals.is_empty() {
                        prose.signed(1, Sign::Lost, Role::Text, &say::step_remove(name.as_str()));
                        let names = |thumbprint: Thumbprint| self.world.name_of(&conflict.server, thumbprint);
                        for (_, warning) in verdict.plan.warnings() {
                            let warning = explain::warning(warning, &names);
                            prose.signed(1, Sign::Tone(Tone::Attention), Role::Warning, &warning);
                        }
                        prose.text(1, Role::Muted, &say::conflict_asks_again());
                    }
                }
            },
            Attempt::TakeBack(record) => {
                prose.shown(1, Role::Cmdlet, &Shown::new(&record.cmdlet));
                prose.text(1, Role::Muted, &say::conflict_asks_again());
            }
        }
    }

    fn place(&self, conflict: &Conflict, within: Rect) -> (Rect, Vec<ProseLine>) {
        let width = dialog_width(within, WIDTH);
        let lines = self.conflict_rows(conflict, usize::from(width.saturating_sub(5)));
        let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(4);
        (dialog_area(within, width, height), lines)
    }

    pub(super) fn conflict_room(&self, conflict: &Conflict, within: Rect) -> Room {
        let (place, lines) = self.place(conflict, within);
        Room { lines: lines.len(), height: usize::from(place.height.saturating_sub(4)) }
    }

    /// Paints the dialog.
    pub(in crate::app) fn paint_conflict(&self, buf: &mut Buffer, within: Rect, conflict: &Conflict, look: &Look) {
        let (place, lines) = self.place(conflict, within);
        clear(buf, place);
        pane(buf, place, &look.text(&say::conflict_title(&conflict.server)), true, look);
        let inner = pane_inner(place);
        let inner = Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner };
        let text = Rect { height: inner.height.saturating_sub(2), ..inner };
        prose::paint(buf, text, &lines, conflict.top, look);
        if conflict.top + usize::from(text.height) < lines.len() {
            let key = keys_of(&[Scope::Conflict], Action::PageDown).next();
            let key = key.map(|key| key.to_string()).unwrap_or_default();
            footnote(buf, place, &look.text(&say::more_below(key)), look.style(Role::Key));
        }
        let line = Rect { y: inner.bottom().saturating_sub(1), height: inner.height.min(1), ..inner };
        let ready = gate(self, Action::ApplyAgain) == Gate::Ready;
        let all = [
            Button { label: look.text(&say::action_apply_again()), enabled: ready },
            Button { label: look.text(&say::conflict_back()), enabled: true },
        ];
        buttons(buf, line, &all, Some(usize::from(!conflict.again)), look);
    }
}

/// Who changed the server meanwhile, as far as the journal knows.
fn who(prose: &mut Prose, conflict: &Conflict) {
    prose.heading(&say::conflict_who());
    let Some(lines) = &conflict.lines else {
        prose.text(1, Role::Muted, &say::conflict_looking());
        return;
    };
    if lines.records.is_empty() {
        prose.text(1, Role::Text, &say::conflict_nobody());
    }
    let hidden = lines.records.len().saturating_sub(LINES);
    if hidden > 0 {
        prose.text(1, Role::Muted, &say::journal_more(i64::try_from(hidden).unwrap_or(i64::MAX)));
    }
    for record in lines.records.iter().skip(hidden) {
        let line = say::conflict_line(minute(&record.time), record.user.as_str());
        prose.signed(1, Sign::Bullet, Role::Text, &line);
        prose.shown(3, Role::Cmdlet, &Shown::new(&record.cmdlet.replace('\n', "; ")));
    }
}
