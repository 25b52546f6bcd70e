//! What a frame costs, and that it does not know how many certificates a server has: 120x32, from 50 to 100,000.

#![allow(clippy::unwrap_used, missing_docs, reason = "a measurement that cannot start has nothing to report")]

mod support;

use std::hint::black_box;
use std::sync::Arc;

use divan::Bencher;
use exchcert::app::vocabulary::{Event, World};
use exchcert::app::{State, paint, update};
use exchcert::engine::{Access, Organization, ServerName};
use exchcert::keymap::{Code, Key};
use exchcert::locale::Locale;
use exchcert::look::{Look, Theme, UNICODE};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use support::{NOW, server};

fn main() {
    divan::main();
}

const SIZE: (u16, u16) = (120, 32);
const CERTIFICATES: [usize; 3] = [50, 5_000, 100_000];

/// The page on one server of so many certificates.
fn page(certificates: usize) -> State {
    let name = ServerName::new("EX01");
    let organization =
        Organization { name: "Contoso".to_owned(), edge_subscribed: Some(false), ..Organization::default() };
    let world = World {
        now: NOW,
        simulated: true,
        access: Access::Full,
        user: "alice".to_owned(),
        locale: Arc::new(Locale::english()),
        directory: "/srv/scripts".into(),
        organization: Arc::new(organization),
        servers: Arc::new(vec![exchcert::app::vocabulary::Entry::named(name.clone())]),
        follow_ups: None,
        chosen: Some(name.clone()),
    };
    let (mut state, _) = State::start(world, SIZE);
    let ticket = state.world.servers[0].ticket.unwrap();
    let opened = Event::Opened {
        ticket,
        name: name.clone(),
        result: Ok(Arc::new(server("EX01", certificates))),
        findings: Vec::new(),
        own: false,
    };
    let _ = update(&mut state, opened);
    state
}

fn look() -> Look {
    Look::new(Theme::ansi(), &UNICODE, Arc::new(Locale::english()))
}

fn key(state: &mut State, code: Code) {
    let _ = update(state, Event::Key(Key::plain(code)));
}

/// Nothing at all: a fresh buffer of that size.
#[divan::bench]
fn empty_buffer(bencher: Bencher) {
    bencher.bench_local(|| black_box(Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1))));
}

/// The page painted.
#[divan::bench(args = CERTIFICATES)]
fn paint_page(bencher: Bencher, certificates: usize) {
    let (state, look) = (page(certificates), look());
    bencher.bench_local(|| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
        paint(&state, &look, &mut buffer);
        black_box(buffer)
    });
}

/// One key down, and the page painted.
#[divan::bench(args = CERTIFICATES)]
fn cursor_down_and_paint(bencher: Bencher, certificates: usize) {
    let (mut state, look) = (page(certificates), look());
    bencher.bench_local(|| {
        key(&mut state, Code::Down);
        let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
        paint(&state, &look, &mut buffer);
        black_box(buffer)
    });
}

/// To the end of the list and back, and the page painted each time.
#[divan::bench(args = CERTIFICATES)]
fn jump_and_paint(bencher: Bencher, certificates: usize) {
    let (mut state, look) = (page(certificates), look());
    bencher.bench_local(|| {
        for code in [Code::End, Code::Home] {
            key(&mut state, code);
            let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
            paint(&state, &look, &mut buffer);
            black_box(buffer);
        }
    });
}

/// A server's document arrives: the one place where every row is looked at, once.
#[divan::bench(args = CERTIFICATES)]
fn open_server(bencher: Bencher, certificates: usize) {
    let (state, document) = (page(certificates), Arc::new(server("EX01", certificates)));
    let (ticket, name) = (state.world.servers[0].ticket.unwrap(), ServerName::new("EX01"));
    bencher.with_inputs(|| state.clone()).bench_local_values(|mut state| {
        let _ = update(
            &mut state,
            Event::Opened {
                ticket,
                name: name.clone(),
                result: Ok(Arc::clone(&document)),
                findings: Vec::new(),
                own: false,
            },
        );
        state
    });
}
