//! What a save did, to be read: what changed, what was displaced, and what is left to do by hand; or why something is
//! not done.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::vocabulary::{Action, Outcome, Scope, World, scrolled};
use crate::cmdlets::print;
use crate::engine::{Certificate, Part, Plan, Refusal, Server, Service, Step, Thumbprint, Warning};
use crate::keymap::keys_of;
use crate::locale::{Message, explain, say};
use crate::look::prose::{self, Prose, ProseLine, Sign};
use crate::look::widgets::{Button, buttons, dialog_area, dialog_width, footnote, pane, pane_inner};
use crate::look::{Look, Role, Tone, clear};
use crate::text::Shown;

/// A report that waits to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    title: Message,
    body: Body,
    /// The first line in view.
    pub top: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Body {
    /// Each server's sentences.
    Saved(Vec<ServerReport>),
    /// What was asked for, and each reason against it.
    Refused(Message, Vec<RefusedReport>),
}

/// A reason against something, as the shell says it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct RefusedReport {
    reason: Message,
    remedy: Message,
    cmdlet: Option<String>,
    rule: Message,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct ServerReport {
    changes: Vec<Message>,
    default: Option<Message>,
    warnings: Vec<Message>,
    follow_ups: Vec<Message>,
    title: Message,
}

const WIDTH: u16 = 76;

impl Report {
    /// The report of a plan that was carried out; names are taken from the world as it was before.
    #[must_use]
    pub fn saved(plan: &Plan, world: &World) -> Report {
        let body = Body::Saved(plan.parts.iter().map(|part| of_part(part, world)).collect());
        Report { title: say::report_title(), body, top: 0 }
    }

    /// Why a certificate is not removed, and what to do instead.
    #[must_use]
    pub fn refused(refusals: &[Refusal], server: &Server, certificate: &Certificate) -> Report {
        let reasons = refusals.iter().map(|refusal| RefusedReport {
            reason: explain::refusal_detail(refusal),
            remedy: explain::remedy(refusal),
            cmdlet: print::remedy(refusal, server, Some(certificate)).map(|call| call.to_string()),
            rule: say::rule_id(refusal.rule().id()),
        });
        let asked = say::remove_refused(certificate.display_name(), &server.name);
        Report { title: say::remove_refused_title(), body: Body::Refused(asked, reasons.collect()), top: 0 }
    }

    fn rows(&self, world: &World, columns: usize) -> Vec<ProseLine> {
        let mut prose = Prose::new(&world.locale, columns);
        match &self.body {
            Body::Saved(servers) => saved(&mut prose, servers, world),
            Body::Refused(asked, reasons) => refused(&mut prose, asked, reasons),
        }
        prose.lines()
    }

    fn place(&self, world: &World, within: Rect) -> (Rect, Vec<ProseLine>) {
        let width = dialog_width(within, WIDTH);
        let lines = self.rows(world, usize::from(width.saturating_sub(5)));
        let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(4);
        (dialog_area(within, width, height), lines)
    }

    /// An action while the report has the keyboard.
    pub fn update(&mut self, action: Action, world: &World, within: Rect) -> Outcome {
        if action == Action::Close {
            return Outcome::Close;
        }
        let (place, lines) = self.place(world, within);
        self.top = scrolled(self.top, action, lines.len(), usize::from(place.height.saturating_sub(4)));
        Outcome::Stay
    }
}

fn saved(prose: &mut Prose, servers: &[ServerReport], world: &World) {
    for server in servers {
        prose.blank();
        prose.signed(0, Sign::Tone(Tone::Good), Role::Good, &server.title);
        for change in server.changes.iter().chain(&server.default) {
            prose.signed(2, Sign::Bullet, Role::Text, change);
        }
        for warning in &server.warnings {
            prose.signed(2, Sign::Tone(Tone::Attention), Role::Warning, warning);
        }
        if server.follow_ups.is_empty() {
            continue;
        }
        prose.blank();
        prose.heading(&say::notice_follow_ups());
        for (number, follow_up) in (1..).zip(&server.follow_ups) {
            let number = Shown::new(&format!("{number}."));
            prose.labelled(2, &number, 2, Role::Text, &world.locale.text(follow_up));
        }
        let key = keys_of(&[Scope::Report], Action::Journal).next();
        let key = key.map(|key| key.to_string()).unwrap_or_default();
        prose.signed(2, Sign::FollowUp, Role::FollowUp, &say::report_follow_ups_stay(key));
    }
}

