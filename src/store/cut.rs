//! What to cut when something goes: keys, elements of lists, whole blocks. What stands beside them stays.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::change::Here;
use super::layout::{comma_after, first_on_line, line_start, next_line, part};
use super::splice::Edit;

fn is_blank(text: &str, range: Range<usize>) -> bool {
    part(text, range).trim().is_empty()
}

/// The edits that take these ranges out. A text that ends without a line break goes on doing so.
pub(super) fn edits(text: &str, ranges: Vec<Range<usize>>) -> Vec<Edit> {
    let mut ranges = joined(ranges);
    if let Some(range) = ranges.last_mut().filter(|range| range.end == text.len() && !text.ends_with('\n')) {
        let before = part(text, 0..range.start);
        let kept = before.strip_suffix('\n').map_or(before, |before| before.strip_suffix('\r').unwrap_or(before));
        range.start = kept.len();
    }
    ranges.into_iter().map(|at| Edit { at, with: String::new() }).collect()
}

/// The line `key = value`; a comment on it stays.
fn line_of(text: &str, value: &Range<usize>) -> Range<usize> {
    let start = line_start(text, value.start);
    let end = next_line(text, value.end).unwrap_or(text.len());
    let rest = part(text, value.end..end);
    if rest.trim().is_empty() {
        return start..end;
    }
    start..value.end + blanks_at(text, value.end)
}

/// How many bytes of blanks stand at `at`, on its line.
fn blanks_at(text: &str, at: usize) -> usize {
    let rest = part(text, at..text.len());
    rest.len() - rest.trim_start_matches([' ', '\t']).len()
}

/// Elements of a list, or pairs of an inline table, with what parts them from the others. `within` is where it stands, brackets included; `gone` is
/// what goes, in order, each from its first byte to behind its last. Comments stay; a line on which nothing is left goes.
pub(super) fn take_out(text: &str, within: &Range<usize>, gone: &[Range<usize>]) -> Vec<Range<usize>> {
    let close = within.end.saturating_sub(1);
    let mut holes: Vec<Range<usize>> = Vec::new();
    let mut open_ended = None;
    for element in gone {
        match comma_after(text, element.end) {
            Some(comma) if is_blank(text, element.end..comma) && !part(text, element.end..comma).contains('\n') => {
                holes.push(element.start..behind(text, comma + 1, element.start));
            }
            // A comment or a line break stands between the two, and stays.
            Some(comma) => holes.extend([element.clone(), comma..behind(text, comma + 1, comma)]),
            None => {
                open_ended = Some(element.start);
                holes.push(element.clone());
            }
        }
    }
    let mut holes = joined(holes);
    if let Some(start) = open_ended {
        separator_before(text, within, start, &mut holes);
    }
    let whole_line = |hole: Range<usize>| {
        let (start, end) = (line_start(text, hole.start), next_line(text, hole.end).unwrap_or(text.len()));
        let inside = start > within.start && end <= close;
        if inside && is_blank(text, start..hole.start) && is_blank(text, hole.end..end) { start..end } else { hole }
    };
    holes.into_iter().map(whole_line).collect()
}

/// Where what goes ends behind its comma: with the blanks before another element, before the bracket, or before a comment
/// that stays alone on the line.
fn behind(text: &str, comma_end: usize, start: usize) -> usize {
    let end = comma_end + blanks_at(text, comma_end);
    match part(text, end..text.len()).chars().next() {
        None | Some('\n' | '\r') => comma_end,
        Some('#') if !first_on_line(text, start) => comma_end,
        Some(_) => end,
    }
}

/// What goes is the last, and has no comma: on one line, the comma before it goes too.
fn separator_before(text: &str, within: &Range<usize>, start: usize, holes: &mut [Range<usize>]) {
    let Some(last) = holes.iter_mut().find(|hole| hole.contains(&start)) else { return };
    let before = part(text, within.start + 1..last.start);
    let kept = before.trim_end_matches([' ', '\t']);
    if kept.ends_with(',') {
        last.start = within.start + kept.len();
    } else if kept.is_empty() {
        // Nothing is left in it.
        last.end += blanks_at(text, last.end);
    }
}

/// The ranges in order, those that touch as one.
fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| range.start);
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

/// Keys of a table: pairs of an inline one, else lines.
pub(super) fn keys(text: &str, table: Here<'_>, keys: &[&str]) -> Vec<Range<usize>> {
    let found = keys.iter().filter_map(|key| table.values.get_key_value(*key));
    if let Some((start, end)) = table.span.filter(|(start, end)| part(text, *start..*end).starts_with('{')) {
        let mut gone: Vec<_> = found.map(|(key, value)| key.span().start..value.span().end).collect();
        gone.sort_by_key(|pair| pair.start);
        return take_out(text, &(start..end), &gone);
    }
    found.map(|(_, value)| line_of(text, &value.span())).collect()
}

/// A header of the document, and what stands below it.
struct Section {
    start: usize,
    /// Behind the header, or behind the last value below it.
    end: usize,
    /// The number of the block of `key` that it belongs to.
    block: Option<usize>,
}

