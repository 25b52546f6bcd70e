use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use proptest::prelude::*;

use super::*;
use crate::engine::warnings::WARNINGS;
use crate::engine::{
    Change, FOLLOW_UPS, FollowUp, Moment, Protocol, Reason, Refusal, ServerName, Service, ServiceSet, StartupMode,
    Status, Step, Thumbprint, UnknownFact, ViewOnly, Warning,
};
use crate::text;

/// The messages of a Fluent file and the arguments each uses.
fn spoken(ftl: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in ftl.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
            current = line.split_once(" = ").expect("a message has ' = '").0.to_owned();
            assert!(found.insert(current.clone(), BTreeSet::new()).is_none(), "{current} is there twice");
        }
        for after in line.split('$').skip(1) {
            let name: String = after.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            found.get_mut(&current).expect("an argument belongs to a message").insert(name);
        }
    }
    found
}

fn table() -> impl Iterator<Item = &'static Entry> {
    TABLES.iter().copied().flatten()
}

fn english(message: &Message) -> String {
    Locale::english().text(message).to_string()
}

#[test]
fn every_language_says_every_message_with_exactly_its_arguments() {
    let wanted: BTreeMap<String, BTreeSet<String>> =
        table().map(|entry| (entry.id.to_owned(), entry.args.iter().map(|arg| (*arg).to_owned()).collect())).collect();
    assert_eq!(wanted.len(), table().count(), "an id is in the table twice");
    for language in LANGUAGES {
        let found = spoken(language.messages);
        for (id, args) in &wanted {
            assert_eq!(found.get(id), Some(args), "{}: {id}", language.tag);
        }
        let unknown: Vec<&String> = found.keys().filter(|id| !wanted.contains_key(*id)).collect();
        assert!(unknown.is_empty(), "{}: not in the table: {unknown:?}", language.tag);
        assert!(FluentResource::try_new(language.messages.to_owned()).is_ok(), "{}: broken entries", language.tag);
    }
}

#[test]
fn every_message_can_be_said_and_no_argument_is_lost() {
    for locale in LANGUAGES.iter().map(|language| Locale::new(language.tag).unwrap()).chain([Locale::pseudo()]) {
        for entry in table() {
            let args = entry.args.iter().map(|name| (*name, Arg::Text(format!("<{name}>")))).collect();
            let said = locale.text(&Message { id: entry.id, args });
            for name in entry.args {
                assert!(said.contains(&format!("<{name}>")), "{}: {name} is missing from {said}", entry.id);
            }
            assert_eq!(said.trim(), &*said, "{}", entry.id);
        }
    }
}

#[test]
fn a_locale_is_found_by_tag_language_or_posix_name() {
    for tag in ["en", "EN", "en-GB", "en_US.UTF-8", "en@euro"] {
        assert_eq!(Locale::new(tag).map(|locale| locale.tag()), Ok("en"), "{tag}");
    }
    assert_eq!(Locale::new("qps-ploc").map(|locale| locale.tag()), Ok(PSEUDO));
    let unknown = Locale::new("tlh").expect_err("nobody speaks it");
    assert_eq!(unknown.to_string(), "no locale \"tlh\"; there are: en qps-ploc");
}

#[test]
fn plurals_follow_the_number() {
    let said: Vec<String> = [0, 1, 2].map(|n: i64| english(&say::picker_attention(n))).to_vec();
    assert_eq!(
        said,
        ["0 certificates need attention", "1 certificate needs attention", "2 certificates need attention"]
    );
}

#[test]
fn foreign_text_in_a_sentence_is_harmless_and_carries_no_marks_of_its_own() {
    let said = english(&say::notice_refreshed("\u{1B}[2J\u{202E}evil"));
    assert_eq!(said, "<U+001B>[2J<U+202E>evil was read again.");
    assert_eq!(english(&say::notice_refreshed("{ $server }")), "{ $server } was read again.");
}

#[test]
fn the_pseudo_locale_changes_words_and_leaves_arguments() {
    let said = Locale::pseudo().text(&say::step_assign("Contoso mail", "IIS"));
    assert_eq!(&*said, "[Contoso mail ĝééţš IIS]");
    let (plain, longer) = (english(&say::question_advice()), Locale::pseudo().text(&say::question_advice()));
    let (plain, longer) = (text::width(&plain), longer.width());
    assert!(longer * 10 >= plain * 12 && longer * 10 <= plain * 16, "{plain} became {longer}");
    let nested = Locale::pseudo().text(&say::detail_unknown(say::unknown_build()));
    assert_eq!(nested.matches('[').count(), 1, "{nested}");
}

