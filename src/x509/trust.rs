//! Whether a chain leads from a certificate to one of the organization's roots, and whether a revocation list names it.

use std::borrow::Cow;
use std::cell::Cell;
use std::time::Duration;

use rustls_pki_types::{CertificateDer, UnixTime};
use webpki::{
    CertRevocationList, EndEntityCert, Error, ExtendedKeyUsageValidator, KeyPurposeIdIter, RevocationCheckDepth,
    RevocationOptions, RevocationOptionsBuilder, UnknownStatusPolicy, VerifiedPath,
};

use super::authority::Link;
use super::error::{Document, ReadError};
use super::evidence::evidence;
use super::lists::List;
use super::path::{Candidates, Top, candidates, trouble, walk};
use super::pem::{certificates, revocation_lists};
use super::verify;
use crate::engine::{Evidence, Facts, Moment, Trust};

/// Whom the organization trusts: roots, the authorities between them and the certificates, and revocation lists.
///
/// The default trusts nobody. Each list of revocations speaks for the authority that issued it; of several by one
/// authority the newest speaks. A list past its next update still speaks.
#[derive(Debug, Default)]
pub struct Authorities {
    roots: Vec<Link>,
    intermediates: Vec<Link>,
    /// The newest first.
    lists: Vec<List>,
}

/// A verdict and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The verdict.
    pub trust: Trust,
    /// What it rests on; `None` for a self-signed certificate, which has no chain, and for one that cannot be taken apart.
    pub evidence: Option<Evidence>,
}

/// What is wrong with a chain.
enum Fault {
    NoChain,
    Revoked,
    /// By webpki's name, or ours.
    Other(Cow<'static, str>),
}

impl From<Error> for Fault {
    fn from(error: Error) -> Fault {
        match error {
            Error::UnknownIssuer => Fault::NoChain,
            Error::CertRevoked => Fault::Revoked,
            other => Fault::Other(error_name(&other).into()),
        }
    }
}

impl Authorities {
    /// Adds the certificates in `bytes` (PEM or DER) as roots and says how many. Nothing is added after an error.
    ///
    /// # Errors
    /// [`ReadError`] when there is none or one cannot serve as a root.
    pub fn add_roots(&mut self, bytes: &[u8]) -> Result<usize, ReadError> {
        let read = |der: Vec<u8>| {
            let link = Link::read(&der)?;
            link.anchor().map_err(|error| refused(Document::Certificate, &error))?;
            Ok(link)
        };
        add(&mut self.roots, certificates(bytes)?, read)
    }

    /// Adds the certificates in `bytes` (PEM or DER) as authorities between root and certificate and says how many.
    /// Nothing is added after an error.
    ///
    /// # Errors
    /// [`ReadError`] when there is none or one cannot serve in a chain.
    pub fn add_intermediates(&mut self, bytes: &[u8]) -> Result<usize, ReadError> {
        add(&mut self.intermediates, certificates(bytes)?, |der| intermediate(&der))
    }

    /// Adds the revocation lists in `bytes` (PEM or DER) and says how many. Nothing is added after an error. Delta lists
    /// and indirect lists cannot be used.
    ///
    /// # Errors
    /// [`ReadError`] when there is none or one cannot be used.
    pub fn add_revocation_lists(&mut self, bytes: &[u8]) -> Result<usize, ReadError> {
        let count = add(&mut self.lists, revocation_lists(bytes)?, List::read)?;
        self.lists.sort_by_key(|list| std::cmp::Reverse(list.shown.issued));
        Ok(count)
    }

    /// Does `work` with these certificates, each DER, among those between root and certificate: what came along in the
    /// same file. Those that cannot serve in a chain are left out; afterwards all are gone again.
    pub fn lend<T>(&mut self, ders: &[&[u8]], work: impl FnOnce(&Authorities) -> T) -> T {
        let own = self.intermediates.len();
        self.intermediates.extend(ders.iter().filter_map(|der| intermediate(der).ok()));
        let done = work(self);
        self.intermediates.truncate(own);
        done
    }

    /// Judges the chain of the certificate `der`, whose facts are `facts`: [`Authorities::verdict`] without what it rests
    /// on.
    #[must_use]
    pub fn judge(&self, der: &[u8], facts: &Facts, now: Moment) -> Trust {
        self.verdict(der, facts, now).trust
    }

