//! An import is taken in entirely or not at all, and the journal says what it brought.

use std::cell::Cell;
use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;

use rcgen::{CertificateParams, KeyPair};

use super::*;
use crate::engine::{
    Certificate, CertificateFact, CertificateFile, FactChange, Intake, Kind, Knowledge, Origin, Origins, PrivateKey,
    RootCaType, ServerFact, ServerIntake, StartupMode, Trust,
};
use crate::store::disk::leftovers;
use crate::store::fault::Point;
use crate::store::fault::strike::during;
use crate::store::{ApplyError, EntryKind, Problem, ProblemKind, Progress, Recovered, Taken};
use crate::x509;

/// A certificate made on the spot.
pub(super) fn made(name: &str) -> CertificateFile {
    let params = CertificateParams::new(vec![name.to_owned()]).unwrap();
    let certificate = params.self_signed(&KeyPair::generate().unwrap()).unwrap();
    let der = certificate.der().to_vec();
    CertificateFile { thumbprint: x509::thumbprint(&der), der: Arc::new(der) }
}

/// A certificate as a server lists it after an import.
pub(super) fn listed(thumbprint: Thumbprint) -> Certificate {
    Certificate {
        thumbprint,
        friendly_name: "Contoso import".into(),
        private_key: PrivateKey::Present,
        kind: Kind::Issued,
        facts: Knowledge::Pending,
        trust: Trust::Trusted,
        evidence: None,
        services_unknown: false,
        root_ca_type: RootCaType::Enterprise,
        origins: Origins::from([
            (CertificateFact::Services, Origin::Clixml),
            (CertificateFact::Status, Origin::Clixml),
        ]),
    }
}

/// What becomes of a server.
pub(super) fn becomes(server: &Server, change: impl FnOnce(&mut Server)) -> ServerIntake {
    let mut after = server.clone();
    change(&mut after);
    let changes = vec![FactChange::Confirmed { origin: Origin::Clixml }];
    ServerIntake { base: Some(server.revision), after, changes }
}

/// A server that is not there yet.
pub(super) fn new_server(named: &str) -> ServerIntake {
    let after = Server {
        name: name(named),
        fqdn: format!("{}.contoso.com", named.to_lowercase()),
        build: None,
        roles: Vec::new(),
        dag: None,
        edge_subscription: None,
        um_startup_mode: StartupMode::Tcp,
        um_call_router_startup_mode: StartupMode::Tcp,
        assignments: Assignments::default(),
        certificates: Arc::default(),
        unknown: [ServerFact::Build, ServerFact::Roles, ServerFact::SmtpDefault, ServerFact::StartupMode].into(),
        origins: Origins::from([(ServerFact::Fqdn, Origin::Clixml)]),
        revision: Revision::default(),
    };
    ServerIntake { base: None, after, changes: vec![FactChange::NewServer { origin: Origin::Clixml }] }
}

pub(super) fn add(server: &mut Server, certificate: Certificate) {
    Arc::make_mut(&mut server.certificates).push(certificate);
}

/// EX01 gets a certificate, and EX02 is new and has it too.
pub(super) fn contoso(organization: &Organization) -> Intake {
    let file = made("mail.contoso.com");
    let thumbprint = file.thumbprint;
    let serve = |server: &mut Server| {
        add(server, listed(thumbprint));
        server.assignments.smtp.push(thumbprint);
    };
    let mut new = new_server("EX02");
    serve(&mut new.after);
    let mut old = becomes(&organization.server("EX01"), serve);
    old.changes = vec![FactChange::NewCertificate { thumbprint, origin: Origin::Clixml }];
    let sources = vec!["ex01.xml".to_owned(), "ex02.xml".to_owned()];
    Intake { servers: vec![old, new], certificates: vec![file], sources, ..Intake::default() }
}

pub(super) fn import() -> Context {
    Context { cmdlet: "exchcert import ex01.xml ex02.xml".into(), ..context() }
}

pub(super) fn go_on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn take(organization: &Organization, intake: &Intake) -> Result<Taken, ApplyError> {
    organization.open().take_in(intake, &import(), &mut go_on)
}

/// The store as it opens a server, but for the revision.
fn said(server: &Server) -> Server {
    Server { revision: Revision::default(), ..server.clone() }
}

