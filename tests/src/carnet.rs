//! The program itself, run without a window.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

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
pub fn carnet<A: AsRef<std::ffi::OsStr>>(arguments: &[A], typed: &str) -> io::Result<Ran> {
    let mut command = Command::new(program()?);
    command
        .args(arguments)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut running = command.spawn()?;
    if let Some(mut input) = running.stdin.take() {
        // A program that does not read what it is given may have ended already.
        let _ = input.write_all(typed.as_bytes());
    }
    let ended = running.wait_with_output()?;
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Ok(Ran {
        code: ended.status.code(),
        out: text(ended.stdout),
        faults: text(ended.stderr),
    })
}
