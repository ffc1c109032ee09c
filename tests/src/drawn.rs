//! Visits that were drawn from a number: schools, teachers, co-observers and answers of every kind.

use std::collections::BTreeMap;

use observation::canonical::Sha256;
use observation::directory::EducationPrioritaire;
use observation::facts::{FactPlace, FactValue, SampleCount};
use observation::grid::{Degree, GridFile, Scope, SubjectKind};
use observation::packed::{
    Circumstances, ItemLayout, Layout, Lesson, PackedSeance, PackedVisit, Shape, Teachers,
};
use observation::uai::Uai;
use observation::visit::Standing;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use uuid::Uuid;

/// The number of the first school.
const SCHOOL: u32 = 9_740_001;
/// The number of the first circonscription.
const CIRCONSCRIPTION: u32 = 9_745_001;

/// How much is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// How many visits.
    pub visits: usize,
    /// How many schools.
    pub schools: u32,
    /// How many circonscriptions.
    pub circonscriptions: u32,
    /// How many teachers a school has.
    pub teachers: u32,
    /// How many school years, from 2023-2024 on.
    pub years: u32,
}

/// Visits by one grid, always the same for one seed.
pub struct Drawn<'g> {
    file: &'g GridFile,
    layout: Layout,
    size: Size,
    random: StdRng,
    lessons: Vec<(u32, PackedSeance)>,
}

impl<'g> Drawn<'g> {
    /// Of `size`, from `seed`.
    #[must_use]
    pub fn new(file: &'g GridFile, size: Size, seed: u64) -> Self {
        Self {
            file,
            layout: Layout::of(file.grid()),
            size,
            random: StdRng::seed_from_u64(seed),
            lessons: Vec::new(),
        }
    }

    /// The visits, each with its grid. Nine in ten were communicated.
    pub fn visits(mut self) -> Vec<(Sha256, PackedVisit)> {
        (0..self.size.visits)
            .map(|_| (self.file.sha256(), self.visit()))
            .collect()
    }

    fn visit(&mut self) -> PackedVisit {
        let number = self.random.random_range(0..self.size.schools);
        let of_school = self.file.grid().subject == SubjectKind::School;
        let observed: Vec<[u8; 32]> = match of_school {
            true => Vec::new(),
            false => (0..1 + u32::from(self.random.random_ratio(1, 8)))
                .map(|_| self.teacher(number))
                .collect(),
        };
        let count = match of_school {
            true => 0,
            false => 1 + usize::from(self.random.random_ratio(1, 4)),
        };
        let seances: Vec<PackedSeance> = (0..count).map(|_| self.seance(number)).collect();
        let led = seances.iter().map(|_| Vec::new()).collect();
        let naming = number % self.size.circonscriptions.max(1);
        PackedVisit {
            circumstances: self.circumstances(),
            place: place(number, self.size.circonscriptions),
            answers: self.answers(Scope::Visit),
            teachers: (!of_school && !self.random.random_ratio(1, 40)).then(|| Teachers {
                circle: format!("circonscription/{naming}"),
                epoch: Uuid::from_u128(u128::from(naming)),
                observed,
                seances: led,
            }),
            seances,
        }
    }

    fn circumstances(&mut self) -> Circumstances {
        let year = 2023 + self.random.random_range(0..self.size.years);
        Circumstances {
            month: format!("{year}-{:02}", self.random.random_range(9..13)),
            school_year: format!("{year}-{}", year + 1),
            kind: ["accompagnement", "visite"][self.random.random_range(0..2)].to_owned(),
            standing: match self.random.random_range(0..20) {
                0 => Standing::Unsaid,
                1 => Standing::Withdrawn,
                _ => Standing::Communicated,
            },
        }
    }

    /// A teacher of the school; one in thirty works in the next one too.
    fn teacher(&mut self, school: u32) -> [u8; 32] {
        let of = school + u32::from(self.random.random_ratio(1, 30));
        let one = self.random.random_range(0..self.size.teachers);
        let mut key = [0; 32];
        key[..4].copy_from_slice(&of.to_be_bytes());
        key[4..8].copy_from_slice(&one.to_be_bytes());
        key
    }

