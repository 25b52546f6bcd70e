//! Stories of the edit dialog.

use std::collections::BTreeSet;

use super::{Control, Tab};
use crate::engine::rules::RULES;
use crate::engine::{BoxState, RuleId, Service, ServiceSet};
use crate::locale::explain;
use crate::testing::{Opening, Robot, Sample};

/// Where each refusing rule can be met in the sample: server, certificate, service.
const MET: &[(&str, &str, &str, RuleId)] = &[
    ("EX01", "Microsoft Exchange", "SMTP", RuleId::ServiceLocked),
    ("EX01", "Legacy OWA 2024", "SMTP", RuleId::ServiceLocked),
    ("EX01", "Legacy OWA 2024", "IIS", RuleId::StatusNotValid),
    ("EX01", "Contoso mail 2028 (early)", "IIS", RuleId::StatusNotValid),
    ("EX01", "Contoso webmail (old key)", "POP", RuleId::StatusNotValid),
    ("EX01", "Fabrikam relay", "SMTP", RuleId::StatusNotValid),
    ("EX01", "Contoso website", "IIS", RuleId::StatusNotValid),
    ("EX01", "Contoso hybrid", "IMAP", RuleId::StatusNotValid),
    ("EX01", "Contoso mail 2028 renewal request", "IIS", RuleId::StatusNotValid),
    ("EX01", "Contoso archive", "IIS", RuleId::PrivateKeyMissing),
    ("EX01", "Contoso wildcard", "IMAP", RuleId::WildcardImap),
    ("EX01", "Contoso wildcard", "POP", RuleId::WildcardPop),
    ("EX16", "Contoso UM 2027", "UM", RuleId::UmStartupMode),
    ("EX16B", "Contoso UM 2027", "UMCallRouter", RuleId::UmCallRouterStartupMode),
    ("EX01", "Contoso mail 2027", "UM", RuleId::UmNotInVersion),
    ("EX19", "Contoso mail 2027", "UMCallRouter", RuleId::UmNotInVersion),
    ("EX02", "Contoso device sign-in", "IIS", RuleId::NoServerAuth),
    ("EDGE1", "Contoso edge 2027", "IIS", RuleId::EdgeSmtpOnly),
    ("EX01", "Microsoft Exchange Server Auth Certificate", "IIS", RuleId::AuthCertificate),
    ("EX01", "Contoso tasks (imported list)", "IIS", RuleId::FactsUnknown),
    ("EX02", "Contoso journaling", "SMTP", RuleId::FactsUnknown),
];

fn service(name: &str) -> Service {
    Service::OFFERED.into_iter().find(|service| service.name() == name).unwrap()
}

/// Meets one line of the table on both roads and says which rule answered.
fn meet(robot: &mut Robot, server: &str, certificate: &str, name: &str) -> RuleId {
    let sought = service(name);
    robot.choose(server).open(certificate);
    let state = robot.edit().boxes(&robot.state.world).into_iter().find(|b| b.service == sought).unwrap().state;
    let label = robot.look.text(&crate::locale::say::plain(explain::service_label(sought)));
    let row = format!("-  {label} ");
    let rule = match &state {
        BoxState::Locked => {
            robot.tick(name).sees("already assigned");
            assert!(robot.notice().contains("An assignment cannot be taken away"), "{}", robot.notice());
            RuleId::ServiceLocked
        }
        BoxState::Blocked(refusal) => {
            let beside = robot.look.text(&explain::refusal(refusal));
            assert!(robot.row(&row).contains(beside.as_str()), "{beside} is not beside {name}:\n{}", robot.screen());
            robot.tick(name);
            let detail = robot.look.text(&explain::refusal_detail(refusal));
            assert_eq!(robot.notice(), detail.as_str());
            let remedy = robot.look.text(&explain::remedy(refusal));
            let dialog = robot.dialog();
            assert!(dialog.contains(detail.as_str()) && dialog.contains(remedy.as_str()), "{name}:\n{dialog}");
            refusal.rule()
        }
        BoxState::Absent(refusal) => {
            robot.sees_no(&format!("] {label} "));
            robot.sees_no(&row);
            let detail = robot.look.text(&explain::refusal_detail(refusal));
            assert!(robot.dialog().contains(detail.as_str()), "{}", robot.dialog());
            refusal.rule()
        }
        BoxState::Free => panic!("{certificate} can have {name} on {server}"),
    };
    assert!(robot.ticked().is_empty(), "{name} was ticked all the same");
    robot.press("Ctrl-s");
    assert_eq!(robot.saves(), 0);
    robot.press("Esc");

    // The other road.
    let thumbprint = robot.thumbprint(server, certificate);
    let line = format!("Enable-ExchangeCertificate -Thumbprint {thumbprint} -Services {name} -Server {server} -Force");
    let verdict = robot.cmdlet(&line, &[]).verdict.unwrap();
    let by_shell = match &state {
        BoxState::Locked => {
            assert!(verdict.already.contains(sought), "{line}: {verdict:?}");
            RuleId::ServiceLocked
        }
        BoxState::Blocked(refusal) | BoxState::Absent(refusal) => {
            assert_eq!(verdict.refusals.first(), Some(refusal), "{line}");
            assert!(verdict.plan.is_empty());
            refusal.rule()
        }
        BoxState::Free => unreachable!(),
    };
    assert_eq!(by_shell, rule);
    rule
}

