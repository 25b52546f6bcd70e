//! The organization's documents: whatever stands in them is read or refused, and what is written into them says what was
//! meant and nothing else.
//!
//! The first byte says what the others are.

use std::sync::Arc;

use exchcert::engine::{
    Access, Assignments, DefaultSmtp, OrganizationIntake, Part, RootCaType, SendConnector, Server, ServerName, Service,
    ServiceSet, StartupMode, Step, Thumbprint, TrustFile, TrustKind, plan, remove,
};
use exchcert::engine::{Request, boxes};
use exchcert::execute::export;
use exchcert::store::{OrganizationFile, Problem, ProblemKind, Store as _, findings, plain};

use super::feed::Feed;
use super::{NOW, document, sample};

/// Servers of the sample, the most different ones.
const SERVERS: [&str; 4] = ["EX01", "EX16", "EX02", "EDGE1"];

/// What an edit puts in.
const PIECES: &[&str] = &[
    "\n",
    "\r\n",
    "#",
    " ",
    "\t",
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "[",
    "]",
    "{",
    "}",
    ",",
    ".",
    "=",
    "= ",
    "[[",
    "]]",
    "\\",
    "\\u0000",
    "\u{feff}",
    "\u{202e}",
    "é",
    "true",
    "1",
    "0x1",
    "1e9",
    "nan",
    "1979-05-27",
    "[services]\n",
    "services.iis = ",
    "smtp = [",
    "iis = \"0823404865A0BF91E8C43D9E35CA5911D1EA3CAE\"\n",
    "[services.iis]\n",
    "[[certificates]]\n",
    "[[requests]]\n",
    "certificates = []\n",
    "[certificates.recorded]\n",
    "thumbprint = ",
    "unknown = []\n",
    "\"unknown\" = [ # x\n]\n",
    "[um]\n",
    "um = { startup-mode = \"TCP\" }\n",
    "[pop]\n",
    "imap = { x509-certificate-name = 'a' }\n",
    "[origin]\n",
    "schema = 1\n",
    "name = \"EX01\"\n",
    "friendly-name = \"\"\"\n",
    "[access]\n",
    "[trust]\n",
    "roots = [\"../x\"]\n",
    "[[send-connectors]]\n",
    "root-types = {}\n",
    "\"services\" = {}\n",
    "'services'.'iis' = \"\"\n",
];

pub(crate) fn run(data: &[u8]) {
    let Some((kind, rest)) = data.split_first() else { return };
    match kind {
        b'o' => organization(rest),
        b's' => server(rest),
        b'j' => line(rest),
        b'e' => edited(&mut Feed::new(rest)),
        b'i' => imported(&mut Feed::new(rest)),
        b't' => trusted(&mut Feed::new(rest)),
        _ => {
            organization(data);
            server(data);
            line(data);
        }
    }
}

fn organization(bytes: &[u8]) {
    match plain::organization(bytes) {
        Ok(file) => {
            for user in ["alice", "", "\u{130}"] {
                let _ = file.access_of(user);
            }
            let files = &file.trust;
            let named = files.roots.iter().chain(&files.intermediates).chain(&files.revocation_lists);
            named.for_each(|name| assert!(stays_inside(name), "a trust file outside: {name:?}"));
        }
        Err(problem) => place(bytes, &problem),
    }
}

fn stays_inside(name: &str) -> bool {
    !name.is_empty() && !name.starts_with('/') && name.split('/').all(|part| part != "..")
}

fn server(bytes: &[u8]) {
    match plain::server(&ServerName::new("EX01"), bytes) {
        Ok(server) => {
            let organization = &sample().organization.organization;
            let _ = findings(&server);
            for certificate in server.certificates.iter() {
                let _ = boxes(organization, &server, certificate, Access::Full, NOW);
            }
            // What says that already needs no other byte.
            let again = plain::rewritten(bytes, &server);
            assert_eq!(again.as_deref().map(str::as_bytes), Ok(bytes), "a document that says it already was changed");
        }
        Err(problem) => place(bytes, &problem),
    }
}

/// A problem has a place within the text.
fn place(bytes: &[u8], problem: &Problem) {
    let position = problem.position.unwrap_or_else(|| panic!("a problem without a place: {problem}"));
    let lines = bytes.split(|byte| *byte == b'\n').count();
    assert!((1..=lines).contains(&position.line) && position.column > 0, "{problem} of {lines} lines");
}

