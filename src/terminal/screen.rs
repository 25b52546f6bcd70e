//! The screen: two buffers, and one write for what differs between them.
//!
//! A frame is painted into one buffer, compared with the other, which is what the terminal shows, and what changed
//! goes out in one `write_all` and one flush, as a synchronized update, so a terminal that knows those never shows
//! half a frame. A frame that changes nothing writes nothing.

use std::io::{self, Write};

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};

use super::ability::Colours;
use super::frame;

const BEGIN_UPDATE: &[u8] = b"\x1b[?2026h";
const END_UPDATE: &[u8] = b"\x1b[?2026l";
const HIDE_CURSOR: &[u8] = b"\x1b[?25l";
const SHOW_CURSOR: &[u8] = b"\x1b[?25h";
/// A plain pen, then an empty screen: where a whole frame starts from.
const CLEAR: &[u8] = b"\x1b[0m\x1b[2J";

/// Draws buffers on `W`, a terminal that was entered and that nobody else writes to.
#[derive(Debug)]
pub struct Screen<W: Write> {
    writer: W,
    colours: Colours,
    shown: Buffer,
    /// Nothing is known of what the terminal shows: the next frame clears it and draws everything.
    unknown: bool,
    /// Where the cursor is shown; `None` while it is hidden.
    cursor: Option<Position>,
    wanted: Buffer,
    bytes: Vec<u8>,
}

impl<W: Write> Screen<W> {
    /// A screen of which nothing is known yet. The cursor counts as hidden, as [`enter`](super::modes::enter) left it.
    #[must_use]
    pub fn new(writer: W, size: Size, colours: Colours) -> Self {
        let area = Rect::from(size);
        Self {
            writer,
            colours,
            shown: Buffer::empty(area),
            unknown: true,
            cursor: None,
            wanted: Buffer::empty(area),
            bytes: Vec::with_capacity(64 * 1024),
        }
    }

    /// Its size in cells.
    #[must_use]
    pub fn size(&self) -> Size {
        self.shown.area.as_size()
    }

    /// The terminal has a new size: the next frame has it too, and draws everything.
    pub fn resize(&mut self, size: Size) {
        self.shown = Buffer::empty(Rect::from(size));
        self.wanted = self.shown.clone();
        self.repaint();
    }

    /// The terminal may show anything (after a suspend, on request): the next frame draws everything.
    pub fn repaint(&mut self) {
        self.unknown = true;
    }

    /// Shows what `paint` draws into an empty buffer; it returns where the cursor goes, or `None` to hide it.
    /// Says whether anything was written.
    ///
    /// # Errors
    ///
    /// When the terminal takes no output. What it shows is then unknown, and the next frame draws everything.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Buffer) -> Option<Position>) -> io::Result<bool> {
        let area = self.shown.area;
        self.wanted.reset();
        let cursor = paint(&mut self.wanted).filter(|position| area.contains(*position));
        if self.wanted.area != area {
            // Somebody painted a buffer of another size: take from it what fits.
            let painted = std::mem::replace(&mut self.wanted, Buffer::empty(area));
            self.wanted.merge(&painted);
            self.wanted.resize(area);
        }
        self.encode(cursor);
        std::mem::swap(&mut self.shown, &mut self.wanted);
        self.cursor = cursor;
        if self.bytes.is_empty() {
            return Ok(false);
        }
        let written = self.writer.write_all(&self.bytes).and_then(|()| self.writer.flush());
        self.unknown = written.is_err();
        written.map(|()| true)
    }

    /// Asks the terminal to copy a text (OSC 52). What it shows stays as it is.
    ///
    /// # Errors
    ///
    /// When the terminal takes no output.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        let mut request = String::new();
        CopyToClipboard::to_clipboard_from(text).write_ansi(&mut request).map_err(io::Error::other)?;
        let written = self.writer.write_all(request.as_bytes()).and_then(|()| self.writer.flush());
        self.unknown |= written.is_err();
        written
    }

    /// Puts the frame into `bytes`; nothing if there is nothing to do.
    fn encode(&mut self, cursor: Option<Position>) {
        let bytes = &mut self.bytes;
        bytes.clear();
        bytes.extend_from_slice(BEGIN_UPDATE);
        // Hidden while it runs over the cells: a terminal without synchronized updates would show it doing so.
        if self.cursor.is_some() || self.unknown {
            bytes.extend_from_slice(HIDE_CURSOR);
        }
        let opening = bytes.len();
        if self.unknown {
            bytes.extend_from_slice(CLEAR);
            self.shown.reset();
        }
        frame::encode(&self.shown, &self.wanted, self.colours, bytes);
        let drawn = bytes.len() > opening;
        if !drawn {
            bytes.clear();
        }
        match cursor {
            Some(position) if drawn || self.cursor != cursor => {
                frame::place(position.x, position.y, bytes);
                if drawn || self.cursor.is_none() {
                    bytes.extend_from_slice(SHOW_CURSOR);
                }
            }
            None if !drawn && self.cursor.is_some() => bytes.extend_from_slice(HIDE_CURSOR),
            _ => {}
        }
        if drawn {
            bytes.extend_from_slice(END_UPDATE);
        }
    }

    /// The writer, to see in a test what was written.
    #[must_use]
    pub fn writer(&self) -> &W {
        &self.writer
    }
}

#[cfg(test)]
mod tests;
