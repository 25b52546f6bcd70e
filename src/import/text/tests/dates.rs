//! Dates in the cultures of shells, decided by the whole text or by whoever reads it.

use super::*;

/// A list of certificates with these dates.
fn list(dates: &[(&str, &str)]) -> String {
    let object = |(at, (from, to)): (usize, &(&str, &str))| {
        format!("Thumbprint : {:040X}\nNotBefore  : {from}\nNotAfter   : {to}\n\n", at + 1)
    };
    dates.iter().enumerate().map(object).collect()
}

fn ends(source: &Source) -> Vec<i64> {
    source.certificates.iter().map(|facts| facts.recorded.not_after.unwrap().0).collect()
}

#[test]
fn a_shell_of_any_culture_says_the_same_dates() {
    for name in ["american.txt", "australian.txt", "german.txt", "session.txt", "export-5.1.csv", "semicolon.csv"] {
        let source = read(fixture(name));
        let recorded = &certificate(&source, MAIL).recorded;
        assert_eq!((recorded.not_before, recorded.not_after), (Some(NOT_BEFORE), Some(NOT_AFTER)), "{name}");
    }
    let source = read(fixture("australian.txt"));
    let own = certificate(&source, OWN).recorded.not_after;
    assert_eq!(own, Some(Moment(1_883_131_200)), "3/09/2029 is the third of September: another date shows it");
}

#[test]
fn one_impossible_month_decides_for_every_date_before_and_behind_it() {
    let source =
        read(list(&[("01/02/2026", "03/04/2027"), ("02/02/2026", "15/04/2027"), ("01/02/2026", "03/04/2027")]));
    assert_eq!(ends(&source), [1_806_710_400, 1_807_747_200, 1_806_710_400], "the third of April");
    let source = read(list(&[("01/02/2026", "03/04/2027"), ("02/02/2026", "04/15/2027")]));
    assert_eq!(ends(&source)[0], 1_804_118_400, "the fourth of March");
}

#[test]
fn a_date_that_can_be_read_in_two_ways_is_asked_about() {
    let error = read_as(fixture("ambiguous.txt"), None).unwrap_err();
    assert_eq!(error, ReadError::AmbiguousDate { date: "4/3/2026 1:00:00 AM".into(), place: "line 3".into() });
    let american = read_as(fixture("ambiguous.txt"), Some(Culture::MonthFirst)).unwrap();
    let british = read_as(fixture("ambiguous.txt"), Some(Culture::DayFirst)).unwrap();
    assert_eq!(ends(&american), [1_806_713_999], "2027-04-03");
    assert_eq!(ends(&british), [1_804_121_999], "2027-03-04");
    assert_eq!(ends(&read(list(&[("02/02/2026", "03/03/2027")]))), [1_804_032_000], "the same in both orders");
}

#[test]
fn a_certificate_that_is_there_itself_needs_no_culture() {
    let text = crate::import::encoding::decode(fixture("whole-5.1.json")).unwrap();
    let object =
        text.split(", {\"Acc").find(|object| object.contains("366EB6046D79FC5CB89864E6EA4031DD30203D51")).unwrap();
    let object = format!("{{\"Acc{object}")
        .replace("\\/Date(1804985999000)\\/", "03/04/2027")
        .replace("\\/Date(1773363600000)\\/", "01/02/2026");
    assert!(object.contains("03/04/2027"));
    assert!(one(&object).der.is_some());
}

#[test]
fn dates_that_contradict_each_other_or_the_named_culture_are_damage() {
    let both = list(&[("01/02/2026", "13/04/2027"), ("01/02/2026", "04/13/2027")]);
    let Err(ReadError::Damaged { place, reason }) = read_as(both.as_bytes(), None) else { panic!() };
    assert!(place == "line 1" && reason.contains("13/04/2027") && reason.contains("04/13/2027"), "{place}: {reason}");
    let german = read_as(fixture("australian.txt"), Some(Culture::MonthFirst));
    let Err(ReadError::Damaged { reason, .. }) = german else { panic!() };
    assert!(reason.contains("does not have the month first"), "{reason}");
}

#[test]
fn a_date_that_cannot_be_read_leaves_the_rest_of_its_certificate() {
    for date in ["2027-03-14T00:59:59", "14 mars 2027", "2027/3/14 午前 0:59:59", "14.03.2570 0:59:59", "30.02.2027"]
    {
        let source = read(list(&[("13.03.2026 01:00:00", date)]));
        let recorded = &source.certificates[0].recorded;
        assert_eq!((recorded.not_before, recorded.not_after), (Some(NOT_BEFORE), None), "{date}");
        assert!(remarks(&source).starts_with("line 1: NotAfter: ") && remarks(&source).contains(date), "{date}");
    }
    let source = read(list(&[("Unknown", "")]));
    assert_eq!(remarks(&source), "", "nobody knows: that is said, not unreadable");
}