fn line(bytes: &[u8]) {
    let Ok((entry, _)) = plain::entry(bytes) else { return };
    let written = plain::line(&entry).unwrap();
    assert!(super::is_harmless(&written), "{written:?}");
    assert_eq!(plain::entry(written.as_bytes()), Ok((entry.clone(), true)));
    let mut memory = sample().clone();
    if let Some(changes) = export::of_entry(&entry) {
        let _ = export::powershell(&mut memory, "Contoso", &entry.user, NOW, &[changes]);
    }
    memory.journal = vec![entry];
    let _ = memory.open_follow_ups();
}

/// A document of the sample with a few edits that nobody thought about.
fn splices(feed: &mut Feed<'_>, mut text: Vec<u8>) -> Vec<u8> {
    for _ in 0..feed.byte() % 8 {
        let at = feed.below(text.len() + 1);
        let end = (at + usize::from(feed.byte() % 64)).min(text.len());
        let piece = if feed.is() { feed.one(PIECES).to_owned() } else { feed.text(24) };
        text.splice(at..end, piece.bytes());
    }
    text
}

fn print(feed: &mut Feed<'_>, server: &Server) -> Thumbprint {
    let known: Vec<_> = server
        .certificates
        .iter()
        .map(|certificate| certificate.thumbprint)
        .chain(server.assignments.thumbprints())
        .collect();
    if known.is_empty() || feed.byte().is_multiple_of(8) { Thumbprint([feed.byte(); 20]) } else { feed.one(&known) }
}

fn maybe(feed: &mut Feed<'_>, server: &Server) -> Option<Thumbprint> {
    feed.is().then(|| print(feed, server))
}

/// Anything that a part could say, sensible or not.
fn part(feed: &mut Feed<'_>, server: &Server) -> Part {
    let mut after = server.assignments.clone();
    let mut steps = Vec::new();
    for _ in 0..=feed.byte() % 6 {
        match feed.byte() % 12 {
            0 => after.iis = maybe(feed, server),
            1 => after.iis_back_end = maybe(feed, server),
            2 => after.smtp.push(print(feed, server)),
            3 => after.smtp_default = maybe(feed, server),
            4 => after.imap.push(print(feed, server)),
            5 => after.pop.clear(),
            6 => after.um = maybe(feed, server),
            7 => after.imap_name = feed.is().then(|| feed.text(40)),
            8 => after.pop_name = feed.is().then(|| feed.text(40)),
            9 => {
                let service = feed.one(&[Service::Um, Service::UmCallRouter]);
                let mode = feed.one(&StartupMode::ALL);
                steps.push(Step::StartupMode { service, before: StartupMode::Tcp, after: mode });
            }
            10 => {
                let thumbprint = print(feed, server);
                after.remove(thumbprint);
                steps.push(Step::Remove { thumbprint });
            }
            _ => after.iis_site_unknown.push(print(feed, server)),
        }
    }
    of(server, after, steps)
}

fn of(server: &Server, after: Assignments, steps: Vec<Step>) -> Part {
    Part {
        server: server.name.clone(),
        base: server.revision,
        steps,
        before: server.assignments.clone(),
        after,
        certificates: Vec::new(),
        warnings: Vec::new(),
        follow_ups: Vec::new(),
        arrivals: Vec::new(),
    }
}

/// What the engine plans for a document that somebody edited.
fn planned(feed: &mut Feed<'_>, server: &Server) -> Option<Part> {
    let organization = &sample().organization.organization;
    let thumbprint = print(feed, server);
    let verdict = if feed.byte().is_multiple_of(4) {
        remove(organization, server, thumbprint, Access::Full, NOW)
    } else {
        let services: ServiceSet = Service::OFFERED.into_iter().filter(|_| feed.is()).collect();
        let request = Request {
            default_smtp: feed.one(&[DefaultSmtp::Keep, DefaultSmtp::Replace]),
            ..Request::assign(server.name.clone(), thumbprint, services, Access::Full)
        };
        plan(organization, &[server], &request, NOW)
    };
    verdict.ok()?.plan.parts.pop()
}

/// Facts and trust as the sample's files give them.
fn known(server: &mut Server) {
    let Some(Ok(sample)) = sample().servers.get(&server.name) else { return };
    for certificate in Arc::make_mut(&mut server.certificates) {
        if let Some(known) = sample.certificate(certificate.thumbprint) {
            certificate.facts = known.facts.clone();
            certificate.trust = known.trust.clone();
        }
    }
}

