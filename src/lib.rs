//! exchcert: the Exchange admin center's *Servers > Certificates* page in a terminal.
//!
//! [`engine`] and [`store`] are the public library: the rules, and the organization on disk. [`x509`] reads
//! certificates for them. Everything else is the program and may change at any time.

#![forbid(unsafe_code)]

#[doc(hidden)]
pub mod cli;
#[doc(hidden)]
pub mod cmdlets;
pub mod engine;
#[doc(hidden)]
pub mod locale;
#[doc(hidden)]
pub mod logging;
#[doc(hidden)]
pub mod look;
pub mod store;
#[doc(hidden)]
pub mod terminal;
#[cfg(test)]
mod testing;
#[doc(hidden)]
pub mod text;
pub mod x509;