    /// Judges the chain of the certificate `der`, whose facts are `facts`, and says what the verdict rests on.
    ///
    /// A self-signed certificate has no chain and is in no list: it is [`Trust::SelfSigned`] at once. The certificate's
    /// own dates and purposes are the engine's to judge, so the chain is verified at `now` moved into its validity, and
    /// for any purpose of its own. The dates, purposes and constraints of every authority count, the root's too, as they
    /// do for Windows. Revocation is checked for the whole chain, as far as there are lists.
    ///
    /// [`Trust::Invalid`] carries webpki's name for the error, `CertExpired` for an expired authority, say; or one of ours
    /// for what webpki does not ask: `IssuerNotCertSigner`, `IssuerNotForServers`.
    #[must_use]
    pub fn verdict(&self, der: &[u8], facts: &Facts, now: Moment) -> Verdict {
        if facts.self_signed {
            return Verdict { trust: Trust::SelfSigned, evidence: None };
        }
        let Ok(leaf) = Link::read(der) else {
            // Facts were read from it, so it is its key usage that is damaged.
            return Verdict { trust: Trust::Invalid("MalformedExtensions".into()), evidence: None };
        };
        let chain = Chain {
            authorities: self,
            candidates: candidates(&leaf, &self.roots, &self.intermediates),
            leaf: &leaf,
            now: moved_into_validity(now, facts),
        };
        let every: Vec<_> = self.lists.iter().collect();
        let (trust, found, lists) = match chain.verify(every) {
            Ok((path, lists)) => (Trust::Trusted, (path, Top::Root), lists),
            Err((fault, lists)) => {
                let trust = match fault {
                    Fault::NoChain => Trust::Untrusted,
                    Fault::Revoked => Trust::Revoked,
                    Fault::Other(name) => Trust::Invalid(name.as_ref().into()),
                };
                (trust, walk(&leaf, &self.roots, &self.intermediates), lists)
            }
        };
        Verdict { trust, evidence: Some(evidence(&leaf, &found.0, found.1, &lists)) }
    }
}

/// A certificate, and what can stand above it.
struct Chain<'a> {
    authorities: &'a Authorities,
    candidates: Candidates<'a>,
    leaf: &'a Link,
    now: Moment,
}

/// The lists that speak.
type Lists<'a> = Vec<&'a List>;

impl<'a> Chain<'a> {
    /// Verifies the chain with the lists that can speak for it, and gives its authorities and those lists.
    ///
    /// An authority that was renewed with a new key signs lists with both keys under one name, and webpki takes the first
    /// list of that name. So when the chain is good but for a list, those that another known key signed are left out; a
    /// list that no known key signed stays, and stays an error.
    fn verify(&self, lists: Lists<'a>) -> Result<(Vec<&'a Link>, Lists<'a>), (Fault, Lists<'a>)> {
        let fault = match self.with(&lists) {
            Ok(path) => return Ok((path, lists)),
            Err(fault @ (Fault::Revoked | Fault::NoChain)) => return Err((fault, lists)),
            Err(fault) if lists.is_empty() => return Err((fault, lists)),
            Err(fault) => fault,
        };
        let Ok(path) = self.with(&[]) else { return Err((fault, lists)) };
        let known = || self.authorities.roots.iter().chain(&self.authorities.intermediates);
        let speaks = |list: &&&List| list.signed_by(path.iter().copied()) || !list.signed_by(known());
        let own: Lists<'a> = lists.iter().filter(speaks).copied().collect();
        match self.with(&own) {
            Ok(path) => Ok((path, own)),
            Err(fault) => Err((fault, own)),
        }
    }

