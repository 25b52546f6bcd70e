//! A certificate, a request, a revocation list; and the chain of whatever was read.
#![no_main]

use exchcert::engine::Moment;
use exchcert::x509::{self, Authorities};
use libfuzzer_sys::fuzz_target;

/// 2026-11-21T09:00:00Z.
const NOW: Moment = Moment(1_795_251_600);

fuzz_target!(|data: &[u8]| {
    let mut authorities = Authorities::default();
    let _ = authorities.add_revocation_lists(data);
    let _ = authorities.add_intermediates(data);
    let _ = authorities.add_roots(data);
    if let Ok(facts) = x509::facts(data) {
        let _ = authorities.judge(data, &facts, NOW);
    }
    let _ = x509::request_facts(data, x509::thumbprint(data));
});
