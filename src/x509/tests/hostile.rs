//! Bytes that mean no good: an error or facts, never a panic.

use proptest::prelude::*;

use super::super::{Authorities, certificates, facts, request_facts, requests, revocation_lists};
use super::*;
use crate::engine::{Moment, Thumbprint, Trust};

/// Everything that reads bytes reads these.
fn read_all(bytes: &[u8]) {
    let _ = certificates(bytes);
    let _ = requests(bytes);
    let _ = revocation_lists(bytes);
    let _ = request_facts(bytes, Thumbprint([0; 20]));
    let mut authorities = Authorities::default();
    let _ = authorities.add_roots(bytes);
    let _ = authorities.add_intermediates(bytes);
    let _ = authorities.add_revocation_lists(bytes);
    if let Ok(facts) = facts(bytes) {
        let _ = authorities.judge(bytes, &facts, Moment(0));
    }
}

#[test]
fn a_certificate_cut_short_anywhere_is_an_error() {
    let der = one(fixture!("names.pem"));
    for end in 0..der.len() {
        assert!(facts(&der[..end]).is_err(), "cut after {end} bytes");
        assert!(certificates(&der[..end]).is_err(), "cut after {end} bytes");
    }
    let request = requests(fixture!("request.pem")).unwrap().remove(0);
    for end in 0..request.len() {
        assert!(request_facts(&request[..end], Thumbprint([0; 20])).is_err(), "cut after {end} bytes");
    }
}

#[test]
fn a_certificate_with_any_one_byte_changed_is_read_or_refused() {
    for pem in [fixture!("names.pem"), fixture!("pss.pem")] {
        let der = one(pem);
        for at in 0..der.len() {
            for value in [0x00, 0x1F, 0x30, 0x7F, 0x80, 0x84, 0xFF] {
                let mut changed = der.clone();
                changed[at] = value;
                if let Ok(facts) = facts(&changed) {
                    let _ = Authorities::default().judge(&changed, &facts, Moment(0));
                }
                let _ = request_facts(&changed, Thumbprint([0; 20]));
            }
        }
    }
}

#[test]
fn names_full_of_tricks_come_out_whole() {
    let long = "x".repeat(10_000);
    for trick in ["\u{1b}]0;owned\u{7}", "moc.osotnoc\u{202e}", "two\r\nlines", "\0", long.as_str()] {
        let der = ByHand {
            subject: common_name(trick),
            extensions: vec![alternatives(&[tlv(0x82, trick.as_bytes())])],
            ..ByHand::default()
        }
        .der();
        let read = facts(&der).unwrap();
        assert_eq!(read.common_name.as_deref(), Some(trick));
        assert_eq!(read.alternative_names[0].value, trick);
        assert_eq!(read.domains, [trick], "once: the CN is no DNS name or is among them");
    }
}

#[test]
fn ten_thousand_names_are_all_there() {
    let names: Vec<_> = (0..10_000).map(|n| tlv(0x82, format!("host{n}.contoso.com").as_bytes())).collect();
    let read = facts(&ByHand { extensions: vec![alternatives(&names)], ..ByHand::default() }.der()).unwrap();
    assert_eq!(read.domains.len(), 10_001);
}

#[test]
fn dates_the_wrong_way_round_are_facts_and_an_invalid_chain() {
    let dates = [tlv(0x17, b"270101000000Z"), tlv(0x17, b"260101000000Z")];
    let der = ByHand { dates, ..ByHand::default() }.der();
    let read = facts(&der).unwrap();
    assert!(read.not_before > read.not_after);
    let trust = Authorities::default().judge(&der, &read, Moment(1_800_000_000));
    assert_eq!(trust, Trust::Invalid("InvalidCertValidity".into()));
}

proptest! {
    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read_all(&bytes);
    }

    #[test]
    fn random_der_never_panics(
        parts in prop::collection::vec((any::<u8>(), prop::collection::vec(any::<u8>(), 0..40)), 0..8),
    ) {
        let parts: Vec<_> = parts.iter().map(|(tag, content)| tlv(*tag, content)).collect();
        read_all(&sequence(&[sequence(&parts), sequence(&parts), tlv(0x03, &[0])]));
    }

    #[test]
    fn random_text_in_a_block_never_panics(body in "[A-Za-z0-9+/=\r\n -]{0,200}") {
        read_all(format!("-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n").as_bytes());
    }

    #[test]
    fn a_damaged_certificate_never_panics(at in 0usize..2_000, bytes in prop::collection::vec(any::<u8>(), 1..6)) {
        let mut der = one(fixture!("names.pem"));
        let at = at % der.len();
        let end = (at + bytes.len()).min(der.len());
        der.splice(at..end, bytes);
        read_all(&der);
    }

    #[test]
    fn any_text_survives_as_common_name(text in "\\PC{1,40}|[\\x00-\\x1f, +#]{1,8}") {
        let read = facts(&ByHand { subject: common_name(&text), ..ByHand::default() }.der()).unwrap();
        prop_assert_eq!(read.common_name, Some(text));
    }
}
