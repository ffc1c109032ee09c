//! Measures the store as laptops meet it, on both databases, and writes docs/benchmarks-store.md:
//! `bench-store [--visits N] [--folder DIR] [--out FILE]`; with `--full` a million visits (or N) are loaded and
//! counted too.
//!
//! Clients and server share the processors of one machine; the rate at which its disk syncs stands beside.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::expect_used
)]

mod academie;
mod full;
mod load;
mod returning;
#[allow(dead_code)]
#[path = "../../../../crates/indicator-store/tests/server/mod.rs"]
mod server;
mod varied;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use tokio::runtime::Runtime;
use whole_product::measuring::Measured;
use whole_product::measuring::machine::Surroundings;
use whole_product::measuring::sheet::{self, Figure};

use academie::Academie;

const HEAD: &str = "# Benchmarks of the store

Written by `cargo xtask bench --store`; the rows of a million visits by `--full`. Clients and server run on the same processors; what is a target depends on the machine.

";

const METHOD: &str = "
## How
The store is its own process, built for release, in clear on the loopback; PostgreSQL is one of its own with its usual settings
(`fsync` and `synchronous_commit` on), on a socket. A visit is a sealed one of the grid of the 1er degré with forty answers:
its facts, its document encrypted to its author, its signature. Nothing is measured of their making.

- Batches: four laptops at once, each sends batches of 100 and waits for the verdicts, which come after the commit.
- One a request: 32 laptops at once, each sends one visit and waits for its verdict.
- A laptop back: the true client, a notebook on the disk with 200 visits sealed since its last sync, from its hello to the
  comparison. On a narrow line the same through a cable that carries 32,000 bytes a second each way; the ideal is the bytes that
  it carried, over that rate.
- A first pull: the author's stream of those visits page by page, unpacked and read as records, nothing kept.
- Memory: the most that the process held (VmHWM).
- A million visits (`--full`): the store within the program, in its own transactions of 400 records (the store groups a hundred), one after the other;
  the rate leaves the making of the visits out. Their answers, months, schools and samples are drawn, their documents are
  512 bytes; nothing names their teachers, which would add some 32 bytes to what is packed of a visit. A scan reads every
  block of the cache and counts every value of every item.
";

/// How many visits laptops send.
const SENT: usize = 5_000;
/// How many are loaded, where all is asked for.
const LOADED: usize = 1_000_000;

/// What was asked on the command line.
struct Asked {
    visits: usize,
    loaded: Option<usize>,
    folder: PathBuf,
    out: PathBuf,
}

impl Asked {
    fn read() -> Measured<Self> {
        let arguments: Vec<String> = std::env::args().skip(1).collect();
        let value = |name: &str| {
            let at = arguments.iter().position(|argument| argument == name)?;
            arguments.get(at + 1).cloned()
        };
        let beside = std::env::current_exe()?.with_file_name("bench-stores");
        let is_full = arguments.iter().any(|argument| argument == "--full");
        let visits: Option<usize> = value("--visits").map(|text| text.parse()).transpose()?;
        let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        Ok(Self {
            visits: visits.unwrap_or(SENT),
            loaded: is_full.then(|| visits.unwrap_or(LOADED)),
            folder: value("--folder").map_or(beside, PathBuf::from),
            out: value("--out").map_or_else(|| project.join("docs/benchmarks-store.md"), PathBuf::from),
        })
    }
}

fn main() -> ExitCode {
    match Asked::read().and_then(|asked| run(&asked)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench-store: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(asked: &Asked) -> Measured<()> {
    std::fs::create_dir_all(&asked.folder)?;
    let work = tempfile::tempdir_in(&asked.folder)?;
    let surroundings = Surroundings::look(work.path())?;
    let mut figures = Vec::new();
    println!("SQLite…");
    let sqlite = work.path().join("sqlite").display().to_string();
    figures.extend(measured("SQLite", &["--data", &sqlite], asked.visits)?);
    println!("PostgreSQL…");
    let server = server::Server::in_folder(work.path());
    let url = Runtime::new()?.block_on(server.fresh_database());
    figures.extend(measured("PostgreSQL", &["--database", &url], asked.visits)?);
    if let Some(loaded) = asked.loaded {
        figures.extend(full::measured(work.path(), loaded)?);
    }
    let surroundings = surroundings.again(work.path())?;
    let about = format!("The load: {} visits.", asked.visits);
    let text = sheet::written((HEAD, METHOD), &surroundings, &about, &figures);
    std::fs::write(&asked.out, &text)?;
    println!("{text}");
    println!("{}", asked.out.display());
    Ok(())
}

fn measured(name: &str, place: &[&str], visits: usize) -> Measured<Vec<Figure>> {
    let academie = Academie::founded(place)?;
    let mut figures = shown(load::batches(name, &academie, visits)?);
    figures.extend(shown(vec![load::pull(name, &academie, visits)?]));
    figures.extend(shown(load::singles(name, &academie, visits)?));
    figures.extend(shown(returning::measure(name, &academie)?));
    figures.extend(shown(vec![academie.memory(name)?]));
    Ok(figures)
}

/// Figures on the screen as soon as they are known: a million visits take the better part of an hour.
fn shown(figures: Vec<Figure>) -> Vec<Figure> {
    for figure in &figures {
        println!("{}", figure.line());
    }
    figures
}
