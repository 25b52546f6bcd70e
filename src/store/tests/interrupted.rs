//! Whatever was killed in the middle, the next start finds a whole organization and a true journal.

use super::*;
use crate::store::{Applied, EntryKind, Recovered};

fn assign(organization: &Organization, at: Moment) -> Applied {
    let server = organization.server("EX01");
    let after = if server.assignments.iis == Some(print(0xAA)) { 0xBB } else { 0xAA };
    let part = part(&server, |assignments| assignments.iis = Some(print(after)));
    organization.open().apply(&part, &Context { at, ..context() }).unwrap()
}

fn kinds(organization: &Organization) -> Vec<EntryKind> {
    let read = organization.open().journal(10).unwrap();
    assert_eq!(read.problems, []);
    read.entries.iter().map(|entry| entry.kind).collect()
}

#[test]
fn a_change_killed_before_its_rename_is_abandoned_at_the_next_start() {
    let organization = Organization::contoso();
    let applied = assign(&organization, NOW);
    // As it stood when the power went: journal written, new document beside the old one.
    let new = organization.text("servers/EX01.toml");
    organization.put("servers/EX01.toml", EX01);
    organization.put("servers/.tmp-EX01.toml", new);
    let recovered = organization.open().recover("bob", NOW).unwrap();
    assert_eq!(recovered, Recovered { leftovers: 1, torn: 0, abandoned: Some(applied.seq) });
    assert!(!organization.path("servers/.tmp-EX01.toml").exists());
    assert_eq!(organization.text("servers/EX01.toml"), EX01);
    let entries = organization.open().journal(10).unwrap().entries;
    assert_eq!((entries[0].kind, entries[0].of, entries[0].user.as_str()), (EntryKind::Abandoned, Some(1), "bob"));
    // It is said once.
    assert_eq!(organization.open().recover("bob", NOW).unwrap(), Recovered::default());
    assert_eq!(organization.open().verify_journal(), Ok(Vec::new()));
}

#[test]
fn a_change_killed_before_its_rename_is_abandoned_by_the_next_writer() {
    let organization = Organization::contoso();
    assign(&organization, NOW);
    organization.put("servers/EX01.toml", EX01);
    assign(&organization, NOW);
    assert_eq!(kinds(&organization), [EntryKind::Change, EntryKind::Abandoned, EntryKind::Change]);
    assert_eq!(organization.open().verify_journal(), Ok(Vec::new()));
}

#[test]
fn a_document_edited_after_a_change_does_not_undo_its_record() {
    let organization = Organization::contoso();
    assign(&organization, NOW);
    let edited = organization.text("servers/EX01.toml") + "# a note\n";
    organization.put("servers/EX01.toml", edited);
    assert_eq!(organization.open().recover("bob", NOW).unwrap(), Recovered::default());
}

#[test]
fn a_torn_journal_line_is_cut_and_noted() {
    for torn in ["{\"seq\":2,\"kind\":\"chan", "\0\0\0\0"] {
        let organization = Organization::contoso();
        assign(&organization, NOW);
        let whole = organization.text("journal/2026-11.jsonl");
        organization.put("journal/2026-11.jsonl", format!("{whole}{torn}"));
        let recovered = organization.open().recover("bob", NOW).unwrap();
        let bytes = u64::try_from(torn.len()).unwrap();
        assert_eq!(recovered, Recovered { leftovers: 0, torn: bytes, abandoned: None });
        assert!(organization.text("journal/2026-11.jsonl").starts_with(&whole));
        let entries = organization.open().journal(10).unwrap().entries;
        assert_eq!((entries[0].kind, entries[0].bytes, entries[0].seq), (EntryKind::Cut, Some(bytes), 2));
        assert_eq!(organization.open().verify_journal(), Ok(Vec::new()));
    }
}

#[test]
fn a_change_that_lost_only_its_line_break_stays_in_the_record() {
    let december = NOW.plus(20 * crate::engine::DAY);
    for next in [NOW, december] {
        let organization = Organization::contoso();
        assign(&organization, NOW);
        assign(&organization, NOW);
        let whole = organization.text("journal/2026-11.jsonl");
        organization.put("journal/2026-11.jsonl", whole.trim_end());
        assert_eq!(organization.open().recover("bob", next).unwrap(), Recovered::default());
        assert_eq!(assign(&organization, next).seq, 3);
        assert_eq!(kinds(&organization), [EntryKind::Change; 3]);
        assert_eq!(organization.open().verify_journal(), Ok(Vec::new()));
    }
}

#[test]
fn the_chain_runs_over_the_ends_of_months_and_a_clock_that_went_back() {
    let organization = Organization::contoso();
    let december = NOW.plus(20 * crate::engine::DAY);
    for at in [NOW, december, NOW] {
        assign(&organization, at);
    }
    assert_eq!(organization.text("journal/2026-11.jsonl").lines().count(), 1);
    assert_eq!(organization.text("journal/2026-12.jsonl").lines().count(), 2);
    let seqs: Vec<u64> = organization.open().journal(2).unwrap().entries.iter().map(|entry| entry.seq).collect();
    assert_eq!(seqs, [3, 2]);
    assert_eq!(organization.open().verify_journal(), Ok(Vec::new()));
}

#[test]
fn a_line_changed_or_taken_out_later_is_named() {
    let organization = Organization::contoso();
    for _ in 0..3 {
        assign(&organization, NOW);
    }
    let text = organization.text("journal/2026-11.jsonl");
    let named = |text: &str| -> Vec<usize> {
        organization.put("journal/2026-11.jsonl", text);
        let problems = organization.open().verify_journal().unwrap();
        problems.iter().map(|problem| problem.position.unwrap().line).collect()
    };
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    for changed in 0..3 {
        let edited = |(at, line): (usize, &&str)| {
            if at == changed { line.replacen("alice", "blice", 1) } else { (*line).to_owned() }
        };
        let text: String = lines.iter().enumerate().map(edited).collect();
        assert_eq!(named(&text), [changed + 1], "one byte, and the last line too");
        let read = organization.open().journal(10).unwrap();
        assert_eq!((read.entries.len(), read.problems.len()), (3, 1), "it is shown, with a word on it");
    }
    assert_eq!(named(&[lines[0], lines[2]].concat()), [2], "the second line is gone");
    assert_eq!(named(&[lines[1], lines[2]].concat()), [1], "the first one is");
    assert_eq!(named(&text), [0_usize; 0]);
}

#[test]
fn a_long_journal_is_read_from_its_end() {
    let organization = Organization::contoso();
    assign(&organization, NOW);
    let first = organization.text("journal/2026-11.jsonl");
    let long = first.replace("Enable", &"E".repeat(300_000));
    organization.put("journal/2026-11.jsonl", long.repeat(3));
    assign(&organization, NOW);
    let entries = organization.open().journal(1).unwrap().entries;
    assert_eq!((entries.len(), entries[0].seq), (1, 2));
}

#[test]
fn a_start_that_has_listed_the_servers_tidies_up_without_listing_them_again() {
    let organization = Organization::contoso();
    organization.put("servers/.tmp-EX01.toml", EX01);
    let mut store = organization.open();
    store.list().unwrap();
    assert_eq!(store.recover("bob", NOW).unwrap().leftovers, 1);
    assert!(!organization.path("servers/.tmp-EX01.toml").exists());

    let mut store = organization.open();
    store.list().unwrap();
    organization.put("servers/.tmp-EX01.toml", EX01);
    assert_eq!(store.recover("bob", NOW).unwrap(), Recovered::default(), "another writer's, under way");
    assert!(organization.path("servers/.tmp-EX01.toml").exists());
}
