//! Runs the real program.
#![allow(dead_code, reason = "each test binary uses its part")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A call of the program.
pub struct Call {
    command: Command,
    stdin: String,
}

/// What came of it.
pub struct Done {
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

/// The folder of the whole project.
pub fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.ancestors().nth(2).expect("the workspace is around").to_owned()
}

/// The program with these arguments, in the folder of the project, in English.
pub fn stepwell(arguments: &[&str]) -> Call {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stepwell"));
    command.args(arguments).current_dir(root()).env("LANG", "C.UTF-8").env("TZ", "UTC").env_remove("LC_ALL");
    Call { command, stdin: String::new() }
}

impl Call {
    /// What is typed.
    pub fn stdin(mut self, text: &str) -> Self {
        self.stdin = text.to_owned();
        self
    }

    /// A variable of its environment.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    fn run(mut self) -> (bool, Done) {
        let mut child = self
            .command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut stdin = child.stdin.take().expect("is piped");
        // A program that has ended does not read any more.
        let _ = stdin.write_all(self.stdin.as_bytes());
        drop(stdin);
        let output = child.wait_with_output().expect("the program ends");
        let text = |bytes| String::from_utf8(bytes).expect("it writes UTF-8");
        (output.status.success(), Done { stdout: text(output.stdout), stderr: text(output.stderr) })
    }

    /// It must end well.
    pub fn ok(self) -> Done {
        let (good, done) = self.run();
        assert!(good, "it failed: {}\n{}", done.stdout, done.stderr);
        done
    }

    /// It must fail.
    pub fn fails(self) -> Done {
        let (good, done) = self.run();
        assert!(!good, "it did not fail: {}\n{}", done.stdout, done.stderr);
        done
    }
}

/// A temporary folder.
pub struct Folder(tempfile::TempDir);

impl Folder {
    /// An empty one.
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    /// The path of a file in it.
    pub fn path(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    /// Writes a file, and says where.
    pub fn write(&self, name: &str, text: &str) -> String {
        let path = self.path(name);
        std::fs::write(&path, text).expect("is writable");
        path
    }
}
