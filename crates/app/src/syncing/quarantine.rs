//! What the store refused: tried again, exported, set aside.

use crate::App;
use crate::problem::{AppError, Outcome, codes};
use crate::views::{ExportedFile, Nothing, QuarantinePlace, SyncView};

impl App {
    /// Puts a record that was refused back among those to send.
    ///
    /// # Errors
    /// When the notebook is locked, or the disk refuses.
    pub fn send_again(&self, request: QuarantinePlace) -> Outcome<SyncView> {
        self.with_open(|open| Ok(open.notebook.send_again(&[request.position])?))?;
        self.sync_status(Nothing {})
    }

    /// Sets a record that was refused aside: it stays in the notebook, and is not told of any more.
    ///
    /// # Errors
    /// When the notebook is locked, or the disk refuses.
    pub fn set_refused_aside(&self, request: QuarantinePlace) -> Outcome<SyncView> {
        self.with_open(|open| Ok(open.notebook.set_quarantined_aside(request.position)?))?;
        self.sync_status(Nothing {})
    }

    /// Writes a record that was refused as a file, with its document in clear.
    ///
    /// # Errors
    /// When the record is gone, or the file cannot be written.
    pub fn export_refused(&self, request: QuarantinePlace) -> Outcome<ExportedFile> {
        self.with_open(|open| {
            let found = open.notebook.record_at(request.position)?;
            let signed = found.ok_or_else(|| AppError::refused(codes::VISIT_UNKNOWN, ""))?;
            let name = format!("Document refusé {}.json", signed.record.sha256);
            let text = serde_json::to_vec_pretty(&signed)
                .map_err(|error| crate::problem::Fault::Response(error.to_string()))?;
            self.export(open, &name, &text, &[])
        })
    }
}
