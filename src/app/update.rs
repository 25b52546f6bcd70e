//! What happens: the one place where a state changes.

use tui_input::InputRequest;
use zeroize::Zeroizing;

use super::vocabulary::{Action, Effect, Event, Gate, NewDefault, Notice, Outcome, Scope, Severity};
use super::{Dialog, Focus, Report, State, gate, regions};
use crate::confirm::{Confirm, digits_to_type};
use crate::edit::Edit;
use crate::help::Help;
use crate::keymap::{self, Code, Key};
use crate::locale::Message;
use crate::palette::Palette;

/// Applies an event. Total: any event in any state has an answer, and none panics.
#[must_use]
pub fn update(state: &mut State, event: Event) -> Vec<Effect> {
    let mut effects = match event {
        Event::Key(key) => state.key(key),
        // It may be a password.
        Event::Paste(text) => state.paste(&Zeroizing::new(text)),
        Event::Resize(columns, rows) => state.resize((columns, rows)),
        Event::Time(now) => state.time(now),
        Event::Listed(result) => state.listed(result),
        Event::Organization(result) => state.organization(result),
        Event::Opened { ticket, name, result, findings, own } => state.opened(ticket, &name, result, findings, own),
        Event::Changed(changes) => state.changed(&changes),
        Event::Since { server, before, after, records } => state.since(&server, before, after, records),
        Event::Learned { ticket, name, first, facts } => state.learned(ticket, &name, first, facts),
        Event::EdgeSubscribed(subscribed) => state.edge_subscribed(subscribed),
        Event::Trouble(reason) => state.trouble(reason),
        Event::Saved { ticket, plan } => state.saved(ticket, &plan),
        Event::SaveFailed { ticket, server, failure } => state.save_failed(ticket, &server, failure),
        Event::Ran { ticket, outcome } => state.ran(ticket, outcome),
        Event::Journal(news) => state.journal_news(news),
        Event::CheckedUp { ticket, result } => state.checked_up(ticket, result),
        Event::Written { ticket, file, result } => state.written(ticket, file, result),
        Event::Import { ticket, news } => state.import_news(ticket, news),
        Event::Draft(news) => state.draft_news(news),
        Event::Terminate => vec![Effect::Quit { interrupted: false }],
        Event::Resumed => Vec::new(),
    };
    effects.extend(state.look_for_edge());
    effects.extend(state.load_in_view());
    effects.extend(state.load_for_journal());
    state.find_way_back();
    effects.extend(state.offer_draft());
    effects.extend(state.keep_draft());
    if effects.iter().any(|effect| matches!(effect, Effect::Quit { .. })) {
        state.stop_reading();
    }
    effects
}

impl State {
    fn key(&mut self, key: Key) -> Vec<Effect> {
        self.notice = None;
        if let Some(action) = keymap::resolve(self.scopes(), key) {
            return self.ask(action);
        }
        self.type_key(key);
        Vec::new()
    }

    /// Asks the gate, then acts: the road of every key, click and test.
    pub fn ask(&mut self, action: Action) -> Vec<Effect> {
        match gate(self, action) {
            Gate::Ready => self.act(action),
            Gate::Blocked(reason) => {
                if action == Action::Remove && self.report_refused_removal() {
                    return Vec::new();
                }
                self.say(Severity::Problem, reason);
                Vec::new()
            }
            Gate::Absent => Vec::new(),
        }
    }

