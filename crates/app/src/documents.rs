//! Documents that leave the notebook: each by a person's own act, into the documents folder.

use std::path::{Path, PathBuf};

use reports::Rendered;
use reports::model::Document;

use crate::App;
use crate::host::Host;
use crate::problem::{Fault, Outcome};
use crate::session::Open;
use crate::views::{ExportedFile, Nothing, OpenExportedRequest, ProblemView};
use observation::problem::Problem;

/// The PDF of a document.
pub(crate) fn rendered(document: &Document) -> Outcome<Rendered> {
    Ok(reports::render(document).map_err(|error| Fault::Below(error.problem()))?)
}

impl App {
    /// Writes `bytes` as `name` in the documents folder, beside what another document of that name holds.
    pub(crate) fn export(
        &self,
        open: &Open,
        name: &str,
        bytes: &[u8],
        warnings: &[Problem],
    ) -> Outcome<ExportedFile> {
        let written = write_document(self.host(), &self.documents_folder(open)?, name, bytes)?;
        Ok(ExportedFile {
            problems: warnings.iter().map(ProblemView::from).collect(),
            ..written
        })
    }

    /// Where documents are written; where no notebook says it, the usual folder.
    pub(crate) fn reachable_documents(&self) -> PathBuf {
        let said = self.with_open(|open| self.documents_folder(open));
        said.unwrap_or_else(|_| self.host().documents_folder())
    }

    /// Opens a file of the documents folder, or the folder itself; nothing outside it.
    ///
    /// # Errors
    /// When the path is outside the documents folder, or the system cannot open it.
    pub fn open_exported(&self, request: OpenExportedRequest) -> Outcome<Nothing> {
        let folder = self.reachable_documents();
        let path = PathBuf::from(&request.path);
        let inside = path.parent() == Some(folder.as_path());
        let target = if request.folder || !inside { folder } else { path };
        let opened = self.host().open_with_system(&target);
        opened.map_err(|error| Fault::file(&target, error))?;
        Ok(Nothing {})
    }
}

/// Writes `bytes` as `name` in `folder`, beside what another document of that name holds.
pub(crate) fn write_document(
    host: &dyn Host,
    folder: &Path,
    name: &str,
    bytes: &[u8],
) -> Outcome<ExportedFile> {
    let path = free_path(folder, name, bytes);
    host.write_durably(&path, bytes)
        .map_err(|error| Fault::file(&path, error))?;
    let name = path.file_name().unwrap_or_default();
    Ok(ExportedFile {
        folder: folder.display().to_string(),
        name: name.to_string_lossy().into_owned(),
        path: path.display().to_string(),
        problems: Vec::new(),
    })
}

/// A name without what a file system refuses, at most 60 characters.
pub(crate) fn file_safe(name: &str) -> String {
    let kept = |c: char| {
        if c.is_alphanumeric() || "-._".contains(c) {
            c
        } else {
            ' '
        }
    };
    let safe: String = name.chars().map(kept).collect();
    let words: Vec<&str> = safe.split_whitespace().collect();
    let short: String = words.join(" ").chars().take(60).collect();
    short.trim_matches(['.', ' ']).to_owned()
}

/// The first of « name », « name (2) », « name (3) »… that is free or holds these very bytes: no document is ever lost to another.
fn free_path(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let (stem, extension) = name.split_once('.').unwrap_or((name, ""));
    let numbered = |rank: u32| match rank {
        1 => name.to_owned(),
        _ => format!("{stem} ({rank}).{extension}"),
    };
    let is_free = |path: &PathBuf| !path.exists() || std::fs::read(path).is_ok_and(|there| there == bytes);
    let mut paths = (1..).map(|rank| folder.join(numbered(rank)));
    paths.find(is_free).unwrap_or_else(|| folder.join(name))
}
