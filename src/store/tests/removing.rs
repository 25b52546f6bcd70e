//! What goes goes whole, and nothing beside it.

use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::engine::{self, Access, Service, StartupMode};
use crate::store::EntryKind;
use crate::store::server;
use crate::store::write::splice;

const PATH: &str = "EX01.toml";
const HEAD: &str = "schema = 1\nname = \"EX01\"\nfqdn = \"a.b\"\nbuild = \"unknown\"\nroles = []\n";

fn read(text: &str) -> Server {
    server::read(Path::new(PATH), &name("EX01"), text.as_bytes(), &|_, _| false).unwrap()
}

/// The part that removes these certificates from the server of a document.
fn removal(text: &str, gone: &[Thumbprint]) -> Part {
    let mut after = read(text).assignments;
    for thumbprint in gone {
        after.remove(*thumbprint);
    }
    meaning(&after, gone.iter().map(|thumbprint| Step::Remove { thumbprint: *thumbprint }).collect())
}

/// A document without the certificate A, or without another one; single letters stand for thumbprints.
fn without(text: &str, gone: &str) -> String {
    let letters = ["A", "B", "C"];
    let long = |letter: &str| letter.repeat(40);
    let text = letters.iter().fold(format!("{HEAD}{text}"), |text, letter| {
        let in_quotes = text.replace(&format!("\"{letter}\""), &format!("\"{}\"", long(letter)));
        in_quotes.replace(&format!("'{letter}'"), &format!("'{}'", long(letter)))
    });
    let gone: Vec<Thumbprint> = gone.split(' ').map(|letter| long(letter).parse().unwrap()).collect();
    let part = removal(&text, &gone);
    let spliced = splice(Path::new(PATH), &text, &part).unwrap();
    let expected = Server { revision: crate::store::revision(spliced.as_bytes()), ..read(&text).after(&part) };
    assert_eq!(read(&spliced), expected, "{spliced}");
    let short = letters.iter().fold(spliced, |text, letter| text.replace(&long(letter), letter));
    short.strip_prefix(HEAD).unwrap().to_owned()
}

#[test]
fn an_element_leaves_its_list_as_it_was_laid_out() {
    for (before, expected) in [
        ("['A']", "[]"),
        ("[ 'A' ]", "[ ]"),
        ("['A', ] # c", "[] # c"),
        ("['A', 'B']", "['B']"),
        ("['B', 'A']", "['B']"),
        ("['B' , 'A' ]", "['B'  ]"),
        ("['B', 'A', ]", "['B', ]"),
        ("['A', 'B', 'A']", "['B']"),
        ("['B', 'A', 'A']", "['B']"),
        ("['A', 'A']", "[]"),
        ("[\n    'A',\n    'B',\n]", "[\n    'B',\n]"),
        ("[\n    'B',\n    'A'\n]", "[\n    'B',\n]"),
        ("[\n    'A', # a\n    'B', # b\n]", "[\n    # a\n    'B', # b\n]"),
        ("[\n    'A' # a, not ]\n    ,\n    'B',\n]", "[\n     # a, not ]\n    'B',\n]"),
        ("[ 'A', # one\n  'B' ]", "[  # one\n  'B' ]"),
        ("[\n  'B', 'A', # two\n]", "[\n  'B',  # two\n]"),
        ("[\n  'A' ]", "[\n   ]"),
        ("[\n    'A'\n  , 'B'\n]", "[\n  'B'\n]"),
        ("[\n    # nobody\n    'A',\n\n    # end\n]", "[\n    # nobody\n\n    # end\n]"),
    ] {
        let (before, expected) = (format!("[services]\nsmtp = {before}\n"), format!("[services]\nsmtp = {expected}\n"));
        assert_eq!(without(&before, "A"), expected);
        let (before, expected) = (before.replace('\n', "\r\n"), expected.replace('\n', "\r\n"));
        assert_eq!(without(&before, "A"), expected);
    }
}

