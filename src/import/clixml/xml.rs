//! CLIXML, the XML that PowerShell serializes objects to: one top-level object at a time.
//!
//! Nothing is instantiated: a closed set of elements becomes [`Value`]s, borrowed from the text where they can be. No
//! document type, no entities but the five of XML itself. What one object may cost is bounded, so that a file of any
//! length takes the memory of its largest object.
//!
//! Source: [MS-PSRP] 2.2.5, serialization.

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::escape;
use super::object::{Object, Types, Value};
use crate::import::source::ReadError;

/// How deep elements may lie in one another. PowerShell serializes two objects deep by default, of three elements each.
const DEEPEST: usize = 64;
/// The most elements of one object. `Get-ExchangeServer` has about 1,500.
const MOST_ELEMENTS: usize = 100_000;
/// The most different types of one file. A file of certificates has one.
const MOST_TYPES: usize = 10_000;
/// How many objects deep an object may be that is referred to.
const DEEPEST_REFERENCE: usize = 8;

/// The elements of a list's items: list, enumerable, stack, queue.
const LISTS: [&str; 4] = ["LST", "IE", "STK", "QUE"];

/// The objects of a file, one after the other. The items of a top-level list count as top-level objects.
pub(super) struct Objects<'a> {
    reader: Reader<&'a [u8]>,
    types: HashMap<String, Types<'a>>,
    /// How many lists are open.
    lists: usize,
    /// How many objects were given.
    given: usize,
    /// Elements of the object that is being read.
    elements: usize,
    /// Its objects so far, by their `RefId`.
    known: HashMap<String, Rc<Object<'a>>>,
}

type Read<T> = Result<T, ReadError>;

impl<'a> Objects<'a> {
    /// The objects of a text.
    ///
    /// # Errors
    /// [`ReadError::Unrecognised`] unless its first element is `Objs`.
    pub(super) fn open(text: &'a str) -> Read<Objects<'a>> {
        let mut reader = Reader::from_str(text.trim_start_matches('\u{FEFF}'));
        reader.config_mut().expand_empty_elements = true;
        loop {
            match reader.read_event() {
                Ok(Event::Start(start)) if start.name().into_inner() == "Objs" => break,
                Ok(Event::Decl(_) | Event::Comment(_)) => {}
                Ok(Event::Text(text)) if text.trim().is_empty() => {}
                _ => return Err(ReadError::Unrecognised),
            }
        }
        let (types, known) = (HashMap::new(), HashMap::new());
        Ok(Objects { reader, types, lists: 0, given: 0, elements: 0, known })
    }

    /// The number of the object that was given last, from 1.
    pub(super) fn number(&self) -> usize {
        self.given
    }

    /// The next object; `None` at the end.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] with the object's number.
    pub(super) fn next(&mut self) -> Read<Option<Value<'a>>> {
        self.elements = 0;
        self.known.clear();
        loop {
            match self.event()? {
                Event::Start(start) => {
                    let value = if start.name().into_inner() == "Obj" {
                        self.open_object()?.map(|object| Value::Object(Rc::new(object)))
                    } else {
                        self.value(&start, 0)?
                    };
                    if let Some(value) = value {
                        self.given += 1;
                        return Ok(Some(value));
                    }
                }
                Event::End(_) if self.lists > 0 => {
                    self.lists -= 1;
                    // What a list has beside its items says nothing here.
                    self.skip(0)?;
                }
                Event::End(_) => return self.end().map(|()| None),
                event => self.blank(&event)?,
            }
        }
    }

    /// Nothing may follow the last element.
    fn end(&mut self) -> Read<()> {
        loop {
            match self.event_or_end()? {
                Event::Eof => return Ok(()),
                event => self.blank(&event)?,
            }
        }
    }

    fn damaged(&self, reason: impl Into<String>) -> ReadError {
        ReadError::Damaged { place: format!("object {}", self.given + 1), reason: reason.into() }
    }

