//! Going to a store by an invitation; and handing a draft over to another laptop.

use notebook::sync::{Access, DraftDocument, HttpTransport, SyncError, take_invitation};
use sync_protocol::RecordKind;
use sync_protocol::trust::InvitationText;

use super::Session;
use super::reaching::Way;
use crate::App;
use crate::problem::{AppError, Outcome};
use crate::views::{JoinRequest, Nothing, SyncView, VisitRequest, VisitView};
use crate::visits::visit_id;

/// What a text that is no invitation is told by.
pub(super) const NOT_AN_INVITATION: &str = "sync.not_an_invitation";
/// Asked of an académie that is not the notebook's.
const OTHER_ACADEMIE: &str = "sync.other_academie";

impl App {
    /// Takes the invitation of a keeper, or goes to a store by one's own right.
    ///
    /// # Errors
    /// When the text is no whole invitation, it is of another académie, the store does not take it, or nothing answers.
    pub fn join_store(&self, request: JoinRequest) -> Outcome<SyncView> {
        let text: InvitationText = request
            .invitation
            .parse()
            .map_err(|_| AppError::refused(NOT_AN_INVITATION, ""))?;
        let academie = self.with_set_up(|_, set_up| Ok(set_up.preset.code.clone()))?;
        if text.address.academie != academie {
            let refused = observation::problem::Problem::error(OTHER_ACADEMIE, "");
            return Err(refused
                .with("store", &text.address.academie)
                .with("notebook", academie)
                .into());
        }
        let session = Session::of(self);
        let known = session.with(|desk| Ok(desk.notebook.enrolment()?))?;
        // How one académie is reached says nothing of another.
        let before = known
            .map(|known| known.address)
            .filter(|before| before.root == text.address.root && before.academie == text.address.academie);
        let address = Way::asked(&request.authority, &request.proxy)?
            .or_as_before(before)
            .to(&text.address);
        let transport = HttpTransport::new(&address)?;
        take_invitation(&session, &session, &transport, &text, &address)?;
        self.sync_now(Nothing {})
    }

    /// Hands a draft over to another device of the same author: it takes no change here any more.
    ///
    /// # Errors
    /// When the visit takes no change now, the notebook knows no store, or the disk refuses.
    pub fn hand_over(&self, request: VisitRequest) -> Outcome<VisitView> {
        self.with_set_up(|open, set_up| {
            let visit = visit_id(&request.visit)?;
            let enrolment = open.notebook.enrolment()?.ok_or(SyncError::NotEnrolled)?;
            let content = open.visit_content(visit)?;
            let mut nonce = [0; 32];
            self.host().fill_random(&mut nonce);
            let notes = open.notebook.personal_note(visit)?;
            let document = DraftDocument::of(content.visit(), notes, nonce);
            let about = crate::session::signing::About {
                kind: &RecordKind::DraftHandOver,
                academie: &enrolment.address.academie,
                id: self.fresh_id(),
                parents: &[],
                facts: None,
                circle: None,
            };
            let signed = open.sign(&document, about)?;
            let row = open.notebook.hand_over(visit, &signed, self.host().now())?;
            self.whole_visit(open, set_up, &row)
        })
    }
}
