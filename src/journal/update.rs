//! Keys in the journal, and what is read of it.

use super::{FIRST, Journal, Row, Tab, details};
use crate::app::vocabulary::{
    Action, Document, Gate, JournalWish, LeftToDo, Lines, Outcome, World, may_copy, scrolled,
};
use crate::engine::{ServerName, ServerSteps};
use crate::locale::{Message, say};

/// The room inside the dialog, for moving and scrolling.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Room {
    /// Rows of the list.
    pub rows: usize,
    /// Lines of the details.
    pub lines: usize,
    /// Columns of the details.
    pub columns: usize,
    /// Whether list and details take turns.
    pub turns: bool,
}

impl Journal {
    /// An action while the dialog has the keyboard.
    pub fn update(&mut self, action: Action, world: &World, room: Room) -> Outcome {
        match action {
            Action::Close if room.turns && self.in_details => self.in_details = false,
            Action::Close => return Outcome::Close,
            Action::OtherTab => {
                self.tab = if self.tab == Tab::Done { Tab::Open } else { Tab::Done };
                (self.in_details, self.details_top) = (false, 0);
                self.keep_in_view(world, room);
            }
            Action::Next | Action::Previous => self.in_details = !self.in_details,
            Action::Read => self.in_details = true,
            Action::Refresh => return Outcome::Journal(JournalWish::Refresh),
            Action::Copy => {
                return self.selected().map_or(Outcome::Stay, |record| Outcome::Copy(record.cmdlet.clone()));
            }
            Action::TickOff => return self.tick_off(world),
            Action::Export => return self.change().map_or(Outcome::Stay, |change| Outcome::Export(vec![change])),
            Action::RollBack => {
                return self
                    .selected()
                    .map_or(Outcome::Stay, |record| Outcome::Journal(JournalWish::TakeBack(record.clone())));
            }
            _ if self.in_details => {
                let total = details::rows(self, world, room.columns).len();
                self.details_top = scrolled(self.details_top, action, total, room.lines.max(1));
            }
            _ => return self.go(action, world, room),
        }
        Outcome::Stay
    }

    fn go(&mut self, action: Action, world: &World, room: Room) -> Outcome {
        let page = room.rows.saturating_sub(1).max(1);
        let row = self.place().row;
        let to = match action {
            Action::Up => row.saturating_sub(1),
            Action::Down => row + 1,
            Action::PageUp => row.saturating_sub(page),
            Action::PageDown => row + page,
            Action::First => 0,
            Action::Last => usize::MAX,
            _ => return Outcome::Stay,
        };
        self.place().row = to;
        self.keep_in_view(world, room);
        if self.place().row != row {
            self.details_top = 0;
        }
        let near_end = self.done.row + 2 * room.rows.max(1) >= self.len(world);
        let more = self.lines.as_ref().is_some_and(|lines| lines.more);
        if self.tab == Tab::Done && more && near_end && self.reading.is_none() {
            return Outcome::Journal(JournalWish::Older);
        }
        Outcome::Stay
    }

    /// Moves cursor and first row in view so that the cursor is on a row, and in view.
    pub fn keep_in_view(&mut self, world: &World, room: Room) {
        let (rows, total) = (room.rows.max(1), self.len(world));
        let place = self.place();
        place.row = place.row.min(total.saturating_sub(1));
        place.top = place.top.min(place.row).max((place.row + 1).saturating_sub(rows));
        place.top = place.top.min(total.saturating_sub(rows));
    }

    fn tick_off(&self, world: &World) -> Outcome {
        self.selected_open(world).map_or(Outcome::Stay, |open| Outcome::Journal(JournalWish::TickOff(open.clone())))
    }

    /// What was read takes the place of what was known; the cursor stays on its line.
    pub fn read(&mut self, result: Result<Lines, Message>) {
        self.reading = None;
        match result {
            Ok(lines) => {
                let before = self.lines.is_some().then(|| self.before());
                let cursor = self.row_of(self.done.row);
                self.failure = None;
                self.lines = Some(lines);
                let first = self.before();
                self.done.row = match (before, cursor) {
                    // The newest line, not the broken ones before it.
                    (None, _) => first,
                    (Some(_), Some(seq)) => self.find(seq, self.done.row),
                    (Some(_), None) => self.done.row,
                };
                self.done.row = self.done.row.min((self.lines_read() + first).saturating_sub(1));
            }
            Err(reason) => self.failure = Some(reason),
        }
    }

    /// How many lines are read by now.
    pub(super) fn lines_read(&self) -> usize {
        self.lines.as_ref().map_or(0, |lines| lines.records.len())
    }

    /// How many lines to ask for so that older ones come: twice as many, so that reading them all costs no more than
    /// twice what they are.
    #[must_use]
    pub fn older(&self) -> usize {
        self.limit.max(FIRST).saturating_mul(2)
    }

    fn row_of(&self, row: usize) -> Option<u64> {
        let index = row.checked_sub(self.before())?;
        Some(self.lines.as_ref()?.records.get(index)?.seq)
    }

