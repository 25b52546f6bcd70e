//! What is told and what is found by looking.

use std::fs;
use std::sync::mpsc::{Receiver, channel};

use super::*;
use crate::engine::ServerName;
use crate::testing::Sample;

/// Far longer than anything takes on a busy machine.
const DEADLINE: Duration = Duration::from_secs(30);

/// Everything told until it makes this true, as one.
#[track_caller]
fn told_until(changes: &Receiver<Changes>, enough: impl Fn(&Changes) -> bool) -> Changes {
    let mut all = Changes::default();
    while !enough(&all) {
        let Ok(Changes { servers, list, organization, journal, certificates, everything, directory }) =
            changes.recv_timeout(DEADLINE)
        else {
            panic!("only {all:?} was told")
        };
        all.servers.extend(servers);
        all.list |= list;
        all.organization |= organization;
        all.journal |= journal;
        all.certificates |= certificates;
        all.everything |= everything;
        all.directory = directory.or(all.directory);
    }
    all
}

fn watched(sample: &Sample, how: How) -> Receiver<Changes> {
    let (sender, changes) = channel();
    spawn(sample.path(""), how, move |change| sender.send(change).is_ok()).unwrap();
    changes
}

fn servers(names: &[&str]) -> std::collections::BTreeSet<ServerName> {
    names.iter().map(|name| ServerName::new(name)).collect()
}

/// Both ways tell the same stories.
fn both(story: impl Fn(&Sample, &Receiver<Changes>)) {
    for how in [How::Told, How::Polled] {
        let sample = Sample::new();
        let changes = watched(&sample, how);
        if how == How::Polled {
            // What was there before the first look is read again.
            told_until(&changes, |all| all.everything);
        }
        story(&sample, &changes);
    }
}

#[test]
fn an_editor_that_writes_in_place_and_one_that_replaces_are_seen() {
    both(|sample, changes| {
        let text = sample.text("servers/EX01.toml");
        sample.put("servers/EX01.toml", format!("{text}# in place\n"));
        told_until(changes, |all| all.servers == servers(&["EX01"]));
        sample.put("servers/new", format!("{text}# replaced\n"));
        fs::rename(sample.path("servers/new"), sample.path("servers/EX02.toml")).unwrap();
        let all = told_until(changes, |all| all.servers.contains(&ServerName::new("EX02")));
        assert!(!all.organization && !all.journal && !all.certificates && !all.everything, "{all:?}");
    });
}

#[test]
fn what_has_to_be_read_again_is_named() {
    both(|sample, changes| {
        sample.put("organization.toml", sample.text("organization.toml") + "# \n");
        told_until(changes, |all| all.organization);
        fs::create_dir_all(sample.path("journal")).unwrap();
        sample.put("journal/2026-11.jsonl", "{}\n");
        told_until(changes, |all| all.journal || all.everything);
        sample.put("certificates/00.pem", "x");
        told_until(changes, |all| all.certificates);
        sample.put("trust/list.crl", "x");
        told_until(changes, |all| all.certificates);
        fs::remove_file(sample.path("servers/EX02.toml")).unwrap();
        told_until(changes, |all| all.list && all.servers.contains(&ServerName::new("EX02")));
        sample.put("servers/NEW.toml", "x");
        told_until(changes, |all| all.servers.contains(&ServerName::new("NEW")));
    });
}

#[test]
fn reading_and_unfinished_files_are_no_news() {
    let sample = Sample::new();
    let changes = watched(&sample, How::Told);
    for name in ["servers/.tmp-EX01.toml", ".tmp-organization.toml", "store.lock", "servers/.EX01.toml.swp"] {
        sample.put(name, "x");
        fs::read(sample.path("servers/EX01.toml")).unwrap();
        fs::remove_file(sample.path(name)).unwrap();
    }
    sample.put("servers/EX02.toml", "x");
    let first = changes.recv_timeout(DEADLINE).unwrap();
    assert_eq!(first, Changes { servers: servers(&["EX02"]), ..Changes::default() });
}

#[test]
fn a_thousand_documents_are_a_few_events_and_none_is_missing() {
    let sample = Sample::new();
    let changes = watched(&sample, How::Told);
    let all: Vec<String> = (0..1_000).map(|number| format!("S{number:04}")).collect();
    for name in &all {
        sample.put(&format!("servers/{name}.toml"), "x");
    }
    let mut told = Changes::default();
    let mut events = 0;
    while told.servers.len() < all.len() {
        told.servers.extend(changes.recv_timeout(DEADLINE).unwrap().servers);
        events += 1;
    }
    // One a second at the most, however slow the machine is.
    assert!(events < 100, "{events} events");
}

#[test]
fn an_organization_that_goes_away_is_told_and_so_is_its_return() {
    both(|sample, changes| {
        let elsewhere = tempfile::TempDir::new().unwrap();
        let away = elsewhere.path().join("away");
        fs::rename(sample.path(""), &away).unwrap();
        told_until(changes, |all| all.directory == Some(Presence::Gone));
        fs::rename(&away, sample.path("")).unwrap();
        let back = told_until(changes, |all| all.directory == Some(Presence::Back));
        assert!(back.everything, "anything may have changed");
        // What is watched now is what came back. Where it is looked at, that begins with a look of its own.
        sample.put("servers/EX01.toml", "# written");
        told_until(changes, |all| all.everything || all.servers == servers(&["EX01"]));
    });
}

#[test]
fn the_thread_ends_when_nobody_listens() {
    let sample = Sample::new();
    let (sender, ended) = channel::<()>();
    let listens = move |_| {
        let _alive = &sender;
        false
    };
    spawn(sample.path(""), How::Told, listens).unwrap();
    sample.put("servers/EX01.toml", "x");
    let end = ended.recv_timeout(DEADLINE);
    assert_eq!(end, Err(RecvTimeoutError::Disconnected), "the closure is dropped with its thread");
}
