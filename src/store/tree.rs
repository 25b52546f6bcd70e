//! What a document says, without where and how it is written: to see that a change says what was meant and nothing else.

use std::borrow::Cow;
use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

use super::change::{Added, Changes, Place, Target};

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Tree<'d> {
    Text(Cow<'d, str>),
    /// Digits and radix.
    Integer(Cow<'d, str>, u32),
    /// By its text: a value that is not a number is not equal to itself.
    Float(&'d str),
    Boolean(bool),
    Datetime(Datetime),
    List(Vec<Tree<'d>>),
    Table(Table<'d>),
}

pub(super) type Table<'d> = BTreeMap<Cow<'d, str>, Tree<'d>>;

/// What a parsed document says.
pub(super) fn of<'d>(document: &'d DeTable<'_>) -> Table<'d> {
    let entries = document.iter();
    entries.map(|(key, value)| (Cow::Borrowed(&**key.get_ref()), value_of(value.get_ref()))).collect()
}

fn value_of<'d>(value: &'d DeValue<'_>) -> Tree<'d> {
    match value {
        DeValue::String(text) => Tree::Text(Cow::Borrowed(text)),
        DeValue::Integer(number) => Tree::Integer(Cow::Borrowed(number.as_str()), number.radix()),
        DeValue::Float(number) => Tree::Float(number.as_str()),
        DeValue::Boolean(yes) => Tree::Boolean(*yes),
        DeValue::Datetime(datetime) => Tree::Datetime(*datetime),
        DeValue::Array(list) => Tree::List(list.iter().map(|element| value_of(element.get_ref())).collect()),
        DeValue::Table(table) => Tree::Table(of(table)),
    }
}

/// Makes the changes; `None` where there is no such place. The elements that stay in a list keep their spelling.
pub(super) fn change(tree: &mut Table<'_>, changes: &Changes) -> Option<()> {
    for key in &changes.keys {
        let table = table_at(tree, &key.place)?;
        set(table, &key.key, &key.to)?;
    }
    for list in changes.lists() {
        let gone = changes.gone(list);
        let blocks = match tree.get_mut(list) {
            Some(Tree::List(blocks)) => blocks,
            None if gone.is_empty() => continue,
            _ => return None,
        };
        let mut at = 0;
        blocks.retain(|_| {
            at += 1;
            gone.binary_search(&(at - 1)).is_err()
        });
        if blocks.is_empty() {
            tree.remove(list);
        }
    }
    changes.added.iter().try_for_each(|added| add(tree, added))
}

fn add(tree: &mut Table<'_>, added: &Added) -> Option<()> {
    let mut block = Table::new();
    for line in &added.lines {
        let table = match line.table {
            None => &mut block,
            Some(name) => table_in(&mut block, name)?,
        };
        set(table, line.key, &line.to)?;
    }
    let list = tree.entry(Cow::Borrowed(added.list)).or_insert_with(|| Tree::List(Vec::new()));
    let Tree::List(blocks) = list else { return None };
    blocks.push(Tree::Table(block));
    Some(())
}

fn table_at<'t, 'd>(tree: &'t mut Table<'d>, place: &Place) -> Option<&'t mut Table<'d>> {
    let parent = match place.block {
        None => tree,
        Some((list, at)) => match tree.get_mut(list)? {
            Tree::List(blocks) => match blocks.get_mut(at)? {
                Tree::Table(block) => block,
                _ => return None,
            },
            _ => return None,
        },
    };
    [place.table, place.inner].into_iter().flatten().try_fold(parent, |table, name| table_in(table, name))
}

/// A table inside another, made where it is missing.
fn table_in<'t, 'd>(parent: &'t mut Table<'d>, name: &'static str) -> Option<&'t mut Table<'d>> {
    match parent.entry(Cow::Borrowed(name)).or_insert_with(|| Tree::Table(Table::new())) {
        Tree::Table(table) => Some(table),
        _ => None,
    }
}

fn set(table: &mut Table<'_>, key: &str, to: &Target) -> Option<()> {
    let text = |text: &String| Tree::Text(Cow::Owned(text.clone()));
    let key = Cow::Owned(key.to_owned());
    match to {
        Target::Gone => drop(table.remove(&key)),
        Target::Text(to) => drop(table.insert(key, text(to))),
        Target::Number(to) => drop(table.insert(key, Tree::Integer(Cow::Owned(to.to_string()), 10))),
        Target::List { before, after } => {
            let kept = kept(before, after);
            let mut list = match table.remove(&key) {
                Some(Tree::List(list)) if list.len() == before.len() => list,
                Some(_) => return None,
                None => Vec::new(),
            };
            let mut at = 0;
            list.retain(|_| {
                at += 1;
                kept.binary_search(&(at - 1)).is_ok()
            });
            list.extend(after.iter().skip(kept.len()).map(text));
            table.insert(key, Tree::List(list));
        }
    }
    Some(())
}

/// The numbers of the elements that stay in their list: as many as the new list can begin with. Those that are left of it
/// come at the end.
pub(super) fn kept<T: PartialEq>(before: &[T], after: &[T]) -> Vec<usize> {
    let mut wanted = after.iter().peekable();
    let staying = before.iter().enumerate().filter(|(_, one)| wanted.next_if(|next| next == one).is_some());
    staying.map(|(at, _)| at).collect()
}
