//! Stories of removing a certificate.

use crate::app::vocabulary::Effect;
use crate::confirm::Answer;
use crate::engine::Thumbprint;
use crate::store::memory::Weather;
use crate::testing::{Opening, Robot, Sample};

const TITLE: &str = "Remove certificate";
/// Assigned to nothing.
const PLAIN: &str = "Contoso archive";
/// Expired, and still assigned to SMTP.
const ASSIGNED: &str = "Legacy OWA 2024";
const REQUEST: &str = "Contoso mail 2028 renewal request";

fn robot() -> Robot {
    Robot::on_sample().0
}

fn digits(thumbprint: Thumbprint) -> String {
    thumbprint.to_string().chars().take(8).collect()
}

#[test]
fn the_question_names_the_certificate_what_follows_and_the_cmdlet() {
    let mut robot = robot();
    robot.select(PLAIN).press("Del");
    robot.asked(TITLE, "Remove this certificate from EX01?");
    let thumbprint = robot.thumbprint("EX01", PLAIN);
    for told in [
        "Certificate Contoso archive".to_owned(),
        format!("Thumbprint {thumbprint}"),
        "Expires on 2028-01-19".to_owned(),
        "Issuer CN=Contoso Issuing CA".to_owned(),
        "bindings".to_owned(),
        "Its file stays in the directory of the organization".to_owned(),
        format!("Remove-ExchangeCertificate -Thumbprint {thumbprint} -Server EX01"),
    ] {
        assert!(robot.dialog().contains(&told), "{told}: {}", robot.dialog());
    }
}

#[test]
fn the_safe_answer_has_the_keyboard_and_removes_nothing() {
    for (certificate, keys) in
        [(PLAIN, "Enter"), (PLAIN, "Esc"), (ASSIGNED, "Enter"), (ASSIGNED, "Esc"), (REQUEST, "Enter")]
    {
        let mut robot = robot();
        robot.select(certificate).press("Del");
        assert_eq!(robot.question().focused(), Answer::Back, "{certificate}");
        robot.press(keys);
        assert!(robot.state.dialogs.is_empty(), "{certificate} {keys}");
        assert_eq!(robot.saves(), 0);
        assert_eq!(robot.selected(), certificate);
    }
}

#[test]
fn what_is_still_assigned_is_removed_only_by_typing_its_digits() {
    let mut robot = robot();
    robot.select(ASSIGNED).press("Del");
    robot.asked(TITLE, "It is still assigned to SMTP");
    robot.press("Tab Tab Enter");
    assert!(robot.notice().contains("not the first 8 digits"), "the button does not work yet: {}", robot.notice());
    // Letters are what is typed, wherever the focus is: q does not quit, e does not edit, Space is no answer.
    robot.type_text("q e?Y ");
    assert_eq!((robot.quit, robot.question().typed.text.as_str()), (None, "q e?Y "));
    robot.press("Enter");
    assert!(robot.notice().contains("Nothing is removed"), "{}", robot.notice());
    robot.press("Ctrl-u").type_text("0FB000D");
    assert!(!robot.question().is_allowed(Answer::Remove));
    assert_eq!(robot.saves(), 0);
    robot.type_text("9");
    assert!(robot.question().is_allowed(Answer::Remove));
    robot.hold();
    robot.press("Enter");
    assert_eq!(robot.saves(), 1, "{}", robot.screen());
    robot.go_on();
    let report = robot.dialog();
    assert!(report.contains("is removed from the server"), "{report}");
    assert!(!report.contains("still assigned"), "what is gone is not assigned any more: {report}");
    robot.press("J Right");
    assert!(robot.dialog().contains("0FB000D9 is removed from the server"), "{}", robot.dialog());
}

#[test]
fn the_digits_are_taken_in_any_case_and_pasted_too() {
    for (typed, pasted) in [("0fb000d9", ""), ("", " 0FB000D9 \n"), ("0fb0", "00d9")] {
        let mut robot = robot();
        robot.hold();
        robot.select(ASSIGNED).press("Del").type_text(typed).paste(pasted).press("Tab Right");
        assert_eq!(robot.question().focused(), Answer::Remove, "{typed:?} {pasted:?}");
        robot.press("Enter");
        assert_eq!(robot.saves(), 1, "{typed:?} {pasted:?}");
    }
}

#[test]
fn a_pending_request_says_what_goes_with_it_and_has_to_be_typed() {
    let mut robot = robot();
    robot.select(REQUEST).press("Del");
    robot.asked(TITLE, "It is a pending request: its private key goes with it");
    let wanted = digits(robot.thumbprint("EX01", REQUEST));
    robot.hold();
    robot.type_text(&wanted).press("Enter");
    assert_eq!(robot.saves(), 1);
}

#[test]
fn a_certificate_that_must_stay_is_refused_with_every_reason_way_out_and_rule() {
    for (server, certificate, told) in [
        (
            "EX01",
            "Microsoft Exchange",
            vec![
                "default SMTP certificate of EX01",
                "answer Replace",
                "rule: remove-default-smtp",
                "rule: remove-back-end",
            ],
        ),
        (
            "EX01",
            "Microsoft Exchange Server Auth Certificate",
            vec!["Auth certificate of the organization", "Set-AuthConfig", "rule: remove-auth"],
        ),
        (
            "EX16",
            "Exchange Delegation Federation",
            vec!["federation trust uses it", "Set-FederationTrust", "rule: remove-federation"],
        ),
    ] {
        let mut robot = robot();
        robot.choose(server).select(certificate).press("Del");
        let dialog = robot.dialog();
        assert!(dialog.contains(&format!("{certificate} cannot be removed from {server}")), "{dialog}");
        for told in told {
            assert!(dialog.contains(told), "{told}: {dialog}");
        }
        robot.press("Enter");
        assert!(robot.state.dialogs.is_empty());
        assert_eq!(robot.saves(), 0);
    }
}

