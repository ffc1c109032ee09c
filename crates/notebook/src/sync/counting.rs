//! What visits are counted by, beside what they say: who was observed, and whether the visit counts.

use std::collections::{BTreeMap, BTreeSet};

use observation::canonical::{self, Sha256};
use observation::json;
use observation::register::{Register, RegisterEntry};
use observation::visit::{Standing, Stands, VisitDocument};
use sync_protocol::trust::Circle;
use sync_protocol::{Parent, PseudonymDocument, RecordKind, SignedDocument, StandingDocument, TeacherKey};
use uuid::Uuid;

use super::circles::current;
use super::following::{heads, next_of};
use super::{Desk, SyncError};
use crate::keys::CircleKey;

/// The pseudonyms that revisions of the author lack in the present epochs of his circles.
pub(super) fn pseudonyms(
    desk: Desk<'_>,
    academie: &str,
    circles: &BTreeSet<Circle>,
    keys: &[CircleKey],
) -> Result<Vec<SignedDocument>, SyncError> {
    let said = desk.notebook.documents(&RecordKind::Pseudonym)?;
    let said = said
        .iter()
        .filter_map(|text| serde_json::from_str::<PseudonymDocument>(text).ok());
    // Of two, the last: those who were found to be one person were named anew.
    let said: BTreeMap<(Sha256, Uuid), PseudonymDocument> =
        said.map(|one| ((one.revision, one.epoch), one)).collect();
    let register = register(desk)?;
    let mut written = Vec::new();
    for signed in desk.notebook.signed_documents(&RecordKind::Revision)? {
        let is_own =
            signed.record.signature.author == desk.fingerprint() && signed.record.academie == academie;
        let read: Option<VisitDocument> = serde_json::from_str(&signed.document).ok().filter(|_| is_own);
        let Some(document) = read else { continue };
        let Some(key) = circle_of(&document, circles).and_then(|circle| current(keys, circle)) else {
            continue;
        };
        let pseudonyms = pseudonym_of(&document, signed.record.sha256, (key, &register));
        let is_said = said.get(&(signed.record.sha256, key.epoch())) == Some(&pseudonyms);
        if !pseudonyms.teachers.is_empty() && !is_said {
            let text = canonical::to_text(&pseudonyms).map_err(sync_protocol::ProtocolError::from)?;
            let about = (RecordKind::Pseudonym, super::contents_id(&text), &[][..]);
            written.push(desk.sign_text(academie, about, text, Some(key.circle()))?);
        }
    }
    Ok(written)
}

/// The circle of a visit: its circonscription, else the discipline of one of its lessons, else the author's only circle.
fn circle_of<'a>(document: &VisitDocument, circles: &'a BTreeSet<Circle>) -> Option<&'a Circle> {
    let place = document.place.circonscription.map(Circle::Circonscription);
    let disciplines = document.seances.iter().filter_map(|seance| {
        let code = seance.discipline.as_ref()?.code.clone()?;
        Some(Circle::Discipline(code))
    });
    let mut named = place.into_iter().chain(disciplines);
    let found = named.find_map(|circle| circles.get(&circle));
    // What another circonscription has is not for this one.
    let may_have = |circle: &&Circle| match circle {
        Circle::Circonscription(_) => document.place.circonscription.is_none(),
        Circle::Discipline(_) => true,
    };
    found.or_else(|| circles.first().filter(may_have).filter(|_| circles.len() == 1))
}

/// The teachers' register, as far as it can be read.
fn register(desk: Desk<'_>) -> Result<Register, SyncError> {
    let signed = desk.notebook.signed_documents(&RecordKind::RegisterEntry)?;
    let entries = signed.iter().filter_map(|one| {
        let entry: RegisterEntry = json::read(one.document.as_bytes()).ok()?;
        entry.is_sound(one.record.id).then_some(entry)
    });
    Ok(Register::replay(entries))
}

