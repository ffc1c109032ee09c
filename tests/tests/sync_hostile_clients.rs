//! Hostile clients at the store's real process: bombs, bodies without end, headers without end, bytes that are none of HTTP,
//! connections that say nothing or one byte at a time, readers that read nothing. Each gets the right status, memory stays
//! bounded, and an honest laptop syncs meanwhile.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use sync_protocol::encoding::Ciphertext;
use sync_protocol::trust::{Role, Scope};
use sync_protocol::{Record, RecordKind};
use tempfile::TempDir;
use uuid::Uuid;
use whole_product::rounds::rounds;
use whole_product::sync::laptop::{Laptop, Trouble};
use whole_product::sync::process::{StoreProcess, operator};
use whole_product::sync::visits::ACADEMIE;

/// What the process may take of memory at most, in KiB.
const MEMORY: u64 = 200 * 1024;
/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(90);
/// How long a connection is still between two of its bytes, where it is slow.
const BETWEEN_BYTES: Duration = Duration::from_millis(500);
/// The routes that take a body.
const ROUTES: [&str; 3] = [
    "/v1/batches",
    "/v1/academies/la-reunion/enrolments",
    "/v1/academies/la-reunion/recovery-slots",
];

/// A store that runs, an honest laptop, and a client that is not.
struct Facing {
    store: StoreProcess,
    honest: Mutex<(Laptop, u128)>,
    hostile: Client,
    writer: Mutex<Laptop>,
    _folder: TempDir,
}

/// A client with a token, that sends what it likes.
struct Client {
    address: SocketAddr,
    bearer: String,
}

impl Facing {
    fn new() -> Result<Self, Trouble> {
        let folder = tempfile::tempdir()?;
        let keeper = Laptop::new(1, 1)?;
        let root = keeper.found([7; 32])?;
        let (data, file) = (folder.path().join("store"), folder.path().join("root.txt"));
        fs::write(&file, root.to_string())?;
        let (data, file) = (data.display().to_string(), file.display().to_string());
        // How often one may ask is tried elsewhere.
        let rates = ["--device-rate", "1000000", "--address-rate", "1000000"];
        let place = [&["--data", data.as_str()][..], &rates].concat();
        let created = ["academie", "create", ACADEMIE, "--root-public-key", &file];
        operator(&place, &created)?;
        let store = StoreProcess::serve(&place)?;
        keeper.join_at(root, &format!("http://{}", store.address))?;
        let invited = |author| -> Result<Laptop, Trouble> {
            let text = keeper.invite(root, Role::Inspecteur, vec![Scope::Academie])?;
            keeper.sync_over_network()?;
            let laptop = Laptop::new(author, author)?;
            laptop.take_over_network(&text)?;
            Ok(laptop)
        };
        let writer = invited(3)?;
        let hostile = writer.notebook().enrolment()?.ok_or("no enrolment")?;
        Ok(Self {
            honest: Mutex::new((invited(2)?, 0)),
            hostile: Client {
                address: store.address,
                bearer: hostile.token.bearer(ACADEMIE),
            },
            store,
            writer: Mutex::new(writer),
            _folder: folder,
        })
    }

    /// Seals of the hostile client's own, large enough for two pages.
    fn fill_pages(&self) -> Result<(), Trouble> {
        let writer = self.writer.lock().unwrap();
        for batch in 0..2 {
            let sealed = (0..4).map(|one| -> Result<Record, Trouble> {
                let id = Uuid::from_u128(9_000 + batch * 4 + one);
                let signed = writer.signed(RecordKind::Revision, id, &[], "{}", None)?;
                Ok(Record {
                    private: Some(Ciphertext(vec![7; 700 << 10])),
                    ..signed.record
                })
            });
            let records = sealed.collect::<Result<Vec<_>, _>>()?;
            let body = serde_json::to_vec(&serde_json::json!({ "records": records }))?;
            let answer = self.hostile.send("/v1/batches", "", &body);
            assert_eq!(answer.matches("\"stored\"").count(), 4, "{answer}");
        }
        Ok(())
    }

    /// The honest laptop seals a visit, and both agree.
    fn goes_on(&self) -> Result<(), Trouble> {
        let mut honest = self.honest.lock().unwrap();
        honest.1 += 1;
        let (laptop, visit) = &*honest;
        laptop.edit(*visit, 10)?;
        laptop.seal(*visit)?;
        let outcome = laptop.sync_over_network()?;
        assert!(outcome.agreed && outcome.sent > 0, "{outcome:?}");
        Ok(())
    }

