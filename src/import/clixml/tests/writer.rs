//! Writes what Exchange writes: serialized certificates, the stream around them, and CLIXML around that.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::authority;
use crate::engine::Thumbprint;
use crate::x509;

const NAMESPACE: &str = "Microsoft.Exchange.Management.SystemConfigurationTasks";
const ASSEMBLY: &str =
    "Microsoft.Exchange.Management, Version=15.0.0.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35";
pub(super) const TYPE: &str = "Microsoft.Exchange.Management.SystemConfigurationTasks.ExchangeCertificate";

/// A certificate as a server holds it.
#[derive(Clone)]
pub(super) struct Held {
    pub(super) der: Vec<u8>,
    pub(super) server: &'static str,
    pub(super) friendly_name: &'static str,
    pub(super) has_key: bool,
    pub(super) exportable: bool,
    pub(super) self_signed: bool,
    pub(super) status: i32,
    pub(super) root: i32,
    pub(super) services: i32,
    pub(super) sites: Vec<String>,
    /// The name of the last enumeration's class.
    pub(super) services_class: &'static str,
    /// What `CertData` says instead of the certificate's SHA-1.
    pub(super) sha1: Option<[u8; 20]>,
    /// What `Identity` says instead of the certificate's thumbprint.
    pub(super) identity: Option<&'static str>,
}

impl Held {
    /// A certificate of an authority, valid, with no service.
    pub(super) fn issued(name: &str) -> Held {
        Held::of(authority::issued(name))
    }

    /// That certificate, valid, with no service.
    pub(super) fn of(der: Vec<u8>) -> Held {
        Held {
            der,
            server: "ex01.contoso.com",
            friendly_name: "Contoso",
            has_key: true,
            exportable: true,
            self_signed: false,
            status: 1,
            root: 2,
            services: 0,
            sites: Vec::new(),
            services_class: "AllowedServices",
            sha1: None,
            identity: None,
        }
    }

    pub(super) fn thumbprint(&self) -> Thumbprint {
        x509::thumbprint(&self.der)
    }

    /// `CertData`.
    pub(super) fn element(&self) -> Vec<u8> {
        let sha1 = self.sha1.unwrap_or(self.thumbprint().0);
        let name: Vec<u8> = self.friendly_name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        let mut out = Vec::new();
        if !self.friendly_name.is_empty() {
            property(&mut out, 11, &name);
        }
        property(&mut out, 92, &[0, 8, 0, 0]);
        if self.has_key {
            property(&mut out, 2, &[0; 28]);
        }
        property(&mut out, 3, &sha1);
        property(&mut out, 32, &self.der);
        out
    }

    /// `SerializationData`, not signed.
    pub(super) fn data(&self) -> Vec<u8> {
        let mut out = Stream::default();
        out.byte(0).int(1).int(-1).int(1).int(0);
        out.byte(12).int(2).text(ASSEMBLY);
        out.byte(5).int(1).text(TYPE).int(8);
        for name in [
            "CertData",
            "SelfSigned",
            "Status",
            "RootCAType",
            "Services",
            "IISServices",
            "PrivateKeyExportable",
            "Identity",
        ] {
            out.text(name);
        }
        // The kinds of the members: bytes, boolean, three enumerations, a list, a boolean, a text.
        let list = format!("System.Collections.Generic.List`1[[{NAMESPACE}.IisService, {ASSEMBLY}]]");
        for kind in [7, 0, 4, 4, 4, 3, 0, 1] {
            out.byte(kind);
        }
        out.byte(2).byte(1);
        for class in ["CertificateStatus", "CertificateAuthorityType", "AllowedServices"] {
            out.text(&format!("{NAMESPACE}.{class}")).int(2);
        }
        out.text(&list).byte(1).int(2);
        out.byte(9).int(3).byte(self.self_signed.into());
        out.enumeration(-4, "CertificateStatus", self.status);
        out.enumeration(-5, "CertificateAuthorityType", self.root);
        out.enumeration(-6, self.services_class, self.services);
        out.byte(9).int(7).byte(self.exportable.into());
        let thumbprint = self.thumbprint().to_string();
        out.byte(6).int(8).text(&format!("{}\\{}", self.server, self.identity.unwrap_or(&thumbprint)));
        let element = self.element();
        out.byte(15).int(3).count(element.len()).byte(2).bytes(&element);
        self.list(&mut out, &list);
        out.byte(11);
        out.0
    }