#[test]
fn a_key_leaves_its_table_and_its_comment_stays() {
    for (before, expected) in [
        ("[services]\niis = 'A'\num = 'B'\n", "[services]\num = 'B'\n"),
        ("[services]\num = 'B'\niis = 'A'", "[services]\num = 'B'"),
        ("[services]\r\niis = 'A'", "[services]"),
        ("[services]\num = 'A'\niis = 'A'", "[services]"),
        ("[services]\n  iis = 'A' # c\n", "[services]\n# c\n"),
        ("services.iis = 'A'\nservices.um = 'B'\n", "services.um = 'B'\n"),
        ("services = { iis = 'A' } # c\n", "services = { } # c\n"),
        ("services = {iis='A'}\n", "services = {}\n"),
        ("services = { iis = 'A', um = 'B' }\n", "services = { um = 'B' }\n"),
        ("services = { um = 'B', iis = 'A' }\n", "services = { um = 'B' }\n"),
        (
            "services = { iis = 'A', um = 'B', x.y = 1, smtp-default = 'A', iis-back-end = 'A' }\n",
            "services = { um = 'B', x.y = 1 }\n",
        ),
        ("services = { um = 'A', smtp = ['B', 'A'], iis = 'A', }\n", "services = { smtp = ['B'], }\n"),
        ("services = {\n  um = 'A', # u\n  iis = 'A',\n  pop = ['A'],\n}\n", "services = {\n  # u\n  pop = [],\n}\n"),
    ] {
        assert_eq!(without(before, "A"), expected);
    }
}

#[test]
fn a_block_goes_with_the_tables_inside_it_and_the_blank_line_that_parted_it() {
    let block = |letter: &str| format!("[[certificates]]\nthumbprint = '{letter}'\n");
    let (a, b, c) = (block("A"), block("B"), block("C"));
    for (before, gone, expected) in [
        (format!("y = 0\n\n{a}\n{b}\n{c}"), "A", format!("y = 0\n\n{b}\n{c}")),
        (format!("{a}\n{b}\n{c}"), "B", format!("{a}\n{c}")),
        (format!("{a}\n{b}\n{c}"), "C", format!("{a}\n{b}")),
        (format!("{a}\n{b}\n{c}"), "B C", a.clone()),
        (format!("y = 0\n\n{a}\n{b}\n{c}"), "A B", format!("y = 0\n\n{c}")),
        (format!("{a}{b}{c}"), "B", format!("{a}{c}")),
        (format!("x = 1\n\n{a}"), "A", "x = 1\n".to_owned()),
        (format!("x = 1\n\n{}", a.trim_end()), "A", "x = 1".to_owned()),
        (format!("x = 1\n\n{a}\n{}", b.trim_end()), "A B", "x = 1".to_owned()),
        (format!("x = 1\n\n{a}\n\n"), "A", "x = 1\n\n\n".to_owned()),
        (format!("x = 1\n{a}\n{b}"), "A", format!("x = 1\n\n{b}")),
        (format!("# all\n{a}\n{b}"), "A", format!("# all\n{b}")),
        (format!("# of a\n{a}\n# of b\n{b}"), "A", format!("# of a\n\n# of b\n{b}")),
        (format!("{a}# end of a\n\n{b}"), "A", format!("# end of a\n\n{b}")),
        (
            format!("[[ certificates ]] # a\n# inside\n  thumbprint = 'A' # t\n  x = [\n    1,\n  ] # x\n# after\n{b}"),
            "A",
            format!("# after\n{b}"),
        ),
        (
            format!(
                "y = 0\n\n{a}\n# r\n[certificates.recorded]\nstatus = 'Valid'\n[[certificates.notes]]\nx = '''\n[[x]]\n'''\n\n{b}"
            ),
            "A",
            format!("y = 0\n\n{b}"),
        ),
        (
            format!("{a}[pop]\nport = 1\n[certificates.recorded.more]\nx = 1\n[imap]\nport = 2\n"),
            "A",
            "[pop]\nport = 1\n[imap]\nport = 2\n".to_owned(),
        ),
        (format!("y = 0\n\n{a}\n{b}\n{a}"), "A", format!("y = 0\n\n{b}")),
        (format!("{a}\n[[requests]]\nkey-id = '1'\nthumbprint = 'B'\n\n{c}"), "B", format!("{a}\n{c}")),
        (
            "certificates = [ { thumbprint = 'A' }, { thumbprint = 'B', private-key = 'present' } ] # c\n".to_owned(),
            "B",
            "certificates = [ { thumbprint = 'A' } ] # c\n".to_owned(),
        ),
        (
            "certificates = [\n  { thumbprint = 'A' }, # a\n  { thumbprint = 'B' },\n]\n".to_owned(),
            "A",
            "certificates = [\n  # a\n  { thumbprint = 'B' },\n]\n".to_owned(),
        ),
    ] {
        assert_eq!(without(&before, gone), expected, "{before}");
        assert_eq!(without(&before.replace('\n', "\r\n"), gone), expected.replace('\n', "\r\n"), "{before}");
    }
}

