//! What flows through a pipeline: objects with properties by name, each value typed.
//!
//! ```text
//!   Certificate, Server, Cmdlet --get(property)--> Datum    asked for when needed, nothing is copied
//!   Select-Object               --> Selected       the chosen values, no longer tied to where they came from
//!   Select-Object -ExpandProperty --> Value        a value alone
//! ```

pub mod certificate;
pub mod class;
pub mod condition;
pub mod datum;
mod literal;
pub mod property;
mod server;

pub use certificate::Record;
pub use class::{Class, Column};
pub use condition::{Condition, Misfit, Operator};
pub use datum::{Datum, Type, UNKNOWN};
pub use property::Property;

use super::table::CmdletSpec;
use crate::engine::Server;

/// One object.
#[derive(Clone, Debug)]
pub enum Object<'a> {
    /// A certificate on a server.
    Certificate(Record<'a>),
    /// What a server says in the role of this class: as a server, as its Transport service, its IMAP settings ...
    Server(Class, &'a Server),
    /// A cmdlet.
    Cmdlet(&'static CmdletSpec),
    /// How many objects there were.
    Measurement(usize),
    /// Chosen values.
    Selected(Vec<(Property, Datum)>),
    /// A value alone.
    Value(Datum),
}

impl Object<'_> {
    /// The value of a property; nothing where the object has no such property.
    #[must_use]
    pub fn get(&self, property: Property) -> Datum {
        match self {
            Object::Certificate(record) => record.get(property),
            Object::Server(class, server) => server::get(*class, server, property),
            Object::Cmdlet(spec) => match property {
                Property::Alias => spec.aliases.first().map_or(Datum::Nothing, |alias| Datum::Text((*alias).into())),
                Property::CommandType => Datum::Text("Cmdlet".into()),
                Property::Name => Datum::Text(spec.name.into()),
                Property::Synopsis => Datum::Text(spec.tip.into()),
                _ => Datum::Nothing,
            },
            Object::Measurement(count) => match property {
                Property::Count => Datum::Number(i64::try_from(*count).unwrap_or(i64::MAX)),
                _ => Datum::Nothing,
            },
            Object::Selected(values) => {
                values.iter().find(|(name, _)| *name == property).map_or(Datum::Nothing, |(_, value)| value.clone())
            }
            Object::Value(_) => Datum::Nothing,
        }
    }

    /// The value itself, of one that stands alone.
    #[must_use]
    pub fn alone(&self) -> Option<&Datum> {
        match self {
            Object::Value(value) => Some(value),
            _ => None,
        }
    }
}
