//! The store as a process of its own, as an operator starts it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use super::laptop::Trouble;
use crate::carnet;
use crate::killable::Killable;

/// How long a process may take to say that it serves.
const PATIENCE: Duration = Duration::from_secs(120);

/// The store's program, beside that of Carnet.
///
/// # Errors
/// When Carnet was not built.
pub fn program() -> Result<PathBuf, Trouble> {
    let beside = carnet::program()?;
    Ok(beside.with_file_name(format!("indicator-store{}", std::env::consts::EXE_SUFFIX)))
}

/// Carries out one command of the operator.
///
/// # Errors
/// When it fails.
pub fn operator(place: &[&str], words: &[&str]) -> Result<Output, Trouble> {
    let output = Command::new(program()?).args(place).args(words).output()?;
    if output.status.success() {
        Ok(output)
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned().into())
    }
}

/// The whole answer, head and body, of what listens at `address` to who asks for `path` without a token.
///
/// # Errors
/// When it does not answer in UTF-8.
pub fn answer_of(address: SocketAddr, path: &str) -> Result<String, Trouble> {
    let mut asked = TcpStream::connect(address)?;
    write!(
        asked,
        "GET {path} HTTP/1.1\r\nhost: entrepot\r\nconnection: close\r\n\r\n"
    )?;
    let mut answer = String::new();
    asked.read_to_string(&mut answer)?;
    Ok(answer)
}

fn address_in(line: &str) -> Result<SocketAddr, Trouble> {
    let said = line.split("address=").nth(1).ok_or("no address")?;
    Ok(said.trim().parse()?)
}

/// A process that serves; killed when dropped.
pub struct StoreProcess {
    process: Killable,
    input: ChildStdin,
    log: Receiver<String>,
    /// Where it answers.
    pub address: SocketAddr,
    /// Where it answers its operator, where that was asked for.
    pub operator: Option<SocketAddr>,
}

impl StoreProcess {
    /// Serves what is kept in this place: `["--data", …]` or `["--database", …]`.
    ///
    /// # Errors
    /// When it does not serve.
    pub fn serve(place: &[&str]) -> Result<Self, Trouble> {
        Self::serve_at(place, SocketAddr::from(([127, 0, 0, 1], 0)))
    }

    /// Serves at this address.
    ///
    /// # Errors
    /// When it does not serve.
    pub fn serve_at(place: &[&str], listen: SocketAddr) -> Result<Self, Trouble> {
        let listen = listen.to_string();
        let words = [&["serve"], place, &["--listen", &listen]].concat();
        Self::start(&program()?, &words, None)
    }

    /// Serves by one of these tests' own programs, on a disk that has room for so many bytes.
    ///
    /// # Errors
    /// When it does not serve.
    pub fn serve_by(program: &Path, place: &[&str], room: u64) -> Result<Self, Trouble> {
        let words = [&["serve"], place, &["--listen", "127.0.0.1:0"]].concat();
        Self::start(program, &words, Some(room))
    }

    fn start(program: &Path, words: &[&str], room: Option<u64>) -> Result<Self, Trouble> {
        let mut command = Command::new(program);
        command.args(words).stderr(Stdio::piped()).stdin(Stdio::piped());
        let mut process = command.spawn()?;
        let input = process.stdin.take().ok_or("no input")?;
        let lines = BufReader::new(process.stderr.take().ok_or("no log")?).lines();
        let (says, log) = channel();
        thread::spawn(move || lines.map_while(Result::ok).try_for_each(|line| says.send(line)));
        let mut serving = Self {
            process: Killable::new(process),
            input,
            log,
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            operator: None,
        };
        if let Some(room) = room {
            writeln!(serving.input, "{room}")?;
        }
        let mut line = serving.line("address=")?;
        if line.contains("operator") {
            serving.operator = Some(address_in(&line)?);
            line = serving.line("address=")?;
        }
        serving.address = address_in(&line)?;
        Ok(serving)
    }

    /// Gives its disk room for so many bytes, where it is one of these tests' own programs.
    ///
    /// # Errors
    /// When it does not take it.
    pub fn give_room(&mut self, bytes: u64) -> Result<(), Trouble> {
        writeln!(self.input, "{bytes}")?;
        self.line("room for").map(drop)
    }

    /// The next line of the log that holds `word`.
    ///
    /// # Errors
    /// When none comes.
    pub fn line(&self, word: &str) -> Result<String, Trouble> {
        loop {
            let line = self.log.recv_timeout(PATIENCE)?;
            if line.contains(word) {
                return Ok(line);
            }
        }
    }

    /// Its process number.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.process.number()
    }

    /// All that it has said until now.
    #[must_use]
    pub fn said(&self) -> String {
        self.log.try_iter().collect::<Vec<_>>().join("\n")
    }

    /// What kills it, whenever it is called.
    pub fn killer(&self) -> impl FnOnce() + Send + use<> {
        self.process.killer()
    }

    /// Kills it, as a power cut would.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn kill(self) -> Result<(), Trouble> {
        self.killer()();
        self.process.ended()?;
        Ok(())
    }
}