#[test]
fn one_part_removes_and_assigns_in_the_same_places() {
    let text = format!("{HEAD}services = {{ iis = '{}', smtp = ['{}'] }}", print(1), print(1));
    let mut after = read(&text).assignments;
    after.remove(print(1));
    after.smtp.push(print(2));
    after.um = Some(print(2));
    let part = meaning(&after, vec![Step::Remove { thumbprint: print(1) }]);
    let spliced = splice(Path::new(PATH), &text, &part).unwrap();
    assert_eq!(spliced, format!("{HEAD}services = {{ smtp = [\"{}\"], um = \"{}\" }}", print(2), print(2)));
}

#[test]
fn a_startup_mode_is_exchanged_or_added() {
    use StartupMode::{Dual, Tcp, Tls};
    let step = |service, before, after| Step::StartupMode { service, before, after };
    let set = |text: &str, steps: Vec<Step>| {
        let text = format!("{HEAD}{text}");
        let part = meaning(&read(&text).assignments, steps);
        let spliced = splice(Path::new(PATH), &text, &part).unwrap();
        let after = read(&text).after(&part);
        let found = read(&spliced);
        assert_eq!(found.um_startup_mode, after.um_startup_mode);
        assert_eq!(found.um_call_router_startup_mode, after.um_call_router_startup_mode);
        spliced.strip_prefix(HEAD).unwrap().to_owned()
    };
    let um = |before, after| step(Service::Um, before, after);
    let router = |before, after| step(Service::UmCallRouter, before, after);
    let both = "[um] # modes\nstartup-mode = 'tcp' # why\ncall-router-startup-mode = \"Dual\"\n";
    assert_eq!(set(both, vec![um(Tcp, Tls)]), both.replace("tcp", "TLS"));
    assert_eq!(set(both, vec![router(Dual, Tcp)]), both.replace("Dual", "TCP"));
    assert_eq!(set(both, vec![um(Tcp, Tls), um(Tls, Tcp)]), both, "as it was, in its own spelling");
    assert_eq!(set("[um]\n", vec![router(Tcp, Tls)]), "[um]\ncall-router-startup-mode = \"TLS\"\n");
    assert_eq!(set("", vec![um(Tcp, Dual)]), "\n[um]\nstartup-mode = \"Dual\"\n");
    assert_eq!(set("x = 1\n", vec![um(Tls, Tcp)]), "x = 1\n", "absent is TCP");
}

