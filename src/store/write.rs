//! What to write into a server's document so that it says what a server is, or is after a change.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::change::{Added, Change, Changes, Line, Place, Target};
use super::listed::{CERTIFICATES, HasFile, REQUESTS, sayable};
use super::problem::{Problem, ProblemKind};
use super::read::{self, Table};
use super::server::{self, forget_what_is_said};
use super::sheet::{self, Block, Row, Value};
use super::{splice, tree};
use crate::engine::{Certificate, Part, Revision, Server, Thumbprint};

/// The lists of blocks of a server's document.
pub(super) const LISTS: [&str; 2] = [CERTIFICATES, REQUESTS];

/// A server's document after a change, and what it said before.
pub(super) struct Written {
    pub(super) text: String,
    /// Its revision is left open.
    pub(super) before: Server,
}

/// A document and where things stand in it.
#[derive(Clone, Copy)]
struct Text<'d> {
    text: &'d str,
    values: &'d DeTable<'d>,
}

impl Text<'_> {
    /// Whether a comment may stand inside a list.
    fn has_comment(&self, list: &Spanned<DeValue<'_>>) -> bool {
        self.text.get(list.span()).is_some_and(|list| list.contains('#'))
    }
}

/// The document's text so that it says `after`, as [`Store::open`](super::Store::open) gives a server. Not a byte changes
/// that says the same already. The result is read again and has to say `after` and otherwise the same as before.
pub(super) fn write(path: &Path, text: &str, after: &Server, has_file: &HasFile<'_>) -> Result<Written, Problem> {
    let refuse = |reason| Problem::of(path, ProblemKind::CannotSplice { reason });
    let values = read::parse(path, text)?;
    let before = server::read_parsed(Table::root(path, text, &values), &after.name, has_file)?;
    let after = said(after, has_file);
    let mut changes = Changes { keys: keys(Text { text, values: &values }, &before, &after), ..Changes::default() };
    blocks(Text { text, values: &values }, &sheet::blocks(&before), &sheet::blocks(&after), &mut changes)
        .map_err(refuse)?;
    let text = splice::splice(path, text, &values, &changes)?;
    let read = read::parse(path, &text)?;
    match server::read_parsed(Table::root(path, &text, &read), &after.name, has_file) {
        Ok(read) if read == after => Ok(Written { text, before }),
        _ => Err(refuse("the result would say something else than was meant")),
    }
}

/// The document's text after the part: with its assignments, names and startup modes instead of its own, and without the
/// certificates and requests that it removes.
pub(super) fn splice(path: &Path, text: &str, part: &Part) -> Result<String, Problem> {
    let values = read::parse(path, text)?;
    let before = server::changeable(Table::root(path, text, &values), &part.server)?;
    let mut after = before.after(part);
    forget_what_is_said(&mut after);
    let mut changes = Changes { keys: keys(Text { text, values: &values }, &before, &after), ..Changes::default() };
    let removed: Vec<_> = part.removed().collect();
    for list in LISTS {
        let gone =
            (0..).zip(thumbprints(&values, list)).filter(|(_, one)| one.is_some_and(|one| removed.contains(&one)));
        changes.removed.extend(gone.map(|(at, _)| (list, at)));
    }
    splice::splice(path, text, &values, &changes)
}

/// The thumbprints of a list's blocks, as far as they can be read.
fn thumbprints(values: &DeTable<'_>, list: &str) -> Vec<Option<Thumbprint>> {
    let blocks = values.get(list).and_then(|list| list.get_ref().as_array()).into_iter().flat_map(|list| list.iter());
    blocks.map(|block| block.get_ref().as_table()?.get("thumbprint")?.get_ref().as_str()?.parse().ok()).collect()
}

/// The server as a document can say it: what is known elsewhere, or follows from it, is not in there.
pub(super) fn said(server: &Server, has_file: &HasFile<'_>) -> Server {
    let listed = server.certificates.iter().map(|certificate| sayable(certificate, has_file));
    let (requests, mut certificates): (Vec<_>, Vec<_>) = listed.partition(Certificate::is_request);
    certificates.extend(requests);
    let mut said = Server { certificates: Arc::new(certificates), revision: Revision::default(), ..server.clone() };
    forget_what_is_said(&mut said);
    said
}

/// The keys that change outside the blocks.
fn keys(document: Text<'_>, before: &Server, after: &Server) -> Vec<Change> {
    differences(document, None, &sheet::rows(before), &sheet::rows(after))
}

