//! How the page looks: colours by role, signs, and the small painters that every feature shares.
//!
//! ```text
//!   Look = Theme (Role -> Style) + Glyphs (unicode or ASCII) + Locale (Message -> Shown)
//!   paint::put, widgets::*    draw a Shown or a Glyph into a buffer, and nothing else
//!   picture::*                turn a buffer into text, into text with styles, or into SVG
//! ```
//!
//! Colour alone never carries a meaning: whatever has a colour has a word or a sign too.

mod glyphs;
mod paint;
pub mod picture;
pub mod prose;
mod role;
mod svg;
mod theme;
pub mod widgets;

use std::sync::Arc;

use ratatui::style::Style;

use crate::locale::{Locale, Message};
use crate::text::Shown;

pub use glyphs::{ASCII, Glyph, Glyphs, UNICODE};
pub use paint::{Ink, clear, fill, put};
pub use role::{Role, Tone};
pub use theme::{THEMES, Theme};

/// Everything that decides how the same state looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// The colours.
    pub theme: Theme,
    /// The signs.
    pub glyphs: &'static Glyphs,
    /// The language.
    pub locale: Arc<Locale>,
}

impl Look {
    /// A look of these parts.
    #[must_use]
    pub fn new(theme: Theme, glyphs: &'static Glyphs, locale: Arc<Locale>) -> Look {
        Look { theme, glyphs, locale }
    }

    /// The style of a role.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// A sentence in the reader's language.
    #[must_use]
    pub fn text(&self, message: &Message) -> Shown {
        self.locale.text(message)
    }

    /// The sign of a tone; it always stands beside the word.
    #[must_use]
    pub fn sign(&self, tone: Tone) -> Glyph {
        match tone {
            Tone::Good => self.glyphs.good,
            Tone::Attention => self.glyphs.attention,
            Tone::Bad => self.glyphs.bad,
            Tone::Waiting => self.glyphs.waiting,
            Tone::Unknown => self.glyphs.unknown,
        }
    }
}

impl Default for Look {
    /// The default theme, Unicode signs, English.
    fn default() -> Look {
        Look::new(Theme::ansi(), &UNICODE, Arc::new(Locale::english()))
    }
}

#[cfg(test)]
mod tests;
