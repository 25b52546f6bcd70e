//! Writing by splicing: only the bytes of what changed are touched, everything else of the document stays as it was,
//! comments, unknown keys, layout, line ends and byte order mark included.
//!
//! A document is never printed from its parsed form. Its parsed form only tells where things stand; a few bytes are
//! exchanged or put in there, and the result is parsed again and has to be exactly what was meant, else nothing is
//! written.

use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::layout::{self, Layout};
use super::problem::{Problem, ProblemKind};
use super::server::{CALL_ROUTER_STARTUP_MODE, STARTUP_MODE, StartupModes, UM};
use super::{cut, read, server};
use crate::engine::{Assignments, Part, Service, StartupMode, Step, Thumbprint};

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

/// One key that changes.
struct Change {
    table: &'static str,
    key: &'static str,
    to: Target,
}

enum Target {
    Text(Option<String>),
    List { before: Vec<Thumbprint>, after: Vec<Thumbprint> },
}

/// The lists of blocks that hold certificates and pending requests.
const BLOCKS: [&str; 2] = ["certificates", "requests"];

/// What the document is to say after a part.
struct Meant<'p> {
    assignments: &'p Assignments,
    /// The startup modes that change, by their keys.
    modes: Vec<(&'static str, StartupMode)>,
    /// The certificates and requests that are in it no more.
    removed: Vec<Thumbprint>,
}

impl Meant<'_> {
    fn by(part: &Part) -> Meant<'_> {
        let mut modes: Vec<(&'static str, StartupMode)> = Vec::new();
        for step in &part.steps {
            if let Step::StartupMode { service, after, .. } = step {
                let key = if *service == Service::UmCallRouter { CALL_ROUTER_STARTUP_MODE } else { STARTUP_MODE };
                modes.retain(|(known, _)| *known != key);
                modes.push((key, *after));
            }
        }
        Meant { assignments: &part.after, modes, removed: part.removed().collect() }
    }

    /// Which blocks of a list go, by their numbers.
    fn gone(&self, list: Option<&Spanned<DeValue<'_>>>) -> Vec<usize> {
        let blocks = list.and_then(|list| list.get_ref().as_array()).into_iter().flat_map(|list| list.iter());
        blocks.enumerate().filter(|(_, block)| self.is_removed(block.get_ref())).map(|(at, _)| at).collect()
    }

    fn is_removed(&self, block: &DeValue<'_>) -> bool {
        let thumbprint = block.as_table().and_then(|block| block.get("thumbprint")?.get_ref().as_str()?.parse().ok());
        thumbprint.is_some_and(|thumbprint| self.removed.contains(&thumbprint))
    }
}

/// The document's text after the part: with its assignments, names and startup modes instead of its own, and without the
/// certificates and requests that it removes.
pub(super) fn splice(path: &Path, text: &str, part: &Part) -> Result<String, Problem> {
    let refuse = |reason| Problem::of(path, ProblemKind::CannotSplice { reason });
    let meant = Meant::by(part);
    let values = read::parse(path, text)?;
    let before = server::assignments_of(path, text, &values)?;
    let modes = server::startup_modes_of(path, text, &values)?;
    let changes = changes(&before, &modes, &meant);
    // First what goes: what comes may come to the same places.
    let edits = removals(text, &values, &changes, &meant);
    let result = if edits.is_empty() {
        exchange(text, &values, &changes)
    } else {
        let rest = apply(text, edits).ok_or(refuse("the places to change overlap"))?;
        let left = read::parse(path, &rest).map_err(|_| refuse("the result would not be TOML"))?;
        exchange(&rest, &left, &changes)
    };
    let result = result.map_err(refuse)?;
    verify(path, &values, &result, &meant, &changes).map_err(refuse)?;
    Ok(result)
}

/// Takes out what is no longer to be there: blocks, elements of lists, keys.
fn removals(text: &str, values: &DeTable<'_>, changes: &[Change], meant: &Meant<'_>) -> Vec<Edit> {
    let mut ranges = Vec::new();
    for key in BLOCKS {
        let gone = meant.gone(values.get(key));
        if !gone.is_empty() {
            ranges.extend(cut::blocks(text, values, key, &gone));
        }
    }
    for table in ["services", "imap", "pop"] {
        let Some(found) = values.get(table) else { continue };
        let here = || changes.iter().filter(|change| change.table == table);
        let absent = here().filter(|change| matches!(change.to, Target::Text(None)));
        let keys: Vec<&str> = absent.map(|change| change.key).collect();
        ranges.extend(cut::keys(text, found, &keys));
        for change in here() {
            let Target::List { before, after } = &change.to else { continue };
            let list = found.get_ref().as_table().and_then(|found| found.get(change.key));
            let Some((list, elements)) = list.and_then(|list| Some((list, list.get_ref().as_array()?))) else {
                continue;
            };
            let stands = elements.iter().zip(before).filter(|(_, element)| !after.contains(element));
            let gone: Vec<_> = stands.map(|(element, _)| element.span()).collect();
            ranges.extend(cut::take_out(text, &list.span(), &gone));
        }
    }
    cut::edits(text, ranges)
}

