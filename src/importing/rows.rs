//! What there is to read in each step.

use ratatui::layout::Rect;

use super::update::chosen;
use super::{Asking, Choosing, Control, Importing, Preview, Step, Work, view};
use crate::app::vocabulary::{Candidate, FileKind, ImportLine, Way, World};
use crate::engine::Access;
use crate::locale::{Message, explain, say};
use crate::look::prose::{Prose, ProseLine, Sign};
use crate::look::{Role, Tone};
use crate::text::Shown;

/// What stands between the head and the buttons.
pub(super) enum List {
    /// Lines to read.
    Lines(Vec<ProseLine>),
    /// Rows to choose from, and the one under the cursor.
    Choices(Vec<Choice>, usize),
    /// How far the work is.
    Bar(Work),
}

/// A row to choose.
pub(super) struct Choice {
    /// What it is called.
    pub(super) name: Shown,
    /// What stands beside it.
    pub(super) note: Shown,
}

/// The lines on top.
pub(super) fn head(importing: &Importing, world: &World, columns: usize) -> Vec<ProseLine> {
    let mut prose = Prose::new(&world.locale, columns);
    let name = importing.name();
    match &importing.step {
        Step::File(_) => prose.text(0, Role::Text, &say::importing_about()),
        Step::Password(asking) => password(&mut prose, asking, name),
        Step::Dates { date, place, .. } => {
            prose.text(0, Role::Text, &say::importing_dates(date.as_str(), place.as_str()));
        }
        Step::Server(placing) => match world.servers.get(chosen(placing, world)) {
            Some(entry) => prose.text(0, Role::Text, &say::importing_unnamed(&entry.name)),
            None => prose.signed(0, Sign::Tone(Tone::Bad), Role::Error, &say::importing_no_server()),
        },
        Step::Reading(Work { progress: Some((done, of)), .. }) if done >= of => {
            prose.text(0, Role::Text, &say::importing_comparing(name));
        }
        Step::Reading(_) => prose.text(0, Role::Text, &say::importing_reading(name)),
        Step::TakingIn(_, work) if work.stop.is_asked() => prose.text(0, Role::Text, &say::importing_stopping()),
        Step::TakingIn(..) => prose.text(0, Role::Text, &say::importing_taking_in(name)),
        Step::Preview(preview) => preview_head(&mut prose, preview, name, world.access),
        Step::Result { .. } => prose.signed(0, Sign::Tone(Tone::Good), Role::Good, &say::importing_result(name)),
    }
    prose.lines()
}

fn password(prose: &mut Prose<'_>, asking: &Asking, name: &str) {
    if asking.wrong {
        prose.signed(0, Sign::Tone(Tone::Bad), Role::Error, &say::importing_wrong_password());
    } else {
        prose.text(0, Role::Text, &say::importing_needs_password(name));
    }
}

fn preview_head(prose: &mut Prose<'_>, preview: &Preview, name: &str, access: Access) {
    if let Some(problem) = &preview.problem {
        prose.signed(0, Sign::Tone(Tone::Bad), Role::Error, problem);
    }
    if preview.proposal.way == Way::Nothing {
        prose.signed(0, Sign::Tone(Tone::Good), Role::Text, &say::importing_nothing());
        return;
    }
    if let Access::ViewOnly(why) = access {
        prose.signed(0, Sign::Tone(Tone::Attention), Role::Warning, &explain::view_only_detail(why));
    }
    prose.heading(&say::importing_preview(name));
}