/// Everything but the lock's own file.
pub(super) fn contents(organization: &Organization) -> Vec<(PathBuf, Vec<u8>)> {
    organization.snapshot().into_iter().filter(|(path, _)| !path.ends_with("store.lock")).collect()
}

#[test]
fn servers_change_and_come_and_their_certificates_are_kept_once() {
    let organization = Organization::contoso();
    let intake = contoso(&organization);
    let taken = take(&organization, &intake).unwrap();
    let names: Vec<_> = taken.servers.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!((names, taken.files, taken.organization), (vec!["EX01", "EX02"], 1, None));
    for wanted in &intake.servers {
        let found = organization.server(wanted.name().as_str());
        assert_eq!(said(&found), said(&wanted.after));
    }
    let file = &intake.certificates[0];
    let pem = organization.text(&format!("certificates/{}.pem", file.thumbprint));
    assert_eq!(x509::certificates(pem.as_bytes()).unwrap(), [file.der.to_vec()]);
    assert!(pem.lines().all(|line| line.len() <= 64) && pem.ends_with("-----END CERTIFICATE-----\n"), "{pem}");
    let certificate = organization.server("EX02").certificates[0].clone();
    let judged = organization.open().facts(&certificate, NOW);
    assert_eq!(judged.facts.known().unwrap().domains, ["mail.contoso.com"]);
    assert_eq!(judged.trust, Trust::SelfSigned, "the server called it Valid");
    assert_eq!(organization.open().recover("alice", NOW).unwrap(), Recovered::default());
}