/// Exchanges the values that change, and adds what is not there.
fn exchange(text: &str, values: &DeTable<'_>, changes: &[Change]) -> Result<String, &'static str> {
    let mut edits = Vec::new();
    let mut insertions: Vec<(&str, Vec<(&str, String)>)> = Vec::new();
    for change in changes {
        let table = values.get(change.table).map(Spanned::get_ref).and_then(DeValue::as_table);
        match (table.and_then(|table| table.get(change.key)), &change.to) {
            (_, Target::Text(None)) => {}
            (Some(value), Target::Text(Some(to))) => {
                edits.push(Edit { at: value.span(), with: layout::quoted(to, layout::quote_at(text, &value.span())) });
            }
            (Some(value), Target::List { before, after }) => {
                let kept: Vec<_> = before.iter().filter(|one| after.contains(one)).copied().collect();
                let added = after.strip_prefix(kept.as_slice()).ok_or("a list can only be added to and taken from")?;
                let elements =
                    value.get_ref().as_array().map(|list| list.iter().map(Spanned::span).collect::<Vec<_>>());
                let added: Vec<String> = added.iter().map(Thumbprint::to_string).collect();
                edits.extend(layout::append(text, &value.span(), &elements.unwrap_or_default(), &added));
            }
            (None, to) => {
                let Some(written) = written(to) else { continue };
                match insertions.iter_mut().find(|(table, _)| *table == change.table) {
                    Some((_, keys)) => keys.push((change.key, written)),
                    None => insertions.push((change.table, vec![(change.key, written)])),
                }
            }
        }
    }
    let layout = Layout::new(text);
    // A new table goes to the very end, behind keys that are put there too.
    insertions.sort_by_key(|(table, _)| !values.contains_key(*table));
    for (table, keys) in insertions {
        edits.push(layout.insert(values, table, &keys));
    }
    apply(text, edits).ok_or("the places to change overlap")
}

/// What an absent key would be written as; `None` for a key that is to be absent.
fn written(to: &Target) -> Option<String> {
    match to {
        Target::Text(text) => text.as_ref().map(|text| layout::quoted(text, '"')),
        Target::List { after, .. } => {
            let elements: Vec<String> = after.iter().map(|one| format!("\"{one}\"")).collect();
            Some(format!("[{}]", elements.join(", ")))
        }
    }
}

fn changes(before: &Assignments, modes: &StartupModes, meant: &Meant<'_>) -> Vec<Change> {
    let after = meant.assignments;
    let text = |thumbprint: Option<Thumbprint>| thumbprint.map(|thumbprint| thumbprint.to_string());
    let single = [
        ("services", "iis", text(before.iis), text(after.iis)),
        ("services", "iis-back-end", text(before.iis_back_end), text(after.iis_back_end)),
        ("services", "smtp-default", text(before.smtp_default), text(after.smtp_default)),
        ("services", "um", text(before.um), text(after.um)),
        ("services", "um-call-router", text(before.um_call_router), text(after.um_call_router)),
        ("imap", "x509-certificate-name", before.imap_name.clone(), after.imap_name.clone()),
        ("pop", "x509-certificate-name", before.pop_name.clone(), after.pop_name.clone()),
    ];
    let lists = [
        ("smtp", &before.smtp, &after.smtp),
        ("imap", &before.imap, &after.imap),
        ("pop", &before.pop, &after.pop),
        ("federation", &before.federation, &after.federation),
    ];
    let single = single.into_iter().filter(|(_, _, before, after)| before != after);
    let lists = lists.into_iter().filter(|(_, before, after)| before != after);
    let modes = meant.modes.iter().filter(|(key, to)| modes.of(key) != *to);
    let modes = modes.map(|(key, to)| Change { table: UM, key, to: Target::Text(Some(to.name().to_owned())) });
    single
        .map(|(table, key, _, after)| Change { table, key, to: Target::Text(after) })
        .chain(lists.map(|(key, before, after)| Change {
            table: "services",
            key,
            to: Target::List { before: before.clone(), after: after.clone() },
        }))
        .chain(modes)
        .collect()
}

/// The text with the edits made; `None` if two of them overlap. Of two insertions at one place the first stays first.
fn apply(text: &str, mut edits: Vec<Edit>) -> Option<String> {
    edits.sort_by_key(|edit| edit.at.start);
    let mut result = String::with_capacity(text.len() + 256);
    let mut done = 0;
    for edit in edits {
        result.push_str(text.get(done..edit.at.start)?);
        result.push_str(&edit.with);
        done = edit.at.end;
    }
    result.push_str(text.get(done..)?);
    Some(result)
}

/// Whether the new text says exactly what was meant, and otherwise the same as before.
fn verify(
    path: &Path,
    before: &DeTable<'_>,
    result: &str,
    meant: &Meant<'_>,
    changes: &[Change],
) -> Result<(), &'static str> {
    let now = read::parse(path, result).map_err(|_| "the result would not be TOML")?;
    let says = server::assignments_of(path, result, &now).map_err(|_| "the result would not be readable")?;
    let modes = server::startup_modes_of(path, result, &now).map_err(|_| "the result would not be readable")?;
    if says != *meant.assignments || meant.modes.iter().any(|(key, to)| modes.of(key) != *to) {
        return Err("the result would say something else than was meant");
    }
    if BLOCKS.iter().any(|key| !same_but_for_removed(before.get(*key), now.get(*key), meant)) {
        return Err("something else would be removed with it");
    }
    let meant_to = |table: &str, key: &str| changes.iter().any(|change| change.table == table && change.key == key);
    let touched = |key: &str| changes.iter().any(|change| change.table == key);
    let empty = DeTable::new();
    let keys = before.keys().chain(now.keys()).map(|key| &**key.get_ref());
    for key in keys {
        let same = if BLOCKS.contains(&key) {
            true
        } else if touched(key) {
            let inside = |values: &'_ DeTable<'_>| values.get(key).is_none_or(|value| value.get_ref().is_table());
            let (old, new) = (table_or(before, key, &empty), table_or(&now, key, &empty));
            let mut keys = old.keys().chain(new.keys()).map(|key| &**key.get_ref());
            inside(before)
                && inside(&now)
                && keys.all(|inner| meant_to(key, inner) || same_entry(old.get(inner), new.get(inner)))
        } else {
            same_entry(before.get(key), now.get(key))
        };
        if !same {
            return Err("something else would change with it");
        }
    }
    Ok(())
}

