//! Histories drawn at random of visits that are sealed, corrected, in conflict, named and purged, and what must count after.

#[path = "../../../observation/tests/packed/naive.rs"]
mod naive;

use indicator_store::packing;
use indicator_store::store::Store;
use observation::canonical::{Sha256, to_text};
use observation::directory::EducationPrioritaire;
use observation::facts::{FORMAT, FactPlace, FactValue, Facts, SeanceFacts};
use observation::grid::{GridFile, Scope};
use observation::packed::{ItemLayout, Layout, Place, Question, Shape, Window};
use observation::uai::Uai;
use observation::visit::Standing;
use sync_protocol::encoding::{Ciphertext, Hexadecimal};
use sync_protocol::{
    PseudonymDocument, PurgeReason, Record, RecordContent, RecordKey, RecordKind, StandingDocument,
    Tombstone, Verdict,
};
use uuid::Uuid;

use super::academie::{ACADEMIE, INSPECTOR, at};
use super::{circle, found, keep, membership, visit};

/// The months that visits are drawn from, each with its school year.
const MONTHS: [(&str, &str); 3] = [
    ("2026-06", "2025-2026"),
    ("2026-11", "2026-2027"),
    ("2027-01", "2026-2027"),
];
/// The numbers of schools, each with that of its circonscription.
const SCHOOLS: [(u32, u32); 3] = [
    (9_749_901, 9_741_234),
    (9_749_902, 9_741_234),
    (9_749_903, 9_741_235),
];

/// Numbers drawn one after the other from a first one (splitmix64).
pub struct Draw(u64);

impl Draw {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }
}

/// A revision, and what it says.
struct Sealed {
    record: Record,
    facts: Facts,
    is_purged: bool,
    standing: Standing,
}

/// A visit with its revisions.
#[derive(Default)]
struct Sequel {
    revisions: Vec<Sealed>,
    /// Which of them counts.
    counts: usize,
    /// Another of the same number, beside it.
    rival: Option<usize>,
    pseudonyms: Vec<RecordKey>,
    /// What was said of whether it counts.
    standings: Vec<Record>,
}

/// What was done to a store, and what follows from it.
pub struct History {
    file: GridFile,
    layout: Layout,
    draw: Draw,
    visits: Vec<Sequel>,
}

pub fn grid() -> GridFile {
    let text = include_str!("../../../../assets/grids/usages-numerique-premier-degre.json");
    GridFile::from_stored(text.to_owned()).unwrap()
}

fn signed(kind: RecordKind, id: Uuid, document: &str, facts: Option<&str>, parents: &[&Record]) -> Record {
    let parents: Vec<_> = parents.iter().map(|parent| parent.as_parent()).collect();
    let circle = matches!(kind, RecordKind::Pseudonym | RecordKind::Standing).then(circle);
    let content = RecordContent {
        kind,
        academie: ACADEMIE,
        id,
        parents: &parents,
        document: document.as_bytes(),
        facts,
        circle: circle.as_ref(),
    };
    let record = Record::sign(&content, &INSPECTOR.device(), INSPECTOR.fingerprint()).unwrap();
    if record.kind.is_public() {
        return record.with_public(document.to_owned());
    }
    Record {
        private: Some(Ciphertext(document.as_bytes().to_vec())),
        ..record
    }
}

impl History {
    /// An académie with its grid, and an inspector who is of a circle.
    pub async fn begin(store: &impl Store, seed: u64) -> Self {
        found(store).await;
        let file = grid();
        let of_grid = signed(RecordKind::Grid, visit(0), file.text(), None, &[]);
        stored(store, &[membership(), of_grid]).await;
        Self {
            layout: Layout::of(file.grid()),
            file,
            draw: Draw(seed),
            visits: Vec::new(),
        }
    }

