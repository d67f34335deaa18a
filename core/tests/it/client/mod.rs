//! The live client against the emulator: what each call does, and what each failure means.

mod backups;
mod calls;
mod downloads;
mod hosts;
mod leaks;
mod memory;
mod names;
mod proxies;
mod refusals;
mod retries;
mod settings;
mod tls;
mod trace;
mod transfers;
mod upload;
