//! What an import writes into `organization.toml`: the Auth certificate, Send connectors, whom it trusts.

use std::path::Path;

use super::change::{Added, Change, Changes, Line, Place, Target};
use super::organization::{OrganizationFile, read, same_name};
use super::problem::{Problem, ProblemKind};
use super::read as reading;
use super::splice::splice;
use crate::engine::{OrganizationIntake, SendConnector, ServerName, TrustFile, TrustKind};

const TRUST: &str = "trust";
const CONNECTORS: &str = "send-connectors";
const TLS_NAME: &str = "tls-certificate-name";
const SOURCES: &str = "source-servers";

/// The document's text with what the import changes in it. The result is read again and has to say that and otherwise the
/// same as before.
pub(super) fn write(path: &Path, text: &str, intake: &OrganizationIntake) -> Result<String, Problem> {
    let before = read(path, text.as_bytes())?;
    let after = after(&before, intake);
    let values = reading::parse(path, text)?;
    let mut changes = Changes { keys: auth(&before, &after), ..Changes::default() };
    changes.keys.extend(trust(&before, &after));
    connectors(&before, &after, &mut changes);
    let result = splice(path, text, &values, &changes)?;
    let found = OrganizationFile { revision: before.revision, ..read(path, result.as_bytes())? };
    if found == after {
        return Ok(result);
    }
    Err(Problem::of(path, ProblemKind::CannotSplice { reason: "the result would say something else than was meant" }))
}

/// What the document says afterwards.
pub(super) fn after(before: &OrganizationFile, intake: &OrganizationIntake) -> OrganizationFile {
    let mut after = before.clone();
    if intake.auth_certificate.is_some() {
        after.organization.auth_certificate = intake.auth_certificate;
    }
    let connectors = &mut after.organization.send_connectors;
    for coming in &intake.send_connectors {
        match connectors.iter_mut().find(|known| same_name(&known.name, &coming.name)) {
            Some(known) => *known = SendConnector { name: known.name.clone(), ..coming.clone() },
            None => connectors.push(coming.clone()),
        }
    }
    for TrustFile { kind, name, root_type, .. } in &intake.trust {
        let files = match kind {
            TrustKind::Root => &mut after.trust.roots,
            TrustKind::Intermediate => &mut after.trust.intermediates,
            TrustKind::RevocationList => &mut after.trust.revocation_lists,
        };
        if !files.contains(name) {
            files.push(name.clone());
        }
        if let Some(root_type) = root_type {
            after.trust.root_types.insert(name.clone(), *root_type);
        }
    }
    after
}

fn auth(before: &OrganizationFile, after: &OrganizationFile) -> Vec<Change> {
    let (before, after) = (before.organization.auth_certificate, after.organization.auth_certificate);
    let changed = after.filter(|_| before != after);
    let change = |to: String| Change { place: Place::table("auth"), key: "current".into(), to: Target::Text(to) };
    changed.map(|to| change(to.to_string())).into_iter().collect()
}

fn trust(before: &OrganizationFile, after: &OrganizationFile) -> Vec<Change> {
    let (before, after) = (&before.trust, &after.trust);
    let lists = [
        ("roots", &before.roots, &after.roots),
        ("intermediates", &before.intermediates, &after.intermediates),
        ("crls", &before.revocation_lists, &after.revocation_lists),
    ];
    let lists = lists.into_iter().filter(|(_, before, after)| before != after).map(|(key, before, after)| Change {
        place: Place::table(TRUST),
        key: key.into(),
        to: Target::List { before: before.clone(), after: after.clone() },
    });
    let types = after.root_types.iter().filter(|(file, root)| before.root_types.get(*file) != Some(*root));
    let types = types.map(|(file, root)| Change {
        place: Place { inner: Some("root-types"), ..Place::table(TRUST) },
        key: file.clone().into(),
        to: Target::Text(root.name().to_owned()),
    });
    lists.chain(types).collect()
}

fn connectors(before: &OrganizationFile, after: &OrganizationFile, changes: &mut Changes) {
    let (before, after) = (&before.organization.send_connectors, &after.organization.send_connectors);
    for (at, (old, new)) in before.iter().zip(after).enumerate() {
        let mut change = |key: &'static str, to| {
            changes.keys.push(Change { place: Place::block(CONNECTORS, at), key: key.into(), to });
        };
        if old.tls_certificate_name != new.tls_certificate_name {
            change(
                TLS_NAME,
                new.tls_certificate_name.as_ref().map_or(Target::Gone, |name| Target::Text(name.to_string())),
            );
        }
        if old.source_servers != new.source_servers {
            let (before, after) = (words(&old.source_servers), words(&new.source_servers));
            change(SOURCES, Target::List { before, after });
        }
    }
    changes.added.extend(after.iter().skip(before.len()).map(added));
}

fn words(names: &[ServerName]) -> Vec<String> {
    names.iter().map(ToString::to_string).collect()
}

fn added(connector: &SendConnector) -> Added {
    let line = |key, to| Line { table: None, key, to };
    let tls = connector.tls_certificate_name.as_ref().map(|name| line(TLS_NAME, Target::Text(name.to_string())));
    let sources = Target::List { before: Vec::new(), after: words(&connector.source_servers) };
    let sources = (!connector.source_servers.is_empty()).then(|| line(SOURCES, sources));
    let name = line("name", Target::Text(connector.name.clone()));
    Added { list: CONNECTORS, lines: [Some(name), tls, sources].into_iter().flatten().collect() }
}
