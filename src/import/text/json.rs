//! `ConvertTo-Json` of 5.1 and of 7: whole objects or a projection.
//!
//! The array is read object by object, and of each object only what has a meaning here. How deep it may be nested is
//! bounded by `serde_json` (128), how large by the file.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::line;
use super::property::Property;
use super::reading::Reading;
use super::record::{LONGEST_TEXT, Record, Value, is_type_name};
use crate::import::Origin;
use crate::import::read::Options;
use crate::import::source::{ReadError, Source};

/// The most items of a list: the bytes of the largest certificate.
const MOST_ITEMS: usize = 1 << 20;

/// Whether a text begins as the JSON of objects does.
pub(super) fn begins(text: &str) -> bool {
    let text = text.trim_start();
    match text.strip_prefix('[') {
        Some(rest) => rest.trim_start().starts_with(['{', '[', ']']) || rest.trim_start().is_empty(),
        None => text.starts_with('{'),
    }
}

/// The JSON below lines of a prompt and of the shell's own words, if that is what the text is.
pub(super) fn below_a_prompt(text: &str) -> Option<&str> {
    let mut at = 0;
    for whole in text.split_inclusive('\n') {
        let rest = text.get(at..)?;
        if begins(whole) && begins(rest) {
            return Some(rest);
        }
        if !whole.trim().is_empty() && !line::is_remark(whole) {
            return None;
        }
        at += whole.len();
    }
    None
}

/// Reads one JSON text, or several one behind the other; lines of a prompt between them do not matter.
pub(super) fn read(text: &str, options: &Options<'_>) -> Result<Source, ReadError> {
    let mut reading = Reading::new(Origin::Json, options.culture);
    let (mut objects, mut lines) = (0, 0);
    let mut rest = text;
    loop {
        let (value, behind) = rest.split_at_checked(end(rest)).unwrap_or((rest, ""));
        let mut refused = None;
        let mut sink = Sink { reading: &mut reading, objects: &mut objects, refused: &mut refused };
        let mut json = serde_json::Deserializer::from_str(value);
        let read = Objects(&mut sink).deserialize(&mut json).and_then(|()| json.end());
        if let Some(error) = refused {
            return Err(error);
        }
        read.map_err(|error| damaged(&error, lines))?;
        lines += value.matches('\n').count();
        match next(behind) {
            Ok(Some(next)) => {
                let between = behind.len() - next.len();
                lines += behind.get(..between).map_or(0, |between| between.matches('\n').count());
                rest = next;
            }
            Ok(None) => return reading.finish(),
            Err(()) => {
                let place = format!("line {}", lines + 1);
                return Err(ReadError::Damaged { place, reason: "something else follows the JSON".to_owned() });
            }
        }
    }
}

fn damaged(error: &serde_json::Error, lines: usize) -> ReadError {
    let text = error.to_string();
    let reason = text.rsplit_once(" at line ").map_or(text.as_str(), |(reason, _)| reason).to_owned();
    ReadError::Damaged { place: format!("line {}, column {}", error.line() + lines, error.column()), reason }
}

/// The next JSON text behind one, `None` behind the last; an error for anything but a prompt between them.
fn next(behind: &str) -> Result<Option<&str>, ()> {
    if behind.trim_start().is_empty() {
        return Ok(None);
    }
    if begins(behind) {
        return Ok(Some(behind.trim_start()));
    }
    match below_a_prompt(behind) {
        Some(json) => Ok(Some(json.trim_start())),
        None if behind.lines().all(|l| l.trim().is_empty() || line::is_remark(l)) => Ok(None),
        None => Err(()),
    }
}

/// Where the object or the array that a text begins with ends; the whole text when it does not.
fn end(text: &str) -> usize {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => depth += 1,
            b'}' | b']' if !quoted => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    text.len()
}

/// Where objects go.
struct Sink<'a> {
    reading: &'a mut Reading,
    objects: &'a mut usize,
    /// Why no more are taken: an error of `serde_json` could not carry it.
    refused: &'a mut Option<ReadError>,
}

impl Sink<'_> {
    fn place(&self) -> String {
        format!("object {}", *self.objects + 1)
    }

    fn take<E: serde::de::Error>(&mut self, record: &Record) -> Result<(), E> {
        *self.objects += 1;
        self.reading.take(record).map_err(|error| {
            let said = E::custom(&error);
            *self.refused = Some(error);
            said
        })
    }
}

