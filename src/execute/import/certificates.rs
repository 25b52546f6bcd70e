//! A certificate file that is imported as `Import-ExchangeCertificate` does it: a plan of the engine.

use super::Line;
use crate::engine::{self, Access, Arrival, Moment, Organization, Plan, PrivateKey, Reason, Server};
use crate::execute::sources;
use crate::locale::{Message, explain, say};
use crate::x509::Password;

/// A server and whoever would import there.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The organization.
    pub organization: &'a Organization,
    /// The server, with facts of every certificate: a request is answered by its key.
    pub server: &'a Server,
    /// What the person may do.
    pub access: Access,
    /// The organization's time.
    pub now: Moment,
}

/// What would be done with a certificate file, and what there is to know about it. The private key that comes along is not
/// exportable then, as where `-PrivateKeyExportable` is not said.
///
/// # Errors
/// A sentence: the file cannot be opened, or the engine refuses.
pub fn certificates(
    place: &Place<'_>,
    path: &str,
    bytes: &[u8],
    password: Option<&Password>,
) -> Result<(Plan, Vec<Line>), Message> {
    let source = sources::certificates(path, bytes, password)?;
    let arrivals: Vec<Arrival> = source.arrivals.into_iter().map(not_exportable).collect();
    let (organization, server) = (place.organization, place.server);
    let verdict = engine::import(organization, server, &arrivals, place.access, place.now);
    if let Some(refusal) = verdict.refusals.first() {
        let remedy = explain::remedy(refusal);
        return Err(match refusal.reason {
            // Exchange's own words, as the shell has them.
            Reason::AlreadyExists(thumbprint) => say::importing_exists(thumbprint, remedy),
            _ => say::importing_refused(explain::refusal_detail(refusal), remedy),
        });
    }
    let plan = verdict.plan;
    let names = |thumbprint| {
        let coming = arrivals.iter().find(|arrival| arrival.thumbprint() == thumbprint);
        let coming = coming.map(|arrival| arrival.certificate(None).display_name().into_owned());
        let held = || server.certificate(thumbprint).map(|held| held.display_name().into_owned());
        coming.or_else(held).unwrap_or_else(|| thumbprint.to_string())
    };
    let line = |indent, message, attention| Line { indent, message, attention };
    let mut lines = Vec::new();
    for part in &plan.parts {
        lines.push(line(0, say::plain(&part.server), false));
        lines.extend(part.steps.iter().flat_map(|step| explain::step(step, &names)).map(|said| line(1, said, false)));
        lines.extend(part.warnings.iter().map(|warning| line(1, explain::warning(warning, &names), true)));
    }
    lines.extend(source.beside.into_iter().map(|said| line(0, said, true)));
    if !source.authorities.is_empty() {
        lines.push(line(0, say::importing_authorities(source.authorities.join(", "), path), true));
    }
    Ok((plan, lines))
}

fn not_exportable(arrival: Arrival) -> Arrival {
    let private_key = match arrival.private_key {
        PrivateKey::Exportable => PrivateKey::Present,
        other => other,
    };
    Arrival { private_key, ..arrival }
}
