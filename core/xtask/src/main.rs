//! The project's commands. `cargo xtask help` lists them.
//!
//! This crate depends on no crate of ours: it builds, runs and compares from the outside.

#![allow(clippy::print_stdout, clippy::print_stderr)] // a command-line program

mod agree;
mod bench;
mod bindings;
mod context;
mod demo;
mod examples;
mod generate;
mod house;
mod leaks;
mod package;
mod parity;
mod postgres;
mod secrets;
mod suite;
mod test;
mod tools;

use std::process::ExitCode;

use context::Context;

const HELP: &str = "\
cargo xtask <command>

  demo                 the main job, end to end, on the embedded platform, in three languages
  database             the tests of databases, on a PostgreSQL of their own
  secrets              the tests of secrets, on OpenBao servers of their own
  test [--strict]      everything; a tool that cannot be had is a skip, with --strict a failure
  generate [--check]   writes what is generated from the core, or says what is stale
  build                prepares Python and Node and builds both bindings
  parity [--self-test] compares the surface of the three languages
  house                checks the layout and the direction of dependencies
  agree [FOLDER]       compares what we read with the recordings in FOLDER
  package [--dev]      builds the wheel and the npm package into target/packages and tries both outside the checkout;
                       with --dev quickly, not for release
  bench                measures speed and memory against peers";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match dispatch(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(words: &[&str]) -> Result<(), String> {
    let context = Context::find()?;
    match words {
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        ["demo"] => demo::run(&context),
        ["database"] => test::database(&context),
        ["secrets"] => test::secrets(&context),
        ["test"] => test::run(&context, false),
        ["test", "--strict"] => test::run(&context, true),
        ["house"] => house::run(&context),
        ["agree"] => agree::run(&context, None),
        ["agree", folder] => agree::run(&context, Some(folder)),
        ["parity"] => parity::run(&context),
        ["parity", "--self-test"] => parity::self_test(&context),
        ["bench"] => bench::run(&context, None),
        ["bench", name] => bench::run(&context, Some(name)),
        ["package"] => package::run(&context, "release"),
        ["package", "--dev"] => package::run(&context, "dev"),
        ["build"] => bindings::build(&context),
        ["generate"] => generate::run(&context, false),
        ["generate", "--check"] => generate::run(&context, true),
        _ => Err(format!("unknown command: {}\n\n{HELP}", words.join(" "))),
    }
}
