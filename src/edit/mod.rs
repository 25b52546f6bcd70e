//! The edit dialog.
//!
//! ```text
//! ╭ Contoso mail 2027 on EX01 ───────────────────────────────────────────────────╮
//! │  General  [Services]                                                         │
//! │ Specify the services you want to assign this certificate to:                 │
//! │ ▸[x] IIS                                                                     │
//! │  [ ] IMAP                                                                    │
//! │  [■] SMTP      already assigned                        [ Make default... ]   │
//! │  [-] UM        UM startup mode is TCP                                        │
//! │ IIS covers: Autodiscover, Exchange ActiveSync, ...                           │
//! │ Will change                                                                  │
//! │   Contoso mail 2026 loses IIS                                                │
//! │ Enable-ExchangeCertificate -Thumbprint ... -Services IIS -Server EX01        │
//! │                                                        [ Save ]  [ Cancel ]  │
//! ╰──────────────────────────────────────────────────────────────────────────────╯
//! ```

mod chain;
mod general;
mod preview;
mod update;
mod view;

pub use preview::checked;
pub use update::Room;
pub use view::{paint, room};

use crate::app::vocabulary::{Document, Draft, NewDefault, Ticket, World};
use crate::engine::{
    BoxState, Certificate, DefaultSmtp, MakeDefault, Request, Server, ServerName, Service, ServiceBox, ServiceSet,
    Thumbprint, Verdict, boxes, make_default, plan,
};
use crate::locale::{Message, say};

/// The edit dialog of one certificate on one server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The server.
    pub server: ServerName,
    /// The certificate.
    pub thumbprint: Thumbprint,
    /// Its name when the dialog was opened.
    pub name: String,
    /// The tab shown.
    pub tab: Tab,
    /// The control that has the keyboard.
    pub focus: Control,
    /// What is ticked beyond the locked boxes.
    pub draft: Draft,
    /// The first line in view: of the General tab, or of what stands below the boxes.
    pub top: usize,
    /// The save under way.
    pub saving: Option<Ticket>,
}

/// A tab of the dialog.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// The certificate's facts, to read.
    General,
    /// The check boxes.
    #[default]
    Services,
}

/// A control of the dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// The two tabs.
    Tabs,
    /// A service's check box.
    Box(Service),
    /// *Make default...* beside the locked SMTP box.
    MakeDefault,
    /// Save.
    Save,
    /// Cancel.
    Cancel,
}

impl Edit {
    /// The dialog as it opens: on the Services tab, at the first box.
    #[must_use]
    pub fn new(server: ServerName, thumbprint: Thumbprint, world: &World) -> Edit {
        let certificate = world.certificate(&server, thumbprint);
        let name = certificate.map_or_else(|| thumbprint.to_string(), |(_, c)| c.display_name().into_owned());
        let mut edit = Edit {
            server,
            thumbprint,
            name,
            tab: Tab::Services,
            focus: Control::Tabs,
            draft: Draft::default(),
            top: 0,
            saving: None,
        };
        if let Some(first) = edit.controls(world).into_iter().find(|control| matches!(control, Control::Box(_))) {
            edit.focus = first;
        }
        edit
    }

    /// The server and the certificate as they are now; `None` when one of them is gone.
    #[must_use]
    pub fn subject<'a>(&self, world: &'a World) -> Option<(&'a Server, &'a Certificate)> {
        world.certificate(&self.server, self.thumbprint).map(|(server, certificate)| (server.as_ref(), certificate))
    }

    /// Why there is no subject: the server's document cannot be read, or the certificate is no longer in it.
    #[must_use]
    pub fn gone(&self, world: &World) -> Message {
        match world.entry(&self.server).map(|entry| &entry.document) {
            Some(Document::Broken(reason)) => say::picker_broken_detail(&self.server, reason.as_ref().clone()),
            None => say::edit_server_gone(&self.server),
            Some(Document::Named) => say::conflict_reading(&self.server),
            Some(Document::Open(_)) => say::notice_certificate_gone(self.name.as_str(), &self.server),
        }
    }

    /// The check boxes, absent ones included.
    #[must_use]
    pub fn boxes(&self, world: &World) -> Vec<ServiceBox> {
        self.subject(world)
            .map(|(server, certificate)| boxes(&world.organization, server, certificate, world.access, world.now))
            .unwrap_or_default()
    }

    /// Whether *Make default...* is offered.
    #[must_use]
    pub fn make_default(&self, world: &World) -> MakeDefault {
        self.subject(world).map_or(MakeDefault::NotAssigned, |(server, certificate)| {
            make_default(&world.organization, server, certificate, world.access, world.now)
        })
    }

    /// The controls of the tab, in the order of Tab.
    #[must_use]
    pub fn controls(&self, world: &World) -> Vec<Control> {
        let mut controls = vec![Control::Tabs];
        if self.tab == Tab::Services {
            let offered = matches!(self.make_default(world), MakeDefault::Offered | MakeDefault::Refused(_));
            for service_box in self.boxes(world) {
                if !matches!(service_box.state, BoxState::Absent(_)) {
                    controls.push(Control::Box(service_box.service));
                }
                if service_box.service == Service::Smtp && offered {
                    controls.push(Control::MakeDefault);
                }
            }
        }
        controls.extend([Control::Save, Control::Cancel]);
        controls
    }

    /// The services that Save would ask for: the ticked ones that can still be assigned, and SMTP for the default.
    #[must_use]
    pub fn services(&self) -> ServiceSet {
        self.draft.services()
    }

    /// Whether the draft makes the certificate the default SMTP certificate.
    #[must_use]
    pub fn makes_default(&self) -> bool {
        self.draft.default_smtp != NewDefault::No
    }

    /// What Save would ask of the engine. A new default counts as agreed to as long as the one it was agreed to replace
    /// still is the default.
    #[must_use]
    pub fn request(&self, world: &World, answer: DefaultSmtp) -> Request {
        let current = world.open_server(&self.server).and_then(|server| server.assignments.smtp_default);
        let agreed = self.draft.default_smtp == NewDefault::InsteadOf(current);
        let default_smtp = if agreed { DefaultSmtp::Replace } else { answer };
        Request { default_smtp, ..Request::assign(self.server.clone(), self.thumbprint, self.services(), world.access) }
    }

    /// The engine's answer to the draft; `None` when the certificate is gone.
    #[must_use]
    pub fn verdict(&self, world: &World, answer: DefaultSmtp) -> Option<Verdict> {
        let (server, _) = self.subject(world)?;
        plan(&world.organization, &[server], &self.request(world, answer), world.now).ok()
    }

    /// Whether anything is ticked that would be lost.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        !self.services().is_empty()
    }
}

#[cfg(test)]
mod tests;
