//! A network's proxy (CONNECT): it alone knows where the store is, and says what it was asked.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

/// What it does with who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// It leads to the store.
    Leads(SocketAddr),
    /// It shows a page to sign in, and leads nowhere.
    ShowsAPage,
}

/// A proxy.
pub struct NetworkProxy {
    /// Where it listens.
    pub address: SocketAddr,
    asked: Receiver<String>,
}

impl NetworkProxy {
    /// A proxy of this manner.
    ///
    /// # Errors
    /// When the system gives no address.
    pub fn new(manner: Manner) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let (asks, asked) = channel();
        thread::spawn(move || {
            for laptop in listener.incoming().map_while(Result::ok) {
                let asks = asks.clone();
                thread::spawn(move || {
                    let tell = |line: String| drop(asks.send(line));
                    serve(laptop, manner, tell)
                });
            }
        });
        Ok(Self { address, asked })
    }

    /// As a person writes it.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Every first line that it was asked since it was last looked at.
    #[must_use]
    pub fn asked(&self) -> Vec<String> {
        self.asked.try_iter().collect()
    }
}

fn serve(mut laptop: TcpStream, manner: Manner, tell: impl FnOnce(String)) -> io::Result<()> {
    let mut lines = BufReader::new(laptop.try_clone()?);
    let (mut first, mut line) = (String::new(), String::new());
    lines.read_line(&mut first)?;
    while lines.read_line(&mut line)? > 2 {
        line.clear();
    }
    tell(first.trim().to_owned());
    let store = match manner {
        Manner::Leads(store) if first.starts_with("CONNECT ") => TcpStream::connect(store)?,
        _ => return page(&mut laptop),
    };
    laptop.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n")?;
    let (mut up, mut down) = (laptop.try_clone()?, store.try_clone()?);
    let upwards = thread::spawn(move || pour(&mut up, &mut down));
    pour(&mut store.try_clone()?, &mut laptop)?;
    drop(upwards.join());
    Ok(())
}

fn pour(from: &mut TcpStream, to: &mut TcpStream) -> io::Result<()> {
    let poured = io::copy(from, to);
    drop(to.shutdown(Shutdown::Write));
    poured.map(drop)
}

fn page(laptop: &mut TcpStream) -> io::Result<()> {
    let page = "<html>Connectez-vous</html>";
    let length = page.len();
    let answer =
        format!("HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: {length}\r\n\r\n{page}");
    laptop.write_all(answer.as_bytes())?;
    // Whoever speaks on is heard, and answered nothing more.
    io::copy(laptop, &mut io::sink()).map(drop)
}
