//! What stands below the boxes: why the focused box is as it is, what the ticks would change, the warnings, the cmdlet.

use super::{Control, Edit};
use crate::app::vocabulary::World;
use crate::cmdlets::print;
use crate::engine::{
    BoxState, DefaultSmtp, DefaultSmtpQuestion, MakeDefault, Reason, Refusal, Service, Step, Thumbprint, UnknownFact,
    Verdict, Warning,
};
use crate::locale::{Message, explain, say};
use crate::look::prose::{Prose, ProseLine, Sign};
use crate::look::{Role, Tone};
use crate::text::Shown;

/// The lines below the boxes at this width.
#[must_use]
pub(super) fn rows(edit: &Edit, world: &World, columns: usize) -> Vec<ProseLine> {
    let mut prose = Prose::new(&world.locale, columns);
    let Some(verdict) = edit.verdict(world, DefaultSmtp::Ask) else {
        gone(&mut prose, edit, world);
        return prose.lines();
    };
    why(&mut prose, edit, world);
    if !nothing_possible(&mut prose, edit, world) {
        change(&mut prose, edit, world, &verdict);
    }
    uses(&mut prose, edit, world);
    absent(&mut prose, edit, world);
    prose.lines()
}

/// The server or the certificate is gone: what was ticked can still be read, and its cmdlet copied.
fn gone(prose: &mut Prose, edit: &Edit, world: &World) {
    prose.text(0, Role::Error, &edit.gone(world));
    if !edit.is_changed() {
        return;
    }
    prose.blank();
    prose.text(0, Role::Text, &say::edit_was_ticked(explain::services(edit.services())));
    prose.heading(&say::edit_cmdlet());
    for line in edit.written_down().lines() {
        prose.shown(1, Role::Cmdlet, &Shown::new(line));
    }
}

/// What the draft comes to by now, for whoever asks before it is saved again. `answered` is a question about the default
/// SMTP certificate whose answer still counts.
pub fn checked(prose: &mut Prose, edit: &Edit, world: &World, answered: Option<&DefaultSmtpQuestion>) {
    let Some(verdict) = edit.verdict(world, DefaultSmtp::Ask) else { return gone(prose, edit, world) };
    if let Some(refusal) = verdict.refusals.first() {
        return refused(prose, edit, world, refusal);
    }
    if verdict.plan.is_empty() && verdict.questions.is_empty() {
        return prose.signed(1, Sign::Tone(Tone::Good), Role::Text, &say::conflict_nothing_left());
    }
    planned(prose, edit, world, &verdict, answered);
}

/// The service whose box or button is focused.
fn focused_service(edit: &Edit) -> Option<Service> {
    match edit.focus {
        Control::Box(service) => Some(service),
        Control::MakeDefault => Some(Service::Smtp),
        Control::Tabs | Control::Save | Control::Cancel => None,
    }
}

/// Where the focused box cannot be ticked: why, and what to do instead.
fn why(prose: &mut Prose, edit: &Edit, world: &World) {
    let Some(service) = focused_service(edit) else { return };
    let state = edit.boxes(world).into_iter().find(|b| b.service == service).map(|b| b.state);
    match (state, edit.focus, edit.make_default(world)) {
        (_, Control::MakeDefault, MakeDefault::Refused(refusal)) | (Some(BoxState::Blocked(refusal)), ..) => {
            refused(prose, edit, world, &refusal);
        }
        (Some(BoxState::Locked), Control::Box(_), _) => {
            let locked = edit.locked(service);
            prose.text(0, Role::Text, &explain::refusal_detail(&locked));
            prose.text(0, Role::Muted, &explain::remedy(&locked));
            prose.text(0, Role::Muted, &say::rule_id(locked.rule().id()));
        }
        _ => {}
    }
}

/// What the focused service covers.
fn uses(prose: &mut Prose, edit: &Edit, world: &World) {
    let Some(service) = focused_service(edit) else { return };
    prose.blank();
    let uses: Vec<Shown> = explain::service_uses(service).iter().map(|uses| world.locale.text(uses)).collect();
    let uses = Shown::join(&uses, "; ");
    let label = world.locale.text(&say::edit_uses(explain::service_label(service)));
    prose.shown(0, Role::Muted, &Shown::join([&label, &uses], " "));
}

fn refused(prose: &mut Prose, edit: &Edit, world: &World, refusal: &Refusal) {
    let checking = matches!(refusal.reason, Reason::FactsUnknown(UnknownFact::StillChecking));
    let tone = if checking { Tone::Waiting } else { Tone::Bad };
    prose.signed(0, Sign::Tone(tone), tone.role(), &explain::refusal_detail(refusal));
    prose.text(2, Role::Text, &explain::remedy(refusal));
    if let Some((server, certificate)) = edit.subject(world)
        && let Some(call) = print::remedy(refusal, server, Some(certificate))
    {
        prose.shown(2, Role::Cmdlet, &Shown::new(&call.to_string()));
    }
    prose.text(2, Role::Muted, &say::rule_id(refusal.rule().id()));
}

/// Says so when no box can be ticked at all.
fn nothing_possible(prose: &mut Prose, edit: &Edit, world: &World) -> bool {
    let free = edit.boxes(world).iter().any(|b| b.state == BoxState::Free) || edit.is_changed();
    let offered = edit.make_default(world) == MakeDefault::Offered;
    if free || offered {
        return false;
    }
    prose.blank();
    prose.text(0, Role::Text, &say::edit_nothing_possible());
    true
}

