//! Plans and remedies as cmdlet lines, and the table.

use super::*;
use crate::cmdlets::{CMDLETS, Cmdlet, Parameter, Value, help, print};
use crate::engine;

/// The cmdlet lines of what a line would do.
fn printed(server: Server, line: &str, answers: &[Answer]) -> Vec<String> {
    let done = Shell::on(server).done(line, answers);
    print::plan(&done.plan.unwrap()).iter().map(ToString::to_string).collect()
}

#[test]
fn a_plan_prints_as_the_line_that_does_it() {
    let new = thumb(NEW);
    let enable = format!("Enable-ExchangeCertificate -Thumbprint {new} -Services");
    for (line, answers, expected) in [
        ("SMTP,IIS", &[Answer::No][..], "IIS,SMTP -Server EX01"),
        ("SMTP,IIS", &[Answer::Yes], "IIS,SMTP -Server EX01 -Force"),
        ("IIS -DoNotRequireSsl", &[], "IIS -Server EX01 -DoNotRequireSsl"),
        ("POP,IMAP", &[], "IMAP,POP -Server EX01"),
        ("IMAP -NetworkServiceAllowed", &[], "IMAP -Server EX01 -NetworkServiceAllowed"),
        ("None -NetworkServiceAllowed", &[], "None -Server EX01 -NetworkServiceAllowed"),
    ] {
        assert_eq!(printed(server(), &format!("{enable} {line}"), answers), [format!("{enable} {expected}")], "{line}");
    }
}

#[test]
fn the_first_default_of_a_server_needs_no_force() {
    let mut server = server();
    server.assignments.smtp_default = None;
    let line = format!("Enable-ExchangeCertificate {} -Services SMTP", thumb(NEW));
    assert_eq!(
        printed(server, &line, &[]),
        [format!("Enable-ExchangeCertificate -Thumbprint {} -Services SMTP -Server EX01", thumb(NEW))]
    );
}

#[test]
fn a_printed_plan_does_the_same_again() {
    let line = format!("Enable-ExchangeCertificate {} -Services IIS,IMAP,SMTP -DoNotRequireSsl", thumb(NEW));
    let shell = Shell::on(server());
    for answer in [Answer::Yes, Answer::No] {
        let plan = shell.done(&line, &[answer]).plan.unwrap();
        let again = print::plan(&plan)[0].to_string();
        let outcome = shell.run(&again, &[answer]);
        let Outcome::Done(done) = outcome else { panic!("{outcome:?}") };
        assert_eq!(done.plan, Some(plan), "{again}");
    }
}

#[test]
fn the_way_back_hands_services_and_names_to_who_had_them() {
    let mut server = server();
    let line = format!("Enable-ExchangeCertificate {} -Services IIS,IMAP,SMTP -Force", thumb(NEW));
    let plan = Shell::on(server.clone()).done(&line, &[]).plan.unwrap();
    server.assignments = plan.parts[0].after.clone();
    let organization = Organization::default();
    let back = rollback(&organization, &server, &plan.parts[0].steps, Access::Full, NOW).plan;
    let printed: Vec<_> = print::plan(&back).iter().map(ToString::to_string).collect();
    assert_eq!(
        printed,
        [
            format!("Enable-ExchangeCertificate -Thumbprint {} -Services SMTP -Server EX01 -Force", thumb(SELF_SIGNED)),
            "Set-ImapSettings -X509CertificateName $null -Server EX01".to_owned(),
            format!(
                "Enable-ExchangeCertificate -Thumbprint {} -Services IIS -Server EX01 -DoNotRequireSsl",
                thumb(OLD)
            ),
        ]
    );
}

#[test]
fn removing_and_settings_print_as_their_cmdlets_in_the_order_of_the_steps() {
    let mode = |service, before, after| Step::StartupMode { service, before, after };
    let steps = vec![
        mode(Service::Um, StartupMode::Tcp, StartupMode::Tls),
        Step::Assign { thumbprint: thumb(NEW), service: Service::Um, displaces: None },
        mode(Service::UmCallRouter, StartupMode::Dual, StartupMode::Tcp),
        Step::Remove { thumbprint: thumb(OLD) },
    ];
    let plan = engine::remove(&Organization::default(), &server(), thumb(OLD), Access::Full, NOW).unwrap().plan;
    let part = Part { steps, ..plan.parts[0].clone() };
    let printed: Vec<_> = print::plan(&Plan { parts: vec![part] }).iter().map(ToString::to_string).collect();
    assert_eq!(
        printed,
        [
            "Set-UMService -Identity EX01 -UMStartupMode TLS".to_owned(),
            format!("Enable-ExchangeCertificate -Thumbprint {} -Services UM -Server EX01", thumb(NEW)),
            "Set-UMCallRouterSettings -Server EX01 -UMStartupMode TCP".to_owned(),
            format!("Remove-ExchangeCertificate -Thumbprint {} -Server EX01 -Confirm:$false", thumb(OLD)),
        ]
    );
}

