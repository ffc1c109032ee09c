//! What may be typed, and what `--help` says of it.

mod releases;
mod syncing;

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgGroup, Command, value_parser};
use clap_complete::Shell;

const OPTIONS: &str = "Options\u{a0}";

const VISIT: &str = "La visite exportée (.carnet.json)";

pub(super) const EXIT_CODES: &str = "Codes de sortie\u{a0}: 0 accepté, 2 refusé en entier, 1 erreur (commande mal formée, fichier qui ne se lit pas).";

const TEMPLATE: &str = "{about}\n\nUtilisation\u{a0}: {usage}\n\n{all-args}{after-help}";

/// Every command, with its help in French.
pub(super) fn command() -> Command {
    let json = || flag("json", "Écrit un seul objet JSON");
    let grid_check = french("check", "Vérifie une grille")
        .arg(file("FICHIER", "La grille (JSON)"))
        .arg(json());
    let grid_print = french("print", "Écrit une grille à remplir à la main (PDF)")
        .arg(file("FICHIER", "La grille (JSON)"))
        .arg(option("out", "PDF", "Le fichier à écrire").required(true))
        .arg(flag("force", "Remplace le fichier s’il existe"))
        .arg(json());
    let directory_check = french("check", "Vérifie un fichier d’annuaire (CSV)")
        .arg(file("FICHIER", "Le fichier de l’annuaire"))
        .arg(json());
    french(
        "carnet",
        "Carnet\u{a0}: observer les usages du numérique en classe. Sans commande, ouvre la fenêtre.",
    )
    .version(env!("CARGO_PKG_VERSION"))
    .after_help(EXIT_CODES)
    .disable_version_flag(true)
    .arg(flag("version", "Affiche la version").action(ArgAction::Version))
    .subcommand(
        group("grid", "Grilles")
            .subcommand(grid_check)
            .subcommand(grid_print),
    )
    .subcommand(group("directory", "Annuaire des écoles et établissements").subcommand(directory_check))
    .subcommand(notebook())
    .subcommand(dossier())
    .subcommand(syncing::enrol())
    .subcommand(syncing::sync())
    .subcommand(syncing::recover())
    .subcommand(syncing::academie())
    .subcommand(releases::consolidate())
    .subcommand(releases::release())
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
            "L’empreinte attendue du signataire (64 chiffres et lettres de a à f)",
        ))
        .arg(json()),
    )
    .subcommand(
        french(
            "completions",
            "Écrit les complétions d’un interpréteur de commandes",
        )
        .arg(
            Arg::new("shell")
                .value_name("INTERPRÉTEUR")
                .required(true)
                .value_parser(value_parser!(Shell))
                .hide_possible_values(true)
                .help("bash, zsh, fish, elvish ou powershell")
                .help_heading("Arguments\u{a0}"),
        ),
    )
    .subcommand(french("man", "Écrit la page de manuel (roff)"))
}

fn passphrase() -> Arg {
    Arg::new("passphrase-file")
        .long("passphrase-file")
        .value_name("FICHIER")
        .value_parser(value_parser!(PathBuf))
        .help_heading(OPTIONS)
        .help("Lit la phrase de passe dans ce fichier plutôt que sur l’entrée standard")
}

fn folder(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name(value)
        .value_parser(value_parser!(PathBuf))
        .required(true)
        .help_heading(OPTIONS)
        .help(help)
}

/// A command on a notebook that is closed, in a folder that is named.
fn on_notebook(name: &'static str, about: &'static str) -> Command {
    french(name, about)
        .arg(folder(
            "notebook",
            "DOSSIER",
            "Le dossier du carnet, fermé dans l’application",
        ))
        .arg(passphrase())
        .arg(flag("json", "Écrit un seul objet JSON"))
}

fn notebook() -> Command {
    let closed = |name: &'static str, about: &'static str| {
        french(name, about)
            .arg(file("DOSSIER", "Le dossier du carnet, fermé dans l’application"))
            .arg(passphrase())
            .arg(flag("json", "Écrit un seul objet JSON"))
    };
    let into = folder(
        "into",
        "DOSSIER",
        "Le dossier du carnet\u{a0}; celui qui y est est mis de côté, intact",
    );
    let restore = french(
        "restore",
        "Met une sauvegarde à la place du carnet, qui est mis de côté",
    )
    .arg(file(
        "SAUVEGARDE",
        "Le dossier de la sauvegarde (carnet-sauvegarde-…)",
    ))
    .arg(into)
    .arg(flag("dry-run", "Dit ce qui changerait, sans rien changer"))
    .arg(passphrase())
    .arg(flag("json", "Écrit un seul objet JSON"));
    let out = folder("out", "DOSSIER", "Le dossier où écrire la sauvegarde");
    group("notebook", "Carnet chiffré")
        .subcommand(closed("check", "Vérifie un carnet sans rien y changer"))
        .subcommand(closed("backup", "Fait une sauvegarde vérifiée du carnet").arg(out))
        .subcommand(restore)
        .subcommand(closed(
            "recover",
            "Met de côté un carnet abîmé et reprend ce qui peut être lu",
        ))
        .subcommand(closed("upgrade", "Met le carnet au format de cette version"))
}

fn dossier() -> Command {
    french(
        "dossier",
        "Écrit tout ce qu’un carnet contient sur une personne (PDF et JSON)",
    )
    .arg(folder(
        "notebook",
        "DOSSIER",
        "Le dossier du carnet, fermé dans l’application",
    ))
    .arg(
        option(
            "teacher",
            "PERSONNE",
            "La personne\u{a0}: son identifiant, ou un nom qu’elle seule porte",
        )
        .required(true),
    )
    .arg(
        option("out-dir", "DOSSIER", "Le dossier où écrire")
            .long("out")
            .required(true),
    )
    .arg(flag("force", "Remplace les fichiers s’ils existent"))
    .arg(passphrase())
    .arg(flag("json", "Écrit un seul objet JSON"))
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
            "xlsx",
            "CLASSEUR",
            "Le classeur à écrire plutôt qu’un PDF, pour un seul enseignant",
        ))
        .arg(option(
            "teacher",
            "UUID",
            "L’enseignant ou l’enseignante, quand la visite en observe plusieurs",
        ))
        .group(
            ArgGroup::new("where")
                .args(["out", "out-dir", "xlsx"])
                .required(true),
        )
        .arg(flag("force", "Remplace le fichier s’il existe"))
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
