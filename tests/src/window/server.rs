//! An X server of one's own: a window takes the keyboard from no other, and is covered by none.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use super::Outcome;

/// An X server; it ends with this value.
#[derive(Debug)]
pub struct Server {
    process: Child,
    name: String,
}

impl Server {
    /// Starts one, whose screen has this size, on the first free display number, which it picks itself.
    ///
    /// # Errors
    /// When it does not start.
    pub fn start(size: &str) -> Outcome<Self> {
        // It ends with this process, however that ends.
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "KILL", "--", "Xvfb"]);
        command.args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            size,
            "-nolisten",
            "tcp",
            "-noreset",
        ]);
        let process = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut server = Self {
            process,
            name: String::new(),
        };
        let mut number = String::new();
        let told = server.process.stdout.take().ok_or("the X server has no output")?;
        BufReader::new(told).read_line(&mut number)?;
        let number: u32 = number
            .trim()
            .parse()
            .map_err(|_| "the X server named no display")?;
        server.name = format!(":{number}");
        Ok(server)
    }

    /// The name of its display.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
