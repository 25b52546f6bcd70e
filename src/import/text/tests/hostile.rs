//! Texts that are damaged, endless or no exports at all.

use proptest::prelude::*;

use super::*;
use crate::engine::PrivateKey;

/// Whether `smaller` says nothing that `whole` does not say.
fn is_within(smaller: &Source, whole: &Source) -> bool {
    #[allow(clippy::ref_option, reason = "both are fields as they are")]
    fn part<T: PartialEq>(a: &Option<T>, b: &Option<T>) -> bool {
        a.is_none() || a == b
    }
    smaller.certificates.iter().all(|a| {
        whole.certificates.iter().any(|b| {
            let (x, y) = (&a.recorded, &b.recorded);
            a.thumbprint == b.thumbprint
                && part(&a.server, &b.server)
                && (part(&a.der, &b.der) && part(&a.friendly_name, &b.friendly_name))
                && (part(&a.services, &b.services) && part(&a.iis_sites, &b.iis_sites))
                // A key is taken for not exportable until a line says that it is.
                && (part(&a.private_key, &b.private_key) || a.private_key == Some(PrivateKey::Present))
                && part(&a.root_ca_type, &b.root_ca_type)
                && (part(&a.status, &b.status) && (!a.pending || b.pending))
                && (part(&x.subject, &y.subject) && part(&x.issuer, &y.issuer) && part(&x.domains, &y.domains))
                && (part(&x.not_before, &y.not_before) && part(&x.not_after, &y.not_after))
                && (part(&x.serial, &y.serial) && part(&x.key_size, &y.key_size))
                && part(&x.self_signed, &y.self_signed)
        })
    }) && smaller.servers.iter().all(|a| {
        whole.servers.iter().any(|b| {
            a.server == b.server
                && (part(&a.build, &b.build) && part(&a.roles, &b.roles) && part(&a.fqdn, &b.fqdn))
                && (part(&a.smtp_default, &b.smtp_default) && part(&a.startup_mode, &b.startup_mode))
                && (part(&a.imap_name, &b.imap_name) && part(&a.pop_name, &b.pop_name))
                && part(&a.call_router_startup_mode, &b.call_router_startup_mode)
        })
    }) && part(&smaller.organization.auth_certificate, &whole.organization.auth_certificate)
        && smaller
            .organization
            .send_connectors
            .iter()
            .flatten()
            .all(|connector| whole.organization.send_connectors.as_ref().is_some_and(|all| all.contains(connector)))
}

#[test]
fn a_file_cut_anywhere_is_an_error_or_says_less() {
    for (name, bytes) in FIXTURES {
        let whole = read_as(bytes, None).or_else(|_| read_as(bytes, Some(Culture::MonthFirst))).unwrap();
        for cut in 0..bytes.len() {
            let read = match read_as(&bytes[..cut], None) {
                // The culture that somebody names who sees the whole file.
                Err(ReadError::AmbiguousDate { .. }) if *name == "australian.txt" => {
                    read_as(&bytes[..cut], Some(Culture::DayFirst))
                }
                Err(ReadError::AmbiguousDate { .. }) => read_as(&bytes[..cut], Some(Culture::MonthFirst)),
                other => other,
            };
            if let Ok(smaller) = read {
                assert!(is_within(&smaller, &whole), "{name} cut at {cut}: {smaller:#?}");
            }
        }
    }
}

#[test]
fn what_is_no_export_is_not_recognised() {
    for text in [
        "hello",
        "{}",
        "[]",
        "null",
        "{\"a\": 1}",
        "a,b\n1,2\n",
        "Thumbprint,Subject\n",
        "Thumbprint  Subject\n----------  -------\n",
        "[PS] C:\\>\n",
        "Dear all,\nplease find enclosed : the list\n",
        "---- ----\n",
    ] {
        let error = read_as(text.as_bytes(), None).unwrap_err();
        assert!(matches!(error, ReadError::Unrecognised | ReadError::Damaged { .. }), "{text}: {error:?}");
    }
}

