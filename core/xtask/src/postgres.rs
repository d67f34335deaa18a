//! A real PostgreSQL for the time of a check: made in a temporary folder, on a free port, stopped at the end.

use std::{
    env, fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    context::Context,
    examples, leaks,
    suite::{Outcome, quietly},
};

/// Superuser of the server.
const USER: &str = "mendix";
/// The superuser's password, in two parts, so that the search for leaks does not find this file.
const PASSWORD: &str = concat!("planted", "-secret-of-the-database");

/// The tests in Python and in Node.
const PYTHON: &str = "tests/servers/test_database.py";
const NODE: &str = "tests/servers/database.test.mjs";
/// What the example's database holds.
const ORDERS: &str = "tests/servers/orders.sql";

/// A server that runs until it is dropped.
pub(crate) struct Server {
    folder: PathBuf,
    programs: PathBuf,
    account: Option<Account>,
    port: u16,
    has_tls: bool,
}

/// Whom the server runs as: it refuses to run as root.
#[derive(Clone, Copy)]
struct Account {
    user: u32,
    group: u32,
}

/// Runs the tests of the database in all languages against a server of their own. The bindings must have been built.
pub(crate) fn check(context: &Context) -> Outcome {
    let server = match Server::start(context) {
        Ok(server) => server,
        Err(reason) => return Outcome::Skipped(reason),
    };
    if let Err(reason) = server.orders(context) {
        return Outcome::Failed(reason);
    }
    let rust = context.cargo(&[
        "test",
        "--quiet",
        "--workspace",
        "--features",
        "mendix-deploy/full",
        "--test",
        "it",
        "database::",
    ]);
    let python = context.python(&["-m", "pytest", "-q", "-p", "no:cacheprovider", PYTHON]);
    let node = context.node(&["--test", NODE]);
    if let Err(error) = fs::create_dir_all(context.artifacts()) {
        return Outcome::Failed(format!("{}: {error}", context.artifacts().display()));
    }
    let python = leaks::traced(context, "database-python", python);
    let node = leaks::traced(context, "database-node", node);
    // Python and Node read the databases that the tests in Rust leave behind.
    for mut tests in [rust, python, node] {
        server.tell(context, &mut tests);
        match quietly(tests) {
            Outcome::Passed => {}
            other => return other,
        }
    }
    example(context, &server).into()
}

/// The example that asks a database: in three languages, with the same words.
fn example(context: &Context, server: &Server) -> Result<(), String> {
    const TASK: &str = "can-i-roll-back";
    let mut told: Vec<(&str, String)> = Vec::new();
    for (language, mut command) in [
        ("Rust", examples::rust(context, TASK)),
        ("Python", examples::python(context, TASK)),
        ("Node", examples::node(context, TASK)),
    ] {
        server.tell_libpq(&mut command);
        command.env("PGDATABASE", "orders");
        let output = command.output().map_err(|e| e.to_string())?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        if !output.status.success() {
            let why = String::from_utf8_lossy(&output.stderr);
            return Err(format!("{TASK} in {language}: {why}"));
        }
        // Both directions, and a verdict that only the data allows.
        for part in [
            "stored in Sales.Payment since? 0",
            "back from 3.0.0 to 2.6.0: safe",
        ] {
            if !text.contains(part) {
                return Err(format!(
                    "{TASK} in {language} does not say `{part}`:\n{text}"
                ));
            }
        }
        told.push((language, text));
    }
    match told.windows(2).find(|pair| pair[0].1 != pair[1].1) {
        Some(pair) => Err(format!(
            "{TASK} differs between {} and {}:\n{}\n{}",
            pair[0].0, pair[1].0, pair[0].1, pair[1].1
        )),
        None => Ok(()),
    }
}

impl Server {
    /// The database of the examples' app.
    fn orders(&self, context: &Context) -> Result<(), String> {
        for (database, arguments) in [
            ("postgres", ["-c", "CREATE DATABASE orders"]),
            ("orders", ["-f", ORDERS]),
        ] {
            let mut psql = context.command(self.programs.join("psql"));
            psql.args(["-q", "-v", "ON_ERROR_STOP=1", "-d", database])
                .args(arguments);
            self.tell_libpq(&mut psql);
            passed(quietly(psql))?;
        }
        Ok(())
    }

    /// How programs of PostgreSQL, and the examples, reach the server.
    fn tell_libpq(&self, command: &mut Command) {
        command
            .env("PGHOST", "127.0.0.1")
            .env("PGPORT", self.port.to_string())
            .env("PGUSER", USER)
            .env("PGPASSWORD", PASSWORD)
            .env("PGSSLMODE", "disable");
    }

    /// How tests reach the server.
    fn tell(&self, context: &Context, tests: &mut Command) {
        tests
            .env("MENDIX_DEPLOY_TEST_POSTGRES_PORT", self.port.to_string())
            .env("MENDIX_DEPLOY_TEST_POSTGRES_USER", USER)
            .env("MENDIX_DEPLOY_TEST_POSTGRES_PASSWORD", PASSWORD)
            .env("MENDIX_DEPLOY_TEST_POSTGRES_PROGRAMS", &self.programs);
        if self.has_tls {
            tests.env(
                "MENDIX_DEPLOY_TEST_POSTGRES_CA",
                self.folder.join("server.crt"),
            );
        }
        if let Some(shared) = context.shared() {
            tests.env("MENDIX_DEPLOY_SHARED", shared);
        }
    }