#[test]
fn every_refusal_of_the_sample_reads_the_same_in_the_page_and_in_the_shell() {
    let (mut robot, sample) = Robot::on_sample();
    let before = sample.text("servers/EX02.toml");
    let mut met = BTreeSet::new();
    for (server, certificate, name, rule) in MET {
        assert_eq!(meet(&mut robot, server, certificate, name), *rule, "{server}, {certificate}, {name}");
        met.insert(*rule);
    }
    assert_eq!(sample.text("servers/EX02.toml"), before);
    // Not refusals of a box: a question, a matter of the person, and a service that is never offered.
    met.extend([RuleId::DefaultSmtp, RuleId::NotPermitted, RuleId::FederationElsewhere]);
    assert_eq!(met, RULES.iter().filter(|rule| !rule.never_about_assigning()).map(|rule| rule.id).collect());
}

#[test]
fn federation_is_never_offered_and_refused_in_the_shell() {
    let (mut robot, _sample) = Robot::on_sample();
    robot.resize(120, 40).choose("EX19").open("Exchange Delegation Federation");
    robot.sees_no("] Federation");
    let thumbprint = robot.thumbprint("EX19", "Contoso mail 2027");
    let line = format!("Enable-ExchangeCertificate -Thumbprint {thumbprint} -Services Federation -Server EX19");
    let verdict = robot.cmdlet(&line, &[]).verdict.unwrap();
    assert_eq!(verdict.refusals[0].rule(), RuleId::FederationElsewhere);
}

#[test]
fn an_assigned_service_cannot_be_unticked_by_any_key() {
    let (mut robot, sample) = Robot::on_sample();
    let before = sample.tree();
    robot.open("Contoso mail 2026");
    for keys in ["Space", "Enter", "Space Space Ctrl-s", "Del", "Backspace", "Right Space", "F10"] {
        robot.focus("SMTP").press(keys);
        while !matches!(robot.state.dialogs.last(), Some(crate::app::Dialog::Edit(_))) {
            robot.press("Esc");
        }
        assert!(robot.ticked().is_empty());
    }
    assert_eq!(robot.saves(), 0);
    assert_eq!(sample.tree(), before);
}

#[test]
fn a_service_assigned_elsewhere_meanwhile_is_locked_when_the_document_is_read_again() {
    let (mut robot, sample) = Robot::on_sample();
    robot.open("Contoso mail 2027").tick("IIS").tick("POP");
    let thumbprint = robot.thumbprint("EX01", "Contoso mail 2027").to_string();
    // Somebody edits the TOML: the certificate holds POP now.
    sample.edit("servers/EX01.toml", "pop = [\n", &format!("pop = [\n    \"{thumbprint}\",\n"));
    robot.press("Ctrl-s");
    assert!(robot.dialog().contains("Contoso mail 2027 now has POP"), "{}", robot.dialog());
    robot.press("Esc");
    robot.sees("assigned meanwhile by someone else");
    robot.focus("POP").press("Space Space Space");
    assert_eq!(robot.services("EX01", "Contoso mail 2027"), "POP", "no key takes it away");
    robot.press("Ctrl-s Enter");
    assert_eq!(robot.services("EX01", "Contoso mail 2027"), "POP, IIS");
}

#[test]
fn a_box_that_becomes_blocked_under_a_tick_stops_the_save_until_it_is_unticked() {
    let (mut robot, sample) = Robot::on_sample();
    robot.open("Contoso mail 2027").tick("IIS").tick("POP");
    let certificate = "friendly-name = \"Contoso mail 2027\"\nprivate-key = \"exportable\"";
    sample.edit("servers/EX01.toml", certificate, &certificate.replace("exportable", "missing"));
    robot.press("Ctrl-s");
    assert!(robot.dialog().contains("Contoso mail 2027 has no private key now"), "{}", robot.dialog());
    assert!(robot.dialog().contains("The private key of the certificate is not on EX01"), "{}", robot.dialog());
    robot.press("Ctrl-s");
    assert!(robot.notice().contains("The private key of the certificate is not on EX01"), "{}", robot.notice());
    robot.press("Esc");
    robot.sees("EX01");
    robot.tick("IIS").tick("POP");
    assert_eq!(robot.ticked(), ServiceSet::default(), "a tick from before can be taken away");
    robot.press("Esc");
    assert!(robot.state.dialogs.is_empty());
}

