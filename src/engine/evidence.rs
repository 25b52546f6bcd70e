//! What a verdict on a chain rests on: the authorities above a certificate, and what a revocation list says of it.

use std::sync::Arc;

use super::moment::Moment;
use super::thumbprint::Thumbprint;

/// What was found when a certificate's chain was judged. Certificates of one issuer that have nothing of their own share
/// one value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Evidence {
    /// The authorities above the certificate, its issuer first, as far as they are known.
    pub authorities: Vec<Arc<Authority>>,
    /// Where that ends.
    pub end: ChainEnd,
    /// What a revocation list says.
    pub revocation: Revocation,
}

/// An authority in a chain.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Authority {
    /// Its subject, written as in [`Facts::subject`](super::Facts::subject).
    pub name: String,
    /// Its thumbprint.
    pub thumbprint: Thumbprint,
    /// The first moment of its validity.
    pub not_before: Moment,
    /// The last one.
    pub not_after: Moment,
}

impl Authority {
    /// Whether `now` is outside its validity.
    #[must_use]
    pub fn outside_validity(&self, now: Moment) -> bool {
        now < self.not_before || now > self.not_after
    }
}

/// Where the authorities above a certificate end.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ChainEnd {
    /// At a root of the organization, the last of the authorities.
    Root,
    /// At an authority of which no certificate is known: its name. Nobody but it can have issued the last one.
    Missing(Arc<str>),
    /// At an authority that is known but not trusted, the last of them: it vouches for itself.
    NotTrusted,
}

/// What revocation lists say of a certificate.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Revocation {
    /// Nothing: there is no list of its issuer, or no chain to believe one by.
    NotChecked,
    /// The list of its issuer does not name it.
    Checked(Arc<RevocationList>),
    /// A list names it, or an authority above it.
    Revoked(Arc<Revoked>),
}

/// A revocation list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RevocationList {
    /// Whose it is.
    pub issuer: String,
    /// When it was issued.
    pub issued: Moment,
    /// When the next one was to come; `None` when it does not say.
    pub next_update: Option<Moment>,
}

impl RevocationList {
    /// Whether the next one should be here by now.
    #[must_use]
    pub fn overdue(&self, now: Moment) -> bool {
        self.next_update.is_some_and(|next| now > next)
    }
}

/// An entry of a revocation list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Revoked {
    /// The authority that is revoked; `None` when it is the certificate itself.
    pub authority: Option<String>,
    /// The serial number, in upper-case hexadecimal.
    pub serial: String,
    /// Since when.
    pub since: Moment,
    /// The list that says so.
    pub list: Arc<RevocationList>,
}