#[test]
fn the_palette_says_why_a_certificate_stays() {
    let mut robot = robot();
    robot.select("Microsoft Exchange").press("Ctrl-p").type_text("remove");
    assert!(robot.dialog().contains("It is the default SMTP certificate of EX01"), "{}", robot.dialog());
    robot.press("Enter");
    assert!(robot.state.palette.is_some() && robot.state.dialogs.is_empty());
    robot.press("Esc").select(PLAIN).press("Ctrl-p").type_text("remove").press("Enter").asked(TITLE, PLAIN);
}

#[test]
fn who_may_only_look_removes_nothing() {
    let sample = Sample::new();
    let text = sample.text("organization.toml");
    sample.put("organization.toml", text + "\n[access]\ncarol = [\"View-Only Organization Management\"]\n");
    let before = sample.tree();
    for opening in [Opening::default().readonly(), Opening::default().user("carol")] {
        for (certificate, keys) in [(PLAIN, "Del"), (ASSIGNED, "Del"), (PLAIN, "Tab Del")] {
            let mut robot = opening.clone().sample(&sample);
            robot.select(certificate).press(keys);
            assert!(robot.dialog().contains("rule: not-permitted"), "{}", robot.dialog());
            robot.press("Enter Del").type_text("0FB000D9").press("Enter Enter");
            assert_eq!(robot.saves(), 0);
        }
    }
    assert_eq!(sample.tree(), before);
}

#[test]
fn the_right_that_went_while_the_question_was_open_is_missed() {
    let (mut robot, sample) = Robot::on_sample();
    robot.select(PLAIN).press("Del").asked(TITLE, PLAIN);
    sample.put("organization.toml", sample.text("organization.toml") + "\n[access]\nadmin = []\n");
    let effects = vec![Effect::Organization];
    robot.ask_store(effects);
    robot.answer("Remove");
    assert_eq!(robot.saves(), 0);
    assert!(robot.notice().contains("You may only view"), "{}", robot.notice());
}

#[test]
fn what_is_confirmed_is_what_is_removed() {
    let mut robot = robot();
    robot.hold();
    robot.select(PLAIN).press("Del");
    let wanted = robot.thumbprint("EX01", PLAIN);
    robot.press("Tab Enter");
    let [Effect::Save(_, plan, _)] = robot.waiting() else { panic!("{:?}", robot.waiting()) };
    assert_eq!(plan.parts[0].removed().collect::<Vec<_>>(), [wanted]);
}

#[test]
fn while_a_removal_is_under_way_there_is_no_second_one() {
    let mut robot = robot();
    robot.hold();
    robot.select(PLAIN).press("Del Tab Enter").select(ASSIGNED).press("Del");
    assert!(robot.notice().contains("Saving EX01"), "{}", robot.notice());
    robot.press("Ctrl-z");
    assert!(robot.notice().contains("Saving EX01"), "a stopped process would keep the lock: {}", robot.notice());
    assert_eq!(robot.saves(), 1);
}

#[test]
fn a_removal_that_does_not_happen_says_why_and_the_certificate_stays() {
    for (weather, said) in [
        (Weather::Conflict, "Someone else changed EX01"),
        (Weather::Full, "The disk is full"),
        (Weather::ReadOnly, "cannot be written by this account"),
    ] {
        let memory = Sample::new().in_memory();
        let switches = memory.switches();
        let mut robot = Opening::default().store(memory);
        robot.select(PLAIN).press("Del");
        switches.weather(weather);
        robot.asked(TITLE, PLAIN).answer("Remove");
        let told = if weather == Weather::Conflict { robot.dialog() } else { robot.notice() };
        assert!(told.contains(said), "{weather:?}: {told}");
        assert!(!told.contains("still here"), "there is no draft to come back to: {told}");
        robot.press("Esc");
        assert!(robot.names().contains(&PLAIN.to_owned()));
        assert_eq!(robot.selected(), PLAIN);
        switches.weather(Weather::Fair);
        robot.press("Del").asked(TITLE, PLAIN);
    }
}

#[test]
fn a_removed_certificate_is_gone_its_file_stays_and_the_cursor_stands_where_it_stood() {
    let (mut robot, sample) = Robot::on_sample();
    let thumbprint = robot.thumbprint("EX01", PLAIN);
    let file = format!("certificates/{thumbprint}.pem");
    let (before, count) = (sample.tree(), robot.names().len());
    robot.select("Contoso hybrid").press("Up");
    let (row, below) = (robot.list().row(), "Contoso hybrid");
    let removed = robot.selected();
    robot.press("Del").asked(TITLE, &removed).answer("Remove");
    let report = robot.dialog();
    assert!(report.contains(&format!("{removed} is removed from the server")), "{report}");
    assert!(report.contains("bindings"), "what is left to do is said: {report}");
    robot.press("Enter");
    assert_eq!((robot.list().row(), robot.selected().as_str()), (row, below));
    assert_eq!(robot.names().len(), count - 1);
    robot.select(PLAIN).press("Del").asked(TITLE, PLAIN).answer("Remove");
    robot.press("Enter");
    assert!(!sample.text("servers/EX01.toml").contains(&thumbprint.to_string()));
    let kept = |path: &str| before.iter().any(|(known, _)| known.ends_with(path)) && sample.path(path).exists();
    assert!(kept(&file), "the certificate's own file stays");
    let text = sample.text("servers/EX02.toml");
    assert!(text.contains(PLAIN), "another server keeps its own");
}
