//! The check-up: every finding has a damage that makes it, a sound organization has none, and a repair changes nothing that
//! a document says.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::super::doctor::{Finding, Findings, Id, NotRepaired, Severity, When, check_up, repair};
use super::*;
use crate::engine::FollowUp;
use crate::store::ApplyError;
use crate::store::lock::{Lock, Wait};
use crate::testing::Sample;
use crate::x509;

const MAIL_2027: &str = "certificates/4F17D0E1110A3E608CF8D02B59E58E5C2B8C07E1.pem";
const MAIL_2026: &str = "certificates/01D035C24430169697A25149E85882127A90721A.pem";
const REQUEST: &str = "requests/16B297A9D88067CF432CDD863E055F250BA92C98.csr";
const EX01: &str = "servers/EX01.toml";
const OWN: &str = "organization.toml";
const NOVEMBER: &str = "journal/2026-11.jsonl";

fn at(clock: Moment) -> When {
    When { clock: Some(clock), real: NOW }
}

fn findings_at(root: &Path, clock: Moment) -> Vec<Finding> {
    let mut found = Vec::new();
    check_up(root, at(clock), &mut |finding| found.push(finding));
    found
}

fn findings(sample: &Sample) -> Vec<Finding> {
    findings_at(&sample.path(""), NOW)
}

fn ids(found: &[Finding]) -> BTreeSet<Id> {
    found.iter().map(|finding| finding.id).collect()
}

/// Everything below a directory: names, kinds, bytes and rights.
fn picture(root: &Path) -> Vec<(PathBuf, String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut left = vec![root.to_path_buf()];
    while let Some(path) = left.pop() {
        let about = fs::symlink_metadata(&path).unwrap();
        let rights = format!("{:?} {:?}", about.file_type(), about.permissions());
        let bytes = if about.is_file() { fs::read(&path).unwrap_or_default() } else { Vec::new() };
        if about.is_dir() {
            left.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        }
        found.push((path, rights, bytes));
    }
    found.sort();
    found
}

/// One change of EX01 through the store, at that moment.
fn change(sample: &Sample, at: Moment, follow_ups: Vec<FollowUp>) {
    let mut store = Directory::open(sample.path(""), Mode::ReadWrite).unwrap();
    let server = store.open(&name("EX01")).unwrap();
    let to = server.certificates[usize::from(at != NOW)].thumbprint;
    let part = Part { follow_ups, ..part(&server, |after| after.iis = Some(to)) };
    store.apply(&part, &Context { at, ..context() }).unwrap();
}

fn append(sample: &Sample, file: &str, text: &str) {
    sample.put(file, sample.text(file) + text);
}

/// Damages the organization so that this is found; what has to be held meanwhile is given back.
fn damage(sample: &Sample, id: Id) -> Option<File> {
    match id {
        Id::OrganizationUnreadable => sample.put(OWN, "schema = 1\nname =\n"),
        Id::AccessTable => append(sample, OWN, "\n[access]\nalice = [\"Server Managment\"]\n"),
        Id::AccessNobody => append(sample, OWN, "\n[access]\nalice = [\"View-Only\"]\n"),
        Id::AccessTwice => {
            append(sample, OWN, "\n[access]\nalice = [\"Server Management\"]\nALICE = [\"View-Only\"]\n");
        }
        Id::MisspeltKey => sample.edit(OWN, "connected-server =", "conected-server ="),
        Id::ConnectedServer => sample.edit(OWN, "connected-server = \"EX01\"", "connected-server = \"EX77\""),
        Id::AuthCertificate => sample.edit(OWN, "current = \"FF", "current = \"EE"),
        Id::ConnectorCertificate => sample.edit(OWN, "<S>CN=partner.", "<S>CN=nobody."),
        Id::ConnectorServer => sample.edit(OWN, "source-servers = [\"EX01\"]", "source-servers = [\"EX77\"]"),
        Id::TrustUnreadable => sample.put("trust/contoso-issuing.pem", "no certificate"),
        Id::TrustNotARoot => {
            let both = "roots = [\"trust/contoso-root.pem\", \"trust/contoso-issuing.pem\"]";
            sample.edit(OWN, "roots = [\"trust/contoso-root.pem\"]", both);
        }
        Id::RootTypeUnlisted => sample.edit(OWN, "{ \"trust/contoso-root.pem\"", "{ \"trust/other.pem\""),
        // The sample has a root that nobody trusts; the other two are a matter of time.
        Id::TrustUnlisted | Id::TrustExpired | Id::RevocationListOverdue => {}
        Id::ServerUnreadable => sample.put("servers/EX02.toml", "schema = 1\nname = EX02\n"),
        Id::ServerTwice => sample.put("servers/ex01.toml", sample.text(EX01)),
        Id::ServiceUnlisted => sample.edit(EX01, "iis = \"01", "iis = \"99"),
        Id::DefaultWithoutSmtp => sample.edit(
            EX01,
            "smtp-default = \"0823404865A0BF91E8C43D9E35CA5911D1EA3CAE\"",
            "smtp-default = \"4F17D0E1110A3E608CF8D02B59E58E5C2B8C07E1\"",
        ),
        Id::ListedTwice => {
            append(sample, EX01, "\n[[certificates]]\nthumbprint = \"4F17D0E1110A3E608CF8D02B59E58E5C2B8C07E1\"\n");
        }
        Id::NamedTwice => {
            sample.edit(EX01, "imap = [\n", "imap = [\n    \"0823404865A0BF91E8C43D9E35CA5911D1EA3CAE\",\n");
        }
        Id::UnknownService => sample.edit(EX01, "[services]\n", "[services]\nhttps = \"x\"\n"),
        Id::CertificateWithoutFacts => fs::remove_file(sample.path(MAIL_2027)).unwrap(),
        Id::RequestWithoutFile => fs::remove_file(sample.path(REQUEST)).unwrap(),
        other => return damage_files(sample, other),
    }
    None
}

