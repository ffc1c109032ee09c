//! What an operator asks of the store.

use std::fs;
use std::io::{Write, stdout};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand};
use sync_protocol::PublicKey;

use crate::error::StoreError;
use crate::machine::{Machine, ThisMachine};
use crate::serving;
use crate::sqlite::SqliteStore;
use crate::store::{AuditedAct, Store, first_broken};

/// L'entrepôt d'indicateurs de Carnet : il garde les visites scellées d'une académie, sans pouvoir lire leurs comptes rendus.
#[derive(Debug, Parser)]
#[command(name = "indicator-store", version, about, disable_help_subcommand = true)]
pub struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Servir l'entrepôt
    Serve(Serve),
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
    /// Vérifier ce que l'entrepôt garde
    Check(Folder),
}

#[derive(Debug, Args)]
struct Folder {
    /// Le dossier de l'entrepôt
    #[arg(long, value_name = "DOSSIER", env = "INDICATOR_STORE_DATA")]
    data: PathBuf,
}

#[derive(Debug, Args)]
struct Serve {
    #[command(flatten)]
    folder: Folder,
    /// L'adresse où écouter
    #[arg(
        long,
        value_name = "ADRESSE:PORT",
        default_value = "127.0.0.1:8750",
        env = "INDICATOR_STORE_LISTEN"
    )]
    listen: SocketAddr,
    /// Servir en clair derrière un mandataire qui chiffre
    #[arg(long, env = "INDICATOR_STORE_BEHIND_PROXY")]
    behind_proxy: bool,
}

#[derive(Debug, Subcommand)]
enum AcademieCommand {
    /// Ouvrir l'entrepôt à une académie
    Create {
        #[command(flatten)]
        folder: Folder,
        /// Le code de l'académie, comme dans le préréglage
        code: String,
        /// Le fichier de la clé publique racine, écrit par « carnet academie init »
        #[arg(long, value_name = "FICHIER")]
        root_public_key: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
enum DeviceCommand {
    /// Dire les ordinateurs rattachés
    List {
        #[command(flatten)]
        folder: Folder,
        /// Le code de l'académie
        academie: String,
    },
    /// Ne plus répondre à un ordinateur
    Revoke {
        #[command(flatten)]
        folder: Folder,
        /// Le code de l'académie
        academie: String,
        /// La clé de l'ordinateur, telle que « device list » la dit
        key: PublicKey,
    },
}

/// Carries out what was asked.
///
/// # Errors
/// What could not be done.
pub fn run(asked: CommandLine) -> Result<(), StoreError> {
    let runtime = tokio::runtime::Runtime::new().map_err(StoreError::system(Path::new("runtime")))?;
    runtime.block_on(async {
        match asked.command {
            Command::Serve(serve) => self::serve(serve).await,
            Command::Academie { command } => academie(command).await,
            Command::Device { command } => device(command).await,
            Command::Check(folder) => check(&folder).await,
        }
    })
}

fn open(folder: &Folder) -> Result<SqliteStore, StoreError> {
    SqliteStore::open(&folder.data, &ThisMachine)
}

async fn serve(asked: Serve) -> Result<(), StoreError> {
    serving::refuse_clear(asked.listen, asked.behind_proxy)?;
    serving::serve(open(&asked.folder)?, asked.listen).await
}

async fn academie(asked: AcademieCommand) -> Result<(), StoreError> {
    let AcademieCommand::Create {
        folder,
        code,
        root_public_key,
    } = asked;
    let text = fs::read_to_string(&root_public_key).map_err(StoreError::system(&root_public_key))?;
    let root = text
        .trim()
        .parse()
        .map_err(|_| StoreError::NotAKey(root_public_key.display().to_string()))?;
    let store = open(&folder)?;
    store.create_academie(&code, root, ThisMachine.now()).await?;
    audited(&store, &code, "academie_created", root.to_string()).await
}

async fn device(asked: DeviceCommand) -> Result<(), StoreError> {
    match asked {
        DeviceCommand::List { folder, academie } => {
            for device in open(&folder)?.devices(&academie).await? {
                let state = device
                    .revoked_at
                    .map_or_else(String::new, |at| format!("  révoqué {at}"));
                say(&format!(
                    "{}  {}  {}{state}",
                    device.key, device.author, device.enrolled_at
                ));
            }
            Ok(())
        }
        DeviceCommand::Revoke {
            folder,
            academie,
            key,
        } => {
            let store = open(&folder)?;
            store.revoke(&academie, &[key], ThisMachine.now()).await?;
            audited(&store, &academie, "revoked", key.to_string()).await
        }
    }
}

async fn check(folder: &Folder) -> Result<(), StoreError> {
    let store = open(folder)?;
    for academie in store.academies().await? {
        let trail = store.audit_trail(&academie.code).await?;
        if let Some(number) = first_broken(&trail) {
            return Err(StoreError::Damaged(format!("{}: audit {number}", academie.code)));
        }
        say(&format!("{}: {} actes", academie.code, trail.len()));
    }
    Ok(())
}

async fn audited(store: &impl Store, academie: &str, what: &str, subject: String) -> Result<(), StoreError> {
    let act = AuditedAct {
        what: what.to_owned(),
        by: "operator".to_owned(),
        subject,
    };
    store.audit(academie, &act, ThisMachine.now()).await
}

/// A closed output stops nothing.
fn say(line: &str) {
    let _ = writeln!(stdout(), "{line}");
}
