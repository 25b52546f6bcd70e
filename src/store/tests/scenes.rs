//! Every road on which the store changes files, each as one act on an organization that is made for it: what can be killed,
//! and what can be refused by the disk.

use std::sync::Arc;

use super::*;
use crate::engine::{
    Arrival, CertificateFile, Facts, FollowUp, Intake, OrganizationIntake, PrivateKey, SendConnector, TrustFile,
    TrustKind,
};
use crate::store::fault::Point;
use crate::store::{ApplyError, Existing, create_from, create_with, write_file};
use crate::x509;

/// A road.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scene {
    /// The first change of an organization.
    First,
    /// A change after others, where a killed writer has left all that it can.
    Again,
    /// A certificate comes with the change.
    Certificate,
    /// An import: documents, a new server, a certificate, a trust file.
    TakeIn,
    /// A follow-up is ticked off.
    Tick,
    /// A new organization.
    Create,
    /// A new organization, where a killed one has left its site.
    CreateAgain,
    /// A new organization into which an import is taken.
    Import,
    /// The start after a crash.
    Recover,
    /// A file of somebody's is replaced.
    Replace,
    /// A file of somebody's is made.
    Make,
}

pub(super) const SCENES: [Scene; 11] = [
    Scene::First,
    Scene::Again,
    Scene::Certificate,
    Scene::TakeIn,
    Scene::Tick,
    Scene::Create,
    Scene::CreateAgain,
    Scene::Import,
    Scene::Recover,
    Scene::Replace,
    Scene::Make,
];

const PEM: &[u8] =
    include_bytes!("../../../assets/organization/certificates/01D035C24430169697A25149E85882127A90721A.pem");
const ROOT: &[u8] = include_bytes!("../../../assets/organization/trust/contoso-root.pem");
/// A torn line of a journal, as a power cut leaves it.
const TORN: &str = "{\"seq\":3,\"kind\":\"chan";
const ORGANIZATION: &str = "schema = 1\nname = \"Contoso\"\n";

/// Where scenes play: in memory where the system has such a place, since thousands of them are about calls and not about how
/// long a disk takes for them.
pub(super) fn base() -> TempDir {
    TempDir::new_in("/dev/shm").or_else(|_| TempDir::new()).unwrap()
}

/// The organization of a scene.
pub(super) fn root(base: &Path) -> PathBuf {
    base.join("contoso")
}

