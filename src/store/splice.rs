//! Writing by splicing: only the bytes of what changed are touched, everything else of the document stays as it was,
//! comments, unknown keys, layout, line ends and byte order mark included.
//!
//! A document is never printed from its parsed form. Its parsed form only tells where things stand; a few bytes are
//! exchanged or put in there, and the result is parsed again and has to be exactly what was meant, else nothing is
//! written.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::DeTable;

use super::block;
use super::change::{Change, Changes, Here, Place, Target};
use super::layout::{self, Layout, Pair};
use super::problem::{Problem, ProblemKind};
use super::tree;
use super::{cut, read};

/// Bytes put in the place of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) at: Range<usize>,
    pub(super) with: String,
}

impl Edit {
    pub(super) fn insert(at: usize, with: String) -> Edit {
        Edit { at: at..at, with }
    }
}

/// The document's text with the changes made, and nothing else changed: that is checked.
pub(super) fn splice(path: &Path, text: &str, values: &DeTable<'_>, changes: &Changes) -> Result<String, Problem> {
    if changes.is_empty() {
        return Ok(text.to_owned());
    }
    let refuse = |reason| Problem::of(path, ProblemKind::CannotSplice { reason });
    // First what goes: what comes may come to the same places.
    let edits = removals(text, values, changes);
    let result = if edits.is_empty() {
        exchange(text, values, changes)
    } else {
        let rest = apply(text, edits).ok_or(refuse("the places to change overlap"))?;
        let left = read::parse(path, &rest).map_err(|_| refuse("the result would not be TOML"))?;
        exchange(&rest, &left, changes)
    };
    let result = result.map_err(refuse)?;
    verify(path, values, &result, changes).map_err(refuse)?;
    Ok(result)
}

/// Takes out what is no longer to be there: blocks, elements of lists, keys.
fn removals(text: &str, values: &DeTable<'_>, changes: &Changes) -> Vec<Edit> {
    let mut ranges = Vec::new();
    for list in changes.lists() {
        let gone = changes.gone(list);
        if !gone.is_empty() {
            ranges.extend(cut::blocks(text, values, list, &gone));
        }
    }
    // The keys that go from one table go together: in an inline table they share what parts them.
    let mut gone: Vec<(&Place, Vec<&str>)> = Vec::new();
    for change in &changes.keys {
        let Some(here) = change.place.find(values) else { continue };
        match &change.to {
            Target::Gone => match gone.last_mut().filter(|(place, _)| *place == &change.place) {
                Some((_, keys)) => keys.push(&change.key),
                None => gone.push((&change.place, vec![&change.key])),
            },
            Target::List { before, after } => ranges.extend(elements_gone(text, here, &change.key, before, after)),
            Target::Text(_) | Target::Number(_) => {}
        }
    }
    for (place, keys) in gone {
        ranges.extend(place.find(values).map(|here| cut::keys(text, here, &keys)).unwrap_or_default());
    }
    cut::edits(text, ranges)
}

fn elements_gone(text: &str, here: Here<'_>, key: &str, before: &[String], after: &[String]) -> Vec<Range<usize>> {
    let list = here.get(key).and_then(|list| Some((list.span(), list.get_ref().as_array()?)));
    let Some((span, elements)) = list else { return Vec::new() };
    let kept = tree::kept(before, after);
    let stands = elements.iter().enumerate().filter(|(at, _)| kept.binary_search(at).is_err());
    let gone: Vec<_> = stands.map(|(_, element)| element.span()).collect();
    cut::take_out(text, &span, &gone)
}