fn change(prose: &mut Prose, edit: &Edit, world: &World, verdict: &Verdict) {
    prose.blank();
    if let Some(refusal) = verdict.refusals.first() {
        refused(prose, edit, world, refusal);
        return;
    }
    if verdict.plan.is_empty() && verdict.questions.is_empty() {
        let nothing = if edit.is_changed() { say::edit_all_assigned() } else { say::edit_nothing_yet() };
        prose.text(0, Role::Muted, &nothing);
        return;
    }
    prose.heading(&say::edit_will_change());
    planned(prose, edit, world, verdict, None);
}

/// The steps, the question before them, the warnings, and the cmdlet.
fn planned(prose: &mut Prose, edit: &Edit, world: &World, verdict: &Verdict, answered: Option<&DefaultSmtpQuestion>) {
    let names = |thumbprint: Thumbprint| name(edit, world, thumbprint);
    for step in verdict.plan.parts.iter().flat_map(|part| &part.steps) {
        for (message, sign) in signed_step(step, &names) {
            prose.signed(1, sign, Role::Text, &message);
        }
    }
    match verdict.questions.first() {
        Some(question) if answered == Some(question) => {
            prose.signed(1, Sign::Bullet, Role::Text, &say::conflict_answer_kept());
        }
        Some(_) => prose.signed(1, Sign::Tone(Tone::Waiting), Role::Text, &say::edit_asks_default()),
        None => {}
    }
    // What another certificate loses stands among the steps already.
    let told = |warning: &&Warning| !matches!(warning, Warning::LosesService { back_end_stays: false, .. });
    let warnings = verdict.plan.warnings().map(|(_, warning)| warning).filter(told);
    let warnings: Vec<_> = warnings.map(|warning| explain::warning(warning, &names)).collect();
    if !warnings.is_empty() {
        prose.heading(&say::edit_warnings());
    }
    for warning in &warnings {
        prose.signed(1, Sign::Tone(Tone::Attention), Role::Warning, warning);
    }
    prose.heading(&say::edit_cmdlet());
    for call in print::plan(&verdict.plan) {
        prose.shown(1, Role::Cmdlet, &Shown::new(&call.to_string()));
    }
}

impl Edit {
    /// What is ticked as cmdlet lines, whatever the server says to it by now.
    fn written_down(&self) -> String {
        let thumbprint = self.thumbprint;
        let assign = |service| Step::Assign { thumbprint, service, displaces: None };
        let mut steps: Vec<Step> = self.services().offered().map(assign).collect();
        if self.services().contains(Service::Iis) {
            // As the page always asks for it.
            steps.push(Step::RequireSsl);
        }
        if self.makes_default() {
            steps.push(Step::DefaultSmtp { thumbprint, before: None });
        }
        print::lines(&self.server, &steps, &[])
    }

    /// The cmdlet lines that the dialog shows: those that do what is ticked, or the one that removes the reason why the
    /// focused box cannot be ticked.
    #[must_use]
    pub fn cmdlets(&self, world: &World) -> Option<String> {
        let Some(verdict) = self.verdict(world, DefaultSmtp::Ask) else {
            return self.is_changed().then(|| self.written_down());
        };
        let calls = print::plan(&verdict.plan);
        if verdict.refusals.is_empty() && !calls.is_empty() {
            return Some(calls.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
        }
        let focused = focused_service(self)?;
        let state = self.boxes(world).into_iter().find(|b| b.service == focused).map(|b| b.state);
        let refusal = match (state, self.focus, self.make_default(world)) {
            (_, Control::MakeDefault, MakeDefault::Refused(refusal)) | (Some(BoxState::Blocked(refusal)), ..) => {
                refusal
            }
            _ => verdict.refusals.into_iter().next()?,
        };
        let (server, certificate) = self.subject(world)?;
        print::remedy(&refusal, server, Some(certificate)).map(|call| call.to_string())
    }
}

/// A step's sentences: what is gained, then what somebody loses.
fn signed_step(step: &Step, names: &dyn Fn(Thumbprint) -> String) -> Vec<(Message, Sign)> {
    explain::step(step, names)
        .into_iter()
        .enumerate()
        .map(|(index, message)| (message, if index == 0 { Sign::Gained } else { Sign::Lost }))
        .collect()
}

/// The services that are not offered at all, one line a reason.
fn absent(prose: &mut Prose, edit: &Edit, world: &World) {
    let mut reasons: Vec<(Refusal, Vec<&str>)> = Vec::new();
    for service_box in edit.boxes(world) {
        if let BoxState::Absent(refusal) = service_box.state {
            match reasons.iter_mut().find(|(known, _)| known.reason == refusal.reason) {
                Some((_, services)) => services.push(service_box.service.name()),
                None => reasons.push((refusal, vec![service_box.service.name()])),
            }
        }
    }
    for (refusal, services) in reasons {
        prose.blank();
        prose.text(0, Role::Muted, &say::edit_absent(services.join(", "), explain::refusal_detail(&refusal)));
        prose.text(0, Role::Muted, &say::rule_id(refusal.rule().id()));
    }
}

/// The name by which the reader knows a certificate of the dialog's server.
pub(super) fn name(edit: &Edit, world: &World, thumbprint: Thumbprint) -> String {
    match world.certificate(&edit.server, thumbprint) {
        Some((_, certificate)) => certificate.display_name().into_owned(),
        None if thumbprint == edit.thumbprint => edit.name.clone(),
        None => thumbprint.to_string(),
    }
}