    fn stays_small(&self) -> Result<(), Trouble> {
        let most = most_memory(self.store.number())?;
        assert!(most < MEMORY, "{most} KiB");
        Ok(())
    }
}

impl Client {
    fn head(&self, route: &str, more: &str) -> String {
        let (host, bearer) = (self.address, &self.bearer);
        format!(
            "POST {route} HTTP/1.1\r\nhost: {host}\r\ncarnet-protocol: 1\r\nauthorization: Bearer {bearer}\r\n\
             connection: close\r\n{more}\r\n\r\n"
        )
    }

    /// Asks for the first page of what it wrote, and reads nothing of it.
    fn asks(&self) -> TcpStream {
        let head = self.head("/v1/streams/author", "").replacen("POST", "GET", 1);
        let mut stream = connected(self.address);
        stream
            .write_all(head.replace("\r\n\r\n\r\n", "\r\n\r\n").as_bytes())
            .unwrap();
        stream
    }

    /// Sends a body whole; what is answered.
    fn send(&self, route: &str, more: &str, body: &[u8]) -> String {
        let head = self.head(
            route,
            format!("content-length: {}\r\n{more}", body.len()).trim_end(),
        );
        let mut stream = connected(self.address);
        // A store that has answered already does not read on.
        let _ = stream
            .write_all(head.as_bytes())
            .and_then(|()| stream.write_all(body));
        rest(stream)
    }
}

/// The most memory that a process ever had, in KiB.
fn most_memory(process: u32) -> Result<u64, Trouble> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    Ok(line.ok_or("no VmHWM")?.trim().trim_end_matches(" kB").parse()?)
}

fn connected(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream
}

/// What comes back for these bytes and no more, until the store closes.
fn said(address: SocketAddr, bytes: impl AsRef<[u8]>) -> String {
    let mut stream = connected(address);
    let _ = stream.write_all(bytes.as_ref());
    let _ = stream.shutdown(Shutdown::Write);
    rest(stream)
}

fn rest(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    if let Err(error) = stream.read_to_end(&mut answer) {
        assert_eq!(error.kind(), ErrorKind::ConnectionReset, "{error}");
    }
    String::from_utf8_lossy(&answer).into_owned()
}

fn status(answer: &str) -> Option<u16> {
    answer.strip_prefix("HTTP/1.1 ")?.get(..3)?.parse().ok()
}

/// Whether an answer is this problem, as the catalogue writes it.
fn is_problem(answer: &str, expected: u16, code: &str) -> bool {
    status(answer) == Some(expected)
        && answer.contains("application/problem+json")
        && answer.contains(&format!("\"code\":\"{code}\""))
}

/// A frame of as many blocks of 128 KiB of spaces, each of four bytes, that says that it holds `content` bytes.
fn bomb(blocks: u32, content: Option<u32>) -> Vec<u8> {
    const BLOCK: u32 = 128 << 10;
    let mut frame = vec![0x28, 0xb5, 0x2f, 0xfd];
    // The descriptor, a window of 128 KiB, and the size where it is said.
    frame.extend(content.map_or([0x00, 0x38], |_| [0x80, 0x38]));
    frame.extend(content.into_iter().flat_map(u32::to_le_bytes));
    for block in 1..=blocks {
        let header = u32::from(block == blocks) | (1 << 1) | (BLOCK << 3);
        frame.extend_from_slice(&header.to_le_bytes()[..3]);
        frame.push(b' ');
    }
    frame
}

/// How many blocks make four gigabytes.
const FOUR_GIGABYTES: u32 = 32 << 10;

