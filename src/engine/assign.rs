//! From a request to a verdict.

use super::moment::Moment;
use super::organization::Organization;
use super::plan::{NotFound, Verdict};
use super::request::Request;
use super::server::Server;

/// Answers a request: what would change on each server, what is refused, and what has to be asked first. Nothing is
/// changed by it.
///
/// `servers` are the documents of [`Request::servers`], in that order.
///
/// # Errors
/// [`NotFound`] when a server does not hold the certificate.
pub fn plan(_: &Organization, _: &[&Server], _: &Request, _: Moment) -> Result<Verdict, NotFound> {
    Ok(Verdict::default())
}
