//! exchcert: the Exchange admin center's *Servers > Certificates* page in a terminal.
//!
//! [`engine`] and [`store`] are the public library: the rules, and the organization on disk. [`x509`] reads
//! certificates for them. Everything else is the program and may change at any time.

#![forbid(unsafe_code)]

#[doc(hidden)]
pub mod app;
#[doc(hidden)]
pub mod certificates;
#[doc(hidden)]
pub mod checkup;
#[doc(hidden)]
pub mod cli;
#[doc(hidden)]
pub mod cmdlets;
#[doc(hidden)]
pub mod confirm;
#[doc(hidden)]
pub mod drafts;
#[doc(hidden)]
pub mod edit;
pub mod engine;
#[doc(hidden)]
pub mod execute;
#[doc(hidden)]
pub mod export;
#[doc(hidden)]
pub mod help;
#[doc(hidden)]
pub mod import;
#[doc(hidden)]
pub mod importing;
#[doc(hidden)]
pub mod journal;
#[doc(hidden)]
pub mod keymap;
#[doc(hidden)]
pub mod locale;
#[doc(hidden)]
pub mod logging;
#[doc(hidden)]
pub mod look;
#[doc(hidden)]
pub mod palette;
#[doc(hidden)]
pub mod problems;
#[doc(hidden)]
pub mod script;
#[doc(hidden)]
pub mod servers;
#[doc(hidden)]
pub mod shell;
pub mod store;
#[doc(hidden)]
pub mod terminal;
#[cfg(test)]
mod testing;
#[doc(hidden)]
pub mod text;
pub mod x509;
