//! Stories of the whole page.

mod assigning;
mod keys;
mod looking;
mod pictures;
mod storms;
