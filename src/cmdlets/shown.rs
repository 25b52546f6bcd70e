//! Foreign text as it may be printed.

use crate::text::Shown;

/// Foreign text made visible, ready to be put into a line.
pub(super) fn shown(foreign: &str) -> String {
    Shown::new(foreign).into()
}
