//! The question about what an earlier run has kept: what was entered, when, and what has become of it since.

use crate::app::vocabulary::{Action, Kept, NewDefault, Scope, UnsavedEdit, World, minute};
use crate::keymap::keys_of;
use crate::locale::{date, say};
use crate::look::prose::{Prose, Sign};
use crate::look::{Role, Tone};
use crate::text::Shown;

/// The most lines of a script that are shown; how many more there are is said.
const LINES: usize = 6;
const LABELS: u16 = 12;

/// The question's text.
pub(super) fn rows(prose: &mut Prose, kept: &Kept, world: &World) {
    let time = minute(&date::rfc3339(kept.time));
    let about = if kept.user == world.user { say::draft_about(time) } else { say::draft_about_of(time, &*kept.user) };
    prose.heading(&about);
    if let Some(edit) = &kept.unsaved.edit {
        of_edit(prose, edit, world);
    }
    if let Some(typed) = &kept.unsaved.typed {
        prose.blank();
        of_shell(prose, typed);
    }
}

fn of_edit(prose: &mut Prose, edit: &UnsavedEdit, world: &World) {
    let label = |message| world.locale.text(&message);
    prose.labelled(0, &label(say::draft_certificate()), LABELS, Role::Title, &Shown::new(&edit.certificate));
    prose.labelled(0, &label(say::draft_server()), LABELS, Role::Text, &Shown::new(edit.server.as_str()));
    let services =
        Shown::new(&edit.services().offered().map(crate::engine::Service::name).collect::<Vec<_>>().join(", "));
    prose.labelled(0, &label(say::draft_services()), LABELS, Role::Text, &services);
    if edit.draft.default_smtp != NewDefault::No {
        prose.text(LABELS + 1, Role::Text, &say::edit_becomes_default());
    }
    prose.blank();
    let obstacle = edit.obstacle(world);
    match (&obstacle, edit.is_outdated(world)) {
        (Some(reason), _) if is_reading(edit, world) => prose.signed(0, Sign::Tone(Tone::Waiting), Role::Text, reason),
        (Some(reason), _) => {
            prose.signed(0, Sign::Tone(Tone::Bad), Role::Error, reason);
            prose.text(2, Role::Text, &say::draft_not_restorable());
        }
        (None, Some(true)) => {
            prose.signed(0, Sign::Tone(Tone::Attention), Role::Warning, &say::draft_server_changed(&edit.server));
        }
        (None, Some(false)) => prose.text(0, Role::Text, &say::draft_server_same(&edit.server)),
        (None, None) => prose.text(0, Role::Text, &say::draft_server_unknown(&edit.server)),
    }
    let key = keys_of(&[Scope::Question], Action::Copy).next().map(|key| key.to_string()).unwrap_or_default();
    prose.text(0, Role::Muted, &say::draft_cmdlet(key));
    prose.shown(1, Role::Cmdlet, &Shown::new(&edit.cmdlet()));
}

fn is_reading(edit: &UnsavedEdit, world: &World) -> bool {
    world.entry(&edit.server).is_some_and(|entry| entry.loading)
}

fn of_shell(prose: &mut Prose, typed: &str) {
    let lines: Vec<&str> = typed.lines().collect();
    prose.text(0, Role::Text, &say::draft_typed(i64::try_from(lines.len()).unwrap_or(i64::MAX)));
    for line in lines.iter().take(LINES) {
        prose.shown(1, Role::Cmdlet, &Shown::new(line));
    }
    let more = lines.len().saturating_sub(LINES);
    if more > 0 {
        prose.text(1, Role::Muted, &say::draft_more_lines(i64::try_from(more).unwrap_or(i64::MAX)));
    }
}