/// What stands below that.
pub(super) fn list(importing: &Importing, world: &World, columns: usize) -> List {
    match &importing.step {
        Step::File(choosing) if !choosing.candidates.is_empty() => {
            let named = choosing.candidates.iter().map(|candidate| of_candidate(candidate, world));
            List::Choices(named.collect(), choosing.row)
        }
        Step::File(Choosing { problem: Some(problem), .. }) => {
            let mut prose = Prose::new(&world.locale, columns);
            prose.signed(0, Sign::Tone(Tone::Bad), Role::Error, problem);
            List::Lines(prose.lines())
        }
        Step::Dates { row, .. } => {
            let answers = [say::importing_month_first(), say::importing_day_first()];
            let answers = answers.map(|answer| Choice { name: world.locale.text(&answer), note: Shown::default() });
            List::Choices(answers.into(), *row)
        }
        Step::Server(placing) => {
            let named = world
                .servers
                .iter()
                .map(|entry| Choice { name: Shown::new(entry.name.as_str()), note: Shown::default() });
            List::Choices(named.collect(), chosen(placing, world))
        }
        Step::Preview(Preview { proposal, .. }) => List::Lines(read(&proposal.lines, world, columns)),
        Step::Result { lines, .. } => List::Lines(read(lines, world, columns)),
        Step::Reading(work) | Step::TakingIn(_, work) => List::Bar(work.clone()),
        Step::File(_) | Step::Password(_) => List::Lines(Vec::new()),
    }
}

/// The lines that scroll; none where something else stands there.
pub(super) fn lines(importing: &Importing, world: &World, within: Rect) -> Vec<ProseLine> {
    match list(importing, world, view::columns(within)) {
        List::Lines(lines) => lines,
        List::Choices(..) | List::Bar(_) => Vec::new(),
    }
}

fn read(lines: &[ImportLine], world: &World, columns: usize) -> Vec<ProseLine> {
    let mut prose = Prose::new(&world.locale, columns);
    for line in lines {
        if line.attention {
            prose.signed(line.indent, Sign::Tone(Tone::Attention), Role::Warning, &line.message);
        } else if line.indent == 0 {
            prose.heading(&line.message);
        } else {
            prose.text(line.indent, Role::Text, &line.message);
        }
    }
    prose.lines()
}

fn of_candidate(candidate: &Candidate, world: &World) -> Choice {
    let note = match candidate.kind {
        FileKind::Folder => Some(say::importing_kind_folder()),
        FileKind::Certificate => Some(say::importing_kind_certificate()),
        FileKind::Chain => Some(say::importing_kind_chain()),
        FileKind::WithKey => Some(say::importing_kind_with_key()),
        FileKind::Clixml => Some(say::importing_kind_clixml()),
        FileKind::Json => Some(say::importing_kind_json()),
        FileKind::Csv => Some(say::importing_kind_csv()),
        FileKind::Text => Some(say::importing_kind_text()),
        FileKind::Other => None,
    };
    let note = note.map(|note| world.locale.text(&note)).unwrap_or_default();
    Choice { name: Shown::new(&candidate.name), note }
}

/// How far the work is, in words.
pub(super) fn progress(importing: &Importing) -> Option<Message> {
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    match &importing.step {
        Step::Reading(Work { progress: Some((done, of)), .. }) if *of >= 10 << 20 => {
            Some(say::importing_megabytes(number(done >> 20), number(of >> 20)))
        }
        Step::Reading(Work { progress: Some((done, of)), .. }) => {
            Some(say::importing_kilobytes(number(done.div_ceil(1024)), number(of.div_ceil(1024))))
        }
        Step::TakingIn(_, Work { progress: Some((done, of)), .. }) => {
            Some(say::importing_steps(number(*done), number(*of)))
        }
        _ => None,
    }
}

/// The buttons, and which of them has the focus.
pub(super) fn buttons(importing: &Importing) -> (Vec<Message>, Option<usize>) {
    let at = |focus: Control| match focus {
        Control::Field => None,
        Control::Next => Some(0),
        Control::Cancel => Some(1),
    };
    match &importing.step {
        Step::File(choosing) => (vec![say::button_next(), say::button_cancel()], at(choosing.focus)),
        Step::Password(asking) => (vec![say::button_next(), say::button_cancel()], at(asking.focus)),
        Step::Preview(Preview { proposal, .. }) if proposal.way == Way::Nothing => (vec![say::button_close()], Some(0)),
        Step::Preview(preview) => (vec![say::button_import(), say::button_cancel()], at(preview.focus)),
        Step::Reading(_) | Step::TakingIn(..) => (vec![say::button_cancel()], Some(0)),
        Step::Result { .. } => (vec![say::button_close()], Some(0)),
        Step::Dates { .. } | Step::Server(_) => (Vec::new(), None),
    }
}
