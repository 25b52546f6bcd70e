//! What an import says beside what every change says: the certificates, and what was not imported.

use super::call::Call;
use super::deed::{Deed, Task};
use super::flow;
use super::layout;
use super::object::{Object, Record};
use super::run::World;
use super::shown::shown;
use super::table::{Cmdlet, Parameter};
use crate::engine::{Build, Plan};

/// The certificates of a plan as the servers hold them afterwards, as Exchange shows them: `Get-ExchangeCertificate` would.
pub(super) fn objects(deeds: &[Deed<'_>], plan: &Plan, world: &World<'_>) -> Vec<String> {
    let flow = flow::after(&Call::new(Cmdlet::GetExchangeCertificate), &flow::Flow::Nothing);
    let mut lines = Vec::new();
    for part in plan.parts.iter().filter(|part| !part.arrivals.is_empty()) {
        let Some(deed) = deeds.iter().find(|deed| deed.server.name == part.server) else { continue };
        let server = deed.server.after(part);
        let found = part.arrivals.iter().filter_map(|arrival| server.certificate(arrival.thumbprint()));
        let record = |certificate| Object::Certificate(Record { server: &server, certificate, now: world.now });
        let objects: Vec<_> = found.map(record).collect();
        lines.extend(layout::by_themselves(&flow, &objects, world.terminal_width));
    }
    lines
}

/// The authorities of the file: they belong to the organization's trust, not among a server's certificates.
pub(super) fn authorities(deed: &Deed<'_>) -> Option<String> {
    let Task::Import { source, .. } = &deed.task else { return None };
    let names: Vec<String> = source.authorities.iter().map(|name| format!("'{}'", shown(name))).collect();
    let path = shown(&source.path);
    match names.as_slice() {
        [] => None,
        names => Some(format!(
            "The authorities that came along are not imported: {}. exchcert trust add \"{path}\" takes them.",
            names.join(", ")
        )),
    }
}

/// What else is in the file.
pub(super) fn beside(deed: &Deed<'_>) -> Vec<String> {
    let Task::Import { source, .. } = &deed.task else { return Vec::new() };
    source.beside.iter().map(|sentence| format!("WARNING: {}", shown(sentence))).collect()
}

/// That the real server would not take `-FileName`.
pub(super) fn old_parameter(deed: &Deed<'_>) -> Option<String> {
    let Task::Import { call, .. } = &deed.task else { return None };
    let gone = deed.server.build.is_some_and(|build: Build| !build.imports_by_path());
    (gone && call.value(Parameter::FileName).is_some()).then(|| {
        format!(
            "WARNING: Exchange on server {} has no -FileName any more. There it is written -FileData \
             ([System.IO.File]::ReadAllBytes('PATH')).",
            shown(deed.server.name.as_str())
        )
    })
}
