//! Temporary.
use exchcert::app::vocabulary::*;
use exchcert::engine::*;
use exchcert::store::*;
use exchcert::terminal::{ability::Colours, run, worker::Identity};
use std::sync::Arc;
fn main() {
    let dir = std::env::args().nth(1).unwrap();
    let mut store = Directory::open(&dir, Mode::ReadWrite).unwrap();
    let org = store.organization().unwrap();
    let names = store.list().unwrap();
    let now = org.clock.unwrap();
    let look = exchcert::look::Look::default();
    let world = World {
        now,
        simulated: true,
        access: Access::Full,
        user: "admin".into(),
        locale: look.locale.clone(),
        organization: Arc::new(org.organization.clone()),
        servers: Arc::new(names.into_iter().map(Entry::named).collect()),
        chosen: org.connected_server.clone(),
    };
    let clock: exchcert::terminal::worker::Clock = Arc::new(move || now);
    let code = run::page(run::Start {
        store,
        identity: Identity {
            user: "admin".into(),
            readonly: false,
            clock: clock.clone(),
            simulated: true,
            real: clock,
        },
        world,
        look,
        colours: Colours::Palette,
    })
    .unwrap();
    std::process::exit(code.into());
}
