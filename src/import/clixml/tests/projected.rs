//! Certificates that were projected: `Select-Object ... | Export-Clixml`.

use super::writer::{Held, bytes, object};
use super::*;
use crate::engine::{Moment, Origin, PrivateKey, RootCaType, Trust};
use crate::import::source::IisSites;

const SELECTED: &str = "Selected.Microsoft.Exchange.Management.SystemConfigurationTasks.ExchangeCertificate";
const THUMBPRINT: &str = "434AC224C8459924B26521298CE8834C514856AB";

fn enumeration(name: &str, text: &str, number: i32) -> String {
    format!(
        "<Obj N=\"{name}\" RefId=\"5\"><TN RefId=\"5\"><T>System.Enum</T></TN><ToString>{text}</ToString><I32>{number}</I32></Obj>"
    )
}

fn everything(not_after: &str) -> String {
    [
        format!("<S N=\"Thumbprint\">{THUMBPRINT}</S>"),
        "<S N=\"Subject\">CN=mail.contoso.com, O=&quot;Contoso &amp; Co&quot;</S><S N=\"Issuer\">CN=Contoso_x0020_CA</S>".into(),
        enumeration("Services", "IMAP, POP, IIS, SMTP", 27),
        enumeration("Status", "Valid", 1),
        enumeration("RootCAType", "ThirdParty", 1),
        "<S N=\"FriendlyName\"></S><B N=\"HasPrivateKey\">true</B><B N=\"PrivateKeyExportable\">false</B>".into(),
        "<B N=\"IsSelfSigned\">false</B><S N=\"SerialNumber\">00ab</S><I32 N=\"PublicKeySize\">2048</I32>".into(),
        "<Obj N=\"CertificateDomains\" RefId=\"6\"><TN RefId=\"6\"><T>List</T></TN><LST><S>mail.contoso.com</S>\
         <Obj RefId=\"7\"><ToString>*.contoso.com</ToString></Obj></LST></Obj>"
            .into(),
        "<Obj N=\"IISServices\" RefId=\"8\"><LST><S>IIS://EX01/W3SVC/2</S></LST></Obj>".into(),
        format!("<DT N=\"NotAfter\">{not_after}</DT><DT N=\"NotBefore\">2026-03-13T00:00:00Z</DT>"),
        format!("<S N=\"Identity\">ex01.contoso.com\\{THUMBPRINT}</S>"),
    ]
    .concat()
}

#[test]
fn a_projection_says_what_was_asked_for() {
    // The properties of a projection are notes.
    let source = said(&[object(SELECTED, "", &everything("2027-03-14T00:59:59.0000000+01:00"))]);
    assert_eq!((source.origin, remarks(&source)), (Origin::Clixml, Vec::new()));
    let facts = only(&source);
    assert_eq!(facts.thumbprint.to_string(), THUMBPRINT);
    assert_eq!(facts.server.as_deref(), Some("ex01.contoso.com"));
    assert_eq!((facts.services.unwrap().bits(), &facts.status), (27, &Some(Trust::Trusted)));
    assert_eq!((facts.root_ca_type, facts.private_key), (Some(RootCaType::ThirdParty), Some(PrivateKey::Present)));
    assert_eq!(facts.friendly_name.as_deref(), Some(""));
    assert_eq!(facts.iis_sites, Some(IisSites { default_web_site: false, back_end: true }));
    let recorded = &facts.recorded;
    assert_eq!(recorded.subject.as_deref(), Some("CN=mail.contoso.com, O=\"Contoso & Co\""));
    assert_eq!(recorded.issuer.as_deref(), Some("CN=Contoso CA"));
    assert_eq!(recorded.not_after, Some(Moment(1_804_982_399)));
    assert_eq!(recorded.domains.as_deref(), Some(&["mail.contoso.com".to_owned(), "*.contoso.com".to_owned()][..]));
    assert_eq!((recorded.serial.as_deref(), recorded.key_size), (Some("00AB"), Some(2048)));
    assert_eq!((recorded.self_signed, facts.der.is_none()), (Some(false), true));
}

#[test]
fn a_date_of_an_unknown_zone_is_not_guessed() {
    let source = said(&[object(SELECTED, "", &everything("2027-03-14T00:59:59"))]);
    assert_eq!(only(&source).recorded.not_after, None);
    assert_eq!(remarks(&source), ["object 1: NotAfter is the local time of an unknown zone: 2027-03-14T00:59:59"]);
    // With the certificate itself nothing of that is needed.
    let held = Held::issued("mail.contoso.com");
    let whole = object(SELECTED, "", &(bytes("RawData", &held.der) + "<DT N=\"NotAfter\">2027-03-14T00:59:59</DT>"));
    let source = said(&[whole]);
    assert_eq!((remarks(&source), only(&source).recorded.not_after), (Vec::new(), None));
    assert_eq!(source.origin, Origin::RawData);
}

#[test]
fn what_was_not_asked_for_stays_unknown() {
    let source = said(&[object(
        "System.Management.Automation.PSCustomObject",
        "",
        &format!("<S N=\"thumbprint\">{THUMBPRINT}</S>"),
    )]);
    assert_eq!(*only(&source), CertificateFacts::new(THUMBPRINT.parse().unwrap()));
    let notes = format!(
        "<S N=\"Thumbprint\">{THUMBPRINT}</S><S N=\"ServicesStringForm\">IP.WS..</S><B N=\"HasPrivateKey\">true</B>"
    );
    let source = said(&[object(SELECTED, "", &notes)]);
    assert_eq!((only(&source).services.unwrap().bits(), only(&source).private_key), (27, None));
}

#[test]
fn what_is_no_value_of_its_property_is_named() {
    let notes = format!(
        "<S N=\"Thumbprint\">{THUMBPRINT}</S><S N=\"Status\">Gültig</S><S N=\"RootCAType\">Anywhere</S>\
         <S N=\"Services\">SMTP, OWA</S><S N=\"CertificateDomains\">System.Collections.Generic.List`1[System.String]</S>\
         <S N=\"SerialNumber\">no</S><S N=\"NotAfter\">14.03.2027</S><S N=\"Identity\">EX01</S>"
    );
    let source = said(&[object(SELECTED, "", &notes)]);
    assert_eq!(
        remarks(&source),
        [
            "object 1: NotAfter is no date: 14.03.2027",
            "object 1: CertificateDomains is no list of names",
            "object 1: SerialNumber no is not hexadecimal",
            "object 1: Identity names no server and thumbprint",
            "object 1: Services has what is not known: OWA",
            "object 1: Status Gültig is not known",
            "object 1: RootCAType Anywhere is not known",
        ]
    );
    let nameless = object(SELECTED, "", "<S N=\"Subject\">CN=a</S>");
    assert_eq!(remarks(&said(&[nameless])), ["object 1: it has neither the certificate nor its thumbprint"]);
    let held = Held::issued("mail.contoso.com");
    let other = object(SELECTED, "", &(bytes("RawData", &held.der) + &format!("<S N=\"Thumbprint\">{THUMBPRINT}</S>")));
    let source = said(&[other]);
    assert_eq!(only(&source).thumbprint, held.thumbprint(), "the certificate counts");
    assert_eq!(source.skipped.len(), 1);
}