#[test]
fn nesting_without_end_is_refused_and_not_followed() {
    for open in ["[", "{\"a\":", "{\"RawData\":[", "{\"value\":"] {
        let error = read_as(open.repeat(100_000).as_bytes(), None).unwrap_err();
        assert!(matches!(error, ReadError::Damaged { .. } | ReadError::Unrecognised), "{error:?}");
    }
}

#[test]
fn remarks_and_objects_have_a_limit() {
    let text = format!("Thumbprint : {MAIL}\nServices : what\n\n").repeat(3000);
    let source = read(&text);
    assert_eq!((source.certificates.len(), source.skipped.len()), (3000, 1001));
    assert_eq!(source.skipped.last().unwrap().reason, "2000 more of such remarks");
    let text = format!("Thumbprint\tServices\n{}", format!("{MAIL}\tIIS\n").repeat(200_001));
    assert!(matches!(read_as(text.as_bytes(), None), Err(ReadError::Damaged { .. })));
}

#[test]
fn a_long_file_is_read_in_one_go() {
    // Two hundred thousand lines of every form: anything quadratic would not end.
    let many = |object: fn(usize) -> String| (0..50_000).map(object).collect::<Vec<_>>().concat();
    let list = many(|at| {
        format!("Identity : ex{at}.contoso.com\\{at:040X}\nNotAfter : 1/2/2027\nServices : IIS,\n           SMTP\n")
    });
    let decided = format!("Identity : a\\{MAIL}\nNotAfter : 13/2/2027\n");
    assert_eq!(read(list + &decided).certificates.len(), 50_001);
    let heading = format!("Thumbprint{}Services\n----------{}--------\n", " ".repeat(32), " ".repeat(32));
    let rows = many(|at| format!("{at:040X}  IP.WS..\n{at:040X}  IP.WS..\n"));
    assert_eq!(read(heading + &rows).certificates.len(), 100_000);
    let servers = many(|at| format!("Name : EX{at}\nFqdn : ex{at}.contoso.com\nServerRole : Mailbox\n\n"));
    assert_eq!(read(servers).servers.len(), 50_000);
    let json = many(|at| format!("{{\"Thumbprint\":\"{at:040X}\"}}\n"));
    assert_eq!(read(json).certificates.len(), 50_000);
}

/// Pieces that exports are made of.
fn pieces() -> impl Strategy<Value = String> {
    let words = proptest::sample::select(vec![
        "Thumbprint",
        "Subject",
        "NotAfter",
        " : ",
        ":",
        "\n",
        "\r\n",
        "\n\n",
        "   ",
        "{",
        "}",
        "[",
        "]",
        "\"",
        ",",
        ";",
        "\t",
        "...",
        "…",
        "#TYPE",
        "[PS] C:\\>",
        "WARNING: x",
        "----------",
        "--- ---",
        "1/2/2027",
        "13.1.2027",
        "\\/Date(1)\\/",
        "IP.WS..",
        "IMAP, POP",
        "System.Byte[]",
        "\u{1B}[0m",
        "\u{FEFF}",
        "日本",
        "Server",
        "EX01",
        "434AC224C8459924B26521298CE8834C514856AB",
        "value",
        "true",
        "48",
        "TlsCertificateName",
        "<I>a<S>b",
        "'=x",
        "{\"Thumbprint\":",
        "UMStartupMode",
        "X509CertificateName",
        "null",
        "-1",
        "1e9",
        "\\u0000",
    ]);
    proptest::collection::vec(words, 0..60).prop_map(|words| words.concat())
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in pieces()) {
        let _ = read_as(text.as_bytes(), None);
        let _ = read_as(text.as_bytes(), Some(Culture::DayFirst));
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_as(&bytes, None);
    }

    #[test]
    fn no_fixture_with_other_bytes_in_it_makes_it_panic(
        of in 0..FIXTURES.len(), at in any::<prop::sample::Index>(), byte in any::<u8>(),
    ) {
        let mut bytes = FIXTURES[of].1.to_vec();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = read_as(&bytes, None);
    }
}