/// Exchanges the values that change, and adds what is not there.
fn exchange(text: &str, values: &DeTable<'_>, changes: &Changes) -> Result<String, &'static str> {
    let mut edits = Vec::new();
    let mut absent = Absent::default();
    for Change { place, key, to } in changes.keys_left() {
        let found = place.find(values).and_then(|here| here.get(&key));
        match (found, &to) {
            (_, Target::Gone) => {}
            (Some(value), Target::Text(to)) => {
                edits.push(Edit { at: value.span(), with: layout::quoted(to, layout::quote_at(text, &value.span())) });
            }
            (Some(value), Target::Number(to)) => edits.push(Edit { at: value.span(), with: to.to_string() }),
            (Some(value), Target::List { before, after }) => {
                let elements = value.get_ref().as_array().ok_or("what is to be a list is none")?;
                let elements: Vec<_> = elements.iter().map(Spanned::span).collect();
                let come: Vec<_> = after.iter().skip(tree::kept(before, after).len()).cloned().collect();
                edits.extend(layout::append(text, &value.span(), &elements, &come));
            }
            (None, to) => {
                let pair = layout::pair(&key, to);
                absent.add(place, pair.into_iter().collect());
            }
        }
    }
    edits.extend(insertions(&Layout::new(text), values, absent, changes)?);
    apply(text, edits).ok_or("the places to change overlap")
}

/// A table inside another that is not there is a key of that other one.
fn folded(values: &DeTable<'_>, absent: Absent) -> Absent {
    let mut folded = Absent::default();
    for (place, pairs) in absent.places {
        let inner = place.inner.filter(|_| place.find(values).is_none());
        match (inner, place.outer()) {
            (Some(inner), Some(outer)) => folded.add(outer, vec![(inner.to_owned(), layout::braces(&pairs))]),
            _ => folded.add(place, pairs),
        }
    }
    folded
}

/// The keys that are not there, by the places they come to, each place once and in the order in which it was met.
#[derive(Default)]
struct Absent {
    places: Vec<(Place, Vec<Pair>)>,
    known: HashMap<Place, usize>,
}

impl Absent {
    fn add(&mut self, place: Place, pairs: Vec<Pair>) {
        if let Some((_, known)) = self.known.get(&place).and_then(|at| self.places.get_mut(*at)) {
            known.extend(pairs);
            return;
        }
        self.known.insert(place.clone(), self.places.len());
        self.places.push((place, pairs));
    }
}

/// Puts in the keys that are not there, the tables for them that are not there either, and the blocks that come. At one
/// place, keys come before the tables of their block, those before the next block, and tables of the document last.
fn insertions(
    layout: &Layout<'_>,
    values: &DeTable<'_>,
    absent: Absent,
    changes: &Changes,
) -> Result<Vec<Edit>, &'static str> {
    let absent = folded(values, absent);
    let (mut edits, mut tables, mut new) = (Vec::new(), Vec::new(), Vec::new());
    for (place, pairs) in absent.places {
        let name = place.inner.or(place.table).unwrap_or_default();
        let parent = place.outer().as_ref().and_then(|outer| outer.find(values)).or_else(|| place.parent(values));
        let found = place.find(values).zip(parent);
        if let Some(edit) = found.and_then(|(here, parent)| layout.insert(here, parent, name, &pairs)) {
            edits.push(edit);
        } else if let Some((list, _)) = place.block {
            let block = place.parent(values).ok_or("the block to change is not there")?;
            if block::is_short(name) {
                edits.extend(layout.insert(block, block, "", &[(name.to_owned(), layout::braces(&pairs))]));
            } else {
                tables.push(layout.table_inside(block, list, name, &pairs).ok_or("the block has no place for it")?);
            }
        } else {
            new.push(layout.new_table(name, &pairs));
        }
    }
    edits.extend(tables);
    for list in changes.lists() {
        let added: Vec<_> = changes.added.iter().filter(|added| added.list == list).collect();
        if !added.is_empty() {
            edits.extend(layout.blocks(values, list, &added));
        }
    }
    edits.extend(new);
    Ok(edits)
}

/// The text with the edits made; `None` if two of them overlap. Of two insertions at one place the first stays first.
fn apply(text: &str, mut edits: Vec<Edit>) -> Option<String> {
    edits.sort_by_key(|edit| edit.at.start);
    let mut result = String::with_capacity(text.len() + edits.iter().map(|edit| edit.with.len()).sum::<usize>());
    let mut done = 0;
    for edit in edits {
        result.push_str(text.get(done..edit.at.start)?);
        result.push_str(&edit.with);
        done = edit.at.end;
    }
    result.push_str(text.get(done..)?);
    Some(result)
}

/// Whether the new text says what was meant, and otherwise the same as before.
fn verify(path: &Path, before: &DeTable<'_>, result: &str, changes: &Changes) -> Result<(), &'static str> {
    let now = read::parse(path, result).map_err(|_| "the result would not be TOML")?;
    let mut meant = tree::of(before);
    tree::change(&mut meant, changes).ok_or("the places to change are not there")?;
    let mut says = tree::of(&now);
    for list in changes.lists() {
        // A list written in brackets stays when its last block goes.
        let empty = tree::Tree::List(Vec::new());
        for tree in [&mut meant, &mut says] {
            if tree.get(list) == Some(&empty) {
                tree.remove(list);
            }
        }
    }
    if says == meant { Ok(()) } else { Err("the result would say something else than was meant") }
}