    /// `IISServices`: a list whose array is longer than the list.
    fn list(&self, out: &mut Stream, class: &str) {
        out.byte(4).int(7).text(class).int(3).text("_items").text("_size").text("_version");
        out.byte(4).byte(0).byte(0).text(&format!("{NAMESPACE}.IisService[]")).int(2).byte(8).byte(8);
        out.byte(9).int(9).count(self.sites.len()).int(0);
        let room = self.sites.len().next_power_of_two().max(4);
        out.byte(7).int(9).byte(0).int(1).count(room).byte(4).text(&format!("{NAMESPACE}.IisService")).int(2);
        for number in 0..self.sites.len() {
            out.byte(9).int(100 + i32::try_from(number).unwrap());
        }
        let empty = room - self.sites.len();
        if empty > 0 {
            out.byte(13).byte(empty.try_into().unwrap());
        }
        for (number, site) in self.sites.iter().enumerate() {
            let id = 100 + i32::try_from(number).unwrap();
            if number == 0 {
                out.byte(5).int(id).text(&format!("{NAMESPACE}.IisService")).int(2);
                out.text("serviceName").text("internalUrl").byte(1).byte(3).text("System.Uri").int(2);
            } else {
                out.byte(1).int(id).int(100);
            }
            out.byte(6).int(id + 500).text(site).byte(10);
        }
    }

    /// The object of CLIXML that Exchange's own shell writes.
    pub(super) fn object(&self) -> String {
        object(TYPE, &bytes("RawData", &self.der), &bytes("SerializationData", &self.data()))
    }

    /// The object of a shell without Exchange's types.
    pub(super) fn degraded(&self) -> String {
        object(&format!("Deserialized.{TYPE}"), &bytes("RawData", &self.der), "<S N=\"PSComputerName\">ex09</S>")
    }
}

/// The same data in the frame of a signature.
pub(super) fn signed(data: &[u8]) -> Vec<u8> {
    let length = i32::try_from(data.len()).unwrap().to_le_bytes();
    [b"#sig#", &length[..], data, &[0xA5; 32]].concat()
}

fn property(out: &mut Vec<u8>, number: u32, value: &[u8]) {
    for word in [number, 1, u32::try_from(value.len()).unwrap()] {
        out.extend(word.to_le_bytes());
    }
    out.extend(value);
}

/// A stream in .NET's binary format.
#[derive(Default)]
struct Stream(Vec<u8>);

impl Stream {
    fn byte(&mut self, byte: u8) -> &mut Stream {
        self.0.push(byte);
        self
    }

    fn bytes(&mut self, bytes: &[u8]) -> &mut Stream {
        self.0.extend(bytes);
        self
    }

    fn int(&mut self, int: i32) -> &mut Stream {
        self.bytes(&int.to_le_bytes())
    }

    fn count(&mut self, count: usize) -> &mut Stream {
        self.int(count.try_into().unwrap())
    }

    fn text(&mut self, text: &str) -> &mut Stream {
        let mut length = text.len();
        while length > 0x7F {
            self.byte(u8::try_from(length & 0x7F).unwrap() | 0x80);
            length >>= 7;
        }
        self.byte(length.try_into().unwrap()).bytes(text.as_bytes())
    }

    fn enumeration(&mut self, id: i32, class: &str, value: i32) {
        self.byte(5).int(id).text(&format!("{NAMESPACE}.{class}")).int(1).text("value__").byte(0).byte(8).int(2);
        self.int(value);
    }
}

/// A property of bytes.
pub(super) fn bytes(name: &str, bytes: &[u8]) -> String {
    format!("<BA N=\"{name}\">{}</BA>", STANDARD.encode(bytes))
}

/// An object of a type with properties and notes.
pub(super) fn object(class: &str, properties: &str, notes: &str) -> String {
    format!(
        "<Obj RefId=\"0\"><TN RefId=\"0\"><T>{class}</T><T>System.Object</T></TN><ToString>x</ToString>\
         <Props>{properties}</Props><MS>{notes}</MS></Obj>\n"
    )
}

/// A file of objects.
pub(super) fn file(objects: &[String]) -> String {
    let xmlns = "http://schemas.microsoft.com/powershell/2004/04";
    format!("<Objs Version=\"1.1.0.1\" xmlns=\"{xmlns}\">\n{}</Objs>", objects.concat())
}