    /// A lesson; one in ten was seen by another observer too, who answers for himself.
    fn seance(&mut self, school: u32) -> PackedSeance {
        let again = self.random.random_ratio(1, 10);
        let seen = self.lessons.iter().rev().take(40);
        let mut seen = seen.filter(|(of, _)| again && *of == school);
        let former = seen.next_back().map(|(_, one)| one.clone());
        let lesson = former.unwrap_or_else(|| PackedSeance {
            place: place(school, self.size.circonscriptions),
            lesson_id: Sha256::from(self.random.random::<[u8; 32]>()),
            lesson: self.lesson(),
            answers: BTreeMap::new(),
            samples: Vec::new(),
        });
        let seance = PackedSeance {
            answers: self.answers(Scope::Seance),
            samples: self.samples(),
            ..lesson
        };
        self.lessons.push((school, seance.clone()));
        seance
    }

    fn lesson(&mut self) -> Lesson {
        let levels = ["PS", "GS", "CP", "CE1", "CM2", "6e", "2de", "Tle"];
        Lesson {
            levels: vec![levels[self.random.random_range(0..levels.len())].to_owned()],
            discipline: Some(["francais", "maths"][self.random.random_range(0..2)].to_owned()),
        }
    }

    fn samples(&mut self) -> Vec<SampleCount> {
        let tracks: Vec<_> = self
            .file
            .grid()
            .timeline
            .iter()
            .flat_map(|timeline| &timeline.tracks)
            .collect();
        let count = match tracks.is_empty() || self.random.random_ratio(1, 5) {
            true => 0,
            false => self.random.random_range(1..7),
        };
        let sample = |_| {
            let codes = tracks.iter().map(|track| {
                let code = &track.codes[self.random.random_range(0..track.codes.len())];
                (track.code.clone(), vec![code.code.clone()])
            });
            SampleCount {
                codes: codes.collect(),
                count: self.random.random_range(1..6),
            }
        };
        (0..count).map(sample).collect()
    }

    fn answers(&mut self, scope: Scope) -> BTreeMap<String, FactValue> {
        let random = &mut self.random;
        let answered = self.layout.items(scope).iter();
        answered
            .filter_map(|item| Some((item.code.clone(), answer(random, item)?)))
            .collect()
    }
}

fn place(school: u32, circonscriptions: u32) -> FactPlace {
    let priority = match school % 3 {
        0 => EducationPrioritaire::Aucune,
        1 => EducationPrioritaire::Rep,
        _ => EducationPrioritaire::RepPlus,
    };
    FactPlace {
        uai: uai(SCHOOL + school),
        kind: "ecole_elementaire".to_owned(),
        degree: Some([Degree::Premier, Degree::Second][school as usize % 2]),
        status: "public".to_owned(),
        education_prioritaire: priority,
        circonscription: Uai::from_number(CIRCONSCRIPTION + school % circonscriptions.max(1)),
    }
}

#[allow(clippy::expect_used)]
fn uai(number: u32) -> Uai {
    Uai::from_number(number).expect("seven digits")
}

/// An answer; the first values of a list are the likeliest, as in classrooms.
fn answer(random: &mut StdRng, item: &ItemLayout) -> Option<FactValue> {
    match random.random_range(0..14) {
        0 => None,
        1 => Some(FactValue::NotObserved),
        2 => Some(FactValue::NotApplicable),
        3 => Some(FactValue::NotRelevant),
        _ => Some(value(random, &item.shape)),
    }
}

fn value(random: &mut StdRng, shape: &Shape) -> FactValue {
    match shape {
        Shape::One(values) => {
            let last = random.random_range(0..values.len());
            values[random.random_range(0..=last)].clone()
        }
        Shape::Any(codes) => FactValue::Choices(
            codes
                .iter()
                .filter(|_| random.random_ratio(1, 4))
                .cloned()
                .collect(),
        ),
        Shape::Number { least, .. } => FactValue::Number(least.max(&0) + random.random_range(0..30)),
    }
}