#[test]
fn a_wildcards_remedy_names_the_protocol_by_a_name_that_fits() {
    let refusal = Refusal {
        server: ServerName::new("EX01"),
        service: Some(Service::Pop),
        reason: Reason::Wildcard(Protocol::Pop),
    };
    let name = |server: &Server| {
        let call = print::remedy(&refusal, server, server.certificate(thumb(NEW))).unwrap();
        assert_eq!(call.cmdlet, Cmdlet::SetPopSettings);
        call.text(Parameter::X509CertificateName).unwrap().to_owned()
    };
    let mut server = with_facts(server(), NEW, |facts| {
        facts.common_name = Some("*.contoso.com".into());
        facts.domains = vec!["*.contoso.com".into(), "pop.contoso.com".into()];
    });
    assert_eq!(name(&server), "pop.contoso.com");
    server = with_facts(server, NEW, |facts| facts.domains[1] = "contoso.com".into());
    assert_eq!(name(&server), "ex01.contoso.com", "the bare domain is no host");
    server = with_facts(server, NEW, |facts| facts.domains.truncate(1));
    assert_eq!(name(&server), "ex01.contoso.com");
    server.assignments.pop_name = Some("mail.contoso.com".into());
    assert_eq!(name(&server), "mail.contoso.com");
    server.assignments.pop_name = Some("mail.fabrikam.com".into());
    assert_eq!(name(&server), "ex01.contoso.com");
}

#[test]
fn a_hostile_server_name_cannot_leave_its_quotation_marks() {
    let text = "EX01'; Remove-Item \u{2019}x";
    let call = crate::cmdlets::Call::new(Cmdlet::SetPopSettings).with(Parameter::Server, Value::Text(text.into()));
    assert_eq!(call.to_string(), "Set-PopSettings -Server 'EX01''; Remove-Item \u{2019}\u{2019}x'");
}

#[test]
fn the_table_holds_each_cmdlet_once_and_its_rules_both_ways() {
    for spec in CMDLETS {
        assert_eq!(spec.cmdlet.spec(), spec, "{}", spec.name);
        assert_eq!(CMDLETS.iter().filter(|other| other.name.eq_ignore_ascii_case(spec.name)).count(), 1);
        for parameter in spec.parameters {
            for other in parameter.excludes {
                let other = spec.parameters.iter().find(|spec| spec.parameter == *other);
                assert!(other.is_some_and(|other| other.excludes.contains(&parameter.parameter)), "{parameter:?}");
            }
        }
    }
}

#[test]
fn the_help_of_a_cmdlet_shows_all_there_is_to_it() {
    let shell = Shell::on(server());
    for spec in CMDLETS {
        let help = shell.shows(&format!("Get-Help {}", spec.name));
        assert!(help.contains(&format!("\nSYNTAX\n    {}\n", help::syntax(spec))), "{help}");
        for parameter in spec.parameters {
            assert!(help.contains(&help::sentence(parameter.tip)), "{}", parameter.parameter.name());
        }
        for rule in spec.rules {
            assert!(help.contains(&format!("[rule {}]", rule.id())), "{help}");
        }
        assert!(!spec.examples.is_empty(), "{}", spec.name);
        for example in spec.examples {
            assert!(help.contains(example.line) && parse(example.line).is_ok(), "{}", example.line);
        }
        assert_eq!(shell.shows(&format!("{} -?", spec.name)), help);
    }
    assert_eq!(
        help::syntax(Cmdlet::GetExchangeCertificate.spec()),
        "Get-ExchangeCertificate [[-Thumbprint] <Thumbprint>] [-Identity <[Server\\]Thumbprint>] \
         [-DomainName <Text>[,...]] [-Server <Server>]"
    );
    assert_eq!(
        help::syntax(Cmdlet::WhereObject.spec()),
        "Where-Object [-Property] <Property> {-eq | -ne | -gt | -ge | -lt | -le | -like | -notlike | -contains | \
         -notcontains | -in | -notin} [-Value] <Value>[,...]"
    );
}

#[test]
fn get_help_shows_a_cmdlet_and_what_each_service_covers() {
    let shell = Shell::on(server());
    let enable = shell.shows("get-help enable-exchangecertificate");
    assert!(
        enable.starts_with(
            "NAME\n    Enable-ExchangeCertificate\n\nSYNOPSIS\n    Assigns a certificate to services.\n\n"
        ),
        "{enable}"
    );
    assert!(enable.contains("\n\nSERVICES\n    IIS\n        [uses IIS]\n    IMAP\n"), "{enable}");
    assert!(!shell.shows("Get-Help fl").contains("[uses"));
    assert_eq!(shell.shows("Get-Help"), help::cmdlets().join("\n"));
    let unknown = parse("Get-Help Remove-Item").unwrap_err();
    assert_eq!(
        (unknown.at.column, unknown.problem),
        (10, crate::cmdlets::Problem::UnknownCmdlet("Remove-Item".into()))
    );
}
