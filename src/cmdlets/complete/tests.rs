//! What is offered while somebody types.

use proptest::prelude::*;

use super::*;
use crate::cmdlets::parse as read;
use crate::testing::thumb;

struct Contoso;

impl Known for Contoso {
    fn servers(&self) -> Vec<String> {
        ["EX01", "EX02", "O'Brien server"].map(str::to_owned).to_vec()
    }

    fn certificates(&self, server: Option<&str>) -> Vec<KnownCertificate> {
        let certificate = |byte, name: &str, subject: &str| KnownCertificate {
            thumbprint: thumb(byte),
            server: server.unwrap_or("EX01").to_owned(),
            name: name.to_owned(),
            subject: subject.to_owned(),
        };
        match server {
            None | Some("EX01") => vec![
                certificate(0xAB, "Contoso mail 2027", "CN=mail.contoso.com"),
                certificate(0xCD, "Contoso wildcard", "CN=*.contoso.com"),
            ],
            Some("EX02") => vec![certificate(0xEF, "Fax", "CN=fax.contoso.com")],
            Some(_) => Vec::new(),
        }
    }
}

/// The line with each item taken; the cursor is at `^`, or at the end.
fn taken(line: &str) -> Vec<String> {
    let (before, after) = line.split_once('^').unwrap_or((line, ""));
    let line: Vec<char> = before.chars().chain(after.chars()).collect();
    let found = complete(&line.iter().collect::<String>(), before.chars().count(), &Contoso);
    let text = |chars: &[char]| chars.iter().collect::<String>();
    let with = |item: &Item| format!("{}{}{}", text(&line[..found.from]), item.insert, text(&line[found.to..]));
    found.items.iter().map(with).collect()
}

fn labels(line: &str) -> Vec<String> {
    complete(line, line.chars().count(), &Contoso).items.into_iter().map(|item| item.label).collect()
}

#[test]
fn a_line_begins_with_the_cmdlets_that_may_begin_one() {
    assert_eq!(taken("enable-"), ["Enable-ExchangeCertificate"]);
    let all = labels("");
    assert_eq!(all.first().map(String::as_str), Some("Get-ExchangeCertificate"), "{all:?}");
    assert!(!all.contains(&"Format-List".to_owned()), "{all:?}");
    for begins in CMDLETS.iter().filter(|spec| spec.input != Input::Objects) {
        assert!(all.contains(&begins.name.to_owned()), "{}", begins.name);
    }
    assert_eq!(taken("Get-ExchangeCertificate; ena"), ["Get-ExchangeCertificate; Enable-ExchangeCertificate"]);
    assert_eq!(taken("Get-ExchangeCertificate\nena"), ["Get-ExchangeCertificate\nEnable-ExchangeCertificate"]);
}

#[test]
fn behind_a_pipe_stand_the_cmdlets_that_may_stand_there() {
    let all = labels("Get-ExchangeCertificate | ");
    assert!(all.contains(&"Format-List".to_owned()) && !all.contains(&"Get-ExchangeCertificate".to_owned()), "{all:?}");
    assert_eq!(taken("Get-ExchangeCertificate |fl"), ["Get-ExchangeCertificate |Format-List"], "a short name too");
}

#[test]
fn a_dash_offers_the_parameters_that_may_still_be_given() {
    assert_eq!(labels("Get-ExchangeCertificate -"), ["-Thumbprint", "-Identity", "-DomainName", "-Server"]);
    assert_eq!(taken("Get-ExchangeCertificate -ser"), ["Get-ExchangeCertificate -Server"]);
    let server = labels("Get-ExchangeCertificate -Server EX01 -");
    assert_eq!(server, ["-Thumbprint", "-DomainName"], "-Identity excludes -Server");
    let behind = labels("Enable-ExchangeCertificate -Thumbprint AB -Services IIS -Force -");
    assert!(behind.contains(&"-WhatIf".to_owned()), "{behind:?}");
    for given in ["-Thumbprint", "-Services", "-Force", "-Identity"] {
        assert!(!behind.contains(&given.to_owned()), "{given}: {behind:?}");
    }
    assert_eq!(taken("Get-ExchangeCertificate -^ -Server EX01").len(), 2, "those behind the cursor count too");
}

#[test]
fn a_switch_takes_true_or_false() {
    assert_eq!(labels("Enable-ExchangeCertificate -Confirm:"), ["$true", "$false"]);
    assert_eq!(taken("Enable-ExchangeCertificate -Confirm:$f"), ["Enable-ExchangeCertificate -Confirm:$false"]);
}

