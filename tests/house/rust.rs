//! Just enough of Rust's grammar: what is code and what is comment or text, the words of the code, and the paths in it.

/// A word or a sign of the code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// An identifier, `::`, or one other character.
    pub(crate) text: String,
    /// The line it stands on, from 1.
    pub(crate) line: usize,
}

/// The code without its comments and with the content of its strings and characters taken out; lines stay where they
/// are.
pub(crate) fn code(source: &str) -> String {
    let all: Vec<char> = source.chars().collect();
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    while at < all.len() {
        let end = skipped(&all, at);
        if end == at {
            out.push(all[at]);
            at += 1;
            continue;
        }
        // A blank keeps the words beside it apart.
        out.push(' ');
        out.extend(all[at..end].iter().filter(|c| **c == '\n'));
        at = end;
    }
    out
}

/// Where the comment, string or character ends that begins at `at`; `at` itself when none begins there.
fn skipped(all: &[char], at: usize) -> usize {
    let next = |offset: usize| all.get(at + offset).copied();
    match all[at] {
        '/' if next(1) == Some('/') => (at..all.len()).find(|i| all[*i] == '\n').unwrap_or(all.len()),
        '/' if next(1) == Some('*') => block_comment(all, at),
        '"' => quoted(all, at, '"'),
        'r' if !in_word(all, at) => raw_string(all, at),
        'b' if !in_word(all, at) && next(1) == Some('r') => match raw_string(all, at + 1) {
            end if end == at + 1 => at,
            end => end,
        },
        // A lifetime has no quote behind its first character.
        '\'' if next(1) == Some('\\') || next(2) == Some('\'') => quoted(all, at, '\''),
        _ => at,
    }
}

fn in_word(all: &[char], at: usize) -> bool {
    at.checked_sub(1).and_then(|before| all.get(before)).is_some_and(|c| c.is_alphanumeric() || *c == '_')
}

fn block_comment(all: &[char], start: usize) -> usize {
    let (mut at, mut depth) = (start, 0);
    while at < all.len() {
        match (all[at], all.get(at + 1)) {
            ('/', Some('*')) => (depth, at) = (depth + 1, at + 2),
            ('*', Some('/')) => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    all.len()
}

fn quoted(all: &[char], start: usize, quote: char) -> usize {
    let mut at = start + 1;
    while at < all.len() {
        match all[at] {
            '\\' => at += 2,
            c if c == quote => return at + 1,
            _ => at += 1,
        }
    }
    all.len()
}

fn raw_string(all: &[char], start: usize) -> usize {
    let hashes = all[start + 1..].iter().take_while(|c| **c == '#').count();
    if all.get(start + 1 + hashes) != Some(&'"') {
        return start;
    }
    let body = start + 2 + hashes;
    let closes = |at: &usize| all[*at] == '"' && all[at + 1..].iter().take_while(|c| **c == '#').count() >= hashes;
    (body..all.len()).find(closes).map_or(all.len(), |at| at + 1 + hashes)
}

/// The words and signs of code that went through [`code`].
pub(crate) fn tokens(code: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    for (index, line) in code.lines().enumerate() {
        let mut rest = line.chars().peekable();
        while let Some(c) = rest.next() {
            let mut text = String::from(c);
            if c.is_alphanumeric() || c == '_' {
                while let Some(more) = rest.next_if(|c| c.is_alphanumeric() || *c == '_') {
                    text.push(more);
                }
            } else if c == ':' && rest.next_if_eq(&':').is_some() {
                text.push(':');
            } else if c.is_whitespace() {
                continue;
            }
            tokens.push(Token { text, line: index + 1 });
        }
    }
    tokens
}

/// A path somewhere in the code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Path {
    /// Its segments; from the crate's root for one that begins with `crate`, and then without it.
    pub(crate) segments: Vec<String>,
    /// Whether it begins at the crate's root.
    pub(crate) own: bool,
    /// The line.
    pub(crate) line: usize,
}

/// Every path of a file that lies at `module` (`["store", "lock"]`), each branch of a `use` by itself, `super` resolved.
/// What stands under `#[cfg(test)]` is left out.
pub(crate) fn paths(source: &str, module: &[String]) -> Vec<Path> {
    let tokens = without_tests(&tokens(&code(source)));
    let mut found = Vec::new();
    let mut inner: Vec<Option<String>> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let word = |offset: usize| tokens.get(at + offset).map_or("", |token| token.text.as_str());
        match word(0) {
            "mod" if word(2) == "{" => {
                inner.push(Some(word(1).to_owned()));
                at += 3;
                continue;
            }
            "{" => inner.push(None),
            "}" => drop(inner.pop()),
            _ => {}
        }
        let begins = is_word(word(0)) && word(1) == "::" && (at == 0 || tokens[at - 1].text != "::");
        if !begins {
            at += 1;
            continue;
        }
        let here: Vec<String> = module.iter().cloned().chain(inner.iter().flatten().cloned()).collect();
        let mut branches = Vec::new();
        at = branch(&tokens, at, &mut Vec::new(), &mut branches);
        found.extend(branches.into_iter().map(|(segments, line)| resolve(segments, &here, line)));
    }
    found
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Reads one path, or a `{...}` of them, and says where it ends.
fn branch(tokens: &[Token], start: usize, before: &mut Vec<String>, found: &mut Vec<(Vec<String>, usize)>) -> usize {
    let mut at = start;
    let length = before.len();
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let line = tokens.get(start).map_or(0, |token| token.line);
    loop {
        if text(at) == "{" {
            at += 1;
            while at < tokens.len() && text(at) != "}" {
                let end = branch(tokens, at, before, found);
                at = end.max(at + 1);
                while text(at) == "," || text(at) == "as" || (is_word(text(at)) && text(at - 1) == "as") {
                    at += 1;
                }
            }
            at += 1;
            break;
        }
        if !is_word(text(at)) && text(at) != "*" {
            found.push((before.clone(), line));
            break;
        }
        before.push(text(at).to_owned());
        at += 1;
        if text(at) != "::" {
            found.push((before.clone(), line));
            break;
        }
        at += 1;
    }
    before.truncate(length);
    at
}

fn resolve(segments: Vec<String>, here: &[String], line: usize) -> Path {
    let ups = segments.iter().take_while(|segment| *segment == "super").count();
    let first = segments.first().map_or("", String::as_str);
    let (own, segments) = match first {
        "crate" => (true, segments.get(1..).unwrap_or_default().to_vec()),
        "self" => (true, here.iter().chain(&segments[1..]).cloned().collect()),
        "super" => {
            let base = &here[..here.len().saturating_sub(ups)];
            (true, base.iter().chain(&segments[ups..]).cloned().collect())
        }
        _ => (false, segments),
    };
    Path { segments, own, line }
}

/// Takes away what stands under `#[cfg(test)]`: the item behind it, to the end of its braces or its `;`.
fn without_tests(tokens: &[Token]) -> Vec<Token> {
    const MARK: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let marked = MARK.iter().enumerate().all(|(i, sign)| tokens.get(at + i).is_some_and(|t| t.text == *sign));
        if !marked {
            kept.push(tokens[at].clone());
            at += 1;
            continue;
        }
        at = end_of_item(tokens, at + MARK.len());
    }
    kept
}

