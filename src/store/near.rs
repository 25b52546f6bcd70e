//! Keys that are nearly one the program knows: a slip of the pen, which would silently mean nothing.

/// Whether `word` is not `known`, but close to it: another case, in a longer word one letter off, in a long one two.
pub(super) fn is_near(word: &str, known: &str) -> bool {
    let (length, known_length) = (word.chars().count(), known.chars().count());
    let most = match known_length {
        0..=3 => 0,
        4..=5 => 1,
        _ => 2,
    };
    // What is far longer is not compared letter by letter.
    if word == known || length.abs_diff(known_length) > most {
        return false;
    }
    let (word, known) = (word.to_lowercase(), known.to_lowercase());
    distance(&word, &known) <= most
}

/// How many letters have to come, go or change.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (at, letter) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], at + 1);
        for (column, other) in b.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *other);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_near_and_another_word_is_not() {
        for near in ["Access", "ACCESS", "acess", "accesss", "acces", "axcess", "acecss"] {
            assert!(is_near(near, "access"), "{near}");
        }
        for far in ["access", "auth", "address", "rack", "", "accessible-to"] {
            assert!(!is_near(far, "access"), "{far}");
        }
        assert!(is_near("POP", "pop") && !is_near("tag", "dag"), "short words are near each other by themselves");
    }
}
