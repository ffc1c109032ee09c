//! What may be typed to publish, and to write what was published.

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, value_parser};

use super::{OPTIONS, file, flag, group, on_notebook, option};

/// `carnet consolidate`.
pub(super) fn consolidate() -> Command {
    on_notebook(
        "consolidate",
        "Écrit le rapport d’une école, d’un établissement ou d’une circonscription (PDF), ou les chiffres publiés (XLSX, CSV)",
    )
    .arg(
        option(
            "scope",
            "LIEU",
            "etablissement/UAI, circonscription/UAI, ou academie pour tous les chiffres publiés",
        )
        .required(true),
    )
    .arg(
        option(
            "out",
            "FICHIER",
            "Le fichier à écrire\u{a0}: .pdf, .xlsx ou .csv (le dictionnaire des colonnes va à côté)",
        )
        .required(true),
    )
    .arg(flag("force", "Remplace les fichiers s’ils existent"))
}

/// `carnet release`.
pub(super) fn release() -> Command {
    group("release", "Parutions")
        .subcommand(prepare())
        .subcommand(
            on_notebook("publish", "Signe et publie une parution préparée")
                .arg(file("PARUTION", "Le fichier que « release prepare » a écrit")),
        )
        .subcommand(on_notebook("show", "Dit ce qui a été publié"))
}

fn prepare() -> Command {
    on_notebook(
        "prepare",
        "Prépare une parution\u{a0}: dit ce qu’elle publie et ce qu’elle masque, sans rien publier",
    )
    .arg(option("name", "NOM", "Son nom").required(true))
    .arg(option(
        "anchor",
        "ANNÉE",
        "L’année scolaire où commencent les fenêtres de trois ans, comme 2023-2024\u{a0}; celle de la première parution ensuite",
    ))
    .arg(
        option("teachers", "NOMBRE", "Le nombre d’enseignants au moins, de 3 à 11")
            .value_parser(value_parser!(u32).range(1..)),
    )
    .arg(
        option(
            "withdraw",
            "CHIFFRE",
            "Ce qu’elle retire d’une parution antérieure\u{a0}: grille|indicateur|première année|dernière année\u{a0}; se répète",
        )
        .action(ArgAction::Append),
    )
    .arg(option("reason", "RAISON", "Pourquoi elle retire quelque chose"))
    .arg(
        Arg::new("out")
            .long("out")
            .value_name("FICHIER")
            .value_parser(value_parser!(PathBuf))
            .required(true)
            .help_heading(OPTIONS)
            .help("Le fichier à écrire, à relire puis à publier"),
    )
}
