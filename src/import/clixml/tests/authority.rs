//! An authority that issues certificates for the tests.

use std::sync::OnceLock;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};

struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
    /// The key of every certificate it issues: what is read here does not depend on it.
    key: KeyPair,
}

static AUTHORITY: OnceLock<Authority> = OnceLock::new();

/// A certificate for that name, DER; each time another one.
pub(super) fn issued(name: &str) -> Vec<u8> {
    let authority = AUTHORITY.get_or_init(|| {
        let mut params = CertificateParams::new(vec![]).unwrap();
        params.distinguished_name.push(DnType::CommonName, "Contoso Issuing CA");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let issuer = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
        Authority { issuer, key: KeyPair::generate().unwrap() }
    });
    let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    params.signed_by(&authority.key, &authority.issuer).unwrap().der().to_vec()
}