/// Who was observed, each by the identifier that a merge left.
fn pseudonym_of(
    document: &VisitDocument,
    revision: Sha256,
    (key, register): (&CircleKey, &Register),
) -> PseudonymDocument {
    let sorted = |teachers: &mut dyn Iterator<Item = Uuid>| -> Vec<TeacherKey> {
        let persons = teachers.map(|teacher| register.person(teacher));
        let mut keys: Vec<TeacherKey> = persons.map(|person| key.teacher_key(person)).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    };
    let observed = match &document.subject {
        observation::visit::Subject::Teachers(teachers) => teachers.as_slice(),
        _ => &[],
    };
    let seances = document.seances.iter();
    PseudonymDocument {
        format: PseudonymDocument::FORMAT.to_owned(),
        revision,
        circle: key.circle().clone(),
        epoch: key.epoch(),
        teachers: sorted(&mut observed.iter().map(|teacher| teacher.id)),
        seances: seances
            .map(|seance| sorted(&mut seance.teachers.iter().copied()))
            .collect(),
    }
}

/// How visits of the author stand, where their circle was not told yet: the last revision of each, after all that happened
/// to it.
pub(super) fn standings(
    desk: Desk<'_>,
    academie: &str,
    circles: &BTreeSet<Circle>,
) -> Result<Vec<SignedDocument>, SyncError> {
    let all = desk.notebook.signed_documents(&RecordKind::Standing)?;
    let said = said(desk, &all);
    let heads = heads(&all);
    let states = desk.notebook.read_states()?;
    let latest = desk.notebook.latest_revisions()?;
    let revisions = desk.notebook.signed_documents(&RecordKind::Revision)?;
    let sealed: BTreeSet<Sha256> = revisions.iter().map(|one| one.record.sha256).collect();
    let mut written = Vec::new();
    for signed in &revisions {
        let record = &signed.record;
        let is_own = record.signature.author == desk.fingerprint() && record.academie == academie;
        if !is_own || latest.get(&record.id) != Some(&record.sha256) {
            continue;
        }
        let own = states.get(&record.id).map_or(&[][..], Vec::as_slice);
        if own.is_empty() && !said.contains_key(&record.id) {
            continue;
        }
        let read: Option<VisitDocument> = serde_json::from_str(&signed.document).ok();
        let Some(document) = read.filter(|read| !read.fictitious) else {
            continue;
        };
        let mut stands = Stands::of(&document, record.sha256, own);
        // Colleagues need not know that somebody objects: the visit counts no more, whatever the reason.
        if stands.standing == Standing::Withdrawn {
            stands.standing = Standing::Unsaid;
        }
        let is_news = match said.get(&record.id) {
            None => stands.standing != Standing::Unsaid,
            Some(former) => {
                // What was said on what has not come here is not contradicted.
                let is_known =
                    sealed.contains(&former.since) || own.iter().any(|(sha256, _)| *sha256 == former.since);
                let differs = former.revision != record.sha256 || former.standing != stands.standing;
                is_known && differs
            }
        };
        // Who read that it counts reads that it does no more, whatever circle the visit would have today.
        let former = said.get(&record.id).map(|former| &former.circle);
        let circle = former
            .filter(|circle| circles.contains(circle))
            .or_else(|| circle_of(&document, circles));
        if let (Some(circle), true) = (circle, is_news) {
            let former = heads.get(&record.id).cloned().unwrap_or_default();
            written.extend(standing(desk, academie, (signed, stands), (circle, former))?);
        }
    }
    Ok(written)
}

fn standing(
    desk: Desk<'_>,
    academie: &str,
    (signed, stands): (&SignedDocument, Stands),
    (circle, former): (&Circle, Vec<Parent>),
) -> Result<Option<SignedDocument>, SyncError> {
    let record = &signed.record;
    let is_communicated = stands.standing == Standing::Communicated;
    let document = StandingDocument {
        format: StandingDocument::FORMAT.to_owned(),
        revision: record.sha256,
        circle: circle.clone(),
        standing: stands.standing,
        since: stands.state.unwrap_or(record.sha256),
        facts: record.facts.clone().filter(|_| is_communicated),
    };
    let text = canonical::to_text(&document).map_err(sync_protocol::ProtocolError::from)?;
    let about = (RecordKind::Standing, record.id);
    next_of(desk, academie, about, former, (text, Some(circle)))
}

/// What was last said of each visit, by the author.
fn said(desk: Desk<'_>, all: &[SignedDocument]) -> BTreeMap<Uuid, StandingDocument> {
    let own = all
        .iter()
        .filter(|one| one.record.signature.author == desk.fingerprint());
    own.filter_map(|one| Some((one.record.id, StandingDocument::read(&one.document)?)))
        .collect()
}