#[test]
fn a_certificate_that_disappears_meanwhile_is_said_to_be_gone() {
    let (mut robot, sample) = Robot::on_sample();
    robot.choose("EX02").open("Contoso device sign-in");
    let thumbprint = robot.edit().thumbprint.to_string();
    let text = sample.text("servers/EX02.toml");
    let entry = text.find(&format!("[[certificates]]\nthumbprint = \"{thumbprint}\"")).unwrap();
    let (before, after) = text.split_at(entry);
    let next = after.match_indices("[[certificates]]").nth(1).unwrap().0;
    sample.put("servers/EX02.toml", format!("{before}{}", after.split_at(next).1));
    let name = crate::engine::ServerName::new("EX02");
    robot.reread(&name);
    assert!(robot.dialog().contains("is no longer on EX02"), "{}", robot.dialog());
    robot.press("Space Ctrl-s m Left Right Up Down Tab");
    robot.press("Esc");
    assert!(robot.state.dialogs.is_empty());
    assert!(!robot.names().contains(&"Contoso device sign-in".to_owned()));
}

#[test]
fn esc_closes_an_unchanged_dialog_and_asks_about_a_changed_one() {
    let (mut robot, sample) = Robot::on_sample();
    let before = sample.tree();
    robot.open("Contoso mail 2027").press("Esc");
    assert!(robot.state.dialogs.is_empty());
    robot.press("Enter").tick("IIS").tick("IIS").press("Esc");
    assert!(robot.state.dialogs.is_empty(), "ticked and unticked is unchanged");
    robot.press("Enter").tick("IIS").press("Esc");
    robot.asked("Discard changes?", "The changes to Contoso mail 2027 are not saved").answer("Go on editing");
    assert_eq!(robot.ticked().to_string(), "IIS");
    robot.press("Esc Esc");
    assert_eq!(robot.ticked().to_string(), "IIS", "Esc is the safe answer");
    robot.press("Esc").asked("Discard changes?", "Contoso mail 2027").answer("Discard");
    assert!(robot.state.dialogs.is_empty());
    assert_eq!(sample.tree(), before);
}

#[test]
fn tab_goes_through_tabs_boxes_and_buttons_and_back() {
    let (mut robot, _sample) = Robot::on_sample();
    robot.open("Contoso mail 2026");
    let mut forth = vec![robot.edit().focus];
    for _ in 0..20 {
        robot.press("Tab");
        forth.push(robot.edit().focus);
    }
    let order: Vec<_> = robot.edit().controls(&robot.state.world);
    for control in [Control::Save, Control::Cancel, Control::MakeDefault, Control::Box(Service::Smtp)] {
        assert!(forth.contains(&control), "{control:?} is not reached by Tab: {forth:?}");
    }
    assert_eq!(order.first(), Some(&Control::Tabs));
    let back: Vec<_> = (0..20).map(|_| robot.press("Shift-Tab").edit().focus).collect();
    assert!(back.contains(&Control::Tabs));
}

#[test]
fn the_general_tab_shows_the_facts_and_the_ticks_wait_on_the_other() {
    let (mut robot, _sample) = Robot::on_sample();
    robot.open("Contoso mail 2027").tick("IIS").press("Home Up");
    assert_eq!(robot.edit().focus, Control::Tabs);
    robot.press("Right");
    assert_eq!(robot.edit().tab, Tab::General);
    let text = robot.dialog();
    for fact in ["Contoso mail 2027", "4F17D0E1110A3E608CF8D02B59E58E5C2B8C07E1", "2048", "Yes, exportable", "Valid"] {
        assert!(text.contains(fact), "{fact}: {text}");
    }
    robot.press("End");
    robot.sees("usage");
    robot.press("Left");
    assert_eq!(robot.edit().tab, Tab::Services);
    assert_eq!(robot.ticked().to_string(), "IIS");
}

#[test]
fn what_lies_below_the_boxes_can_be_scrolled_to_its_end() {
    let sample = Sample::new();
    let mut robot = Opening::default().size(40, 12).sample(&sample);
    robot.open("Contoso mail 2027").tick("IIS").tick("IMAP");
    let mut seen = robot.screen();
    for _ in 0..40 {
        robot.press("PgDn");
        seen.push_str(&robot.screen());
    }
    assert!(seen.contains("-Server"), "the cmdlet's end cannot be reached:\n{seen}");
}

#[test]
fn a_service_s_uses_are_told_when_its_box_has_the_focus() {
    let (mut robot, _sample) = Robot::on_sample();
    robot.choose("EX16").open("Contoso UM 2027");
    for (name, uses) in [
        ("IIS", "Outlook on the web"),
        ("IMAP", "TLS for IMAP4 clients"),
        ("POP", "TLS for POP3 clients"),
        ("SMTP", "Mutual TLS with other messaging servers"),
        ("UM", "TLS to the UM service"),
        ("UMCallRouter", "TLS to the UM call router"),
    ] {
        robot.focus(name);
        assert!(robot.dialog().contains(uses), "{name}: {}", robot.dialog());
    }
}

#[test]
fn a_blocked_service_with_a_ready_cmdlet_prints_it() {
    let (mut robot, _sample) = Robot::on_sample();
    robot.open("Contoso wildcard").focus("IMAP");
    assert!(robot.dialog().contains("Set-ImapSettings"), "{}", robot.dialog());
    robot.press("Esc").choose("EX16").open("Contoso UM 2027").focus("UM");
    assert!(robot.dialog().contains("Set-UMService"), "{}", robot.dialog());
}
