//! The cmdlets in the middle of a pipeline: which objects go on, in which order, with which properties.

use std::cmp::Ordering;

use super::call::Call;
use super::flow::{Flow, Shape};
use super::object::{Condition, Datum, Object, Property, UNKNOWN};
use super::table::{Cmdlet, Parameter};

/// What one of them passes on, and the warnings it has; `input` is what comes to it.
pub(super) fn run<'a>(call: &Call, input: &Flow, objects: Vec<Object<'a>>) -> (Vec<Object<'a>>, Vec<String>) {
    let shape = match input {
        Flow::Objects(shape) => Some(shape),
        Flow::Values | Flow::Nothing => None,
    };
    match call.cmdlet {
        Cmdlet::WhereObject => fitting(call, shape, objects),
        Cmdlet::SortObject => (sorted(call, shape, objects), Vec::new()),
        Cmdlet::SelectObject => (selected(call, shape, objects), Vec::new()),
        Cmdlet::MeasureObject => (vec![Object::Measurement(objects.len())], Vec::new()),
        // The others end a pipeline or begin one.
        _ => (objects, Vec::new()),
    }
}

/// `Where-Object`. The reader lets no call through that is not a whole comparison.
fn fitting<'a>(call: &Call, shape: Option<&Shape>, objects: Vec<Object<'a>>) -> (Vec<Object<'a>>, Vec<String>) {
    let property = call.text(Parameter::Property).and_then(|name| shape?.named(name));
    let Some(Ok(condition)) = property.and_then(|property| Condition::of(call, property)) else {
        return (Vec::new(), Vec::new());
    };
    let mut unknown = 0_usize;
    let fits = |object: &Object<'a>| {
        let holds = condition.holds(&object.get(condition.property));
        unknown += usize::from(holds.is_none());
        holds == Some(true)
    };
    let fitting = objects.into_iter().filter(fits).collect();
    let name = condition.property.name();
    let warning = match unknown {
        0 => None,
        1 => Some(format!("WARNING: {name} of one object is {UNKNOWN}: it is left out. -eq {UNKNOWN} finds it.")),
        many => Some(format!(
            "WARNING: {name} of {many} objects is {UNKNOWN}: they are left out. -eq {UNKNOWN} finds them."
        )),
    };
    (fitting, warning.into_iter().collect())
}

/// What an object is sorted or told apart by.
fn key(object: &Object<'_>, properties: &[Property]) -> Vec<Datum> {
    match object.alone() {
        Some(value) => vec![value.clone()],
        None => properties.iter().map(|property| object.get(*property)).collect(),
    }
}

/// `Sort-Object`: stable, and what nobody knows comes last either way.
fn sorted<'a>(call: &Call, shape: Option<&Shape>, objects: Vec<Object<'a>>) -> Vec<Object<'a>> {
    let properties = shape.map_or_else(Vec::new, |shape| shape.chosen(call.list(Parameter::Property)));
    let descending = call.is_on(Parameter::Descending);
    let mut keyed: Vec<(Vec<Datum>, Object<'a>)> =
        objects.into_iter().map(|object| (key(&object, &properties), object)).collect();
    keyed.sort_by(|(one, _), (two, _)| compare(one, two, descending));
    if call.is_on(Parameter::Unique) {
        keyed.dedup_by(|(two, _), (one, _)| compare(one, two, false) == Ordering::Equal);
    }
    keyed.into_iter().map(|(_, object)| object).collect()
}

fn compare(one: &[Datum], two: &[Datum], descending: bool) -> Ordering {
    let each = one.iter().zip(two).map(|(one, two)| match one.order(two) {
        order if descending && *one != Datum::Unknown && *two != Datum::Unknown => order.reverse(),
        order => order,
    });
    each.fold(Ordering::Equal, Ordering::then)
}

/// `Select-Object`: first which objects, then which properties, then each only once.
fn selected<'a>(call: &Call, shape: Option<&Shape>, objects: Vec<Object<'a>>) -> Vec<Object<'a>> {
    let objects = slice(call, objects);
    let patterns = call.list(Parameter::Property);
    let expanded = call.text(Parameter::ExpandProperty).and_then(|name| shape?.named(name));
    let mut chosen: Vec<Object<'a>> = match (expanded, shape) {
        (Some(property), _) => objects.iter().flat_map(|object| values(object.get(property))).collect(),
        (None, Some(shape)) if !patterns.is_empty() => {
            let properties = shape.chosen(patterns);
            let select = |object: Object<'a>| {
                Object::Selected(properties.iter().map(|property| (*property, object.get(*property))).collect())
            };
            objects.into_iter().map(select).collect()
        }
        _ => objects,
    };
    if call.is_on(Parameter::Unique) {
        let properties = shape.map_or_else(Vec::new, |shape| shape.properties.clone());
        let mut seen: Vec<Vec<Datum>> = Vec::new();
        chosen.retain(|object| {
            let key = key(object, &properties);
            let new = !seen.contains(&key);
            if new {
                seen.push(key);
            }
            new
        });
    }
    chosen
}

/// `-First`, `-Last` and `-Skip`.
fn slice<'a>(call: &Call, objects: Vec<Object<'a>>) -> Vec<Object<'a>> {
    let (first, last) = (call.number(Parameter::First), call.number(Parameter::Last));
    let skip = call.number(Parameter::Skip).unwrap_or_default();
    let count = objects.len();
    // `-Skip` counts from the end only where `-Last` alone does.
    let from_end = last.is_some() && first.is_none();
    let (start, end) = if from_end { (0, count.saturating_sub(skip)) } else { (skip.min(count), count) };
    let head = match (first, last) {
        (Some(first), _) => start.saturating_add(first).min(end),
        (None, Some(_)) => start,
        (None, None) => end,
    };
    let tail = last.map_or(end, |last| end.saturating_sub(last).max(head));
    objects
        .into_iter()
        .enumerate()
        .filter(|(at, _)| (start..head).contains(at) || (tail..end).contains(at))
        .map(|(_, object)| object)
        .collect()
}

/// The values of a property as they stand alone: each item of a list by itself.
fn values<'a>(value: Datum) -> Vec<Object<'a>> {
    match value {
        Datum::List(items) => items.into_iter().map(|item| Object::Value(Datum::Text(item))).collect(),
        Datum::Nothing => Vec::new(),
        value => vec![Object::Value(value)],
    }
}
