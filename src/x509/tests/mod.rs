//! Certificates good, old, odd and hostile.

mod agreement;
mod chains;
mod evidence;
mod files;
mod hostile;
mod names;
mod reading;

/// A committed certificate; `tests/fixtures/x509/make.sh` made them.
macro_rules! fixture {
    ($name:literal) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/x509/", $name)).as_slice()
    };
}
use fixture;

/// The one certificate of a PEM file.
fn one(pem: &[u8]) -> Vec<u8> {
    let mut ders = super::certificates(pem).unwrap();
    assert_eq!(ders.len(), 1);
    ders.remove(0)
}

/// DER by hand.
fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len().to_be_bytes();
    let length = &length[length.iter().take_while(|byte| **byte == 0).count()..];
    let mut der = vec![tag];
    match length {
        [] => der.push(0),
        [short @ 0..=0x7F] => der.push(*short),
        _ => {
            der.push(0x80 | u8::try_from(length.len()).unwrap());
            der.extend(length);
        }
    }
    der.extend(content);
    der
}

fn sequence(parts: &[Vec<u8>]) -> Vec<u8> {
    tlv(0x30, &parts.concat())
}

const CN: &[u8] = &[0x55, 0x04, 0x03];
const O: &[u8] = &[0x55, 0x04, 0x0A];
const UTF8: u8 = 0x0C;

/// One attribute of a name.
fn attribute(oid: &[u8], tag: u8, value: &[u8]) -> Vec<u8> {
    sequence(&[tlv(0x06, oid), tlv(tag, value)])
}

/// A name of parts; each part is a list of attributes.
fn name_of(parts: &[&[Vec<u8>]]) -> Vec<u8> {
    sequence(&parts.iter().map(|part| tlv(0x31, &part.concat())).collect::<Vec<_>>())
}

/// A name that is one CN.
fn common_name(value: &str) -> Vec<u8> {
    name_of(&[&[attribute(CN, UTF8, value.as_bytes())]])
}

/// The extension of alternative names.
fn alternatives(names: &[Vec<u8>]) -> Vec<u8> {
    let value = tlv(0x04, &sequence(names));
    sequence(&[tlv(0x06, &[0x55, 0x1D, 0x11]), value])
}

/// What a certificate by hand is made of. Its signature is nonsense: nobody has signed it.
struct ByHand {
    serial: Vec<u8>,
    subject: Vec<u8>,
    dates: [Vec<u8>; 2],
    extensions: Vec<Vec<u8>>,
}

impl Default for ByHand {
    fn default() -> ByHand {
        ByHand {
            serial: vec![1],
            subject: common_name("hand.contoso.com"),
            dates: [tlv(0x17, b"260101000000Z"), tlv(0x17, b"270101000000Z")],
            extensions: Vec::new(),
        }
    }
}

impl ByHand {
    fn der(&self) -> Vec<u8> {
        // sha256WithRSAEncryption and rsaEncryption, NULL
        let algorithm =
            |last| sequence(&[tlv(0x06, &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, last]), tlv(0x05, &[])]);
        let key = sequence(&[tlv(0x02, &[0x00, 0x80, 0x01]), tlv(0x02, &[0x03])]);
        let data = sequence(&[
            tlv(0xA0, &tlv(0x02, &[2])),
            tlv(0x02, &self.serial),
            algorithm(11),
            common_name("Contoso Issuing CA"),
            sequence(&self.dates),
            self.subject.clone(),
            sequence(&[algorithm(1), tlv(0x03, &[&[0], key.as_slice()].concat())]),
            if self.extensions.is_empty() { Vec::new() } else { tlv(0xA3, &sequence(&self.extensions)) },
        ]);
        sequence(&[data, algorithm(11), tlv(0x03, &[0, 1, 2, 3])])
    }
}