#[test]
fn dates_are_written_three_ways_in_utc() {
    for (seconds, day, rfc3339, en_us) in [
        (1_804_985_999, "2027-03-14", "2027-03-14T00:59:59Z", "3/14/2027 12:59:59 AM"),
        (0, "1970-01-01", "1970-01-01T00:00:00Z", "1/1/1970 12:00:00 AM"),
        (43_200, "1970-01-01", "1970-01-01T12:00:00Z", "1/1/1970 12:00:00 PM"),
        (-1, "1969-12-31", "1969-12-31T23:59:59Z", "12/31/1969 11:59:59 PM"),
        (951_825_600, "2000-02-29", "2000-02-29T12:00:00Z", "2/29/2000 12:00:00 PM"),
        (1_540_200_028, "2018-10-22", "2018-10-22T09:20:28Z", "10/22/2018 9:20:28 AM"),
        (1_540_213_670, "2018-10-22", "2018-10-22T13:07:50Z", "10/22/2018 1:07:50 PM"),
        (253_402_300_799, "9999-12-31", "9999-12-31T23:59:59Z", "12/31/9999 11:59:59 PM"),
        (253_402_300_800, "?", "?", "?"),
        (i64::MAX, "?", "?", "?"),
        (i64::MIN, "?", "?", "?"),
    ] {
        let at = Moment(seconds);
        assert_eq!((&*date::day(at), &*date::rfc3339(at), &*date::en_us(at)), (day, rfc3339, en_us), "{seconds}");
    }
    assert_eq!(date::moment(2026, 11, 21), Some(Moment(1_795_219_200)));
    assert_eq!(date::moment(2026, 2, 30), None);
}

#[test]
fn a_distance_reads_as_people_say_it() {
    let now = Moment(1_000_000_000);
    for (seconds, words) in [
        (100 * 86_400, "in 100 days"),
        (86_400, "in 1 day"),
        (86_399, "within a day"),
        (0, "within a day"),
        (-1, "less than a day ago"),
        (-86_400, "1 day ago"),
        (-685 * 86_400, "685 days ago"),
    ] {
        assert_eq!(english(&date::distance(now, now.plus(seconds))), words, "{seconds}");
    }
    assert_eq!(english(&date::days_left(now, now.plus(8 * 86_400 + 5))), "8 d");
    assert_eq!(english(&date::days_left(now, now.plus(-86_400 * 3))), "0 d");
}

#[test]
fn a_locale_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&Locale::english());
    assert_eq!(Locale::english(), Locale::new("en-US").unwrap());
    assert_ne!(Locale::english(), Locale::pseudo());
}

#[test]
fn services_keep_their_names_and_the_call_router_has_a_label() {
    let labels: Vec<String> = Service::OFFERED.map(|service| english(&explain::service_label(service))).to_vec();
    assert_eq!(labels, ["IIS", "IMAP", "POP", "SMTP", "UM", "UM call router"]);
    let all: ServiceSet = Service::PRINTED.into_iter().collect();
    assert_eq!(english(&explain::services(all)), "IIS, IMAP, POP, SMTP, UM, UMCallRouter, Federation");
    assert_eq!(english(&explain::services(ServiceSet::NONE)), "None");
}

fn statuses() -> Vec<Status> {
    vec![
        Status::Valid,
        Status::DateInvalid { not_yet: false },
        Status::DateInvalid { not_yet: true },
        Status::PendingRequest,
        Status::Revoked,
        Status::Untrusted,
        Status::Invalid("PathLenConstraintViolated".into()),
        Status::RevocationCheckFailure,
        Status::Unknown,
        Status::Pending,
    ]
}

