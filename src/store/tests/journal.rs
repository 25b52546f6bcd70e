//! The journal as it is found: with lines that nobody can read, in files of any size, under names of any kind.

use std::io;

use super::*;
use crate::store::{ApplyError, Entries, EntryKind, ProblemKind, Recovered, hexadecimal, revision};

const NOVEMBER: &str = "journal/2026-11.jsonl";

fn assign(organization: &Organization) {
    let server = organization.server("EX01");
    let after = if server.assignments.iis == Some(print(0xAA)) { 0xBB } else { 0xAA };
    organization.open().apply(&part(&server, |to| to.iis = Some(print(after))), &context()).unwrap();
}

fn lines_of_problems(organization: &Organization) -> Vec<usize> {
    let problems = organization.open().verify_journal().unwrap();
    problems.iter().map(|problem| problem.position.unwrap().line).collect()
}

#[test]
fn a_journal_that_cannot_be_listed_is_no_empty_one() {
    let organization = Organization::contoso();
    assert_eq!(organization.open().journal(10), Ok(Entries::default()), "none yet");
    organization.put("journal", "a file");
    let problem = organization.open().journal(10).unwrap_err();
    assert_eq!(problem.path, organization.path("journal"));
    let server = organization.server("EX01");
    let part = part(&server, |to| to.iis = Some(print(0xBB)));
    assert!(organization.open().apply(&part, &context()).is_err(), "nothing is done without a record");
    assert_eq!(organization.text("servers/EX01.toml"), EX01);
}

#[test]
#[cfg(unix)]
fn a_new_file_of_the_journal_is_forced_into_its_directory_and_a_known_one_need_not_be() {
    use std::cell::Cell;
    use std::rc::Rc;

    use crate::store::fault::{Point, strike::during};

    let organization = Organization::contoso();
    let forced = || {
        let count = Rc::new(Cell::new(0));
        let counted = Rc::clone(&count);
        let answer = move |point| {
            counted.set(counted.get() + u32::from(point == Point::DirectorySync));
            Ok(())
        };
        during(answer, || assign(&organization));
        count.get()
    };
    assert_eq!(
        [forced(), forced()],
        [3, 1],
        "the journal's directory, its parent and the document's; then the document's"
    );
}

#[test]
fn a_line_that_cannot_be_kept_takes_no_earlier_one_with_it() {
    use crate::store::fault::{Point, strike::during};

    let organization = Organization::contoso();
    assign(&organization);
    let before = organization.text(NOVEMBER);
    let server = organization.server("EX01");
    let part = part(&server, |to| to.iis = Some(print(0xAA)));
    let failing = |at: Point| {
        let failing = move |point| if at == point { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) };
        during(failing, || organization.open().apply(&part, &context()))
    };
    assert!(failing(Point::JournalSync).is_err());
    assert_eq!(organization.text(NOVEMBER), before);
    // A document that does not come is answered, by the number of its line.
    assert!(failing(Point::Rename).is_err());
    let entries = organization.open().journal(10).unwrap().entries;
    let said: Vec<_> = entries.iter().map(|entry| (entry.seq, entry.kind, entry.of)).collect();
    assert_eq!(said, [(3, EntryKind::Abandoned, Some(2)), (2, EntryKind::Change, None), (1, EntryKind::Change, None)]);
}

#[test]
fn a_whole_line_that_cannot_be_read_stays_and_is_reported() {
    for broken in ["{\"seq\":2,\"kind\":\"chan", "", "\0\0\0\0", "{\"seq\":\"two\"}"] {
        let organization = Organization::contoso();
        assign(&organization);
        let found = format!("{}{broken}\n", organization.text(NOVEMBER));
        organization.put(NOVEMBER, &found);
        assert_eq!(organization.open().recover("bob", NOW), Ok(Recovered::default()), "{broken:?}");
        assign(&organization);
        let text = organization.text(NOVEMBER);
        assert!(text.starts_with(&found), "{broken:?} was taken out: {text}");
        let read = organization.open().journal(10).unwrap();
        let seqs: Vec<_> = read.entries.iter().map(|entry| (entry.kind, entry.seq)).collect();
        assert_eq!(seqs, [(EntryKind::Change, 2), (EntryKind::Change, 1)], "{broken:?}");
        assert_eq!(read.entries[0].previous, hexadecimal(revision(broken.as_bytes())), "{broken:?}");
        assert_eq!(read.problems.iter().map(|problem| problem.position.unwrap().line).collect::<Vec<_>>(), [2]);
        assert_eq!(lines_of_problems(&organization), [2], "{broken:?}");
    }
}

