//! A PostgreSQL server for tests: Debian's own program on a private socket under a temporary directory.
//!
//! One server for a test binary, one database for a test. The server never runs as root: when the tests do,
//! it runs as the user `postgres`. It stops when the test binary ends, however that ends: a watching shell
//! holds the other end of a pipe.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

static SERVER: LazyLock<Result<Server, String>> = LazyLock::new(Server::start);
static DATABASES: AtomicU32 = AtomicU32::new(0);

/// The address of a new, empty database on the server of this test binary, which is started when first needed.
///
/// # Errors
/// When PostgreSQL is not installed or does not start; the text says why.
pub fn database() -> Result<String, String> {
    let server = SERVER.as_ref().map_err(Clone::clone)?;
    let name = format!("test_{}", DATABASES.fetch_add(1, Ordering::Relaxed));
    server.create(&name)?;
    Ok(server.address(&name))
}

struct Server {
    programs: PathBuf,
    directory: PathBuf,
    as_root: bool,
    /// The watching shell: the pipe to it closes with this process.
    _watcher: Child,
}

impl Server {
    fn start() -> Result<Self, String> {
        let programs = programs().ok_or("PostgreSQL is not installed (package postgresql)")?;
        let as_root = Command::new("id").arg("-u").output().is_ok_and(|out| out.stdout.starts_with(b"0\n"));
        let directory = std::env::temp_dir().join(format!("stepwell-pg-{}", std::process::id()));
        std::fs::create_dir_all(&directory).map_err(|error| error.to_string())?;
        if as_root {
            run(Command::new("chown").arg("postgres").arg(&directory))?;
        }
        let watcher = watch(&programs, &directory, as_root)?;
        let server = Self { programs, directory, as_root, _watcher: watcher };
        let data = server.directory.join("data");
        run(server
            .command("initdb")
            .args(["-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "-N", "-D"])
            .arg(&data))?;
        // Tests need no durability against power loss; what they kill is the client.
        let options = format!(
            "-c listen_addresses= -c unix_socket_directories={} -c fsync=off -c max_connections=400 -c shared_buffers=32MB",
            server.directory.display()
        );
        let log = server.directory.join("log");
        run(server
            .command("pg_ctl")
            .arg("-D")
            .arg(&data)
            .arg("-l")
            .arg(&log)
            .args(["-w", "-o", &options, "start"]))?;
        Ok(server)
    }

    fn command(&self, program: &str) -> Command {
        as_server_user(&self.programs.join(program), self.as_root)
    }

    fn create(&self, name: &str) -> Result<(), String> {
        let deadline = Instant::now() + Duration::from_secs(20);
        loop {
            let made = run(self.command("createdb").arg("-h").arg(&self.directory).args([
                "-U",
                "postgres",
                "-T",
                "template0",
                name,
            ]));
            // Two tests that create at the same time can get in each other's way.
            match made {
                Err(_) if Instant::now() < deadline => std::thread::sleep(Duration::from_millis(50)),
                made => return made,
            }
        }
    }

    fn address(&self, name: &str) -> String {
        let socket = self.directory.display().to_string().replace('/', "%2F");
        format!("postgres://postgres@{socket}/{name}")
    }
}

/// The directory of the newest installed server's programs.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let mut found: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin"))).filter(|(_, bin)| bin.join("initdb").exists())
        })
        .collect();
    found.sort();
    found.pop().map(|(_, bin)| bin)
}

fn as_server_user(program: &Path, as_root: bool) -> Command {
    if as_root {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(program);
        command
    } else {
        Command::new(program)
    }
}

/// Starts a shell that waits for this process to end, then stops the server and removes its files.
fn watch(programs: &Path, directory: &Path, as_root: bool) -> Result<Child, String> {
    let script =
        r#"trap '' INT HUP TERM; cat >/dev/null; cd /; "$@" -D "$DIR/data" -m immediate stop; rm -rf "$DIR""#;
    let stop = as_server_user(&programs.join("pg_ctl"), as_root);
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(script).arg("watch").arg(stop.get_program()).args(stop.get_args());
    shell.env("DIR", directory).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    shell.spawn().map_err(|error| error.to_string())
}

fn run(command: &mut Command) -> Result<(), String> {
    // Not in the current directory: the server's user may not be allowed to enter it.
    let output = command.current_dir("/").stdin(Stdio::null()).output().map_err(|error| error.to_string())?;
    if output.status.success() {
        return Ok(());
    }
    let mut text = Vec::new();
    let _ = write!(text, "{command:?}: ");
    text.extend(output.stdout);
    text.extend(output.stderr);
    Err(String::from_utf8_lossy(&text).into_owned())
}
