//! Statements on their way.
