//! Stories of the shell.
