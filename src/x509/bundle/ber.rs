//! From BER to DER: Windows and Java write certificate files with indefinite lengths and strings in pieces.
//!
//! The walk is a loop with a stack, no recursion. What is DER already is copied as it stands, a certificate's bytes first of
//! all: its thumbprint depends on them.

use std::borrow::Cow;
use std::ops::Range;

use zeroize::Zeroizing;

use super::super::der::{self, Element, Malformed, Reader};

/// How deep elements may lie in each other: a real file has fifteen layers at most.
const DEEPEST: usize = 64;
/// How many pieces the new form may be put together from.
const MOST_PIECES: usize = 1 << 18;

/// A string in pieces: OCTET STRING, constructed.
const STRING_IN_PIECES: u8 = 0x24;
/// `[0]`, primitive: an implicit string in one piece.
const CONTEXT_0_PRIMITIVE: u8 = 0x80;

/// A part of the new form.
enum Piece {
    /// Bytes of the old one.
    Copy(Range<usize>),
    /// An element with this tag begins.
    Open(u8),
    /// It ends.
    Close,
}

/// An element that is being walked through.
struct Frame {
    /// Where it begins, in the old form.
    start: usize,
    /// Where its content ends; `None` when only an end marker says so.
    end: Option<usize>,
    /// Its `Open` among the pieces; `None` for a piece of a string, which loses its own tag.
    open: Option<usize>,
    /// Its content is pieces of a string.
    string: bool,
    /// It, or something in it, is written anew.
    changed: bool,
}

/// The first element of `bytes` in DER; `None` when it is that already. Bytes that follow are left out.
///
/// # Errors
/// [`Malformed`] when it is no BER, deeper than [`DEEPEST`] or in more than [`MOST_PIECES`] pieces.
pub(super) fn to_der(bytes: &[u8]) -> Result<Option<Zeroizing<Vec<u8>>>, Malformed> {
    let mut walk = Walk { bytes, at: 0, pieces: Vec::new(), frames: Vec::new() };
    loop {
        while walk.at_end_of_frame() {
            walk.close()?;
        }
        if walk.frames.is_empty() && walk.at > 0 {
            break;
        }
        walk.element()?;
    }
    match walk.pieces.as_slice() {
        [Piece::Copy(_)] => Ok(None),
        pieces => write(bytes, pieces).map(Some),
    }
}

struct Walk<'a> {
    bytes: &'a [u8],
    at: usize,
    pieces: Vec<Piece>,
    frames: Vec<Frame>,
}

