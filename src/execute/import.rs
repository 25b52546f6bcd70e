//! What sources would change in an organization, in sentences, and taking it in.
//!
//! PROVISIONAL: the merge of facts takes the place of the body of [`preview`]; names and signatures stay. Until then only
//! certificates are seen that a server does not have yet.

use std::ops::ControlFlow;
use std::sync::Arc;

use crate::engine::{
    Certificate, FactChange, Intake, Kind, Knowledge, Origins, PrivateKey, RootCaType, ServerIntake, ServerName, Trust,
};
use crate::import::{CertificateFacts, Source};
use crate::locale::{Message, say};
use crate::problems;
use crate::store::{Context, Progress, Store};

/// A line about an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Columns left free before it; none for a heading.
    pub indent: u16,
    /// What it says.
    pub message: Message,
    /// Whether it deserves attention.
    pub attention: bool,
}

/// What sources would change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// What would be written.
    pub intake: Intake,
    /// What there is to read about it.
    pub lines: Vec<Line>,
    /// Whether something in the sources belongs to a server that nobody has named.
    pub unnamed: bool,
}

/// What the sources, each with its name, would change; `server` is where that belongs which no source places.
///
/// # Errors
/// Why the organization cannot be read.
pub fn preview(
    store: &mut dyn Store,
    sources: &[(String, Source)],
    server: Option<&ServerName>,
) -> Result<Preview, Message> {
    let known = store.list().map_err(|problem| problems::problem(&problem))?;
    let mut preview = Preview::default();
    for name in known {
        let here = |facts: &CertificateFacts| match &facts.server {
            Some(named) => crate::import::source::same_host(named, name.as_str()),
            None => server == Some(&name),
        };
        let found: Vec<_> = sources.iter().flat_map(|(_, source)| &source.certificates).filter(|c| here(c)).collect();
        if found.is_empty() {
            continue;
        }
        let mut after = store.open(&name).map_err(|problem| problems::problem(&problem))?;
        let mut changes = Vec::new();
        for facts in found {
            if after.certificate(facts.thumbprint).is_none() {
                let origin = crate::import::Origin::File;
                changes.push(FactChange::NewCertificate { thumbprint: facts.thumbprint, origin });
                Arc::make_mut(&mut after.certificates).push(unjudged(facts));
            }
        }
        if !changes.is_empty() {
            preview.lines.push(Line { indent: 0, message: say::plain(&name), attention: false });
            preview.lines.extend(changes.iter().filter_map(line));
            preview.intake.servers.push(ServerIntake { base: Some(after.revision), after, changes });
        }
    }
    for skipped in sources.iter().flat_map(|(_, source)| &source.skipped) {
        let message = say::importing_skipped(skipped.place.as_str(), skipped.reason.as_str());
        preview.lines.push(Line { indent: 0, message, attention: true });
    }
    preview.unnamed = sources.iter().flat_map(|(_, source)| &source.certificates).any(|facts| facts.server.is_none());
    Ok(preview)
}

fn unjudged(facts: &CertificateFacts) -> Certificate {
    Certificate {
        thumbprint: facts.thumbprint,
        friendly_name: facts.friendly_name.clone().unwrap_or_default(),
        private_key: PrivateKey::Unknown,
        kind: Kind::Issued,
        trust: Trust::Pending,
        facts: Knowledge::Pending,
        services_unknown: true,
        root_ca_type: RootCaType::None,
        origins: Origins::new(),
    }
}

fn line(change: &FactChange) -> Option<Line> {
    match change {
        FactChange::NewCertificate { thumbprint, .. } => {
            Some(Line { indent: 2, message: say::importing_new_certificate(*thumbprint), attention: false })
        }
        _ => None,
    }
}

/// Takes in what was shown, and says what was taken in.
///
/// # Errors
/// Why nothing was.
pub fn carry_out(
    store: &mut dyn Store,
    intake: &Intake,
    context: &Context,
    progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Vec<Line>, Message> {
    let watch = &mut |at: Progress| progress(at.done, at.of);
    store.take_in(intake, context, watch).map_err(|error| problems::apply_error(&error))?;
    let heading = |server: &ServerIntake| Line { indent: 0, message: say::plain(server.name()), attention: false };
    Ok(intake
        .servers
        .iter()
        .flat_map(|server| std::iter::once(heading(server)).chain(server.changes.iter().filter_map(line)))
        .collect())
}
