//! What is entered and not saved: what is told of it to whoever keeps it, and what earlier runs have kept.

use std::collections::VecDeque;
use std::sync::Arc;

use super::vocabulary::{
    Draft, DraftAnswer, DraftNews, DraftTask, Effect, Kept, NewDefault, Question, Severity, Unsaved, UnsavedEdit,
};
use super::{Dialog, State, regions};
use crate::confirm::Confirm;
use crate::edit::Edit;
use crate::engine::{BoxState, MakeDefault, Service, ServiceSet};
use crate::keymap::keys_of;
use crate::locale::{Message, say};

/// What is known of drafts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Drafts {
    /// What the keeper was last told.
    told: Arc<Unsaved>,
    /// What earlier runs have kept and nobody has been asked about.
    found: VecDeque<Arc<Kept>>,
}

impl State {
    /// What is entered and not saved. `ran`: the statement under way was run, so that it no longer counts.
    #[must_use]
    pub fn unsaved(&self, ran: bool) -> Unsaved {
        Unsaved { edit: self.unsaved_edit(), typed: self.shell.not_run(ran) }
    }

    fn unsaved_edit(&self) -> Option<UnsavedEdit> {
        let edit = self.dialogs.iter().find_map(|dialog| match dialog {
            Dialog::Edit(edit) if edit.is_changed() => Some(edit),
            _ => None,
        })?;
        let told = self.drafts.told.edit.as_ref();
        let same = told.filter(|told| told.server == edit.server && told.thumbprint == edit.thumbprint);
        let server = self.world.open_server(&edit.server);
        Some(UnsavedEdit {
            server: edit.server.clone(),
            thumbprint: edit.thumbprint,
            certificate: edit.name.clone(),
            draft: edit.draft,
            revision: server.map(|server| server.revision).or(same.and_then(|same| same.revision)),
        })
    }

    /// Tells the keeper, if there is anything new to tell. A run that has promised to write nothing keeps nothing.
    pub(super) fn keep_draft(&mut self) -> Option<Effect> {
        if self.no_file().is_some() {
            return None;
        }
        let unsaved = self.unsaved(self.shell.is_busy());
        if unsaved == *self.drafts.told {
            return None;
        }
        self.drafts.told = Arc::new(unsaved);
        Some(Effect::Draft(DraftTask::Keep(self.drafts.told.clone())))
    }

    pub(super) fn draft_news(&mut self, news: DraftNews) -> Vec<Effect> {
        match news {
            DraftNews::Found(found) => self.drafts.found.extend(found.into_iter().map(Arc::new)),
            DraftNews::Trouble(reason) => self.say(Severity::Problem, reason),
        }
        Vec::new()
    }

    /// Asks about the next draft, once nobody is in the middle of anything.
    pub(super) fn offer_draft(&mut self) -> Option<Effect> {
        let free = self.dialogs.is_empty() && self.palette.is_none();
        if !free || self.page.certificates.filtering || self.page.servers.open {
            return None;
        }
        let kept = self.drafts.found.pop_front()?;
        let server = kept.unsaved.edit.as_ref().map(|edit| edit.server.clone());
        self.dialogs.push(Dialog::Confirm(Confirm::new(Question::Draft(kept))));
        // What has become of it can only be said once its server is read.
        let entry = server.and_then(|server| self.world.entry(&server));
        let unread = entry.filter(|entry| entry.is_wanted() && !entry.loading).map(|entry| entry.name.clone());
        unread.map(|server| self.load(server))
    }

    /// The draft that is asked about.
    pub(super) fn offered(&self) -> Option<&Arc<Kept>> {
        match self.dialogs.last() {
            Some(Dialog::Confirm(Confirm { question: Question::Draft(kept), .. })) => Some(kept),
            _ => None,
        }
    }

    pub(super) fn copy_draft(&mut self) -> Vec<Effect> {
        self.offered().map(|kept| kept.text()).map(|text| self.copy(text)).unwrap_or_default()
    }

