//! PEM with everything that certificates come with. Put together here: no private key is kept as text.

use super::*;

/// A block, with lines as OpenSSL breaks them.
pub(super) fn block(label: &str, der: &[u8]) -> Vec<u8> {
    let base64 = base64::Engine::encode(&base64::prelude::BASE64_STANDARD, der);
    let lines: Vec<&str> = base64.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).unwrap()).collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n")).into_bytes()
}

fn leaf() -> Vec<u8> {
    block("CERTIFICATE", fixture!("leaf.der"))
}

fn of(parts: &[Vec<u8>], password: Option<&Password>) -> Bundle {
    bundle(&parts.concat(), password).unwrap()
}

#[test]
fn a_private_key_of_any_kind_is_matched_wherever_it_stands() {
    let rsa = [
        block("PRIVATE KEY", fixture!("leaf.p8.der")),
        block("RSA PRIVATE KEY", fixture!("leaf.rsa.der")),
        block("ENCRYPTED PRIVATE KEY", fixture!("leaf.encrypted.der")),
    ];
    for key in rsa {
        for parts in [[leaf(), key.clone()], [key, leaf()]] {
            let bundle = of(&parts, Some(&password()));
            assert_eq!((bundle.form, names(&bundle)), (Form::Pem, vec![("mail.contoso.com", HasKey::Yes)]));
        }
    }
    let ec = [
        block("CERTIFICATE", fixture!("root.der")),
        block("EC PRIVATE KEY", fixture!("ec.sec1.der")),
        block("X509 CERTIFICATE", fixture!("ec.der")),
        block("CERTIFICATE REQUEST", fixture!("request.der")),
    ];
    let bundle = of(&ec, None);
    assert_eq!(names(&bundle), [("Contoso Root", HasKey::No), ("ec.contoso.com", HasKey::Yes)]);
    assert_eq!((bundle.requests, bundle.foreign_keys), (1, 0));
}

#[test]
fn an_ec_key_counts_by_what_it_is_and_not_by_what_stands_beside_it() {
    let mut key = fixture!("ec.sec1.der").to_vec();
    // The last bytes are the public key that was written beside the private one.
    let last = key.len() - 1;
    key[last] ^= 1;
    let bundle = of(&[block("CERTIFICATE", fixture!("ec.der")), block("EC PRIVATE KEY", &key)], None);
    assert_eq!(names(&bundle), [("ec.contoso.com", HasKey::Yes)]);
    // The seventh byte belongs to the private one.
    key[10] ^= 1;
    let bundle = of(&[block("CERTIFICATE", fixture!("ec.der")), block("EC PRIVATE KEY", &key)], None);
    assert_eq!((names(&bundle), bundle.foreign_keys), (vec![("ec.contoso.com", HasKey::No)], 1));
}

#[test]
fn an_encrypted_key_leaves_the_certificates_readable_without_its_password() {
    let parts = [leaf(), block("ENCRYPTED PRIVATE KEY", fixture!("leaf.encrypted.der"))];
    let bundle_without = of(&parts, None);
    assert_eq!(names(&bundle_without), [("mail.contoso.com", HasKey::Unknown)]);
    assert_eq!(bundle_without.unread_keys, [UnreadKey::Password]);
    assert_eq!(bundle(&parts.concat(), Some(&text("wrong"))), Err(BundleError::WrongPassword));
}

#[test]
fn a_key_that_cannot_be_compared_says_why() {
    let old = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: DES-EDE3-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n";
    let bundle = of(&[leaf(), old.as_bytes().to_vec(), block("OPENSSH PRIVATE KEY", &[0])], Some(&password()));
    assert_eq!(names(&bundle), [("mail.contoso.com", HasKey::Unknown)]);
    let why = bundle.unread_keys.iter().map(|key| matches!(key, UnreadKey::Kind(kind) if !kind.is_empty()));
    assert_eq!(why.collect::<Vec<_>>(), [true, true]);
}

#[test]
fn the_same_certificate_twice_is_one() {
    assert_eq!(of(&[leaf(), leaf()], None).certificates.len(), 1);
}

#[test]
fn a_certificate_that_cannot_be_read_does_not_hide_the_others() {
    let damaged = block("CERTIFICATE", &fixture!("leaf.der")[..500]);
    let bundle_of_two = of(&[damaged.clone(), leaf()], None);
    assert_eq!(bundle_of_two.certificates.len(), 1);
    assert!(matches!(bundle_of_two.damaged[..], [(1, _)]), "{:?}", bundle_of_two.damaged);
    assert!(matches!(bundle(&damaged, None), Err(BundleError::Read(_))));
}

#[test]
fn text_is_taken_as_windows_and_unix_write_it() {
    let pem = String::from_utf8([leaf(), block("PRIVATE KEY", fixture!("leaf.p8.der"))].concat()).unwrap();
    let utf_16: Vec<u8> = std::iter::once(0xFEFF).chain(pem.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for bytes in [pem.replace('\n', "\r\n").into_bytes(), format!("\u{FEFF}Bag Attributes\n{pem}").into_bytes(), utf_16]
    {
        assert!(is_bundle(&bytes));
        assert_eq!(names(&bundle(&bytes, None).unwrap()), [("mail.contoso.com", HasKey::Yes)]);
    }
}

#[test]
fn only_certificate_files_look_like_one() {
    for bytes in [fixture!("aes256.pfx"), fixture!("ber.pfx"), fixture!("ber.p7b"), fixture!("leaf.der")] {
        assert!(is_bundle(bytes) && is_bundle(&bytes[..40]));
    }
    let pem = String::from_utf8(leaf()).unwrap();
    for text in [
        format!("{{\"RawData\": \"\n{pem}\"}}"),
        format!("<Objs>\n{pem}</Objs>"),
        "Thumbprint : 0123\nSubject : CN=mail -----BEGIN CERTIFICATE-----".to_owned(),
        "MIICpDCCAg2gAwIBAgIU is no certificate, and neither is the rest of this line or the next".to_owned(),
        "0123456789".to_owned(),
        String::new(),
    ] {
        assert!(!is_bundle(text.as_bytes()), "{text}");
    }
}