    /// So many acts, each of any kind.
    pub async fn go_on(&mut self, store: &impl Store, acts: usize) {
        for _ in 0..acts {
            match self.draw.below(12) {
                0..=2 => self.seal(store).await,
                3 => self.correct(store).await,
                4 => self.contradict(store).await,
                5 => self.choose(store).await,
                6 => self.name(store).await,
                7 => self.take_names_back(store).await,
                8 => self.purge(store).await,
                9 | 10 => self.stand(store).await,
                _ => drop(store.catch_up(ACADEMIE).await.unwrap()),
            }
        }
    }

    async fn seal(&mut self, store: &impl Store) {
        let count = 1 + self.draw.below(4);
        for _ in 0..count {
            let id = visit(1_000 + self.visits.len() as u128);
            let mut sequel = Sequel::default();
            sequel.revisions.push(self.revision(id, &[]));
            stored(store, std::slice::from_ref(&sequel.revisions[0].record)).await;
            self.visits.push(sequel);
        }
    }

    /// A rectificatif of what counts.
    async fn correct(&mut self, store: &impl Store) {
        self.follow(store, |sequel| Some(vec![sequel.counts])).await;
    }

    /// One that ends a conflict.
    async fn choose(&mut self, store: &impl Store) {
        self.follow(store, |sequel| Some(vec![sequel.counts, sequel.rival?]))
            .await;
    }

    async fn follow(&mut self, store: &impl Store, parents: impl Fn(&Sequel) -> Option<Vec<usize>>) {
        let Some(chosen) = self.any() else { return };
        let sequel = &self.visits[chosen];
        let Some(parents) = parents(sequel) else { return };
        let id = sequel.revisions[0].record.id;
        let parents: Vec<Record> = parents
            .iter()
            .map(|one| sequel.revisions[*one].record.clone())
            .collect();
        let next = self.revision(id, &parents.iter().collect::<Vec<_>>());
        stored(store, std::slice::from_ref(&next.record)).await;
        let sequel = &mut self.visits[chosen];
        sequel.counts = sequel.revisions.len();
        sequel.revisions.push(next);
        sequel.rival = None;
    }

    /// Another content of the number of what counts: it does not count.
    async fn contradict(&mut self, store: &impl Store) {
        let Some(chosen) = self.any() else { return };
        let sequel = &self.visits[chosen];
        let counts = &sequel.revisions[sequel.counts].record;
        let parents = sequel.revisions.iter().map(|one| &one.record);
        let parents: Vec<Record> = parents
            .filter(|one| counts.parents.contains(&one.sha256))
            .cloned()
            .collect();
        let id = counts.id;
        let rival = self.revision(id, &parents.iter().collect::<Vec<_>>());
        stored(store, std::slice::from_ref(&rival.record)).await;
        let sequel = &mut self.visits[chosen];
        sequel.rival = Some(sequel.revisions.len());
        sequel.revisions.push(rival);
    }

    /// A pseudonym of the teachers of what counts.
    async fn name(&mut self, store: &impl Store) {
        let Some(chosen) = self.any() else { return };
        let sequel = &self.visits[chosen];
        let document = PseudonymDocument {
            format: PseudonymDocument::FORMAT.to_owned(),
            revision: sequel.revisions[sequel.counts].record.sha256,
            circle: circle(),
            epoch: Uuid::from_u128(sequel.pseudonyms.len() as u128),
            teachers: vec![Hexadecimal([chosen as u8; 32])],
            seances: Vec::new(),
        };
        let text = to_text(&document).unwrap();
        let id = Uuid::new_v5(&Uuid::nil(), text.as_bytes());
        let record = signed(RecordKind::Pseudonym, id, &text, None, &[]);
        let verdicts = keep(store, ACADEMIE, std::slice::from_ref(&record)).await;
        assert!(!matches!(verdicts[0], Verdict::Refused { .. }), "{verdicts:?}");
        self.visits[chosen].pseudonyms.push(record.key());
    }

