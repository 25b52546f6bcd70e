//! The real exports give exactly what the servers knew.

use super::*;
use crate::engine::{Origin, PrivateKey, RootCaType, ServiceSet, Trust};
use crate::import::source::{IisSites, RecordedFacts};
use crate::x509;

#[test]
fn a_real_export_gives_services_status_key_name_and_bindings_of_every_certificate() {
    let source = read(sample!("GetExchangeCertificate-E19.xml")).unwrap();
    assert_eq!((source.origin, remarks(&source)), (Origin::Clixml, Vec::new()));
    let both = IisSites { default_web_site: true, back_end: true };
    let none = IisSites::default();
    let rows: Vec<_> = source
        .certificates
        .iter()
        .map(|c| {
            (c.friendly_name.as_deref(), c.services.map(ServiceSet::bits), c.root_ca_type, c.private_key, c.iis_sites)
        })
        .collect();
    assert_eq!(
        rows,
        [
            (
                Some("Microsoft Exchange Server Auth Certificate"),
                Some(16),
                Some(RootCaType::None),
                Some(PrivateKey::Exportable),
                Some(none)
            ),
            (Some("Microsoft Exchange"), Some(27), Some(RootCaType::Registry), Some(PrivateKey::Present), Some(both)),
            (
                Some("CN=WMSvc-WIN-K300A9DA9VA"),
                Some(0),
                Some(RootCaType::Registry),
                Some(PrivateKey::Exportable),
                Some(none)
            ),
        ]
    );
    for certificate in &source.certificates {
        assert_eq!(certificate.server.as_deref(), Some("Solo-E19A.Solo.com"));
        assert_eq!((&certificate.status, certificate.pending), (&Some(Trust::SelfSigned), false), "Status is Valid");
        let der = certificate.der.as_ref().unwrap();
        assert_eq!(x509::thumbprint(der), certificate.thumbprint);
        assert_eq!(certificate.recorded, RecordedFacts::default());
    }
    let thumbprints: Vec<_> = source.certificates.iter().map(|c| c.thumbprint.to_string()).collect();
    assert_eq!(
        thumbprints,
        [
            "C3EDCF181EF4F9B53D01768ECA99564014BCA6E7",
            "6C7DE09FB39A40144F57EFEBC3DF0148E3A9AB28",
            "38247AD2B76244411748274C508D13446311830B"
        ]
    );
    assert!(source.servers.is_empty() && source.organization.send_connectors.is_none());
}

#[test]
fn a_degraded_export_gives_the_certificates_and_leaves_everything_else_unknown() {
    let source = read(sample!("GetExchangeCertificate-degraded.xml")).unwrap();
    assert_eq!((source.origin, remarks(&source)), (Origin::RawData, Vec::new()));
    assert_eq!(source.certificates.len(), 5);
    for certificate in &source.certificates {
        let der = certificate.der.clone();
        assert_eq!(x509::thumbprint(der.as_ref().unwrap()), certificate.thumbprint);
        // Not even the server: the session's may be another one than was asked.
        assert_eq!(*certificate, CertificateFacts { der, ..CertificateFacts::new(certificate.thumbprint) });
    }
    assert_eq!(source.certificates[1].thumbprint.to_string(), "D003810EBE1624145889D031FBB77ED2BD280FD3");
}