    /// Verifies the chain with these lists and gives its authorities, from the issuer up to the root.
    fn with(&self, lists: &[&List]) -> Result<Vec<&'a Link>, Fault> {
        let certificate = EndEntityCert::try_from(&self.leaf.der)?;
        let roots: Vec<_> = self.candidates.roots.iter().filter_map(|root| root.anchor().ok()).collect();
        // Without a root there is nowhere to go.
        let of_use = self.candidates.between.iter().filter(|_| !roots.is_empty());
        let between: Vec<CertificateDer<'_>> = of_use.map(|link| CertificateDer::from(link.der.as_ref())).collect();
        let entries: Vec<_> = lists.iter().map(|list| &list.entries).collect();
        // Before 1970 there were no certificates; webpki knows no such time.
        let time = UnixTime::since_unix_epoch(Duration::from_secs(u64::try_from(self.now.0).unwrap_or(0)));
        let own = Cell::new(None);
        let good = |path: &VerifiedPath<'_>| match self.trouble(&self.links(path), lists) {
            None => Ok(()),
            Some(trouble) => {
                own.set(Some(trouble));
                // It ranks lowest, so that what webpki found elsewhere is said rather than this.
                Err(Error::UnknownIssuer)
            }
        };
        let verified = certificate.verify_for_usage(
            &verify::ALGORITHMS,
            &roots,
            &between,
            time,
            AnyPurpose,
            revocation(&entries),
            Some(&good),
        );
        match (verified, own.get()) {
            (Ok(path), _) => Ok(self.links(&path)),
            (Err(Error::UnknownIssuer), Some(trouble)) => Err(Fault::Other(trouble.into())),
            (Err(error), _) => Err(error.into()),
        }
    }

    /// What we hold against a chain that webpki finds good.
    fn trouble(&self, path: &[&Link], lists: &[&List]) -> Option<&'static str> {
        // webpki asks this of every authority but the root.
        let (root, between) = path.split_last()?;
        let last = between.last().copied().unwrap_or(self.leaf);
        let listed = || lists.iter().any(|list| list.covers(last));
        trouble(path, self.now).or_else(|| (!root.may_sign_lists() && listed()).then_some("IssuerNotCrlSigner"))
    }

    /// The authorities of a path.
    fn links(&self, path: &VerifiedPath<'_>) -> Vec<&'a Link> {
        let Candidates { roots, between } = &self.candidates;
        let anchor = path.anchor();
        let is_anchor = |root: &&&Link| {
            anchor.subject.as_ref() == root.subject && anchor.subject_public_key_info.as_ref() == root.key
        };
        // Of roots with one name and one key, one that is good makes the chain good.
        let good = |root: &&&Link| is_anchor(root) && trouble(&[**root], self.now).is_none();
        let root = roots.iter().find(good).or_else(|| roots.iter().find(is_anchor));
        let of = |der: CertificateDer<'_>| between.iter().find(|link| link.der.as_ref() == der.as_ref());
        let found = path.intermediate_certificates().filter_map(|certificate| of(certificate.der()));
        found.chain(root).copied().collect()
    }
}

/// How revocation is checked; `None` without lists. Its other default fits too: a list's next update is ignored.
fn revocation<'a>(lists: &'a [&'a CertRevocationList<'a>]) -> Option<RevocationOptions<'a>> {
    let builder = RevocationOptionsBuilder::new(lists).ok()?;
    Some(builder.with_depth(RevocationCheckDepth::Chain).with_status_policy(UnknownStatusPolicy::Allow).build())
}

fn intermediate(der: &[u8]) -> Result<Link, ReadError> {
    // One that webpki cannot read would give every chain its error.
    EndEntityCert::try_from(&CertificateDer::from(der)).map_err(|error| refused(Document::Certificate, &error))?;
    Link::read(der)
}

/// Adds all of `ders`, or none.
fn add<T>(
    to: &mut Vec<T>,
    ders: Vec<Vec<u8>>,
    read: impl Fn(Vec<u8>) -> Result<T, ReadError>,
) -> Result<usize, ReadError> {
    let read = ders.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let count = read.len();
    to.extend(read);
    Ok(count)
}

pub(super) fn refused(document: Document, error: &Error) -> ReadError {
    ReadError::malformed(document, error_name(error))
}

/// webpki's name for an error: the variant, without what it carries.
fn error_name(error: &Error) -> String {
    format!("{error:?}").chars().take_while(char::is_ascii_alphanumeric).collect()
}

/// `now`, or the end of the certificate's validity that is nearest to it.
fn moved_into_validity(now: Moment, facts: &Facts) -> Moment {
    let after_start = facts.not_before.map_or(now, |start| now.max(start));
    facts.not_after.map_or(after_start, |end| after_start.min(end))
}

/// Accepts every purpose: the engine judges the certificate's, and [`trouble`] the authorities'.
struct AnyPurpose;

impl ExtendedKeyUsageValidator for AnyPurpose {
    fn validate(&self, _purposes: KeyPurposeIdIter<'_, '_>) -> Result<(), Error> {
        Ok(())
    }
}
