//! `Format-List`: one property a line.
//!
//! ```text
//! FriendlyName : Contoso mail 2027
//! Services     : IIS, SMTP
//! ```
//!
//! Labels are padded to the longest of them, records have one blank line between them. On a terminal a long value goes
//! on below itself; without one nothing is wrapped.

use super::object::{Object, Property};
use crate::text::{pad, split};

/// What stands between label and value.
const BETWEEN: &str = " : ";

/// The fewest columns worth wrapping a value into; a terminal narrower than label and this wraps by itself.
const LEAST: usize = 10;

/// The lines of a list; `width` is the terminal's, if there is one.
#[must_use]
pub fn lines(objects: &[Object<'_>], properties: &[Property], width: Option<u16>) -> Vec<String> {
    let label = properties.iter().map(|property| property.name().len()).max().unwrap_or_default();
    let indent = label + BETWEEN.len();
    let room = width.and_then(|width| usize::from(width).checked_sub(indent)).filter(|room| *room >= LEAST);
    let mut lines = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        if index > 0 {
            lines.push(String::new());
        }
        for property in properties {
            let value = object.get(*property).written();
            let (first, mut rest) = room.map_or((value.as_str(), ""), |room| split(&value, room));
            lines.push(pad(property.name(), label).into_owned() + BETWEEN + first);
            while let Some(room) = room.filter(|_| !rest.is_empty()) {
                let (next, after) = split(rest, room);
                if next.is_empty() {
                    break;
                }
                lines.push(" ".repeat(indent) + next);
                rest = after;
            }
        }
    }
    lines
}
