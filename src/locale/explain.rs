//! The engine's answers in words.
