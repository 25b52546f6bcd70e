//! What the filter finds.
//!
//! Words separated by blanks; all of them must be found, in any field and any case. `!word` must not be found.

use crate::engine::{Certificate, Moment, Server, status};

/// A filter ready to be asked.
pub(super) struct Filter {
    words: Vec<Word>,
}

struct Word {
    text: String,
    not: bool,
}

impl Filter {
    pub(super) fn new(text: &str) -> Filter {
        let words = text
            .split_whitespace()
            .filter_map(|word| {
                let (not, rest) = word.strip_prefix('!').map_or((false, word), |rest| (true, rest));
                (!rest.is_empty()).then(|| Word { text: rest.to_lowercase(), not })
            })
            .collect();
        Filter { words }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    pub(super) fn finds(&self, server: &Server, certificate: &Certificate, now: Moment) -> bool {
        let text = haystack(server, certificate, now);
        self.words.iter().all(|word| text.contains(&word.text) != word.not)
    }
}

/// Everything of a certificate that can be looked for, in lower case, a line each.
fn haystack(server: &Server, certificate: &Certificate, now: Moment) -> String {
    let mut text = format!(
        "{}\n{}\n{}\n{}\n",
        certificate.friendly_name,
        certificate.thumbprint,
        status(certificate, now).name(),
        server.assignments.services_of(certificate.thumbprint),
    );
    if let Some(facts) = certificate.known() {
        for part in [&facts.subject, &facts.issuer].into_iter().chain(&facts.domains) {
            text.push_str(part);
            text.push('\n');
        }
    }
    text.to_lowercase()
}
