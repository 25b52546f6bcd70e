//! What the script is for whoever runs it.

mod changes;
mod grammar;
mod quoting;
mod scripts;

use crate::engine::*;
use crate::testing::{NOW, thumb};

use super::{Described, Script, Section, powershell};

/// The certificates of the tests: *new* and *old*, with what the server shows for them.
pub(super) fn describe(thumbprint: Thumbprint) -> Option<Described> {
    let named = |name: &str, expires: &str, services: &[Service]| {
        Some(Described {
            name: name.to_owned(),
            expires: expires.to_owned(),
            services: services.iter().copied().collect(),
        })
    };
    match thumbprint.0[0] {
        0x0A => named("Contoso mail 2026", "2026-12-01", &[Service::Iis, Service::Smtp]),
        0x0B => named("Contoso mail 2027", "2027-03-01", &[]),
        _ => None,
    }
}

/// A section of EX01.
pub(super) fn section<'a>(steps: &'a [Step], follow_ups: &'a [FollowUp]) -> Section<'a> {
    Section {
        server: ServerName::new("EX01"),
        fqdn: Some("ex01.contoso.com".to_owned()),
        revision: "07".repeat(32),
        steps,
        follow_ups,
        describe: &describe,
    }
}

pub(super) fn script(sections: Vec<Section<'_>>) -> Script<'_> {
    Script { organization: "Contoso", made: NOW, user: "alice", plan_sha256: "ab".repeat(32), sections }
}

/// The script's text, without byte order mark, with `\n`.
pub(super) fn text(script: &Script) -> String {
    let bytes = powershell(script);
    let text = String::from_utf8(bytes).unwrap();
    text.strip_prefix('\u{FEFF}').unwrap().replace("\r\n", "\n")
}

/// The text of a script for EX01.
pub(super) fn of(steps: &[Step]) -> String {
    text(&script(vec![section(steps, &[])]))
}

pub(super) fn assign(byte: u8, service: Service, displaces: Option<u8>) -> Step {
    Step::Assign { thumbprint: thumb(byte), service, displaces: displaces.map(thumb) }
}

pub(super) fn name(protocol: Protocol, before: Option<&str>, after: Option<&str>) -> Step {
    Step::ProtocolName { protocol, before: before.map(str::to_owned), after: after.map(str::to_owned) }
}

pub(super) fn default_smtp(byte: u8, before: Option<u8>) -> Step {
    Step::DefaultSmtp { thumbprint: thumb(byte), before: before.map(thumb) }
}

pub(super) fn um_mode(service: Service, before: StartupMode, after: StartupMode) -> Step {
    Step::StartupMode { service, before, after }
}
