//! Bytes poured from one end of a wire into the other, both ways at once, until something ends them.

use std::io::{self, Read};
use std::net::{Shutdown, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError};
use std::thread;
use std::time::Duration;

use socket2::SockRef;

use super::Breakage;
use super::ears::{Ears, Stream};
use super::meter::Meter;

/// How many bytes pass at once.
const PIECE: usize = 1024;

/// What becomes of a way that carried all that it may.
#[derive(Clone, Copy)]
enum Ending {
    /// Both ways are closed.
    Close,
    /// This way alone is shut.
    Shut,
    /// Both ends are told that the connection is no more.
    Reset,
    /// Nothing passes any more, and nothing is closed.
    Silence,
}

/// Each way carries so many bytes at most, and then ends so.
type Most = Option<(usize, Ending)>;

impl Breakage {
    fn up(self) -> Most {
        match self {
            Self::UpAfter(bytes) => Some((bytes, Ending::Close)),
            Self::ShutUpAfter(bytes) => Some((bytes, Ending::Shut)),
            Self::ResetUpAfter(bytes) => Some((bytes, Ending::Reset)),
            Self::SilentUpAfter(bytes) => Some((bytes, Ending::Silence)),
            _ => None,
        }
    }

    fn down(self) -> Most {
        match self {
            Self::DownAfter(bytes) => Some((bytes, Ending::Close)),
            Self::Unanswered => Some((0, Ending::Close)),
            Self::ShutDownAfter(bytes) => Some((bytes, Ending::Shut)),
            Self::ResetDownAfter(bytes) => Some((bytes, Ending::Reset)),
            Self::SilentDownAfter(bytes) => Some((bytes, Ending::Silence)),
            _ => None,
        }
    }

    fn lost_answer(self) -> Option<&'static str> {
        match self {
            Self::AnswerLost(path) => Some(path),
            _ => None,
        }
    }

    fn delay(self) -> Duration {
        match self {
            Self::Slow(delay) => delay,
            Self::Narrow(rate) => Duration::from_secs_f64(PIECE as f64 / f64::from(rate)),
            _ => Duration::ZERO,
        }
    }
}

/// One way of a wire.
struct Way {
    from: TcpStream,
    to: TcpStream,
    most: Most,
    delay: Duration,
    meter: Arc<Meter>,
    is_reset: Arc<AtomicBool>,
    answers: Arc<Answers>,
    is_up: bool,
    heard: Option<Stream>,
}

/// Which request's answer is lost, and whether that request has gone up.
struct Answers {
    lost: Option<&'static str>,
    is_asked: AtomicBool,
}

impl Answers {
    /// Whether what comes down now is the answer that is lost.
    fn is_lost(&self, is_up: bool, piece: &[u8]) -> bool {
        let Some(path) = self.lost else { return false };
        if is_up && piece.windows(path.len()).any(|bytes| bytes == path.as_bytes()) {
            self.is_asked.store(true, Ordering::Release);
        }
        !is_up && self.is_asked.load(Ordering::Acquire)
    }
}

pub(super) fn both_ways(
    laptop: TcpStream,
    store: TcpStream,
    breakage: Breakage,
    (meter, ears): (&Arc<Meter>, &Ears),
) {
    let (Ok(from_laptop), Ok(to_store)) = (laptop.try_clone(), store.try_clone()) else {
        return;
    };
    let is_reset = Arc::new(AtomicBool::new(false));
    let answers = Arc::new(Answers {
        lost: breakage.lost_answer(),
        is_asked: AtomicBool::new(false),
    });
    let way = |from, to, most, is_up| Way {
        from,
        to,
        most,
        delay: breakage.delay(),
        meter: Arc::clone(meter),
        is_reset: Arc::clone(&is_reset),
        answers: Arc::clone(&answers),
        is_up,
        heard: ears.stream(),
    };
    let up = way(from_laptop, to_store, breakage.up(), true);
    let down = way(store, laptop, breakage.down(), false);
    let climbing = thread::spawn(move || up.pour());
    down.pour();
    let _ = climbing.join();
}

impl Way {
    /// Carries bytes until there are none, or as many as may have passed.
    fn pour(mut self) {
        let ended = self.carried();
        if self.is_reset.load(Ordering::Acquire) {
            // Whatever is said now would be said before the reset.
            return;
        }
        match ended {
            Ok(None) | Ok(Some(Ending::Shut)) => self.shut(),
            Ok(Some(Ending::Reset)) => self.reset(),
            Ok(Some(Ending::Silence)) => self.keep_silent(),
            Ok(Some(Ending::Close)) | Err(_) => self.close(),
        }
    }

    /// How the way ended, where it was not by its own end.
    fn carried(&mut self) -> io::Result<Option<Ending>> {
        let (mut piece, mut passed) = ([0; PIECE], 0);
        loop {
            let read = self.from.read(&mut piece)?;
            if read == 0 {
                return Ok(None);
            }
            if self.answers.is_lost(self.is_up, &piece[..read]) {
                return Ok(Some(Ending::Close));
            }
            let allowed = self.most.map_or(read, |(most, _)| read.min(most - passed));
            // A slow wire is what is played.
            thread::park_timeout(self.delay);
            if let Some(heard) = &self.heard {
                heard
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .extend(&piece[..allowed]);
            }
            self.meter.pass(&mut self.to, &piece[..allowed])?;
            passed += allowed;
            if allowed < read {
                return Ok(self.most.map(|(_, ending)| ending));
            }
        }
    }

    fn shut(&self) {
        let _ = self.to.shutdown(Shutdown::Write);
    }

    fn close(&self) {
        let _ = self.from.shutdown(Shutdown::Both);
        let _ = self.to.shutdown(Shutdown::Both);
    }

    /// A connection that is closed without lingering is reset. The other way is woken, to let go of its ends.
    fn reset(&self) {
        self.is_reset.store(true, Ordering::Release);
        for end in [&self.from, &self.to] {
            let _ = SockRef::from(end).set_linger(Some(Duration::ZERO));
            let _ = end.shutdown(Shutdown::Read);
        }
    }

    /// What comes is lost, until who sends it gives up.
    fn keep_silent(&mut self) {
        let mut lost = [0; PIECE];
        while self.from.read(&mut lost).is_ok_and(|read| read > 0) {}
        self.close();
    }
}
