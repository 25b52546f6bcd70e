//! `Format-List`: one property a line, values that go on below themselves.
//!
//! ```text
//! CertificateDomains : {mail.contoso.com, autodiscover.contoso.com, ex01.contoso.com,
//!                      ex02.contoso.com}
//! NotAfter           : 3/14/2027 12:59:59 AM
//! ```
//!
//! Labels have any width. An object ends where its first label, or a property it has already, comes again, or at a blank
//! line.

use super::line::{self, Line};
use super::property::Property;
use super::reading::Reading;
use super::record::{LONGEST_TEXT, Record, Value};
use super::shape::{Joint, Shape};
use crate::engine::Thumbprint;
use crate::import::source::ReadError;

/// The longest label, in bytes.
const LONGEST_LABEL: usize = 100;

/// A line as long as this may have been broken by a terminal, which leaves no mark.
const TERMINAL: usize = 60;

/// The list that is being read.
pub(super) struct List {
    shape: Shape,
    object: Option<Object>,
}

/// An object that is being read.
struct Object {
    record: Record,
    first_label: String,
    indent: usize,
    /// The property of the last label, and its value so far.
    field: Field,
}

struct Field {
    property: Option<Property>,
    value: String,
    /// Where values begin.
    column: usize,
    /// How many characters the last line of it has.
    length: usize,
    /// Why the value cannot be taken.
    doubt: Option<&'static str>,
    line: usize,
}

impl List {
    /// Nothing was read yet.
    pub(super) fn new(shape: Shape) -> List {
        List { shape, object: None }
    }

    /// Takes the next line.
    ///
    /// # Errors
    /// As [`Reading::take`].
    pub(super) fn line(&mut self, line: &Line<'_>, reading: &mut Reading) -> Result<(), ReadError> {
        if line.is_blank() {
            // Blanks without the end of a line may be how a value was about to go on.
            let separates = !self.shape.double_spaced && !line.open;
            return if separates { self.finish(reading) } else { Ok(()) };
        }
        if line.too_long {
            reading.skip(&line.place(), "a line longer than any value");
            if let Some(object) = &mut self.object {
                object.field.doubt = Some("it goes on in a line longer than any value");
            }
            return Ok(());
        }
        let indent = line.indent();
        if let Some(object) = self.object.as_mut().filter(|object| indent > object.indent) {
            object.field.goes_on(line, &self.shape);
            return Ok(());
        }
        if let Some(label) = label(&line.text) {
            return self.label(line, &label, reading);
        }
        self.stray(line, reading);
        Ok(())
    }

    /// Ends the list where the text ends.
    ///
    /// # Errors
    /// As [`Reading::take`].
    pub(super) fn end_of_text(&mut self, reading: &mut Reading) -> Result<(), ReadError> {
        if let Some(object) = &mut self.object {
            object.field.last_of_text();
        }
        self.finish(reading)
    }

    /// Ends the object that is being read.
    ///
    /// # Errors
    /// As [`Reading::take`].
    pub(super) fn finish(&mut self, reading: &mut Reading) -> Result<(), ReadError> {
        let Some(mut object) = self.object.take() else { return Ok(()) };
        object.field.end(&mut object.record, reading);
        reading.take(&object.record)
    }

    fn label(&mut self, line: &Line<'_>, label: &Label<'_>, reading: &mut Reading) -> Result<(), ReadError> {
        let property = Property::named(label.name);
        let again = self.object.as_ref().is_some_and(|object| {
            let has = |property| object.record.has(property) || object.field.property == Some(property);
            object.first_label.eq_ignore_ascii_case(label.name) || property.is_some_and(has)
        });
        if again {
            self.finish(reading)?;
        }
        let doubt = line.open && property != Some(Property::Thumbprint);
        let field = Field {
            property,
            value: label.value.to_owned(),
            column: label.column,
            length: line.text.chars().count(),
            doubt: doubt.then_some("the last line has no end: it may be cut off"),
            line: line.number,
        };
        if let Some(object) = &mut self.object {
            object.field.end(&mut object.record, reading);
            object.field = field;
        } else {
            let record = Record::at(line.place());
            let first_label = label.name.to_owned();
            self.object = Some(Object { record, first_label, indent: line.indent(), field });
        }
        Ok(())
    }

    /// A line that is neither a property nor part of one: a session's talk, most often.
    fn stray(&mut self, line: &Line<'_>, reading: &mut Reading) {
        if line::is_remark(&line.text) {
            return;
        }
        if let Some(object) = self.object.as_mut().filter(|object| object.field.length >= TERMINAL) {
            object.field.doubt = Some("a line without indentation follows it: it may go on there");
        } else if line.text.split_whitespace().any(|word| word.len() == 40 && word.parse::<Thumbprint>().is_ok()) {
            reading.skip(&line.place(), "a thumbprint that belongs to no list and to no table");
        }
    }
}

impl Field {
    /// Adds a line that goes on with the value.
    fn goes_on(&mut self, line: &Line<'_>, shape: &Shape) {
        let more = match line.text.split_at_checked(self.column) {
            Some((blank, more)) if blank.trim().is_empty() => more,
            _ => line.text.trim_start(),
        };
        match shape.joint(&self.value, more, self.column) {
            Joint::Nothing => {}
            Joint::Blank => self.value.push(' '),
            Joint::Unknown => self.doubt = Some("where it was broken cannot be seen: print it in a wider window"),
        }
        if self.value.len() + more.len() > LONGEST_TEXT {
            self.doubt = Some("longer than any value");
        } else {
            self.value.push_str(more);
        }
        self.length = line.text.chars().count();
        if line.open {
            self.doubt = Some("the last line has no end: it may be cut off");
        }
    }

    /// Nothing follows: whether a text goes on below a long line cannot be seen any more.
    fn last_of_text(&mut self) {
        let texts = [Property::Subject, Property::Issuer, Property::FriendlyName, Property::TlsCertificateName];
        let is_text = self.property.is_some_and(|property| texts.contains(&property));
        if is_text && (self.length >= TERMINAL || self.value.ends_with(',')) {
            self.doubt.get_or_insert("nothing shows that it ends here: leave a blank line behind it");
        }
    }

    /// Gives the value to the object.
    fn end(&mut self, record: &mut Record, reading: &mut Reading) {
        let Some(property) = self.property else { return };
        let value = match self.doubt {
            Some(doubt) => {
                reading.skip(&format!("line {}", self.line), format!("{}: {doubt}", property.name()));
                Value::Lost
            }
            None => Value::printed(&self.value),
        };
        record.add(property, value);
    }
}

/// A label and what stands behind it.
pub(super) struct Label<'a> {
    name: &'a str,
    value: &'a str,
    /// Where the value begins, in bytes; labels are ASCII.
    column: usize,
}

/// The label that a line begins with: `Name : value`, any number of blanks before the colon but at least one.
pub(super) fn label(line: &str) -> Option<Label<'_>> {
    let (before, behind) = line.split_once(':')?;
    let name = before.trim();
    let is_name = before.ends_with(' ')
        && name.len() <= LONGEST_LABEL
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ' '));
    let value = behind.strip_prefix(' ').or_else(|| behind.is_empty().then_some(""))?;
    is_name.then_some(Label { name, value, column: before.len() + 2 })
}
