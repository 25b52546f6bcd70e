//! What comes through a `|`, known before anything runs: the cmdlets say which objects they give, so that a property that
//! is not there and a comparison that means nothing are errors of the line, with their column.

use super::call::{Call, Pipeline};
use super::error::Problem;
use super::object::property::{chosen, matching};
use super::object::{Class, Property};
use super::table::{Cmdlet, Gives, Parameter};

/// What a cmdlet passes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Flow {
    /// Objects with these properties.
    Objects(Shape),
    /// Values alone.
    Values,
    /// Nothing.
    Nothing,
}

/// The objects of a pipeline at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shape {
    /// What they are, or were before properties were chosen.
    pub(super) class: Class,
    /// The properties they have, in order.
    pub(super) properties: Vec<Property>,
    /// Whether the properties were chosen.
    pub(super) chosen: bool,
}

impl Shape {
    /// The properties of a list of names or patterns.
    pub(super) fn chosen(&self, patterns: &[String]) -> Vec<Property> {
        chosen(&self.properties, patterns)
    }

    /// The property of exactly this name, in any case.
    pub(super) fn named(&self, name: &str) -> Option<Property> {
        self.properties.iter().copied().find(|property| property.name().eq_ignore_ascii_case(name))
    }

    /// Whether a name or a pattern means any property.
    pub(super) fn knows(&self, pattern: &str) -> bool {
        matching(&self.properties, pattern).next().is_some()
    }

    pub(super) fn has(&self, property: Property) -> bool {
        self.properties.contains(&property)
    }

    /// That a name means none of the properties.
    pub(super) fn unknown(&self, name: &str) -> Problem {
        Problem::UnknownProperty {
            name: name.to_owned(),
            noun: self.class.noun(),
            properties: self.properties.iter().map(|property| property.name()).collect(),
        }
    }
}

/// What a cmdlet passes on, given what came to it.
pub(super) fn after(call: &Call, before: &Flow) -> Flow {
    match call.cmdlet.spec().gives {
        Gives::Objects(class) => Flow::Objects(Shape { class, properties: class.properties().to_vec(), chosen: false }),
        Gives::Same => before.clone(),
        Gives::Chosen if call.value(Parameter::ExpandProperty).is_some() => Flow::Values,
        Gives::Chosen => match (before, call.list(Parameter::Property)) {
            (Flow::Objects(shape), patterns @ [_, ..]) => {
                Flow::Objects(Shape { class: shape.class, properties: shape.chosen(patterns), chosen: true })
            }
            (flow, _) => flow.clone(),
        },
        Gives::Nothing => Flow::Nothing,
    }
}

/// What comes to each cmdlet of a pipeline, the first one first.
pub(super) fn inputs(pipeline: &Pipeline) -> Vec<(&Call, Flow)> {
    let mut flow = Flow::Nothing;
    let mut inputs = Vec::new();
    for call in &pipeline.calls {
        let next = after(call, &flow);
        inputs.push((call, std::mem::replace(&mut flow, next)));
    }
    inputs
}

/// What the last cmdlet of a pipeline passes on, to be shown.
pub(super) fn output(pipeline: &Pipeline) -> Flow {
    pipeline.calls.iter().fold(Flow::Nothing, |flow, call| after(call, &flow))
}

/// Whether what comes is a certificate for a cmdlet that takes some.
pub(super) fn are_certificates(shape: &Shape) -> bool {
    shape.class == Class::Certificate && (shape.has(Property::Thumbprint) || shape.has(Property::Identity))
}

/// Whether a cmdlet can work on values alone.
pub(super) fn takes_values(cmdlet: Cmdlet) -> bool {
    matches!(
        cmdlet,
        Cmdlet::SortObject
            | Cmdlet::SelectObject
            | Cmdlet::MeasureObject
            | Cmdlet::FormatList
            | Cmdlet::FormatTable
            | Cmdlet::ConvertToJson
    )
}
