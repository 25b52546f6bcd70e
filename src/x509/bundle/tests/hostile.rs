//! Bytes that mean no good: an error or a smaller truth, never a panic.

use proptest::prelude::*;

use super::*;

const FILES: &[&[u8]] = &[
    fixture!("3des.pfx"),
    fixture!("absent.pfx"),
    fixture!("aes128-sha512.pfx"),
    fixture!("aes256.pfx"),
    fixture!("ber.p7b"),
    fixture!("ber.pfx"),
    fixture!("certificate-only.pfx"),
    fixture!("chain.p7b"),
    fixture!("deep.pfx"),
    fixture!("ec.der"),
    fixture!("ec.pfx"),
    fixture!("ec.sec1.der"),
    fixture!("empty.pfx"),
    fixture!("leaf.encrypted.der"),
    fixture!("leaf.p8.der"),
    fixture!("leaf.rsa.der"),
    fixture!("many-iterations.pfx"),
    fixture!("name-of-container.pfx"),
    fixture!("name-on-key.pfx"),
    fixture!("no-mac-clear.pfx"),
    fixture!("no-mac.pfx"),
    fixture!("pbmac1.pfx"),
    fixture!("plain.pfx"),
    fixture!("rc2-40.pfx"),
    fixture!("rc4.pfx"),
    fixture!("request.der"),
    fixture!("signed.p7s"),
    fixture!("umlaut-3des.pfx"),
    fixture!("umlaut-aes.pfx"),
    fixture!("umlaut-bytes.pfx"),
    fixture!("wrong-key.pfx"),
];

#[test]
fn a_binary_file_cut_short_anywhere_is_an_error() {
    for (number, file) in FILES.iter().enumerate() {
        for end in 0..file.len() {
            assert!(bundle(&file[..end], Some(&password())).is_err(), "file {number} cut after {end} bytes");
            let _ = is_bundle(&file[..end]);
        }
    }
}

#[test]
fn a_text_cut_short_anywhere_says_no_more_than_the_whole() {
    let whole = [
        pem::block("CERTIFICATE", fixture!("leaf.der")),
        pem::block("PRIVATE KEY", fixture!("leaf.p8.der")),
        pem::block("PKCS7", fixture!("ber.p7b")),
        pem::block("ENCRYPTED PRIVATE KEY", fixture!("leaf.encrypted.der")),
    ]
    .concat();
    let all = open(&whole).certificates.len();
    assert_eq!(all, 3);
    for end in 0..whole.len() {
        if let Ok(part) = bundle(&whole[..end], Some(&password())) {
            assert!(part.certificates.len() <= all && part.foreign_keys == 0, "cut after {end} bytes");
        }
    }
}

/// Every so many bytes, from another one on in each file: all of them are the fuzzer's to try.
const STRIDE: usize = 13;

#[test]
fn a_file_with_one_byte_changed_is_read_or_refused() {
    for (first, file) in FILES.iter().enumerate() {
        for at in (first % STRIDE..file.len()).step_by(STRIDE) {
            let mut changed = file.to_vec();
            for value in [0x00, 0x80] {
                changed[at] = value;
                let _ = bundle(&changed, Some(&password()));
            }
        }
    }
}

#[test]
fn layers_have_a_limit_and_so_have_pieces() {
    let deep = [0x30, 0x80].repeat(100_000);
    assert!(matches!(bundle(&deep, None), Err(BundleError::Read(_) | BundleError::Damaged { .. })));
    let many = [[0x30, 0x80, 0x06, 0x00].as_slice(), &[0x30, 0x80, 0, 0].repeat(1 << 20)].concat();
    assert!(matches!(bundle(&many, None), Err(BundleError::Damaged { form: Form::Pkcs7, .. })));
    let too_deep = bundle(fixture!("deep.pfx"), Some(&password()));
    assert!(matches!(too_deep, Err(BundleError::Damaged { form: Form::Pkcs12, .. })), "{too_deep:?}");
}

#[test]
fn a_file_too_large_is_not_read() {
    let large = [&[0x30, 0x84], vec![0; MAX_BUNDLE].as_slice()].concat();
    assert_eq!(bundle(&large, None), Err(BundleError::TooLarge { limit: MAX_BUNDLE }));
    let many = pem::block("CERTIFICATE", &[0x30, 0x00]).repeat(MOST_BAGS + 1);
    assert_eq!(bundle(&many, None), Err(BundleError::TooMany { limit: MOST_BAGS }));
}

/// Elements in each other, with lengths that are definite or not.
fn any_ber() -> impl Strategy<Value = Vec<u8>> {
    let leaf = (prop::sample::select(vec![0x02, 0x04, 0x06, 0x80]), prop::collection::vec(any::<u8>(), 0..20));
    let leaf =
        leaf.prop_map(|(tag, content)| [&[tag, u8::try_from(content.len()).unwrap()], content.as_slice()].concat());
    leaf.prop_recursive(5, 60, 4, |inner| {
        (prop::sample::select(vec![0x30, 0x31, 0xA0]), any::<bool>(), prop::collection::vec(inner, 0..4)).prop_map(
            |(tag, definite, parts)| {
                let content = parts.concat();
                match u8::try_from(content.len()) {
                    Ok(length @ 0..0x80) if definite => [&[tag, length], content.as_slice()].concat(),
                    _ => [&[tag, 0x80], content.as_slice(), &[0, 0]].concat(),
                }
            },
        )
    })
}

/// The bytes of all primitive elements, one after the other.
fn primitives(bytes: &[u8], into: &mut Vec<Vec<u8>>) {
    let mut reader = super::super::der::Reader(bytes);
    while let Some(element) = reader.next().unwrap() {
        if element.tag & 0x20 == 0 { into.push(element.raw.to_vec()) } else { primitives(element.content, into) }
    }
}

proptest! {
    #[test]
    fn what_was_ber_is_der_and_stays_so(bytes in any_ber()) {
        let first = ber::to_der(&bytes).unwrap();
        let der = first.as_deref().map_or(bytes.as_slice(), Vec::as_slice);
        let mut found = Vec::new();
        primitives(der, &mut found);
        prop_assert!(found.iter().all(|raw| bytes.windows(raw.len()).any(|part| part == raw)));
        prop_assert!(ber::to_der(der).unwrap().is_none());
        prop_assert_eq!(first.is_none(), der == bytes);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = bundle(&bytes, None);
        let _ = bundle(&[&[0x30, 0x80], bytes.as_slice()].concat(), None);
        let _ = ber::to_der(&bytes);
    }
}
