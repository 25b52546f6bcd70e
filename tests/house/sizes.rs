//! How much a person has to read at once.

use super::files::{is_test, rust_below};
use super::nothing_found;
use super::rust::functions;

const FILE: usize = 450;
const TEST_FILE: usize = 600;
const FUNCTION: usize = 80;

/// What may be longer, and why: `src/x.rs` or `src/x.rs: function`.
const LONGER: &[(&str, &str)] = &[];

fn findings(path: &str, source: &str) -> Vec<String> {
    let ceiling = if is_test(path) { TEST_FILE } else { FILE };
    let lines = source.lines().count();
    let file = (lines > ceiling).then(|| (path.to_owned(), format!("{lines} lines, at most {ceiling}")));
    let functions = functions(source).into_iter().filter(|(_, _, lines)| *lines > FUNCTION);
    let functions = functions
        .map(|(name, at, lines)| (format!("{path}: {name}"), format!("line {at}: {lines} lines, at most {FUNCTION}")));
    file.into_iter()
        .chain(functions)
        .filter(|(what, _)| !LONGER.iter().any(|(longer, _)| longer == what))
        .map(|(what, wrong)| format!("{what}: {wrong}"))
        .collect()
}

#[test]
fn nothing_is_too_long_to_read() {
    let found: Vec<_> = ["src", "tests", "benches"]
        .iter()
        .flat_map(|folder| rust_below(folder))
        .flat_map(|(p, t)| findings(&p, &t))
        .collect();
    nothing_found(&found, "Split it where the product splits; an exception goes into LONGER with its reason.");
}

#[test]
fn what_is_too_long_is_found() {
    let long = "x\n".repeat(FILE + 1);
    assert_eq!(findings("src/a.rs", &long).len(), 1);
    assert_eq!(findings("src/a/tests.rs", &long), Vec::<String>::new());
    let function = format!("fn f() {{\n{}}}\n", "x();\n".repeat(FUNCTION));
    assert_eq!(findings("src/a.rs", &function), ["src/a.rs: f: line 1: 82 lines, at most 80"]);
}
