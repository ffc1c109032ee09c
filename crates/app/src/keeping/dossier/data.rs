//! A dossier for a program: the very bytes where they are about the person alone, else what of them is.

use notebook::VisitRow;
use observation::canonical::Sha256;
use observation::instant::Instant;
use observation::register::{RegisterEntry, Teacher};
use observation::visit::Person;
use serde_json::{Value, json};
use sync_protocol::SignedDocument;
use uuid::Uuid;

use super::before::{Before, observed};
use super::pieces::{Piece, states_about};
use crate::problem::Outcome;
use crate::session::Open;
use crate::visits::read_document;

/// The dossier of `teacher` as JSON.
pub(super) fn data(
    open: &Open,
    teacher: &Teacher,
    rows: &[VisitRow],
    entries: &[(SignedDocument, RegisterEntry)],
    now: Instant,
) -> Outcome<Value> {
    let ids: Vec<Uuid> = teacher.ids().collect();
    let person = Person::of(&ids);
    let visits = rows
        .iter()
        .map(|row| visit_data(open, row, person))
        .collect::<Outcome<Vec<_>>>()?;
    let register: Vec<Value> = entries.iter().map(|(signed, _)| signed_data(signed)).collect();
    Ok(json!({
        "format": "carnet/dossier/1",
        "made_at": now,
        "teacher": teacher.id,
        "merged": teacher.merged,
        "register": register,
        "visits": visits,
    }))
}

fn visit_data(open: &Open, row: &VisitRow, person: Person<'_>) -> Outcome<Value> {
    let visit = row.plan.id;
    let mut data = json!({ "status": row.status });
    // The answers of drafts that named others alone are about these.
    let answers = open
        .notebook
        .answers_of_drafts(visit, |plan| person.is_observed(plan))?;
    if let Some(before) = Before::of(open, row, person)? {
        data["colleagues"] = json!(before.colleagues);
        data["answers"] = json!(answers);
        data["personal_notes"] = json!(before.own_notes(open, visit)?);
    } else {
        let content = open.visit_content(visit)?;
        let observed = row.plan.subject.teachers();
        data["colleagues"] = json!(observed.iter().filter(|id| !person.is(**id)).count());
        data["plan"] = json!(person.plan(&row.plan));
        data["answers"] = json!(answers);
        data["notes"] = json!(content.notes);
        data["timelines"] = json!(content.timelines);
        data["debrief"] = json!(person.debrief(&content.debrief, observed));
        data["personal_notes"] = json!(open.own_notes(visit)?);
    }
    let revisions = open.notebook.revisions(visit)?;
    let revisions = revisions
        .iter()
        .filter_map(|signed| revision_data(signed, person).transpose());
    data["revisions"] = json!(revisions.collect::<Outcome<Vec<_>>>()?);
    let states = states_about(open, visit, person)?;
    data["states"] = states.iter().map(|(signed, _)| signed_data(signed)).collect();
    let files = super::pieces::of(open, visit, person)?;
    data["files"] = files.iter().map(Piece::data).collect();
    Ok(data)
}

/// The document as text, so that its bytes survive.
fn signed_data(signed: &SignedDocument) -> Value {
    json!({ "record": signed.record, "document": signed.document })
}

/// A revision, whole where nobody else was observed; without what was said to others, and so without the facts and bytes
/// that its hash is of, where somebody was. None where it observes others alone.
fn revision_data(signed: &SignedDocument, person: Person<'_>) -> Outcome<Option<Value>> {
    let document = read_document(signed)?;
    if !person.has_colleagues(&observed(&document)) {
        return Ok(Some(signed_data(signed)));
    }
    let about = person.document(&document);
    Ok(about.map(|about| json!({ "record": signed.record.envelope(), "extract": about })))
}

impl Piece {
    fn data(&self) -> Value {
        json!({ "name": self.name, "sha256": Sha256::of(&self.bytes), "length": self.bytes.len(), "written_as": self.written_as })
    }
}