fn refusals() -> Vec<Refusal> {
    let mut reasons: Vec<Reason> = statuses().into_iter().map(Reason::StatusNotValid).collect();
    reasons.extend([
        Reason::Locked,
        Reason::PrivateKeyMissing,
        Reason::Wildcard(Protocol::Imap),
        Reason::Wildcard(Protocol::Pop),
        Reason::StartupMode { service: Service::Um, mode: StartupMode::Tcp },
        Reason::StartupMode { service: Service::UmCallRouter, mode: StartupMode::Tcp },
        Reason::NoUnifiedMessaging,
        Reason::NoServerAuthentication,
        Reason::Federation,
        Reason::EdgeSmtpOnly,
        Reason::AuthCertificate,
        Reason::RemoveDefaultSmtp,
        Reason::RemoveAuth,
        Reason::RemoveFederation,
        Reason::RemoveBackEnd,
        Reason::OnSendConnectors(vec!["To the partner".to_owned()]),
        Reason::AlreadyExists(Thumbprint([1; 20])),
    ]);
    reasons.extend([ViewOnly::Role, ViewOnly::Flag, ViewOnly::Files].map(Reason::NotPermitted));
    reasons.extend(
        [
            UnknownFact::Services,
            UnknownFact::Status,
            UnknownFact::PrivateKey,
            UnknownFact::Names,
            UnknownFact::Build,
            UnknownFact::DefaultSmtp,
            UnknownFact::StartupMode,
            UnknownFact::IisSite,
            UnknownFact::StillChecking,
            UnknownFact::Unreadable,
        ]
        .map(Reason::FactsUnknown),
    );
    let server = ServerName::new("EX01");
    reasons.into_iter().map(|reason| Refusal { server: server.clone(), service: Some(Service::Iis), reason }).collect()
}

#[test]
fn the_page_says_a_status_in_plain_words() {
    let said: Vec<String> = statuses().iter().map(|status| english(&explain::status(status, false))).collect();
    assert_eq!(
        said,
        [
            "Valid",
            "Expired",
            "Not yet valid",
            "Pending request",
            "Revoked",
            "Untrusted",
            "Invalid",
            "Revocation not checked",
            "Unknown",
            "Checking"
        ]
    );
    assert_eq!(english(&explain::status(&Status::Valid, true)), "Expiring");
    assert_eq!(english(&explain::status(&Status::Revoked, true)), "Revoked");
}

#[test]
fn every_refusal_fits_beside_its_box_and_has_a_sentence_and_a_way_out() {
    for refusal in refusals() {
        let short = english(&explain::refusal(&refusal));
        assert!(text::width(&short) <= 45, "{} columns: {short}", text::width(&short));
        for sentence in [explain::refusal_detail(&refusal), explain::remedy(&refusal)] {
            let sentence = english(&sentence);
            assert!(sentence.ends_with('.') && sentence.starts_with(char::is_uppercase), "{sentence}");
        }
    }
}

#[test]
fn a_refusal_says_what_why_and_what_to_do() {
    let mut refusal = Refusal { server: ServerName::new("EX01"), service: Some(Service::Iis), reason: Reason::Locked };
    let mut said = |reason: Reason| {
        refusal.reason = reason;
        [explain::refusal(&refusal), explain::refusal_detail(&refusal), explain::remedy(&refusal)]
            .map(|message| english(&message))
    };
    assert_eq!(
        said(Reason::Locked),
        [
            "already assigned; cannot be removed",
            "The certificate is already assigned to IIS. An assignment cannot be taken away.",
            "Assign another certificate to IIS, then remove this one."
        ]
    );
    assert_eq!(
        said(Reason::StatusNotValid(Status::DateInvalid { not_yet: false })),
        [
            "Status is Expired, not Valid",
            "The Status of the certificate is Expired. Only a Valid certificate can be assigned.",
            "Renew it, then assign the new certificate."
        ]
    );
    assert_eq!(
        said(Reason::NotPermitted(ViewOnly::Role)),
        [
            "your role may only view",
            "You may only view. Changes need membership in Organization Management or Server Management.",
            "Ask a member of Organization Management or Server Management."
        ]
    );
}

#[test]
fn the_answers_to_different_refusals_differ() {
    let details: BTreeSet<String> =
        refusals().iter().map(|refusal| english(&explain::refusal_detail(refusal))).collect();
    assert_eq!(details.len(), refusals().len());
}

const A: Thumbprint = Thumbprint([0xA; 20]);
const B: Thumbprint = Thumbprint([0xB; 20]);

fn names(thumbprint: Thumbprint) -> String {
    if thumbprint == A { "Contoso mail".to_owned() } else { "Old mail".to_owned() }
}

#[test]
fn follow_ups_say_why() {
    let said = english(&explain::follow_up(&FollowUp::RestartIis, &names));
    for part in ["Restart IIS", "Outlook on the web cookie", "previous certificate", "Layer 4 load balancing"] {
        assert!(said.contains(part), "{part} is missing from: {said}");
    }
    let old = FollowUp::RemoveOldCertificate { thumbprint: B };
    assert_eq!(english(&explain::follow_up(&old, &names)), "First remove the replaced certificate, Old mail.");
    let perhaps = FollowUp::EdgeResubscribe { certain: false };
    assert!(english(&explain::follow_up(&perhaps, &names)).starts_with("If there is"));
}