    fn start(context: &Context) -> Result<Self, String> {
        let programs = programs()?;
        let account = account()?;
        let folder = env::temp_dir().join(format!("mendix-deploy-postgres-{}", std::process::id()));
        fs::create_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|listener| listener.local_addr())
            .map_err(|e| e.to_string())?
            .port();
        let mut server = Self {
            folder,
            programs,
            account,
            port,
            has_tls: false,
        };
        server.make(context)?;
        Ok(server)
    }

    fn make(&mut self, context: &Context) -> Result<(), String> {
        let write = |name: &str, text: &str| {
            let path = self.folder.join(name);
            fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))
        };
        write("password", PASSWORD)?;
        let has_tls = certificate(context, &self.folder);
        if let Some(account) = self.account {
            let owner = format!("{}:{}", account.user, account.group);
            let mut own = context.command("chown");
            own.arg("-R").arg(owner).arg(&self.folder);
            passed(quietly(own))?;
        }
        let data = self.folder.join("data");
        let mut make = self.command(context, "initdb");
        make.arg("-D")
            .arg(&data)
            .args(["-U", USER, "-A", "scram-sha-256", "--no-sync", "-E", "UTF8"])
            .args(["--locale=C.UTF-8", "--pwfile"])
            .arg(self.folder.join("password"));
        passed(quietly(make))?;
        let mut options = format!(
            "-h 127.0.0.1 -p {} -k {} -c fsync=off -c synchronous_commit=off",
            self.port,
            self.folder.display()
        );
        if has_tls {
            let file = |name: &str| self.folder.join(name).display().to_string();
            options.push_str(&format!(
                " -c ssl=on -c ssl_cert_file={} -c ssl_key_file={}",
                file("server.crt"),
                file("server.key")
            ));
        }
        let mut start = self.command(context, "pg_ctl");
        // The log goes to a file: a server that inherits our pipe would keep it open.
        start
            .arg("-D")
            .arg(&data)
            .arg("-l")
            .arg(self.folder.join("log"))
            .args(["-w", "-o", &options, "start"]);
        self.has_tls = has_tls;
        passed(quietly(start))
    }

    fn command(&self, context: &Context, program: &str) -> Command {
        let mut command = context.command(self.programs.join(program));
        command.current_dir(&self.folder);
        if let Some(account) = self.account {
            as_account(&mut command, account);
        }
        command
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let mut stop = Command::new(self.programs.join("pg_ctl"));
        stop.arg("-D")
            .arg(self.folder.join("data"))
            .args(["-m", "immediate", "stop"])
            .current_dir(&self.folder);
        if let Some(account) = self.account {
            as_account(&mut stop, account);
        }
        // Nothing can be done about a failure here; what is left is in the temporary folder.
        let _ = quietly(stop);
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// What a server is started, filled and dumped with.
const PROGRAMS: [&str; 4] = ["initdb", "pg_ctl", "psql", "pg_dump"];

/// The folder of the server's programs: where the search path has them all, or where Debian keeps them.
fn programs() -> Result<PathBuf, String> {
    let mut folders: Vec<PathBuf> =
        env::var_os("PATH").map_or_else(Vec::new, |path| env::split_paths(&path).collect());
    if let Ok(versions) = fs::read_dir("/usr/lib/postgresql") {
        let mut found: Vec<PathBuf> = versions
            .flatten()
            .map(|version| version.path().join("bin"))
            .collect();
        found.sort();
        folders.extend(found);
    }
    folders
        .into_iter()
        .find(|folder| PROGRAMS.iter().all(|program| folder.join(program).exists()))
        .ok_or_else(|| {
            "no PostgreSQL server: install the package postgresql-15 or a later one".to_owned()
        })
}

/// Another account when this process is root's.
fn account() -> Result<Option<Account>, String> {
    let id = |arguments: &[&str]| -> Option<u32> {
        let output = Command::new("id").args(arguments).output().ok()?;
        String::from_utf8(output.stdout).ok()?.trim().parse().ok()
    };
    if id(&["-u"]) != Some(0) {
        return Ok(None);
    }
    ["postgres", "nobody"]
        .into_iter()
        .find_map(|name| {
            Some(Account {
                user: id(&["-u", name])?,
                group: id(&["-g", name])?,
            })
        })
        .map(Some)
        .ok_or_else(|| {
            "PostgreSQL does not run as root, and there is no account postgres or nobody".to_owned()
        })
}

#[cfg(unix)]
fn as_account(command: &mut Command, account: Account) {
    use std::os::unix::process::CommandExt as _;
    command.uid(account.user).gid(account.group);
}

#[cfg(not(unix))]
fn as_account(_: &mut Command, _: Account) {}

/// A certificate for this machine, which is its own authority. Without `openssl` the server has no TLS.
fn certificate(context: &Context, folder: &Path) -> bool {
    let mut make = context.command("openssl");
    make.args([
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
    ])
    .args(["-subj", "/CN=localhost", "-addext"])
    .arg("subjectAltName=DNS:localhost,IP:127.0.0.1")
    .args(["-addext", "basicConstraints=critical,CA:FALSE", "-keyout"])
    .arg(folder.join("server.key"))
    .arg("-out")
    .arg(folder.join("server.crt"));
    matches!(quietly(make), Outcome::Passed)
}

fn passed(outcome: Outcome) -> Result<(), String> {
    match outcome {
        Outcome::Passed => Ok(()),
        Outcome::Skipped(message) | Outcome::Failed(message) => Err(message),
    }
}
