//! .NET's binary format ([MS-NRBF]), read as data: nothing is instantiated, no type is looked up.
//!
//! Closed: the records that one certificate of Exchange consists of, and its classes by name; any other class ends the
//! reading. Bounded: lengths by the bytes that are there, counts and depth by the constants below.
//!
//! ```text
//!   header, { library | record }*, end
//!   record = class with members | string | array | null | reference to a record, also to one that follows
//! ```

use std::collections::HashMap;
use std::rc::Rc;

/// How deep records may lie in one another: a certificate, its list, its items, their URLs.
const DEEPEST: usize = 16;
/// The most records: a few for each site of IIS.
const MOST_RECORDS: usize = 20_000;
/// The most items of an array other than bytes.
const MOST_ITEMS: usize = 4_096;
/// The most members of a class.
const MOST_MEMBERS: usize = 64;

/// Where the classes of a certificate live.
const NAMESPACE: &str = "Microsoft.Exchange.Management.SystemConfigurationTasks.";
/// The classes of that namespace that are read.
const CLASSES: [&str; 6] = [
    "ExchangeCertificate",
    "CertificateStatus",
    "CertificateAuthorityType",
    "AllowedServices",
    "IisService",
    "UrlValidation",
];
/// The list of `IisService`; what follows names the assembly and its version.
const LIST: &str =
    "System.Collections.Generic.List`1[[Microsoft.Exchange.Management.SystemConfigurationTasks.IisService,";
/// The class of a site's URLs.
const URI: &str = "System.Uri";

/// Why a stream is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is damaged, or another format.
    Damaged(&'static str),
    /// It holds a class that is not read.
    Class(String),
}

type Read<T> = Result<T, Fault>;

/// A value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// `null`.
    Null,
    /// A boolean.
    Boolean(bool),
    /// A whole number.
    Number(i64),
    /// Another primitive value, stepped over.
    Other,
    /// The record of that number.
    Record(i32),
}

/// A record.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Record<'a> {
    Text(&'a str),
    Bytes(&'a [u8]),
    Class {
        class: Rc<Class<'a>>,
        values: Vec<Value>,
    },
    Array(Vec<Value>),
    /// A primitive array of something else than bytes.
    Other,
}

/// A class as a stream describes it.
#[derive(Debug, PartialEq, Eq)]
struct Class<'a> {
    name: &'a str,
    members: Vec<(&'a str, Member)>,
}

/// What kind of member it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Member {
    /// A primitive value of that type, without a record.
    Primitive(u8),
    /// A record.
    Record,
}

/// What a stream holds.
#[derive(Debug)]
pub(super) struct Graph<'a> {
    root: i32,
    records: HashMap<i32, Record<'a>>,
}

impl<'a> Graph<'a> {
    /// The value of a member of the root, which has to be of that class (of Exchange's namespace).
    pub(super) fn root(&self, class: &str) -> Read<Value> {
        let root = Value::Record(self.root);
        match self.record(root) {
            Some(Record::Class { class: found, .. }) if found.name.strip_prefix(NAMESPACE) == Some(class) => Ok(root),
            _ => Err(Fault::Damaged("its root is another class")),
        }
    }

    fn record(&self, value: Value) -> Option<&Record<'a>> {
        if let Value::Record(number) = value { self.records.get(&number) } else { None }
    }

    /// The member of that name.
    pub(super) fn member(&self, value: Value, name: &str) -> Option<Value> {
        let Record::Class { class, values } = self.record(value)? else { return None };
        let at = class.members.iter().position(|(known, _)| *known == name)?;
        values.get(at).copied()
    }

    /// An enumeration's number.
    pub(super) fn number(&self, value: Value) -> Option<i64> {
        match self.member(value, "value__").unwrap_or(value) {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// A text.
    pub(super) fn text(&self, value: Value) -> Option<&'a str> {
        if let Record::Text(text) = self.record(value)? { Some(text) } else { None }
    }

    /// An array of bytes.
    pub(super) fn bytes(&self, value: Value) -> Option<&'a [u8]> {
        if let Record::Bytes(bytes) = self.record(value)? { Some(bytes) } else { None }
    }

    /// The items of a list.
    pub(super) fn items(&self, value: Value) -> Option<&[Value]> {
        let Record::Array(items) = self.record(self.member(value, "_items")?)? else { return None };
        // The array behind a list is longer than the list.
        let size = usize::try_from(self.number(self.member(value, "_size")?)?).ok()?;
        items.get(..size)
    }
}