    fn act(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::QuitNow => return vec![Effect::Quit { interrupted: true }],
            Action::Suspend => return vec![Effect::Suspend],
            Action::Help => {
                let scopes = self.scopes();
                self.dialogs.push(Dialog::Help(Help::new(scopes)));
                return Vec::new();
            }
            Action::Shell => {
                self.dialogs.push(Dialog::Shell);
                return Vec::new();
            }
            Action::Palette => {
                self.palette = Some(Palette::default());
                return Vec::new();
            }
            Action::Import => return self.open_import(),
            Action::Journal => return self.open_journal(),
            Action::ApplyAgain => return self.apply_again(),
            Action::CheckUp => return self.open_check_up(),
            Action::Copy if matches!(self.dialogs.last(), Some(Dialog::Edit(_))) => return self.copy_from_edit(),
            Action::Copy if self.offered().is_some() => return self.copy_draft(),
            _ => {}
        }
        let regions = regions(self);
        if let Some(mut palette) = self.palette.take() {
            let outcome = palette.update(action, &self.beneath(), &self.world, regions.dialog());
            self.palette = Some(palette);
            return self.take_from_palette(&outcome);
        }
        let outcome = match self.dialogs.last_mut() {
            None => return self.act_on_page(action),
            Some(Dialog::Edit(edit)) if action == Action::Refresh => {
                let server = edit.server.clone();
                return self.load_again(&server);
            }
            Some(Dialog::Edit(edit)) => {
                let room = crate::edit::room(regions.dialog(), edit, &self.world);
                edit.update(action, &self.world, room)
            }
            Some(Dialog::Confirm(confirm)) => {
                let last = crate::confirm::last_top(confirm, &self.world, regions.dialog());
                confirm.update(action, last)
            }
            Some(Dialog::Export(export)) => export.update(action, &self.world),
            Some(Dialog::Import(importing)) => importing.update(action, &self.world, regions.dialog()),
            Some(Dialog::Report(report)) => report.update(action, &self.world, regions.dialog()),
            Some(Dialog::Conflict(_)) => return self.act_on_conflict(action),
            Some(Dialog::Journal(journal)) => {
                let room = crate::journal::room(regions.dialog(), journal);
                journal.update(action, &self.world, room)
            }
            Some(Dialog::CheckUp(check_up)) => {
                let room = crate::checkup::room(regions.dialog(), check_up, &self.world);
                check_up.update(action, room)
            }
            Some(Dialog::Help(help)) => help.update(action, &self.world, regions.dialog()),
            Some(Dialog::Shell) => {
                let size = crate::shell::size(regions.shell(), &self.shell, &self.world);
                self.shell.update(action, &self.world, size)
            }
        };
        self.take(outcome)
    }

    fn act_on_page(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Quit => return vec![Effect::Quit { interrupted: false }],
            Action::Refresh => return self.reload(),
            Action::Next => self.other_focus(1),
            Action::Previous => self.other_focus(2),
            Action::SelectServer => self.select_server(),
            Action::Details => self.details_alone(),
            Action::Filter | Action::SortName | Action::SortStatus | Action::SortExpires => {
                self.page.details_alone = false;
                self.page.focus = Focus::List;
                return self.act_on_list(action);
            }
            _ => {
                return match self.page.focus {
                    Focus::Picker => self.act_on_picker(action),
                    Focus::List => self.act_on_list(action),
                    Focus::Details if action == Action::Back => {
                        self.page.details_alone = false;
                        self.page.focus = Focus::List;
                        Vec::new()
                    }
                    Focus::Details => {
                        let size = regions(self).certificates(self);
                        let outcome = self.page.certificates.update_details(action, &self.world, size);
                        self.take(outcome)
                    }
                };
            }
        }
        Vec::new()
    }

    fn act_on_list(&mut self, action: Action) -> Vec<Effect> {
        let size = regions(self).certificates(self);
        let outcome = self.page.certificates.update(action, &self.world, size);
        // The filter's line takes a row away, or gives one back.
        let size = regions(self).certificates(self);
        self.page.certificates.keep_in_view(size);
        self.take(outcome)
    }

    fn act_on_picker(&mut self, action: Action) -> Vec<Effect> {
        let regions = regions(self);
        if !regions.folded {
            return match action {
                Action::Activate | Action::Cancel => {
                    self.page.focus = Focus::List;
                    Vec::new()
                }
                _ => {
                    self.page.servers.update(action, &self.world, regions.picker_rows);
                    self.choose_under_cursor()
                }
            };
        }
        match (action, self.page.servers.open) {
            (Action::Activate, true) => {
                self.page.servers.open = false;
                self.page.servers.typed.clear();
                self.page.focus = Focus::List;
                self.choose_under_cursor()
            }
            (Action::Activate | Action::Down | Action::Up, false) => {
                self.page.servers.open = true;
                Vec::new()
            }
            (Action::Cancel, _) => {
                self.page.servers.open = false;
                self.page.servers.to_chosen(&self.world, regions.picker_rows);
                self.page.focus = Focus::List;
                Vec::new()
            }
            (_, true) => {
                self.page.servers.update(action, &self.world, regions.picker_rows);
                Vec::new()
            }
            (_, false) => Vec::new(),
        }
    }

    fn choose_under_cursor(&mut self) -> Vec<Effect> {
        match self.page.servers.under_cursor(&self.world).cloned() {
            Some(name) if self.world.chosen.as_ref() != Some(&name) => self.choose(name),
            _ => Vec::new(),
        }
    }

    fn select_server(&mut self) {
        self.page.focus = Focus::Picker;
        self.page.servers.open = regions(self).folded;
    }

    fn details_alone(&mut self) {
        self.page.details_alone = !self.page.details_alone;
        self.page.focus = if self.page.details_alone { Focus::Details } else { Focus::List };
    }

    /// The next area of the page; one that is not shown is left out.
    fn other_focus(&mut self, by: usize) {
        const ORDER: [Focus; 3] = [Focus::Picker, Focus::List, Focus::Details];
        self.page.servers.open = false;
        let regions = regions(self);
        let mut at = ORDER.iter().position(|focus| *focus == self.page.focus).unwrap_or(0);
        for _ in ORDER {
            at = (at + by) % ORDER.len();
            let shown = match ORDER[at] {
                Focus::Picker => true,
                Focus::List => regions.list.height > 0,
                Focus::Details => regions.details.height > 0,
            };
            if shown {
                break;
            }
        }
        self.page.focus = ORDER[at];
        self.page.servers.to_chosen(&self.world, regions.picker_rows);
    }

    /// What the palette answered. An action that cannot be taken leaves it open: its reason is said, and another one can
    /// be looked for.
    fn take_from_palette(&mut self, outcome: &Outcome) -> Vec<Effect> {
        match outcome {
            Outcome::Close => self.palette = None,
            Outcome::Ask(action) => {
                if gate(self, *action) == Gate::Ready {
                    self.palette = None;
                }
                return self.ask(*action);
            }
            _ => {}
        }
        Vec::new()
    }

    /// What a feature answered.
    pub(super) fn take(&mut self, outcome: Outcome) -> Vec<Effect> {
        match outcome {
            Outcome::Stay => {}
            Outcome::Ask(action) => return self.ask(action),
            Outcome::Show(server) => return self.show_server(&server),
            Outcome::Close => {
                self.dialogs.pop();
            }
            Outcome::Open(question) => self.dialogs.push(Dialog::Confirm(Confirm::new(question))),
            Outcome::Edit { server, thumbprint } => {
                self.dialogs.push(Dialog::Edit(Edit::new(server, thumbprint, &self.world)));
            }
            Outcome::Do(plan, answer) => return self.save(plan, answer),
            Outcome::Discard => {
                self.dialogs.clear();
            }
            Outcome::MakeDefault(current) => {
                self.dialogs.pop();
                if let Some(Dialog::Edit(edit)) = self.dialogs.last_mut() {
                    edit.draft.default_smtp = NewDefault::InsteadOf(Some(current));
                }
            }
            Outcome::Run(statement) => return self.run(statement),
            Outcome::Answered(answer) => {
                self.dialogs.pop();
                return self.answered(answer);
            }
            Outcome::Tell(notice) => self.notice = Some(notice),
            Outcome::Copy(text) => return self.copy(text),
            Outcome::Journal(wish) => return self.journal_wish(wish),
            Outcome::Export(sections) => return self.export(sections),
            Outcome::Write(file) => return self.write(file),
            Outcome::Import(task) => return self.import(task),
            Outcome::Draft(answer) => return self.draft_answered(answer),
        }
        Vec::new()
    }

    /// Says something on the line above the footer.
    pub(super) fn say(&mut self, severity: Severity, message: Message) {
        self.notice = Some(Notice { severity, message });
    }

    /// What is typed goes to the innermost text field there is.
    fn type_key(&mut self, key: Key) {
        let Some(request) = edit_of(key) else { return };
        if let Some(palette) = &mut self.palette {
            palette.edit(request);
        } else if let Some(Dialog::Export(export)) = self.dialogs.last_mut() {
            export.edit(request);
        } else if let Some(Dialog::Import(importing)) = self.dialogs.last_mut() {
            importing.edit(request);
        } else if let Some(confirm) = self.typed_question() {
            confirm.edit(request);
        } else if self.dialogs.last() == Some(&Dialog::Shell) {
            self.shell.edit(request, &self.world);
        } else if self.scopes().contains(&Scope::DropDown) {
            let rows = regions(self).picker_rows;
            self.page.servers.type_ahead(request, &self.world, rows);
        } else if self.typing() {
            let size = regions(self).certificates(self);
            self.page.certificates.type_filter(request, &self.world, size);
        }
    }

    fn paste(&mut self, text: &str) -> Vec<Effect> {
        self.notice = None;
        if let Some(palette) = &mut self.palette {
            palette.paste(text);
        } else if let Some(Dialog::Export(export)) = self.dialogs.last_mut() {
            export.paste(text);
        } else if let Some(Dialog::Import(importing)) = self.dialogs.last_mut() {
            importing.paste(text);
        } else if let Some(confirm) = self.typed_question() {
            confirm.paste(text);
        } else if self.dialogs.last() == Some(&Dialog::Shell) {
            let outcome = self.shell.paste(text);
            return self.take(outcome);
        } else if self.typing() {
            let size = regions(self).certificates(self);
            self.page.certificates.paste_filter(text, &self.world, size);
        }
        Vec::new()
    }

    /// The question on top, if it is answered by typing.
    fn typed_question(&mut self) -> Option<&mut Confirm> {
        match self.dialogs.last_mut() {
            Some(Dialog::Confirm(confirm)) if digits_to_type(&confirm.question).is_some() => Some(confirm),
            _ => None,
        }
    }

    fn typing(&self) -> bool {
        self.dialogs.is_empty() && self.page.certificates.filtering
    }

    fn resize(&mut self, size: (u16, u16)) -> Vec<Effect> {
        self.size = size;
        let regions = regions(self);
        if !regions.folded {
            self.page.servers.open = false;
            self.page.details_alone = false;
        }
        self.page.servers.to_chosen(&self.world, regions.picker_rows);
        let size = regions.certificates(self);
        self.page.certificates.keep_in_view(size);
        if regions.details.height == 0 && self.page.focus == Focus::Details {
            self.page.focus = Focus::List;
        }
        self.keep_journal_in_view();
        self.keep_check_up_in_view();
        Vec::new()
    }

    /// Says in full why the selected certificate is not removed: the reason, the way out, and the rule, as the shell
    /// does. Not below the palette, which has a line for the reason.
    fn report_refused_removal(&mut self) -> bool {
        let verdict = self.page.certificates.removal(&self.world).filter(|verdict| !verdict.refusals.is_empty());
        let selected = self.world.server().zip(self.page.certificates.selected(&self.world));
        let Some((verdict, (server, certificate))) = verdict.zip(selected) else { return false };
        if self.palette.is_some() {
            return false;
        }
        let report = Report::refused(&verdict.refusals, server, certificate);
        self.report(report);
        true
    }

    /// Shows what a save did.
    pub(super) fn report(&mut self, report: Report) {
        self.dialogs.push(Dialog::Report(report));
    }
}

/// What a key does in a text field.
fn edit_of(key: Key) -> Option<InputRequest> {
    Some(match key {
        Key { code: Code::Backspace, ctrl: false, alt: false } => InputRequest::DeletePrevChar,
        Key { code: Code::Delete, .. } => InputRequest::DeleteNextChar,
        Key { code: Code::Left, .. } => InputRequest::GoToPrevChar,
        Key { code: Code::Right, .. } => InputRequest::GoToNextChar,
        Key { code: Code::Home, .. } => InputRequest::GoToStart,
        Key { code: Code::End, .. } => InputRequest::GoToEnd,
        Key { code: Code::Char('w'), ctrl: true, .. } | Key { code: Code::Backspace, .. } => {
            InputRequest::DeletePrevWord
        }
        Key { code: Code::Char('u'), ctrl: true, .. } => InputRequest::DeleteLine,
        key => InputRequest::InsertChar(key.text()?),
    })
}
