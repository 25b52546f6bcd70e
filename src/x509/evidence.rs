//! What a verdict rests on, for people.

use super::authority::Link;
use super::lists::List;
use super::path::Top;
use crate::engine::{ChainEnd, Evidence, Revocation};

/// The evidence for a path: the authorities from the certificate's issuer up, and the lists that could speak.
pub(super) fn evidence(leaf: &Link, path: &[&Link], top: Top, lists: &[&List]) -> Evidence {
    let end = match top {
        Top::Root => ChainEnd::Root,
        Top::NotTrusted if !path.is_empty() => ChainEnd::NotTrusted,
        Top::Missing | Top::NotTrusted => ChainEnd::Missing(path.last().copied().unwrap_or(leaf).issuer_name.clone()),
    };
    let revocation = if end == ChainEnd::Root { revocation(leaf, path, lists) } else { Revocation::NotChecked };
    Evidence { authorities: path.iter().map(|link| link.shown.clone()).collect(), end, revocation }
}

fn revocation(leaf: &Link, path: &[&Link], lists: &[&List]) -> Revocation {
    let list_of = |link: &Link| lists.iter().find(|list| list.covers(link));
    let own = list_of(leaf);
    if let Some(revoked) = own.and_then(|list| list.names(leaf, None)) {
        return Revocation::Revoked(revoked.into());
    }
    // Nobody revokes a root: it is listed, or it is not.
    let between = path.split_last().map_or(&[][..], |(_, between)| between);
    let revoked = between.iter().find_map(|link| list_of(link)?.names(link, Some(link.shown.name.clone())));
    match (revoked, own) {
        (Some(revoked), _) => Revocation::Revoked(revoked.into()),
        (None, Some(list)) => Revocation::Checked(list.shown.clone()),
        (None, None) => Revocation::NotChecked,
    }
}