fn damage_files(sample: &Sample, id: Id) -> Option<File> {
    match id {
        Id::CertificateUnreadable => sample.put(MAIL_2027, "rubbish"),
        Id::CertificateMisnamed => {
            fs::rename(sample.path(MAIL_2027), sample.path("certificates/mail-2027.pem")).unwrap();
        }
        Id::CertificateMany => sample.put(MAIL_2027, sample.text(MAIL_2027) + &sample.text(MAIL_2026)),
        Id::PrivateKey => append(sample, MAIL_2027, &format!("-----BEGIN {}-----\nAA==\n", "PRIVATE KEY")),
        Id::CertificateUnlisted => {
            let root = sample.text("trust/fabrikam-root.pem");
            let thumbprint = x509::thumbprint(&x509::certificates(root.as_bytes()).unwrap()[0]);
            sample.put(&format!("certificates/{thumbprint}.pem"), root);
        }
        Id::RequestUnreadable => sample.put(REQUEST, "rubbish"),
        Id::RequestUnlisted => sample.put("requests/another.csr", sample.text(REQUEST)),
        Id::OddFile => sample.put("servers/notes.txt", "mine"),
        Id::JournalUnreadable => sample.put("journal", "a file"),
        Id::JournalBroken => {
            fs::create_dir(sample.path("journal")).unwrap();
            sample.put(NOVEMBER, "{\"seq\":1}\n");
        }
        Id::JournalTorn => {
            change(sample, NOW, Vec::new());
            append(sample, NOVEMBER, "{\"seq\":2,\"ki");
        }
        Id::ChangeUnfinished => {
            let before = sample.text(EX01);
            change(sample, NOW, Vec::new());
            sample.put(EX01, before);
        }
        Id::ChangedOutside => {
            change(sample, NOW, Vec::new());
            append(sample, EX01, "# by hand\n");
        }
        Id::DocumentGone => {
            change(sample, NOW, Vec::new());
            fs::remove_file(sample.path(EX01)).unwrap();
        }
        Id::ClockWentBack => {
            change(sample, NOW, Vec::new());
            change(sample, NOW.plus(-60), Vec::new());
        }
        Id::FollowUpsOpen => change(sample, NOW, vec![FollowUp::RestartIis]),
        Id::Leftover => sample.put("servers/.tmp-EX01.toml", "half"),
        Id::LeftoverDirectory => fs::create_dir(sample.path("certificates/.tmpabc")).unwrap(),
        Id::LockSigned => sample.put("store.lock", "77\n2026-11-21T09:00:00Z\nbob\n"),
        Id::LockHeld => {
            sample.put("store.lock", "77\n2026-11-21T09:00:00Z\nbob\n");
            let file = File::open(sample.path("store.lock")).unwrap();
            file.try_lock().unwrap();
            return Some(file);
        }
        Id::ReadOnly => {
            let mut rights = fs::metadata(sample.path(EX01)).unwrap().permissions();
            rights.set_readonly(true);
            fs::set_permissions(sample.path(EX01), rights).unwrap();
        }
        other => damage_rights(sample, other),
    }
    None
}

