//! Makes a notebook of fictitious visits: `demo-notebook --visits N --seed S --out DIR [--schools N]`, the same for the same seed.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::path::PathBuf;
use std::process::ExitCode;

use app::sample::Sample;
use whole_product::machine::{Machine, PASSPHRASE, set_up};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1)
    };
    let number = |name: &str| value(name).and_then(|text| text.parse::<u64>().ok());
    let (Some(visits), Some(seed), Some(out)) = (number("--visits"), number("--seed"), value("--out")) else {
        eprintln!("demo-notebook --visits N --seed S --out DIR [--schools N]");
        return ExitCode::from(2);
    };
    let out = PathBuf::from(out);
    let schools = number("--schools").unwrap_or(150);
    match make(&out, visits, seed, schools) {
        Ok(()) => {
            println!("Carnet fictif : {}", out.join("carnet").display());
            println!("Phrase de passe : {PASSPHRASE}");
            ExitCode::SUCCESS
        }
        Err(problems) => {
            eprintln!("demo-notebook: {}", problems.join(", "));
            ExitCode::FAILURE
        }
    }
}

/// How many of the visits are still to come, at most.
const COMING: u64 = 6;

fn make(out: &std::path::Path, visits: u64, seed: u64, schools: u64) -> Result<(), Vec<String>> {
    let app = set_up(Machine::in_folder(out, seed))?;
    let coming = COMING.min(visits / 2);
    let size = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let sample = Sample {
        schools: size(schools),
        teachers: size((visits / 4).clamp(20, 18_000)),
        past_visits: size(visits - coming),
        coming_visits: size(coming),
        seed,
    };
    app.make_up(sample).map_err(|error| vec![error.to_string()])
}