/// Reads a stream, all of it.
pub(super) fn read(bytes: &[u8]) -> Read<Graph<'_>> {
    let mut stream = Stream { rest: bytes, classes: HashMap::new(), records: HashMap::new(), count: 0 };
    if stream.byte()? != 0 {
        return Err(Fault::Damaged("it does not begin with a header"));
    }
    let (root, _header) = (stream.int()?, stream.int()?);
    if (stream.int()?, stream.int()?) != (1, 0) {
        return Err(Fault::Damaged("it is another version of the format"));
    }
    while !matches!(stream.item(0)?, Item::End) {}
    if stream.rest.is_empty() {
        Ok(Graph { root, records: stream.records })
    } else {
        Err(Fault::Damaged("there are bytes behind its end"))
    }
}

/// What stands at a place of the stream.
enum Item {
    Value(Value),
    Nulls(usize),
    Library,
    End,
}

struct Stream<'a> {
    rest: &'a [u8],
    classes: HashMap<i32, Rc<Class<'a>>>,
    records: HashMap<i32, Record<'a>>,
    count: usize,
}

impl<'a> Stream<'a> {
    fn take(&mut self, length: usize) -> Read<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(Fault::Damaged("it is cut short"))?;
        self.rest = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Read<[u8; N]> {
        self.take(N)?.try_into().map_err(|_| Fault::Damaged("it is cut short"))
    }

    fn byte(&mut self) -> Read<u8> {
        Ok(u8::from_le_bytes(self.array()?))
    }

    fn int(&mut self) -> Read<i32> {
        Ok(i32::from_le_bytes(self.array()?))
    }

    fn count(&mut self, most: usize) -> Read<usize> {
        let count = usize::try_from(self.int()?).map_err(|_| Fault::Damaged("a count is negative"))?;
        if count > most { Err(Fault::Damaged("a count is too large")) } else { Ok(count) }
    }

