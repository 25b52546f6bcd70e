//! What the details pane says of a certificate: the admin center's order, then why each service is there, then what
//! deserves attention and the way out.

use super::Certificates;
use crate::app::vocabulary::World;
use crate::engine::rules::Case;
use crate::engine::{
    Access, Certificate, Facts, Knowledge, Protocol, Reason, Refusal, Server, Service, Source, Status, Thumbprint,
    UnknownFact, expires_soon, status, warnings,
};
use crate::locale::{Locale, Message, date, explain, say};
use crate::look::prose::{Prose, ProseLine, Sign};
use crate::look::{Role, Tone};
use crate::text::Shown;

/// The lines of the details pane for the selected certificate, at this width.
#[must_use]
pub(super) fn lines(list: &Certificates, world: &World, columns: usize) -> Vec<ProseLine> {
    let mut prose = Prose::new(&world.locale, columns);
    match world.server().zip(list.selected(world)) {
        Some((server, certificate)) => about(&mut prose, world, columns, server, certificate),
        None => prose.text(0, Role::Muted, &say::details_nothing()),
    }
    prose.lines()
}

fn about(prose: &mut Prose, world: &World, columns: usize, server: &Server, certificate: &Certificate) {
    issuer(prose, world, columns, certificate);
    status_lines(prose, world, columns, certificate);
    expires(prose, world, columns, certificate);
    services(prose, world, server, certificate);
    attention(prose, world, server, certificate);
    findings(prose, world);
}

/// The tone of a Status.
#[must_use]
pub(super) fn tone(status: &Status, expiring: bool) -> Tone {
    match status {
        Status::Valid if !expiring => Tone::Good,
        Status::Valid | Status::RevocationCheckFailure => Tone::Attention,
        Status::DateInvalid { .. } | Status::Revoked | Status::Untrusted | Status::Invalid(_) => Tone::Bad,
        Status::PendingRequest | Status::Pending => Tone::Waiting,
        Status::Unknown => Tone::Unknown,
    }
}

/// From this width on a value stands beside its label.
const BESIDE: usize = 56;
/// Columns of the labels there: as many as the longest needs in this language.
fn labels(locale: &Locale) -> u16 {
    let all = [
        say::details_issuer(),
        say::details_status(),
        say::details_valid_from(),
        say::details_expires_on(),
        say::details_expired_on(),
    ];
    let widest = all.iter().map(|label| locale.text(label).width()).max().unwrap_or(0);
    u16::try_from(widest).unwrap_or(u16::MAX).min(24) + 1
}

/// A label with its value: below it, or beside it where there is room.
fn labelled(prose: &mut Prose, world: &World, columns: usize, label: &Message, role: Role, value: &Shown) {
    if columns < BESIDE {
        prose.heading(label);
        prose.shown(2, role, value);
    } else {
        prose.labelled(0, &world.locale.text(label), labels(&world.locale), role, value);
    }
}

fn issuer(prose: &mut Prose, world: &World, columns: usize, certificate: &Certificate) {
    let issuer = match &certificate.facts {
        _ if certificate.is_request() => say::details_request(),
        Knowledge::Pending => say::checking(),
        Knowledge::Unreadable(reason) => say::details_unreadable(reason.as_ref()),
        Knowledge::Known(facts) if facts.issuer.is_empty() => say::value_unknown(),
        Knowledge::Known(facts) => {
            labelled(prose, world, columns, &say::details_issuer(), Role::Text, &Shown::new(&facts.issuer));
            return;
        }
    };
    labelled(prose, world, columns, &say::details_issuer(), Role::Text, &world.locale.text(&issuer));
}

