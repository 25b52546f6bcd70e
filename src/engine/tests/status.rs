//! Status at its edges: to the second, and under its names.

use super::*;

/// Begins at 0, ends at 300 days: its last stretch begins 30 days before the end.
fn dated() -> Server {
    with_facts(server(), NEW, |facts| {
        facts.not_before = Some(Moment(0));
        facts.not_after = Some(Moment(300 * DAY));
    })
}

fn status_at(seconds: i64) -> Status {
    status(dated().certificate(thumb(NEW)).unwrap(), Moment(seconds))
}

#[test]
fn the_first_and_the_last_second_of_a_certificate_are_valid() {
    assert_eq!(status_at(-1), Status::DateInvalid { not_yet: true });
    assert_eq!(status_at(0), Status::Valid);
    assert_eq!(status_at(300 * DAY), Status::Valid);
    assert_eq!(status_at(300 * DAY + 1), Status::DateInvalid { not_yet: false });
}

#[test]
fn the_next_change_is_the_first_boundary_that_is_still_to_come() {
    let ex01 = dated();
    let certificate = ex01.certificate(thumb(NEW)).unwrap();
    let next = |at: i64| next_change(certificate, Moment(at)).map(|moment| moment.0);
    assert_eq!(next(-5), Some(0), "it begins");
    assert_eq!(next(0), Some(270 * DAY), "that moment has come");
    assert_eq!(next(270 * DAY), Some(300 * DAY + 1), "the last valid second is no change yet");
    assert_eq!(next(300 * DAY), Some(300 * DAY + 1));
    assert_eq!(next(300 * DAY + 1), None, "nothing changes any more");
}

#[test]
fn a_status_has_the_shells_name() {
    let names = [
        (Status::Valid, "Valid"),
        (Status::DateInvalid { not_yet: true }, "DateInvalid"),
        (Status::DateInvalid { not_yet: false }, "DateInvalid"),
        (Status::Revoked, "Revoked"),
        (Status::RevocationCheckFailure, "RevocationCheckFailure"),
        (Status::Untrusted, "Untrusted"),
        (Status::Invalid("BadSignature".into()), "Invalid"),
        (Status::PendingRequest, "PendingRequest"),
        (Status::Unknown, "Unknown"),
        (Status::Pending, "Unknown"),
    ];
    for (status, name) in names {
        assert_eq!(status.name(), name);
    }
}

#[test]
fn a_certificate_that_ends_before_it_begins_has_ended_once_its_end_is_past() {
    let ex01 = with_facts(server(), NEW, |facts| {
        facts.not_before = Some(Moment(10));
        facts.not_after = Some(Moment(5));
    });
    let at = |seconds| status(ex01.certificate(thumb(NEW)).unwrap(), Moment(seconds));
    assert_eq!(at(9), Status::DateInvalid { not_yet: true });
    assert_eq!(at(10), Status::DateInvalid { not_yet: false });
}
