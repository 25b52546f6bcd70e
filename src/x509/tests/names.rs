//! Subject and issuer in the words of RFC 4514.

use super::super::name::{Name, name};
use super::*;

fn text(der: &[u8]) -> String {
    name(der).unwrap().text
}

#[test]
fn a_name_is_written_from_the_most_specific_part_to_the_least() {
    let der = name_of(&[
        &[attribute(&[0x55, 0x04, 0x06], 0x13, b"US")],
        &[attribute(&[0x55, 0x04, 0x08], UTF8, b"Washington")],
        &[attribute(O, UTF8, b"Contoso")],
        &[attribute(CN, UTF8, b"mail.contoso.com")],
    ]);
    assert_eq!(text(&der), "CN=mail.contoso.com, O=Contoso, S=Washington, C=US");
}

#[test]
fn special_characters_are_escaped_and_only_those() {
    for (value, escaped) in [
        ("Contoso, Ltd", "Contoso\\, Ltd"),
        ("#1 + \"Voice\" <Mail>; A\\B", "\\#1 \\+ \\\"Voice\\\" \\<Mail\\>\\; A\\\\B"),
        (" padded ", "\\ padded\\ "),
        ("  ", "\\ \\ "),
        (" ", "\\ "),
        ("a # b = c", "a # b = c"),
        ("nul\0nul", "nul\\00nul"),
        ("", ""),
        ("株式会社", "株式会社"),
    ] {
        let der = name_of(&[&[attribute(O, UTF8, value.as_bytes())]]);
        assert_eq!(text(&der), format!("O={escaped}"), "{value:?}");
    }
}

#[test]
fn control_and_bidirectional_characters_stay_for_the_display_to_reveal() {
    let value = "a\u{1b}[31m\nb\u{202e}c";
    let read = name(&common_name(value)).unwrap();
    assert_eq!(read, Name { text: format!("CN={value}"), common_name: Some(value.to_owned()) });
}

#[test]
fn every_string_type_of_old_authorities_is_read() {
    for (tag, bytes, expected) in [
        (0x0C, "Zürich".as_bytes(), "Zürich"),
        (0x12, b"12 34", "12 34"),
        (0x13, b"*.contoso.com", "*.contoso.com"),
        (0x16, b"a@contoso.com", "a@contoso.com"),
        (0x14, b"Z\xFCrich", "Zürich"),
        (0x1E, b"\0Z\0\xFC\x67\x71\xD8\x3D\xDE\x00", "Zü東😀"),
        (0x1C, b"\0\0\0Z\0\x01\xF6\x00", "Z😀"),
        // Not allowed, but found: other than ASCII in the ASCII types.
        (0x13, "Genève".as_bytes(), "Genève"),
        (0x13, b"Gen\xE8ve", "Genève"),
    ] {
        let der = name_of(&[&[attribute(O, tag, bytes)]]);
        assert_eq!(text(&der), format!("O={expected}"), "tag {tag:#x}");
    }
}

#[test]
fn one_unreadable_value_is_hexadecimal_and_the_rest_of_the_name_stays() {
    let der = name_of(&[
        &[attribute(O, 0x1E, &[0x00])],
        &[attribute(O, UTF8, &[0xFF])],
        &[attribute(O, 0x1E, &[0xD8, 0x00])],
        &[attribute(O, 0x1C, &[0x7F, 0, 0, 0])],
        &[attribute(O, 0x04, &[1, 2])],
        &[attribute(CN, UTF8, b"mail.contoso.com")],
    ]);
    assert_eq!(text(&der), "CN=mail.contoso.com, O=#04020102, O=#1C047F000000, O=#1E02D800, O=#0C01FF, O=#1E0100");
}

#[test]
fn an_unknown_attribute_is_its_oid_with_its_der() {
    let der = name_of(&[&[attribute(&[0x2A, 0x03, 0x04], UTF8, b"x")], &[attribute(CN, UTF8, b"c")]]);
    assert_eq!(text(&der), "CN=c, 1.2.3.4=#0C0178");
}

#[test]
fn a_part_of_several_attributes_is_joined_with_a_plus() {
    let der = name_of(&[
        &[attribute(O, UTF8, b"Contoso")],
        &[attribute(CN, UTF8, b"mail"), attribute(&[0x55, 0x04, 0x05], 0x13, b"42")],
    ]);
    assert_eq!(text(&der), "CN=mail+SERIALNUMBER=42, O=Contoso");
}

#[test]
fn repeated_parts_are_kept() {
    let dc = &[0x09, 0x92, 0x26, 0x89, 0x93, 0xF2, 0x2C, 0x64, 0x01, 0x19];
    let der = name_of(&[&[attribute(dc, 0x16, b"com")], &[attribute(dc, 0x16, b"contoso")]]);
    assert_eq!(text(&der), "DC=contoso, DC=com");
}

#[test]
fn the_common_name_is_the_most_specific_one_that_is_text() {
    let der = name_of(&[
        &[attribute(CN, UTF8, b"general")],
        &[attribute(CN, UTF8, b"a, specific one")],
        &[attribute(CN, UTF8, b"")],
        &[attribute(CN, 0x04, b"octets")],
    ]);
    assert_eq!(name(&der).unwrap().common_name.as_deref(), Some("a, specific one"));
    assert_eq!(name(&name_of(&[])).unwrap(), Name::default());
}

#[test]
fn what_is_no_name_is_refused() {
    let attribute = attribute(CN, UTF8, b"x");
    for der in [
        tlv(0x31, &[]),
        sequence(&[tlv(0x31, &[])]),
        sequence(std::slice::from_ref(&attribute)),
        sequence(&[tlv(0x31, &sequence(&[tlv(0x06, CN)]))]),
        [name_of(&[std::slice::from_ref(&attribute)]), vec![0]].concat(),
    ] {
        assert!(name(&der).is_err(), "{der:02x?}");
    }
}