    fn event_or_end(&mut self) -> Read<Event<'a>> {
        let event = self.reader.read_event();
        let event = event
            .map_err(|error| self.damaged(format!("it is no XML at byte {}: {error}", self.reader.error_position())))?;
        match event {
            Event::DocType(_) | Event::PI(_) => Err(self.damaged("it has a document type or an instruction")),
            Event::Start(_) if self.elements >= MOST_ELEMENTS => {
                Err(self.damaged(format!("it has more than {MOST_ELEMENTS} elements")))
            }
            event => {
                self.elements += usize::from(matches!(event, Event::Start(_)));
                Ok(event)
            }
        }
    }

    fn event(&mut self) -> Read<Event<'a>> {
        match self.event_or_end()? {
            Event::Eof => Err(self.damaged("the file ends in the middle")),
            event => Ok(event),
        }
    }

    /// Between elements there are blanks and comments only.
    fn blank(&self, event: &Event<'_>) -> Read<()> {
        match event {
            Event::Comment(_) => Ok(()),
            Event::Text(text) if text.trim().is_empty() => Ok(()),
            _ => Err(self.damaged("there is something between the elements")),
        }
    }

    /// The next element below the one that is open; `None` at its end.
    fn child(&mut self) -> Read<Option<BytesStart<'a>>> {
        loop {
            match self.event()? {
                Event::Start(start) => return Ok(Some(start)),
                Event::End(_) => return Ok(None),
                event => self.blank(&event)?,
            }
        }
    }

    /// Steps over the rest of the element that is open.
    fn skip(&mut self, depth: usize) -> Read<()> {
        let depth = self.deeper(depth)?;
        loop {
            match self.event()? {
                Event::Start(_) => self.skip(depth)?,
                Event::End(_) => return Ok(()),
                _ => {}
            }
        }
    }

    fn deeper(&self, depth: usize) -> Read<usize> {
        if depth < DEEPEST { Ok(depth + 1) } else { Err(self.damaged(format!("it is deeper than {DEEPEST} elements"))) }
    }

    /// A top-level object. `None` for a list, whose items come next.
    fn open_object(&mut self) -> Read<Option<Object<'a>>> {
        let mut object = Object::default();
        while let Some(child) = self.child()? {
            if LISTS.contains(&child.name().into_inner()) && object.properties.is_empty() {
                self.lists += 1;
                return if self.lists > DEEPEST { Err(self.damaged("lists lie too deep in lists")) } else { Ok(None) };
            }
            self.part(&mut object, &child, 1)?;
        }
        Ok(Some(object))
    }

    /// An object that lies in another.
    fn object(&mut self, start: &BytesStart<'a>, depth: usize) -> Read<Value<'a>> {
        let depth = self.deeper(depth)?;
        let mut object = Object::default();
        while let Some(child) = self.child()? {
            self.part(&mut object, &child, depth)?;
        }
        let object = Rc::new(object);
        self.remember(start, &object)?;
        Ok(Value::Object(object))
    }

    fn remember(&mut self, start: &BytesStart<'a>, object: &Rc<Object<'a>>) -> Read<()> {
        if let Some(id) = self.attribute(start, "RefId")? {
            self.known.insert(id.into_owned(), Rc::clone(object));
        }
        Ok(())
    }

    /// One element of an object.
    fn part(&mut self, object: &mut Object<'a>, part: &BytesStart<'a>, depth: usize) -> Read<()> {
        match part.name().into_inner() {
            "TN" => object.types = self.type_names(part)?,
            "TNRef" => {
                let known = self.attribute(part, "RefId")?.and_then(|id| self.types.get(id.as_ref()).cloned());
                object.types = known.ok_or_else(|| self.damaged("it refers to a type that is not there"))?;
                self.skip(depth)?;
            }
            "ToString" => object.shown = Some(escape::decode(self.text()?)),
            "Props" | "MS" => {
                while let Some(child) = self.child()? {
                    let name = self.attribute(&child, "N")?;
                    if let (Some(value), Some(name)) = (self.value(&child, depth)?, name) {
                        add(object, escape::decode(name), value);
                    }
                }
            }
            "DCT" => self.entries(object, depth)?,
            name if LISTS.contains(&name) => {
                let mut items = Vec::new();
                while let Some(child) = self.child()? {
                    if let Some(value) = self.value(&child, depth)? {
                        object.height = object.height.max(height(&value) + 1);
                        items.push(value);
                    }
                }
                object.items = Some(items);
            }
            _ => {
                if let Some(Value::Text(text)) = self.value(part, depth)? {
                    object.primitive = Some(text);
                }
            }
        }
        Ok(())
    }

    /// A dictionary: its keys are read like names of properties.
    fn entries(&mut self, object: &mut Object<'a>, depth: usize) -> Read<()> {
        let depth = self.deeper(depth)?;
        while let Some(_entry) = self.child()? {
            let (mut key, mut content) = (None, Value::Null);
            while let Some(child) = self.child()? {
                let name = self.attribute(&child, "N")?;
                match (self.value(&child, depth)?, name.as_deref()) {
                    (Some(Value::Text(text)), Some("Key")) => key = Some(text),
                    (Some(value), Some("Value")) => content = value,
                    _ => {}
                }
            }
            if let Some(key) = key {
                add(object, key, content);
            }
        }
        Ok(())
    }

    fn type_names(&mut self, start: &BytesStart<'a>) -> Read<Types<'a>> {
        let mut names = Vec::new();
        while let Some(child) = self.child()? {
            if child.name().into_inner() == "T" {
                names.push(escape::decode(self.text()?));
            } else {
                self.skip(0)?;
            }
        }
        let names = Rc::new(names);
        if let Some(id) = self.attribute(start, "RefId")? {
            if self.types.len() >= MOST_TYPES {
                return Err(self.damaged(format!("the file has more than {MOST_TYPES} types")));
            }
            self.types.insert(id.into_owned(), Rc::clone(&names));
        }
        Ok(names)
    }

    /// The value of an element. `None` for one that holds none that is read: an element nobody knows, and secrets.
    fn value(&mut self, start: &BytesStart<'a>, depth: usize) -> Read<Option<Value<'a>>> {
        let value = match start.name().into_inner() {
            "Obj" => self.object(start, depth)?,
            "Ref" => {
                let known = self.attribute(start, "RefId")?.and_then(|id| self.known.get(id.as_ref()).cloned());
                self.skip(depth)?;
                known.filter(|known| known.height <= DEEPEST_REFERENCE).map_or(Value::Elsewhere, Value::Object)
            }
            "Nil" => {
                self.skip(depth)?;
                Value::Null
            }
            "S" | "URI" | "XD" => Value::Text(escape::decode(self.text()?)),
            "B" | "C" | "By" | "SB" | "U16" | "I16" | "U32" | "I32" | "U64" | "I64" | "Sg" | "Db" | "D" | "DT"
            | "TS" | "BA" | "G" | "Version" => Value::Text(self.text()?),
            _ => {
                self.skip(depth)?;
                return Ok(None);
            }
        };
        Ok(Some(value))
    }

    /// The text of the element that is open, which holds nothing else.
    fn text(&mut self) -> Read<Cow<'a, str>> {
        let mut text = Cow::Borrowed("");
        loop {
            let more = match self.event()? {
                Event::End(_) => return Ok(text),
                Event::Text(more) => more.into_inner(),
                Event::CData(more) => more.into_inner(),
                Event::GeneralRef(reference) => Cow::Owned(self.reference(&reference)?.to_string()),
                Event::Comment(_) => continue,
                _ => return Err(self.damaged("an element stands where only text can")),
            };
            if text.is_empty() {
                text = more;
            } else {
                text.to_mut().push_str(&more);
            }
        }
    }

    fn reference(&self, reference: &BytesRef<'_>) -> Read<char> {
        let character = match &**reference {
            "lt" => Some('<'),
            "gt" => Some('>'),
            "amp" => Some('&'),
            "apos" => Some('\''),
            "quot" => Some('"'),
            _ => reference.resolve_char_ref().ok().flatten(),
        };
        character.ok_or_else(|| self.damaged("it has an entity that XML does not define"))
    }

    fn attribute(&self, start: &BytesStart<'a>, name: &str) -> Read<Option<Cow<'a, str>>> {
        let mut attributes = start.attributes();
        // The first counts; comparing each with each would take the square of their number.
        attributes.with_checks(false);
        for attribute in attributes {
            let attribute = attribute.map_err(|error| self.damaged(format!("an attribute: {error}")))?;
            if attribute.key.into_inner() == name {
                let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
                let value = value.map_err(|error| self.damaged(format!("an attribute: {error}")))?;
                return Ok(Some(Cow::Owned(value.into_owned())));
            }
        }
        Ok(None)
    }
}

fn add<'a>(object: &mut Object<'a>, name: Cow<'a, str>, value: Value<'a>) {
    object.height = object.height.max(height(&value) + 1);
    object.properties.push((name, value));
}

fn height(value: &Value<'_>) -> usize {
    value.object().map_or(0, |object| object.height)
}
