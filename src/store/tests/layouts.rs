//! A change looks as if the person who wrote the document had made it.

use std::path::Path;

use super::*;
use crate::store::write::splice;

const A: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
const B: &str = "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB";
const HEAD: &str = "schema = 1\n";

/// The document after B got the services of `change`; `A` and `B` stand for the thumbprints in both texts.
fn after(text: &str, change: impl FnOnce(&mut Assignments)) -> String {
    let long = format!("{HEAD}{}", text.replace("'A'", &format!("'{A}'")).replace("\"A\"", &format!("\"{A}\"")));
    let values = crate::store::read::parse(Path::new("x"), &long).unwrap();
    let root = crate::store::read::Table::root(Path::new("x"), &long, &values);
    let mut assignments = crate::store::server::changeable(root, &name("EX01")).unwrap().assignments;
    change(&mut assignments);
    let spliced = splice(Path::new("x"), &long, &meaning(&assignments, vec![])).unwrap();
    spliced.strip_prefix(HEAD).unwrap().replace(A, "A").replace(B, "B")
}

fn smtp(assignments: &mut Assignments) {
    assignments.smtp.push(print(0xBB));
}

fn iis(assignments: &mut Assignments) {
    assignments.iis = Some(print(0xBB));
}

#[test]
fn a_value_is_exchanged_in_its_place_and_in_its_quotes() {
    for (before, expected) in [
        ("[services]\niis = \"A\" # c\n", "[services]\niis = \"B\" # c\n"),
        ("[services]\n  iis='A'# c\r\n", "[services]\n  iis='B'# c\r\n"),
        ("services.iis = \"A\"\n", "services.iis = \"B\"\n"),
        ("services = { iis = \"A\", x = 1 } # c\n", "services = { iis = \"B\", x = 1 } # c\n"),
        ("[services]\niis = \"\"\"A\"\"\"", "[services]\niis = \"B\""),
        (
            "[services]\n\"iis\" = \"A\"\n[services.more]\niis = 1\n",
            "[services]\n\"iis\" = \"B\"\n[services.more]\niis = 1\n",
        ),
    ] {
        let text = before.replace("\"\"\"A\"\"\"", &format!("\"\"\"{A}\"\"\""));
        assert_eq!(after(&text, iis), expected);
    }
}

#[test]
fn a_list_grows_the_way_it_is_laid_out() {
    for (before, expected) in [
        ("[]", "[\"B\"]"),
        ("[ ]", "[\"B\" ]"),
        ("[\"A\"]", "[\"A\", \"B\"]"),
        ("['A', ] # c", "['A', 'B', ] # c"),
        ("[\n    \"A\", # a\n]", "[\n    \"A\", # a\n    \"B\",\n]"),
        ("[\n\t\"A\" # a, not ]\n\t# end\n]", "[\n\t\"A\", # a, not ]\n\t\"B\"\n\t# end\n]"),
        ("[\n  \"A\" ]", "[\n  \"A\",\n  \"B\" ]"),
        ("[\n  \"A\", ]", "[\n  \"A\",\n  \"B\", ]"),
        ("[\n  \"A\" # a\n  ,\n]", "[\n  \"A\" # a\n  ,\n  \"B\",\n]"),
        ("[\"A\",\n \"A\"]", "[\"A\",\n \"A\",\n \"B\"]"),
        ("[ \"A\", # one\n  ]", "[ \"A\", \"B\", # one\n  ]"),
        ("[\n  # nobody yet\n]", "[\n  # nobody yet\n  \"B\",\n]"),
        ("[\n]", "[\n    \"B\",\n]"),
    ] {
        let (before, expected) = (format!("[services]\nsmtp = {before}\n"), format!("[services]\nsmtp = {expected}\n"));
        assert_eq!(after(&before, smtp), expected);
        let (before, expected) = (before.replace('\n', "\r\n"), expected.replace('\n', "\r\n"));
        assert_eq!(after(&before, smtp), expected);
    }
}

#[test]
fn an_absent_key_comes_behind_the_last_key_of_its_table() {
    for (before, expected) in [
        ("[services]\n  pop = [] # p\n\n# next\n[um]\n", "[services]\n  pop = [] # p\n  iis = \"B\"\n\n# next\n[um]\n"),
        ("[services] # c\n[um]\n", "[services] # c\niis = \"B\"\n[um]\n"),
        ("[services]", "[services]\niis = \"B\""),
        (
            "[services]\nx.y = 1\nx.z = { a = 1 }\n[services.deep]\nq = 1\n",
            "[services]\nx.y = 1\nx.z = { a = 1 }\niis = \"B\"\n[services.deep]\nq = 1\n",
        ),
        ("services.pop = []\n\nlast = 1\n", "services.pop = []\nservices.iis = \"B\"\n\nlast = 1\n"),
        ("services = {}\n", "services = { iis = \"B\" }\n"),
        ("services = { pop = [\"A\"] } # c\n", "services = { pop = [\"A\"], iis = \"B\" } # c\n"),
        ("[um]\n", "[um]\n\n[services]\niis = \"B\"\n"),
        ("x = 1", "x = 1\n\n[services]\niis = \"B\""),
        ("[services.deep]\nq = 1\n", "[services.deep]\nq = 1\n\n[services]\niis = \"B\"\n"),
        ("[services]\npop = [\n    \"A\", # one\n]\n", "[services]\npop = [\n    \"A\", # one\n]\niis = \"B\"\n"),
    ] {
        assert_eq!(after(before, iis), expected);
    }
}

#[test]
fn several_keys_of_several_absent_tables_come_in_order() {
    let text = after("x = 1\r\n", |assignments| {
        assignments.imap = vec![print(0xBB), print(0xAA)];
        assignments.imap_name = Some("mail.contoso.com".into());
        iis(assignments);
    });
    let expected = "x = 1\n\n[services]\niis = \"B\"\nimap = [\"B\", \"A\"]\n\n[imap]\nx509-certificate-name = \"mail.contoso.com\"\n";
    let expected = expected.replace('\n', "\r\n");
    assert_eq!(text, expected);
}

#[test]
fn a_protocol_name_is_quoted_for_toml_and_can_go_again() {
    let set = |assignments: &mut Assignments| assignments.pop_name = Some("a\"b\\\u{1B}".into());
    assert_eq!(after("[pop]\n", set), "[pop]\nx509-certificate-name = \"a\\\"b\\\\\\u001B\"\n");
    let clear = |assignments: &mut Assignments| assignments.pop_name = None;
    let before = "[pop]\nx509-certificate-name = 'a' # why\nport = 995\n";
    assert_eq!(after(before, clear), "[pop]\n# why\nport = 995\n");
    assert_eq!(after("[pop]\nx509-certificate-name = 'a'\n", clear), "[pop]\n");
}

#[test]
fn what_comes_to_stand_behind_others_moves_to_the_end() {
    let text = format!("schema = 1\n[services]\nsmtp = [\"{A}\", \"{B}\"]\n");
    let turned = Assignments { smtp: vec![print(0xBB), print(0xAA)], ..Assignments::default() };
    let spliced = splice(Path::new("x"), &text, &meaning(&turned, vec![])).unwrap();
    assert_eq!(spliced, format!("schema = 1\n[services]\nsmtp = [\"{B}\", \"{A}\"]\n"));
}
