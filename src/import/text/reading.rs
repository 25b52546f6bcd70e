//! Objects, one after the other, to what the whole text says.

use std::collections::HashMap;

use super::date::{self, Date};
use super::property::Property;
use super::record::{Record, Value};
use super::words::Said;
use super::{certificate, companion};
use crate::import::source::{CertificateFacts, OrganizationFacts, ReadError, ServerFacts, Skipped, Source};
use crate::import::{Culture, Origin};

/// The most objects that one text may have: more than any organization has certificates.
const MOST_OBJECTS: usize = 200_000;

/// The most remarks that are kept; behind them stands how many there were.
const MOST_REMARKS: usize = 1000;

/// What a text has said so far.
pub(super) struct Reading {
    /// What it says.
    pub(super) source: Source,
    culture: Option<Culture>,
    /// The cmdlet whose objects these are, where the text names it: a prompt's echo, or the type in a CSV file.
    pub(super) cmdlet: String,
    objects: usize,
    remarks: usize,
    hosts: HashMap<String, usize>,
    undecided: Vec<Undecided>,
    /// A date that is one with the month first only, and one with the day first only.
    month_first: Option<Dated>,
    day_first: Option<Dated>,
}

/// A date as it stands there, and where.
#[derive(Clone)]
struct Dated {
    text: String,
    place: String,
}

/// A date whose order the whole text decides.
struct Undecided {
    certificate: usize,
    property: Property,
    date: Date,
    dated: Dated,
}

impl Reading {
    /// Nothing was said yet.
    pub(super) fn new(origin: Origin, culture: Option<Culture>) -> Reading {
        Reading {
            source: Source::new(origin),
            culture,
            cmdlet: String::new(),
            objects: 0,
            remarks: 0,
            hosts: HashMap::new(),
            undecided: Vec::new(),
            month_first: None,
            day_first: None,
        }
    }

    /// Takes the next object.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] when there are too many.
    pub(super) fn take(&mut self, record: &Record) -> Result<(), ReadError> {
        if record.is_empty() {
            return Ok(());
        }
        self.objects += 1;
        if self.objects > MOST_OBJECTS {
            let reason = format!("more than {MOST_OBJECTS} objects: export fewer servers at a time");
            return Err(ReadError::Damaged { place: record.place.clone(), reason });
        }
        if certificate::is_one(record) {
            certificate::read(record, self);
        } else {
            companion::read(record, self);
        }
        Ok(())
    }

    /// Remarks that something could not be read.
    pub(super) fn skip(&mut self, place: &str, reason: impl Into<String>) {
        self.remarks += 1;
        if self.remarks <= MOST_REMARKS {
            self.source.skipped.push(Skipped { place: place.to_owned(), reason: reason.into() });
        }
    }

    /// The value of a property, read by `read`; one that cannot be read is remarked.
    pub(super) fn value<T>(&mut self, record: &Record, of: Property, read: fn(&Value) -> Said<T>) -> Option<T> {
        match read(record.get(of)?) {
            Ok(value) => value,
            Err(reason) => {
                self.skip(&record.place, format!("{}: {reason}", of.name()));
                None
            }
        }
    }

    /// The facts of a server, found without looking at every other one. As [`Source::server`]: case does not matter, and a
    /// bare name is the first label of an FQDN.
    pub(super) fn server(&mut self, name: &str) -> &mut ServerFacts {
        let whole = name.to_lowercase();
        let label = whole.split('.').next().unwrap_or_default().to_owned();
        // A dotted name is kept under its label as well, behind a dot that no name begins with.
        let other = if whole.contains('.') { label } else { format!(".{label}") };
        let at = self.hosts.get(&whole).or_else(|| self.hosts.get(&other)).copied().unwrap_or_else(|| {
            self.source.servers.push(ServerFacts { server: name.to_owned(), ..ServerFacts::default() });
            self.source.servers.len() - 1
        });
        if whole.contains('.') {
            self.hosts.entry(format!(".{other}")).or_insert(at);
        }
        self.hosts.entry(whole).or_insert(at);
        let facts = &mut self.source.servers[at];
        if facts.fqdn.is_none() && name.contains('.') {
            facts.fqdn = Some(name.to_owned());
        }
        facts
    }