    /// Whether what counts may count, said after what was said before.
    async fn stand(&mut self, store: &impl Store) {
        let Some(chosen) = self.any() else { return };
        let standings = [Standing::Unsaid, Standing::Communicated, Standing::Withdrawn];
        let standing = standings[self.draw.below(standings.len())];
        let since = Sha256::of(&self.draw.below(usize::MAX).to_be_bytes());
        let sequel = &mut self.visits[chosen];
        let sealed = &mut sequel.revisions[sequel.counts];
        let document = StandingDocument {
            format: StandingDocument::FORMAT.to_owned(),
            revision: sealed.record.sha256,
            circle: circle(),
            standing,
            since,
            facts: sealed
                .record
                .facts
                .clone()
                .filter(|_| standing == Standing::Communicated),
        };
        sealed.standing = standing;
        let text = to_text(&document).unwrap();
        let parents: Vec<&Record> = sequel.standings.last().into_iter().collect();
        let record = signed(RecordKind::Standing, sealed.record.id, &text, None, &parents);
        sequel.standings.push(record.clone());
        stored(store, std::slice::from_ref(&record)).await;
    }

    async fn take_names_back(&mut self, store: &impl Store) {
        let Some(chosen) = self.any() else { return };
        let sequel = &mut self.visits[chosen];
        let mut targets = sequel.pseudonyms.clone();
        targets.extend(sequel.standings.iter().map(Record::key));
        sequel
            .revisions
            .iter_mut()
            .for_each(|one| one.standing = Standing::Unsaid);
        self.bury(store, targets).await;
    }

    /// A tombstone of all revisions of a visit, or of the one that counts alone.
    pub async fn purge(&mut self, store: &impl Store) {
        let Some(chosen) = self.any() else { return };
        let only = (self.draw.below(2) == 0).then_some(self.visits[chosen].counts);
        let sequel = &mut self.visits[chosen];
        let mut targets = Vec::new();
        for (number, one) in sequel.revisions.iter_mut().enumerate() {
            if only.is_none_or(|only| only == number) {
                one.is_purged = true;
                targets.push(one.record.key());
            }
        }
        self.bury(store, targets).await;
    }

    async fn bury(&mut self, store: &impl Store, targets: Vec<RecordKey>) {
        let said = Tombstone {
            format: sync_protocol::tombstone::FORMAT.to_owned(),
            decided_at: at(),
            reason: PurgeReason::Retention,
            targets,
            visits: vec![visit(self.draw.below(usize::MAX) as u128)],
            personal_notes: Vec::new(),
        };
        stored(store, &[INSPECTOR.writes(RecordKind::Tombstone, &said)]).await;
    }

    /// A visit whose head was not purged.
    fn any(&mut self) -> Option<usize> {
        let is_there = |sequel: &Sequel| !sequel.revisions[sequel.counts].is_purged;
        let there: Vec<usize> = (0..self.visits.len())
            .filter(|one| is_there(&self.visits[*one]))
            .collect();
        (!there.is_empty()).then(|| there[self.draw.below(there.len())])
    }

    fn revision(&mut self, id: Uuid, parents: &[&Record]) -> Sealed {
        let facts = self.facts();
        let text = to_text(&facts).unwrap();
        let document = format!("{}", self.draw.below(usize::MAX));
        Sealed {
            record: signed(RecordKind::Revision, id, &document, Some(&text), parents),
            facts,
            is_purged: false,
            standing: Standing::Unsaid,
        }
    }

    fn facts(&mut self) -> Facts {
        let (month, school_year) = MONTHS[self.draw.below(MONTHS.len())];
        let seances = (0..self.draw.below(3)).map(|_| SeanceFacts {
            lesson: Sha256::of(b"lesson"),
            place: (self.draw.below(5) == 0).then(|| place(&mut self.draw)),
            levels: vec!["CE1".to_owned()],
            discipline: Some("francais".to_owned()),
            answers: answers(&mut self.draw, self.layout.items(Scope::Seance)),
            samples: Vec::new(),
        });
        Facts {
            format: FORMAT.to_owned(),
            academie: ACADEMIE.to_owned(),
            grid: self.file.sha256(),
            grid_code: self.file.grid().code.clone(),
            kind: "accompagnement".to_owned(),
            month: month.to_owned(),
            school_year: school_year.to_owned(),
            seances: seances.collect(),
            place: place(&mut self.draw),
            answers: answers(&mut self.draw, self.layout.items(Scope::Visit)),
            recommended_competences: Vec::new(),
            recommended_trainings: Vec::new(),
            fictitious: self.draw.below(9) == 0,
        }
    }

