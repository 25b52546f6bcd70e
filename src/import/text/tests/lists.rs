//! Lists as they come out of consoles: wrapped, cut, interrupted, translated.

use super::*;

#[test]
fn a_value_goes_on_below_itself_however_the_console_broke_it() {
    let name = "CN=mail.contoso.com, OU=Information Technology and Services, O=Contoso, C=US";
    let head = format!("Thumbprint : {MAIL}\n");
    for (how, text) in [
        (
            "blanks kept",
            "Subject    : CN=mail.contoso.com, OU=Information Technology and \n             Services, O=Contoso, C=US\n",
        ),
        (
            "anywhere",
            "Subject    : CN=mail.contoso.com, OU=Information \n             Technology and Services, O=Contoso, C\n             =US\n",
        ),
        (
            "blanks lost",
            "Subject    : CN=mail.contoso.com, OU=Information Technology and\n             Services, O=Contoso,\n             C=US\n",
        ),
        (
            "every line full",
            "Subject    : CN=mail.contoso.com, O\n             U=Information Technolo\n             gy and Services, O=Con\n             toso, C=US\n",
        ),
    ] {
        let facts = one(&(head.clone() + text + "\n"));
        assert_eq!(facts.recorded.subject.as_deref(), Some(name), "{how}");
    }
    let text =
        "Subject    : CN=mail.contoso.com, OU=Information Technology and\n             Services, O=Contoso, C=US\n\n";
    let source = read(head.clone() + text);
    assert_eq!(source.certificates[0].recorded.subject, None, "whether a blank stood there cannot be seen");
    assert!(remarks(&source).contains("line 2: Subject: where it was broken"), "{}", remarks(&source));
}

#[test]
fn a_list_that_was_cut_is_unknown_and_not_a_shorter_one() {
    let source = read(fixture("cut.txt"));
    let facts = certificate(&source, MAIL);
    assert_eq!((&facts.recorded.domains, facts.iis_sites, &facts.der), (&None, None, &None));
    assert_eq!(facts.services, Some(services(&[Service::Iis, Service::Smtp])));
    let unclosed = one(&format!("Thumbprint : {MAIL}\nCertificateDomains : {{mail.contoso.com,\n\n"));
    assert_eq!(unclosed.recorded.domains, None);
    let ellipsis = one(&format!("Thumbprint : {MAIL}\nCertificateDomains : {{mail.contoso.com, a…}}\n\n"));
    assert_eq!(ellipsis.recorded.domains, None);
}

#[test]
fn an_empty_list_is_known_only_where_it_cannot_be_a_lost_one() {
    let facts = one(&format!("Thumbprint : {MAIL}\nServices :\nCertificateDomains :\nIISServices :\n\n"));
    assert_eq!((facts.services, &facts.recorded.domains, facts.iis_sites), (None, &None, None));
    let facts =
        one(&format!("Thumbprint : {MAIL}\nServices : None\nCertificateDomains : {{}}\nIISServices : {{}}\n\n"));
    assert_eq!(facts.services, Some(ServiceSet::NONE));
    assert_eq!((facts.recorded.domains, facts.iis_sites), (Some(Vec::new()), Some(crate::import::IisSites::default())));
}

#[test]
fn a_word_of_a_translated_shell_is_unknown_and_named() {
    let source = read(fixture("german.txt"));
    let facts = certificate(&source, MAIL);
    assert_eq!((&facts.status, facts.pending), (&None, false));
    assert_eq!(facts.recorded.subject.as_deref(), Some("CN=mail.contoso.com, O=Contoso Zürich, C=CH"));
    assert_eq!(remarks(&source), "line 3: Status: \"Gültig\" is not understood\n");
}

#[test]
fn objects_end_at_a_blank_line_or_where_a_label_comes_again() {
    let list = |gap: &str| {
        format!("Thumbprint : {OWN}{gap}Services   : SMTP{gap}Thumbprint : {MAIL}{gap}Services   : IIS{gap}")
    };
    for gap in ["\n", "\r\n", "\n\n", "\r\n\r\n"] {
        let source = read(list(gap));
        assert_eq!(source.certificates.len(), 2, "{gap:?}");
        assert_eq!(certificate(&source, MAIL).services, Some(services(&[Service::Iis])), "{gap:?}");
    }
    let two_kinds = format!("Name : EX01\nServerRole : Edge\n\nThumbprint : {MAIL}\nServices : SMTP\n");
    let source = read(two_kinds);
    assert_eq!((source.servers.len(), source.certificates.len()), (1, 1));
}

#[test]
fn a_list_may_be_indented_and_its_colours_do_not_matter() {
    let text = format!(
        "  \u{1B}[32;1mThumbprint : \u{1B}[0m{MAIL}\n  \u{1B}[32;1mServices   : \u{1B}[0mIMAP, POP,\n               IIS\n\n"
    );
    assert_eq!(one(&text).services, Some(services(&[Service::Imap, Service::Pop, Service::Iis])));
}

#[test]
fn a_line_that_may_belong_to_a_value_spoils_it_and_a_warning_does_not() {
    let long = "CN=mail.contoso.com, OU=Information Technology and Services, O=Con";
    let text = format!("Thumbprint : {MAIL}\nSubject : {long}\ntoso, C=US\nServices : IIS\n\n");
    let source = read(&text);
    assert_eq!(source.certificates[0].recorded.subject, None);
    assert!(remarks(&source).starts_with("line 2: Subject: "), "{}", remarks(&source));
    let facts = one(&text.replace("toso, C=US", "WARNING: the server is busy"));
    assert_eq!(facts.recorded.subject.as_deref(), Some(long));
}

#[test]
fn nothing_that_may_be_cut_off_at_the_end_is_taken_for_whole() {
    let facts = one(&format!("Thumbprint : {MAIL}\nServices : IMAP, POP\nSubject : CN=mail"));
    assert_eq!((facts.recorded.subject, facts.services), (None, Some(services(&[Service::Imap, Service::Pop]))));
    let facts = one(&format!("Subject : CN=a\nThumbprint : {MAIL}"));
    assert_eq!(facts.recorded.subject.as_deref(), Some("CN=a"), "a thumbprint has its length");
}

#[test]
fn a_table_beside_a_list_says_nothing_that_the_list_does_not() {
    let list = |thumbprint: &str| format!("Thumbprint : {thumbprint}\nServices : IIS\n\n");
    let table = crate::import::encoding::decode(fixture("table-2010.txt")).unwrap();
    let source = read(table.clone().into_owned() + &list(OWN) + &list(MAIL) + &list(REQUEST));
    assert_eq!((source.certificates.len(), remarks(&source)), (3, String::new()));
    let source = read(list(OWN) + &table);
    assert_eq!(source.certificates.len(), 1);
    assert!(remarks(&source).contains("2 certificates and 0 servers are in a table only"), "{}", remarks(&source));
}

#[test]
fn the_host_of_a_session_is_not_the_server_of_a_certificate() {
    let text = format!("Thumbprint : {MAIL}\nPSComputerName : mgmt.contoso.com\nServices : IIS\n\n");
    assert_eq!(one(&text).server, None);
    let named = one(&text.replace("PSComputerName : mgmt.contoso.com", "Server : EX02"));
    assert_eq!(named.server.as_deref(), Some("EX02"));
    let by_identity = one(&format!("Identity : EX02\\{MAIL}\nFriendlyName : a\n\n"));
    assert_eq!((by_identity.server.as_deref(), by_identity.thumbprint.to_string().as_str()), (Some("EX02"), MAIL));
}
