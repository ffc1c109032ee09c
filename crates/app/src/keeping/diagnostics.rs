//! What says how Carnet fares here: versions, counts, codes. No content, no name, no path.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::PoisonError;

use notebook::CheckReport;
use observation::instant::Instant;

use super::{backups, words};
use crate::App;
use crate::host::Drive;
use crate::problem::Outcome;
use crate::session::{Open, SetUp};
use crate::tools::wording;
use crate::views::{DiagnosticsView, ExportedFile, Failure, Nothing};

/// How many refusals and faults are remembered, until Carnet is closed.
const MOST: usize = 40;

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

    /// What a person may send to whoever helps, to be read before.
    ///
    /// # Errors
    /// When the notebook is locked, the first start not done, or the disk refuses.
    pub fn diagnostics(&self, _: Nothing) -> Outcome<DiagnosticsView> {
        self.with_set_up(|open, set_up| {
            let text = self.diagnosed(open, set_up)?;
            Ok(DiagnosticsView { text })
        })
    }

    /// Writes the same as a text file.
    ///
    /// # Errors
    /// As [`App::diagnostics`], or when the file cannot be written.
    pub fn export_diagnostics(&self, _: Nothing) -> Outcome<ExportedFile> {
        self.with_set_up(|open, set_up| {
            let text = self.diagnosed(open, set_up)?;
            self.export(open, "Diagnostic de Carnet.txt", text.as_bytes(), &[])
        })
    }

    fn diagnosed(&self, open: &Open, set_up: &SetUp) -> Outcome<String> {
        let report = open.notebook.check_now()?;
        let mut lines = self.machine(open)?;
        lines.extend(notebook_lines(&report));
        lines.extend(self.backup_lines(open, set_up)?);
        lines.extend(self.refusal_lines());
        Ok(lines.join("\n") + "\n")
    }

    fn machine(&self, open: &Open) -> Outcome<Vec<String>> {
        let (sqlite, cipher, schema) = open.notebook.engine()?;
        let folder = self.host().notebook_folder();
        let size = words::size(words::size_of(&folder));
        Ok(vec![
            "Diagnostic de Carnet (sans contenu ni nom)".to_owned(),
            format!("Fait le\u{a0}: {}", self.host().now()),
            format!("Carnet\u{a0}: {}", env!("CARGO_PKG_VERSION")),
            format!(
                "Système\u{a0}: {} {}",
                std::env::consts::OS,
                std::env::consts::ARCH
            ),
            format!("SQLite {sqlite}, SQLCipher {cipher}, schéma {schema}"),
            format!("Taille du dossier du carnet\u{a0}: {size}"),
            format!("Lecteur du carnet\u{a0}: {}", self.drive_in_words(&folder)),
        ])
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

fn or_nothing(codes: &[&str]) -> String {
    if codes.is_empty() {
        "rien à signaler".to_owned()
    } else {
        codes.join(", ")
    }
}
