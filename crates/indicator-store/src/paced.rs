//! Connections: so many at once, and none that reads so slowly that what it asked for stays.

use std::future::{Future, Ready, ready};
use std::io::{self, ErrorKind, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum_server::accept::Accept;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Sleep, sleep};

/// How many connections are open at once.
const CONNECTIONS: usize = 1024;
/// In how long a reader that keeps the store waiting must have taken [`LEAST`].
const PERIOD: Duration = Duration::from_secs(30);
/// How many bytes: some 2 KiB a second.
const LEAST: usize = 64 * 1024;

/// Lets connections in, as many as there may be.
#[derive(Clone)]
pub(crate) struct Door {
    places: Arc<Semaphore>,
}

impl Default for Door {
    fn default() -> Self {
        Self {
            places: Arc::new(Semaphore::new(CONNECTIONS)),
        }
    }
}

impl<S> Accept<TcpStream, S> for Door {
    type Stream = Paced<TcpStream>;
    type Service = S;
    type Future = Ready<io::Result<(Self::Stream, S)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        let place = Arc::clone(&self.places).try_acquire_owned();
        // Whoever comes too many is shut out at once: to wait would be to hold what it holds.
        let full = |_| io::Error::from(ErrorKind::ConnectionRefused);
        ready(
            place
                .map_err(full)
                .map(|place| (Paced::new(stream, Some(place)), service)),
        )
    }
}

/// A connection whose other end must take what is written to it.
pub(crate) struct Paced<S> {
    stream: S,
    /// When the reader is late; none while nothing waits for it.
    late: Option<Pin<Box<Sleep>>>,
    taken: usize,
    _place: Option<OwnedSemaphorePermit>,
}

impl<S> Paced<S> {
    fn new(stream: S, place: Option<OwnedSemaphorePermit>) -> Self {
        Self {
            stream,
            late: None,
            taken: 0,
            _place: place,
        }
    }

    fn is_taken(&mut self, bytes: usize) {
        self.taken += bytes;
        if self.taken >= LEAST {
            self.late = None;
        }
    }

    fn waits(&mut self, context: &mut Context<'_>) -> Poll<io::Result<usize>> {
        if self.late.is_none() {
            self.taken = 0;
        }
        let late = self.late.get_or_insert_with(|| Box::pin(sleep(PERIOD)));
        match late.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Err(ErrorKind::TimedOut.into())),
            Poll::Pending => Poll::Pending,
        }
    }

    fn paced(
        &mut self,
        context: &mut Context<'_>,
        written: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        match written {
            Poll::Pending => self.waits(context),
            Poll::Ready(Ok(bytes)) => {
                self.is_taken(bytes);
                written
            }
            Poll::Ready(Err(_)) => written,
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Paced<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Paced<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.paced(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, slices);
        self.paced(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    /// All was taken: nothing waits until the next answer.
    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(context);
        if flushed.is_ready() {
            self.late = None;
        }
        flushed
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};

    use super::*;

    const ANSWER: usize = 4 << 20;

    /// Lets a clock that stands still go on so long.
    async fn later(time: Duration) {
        let never = std::future::pending::<()>();
        let _ = tokio::time::timeout(time, never).await;
    }

    /// Whether an answer is taken whole by who reads `bytes` at a time, and waits so long before each.
    async fn is_taken(bytes: usize, wait: Duration) -> io::Result<()> {
        let (near, mut far): (DuplexStream, _) = duplex(16 * 1024);
        let reader = tokio::spawn(async move {
            let mut piece = vec![0; bytes];
            loop {
                later(wait).await;
                if far.read(&mut piece).await.unwrap_or(0) == 0 {
                    return;
                }
            }
        });
        let mut paced = Paced::new(near, None);
        let written = async {
            paced.write_all(&vec![0; ANSWER]).await?;
            paced.flush().await
        };
        let written = written.await;
        drop(paced);
        reader.abort();
        written
    }

    #[tokio::test(start_paused = true)]
    async fn who_reads_slowly_is_waited_for_and_who_hardly_reads_is_not() {
        // 4 KiB a second, and one byte a second.
        is_taken(4096, Duration::from_secs(1)).await.unwrap();
        let late = is_taken(1, Duration::from_secs(1)).await.unwrap_err();
        assert_eq!(late.kind(), ErrorKind::TimedOut);
        let silent = is_taken(1, Duration::from_secs(1 << 20)).await.unwrap_err();
        assert_eq!(silent.kind(), ErrorKind::TimedOut);
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_between_two_answers_is_nobody_s_fault() {
        let (near, mut far) = duplex(1024);
        let mut paced = Paced::new(near, None);
        let mut taken = vec![0; 4096];
        for _ in 0..3 {
            let (written, read) = tokio::join!(
                async {
                    paced.write_all(&[0; 4096]).await?;
                    paced.flush().await
                },
                far.read_exact(&mut taken)
            );
            written.unwrap();
            read.unwrap();
            later(PERIOD * 10).await;
        }
    }
}
