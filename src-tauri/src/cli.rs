//! The command line: the same binary, no window. Exit 0 accepted, 2 the whole refused, 1 a fault.
//!
//! With `--json` each of the three prints its one object; without it, a fault speaks on the standard error.

mod arguments;
mod manual;
mod notebooks;
mod releases;
mod reporting;
mod syncing;

use std::ffi::OsString;
use std::fs;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use app::problem::Fault;
use app::tools::{self, Verdict};
use clap::ArgMatches;
use clap::error::{ContextKind, ContextValue, ErrorKind};

const FAULT: u8 = 1;
const REFUSED: u8 = 2;

/// Carries out the command line of this process.
pub fn run() -> ExitCode {
    match arguments::command().try_get_matches_from(typed_words()) {
        Ok(matches) => match matches.subcommand() {
            Some(("completions", shell)) => print(Ok(manual::completions(shell))),
            Some(("man", _)) => print(manual::man_page()),
            _ => judge(&matches),
        },
        Err(error) => usage(&error),
    }
}

/// The words typed; `carnet help grid` asks what `carnet grid --help` asks.
fn typed_words() -> Vec<OsString> {
    let mut words: Vec<OsString> = std::env::args_os().collect();
    if words.get(1).is_some_and(|word| word == "help") {
        words.remove(1);
        words.push("--help".into());
    }
    words
}

/// Says that there is no display.
pub fn no_display() -> ExitCode {
    fail(&Fault::no_display())
}

fn judge(matches: &ArgMatches) -> ExitCode {
    carry_out(matches).map_or_else(|fault| fail(&fault), |verdict| conclude(&verdict))
}

/// Writes a text that was made, and nothing else: a shell reads it.
fn print(made: io::Result<Vec<u8>>) -> ExitCode {
    match made {
        Ok(bytes) => {
            let written = say(&mut io::stdout(), String::from_utf8_lossy(&bytes).trim_end());
            if written {
                ExitCode::SUCCESS
            } else {
                ExitCode::from(FAULT)
            }
        }
        Err(error) => fail(&Fault::file(Path::new("sortie standard"), error)),
    }
}

fn usage(error: &clap::Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            say(&mut io::stdout(), error.render().to_string().trim_end());
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            say(&mut io::stderr(), error.render().to_string().trim_end());
            ExitCode::from(FAULT)
        }
        _ => fail(&Fault::misused(&blamed(error))),
    }
}

/// What is wrong with the words typed.
fn blamed(error: &clap::Error) -> String {
    let said = |kind| error.get(kind).map(words).unwrap_or_default();
    let (argument, value) = (said(ContextKind::InvalidArg), said(ContextKind::InvalidValue));
    match error.kind() {
        ErrorKind::ArgumentConflict => format!("{argument} ne va pas avec {}", said(ContextKind::PriorArg)),
        ErrorKind::MissingRequiredArgument => format!("il manque {argument}"),
        ErrorKind::InvalidValue if value.is_empty() => format!("il manque la valeur de {argument}"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let known = said(ContextKind::ValidValue);
            let known = if known.is_empty() {
                known
            } else {
                format!(" ({known})")
            };
            format!("«\u{a0}{value}\u{a0}» ne va pas à {argument}{known}")
        }
        ErrorKind::InvalidSubcommand => {
            format!(
                "«\u{a0}{}\u{a0}» n’est pas connu",
                said(ContextKind::InvalidSubcommand)
            )
        }
        ErrorKind::UnknownArgument => format!("«\u{a0}{argument}\u{a0}» n’est pas connu"),
        _ => argument,
    }
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts
            .iter()
            .map(|text| one_of(text))
            .collect::<Vec<_>>()
            .join(", "),
        _ => String::new(),
    }
}

/// « --out <PDF> ou --xlsx <CLASSEUR> », where clap writes `<--out <PDF>|--xlsx <CLASSEUR>>`.
fn one_of(text: &str) -> String {
    let group = text.strip_prefix("<-").and_then(|rest| rest.strip_suffix('>'));
    group.map_or_else(
        || text.to_owned(),
        |rest| format!("-{}", rest.replace('|', " ou ")),
    )
}

