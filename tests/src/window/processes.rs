//! The programs that drive a window: a session bus of its own, and tauri-driver, which starts WebKitWebDriver and Carnet.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::net::{TcpListener, TcpStream};
use std::ops::RangeFrom;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{LazyLock, Mutex};

use super::condition::until;
use super::{Home, Outcome};

/// A program and all that it started, in a process group of their own; they end with this value.
#[derive(Debug)]
struct Group(Child);

impl Group {
    /// With null input and output: a pipe kept open by a grandchild would hold whoever reads it.
    fn start(command: &mut Command) -> io::Result<Self> {
        let silent = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        silent.process_group(0).spawn().map(Self)
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        let _ = send("KILL", &format!("-{}", self.0.id()));
        let _ = self.0.wait();
    }
}

/// Sends a signal to a process, or to a group written `-<number>`.
fn send(signal: &str, to: &str) -> io::Result<bool> {
    let mut kill = Command::new("kill");
    kill.args(["-s", signal, "--", to])
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    kill.status().map(|status| status.success())
}

/// What drives one window after another in one home. What it started ends with it, and the bus last.
#[derive(Debug)]
pub struct Driver {
    address: String,
    application: PathBuf,
    _driver: Group,
    _bus: Group,
}

impl Driver {
    /// Starts the bus and tauri-driver, and waits until both answer.
    ///
    /// # Errors
    /// Says which variable is missing, or what did not start.
    pub async fn start(application: &Path, home: &Home) -> Outcome<Self> {
        // A bus that was killed leaves its socket, on which no other can listen.
        let _ = fs::remove_file(home.bus());
        let bus = Group::start(&mut bus_of(home))?;
        until("the session bus", || UnixStream::connect(home.bus()).ok()).await?;
        let (port, native) = free_ports()?;
        let mut command = Command::new(required("TAURI_DRIVER")?);
        command.args(["--port", &port.to_string(), "--native-port", &native.to_string()]);
        command.arg("--native-driver").arg(required("WEBKIT_WEBDRIVER")?);
        home.shelter(&mut command);
        let driver = Group::start(&mut command)?;
        for port in [port, native] {
            until("tauri-driver", || TcpStream::connect(("127.0.0.1", port)).ok()).await?;
        }
        let application = fs::canonicalize(application)?;
        Ok(Self {
            address: format!("http://127.0.0.1:{port}"),
            application,
            _driver: driver,
            _bus: bus,
        })
    }

    /// Where tauri-driver listens.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The application that it starts.
    pub fn application(&self) -> &Path {
        &self.application
    }

    /// The running Carnet of `home`, by its process number.
    pub fn running(&self, home: &Home) -> Option<u32> {
        let here = format!("HOME={}", home.path().display());
        let processes = fs::read_dir("/proc").ok()?.flatten();
        let mut numbers = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
        numbers.find(|number: &u32| {
            let of = |name: &str| Path::new("/proc").join(number.to_string()).join(name);
            // By its command line: the file itself may have been built anew meanwhile.
            let line = fs::read(of("cmdline")).unwrap_or_default();
            let program = line.split(|byte| *byte == 0).next();
            program == Some(self.application.as_os_str().as_encoded_bytes())
                && fs::read(of("environ"))
                    .is_ok_and(|all| all.split(|byte| *byte == 0).any(|one| one == here.as_bytes()))
        })
    }

    /// Ends Carnet at once, as a power cut would, and waits until it is gone.
    ///
    /// # Errors
    /// When no Carnet runs in `home`.
    pub async fn cut(&self, home: &Home) -> Outcome {
        let number = self.running(home).ok_or("no Carnet runs in this home")?;
        send("KILL", &number.to_string())?;
        ended(number).await
    }
}

/// Waits until a process holds nothing any more: it loses its memory, and so its name, before the files that it locked.
pub async fn ended(number: u32) -> Outcome {
    let stat = Path::new("/proc").join(number.to_string()).join("stat");
    let is_over = || match fs::read_to_string(&stat) {
        Ok(told) => told.rsplit(')').next().is_some_and(|rest| rest.starts_with(" Z")),
        Err(_) => true,
    };
    until("the end of Carnet", || is_over().then_some(())).await
}

fn bus_of(home: &Home) -> Command {
    let mut command = Command::new("dbus-daemon");
    command.args(["--session", "--nofork", "--nopidfile", "--nosyslog"]);
    command.arg(format!("--address=unix:path={}", home.bus().display()));
    command
}

/// Two ports that nothing listens on and that no other window of this process was given. They lie below those that the
/// system gives to outgoing connections: one of these may else take them before the driver does, or reach itself.
fn free_ports() -> Outcome<(u16, u16)> {
    static GIVEN: LazyLock<Mutex<RangeFrom<u16>>> = LazyLock::new(|| {
        let begin = u16::try_from(std::process::id() % 1_000).unwrap_or_default();
        Mutex::new(15_000 + 10 * begin..)
    });
    let mut given = GIVEN.lock().map_err(|broken| broken.to_string())?;
    let mut free = given
        .by_ref()
        .filter(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok());
    free.next()
        .zip(free.next())
        .ok_or_else(|| "no port is free".into())
}

/// A variable of the environment that `cargo xtask test` gives.
pub fn required(name: &str) -> Outcome<OsString> {
    let value = std::env::var_os(name).filter(|value| !value.is_empty());
    value.ok_or_else(|| format!("{name} is not set: run the window tests by `cargo xtask test`").into())
}
