//! A person's home folder, made for one run: Carnet in it finds no notebook but the run's own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::Outcome;
use super::server::Server;

/// Bytes of memory of a machine that has little.
const SMALL: &str = "134217728";

/// Larger than the largest window of the tests on each side (1366x768 and 800x1280).
const SCREEN: &str = "1600x1400x24";

/// A home folder, and an X server for its windows; both go with this value.
#[derive(Debug)]
pub struct Home {
    folder: TempDir,
    /// The X server of its windows; none where they come on another.
    server: Option<Server>,
    screen: String,
    small: bool,
}

impl Home {
    /// An empty home, whose documents lie in « Documents ».
    ///
    /// # Errors
    /// When the system gives no temporary folder, or no X server starts.
    pub fn new() -> Outcome<Self> {
        let folder = tempfile::Builder::new().prefix("carnet-").tempdir()?;
        let server = Server::start(SCREEN)?;
        let home = Self {
            folder,
            screen: server.name().to_owned(),
            server: Some(server),
            small: false,
        };
        for made in [home.documents(), home.data(), home.config()] {
            fs::create_dir_all(made)?;
        }
        fs::write(
            home.config().join("user-dirs.dirs"),
            "XDG_DOCUMENTS_DIR=\"$HOME/Documents\"\n",
        )?;
        Ok(home)
    }

    /// Puts its windows on the X display of this name, in place of its own.
    pub fn show_on(&mut self, screen: &str) {
        self.server = None;
        self.screen = screen.to_owned();
    }

    /// Has its pages believe in a machine of little memory: what they drop is soon taken back, and does not hide what they keep.
    pub fn collect_early(&mut self) {
        self.small = true;
    }

    /// The name of the X display where its windows come.
    #[must_use]
    pub fn screen(&self) -> &str {
        &self.screen
    }

    /// The home itself.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Where the person's documents are.
    #[must_use]
    pub fn documents(&self) -> PathBuf {
        self.path().join("Documents")
    }

    /// Where the session bus of this home is listened to.
    #[must_use]
    pub fn bus(&self) -> PathBuf {
        self.path().join("bus")
    }

    /// Makes `command` live in this home.
    pub fn shelter(&self, command: &mut Command) {
        command.env("HOME", self.path());
        command.env("XDG_DATA_HOME", self.data());
        command.env("XDG_CONFIG_HOME", self.config());
        command.env("XDG_CACHE_HOME", self.path().join(".cache"));
        command.env(
            "DBUS_SESSION_BUS_ADDRESS",
            format!("unix:path={}", self.bus().display()),
        );
        command.env("DISPLAY", &self.screen);
        command.envs(self.small.then_some(("JSC_forceRAMSize", SMALL)));
        command.env("GDK_BACKEND", "x11");
        command.env("GSETTINGS_BACKEND", "memory");
        command.env("NO_AT_BRIDGE", "1");
        command.env_remove("WAYLAND_DISPLAY");
    }

    /// Where programs keep what is theirs; the notebook is in « carnet ».
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.path().join(".local/share")
    }

    fn config(&self) -> PathBuf {
        self.path().join(".config")
    }
}
