//! The values of CLIXML, as far as they are read: a small tree for one object at a time.

use std::borrow::Cow;
use std::rc::Rc;

use base64::Engine as _;
use base64::engine::GeneralPurpose;
use base64::engine::general_purpose::STANDARD;

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value<'a> {
    /// `$null`.
    Null,
    /// A primitive value, as it is written.
    Text(Cow<'a, str>),
    /// An object.
    Object(Rc<Object<'a>>),
    /// A reference to an object that is not there: one that is still open, or of another top-level object.
    Elsewhere,
}

/// An object, or a list, or a primitive value with properties (an enumeration).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Object<'a> {
    /// Its type's names, the most derived first.
    pub(super) types: Types<'a>,
    /// What its `ToString` gave.
    pub(super) shown: Option<Cow<'a, str>>,
    /// Its primitive value, such as an enumeration's number.
    pub(super) primitive: Option<Cow<'a, str>>,
    /// Its properties, adapted ones before notes, in the order of the file; a dictionary's entries too.
    pub(super) properties: Vec<(Cow<'a, str>, Value<'a>)>,
    /// Its items, when it is a list; `None` when it is none.
    pub(super) items: Option<Vec<Value<'a>>>,
    /// How many objects deep it is.
    pub(super) height: usize,
}

/// The names of a type, shared by the objects of that type.
pub(super) type Types<'a> = Rc<Vec<Cow<'a, str>>>;

/// What an object says under a property's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said<'o> {
    /// It has no such property.
    Nothing,
    /// `$null`, or an empty text.
    Null,
    /// This, without blanks around it.
    Text(&'o str),
    /// Something that has no text.
    Unreadable,
}

/// The most characters of Base64 in one value: a certificate of the largest size, wrapped as Exchange does.
const MOST_BASE64: usize = 4 << 20;

impl<'a> Value<'a> {
    /// What it says as text. An enumeration says its number where it has one, in every culture the same.
    fn said(&self) -> Said<'_> {
        let text = match self {
            Value::Null => return Said::Null,
            Value::Elsewhere => return Said::Unreadable,
            Value::Text(text) => text,
            Value::Object(object) => match object.shown.as_ref().or(object.primitive.as_ref()) {
                Some(text) => text,
                None => return Said::Unreadable,
            },
        };
        match text.trim() {
            "" => Said::Null,
            text => Said::Text(text),
        }
    }

    /// What it says as text, if it says anything.
    pub(super) fn text(&self) -> Option<&str> {
        if let Said::Text(text) = self.said() { Some(text) } else { None }
    }

    /// The object, if it is one.
    pub(super) fn object(&self) -> Option<&Object<'a>> {
        if let Value::Object(object) = self { Some(object) } else { None }
    }
}

impl<'a> Object<'a> {
    /// The property of that name; case does not matter.
    pub(super) fn property(&self, name: &str) -> Option<&Value<'a>> {
        self.properties.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// What it says under that name.
    pub(super) fn said(&self, name: &str) -> Said<'_> {
        self.property(name).map_or(Said::Nothing, Value::said)
    }

    /// The text under that name; `None` for an empty one.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.property(name).and_then(Value::text)
    }

    /// An enumeration's number under that name, else its text.
    pub(super) fn number_or_text(&self, name: &str) -> Option<&str> {
        let value = self.property(name)?;
        value.object().and_then(|object| object.primitive.as_deref()).or_else(|| value.text())
    }

    /// The items of the list under that name; a single text is a list of one, and `$null` is empty. `None` when there is
    /// no such property, or it is something else.
    pub(super) fn items(&self, name: &str) -> Option<&[Value<'a>]> {
        match self.property(name)? {
            Value::Null => Some(&[]),
            Value::Object(object) => object.items.as_deref(),
            text @ Value::Text(_) => Some(std::slice::from_ref(text)),
            Value::Elsewhere => None,
        }
    }

    /// The bytes under that name; `None` when there is no such property or it is `$null`.
    ///
    /// # Errors
    /// Why they cannot be had.
    pub(super) fn bytes(&self, name: &str) -> Option<Result<Vec<u8>, String>> {
        let text = match self.property(name)? {
            Value::Null => return None,
            Value::Text(text) => text,
            Value::Object(object) => match &object.primitive {
                Some(text) => text,
                None => return Some(Err(format!("{name} is not bytes"))),
            },
            Value::Elsewhere => return Some(Err(format!("{name} is a reference"))),
        };
        if text.len() > MOST_BASE64 {
            return Some(Err(format!("{name} is longer than {MOST_BASE64} characters")));
        }
        Some(base64(text).ok_or_else(|| format!("{name} is not Base64")))
    }

    /// The name of its type, without what serializing (`Deserialized.`) and projecting (`Selected.`) put in front; empty
    /// for none.
    pub(super) fn type_name(&self) -> &str {
        let mut name = self.types.first().map_or("", |name| name.as_ref());
        while let Some(rest) = name.strip_prefix("Deserialized.").or_else(|| name.strip_prefix("Selected.")) {
            name = rest;
        }
        name
    }
}

fn base64(text: &str) -> Option<Vec<u8>> {
    const READER: GeneralPurpose = STANDARD;
    match READER.decode(text.trim()) {
        Ok(bytes) => Some(bytes),
        // Lines of 76, as some tools wrap it.
        Err(_) if text.trim().contains(char::is_whitespace) => {
            READER.decode(text.split_whitespace().collect::<String>()).ok()
        }
        Err(_) => None,
    }
}