#[test]
fn a_removed_certificate_leaves_document_and_services_and_its_file_stays() {
    let organization = Organization::contoso();
    let pem = format!("certificates/{}.pem", print(0xAA));
    organization.put(&pem, "whatever");
    let server = organization.server("EX01");
    let mut part = part(&server, |after| after.remove(print(0xAA)));
    part.steps = vec![Step::Remove { thumbprint: print(0xAA) }];
    let applied = organization.open().apply(&part, &context()).unwrap();
    let text = organization.text("servers/EX01.toml");
    let expected = EX01
        .replace("iis = \"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\" # the web site\n", "# the web site\n")
        .replace("    \"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\", # a\n", "    # a\n")
        .replace("smtp-default = \"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"\n", "");
    let block = "[[certificates]]\nthumbprint = \"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"\n\
                 friendly-name = \"Contoso mail 2026\"\nprivate-key = \"exportable\"\n\n";
    assert_eq!(text, expected.replace(block, ""));
    assert_eq!(organization.text(&pem), "whatever");
    let now = organization.server("EX01");
    assert_eq!(now, Server { revision: applied.revision, ..server.after(&part) });
    let entry = organization.open().journal(1).unwrap().entries.remove(0);
    assert_eq!((entry.kind, entry.steps()), (EntryKind::Change, Some(part.steps.clone())));
}

#[test]
fn the_sample_holds_something_for_every_rule_about_removing() {
    let mut store =
        Directory::open(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/organization"), Mode::ReadOnly).unwrap();
    let file = store.organization().unwrap();
    let now = file.clock.unwrap();
    let mut held: Vec<(String, String)> = Vec::new();
    for server in store.list().unwrap() {
        let mut server = store.open(&server).unwrap();
        for certificate in std::sync::Arc::make_mut(&mut server.certificates) {
            store.facts(certificate, now).fill(certificate);
        }
        for certificate in server.certificates.iter() {
            let verdict =
                engine::remove(&file.organization, &server, certificate.thumbprint, Access::Full, now).unwrap();
            let ids = verdict.refusals.iter().map(|refusal| refusal.rule().id().to_owned());
            held.extend(ids.map(|id| (id, format!("{}: {}", server.name, certificate.friendly_name))));
        }
    }
    let of = |rule: &str| {
        held.iter().filter(|(id, _)| id == rule).map(|(_, certificate)| certificate.as_str()).collect::<Vec<_>>()
    };
    for rule in ["remove-default-smtp", "remove-auth", "remove-federation", "remove-back-end"] {
        assert!(!of(rule).is_empty(), "{rule}: {held:?}");
    }
    assert_eq!(
        of("remove-on-send-connector"),
        ["EX01: Contoso partner portal", "EX02: Contoso EX02 (key stays here)", "EX02: Contoso device sign-in"]
    );
    assert_eq!(of("facts-unknown"), ["EX01: Contoso tasks (imported list)"]);
}

/// How a generated document is laid out, and what is in it.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is one habit of a writer")]
struct Style {
    crlf: bool,
    mark: bool,
    last_newline: bool,
    comments: bool,
    multi_line: bool,
    trailing_comma: bool,
    /// The services stand behind the certificates.
    late: bool,
    recorded: bool,
    /// 0: `[services]`, 1: dotted keys, 2: an inline table.
    services: u8,
    /// 0: blocks, 1: an inline list on one line, 2: an inline list on several.
    blocks: u8,
    blank_lines: usize,
}

/// Who holds what, and what is listed; thumbprints by their bytes.
#[derive(Clone, Debug)]
struct Model {
    single: [Option<u8>; 4],
    lists: [Vec<u8>; 3],
    certificates: Vec<u8>,
}

impl Model {
    fn without(&self, gone: u8) -> Model {
        let rest = |list: &Vec<u8>| list.iter().copied().filter(|one| *one != gone).collect();
        Model {
            single: self.single.map(|one| one.filter(|one| *one != gone)),
            lists: self.lists.each_ref().map(rest),
            certificates: rest(&self.certificates),
        }
    }
}

fn style() -> impl Strategy<Value = Style> {
    let flags = proptest::collection::vec(any::<bool>(), 8);
    (flags, 0u8..3, 0u8..3, 0usize..3).prop_map(|(flags, services, blocks, blank_lines)| Style {
        crlf: flags[0],
        mark: flags[1],
        last_newline: flags[2],
        comments: flags[3],
        multi_line: flags[4],
        trailing_comma: flags[5],
        late: flags[6],
        recorded: flags[7],
        services,
        blocks,
        blank_lines,
    })
}

fn model() -> impl Strategy<Value = Model> {
    let one = || proptest::option::of(1u8..5);
    let many = || proptest::collection::vec(1u8..5, 0..4);
    let certificates = Just(vec![1u8, 2, 3, 4]).prop_shuffle();
    ((one(), one(), one(), one()), (many(), many(), many()), certificates).prop_map(|(single, lists, certificates)| {
        let (a, b, c, d) = single;
        Model { single: [a, b, c, d], lists: [lists.0, lists.1, lists.2], certificates }
    })
}

/// Writes a document, each comment with a number of its own.
struct Writer<'a> {
    style: &'a Style,
    model: &'a Model,
    gone: u8,
    comments: usize,
    /// The comments inside the block that is to go.
    inside: Vec<String>,
}

impl Writer<'_> {
    fn comment(&mut self, of: Option<u8>) -> String {
        if !self.style.comments {
            return String::new();
        }
        self.comments += 1;
        let comment = format!("# {:03} \"A\", ]", self.comments);
        if of == Some(self.gone) {
            self.inside.push(comment.clone());
        }
        format!(" {comment}")
    }

    fn list(&mut self, list: &[String], multi_line: bool) -> String {
        let comma = if self.style.trailing_comma && !list.is_empty() { "," } else { "" };
        if !multi_line {
            return format!("[{}{comma}]", list.join(", "));
        }
        let mut text = format!("[{}\n", self.comment(None));
        for (at, one) in list.iter().enumerate() {
            let comma = if at + 1 < list.len() { "," } else { comma };
            text = format!("{text}    {one}{comma}{}\n", self.comment(None));
        }
        text + "]"
    }

    fn services(&mut self) -> String {
        let quoted = |one: &u8| format!("\"{}\"", print(*one));
        let multi_line = self.style.multi_line && self.style.services != 2;
        let mut pairs = vec![("before", Some("1".to_owned()))];
        for (key, one) in ["iis", "um", "iis-back-end", "smtp-default"].into_iter().zip(&self.model.single) {
            pairs.push((key, one.as_ref().map(quoted)));
        }
        for (key, list) in ["smtp", "imap", "pop"].into_iter().zip(&self.model.lists) {
            let list: Vec<_> = list.iter().map(quoted).collect();
            pairs.push((key, Some(self.list(&list, multi_line))));
        }
        pairs.rotate_left(self.style.blank_lines * 2);
        let pairs: Vec<_> = pairs.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
        let comment = self.comment(None);
        match self.style.services {
            0 => pairs.iter().fold(format!("[services]{comment}\n"), |text, (key, value)| {
                format!("{text}{key} = {value}{}\n", self.comment(None))
            }),
            1 => pairs.iter().fold(String::new(), |text, (key, value)| {
                format!("{text}services.{key} = {value}{}\n", self.comment(None))
            }),
            _ => {
                let pairs: Vec<_> = pairs.iter().map(|(key, value)| format!("{key} = {value}")).collect();
                format!("services = {{ {} }}{comment}\n", pairs.join(", "))
            }
        }
    }

    fn certificates(&mut self) -> String {
        let certificates = self.model.certificates.clone();
        if self.style.blocks > 0 {
            let list: Vec<_> = certificates
                .iter()
                .map(|one| format!("{{ thumbprint = \"{}\", x.y = [{one}] }}", print(*one)))
                .collect();
            return format!("certificates = {}\n", self.list(&list, self.style.blocks == 2));
        }
        let blank = "\n".repeat(self.style.blank_lines);
        let mut text = String::new();
        for one in certificates {
            text.push_str(&blank);
            text = format!("{text}[[certificates]]{}\n", self.comment(Some(one)));
            text = format!("{text}  thumbprint = \"{}\"{}\n", print(one), self.comment(Some(one)));
            if self.style.recorded {
                text = format!("{text}{blank}{}\n[certificates.recorded]\n", self.comment(Some(one)).trim_start());
                text = format!("{text}status = \"Valid\"{}\n[certificates.recorded.x]\n", self.comment(Some(one)));
            }
            text = format!("{text}{}\n", self.comment(None).trim_start());
        }
        text
    }

    fn document(&mut self) -> String {
        let mut text = format!("# Contoso\n{HEAD}");
        // Inline and dotted forms come before every header.
        let (services, certificates) = (self.services(), self.certificates());
        let headers_first = self.style.services == 0 && self.style.blocks > 0;
        let certificates_first = self.style.late && self.style.blocks == 0 && self.style.services == 0;
        text += &if certificates_first || headers_first { certificates + &services } else { services + &certificates };
        if self.style.late {
            text += "[monitoring]\nkey = 1\n";
        }
        if !self.style.last_newline {
            text.truncate(text.trim_end_matches('\n').len());
        }
        if self.style.crlf {
            text = text.replace('\n', "\r\n");
        }
        if self.style.mark { format!("\u{FEFF}{text}") } else { text }
    }
}

