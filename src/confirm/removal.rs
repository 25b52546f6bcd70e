//! Whether to remove a certificate: what it is, what follows, and the cmdlet.

use crate::app::vocabulary::{Question, World};
use crate::cmdlets::{About, print};
use crate::engine::{Certificate, Part, Plan, Thumbprint, Warning};
use crate::locale::{Message, date, explain, say};
use crate::look::prose::{Prose, Sign};
use crate::look::{Role, Tone};
use crate::text::Shown;

/// How many digits of a thumbprint have to be typed to remove what is still in use.
pub(super) const DIGITS: usize = 8;
/// Columns of the labels.
const LABELS: u16 = 12;

/// What has to be typed to say yes, where a button is not enough: what is removed is still in use.
#[must_use]
pub fn digits_to_type(question: &Question) -> Option<String> {
    match question {
        Question::Remove { thumbprint, plan } => {
            let asks = plan.warnings().any(|(_, warning)| warning.asks_for_typing());
            asks.then(|| thumbprint.to_string().chars().take(DIGITS).collect())
        }
        Question::Cmdlet(question) => match &question.about {
            About::Removal { typed, .. } => typed.clone(),
            About::Action | About::DefaultSmtp(_) => None,
        },
        _ => None,
    }
}

fn part(plan: &Plan) -> Option<&Part> {
    plan.parts.first()
}

/// The server's name.
pub(super) fn server(question: &Question) -> String {
    match question {
        Question::Remove { plan, .. } => part(plan).map(|part| part.server.to_string()).unwrap_or_default(),
        _ => String::new(),
    }
}

/// The question's lines.
pub(super) fn rows(prose: &mut Prose, thumbprint: Thumbprint, plan: &Plan, world: &World) {
    let Some(part) = part(plan) else { return };
    prose.heading(&say::remove_question(&part.server));
    about(prose, thumbprint, part, world);
    let names = |thumbprint: Thumbprint| {
        let found = world.certificate(&part.server, thumbprint);
        found.map_or_else(|| thumbprint.to_string(), |(_, certificate)| certificate.display_name().into_owned())
    };
    if !part.warnings.is_empty() {
        prose.blank();
    }
    for warning in &part.warnings {
        prose.signed(0, Sign::Tone(Tone::Attention), Role::Warning, &explain::warning(warning, &names));
    }
    prose.blank();
    prose.heading(&say::remove_afterwards());
    let waiting = part.warnings.contains(&Warning::PendingRequest);
    for follow_up in &part.follow_ups {
        prose.signed(1, Sign::Bullet, Role::Text, &explain::follow_up(follow_up, &names));
    }
    if !waiting {
        // The warning about a pending request says so already.
        prose.signed(1, Sign::Bullet, Role::Text, &say::remove_key_goes());
    }
    prose.signed(1, Sign::Bullet, Role::Text, &say::remove_file_stays());
    prose.heading(&say::edit_cmdlet());
    for call in print::plan(plan) {
        prose.shown(1, Role::Cmdlet, &Shown::new(&call.to_string()));
    }
}

/// Name, thumbprint, end and issuer.
fn about(prose: &mut Prose, thumbprint: Thumbprint, part: &Part, world: &World) {
    let certificate = world.certificate(&part.server, thumbprint).map(|(_, certificate)| certificate);
    let request = certificate.is_some_and(Certificate::is_request);
    let label = |message: &Message| world.locale.text(message);
    let name = certificate.map(|certificate| Shown::new(&certificate.display_name())).unwrap_or_default();
    let title = if request { say::remove_request() } else { say::remove_name() };
    prose.labelled(0, &label(&title), LABELS, Role::Title, &name);
    prose.labelled(0, &label(&say::field_thumbprint()), LABELS, Role::Text, &Shown::new(&thumbprint.to_string()));
    let Some(facts) = certificate.and_then(Certificate::known) else { return };
    if let Some(end) = facts.not_after.filter(|_| !request) {
        prose.labelled(0, &label(&say::details_expires_on()), LABELS, Role::Text, &Shown::new(&date::day(end)));
    }
    if !request {
        prose.labelled(0, &label(&say::details_issuer()), LABELS, Role::Text, &Shown::new(&facts.issuer));
    }
}
