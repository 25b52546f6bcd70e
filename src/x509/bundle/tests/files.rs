//! What is read from each form, and what is refused by name.

use super::*;

const CHAIN: [(&str, HasKey); 3] =
    [("mail.contoso.com", HasKey::Yes), ("Contoso Issuing", HasKey::No), ("Contoso Root", HasKey::No)];
const LEAF: [(&str, HasKey); 1] = [("mail.contoso.com", HasKey::Yes)];

fn encryption(way: Option<&Encryption>) -> (&str, u32) {
    way.map_or(("none", 0), |way| (way.name.as_str(), way.iterations))
}

#[test]
fn every_encryption_and_mac_is_opened_and_named() {
    let aes = "AES-256-CBC, PBKDF2 with HMAC-SHA-256";
    for (file, certificates, keys, mac, opens) in [
        (fixture!("aes256.pfx"), aes, aes, "HMAC-SHA-256", false),
        (
            fixture!("aes128-sha512.pfx"),
            "AES-192-CBC, PBKDF2 with HMAC-SHA-256",
            "AES-128-CBC, PBKDF2 with HMAC-SHA-256",
            "HMAC-SHA-512",
            false,
        ),
        (fixture!("3des.pfx"), "PBE-SHA1-3DES", "PBE-SHA1-3DES", "HMAC-SHA-1", true),
        (fixture!("ber.pfx"), "PBE-SHA1-3DES", "PBE-SHA1-3DES", "HMAC-SHA-1", true),
        (fixture!("rc2-40.pfx"), "PBE-SHA1-RC2-40", "PBE-SHA1-RC2-128", "HMAC-SHA-1", true),
        (fixture!("pbmac1.pfx"), aes, aes, "PBMAC1 with HMAC-SHA-256", false),
    ] {
        let bundle = open(file);
        assert_eq!((bundle.form, names(&bundle)[0]), (Form::Pkcs12, LEAF[0]), "{mac}");
        assert_eq!((bundle.foreign_keys, bundle.unread_keys.as_slice()), (0, &[][..]));
        let protection = bundle.protection.unwrap();
        let [by_certificates] = &protection.certificates[..] else { panic!("{protection:?}") };
        let [by_keys] = &protection.keys[..] else { panic!("{protection:?}") };
        assert_eq!(
            (encryption(by_certificates.as_ref()), encryption(by_keys.as_ref())),
            ((certificates, 2), (keys, 2))
        );
        let found = protection.mac.as_ref().unwrap();
        assert_eq!((found.name.as_str(), found.iterations), (mac, 2));
        assert_eq!(protection.windows_2016() == Windows2016::Opens, opens, "{mac}");
    }
    let Windows2016::Refuses(what) = open(fixture!("aes256.pfx")).protection.unwrap().windows_2016() else { panic!() };
    assert_eq!(what, aes);
}

#[test]
fn a_chain_comes_whole_with_the_friendly_name_of_its_leaf() {
    for file in [fixture!("aes256.pfx"), fixture!("3des.pfx"), fixture!("ber.pfx")] {
        let bundle = open(file);
        assert_eq!(names(&bundle), CHAIN);
        let names: Vec<_> =
            bundle.certificates.iter().map(|certificate| certificate.friendly_name.as_deref()).collect();
        assert_eq!(names, [Some("Contoso mail"), None, None]);
        assert_eq!(bundle.certificates[0].der, fixture!("leaf.der"));
    }
}

#[test]
fn pkcs_7_is_read_as_der_ber_pem_and_base64() {
    let chain = [("mail.contoso.com", HasKey::No), ("Contoso Issuing", HasKey::No), ("Contoso Root", HasKey::No)];
    let der = fixture!("chain.p7b");
    let base64 = base64::Engine::encode(&base64::prelude::BASE64_STANDARD, der);
    for bytes in
        [der.to_vec(), fixture!("ber.p7b").to_vec(), pem::block("PKCS7", der), pem::block("CMS", der), base64.into()]
    {
        let bundle = bundle(&bytes, None).unwrap();
        assert_eq!((bundle.form, &bundle.protection), (Form::Pkcs7, &None));
        let mut found = names(&bundle);
        found.sort_by_key(|(name, _)| chain.iter().position(|(known, _)| known == name));
        assert_eq!(found, chain);
        assert!(bundle.certificates.iter().any(|certificate| certificate.der == fixture!("leaf.der")));
    }
    let signed = bundle(fixture!("signed.p7s"), None).unwrap();
    assert_eq!(signed.certificates.len(), 2);
}

#[test]
fn an_empty_password_and_none_open_what_was_made_with_either() {
    for file in [fixture!("empty.pfx"), fixture!("absent.pfx"), fixture!("plain.pfx")] {
        for password in [None, Some(text(""))] {
            assert_eq!(names(&bundle(file, password.as_ref()).unwrap()), LEAF);
        }
    }
    assert_eq!(bundle(fixture!("absent.pfx"), Some(&password())), Err(BundleError::WrongPassword));
}