    /// A text behind its length, seven bits a byte, the lowest first.
    fn text(&mut self) -> Read<&'a str> {
        let mut length = 0usize;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            length |= usize::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return std::str::from_utf8(self.take(length)?).map_err(|_| Fault::Damaged("a text is not UTF-8"));
            }
        }
        Err(Fault::Damaged("a length has no end"))
    }

    fn item(&mut self, depth: usize) -> Read<Item> {
        self.count += 1;
        if depth > DEEPEST || self.count > MOST_RECORDS {
            return Err(Fault::Damaged("it has too many records, or they lie too deep"));
        }
        let item = match self.byte()? {
            1 => {
                let number = self.int()?;
                let class = self.int()?;
                let class = self.classes.get(&class).cloned().ok_or(Fault::Damaged("it has a class without a name"))?;
                self.members(number, class, depth)?
            }
            kind @ (4 | 5) => {
                let number = self.int()?;
                let class = Rc::new(self.class(kind == 5)?);
                self.classes.insert(number, Rc::clone(&class));
                self.members(number, class, depth)?
            }
            6 => {
                let number = self.int()?;
                let text = Record::Text(self.text()?);
                self.keep(number, text)?
            }
            kind @ (7 | 16 | 17) => self.records_of(kind, depth)?,
            15 => self.primitives()?,
            9 => Item::Value(Value::Record(self.int()?)),
            10 => Item::Value(Value::Null),
            11 => Item::End,
            12 => {
                self.int()?;
                self.text()?;
                Item::Library
            }
            13 => Item::Nulls(self.byte()?.into()),
            _ => return Err(Fault::Damaged("it has a record of another kind")),
        };
        Ok(item)
    }

    fn keep(&mut self, number: i32, record: Record<'a>) -> Read<Item> {
        match self.records.insert(number, record) {
            None => Ok(Item::Value(Value::Record(number))),
            Some(_) => Err(Fault::Damaged("two records have one number")),
        }
    }

    /// The next value, libraries before it stepped over.
    fn value(&mut self, depth: usize) -> Read<Value> {
        loop {
            match self.item(depth)? {
                Item::Value(value) => return Ok(value),
                Item::Library => {}
                Item::Nulls(_) | Item::End => return Err(Fault::Damaged("a member is missing")),
            }
        }
    }

    /// A class's name and members.
    fn class(&mut self, has_library: bool) -> Read<Class<'a>> {
        let name = self.text()?;
        let ours = name.strip_prefix(NAMESPACE).is_some_and(|class| CLASSES.contains(&class));
        if !(ours || name == URI || name.starts_with(LIST)) {
            return Err(Fault::Class(name.to_owned()));
        }
        let count = self.count(MOST_MEMBERS)?;
        let mut names = Vec::new();
        for _ in 0..count {
            names.push(self.text()?);
        }
        let kinds = self.take(count)?;
        let mut members = Vec::new();
        for (name, kind) in names.into_iter().zip(kinds) {
            members.push((name, self.member(*kind)?));
        }
        if has_library {
            self.int()?;
        }
        Ok(Class { name, members })
    }

    /// What stands behind the kinds of a class's members, or of an array's items.
    fn member(&mut self, kind: u8) -> Read<Member> {
        match kind {
            0 => return Ok(Member::Primitive(self.byte()?)),
            // An array of primitive values names their type; it is a record.
            7 => {
                self.byte()?;
            }
            3 => {
                self.text()?;
            }
            4 => {
                self.text()?;
                self.int()?;
            }
            1 | 2 | 5 | 6 => {}
            _ => return Err(Fault::Damaged("a member is of no kind")),
        }
        Ok(Member::Record)
    }

    fn members(&mut self, number: i32, class: Rc<Class<'a>>, depth: usize) -> Read<Item> {
        let mut values = Vec::new();
        for (_, member) in &class.members {
            values.push(match member {
                Member::Primitive(kind) => self.primitive(*kind)?,
                Member::Record => self.value(depth + 1)?,
            });
        }
        self.keep(number, Record::Class { class, values })
    }

    /// A primitive value; [MS-NRBF] 2.1.2.3 numbers their types.
    fn primitive(&mut self, kind: u8) -> Read<Value> {
        let value = match kind {
            1 => match self.byte()? {
                0 => Value::Boolean(false),
                1 => Value::Boolean(true),
                _ => return Err(Fault::Damaged("a boolean is neither true nor false")),
            },
            2 => Value::Number(self.byte()?.into()),
            7 => Value::Number(i16::from_le_bytes(self.array()?).into()),
            8 => Value::Number(self.int()?.into()),
            9 => Value::Number(i64::from_le_bytes(self.array()?)),
            10 => Value::Number(i8::from_le_bytes(self.array()?).into()),
            14 => Value::Number(u16::from_le_bytes(self.array()?).into()),
            15 => Value::Number(u32::from_le_bytes(self.array()?).into()),
            other => {
                self.take(size(other)?)?;
                Value::Other
            }
        };
        Ok(value)
    }

    fn primitives(&mut self) -> Read<Item> {
        let number = self.int()?;
        let count = self.count(usize::MAX)?;
        let kind = self.byte()?;
        let length = count.checked_mul(size(kind)?).ok_or(Fault::Damaged("a count is too large"))?;
        let bytes = self.take(length)?;
        self.keep(number, if kind == 2 { Record::Bytes(bytes) } else { Record::Other })
    }

    /// An array of records: of one class (7), of anything (16), of texts (17).
    fn records_of(&mut self, kind: u8, depth: usize) -> Read<Item> {
        let number = self.int()?;
        if kind == 7 && (self.byte()?, self.int()?) != (0, 1) {
            return Err(Fault::Damaged("an array has more than one dimension"));
        }
        let count = self.count(MOST_ITEMS)?;
        if kind == 7 {
            let items = self.byte()?;
            if let Member::Primitive(_) = self.member(items)? {
                return Err(Fault::Damaged("an array of primitive values is no record of its kind"));
            }
        }
        let mut items = Vec::new();
        while items.len() < count {
            match self.item(depth + 1)? {
                Item::Value(value) => items.push(value),
                Item::Nulls(nulls) if nulls > 0 && items.len() + nulls <= count => {
                    items.resize(items.len() + nulls, Value::Null);
                }
                Item::Library => {}
                Item::Nulls(_) | Item::End => return Err(Fault::Damaged("an array has another length")),
            }
        }
        self.keep(number, Record::Array(items))
    }
}

/// The bytes of a primitive value of that type. Characters and decimals have no fixed size, and no certificate has them.
fn size(kind: u8) -> Read<usize> {
    match kind {
        1 | 2 | 10 => Ok(1),
        7 | 14 => Ok(2),
        8 | 11 | 15 => Ok(4),
        6 | 9 | 12 | 13 | 16 => Ok(8),
        _ => Err(Fault::Damaged("it has a primitive value of another type")),
    }
}
