//! How a block `[[certificates]]` or `[[requests]]` is written that was not there before.

use super::change::{Added, Line};
use super::layout::{Pair, braces, pair};

/// Whether a table inside a block is written on one line, in braces.
pub(super) fn is_short(table: &str) -> bool {
    table == super::server::ORIGIN
}

/// The lines of a block with its header, without line ends.
pub(super) fn lines(added: &Added) -> Vec<String> {
    let written = |(key, value): &Pair| format!("{key} = {value}");
    let mut lines = vec![format!("[[{}]]", added.list)];
    lines.extend(pairs(added, None).iter().map(written));
    let (short, long): (Vec<_>, Vec<_>) = tables(added).into_iter().partition(|table| is_short(table));
    lines.extend(short.into_iter().map(|table| format!("{table} = {}", braces(&pairs(added, Some(table))))));
    for table in long {
        lines.push(format!("[{}.{table}]", added.list));
        lines.extend(pairs(added, Some(table)).iter().map(written));
    }
    lines
}

/// The block as one inline table.
pub(super) fn inline(added: &Added) -> String {
    let mut all = pairs(added, None);
    all.extend(tables(added).into_iter().map(|table| (table.to_owned(), braces(&pairs(added, Some(table))))));
    braces(&all)
}

fn pairs(added: &Added, table: Option<&str>) -> Vec<Pair> {
    let here = added.lines.iter().filter(|line| line.table == table);
    here.filter_map(|Line { key, to, .. }| pair(key, to)).collect()
}

/// The tables inside the block, in order.
fn tables(added: &Added) -> Vec<&'static str> {
    let mut tables: Vec<&'static str> = added.lines.iter().filter_map(|line| line.table).collect();
    tables.dedup();
    tables
}
