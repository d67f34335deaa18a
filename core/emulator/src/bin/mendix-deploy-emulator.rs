//! Runs a stand-in until standard input closes or a signal to end arrives.
//!
//! The first argument, when there is one, is a file with a seed. The only line written to standard output is a JSON
//! object with `url`, `endpoints` and `credentials`.

use std::{
    env, fs,
    io::{self, Read, Write},
    process::ExitCode,
    thread,
};

use mendix_deploy_emulator::Emulator;
use serde_json::{Value, json};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Without standard error there is nobody to tell.
            let _ = writeln!(io::stderr(), "mendix-deploy-emulator: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> io::Result<()> {
    let seed = match env::args_os().nth(1) {
        None => Value::Null,
        Some(path) => serde_json::from_slice(&fs::read(path)?)?,
    };
    let emulator = Emulator::start(seed)?;
    let line = json!({
        "url": emulator.url(),
        "endpoints": emulator.endpoints(),
        "credentials": emulator.credentials(),
    });
    let mut out = io::stdout();
    writeln!(out, "{line}")?;
    out.flush()?;
    wait()?;
    emulator.stop();
    Ok(())
}

/// Until the end of standard input, SIGTERM or SIGINT.
fn wait() -> io::Result<()> {
    let (closed, over) = tokio::sync::oneshot::channel();
    thread::spawn(move || {
        // Whatever is typed is thrown away; an error ends the wait like a close does.
        let _ = io::copy(&mut io::stdin().lock().by_ref(), &mut io::sink());
        let _ = closed.send(());
    });
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(async {
            tokio::select! {
                _ = over => Ok(()),
                end = signals() => end,
            }
        })
}

#[cfg(unix)]
async fn signals() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}

#[cfg(not(unix))]
async fn signals() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}
