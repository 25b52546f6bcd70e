//! The question about the default SMTP certificate: when it is asked, and what it is asked with.

use super::*;

fn smtp(answer: DefaultSmtp) -> Request {
    Request { default_smtp: answer, ..request(NEW, &[Service::Smtp]) }
}

#[test]
fn the_default_itself_is_never_asked_about() {
    let mut ex01 = server();
    ex01.assignments.smtp_default = Some(thumb(NEW));
    for answer in [DefaultSmtp::Ask, DefaultSmtp::Keep, DefaultSmtp::Replace] {
        let verdict = ask(&ex01, &smtp(answer));
        assert!(verdict.questions.is_empty(), "{answer:?}");
        assert_eq!(verdict.plan.parts[0].after.smtp_default, Some(thumb(NEW)), "{answer:?}");
    }
}

/// What the question knows about Edge subscriptions.
fn subscribed(server: &Server, organization: Option<bool>) -> Option<bool> {
    let asked = Organization { edge_subscribed: organization, ..super::organization() };
    let verdict = plan(&asked, &[server], &smtp(DefaultSmtp::Ask), NOW).unwrap();
    verdict.questions[0].edge_subscribed
}

#[test]
fn an_edge_server_knows_its_own_subscription_and_the_others_the_organizations() {
    for known in [None, Some(false), Some(true)] {
        assert_eq!(subscribed(&server(), known), known, "a Mailbox server");
        assert_eq!(subscribed(&edge(), known), Some(true), "a subscribed Edge server");
        let alone = Server { edge_subscription: None, ..edge() };
        assert_eq!(subscribed(&alone, known), Some(false), "one that is not");
    }
}
