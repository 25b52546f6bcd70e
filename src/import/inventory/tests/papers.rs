//! The documents, the fixtures, the script and the reader name the same fields.

use std::collections::BTreeSet;

use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde_json::Value;

use super::collector::{body, keys};
use super::*;
use crate::import::inventory::Inventory;
use crate::import::inventory::certificate::Certificate;
use crate::import::inventory::organization::{AuthConfig, Connector, Organization};
use crate::import::inventory::server::{Problem, Server};

const PAPER: &str = include_str!("../../../../docs/inventory.md");
const SCHEMA: &str = include_str!("../../../../docs/inventory.schema.json");

fn schema() -> Value {
    serde_json::from_str(SCHEMA).unwrap()
}

/// Every key of a value, at any depth.
fn keys_of(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, value)| {
            found.insert(key.clone());
            keys_of(value, found);
        }),
        Value::Array(items) => items.iter().for_each(|item| keys_of(item, found)),
        _ => {}
    }
}

/// Every field that the schema lists.
fn listed() -> BTreeSet<String> {
    let schema = schema();
    let objects = schema["$defs"].as_object().unwrap().values().chain([&schema]);
    objects.flat_map(|object| object["properties"].as_object().unwrap().keys().cloned()).collect()
}

/// The names of a type's fields, as serde knows them.
struct Names(BTreeSet<String>);

impl<'de> Deserializer<'de> for &mut Names {
    type Error = de::value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
        Err(de::Error::custom("only a struct has fields"))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Self::Error> {
        self.0.extend(fields.iter().map(ToString::to_string));
        Err(de::Error::custom("that is all"))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct
        seq tuple tuple_struct map enum identifier ignored_any
    }
}

fn read_fields() -> BTreeSet<String> {
    fn names<'de, T: Deserialize<'de>>(names: &mut Names) {
        assert!(T::deserialize(names).is_err());
    }
    let mut found = Names(BTreeSet::new());
    names::<Inventory<'_>>(&mut found);
    names::<Organization<'_>>(&mut found);
    names::<AuthConfig<'_>>(&mut found);
    names::<Connector<'_>>(&mut found);
    names::<Server<'_>>(&mut found);
    names::<Problem>(&mut found);
    names::<Certificate<'_>>(&mut found);
    found.0
}

#[test]
fn every_field_is_in_the_paper_and_in_the_schema() {
    let mut fixtures = BTreeSet::new();
    for text in [WINDOWS, SEVEN, DEGRADED, &made::inventory(1, 2)] {
        keys_of(&serde_json::from_str(text).unwrap(), &mut fixtures);
    }
    let written = keys(&body());
    let listed = listed();
    let documented = |name: &String| PAPER.contains(&format!("`{name}`"));
    for (whose, names) in
        [("a fixture", &fixtures), ("the reader", &read_fields()), ("the schema", &listed), ("the script", &written)]
    {
        let missing: Vec<_> = names.iter().filter(|name| !documented(name)).collect();
        assert!(missing.is_empty(), "docs/inventory.md lacks {missing:?} of {whose}");
        let missing: Vec<_> = names.difference(&listed).collect();
        assert!(missing.is_empty(), "docs/inventory.schema.json lacks {missing:?} of {whose}");
    }
    let never: Vec<_> = listed.difference(&written).collect();
    assert!(never.is_empty(), "the script never writes {never:?}");
    let never: Vec<_> = listed.difference(&fixtures).collect();
    assert!(never.is_empty(), "no fixture has {never:?}");
}

/// What of a value does not fit a schema: of JSON Schema as much as ours uses.
fn misfits(value: &Value, schema: &Value, root: &Value, place: &str, found: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        let definition = &root["$defs"][name.rsplit('/').next().unwrap()];
        assert!(definition.is_object(), "{name}");
        return misfits(value, definition, root, place, found);
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        let all: Vec<Vec<String>> = choices
            .iter()
            .map(|choice| {
                let mut wrong = Vec::new();
                misfits(value, choice, root, place, &mut wrong);
                wrong
            })
            .collect();
        if all.iter().all(|wrong| !wrong.is_empty()) {
            found.extend(all.into_iter().flatten());
        }
        return;
    }
    let constant = &schema["const"];
    if !constant.is_null() && constant != value {
        found.push(format!("{place}: {value} is not {constant}"));
    }
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let fits = match &schema["type"] {
        Value::Null => true,
        Value::String(one) => one == kind,
        Value::Array(several) => several.iter().any(|one| one == kind),
        other => panic!("{other}"),
    };
    if !fits {
        found.push(format!("{place}: {kind}"));
    }
    for name in schema["required"].as_array().into_iter().flatten() {
        if value[name.as_str().unwrap()].is_null() {
            found.push(format!("{place}: lacks {name}"));
        }
    }
    for (key, field) in value.as_object().into_iter().flatten() {
        match &schema["properties"][key] {
            Value::Null => found.push(format!("{place}.{key}: not listed")),
            listed => misfits(field, listed, root, &format!("{place}.{key}"), found),
        }
    }
    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
        misfits(item, &schema["items"], root, &format!("{place}[{index}]"), found);
    }
}

#[test]
fn every_inventory_here_fits_the_schema() {
    let schema = schema();
    let excerpt = PAPER.split("```json\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    for text in [WINDOWS, SEVEN, DEGRADED, excerpt, &made::inventory(2, 2)] {
        let mut found = Vec::new();
        misfits(&serde_json::from_str(text).unwrap(), &schema, &schema, "", &mut found);
        assert_eq!(found, Vec::<String>::new());
        assert!(read(text.as_bytes(), &Options::default()).is_ok());
    }
    let mut found = Vec::new();
    let wrong = serde_json::json!({"format": "exchcert-inventory", "version": 2, "servers": [{"build": 5, "new": 1}]});
    misfits(&wrong, &schema, &schema, "", &mut found);
    assert_eq!(found.len(), 4, "{found:?}");
}