/// Blocks `[[key]]`, with the tables inside them, wherever those stand; `gone` are their numbers, from 0.
///
/// What stands above a block's header and behind its last value is not part of it. Blank lines that parted it from the next
/// block go with it.
pub(super) fn blocks(text: &str, values: &DeTable<'_>, key: &str, gone: &[usize]) -> Vec<Range<usize>> {
    let Some(blocks) = values.get(key) else { return Vec::new() };
    if !is_header(text, &blocks.span()) {
        let Some(elements) = blocks.get_ref().as_array() else { return Vec::new() };
        let gone: Vec<_> = gone.iter().filter_map(|at| elements.get(*at)).map(Spanned::span).collect();
        return take_out(text, &blocks.span(), &gone);
    }
    let sections = sections(text, values, key);
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut before = None;
    for section in &sections {
        let taken = section.block.filter(|block| gone.binary_search(block).is_ok());
        let (start, end) = (line_start(text, section.start), next_line(text, section.end).unwrap_or(text.len()));
        match ranges.last_mut() {
            // A table inside the block: what stands between the two is inside it as well.
            Some(last) if taken.is_some() && taken == before => last.end = end,
            _ if taken.is_some() => ranges.push(start..end),
            _ => {}
        }
        before = taken;
    }
    // Blocks with nothing between them go like one.
    let mut together: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match together.last_mut() {
            Some(last) if is_blank(text, last.end..range.start) => last.end = range.end,
            _ => together.push(range),
        }
    }
    together.into_iter().map(|range| with_blank_lines(text, range)).collect()
}

/// The headers of a document with what stands below them; those of `key` know which block they belong to.
fn sections(text: &str, values: &DeTable<'_>, key: &str) -> Vec<Section> {
    let mut found = Found { text, sections: Vec::new(), values: Vec::new() };
    for (name, value) in values {
        found.look(value, &mut |at| (&**name.get_ref() == key).then_some(at));
    }
    found.sections()
}

/// Where the blocks `[[key]]` stand, each from its header to behind the last value in its own section or in a table inside
/// it; empty where there are none with a header.
pub(super) fn blocks_of(text: &str, values: &DeTable<'_>, key: &str) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    for section in sections(text, values, key) {
        match section.block.map(|at| (at, blocks.get_mut(at))) {
            Some((_, Some(block))) => block.end = block.end.max(section.end),
            Some((_, None)) => blocks.push(section.start..section.end),
            None => {}
        }
    }
    blocks
}

/// Whether a value is a header's: nothing stands before it on its line, since a value follows its key.
pub(super) fn is_header(text: &str, span: &Range<usize>) -> bool {
    part(text, span.clone()).starts_with('[') && first_on_line(text, span.start)
}

struct Found<'t> {
    text: &'t str,
    /// The headers, and the blocks they belong to.
    sections: Vec<(Range<usize>, Option<usize>)>,
    /// Where each value ends.
    values: Vec<usize>,
}

impl Found<'_> {
    fn look(&mut self, value: &Spanned<DeValue<'_>>, block_of: &mut dyn FnMut(usize) -> Option<usize>) {
        let span = value.span();
        match value.get_ref() {
            DeValue::Array(list) if is_header(self.text, &span) => {
                for (at, element) in list.iter().enumerate() {
                    let block = block_of(at);
                    self.look(element, &mut |_| block);
                }
            }
            DeValue::Table(table) if !part(self.text, span.clone()).starts_with('{') => {
                let block = block_of(0);
                if is_header(self.text, &span) {
                    self.sections.push((span, block));
                }
                table.iter().for_each(|(_, inner)| self.look(inner, &mut |_| block));
            }
            _ => self.values.push(span.end),
        }
    }

    fn sections(mut self) -> Vec<Section> {
        self.sections.sort_by_key(|(header, _)| header.start);
        self.values.sort_unstable();
        let nexts = self.sections.iter().skip(1).map(|(header, _)| header.start).chain([usize::MAX]);
        let last_before = |next| self.values.get(..self.values.partition_point(|end| *end < next))?.last().copied();
        let sections = self.sections.iter().zip(nexts).map(|((header, block), next)| Section {
            start: header.start,
            end: last_before(next).map_or(header.end, |end| end.max(header.end)),
            block: *block,
        });
        sections.collect()
    }
}

/// Whole lines, with the blank ones that parted them from what follows, or at the end from what stands before. Where that
/// would join what did not stand together, the blank lines stay.
fn with_blank_lines(text: &str, lines: Range<usize>) -> Range<usize> {
    let (before, after) = (part(text, 0..lines.start), part(text, lines.end..text.len()));
    if after.trim().is_empty() {
        let kept = before.trim_end_matches([' ', '\t', '\r', '\n']);
        return next_line(text, kept.len()).unwrap_or(lines.start)..lines.end;
    }
    let above = before.lines().next_back().unwrap_or_default().trim();
    let below = after.trim_start();
    let parts = above.is_empty() || (above.starts_with('#') && !below.starts_with('#'));
    let next = line_start(text, text.len() - below.len());
    if parts { lines.start..next } else { lines }
}