#[test]
fn a_line_changed_by_one_byte_is_reported_with_its_number() {
    let organization = Organization::contoso();
    (0..5).for_each(|_| assign(&organization));
    // The newest line has none behind it that would speak for it.
    let text = organization.text(NOVEMBER);
    let lines: Vec<&str> = text.lines().collect();
    for changed in 0..4 {
        for (from, to) in [("alice", "malice"), ("\"previous\":\"", "\"previous\":\"0"), ("{\"seq\"", "[\"seq\"")] {
            let edited = |(at, line): (usize, &&str)| {
                let line = if at == changed { line.replacen(from, to, 1) } else { (*line).to_owned() };
                line + "\n"
            };
            let edited: String = lines.iter().enumerate().map(edited).collect();
            assert_ne!(edited, text);
            organization.put(NOVEMBER, edited);
            assert_eq!(lines_of_problems(&organization), [changed + 1], "{from}");
        }
    }
}

#[test]
fn a_line_taken_out_or_moved_is_missed() {
    let organization = Organization::contoso();
    (0..5).for_each(|_| assign(&organization));
    let text = organization.text(NOVEMBER);
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let put = |order: &[usize]| {
        organization.put(NOVEMBER, order.iter().map(|at| lines[*at]).collect::<String>());
        lines_of_problems(&organization)
    };
    assert_eq!(put(&[0, 1, 3, 4]), [3], "the one behind the gap");
    assert_eq!(put(&[1, 2, 3, 4]), [1], "before the first");
    assert_eq!(put(&[0, 2, 1, 3, 4]), [2, 3, 4], "the two that changed places, and the one behind them");
    assert!(put(&[0, 1, 2, 3, 4]).is_empty());
    // Over the end of a month too.
    organization.put(NOVEMBER, lines[..2].concat().replacen("alice", "malice", 2).replacen("malice", "alice", 1));
    organization.put("journal/2026-12.jsonl", lines[2..].concat());
    let problems = organization.open().verify_journal().unwrap();
    let [problem] = &problems[..] else { panic!("{problems:?}") };
    assert!(problem.path.ends_with(NOVEMBER) && problem.position.unwrap().line == 2, "{problem}");
}

#[test]
fn behind_a_line_that_cannot_be_read_no_change_is_called_abandoned() {
    let organization = Organization::contoso();
    assign(&organization);
    assign(&organization);
    // The second change moved everything back: the document is again what it was before the first.
    let text = organization.text(NOVEMBER);
    let second = text.lines().last().unwrap();
    organization.put(NOVEMBER, text.replace(second, "~"));
    assert_eq!(organization.open().recover("bob", NOW), Ok(Recovered::default()));
}

#[test]
fn a_line_of_an_earlier_month_without_its_end_is_a_line_of_the_chain() {
    let organization = Organization::contoso();
    assign(&organization);
    let text = organization.text(NOVEMBER);
    organization.put(NOVEMBER, text.trim_end());
    organization.put("journal/2026-12.jsonl", "");
    assign(&organization);
    assert_eq!(organization.text(NOVEMBER), text.trim_end());
    assert_eq!(organization.open().verify_journal(), Ok(Vec::new()));
    assert_eq!(organization.open().journal(1).unwrap().entries[0].seq, 2);
}

#[test]
fn only_a_file_named_by_a_month_is_part_of_the_journal() {
    let organization = Organization::contoso();
    assign(&organization);
    for other in ["2026-11 (copy).jsonl", "2026-13.jsonl", "2026-1.jsonl", "notes.jsonl", "99999-01.jsonl", ".jsonl"] {
        organization.put(&format!("journal/{other}"), "not a line of ours\nnor this");
    }
    let before = organization.snapshot().len();
    assign(&organization);
    assert_eq!(organization.snapshot().len(), before, "no new file");
    let read = organization.open().journal(10).unwrap();
    assert_eq!((read.entries.len(), read.entries[0].seq, read.problems), (2, 2, Vec::new()));
    assert_eq!(organization.open().verify_journal(), Ok(Vec::new()));
}

#[test]
fn the_newest_entries_are_read_without_the_months_before() {
    let organization = Organization::contoso();
    assign(&organization);
    assign(&organization);
    // Reading this one could only fail.
    fs::create_dir(organization.path("journal/2026-10.jsonl")).unwrap();
    let read = organization.open().journal(2).unwrap();
    assert_eq!((read.entries.len(), read.problems), (2, Vec::new()));
    assert!(organization.open().journal(3).is_err());
    assert_eq!(organization.open().journal(0), Ok(crate::store::Entries::default()));
}

