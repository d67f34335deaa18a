//! The live client against the emulator: what each call does, and what each failure means.

mod backups;
mod calls;
mod downloads;
mod names;
mod refusals;
mod retries;
mod settings;
mod transfers;
mod upload;