#[cfg(unix)]
fn mode(sample: &Sample, file: &str, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(sample.path(file), fs::Permissions::from_mode(mode)).unwrap();
}

#[cfg(unix)]
fn damage_rights(sample: &Sample, id: Id) {
    use std::os::unix::fs::{chown, symlink};
    match id {
        Id::NotAFile => drop(std::os::unix::net::UnixListener::bind(sample.path("servers/EX77.toml")).unwrap()),
        Id::LeadsOut => symlink("/", sample.path("servers/EX77.toml")).unwrap(),
        Id::NotReadable => symlink("nowhere", sample.path("servers/EX77.toml")).unwrap(),
        Id::WritableByAll => mode(sample, EX01, 0o666),
        Id::Executable => mode(sample, EX01, 0o755),
        // Only the machine's administrator can give files away.
        Id::OwnerDiffers => drop(chown(sample.path(EX01), Some(12_345), None)),
        other => panic!("{} has no damage", other.id()),
    }
}

#[cfg(not(unix))]
fn damage_rights(_sample: &Sample, _id: Id) {}

fn clock_of(id: Id) -> Moment {
    let later = matches!(id, Id::TrustExpired | Id::RevocationListOverdue);
    if later { NOW.plus(40 * 365 * 86_400) } else { NOW }
}

#[test]
fn the_sample_organization_is_in_order() {
    let sample = Sample::new();
    let found = Findings::of(&sample.path(""), at(NOW), 100);
    assert!(found.is_clean(), "{:#?}", found.shown);
    assert_eq!(ids(&found.shown), BTreeSet::from([Id::TrustUnlisted]), "the root that nobody trusts yet");
}

#[test]
fn what_an_interrupted_run_left_beside_an_organization_is_known_by_its_name() {
    let base = TempDir::new().unwrap();
    let root = base.path().join("contoso");
    super::super::create_from(&root, &[(OWN, b"schema = 1\nname = \"Contoso\"\n".as_slice())]).unwrap();
    let left = || ids(&findings_at(&root, NOW)).contains(&Id::LeftoverDirectory);
    fs::create_dir_all(base.path().join(".tmp6mlt07/organization")).unwrap();
    assert!(!left(), "somebody else's");
    fs::create_dir(base.path().join(".tmp-contoso")).unwrap();
    assert!(left());
}

#[test]
fn every_finding_has_a_damage_that_makes_it_and_nothing_is_written() {
    let sound = ids(&findings(&Sample::new()));
    for id in Id::ALL {
        let sample = Sample::new();
        let held = damage(&sample, *id);
        let before = picture(&sample.path(""));
        let found = findings_at(&sample.path(""), clock_of(*id));
        let given = *id != Id::OwnerDiffers || owner_differs(&sample);
        assert!(!given || cfg!(windows) || ids(&found).contains(id), "{}: {found:#?}", id.id());
        assert_eq!(picture(&sample.path("")), before, "{}: nothing is written", id.id());
        // What is damaged is said, and not everything beside it.
        let others: BTreeSet<_> =
            ids(&found).into_iter().filter(|other| other != id && !sound.contains(other)).collect();
        assert!(others.len() <= 5, "{}: {others:#?}", id.id());
        drop(held);
    }
}

#[cfg(unix)]
fn owner_differs(sample: &Sample) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    fs::metadata(sample.path(EX01)).unwrap().uid() != fs::metadata(sample.path("")).unwrap().uid()
}

#[cfg(not(unix))]
fn owner_differs(_sample: &Sample) -> bool {
    false
}

