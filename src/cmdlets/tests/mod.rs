//! Stories of the shell.

mod spelling;