#[test]
fn the_journal_has_a_line_for_each_document_with_sources_and_facts() {
    let organization = Organization::contoso();
    let intake = contoso(&organization);
    let thumbprint = intake.certificates[0].thumbprint.to_string();
    let before = organization.server("EX01").revision;
    let taken = take(&organization, &intake).unwrap();
    let entries = organization.open().journal(10).unwrap().entries;
    let [ex02, ex01] = &entries[..] else { panic!("{entries:?}") };
    assert_eq!((ex01.kind, ex01.server.as_str(), ex01.seq), (EntryKind::Import, "EX01", taken.servers[0].1.seq));
    assert_eq!(ex01.sources, ["ex01.xml", "ex02.xml"]);
    assert_eq!(ex01.cmdlet, "exchcert import ex01.xml ex02.xml");
    assert_eq!(ex01.before, crate::store::hexadecimal(before));
    assert_eq!(ex01.after, crate::store::hexadecimal(taken.servers[0].1.revision));
    assert_eq!((ex01.facts[0].what.as_str(), ex01.facts[0].fact.as_str()), (thumbprint.as_str(), "new"));
    let services = &ex01.certificates[0];
    assert_eq!(
        (services.thumbprint.as_str(), services.before.as_str(), services.after.as_str()),
        (thumbprint.as_str(), "None", "SMTP")
    );
    assert_eq!(
        (ex02.before.as_str(), ex02.facts[0].fact.as_str(), ex02.facts[0].origin.as_str()),
        ("", "new", "clixml")
    );
    assert!(organization.text("journal/2026-11.jsonl").contains(r#""kind":"import""#));
    assert_eq!(organization.open().verify_journal(), Ok(Vec::new()));
}

#[test]
fn taking_the_same_in_twice_changes_no_byte_and_writes_no_line() {
    let organization = Organization::contoso();
    let intake = contoso(&organization);
    take(&organization, &intake).unwrap();
    let before = contents(&organization);
    let mut again = intake.clone();
    for server in &mut again.servers {
        server.base = Some(organization.server(server.name().as_str()).revision);
    }
    assert_eq!(take(&organization, &again), Ok(Taken::default()));
    assert_eq!(contents(&organization), before);
}

#[test]
fn a_document_changed_meanwhile_or_there_by_now_is_a_conflict_and_nothing_is_written() {
    let organization = Organization::contoso();
    let intake = contoso(&organization);
    organization.put("servers/ex02.toml", EX01.replace("EX01", "ex02"));
    let before = contents(&organization);
    let refused = take(&organization, &intake).unwrap_err();
    assert!(matches!(&refused, ApplyError::Conflict { server, .. } if server.as_str() == "EX02"), "{refused}");
    assert_eq!(contents(&organization), before);
    fs::remove_file(organization.path("servers/ex02.toml")).unwrap();
    organization.put("servers/EX01.toml", EX01.replace("# SE", "# SE, patched"));
    let before = contents(&organization);
    let refused = take(&organization, &intake).unwrap_err();
    assert!(matches!(&refused, ApplyError::Conflict { server, .. } if server.as_str() == "EX01"), "{refused}");
    assert_eq!(contents(&organization), before);
}

#[test]
fn whoever_watches_can_break_it_off_until_everything_is_on_the_disk() {
    let organization = Organization::contoso();
    let intake = contoso(&organization);
    let mut asked = Vec::new();
    let mut watch = |progress| {
        asked.push(progress);
        ControlFlow::Continue(())
    };
    organization.open().take_in(&intake, &import(), &mut watch).unwrap();
    assert!(asked.windows(2).all(|pair| pair[0].done <= pair[1].done && pair[1].of == 3), "{asked:?}");
    assert_eq!((asked[0].done, asked.last().unwrap().done), (0, 3));
    for stop in 0..asked.len() {
        let organization = Organization::contoso();
        let intake = contoso(&organization);
        let before = contents(&organization);
        let mut calls = 0;
        let mut watch = |_| {
            calls += 1;
            if calls > stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        assert_eq!(organization.open().take_in(&intake, &import(), &mut watch), Err(ApplyError::Cancelled));
        assert_eq!(contents(&organization), before, "asked {stop} times");
        assert!(!organization.path("certificates").exists(), "a directory that was made goes too");
    }
}

/// The disk is full when a point is passed for the time after so many.
fn full(at: Point, after: usize) -> impl Fn(Point) -> io::Result<()> + 'static {
    let left = Cell::new(after);
    move |point| {
        if at != point {
            return Ok(());
        }
        let now = left.get();
        left.set(now.checked_sub(1).unwrap_or(usize::MAX));
        if now == 0 { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }
}

#[test]
fn a_full_disk_before_the_first_document_changes_nothing_wherever_it_strikes() {
    for (point, times) in [
        (Point::TemporaryPart, 3),
        (Point::TemporarySync, 3),
        (Point::Place, 1),
        (Point::JournalSync, 1),
        (Point::Rename, 1),
    ] {
        for after in 0..times {
            let organization = Organization::contoso();
            let intake = contoso(&organization);
            let before = contents(&organization);
            let refused = during(full(point, after), || take(&organization, &intake)).unwrap_err();
            let ApplyError::Problem(problem) = refused else { panic!("{refused}") };
            assert_eq!(problem.kind, ProblemKind::Full, "{point:?} {after}");
            let is_journal = |path: &Path| path.to_string_lossy().contains("journal");
            let now: Vec<_> = contents(&organization).into_iter().filter(|(path, _)| !is_journal(path)).collect();
            assert_eq!(now, before, "{point:?} {after}");
            let kinds: Vec<_> =
                organization.open().journal(9).unwrap().entries.iter().map(|entry| entry.kind).collect();
            let expected: &[EntryKind] =
                if point == Point::Rename { &[EntryKind::Abandoned, EntryKind::Import] } else { &[] };
            assert_eq!(kinds, expected, "{point:?}");
            assert!(take(&organization, &intake).is_ok(), "{point:?}: with room it goes");
            assert_eq!(organization.open().verify_journal(), Ok(Vec::new()));
        }
    }
}

#[test]
fn stopped_between_two_documents_it_says_which_are_done_and_again_does_the_rest() {
    // The certificate takes its place before the new document does.
    for point in [Point::JournalSync, Point::Place] {
        let organization = Organization::contoso();
        let intake = contoso(&organization);
        let stopped = during(full(point, 1), || take(&organization, &intake)).unwrap_err();
        let ApplyError::Partly { taken, of: 2, at, cause } = stopped else { panic!("{stopped}") };
        assert_eq!((taken.servers.len(), taken.servers[0].0.as_str(), at.as_str()), (1, "EX01", "EX02"));
        assert!(matches!(*cause, ApplyError::Problem(Problem { kind: ProblemKind::Full, .. })), "{cause}");
        assert_eq!(said(&organization.server("EX01")), said(&intake.servers[0].after));
        assert!(!organization.path("servers/EX02.toml").exists());
        assert!(organization.path(&format!("certificates/{}.pem", intake.certificates[0].thumbprint)).exists());
        assert_eq!(leftovers(&organization.path("servers")), Vec::<PathBuf>::new());
        let mut rest = intake.clone();
        rest.servers[0].base = Some(organization.server("EX01").revision);
        let taken = take(&organization, &rest).unwrap();
        assert_eq!((taken.servers.len(), taken.servers[0].0.as_str(), taken.files), (1, "EX02", 0));
        assert_eq!(organization.open().verify_journal(), Ok(Vec::new()));
    }
}

#[test]
fn a_certificate_file_that_is_another_one_stops_everything() {
    let organization = Organization::contoso();
    let intake = contoso(&organization);
    let path = format!("certificates/{}.pem", intake.certificates[0].thumbprint);
    for broken in ["rubbish".to_owned(), x509::to_pem(&made("other.contoso.com").der, x509::Document::Certificate)] {
        organization.put(&path, &broken);
        let before = contents(&organization);
        let refused = take(&organization, &intake).unwrap_err();
        assert!(refused.to_string().starts_with(&path), "{refused}");
        assert_eq!(contents(&organization), before);
    }
}

#[test]
fn nothing_but_a_certificate_gets_in_and_under_no_other_name() {
    let organization = Organization::contoso();
    let before = contents(&organization);
    let key = KeyPair::generate().unwrap().serialize_der();
    let (thumbprint, real) = (x509::thumbprint(&key), made("a.contoso.com"));
    for (thumbprint, der) in [(thumbprint, Arc::new(key)), (print(1), Arc::clone(&real.der))] {
        let intake = Intake { certificates: vec![CertificateFile { thumbprint, der }], ..Intake::default() };
        let refused = take(&organization, &intake).unwrap_err();
        assert!(
            matches!(refused, ApplyError::Problem(Problem { kind: ProblemKind::Certificate { .. }, .. })),
            "{refused}"
        );
        assert_eq!(contents(&organization), before);
    }
}

#[test]
fn a_name_that_is_no_file_name_is_refused() {
    let organization = Organization::contoso();
    let before = organization.snapshot();
    for bad in ["../EX02", "a/b", "", "..", "CON:", "a\u{1b}"] {
        let mut intake = Intake { servers: vec![new_server("EX02")], ..Intake::default() };
        intake.servers[0].after.name = name(bad);
        let refused = take(&organization, &intake).unwrap_err();
        assert!(
            matches!(refused, ApplyError::Problem(Problem { kind: ProblemKind::NotAName, .. })),
            "{bad}: {refused}"
        );
        assert_eq!(organization.snapshot(), before);
    }
}

#[test]
fn an_organization_opened_for_reading_only_takes_nothing_in() {
    let organization = Organization::contoso();
    let intake = contoso(&organization);
    let before = organization.snapshot();
    let mut store = Directory::open(organization.0.path(), Mode::ReadOnly).unwrap();
    assert_eq!(store.take_in(&intake, &import(), &mut go_on), Err(ApplyError::ReadOnly));
    assert_eq!(organization.snapshot(), before);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_out_of_the_organization_and_a_linked_document_stays_one() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let (organization, outside) = (Organization::contoso(), TempDir::new().unwrap());
    let intake = contoso(&organization);
    symlink(outside.path(), organization.path("certificates")).unwrap();
    let refused = take(&organization, &intake).unwrap_err();
    assert!(matches!(refused, ApplyError::Problem(Problem { kind: ProblemKind::LeadsOut, .. })), "{refused}");
    fs::remove_file(organization.path("certificates")).unwrap();

    let target = organization.path(&format!("certificates/{}.pem", intake.certificates[0].thumbprint));
    fs::create_dir(organization.path("certificates")).unwrap();
    symlink(outside.path().join("elsewhere.pem"), &target).unwrap();
    let refused = take(&organization, &intake).unwrap_err();
    assert!(matches!(refused, ApplyError::Problem(Problem { kind: ProblemKind::Exists, .. })), "{refused}");
    fs::remove_file(&target).unwrap();
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);

    let (real, link) = (organization.path("elsewhere.toml"), organization.path("servers/EX01.toml"));
    fs::rename(&link, &real).unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o664)).unwrap();
    symlink("../elsewhere.toml", &link).unwrap();
    take(&organization, &intake).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o664);
    assert_eq!(organization.server("EX01").certificates.len(), 3);
}
