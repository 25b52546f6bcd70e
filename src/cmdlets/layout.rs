//! How objects are laid out: as a cmdlet at the end of the pipeline says, else as they are shown by themselves.

use super::call::Call;
use super::flow::{Flow, Shape};
use super::object::{Column, Datum, Object, Property};
use super::run::{Done, OutFile};
use super::table::{Cmdlet, Parameter};
use super::{csv_text, json, list, table_format};

/// The most properties that a selection is shown as a table with; more are a list. Source: PowerShell's own rule.
const WIDEST_TABLE: usize = 4;

/// The end of a pipeline whose last cmdlet lays out; `input` is what comes to it.
pub(super) fn end(call: &Call, input: &Flow, objects: &[Object<'_>], width: Option<u16>) -> Done {
    let Flow::Objects(shape) = input else {
        let output = match call.cmdlet {
            Cmdlet::ConvertToJson => json::lines(objects, &[], call.is_on(Parameter::Compress)),
            _ => alone(objects),
        };
        return Done { output, ..Done::default() };
    };
    let chosen = shape.chosen(call.list(Parameter::Property));
    let all = &shape.properties;
    let output = match call.cmdlet {
        Cmdlet::FormatList if chosen.is_empty() => list::lines(objects, listed(shape), width),
        Cmdlet::FormatList => list::lines(objects, &chosen, width),
        Cmdlet::FormatTable if chosen.is_empty() => table_format::lines(objects, &columns(shape), width),
        Cmdlet::FormatTable => table_format::lines(objects, &plain_columns(&chosen), width),
        Cmdlet::ConvertToJson => json::lines(objects, all, call.is_on(Parameter::Compress)),
        Cmdlet::ConvertToCsv => csv_text::lines(objects, all),
        Cmdlet::ExportCsv => {
            let file = OutFile {
                path: call.text(Parameter::Path).unwrap_or_default().to_owned(),
                text: csv_text::file(objects, all),
                overwrite: !call.is_on(Parameter::NoClobber),
            };
            return Done { files: vec![file], ..Done::default() };
        }
        _ => by_themselves(input, objects, width),
    };
    Done { output, ..Done::default() }
}

/// The lines of objects that nobody lays out.
pub(super) fn by_themselves(flow: &Flow, objects: &[Object<'_>], width: Option<u16>) -> Vec<String> {
    let Flow::Objects(shape) = flow else { return alone(objects) };
    let table = if shape.chosen { shape.properties.len() <= WIDEST_TABLE } else { shape.class.table().is_some() };
    if table {
        table_format::lines(objects, &columns(shape), width)
    } else {
        list::lines(objects, listed(shape), width)
    }
}

fn alone(objects: &[Object<'_>]) -> Vec<String> {
    objects.iter().filter_map(Object::alone).map(Datum::plain).collect()
}

fn listed(shape: &Shape) -> &[Property] {
    if shape.chosen { &shape.properties } else { shape.class.list() }
}

fn columns(shape: &Shape) -> Vec<Column> {
    let by_class = shape.class.table().filter(|_| !shape.chosen);
    by_class.unwrap_or_else(|| plain_columns(&shape.properties))
}

fn plain_columns(properties: &[Property]) -> Vec<Column> {
    properties.iter().copied().map(Column::of).collect()
}
