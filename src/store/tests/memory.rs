//! The store in memory behaves like the one on disk, and can be made to fail.

use std::sync::mpsc;
use std::thread;

use super::*;
use crate::store::memory::{Counting, Counts, Memory, Weather};
use crate::store::{ApplyError, OrganizationFile, ProblemKind};

fn memory() -> Memory {
    Memory::new(OrganizationFile::default(), vec![Organization::contoso().server("EX01")])
}

fn assign(store: &mut impl Store) -> Result<(), ApplyError> {
    let server = store.open(&name("EX01"))?;
    store.apply(&part(&server, |after| after.iis = Some(print(0xBB))), &context()).map(|_| ())
}

#[test]
fn a_change_is_there_afterwards_and_an_old_plan_is_a_conflict() {
    let mut store = memory();
    let old = store.open(&name("EX01")).unwrap();
    assign(&mut store).unwrap();
    assert_eq!(store.open(&name("EX01")).unwrap().assignments.iis, Some(print(0xBB)));
    assert_eq!(store.journal(9).unwrap().entries[0].user, "alice");
    let late = store.apply(&part(&old, |after| after.um = Some(print(0xBB))), &context());
    assert!(matches!(late, Err(ApplyError::Conflict { .. })), "{late:?}");
}

#[test]
fn bad_weather_refuses_every_change() {
    let mut store = memory();
    for weather in [Weather::Conflict, Weather::Full, Weather::Locked, Weather::ReadOnly] {
        store.switches().weather(weather);
        let refused = assign(&mut store).unwrap_err();
        match weather {
            Weather::Full => {
                assert!(matches!(refused, ApplyError::Problem(problem) if problem.kind == ProblemKind::Full));
            }
            Weather::Conflict => assert!(matches!(refused, ApplyError::Conflict { .. })),
            Weather::Locked => assert_eq!(refused, ApplyError::Locked { holder: None }),
            _ => assert_eq!(refused, ApplyError::ReadOnly),
        }
    }
    store.switches().weather(Weather::Fair);
    assert_eq!(assign(&mut store), Ok(()));
}

#[test]
fn a_held_store_answers_when_it_is_released() {
    let mut store = memory();
    let switches = store.switches();
    switches.hold();
    let (sender, receiver) = mpsc::channel();
    let worker = thread::spawn(move || sender.send(store.list()).unwrap());
    assert!(receiver.try_recv().is_err());
    switches.release();
    assert_eq!(receiver.recv().unwrap(), Ok(vec![name("EX01")]));
    worker.join().unwrap();
}

#[test]
fn what_is_asked_of_a_store_is_counted() {
    let (mut store, counts) = Counting::new(memory());
    store.organization().unwrap();
    store.list().unwrap();
    assign(&mut store).unwrap();
    let expected = Counts { organizations: 1, listings: 1, documents: 1, certificates: 0, changes: 1 };
    assert_eq!(*counts.lock().unwrap(), expected);
}
