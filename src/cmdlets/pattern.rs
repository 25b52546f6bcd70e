//! Wildcards: `*` stands for any characters, `?` for any one; case does not matter.

/// Whether a text fits a pattern. Linear in the pattern for each start: the last `*` is the only one to come back to.
pub(super) fn like(text: &str, pattern: &str) -> bool {
    let fold = |text: &str| text.chars().flat_map(char::to_lowercase).collect::<Vec<_>>();
    let (text, pattern) = (fold(text), fold(pattern));
    let (mut t, mut p) = (0, 0);
    let mut star = None;
    while let Some(c) = text.get(t) {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, t));
                p += 1;
            }
            Some(wanted) if *wanted == '?' || wanted == c => {
                p += 1;
                t += 1;
            }
            _ => match star {
                Some((at, from)) => {
                    p = at + 1;
                    t = from + 1;
                    star = Some((at, from + 1));
                }
                None => return false,
            },
        }
    }
    pattern.iter().skip(p).all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_is_anything_and_a_question_mark_one_character() {
        for (text, pattern) in [
            ("mail.contoso.com", "*.contoso.com"),
            ("mail.contoso.com", "MAIL*"),
            ("mail", "m??l"),
            ("", "*"),
            ("Ärger", "ä*"),
            ("aXbXc", "*x*c"),
        ] {
            assert!(like(text, pattern), "{text} {pattern}");
        }
        for (text, pattern) in [("mail", "mai"), ("mail", "m?l"), ("", "?"), ("contoso.com", "*.contoso.com")] {
            assert!(!like(text, pattern), "{text} {pattern}");
        }
    }
}