impl Walk<'_> {
    fn at_end_of_frame(&self) -> bool {
        self.frames.last().is_some_and(|frame| match frame.end {
            Some(end) => self.at >= end,
            None => self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(&[0, 0])),
        })
    }

    /// Leaves the innermost element.
    fn close(&mut self) -> Result<(), Malformed> {
        let frame = self.frames.pop().ok_or(Malformed)?;
        match frame.end {
            Some(end) if end != self.at => return Err(Malformed),
            Some(_) => {}
            None => self.at += 2,
        }
        match frame.open {
            Some(open) if !frame.changed => {
                // Nothing in it is new: it is copied in one piece.
                self.pieces.truncate(open);
                self.copy(frame.start..self.at)?;
            }
            Some(_) => self.push(Piece::Close)?,
            None => {}
        }
        if let (true, Some(parent)) = (frame.changed, self.frames.last_mut()) {
            parent.changed = true;
        }
        Ok(())
    }

    /// Reads the next element's tag and length, and goes into it where it may hold something to change.
    fn element(&mut self) -> Result<(), Malformed> {
        let start = self.at;
        let limit = self.frames.iter().rev().find_map(|frame| frame.end).unwrap_or(self.bytes.len());
        let rest = self.bytes.get(start..limit).ok_or(Malformed)?;
        let (tag, header, end) = match rest {
            [tag, ..] if tag & 0x1F == 0x1F => return Err(Malformed),
            // Only what is constructed may end by a marker.
            [tag, 0x80, ..] if tag & 0x20 != 0 => (*tag, 2, None),
            _ => {
                let element = Reader(rest).next()?.ok_or(Malformed)?;
                let header = element.raw.len() - element.content.len();
                (element.tag, header, Some(start + element.raw.len()))
            }
        };
        let in_string = self.frames.last().is_some_and(|frame| frame.string);
        if in_string && tag != der::OCTET_STRING && tag != STRING_IN_PIECES {
            return Err(Malformed);
        }
        self.at = start + header;
        if tag & 0x20 == 0 {
            let end = end.ok_or(Malformed)?;
            let from = if in_string { self.at } else { start };
            self.at = end;
            return self.copy(from..end);
        }
        if self.frames.len() >= DEEPEST {
            return Err(Malformed);
        }
        let string = tag == STRING_IN_PIECES;
        let open = if in_string { None } else { Some(self.pieces.len()) };
        if open.is_some() {
            self.push(Piece::Open(if string { der::OCTET_STRING } else { tag }))?;
        }
        self.frames.push(Frame { start, end, open, string, changed: string || end.is_none() });
        Ok(())
    }

    fn copy(&mut self, range: Range<usize>) -> Result<(), Malformed> {
        if let Some(Piece::Copy(last)) = self.pieces.last_mut()
            && last.end == range.start
        {
            last.end = range.end;
            return Ok(());
        }
        self.push(Piece::Copy(range))
    }

    fn push(&mut self, piece: Piece) -> Result<(), Malformed> {
        if self.pieces.len() >= MOST_PIECES {
            return Err(Malformed);
        }
        self.pieces.push(piece);
        Ok(())
    }
}

/// Puts the pieces together, from the last to the first, so that every length is known when it is written.
fn write(bytes: &[u8], pieces: &[Piece]) -> Result<Zeroizing<Vec<u8>>, Malformed> {
    let opened = pieces.iter().filter(|piece| matches!(piece, Piece::Open(_))).count();
    // A tag and a length take nine bytes at most. Room for all: nothing is left behind by a vector that had to grow.
    let mut backwards = Zeroizing::new(Vec::with_capacity(bytes.len() + 10 * opened));
    let mut ends = Vec::new();
    for piece in pieces.iter().rev() {
        match piece {
            Piece::Copy(range) => backwards.extend(bytes.get(range.clone()).ok_or(Malformed)?.iter().rev()),
            Piece::Close => ends.push(backwards.len()),
            Piece::Open(tag) => {
                let length = backwards.len() - ends.pop().ok_or(Malformed)?;
                write_length(&mut backwards, length);
                backwards.push(*tag);
            }
        }
    }
    backwards.reverse();
    Ok(backwards)
}

/// A length in its shortest form, backwards.
fn write_length(backwards: &mut Vec<u8>, length: usize) {
    let octets = length.to_le_bytes();
    let used = octets.len() - octets.iter().rev().take_while(|octet| **octet == 0).count();
    match octets.get(..used) {
        None | Some([]) => backwards.push(0),
        Some([short @ 0..=0x7F]) => backwards.push(*short),
        Some(long) => {
            backwards.extend_from_slice(long);
            backwards.push(0x80 | u8::try_from(long.len()).unwrap_or_default());
        }
    }
}

/// The bytes of an implicit string `[0]`, in one piece or in several.
pub(super) fn implicit_string<'a>(element: &Element<'a>) -> Result<Cow<'a, [u8]>, Malformed> {
    match element.tag {
        CONTEXT_0_PRIMITIVE => Ok(Cow::Borrowed(element.content)),
        der::CONTEXT_0 => {
            let mut whole = Vec::with_capacity(element.content.len());
            let mut pieces = Reader(element.content);
            while let Some(piece) = pieces.next()? {
                if piece.tag != der::OCTET_STRING {
                    return Err(Malformed);
                }
                whole.extend_from_slice(piece.content);
            }
            Ok(Cow::Owned(whole))
        }
        _ => Err(Malformed),
    }
}
