//! Foreign text on its way to the terminal: wherever it stands, nothing but letters and our own sequences is written.

use std::sync::Arc;

use exchcert::app::vocabulary::{Event, Notice, Severity};
use exchcert::engine::{AlternativeName, Knowledge, NameKind, SendConnector, Server, ServerName};
use exchcert::keymap::Key;
use exchcert::locale::say;
use exchcert::look::picture;
use exchcert::store::memory::Memory;
use exchcert::store::{Entry, EntryAnswer, EntryChange, EntryFact, EntryKind, Problem, ProblemKind};
use exchcert::terminal::ability::Colours;
use exchcert::terminal::screen::Screen;
use exchcert::text::{self, Shown};
use ratatui::layout::Size;

use super::feed::Feed;
use super::page::{Opening, Page};
use super::{is_harmless, sample};

/// Ways through the page, each with what is pasted (`*` is the text itself).
const WAYS: [&str; 16] = [
    "End d End d Home",
    "/ * Left Esc",
    "F2 End Home Esc",
    "F2 End Enter d",
    "e Home Up Right End Esc",
    "e End Space Ctrl-s Esc Esc",
    ": * Left Left Tab Enter",
    ": Get-ExchangeCertificate Enter PgUp",
    ": list Enter PgUp End",
    "J Down Down Enter Tab Down c Esc",
    "J End Enter End r",
    "i * Tab Enter",
    "i a.xm Enter Down Enter End",
    "Ctrl-p * Down",
    "Del * Enter",
    "e Space Ctrl-e * Enter",
];

pub(crate) fn run(data: &[u8]) {
    let mut feed = Feed::new(data);
    let way = feed.one(&WAYS);
    let opening = Opening {
        size: feed.one(&[(80, 24), (120, 32), (160, 50), (40, 10), (41, 11)]),
        readonly: false,
        ascii: feed.is(),
        pseudo: feed.is(),
    };
    let colours = feed.one(&[Colours::None, Colours::Sixteen, Colours::Palette, Colours::True]);
    let foreign = feed.rest();
    shown(&foreign, usize::from(opening.size.0));
    let mut page = Page::open(organization(&foreign), &foreign, opening);
    let mut terminal = Terminal { screen: Screen::new(Vec::new(), Size::from(opening.size), colours), seen: 0 };
    terminal.show(&page);
    for step in way.split(' ') {
        match step {
            "*" => page.event(Event::Paste(foreign.clone())),
            "list" => page.event(Event::Paste("Get-ExchangeCertificate | Format-List".to_owned())),
            word if word.contains(['-', '.']) && word.len() > 7 => page.event(Event::Paste(word.to_owned())),
            key => match key.parse::<Key>() {
                Ok(key) => page.event(Event::Key(key)),
                Err(_) => page.event(Event::Paste(key.to_owned())),
            },
        }
        terminal.show(&page);
    }
    page.state.notice =
        Some(Notice { severity: Severity::Problem, message: say::cli_terminal_failed(foreign.clone()) });
    terminal.show(&page);
    terminal.copy(&foreign);
    if foreign.len().is_multiple_of(4) {
        pictures(&page);
    }
}

/// A terminal that reads what it is sent.
struct Terminal {
    screen: Screen<Vec<u8>>,
    seen: usize,
}

impl Terminal {
    fn show(&mut self, page: &Page) {
        self.screen.draw(|buffer| page.paint(buffer)).unwrap();
        only_ours(self.newly_written());
    }

    fn copy(&mut self, text: &str) {
        self.screen.copy(text).unwrap();
        let sent = std::str::from_utf8(self.newly_written()).unwrap();
        let body = sent.strip_prefix("\u{1b}]52;c;").and_then(|rest| rest.strip_suffix("\u{1b}\\"));
        let body = body.unwrap_or_else(|| panic!("not what copies: {sent:?}"));
        assert!(body.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte)), "{body:?}");
    }

    fn newly_written(&mut self) -> &[u8] {
        let from = self.seen;
        self.seen = self.screen.writer().len();
        &self.screen.writer()[from..]
    }
}

/// Nothing but text that acts on nothing, and the sequences that this program writes.
fn only_ours(bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).expect("the terminal gets UTF-8");
    let mut rest = text;
    while let Some(at) = rest.find('\u{1b}') {
        let (before, sequence) = rest.split_at(at);
        assert!(is_harmless(before), "{before:?}");
        let body = sequence.strip_prefix("\u{1b}[").unwrap_or_else(|| panic!("no sequence of ours: {sequence:?}"));
        let end = body.find(|c: char| c.is_ascii_alphabetic()).expect("a sequence ends");
        let (parameters, after) = body.split_at(end);
        let (last, after) = after.split_at(1);
        let numbers = parameters.bytes().all(|byte| byte.is_ascii_digit() || byte == b';');
        let ours = match last {
            "h" | "l" => matches!(parameters, "?2026" | "?25"),
            "m" | "H" | "C" => numbers,
            "J" => parameters == "2",
            "K" => parameters.is_empty(),
            _ => false,
        };
        assert!(ours, "no sequence of ours: {:?}", sequence.chars().take(20).collect::<String>());
        rest = after;
    }
    assert!(is_harmless(rest), "{rest:?}");
}

