//! The columns that a scan reads: when, where and of what kind each visit and each lesson was, and its answers.

use std::collections::BTreeMap;

use super::bytes::{Reader, Unreadable, Writer};
use super::columns;
use super::dictionary::Column;
use super::layout::{Layout, Misfit};
use super::places::Places;
use super::planes::Planes;
use super::visit::{Circumstances, Lesson, PackedVisit};
use crate::facts::{FactPlace, FactValue};
use crate::grid::Scope;

/// The answers of a block of visits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    pub(super) circumstances: Column<Circumstances>,
    /// Those of the visits, then those of the lessons.
    pub(super) places: Places,
    pub(super) lessons: Column<Lesson>,
    /// The visit of each lesson.
    pub(super) visit_of: Vec<u32>,
    of_visits: Planes,
    of_seances: Planes,
}

impl Answers {
    /// The columns of these visits.
    ///
    /// # Errors
    /// When a fact does not fit the layout.
    pub(super) fn of(layout: &Layout, visits: &[PackedVisit]) -> Result<Self, Misfit> {
        let seances = || visits.iter().flat_map(|visit| &visit.seances);
        let own: Vec<&BTreeMap<_, _>> = visits.iter().map(|visit| &visit.answers).collect();
        let of_lessons: Vec<&BTreeMap<_, _>> = seances().map(|seance| &seance.answers).collect();
        let places = visits.iter().map(|visit| &visit.place);
        let places: Vec<&FactPlace> = places.chain(seances().map(|seance| &seance.place)).collect();
        let visit_of = visits.iter().zip(0..);
        let visit_of = visit_of.flat_map(|(visit, number)| visit.seances.iter().map(move |_| number));
        let pack = |scope, answers: &[&BTreeMap<String, FactValue>]| {
            Planes::pack(layout.items(scope), layout.planes(scope), answers)
        };
        Ok(Self {
            circumstances: Column::of(visits.iter().map(|visit| &visit.circumstances)),
            places: Places::of(&places),
            lessons: Column::of(seances().map(|seance| &seance.lesson)),
            visit_of: visit_of.collect(),
            of_visits: pack(Scope::Visit, &own)?,
            of_seances: pack(Scope::Seance, &of_lessons)?,
        })
    }

    /// How many visits.
    #[must_use]
    pub fn visits(&self) -> usize {
        self.of_visits.rows()
    }

    /// How many lessons.
    #[must_use]
    pub fn seances(&self) -> usize {
        self.visit_of.len()
    }

    /// The planes of a scope.
    pub(super) fn planes(&self, scope: Scope) -> &Planes {
        match scope {
            Scope::Visit => &self.of_visits,
            Scope::Seance => &self.of_seances,
        }
    }

    /// Its bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.count(self.visits());
        writer.count(self.seances());
        self.circumstances.write(&mut writer);
        self.places.write(&mut writer);
        self.lessons.write(&mut writer);
        columns::write(&mut writer, &self.visit_of, self.visits());
        self.of_visits.write(&mut writer);
        self.of_seances.write(&mut writer);
        writer.finish()
    }

    /// Those that these bytes hold, packed by `layout`.
    ///
    /// # Errors
    /// When they are no such bytes.
    pub fn from_bytes(layout: &Layout, bytes: &[u8]) -> Result<Self, Unreadable> {
        let mut reader = Reader::new(bytes);
        let (visits, seances) = (reader.count()?, reader.count()?);
        let read = Self {
            circumstances: Column::read(&mut reader, visits)?,
            places: Places::read(&mut reader, visits + seances)?,
            lessons: Column::read(&mut reader, seances)?,
            visit_of: columns::read(&mut reader, seances, visits)?,
            of_visits: Planes::read(&mut reader, layout.planes(Scope::Visit), visits)?,
            of_seances: Planes::read(&mut reader, layout.planes(Scope::Seance), seances)?,
        };
        reader.finish()?;
        if read.visit_of.is_sorted() {
            Ok(read)
        } else {
            Err(Unreadable)
        }
    }
}
