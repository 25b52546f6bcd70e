//! Which key asks for what: one table for dispatch, footer, help, `print keys` and `docs/keys.md`.

mod key;
mod table;

pub use key::{Code, Key};
pub use table::{BINDINGS, Binding};

use crate::app::vocabulary::{Action, Scope};

/// The action of a key for whoever has the keyboard, innermost scope first.
#[must_use]
pub fn resolve(scopes: &[Scope], key: Key) -> Option<Action> {
    scopes.iter().find_map(|scope| {
        BINDINGS.iter().find(|binding| binding.scope == *scope && binding.keys.contains(&key)).map(|b| b.action)
    })
}

/// The keys that ask for an action in one of the scopes, the most usual first.
pub fn keys_of(scopes: &[Scope], action: Action) -> impl Iterator<Item = Key> {
    BINDINGS
        .iter()
        .filter(move |binding| binding.action == action && scopes.contains(&binding.scope))
        .flat_map(|binding| binding.keys.iter().copied())
}

#[cfg(test)]
mod tests;
