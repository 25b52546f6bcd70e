//! Markdown tables.

/// A table of these columns.
pub(super) fn table(columns: &[String], rows: &[Vec<String>]) -> Vec<String> {
    let rule = columns.iter().map(|_| "---".to_owned()).collect::<Vec<_>>();
    let head = [row(columns), row(&rule)];
    head.into_iter().chain(rows.iter().map(|cells| row(cells))).collect()
}

fn row(cells: &[String]) -> String {
    format!("| {} |", cells.iter().map(|cell| cell.replace('|', "\\|")).collect::<Vec<_>>().join(" | "))
}

/// A text as code.
pub(super) fn code(text: &str) -> String {
    format!("`{text}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_in_a_cell_does_not_end_it() {
        let lines = table(&["A".to_owned()], &[vec![code("a | b")]]);
        assert_eq!(lines, ["| A |", "| --- |", "| `a \\| b` |"]);
    }
}
