//! What is packed of a visit: the same that comes back.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::bytes::{Reader, Unreadable, Writer};
use super::dictionary::Written;
use crate::canonical::Sha256;
use crate::facts::{FactPlace, FactValue, Facts, SampleCount};
use crate::visit::Standing;

/// What filters read of a visit beside its place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Circumstances {
    /// The month, `2026-11`.
    pub month: String,
    /// The school year.
    pub school_year: String,
    /// The kind of visit, by its code.
    pub kind: String,
    /// Whether it may count.
    pub standing: Standing,
}

/// Those whom a visit observed, by the keys of one epoch of a circle: what distinct persons are counted by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Teachers {
    /// The circle.
    pub circle: String,
    /// The epoch of its key.
    pub epoch: Uuid,
    /// All of them.
    pub observed: Vec<[u8; 32]>,
    /// For each lesson, in order, those of them who led it; empty where all did.
    pub seances: Vec<Vec<[u8; 32]>>,
}

/// A visit as it is packed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackedVisit {
    /// When, of what kind, and whether it may count.
    pub circumstances: Circumstances,
    /// Where.
    pub place: FactPlace,
    /// The answers given once for the visit.
    pub answers: BTreeMap<String, FactValue>,
    /// The lessons.
    pub seances: Vec<PackedSeance>,
    /// Whom it observed; none where no key of theirs is known.
    pub teachers: Option<Teachers>,
}

/// A lesson as it is packed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackedSeance {
    /// Where: its own place, else the visit's.
    pub place: FactPlace,
    /// Which lesson: the same for all who observed it.
    pub lesson_id: Sha256,
    /// For whom, and of what.
    pub lesson: Lesson,
    /// The answers of this lesson.
    pub answers: BTreeMap<String, FactValue>,
    /// How many samples of the timeline held each combination of codes.
    pub samples: Vec<SampleCount>,
}

/// For whom a lesson is, and of what.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lesson {
    /// Class levels by code.
    pub levels: Vec<String>,
    /// The discipline by code, where it has one.
    pub discipline: Option<String>,
}

impl PackedVisit {
    /// What is packed of these facts.
    #[must_use]
    pub fn of(facts: Facts, standing: Standing, teachers: Option<Teachers>) -> Self {
        let place = facts.place;
        let seances = facts.seances.into_iter().map(|seance| PackedSeance {
            place: seance.place.unwrap_or_else(|| place.clone()),
            lesson_id: seance.lesson,
            lesson: Lesson {
                levels: seance.levels,
                discipline: seance.discipline,
            },
            answers: seance.answers,
            samples: seance.samples,
        });
        Self {
            seances: seances.collect(),
            circumstances: Circumstances {
                month: facts.month,
                school_year: facts.school_year,
                kind: facts.kind,
                standing,
            },
            place,
            answers: facts.answers,
            teachers,
        }
    }
}

impl Written for Circumstances {
    fn write(&self, writer: &mut Writer) {
        for text in [&self.month, &self.school_year, &self.kind] {
            writer.text(text);
        }
        writer.number(match self.standing {
            Standing::Unsaid => 0,
            Standing::Communicated => 1,
            Standing::Withdrawn => 2,
        });
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Unreadable> {
        Ok(Self {
            month: reader.text()?,
            school_year: reader.text()?,
            kind: reader.text()?,
            standing: match reader.number()? {
                0 => Standing::Unsaid,
                1 => Standing::Communicated,
                2 => Standing::Withdrawn,
                _ => return Err(Unreadable),
            },
        })
    }
}

impl Written for Lesson {
    fn write(&self, writer: &mut Writer) {
        writer.count(self.levels.len());
        self.levels.iter().for_each(|level| writer.text(level));
        writer.count(usize::from(self.discipline.is_some()));
        self.discipline.iter().for_each(|code| writer.text(code));
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Unreadable> {
        let count = reader.count()?;
        let levels = reader.many(count, Reader::text)?;
        let discipline = match reader.number()? {
            0 => None,
            1 => Some(reader.text()?),
            _ => return Err(Unreadable),
        };
        Ok(Self { levels, discipline })
    }
}
