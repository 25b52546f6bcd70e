//! `Property -op Value`: a comparison that knows what it compares.
//!
//! What is typed is read as what the property is: a date is compared with a date, a number with a number. What cannot be
//! read so, and an operator that means nothing for the property, is an error before anything runs. A value that nobody
//! knows fits no comparison, neither the one nor its opposite, but for `-eq Unknown` and `-ne Unknown`.

use std::cmp::Ordering;
use std::fmt;

use super::datum::{Datum, Type, UNKNOWN};
use super::property::Property;
use super::{datum, literal};
use crate::cmdlets::call::{Call, Value};
use crate::cmdlets::pattern::like;
use crate::cmdlets::shown::shown;
use crate::cmdlets::table::Parameter;

/// How a property is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are PowerShell's own")]
pub enum Operator {
    Eq,
    Ne,
    Gt,
    Ge,
    Lt,
    Le,
    Like,
    NotLike,
    Contains,
    NotContains,
    In,
    NotIn,
}

impl Operator {
    /// The operator that a parameter of `Where-Object` stands for.
    #[must_use]
    pub const fn of(parameter: Parameter) -> Option<Operator> {
        Some(match parameter {
            Parameter::Eq => Operator::Eq,
            Parameter::Ne => Operator::Ne,
            Parameter::Gt => Operator::Gt,
            Parameter::Ge => Operator::Ge,
            Parameter::Lt => Operator::Lt,
            Parameter::Le => Operator::Le,
            Parameter::Like => Operator::Like,
            Parameter::NotLike => Operator::NotLike,
            Parameter::Contains => Operator::Contains,
            Parameter::NotContains => Operator::NotContains,
            Parameter::In => Operator::In,
            Parameter::NotIn => Operator::NotIn,
            _ => return None,
        })
    }

    /// Its name with the dash.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Operator::Eq => "-eq",
            Operator::Ne => "-ne",
            Operator::Gt => "-gt",
            Operator::Ge => "-ge",
            Operator::Lt => "-lt",
            Operator::Le => "-le",
            Operator::Like => "-like",
            Operator::NotLike => "-notlike",
            Operator::Contains => "-contains",
            Operator::NotContains => "-notcontains",
            Operator::In => "-in",
            Operator::NotIn => "-notin",
        }
    }

    /// The operators that mean something for a type.
    #[must_use]
    pub const fn for_type(kind: Type) -> &'static [Operator] {
        use Operator::*;
        match kind {
            Type::Text | Type::Version => &[Eq, Ne, Gt, Ge, Lt, Le, Like, NotLike, In, NotIn],
            Type::Number | Type::Date => &[Eq, Ne, Gt, Ge, Lt, Le, In, NotIn],
            Type::Services | Type::Thumbprint => &[Eq, Ne, Like, NotLike, In, NotIn],
            Type::Bool => &[Eq, Ne],
            Type::List => &[Contains, NotContains, Like],
        }
    }
}

/// Why a comparison cannot be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// An operator of PowerShell that does not exist here, without its dash.
    UnknownOperator(String),
    /// There is none.
    NoOperator,
    /// The operator means nothing for the property.
    WrongOperator {
        /// The property.
        property: Property,
        /// The operator.
        operator: Operator,
    },
    /// What was typed is not what the property is.
    NotComparable {
        /// The property.
        property: Property,
        /// What was typed.
        value: String,
    },
    /// Several values where one is compared.
    OneValueOnly,
    /// `[` in a pattern.
    WildcardSet,
}

const OPERATORS: &str = "-eq, -ne, -gt, -ge, -lt, -le, -like, -notlike, -contains, -notcontains, -in, -notin";

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Misfit::UnknownOperator(name) => write!(
                f,
                "The operator '-{}' cannot be used here. Write Where-Object Property -Operator Value. The operators are: \
                 {OPERATORS}.",
                shown(name)
            ),
            Misfit::NoOperator => write!(
                f,
                "Where-Object compares: write Where-Object Property -Operator Value. The operators are: {OPERATORS}."
            ),
            Misfit::WrongOperator { property, operator } => {
                let kind = property.kind();
                let others =
                    Operator::for_type(kind).iter().map(|operator| operator.name()).collect::<Vec<_>>().join(", ");
                let (property, operator) = (property.name(), operator.name());
                write!(f, "{property} is {}: '{operator}' cannot compare it, only {others}.", kind.name())
            }
            Misfit::NotComparable { property, value } => {
                let (property, kind) = (property.name(), property.kind().name());
                write!(f, "{property} is {kind}, which '{}' is not: they cannot be compared.", shown(value))
            }
            Misfit::OneValueOnly => f.write_str("Only -in and -notin compare with several values."),
            Misfit::WildcardSet => f.write_str("In a pattern only * and ? are wildcards here; '[' cannot be used."),
        }
    }
}