fn put(base: &Path, file: &str, text: impl AsRef<[u8]>) {
    let path = root(base).join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

pub(super) fn open(base: &Path) -> Directory {
    Directory::open(root(base), Mode::ReadWrite).unwrap()
}

/// Moves IIS to the other certificate, planned now.
pub(super) fn toggle(base: &Path) -> Result<(), ApplyError> {
    let mut store = Directory::open(root(base), Mode::ReadWrite)?;
    let server = store.open(&name("EX01"))?;
    let other = if server.assignments.iis == Some(print(0xAA)) { 0xBB } else { 0xAA };
    let part = Part {
        follow_ups: vec![FollowUp::RestartIis],
        ..part(&server, |assignments| assignments.iis = Some(print(other)))
    };
    store.apply(&part, &context()).map(|_| ())
}

fn certificate() -> CertificateFile {
    let der = x509::certificates(PEM).unwrap().remove(0);
    CertificateFile { thumbprint: x509::thumbprint(&der), der: Arc::new(der) }
}

fn with_certificate(base: &Path) -> Result<(), ApplyError> {
    let CertificateFile { der, .. } = certificate();
    let facts: Facts = x509::facts(&der).unwrap();
    let arrival = Arrival {
        facts: Arc::new(facts),
        der,
        friendly_name: "Contoso mail".into(),
        private_key: PrivateKey::Present,
        file: "mail.pfx".into(),
        newer_encryption: false,
    };
    let mut store = Directory::open(root(base), Mode::ReadWrite)?;
    let server = store.open(&name("EX01"))?;
    let part = Part {
        arrivals: vec![arrival.clone()],
        steps: vec![Step::Import { thumbprint: arrival.thumbprint(), completes: None }],
        ..part(&server, |_| {})
    };
    store.apply(&part, &context()).map(|_| ())
}

/// What an import brings, as far as it is not there yet: an import that was broken off is made again.
fn take_in(store: &mut Directory) -> Result<(), ApplyError> {
    let file = certificate();
    let thumbprint = file.thumbprint;
    let organization = store.organization()?;
    let connector = SendConnector { name: "To Fabrikam".into(), ..SendConnector::default() };
    let name_of_root = "trust/contoso-root.pem".to_owned();
    let root_file =
        TrustFile { kind: TrustKind::Root, name: name_of_root, bytes: Arc::new(ROOT.to_vec()), root_type: None };
    let wanted = OrganizationIntake {
        base: organization.revision,
        send_connectors: vec![connector],
        trust: vec![root_file],
        ..OrganizationIntake::default()
    };
    let mut servers = Vec::new();
    for named in ["EX01", "EX02"] {
        let there = store.list()?.contains(&name(named));
        let serve = |server: &mut Server| {
            if !server.certificates.iter().any(|listed| listed.thumbprint == thumbprint) {
                taking_in::add(server, taking_in::listed(thumbprint));
                server.assignments.smtp.push(thumbprint);
            }
        };
        if there {
            servers.push(taking_in::becomes(&store.open(&name(named))?, serve));
        } else {
            let mut new = taking_in::new_server(named);
            serve(&mut new.after);
            servers.push(new);
        }
    }
    let intake =
        Intake { organization: Some(wanted), servers, certificates: vec![file], sources: vec!["ex01.xml".into()] };
    store.take_in(&intake, &taking_in::import(), &mut taking_in::go_on).map(|_| ())
}

impl Scene {
    /// Makes what the act begins with.
    pub(super) fn prepare(self, base: &Path) {
        match self {
            Scene::Create | Scene::Import | Scene::Make => return,
            Scene::Replace => {
                fs::write(base.join("script.ps1"), "old").unwrap();
                return stranger(&base.join("script.ps1"));
            }
            Scene::CreateAgain => {
                fs::create_dir_all(base.join(".tmp-contoso/organization/servers")).unwrap();
                fs::write(base.join(".tmp-contoso/organization/organization.toml"), "schema").unwrap();
                return;
            }
            _ => {}
        }
        put(base, "organization.toml", ORGANIZATION);
        put(base, "servers/EX01.toml", EX01);
        match self {
            Scene::Tick => toggle(base).unwrap(),
            Scene::Again | Scene::Recover => {
                toggle(base).unwrap();
                let first = fs::read_to_string(root(base).join("servers/EX01.toml")).unwrap();
                toggle(base).unwrap();
                // The second one was killed before its rename, and a third while it wrote its line.
                let second = fs::read_to_string(root(base).join("servers/EX01.toml")).unwrap();
                put(base, "servers/EX01.toml", first);
                put(base, "servers/.tmp-EX01.toml", second);
                put(base, "store.lock", "4711\n2026-11-21T09:00:00Z\nalice\n");
                let journal = fs::read_to_string(root(base).join("journal/2026-11.jsonl")).unwrap();
                put(base, "journal/2026-11.jsonl", journal + TORN);
                if self == Scene::Recover {
                    put(base, "certificates/.tmp-AA.pem", "half a certi");
                }
            }
            _ => {}
        }
        stranger(&root(base).join("servers/EX01.toml"));
    }

    /// Does it. Done again after it was broken off, it does the rest.
    pub(super) fn act(self, base: &Path) -> Result<(), ApplyError> {
        let files: [(&str, &[u8]); 2] =
            [("organization.toml", ORGANIZATION.as_bytes()), ("servers/EX01.toml", EX01.as_bytes())];
        match self {
            Scene::First | Scene::Again => toggle(base),
            Scene::Certificate => with_certificate(base),
            Scene::TakeIn => take_in(&mut Directory::open(root(base), Mode::ReadWrite)?),
            Scene::Tick => {
                let mut store = Directory::open(root(base), Mode::ReadWrite)?;
                store.tick(1, &FollowUp::RestartIis, &context()).map(|_| ())
            }
            Scene::Create | Scene::CreateAgain => Ok(create_from(&root(base), &files)?),
            Scene::Import => create_with(&root(base), "Contoso", take_in),
            Scene::Recover => Directory::open(root(base), Mode::ReadWrite)?.recover("bob", NOW).map(|_| ()),
            Scene::Replace => Ok(write_file(&base.join("script.ps1"), b"new, and longer", Existing::Replace)?),
            Scene::Make => Ok(write_file(&base.join("script.ps1"), b"new, and longer", Existing::Keep)?),
        }
    }

    /// What is refused on the way, so that the ways back are gone too.
    pub(super) fn refusals(self) -> &'static [Option<Point>] {
        match self {
            Scene::First => &[None, Some(Point::JournalSync), Some(Point::Rename)],
            Scene::TakeIn => &[None, Some(Point::JournalSync)],
            Scene::Create => &[None, Some(Point::BuildPlace)],
            _ => &[None],
        }
    }
}

/// Gives a file to another user and group, where this one may: what replaces it has to be given to them again.
fn stranger(path: &Path) {
    #[cfg(unix)]
    let _ = std::os::unix::fs::chown(path, Some(4711), Some(4712));
    #[cfg(not(unix))]
    let _ = path;
}

/// Whether this user may give files away, so that the point of doing it is come past.
pub(super) fn gives_away() -> bool {
    let base = TempDir::new().unwrap();
    let path = base.path().join("file");
    fs::write(&path, "").unwrap();
    #[cfg(unix)]
    return std::os::unix::fs::chown(&path, Some(4711), Some(4712)).is_ok();
    #[cfg(not(unix))]
    false
}

/// Every file below with its bytes, by its path there; the lock's file tells nothing.
pub(super) fn tree(base: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    collect(base, &mut files);
    files.retain(|(path, _)| !path.ends_with("store.lock"));
    files.sort();
    files.into_iter().map(|(path, bytes)| (path.strip_prefix(base).unwrap().to_owned(), bytes)).collect()
}