/// Foreign text made harmless, cut and wrapped.
fn shown(foreign: &str, columns: usize) {
    let shown = Shown::new(foreign);
    assert!(is_harmless(&shown), "{shown:?}");
    // What was cut is longer than what is shown by its three dots.
    assert!(shown.ends_with("...") || Shown::new(&shown) == shown, "{shown:?}");
    let columns = columns.min(foreign.len() % 50 + 2);
    assert!(text::width(&shown.cut(columns, "…")) <= columns);
    for line in shown.wrap(columns) {
        assert!(line.width() <= columns || text::graphemes(&line).count() == 1, "{line:?}");
    }
    let _ = (text::cut(foreign, columns, "..."), text::wrap(foreign, columns), text::pad(foreign, columns));
    let _ = text::split(foreign, columns);
}

fn pictures(page: &Page) {
    let buffer = page.picture();
    let svg = picture::svg(&buffer);
    let xml = |c: char| c == '\n' || !c.is_control();
    assert!(svg.chars().all(xml), "{svg:?}");
    // Between the tags nothing opens another one, and `&` begins an entity of XML.
    for text in svg.split("</text>").filter_map(|part| part.rsplit_once('>').map(|(_, text)| text)) {
        assert!(!text.contains('<'), "{text:?}");
    }
    for entity in svg.split('&').skip(1) {
        assert!(["amp;", "lt;", "gt;", "quot;", "#39;"].iter().any(|known| entity.starts_with(known)), "{entity:?}");
    }
    assert!(is_harmless(&picture::text(&buffer).replace('\n', "")));
}

/// The sample's first server, in which everything that can be said says this.
fn organization(text: &str) -> Memory {
    let Some(Ok(server)) = sample().servers.get(&ServerName::new("EX01")) else { panic!("the sample has EX01") };
    let mut server: Server = server.clone();
    for (at, certificate) in Arc::make_mut(&mut server.certificates).iter_mut().enumerate() {
        text.clone_into(&mut certificate.friendly_name);
        let Some(known) = certificate.known() else { continue };
        let mut facts = known.clone();
        facts.subject = format!("CN={text}");
        facts.issuer = format!("CN={text}");
        facts.common_name = Some(text.to_owned());
        facts.domains = vec![text.to_owned(), "mail.contoso.com".to_owned()];
        facts.alternative_names = vec![AlternativeName { kind: NameKind::Dns, value: text.to_owned() }];
        text.clone_into(&mut facts.serial);
        certificate.facts =
            if at == 1 { Knowledge::Unreadable(text.into()) } else { Knowledge::Known(Arc::new(facts)) };
    }
    text.clone_into(&mut server.fqdn);
    server.dag = Some(text.to_owned());
    server.edge_subscription = Some(text.to_owned());
    server.assignments.imap_name = Some(text.to_owned());
    let mut file = sample().organization.clone();
    text.clone_into(&mut file.organization.name);
    file.connected_server = Some(ServerName::new("EX01"));
    file.organization.send_connectors = vec![SendConnector {
        name: text.to_owned(),
        tls_certificate_name: None,
        source_servers: vec![ServerName::new(text)],
    }];
    let second = Server { name: ServerName::new(text), ..server.clone() };
    let mut memory = Memory::new(file, vec![server, second]);
    let syntax = ProblemKind::Syntax { message: text.to_owned() };
    memory.servers.insert(ServerName::new(&format!("z{text}")), Err(Problem::at(text.as_ref(), "a\nb", 2, syntax)));
    memory.broken = vec![Problem::of(text.as_ref(), ProblemKind::BrokenJournal { reason: text.to_owned() })];
    memory.journal = (1..)
        .zip([EntryKind::Change, EntryKind::Import, EntryKind::Other])
        .map(|(seq, kind)| entry(seq, kind, text))
        .collect();
    memory
}

fn entry(seq: u64, kind: EntryKind, text: &str) -> Entry {
    let own = || text.to_owned();
    Entry {
        seq,
        kind,
        time: own(),
        clock: Some(own()),
        user: own(),
        server: own(),
        cmdlet: own(),
        certificates: vec![EntryChange { thumbprint: own(), before: own(), after: own() }],
        answers: vec![EntryAnswer { question: own(), answer: own() }],
        sources: vec![own()],
        facts: vec![EntryFact { what: own(), fact: own(), before: Some(own()), after: None, origin: own() }],
        follow_ups: vec![own(), "restart-iis".to_owned()],
        ..Entry::default()
    }
}
