//! A cable of bytes between a laptop and the store's real process, that fails as cables and networks do.

mod ears;
mod meter;
mod pouring;
#[cfg(test)]
mod tests;

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use ears::Ears;
use meter::Meter;
use pouring::both_ways;

use super::laptop::Trouble;

/// How a connection fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breakage {
    /// None.
    Whole,
    /// Nobody answers.
    Refused,
    /// It is cut once so many bytes of the request have gone up.
    UpAfter(usize),
    /// It is cut once so many bytes of the answer have come down.
    DownAfter(usize),
    /// Half closed: the way up is shut once so many bytes have gone up, and the way down stays open.
    ShutUpAfter(usize),
    /// Half closed: the way down is shut once so many bytes have come down, and the way up stays open.
    ShutDownAfter(usize),
    /// Both ends are reset (RST) once so many bytes have gone up.
    ResetUpAfter(usize),
    /// Both ends are reset (RST) once so many bytes have come down.
    ResetDownAfter(usize),
    /// Half open: nothing more goes up once so many bytes have, and nobody is told.
    SilentUpAfter(usize),
    /// Half open: nothing more comes down once so many bytes have, and nobody is told.
    SilentDownAfter(usize),
    /// The whole request goes up, and nothing comes down.
    Unanswered,
    /// What is asked at this path is done, and its answer is lost: the connection is cut as soon as the answer begins.
    AnswerLost(&'static str),
    /// A page to sign in to the network answers, with status 200.
    Portal,
    /// Each piece comes late.
    Slow(Duration),
    /// It carries so many bytes a second each way, and no more.
    Narrow(u32),
}

impl Breakage {
    /// Whether a laptop that waits is told nothing: its own patience alone ends it.
    #[must_use]
    pub fn is_silent(self) -> bool {
        matches!(self, Self::SilentUpAfter(_) | Self::SilentDownAfter(_))
    }
}

/// A cable to the store at an address.
pub struct Wire {
    /// Where the laptop finds the store.
    pub address: SocketAddr,
    ends: Arc<Mutex<(SocketAddr, Breakage)>>,
    meter: Arc<Meter>,
    ears: Arc<Ears>,
}

impl Wire {
    /// A whole cable to `store`.
    ///
    /// # Errors
    /// When the system gives no address.
    pub fn to(store: SocketAddr) -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let wire = Self {
            address: listener.local_addr()?,
            ends: Arc::new(Mutex::new((store, Breakage::Whole))),
            meter: Arc::default(),
            ears: Arc::default(),
        };
        let (ends, meter, ears) = (
            Arc::clone(&wire.ends),
            Arc::clone(&wire.meter),
            Arc::clone(&wire.ears),
        );
        thread::spawn(move || {
            for laptop in listener.incoming().map_while(Result::ok) {
                let (store, breakage) = *ends.lock().unwrap_or_else(PoisonError::into_inner);
                let (meter, ears) = (Arc::clone(&meter), Arc::clone(&ears));
                thread::spawn(move || carry(laptop, store, breakage, (&meter, &ears)));
            }
        });
        Ok(wire)
    }

    /// From the next connection on, it fails so.
    pub fn breaks(&self, breakage: Breakage) {
        self.ends.lock().unwrap_or_else(PoisonError::into_inner).1 = breakage;
    }

    /// From the next connection on, it leads to the store at this address.
    pub fn leads_to(&self, store: SocketAddr) {
        self.ends.lock().unwrap_or_else(PoisonError::into_inner).0 = store;
    }

    /// Carries out `act` once, when so many more bytes have passed, both ways together, and before any other does. What was
    /// to be carried out before and was not never is.
    pub fn at(&self, bytes: u64, act: impl FnOnce() + Send + 'static) {
        self.meter.set(bytes, Box::new(act));
    }

    /// Whether what was to be carried out still waits, which it does no more.
    #[must_use]
    pub fn forget_act(&self) -> bool {
        self.meter.forget()
    }

    /// From the next connection on, all that passes is written down.
    pub fn listen(&self) {
        self.ears.open();
    }

    /// All that passed since somebody listens, both ways: each message with its head, and with its body unpacked.
    ///
    /// # Errors
    /// When something passed that is no whole message.
    pub fn heard(&self) -> Result<Vec<Vec<u8>>, Trouble> {
        self.ears.heard()
    }

    /// How many bytes it has carried, both ways together.
    #[must_use]
    pub fn carried(&self) -> u64 {
        self.meter.carried()
    }

    /// Where the laptop finds the store.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

fn carry(laptop: TcpStream, store: SocketAddr, breakage: Breakage, around: (&Arc<Meter>, &Ears)) {
    match breakage {
        Breakage::Refused => drop(laptop),
        Breakage::Portal => portal(laptop),
        _ => {
            if let Ok(store) = TcpStream::connect(store) {
                both_ways(laptop, store, breakage, around);
            }
        }
    }
}

fn portal(mut laptop: TcpStream) {
    let mut request = [0; 65_536];
    let _ = laptop.read(&mut request);
    let page = "<html>Connectez-vous</html>";
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: {}\r\n\r\n",
        page.len()
    );
    let _ = laptop.write_all(format!("{head}{page}").as_bytes());
    let _ = laptop.shutdown(Shutdown::Both);
}
