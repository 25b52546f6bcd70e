//! From a certificate up: which authorities can stand above it, which do, and what webpki leaves to us of them.

use super::authority::Link;
use crate::engine::Moment;

/// So many authorities of one name are tried as they are. Of more, only those whose key signed the certificate are: webpki
/// gives up after a hundred signatures.
const FEW: usize = 8;

/// So many authorities between roots and a certificate are tried, the nearest ones: those that vouch for each other in a
/// circle have more paths than anybody could wait for.
const MANY: usize = 32;

/// The authorities of a longer chain are not looked at; webpki's own limit is lower.
const LONGEST: usize = 16;

/// Those of `authorities` that can stand directly above a link, the likely ones first.
fn above<'a>(link: &Link, authorities: &'a [Link]) -> Vec<&'a Link> {
    let named = |authority: &&Link| authority.subject == link.issuer;
    let mut found: Vec<_> = authorities.iter().filter(|authority| authority.may_have_issued(link)).collect();
    if found.is_empty() {
        // Key identifiers are a help to find an issuer, and nothing it can be refused for.
        found = authorities.iter().filter(named).collect();
    }
    if found.len() > FEW {
        found.retain(|authority| authority.signed(link));
    }
    found
}

/// What can stand above a certificate, however far.
#[derive(Debug, Default)]
pub(super) struct Candidates<'a> {
    pub(super) roots: Vec<&'a Link>,
    pub(super) between: Vec<&'a Link>,
}

/// Everything that can stand above a certificate: each authority is looked at once.
pub(super) fn candidates<'a>(leaf: &Link, roots: &'a [Link], between: &'a [Link]) -> Candidates<'a> {
    let mut found = Candidates::default();
    add(&mut found, leaf, roots, between);
    let mut next = 0;
    while let Some(link) = found.between.get(next).copied() {
        add(&mut found, link, roots, between);
        next += 1;
    }
    found
}

fn add<'a>(found: &mut Candidates<'a>, link: &Link, roots: &'a [Link], between: &'a [Link]) {
    for (to, authorities, most) in [(&mut found.roots, roots, usize::MAX), (&mut found.between, between, MANY)] {
        for authority in above(link, authorities) {
            if to.len() < most && !to.iter().any(|known| std::ptr::eq(*known, authority)) {
                to.push(authority);
            }
        }
    }
}

/// How a walk ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Top {
    Root,
    Missing,
    NotTrusted,
}

/// The authorities that signed one another up from a certificate, whatever else is wrong with them; roots first.
pub(super) fn walk<'a>(leaf: &Link, roots: &'a [Link], between: &'a [Link]) -> (Vec<&'a Link>, Top) {
    let mut path: Vec<&'a Link> = Vec::new();
    loop {
        let link = path.last().copied().unwrap_or(leaf);
        if let Some(root) = above(link, roots).into_iter().find(|root| root.signed(link)) {
            path.push(root);
            return (path, Top::Root);
        }
        let next = above(link, between).into_iter().find(|authority| authority.signed(link));
        let known = |next: &Link| path.iter().any(|link| std::ptr::eq(*link, next));
        match next {
            Some(next) if !known(next) && path.len() < LONGEST => path.push(next),
            Some(_) => return (path, Top::NotTrusted),
            None if link.self_issued() => return (path, Top::NotTrusted),
            None => return (path, Top::Missing),
        }
    }
}

/// What webpki does not hold against an authority, and Windows and OpenSSL do; `above` goes from the certificate's issuer up
/// to the root. It gives the trouble's name, in webpki's manner.
pub(super) fn trouble(above: &[&Link], now: Moment) -> Option<&'static str> {
    if above.iter().any(|authority| !authority.may_sign_certificates()) {
        return Some("IssuerNotCertSigner");
    }
    if above.iter().any(|authority| !authority.may_vouch_for_servers()) {
        return Some("IssuerNotForServers");
    }
    let (root, between) = above.split_last()?;
    // A certificate that an authority has of itself, for a new key or name, does not count (RFC 5280, 4.2.1.9).
    let counted = between.iter().filter(|authority| !authority.self_issued()).count();
    if now < root.shown.not_before {
        Some("CertNotValidYet")
    } else if now > root.shown.not_after {
        Some("CertExpired")
    } else if !root.is_authority() {
        Some("EndEntityUsedAsCa")
    } else if !root.allows_below(counted) {
        Some("PathLenConstraintViolated")
    } else if root.has_unknown_critical() {
        Some("UnsupportedCriticalExtension")
    } else {
        None
    }
}