/// Behind the item that begins at `start`: its closing brace, or the `;` of one that has none.
fn end_of_item(tokens: &[Token], start: usize) -> usize {
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate().skip(start) {
        match token.text.as_str() {
            "{" => depth += 1,
            "}" => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return index + 1;
                }
            }
            ";" if depth == 0 => return index + 1,
            _ => {}
        }
    }
    tokens.len()
}

/// Every function with a body: its name, the line it begins on, and how many lines it takes.
pub(crate) fn functions(source: &str) -> Vec<(String, usize, usize)> {
    let tokens = tokens(&code(source));
    let mut found = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let Some(name) = tokens.get(index + 1).filter(|next| token.text == "fn" && is_word(&next.text)) else {
            continue;
        };
        // A declaration ends before any brace opens.
        let body = tokens[index..].iter().position(|t| t.text == "{" || t.text == ";").map(|offset| index + offset);
        let Some(body) = body.filter(|at| tokens[*at].text == "{") else { continue };
        let end = end_of_item(&tokens, body);
        let last = tokens[end - 1].line;
        found.push((name.text.clone(), token.line, last - token.line + 1));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(source: &str, module: &[&str]) -> Vec<String> {
        let module: Vec<String> = module.iter().map(|part| (*part).to_owned()).collect();
        paths(source, &module).into_iter().filter(|path| path.own).map(|path| path.segments.join("::")).collect()
    }

    #[test]
    fn comments_and_texts_are_not_code() {
        let source = "a // crate::x\n/* crate::y /* */ */ \"crate::\\\"z\" r#\"crate::\"q\"# b'\\'' 'c' &'life b";
        let words: Vec<_> = tokens(&code(source)).into_iter().map(|token| (token.text, token.line)).collect();
        let expected = [("a", 1), ("b", 2), ("&", 2), ("'", 2), ("life", 2), ("b", 2)];
        assert_eq!(words, expected.map(|(text, line)| (text.to_owned(), line)));
    }

    #[test]
    fn each_branch_of_a_use_is_a_path() {
        let source = "use crate::{engine::{self, Moment as M}, app::vocabulary};\nfn f() { crate::store::open(x) }";
        assert_eq!(
            own(source, &["edit"]),
            ["engine::self", "engine::Moment", "app::vocabulary", "store::open"].map(str::to_owned)
        );
    }

    #[test]
    fn a_path_that_climbs_is_followed() {
        assert_eq!(own("use super::lock::Lock;", &["store", "disk"]), ["store::lock::Lock"]);
        assert_eq!(own("use super::super::app::State;", &["store", "disk"]), ["app::State"]);
        assert_eq!(own("mod inner { use super::super::app::State; }", &["store"]), ["app::State"]);
        assert_eq!(own("use self::lock::Lock;", &["store"]), ["store::lock::Lock"]);
    }

    #[test]
    fn tests_may_name_anything() {
        let source =
            "#[cfg(test)]\nmod tests { use crate::app::State; }\n#[cfg(test)] use crate::testing;\nuse crate::text;";
        assert_eq!(own(source, &["look"]), ["text"]);
    }

    #[test]
    fn a_function_is_as_long_as_its_lines() {
        let source = "fn a() {\n  if x {\n  }\n}\ntrait T { fn b(&self); }\nfn c() { 1 }";
        assert_eq!(functions(source), [("a".to_owned(), 1, 4), ("c".to_owned(), 6, 1)]);
    }
}