/// S8: by what a body unpacks to, nests and holds.
#[test]
fn bombs_get_their_status_and_no_memory() -> Result<(), Trouble> {
    let facing = Facing::new()?;
    let nested = zstd::bulk::compress(&bomb(FOUR_GIGABYTES, Some(1_000)), 1)?;
    // A window of 2 GiB, that its reader would have to remember.
    let wide_window = [&[0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xa8][..], &[0x01, 0x00, 0x00]].concat();
    let many = format!("{{\"records\":[{}0]}}", "0,".repeat((4 << 20) - 16));
    let many = zstd::bulk::compress(many.as_bytes(), 1)?;
    let deep = format!("{{\"records\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let bombs = [
        (bomb(FOUR_GIGABYTES, Some(1_000)), 422, "store.shape"),
        (bomb(FOUR_GIGABYTES, None), 413, "store.too_large"),
        (nested, 422, "store.shape"),
        (wide_window, 422, "store.shape"),
        (many, 413, "store.too_large"),
        (zstd::bulk::compress(deep.as_bytes(), 1)?, 422, "store.shape"),
    ];
    thread::scope(|scope| {
        let asked: Vec<_> = (0..8)
            .flat_map(|_| {
                ROUTES
                    .iter()
                    .flat_map(|route| bombs.iter().map(move |bomb| (*route, bomb)))
            })
            .map(|(route, (bytes, expected, code))| {
                let hostile = &facing.hostile;
                let answer = scope.spawn(move || hostile.send(route, "content-encoding: zstd", bytes));
                (route, *expected, *code, answer)
            })
            .collect();
        facing.goes_on()?;
        let answers = asked.into_iter().map(|(route, expected, code, answer)| {
            let answer = answer.join().unwrap();
            (
                is_problem(&answer, expected, code),
                format!("{route} {code}: {answer}"),
            )
        });
        let answers: Vec<_> = answers.collect();
        facing.stays_small()?;
        for (is_told, answer) in answers {
            assert!(is_told, "{answer}");
        }
        facing.goes_on()
    })
}

#[test]
fn a_reader_that_believes_a_bomb_is_seen_by_the_measure() -> Result<(), Trouble> {
    let decoder = zstd::stream::read::Decoder::new(io::Cursor::new(bomb(FOUR_GIGABYTES, None)))?;
    let mut unpacked = Vec::new();
    decoder.take(MEMORY << 10).read_to_end(&mut unpacked)?;
    assert_eq!(
        unpacked.len() as u64,
        MEMORY << 10,
        "the bomb gives what it is said to"
    );
    assert!(most_memory(std::process::id())? > MEMORY);
    Ok(())
}

/// S8: by how much comes.
#[test]
fn a_body_without_end_is_ended_by_the_store() -> Result<(), Trouble> {
    let facing = Facing::new()?;
    let chunk = [b"10000\r\n".as_slice(), &[b' '; 0x1_0000], b"\r\n"].concat();
    thread::scope(|scope| {
        for route in ROUTES.iter().cycle().take(24) {
            let (hostile, chunk) = (&facing.hostile, &chunk);
            scope.spawn(move || {
                let mut stream = connected(hostile.address);
                let head = hostile.head(route, "transfer-encoding: chunked");
                stream.write_all(head.as_bytes()).unwrap();
                // One gigabyte, if nobody ended it.
                let taken = (0..16 << 10)
                    .take_while(|_| stream.write_all(chunk).is_ok())
                    .count();
                assert!(taken < 1 << 10, "{taken} chunks of 64 KiB were taken");
                let answer = rest(stream);
                // The answer may be lost where the store closes on what still comes.
                assert!(
                    answer.is_empty() || is_problem(&answer, 413, "store.too_large"),
                    "{answer}"
                );
            });
        }
        facing.goes_on()
    })?;
    facing.stays_small()?;
    facing.goes_on()
}

#[test]
fn headers_without_end_and_bytes_that_are_no_request_are_turned_away() -> Result<(), Trouble> {
    let facing = Facing::new()?;
    let address = facing.store.address;
    let long = facing
        .hostile
        .head("/v1/batches", &format!("x-long: {}", "a".repeat(4 << 20)));
    let many: String = (0..5_000).map(|number| format!("x-{number}: a\r\n")).collect();
    for head in [long, facing.hostile.head("/v1/batches", many.trim_end())] {
        let answer = said(address, head);
        assert!(matches!(status(&answer), Some(431) | None), "{answer}");
    }
    let whole = facing.hostile.head("/v1/batches", "content-length: 2") + "{}";
    let mut state = 7_u64;
    let mut drawn = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) as usize % below
    };
    for round in 0..rounds("requests of any bytes", 300, 100_000) {
        let mut bytes = whole.clone().into_bytes();
        if round % 3 == 0 {
            bytes = (0..drawn(400)).map(|_| drawn(256) as u8).collect();
        }
        for _ in 0..drawn(6) {
            if let Some(at) = bytes.len().checked_sub(1) {
                bytes[drawn(at + 1)] = drawn(256) as u8;
            }
        }
        let answer = said(address, &bytes);
        assert!(
            status(&answer).is_none_or(|status| status < 500),
            "{bytes:?}: {answer}"
        );
    }
    facing.stays_small()?;
    facing.goes_on()
}

