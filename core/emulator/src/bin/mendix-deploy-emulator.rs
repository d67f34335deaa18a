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
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(serve(seed))
}

async fn serve(seed: Value) -> io::Result<()> {
    // Before anybody knows where it is: a signal that comes early must not leave files behind.
    let signals = Signals::listen()?;
    let emulator = Emulator::start(seed)?;
    let line = json!({
        "url": emulator.url(),
        "endpoints": emulator.endpoints(),
        "credentials": emulator.credentials(),
    });
    let mut out = io::stdout();
    writeln!(out, "{line}")?;
    out.flush()?;
    tokio::select! {
        () = closed() => {}
        () = signals.received() => {}
    }
    emulator.stop();
    Ok(())
}

/// Until standard input ends.
async fn closed() {
    let (ended, over) = tokio::sync::oneshot::channel();
    // A thread of its own: the process can end while it waits for input.
    thread::spawn(move || {
        // Whatever is typed is thrown away; an error ends the wait like a close does.
        let _ = io::copy(&mut io::stdin().lock().by_ref(), &mut io::sink());
        let _ = ended.send(());
    });
    // The other half is dropped at the latest when the thread ends.
    let _ = over.await;
}

/// SIGTERM and SIGINT.
#[cfg(unix)]
struct Signals {
    terminate: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};

        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    async fn received(mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

/// Ctrl-C.
#[cfg(not(unix))]
struct Signals(tokio::signal::windows::CtrlC);

#[cfg(not(unix))]
impl Signals {
    fn listen() -> io::Result<Self> {
        tokio::signal::windows::ctrl_c().map(Self)
    }

    async fn received(mut self) {
        let _ = self.0.recv().await;
    }
}
