//! What an operator asks of the store.

mod administration;
mod help;
mod releases;
mod settings;
mod words;

use std::io::{Write, stdout};
use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand};
use sync_protocol::PublicKey;

use crate::error::StoreError;
use crate::http::description;
use crate::machine::ThisMachine;
use crate::postgres::PostgresStore;
use crate::serving;
use crate::sqlite::SqliteStore;
use crate::store::Store;
pub use help::{Typed, typed};
use settings::{Place, Settings};

/// L’entrepôt d’indicateurs de Carnet : il garde les visites scellées d’une académie, sans pouvoir lire leurs comptes rendus.
///
/// Chaque option se donne aussi par une variable d’environnement ou par un fichier de réglages (--config) ; la ligne de
/// commande l’emporte sur l’environnement, l’environnement sur le fichier.
#[derive(Debug, Parser)]
#[command(name = "indicator-store", version, disable_help_subcommand = true)]
pub struct CommandLine {
    /// Un fichier de réglages (TOML)
    #[arg(long, global = true, value_name = "FICHIER", env = "INDICATOR_STORE_CONFIG")]
    config: Option<PathBuf>,
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Servir l’entrepôt
    Serve,
    /// Les académies servies
    Academie {
        #[command(subcommand)]
        command: AcademieCommand,
    },
    /// Les ordinateurs rattachés
    Device {
        #[command(subcommand)]
        command: DeviceCommand,
    },
    /// Le journal de ce qui a changé les droits d’une académie
    Audit(OfAcademie),
    /// Les parutions d’une académie
    Release {
        #[command(subcommand)]
        command: ReleaseCommand,
    },
    /// Écrire tout ce que l’entrepôt garde dans une archive, relue avant d’être annoncée
    Backup {
        /// Le fichier à écrire ; il ne doit pas exister
        #[arg(long, value_name = "FICHIER")]
        out: PathBuf,
    },
    /// Remettre une archive dans un entrepôt vide : une nouvelle vie commence, et chaque carnet renvoie ce qui manque
    Restore {
        /// L'archive
        archive: PathBuf,
    },
    /// Vérifier tout ce que l’entrepôt garde
    Check,
    /// Le cache d’où les faits se comptent vite : il se reconstruit à partir d’eux
    Cache {
        #[command(subcommand)]
        command: CacheCommand,
    },
    /// Écrire la description des routes (OpenAPI)
    Openapi,
}

#[derive(Debug, Args)]
struct OfAcademie {
    /// Le code de l’académie
    academie: String,
}

#[derive(Debug, Subcommand)]
enum AcademieCommand {
    /// Ouvrir l’entrepôt à une académie
    Create {
        /// Le code de l’académie, comme dans le préréglage
        code: String,
        /// Le fichier de la clé publique racine, écrit par « carnet academie init »
        #[arg(long, value_name = "FICHIER")]
        root_public_key: PathBuf,
    },
    /// Dire les académies servies
    List,
}

#[derive(Debug, Subcommand)]
enum DeviceCommand {
    /// Dire les ordinateurs rattachés
    List(OfAcademie),
    /// Ne plus répondre à un ordinateur
    Revoke {
        /// Le code de l’académie
        academie: String,
        /// La clé de l’ordinateur, telle que « device list » la dit
        key: PublicKey,
    },
}

#[derive(Debug, Subcommand)]
enum ReleaseCommand {
    /// Dire les parutions
    List {
        #[command(flatten)]
        of: OfAcademie,
        /// En JSON
        #[arg(long)]
        json: bool,
    },
    /// Dire ce qu’une parution publie
    Show {
        #[command(flatten)]
        of: OfAcademie,
        /// Son numéro
        number: u32,
        /// En JSON, avec toutes ses cellules
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Subcommand)]
enum CacheCommand {
    /// Jeter le cache et le reconstruire à partir des faits
    Rebuild,
}

/// Carries out what was asked.
///
/// # Errors
/// What could not be done.
pub fn run(asked: CommandLine) -> Result<(), StoreError> {
    if let Command::Openapi = asked.command {
        say(&serde_json::to_string_pretty(&description())?);
        return Ok(());
    }
    let settings = asked.settings.completed(asked.config.as_deref())?;
    let runtime = tokio::runtime::Runtime::new().map_err(StoreError::system(Path::new("runtime")))?;
    runtime.block_on(async {
        match settings.place()? {
            Place::Folder(folder) => {
                let store = SqliteStore::open(&folder, &ThisMachine)?;
                carry_out(store, asked.command, &settings).await
            }
            Place::Database(database) => {
                let store = PostgresStore::open(&database, &ThisMachine).await?;
                carry_out(store, asked.command, &settings).await
            }
        }
    })
}

async fn carry_out(store: impl Store, command: Command, settings: &Settings) -> Result<(), StoreError> {
    match command {
        Command::Serve => serving::serve(store, settings.front()?).await,
        Command::Academie { command } => match command {
            AcademieCommand::Create {
                code,
                root_public_key,
            } => administration::create(&store, &code, &root_public_key).await,
            AcademieCommand::List => administration::academies(&store).await,
        },
        Command::Device { command } => match command {
            DeviceCommand::List(of) => administration::devices(&store, &of.academie).await,
            DeviceCommand::Revoke { academie, key } => administration::revoke(&store, &academie, key).await,
        },
        Command::Audit(of) => administration::audit(&store, &of.academie).await,
        Command::Release { command } => match command {
            ReleaseCommand::List { of, json } => releases::list(&store, &of.academie, json).await,
            ReleaseCommand::Show { of, number, json } => {
                releases::show(&store, (&of.academie, number), json).await
            }
        },
        Command::Backup { out } => administration::back_up(&store, &out).await,
        Command::Restore { archive } => administration::restore(&store, &archive).await,
        Command::Check => administration::check(&store).await,
        Command::Cache {
            command: CacheCommand::Rebuild,
        } => administration::rebuild_cache(&store).await,
        Command::Openapi => Ok(()),
    }
}

/// Writes a line for who asked; a closed output stops nothing.
pub fn say(line: &str) {
    let _ = writeln!(stdout(), "{line}");
}
