//! What every form of text comes down to: an object as named values.

use super::property::Property;

/// The longest text of a value, in bytes: the Base64 of the largest certificate, and room.
pub(super) const LONGEST_TEXT: usize = 2 << 20;

/// A value as the text carries it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// A text; in a list or a table everything is one.
    Text(String),
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Number(i64),
    /// A list of texts.
    List(Vec<String>),
    /// A list of numbers from 0 to 255.
    Bytes(Vec<u8>),
    /// A build number in four parts.
    Version([i64; 4]),
    /// Empty, or null.
    Nothing,
    /// There was a value, and the text does not carry it: cut off, or the name of its type instead.
    Lost,
}

impl Value {
    /// The value of a printed text.
    pub(super) fn printed(text: &str) -> Value {
        match text.trim() {
            "" => Value::Nothing,
            text if text.len() > LONGEST_TEXT || is_type_name(text) => Value::Lost,
            text => Value::Text(text.to_owned()),
        }
    }

    /// The value as text, if it is one that is not empty.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Whether a text names the type of a value rather than the value: what a shell prints of a collection it does not take
/// apart (`System.Byte[]`, `System.Collections.…`, `Microsoft.Exchange.Data.…`).
pub(super) fn is_type_name(text: &str) -> bool {
    ["System.", "Microsoft.Exchange.", "Deserialized."].iter().any(|start| text.starts_with(start))
}

/// An object: some of its properties, each once.
#[derive(Clone, Debug, Default)]
pub(super) struct Record {
    /// Where it stands in the text.
    pub(super) place: String,
    values: Vec<(Property, Value)>,
}

impl Record {
    /// An object of which nothing is known yet.
    pub(super) fn at(place: String) -> Record {
        Record { place, values: Vec::new() }
    }

    /// Adds a value; the first of a property counts.
    pub(super) fn add(&mut self, property: Property, value: Value) {
        if !self.has(property) {
            self.values.push((property, value));
        }
    }

    /// Whether the object has the property, whatever its value.
    pub(super) fn has(&self, property: Property) -> bool {
        self.get(property).is_some()
    }

    /// Whether the object has any of the properties.
    pub(super) fn has_any(&self, properties: &[Property]) -> bool {
        properties.iter().any(|property| self.has(*property))
    }

    /// The value of a property.
    pub(super) fn get(&self, property: Property) -> Option<&Value> {
        self.values.iter().find(|(known, _)| *known == property).map(|(_, value)| value)
    }

    /// The value of a property as a text that is not empty.
    pub(super) fn text(&self, property: Property) -> Option<&str> {
        self.get(property).and_then(Value::text)
    }

    /// Whether nothing is known of it.
    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
}
