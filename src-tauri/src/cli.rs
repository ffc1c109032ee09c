//! The command line: the same binary, no window. Exit 0 accepted, 2 the whole refused, 1 a fault.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use app::host::Host;
use app::tools::{self, Verdict};
use clap::{Arg, ArgAction, ArgGroup, ArgMatches, Command, value_parser};

use crate::desktop::Desktop;

const FAULT: u8 = 1;
const REFUSED: u8 = 2;

const OPTIONS: &str = "Options\u{a0}";

const VISIT: &str = "La visite exportée (.carnet.json)";

const EXIT_CODES: &str = "Codes de sortie\u{a0}: 0 accepté, 2 refusé en entier, 1 erreur.";

const TEMPLATE: &str = "{about}\n\nUtilisation\u{a0}: {usage}\n\n{all-args}{after-help}";

/// Carries out the command line of this process.
pub fn run() -> ExitCode {
    match command().try_get_matches() {
        Ok(matches) => carry_out(&matches).unwrap_or_else(|fault| {
            say(&mut io::stderr(), &format!("carnet\u{a0}: {fault}"));
            ExitCode::from(FAULT)
        }),
        Err(error) => usage(&error),
    }
}

fn usage(error: &clap::Error) -> ExitCode {
    use clap::error::ErrorKind::{DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand, DisplayVersion};
    match error.kind() {
        DisplayHelp | DisplayVersion => {
            say(&mut io::stdout(), error.render().to_string().trim_end());
            ExitCode::SUCCESS
        }
        DisplayHelpOnMissingArgumentOrSubcommand => {
            say(&mut io::stderr(), error.render().to_string().trim_end());
            ExitCode::from(FAULT)
        }
        _ => {
            let named = error.context().find_map(|(_, value)| match value {
                clap::error::ContextValue::String(text) => Some(text.clone()),
                clap::error::ContextValue::Strings(texts) => texts.first().cloned(),
                _ => None,
            });
            let named = named.map_or_else(String::new, |text| format!("\u{a0}: {text}"));
            let hint = "Commande mal formée ou incomplète";
            say(
                &mut io::stderr(),
                &format!("carnet\u{a0}: {hint}{named}. «\u{a0}carnet --help\u{a0}» donne les commandes."),
            );
            ExitCode::from(FAULT)
        }
    }
}

fn command() -> Command {
    let json = || flag("json", "Écrit un seul objet JSON");
    let grid_check = french("check", "Vérifie une grille")
        .arg(file("FICHIER", "La grille (JSON)"))
        .arg(json());
    let directory_check = french("check", "Vérifie un fichier d’annuaire (CSV)")
        .arg(file("FICHIER", "Le fichier de l’annuaire"))
        .arg(json());
    let passphrase = Arg::new("passphrase-file")
        .long("passphrase-file")
        .value_name("FICHIER")
        .value_parser(value_parser!(PathBuf))
        .help_heading(OPTIONS)
        .help("Lit la phrase de passe dans ce fichier plutôt que sur l’entrée standard");
    let notebook_check = french("check", "Vérifie un carnet sans rien y changer")
        .arg(file("DOSSIER", "Le dossier du carnet, fermé dans l’application"))
        .arg(passphrase)
        .arg(json());
    french(
        "carnet",
        "Carnet\u{a0}: observer les usages du numérique en classe. Sans commande, ouvre la fenêtre.",
    )
    .version(env!("CARGO_PKG_VERSION"))
    .after_help(EXIT_CODES)
    .disable_version_flag(true)
    .arg(flag("version", "Affiche la version").action(ArgAction::Version))
    .subcommand(group("grid", "Grilles").subcommand(grid_check))
    .subcommand(group("directory", "Annuaire des écoles et établissements").subcommand(directory_check))
    .subcommand(group("notebook", "Carnet chiffré").subcommand(notebook_check))
    .subcommand(report())
    .subcommand(
        french(
            "verify",
            "Vérifie qu’une visite exportée est intacte, et qui l’a signée",
        )
        .arg(file("VISITE", VISIT))
        .arg(option(
            "signer",
            "EMPREINTE",
            "L’empreinte attendue du signataire",
        ))
        .arg(json()),
    )
}

fn report() -> Command {
    french("report", "Écrit le compte rendu PDF d’une visite exportée")
        .arg(file("VISITE", VISIT))
        .arg(option(
            "out",
            "PDF",
            "Le fichier à écrire, pour un seul enseignant",
        ))
        .arg(option(
            "out-dir",
            "DOSSIER",
            "Le dossier où écrire un compte rendu par enseignant",
        ))
        .arg(option(
            "teacher",
            "UUID",
            "L’enseignant ou l’enseignante, quand la visite en observe plusieurs",
        ))
        .group(ArgGroup::new("where").args(["out", "out-dir"]).required(true))
        .arg(flag("json", "Écrit un seul objet JSON"))
}

fn french(name: &'static str, about: &'static str) -> Command {
    Command::new(name)
        .about(about)
        .help_template(TEMPLATE)
        .subcommand_help_heading("Commandes\u{a0}")
        .subcommand_value_name("COMMANDE")
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .arg(
            flag("help", "Affiche cette aide")
                .short('h')
                .action(ArgAction::Help),
        )
}

