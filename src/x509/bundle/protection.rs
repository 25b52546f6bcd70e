//! How a PKCS #12 file is protected, and whether Windows Server 2016 opens it.

/// How a PKCS #12 file is protected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Protection {
    /// How certificates are encrypted, each way once; `None` stands for not at all.
    pub certificates: Vec<Option<Encryption>>,
    /// How private keys are encrypted, each way once; `None` stands for not at all.
    pub keys: Vec<Option<Encryption>>,
    /// What shows that nothing was changed; `None` when nothing does.
    pub mac: Option<Mac>,
}

/// An encryption with a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encryption {
    /// Its usual name, such as `PBE-SHA1-3DES` or `AES-256-CBC, PBKDF2 with HMAC-SHA-256`.
    pub name: String,
    /// How often the password is hashed.
    pub iterations: u32,
    /// It is one of PKCS #12's own, with 3DES or RC2 and SHA-1 (RFC 7292, appendix C).
    pub pbes1: bool,
}

/// A message authentication code over a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mac {
    /// Its usual name, such as `HMAC-SHA-1` or `PBMAC1 with HMAC-SHA-256`.
    pub name: String,
    /// How often the password is hashed for it.
    pub iterations: u32,
}

/// Whether Windows Server 2016 opens a PKCS #12 file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Windows2016 {
    /// It does.
    Opens,
    /// It does not, and calls the password wrong: it does not know this encryption or MAC.
    Refuses(String),
    /// Nobody can say: the file has no MAC.
    NotKnown,
}

impl Protection {
    /// Whether Windows Server 2016 opens the file.
    ///
    /// It opens what `Export-PfxCertificate` calls `TripleDES_SHA1`: PKCS #12's own encryptions with 3DES or RC2, and a MAC with
    /// SHA-1. `AES256_SHA256`, and all else that PBES2 offers, opens since Windows Server 2019 (version 1809); before it, the
    /// right password is called wrong.
    ///
    /// Source: Microsoft Q&A 1394407 (import on Windows Server 2016 fails for a file of AES-256 and SHA-256, and works with
    /// `TripleDES-SHA1`); PowerShell/CertificateDsc issue 153 (the same); `Export-PfxCertificate`, `-CryptoAlgorithmOption`.
    #[must_use]
    pub fn windows_2016(&self) -> Windows2016 {
        let encryptions = self.keys.iter().chain(&self.certificates).flatten();
        let unknown = encryptions.filter(|encryption| !encryption.pbes1).map(|encryption| &encryption.name);
        let mac = self.mac.iter().map(|mac| &mac.name).filter(|name| *name != "HMAC-SHA-1");
        match (unknown.chain(mac).next(), &self.mac) {
            (Some(name), _) => Windows2016::Refuses(name.clone()),
            (None, Some(_)) => Windows2016::Opens,
            (None, None) => Windows2016::NotKnown,
        }
    }
}
