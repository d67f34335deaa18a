//! Any text as a script of database statements: read without panic, and what destroys is never called less.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mendix_deploy_model::{scripts::StatementEffect, verdicts::ReleaseClass};
use mendix_deploy_offline::compare::ddl::read_script;

/// A name that no script has by chance.
const VICTIM: &str = "the table that only this target drops";

fuzz_target!(|text: &str| {
    let reading = read_script(text);
    let worst = reading.statements.iter().map(|statement| statement.effect).max();
    assert_eq!(worst.unwrap_or(StatementEffect::Bookkeeping), reading.effect);
    assert_eq!(
        reading.effect == StatementEffect::Unknown,
        reading.release_class == ReleaseClass::Unknown
    );
    if text.contains(VICTIM) {
        return;
    }
    let worse = read_script(&format!("{text}\n;DROP TABLE \"{VICTIM}\";"));
    assert!(worse.effect >= reading.effect.max(StatementEffect::Destroys));
    assert!(worse.effect == StatementEffect::Unknown || worse.destroyed.iter().any(|name| name == VICTIM));
});
