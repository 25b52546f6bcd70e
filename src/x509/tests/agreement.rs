//! Chains judged twice: by us, and by `openssl verify` when the cases were made (`tests/fixtures/trust/make.py`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::{Authorities, certificates, facts};
use crate::engine::{
    Certificate, Kind, Knowledge, Moment, Origins, PrivateKey, RootCaType, Status, Thumbprint, status,
};

/// The moment of every case.
const AT: Moment = Moment(1_795_251_600);

macro_rules! groups {
    ($($name:literal),*) => {
        &[$(($name, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/trust/", $name, ".txt")))),*]
    };
}

/// The files of cases.
const GROUPS: &[(&str, &str)] =
    groups!("authority", "building", "combined", "constraints", "keys", "leaf", "revocation", "root", "self-signed");

/// The document that explains where we differ.
const EXPLAINED: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/trust.md"));

/// Where we differ from openssl, by cause: the row in `docs/trust.md`, and the cases.
const DIFFERENCES: &[(&str, &[&str])] = &[
    (
        "the purpose \"any\"",
        &[
            "authority: issuing for any purpose, 1 between",
            "authority: issuing for any purpose, 2 between",
            "authority: policy for any purpose",
            "leaf: for any purpose, 0 between",
            "leaf: for any purpose, 1 between",
            "root: root for any purpose, 0 between",
            "root: root for any purpose, 1 between",
            "root: root for any purpose, 2 between",
        ],
    ),
    (
        "key usage of the certificate",
        &[
            "leaf: key usage: data encipherment, 0 between",
            "leaf: key usage: data encipherment, 1 between",
            "leaf: key usage: certificates, 0 between",
            "leaf: key usage: certificates, 1 between",
        ],
    ),
    (
        "self-signed",
        &[
            "self-signed: good, not trusted",
            "self-signed: SHA-1, not trusted",
            "self-signed: RSA with 1024 bits, not trusted",
            "self-signed: without purposes, not trusted",
            "self-signed: an authority, not trusted",
            "self-signed: version 1, not trusted",
            "self-signed: wildcard, not trusted",
            "self-signed: unknown critical extension, not trusted",
            "self-signed: unknown critical extension, trusted",
            "self-signed: good, trusted, and in a list of its own",
        ],
    ),
    ("version 1", &["leaf: version 1, 0 between", "leaf: version 1, 1 between"]),
    ("an authority as a server's certificate", &["leaf: an authority, 0 between", "leaf: an authority, 1 between"]),
    (
        "a root that another authority signed",
        &["building: the issuing authority is the root", "building: policy is the root"],
    ),
    (
        "another authority of that name",
        &[
            "building: no identifiers, an authority of that name with another key, first",
            "building: cross-signed, first trusted, other order",
            "building: cross-signed, second trusted",
        ],
    ),
    (
        "no list",
        &[
            "revocation: nobody is revoked, only the issuer's list",
            "revocation: nobody is revoked, only the root's list",
            "revocation: a list of somebody else only",
            "revocation: renewed issuing, new leaf, only the old key's list",
        ],
    ),
    (
        "an overdue or early list",
        &[
            "revocation: the list has expired and names nobody",
            "revocation: the root's list has expired and names nobody",
            "revocation: the list is of next year and names nobody",
        ],
    ),
    ("a list that cannot be used", &["revocation: the list has an unknown critical extension"]),
    ("taken off a list", &["revocation: revoked: taken off"]),
    (
        "constraints and names in the subject",
        &[
            "constraints: permitted DNS, the name only in the subject and outside (issuing)",
            "constraints: permitted DNS, the name only in the subject and outside (root)",
            "constraints: excluded DNS, the name only in the subject and within (issuing)",
            "constraints: excluded DNS, the name only in the subject and within (root)",
            "constraints: permitted mail, in the subject and outside (issuing)",
            "constraints: permitted mail, in the subject and outside (root)",
        ],
    ),
    (
        "constraints of mail and directory names",
        &[
            "constraints: permitted mail, within (issuing)",
            "constraints: permitted mail, within (root)",
            "constraints: excluded mail, outside (issuing)",
            "constraints: excluded mail, outside (root)",
            "constraints: permitted directory, within (issuing)",
            "constraints: permitted directory, within (root)",
            "constraints: excluded directory, outside (issuing)",
            "constraints: excluded directory, outside (root)",
            "constraints: permitted DNS and directory, within (issuing)",
            "constraints: permitted DNS and directory, within (root)",
        ],
    ),
    ("an excluded name under a wildcard", &["constraints: excluded DNS, a wildcard that covers it (issuing)"]),
];

/// A case, and what both say of it.
struct Case {
    /// `GROUP: NAME`.
    name: String,
    /// Whether openssl accepted it, and what it said.
    accepted: bool,
    openssl: String,
    /// Whether the engine would let it be assigned, as far as its chain, its dates and its purposes go; and why.
    assignable: bool,
    ours: String,
}

/// The certificates and lists of a file by name, as PEM.
type Made<'a> = BTreeMap<&'a str, String>;

/// Every case of a file.
fn cases(group: &str, text: &str) -> Vec<Case> {
    let mut made = Made::new();
    let mut cases = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        match *line.split('\t').collect::<Vec<_>>() {
            [kind @ ("certificate" | "list"), name, base64] => {
                let label = if kind == "list" { "X509 CRL" } else { "CERTIFICATE" };
                made.insert(name, format!("-----BEGIN {label}-----\n{base64}\n-----END {label}-----\n"));
            }
            ["case", name, leaf, roots, between, lists, verdict, ref why @ ..] => {
                let (assignable, ours) = judge(&made[leaf], &authorities(&made, roots, between, lists));
                cases.push(Case {
                    name: format!("{group}: {name}"),
                    accepted: verdict == "accepted",
                    openssl: format!("{verdict} {}", why.join(" ")),
                    assignable,
                    ours,
                });
            }
            _ => panic!("{group}: {line}"),
        }
    }
    cases
}

/// Whom a case trusts. What cannot be read is left out, as the store does.
fn authorities(made: &Made<'_>, roots: &str, between: &str, lists: &str) -> Authorities {
    let mut authorities = Authorities::default();
    let named = |names: &str| names.split(' ').filter_map(|name| made.get(name)).cloned().collect::<Vec<_>>();
    for pem in named(roots) {
        let _ = authorities.add_roots(pem.as_bytes());
    }
    for pem in named(between) {
        let _ = authorities.add_intermediates(pem.as_bytes());
    }
    for pem in named(lists) {
        let _ = authorities.add_revocation_lists(pem.as_bytes());
    }
    authorities
}

/// Whether the engine would let it be assigned, and what it says of it.
fn judge(pem: &str, authorities: &Authorities) -> (bool, String) {
    let der = certificates(pem.as_bytes()).unwrap().remove(0);
    let facts = match facts(&der) {
        Ok(facts) => facts,
        Err(error) => return (false, error.to_string()),
    };
    let certificate = Certificate {
        thumbprint: Thumbprint([0; 20]),
        friendly_name: String::new(),
        private_key: PrivateKey::Exportable,
        kind: Kind::Issued,
        trust: authorities.judge(&der, &facts, AT),
        evidence: None,
        facts: Knowledge::Known(Arc::new(facts.clone())),
        services_unknown: false,
        root_ca_type: RootCaType::None,
        origins: Origins::new(),
    };
    let status = status(&certificate, AT);
    let serves = facts.allows_server_authentication();
    (status == Status::Valid && serves, format!("{status:?}{}", if serves { "" } else { ", not for servers" }))
}

fn every_case() -> Vec<Case> {
    GROUPS.iter().flat_map(|(group, text)| cases(group, text)).collect()
}

#[test]
fn we_agree_with_openssl_but_where_it_is_explained() {
    let explained: BTreeSet<&str> = DIFFERENCES.iter().flat_map(|(_, cases)| cases.iter().copied()).collect();
    let cases = every_case();
    assert!(cases.len() >= 400, "{} cases", cases.len());
    let mut wrong = Vec::new();
    for case in &cases {
        if (case.assignable == case.accepted) == explained.contains(case.name.as_str()) {
            wrong.push(format!("{}: openssl {}, we {}", case.name, case.openssl, case.ours));
        }
    }
    let names: BTreeSet<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    let unknown: Vec<_> = explained.difference(&names).collect();
    assert!(unknown.is_empty(), "there is no case {unknown:?}");
    assert!(wrong.is_empty(), "{} cases changed sides:\n{}", wrong.len(), wrong.join("\n"));
}

/// docs/trust.md has a row `| cause | cases | ...` for each cause, and no other.
#[test]
fn every_difference_is_explained_with_its_count() {
    let rows: Vec<(&str, &str)> = EXPLAINED
        .lines()
        .skip_while(|line| !line.starts_with("| cause |"))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let mut cells = line.trim_matches('|').split('|').map(str::trim);
            (cells.next().unwrap(), cells.next().unwrap())
        })
        .collect();
    let counted: Vec<_> = DIFFERENCES.iter().map(|(cause, cases)| (*cause, cases.len().to_string())).collect();
    let counted: Vec<_> = counted.iter().map(|(cause, count)| (*cause, count.as_str())).collect();
    assert_eq!(rows, counted);
}
