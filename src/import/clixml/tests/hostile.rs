//! Whatever the bytes are: an error or a smaller truth.

use proptest::prelude::*;

use super::super::{element, nrbf, serialized};
use super::writer::{Held, TYPE, bytes, file, object, signed};
use super::*;

const SAMPLES: [&str; 2] = [sample!("GetExchangeCertificate-E19.xml"), sample!("GetExchangeCertificate-degraded.xml")];

fn reason(text: &str) -> String {
    match read(text) {
        Err(ReadError::Damaged { reason, .. }) => reason,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_file_cut_short_anywhere_is_refused() {
    for sample in SAMPLES {
        let whole = sample.trim_end();
        for (at, _) in whole.char_indices() {
            let error = read(whole.split_at(at).0).expect_err("the file ends early");
            assert!(matches!(error, ReadError::Unrecognised | ReadError::Damaged { .. }), "{at}: {error:?}");
        }
    }
}

#[test]
fn data_cut_short_anywhere_is_refused_and_the_certificate_stays() {
    let held = Held { sites: vec!["IIS://EX01/W3SVC/1".into(); 3], ..Held::issued("mail.contoso.com") };
    let data = held.data();
    serialized::read(&data).unwrap();
    for at in 0..data.len() {
        assert!(serialized::read(&data[..at]).is_err(), "{at}");
    }
    let framed = signed(&data);
    for at in 5..framed.len() {
        assert!(serialized::read(&framed[..at]).is_err(), "{at}");
    }
    let element = held.element();
    for at in 1..element.len() {
        // Between two properties it is a shorter element.
        if let Ok(shorter) = element::read(&element[..at]) {
            assert_eq!(shorter.der, None, "{at}");
        }
    }
    let cut = object(TYPE, &bytes("RawData", &held.der), &bytes("SerializationData", &data[..data.len() - 1]));
    let source = said(&[cut]);
    assert_eq!((only(&source).thumbprint, source.skipped.len()), (held.thumbprint(), 1));
}

#[test]
fn deep_wide_and_endless_structures_are_refused() {
    let open = "<Obj RefId=\"0\"><Props><Obj N=\"a\"><Props>";
    assert!(reason(&file(&[open.repeat(100_000)])).contains("deeper than"));
    assert!(reason(&file(&["<x>".repeat(1_000_000)])).contains("deeper than"));
    assert!(reason(&file(&["<Obj><LST>".repeat(1_000)])).contains("too deep"));
    let wide = format!("<Obj><Props>{}</Props></Obj>", "<Nil N=\"a\"/>".repeat(1_000_000));
    assert!(reason(&file(&[wide])).contains("more than"));
    assert!(reason(&file(&["<Foo/>".repeat(1_000_000)])).contains("more than"));
    // As many top-level objects as there are: each is one remark, then they are counted.
    let held = Held::issued("mail.contoso.com");
    let source = said(&["<Nil/>".repeat(1_000_000), held.object()]);
    assert_eq!((source.certificates.len(), source.skipped.len()), (1, 1_001));
    assert_eq!(source.skipped[1_000].reason, "999000 more things could not be read");
    let attributes = " a=\"\"".repeat(100_000);
    assert_eq!(read(&format!("<Objs><Nil{attributes}/></Objs>")), Err(ReadError::Unrecognised));
}

#[test]
fn references_neither_turn_in_circles_nor_reach_out() {
    let thumbprint = "<S N=\"Thumbprint\">434AC224C8459924B26521298CE8834C514856AB</S>";
    let circle = format!(
        "<Obj RefId=\"1\"><MS>{thumbprint}<Ref N=\"Services\" RefId=\"1\"/><Ref N=\"Status\" RefId=\"77\"/>\
         <Obj N=\"CertificateDomains\" RefId=\"2\"><LST><Ref RefId=\"2\"/></LST></Obj></MS></Obj>"
    );
    let source = said(&[circle]);
    assert_eq!(
        (only(&source).services, remarks(&source)),
        (None, vec!["object 1: CertificateDomains is no list of names".into()])
    );
    // A chain of references, each to an object that holds the one before.
    let link = |at: usize| format!("<Obj RefId=\"{}\"><Props><Ref N=\"a\" RefId=\"{at}\"/></Props></Obj>", at + 1);
    let chain: String = (0..20_000).map(link).collect();
    let source = said(&[format!("<Obj><MS>{thumbprint}<Obj N=\"x\"><LST>{chain}</LST></Obj></MS></Obj>")]);
    assert_eq!(source.certificates.len(), 1);
    // An object that was read before is not read again.
    let again = said(&[Held::issued("a.contoso.com").object(), "<Ref RefId=\"0\"/>".into()]);
    assert_eq!(remarks(&again), ["object 2: it refers to an object that stands before it"]);
    let shared = format!(
        "<Obj><MS>{thumbprint}<Obj N=\"Other\" RefId=\"3\"><ToString>SMTP</ToString></Obj><Ref N=\"Services\" RefId=\"3\"/></MS></Obj>"
    );
    assert_eq!(only(&said(&[shared])).services.unwrap().to_string(), "SMTP");
}

#[test]
fn no_document_type_and_no_entity_of_its_own() {
    let bomb = "<!DOCTYPE Objs [<!ENTITY a \"aaaa\">]><Objs><S>&a;</S></Objs>";
    assert_eq!(read(bomb), Err(ReadError::Unrecognised));
    assert!(reason("<Objs><S>&a;</S></Objs>").contains("entity"));
    assert!(reason("<Objs><S>&#0;</S></Objs>").contains("entity"));
    assert!(reason("<Objs><Obj><Props><S N=\"&a;\">x</S></Props></Obj></Objs>").contains("attribute"));
    assert!(reason("<Objs><!DOCTYPE x></Objs>").contains("document type"));
    assert!(reason("<Objs></Objs><Objs></Objs>").contains("between"));
    assert!(reason("<Objs><Obj><TNRef RefId=\"4\"/></Obj></Objs>").contains("refers to a type"));
    assert!(reason("<Objs><Obj></Props></Obj></Objs>").contains("no XML"));
}

#[test]
fn lengths_and_counts_are_bounded_by_what_is_there() {
    let header = [&[0, 1, 0, 0, 0, 255, 255, 255, 255, 1, 0, 0, 0, 0, 0, 0, 0][..]].concat();
    let stream = |rest: &[u8]| nrbf::read(&[&header, rest].concat()).err();
    let damaged = |reason| Some(nrbf::Fault::Damaged(reason));
    // A gigabyte of bytes, of text, of items.
    assert_eq!(stream(&[15, 3, 0, 0, 0, 0, 0, 0, 64, 2, 1]), damaged("it is cut short"));
    assert_eq!(stream(&[6, 3, 0, 0, 0, 0x80, 0x80, 0x80, 0x80, 4, 65]), damaged("it is cut short"));
    assert_eq!(stream(&[6, 3, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]), damaged("a length has no end"));
    assert_eq!(stream(&[16, 3, 0, 0, 0, 0, 0, 0, 64]), damaged("a count is too large"));
    assert_eq!(stream(&[16, 3, 0, 0, 0, 255, 255, 255, 255]), damaged("a count is negative"));
    assert_eq!(stream(&[17, 3, 0, 0, 0, 2, 0, 0, 0, 13, 3]), damaged("an array has another length"));
    // Records in records, many of them, twice the same.
    let nested = [16, 3, 0, 0, 0, 1, 0, 0, 0].repeat(1_000);
    let too_many = damaged("it has too many records, or they lie too deep");
    assert_eq!(stream(&nested), too_many);
    assert_eq!(stream(&[10].repeat(1_000_000)), too_many);
    assert_eq!(stream(&[6, 3, 0, 0, 0, 0, 6, 3, 0, 0, 0, 0, 11]), damaged("two records have one number"));
    assert_eq!(stream(&[11, 0]), damaged("there are bytes behind its end"));
    assert_eq!(stream(&[2, 0]), damaged("it has a record of another kind"));
    // References that lead nowhere or in a circle end where they are asked.
    let circle = [&header[..], &[16, 1, 0, 0, 0, 1, 0, 0, 0, 9, 1, 0, 0, 0, 11]].concat();
    assert!(nrbf::read(&circle).unwrap().root("ExchangeCertificate").is_err());
    assert!(element::read(&[32, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 64, 1]).is_err());
}

#[test]
fn more_servers_than_any_organization_has_are_refused() {
    let servers: Vec<_> =
        (0..2_001).map(|at| object("a.ExchangeServer", &format!("<S N=\"Name\">EX{at}</S>"), "")).collect();
    assert!(reason(&file(&servers)).contains("more than 2000 servers"));
}

proptest! {
    #[test]
    fn a_changed_byte_of_the_data_is_an_error_or_another_truth(at in any::<prop::sample::Index>(), byte: u8) {
        let mut data = Held { sites: vec!["IIS://EX01/W3SVC/1".into()], ..Held::issued("mail.contoso.com") }.data();
        let at = at.index(data.len());
        data[at] = byte;
        let _ = serialized::read(&data);
    }

    #[test]
    fn a_changed_character_of_a_file_is_an_error_or_another_truth(at in any::<prop::sample::Index>(), to: char) {
        let sample = SAMPLES[0];
        let (at, from) = sample.char_indices().nth(at.index(sample.chars().count())).unwrap();
        let ((before, _), (_, after)) = (sample.split_at(at), sample.split_at(at + from.len_utf8()));
        let changed = format!("{before}{to}{after}");
        if let Ok(source) = read(&changed) {
            prop_assert!(source.certificates.len() <= 3);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(data in prop::collection::vec(any::<u8>(), 0..300), text in "[<>/&;=\"A-Za-z ]{0,200}") {
        let _ = (serialized::read(&data), element::read(&data), nrbf::read(&data));
        let _ = read(&format!("<Objs>{text}"));
        let _ = read(&text);
    }
}
