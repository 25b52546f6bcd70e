//! The question before a change is taken back: what is done, what cannot be, and what stays.

use crate::app::vocabulary::{TakingBack, World, minute};
use crate::cmdlets::print;
use crate::engine::{Refusal, Thumbprint, Warning};
use crate::locale::{explain, say};
use crate::look::prose::{Prose, Sign};
use crate::look::{Role, Tone};
use crate::text::Shown;

/// The question's text.
pub(super) fn rows(prose: &mut Prose, back: &TakingBack, world: &World) {
    let names = |thumbprint: Thumbprint| world.name_of(&back.server, thumbprint);
    prose.text(0, Role::Text, &say::back_about(minute(&back.time), back.user.as_str(), &back.server));
    prose.blank();
    if back.plan.is_empty() {
        prose.signed(0, Sign::Tone(Tone::Bad), Role::Error, &say::back_nothing());
    } else {
        will(prose, back, &names);
    }
    if !back.refusals.is_empty() {
        prose.heading(&say::back_refused());
        for (previous, refusal) in &back.refusals {
            refused(prose, previous.map(&names), refusal);
        }
    }
    if back.stays.is_empty() {
        prose.text(0, Role::Muted, &say::back_nothing_stays());
        return;
    }
    prose.heading(&say::back_stays());
    for stays in &back.stays {
        prose.signed(1, Sign::Bullet, Role::Text, &explain::stays(stays, &names));
    }
}

fn will(prose: &mut Prose, back: &TakingBack, names: &dyn Fn(Thumbprint) -> String) {
    prose.heading(&say::back_will());
    for step in back.plan.parts.iter().flat_map(|part| &part.steps) {
        for (index, message) in explain::step(step, names).iter().enumerate() {
            prose.signed(1, if index == 0 { Sign::Gained } else { Sign::Lost }, Role::Text, message);
        }
    }
    for call in print::plan(&back.plan) {
        prose.shown(1, Role::Cmdlet, &Shown::new(&call.to_string()));
    }
    // What another certificate loses stands among the steps already.
    let told = |warning: &&Warning| !matches!(warning, Warning::LosesService { back_end_stays: false, .. });
    for warning in back.plan.warnings().map(|(_, warning)| warning).filter(told) {
        prose.signed(1, Sign::Tone(Tone::Attention), Role::Warning, &explain::warning(warning, names));
    }
}

fn refused(prose: &mut Prose, previous: Option<String>, refusal: &Refusal) {
    let reason = explain::refusal_detail(refusal);
    let what = match (previous, refusal.service) {
        (Some(previous), Some(service)) => say::back_refusal(previous, service.name(), reason),
        _ => reason,
    };
    prose.signed(1, Sign::Tone(Tone::Bad), Role::Error, &what);
    prose.text(3, Role::Text, &explain::remedy(refusal));
    prose.text(3, Role::Muted, &say::rule_id(refusal.rule().id()));
}
