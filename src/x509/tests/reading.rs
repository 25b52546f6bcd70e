//! The facts of a certificate and of a request.

use super::super::{ReadError, certificates, facts, request_facts, requests, sha256, thumbprint};
use super::*;
use crate::engine::{AlternativeName, KeyAlgorithm, Moment, NameKind, PublicKey, Source, Thumbprint};

fn dns(name: &str) -> Vec<u8> {
    tlv(0x82, name.as_bytes())
}

#[test]
fn the_thumbprint_is_sha_1_of_the_der() {
    // FIPS 180's example "abc".
    assert_eq!(thumbprint(b"abc").to_string(), "A9993E364706816ABA3E25717850C26C9CD0D89D");
    assert_eq!(sha256(b"abc")[..4], [0xBA, 0x78, 0x16, 0xBF]);
}

#[test]
fn every_kind_of_alternative_name_is_read_in_order() {
    let read = facts(&one(fixture!("names.pem"))).unwrap();
    let names: Vec<_> = read.alternative_names.iter().map(|name| (name.kind, name.value.as_str())).collect();
    assert_eq!(
        names,
        [
            (NameKind::Dns, "mail.contoso.com"),
            (NameKind::Dns, "*.contoso.com"),
            (NameKind::Email, "postmaster@contoso.com"),
            (NameKind::Uri, "https://mail.contoso.com/owa"),
            (NameKind::IpAddress, "192.0.2.25"),
            (NameKind::IpAddress, "2001:db8::25"),
            (NameKind::RegisteredId, "1.2.3.4"),
            (NameKind::OtherName, "1.3.6.1.4.1.311.20.2.3=administrator@contoso.com"),
            (NameKind::OtherName, "1.2.3.4=#3003020105"),
            (NameKind::DirectoryName, "CN=Directory, O=Contoso\\, Ltd"),
        ]
    );
    assert_eq!(read.domains, ["mail.contoso.com", "*.contoso.com"]);
    assert_eq!(read.subject, "CN=mail.contoso.com, O=Contoso\\, Ltd, S=Washington, C=US");
    assert_eq!(read.issuer, read.subject);
    assert_eq!(read.common_name.as_deref(), Some("mail.contoso.com"));
    assert_eq!(read.enhanced_key_usage.as_deref(), Some(&["1.3.6.1.5.5.7.3.1".to_owned(), "1.2.3.4.5".to_owned()][..]));
    assert!(read.self_signed && !read.authority);
    assert_eq!(read.source, Source::Der);
}

#[test]
fn rare_and_damaged_alternative_names_are_hexadecimal_and_do_not_spoil_the_others() {
    let names = [
        tlv(0xA3, &[0x30, 0x00]),
        tlv(0xA5, &tlv(0x81, &tlv(0x0C, b"p"))),
        tlv(0x87, &[1, 2, 3]),
        tlv(0xA4, &[0xFF]),
        tlv(0xA0, &[0xFF]),
        tlv(0x88, &[0x80]),
        dns("last.contoso.com"),
    ];
    let read = facts(&ByHand { extensions: vec![alternatives(&names)], ..ByHand::default() }.der()).unwrap();
    let expected = |kind, value: &str| AlternativeName { kind, value: value.to_owned() };
    assert_eq!(
        read.alternative_names,
        [
            expected(NameKind::X400Address, "#3000"),
            expected(NameKind::EdiPartyName, "#81030C0170"),
            expected(NameKind::IpAddress, "#010203"),
            expected(NameKind::DirectoryName, "#FF"),
            expected(NameKind::OtherName, "#FF"),
            expected(NameKind::RegisteredId, "#80"),
            expected(NameKind::Dns, "last.contoso.com"),
        ]
    );
}

#[test]
fn the_domains_begin_with_the_common_name_unless_it_is_among_them_or_no_dns_name() {
    for (cn, names, domains) in [
        ("mail.contoso.com", vec!["a.contoso.com"], vec!["mail.contoso.com", "a.contoso.com"]),
        ("MAIL.contoso.com", vec!["a.contoso.com", "mail.contoso.com"], vec!["a.contoso.com", "mail.contoso.com"]),
        ("EX01", vec![], vec!["EX01"]),
        ("*.contoso.com", vec![], vec!["*.contoso.com"]),
        ("Microsoft Exchange Server Auth Certificate", vec![], vec![]),
        ("", vec!["a.contoso.com"], vec!["a.contoso.com"]),
    ] {
        let names: Vec<_> = names.into_iter().map(dns).collect();
        let der =
            ByHand { subject: common_name(cn), extensions: vec![alternatives(&names)], ..ByHand::default() }.der();
        assert_eq!(facts(&der).unwrap().domains, domains, "{cn}");
    }
}

#[test]
fn the_serial_number_stands_as_in_the_der() {
    let serial = |serial: &[u8]| facts(&ByHand { serial: serial.to_vec(), ..ByHand::default() }.der()).unwrap().serial;
    assert_eq!(serial(&[0x00, 0xF1, 0x0A]), "00F10A");
    assert_eq!(serial(&[0x5E]), "5E");
}