fn status_lines(prose: &mut Prose, world: &World, columns: usize, certificate: &Certificate) {
    let status = status(certificate, world.now);
    let expiring = expires_soon(certificate, world.now);
    let tone = tone(&status, expiring);
    let said = explain::status(&status, expiring);
    if columns < BESIDE {
        prose.heading(&say::details_status());
        prose.signed(2, Sign::Tone(tone), tone.role(), &said);
    } else {
        let text = world.locale.text(&said);
        prose.labelled_sign(
            &world.locale.text(&say::details_status()),
            labels(&world.locale),
            Sign::Tone(tone),
            tone.role(),
            &text,
        );
    }
    if let Some(refusal) = refused_by_status(world, certificate, &status) {
        let indent = if columns < BESIDE { 4 } else { labels(&world.locale) + 1 };
        prose.text(indent, Role::Text, &explain::remedy(&refusal));
    }
}

/// The refusal that the Status alone leads to; its remedy is the way out.
fn refused_by_status(world: &World, certificate: &Certificate, status: &Status) -> Option<Refusal> {
    let server = world.chosen.clone()?;
    let reason = match status {
        Status::Valid | Status::Pending => return None,
        Status::Unknown if matches!(certificate.facts, Knowledge::Unreadable(_)) => {
            Reason::FactsUnknown(UnknownFact::Unreadable)
        }
        Status::Unknown => Reason::FactsUnknown(UnknownFact::Status),
        other => Reason::StatusNotValid(other.clone()),
    };
    Some(Refusal { server, service: None, reason })
}

fn expires(prose: &mut Prose, world: &World, columns: usize, certificate: &Certificate) {
    if certificate.is_request() {
        return;
    }
    let begin = certificate.known().and_then(|facts| facts.not_before).filter(|begin| *begin > world.now);
    if let Some(begin) = begin {
        let value = world.locale.text(&say::details_day(date::day(begin), date::distance(world.now, begin)));
        labelled(prose, world, columns, &say::details_valid_from(), Role::Text, &value);
    }
    let end = certificate.known().and_then(|facts| facts.not_after);
    let past = end.is_some_and(|end| end < world.now);
    let label = if past { say::details_expired_on() } else { say::details_expires_on() };
    let value = match (end, &certificate.facts) {
        (Some(end), _) => say::details_day(date::day(end), date::distance(world.now, end)),
        (None, Knowledge::Pending) => say::checking(),
        (None, _) => say::value_unknown(),
    };
    labelled(prose, world, columns, &label, Role::Text, &world.locale.text(&value));
}

fn services(prose: &mut Prose, world: &World, server: &Server, certificate: &Certificate) {
    prose.heading(&say::details_assigned());
    if certificate.services_unknown {
        prose.text(2, Role::Unknown, &say::value_unknown());
        return;
    }
    let held = server.assignments.services_of(certificate.thumbprint);
    if held.is_empty() {
        prose.text(2, Role::Text, &say::value_none());
    }
    let shown: Vec<_> =
        held.offered().chain(held.contains(Service::Federation).then_some(Service::Federation)).collect();
    let width = shown.iter().map(|service| service.name().len()).max().and_then(|width| u16::try_from(width).ok());
    for service in shown {
        let why = world.locale.text(&why(world, server, certificate.thumbprint, service));
        prose.labelled(2, &Shown::ours(service.name()), width.unwrap_or(0) + 1, Role::Text, &why);
    }
    if server.is_default_smtp(certificate.thumbprint) && !held.contains(Service::Smtp) {
        prose.text(2, Role::Warning, &say::why_default_without_smtp());
    }
}

fn why(world: &World, server: &Server, thumbprint: Thumbprint, service: Service) -> Message {
    match service {
        Service::Iis if server.back_end_only(thumbprint) => say::why_back_end(),
        Service::Iis if server.assignments.iis_back_end == Some(thumbprint) => say::why_both_sites(),
        Service::Iis => say::why_site(),
        Service::Smtp if server.is_default_smtp(thumbprint) => say::why_smtp_default(),
        Service::Smtp => say::why_smtp(),
        Service::Imap => why_protocol(world, server, thumbprint, Protocol::Imap),
        Service::Pop => why_protocol(world, server, thumbprint, Protocol::Pop),
        Service::Um => say::why_startup_mode(server.um_startup_mode.name()),
        Service::UmCallRouter => say::why_startup_mode(server.um_call_router_startup_mode.name()),
        Service::Federation => say::why_federation(),
    }
}