    /// The row of the line of that number, nearest to where it stood: numbers can be there twice in an edited file.
    fn find(&self, seq: u64, near: usize) -> usize {
        let records = self.lines.as_ref().map(|lines| lines.records.iter()).into_iter().flatten();
        let rows = (self.before()..).zip(records).filter(|(_, record)| record.seq == seq).map(|(row, _)| row);
        rows.min_by_key(|row| row.abs_diff(near)).unwrap_or(near)
    }

    /// Whether the cmdlet of the selected line can be copied.
    #[must_use]
    pub fn may_copy(&self) -> Gate {
        match self.selected() {
            _ if self.tab == Tab::Open => Gate::Absent,
            Some(record) if !record.cmdlet.is_empty() => may_copy(&record.cmdlet),
            _ => Gate::Blocked(say::journal_no_cmdlet()),
        }
    }

    /// Whether the selected change can be handed over as a script.
    #[must_use]
    pub fn may_export(&self) -> Gate {
        match self.selected() {
            _ if self.tab == Tab::Open => Gate::Absent,
            Some(record) if record.altered => Gate::Blocked(say::journal_altered()),
            Some(record) if record.is_import() => Gate::Blocked(say::taken_stays()),
            Some(record) if record.happened() && self.change().is_none() => Gate::Blocked(say::journal_steps_unknown()),
            Some(record) if record.happened() => Gate::Ready,
            _ => Gate::Blocked(say::journal_no_change()),
        }
    }

    /// The selected change as a script makes it again; `None` where something in it is of a later version.
    fn change(&self) -> Option<ServerSteps> {
        let record = self.selected()?;
        let known = record.follow_ups.iter().map(|left| match left {
            LeftToDo::Known(follow_up) => Some(follow_up.clone()),
            LeftToDo::Other(_) => None,
        });
        Some(ServerSteps {
            server: record.server.clone(),
            steps: record.steps.clone()?,
            follow_ups: known.collect::<Option<_>>()?,
        })
    }

    /// Whether the selected follow-up can be ticked off.
    #[must_use]
    pub fn may_tick(&self, world: &World) -> Gate {
        match (self.tab, self.selected_open(world)) {
            (Tab::Done, _) => Gate::Absent,
            (Tab::Open, None) => Gate::Blocked(say::journal_nothing_open()),
            (Tab::Open, Some(open)) if self.ticking.is_some() => Gate::Blocked(say::journal_ticking(&open.server)),
            (Tab::Open, Some(_)) => Gate::Ready,
        }
    }

    /// Whether the way back from the selected line can be looked for.
    #[must_use]
    pub fn may_take_back(&self, world: &World) -> Gate {
        let Some(record) = self.selected() else {
            return if self.tab == Tab::Open { Gate::Absent } else { Gate::Blocked(say::journal_no_change()) };
        };
        if let Some(record) = &self.taking_back {
            return Gate::Blocked(say::journal_looking(&record.server));
        }
        if self.saving.is_some() {
            return Gate::Blocked(say::notice_saving(&record.server));
        }
        if record.altered {
            return Gate::Blocked(say::journal_altered());
        }
        if record.is_import() {
            return Gate::Blocked(say::taken_stays());
        }
        if !record.happened() {
            return Gate::Blocked(say::journal_no_change());
        }
        if record.steps.is_none() {
            return Gate::Blocked(say::journal_steps_unknown());
        }
        match world.entry(&record.server).map(|entry| &entry.document) {
            None => Gate::Blocked(say::journal_no_server(&record.server)),
            Some(Document::Broken(reason)) => {
                Gate::Blocked(say::picker_broken_detail(&record.server, reason.as_ref().clone()))
            }
            Some(Document::Named | Document::Open(_)) => Gate::Ready,
        }
    }

    /// The server of the selected row.
    #[must_use]
    pub fn concerns<'a>(&'a self, world: &'a World) -> Option<&'a ServerName> {
        match self.tab {
            Tab::Done => self.server_of(self.done.row, world),
            Tab::Open => self.server_of(self.open.row, world),
        }
    }

    /// The servers of the rows in view, that of the selected one first: names in them are those of their documents.
    pub fn in_view<'a>(&'a self, world: &'a World, room: Room) -> impl Iterator<Item = &'a ServerName> {
        let top = if self.tab == Tab::Done { self.done.top } else { self.open.top };
        let rows = (top..top.saturating_add(room.rows)).filter_map(|row| self.server_of(row, world));
        self.concerns(world).into_iter().chain(rows)
    }

    fn server_of<'a>(&'a self, row: usize, world: &'a World) -> Option<&'a ServerName> {
        match self.tab {
            Tab::Done => match self.row(row)? {
                Row::Line(record) => Some(&record.server),
                Row::Broken(_) => None,
            },
            Tab::Open => world.follow_ups.as_ref()?.get(row).map(|open| &open.server),
        }
    }
}
