//! Two revisions of one number: shown side by side, and ended by a revision that names both.

use observation::visit::{VisitDocument, reopened};
use sync_protocol::SignedDocument;

use crate::App;
use crate::keeping::instant_in_words;
use crate::present::revision;
use crate::problem::{AppError, Outcome, codes};
use crate::session::Open;
use crate::views::{ConflictRequest, ConflictSide, ConflictView, VisitRequest, VisitView};
use crate::visits::{read_document, visit_id};

impl App {
    /// The revisions of a visit that are of one number, and how each differs from the one that counts.
    ///
    /// # Errors
    /// When the visit is in no conflict, the notebook is locked, or the disk refuses.
    pub fn conflict(&self, request: VisitRequest) -> Outcome<ConflictView> {
        self.with_set_up(|open, set_up| {
            let disputed = disputed(open, &request)?;
            let (_, first) = &disputed[0];
            let sides = disputed.iter().map(|(signed, document)| {
                let grid = open.grid(document.grid.sha256)?;
                Ok(ConflictSide {
                    sha256: signed.record.sha256.to_string(),
                    sealed: instant_in_words(document.sealed_at, set_up.zone()),
                    here: signed.record.signature.device == open.device.certificate.device,
                    differences: revision::differences(first, document, grid.grid()),
                })
            });
            Ok(ConflictView {
                visit: request.visit,
                sides: sides.collect::<Outcome<_>>()?,
            })
        })
    }

    /// Begins a rectificatif from one of the revisions in conflict; sealing it names them all, and ends the conflict.
    ///
    /// # Errors
    /// When the visit is in no conflict, a rectificatif is begun already, or the disk refuses.
    pub fn choose_revision(&self, request: ConflictRequest) -> Outcome<VisitView> {
        self.with_set_up(|open, set_up| {
            let of_visit = VisitRequest {
                visit: request.visit.clone(),
            };
            let disputed = disputed(open, &of_visit)?;
            let chosen = disputed
                .iter()
                .find(|(signed, _)| signed.record.sha256.to_string() == request.sha256);
            let (_, document) = chosen.ok_or_else(|| AppError::refused(codes::VISIT_UNKNOWN, ""))?;
            let row = open
                .notebook
                .begin_choice(&reopened(document), self.host().now())?;
            self.whole_visit(open, set_up, &row)
        })
    }
}

/// The revisions in conflict with their documents, the one that counts first.
fn disputed(open: &Open, request: &VisitRequest) -> Outcome<Vec<(SignedDocument, VisitDocument)>> {
    let revisions = open.notebook.revisions(visit_id(&request.visit)?)?;
    let greatest = revisions.iter().map(|one| one.record.revision).max();
    let last = revisions
        .into_iter()
        .filter(|one| Some(one.record.revision) == greatest);
    let disputed = last
        .map(|signed| {
            let document = read_document(&signed)?;
            Ok((signed, document))
        })
        .collect::<Outcome<Vec<_>>>()?;
    if disputed.len() < 2 {
        return Err(AppError::refused(codes::NO_CONFLICT, ""));
    }
    Ok(disputed)
}
