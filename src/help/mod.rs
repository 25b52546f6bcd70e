//! `?`: every key, from the keymap's table, beginning with what works where the reader is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::vocabulary::{Action, Outcome, Scope, World, scrolled};
use crate::keymap::{BINDINGS, Key};
use crate::locale::{Message, say};
use crate::look::prose::{self, Prose, ProseLine, Sign};
use crate::look::widgets::{dialog_area, dialog_width, pane, pane_inner};
use crate::look::{Look, Role, clear};
use crate::text::Shown;

/// The help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Help {
    /// Where the reader was.
    scopes: &'static [Scope],
    /// The first line in view.
    pub top: usize,
}

const WIDTH: u16 = 78;
/// Columns of the keys.
const KEYS: u16 = 22;

/// A scope and the heading of its keys.
type Section = (Scope, fn() -> Message);

const SECTIONS: &[Section] = &[
    (Scope::List, say::help_list),
    (Scope::Details, say::help_details),
    (Scope::Picker, say::help_picker),
    (Scope::DropDown, say::help_drop_down),
    (Scope::Filter, say::help_filter),
    (Scope::Page, say::help_page),
    (Scope::Journal, say::help_journal),
    (Scope::CheckUp, say::help_check_up),
    (Scope::Edit, say::help_edit),
    (Scope::Shell, say::help_shell),
    (Scope::Completion, say::help_completion),
    (Scope::Question, say::help_question),
    (Scope::TypedQuestion, say::help_typed_question),
    (Scope::Report, say::help_report),
    (Scope::Conflict, say::help_conflict),
    (Scope::Export, say::help_export),
    (Scope::ImportFile, say::help_import_file),
    (Scope::ImportPassword, say::help_import_password),
    (Scope::ImportChoice, say::help_import_choice),
    (Scope::ImportPreview, say::help_import_preview),
    (Scope::ImportWork, say::help_import_work),
    (Scope::Palette, say::help_palette),
    (Scope::Everywhere, say::help_everywhere),
];

impl Help {
    /// The help for a reader who is there.
    #[must_use]
    pub fn new(scopes: &'static [Scope]) -> Help {
        Help { scopes, top: 0 }
    }

    /// The lines at this width.
    #[must_use]
    pub fn rows(&self, world: &World, columns: usize) -> Vec<ProseLine> {
        let mut prose = Prose::new(&world.locale, columns);
        let here = |scope: &Scope| self.scopes.contains(scope);
        let first = SECTIONS.iter().filter(|(scope, _)| here(scope));
        for (scope, title) in first.chain(SECTIONS.iter().filter(|(scope, _)| !here(scope))) {
            prose.blank();
            prose.heading(&title());
            for binding in BINDINGS.iter().filter(|binding| binding.scope == *scope) {
                let keys: Vec<String> = binding.keys.iter().map(Key::to_string).collect();
                let title = world.locale.text(&(binding.action.row().tip)());
                prose.labelled(2, &Shown::new(&keys.join("  ")), KEYS, Role::Text, &title);
            }
            if *scope == Scope::DropDown {
                prose.text(2, Role::Text, &say::help_type_ahead());
            }
        }
        prose.blank();
        prose.heading(&say::help_signs());
        prose.signed(2, Sign::DefaultSmtp, Role::Text, &say::list_default_smtp());
        prose.signed(2, Sign::FollowUp, Role::Text, &say::sign_follow_up());
        prose.lines()
    }

    fn place(&self, world: &World, within: Rect) -> (Rect, Vec<ProseLine>) {
        let width = dialog_width(within, WIDTH);
        let lines = self.rows(world, usize::from(width.saturating_sub(5)));
        let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2);
        (dialog_area(within, width, height), lines)
    }

    /// An action while the help has the keyboard.
    pub fn update(&mut self, action: Action, world: &World, within: Rect) -> Outcome {
        if action == Action::Close {
            return Outcome::Close;
        }
        let (place, lines) = self.place(world, within);
        self.top = scrolled(self.top, action, lines.len(), usize::from(place.height.saturating_sub(2)));
        Outcome::Stay
    }
}

/// Paints the help.
pub fn paint(buf: &mut Buffer, within: Rect, help: &Help, world: &World, look: &Look) {
    let (place, lines) = help.place(world, within);
    clear(buf, place);
    pane(buf, place, &look.text(&say::help_title()), true, look);
    let inner = pane_inner(place);
    let inner = Rect { x: inner.x + 1, width: inner.width.saturating_sub(1), ..inner };
    prose::paint(buf, inner, &lines, help.top, look);
}
