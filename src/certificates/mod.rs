//! The page's certificate list and details pane.
//!
//! ```text
//! ╭ Certificates ────────────────────────────────────────╮╭ Contoso mail 2027 ────────────────────╮
//! │  NAME ▲                   STATUS        EXPIRES ON   ││ Issuer                                │
//! │▸ Contoso mail 2027        Valid         2027-05-29   ││   CN=Contoso Issuing CA, DC=contoso   │
//! │  Contoso wildcard         Expiring      2026-11-29   ││ Status                                │
//! │  Microsoft Exchange     * Valid         2031-05-02   ││   Valid                               │
//! ╰─────────────────────────────── 1 selected of 3 total ╯╰───────────────────────────────────────╯
//! ```

mod columns;
mod details;
mod filter;
mod update;
mod view;

pub use columns::{Column, Sort, needs_attention};
pub use update::Size;
pub use view::{paint_details, paint_list, shows_filter};

use std::sync::Arc;

use crate::app::vocabulary::{Field, World};
use crate::engine::{Certificate, Thumbprint};

/// What the list remembers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Certificates {
    /// The selected certificate. It survives reloads, sorting and filtering.
    pub cursor: Option<Thumbprint>,
    /// Where the cursor stands in `order`; kept in step with it by every change.
    row: usize,
    /// The first row in view.
    pub top: usize,
    /// The rows after filter and sort, as indexes into the server's certificates: the only derived value.
    order: Arc<Vec<u32>>,
    /// How the rows are sorted.
    pub sort: Sort,
    /// What the rows are filtered by.
    pub filter: Field,
    /// Whether the filter has the keyboard.
    pub filtering: bool,
    /// The first line of the details pane in view.
    pub details_top: usize,
}

impl Certificates {
    /// How many rows there are after filtering.
    #[must_use]
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether no row is left.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The selected row.
    #[must_use]
    pub fn row(&self) -> Option<usize> {
        (self.cursor.is_some() && self.row < self.order.len()).then_some(self.row)
    }

    /// The certificate of a row.
    #[must_use]
    pub fn at<'a>(&self, row: usize, world: &'a World) -> Option<&'a Certificate> {
        let index = usize::try_from(*self.order.get(row)?).ok()?;
        world.server()?.certificates.get(index)
    }

    /// The selected certificate.
    #[must_use]
    pub fn selected<'a>(&self, world: &'a World) -> Option<&'a Certificate> {
        self.at(self.row()?, world)
    }
}

#[cfg(test)]
pub(crate) mod tests;
