//! A screen with a keyboard of its own, whose keys are pressed as a hand would: below the window system.

use std::fs::{self, File};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use super::{Outcome, until};

/// An X server whose keyboard has a layout.
#[derive(Debug)]
pub struct Keyboard {
    server: Child,
    screen: String,
    _folder: TempDir,
}

impl Keyboard {
    /// A screen whose keyboard has this layout, as `setxkbmap` names it.
    ///
    /// # Errors
    /// What did not start.
    pub async fn with_layout(layout: &str) -> Outcome<Self> {
        let folder = tempfile::tempdir()?;
        let told = folder.path().join("display");
        let mut command = Command::new("Xvfb");
        command.args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1366x768x24",
            "-nolisten",
            "tcp",
            "-noreset",
        ]);
        command
            .stdin(Stdio::null())
            .stdout(File::create(&told)?)
            .stderr(Stdio::null());
        let mut keyboard = Self {
            server: command.spawn()?,
            screen: String::new(),
            _folder: folder,
        };
        let number = until("the X server", || {
            fs::read_to_string(&told).ok().filter(|text| text.ends_with('\n'))
        });
        keyboard.screen = format!(":{}", number.await?.trim());
        keyboard.run("setxkbmap", &[layout])?;
        Ok(keyboard)
    }

    /// The name of its X display.
    #[must_use]
    pub fn screen(&self) -> &str {
        &self.screen
    }

    /// Gives the keyboard to the window with this title, once it is there.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn given_to(&self, title: &str) -> Outcome {
        until(title, || self.give_to(title).ok()).await
    }

    /// Gives the keyboard to the window with this title.
    ///
    /// # Errors
    /// When there is none.
    pub fn give_to(&self, title: &str) -> Outcome {
        self.run(
            "xdotool",
            &[
                "search",
                "--onlyvisible",
                "--name",
                title,
                "windowfocus",
                "--sync",
            ],
        )
    }

    /// Presses and releases the key with this X keycode: a place on the keyboard, whatever is printed there.
    ///
    /// # Errors
    /// When the X server does not answer.
    pub fn press(&self, keycode: u8) -> Outcome {
        self.run("xdotool", &["key", &keycode.to_string()])
    }

    /// Types a text, key by key.
    ///
    /// # Errors
    /// When the X server does not answer.
    pub fn write(&self, text: &str) -> Outcome {
        self.run("xdotool", &["type", text])
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Outcome {
        let mut command = Command::new(program);
        command
            .args(arguments)
            .env("DISPLAY", &self.screen)
            .stdin(Stdio::null());
        let ran = command.output()?;
        if ran.status.success() {
            return Ok(());
        }
        Err(format!(
            "{program} {}: {}",
            arguments.join(" "),
            String::from_utf8_lossy(&ran.stderr)
        )
        .into())
    }
}

impl Drop for Keyboard {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
