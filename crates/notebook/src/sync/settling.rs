//! What the news call for, and what the store must have beside the visits: written once, signed, and sent like the rest.

use data_encoding::BASE64;
use observation::canonical::{self, Sha256};
use observation::visit::{Debrief, Note, TimelineDocument, Visit, VisitPlan, VisitStatus};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use sync_protocol::encoding::Ciphertext;
use sync_protocol::{RecordKind, RecoverySlotDocument, SignedDocument};
use uuid::Uuid;

use super::counting::{pseudonyms, standings};
use super::epochs::Epochs;
use super::following::{last_of, next_of};
use super::grids::{grids_to_send, write_grid};
use super::run::Running;
use super::{Access, Desk, SyncError};

/// The setting that keeps the hash of the recovery code's proof, drawn with the code.
pub const RECOVERY_PROOF: &str = "recovery_proof";

/// A draft that is handed over, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftDocument {
    /// Always `carnet/draft/1`.
    pub format: String,
    /// 32 random bytes, so that nobody can guess the document from its hash.
    pub nonce: Sha256,
    /// What is settled.
    pub plan: VisitPlan,
    /// The answers as they are, by question.
    pub answers: Vec<(observation::answers::AnswerKey, observation::answers::Answered)>,
    /// The running notebook.
    pub notes: Vec<Note>,
    /// What was said after.
    pub debrief: Debrief,
    /// The timelines, by lesson.
    pub timelines: BTreeMap<Uuid, TimelineDocument>,
    /// The author's own notes, encrypted to the author.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub personal_notes: Option<Ciphertext>,
}

impl DraftDocument {
    /// The format that this version writes.
    pub const FORMAT: &str = "carnet/draft/1";

    /// The draft of `visit`, with the author's own notes on it.
    #[must_use]
    pub fn of(visit: Visit, personal_notes: Option<Vec<u8>>, nonce: [u8; 32]) -> Self {
        Self {
            format: Self::FORMAT.to_owned(),
            nonce: nonce.into(),
            plan: visit.plan,
            answers: visit.answers.into_iter().collect(),
            notes: visit.notes,
            debrief: visit.debrief,
            timelines: visit.timelines,
            personal_notes: personal_notes.map(Ciphertext),
        }
    }

    pub(super) fn into_visit(self) -> Visit {
        Visit {
            plan: self.plan,
            answers: self.answers.into_iter().collect(),
            notes: self.notes,
            debrief: self.debrief,
            timelines: self.timelines,
        }
    }
}

impl<A: Access> Running<'_, A> {
    /// Writes what others' records rest on: the device's certificate, the grids of sealed visits.
    pub(super) fn prepare(&self) -> Result<(), SyncError> {
        let now = self.surroundings.now();
        let academie = self.address.academie.as_str();
        self.with(|desk| {
            super::enrolling::write_certificate(desk, academie, now)?;
            super::up::let_go_of_waiting(desk, academie)?;
            for grid in grids_to_send(desk, academie)? {
                write_grid(desk, academie, grid, now)?;
            }
            let mut written = Vec::new();
            written.extend(personal_notes(desk, academie)?);
            desk.notebook.append_records(&written, now)?;
            Ok(())
        })
    }

    /// Writes what the news call for; whether anything waits to be sent.
    pub(super) fn settle(&mut self) -> Result<bool, SyncError> {
        self.pass_on()?;
        let now = self.surroundings.now();
        let academie = self.address.academie.as_str();
        self.with(|desk| {
            let circles = self.circles(desk)?;
            let chain = self.chain(desk)?;
            for circle in &circles {
                let epochs = Epochs::of(desk, &chain, (circle, self.today()))?;
                let mut random = |bytes: &mut [u8]| self.surroundings.fill_random(bytes);
                let written = epochs.lacking(desk, academie, &mut random)?;
                desk.notebook.append_records(&written, now)?;
            }
            super::up::let_go_of_waiting(desk, academie)?;
            let keys = self.writing_keys(desk, &chain)?;
            let mut written = pseudonyms(desk, academie, &circles, &keys)?;
            written.extend(standings(desk, academie, &circles)?);
            // Only now: another laptop of the author may have written one meanwhile.
            written.extend(recovery_slot(desk, academie)?);
            if !self.settled {
                written.extend(self.checkpoints(desk, &chain, &circles)?);
            }
            desk.notebook.append_records(&written, now)?;
            Ok(desk.notebook.queue(academie)?.waiting > 0)
        })
    }
}

/// What the recovery code opens, where no record says it yet. A code that was replaced is not brought back by a laptop, or a
/// notebook restored from a backup, that still opens by it.
fn recovery_slot(desk: Desk<'_>, academie: &str) -> Result<Option<SignedDocument>, SyncError> {
    let Some(keys) = desk.keys else {
        return Ok(None);
    };
    let kept_apart = || desk.notebook.setting(RECOVERY_PROOF);
    let Some(proof) = keys
        .recovery_proof()
        .map_or_else(kept_apart, |proof| Ok(Some(proof)))?
    else {
        return Ok(None);
    };
    let id = keys.notebook();
    if is_said(desk, id, &proof)? {
        return Ok(None);
    }
    let bytes = keys.recovery_part()?.to_bytes()?;
    let document = RecoverySlotDocument {
        format: RecoverySlotDocument::FORMAT.to_owned(),
        proof,
        keys: String::from_utf8_lossy(&bytes).into_owned(),
    };
    let text = canonical::to_text(&document).map_err(sync_protocol::ProtocolError::from)?;
    let former = last_of(desk, &RecordKind::RecoverySlot, id)?;
    next_of(
        desk,
        academie,
        (RecordKind::RecoverySlot, id),
        former,
        (text, None),
    )
}

fn is_said(desk: Desk<'_>, id: Uuid, proof: &Sha256) -> Result<bool, SyncError> {
    let slots = desk.notebook.signed_documents(&RecordKind::RecoverySlot)?;
    let mut said = slots.iter().filter(|one| one.record.id == id).filter_map(|one| {
        let document: RecoverySlotDocument = serde_json::from_str(&one.document).ok()?;
        Some(document.proof)
    });
    Ok(said.any(|said| said == *proof))
}

/// The author's own notes on visits that are sealed or closed, where the store does not have them as they are now.
fn personal_notes(desk: Desk<'_>, academie: &str) -> Result<Vec<SignedDocument>, SyncError> {
    let mut written = Vec::new();
    for (visit, said) in desk.notebook.written()? {
        let row = desk.notebook.visit(visit)?;
        let is_over = row.is_some_and(|row| matches!(row.status, VisitStatus::Sealed | VisitStatus::Closed));
        // Notes on a draft are of the draft: they leave with it, or not at all.
        let Some(ciphertext) = said.own.filter(|_| is_over) else {
            continue;
        };
        let former = last_of(desk, &RecordKind::PersonalNotes, visit)?;
        let text = BASE64.encode(&ciphertext);
        written.extend(next_of(
            desk,
            academie,
            (RecordKind::PersonalNotes, visit),
            former,
            (text, None),
        )?);
    }
    Ok(written)
}