fn refused(prose: &mut Prose, asked: &Message, reasons: &[RefusedReport]) {
    prose.heading(asked);
    for refused in reasons {
        prose.blank();
        prose.signed(0, Sign::Tone(Tone::Bad), Role::Error, &refused.reason);
        prose.text(2, Role::Text, &refused.remedy);
        if let Some(cmdlet) = &refused.cmdlet {
            prose.shown(2, Role::Cmdlet, &Shown::new(cmdlet));
        }
        prose.text(2, Role::Muted, &refused.rule);
    }
}

fn of_part(part: &Part, world: &World) -> ServerReport {
    let names = |thumbprint: Thumbprint| {
        world
            .certificate(&part.server, thumbprint)
            .map_or_else(|| thumbprint.to_string(), |(_, certificate)| certificate.display_name().into_owned())
    };
    let replaced = part.steps.iter().find_map(|step| match step {
        Step::DefaultSmtp { thumbprint, .. } => Some(say::notice_default_replaced(names(*thumbprint), &part.server)),
        _ => None,
    });
    let smtp = part.steps.iter().any(|step| matches!(step, Step::Assign { service: Service::Smtp, .. }));
    let kept = part.after.smtp_default.filter(|_| smtp).map(|default| say::notice_default_kept(names(default)));
    let others = part.steps.iter().filter(|step| !is_told_elsewhere(step));
    let others = others.flat_map(|step| explain::step(step, &names));
    ServerReport {
        title: say::report_saved(&part.server),
        changes: part.certificates.iter().map(|change| explain::change(change, &names)).chain(others).collect(),
        default: replaced.or(kept),
        // What another certificate loses stands among the changes already, and what was confirmed by typing is done.
        warnings: part
            .warnings
            .iter()
            .filter(|warning| !matches!(warning, Warning::LosesService { .. }) && !warning.asks_for_typing())
            .map(|warning| explain::warning(warning, &names))
            .collect(),
        follow_ups: part.follow_ups.iter().map(|follow_up| explain::follow_up(follow_up, &names)).collect(),
    }
}

/// Whether a step is told by the services of certificates, or in a sentence of its own.
fn is_told_elsewhere(step: &Step) -> bool {
    match step {
        Step::Assign { .. } | Step::DefaultSmtp { .. } | Step::NetworkService { .. } => true,
        Step::ProtocolName { .. }
        | Step::RequireSsl
        | Step::StartupMode { .. }
        | Step::Remove { .. }
        | Step::Import { .. } => false,
    }
}

/// Paints the report.
pub(super) fn paint(buf: &mut Buffer, within: Rect, report: &Report, world: &World, look: &Look) {
    let (place, lines) = report.place(world, within);
    clear(buf, place);
    pane(buf, place, &look.text(&report.title), true, look);
    let inner = pane_inner(place);
    let inner = Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner };
    let text = Rect { height: inner.height.saturating_sub(2), ..inner };
    prose::paint(buf, text, &lines, report.top, look);
    if report.top + usize::from(text.height) < lines.len() {
        let key = keys_of(&[Scope::Report], Action::PageDown).next();
        let key = key.map(|key| key.to_string()).unwrap_or_default();
        footnote(buf, place, &look.text(&say::more_below(key)), look.style(Role::Key));
    }
    let line = Rect { y: inner.bottom().saturating_sub(1), height: inner.height.min(1), ..inner };
    buttons(buf, line, &[Button { label: look.text(&say::button_close()), enabled: true }], Some(0), look);
}
