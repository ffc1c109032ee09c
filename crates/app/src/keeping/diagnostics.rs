//! What says how Carnet fares here: versions, counts, codes. No content, no name, no path.

use std::collections::VecDeque;
use std::fs;
use std::path::Path;
use std::sync::PoisonError;

use notebook::{Backup, CheckReport};
use observation::instant::Instant;

use super::{backups, words};
use crate::App;
use crate::documents::write_document;
use crate::host::Drive;
use crate::problem::{AppError, Outcome};
use crate::session::opening::closed_keys;
use crate::session::{Open, SetUp};
use crate::tools::wording;
use crate::views::{DiagnosticsView, ExportedFile, Failure, Nothing};

/// How many refusals and faults are remembered, until Carnet is closed.
const MOST: usize = 40;

/// The name of the file that is sent.
const DIAGNOSTICS_FILE: &str = "Diagnostic de Carnet.txt";

/// What was refused or failed lately: when, which command, which codes.
#[derive(Default)]
pub(crate) struct Refusals(VecDeque<(Instant, String, Vec<String>)>);

impl App {
    /// Remembers the codes of a failure, never its parameters: they may name a person.
    pub(crate) fn remember(&self, command: &str, failure: &Failure) {
        let codes = failure
            .problems
            .iter()
            .map(|problem| problem.code.clone())
            .collect();
        let mut refusals = self.refusals.lock().unwrap_or_else(PoisonError::into_inner);
        refusals
            .0
            .push_back((self.host().now(), command.to_owned(), codes));
        if refusals.0.len() > MOST {
            refusals.0.pop_front();
        }
    }

    /// What a person may send to whoever helps, to be read before. Also where nothing opens: what can be known without the
    /// key is told then.
    ///
    /// # Errors
    /// None today.
    pub fn diagnostics(&self, _: Nothing) -> Outcome<DiagnosticsView> {
        Ok(DiagnosticsView {
            text: self.diagnosed(),
        })
    }

