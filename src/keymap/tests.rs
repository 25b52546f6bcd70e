//! The table's own consistency.

use super::*;
use crate::app::vocabulary::ACTIONS;

#[test]
fn no_key_means_two_things_in_one_scope() {
    for (index, binding) in BINDINGS.iter().enumerate() {
        for other in &BINDINGS[index + 1..] {
            let shared: Vec<_> = binding.keys.iter().filter(|key| other.keys.contains(key)).collect();
            assert!(binding.scope != other.scope || shared.is_empty(), "{:?} {shared:?}", binding.scope);
        }
    }
}

#[test]
fn every_action_has_a_key_and_its_own_row() {
    for (index, row) in ACTIONS.iter().enumerate() {
        assert!(BINDINGS.iter().any(|binding| binding.action == row.action), "{}", row.name);
        assert_eq!(ACTIONS.iter().position(|other| other.name == row.name), Some(index));
        assert_eq!(row.action.row().name, row.name);
    }
}

#[test]
fn a_key_is_read_as_it_is_written() {
    for key in BINDINGS.iter().flat_map(|binding| binding.keys) {
        assert_eq!(key.to_string().parse(), Ok(*key));
    }
    assert!("Nonsense".parse::<Key>().is_err());
}
