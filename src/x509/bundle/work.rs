//! How much work a file may ask for: bounded before any of it is done.

use super::BundleError;

/// The most iterations of hashing a password for a whole file, all attempts together. OpenSSL asks for 2,048 and Windows for
/// 2,000 a part; the most cautious programs ask for some 600,000.
pub const MOST_ITERATIONS: u64 = 5_000_000;
/// The most certificates, keys and other bags of a file.
pub const MOST_BAGS: usize = 10_000;

/// What is left.
#[derive(Debug)]
pub(super) struct Budget {
    iterations: u64,
    bags: usize,
}

impl Default for Budget {
    fn default() -> Budget {
        Budget { iterations: MOST_ITERATIONS, bags: MOST_BAGS }
    }
}

impl Budget {
    /// Pays for hashing a password into `blocks` blocks, each `iterations` times.
    pub(super) fn hash(&mut self, iterations: u32, blocks: usize) -> Result<(), BundleError> {
        let too_much = BundleError::TooMuchWork { limit: MOST_ITERATIONS };
        let work = u64::from(iterations).saturating_mul(u64::try_from(blocks).unwrap_or(u64::MAX));
        self.iterations = self.iterations.checked_sub(work).ok_or(too_much)?;
        Ok(())
    }

    /// Another attempt at the same file begins: the same bags are counted anew, work that was done stays done.
    pub(super) fn begin(&mut self) {
        self.bags = MOST_BAGS;
    }

    /// Pays for one certificate, key or other bag.
    pub(super) fn bag(&mut self) -> Result<(), BundleError> {
        self.bags = self.bags.checked_sub(1).ok_or(BundleError::TooMany { limit: MOST_BAGS })?;
        Ok(())
    }
}