/// An object, or a list of objects: `{…}`, `[{…}, …]`, or what 5.1 makes of a list, `{"value": [{…}, …], "Count": 2}`.
struct Objects<'s, 'r>(&'s mut Sink<'r>);

impl<'de> DeserializeSeed<'de> for Objects<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Objects<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of Get-ExchangeCertificate, or a list of them")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element_seed(Objects(self.0))?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let mut record = Record::at(self.0.place());
        let mut list = false;
        while let Some(name) = members.next_key::<String>()? {
            if name == "value" {
                members.next_value_seed(Objects(self.0))?;
                list = true;
                continue;
            }
            match Property::named(&name) {
                Some(property) => record.add(property, members.next_value()?),
                None => drop(members.next_value::<IgnoredAny>()?),
            }
        }
        if list {
            return Ok(());
        }
        if record.is_empty() {
            *self.0.objects += 1;
            self.0.reading.skip(&record.place, "an object with no property that is read");
            return Ok(());
        }
        self.0.take(&record)
    }

    // A text, a number or null among the objects says nothing.
    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<(), E> {
        *self.0.objects += 1;
        let place = format!("object {}", self.0.objects);
        self.0.reading.skip(&place, "a text, no object: deeper than -Depth reached");
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(i64::try_from(value).map_or(Value::Lost, Value::Number))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Value, E> {
        Ok(Value::Lost)
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(match text {
            "" => Value::Nothing,
            text if text.len() > LONGEST_TEXT || is_type_name(text) => Value::Lost,
            text => Value::Text(text.to_owned()),
        })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let (mut bytes, mut texts, mut lost, mut count) = (Vec::new(), Vec::new(), false, 0);
        while let Some(item) = items.next_element::<Value>()? {
            count += 1;
            lost |= count > MOST_ITEMS;
            match item {
                _ if lost => {}
                Value::Number(number) => match u8::try_from(number) {
                    Ok(byte) => bytes.push(byte),
                    Err(_) => lost = true,
                },
                Value::Text(text) => texts.push(text),
                _ => lost = true,
            }
        }
        Ok(match (bytes.is_empty(), texts.is_empty()) {
            _ if lost => Value::Lost,
            (true, _) => Value::List(texts),
            (false, true) => Value::Bytes(bytes),
            (false, false) => Value::Lost,
        })
    }

    /// An object as a value: what stands for it in one of its members.
    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut parts = Parts::default();
        while let Some(name) = members.next_key::<String>()? {
            match parts.of(&name) {
                Some(part) => *part = members.next_value()?,
                None => drop(members.next_value::<IgnoredAny>()?),
            }
        }
        Ok(parts.whole())
    }
}

/// The members of an object that can stand for it.
#[derive(Default)]
struct Parts {
    /// Of what 5.1 makes of a list or of a date, and of an enumeration.
    value: Option<Value>,
    /// Of a domain name: `Address` is whole, `Domain` without the star of a wildcard.
    address: Option<Value>,
    domain: Option<Value>,
    with_subdomains: Option<Value>,
    /// Of a site of IIS.
    service_name: Option<Value>,
    /// Of an object's identity.
    name: Option<Value>,
    version: [Option<Value>; 4],
}

impl Parts {
    fn of(&mut self, name: &str) -> Option<&mut Option<Value>> {
        let [major, minor, build, revision] = &mut self.version;
        Some(match name.to_ascii_lowercase().as_str() {
            "value" if self.value.is_none() => &mut self.value,
            "address" => &mut self.address,
            "domain" => &mut self.domain,
            "includesubdomains" => &mut self.with_subdomains,
            "servicename" => &mut self.service_name,
            "name" => &mut self.name,
            "major" => major,
            "minor" => minor,
            "build" => build,
            "revision" => revision,
            _ => return None,
        })
    }

    fn whole(self) -> Value {
        let number = |part: &Option<Value>| match part {
            Some(Value::Number(number)) => Some(*number),
            _ => None,
        };
        if let [Some(major), Some(minor), Some(build), Some(revision)] = self.version.each_ref().map(number) {
            return Value::Version([major, minor, build, revision]);
        }
        let domain = || match (&self.domain, &self.with_subdomains) {
            (Some(Value::Text(domain)), Some(Value::Bool(true))) => Some(Value::Text(format!("*.{domain}"))),
            (domain, _) => domain.clone(),
        };
        self.value.or(self.address).or_else(domain).or(self.service_name).or(self.name).unwrap_or(Value::Lost)
    }
}