fn of_the_sample(feed: &mut Feed<'_>) -> (ServerName, Vec<u8>) {
    let name = feed.one(&SERVERS);
    (ServerName::new(name), splices(feed, document(&format!("servers/{name}.toml"))))
}

/// A document somebody edited, then changed by a plan.
fn edited(feed: &mut Feed<'_>) {
    let (name, text) = of_the_sample(feed);
    let Ok(mut server) = plain::server(&name, &text) else { return };
    known(&mut server);
    let part = if feed.is() { Some(part(feed, &server)) } else { planned(feed, &server) };
    let Some(part) = part else { return };
    match plain::changed(&text, &part) {
        Ok(changed) => {
            let found = plain::server(&name, changed.as_bytes()).expect("what was written is read");
            let meant = server.after(&part);
            assert_eq!(found.assignments, meant.assignments);
            assert_eq!(found.um_startup_mode, meant.um_startup_mode);
            let left = |server: &Server| server.certificates.iter().map(|one| one.thumbprint).collect::<Vec<_>>();
            assert_eq!(left(&found), left(&meant));
            assert_eq!(rest(&changed), rest(std::str::from_utf8(&text).unwrap()), "something else changed too");
        }
        Err(problem) => cannot_be_laid_out(&problem),
    }
}

/// What a document says that no plan changes.
fn rest(text: &str) -> toml::Table {
    let mut table: toml::Table = text.trim_start_matches('\u{feff}').parse().unwrap();
    let changeable = ["services", "imap", "pop", "um", "certificates", "requests", "unknown"];
    table.retain(|key, _| !changeable.contains(&key));
    table
}

fn cannot_be_laid_out(problem: &Problem) {
    assert!(matches!(problem.kind, ProblemKind::CannotSplice { .. }), "{problem}");
}

/// A document somebody edited, then brought by an import to say what another one says.
fn imported(feed: &mut Feed<'_>) {
    let (name, text) = of_the_sample(feed);
    let (other, wanted) = of_the_sample(feed);
    if plain::server(&name, &text).is_err() {
        return;
    }
    let Ok(after) = plain::server(&other, &wanted) else { return };
    let after = Server { name: name.clone(), ..after };
    match plain::rewritten(&text, &after) {
        Ok(changed) => {
            let found = plain::server(&name, changed.as_bytes()).expect("what was written is read");
            assert_eq!(found.assignments, after.assignments);
            assert_eq!((found.fqdn, found.roles, found.unknown), (after.fqdn, after.roles, after.unknown));
        }
        Err(problem) => cannot_be_laid_out(&problem),
    }
}

/// The organization's own document, edited, then changed by an import: nobody may do more than before.
fn trusted(feed: &mut Feed<'_>) {
    let text = splices(feed, document("organization.toml"));
    let Ok(before) = plain::organization(&text) else { return };
    let file = |feed: &mut Feed<'_>| TrustFile {
        kind: feed.one(&[TrustKind::Root, TrustKind::Intermediate, TrustKind::RevocationList]),
        name: format!("trust/{}.pem", feed.byte()),
        root_type: feed.is().then(|| feed.one(&[RootCaType::Enterprise, RootCaType::ThirdParty])),
        bytes: Arc::default(),
    };
    let connector = |feed: &mut Feed<'_>| SendConnector {
        name: feed.text(24),
        tls_certificate_name: feed.is().then(|| "<I>CN=CA<S>CN=a".parse().unwrap()),
        source_servers: (0..feed.byte() % 3).map(|_| ServerName::new(&feed.text(8))).collect(),
    };
    let intake = OrganizationIntake {
        base: before.revision,
        auth_certificate: feed.is().then(|| Thumbprint([feed.byte(); 20])),
        trust: (0..feed.byte() % 3).map(|_| file(feed)).collect(),
        send_connectors: (0..feed.byte() % 3).map(|_| connector(feed)).collect(),
    };
    match plain::organization_rewritten(&text, &intake) {
        Ok(changed) => {
            let found = plain::organization(changed.as_bytes()).expect("what was written is read");
            let same = |file: &OrganizationFile| (file.access.clone(), file.clock, file.connected_server.clone());
            assert_eq!(same(&found), same(&before), "an import changed who may write, or the clock");
        }
        Err(problem) => cannot_be_laid_out(&problem),
    }
}
