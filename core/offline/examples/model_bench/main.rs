//! Measures reading models, comparing packages and checking constants; the programs in `tests/bench` run it.
//!
//! Each call prints one line of JSON. `model_bench write KIND FILE VERSION` writes an input, `model_bench scan FILE
//! ROUNDS`, `model_bench compare NEW OLD ROUNDS`, `model_bench constants FILE LANDSCAPE ROUNDS` and `model_bench configuration
//! FILE INPUT ROUNDS` measure.

#![allow(clippy::print_stdout, clippy::print_stderr)] // a command-line program
#![allow(clippy::disallowed_methods)] // it measures: it needs a clock

mod configuration;
mod inputs;
mod measure;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let rounds = |text: &str| text.parse::<usize>().unwrap_or(1).max(1);
    let done = match words.as_slice() {
        ["write", "archive", file, version] => inputs::archive(file, version == &"2"),
        ["write", "project", file, version] => inputs::project(file, version == &"2"),
        ["write", "landscape", file, _] => inputs::landscape(file),
        ["scan", file, times] => measure::scan(file, rounds(times)),
        ["compare", new, old, times] => measure::compare(new, old, rounds(times)),
        ["constants", file, landscape, times] => measure::constants(file, landscape, rounds(times)),
        ["configuration", file, input, times] => configuration::measure(file, input, rounds(times)),
        _ => {
            eprintln!(
                "usage: model_bench write archive|project|landscape FILE 1|2 | scan FILE ROUNDS | \
                 compare NEW OLD ROUNDS | constants FILE LANDSCAPE ROUNDS | configuration FILE INPUT ROUNDS"
            );
            return ExitCode::FAILURE;
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
