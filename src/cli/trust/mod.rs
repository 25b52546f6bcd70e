//! `trust`: whom the organization trusts, and adding to them.

mod add;
mod text;

use super::flags::{Trust, TrustVerb};
use super::input;
use super::session::{Ended, Opened, Session};
use crate::cmdlets::Exit;
use crate::engine::{RootCaType, TrustKind};
use crate::import::trust::{Trustworthy, Untrustworthy, trustworthy};
use crate::locale::say;

pub(super) fn run(session: &Session, asked: &Trust) -> Ended {
    let mut opened = session.open(&session.organization_directory()?)?;
    match &asked.verb {
        Some(TrustVerb::Add(asked)) => add::run(session, &mut opened, asked),
        None => list(session, &opened, asked.json),
    }
}

/// A root of which nothing is said counts as one that was put into the store by hand; see docs/store.md.
const UNTYPED_ROOT: RootCaType = RootCaType::Registry;

/// A file that the organization lists, and what it holds.
struct Listed {
    kind: TrustKind,
    name: String,
    /// Where its roots stand; `None` when they are none.
    root_type: Option<RootCaType>,
    held: Result<Vec<Trustworthy>, Untrustworthy>,
}

/// Every file that the organization lists, roots first.
fn listed(opened: &Opened) -> Vec<Listed> {
    let files = &opened.file.trust;
    let kinds = [
        (TrustKind::Root, &files.roots),
        (TrustKind::Intermediate, &files.intermediates),
        (TrustKind::RevocationList, &files.revocation_lists),
    ];
    let mut listed = Vec::new();
    for (kind, names) in kinds {
        for name in names {
            let bytes = input::wiped(&opened.store.path().join(name), input::LARGEST_AUTHORITY)
                .map_err(Untrustworthy::Unreadable);
            let root_type = files.root_types.get(name).copied().unwrap_or(UNTYPED_ROOT);
            listed.push(Listed {
                kind,
                name: name.clone(),
                root_type: (kind == TrustKind::Root).then_some(root_type),
                held: bytes.and_then(|bytes| trustworthy(&bytes)),
            });
        }
    }
    listed
}

fn list(session: &Session, opened: &Opened, as_json: bool) -> Ended {
    let listed = listed(opened);
    if as_json {
        session.out(&[text::listed_as_json(&listed)])?;
    } else if listed.is_empty() && !opened.file.trust.system_roots {
        session.out(&[session.say(&say::trust_nobody())])?;
    } else {
        session.out(&text::listed(session, &listed, opened.time.now()))?;
        if opened.file.trust.system_roots {
            session.out(&[session.say(&say::trust_system())])?;
        }
    }
    let broken: Vec<String> =
        listed.iter().filter_map(|file| Some(text::refused(session, &file.name, file.held.as_ref().err()?))).collect();
    session.err(&broken);
    Ok(if broken.is_empty() { Exit::Done } else { Exit::Failed }.code())
}

/// Whether a listed file holds this already, as what it is.
fn holds(file: &Listed, item: &Trustworthy) -> bool {
    file.kind == item.item.kind()
        && file.held.as_ref().is_ok_and(|held| held.iter().any(|known| known.digest == item.digest))
}