#[test]
fn a_journal_file_without_ends_of_lines_is_a_problem_and_not_memory() {
    let organization = Organization::contoso();
    organization.put(NOVEMBER, "");
    // Nothing but zeros.
    fs::OpenOptions::new().write(true).open(organization.path(NOVEMBER)).unwrap().set_len(64 << 20).unwrap();
    let too_large = |problem: &crate::store::Problem| matches!(problem.kind, ProblemKind::TooLarge { .. });
    let read = organization.open().journal(10).unwrap();
    assert!(read.entries.is_empty() && read.problems.iter().all(too_large) && read.problems.len() == 1, "{read:?}");
    assert!(organization.open().verify_journal().unwrap().iter().all(too_large));
    let server = organization.server("EX01");
    let refused = organization.open().apply(&part(&server, |to| to.iis = Some(print(0xBB))), &context());
    assert!(matches!(&refused, Err(ApplyError::Problem(problem)) if too_large(problem)), "{refused:?}");
    assert_eq!(organization.text("servers/EX01.toml"), EX01);
}

#[test]
fn a_line_longer_than_can_be_read_again_is_not_written() {
    let organization = Organization::contoso();
    let server = organization.server("EX01");
    let endless = Context { cmdlet: "x".repeat(17 << 20), ..context() };
    let refused = organization.open().apply(&part(&server, |to| to.iis = Some(print(0xBB))), &endless);
    assert!(
        matches!(refused, Err(ApplyError::Problem(problem)) if matches!(problem.kind, ProblemKind::TooLarge { .. }))
    );
    assert_eq!(organization.text("servers/EX01.toml"), EX01);
    assert_eq!(organization.open().journal(1).unwrap().entries, []);
}

#[test]
fn a_line_is_found_by_its_number_however_far_from_the_end() {
    let organization = Organization::contoso();
    assign(&organization);
    let line = organization.text(NOVEMBER);
    organization.put(NOVEMBER, format!("{}~\n{}", line.repeat(5), line.repeat(3_000)));
    let read = organization.open().journal(usize::MAX).unwrap();
    assert_eq!(read.entries.len(), 3_005);
    assert_eq!(read.problems.iter().map(|problem| problem.position.unwrap().line).collect::<Vec<_>>(), [6]);
}

#[test]
fn text_that_acts_on_a_terminal_stands_in_the_journal_by_number() {
    let organization = Organization::contoso();
    let server = organization.server("EX01");
    let hostile = "a\u{202e}b\u{200b}c\u{9b}d\u{7f}e\u{e0041}日本\n";
    let context = Context {
        user: hostile.into(),
        cmdlet: hostile.into(),
        answers: vec![("question".into(), hostile.into())],
        ..context()
    };
    organization.open().apply(&part(&server, |to| to.iis = Some(print(0xBB))), &context).unwrap();
    assign(&organization);
    let text = organization.text(NOVEMBER);
    assert!(text.contains(r"a\u202eb\u200bc\u009bd\u007fe\udb40\udc41日本\n"), "{text}");
    let entries = organization.open().journal(2).unwrap().entries;
    let said = [&entries[1].user, &entries[1].cmdlet, &entries[1].answers[0].answer];
    assert_eq!(said, [hostile; 3]);
    assert_eq!(organization.open().verify_journal(), Ok(Vec::new()));
    assert_eq!(entries[0].previous, hexadecimal(revision(text.lines().next().unwrap().as_bytes())));
}

#[test]
fn a_directory_that_cannot_be_written_is_no_failure_but_files_that_cannot_be_written() {
    use crate::store::fault::{Point, strike::during};
    let organization = Organization::contoso();
    let server = organization.server("EX01");
    for (at, kind) in [
        (Point::TemporaryCreate, io::ErrorKind::PermissionDenied),
        (Point::TemporaryCreate, io::ErrorKind::ReadOnlyFilesystem),
        (Point::JournalWrite, io::ErrorKind::PermissionDenied),
    ] {
        let denied = move |point| if at == point { Err(kind.into()) } else { Ok(()) };
        let change = || organization.open().apply(&part(&server, |to| to.iis = Some(print(0xBB))), &context());
        let refused = during(denied, change);
        assert!(matches!(&refused, Err(ApplyError::NotPermitted(problem)) if problem.is_denied()), "{refused:?}");
        assert_eq!(organization.text("servers/EX01.toml"), EX01);
        assert_eq!(organization.open().journal(1).unwrap().entries, []);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_journal_directory_that_nobody_can_write_makes_the_organization_view_only() {
    let organization = Organization::contoso();
    let server = organization.server("EX01");
    let mut store = organization.open();
    // A directory in which even the administrator can make no file.
    std::os::unix::fs::symlink("/sys", organization.path("journal")).unwrap();
    let refused = store.apply(&part(&server, |to| to.iis = Some(print(0xBB))), &context());
    assert!(
        matches!(&refused, Err(ApplyError::Problem(problem)) if problem.kind == ProblemKind::LeadsOut),
        "{refused:?}"
    );
    assert_eq!(organization.text("servers/EX01.toml"), EX01);
    assert!(!organization.open().writable());
}