#[test]
fn services_are_offered_one_after_the_other() {
    let all = labels("Enable-ExchangeCertificate -Services ");
    assert_eq!(all, ["IIS", "IMAP", "POP", "SMTP", "UM", "UMCallRouter"]);
    let more = labels("Enable-ExchangeCertificate -Services IIS,smtp, ");
    assert_eq!(more, ["IMAP", "POP", "UM", "UMCallRouter"]);
    assert_eq!(
        taken("Enable-ExchangeCertificate -Services IIS,u^ -Force"),
        [
            "Enable-ExchangeCertificate -Services IIS,UM -Force",
            "Enable-ExchangeCertificate -Services IIS,UMCallRouter -Force"
        ]
    );
}

#[test]
fn a_certificate_is_found_by_thumbprint_name_and_subject() {
    let ab = thumb(0xAB).to_string();
    let found = complete("Enable-ExchangeCertificate ab", 29, &Contoso).items;
    assert_eq!(found, [Item { insert: ab.clone(), label: "ABABABAB".into(), note: "Contoso mail 2027".into() }]);
    assert_eq!(labels("Enable-ExchangeCertificate -Thumbprint mail"), ["ABABABAB"]);
    assert_eq!(labels("Enable-ExchangeCertificate -Thumbprint 'contoso w"), ["CDCDCDCD"]);
    assert_eq!(labels("Enable-ExchangeCertificate -Thumbprint *.contoso"), ["CDCDCDCD"], "by its subject");
    let quoted = taken("Enable-ExchangeCertificate -Thumbprint 'contoso w^'");
    assert_eq!(quoted, [format!("Enable-ExchangeCertificate -Thumbprint {}", thumb(0xCD))]);
    assert_eq!(labels("Enable-ExchangeCertificate -Server EX02 -Thumbprint "), ["EFEFEFEF"], "of the server named");
    let before = taken("Enable-ExchangeCertificate -Thumbprint ^ -Server EX02");
    assert_eq!(before, [format!("Enable-ExchangeCertificate -Thumbprint {} -Server EX02", thumb(0xEF))]);
}

#[test]
fn an_identity_has_its_server_in_it() {
    let found = taken("Get-ExchangeCertificate -Identity wild");
    assert_eq!(found, [format!("Get-ExchangeCertificate -Identity EX01\\{}", thumb(0xCD))]);
    let found = taken("Get-ExchangeCertificate -Identity EX02\\");
    assert_eq!(found, [format!("Get-ExchangeCertificate -Identity EX02\\{}", thumb(0xEF))]);
}

#[test]
fn what_is_inserted_is_quoted_where_that_is_needed() {
    assert_eq!(
        taken("Get-ExchangeCertificate -Server o"),
        ["Get-ExchangeCertificate -Server 'O''Brien server'"],
        "and reads back"
    );
    for line in taken("Get-ExchangeCertificate -Server ") {
        let call = &read(&line).unwrap()[0].calls[0];
        assert!(Contoso.servers().iter().any(|name| Some(name.as_str()) == call.server()), "{line}");
    }
}

#[test]
fn properties_are_offered_one_after_the_other() {
    assert_eq!(
        taken("Get-ExchangeCertificate | fl friendlyname,thu"),
        ["Get-ExchangeCertificate | fl friendlyname,Thumbprint"]
    );
    let first = labels("Get-ExchangeCertificate | ft s");
    assert!(first.iter().all(|label| label.starts_with('S')), "{first:?}");
}

#[test]
fn properties_are_those_of_what_comes_through_the_pipe() {
    let first = labels("Get-ExchangeServer | Sort-Object ");
    assert!(
        first.contains(&"AdminDisplayVersion".to_owned()) && !first.contains(&"Thumbprint".to_owned()),
        "{first:?}"
    );
    let chosen = labels("Get-ExchangeCertificate | Select-Object Thumbprint,Status | ft ");
    assert_eq!(chosen[..2], ["Thumbprint", "Status"]);
    assert_eq!(labels("Get-ExchangeServer; Get-ExchangeCertificate | fl frie"), ["FriendlyName"]);
}

