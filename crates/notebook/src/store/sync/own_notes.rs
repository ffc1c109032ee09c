//! The author's own notes that another laptop of his wrote take their place beside those written here.

use data_encoding::BASE64;
use observation::canonical::Sha256;
use observation::instant::Instant;
use rusqlite::Transaction;
use serde::Deserialize;
use sync_protocol::encoding::Ciphertext;
use sync_protocol::{Record, SignedDocument};
use uuid::Uuid;

use crate::error::NotebookError;
use crate::keys::{PersonalNotes, Secrets};
use crate::store::personal_note;
use crate::store::record::read_signed;
use crate::store::stored::Text;

/// Notes that come before the visit that they are on wait for it; those of a visit that was purged are not wanted any more.
/// Where others were written here meanwhile, they are made one.
pub(super) fn land_notes(
    transaction: &Transaction<'_>,
    visit: Uuid,
    (ciphertext, parents): (&[u8], &[Sha256]),
    secrets: &Secrets,
    at: Instant,
) -> Result<(), NotebookError> {
    let here = personal_note::read(transaction, visit)?;
    let ciphertext = match here {
        None => ciphertext.to_vec(),
        Some(here) => {
            let history = history(transaction, secrets, visit)?;
            if parents.is_empty() && left_with_draft(transaction, secrets, visit, &here)? {
                // They left with the draft, and come back as they were written since.
                return put(transaction, visit, ciphertext, at);
            }
            match joined(secrets, visit, (&here, ciphertext, parents), &history) {
                Some(joined) => joined,
                // It brings nothing, or cannot be read.
                None => return Ok(()),
            }
        }
    };
    put(transaction, visit, &ciphertext, at)
}

/// The notes that came before their visit, once it is there.
pub(super) fn land_early_notes(
    transaction: &Transaction<'_>,
    visit: Uuid,
    secrets: &Secrets,
    at: Instant,
) -> Result<(), NotebookError> {
    let sql = "SELECT record, document, facts FROM record
               WHERE kind = 'personal_notes' AND id = ?1 AND document IS NOT NULL ORDER BY revision, position";
    let mut statement = transaction.prepare_cached(sql)?;
    let early = statement.query_map([Text(visit)], read_signed)?;
    for signed in early.collect::<Result<Vec<_>, _>>()? {
        let ciphertext = BASE64.decode(signed.document.as_bytes()).unwrap_or_default();
        let came = (ciphertext.as_slice(), signed.record.parents.as_slice());
        land_notes(transaction, visit, came, secrets, at)?;
    }
    Ok(())
}

fn put(
    transaction: &Transaction<'_>,
    visit: Uuid,
    ciphertext: &[u8],
    at: Instant,
) -> Result<(), NotebookError> {
    let sql = "INSERT INTO personal_note (visit, ciphertext, updated_at) SELECT id, ?2, ?3 FROM visit WHERE id = ?1
               ON CONFLICT (visit) DO UPDATE SET ciphertext = excluded.ciphertext, updated_at = excluded.updated_at";
    transaction.execute(sql, (Text(visit), ciphertext, Text(at)))?;
    Ok(())
}

/// Whether the notes that stand here are those of a draft of `visit` that was handed over.
fn left_with_draft(
    transaction: &Transaction<'_>,
    secrets: &Secrets,
    visit: Uuid,
    here: &[u8],
) -> Result<bool, NotebookError> {
    #[derive(Deserialize)]
    struct Plan {
        id: Uuid,
    }
    #[derive(Deserialize)]
    struct Draft {
        plan: Plan,
        #[serde(default)]
        personal_notes: Option<Ciphertext>,
    }
    let text = |notes: &[u8]| PersonalNotes::decrypt(secrets, visit, notes).ok();
    let Some(here) = text(here) else { return Ok(false) };
    let sql = "SELECT document FROM record WHERE kind = 'draft_hand_over' AND document IS NOT NULL";
    let mut statement = transaction.prepare_cached(sql)?;
    let documents: Vec<String> = statement
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let drafts = documents
        .iter()
        .filter_map(|document| serde_json::from_str::<Draft>(document).ok());
    let mut notes = drafts
        .filter(|draft| draft.plan.id == visit)
        .filter_map(|draft| text(&draft.personal_notes?.0));
    Ok(notes.any(|left| left.text() == here.text()))
}

/// The notes that were ever recorded on a visit: by hash, with what each follows.
fn history(
    transaction: &Transaction<'_>,
    secrets: &Secrets,
    visit: Uuid,
) -> Result<Vec<(Record, PersonalNotes)>, NotebookError> {
    let sql = "SELECT record, document, facts FROM record
               WHERE kind = 'personal_notes' AND id = ?1 AND document IS NOT NULL";
    let mut statement = transaction.prepare_cached(sql)?;
    let records = statement.query_map([Text(visit)], read_signed)?;
    let mut history = Vec::new();
    for signed in records {
        let SignedDocument { record, document, .. } = signed?;
        let ciphertext = BASE64.decode(document.as_bytes()).unwrap_or_default();
        let notes = PersonalNotes::decrypt(secrets, visit, &ciphertext);
        history.extend(notes.ok().map(|notes| (record, notes)));
    }
    Ok(history)
}

/// What stands after `came` is there beside `here`; none where `here` stays. By their text: two laptops that joined the
/// same notes encrypted them each in its own way.
fn joined(
    secrets: &Secrets,
    visit: Uuid,
    (here, came, parents): (&[u8], &[u8], &[Sha256]),
    history: &[(Record, PersonalNotes)],
) -> Option<Vec<u8>> {
    let [own, other] = [here, came].map(|notes| PersonalNotes::decrypt(secrets, visit, notes).ok());
    let (own, other) = (own?, other?);
    let says = |one: &Sha256, text: &str| {
        let mut known = history.iter();
        known.any(|(record, notes)| record.sha256 == *one && notes.text() == text)
    };
    if parents.iter().any(|parent| says(parent, own.text())) {
        return Some(came.to_vec());
    }
    let mut followed = history.iter().flat_map(|(record, _)| &record.parents);
    if followed.any(|former| says(former, other.text())) {
        return None;
    }
    let joined = own.joined(&other);
    if joined.text() == own.text() {
        return None;
    }
    joined.encrypt(&secrets.agreement_key().ok()?).ok()
}