    /// Takes a certificate, and reads its dates unless it came with itself.
    pub(super) fn certificate(&mut self, record: &Record, facts: CertificateFacts) {
        let certificate = self.source.certificates.len();
        let has_der = facts.der.is_some();
        self.source.certificates.push(facts);
        for property in [Property::NotBefore, Property::NotAfter] {
            let Some(text) = record.text(property).filter(|text| !has_der && !text.eq_ignore_ascii_case("unknown"))
            else {
                continue;
            };
            match date::read(text) {
                Ok(date) => {
                    let dated = Dated { text: text.to_owned(), place: record.place.clone() };
                    self.date(Undecided { certificate, property, date, dated });
                }
                Err(reason) => self.skip(&record.place, format!("{}: {reason}", property.name())),
            }
        }
    }

    fn date(&mut self, found: Undecided) {
        if let Date::Known(_) = found.date {
            return set(&mut self.source, &found, Culture::DayFirst);
        }
        match found.date.order() {
            Some(Culture::MonthFirst) => drop(self.month_first.get_or_insert_with(|| found.dated.clone())),
            Some(Culture::DayFirst) => drop(self.day_first.get_or_insert_with(|| found.dated.clone())),
            None => {}
        }
        self.undecided.push(found);
    }

    /// Whether the text said anything.
    pub(super) fn understood(&self) -> bool {
        let said = &self.source;
        !said.certificates.is_empty() || !said.servers.is_empty() || said.organization != OrganizationFacts::default()
    }

    /// What the whole text says.
    ///
    /// # Errors
    /// [`ReadError::AmbiguousDate`] when nothing decides which number of a date is the day, [`ReadError::Damaged`] when
    /// its dates contradict each other or the culture that was named, or when every object in it was refused,
    /// [`ReadError::Unrecognised`] when there was none.
    pub(super) fn finish(mut self) -> Result<Source, ReadError> {
        if !self.understood() {
            let first = self.source.skipped.into_iter().next();
            return Err(
                first.map_or(ReadError::Unrecognised, |Skipped { place, reason }| ReadError::Damaged { place, reason })
            );
        }
        if let Some(order) = self.order()? {
            for found in &self.undecided {
                set(&mut self.source, found, order);
            }
        }
        if let Some(more) = self.remarks.checked_sub(MOST_REMARKS).filter(|more| *more > 0) {
            self.source.skipped.push(Skipped { place: String::new(), reason: format!("{more} more of such remarks") });
        }
        Ok(self.source)
    }

    /// The order of day and month; `None` where no date depends on it.
    fn order(&self) -> Result<Option<Culture>, ReadError> {
        let contradicts = |dated: &Dated, reason: String| {
            Err(ReadError::Damaged {
                place: dated.place.clone(),
                reason: format!("the date {:?} {reason}", dated.text),
            })
        };
        match (self.culture, &self.month_first, &self.day_first) {
            (_, Some(month_first), Some(day_first)) => contradicts(
                day_first,
                format!("has the day first, and {:?} at {} the month", month_first.text, month_first.place),
            ),
            (Some(Culture::MonthFirst), _, Some(dated)) => contradicts(dated, "does not have the month first".into()),
            (Some(Culture::DayFirst), Some(dated), _) => contradicts(dated, "does not have the day first".into()),
            (Some(named), _, _) => Ok(Some(named)),
            (None, Some(_), None) => Ok(Some(Culture::MonthFirst)),
            (None, None, Some(_)) => Ok(Some(Culture::DayFirst)),
            (None, None, None) => match self.undecided.first() {
                Some(Undecided { dated: Dated { text, place }, .. }) => {
                    Err(ReadError::AmbiguousDate { date: text.clone(), place: place.clone() })
                }
                None => Ok(None),
            },
        }
    }
}

fn set(source: &mut Source, found: &Undecided, order: Culture) {
    let Some(facts) = source.certificates.get_mut(found.certificate) else { return };
    let moment = found.date.moment(order);
    match found.property {
        Property::NotBefore => facts.recorded.not_before = moment,
        _ => facts.recorded.not_after = moment,
    }
}
