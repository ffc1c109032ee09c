//! Going to a store: an invitation, an authority, a proxy; and handing a draft over to another laptop.

use std::fs;
use std::path::Path;

use notebook::Address;
use notebook::sync::{Access, DraftDocument, HttpTransport, SyncError, take_invitation};
use sync_protocol::RecordKind;
use sync_protocol::trust::InvitationText;

use super::Session;
use crate::App;
use crate::problem::{AppError, Fault, Outcome, codes};
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
        let address = address(&text, &request)?;
        let transport = HttpTransport::new(&address)?;
        let session = Session::of(self);
        take_invitation(&session, &session, &transport, &text, &address)?;
        self.sync_now(Nothing {})
    }

    /// Changes how the store is reached.
    ///
    /// # Errors
    /// When the notebook knows no store, the authority or the proxy cannot be read, or the disk refuses.
    pub fn reach_store(&self, request: JoinRequest) -> Outcome<SyncView> {
        let session = Session::of(self);
        let known = session.with(|desk| desk.address())?;
        let address = Address {
            authority: authority(&request)?
                .or(known.authority.clone().filter(|_| request.authority.is_empty())),
            proxy: blank_is_none(&request.proxy),
            ..known
        };
        HttpTransport::new(&address)?;
        session.with(|desk| Ok(desk.notebook.save_address(&address)?))?;
        self.sync_status(Nothing {})
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

pub(super) fn address(text: &InvitationText, request: &JoinRequest) -> Outcome<Address> {
    Ok(Address {
        url: text.address.url.clone(),
        academie: text.address.academie.clone(),
        root: text.address.root,
        authority: authority(request)?,
        proxy: blank_is_none(&request.proxy),
    })
}

/// The authority's certificate, from the file that is named.
fn authority(request: &JoinRequest) -> Outcome<Option<String>> {
    let Some(file) = blank_is_none(&request.authority) else {
        return Ok(None);
    };
    let path = Path::new(&file);
    if !path.is_absolute() {
        return Err(AppError::refused(codes::FOLDER_RELATIVE, file));
    }
    let text = fs::read_to_string(path).map_err(|error| Fault::unread(path, error))?;
    Ok(Some(text))
}

fn blank_is_none(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}
