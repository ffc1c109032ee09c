//! What is said after the lesson, and the inspector's own notes.

use notebook::keys::PersonalNotes as SealedNotes;
use uuid::Uuid;

use super::visit_id;
use crate::App;
use crate::present::debrief;
use crate::problem::Outcome;
use crate::session::Open;
use crate::views::{
    DebriefSaved, PersonalNotes, PersonalNotesSaved, SaveDebriefRequest, SavePersonalNotes, VisitRequest,
    VisitView,
};

impl Open {
    /// The inspector's own notes on `visit`; blank without any.
    pub(crate) fn own_notes(&self, visit: Uuid) -> Outcome<String> {
        let sealed = self.notebook.personal_note(visit)?;
        let opened = sealed
            .map(|bytes| SealedNotes::decrypt(&self.secrets, visit, &bytes))
            .transpose()?;
        Ok(opened.map(|notes| notes.text().to_owned()).unwrap_or_default())
    }
}

impl App {
    /// Saves what was said after the lesson.
    ///
    /// # Errors
    /// When a date or competence cannot be read, the visit is sealed, or the disk refuses.
    pub fn save_debrief(&self, request: SaveDebriefRequest) -> Outcome<DebriefSaved> {
        self.with_open(|open| {
            let kept = debrief::read(request.debrief, &mut || self.fresh_id())?;
            let visit = visit_id(&request.visit)?;
            let kept = open.addressed_debrief(&open.visit_row(visit)?.plan, kept)?;
            open.notebook.save_debrief(visit, &kept, self.host().now())?;
            Ok(DebriefSaved {
                debrief: debrief::view(&kept),
                saved_at: self.host().now().to_string(),
            })
        })
    }

    /// The inspector's own notes on a visit.
    ///
    /// # Errors
    /// When the notebook is locked, or the notes cannot be read.
    pub fn personal_notes(&self, request: VisitRequest) -> Outcome<PersonalNotes> {
        self.with_open(|open| {
            let visit = visit_id(&request.visit)?;
            Ok(PersonalNotes {
                text: open.own_notes(visit)?,
                visit: request.visit,
            })
        })
    }

    /// Saves the inspector's own notes on a visit, encrypted to the inspector alone; blank text takes them away.
    ///
    /// # Errors
    /// When the notebook is locked, does not have the visit, or the disk refuses.
    pub fn save_personal_notes(&self, request: SavePersonalNotes) -> Outcome<PersonalNotesSaved> {
        self.with_open(|open| {
            let visit = visit_id(&request.visit)?;
            let mut randomness = |bytes: &mut [u8]| self.host().fill_random(bytes);
            let mut notes = SealedNotes::new(visit, &request.text, &mut randomness);
            if let Some(before) = &request.before {
                let stored = open.own_notes(visit)?;
                if stored != *before {
                    let meanwhile = SealedNotes::new(visit, &stored, &mut randomness);
                    notes = notes.joined(&meanwhile);
                }
            }
            if notes.text().trim().is_empty() {
                open.notebook.remove_personal_note(visit)?;
            } else {
                let sealed = notes.encrypt(&open.author.agreement)?;
                open.notebook
                    .save_personal_note(visit, &sealed, self.host().now())?;
            }
            Ok(PersonalNotesSaved {
                text: notes.text().to_owned(),
                saved_at: self.saved().saved_at,
            })
        })
    }

    /// Closes a visit of notes only.
    ///
    /// # Errors
    /// When the visit has a grid, is cancelled or closed, or the disk refuses.
    pub fn close_visit(&self, request: VisitRequest) -> Outcome<VisitView> {
        self.with_set_up(|open, set_up| {
            let row = open
                .notebook
                .close_visit(visit_id(&request.visit)?, self.host().now())?;
            self.whole_visit(open, set_up, &row)
        })
    }
}