fn group(name: &'static str, about: &'static str) -> Command {
    french(name, about)
        .subcommand_required(true)
        .arg_required_else_help(true)
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .help(help)
        .help_heading(OPTIONS)
        .action(ArgAction::SetTrue)
}

fn option(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name(value)
        .help(help)
        .help_heading(OPTIONS)
}

fn file(value: &'static str, help: &'static str) -> Arg {
    Arg::new("file")
        .value_name(value)
        .help(help)
        .required(true)
        .value_parser(value_parser!(PathBuf))
        .help_heading("Arguments\u{a0}")
}

fn carry_out(matches: &ArgMatches) -> io::Result<ExitCode> {
    match matches.subcommand() {
        Some(("grid", inner)) => checked(inner, |_, bytes| tools::check_grid(bytes)),
        Some(("directory", inner)) => checked(inner, |_, bytes| tools::check_directory(bytes)),
        Some(("notebook", inner)) => notebook(inner),
        Some(("verify", inner)) => {
            let signer = inner.get_one::<String>("signer").map(String::as_str);
            let verdict = tools::verify_visit(&read(path(inner))?, signer);
            Ok(conclude(inner, &verdict))
        }
        Some(("report", inner)) => write_reports(inner),
        _ => Ok(ExitCode::from(FAULT)),
    }
}

fn checked(group: &ArgMatches, check: impl Fn(&ArgMatches, &[u8]) -> Verdict) -> io::Result<ExitCode> {
    let Some((_, inner)) = group.subcommand() else {
        return Ok(ExitCode::from(FAULT));
    };
    let verdict = check(inner, &read(path(inner))?);
    Ok(conclude(inner, &verdict))
}

fn notebook(group: &ArgMatches) -> io::Result<ExitCode> {
    let Some((_, inner)) = group.subcommand() else {
        return Ok(ExitCode::from(FAULT));
    };
    let mut passphrase = String::new();
    match inner.get_one::<PathBuf>("passphrase-file") {
        Some(file) => passphrase.push_str(&String::from_utf8_lossy(&read(file)?)),
        None => drop(io::stdin().read_to_string(&mut passphrase)?),
    }
    let passphrase = passphrase.trim_end_matches(['\r', '\n']);
    let verdict = tools::check_notebook(path(inner), passphrase).map_err(fault)?;
    Ok(conclude(inner, &verdict))
}

fn write_reports(matches: &ArgMatches) -> io::Result<ExitCode> {
    let teacher = matches.get_one::<String>("teacher").map(String::as_str);
    let reports = match tools::reports(&read(path(matches))?, teacher) {
        Ok(reports) => reports,
        Err(error) => return Ok(conclude(matches, &Verdict::of(error).map_err(fault)?)),
    };
    let single = matches.get_one::<String>("out").map(PathBuf::from);
    let folder = matches.get_one::<String>("out-dir").map(PathBuf::from);
    if single.is_some() && reports.len() > 1 {
        return Ok(conclude(matches, &Verdict::teacher_needed()));
    }
    let mut written = Vec::new();
    for report in &reports {
        let beside = folder.clone().unwrap_or_default().join(&report.name);
        let target = single.clone().unwrap_or(beside);
        Desktop
            .write_durably(&target, &report.bytes)
            .map_err(|error| at(&target, &error))?;
        written.push(target.display().to_string());
    }
    let verdict = Verdict::written(&reports);
    Ok(conclude(matches, &verdict.with("written", written)))
}

fn fault(fault: app::problem::Fault) -> io::Error {
    io::Error::other(fault.sentence())
}

fn path(matches: &ArgMatches) -> &Path {
    matches
        .get_one::<PathBuf>("file")
        .map_or(Path::new(""), PathBuf::as_path)
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    fs::read(path).map_err(|error| at(path, &error))
}

fn at(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(
        error.kind(),
        format!("{}\u{a0}: {}", path.display(), reason(error)),
    )
}

/// Why, in French where the reason is a usual one; else in the words of the system.
fn reason(error: &io::Error) -> String {
    use io::ErrorKind::{IsADirectory, NotADirectory, NotFound, PermissionDenied, StorageFull};
    match error.kind() {
        NotFound => "ce fichier ou ce dossier n’existe pas.".to_owned(),
        PermissionDenied => "l’accès est refusé.".to_owned(),
        IsADirectory => "c’est un dossier\u{202f}; donnez un fichier.".to_owned(),
        NotADirectory => "un des dossiers de ce chemin est un fichier.".to_owned(),
        StorageFull => "le disque est plein.".to_owned(),
        _ => error.to_string(),
    }
}

fn conclude(matches: &ArgMatches, verdict: &Verdict) -> ExitCode {
    let text = if matches.get_flag("json") {
        verdict.to_json()
    } else {
        verdict.to_text()
    };
    say(&mut io::stdout(), text.trim_end());
    if verdict.accepted {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(REFUSED)
    }
}

/// A closed pipe is not a fault: whoever reads has read enough.
fn say(out: &mut dyn Write, text: &str) {
    let _ = writeln!(out, "{text}");
}
