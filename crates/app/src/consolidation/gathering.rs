//! What is counted, from one's own visits and from what colleagues of one's circles communicated.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError};

use notebook::sync::circle_keys;
use observation::canonical::Sha256;
use observation::consolidation::SeenVisit;
use observation::facts::Facts;
use observation::packed::{PackedVisit, Teachers};
use observation::register::Register;
use observation::visit::{Standing, Stands, Subject, VisitDocument};
use rayon::prelude::*;
use sync_protocol::{Fingerprint, PseudonymDocument, RecordKind, StandingDocument, TeacherKey};
use uuid::Uuid;

use super::gathered::{Gathered, Person};
use crate::problem::Outcome;
use crate::session::Open;

impl Open {
    /// All that a working view is made of, gathered anew when the notebook changed.
    pub(crate) fn gathered(&self) -> Outcome<Arc<Gathered>> {
        let mut kept = self.gathered.lock().unwrap_or_else(PoisonError::into_inner);
        // What changes while it is gathered counts as a change since.
        let changes = self.notebook.changes()?;
        match &*kept {
            Some((then, gathered)) if *then == changes => Ok(Arc::clone(gathered)),
            _ => {
                let gathered = Arc::new(Gathered::of(self)?);
                *kept = Some((changes, Arc::clone(&gathered)));
                Ok(gathered)
            }
        }
    }
}

impl Gathered {
    fn of(open: &Open) -> Outcome<Self> {
        let mut gathered = Self {
            fictitious: open.notebook.standing()?.is_fictitious,
            grids: open.notebook.grids()?,
            counting: Vec::new(),
            facts: Vec::new(),
            seen: Vec::new(),
            waiting: 0,
        };
        let register = open.register()?;
        let own = gathered.add_own(open, &register)?;
        gathered.add_of_circles(open, &register, &own)?;
        Ok(gathered)
    }

    /// Adds one's own visits; whom they observed, by every identifier.
    fn add_own(&mut self, open: &Open, register: &Register) -> Outcome<BTreeSet<Uuid>> {
        let mut met = BTreeSet::new();
        let latest = open.notebook.latest_revisions()?;
        let states = open.notebook.read_states()?;
        let signed = open.notebook.signed_documents(&RecordKind::Revision)?;
        let own = signed.par_iter().filter_map(|signed| {
            let record = &signed.record;
            let is_own = record.signature.author == open.author.fingerprint;
            if !is_own || latest.get(&record.id) != Some(&record.sha256) {
                return None;
            }
            let document: VisitDocument = serde_json::from_str(&signed.document).ok()?;
            let facts: Facts = serde_json::from_str(record.facts.as_deref()?).ok()?;
            let said = states.get(&record.id).map_or(&[][..], Vec::as_slice);
            let stands = Stands::of(&document, record.sha256, said);
            Some((facts, stands.standing, Observed::of(&document, register)))
        });
        for (facts, standing, people) in own.collect::<Vec<_>>() {
            met.extend(people.people.iter().filter_map(|person| person.known()));
            self.add(facts, standing, people);
        }
        Ok(met)
    }

    fn add_of_circles(&mut self, open: &Open, register: &Register, met: &BTreeSet<Uuid>) -> Outcome<()> {
        let named = named(open, register, met)?;
        for ((_, author), said) in said_by_others(open)? {
            let Some(facts) = said.facts() else { continue };
            let observed = named.observed(author, said.revision);
            self.add(facts, said.standing, observed);
        }
        Ok(())
    }

    fn add(&mut self, facts: Facts, standing: Standing, observed: Observed) {
        if facts.fictitious != self.fictitious {
            return;
        }
        self.seen.push(SeenVisit {
            school: facts.place.uai,
            month: facts.month.clone(),
            school_year: facts.school_year.clone(),
            teachers: observed
                .people
                .iter()
                .filter_map(|person| person.known())
                .collect(),
        });
        match standing {
            Standing::Communicated => {
                let teachers = observed.teachers();
                self.counting.push((
                    facts.grid,
                    Arc::new(PackedVisit::of(facts.clone(), standing, teachers)),
                ));
                self.facts.push((facts, observed.people));
            }
            Standing::Unsaid => self.waiting += 1,
            Standing::Withdrawn => {}
        }
    }
}

