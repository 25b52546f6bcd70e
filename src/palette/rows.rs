//! What the palette offers.

use super::update::Beneath;
use crate::app::vocabulary::{Action, Gate};
use crate::keymap::{BINDINGS, Key};
use crate::locale::{Locale, Message};
use crate::text::Shown;

/// An action as the palette shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The action.
    pub action: Action,
    /// What it is called.
    pub title: Shown,
    /// Its key where the reader is.
    pub key: Key,
    /// Why it cannot be done now.
    pub blocked: Option<Message>,
}

/// The actions that `typed` finds, those with the words in their title first; without words all of them, in the order
/// of the keymap, innermost scope first. Moving about is left out: the keys for it work here too, and mean this list.
#[must_use]
pub fn rows(typed: &str, beneath: &Beneath<'_>, locale: &Locale) -> Vec<Row> {
    let words: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
    let all = |text: &str| words.iter().all(|word| text.contains(word));
    let (mut by_title, mut by_tip) = (Vec::new(), Vec::new());
    for row in offered(beneath, locale) {
        let (title, about) = (row.title.to_lowercase(), row.action.row());
        let tip = locale.text(&(about.tip)()).to_lowercase();
        if all(&title) {
            by_title.push(row);
        } else if all(&format!("{title}\n{tip}\n{}", about.name)) {
            by_tip.push(row);
        }
    }
    by_title.append(&mut by_tip);
    by_title
}

/// Every action there is a key for, each title once: beside the page's Quit the one from anywhere says nothing new.
fn offered(beneath: &Beneath<'_>, locale: &Locale) -> Vec<Row> {
    let mut found: Vec<Row> = Vec::new();
    let bindings =
        beneath.scopes.iter().flat_map(|scope| BINDINGS.iter().filter(move |binding| binding.scope == *scope));
    for binding in bindings.filter(|binding| is_offered(binding.action)) {
        let title = locale.text(&(binding.action.row().title)());
        let blocked = match beneath.gates.gate(binding.action) {
            Gate::Ready => None,
            Gate::Blocked(reason) => Some(reason),
            Gate::Absent => continue,
        };
        let Some(key) = binding.keys.first().copied() else { continue };
        if !found.iter().any(|row| row.action == binding.action || row.title == title) {
            found.push(Row { action: binding.action, title, key, blocked });
        }
    }
    found
}

fn is_offered(action: Action) -> bool {
    action != Action::Palette && !action.row().name.starts_with("move.")
}
