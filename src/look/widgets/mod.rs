//! Small painters that every feature shares. Each is pure: it paints what it is given into a part of a buffer. Where
//! something can be clicked, its place comes from a function of its own, so that painting and clicking cannot differ.

mod bar;
mod buttons;
mod hints;
mod input;
mod pane;
mod rows;

pub use bar::bar;
pub use buttons::{Button, button_places, buttons};
pub use hints::{Hint, HintPlace, hint_places, hints};
pub use input::input;
pub use pane::{dialog_area, dialog_width, footnote, pane, pane_inner, scroll_mark};
pub use rows::{Check, Field, Tick, cell, check, field, paragraph, paragraph_height};