/// The keys that differ between two sets of rows of one place.
fn differences(document: Text<'_>, block: Option<(&'static str, usize)>, before: &[Row], after: &[Row]) -> Vec<Change> {
    let same_key = |a: &Row, b: &Row| (a.table, a.key) == (b.table, b.key);
    let gone = before.iter().filter(|row| !after.iter().any(|now| same_key(row, now)));
    let changed = after.iter().map(|now| (before.iter().find(|row| same_key(row, now)), Some(now)));
    let changed = changed.chain(gone.map(|row| (Some(row), None)));
    let changed = changed.filter(|(before, after)| before.map(|row| &row.value) != after.map(|row| &row.value));
    changed
        .filter_map(|(before, after)| {
            let row = after.or(before)?;
            let place = Place { block, table: row.table, inner: None };
            let to = target(document, &place, row.key, before.map(|row| &row.value), after.map(|row| &row.value))?;
            Some(Change { place, key: row.key.into(), to })
        })
        .collect()
}

/// What has to stand there; `None` where nothing has to change.
fn target(
    document: Text<'_>,
    place: &Place,
    key: &str,
    before: Option<&Value>,
    after: Option<&Value>,
) -> Option<Target> {
    let found = place.find(document.values).and_then(|here| here.get(key));
    let words = |value: Option<&Value>| match value {
        Some(Value::Words(words)) => words.clone(),
        _ => Vec::new(),
    };
    match (before, after) {
        (_, Some(Value::Text(to))) => Some(Target::Text(to.clone())),
        (_, Some(Value::Number(to))) => Some(Target::Number(*to)),
        (_, Some(Value::List(to))) => {
            let before = match before {
                Some(Value::List(before)) => before.clone(),
                _ => Vec::new(),
            };
            Some(Target::List { before, after: to.clone() })
        }
        (Some(Value::Words(_)), None) | (_, Some(Value::Words(_))) => {
            let elements = found.and_then(|list| list.get_ref().as_array()).into_iter().flat_map(|list| list.iter());
            let there: Vec<String> =
                elements.map(|one| one.get_ref().as_str().unwrap_or_default().to_owned()).collect();
            let (before, after) = (words(before), words(after));
            let is_in = |words: &[&str], one: &str| words.iter().any(|word| word.eq_ignore_ascii_case(one));
            let goes = |one: &&String| is_in(&before, one) && !is_in(&after, one);
            let kept = there.iter().filter(|one| !goes(one)).cloned();
            let come = after.iter().filter(|word| !there.iter().any(|one| one.eq_ignore_ascii_case(word)));
            let now: Vec<String> = kept.chain(come.map(|word| (*word).to_owned())).collect();
            match found {
                _ if now == there => None,
                Some(list) if now.is_empty() && !document.has_comment(list) => Some(Target::Gone),
                _ => Some(Target::List { before: there, after: now }),
            }
        }
        // The comments in a list stay, and so does the list.
        (Some(Value::List(before)), None) if found.is_some_and(|list| document.has_comment(list)) => {
            Some(Target::List { before: before.clone(), after: Vec::new() })
        }
        // What counts without a word need not be there.
        (_, None) => found.map(|_| Target::Gone),
    }
}

/// What changes in the blocks: those that are in both are changed, the others go and come.
fn blocks(document: Text<'_>, before: &[Block], after: &[Block], changes: &mut Changes) -> Result<(), &'static str> {
    for list in LISTS {
        let of =
            |blocks: &'_ [Block]| -> Vec<Block> { blocks.iter().filter(|block| block.list == list).cloned().collect() };
        let (before, after) = (of(before), of(after));
        let prints = |blocks: &[Block]| blocks.iter().map(|block| block.thumbprint).collect::<Vec<_>>();
        let kept = tree::kept(&prints(&before), &prints(&after));
        for (at, now) in kept.iter().zip(&after) {
            if let Some(block) = before.get(*at) {
                changes.keys.extend(differences(document, Some((list, *at)), &block.rows, &now.rows));
            }
        }
        let come: Vec<&Block> = after.iter().skip(kept.len()).collect();
        let coming: HashSet<Thumbprint> = come.iter().map(|block| block.thumbprint).collect();
        for (at, block) in before.iter().enumerate() {
            if kept.binary_search(&at).is_ok() {
                continue;
            }
            if coming.contains(&block.thumbprint) {
                // Its comments and what else stands in it would be lost.
                return Err("certificates and requests keep their order");
            }
            changes.removed.push((list, at));
        }
        changes.added.extend(come.into_iter().map(added));
    }
    Ok(())
}

/// A block as it is written where there was none.
pub(super) fn added(block: &Block) -> Added {
    let lines = block.rows.iter().map(|row| Line { table: row.table, key: row.key, to: new(&row.value) });
    Added { list: block.list, lines: lines.collect() }
}

/// A value where there was none.
pub(super) fn new(value: &Value) -> Target {
    match value {
        Value::Text(text) => Target::Text(text.clone()),
        Value::Number(number) => Target::Number(*number),
        Value::List(list) => Target::List { before: Vec::new(), after: list.clone() },
        Value::Words(words) => {
            Target::List { before: Vec::new(), after: words.iter().map(|word| (*word).to_owned()).collect() }
        }
    }
}
