//! `newer-encryption`: an older Windows says "wrong password" to a file that it cannot open.

use crate::engine::build::Product;
use crate::engine::import::Arrival;
use crate::engine::server::Server;
use crate::engine::warning::Warning;

/// Source: Microsoft's reference for `Export-PfxCertificate` (`-CryptoAlgorithmOption`), and support answers on imports
/// that fail on Windows Server 2016. Which product runs where: the Exchange Server supportability matrix.
pub(super) const SOURCE: &str = "Export-PfxCertificate reference, -CryptoAlgorithmOption; supportability matrix: Exchange 2016 runs on Windows Server 2016";

pub(super) fn of(server: &Server, arrival: &Arrival) -> Option<Warning> {
    let older = |product| matches!(product, Product::Exchange2013 | Product::Exchange2016);
    // A build that nobody recorded may be such a one.
    let may_fail = arrival.newer_encryption && server.build.is_none_or(|build| older(build.product()));
    may_fail.then_some(Warning::NewerEncryption)
}
