//! Measures what Carnet promises of its speed, and writes docs/benchmarks.md:
//! `bench [--samples N] [--visits N] [--schools N] [--folder DIR] [--out FILE]`;
//! with `--consolidating`, indicators, a release and its reports alone, on the screen; with `--full`, a scan of a million
//! visits too.
//!
//! Ratios of one run are the bars, and it fails when one is missed; milliseconds depend on the machine, whose load and disk
//! are written beside them.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod answering;
mod consolidating;
mod directory;
mod hour;
mod keys;
mod page;
mod releasing;
mod reporting;
mod scanning;
mod starting;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use whole_product::measuring::Measured;
use whole_product::measuring::machine::Surroundings;
use whole_product::measuring::sheet::{self, Figure};

/// What was asked on the command line.
struct Asked {
    samples: usize,
    visits: usize,
    schools: usize,
    folder: PathBuf,
    out: PathBuf,
    /// Indicators and a release alone, written nowhere.
    consolidating: bool,
    /// A million visits too.
    full: bool,
}

impl Asked {
    fn read() -> Measured<Self> {
        let arguments: Vec<String> = std::env::args().skip(1).collect();
        let value = |name: &str| {
            let at = arguments.iter().position(|argument| argument == name)?;
            arguments.get(at + 1).cloned()
        };
        let number = |name: &str, usual: usize| value(name).map_or(Ok(usual), |text| text.parse());
        let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        Ok(Self {
            consolidating: arguments.iter().any(|argument| argument == "--consolidating"),
            full: arguments.iter().any(|argument| argument == "--full"),
            samples: number("--samples", 1_500)?,
            visits: number("--visits", 5_000)?,
            schools: number("--schools", 70_000)?,
            folder: value("--folder").map_or_else(beside_the_program, |text| Ok(PathBuf::from(text)))?,
            out: value("--out").map_or_else(|| project.join("docs/benchmarks.md"), PathBuf::from),
        })
    }
}

/// The target folder lies on a real disk where the temporary folder may be memory.
fn beside_the_program() -> Measured<PathBuf> {
    let program = std::env::current_exe()?;
    Ok(program.with_file_name("bench-notebooks"))
}

fn main() -> ExitCode {
    match Asked::read().and_then(|asked| run(&asked)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(asked: &Asked) -> Measured<()> {
    std::fs::create_dir_all(&asked.folder)?;
    let work = tempfile::tempdir_in(&asked.folder)?;
    if asked.consolidating {
        let full = directory::notebook(&work.path().join("full"), asked.visits, asked.schools)?;
        let figures = consolidated(asked, &full)?;
        figures.iter().for_each(|figure| println!("{}", figure.line()));
        return Ok(());
    }
    let surroundings = Surroundings::look(work.path())?;
    let figures = figures(asked, work.path())?;
    let surroundings = surroundings.again(work.path())?;
    let about = format!(
        "The notebook: {} visits, {} schools.",
        asked.visits, asked.schools
    );
    let words = (page::HEAD, page::METHOD);
    let text = sheet::written(words, &surroundings, &about, &figures);
    std::fs::write(&asked.out, &text)?;
    println!("{text}");
    println!("{}", asked.out.display());
    let missed: Vec<String> = figures.iter().filter_map(Figure::missed).collect();
    if missed.is_empty() {
        Ok(())
    } else {
        Err(missed.join("; ").into())
    }
}

fn figures(asked: &Asked, folder: &Path) -> Measured<Vec<Figure>> {
    println!(
        "a notebook of {} visits and {} schools…",
        asked.visits, asked.schools
    );
    let full = directory::notebook(&folder.join("full"), asked.visits, asked.schools)?;
    println!("answers…");
    let mut figures = answering::measure(&full, folder, asked.samples)?;
    println!("keys…");
    figures.extend(keys::measure(asked.samples)?);
    println!("an hour…");
    figures.extend(hour::measure()?);
    println!("starts…");
    figures.extend(starting::measure(&full, &folder.join("empty"))?);
    println!("searches…");
    figures.extend(directory::search(&full, asked.samples)?);
    figures.extend(consolidated(asked, &full)?);
    println!("imports…");
    figures.extend(directory::Imports::measure(
        folder,
        &directory::file(asked.schools),
    )?);
    println!("reports…");
    figures.extend(reporting::measure(&full, folder)?);
    Ok(figures)
}

/// Indicators, the page that shows them, a release, and its reports.
fn consolidated(asked: &Asked, full: &directory::Full) -> Measured<Vec<Figure>> {
    println!("indicators and a release…");
    let mut figures = consolidating::measure()?;
    figures.extend(consolidating::page(full)?);
    figures.extend(releasing::measure()?);
    if asked.full {
        println!("a million visits…");
        figures.extend(scanning::measure(scanning::VISITS)?);
    }
    Ok(figures)
}