    /// Writes the same as a text file.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn export_diagnostics(&self, _: Nothing) -> Outcome<ExportedFile> {
        let text = self.diagnosed();
        write_document(
            self.host(),
            &self.reachable_documents(),
            DIAGNOSTICS_FILE,
            text.as_bytes(),
        )
    }

    fn diagnosed(&self) -> String {
        let told = self.with_set_up(|open, set_up| self.opened_lines(open, set_up));
        let mut lines = self.machine();
        lines.extend(told.unwrap_or_else(|error| self.closed_lines(&error)));
        lines.extend(self.refusal_lines());
        lines.join("\n") + "\n"
    }

    fn machine(&self) -> Vec<String> {
        let folder = self.host().notebook_folder();
        let size = words::size(words::size_of(&folder));
        vec![
            "Diagnostic de Carnet (sans contenu ni nom)".to_owned(),
            format!("Fait le\u{a0}: {}", self.host().now()),
            format!("Carnet\u{a0}: {}", env!("CARGO_PKG_VERSION")),
            format!(
                "Système\u{a0}: {} {}",
                std::env::consts::OS,
                std::env::consts::ARCH
            ),
            format!("Taille du dossier du carnet\u{a0}: {size}"),
            format!("Lecteur du carnet\u{a0}: {}", self.drive_in_words(&folder)),
        ]
    }

    fn opened_lines(&self, open: &Open, set_up: &SetUp) -> Outcome<Vec<String>> {
        let (sqlite, cipher, schema) = open.notebook.engine()?;
        let report = open.notebook.check_now()?;
        let mut lines = vec![format!("SQLite {sqlite}, SQLCipher {cipher}, schéma {schema}")];
        lines.extend(notebook_lines(&report));
        lines.extend(self.backup_lines(open, set_up)?);
        Ok(lines)
    }

    /// What is known without the key of a notebook that did not open, or not whole; `why` it is so.
    fn closed_lines(&self, why: &AppError) -> Vec<String> {
        let folder = self.host().notebook_folder();
        let keys = match closed_keys(&folder) {
            Ok(keys) if keys.is_intact() => "lisibles".to_owned(),
            Ok(_) => "lisibles en partie".to_owned(),
            Err(error) => codes_of(&error),
        };
        let usual = self.host().documents_folder().join(backups::FOLDER);
        let found = Backup::all_in(&usual).map_or(0, |backups| backups.len());
        let mut lines = vec![
            format!("Carnet non lu\u{a0}: {}", codes_of(why)),
            "SQLite et schéma\u{a0}: ne se lisent pas sans la clé".to_owned(),
            format!("Clés\u{a0}: {keys}"),
            format!("Sauvegardes dans le dossier habituel\u{a0}: {found}"),
            String::new(),
            "Fichiers du carnet".to_owned(),
        ];
        lines.extend(files_of(&folder));
        lines
    }

    fn drive_in_words(&self, folder: &Path) -> &'static str {
        match self.host().drive(folder) {
            Drive::Local => "disque de la machine",
            Drive::Network(_) => "lecteur réseau",
            Drive::Synchronised(_) => "dossier synchronisé",
        }
    }

    fn backup_lines(&self, open: &Open, set_up: &SetUp) -> Outcome<Vec<String>> {
        let folder = self.backup_folder(open)?;
        let view = self.backups_view(open, set_up)?;
        let codes: Vec<&str> = view
            .problems
            .iter()
            .map(|problem| problem.code.as_str())
            .collect();
        let found = backups::own(&folder, open).map_or(0, |backups| backups.len());
        let last = if view.last.is_empty() {
            "aucune"
        } else {
            &view.last
        };
        Ok(vec![
            String::new(),
            format!("Dernière sauvegarde vérifiée\u{a0}: {last}"),
            format!(
                "Sauvegardes dans le dossier\u{a0}: {found} ({})",
                self.drive_in_words(&folder)
            ),
            format!("Dossier des sauvegardes\u{a0}: {}", or_nothing(&codes)),
        ])
    }

    fn refusal_lines(&self) -> Vec<String> {
        let refusals = self.refusals.lock().unwrap_or_else(PoisonError::into_inner);
        let told = refusals
            .0
            .iter()
            .map(|(at, command, codes)| format!("{at} {command}\u{a0}: {}", codes.join(", ")));
        let head = format!("Refus et erreurs depuis l’ouverture\u{a0}: {}", refusals.0.len());
        [String::new(), head].into_iter().chain(told).collect()
    }
}

fn notebook_lines(report: &CheckReport) -> Vec<String> {
    let codes: Vec<&str> = report
        .problems
        .iter()
        .map(|problem| problem.code.as_str())
        .collect();
    let head = format!("Vérification complète\u{a0}: {}", or_nothing(&codes));
    let counts = report
        .counts
        .iter()
        .map(|(table, count)| format!("{}\u{a0}: {count}", wording::name_of(table)));
    [String::new(), head].into_iter().chain(counts).collect()
}

/// The codes of a failure, never its parameters: they may name a person or a folder.
fn codes_of(error: &AppError) -> String {
    let problems = error.problems();
    let codes: Vec<&str> = problems.iter().map(|problem| problem.code.as_str()).collect();
    codes.join(", ")
}

/// The files of a notebook, those that Carnet names, with their sizes.
fn files_of(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let named = entries.filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        let size = entry.metadata().ok()?.len();
        let is_ours = name.starts_with("notebook.");
        is_ours.then(|| format!("{name}\u{a0}: {size} octets"))
    });
    let mut files: Vec<String> = named.collect();
    files.sort();
    files
}

fn or_nothing(codes: &[&str]) -> String {
    if codes.is_empty() {
        "rien à signaler".to_owned()
    } else {
        codes.join(", ")
    }
}
