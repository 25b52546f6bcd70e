//! PEM and DER as they come from Windows and Unix.

use super::super::{Document, MAX_CERTIFICATE, ReadError, certificates, requests, revocation_lists};
use super::*;

fn text(pem: &[u8]) -> String {
    String::from_utf8(pem.to_vec()).unwrap()
}

#[test]
fn a_bundle_gives_its_certificates_in_order_and_nothing_else() {
    let (first, second) = (text(fixture!("names.pem")), text(fixture!("sha1-leaf.pem")));
    // The key is not Base64 at all: it is stepped over, not decoded.
    let bundle = format!(
        "Bag Attributes\n    friendlyName: mail\n{first}-----BEGIN PRIVATE KEY-----\n!!!! no key !!!!\n\
         -----END PRIVATE KEY-----\n\n0 s:CN = x\n{second}"
    );
    let expected = vec![one(first.as_bytes()), one(second.as_bytes())];
    assert_eq!(certificates(bundle.as_bytes()), Ok(expected));
}

#[test]
fn a_file_of_a_private_key_holds_no_certificate() {
    let key = b"-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n";
    assert_eq!(certificates(key), Err(ReadError::NotFound(Document::Certificate)));
    assert_eq!(certificates(key).unwrap_err().to_string(), "there is no certificate in it");
}

#[test]
fn der_is_taken_as_it_is() {
    let der = one(fixture!("names.pem"));
    assert_eq!(certificates(&der), Ok(vec![der.clone()]));
}

#[test]
fn windows_and_old_line_ends_marks_and_encodings_make_no_difference() {
    let pem = text(fixture!("names.pem"));
    let der = one(pem.as_bytes());
    let crlf = pem.replace('\n', "\r\n");
    let utf_16 =
        |unit: fn(u16) -> [u8; 2]| -> Vec<u8> { format!("\u{feff}{crlf}").encode_utf16().flat_map(unit).collect() };
    for bytes in [
        crlf.clone().into_bytes(),
        pem.replace('\n', "\r").into_bytes(),
        pem.trim_end().as_bytes().to_vec(),
        pem.replace('\n', "  \n\t").into_bytes(),
        format!("\u{feff}{pem}").into_bytes(),
        utf_16(u16::to_le_bytes),
        utf_16(u16::to_be_bytes),
        pem.replace("CERTIFICATE", "X509 CERTIFICATE").into_bytes(),
    ] {
        assert_eq!(certificates(&bytes), Ok(vec![der.clone()]), "{}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn a_damaged_block_is_named_by_its_line() {
    let pem = text(fixture!("names.pem"));
    let cut = format!("\n\n{}", pem.split("-----END").next().unwrap());
    let error = certificates(cut.as_bytes()).unwrap_err();
    assert_eq!(error.to_string(), "line 3: the block that begins here does not end");
    let two = format!("{cut}{pem}");
    assert_eq!(certificates(two.as_bytes()), Err(error));
    let not_base64 = pem.replace("MII", "M!I");
    assert_eq!(
        certificates(not_base64.as_bytes()).unwrap_err().to_string(),
        "line 1: the block that begins here is not Base64"
    );
}

#[test]
fn the_request_of_exchange_and_that_of_others_are_read() {
    let new = text(fixture!("request.pem"));
    assert!(new.contains("BEGIN NEW CERTIFICATE REQUEST"));
    let read = requests(new.as_bytes()).unwrap();
    assert_eq!(requests(new.replace("NEW ", "").as_bytes()), Ok(read.clone()));
    assert_eq!(requests(&read[0]), Ok(read.clone()));
    assert_eq!(certificates(new.as_bytes()), Err(ReadError::NotFound(Document::Certificate)));
}

#[test]
fn nothing_and_anything_else_say_what_is_missing() {
    assert_eq!(certificates(b""), Err(ReadError::Empty));
    assert_eq!(certificates(b" \r\n\t"), Err(ReadError::Empty));
    assert_eq!(certificates(b"hello"), Err(ReadError::NotFound(Document::Certificate)));
    assert_eq!(revocation_lists(b"hello").unwrap_err().to_string(), "there is no revocation list in it");
    // PKCS#12 begins with a version number, PKCS#7 with an object identifier.
    let pkcs12 = sequence(&[tlv(0x02, &[3]), tlv(0x04, &[0; 200])]);
    assert_eq!(certificates(&pkcs12).unwrap_err().to_string(), "not a certificate: it is not signed data of X.509");
}

#[test]
fn what_is_larger_than_any_certificate_is_not_read() {
    let too_large = ReadError::TooLarge { document: Document::Certificate, limit: MAX_CERTIFICATE };
    let der = sequence(&[tlv(0x30, &vec![0; MAX_CERTIFICATE])]);
    assert_eq!(certificates(&der), Err(too_large.clone()));
    assert_eq!(super::super::facts(&der), Err(too_large.clone()));
    let pem = format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----", "A".repeat(3 * MAX_CERTIFICATE));
    assert_eq!(certificates(pem.as_bytes()), Err(too_large));
}
