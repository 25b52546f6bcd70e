//! Load and save keep every byte that we did not mean to change.

use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::store::read;
use crate::store::server::changeable;
use crate::store::write::splice;

/// How a generated document is laid out.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is one habit of a writer")]
struct Style {
    crlf: bool,
    mark: bool,
    last_newline: bool,
    /// 0: `[services]`, 1: dotted keys, 2: an inline table, 3: no services at all.
    services: u8,
    /// The table stands behind the certificates.
    late: bool,
    multi_line: bool,
    trailing_comma: bool,
    literal: bool,
    indent: String,
    comment: String,
}

fn style() -> impl Strategy<Value = Style> {
    let comment = prop_oneof![Just(String::new()), "[ -~äß日]{0,12}".prop_map(|text| format!(" # {text}"))];
    let flags =
        (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    (flags, 0u8..4, "[ \t]{0,3}", comment).prop_map(|(flags, services, indent, comment)| {
        let (crlf, mark, last_newline, late, multi_line, trailing_comma, literal) = flags;
        Style { crlf, mark, last_newline, services, late, multi_line, trailing_comma, literal, indent, comment }
    })
}

fn assignments() -> impl Strategy<Value = Assignments> {
    let one = || proptest::option::of((1u8..6).prop_map(print));
    let many = || proptest::collection::vec((1u8..6).prop_map(print), 0..4);
    let host = || proptest::option::of("[a-z]{1,8}\\.contoso\\.com");
    ((one(), one(), one(), one()), (many(), many(), many()), (host(), host())).prop_map(|(ones, lists, names)| {
        Assignments {
            iis: ones.0,
            iis_back_end: ones.1,
            iis_site_unknown: Vec::new(),
            smtp_default: ones.2,
            um: ones.3,
            um_call_router: None,
            smtp: lists.0,
            imap: lists.1,
            pop: lists.2,
            federation: Vec::new(),
            imap_name: names.0,
            pop_name: names.1,
        }
    })
}

impl Style {
    fn string(&self, text: &str) -> String {
        if self.literal { format!("'{text}'") } else { format!("\"{text}\"") }
    }

    fn list(&self, list: &[Thumbprint]) -> String {
        let elements: Vec<String> = list.iter().map(|one| self.string(&one.to_string())).collect();
        let comma = if self.trailing_comma && !list.is_empty() { "," } else { "" };
        if !self.multi_line || self.services == 2 {
            return format!("[{}{comma}]", elements.join(", "));
        }
        let Style { indent, comment, .. } = self;
        let count = elements.len();
        let line = |(at, one): (usize, &String)| {
            format!("{indent}  {one}{}{comment}\n", if at + 1 < count { "," } else { comma })
        };
        format!("[{comment}\n{}{indent}]", elements.iter().enumerate().map(line).collect::<String>())
    }

    fn services(&self, before: &Assignments) -> String {
        let single = [
            ("iis", before.iis),
            ("iis-back-end", before.iis_back_end),
            ("smtp-default", before.smtp_default),
            ("um", before.um),
        ];
        let single = single.iter().filter_map(|(key, one)| Some(((*key), self.string(&(*one)?.to_string()))));
        let lists = [("smtp", &before.smtp), ("imap", &before.imap), ("pop", &before.pop)];
        let lists = lists.iter().filter(|(_, list)| !list.is_empty()).map(|(key, list)| (*key, self.list(list)));
        let pairs: Vec<(&str, String)> =
            single.chain(lists).chain([("unknown", "{ a = [1, nan] }".to_owned())]).collect();
        let Style { indent, comment, .. } = self;
        match self.services {
            0 => pairs.iter().fold(format!("[services]{comment}\n"), |text, (key, value)| {
                format!("{text}{indent}{key} = {value}{comment}\n")
            }),
            1 => pairs
                .iter()
                .fold(String::new(), |text, (key, value)| format!("{text}{indent}services.{key}={value}{comment}\n")),
            2 => {
                let pairs: Vec<String> = pairs.iter().map(|(key, value)| format!("{key} = {value}")).collect();
                format!("services = {{ {} }}{comment}\n", pairs.join(", "))
            }
            _ => String::new(),
        }
    }

    fn document(&self, before: &Assignments) -> String {
        let services = self.services(before);
        let (early, late) =
            if self.services == 0 && self.late { (String::new(), services) } else { (services, String::new()) };
        let mut text = format!("# Contoso\nschema = 1\nname = \"EX01\"{}\n{early}\n", self.comment);
        for (table, name) in [("imap", &before.imap_name), ("pop", &before.pop_name)] {
            if let Some(name) = name {
                text = format!(
                    "{text}[{table}]\nport = 995\nx509-certificate-name = {}{}\n\n",
                    self.string(name),
                    self.comment
                );
            }
        }
        text = format!(
            "{text}[[certificates]]\nthumbprint = \"{}\"\n  [certificates.recorded]\n  status = \"Valid\"\n\n{late}",
            print(1)
        );
        if !self.last_newline {
            text.truncate(text.trim_end_matches('\n').len());
        }
        if self.crlf {
            text = text.replace('\n', "\r\n");
        }
        if self.mark { format!("\u{FEFF}{text}") } else { text }
    }
}

/// What an assignment can do: exchange single holders and names, add to lists.
fn merged(before: &Assignments, wanted: &Assignments) -> Assignments {
    let more = |list: &[Thumbprint], added: &[Thumbprint]| {
        let mut list = list.to_vec();
        for one in added {
            if !list.contains(one) {
                list.push(*one);
            }
        }
        list
    };
    Assignments {
        iis: wanted.iis.or(before.iis),
        iis_back_end: before.iis_back_end,
        iis_site_unknown: before.iis_site_unknown.clone(),
        smtp: more(&before.smtp, &wanted.smtp),
        smtp_default: wanted.smtp_default.or(before.smtp_default),
        imap: more(&before.imap, &wanted.imap),
        pop: more(&before.pop, &wanted.pop),
        um: wanted.um.or(before.um),
        um_call_router: wanted.um_call_router,
        federation: before.federation.clone(),
        imap_name: wanted.imap_name.clone().or(before.imap_name.clone()),
        pop_name: wanted.pop_name.clone().or(before.pop_name.clone()),
    }
}

fn read_back(text: &str) -> Assignments {
    let path = Path::new("EX01.toml");
    let values = read::parse(path, text).unwrap();
    changeable(read::Table::root(path, text, &values), &name("EX01")).unwrap().assignments
}

/// Whether `old` can be had from `new` by taking bytes away, once the exchanged values are blanked in both.
fn is_subsequence(old: &str, new: &str) -> bool {
    let mut new = new.chars();
    old.chars().all(|c| new.any(|d| c == d))
}

/// The text with every thumbprint and host name blanked.
fn blanked(text: &str) -> String {
    let mut blanked = text.to_owned();
    for byte in 1..6 {
        blanked = blanked.replace(&print(byte).to_string(), "");
    }
    blanked
        .split('\n')
        .map(|line| match (line.find("x509-certificate-name = "), line.find(".contoso.com")) {
            (Some(start), Some(end)) => format!("{}{}", line.get(..start + 25).unwrap(), line.get(end..).unwrap()),
            _ => line.to_owned(),
        })
        .collect::<Vec<_>>()
        .join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_change_keeps_every_other_byte(style in style(), before in assignments(), wanted in assignments()) {
        let text = style.document(&before);
        let before = read_back(&text);
        let after = merged(&before, &wanted);
        let spliced = splice(Path::new("EX01.toml"), &text, &meaning(&after, vec![]));
        let spliced = spliced.map_err(|problem| TestCaseError::fail(format!("{problem}\n{text}")))?;
        prop_assert_eq!(read_back(&spliced), after.clone());
        prop_assert!(is_subsequence(&blanked(&text), &blanked(&spliced)), "{}\n---\n{}", text, spliced);
        prop_assert_eq!(spliced.contains("\r\n"), style.crlf);
        prop_assert_eq!(spliced.replace("\r\n", "").contains('\n'), !style.crlf);
        prop_assert_eq!(spliced.starts_with('\u{FEFF}'), style.mark);
        prop_assert_eq!(spliced.ends_with('\n'), style.last_newline);
        // Nothing more to do: not a byte changes.
        prop_assert_eq!(splice(Path::new("EX01.toml"), &spliced, &meaning(&after, vec![])).unwrap(), spliced);
    }

    #[test]
    fn whatever_the_document_reading_and_splicing_never_panic(text in "[\\[\\]{}=\"'#, \na-z0-9.\u{FEFF}-]{0,80}", wanted in assignments()) {
        let path = Path::new("EX01.toml");
        let _ = crate::store::server::read(path, &name("EX01"), text.as_bytes(), &|_, _| false);
        let removed = Step::Remove { thumbprint: print(1) };
        if let Ok(spliced) = splice(path, &text, &meaning(&wanted, vec![removed])) {
            prop_assert_eq!(read_back(&spliced), wanted);
        }
    }
}