fn document(style: &Style, model: &Model, gone: u8) -> (String, Vec<String>) {
    let mut writer = Writer { style, model, gone, comments: 0, inside: Vec::new() };
    (writer.document(), writer.inside)
}

/// What a document says, without comments, commas and blanks.
fn bare(text: &str) -> String {
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default());
    lines.flat_map(str::chars).filter(|c| !matches!(c, ' ' | ',' | '\u{FEFF}')).collect()
}

fn comments(text: &str) -> Vec<String> {
    text.lines().filter_map(|line| line.split_once('#').map(|(_, comment)| format!("#{comment}"))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_removed_everything_else_stays(style in style(), model in model(), gone in 1u8..5) {
        let (text, inside) = document(&style, &model, gone);
        let part = removal(&text, &[print(gone)]);
        let spliced = splice(Path::new(PATH), &text, &part);
        let spliced = spliced.map_err(|problem| TestCaseError::fail(format!("{problem}\n{text}")))?;
        let (expected, _) = document(&style, &model.without(gone), gone);
        prop_assert_eq!(bare(&spliced), bare(&expected), "{}\n---\n{}", text, spliced);
        let kept: Vec<_> = comments(&text).into_iter().filter(|comment| !inside.contains(comment)).collect();
        prop_assert_eq!(comments(&spliced), kept, "{}\n---\n{}", text, spliced);

        let after = Server { revision: crate::store::revision(spliced.as_bytes()), ..read(&text).after(&part) };
        prop_assert_eq!(read(&spliced), after);
        prop_assert_eq!(spliced.replace("\r\n", "").contains('\n'), !style.crlf);
        prop_assert_eq!(spliced.starts_with('\u{FEFF}'), style.mark);
        prop_assert_eq!(spliced.ends_with('\n'), style.last_newline, "{}\n---\n{}", text, spliced);
        prop_assert_eq!(splice(Path::new(PATH), &spliced, &part).unwrap(), spliced, "nothing is left to do");
    }
}
