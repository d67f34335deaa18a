//! Any text as a script of database statements: read without panic, and what destroys is never called less.

use mendix_deploy_model::{scripts::StatementEffect, verdicts::ReleaseClass};
use mendix_deploy_offline::compare::ddl::read_script;

/// A name that no script has by chance.
const VICTIM: &str = "the table that only this target drops";

/// Reads one input; panics where a promise does not hold.
pub fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let reading = read_script(text);
    let worst = reading
        .statements
        .iter()
        .map(|statement| statement.effect)
        .max();
    assert_eq!(
        worst.unwrap_or(StatementEffect::Bookkeeping),
        reading.effect
    );
    assert_eq!(
        reading.effect == StatementEffect::Unknown,
        reading.release_class == ReleaseClass::Unknown
    );
    if text.contains(VICTIM) {
        return;
    }
    let worse = read_script(&format!("{text}\n;DROP TABLE \"{VICTIM}\";"));
    assert!(worse.effect >= reading.effect.max(StatementEffect::Destroys));
    assert!(
        worse.effect == StatementEffect::Unknown
            || worse.destroyed.iter().any(|name| name == VICTIM)
    );
}