/// Whether a list of blocks says the same as before, but for those that are removed.
fn same_but_for_removed(
    before: Option<&Spanned<DeValue<'_>>>,
    now: Option<&Spanned<DeValue<'_>>>,
    meant: &Meant<'_>,
) -> bool {
    let blocks = |list: Option<&'_ Spanned<DeValue<'_>>>| list.is_none_or(|list| list.get_ref().is_array());
    if !blocks(before) || !blocks(now) {
        return same_entry(before, now);
    }
    let (before, now) =
        (before.and_then(|list| list.get_ref().as_array()), now.and_then(|list| list.get_ref().as_array()));
    let mut kept = before.into_iter().flat_map(|list| list.iter()).filter(|block| !meant.is_removed(block.get_ref()));
    let mut now = now.into_iter().flat_map(|list| list.iter());
    loop {
        match (kept.next(), now.next()) {
            (None, None) => return true,
            (Some(kept), Some(now)) if same(kept.get_ref(), now.get_ref()) => {}
            _ => return false,
        }
    }
}

fn table_or<'t, 'd>(values: &'t DeTable<'d>, key: &str, empty: &'t DeTable<'d>) -> &'t DeTable<'d> {
    values.get(key).and_then(|value| value.get_ref().as_table()).unwrap_or(empty)
}

fn same_entry(a: Option<&Spanned<DeValue<'_>>>, b: Option<&Spanned<DeValue<'_>>>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => same(a.get_ref(), b.get_ref()),
        (None, None) => true,
        _ => false,
    }
}

fn same(a: &DeValue<'_>, b: &DeValue<'_>) -> bool {
    match (a, b) {
        (DeValue::String(a), DeValue::String(b)) => a == b,
        (DeValue::Integer(a), DeValue::Integer(b)) => a.as_str() == b.as_str() && a.radix() == b.radix(),
        // By their text: a value that is not a number is not equal to itself.
        (DeValue::Float(a), DeValue::Float(b)) => a.as_str() == b.as_str(),
        (DeValue::Boolean(a), DeValue::Boolean(b)) => a == b,
        (DeValue::Datetime(a), DeValue::Datetime(b)) => a == b,
        (DeValue::Array(a), DeValue::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| same(a.get_ref(), b.get_ref()))
        }
        (DeValue::Table(a), DeValue::Table(b)) => {
            let known = |(key, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| {
                let key: &std::borrow::Cow<'_, str> = key.get_ref();
                same_entry(Some(value), b.get(&**key))
            };
            a.len() == b.len() && a.iter().all(known)
        }
        _ => false,
    }
}