#[test]
fn a_step_says_what_is_gained_and_what_is_lost() {
    let step = Step::Assign { thumbprint: A, service: Service::Iis, displaces: Some(B) };
    let said: Vec<String> = explain::step(&step, &names).iter().map(english).collect();
    assert_eq!(said, ["Contoso mail gets IIS", "Old mail loses IIS"]);
    let change = Change {
        thumbprint: B,
        before: ServiceSet::NONE.with(Service::Smtp).with(Service::Iis),
        after: ServiceSet::NONE,
    };
    assert_eq!(english(&explain::change(&change, &names)), "Old mail: IIS, SMTP -> None");
    let step = Step::DefaultSmtp { thumbprint: A, before: Some(B) };
    let said: Vec<String> = explain::step(&step, &names).iter().map(english).collect();
    assert_eq!(said, ["Contoso mail becomes the default SMTP certificate instead of Old mail"]);
}

#[test]
fn warnings_name_what_they_are_about() {
    let warning = Warning::LosesService { thumbprint: B, service: Service::Iis, back_end_stays: true };
    assert!(english(&explain::warning(&warning, &names)).contains("Exchange Back End"));
    let warning = Warning::LosesService { thumbprint: B, service: Service::Um, back_end_stays: false };
    assert_eq!(english(&explain::warning(&warning, &names)), "Old mail loses UM.");
    let warning = Warning::ExpiresSoon { not_after: Moment(0), days: 8 };
    assert_eq!(english(&explain::warning(&warning, &names)), "It expires in 8 days, on 1970-01-01.");
}

#[test]
fn every_rule_warning_and_follow_up_of_the_engine_is_in_the_printed_list() {
    for refusal in refusals() {
        assert!(explain::RULES.contains(&refusal.rule()), "{:?}", refusal.rule());
    }
    let ids: BTreeSet<&str> = explain::RULES.iter().map(|rule| rule.id()).collect();
    assert_eq!(ids.len(), explain::RULES.len());
    for rule in explain::RULES {
        assert!(english(&explain::rule(rule)).ends_with('.'));
        assert_eq!(explain::rule(rule).id(), format!("rule-{}", rule.id()));
    }
    for (id, _) in WARNINGS {
        assert_eq!(explain::warning_kind(id).map(|message| message.id().to_owned()), Some(format!("kind-{id}")));
    }
    for (id, _) in FOLLOW_UPS {
        assert_eq!(explain::follow_up_kind(id).map(|message| message.id().to_owned()), Some(format!("kind-{id}")));
    }
    assert_eq!(explain::warning_kind("restart-iis"), None);
}

#[test]
fn every_service_says_what_it_covers() {
    for service in Service::PRINTED {
        assert!(!explain::service_uses(service).is_empty(), "{service:?}");
    }
    let iis: Vec<String> = explain::service_uses(Service::Iis).iter().map(english).collect();
    assert_eq!(iis.len(), 8);
    for part in ["Autodiscover", "Exchange ActiveSync", "Outlook Anywhere (RPC over HTTP)", "Outlook on the web"] {
        assert!(iis.iter().any(|line| line == part), "{part}");
    }
}

proptest! {
    #[test]
    fn any_moment_can_be_written(seconds in any::<i64>(), now in any::<i64>()) {
        let at = Moment(seconds);
        prop_assert!(!date::day(at).is_empty() && !date::en_us(at).is_empty());
        prop_assert_eq!(date::day(at) == "?", date::rfc3339(at) == "?");
        let said = english(&date::distance(Moment(now), at));
        prop_assert!(!said.is_empty());
    }

    #[test]
    fn a_day_read_back_is_the_same_day(days in -700_000i64..2_900_000) {
        let written = date::day(Moment(days * 86_400));
        let parts: Vec<i16> = written.split('-').map(|part| part.parse().unwrap()).collect();
        let [year, month, day] = parts[..] else { panic!("{written}") };
        prop_assert_eq!(date::moment(year, month.try_into().unwrap(), day.try_into().unwrap()), Some(Moment(days * 86_400)));
    }

    #[test]
    fn no_argument_can_smuggle_a_control_character_in(foreign in any::<String>()) {
        for locale in [Locale::english(), Locale::pseudo()] {
            let said = locale.text(&say::notice_certificate_gone(foreign.as_str(), foreign.as_str()));
            prop_assert!(!said.contains(char::is_control), "{said:?}");
        }
    }
}