#[test]
fn a_finding_names_its_place() {
    let place = |id: Id| {
        let sample = Sample::new();
        let _held = damage(&sample, id);
        let found = findings(&sample).into_iter().find(|found| found.id == id).unwrap();
        let line = found
            .position
            .and_then(|position| Some(sample.text(&found.file()).lines().nth(position.line - 1)?.trim().to_owned()));
        (found.file(), line.unwrap_or_default())
    };
    assert_eq!(place(Id::OrganizationUnreadable), (OWN.into(), "name =".into()));
    assert!(place(Id::AccessTable).1.starts_with("alice = "));
    assert!(place(Id::MisspeltKey).1.starts_with("conected-server"));
    assert_eq!(place(Id::UnknownService), (EX01.into(), "https = \"x\"".into()));
    assert!(place(Id::ServiceUnlisted).1.starts_with("iis = \"99"));
    assert_eq!(place(Id::ServerUnreadable).1, "name = EX02");
    assert!(place(Id::NamedTwice).1.starts_with("imap = ["));
}

/// What can be damaged so that it can be repaired.
fn repairable() -> impl Iterator<Item = Id> {
    let here = |id: &Id| cfg!(unix) || !matches!(id, Id::WritableByAll | Id::Executable);
    Id::ALL.iter().copied().filter(|id| id.is_repairable()).filter(here)
}

fn repaired(sample: &Sample) -> super::super::doctor::Repaired {
    let found = findings(sample);
    repair(&sample.path(""), &context(), &found).unwrap()
}

/// What the documents say, byte for byte.
fn documents(sample: &Sample) -> Vec<(PathBuf, Vec<u8>)> {
    let picture = picture(&sample.path("")).into_iter().map(|(path, _, bytes)| (path, bytes));
    picture
        .filter(|(path, _)| {
            path.extension().is_some_and(|ending| ending == "toml") && !path.to_string_lossy().contains(".tmp")
        })
        .collect()
}

#[test]
fn a_repair_leaves_the_second_run_clean_and_every_document_as_it_was() {
    for id in repairable() {
        let sample = Sample::new();
        damage(&sample, id);
        let before = documents(&sample);
        let damaged: Vec<_> = picture(&sample.path(""));
        let repaired = repaired(&sample);
        assert_eq!(repaired.failed, [], "{}", id.id());
        assert!(ids(&repaired.done).contains(&id), "{}: {repaired:?}", id.id());
        let kept = repaired.backup.unwrap();
        let in_place = documents(&sample).into_iter().filter(|(path, _)| !path.starts_with(sample.path("backup")));
        assert_eq!(in_place.collect::<Vec<_>>(), before, "{}", id.id());
        // What was touched is in the backup as it was.
        for finding in repaired.done.iter().filter(|finding| finding.id != Id::ChangeUnfinished) {
            let was = damaged.iter().find(|(path, ..)| *path == sample.path("").join(&finding.path)).unwrap();
            let copy = sample.path("").join(&kept).join(&finding.path);
            assert_eq!(fs::read(&copy).unwrap(), was.2, "{}", id.id());
            private(&copy);
        }
        let left = ids(&findings(&sample));
        assert!(!left.contains(&id), "{}: {left:?}", id.id());
        let mut store = Directory::open(sample.path(""), Mode::ReadWrite).unwrap();
        assert_eq!(store.verify_journal().unwrap(), [], "{}", id.id());
        let newest = &store.journal(1).unwrap().entries[0];
        assert_eq!((newest.user.as_str(), newest.backup.as_str()), ("alice", kept.to_str().unwrap()));
        assert!(newest.repairs.iter().any(|repair| repair.finding == id.id()), "{newest:?}");
    }
}

#[cfg(unix)]
fn private(file: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o077, 0, "{}", file.display());
}

#[cfg(not(unix))]
fn private(_file: &Path) {}

#[test]
fn without_a_backup_nothing_is_repaired() {
    let sample = Sample::new();
    damage(&sample, Id::Leftover);
    sample.put("backup", "a file in the way");
    let found = findings(&sample);
    let refused = repair(&sample.path(""), &context(), &found).unwrap_err();
    assert!(matches!(refused, NotRepaired::Backup(_)), "{refused}");
    assert!(sample.path("servers/.tmp-EX01.toml").exists() && !sample.path("journal").exists());
}

#[test]
fn nothing_is_repaired_while_somebody_else_writes() {
    let sample = Sample::new();
    damage(&sample, Id::Leftover);
    let found = findings(&sample);
    let lock = Lock::take(&sample.path(""), "bob", NOW, Wait::No).unwrap();
    let under_way = ids(&findings(&sample));
    assert!(under_way.contains(&Id::LockHeld) && !under_way.contains(&Id::Leftover), "it is the writer's");
    drop(lock);
    assert_eq!(repair(&sample.path(""), &context(), &found).unwrap().done.len(), 1);
}