#[test]
fn dates_reach_from_before_1970_to_the_end_of_9999() {
    let dates = [tlv(0x17, b"500101000000Z"), tlv(0x18, b"99991231235959Z")];
    let read = facts(&ByHand { dates, ..ByHand::default() }.der()).unwrap();
    assert_eq!(read.not_before, Some(Moment(-631_152_000)));
    assert_eq!(read.not_after, Some(Moment(253_402_300_799)));
    let dates = [tlv(0x17, b"260229000000Z"), tlv(0x17, b"270101000000Z")];
    assert!(facts(&ByHand { dates, ..ByHand::default() }.der()).is_err(), "29 February 2026 is no day");
}

#[test]
fn keys_and_signatures_have_the_names_of_windows() {
    let rsa = |bits| PublicKey { algorithm: KeyAlgorithm::Rsa, bits: Some(bits) };
    let ec = |bits| PublicKey { algorithm: KeyAlgorithm::Ec, bits: Some(bits) };
    for (pem, key, signature, sha1) in [
        (fixture!("rsa1024-sha1.pem"), rsa(1024), "sha1RSA", true),
        (fixture!("rsa1024-root.pem"), rsa(1024), "sha256RSA", false),
        (fixture!("sha1-root.pem"), rsa(2048), "sha1RSA", true),
        (fixture!("ecdsa-sha1.pem"), ec(256), "sha1ECDSA", true),
        (fixture!("ecdsa384.pem"), ec(384), "sha384ECDSA", false),
        (fixture!("names.pem"), ec(256), "sha256ECDSA", false),
        (fixture!("pss.pem"), rsa(2048), "RSASSA-PSS", false),
    ] {
        let read = facts(&one(pem)).unwrap();
        let signed = read.signature.unwrap();
        assert_eq!((read.key.unwrap(), signed.name.as_str(), signed.sha1), (key, signature, sha1), "{}", read.subject);
        assert!(read.self_signed, "{signature}");
    }
    // A modulus is as long as its first bit says: 0x8001 has 16 bits.
    assert_eq!(facts(&ByHand::default().der()).unwrap().key, Some(rsa(16)));
}

#[test]
fn a_name_alone_does_not_make_a_certificate_self_signed() {
    let mut der = one(fixture!("rsa1024-sha1.pem"));
    *der.last_mut().unwrap() ^= 1;
    let read = facts(&der).unwrap();
    assert_eq!(read.subject, read.issuer);
    assert!(!read.self_signed, "its own key does not verify the signature");
    assert!(!facts(&one(fixture!("sha1-leaf.pem"))).unwrap().self_signed);
}

#[test]
fn an_authority_says_so() {
    assert!(facts(&one(fixture!("sha1-root.pem"))).unwrap().authority);
    assert!(!facts(&one(fixture!("sha1-leaf.pem"))).unwrap().authority);
    assert!(!facts(&one(fixture!("version1-leaf.pem"))).unwrap().authority);
}

#[test]
fn a_request_tells_who_asks_for_which_names_with_which_key() {
    let placeholder = Thumbprint([7; 20]);
    let ders = requests(fixture!("request.pem")).unwrap();
    let read = request_facts(&ders[0], placeholder).unwrap();
    assert_eq!(read.thumbprint, placeholder);
    assert_eq!((read.subject.as_str(), read.issuer.as_str(), read.serial.as_str()), ("CN=old.contoso.com", "", ""));
    assert_eq!(read.domains, ["old.contoso.com"]);
    assert_eq!(read.key, Some(PublicKey { algorithm: KeyAlgorithm::Rsa, bits: Some(1024) }));
    assert_eq!(read.signature.unwrap().name, "sha1RSA");
    assert_eq!((read.not_before, read.not_after, read.self_signed, read.authority), (None, None, false, false));
}

#[test]
fn a_certificate_is_no_request_and_a_request_no_certificate() {
    let request = requests(fixture!("request.pem")).unwrap().remove(0);
    let certificate = one(fixture!("names.pem"));
    let error = facts(&request).unwrap_err().to_string();
    assert!(error.starts_with("not a certificate: "), "{error}");
    let error = request_facts(&certificate, Thumbprint([0; 20])).unwrap_err().to_string();
    assert_eq!(error, "not a certificate request: it is no PKCS#10 request");
}

#[test]
fn nothing_may_follow_a_certificate() {
    let mut der = one(fixture!("names.pem"));
    der.extend([0, 0]);
    let error = ReadError::Trailing { document: super::super::Document::Certificate, bytes: 2 };
    assert_eq!(facts(&der), Err(error.clone()));
    assert_eq!(certificates(&der), Err(error.clone()));
    assert_eq!(error.to_string(), "2 bytes follow the end of the certificate");
    assert_eq!(facts(&[]), Err(ReadError::Empty));
}
