//! What may be typed to sync, and by the keepers of an académie.

use std::path::PathBuf;

use clap::{Arg, ArgGroup, Command, value_parser};

use super::{OPTIONS, flag, folder, french, group, on_notebook, option, passphrase};

/// `carnet enrol`.
pub(super) fn enrol() -> Command {
    on_notebook(
        "enrol",
        "Rattache un carnet à l’entrepôt d’une invitation, et le synchronise",
    )
    .arg(option(
        "invitation",
        "TEXTE",
        "L’invitation entière, entre guillemets",
    ))
    .arg(path(
        "invitation-file",
        "FICHIER",
        "Le fichier qui contient l’invitation",
    ))
    .group(
        ArgGroup::new("which")
            .args(["invitation", "invitation-file"])
            .required(true),
    )
    .args(reach())
}

/// `carnet sync`.
pub(super) fn sync() -> Command {
    on_notebook("sync", "Synchronise un carnet avec son entrepôt")
}

/// `carnet recover-laptop`.
pub(super) fn recover() -> Command {
    french(
        "recover-laptop",
        "Refait, sur un ordinateur neuf, le carnet que l’entrepôt garde pour un code de secours",
    )
    .arg(folder(
        "into",
        "DOSSIER",
        "Le dossier où faire le carnet\u{a0}; il ne doit pas y en avoir",
    ))
    .arg(
        path(
            "invitation-file",
            "FICHIER",
            "Le texte d’un gardien\u{a0}: il dit où est l’entrepôt",
        )
        .required(true),
    )
    .arg(
        path(
            "recovery-code-file",
            "FICHIER",
            "Le fichier qui contient le code de secours",
        )
        .required(true),
    )
    .args(reach())
    .arg(passphrase())
    .arg(flag("json", "Écrit un seul objet JSON"))
}

/// `carnet academie …`.
pub(super) fn academie() -> Command {
    group("academie", "Ce que fait un gardien de l’académie")
        .subcommand(
            on_notebook(
                "init",
                "Fonde l’académie du préréglage\u{a0}: sa clé racine naît ici et n’en sort que chiffrée",
            )
            .arg(option("store", "URL", "L’adresse de l’entrepôt (https://…)").required(true))
            .arg(
                path(
                    "root-public-key",
                    "FICHIER",
                    "Où écrire la clé publique racine, pour l’exploitant de l’entrepôt",
                )
                .required(true),
            )
            .args(reach()),
        )
        .subcommand(invite())
        .subcommand(
            on_notebook("revoke", "Met fin à un ordinateur ou à une personne")
                .arg(option(
                    "device",
                    "CLÉ",
                    "L’ordinateur, par sa clé («\u{a0}indicator-store device list\u{a0}»)",
                ))
                .arg(option("author", "EMPREINTE", "La personne, par son empreinte"))
                .group(ArgGroup::new("whom").args(["device", "author"]).required(true)),
        )
        .subcommand(
            on_notebook(
                "vault",
                "Crée le coffre d’un cercle, pour qu’un successeur puisse lire ses comptes rendus",
            )
            .arg(option("circle", "CERCLE", "circonscription/UAI ou discipline/CODE").required(true)),
        )
        .subcommand(on_notebook(
            "identity",
            "Dit l’identité de ce carnet, à donner à un gardien",
        ))
        .subcommand(
            on_notebook(
                "keeper",
                "Nomme un second gardien, et chiffre la clé racine pour lui seul",
            )
            .arg(
                option(
                    "identity",
                    "IDENTITÉ",
                    "Son identité, telle que «\u{a0}academie identity\u{a0}» la dit",
                )
                .required(true),
            )
            .arg(
                option(
                    "fingerprint",
                    "EMPREINTE",
                    "Son empreinte, telle qu’il vous l’a lue de vive voix",
                )
                .required(true),
            )
            .arg(path("out", "FICHIER", "Où écrire la clé racine chiffrée").required(true)),
        )
        .subcommand(
            on_notebook(
                "root",
                "Garde la clé racine qu’un gardien a chiffrée pour ce carnet",
            )
            .arg(path("from", "FICHIER", "La clé racine chiffrée").required(true)),
        )
}

fn invite() -> Command {
    on_notebook("invite", "Invite une personne à prendre un rôle, une seule fois")
        .arg(option("person", "NOM", "Pour qui\u{a0}: reste dans ce carnet").required(true))
        .arg(
            option(
                "role",
                "RÔLE",
                "inspecteur, conseiller, ien-tice, dan, dpd ou lecteur",
            )
            .required(true),
        )
        .arg(
            option(
                "scope",
                "OÙ",
                "academie, circonscription/UAI ou discipline/CODE\u{a0}; plusieurs fois si besoin",
            )
            .required(true)
            .action(clap::ArgAction::Append),
        )
        .arg(option(
            "until",
            "DATE",
            "Le dernier jour du rôle (2027-08-31)\u{a0}; sans elle, il dure",
        ))
        .arg(
            option(
                "expires",
                "DATE",
                "Le dernier jour où l’invitation peut être prise",
            )
            .required(true),
        )
}

/// How the store is reached, where the system does not say.
fn reach() -> [Arg; 2] {
    [
        path(
            "authority",
            "FICHIER",
            "Le certificat de l’autorité de l’académie (PEM), si le système ne la connaît pas",
        ),
        option(
            "proxy",
            "URL",
            "Le mandataire (proxy), si ce n’est pas celui du système",
        ),
    ]
}

fn path(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name(value)
        .value_parser(value_parser!(PathBuf))
        .help_heading(OPTIONS)
        .help(help)
}