/// IMAP and POP find their certificate by name: the newest Valid holder that covers it serves, the others only carry the
/// flag.
fn why_protocol(world: &World, server: &Server, thumbprint: Thumbprint, protocol: Protocol) -> Message {
    let Some(name) = server.assignments.protocol_name(protocol) else { return say::why_flag_only_unnamed() };
    let covers = |facts: &Facts| facts.covers(name);
    let holders = match protocol {
        Protocol::Imap => &server.assignments.imap,
        Protocol::Pop => &server.assignments.pop,
    };
    let serving = holders
        .iter()
        .filter_map(|holder| server.certificate(*holder))
        .filter(|certificate| status(certificate, world.now) == Status::Valid)
        .filter_map(|certificate| certificate.known().filter(|facts| covers(facts)))
        .max_by_key(|facts| facts.not_before);
    let own = server.certificate(thumbprint).and_then(Certificate::known);
    match serving {
        Some(facts) if facts.thumbprint == thumbprint => say::why_serves(name),
        Some(_) if own.is_some_and(covers) => say::why_flag_only(name),
        None if own.is_some_and(covers) => say::why_flag_only_nobody(name),
        _ => say::why_flag_only_not_covered(name),
    }
}

fn attention(prose: &mut Prose, world: &World, server: &Server, certificate: &Certificate) {
    let mut notes = Vec::new();
    if world.organization.auth_certificate == Some(certificate.thumbprint) {
        notes.push(say::details_auth());
    }
    let facts = certificate.known().filter(|_| !certificate.is_request());
    if facts.is_some_and(|facts| facts.source == Source::Recorded) {
        notes.push(say::details_recorded());
    }
    for note in &notes {
        prose.signed(0, Sign::Bullet, Role::Muted, note);
    }
    let blocked = blocked(world, server, certificate);
    let name = |_: Thumbprint| certificate.display_name().into_owned();
    let warnings = facts.map(|facts| warnings::about_certificate(certificate, facts, world.now)).unwrap_or_default();
    if blocked.is_none() && warnings.is_empty() {
        return;
    }
    prose.heading(&say::details_warnings());
    if let Some(refusal) = blocked {
        prose.signed(2, Sign::Tone(Tone::Bad), Role::Error, &explain::refusal_detail(&refusal));
        prose.text(4, Role::Text, &explain::remedy(&refusal));
        prose.text(4, Role::Muted, &say::rule_id(refusal.rule().id()));
    }
    for warning in &warnings {
        prose.signed(2, Sign::Tone(Tone::Attention), Role::Warning, &explain::warning(warning, &name));
    }
}

/// What is odd in the server's document, whichever certificate is selected: it concerns them all.
fn findings(prose: &mut Prose, world: &World) {
    let Some(entry) = world.chosen_entry().filter(|entry| !entry.findings.is_empty()) else { return };
    prose.heading(&say::details_findings(&entry.name));
    for finding in entry.findings.iter() {
        prose.signed(2, Sign::Tone(Tone::Attention), Role::Warning, finding);
    }
}

/// Why no service at all can be given to the certificate, beyond its Status. SMTP is asked for: every server has it, and
/// no rule is about it alone.
fn blocked(world: &World, server: &Server, certificate: &Certificate) -> Option<Refusal> {
    let case = Case {
        organization: &world.organization,
        server,
        certificate,
        service: Service::Smtp,
        access: Access::Full,
        now: world.now,
    };
    case.refusal().filter(|refusal| {
        let told = [Reason::FactsUnknown(UnknownFact::Status), Reason::FactsUnknown(UnknownFact::Unreadable)];
        let checking = Reason::FactsUnknown(UnknownFact::StillChecking);
        // What the Status says has been said above, and the Auth certificate is noted as such.
        !matches!(refusal.reason, Reason::StatusNotValid(_) | Reason::AuthCertificate)
            && refusal.reason != checking
            && !told.contains(&refusal.reason)
    })
}
