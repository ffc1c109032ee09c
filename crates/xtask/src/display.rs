//! A screen and a session bus of a run's own, so that windows open the same way everywhere.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::failure::Failure;
use crate::layout::Layout;
use crate::process;

/// Larger than the largest window of the tests on each side (1366x768 and 800x1280).
const SCREEN: &str = "1600x1400x24";

/// A virtual X screen; it ends with this value, or with this process however it ends.
pub struct VirtualDisplay {
    server: Child,
    name: String,
}

impl VirtualDisplay {
    /// Starts Xvfb on the first free display number, which the server itself picks.
    ///
    /// # Errors
    /// When the server does not start; its words are in the log that the failure names.
    pub fn start(layout: &Layout) -> Result<Self, Failure> {
        let folder = layout.scratch();
        fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
        let log = folder.join("xvfb.log");
        let errors = File::create(&log).map_err(Failure::file(&log))?;
        let mut command = process::program("setpriv", &layout.root);
        command.args(["--pdeathsig", "TERM", "--", "Xvfb", "-displayfd", "1"]);
        command.args(["-screen", "0", SCREEN, "-nolisten", "tcp", "-noreset"]);
        command.stdout(Stdio::piped()).stderr(errors);
        let mut server = command
            .spawn()
            .map_err(|error| not_started(&log, &error.to_string()))?;
        match display_number(&mut server) {
            Some(number) => Ok(Self {
                server,
                name: format!(":{number}"),
            }),
            None => {
                let _ = server.wait();
                Err(not_started(&log, "it named no display"))
            }
        }
    }

    /// A command that runs `program` on this screen with a session bus of its own.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>, folder: &Path) -> Command {
        let mut command = process::program("dbus-run-session", folder);
        command.arg("--").arg(program);
        command.env("DISPLAY", &self.name).env_remove("WAYLAND_DISPLAY");
        command.env("GDK_BACKEND", "x11");
        // The person's own desktop settings are neither read nor written.
        command.env("GSETTINGS_BACKEND", "memory");
        command
    }
}

impl Drop for VirtualDisplay {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// True when a window can be opened for the person at this machine.
pub fn is_present() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

fn display_number(server: &mut Child) -> Option<u32> {
    let mut line = String::new();
    BufReader::new(server.stdout.take()?).read_line(&mut line).ok()?;
    line.trim().parse().ok()
}

fn not_started(log: &Path, why: &str) -> Failure {
    Failure::Machine(format!("Xvfb did not start: {why}; see {}", log.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASK: &str = "echo $DISPLAY $DBUS_SESSION_BUS_ADDRESS; setxkbmap -query";

    #[test]
    fn a_program_finds_its_own_screen_and_bus_and_both_end_with_the_run() -> Result<(), Failure> {
        let here = std::env::temp_dir().join(format!("xtask-display-{}", std::process::id()));
        let layout = Layout {
            root: "/".into(),
            target: here.clone(),
        };
        let display = VirtualDisplay::start(&layout)?;
        let answer = process::output_of(display.command("sh", "/".as_ref()).args(["-c", ASK]))?;
        assert!(answer.starts_with(&format!("{} unix:", display.name)), "{answer}");
        assert!(answer.contains("layout:"), "{answer}");
        let name = display.name.clone();
        drop(display);
        let mut query = process::program("setxkbmap", "/".as_ref());
        assert!(!process::succeeds(query.args(["-display", &name, "-query"])));
        fs::remove_dir_all(&here).map_err(Failure::file(&here))
    }
}
