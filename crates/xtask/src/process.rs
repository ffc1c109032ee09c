//! Running other programs: plainly, for their output, or shown and recorded at once.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use crate::failure::Failure;

/// How long an output that a stray grandchild keeps open may stay silent once the program has ended.
const SILENCE: Duration = Duration::from_secs(3);

/// A `cargo` command in a folder: the same cargo that started this program.
pub fn cargo(folder: &Path) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(folder).stdin(Stdio::null());
    command
}

/// What stands between the arguments of clippy where they come by the environment, as `cargo clippy` itself gives them.
const BETWEEN_LINTS: &str = "__CLIPPY_HACKERY__";

/// The same, whose compiler is clippy's: it says its lints while it builds, each warning an error, so that nothing is compiled
/// a second time to be looked at.
pub fn linting_cargo(folder: &Path) -> Command {
    let mut command = cargo(folder);
    let name = format!("clippy-driver{}", std::env::consts::EXE_SUFFIX);
    let beside = Path::new(command.get_program()).with_file_name(&name);
    let driver = if beside.exists() { beside } else { name.into() };
    command.env("RUSTC_WORKSPACE_WRAPPER", driver);
    command.env("CLIPPY_ARGS", format!("-Dwarnings{BETWEEN_LINTS}"));
    command
}

/// Builds, with the release profile, the application and the `program` of whole-product that drives its window.
pub fn release_build(folder: &Path, program: &str) -> Command {
    let mut command = cargo(folder);
    command
        .args([
            "build",
            "--release",
            "--package",
            "carnet",
            "--package",
            "whole-product",
            "--package",
            "indicator-store",
        ])
        .args(["--bin", "carnet", "--bin", "indicator-store", "--bin", program]);
    command
}

/// A command in a folder, without input.
pub fn program(name: impl AsRef<OsStr>, folder: &Path) -> Command {
    let mut command = Command::new(name);
    command.current_dir(folder).stdin(Stdio::null());
    command
}

/// Runs a program whose output goes straight to the screen.
///
/// # Errors
/// When it cannot be started or ends badly.
pub fn run(command: &mut Command) -> Result<(), Failure> {
    let status = command.status().map_err(|error| not_started(command, &error))?;
    judge(command, status, Vec::new())
}

/// True when the program could be started and ended well; it prints nothing.
pub fn succeeds(command: &mut Command) -> bool {
    let quiet = command.stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// What a program prints on its standard output.
///
/// # Errors
/// When it cannot be started or ends badly; its error output is then in the failure.
pub fn output_of(command: &mut Command) -> Result<String, Failure> {
    let output = command.output().map_err(|error| not_started(command, &error))?;
    let errors = String::from_utf8_lossy(&output.stderr)
        .lines()
        .map(str::to_owned)
        .collect();
    judge(command, output.status, errors)?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a program, shows its output as it comes, and hands each line of its standard output to `observe`.
///
/// # Errors
/// When it cannot be started or ends badly; all it printed is then in the failure.
pub fn run_recorded(command: &mut Command, mut observe: impl FnMut(&str)) -> Result<(), Failure> {
    let piped = command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().map_err(|error| not_started(command, &error))?;
    let (sender, lines) = channel();
    forward(child.stdout.take(), Source::Output, sender.clone());
    forward(child.stderr.take(), Source::Error, sender);
    let mut printed = Vec::new();
    let mut show = |(source, line): (Source, String)| {
        match source {
            Source::Output => {
                println!("{line}");
                observe(&line);
            }
            Source::Error => eprintln!("{line}"),
        }
        printed.push(line);
    };
    while let Some(line) = next_line(&lines, &mut child) {
        show(line);
    }
    let status = child.wait().map_err(|error| not_started(command, &error))?;
    judge(command, status, printed)
}

#[derive(Clone, Copy)]
enum Source {
    Output,
    Error,
}

fn forward<R: Read + Send + 'static>(stream: Option<R>, source: Source, sender: Sender<(Source, String)>) {
    let Some(stream) = stream else { return };
    thread::spawn(move || {
        let mut reader = BufReader::new(stream);
        let mut bytes = Vec::new();
        while reader.read_until(b'\n', &mut bytes).is_ok_and(|count| count > 0) {
            let line = String::from_utf8_lossy(&bytes)
                .trim_end_matches(['\n', '\r'])
                .to_owned();
            bytes.clear();
            if sender.send((source, line)).is_err() {
                break;
            }
        }
    });
}

/// The next line; none at the end of both outputs, or when the program has ended and they stay silent.
fn next_line<T>(lines: &Receiver<T>, child: &mut Child) -> Option<T> {
    loop {
        match lines.recv_timeout(SILENCE) {
            Ok(line) => return Some(line),
            Err(RecvTimeoutError::Disconnected) => return None,
            Err(RecvTimeoutError::Timeout) => {
                if !matches!(child.try_wait(), Ok(None)) {
                    return None;
                }
            }
        }
    }
}

fn judge(command: &Command, status: ExitStatus, output: Vec<String>) -> Result<(), Failure> {
    if status.success() {
        return Ok(());
    }
    Err(Failure::Program {
        line: shown(command),
        ending: status.to_string(),
        output,
    })
}

fn not_started(command: &Command, error: &std::io::Error) -> Failure {
    let ending = format!("could not be started: {error}");
    Failure::Program {
        line: shown(command),
        ending,
        output: Vec::new(),
    }
}

/// The command as a person would type it, the program by its bare name.
fn shown(command: &Command) -> String {
    let name = Path::new(command.get_program())
        .file_name()
        .unwrap_or(command.get_program());
    let words = std::iter::once(name).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = program("sh", Path::new("/"));
        command.args(["-c", script]);
        command
    }

    #[test]
    fn lines_of_the_standard_output_are_observed() -> Result<(), Failure> {
        let mut seen = Vec::new();
        let mut command = shell("echo one; echo aside >&2; printf two");
        run_recorded(&mut command, |line| seen.push(line.to_owned()))?;
        assert_eq!(seen, ["one", "two"]);
        Ok(())
    }

    #[test]
    fn a_bad_ending_keeps_what_was_printed() {
        let result = run_recorded(&mut shell("echo why >&2; exit 7"), |_| {});
        let failure = result.err();
        assert!(
            failure
                .as_ref()
                .is_some_and(|failure| failure.details() == ["why"])
        );
        assert!(failure.is_some_and(|failure| failure.to_string().contains("exit status: 7")));
    }

    #[test]
    fn a_stray_grandchild_that_holds_the_output_does_not_hang_the_run() {
        // The background process keeps both outputs open for far longer than the test may last.
        let mut pid = String::new();
        let mut command = shell("tail -f /dev/null & echo $!");
        let result = run_recorded(&mut command, |line| pid = line.to_owned());
        assert!(result.is_ok());
        assert!(succeeds(shell(&format!("kill {pid}")).current_dir("/")));
    }

    #[test]
    fn a_program_that_does_not_exist_is_named() {
        let result = run(&mut program("no-such-program", Path::new("/")));
        assert!(result.is_err_and(|failure| failure.to_string().contains("no-such-program")));
    }
}