fn carry_out(matches: &ArgMatches) -> Result<Verdict, Fault> {
    let (name, command) = matches.subcommand().unwrap_or(("", matches));
    match name {
        "grid" => match command.subcommand() {
            Some(("print", print)) => reporting::print_grid(print),
            _ => Ok(tools::check_grid(&read(path(inner(command)))?)),
        },
        "directory" => Ok(tools::check_directory(&read(path(inner(command)))?)),
        "notebook" => notebooks::carry_out(command),
        "dossier" => notebooks::write_dossier(command),
        "enrol" => syncing::enrol(command),
        "sync" => syncing::sync(command),
        "recover-laptop" => syncing::recover(command),
        "academie" => syncing::academie(command),
        "consolidate" => releases::consolidate(command),
        "release" => releases::carry_out(command),
        "verify" => verify(command),
        "report" => reporting::write_reports(command),
        _ => Err(Fault::misused("")),
    }
}

/// The command within a group of commands.
fn inner(group: &ArgMatches) -> &ArgMatches {
    group.subcommand().map_or(group, |(_, inner)| inner)
}

fn verify(matches: &ArgMatches) -> Result<Verdict, Fault> {
    let signer = text(matches, "signer");
    if let Some(typed) = signer {
        tools::expect_signer(typed)?;
    }
    Ok(tools::verify_visit(&read(path(matches))?, signer))
}

fn passphrase(matches: &ArgMatches) -> Result<String, Fault> {
    let asked = matches.get_one::<PathBuf>("passphrase-file").is_none() && io::stdin().is_terminal();
    if asked {
        let typed = rpassword::prompt_password("Phrase de passe\u{a0}: ");
        return typed.map_err(|error| Fault::unread(Path::new("terminal"), error));
    }
    let bytes = match matches.get_one::<PathBuf>("passphrase-file") {
        Some(file) => read(file)?,
        None => typed().map_err(|error| Fault::unread(Path::new("entrée standard"), error))?,
    };
    // The editors of some systems begin a file by a mark that nobody typed.
    Ok(String::from_utf8_lossy(&bytes)
        .trim_start_matches('\u{feff}')
        .to_owned())
}

fn typed() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The file or folder that a command is about; blank for a command without any.
fn path(matches: &ArgMatches) -> &Path {
    let named = matches.try_get_one::<PathBuf>("file").ok().flatten();
    named.map_or(Path::new(""), PathBuf::as_path)
}

fn text<'a>(matches: &'a ArgMatches, option: &str) -> Option<&'a str> {
    matches.get_one::<String>(option).map(String::as_str)
}

fn read(path: &Path) -> Result<Vec<u8>, Fault> {
    fs::read(path).map_err(|error| Fault::unread(path, error))
}

/// Whether one JSON object is asked for. Not from what was parsed: a command that is not understood may ask for it too.
fn wants_json() -> bool {
    std::env::args_os().any(|word| word.to_str() == Some("--json"))
}

fn conclude(verdict: &Verdict) -> ExitCode {
    let told = if wants_json() {
        verdict.to_json()
    } else {
        verdict.to_text()
    };
    if !say(&mut io::stdout(), told.trim_end()) {
        ExitCode::from(FAULT)
    } else if verdict.accepted {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(REFUSED)
    }
}

fn fail(fault: &Fault) -> ExitCode {
    let verdict = Verdict::broken(fault);
    if wants_json() {
        say(&mut io::stdout(), &verdict.to_json());
    } else {
        let told = verdict.problems.iter().map(|problem| problem.message.as_str());
        let told = told.collect::<Vec<_>>().join(" ");
        say(&mut io::stderr(), &format!("carnet\u{a0}: {told}"));
    }
    ExitCode::from(FAULT)
}

/// Whether the text was written. A closed pipe is not a fault: whoever reads has read enough.
fn say(out: &mut dyn Write, text: &str) -> bool {
    match writeln!(out, "{text}").and_then(|()| out.flush()) {
        Ok(()) => true,
        Err(error) => error.kind() == io::ErrorKind::BrokenPipe,
    }
}