    /// Whether the cache of `store` counts what the history says, whatever is asked.
    pub async fn is_counted(&self, store: &impl Store) -> bool {
        let counting = self.visits.iter().map(|sequel| &sequel.revisions[sequel.counts]);
        let counting = counting.filter(|one| !one.is_purged && !one.facts.fictitious);
        let counting: Vec<&Sealed> = counting.collect();
        for question in questions() {
            let counts = |one: &&&Sealed| match one.standing {
                Standing::Communicated => true,
                Standing::Unsaid => !question.communicated_only,
                Standing::Withdrawn => false,
            };
            let facts = counting.iter().filter(counts).map(|one| &one.facts);
            let told = packing::tally(store, ACADEMIE, &self.file.sha256(), &question)
                .await
                .unwrap();
            let asked = facts.filter(|facts| is_in(&question.window, facts));
            let expected = naive::counts(self.file.grid(), asked, &question);
            if naive::told(&self.layout, &told) != expected {
                return false;
            }
        }
        !counting.is_empty()
    }
}

async fn stored(store: &impl Store, records: &[Record]) {
    let verdicts = keep(store, ACADEMIE, records).await;
    let is_kept = |verdict: &Verdict| matches!(verdict, Verdict::Stored { .. } | Verdict::Conflict { .. });
    assert!(verdicts.iter().all(is_kept), "{verdicts:?}");
}

fn place(draw: &mut Draw) -> FactPlace {
    let (school, circonscription) = SCHOOLS[draw.below(SCHOOLS.len())];
    FactPlace {
        uai: Uai::from_number(school).unwrap(),
        kind: "ecole_elementaire".to_owned(),
        degree: None,
        status: "public".to_owned(),
        education_prioritaire: EducationPrioritaire::Aucune,
        circonscription: Uai::from_number(circonscription),
    }
}

fn answers(draw: &mut Draw, items: &[ItemLayout]) -> std::collections::BTreeMap<String, FactValue> {
    let answer = |item: &ItemLayout| {
        let value = match draw.below(8) {
            0 => return None,
            1 => FactValue::NotObserved,
            2 => FactValue::NotApplicable,
            3 => FactValue::NotRelevant,
            _ => match &item.shape {
                Shape::One(values) => values[draw.below(values.len())].clone(),
                Shape::Any(codes) => {
                    FactValue::Choices(codes.iter().filter(|_| draw.below(2) == 0).cloned().collect())
                }
                Shape::Number { least, .. } => FactValue::Number(least + draw.below(5) as i64),
            },
        };
        Some((item.code.clone(), value))
    };
    items.iter().filter_map(answer).collect()
}

fn questions() -> Vec<Question> {
    let all = Question::all();
    let place = |place| Question { place, ..all.clone() };
    let window = |window| Question {
        window,
        ..all.clone()
    };
    vec![
        place(Place::School(Uai::from_number(SCHOOLS[0].0).unwrap())),
        place(Place::Circonscription(Uai::from_number(SCHOOLS[0].1).unwrap())),
        window(Window::SchoolYears(vec!["2026-2027".to_owned()])),
        window(Window::Months {
            first: "2026-07".to_owned(),
            last: "2026-12".to_owned(),
        }),
        Question {
            communicated_only: true,
            ..all.clone()
        },
        all,
    ]
}

fn is_in(window: &Window, facts: &Facts) -> bool {
    match window {
        Window::Always => true,
        Window::Months { first, last } => *first <= facts.month && facts.month <= *last,
        Window::SchoolYears(years) => years.contains(&facts.school_year),
    }
}
