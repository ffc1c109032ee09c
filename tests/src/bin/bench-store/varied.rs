//! Visits that differ: their month, their school and each answer are drawn, from one number.

use observation::canonical::{Sha256, to_text};
use observation::directory::EducationPrioritaire;
use observation::facts::{FORMAT, FactPlace, FactValue, Facts, SampleCount, SeanceFacts};
use observation::grid::{Degree, Scope};
use observation::packed::{ItemLayout, Layout, Shape};
use observation::uai::Uai;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use sync_protocol::encoding::Ciphertext;
use sync_protocol::{DeviceKeys, Fingerprint, Record, RecordContent, RecordKind};
use uuid::Uuid;
use whole_product::measuring::Measured;
use whole_product::sync::visits::{ACADEMIE, grid};

/// The number of the first school.
pub const SCHOOL: u32 = 9_740_001;
/// How many schools an académie has, and how many circonscriptions.
const SCHOOLS: (u32, u32) = (700, 20);
/// How many samples of the timeline differ in a lesson.
const SAMPLES: u32 = 6;
/// How many bytes a document has, encrypted.
pub const PRIVATE: usize = 512;

/// What visits are drawn from.
pub struct Varied {
    layout: Layout,
    random: StdRng,
}

impl Varied {
    /// Always the same.
    pub fn new() -> Self {
        Self {
            layout: Layout::of(grid().grid()),
            random: StdRng::seed_from_u64(1),
        }
    }

    /// The record of the grid.
    pub fn grid_record(device: &DeviceKeys, author: Fingerprint) -> Measured<Record> {
        let file = grid();
        let content = content(RecordKind::Grid, Uuid::from_u128(1), file.text(), None);
        Ok(Record::sign(&content, device, author)?.with_public(file.text().to_owned()))
    }

    /// A visit as it is sent.
    pub fn visit(&mut self, number: usize, device: &DeviceKeys, author: Fingerprint) -> Measured<Record> {
        let facts = to_text(&self.facts())?;
        let document = format!("visit {number}");
        let id = Uuid::from_u128(self.random.random());
        let record = Record::sign(
            &content(RecordKind::Revision, id, &document, Some(&facts)),
            device,
            author,
        )?;
        Ok(Record {
            private: Some(Ciphertext(vec![7; PRIVATE])),
            ..record
        })
    }

    fn facts(&mut self) -> Facts {
        let month = self.random.random_range(0..36);
        let (year, of_year) = (2024 + (month + 8) / 12, (month + 8) % 12 + 1);
        let school = self.random.random_range(0..SCHOOLS.0);
        Facts {
            format: FORMAT.to_owned(),
            academie: ACADEMIE.to_owned(),
            grid: grid().sha256(),
            grid_code: grid().grid().code.clone(),
            kind: "accompagnement".to_owned(),
            month: format!("{year}-{of_year:02}"),
            school_year: format!("{}-{}", 2024 + month / 12, 2025 + month / 12),
            place: FactPlace {
                uai: Uai::from_number(SCHOOL + school).unwrap(),
                kind: "ecole_elementaire".to_owned(),
                degree: Some(Degree::Premier),
                status: "public".to_owned(),
                education_prioritaire: EducationPrioritaire::Rep,
                circonscription: Uai::from_number(SCHOOL + SCHOOLS.0 + school % SCHOOLS.1),
            },
            answers: self.answers(Scope::Visit),
            seances: vec![self.seance()],
            recommended_competences: Vec::new(),
            recommended_trainings: Vec::new(),
            fictitious: false,
        }
    }

    fn seance(&mut self) -> SeanceFacts {
        let samples = (0..SAMPLES).map(|_| self.sample());
        let samples = samples.collect();
        SeanceFacts {
            lesson: Sha256::from(self.random.random::<[u8; 32]>()),
            place: None,
            levels: vec![["CP", "CE1", "CE2", "CM1", "CM2"][self.random.random_range(0..5)].to_owned()],
            discipline: Some("francais".to_owned()),
            answers: self.answers(Scope::Seance),
            samples,
        }
    }

    fn sample(&mut self) -> SampleCount {
        let file = grid();
        let tracks = file.grid().timeline.iter().flat_map(|timeline| &timeline.tracks);
        let codes = tracks.map(|track| {
            let code = &track.codes[self.random.random_range(0..track.codes.len())];
            (track.code.clone(), vec![code.code.clone()])
        });
        SampleCount {
            codes: codes.collect(),
            count: self.random.random_range(1..6),
        }
    }

    fn answers(&mut self, scope: Scope) -> std::collections::BTreeMap<String, FactValue> {
        let random = &mut self.random;
        let answered = self
            .layout
            .items(scope)
            .iter()
            .map(|item| (item.code.clone(), answer(random, item)));
        answered.collect()
    }
}

fn answer(random: &mut StdRng, item: &ItemLayout) -> FactValue {
    match random.random_range(0..12) {
        0 => FactValue::NotObserved,
        1 => FactValue::NotApplicable,
        2 => FactValue::NotRelevant,
        _ => match &item.shape {
            Shape::One(values) => values[random.random_range(0..values.len())].clone(),
            Shape::Any(codes) => FactValue::Choices(
                codes
                    .iter()
                    .filter(|_| random.random_range(0..4) == 0)
                    .cloned()
                    .collect(),
            ),
            Shape::Number { least, count } => {
                FactValue::Number(least + i64::try_from(random.random_range(0..*count)).unwrap_or(0))
            }
        },
    }
}

fn content<'a>(kind: RecordKind, id: Uuid, document: &'a str, facts: Option<&'a str>) -> RecordContent<'a> {
    RecordContent {
        kind,
        academie: ACADEMIE,
        id,
        parents: &[],
        document: document.as_bytes(),
        facts,
        circle: None,
    }
}