    pub(super) fn draft_answered(&mut self, answer: DraftAnswer) -> Vec<Effect> {
        let Some(kept) = self.offered().cloned() else { return Vec::new() };
        let name = kept.name.clone();
        match answer {
            DraftAnswer::Restore => self.restore(&kept),
            DraftAnswer::Later => {
                self.dialogs.pop();
                self.say(Severity::Info, say::draft_for_later());
                vec![Effect::Draft(DraftTask::Later(name))]
            }
            DraftAnswer::Discard => {
                self.dialogs.pop();
                self.say(Severity::Done, say::draft_discarded());
                vec![Effect::Draft(DraftTask::Discard(name))]
            }
        }
    }

    /// Back on the page with it: nothing is saved and nothing is run. What it was kept as goes once what is on the page
    /// now is kept.
    fn restore(&mut self, kept: &Kept) -> Vec<Effect> {
        let Unsaved { edit, typed } = &kept.unsaved;
        if let Some(reason) = edit.as_ref().and_then(|edit| edit.obstacle(&self.world)) {
            self.say(Severity::Problem, reason);
            return Vec::new();
        }
        if let Some(typed) = typed
            && !self.shell.put_back(typed)
        {
            self.say(Severity::Problem, say::draft_no_room());
            return Vec::new();
        }
        self.dialogs.pop();
        let mut effects = Vec::new();
        let mut said = Vec::new();
        if let Some(edit) = edit {
            effects.extend(self.restore_edit(edit, &mut said));
        }
        if typed.is_some() {
            if edit.is_none() {
                self.dialogs.push(Dialog::Shell);
            } else {
                let key = keys_of(&[super::vocabulary::Scope::Page], super::vocabulary::Action::Shell).next();
                said.push(say::draft_typed_too(key.map(|key| key.to_string()).unwrap_or_default()));
            }
        }
        let said = said.into_iter().fold(say::draft_restored(), say::draft_and);
        self.say(Severity::Info, said);
        effects.extend(self.keep_draft());
        effects.push(Effect::Draft(DraftTask::Restored(kept.name.clone())));
        effects
    }

    fn restore_edit(&mut self, kept: &UnsavedEdit, said: &mut Vec<Message>) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.world.chosen.as_ref() != Some(&kept.server) {
            effects = self.choose(kept.server.clone());
            let rows = regions(self).picker_rows;
            self.page.servers.to_chosen(&self.world, rows);
        }
        let mut edit = Edit::new(kept.server.clone(), kept.thumbprint, &self.world);
        let (draft, done, gone) = still_to_do(kept.draft, &edit, self);
        edit.draft = draft;
        if !done.is_empty() {
            said.push(say::draft_done(done.to_string(), edit.name.as_str()));
        }
        if !gone.is_empty() {
            said.push(say::draft_not_here(gone.to_string(), &kept.server));
        }
        self.dialogs.push(Dialog::Edit(edit));
        effects
    }
}

/// What of a draft is still to be done; what has been done meanwhile; what this server does not have.
fn still_to_do(mut draft: Draft, edit: &Edit, state: &State) -> (Draft, ServiceSet, ServiceSet) {
    let (mut done, mut gone) = (ServiceSet::NONE, ServiceSet::NONE);
    let boxes = edit.boxes(&state.world);
    for service in draft.ticked.iter() {
        match boxes.iter().find(|found| found.service == service).map(|found| &found.state) {
            Some(BoxState::Locked) => done = done.with(service),
            // The reason stands beside its box, and nothing is saved as long as it is ticked.
            Some(BoxState::Free | BoxState::Blocked(_)) => {}
            Some(BoxState::Absent(_)) | None => gone = gone.with(service),
        }
    }
    draft.ticked = draft.ticked.iter().filter(|service| !done.contains(*service) && !gone.contains(*service)).collect();
    match (draft.default_smtp, edit.make_default(&state.world)) {
        (NewDefault::No, _) | (_, MakeDefault::Offered | MakeDefault::Refused(_)) => {}
        (_, MakeDefault::IsDefault) => {
            draft.default_smtp = NewDefault::No;
            done = done.with(Service::Smtp);
        }
        // It no longer has SMTP: with that, the question comes again.
        (_, MakeDefault::NotAssigned) => {
            draft = Draft { ticked: draft.ticked.with(Service::Smtp), default_smtp: NewDefault::No };
        }
    }
    (draft, done, gone)
}
