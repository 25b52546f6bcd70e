//! Inventories of any size, made up: what the collector writes in an organization of so many servers and certificates.

use std::fmt::Write as _;

use aws_lc_rs::digest;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The certificate that every other one is a copy of, under another serial number.
const TEMPLATE: &str =
    include_str!("../../assets/organization/certificates/01D035C24430169697A25149E85882127A90721A.pem");
/// How many bytes of the serial number are counted up: its last ones.
const COUNTED: usize = 4;

/// An inventory of that many servers with that many certificates each, all different. A certificate's signature is not
/// its own: nothing that reads facts looks at it.
pub(crate) fn inventory(servers: usize, certificates: usize) -> String {
    let mut der = template();
    let serial = serial(&der);
    let mut text = String::from(concat!(
        "{\n\"format\": \"exchcert-inventory\",\n\"version\": 1,\n\"collector\": \"1.0.0\",\n",
        "\"collected\": \"2026-11-21T09:00:00Z\",\n",
        "\"session\": {\"powershell\":\"5.1.17763.6532\",\"notAvailable\":[]},\n",
        "\"organization\": {\"name\":\"Contoso\",\"authConfig\":null,\"sendConnectors\":[],\"errors\":[]},\n",
        "\"servers\": [\n"
    ));
    for server in 0..servers {
        let name = format!("EX{server:05}");
        let _ = write!(
            text,
            "{{\"name\":\"{name}\",\"fqdn\":\"{name}.contoso.com\",\"adminDisplayVersion\":\"Version 15.2 (Build 2562.17)\",\
             \"build\":\"15.2.2562.17\",\"roles\":[\"Mailbox\"],\"site\":\"Default-First-Site-Name\",\"edition\":\"Standard\",\
             \"dag\":\"\",\"edgeSubscription\":\"\",\"internalTransportCertificate\":\"\",\"imapX509CertificateName\":\"\",\
             \"popX509CertificateName\":\"\",\"umStartupMode\":null,\"umCallRouterStartupMode\":null,\"errors\":[],\"certificates\":["
        );
        for certificate in 0..certificates {
            let number = u32::try_from(server * certificates + certificate).unwrap_or(u32::MAX);
            der[serial..serial + COUNTED].copy_from_slice(&number.to_be_bytes());
            let comma = if certificate + 1 < certificates { "," } else { "" };
            let _ = write!(text, "{}{comma}", entry(&name, &der, certificate == 0));
        }
        text.push_str(if server + 1 < servers { "]},\n" } else { "]}\n" });
    }
    text.push_str("]\n}\n");
    text
}

/// A certificate as the collector writes it; the first of a server serves everything.
fn entry(server: &str, der: &[u8], first: bool) -> String {
    let digest = digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, der);
    let thumbprint = digest.as_ref().iter().fold(String::new(), |text, byte| format!("{text}{byte:02X}"));
    let services = if first { "IMAP, POP, IIS, SMTP" } else { "None" };
    let sites = if first { format!("\"IIS://{server}/W3SVC/1\",\"IIS://{server}/W3SVC/2\"") } else { String::new() };
    format!(
        "{{\"thumbprint\":\"{thumbprint}\",\"friendlyName\":\"Contoso mail 2026\",\"services\":\"{services}\",\"status\":\"Valid\",\
         \"rootCAType\":\"Enterprise\",\"isSelfSigned\":false,\"hasPrivateKey\":true,\"privateKeyExportable\":true,\
         \"iisServices\":[{sites}],\"subject\":\"CN=mail.contoso.com, OU=IT, O=Contoso, C=US\",\
         \"issuer\":\"CN=Contoso Issuing CA, DC=contoso, DC=com\",\"notBefore\":\"2026-01-10T00:00:00Z\",\
         \"notAfter\":\"2027-01-10T00:00:00Z\",\"certificateDomains\":[\"mail.contoso.com\",\"autodiscover.contoso.com\"],\
         \"serialNumber\":\"5E00000002A4C100000000B2\",\"publicKeySize\":2048,\
         \"identity\":\"{server}.contoso.com\\\\{thumbprint}\",\"rawData\":\"{}\"}}",
        STANDARD.encode(der)
    )
}

fn template() -> Vec<u8> {
    let body: String = TEMPLATE.lines().filter(|line| !line.starts_with("-----")).collect();
    STANDARD.decode(body).unwrap_or_default()
}

/// Where the counted bytes of the serial number begin.
fn serial(der: &[u8]) -> usize {
    let number = x509_parser::parse_x509_certificate(der).map(|(_, parsed)| parsed.raw_serial().to_vec());
    let number = number.unwrap_or_default();
    let at = der.windows(number.len().max(1)).position(|window| window == number).unwrap_or_default();
    at + number.len() - COUNTED
}
