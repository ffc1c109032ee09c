//! The program itself, run without a window.

use std::ffi::OsStr;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{ChildStderr, ChildStdout, Command, Stdio};
use std::thread;

use serde_json::Value;

use crate::killable::Killable;

/// What one run of the program gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ran {
    /// Its exit code; none when the system ended it.
    pub code: Option<i32>,
    /// What it printed.
    pub out: String,
    /// What it printed of faults.
    pub faults: String,
}

impl Ran {
    /// The one JSON object that it printed; null when it printed anything else.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_default()
    }
}

/// The program under test: `CARNET_BIN`, else the one that was built beside this test.
///
/// # Errors
/// When there is none.
pub fn program() -> io::Result<PathBuf> {
    if let Some(named) = std::env::var_os("CARNET_BIN") {
        return Ok(named.into());
    }
    let test = std::env::current_exe()?;
    let beside = test
        .ancestors()
        .nth(2)
        .map(|folder| folder.join(format!("carnet{}", std::env::consts::EXE_SUFFIX)));
    let built = beside.filter(|program| program.exists());
    built.ok_or_else(|| {
        io::Error::other("no program to test: run `cargo build --package carnet`, or set CARNET_BIN")
    })
}

/// Runs the program with `arguments` where there is no screen, giving it `typed` on its standard input.
///
/// # Errors
/// When it cannot be started.
pub fn carnet<A: AsRef<OsStr>>(arguments: &[A], typed: &str) -> io::Result<Ran> {
    Running::start(&program()?, arguments, typed)?.ended()
}

/// A program that runs, and may be killed meanwhile.
pub struct Running {
    process: Killable,
    out: ChildStdout,
    faults: ChildStderr,
}

impl Running {
    /// Starts `program` with `arguments` where there is no screen, giving it `typed` on its standard input.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start<A: AsRef<OsStr>>(program: &Path, arguments: &[A], typed: &str) -> io::Result<Self> {
        let mut command = Command::new(program);
        command
            .args(arguments)
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut process = command.spawn()?;
        if let Some(mut input) = process.stdin.take() {
            // A program that does not read what it is given may have ended already.
            let _ = input.write_all(typed.as_bytes());
        }
        let outputs = process.stdout.take().zip(process.stderr.take());
        let (out, faults) = outputs.ok_or_else(|| io::Error::other("no outputs"))?;
        let process = Killable::new(process);
        Ok(Self { process, out, faults })
    }

    /// What kills it, whenever it is called.
    pub fn killer(&self) -> impl FnOnce() + Send + use<> {
        self.process.killer()
    }

    /// What it gave until its end.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn ended(self) -> io::Result<Ran> {
        let Self { process, out, faults } = self;
        let faults = thread::spawn(move || read(faults));
        let out = read(out)?;
        let faults = faults
            .join()
            .unwrap_or_else(|_| Err(io::Error::other("unread")))?;
        let code = process.ended()?.code();
        Ok(Ran { code, out, faults })
    }
}

fn read(mut output: impl Read) -> io::Result<String> {
    let mut bytes = Vec::new();
    output.read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
