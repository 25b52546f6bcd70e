//! May a certificate be removed, and what goes with it?

use super::access::Access;
use super::moment::Moment;
use super::organization::Organization;
use super::part::PartBuilder;
use super::plan::{NotFound, Verdict};
use super::rules::Removal;
use super::server::Server;
use super::thumbprint::Thumbprint;
use super::warnings;

/// Answers `Remove-ExchangeCertificate`, for certificates and pending requests: what would go, and what refuses. Nothing is
/// removed by it. Services that the certificate holds, and a request that waits, refuse nothing: a warning that
/// [asks for typing](super::warning::Warning::asks_for_typing) says so.
///
/// # Errors
/// [`NotFound`] when the server does not hold the certificate.
pub fn remove(
    organization: &Organization,
    server: &Server,
    thumbprint: Thumbprint,
    access: Access,
    now: Moment,
) -> Result<Verdict, NotFound> {
    let not_found = || NotFound { server: server.name.clone(), thumbprint };
    let certificate = server.certificate(thumbprint).ok_or_else(not_found)?;
    let refusals = Removal { organization, server, certificate, access }.refusals();
    let mut verdict = Verdict { refusals, ..Verdict::default() };
    if verdict.refusals.is_empty() {
        let mut part = PartBuilder::new(organization, server, now);
        part.remove(thumbprint);
        part.warn(warnings::about_removal(server, certificate));
        verdict.plan.parts.extend(part.build());
    }
    Ok(verdict)
}