#[test]
fn a_comparison_is_offered_part_by_part() {
    assert_eq!(labels("Get-ExchangeCertificate | Where-Object stat"), ["Status"]);
    let operators = labels("Get-ExchangeCertificate | Where-Object Status ");
    assert!(operators.iter().all(|label| label.starts_with('-')), "{operators:?}");
    assert_eq!(labels("Get-ExchangeCertificate | Where-Object Status -e"), ["-eq"]);
    assert_eq!(labels("Get-ExchangeCertificate | Where-Object Status -eq v"), ["Valid"]);
    assert_eq!(labels("Get-ExchangeCertificate | Where-Object HasPrivateKey -eq "), ["$true", "$false", "-Value"]);
    let after = labels("Get-ExchangeCertificate | Where-Object Status -eq Valid -");
    assert_eq!(after, Vec::<String>::new(), "there is one operator, and its value is there");
    assert!(STATUS.iter().all(|name| read(&format!("Get-ExchangeCertificate | ? Status -eq {name}")).is_ok()));
}

#[test]
fn certificates_that_come_through_the_pipe_are_not_asked_for_again() {
    let cmdlets = labels("Get-ExchangeCertificate | ");
    assert!(cmdlets.contains(&"Enable-ExchangeCertificate".to_owned()), "{cmdlets:?}");
    assert!(!labels("Get-ExchangeServer | ").contains(&"Enable-ExchangeCertificate".to_owned()));
    let parameters = labels("Get-ExchangeCertificate | Enable-ExchangeCertificate -");
    assert!(!parameters.contains(&"-Thumbprint".to_owned()) && parameters.contains(&"-Services".to_owned()));
}

#[test]
fn startup_modes_settings_and_servers_are_offered() {
    assert_eq!(labels("Set-UMService -Identity EX01 -UMStartupMode "), ["TCP", "TLS", "Dual"]);
    assert_eq!(labels("Set-ImapSettings -X509CertificateName $"), ["$null"]);
    assert_eq!(labels("Get-UMService ex"), ["EX01", "EX02"]);
}

/// Of every line that the help gives as an example, each name is offered once its first three characters are typed.
#[test]
fn what_the_help_says_can_be_completed() {
    for example in CMDLETS.iter().flat_map(|spec| spec.examples) {
        let words: Vec<&str> = example.line.split(' ').collect();
        for (index, word) in words.iter().enumerate() {
            let name = word.split(',').next().unwrap_or_default();
            let short = CmdletSpec::named(name).is_some_and(|spec| !spec.name.eq_ignore_ascii_case(name));
            if short || !(name.starts_with('-') || CmdletSpec::named(name).is_some()) {
                continue;
            }
            let typed: String = name.chars().take(3).collect();
            let line = [&words[..index], &[typed.as_str()]].concat().join(" ");
            assert!(labels(&line).iter().any(|label| label.eq_ignore_ascii_case(name)), "{line}: {:?}", labels(&line));
        }
    }
}

#[test]
fn an_empty_place_offers_a_value_before_the_parameters() {
    let all = labels("Get-ExchangeCertificate ");
    assert_eq!(all[..2], ["ABABABAB", "CDCDCDCD"]);
    assert_eq!(all[2..], ["-Thumbprint", "-Identity", "-DomainName", "-Server"]);
}

#[test]
fn there_is_nothing_to_offer_where_nothing_is_known() {
    for line in
        ["Nonsense -", "# ena", "Get-ExchangeCertificate -Nonsense ", "Get-ExchangeCertificate -Server zzz", "|"]
    {
        assert_eq!(labels(line), Vec::<String>::new(), "{line}");
    }
}

proptest! {
    #[test]
    fn any_line_and_any_cursor_have_an_answer_within_the_line(line in "\\PC{0,60}", cursor in 0usize..70) {
        let found = complete(&line, cursor, &Contoso);
        let length = line.chars().count();
        prop_assert!(found.from <= cursor.min(length) && cursor.min(length) <= found.to && found.to <= length);
    }

    #[test]
    fn any_beginning_of_a_line_that_parses_leads_on(cut in 1usize..80) {
        let line = "Enable-ExchangeCertificate -Thumbprint ABABABABABABABABABABABABABABABABABABABAB -Services IIS -Server EX01";
        let cut = cut.min(line.len());
        let before: String = line.chars().take(cut).collect();
        let inside_a_word = !before.ends_with([' ']) && !before.ends_with("ABABABABABABABABABABABABABABABABABABABAB");
        if inside_a_word {
            prop_assert!(!complete(&before, cut, &Contoso).items.is_empty(), "{before}");
        }
    }
}
