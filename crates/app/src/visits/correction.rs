//! Rectificatifs: begun, given up, and the reason kept while they are written.

use uuid::Uuid;

use super::visit_id;
use crate::App;
use crate::problem::{AppError, Outcome};
use crate::session::Open;
use crate::views::{ReasonRequest, Saved, VisitRequest, VisitView};

impl App {
    /// Begins a rectificatif: the sealed revision stays as it is, a draft takes up where it stood.
    ///
    /// # Errors
    /// When the visit is not sealed, a rectificatif is begun already, or the disk refuses.
    pub fn begin_correction(&self, request: VisitRequest) -> Outcome<VisitView> {
        self.with_set_up(|open, set_up| {
            let row = open
                .notebook
                .begin_correction(visit_id(&request.visit)?, self.host().now())?;
            self.whole_visit(open, set_up, &row)
        })
    }

    /// Gives up a rectificatif that was begun; the sealed revision stays as it is.
    ///
    /// # Errors
    /// When none was begun, or the disk refuses.
    pub fn abandon_correction(&self, request: VisitRequest) -> Outcome<VisitView> {
        self.with_set_up(|open, set_up| {
            let visit = visit_id(&request.visit)?;
            let row = open.notebook.abandon_correction(visit)?;
            open.forget_correction_reason(visit)?;
            self.whole_visit(open, set_up, &row)
        })
    }

    /// Keeps the reason of a rectificatif while it is written.
    ///
    /// # Errors
    /// When none was begun, or the disk refuses.
    pub fn save_reason(&self, request: ReasonRequest) -> Outcome<Saved> {
        self.with_open(|open| {
            let row = open.visit_row(visit_id(&request.visit)?)?;
            if !row.correcting {
                return Err(AppError::refused(notebook::codes::NOT_CORRECTING, request.visit));
            }
            open.notebook
                .save_setting(&reason_key(row.plan.id), &request.reason)?;
            Ok(self.saved())
        })
    }
}

/// The setting that keeps the reason of a visit's rectificatif.
fn reason_key(visit: Uuid) -> String {
    format!("correction_reason/{visit}")
}

impl Open {
    /// The reason of the rectificatif under way; empty before it is written.
    pub(super) fn correction_reason(&self, visit: Uuid) -> Outcome<String> {
        Ok(self.notebook.setting(&reason_key(visit))?.unwrap_or_default())
    }

    /// Forgets the reason of a rectificatif that was sealed or given up.
    pub(super) fn forget_correction_reason(&self, visit: Uuid) -> Outcome<()> {
        Ok(self.notebook.remove_setting(&reason_key(visit))?)
    }
}
