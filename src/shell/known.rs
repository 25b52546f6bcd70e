//! What the page knows, for completion.

use crate::app::vocabulary::{Document, World};
use crate::cmdlets::ServerRef;
use crate::cmdlets::complete::{Known, KnownCertificate};
use crate::engine::{Certificate, Server};

/// The page's world. What nobody has read yet is not offered.
pub(super) struct Here<'a>(pub(super) &'a World);

impl Here<'_> {
    fn server(&self, named: Option<&str>) -> Option<&Server> {
        let Some(named) = named else { return self.0.server().map(AsRef::as_ref) };
        let meant = ServerRef(named.to_owned());
        self.0.servers.iter().find_map(|entry| match &entry.document {
            Document::Open(server) => Some(server.as_ref()).filter(|server| meant.means(server)),
            Document::Named | Document::Broken(_) => None,
        })
    }
}

impl Known for Here<'_> {
    fn servers(&self) -> Vec<String> {
        self.0.servers.iter().map(|entry| entry.name.as_str().to_owned()).collect()
    }

    fn certificates(&self, server: Option<&str>) -> Vec<KnownCertificate> {
        let Some(server) = self.server(server) else { return Vec::new() };
        let known = |certificate: &Certificate| KnownCertificate {
            thumbprint: certificate.thumbprint,
            server: server.name.as_str().to_owned(),
            name: certificate.display_name().into_owned(),
            subject: certificate.known().map(|facts| facts.subject.clone()).unwrap_or_default(),
        };
        server.certificates.iter().map(known).collect()
    }
}