/// Whom a visit observed, and who led each lesson; nobody named where all did.
#[derive(Debug, Clone, Default)]
struct Observed {
    people: Vec<Person>,
    seances: Vec<Vec<Person>>,
    /// By what they are named, where the register does not know all of them: a circle and the epoch of its key.
    naming: Option<(String, Uuid)>,
}

impl Observed {
    fn of(document: &VisitDocument, register: &Register) -> Self {
        let person = |id: &Uuid| Person::Known(register.person(*id));
        let observed = match &document.subject {
            Subject::Teachers(teachers) => teachers.as_slice(),
            Subject::School | Subject::Calibration { .. } => &[],
        };
        Self {
            people: observed.iter().map(|teacher| person(&teacher.id)).collect(),
            seances: document
                .seances
                .iter()
                .map(|seance| seance.teachers.iter().map(person).collect())
                .collect(),
            naming: None,
        }
    }

    /// By one naming: whoever the register knows is one person, whatever circles name him. Of whom it does not know, two
    /// namings may name one person: thresholds are held against one of them.
    fn teachers(&self) -> Option<Teachers> {
        let keys = |people: &Vec<Person>| people.iter().map(|person| person.key()).collect();
        let (circle, epoch) = self.naming.clone().unwrap_or_default();
        (!self.people.is_empty()).then(|| Teachers {
            circle,
            epoch,
            observed: keys(&self.people),
            seances: self.seances.iter().map(keys).collect(),
        })
    }
}

/// The last that colleagues said of each visit of theirs.
fn said_by_others(open: &Open) -> Outcome<BTreeMap<(Uuid, Fingerprint), StandingDocument>> {
    let mut said = BTreeMap::new();
    for signed in open.notebook.signed_documents(&RecordKind::Standing)? {
        let author = signed.record.signature.author;
        let read = StandingDocument::read(&signed.document).filter(|_| author != open.author.fingerprint);
        if let Some(read) = read {
            said.insert((signed.record.id, author), read);
        }
    }
    Ok(said)
}

/// The pseudonyms of revisions, and whom of the register they name.
struct Named {
    pseudonyms: BTreeMap<(Fingerprint, Sha256), PseudonymDocument>,
    people: BTreeMap<TeacherKey, Uuid>,
}

impl Named {
    fn observed(&self, author: Fingerprint, revision: Sha256) -> Observed {
        let person = |key: &TeacherKey| match self.people.get(key) {
            Some(id) => Person::Known(*id),
            None => Person::Unknown(key.0),
        };
        let Some(said) = self.pseudonyms.get(&(author, revision)) else {
            return Observed::default();
        };
        let people: Vec<Person> = said.teachers.iter().map(person).collect();
        let has_unknown = people.iter().any(|person| person.known().is_none());
        Observed {
            people,
            seances: said
                .seances
                .iter()
                .map(|keys| keys.iter().map(person).collect())
                .collect(),
            naming: has_unknown.then(|| (said.circle.to_string(), said.epoch)),
        }
    }
}

/// Those of the register, and those whom one's own visits met, by the keys of every circle and epoch.
fn named(open: &Open, register: &Register, met: &BTreeSet<Uuid>) -> Outcome<Named> {
    let mut pseudonyms = BTreeMap::new();
    for signed in open.notebook.signed_documents(&RecordKind::Pseudonym)? {
        if let Ok(said) = serde_json::from_str::<PseudonymDocument>(&signed.document) {
            pseudonyms.insert((signed.record.signature.author, said.revision), said);
        }
    }
    let mut people = BTreeMap::new();
    // Nobody is named by a circle: no key is opened.
    if !pseudonyms.is_empty() {
        let keys = circle_keys(&open.notebook, &open.secrets, open.author.fingerprint)?;
        let of_register = register.teachers().flat_map(|teacher| teacher.ids());
        let ids: BTreeSet<Uuid> = of_register.chain(met.iter().copied()).collect();
        for (key, id) in keys.iter().flat_map(|key| ids.iter().map(move |id| (key, id))) {
            people.insert(key.teacher_key(*id), register.person(*id));
        }
    }
    Ok(Named { pseudonyms, people })
}
