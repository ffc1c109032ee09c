//! A screen with a keyboard of its own, whose keys are pressed as a hand would: below the window system.

use std::process::{Command, Stdio};

use super::server::Server;
use super::{Outcome, until};

/// An X server whose keyboard has a layout.
#[derive(Debug)]
pub struct Keyboard(Server);

impl Keyboard {
    /// A screen whose keyboard has this layout, as `setxkbmap` names it.
    ///
    /// # Errors
    /// What did not start.
    pub fn with_layout(layout: &str) -> Outcome<Self> {
        let keyboard = Self(Server::start("1366x768x24")?);
        keyboard.run("setxkbmap", &[layout])?;
        Ok(keyboard)
    }

    /// The name of its X display.
    #[must_use]
    pub fn screen(&self) -> &str {
        self.0.name()
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
            .env("DISPLAY", self.screen())
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