/// S8: of what is read slowly no more is made than a device has turns, and who hardly reads is ended.
#[test]
fn slow_readers_have_their_turns_and_hold_up_nobody() -> Result<(), Trouble> {
    let facing = Facing::new()?;
    facing.fill_pages()?;
    // As many as a device may ask for at once: 240 MB, if all were made.
    let still: Vec<TcpStream> = (0..60).map(|_| facing.hostile.asks()).collect();
    facing.goes_on()?;
    facing.stays_small()?;
    let began = Instant::now();
    loop {
        let answer = rest(facing.hostile.asks());
        if status(&answer) == Some(200) {
            assert!(answer.ends_with("\"last\":false}"), "a whole page");
            break;
        }
        assert!(is_problem(&answer, 503, "store.unavailable"), "{answer}");
        assert!(began.elapsed() < PATIENCE, "who does not read holds its turn");
    }
    facing.goes_on()?;
    drop(still);
    facing.stays_small()
}

/// Connections that say one byte at a time, until the store has closed them all; what each was answered.
fn trickled(mut open: Vec<(TcpStream, Vec<u8>)>) -> Vec<String> {
    let (mut answers, began) = (Vec::new(), Instant::now());
    for (stream, _) in &open {
        stream.set_nonblocking(true).unwrap();
    }
    while !open.is_empty() {
        assert!(
            began.elapsed() < PATIENCE,
            "{} connections are still open",
            open.len()
        );
        open.retain_mut(|(stream, answer)| {
            let _ = stream.write_all(b"a");
            let mut piece = [0; 4096];
            match stream.read(&mut piece) {
                Ok(read) if read > 0 => answer.extend_from_slice(&piece[..read]),
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                _ => {
                    answers.push(String::from_utf8_lossy(answer).into_owned());
                    return false;
                }
            }
            true
        });
        // Slowness is what is played.
        thread::park_timeout(BETWEEN_BYTES);
    }
    answers
}

/// As many connections as each kind of slow client makes at once.
const AT_ONCE: usize = 200;

fn opened(facing: &Facing, begins: &str) -> Vec<(TcpStream, Vec<u8>)> {
    let open = (0..AT_ONCE).map(|_| {
        let mut stream = connected(facing.store.address);
        stream.write_all(begins.as_bytes()).unwrap();
        (stream, Vec::new())
    });
    open.collect()
}

/// S8: by how long it takes to come.
#[test]
fn slow_clients_are_ended_and_hold_up_nobody() -> Result<(), Trouble> {
    let facing = Facing::new()?;
    let head = "POST /v1/batches HTTP/1.1\r\nx-slow: ";
    let body = facing.hostile.head("/v1/batches", "content-length: 4000000");
    let silent: Vec<TcpStream> = (0..AT_ONCE).map(|_| connected(facing.store.address)).collect();
    let (heads, bodies) = (opened(&facing, head), opened(&facing, &body));
    thread::scope(|scope| -> Result<(), Trouble> {
        let heads = scope.spawn(|| trickled(heads));
        let bodies = scope.spawn(|| trickled(bodies));
        facing.goes_on()?;
        assert!(
            !bodies.is_finished(),
            "the honest laptop synced while they were there"
        );
        for answer in heads.join().unwrap() {
            assert!(matches!(status(&answer), Some(408) | None), "{answer}");
        }
        let mut ended = 0;
        for answer in bodies.join().unwrap() {
            let is_told =
                is_problem(&answer, 408, "store.too_slow") || is_problem(&answer, 503, "store.unavailable");
            assert!(is_told || answer.is_empty(), "{answer}");
            ended += usize::from(is_told);
        }
        assert!(ended > 0);
        Ok(())
    })?;
    for stream in silent {
        assert_eq!(rest(stream), "");
    }
    facing.stays_small()?;
    facing.goes_on()
}