#[test]
fn a_name_that_is_taken_and_a_file_with_a_key_are_left_to_a_person() {
    let sample = Sample::new();
    sample.put("certificates/mail-2027.pem", sample.text(MAIL_2027));
    let found = findings(&sample);
    let misnamed = found.iter().find(|found| found.id == Id::CertificateMisnamed).unwrap();
    assert!(!misnamed.repairable, "the right name is taken");
    let sample = Sample::new();
    damage(&sample, Id::CertificateMisnamed);
    append(&sample, "certificates/mail-2027.pem", &format!("-----BEGIN {}-----\n", "EC PRIVATE KEY"));
    let found = findings(&sample);
    assert!(found.iter().all(|found| !found.repairable), "a key is not carried into a backup: {found:?}");
    assert!(ids(&found).contains(&Id::PrivateKey));
}

#[test]
fn a_repair_names_the_roles_and_the_account() {
    let sample = Sample::new();
    damage(&sample, Id::LockSigned);
    let roles = vec!["Server Management".to_owned()];
    let context = Context { roles, account: Some("root".into()), cmdlet: "exchcert doctor --fix".into(), ..context() };
    repair(&sample.path(""), &context, &findings(&sample)).unwrap();
    let line = sample.text(NOVEMBER);
    let said = "\"user\":\"alice\",\"roles\":[\"Server Management\"],\"account\":\"root\",\"cmdlet\":\"exchcert doctor --fix\"";
    assert!(line.contains(said) && line.contains("\"kind\":\"repair\""), "{line}");
    assert_eq!(sample.text("store.lock"), "");
}

#[test]
fn the_gravest_stand_first_and_the_rest_is_counted() {
    let sample = Sample::new();
    damage(&sample, Id::Leftover);
    damage(&sample, Id::ServerUnreadable);
    let found = Findings::of(&sample.path(""), at(NOW), 2);
    let severities: Vec<_> = found.shown.iter().map(|found| found.id.severity()).collect();
    assert_eq!(severities[0], Severity::Problem);
    assert!(found.more() > 0 && !found.is_clean() && found.repairable == 1, "{found:?}");
}

/// A place of the organization that is damaged, and how.
fn damages() -> impl Strategy<Value = Vec<(usize, usize, Vec<u8>)>> {
    prop::collection::vec((any::<usize>(), any::<usize>(), prop::collection::vec(any::<u8>(), 0..40)), 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever is done to the files, a check-up tells of it and writes nothing, and a repair leaves every document.
    #[test]
    fn any_damage_is_survived(damages in damages(), ids in prop::collection::vec(0..Id::ALL.len(), 0..3)) {
        let sample = Sample::new();
        for id in ids {
            let id = Id::ALL[id];
            if !matches!(id, Id::LockHeld) {
                // Two damages may be in each other's way.
                let _ = std::panic::catch_unwind(|| drop(damage(&sample, id)));
            }
        }
        let files: Vec<PathBuf> = picture(&sample.path("")).into_iter().map(|(path, ..)| path).filter(|path| path.is_file()).collect();
        for (which, place, bytes) in damages {
            let path = &files[which % files.len()];
            let mut damaged = fs::read(path).unwrap_or_default();
            let at = place % (damaged.len() + 1);
            let end = (at + bytes.len() / 2).min(damaged.len());
            damaged.splice(at..end, bytes);
            let _ = fs::write(path, damaged);
        }
        let before = picture(&sample.path(""));
        let found = findings(&sample);
        prop_assert_eq!(picture(&sample.path("")), before);
        let documents_before = documents(&sample);
        if let Ok(repaired) = repair(&sample.path(""), &context(), &found) {
            let in_place = documents(&sample).into_iter().filter(|(path, _)| !path.starts_with(sample.path("backup")));
            prop_assert_eq!(in_place.collect::<Vec<_>>(), documents_before);
            let left = findings(&sample);
            prop_assert!(left.iter().filter(|found| found.repairable).count() <= repaired.failed.len(), "{:#?}", left);
        }
    }
}

#[test]
fn a_held_lock_is_an_error_of_the_lock() {
    let error: NotRepaired = ApplyError::Locked { holder: None }.into();
    assert!(error.to_string().contains("another process"), "{error}");
}