/// A comparison, ready to be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The property.
    pub property: Property,
    operator: Operator,
    operands: Vec<Datum>,
}

impl Condition {
    /// The condition of a `Where-Object`; `None` when the call is not a whole one.
    pub(in crate::cmdlets) fn of(call: &Call, property: Property) -> Option<Result<Condition, Misfit>> {
        let operator = call.parameters.iter().find_map(|(parameter, _)| Operator::of(*parameter))?;
        Some(Condition::new(property, operator, call.value(Parameter::Value)?))
    }

    /// Compares a property with what was typed.
    pub(in crate::cmdlets) fn new(property: Property, operator: Operator, typed: &Value) -> Result<Condition, Misfit> {
        let kind = property.kind();
        if !Operator::for_type(kind).contains(&operator) {
            return Err(Misfit::WrongOperator { property, operator });
        }
        let misfit = |value: String| Misfit::NotComparable { property, value };
        let pattern = matches!(operator, Operator::Like | Operator::NotLike);
        let read = |text: &str| match text {
            pattern if pattern.contains('[') && matches!(operator, Operator::Like | Operator::NotLike) => {
                Err(Misfit::WildcardSet)
            }
            text if pattern => Ok(Datum::Text(text.to_owned())),
            text => literal::read(kind, text)
                .or_else(|| text.eq_ignore_ascii_case(UNKNOWN).then_some(Datum::Unknown))
                .ok_or_else(|| misfit(text.to_owned())),
        };
        let several = matches!(operator, Operator::In | Operator::NotIn);
        let operands = match typed {
            Value::Text(text) => vec![read(text)?],
            Value::Bool(value) if kind == Type::Bool => vec![Datum::Bool(*value)],
            Value::Bool(value) => return Err(misfit(if *value { "$true" } else { "$false" }.to_owned())),
            Value::Null if matches!(operator, Operator::Eq | Operator::Ne) => vec![Datum::Nothing],
            Value::List(items) if several => items.iter().map(|item| read(item)).collect::<Result<_, _>>()?,
            // A set of services has commas of its own.
            Value::List(items) if kind == Type::Services && !pattern => vec![read(&items.join(","))?],
            Value::List(_) => return Err(Misfit::OneValueOnly),
            other => return Err(misfit(other.to_string())),
        };
        Ok(Condition { property, operator, operands })
    }

    /// Whether a value fits; `None` when nobody knows.
    #[must_use]
    pub fn holds(&self, value: &Datum) -> Option<bool> {
        let equal = || self.operands.iter().any(|operand| equal(value, operand));
        let order = |wanted: &[Ordering]| {
            let same = |operand: &&Datum| std::mem::discriminant(value) == std::mem::discriminant(*operand);
            self.operands.iter().find(same).is_some_and(|operand| wanted.contains(&value.order(operand)))
        };
        let named = || self.operands.iter().any(is_unknown);
        if *value == Datum::Unknown {
            return match self.operator {
                Operator::Eq | Operator::In if named() => Some(true),
                Operator::Ne | Operator::NotIn if named() => Some(false),
                _ => None,
            };
        }
        Some(match self.operator {
            Operator::Eq | Operator::In => equal(),
            Operator::Ne | Operator::NotIn => !equal(),
            Operator::Gt => order(&[Ordering::Greater]),
            Operator::Ge => order(&[Ordering::Greater, Ordering::Equal]),
            Operator::Lt => order(&[Ordering::Less]),
            Operator::Le => order(&[Ordering::Less, Ordering::Equal]),
            Operator::Like => self.fits(value),
            Operator::NotLike => !self.fits(value),
            Operator::Contains => self.contains(value),
            Operator::NotContains => !self.contains(value),
        })
    }

    fn fits(&self, value: &Datum) -> bool {
        let fits = |text: &str| self.operands.iter().any(|pattern| matches!(pattern, Datum::Text(p) if like(text, p)));
        match value {
            Datum::List(items) => items.iter().any(|item| fits(item)),
            Datum::Text(text) => fits(text),
            other => fits(&other.written()),
        }
    }

    fn contains(&self, value: &Datum) -> bool {
        match value {
            Datum::List(items) => items.iter().any(|item| {
                self.operands
                    .iter()
                    .any(|o| matches!(o, Datum::Text(text) if datum::folded(text) == datum::folded(item)))
            }),
            _ => false,
        }
    }
}

fn is_unknown(operand: &Datum) -> bool {
    match operand {
        Datum::Unknown => true,
        Datum::Text(text) => text.eq_ignore_ascii_case(UNKNOWN),
        _ => false,
    }
}

fn equal(value: &Datum, operand: &Datum) -> bool {
    std::mem::discriminant(value) == std::mem::discriminant(operand) && value.order(operand) == Ordering::Equal
}
