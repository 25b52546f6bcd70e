//! `ConvertTo-Json`: one object as an object, several as an array.
//!
//! Whatever would act on a terminal or hide is written by number (`\u202e`), so that the text says exactly what it said and
//! is harmless all the same.

use std::fmt::Write as _;

use super::object::{Datum, Object, Property, UNKNOWN};
use super::shown::shown;
use crate::locale::date;

/// A value of JSON.
enum Json {
    Raw(String),
    List(Vec<Json>),
    Object(Vec<(&'static str, Json)>),
}

/// The lines of the objects with these properties; no object, no line.
pub(super) fn lines(objects: &[Object<'_>], properties: &[Property], compress: bool) -> Vec<String> {
    let mut values: Vec<Json> = objects.iter().map(|object| of(object, properties)).collect();
    let whole = match values.len() {
        0 => return Vec::new(),
        1 => values.remove(0),
        _ => Json::List(values),
    };
    let mut out = String::new();
    render(&whole, (!compress).then_some(0), &mut out);
    out.lines().map(str::to_owned).collect()
}

fn of(object: &Object<'_>, properties: &[Property]) -> Json {
    match object.alone() {
        Some(value) => datum(value),
        None => Json::Object(properties.iter().map(|name| (name.name(), datum(&object.get(*name)))).collect()),
    }
}

fn datum(value: &Datum) -> Json {
    match value {
        Datum::Text(text) => Json::Raw(string(text)),
        Datum::Bool(value) => Json::Raw(value.to_string()),
        Datum::Number(number) => Json::Raw(number.to_string()),
        Datum::Date(moment) => Json::Raw(string(&date::rfc3339(*moment))),
        Datum::List(items) => Json::List(items.iter().map(|item| Json::Raw(string(item))).collect()),
        Datum::Services(_) | Datum::Version(_) | Datum::Thumbprint(_) => Json::Raw(string(&value.written())),
        Datum::Nothing => Json::Raw("null".to_owned()),
        Datum::Unknown => Json::Raw(string(UNKNOWN)),
    }
}

/// Writes a value; `indent` is the depth, or `None` on one line.
fn render(value: &Json, indent: Option<usize>, out: &mut String) {
    let inner = indent.map(|depth| depth + 1);
    match value {
        Json::Raw(text) => out.push_str(text),
        Json::List(items) if items.is_empty() => out.push_str("[]"),
        Json::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                separate(index, inner, out);
                render(item, inner, out);
            }
            line(indent, out);
            out.push(']');
        }
        Json::Object(members) => {
            out.push('{');
            for (index, (name, member)) in members.iter().enumerate() {
                separate(index, inner, out);
                out.push_str(&string(name));
                out.push_str(if indent.is_some() { ": " } else { ":" });
                render(member, inner, out);
            }
            line(indent, out);
            out.push('}');
        }
    }
}

fn separate(index: usize, indent: Option<usize>, out: &mut String) {
    if index > 0 {
        out.push(',');
    }
    line(indent, out);
}

fn line(indent: Option<usize>, out: &mut String) {
    if let Some(depth) = indent {
        out.push('\n');
        out.push_str(&"  ".repeat(depth));
    }
}

/// A text in quotation marks.
fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            ' '..='~' => out.push(c),
            // A character that would be made visible anywhere else, or that has nothing to stand on.
            c if shown(c.encode_utf8(&mut [0; 4])).chars().ne([c]) => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