#[test]
fn a_password_beyond_ascii_opens_what_old_and_new_programs_made_of_it() {
    for file in [fixture!("umlaut-aes.pfx"), fixture!("umlaut-3des.pfx"), fixture!("umlaut-bytes.pfx")] {
        assert_eq!(names(&bundle(file, Some(&text("Pässwörd€"))).unwrap()), LEAF);
        assert_eq!(bundle(file, Some(&text("Passwörd€"))), Err(BundleError::WrongPassword));
    }
}

#[test]
fn a_missing_password_is_told_from_a_wrong_one() {
    for file in [fixture!("aes256.pfx"), fixture!("3des.pfx"), fixture!("no-mac.pfx"), fixture!("certificate-only.pfx")]
    {
        assert_eq!(bundle(file, None), Err(BundleError::PasswordNeeded));
        assert_eq!(bundle(file, Some(&text("Exchcert"))), Err(BundleError::WrongPassword));
    }
}

#[test]
fn without_a_mac_the_right_password_is_the_one_that_opens_everything() {
    let whole = open(fixture!("no-mac.pfx"));
    assert_eq!(names(&whole), CHAIN);
    let protection = whole.protection.unwrap();
    assert_eq!((&protection.mac, protection.windows_2016()), (&None, Windows2016::NotKnown));

    // The certificate is in the clear, its key is not.
    let clear = fixture!("no-mac-clear.pfx");
    assert_eq!(names(&open(clear)), LEAF);
    let without = bundle(clear, None).unwrap();
    assert_eq!(names(&without), [("mail.contoso.com", HasKey::Unknown)]);
    assert_eq!(without.unread_keys, [UnreadKey::Password]);
    assert_eq!(bundle(clear, Some(&text("wrong"))), Err(BundleError::WrongPassword));
}

#[test]
fn a_key_belongs_to_a_certificate_by_its_public_key_and_nothing_else() {
    let wrong = open(fixture!("wrong-key.pfx"));
    assert_eq!(names(&wrong), [("mail.contoso.com", HasKey::No)]);
    assert_eq!((wrong.foreign_keys, wrong.certificates[0].friendly_name.as_deref()), (1, Some("Alone")));

    let only = open(fixture!("certificate-only.pfx"));
    assert_eq!((names(&only), only.foreign_keys), (vec![("mail.contoso.com", HasKey::No)], 0));

    let ec = open(fixture!("ec.pfx"));
    assert_eq!(names(&ec), [("ec.contoso.com", HasKey::Yes)]);
    assert_eq!(ec.certificates[0].friendly_name.as_deref(), Some("Zertifikat für Übersicht 証明書"));
}

#[test]
fn a_friendly_name_may_stand_on_the_key_unless_it_is_the_name_of_its_container() {
    // The lists lie in each other, the root comes first, and nothing but the keys says what belongs together.
    let named = open(fixture!("name-on-key.pfx"));
    assert_eq!(names(&named), [("Contoso Root", HasKey::No), LEAF[0]]);
    let of_leaf = |bundle: &Bundle| bundle.certificates.last().unwrap().friendly_name.clone();
    assert_eq!(of_leaf(&named).as_deref(), Some("On the key"));
    let container = open(fixture!("name-of-container.pfx"));
    assert_eq!((names(&container), of_leaf(&container)), (LEAF.to_vec(), None));
}

#[test]
fn what_is_not_supported_is_named() {
    let refused = |bytes: &[u8]| bundle(bytes, Some(&password())).unwrap_err().to_string();
    assert_eq!(refused(fixture!("rc4.pfx")), "PBE-SHA1-RC4-128 is not supported");
    let mut enveloped = fixture!("chain.p7b").to_vec();
    let signed_data = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02];
    let at = enveloped.windows(9).position(|part| part == signed_data).unwrap();
    enveloped[at + 8] = 3;
    assert_eq!(refused(&enveloped), "PKCS #7 with encrypted data is not supported");
}

#[test]
fn more_work_than_anyone_waits_for_is_refused_before_it_is_done() {
    let limit = MOST_ITERATIONS;
    assert_eq!(bundle(fixture!("many-iterations.pfx"), Some(&password())), Err(BundleError::TooMuchWork { limit }));
}

#[test]
fn a_file_with_a_request_or_a_key_alone_is_called_that() {
    let without = |requests, keys| Err(BundleError::NoCertificate { requests, keys });
    assert_eq!(bundle(fixture!("request.der"), None), without(1, 0));
    assert_eq!(bundle(&pem::block("NEW CERTIFICATE REQUEST", fixture!("request.der")), None), without(1, 0));
    for key in [fixture!("leaf.p8.der"), fixture!("leaf.rsa.der"), fixture!("leaf.encrypted.der")] {
        assert_eq!(bundle(key, None), without(0, 1));
    }
    let text = bundle(fixture!("request.der"), None).unwrap_err().to_string();
    assert_eq!(text, "it holds a certificate request and no certificate");
}
