//! What changes in a document: keys in their places, blocks that come and go.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A table of a document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Place {
    /// The block that it belongs to: its list, and its number in it.
    pub(super) block: Option<(&'static str, usize)>,
    /// A table of the document or of the block; `None` for the document or the block itself.
    pub(super) table: Option<&'static str>,
    /// A table inside that one.
    pub(super) inner: Option<&'static str>,
}

/// One key that changes.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub(super) place: Place,
    pub(super) key: Cow<'static, str>,
    pub(super) to: Target,
}

/// What is to stand there.
#[derive(Clone, Debug)]
pub(super) enum Target {
    Gone,
    Text(String),
    Number(u32),
    List {
        /// What the elements say now, one by one.
        before: Vec<String>,
        after: Vec<String>,
    },
}

/// A block that comes.
#[derive(Clone, Debug)]
pub(super) struct Added {
    pub(super) list: &'static str,
    pub(super) lines: Vec<Line>,
}

/// A key of a block that comes.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The table inside the block.
    pub(super) table: Option<&'static str>,
    pub(super) key: &'static str,
    pub(super) to: Target,
}

/// Everything that changes in a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Changes {
    pub(super) keys: Vec<Change>,
    /// The blocks that go: their list, and their number in it.
    pub(super) removed: Vec<(&'static str, usize)>,
    /// The blocks that come, each at the end of its list.
    pub(super) added: Vec<Added>,
}

/// A table where it stands.
#[derive(Clone, Copy)]
pub(super) struct Here<'d> {
    pub(super) values: &'d DeTable<'d>,
    /// Its value, or its header; the document itself has none.
    pub(super) span: Option<(usize, usize)>,
}

impl Changes {
    pub(super) fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.removed.is_empty() && self.added.is_empty()
    }

    /// The lists that blocks go from or come to.
    pub(super) fn lists(&self) -> Vec<&'static str> {
        let removed = self.removed.iter().map(|(list, _)| *list);
        let mut lists: Vec<&'static str> = removed.chain(self.added.iter().map(|added| added.list)).collect();
        // In the order in which they were thought of: what comes to one place comes in that order.
        let mut known = Vec::new();
        lists.retain(|list| {
            !known.contains(list) && {
                known.push(*list);
                true
            }
        });
        lists
    }

    /// The numbers of a list's blocks that go, in order.
    pub(super) fn gone(&self, list: &str) -> Vec<usize> {
        let mut gone: Vec<usize> = self.removed.iter().filter(|(of, _)| *of == list).map(|(_, at)| *at).collect();
        gone.sort_unstable();
        gone
    }

    /// The keys that change, in their places once the blocks that go are gone.
    pub(super) fn keys_left(&self) -> Vec<Change> {
        let moved = |change: &Change| {
            let mut change = change.clone();
            if let Some((list, at)) = &mut change.place.block {
                let gone = self.gone(list);
                *at -= gone.partition_point(|gone| gone < at);
            }
            change
        };
        if self.removed.is_empty() { self.keys.clone() } else { self.keys.iter().map(moved).collect() }
    }
}

impl Place {
    /// The document's own keys.
    pub(super) const DOCUMENT: Place = Place { block: None, table: None, inner: None };

    /// The keys of a table of the document.
    pub(super) const fn table(name: &'static str) -> Place {
        Place { table: Some(name), ..Place::DOCUMENT }
    }

    /// The keys of a block.
    pub(super) const fn block(list: &'static str, at: usize) -> Place {
        Place { block: Some((list, at)), ..Place::DOCUMENT }
    }

    /// The table that this one is inside of, if it is one inside another.
    pub(super) fn outer(&self) -> Option<Place> {
        self.inner.map(|_| Place { inner: None, ..self.clone() })
    }

    /// The table, where there is one.
    pub(super) fn find<'d>(&self, document: &'d DeTable<'d>) -> Option<Here<'d>> {
        let tables = [self.table, self.inner].into_iter().flatten();
        tables.into_iter().try_fold(self.parent(document)?, |here, name| Here::of(here.values.get(name)?))
    }

    /// What the table is in, or would be.
    pub(super) fn parent<'d>(&self, document: &'d DeTable<'d>) -> Option<Here<'d>> {
        match self.block {
            None => Some(Here { values: document, span: None }),
            Some((list, at)) => Here::of(document.get(list)?.get_ref().as_array()?.get(at)?),
        }
    }
}

impl<'d> Here<'d> {
    fn of(value: &'d Spanned<DeValue<'d>>) -> Option<Here<'d>> {
        let span = value.span();
        Some(Here { values: value.get_ref().as_table()?, span: Some((span.start, span.end)) })
    }

    /// The value of a key, where there is one.
    pub(super) fn get(&self, key: &str) -> Option<&'d Spanned<DeValue<'d>>> {
        self.values.get(key)
    }
}
