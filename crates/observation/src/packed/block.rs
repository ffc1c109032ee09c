//! A block of visits: what a scan reads, and apart what the few that need it read.

use super::answers::Answers;
use super::bytes::Unreadable;
use super::layout::{Layout, Misfit};
use super::samples::Samples;
use super::teachers::TeacherColumns;
use super::visit::{PackedSeance, PackedVisit};
use crate::grid::Scope;

/// The bytes of a block, in parts that are kept apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Block {
    /// What a scan reads: [`Answers`].
    pub answers: Vec<u8>,
    /// The timeline's samples of each lesson.
    pub samples: Vec<u8>,
    /// The teachers of each visit, and which lesson each séance is.
    pub teachers: Vec<u8>,
}

impl Block {
    /// Packs `visits`, in their order.
    ///
    /// # Errors
    /// When a fact does not fit the layout.
    pub fn pack(layout: &Layout, visits: &[PackedVisit]) -> Result<Self, Misfit> {
        let seances = visits.iter().flat_map(|visit| &visit.seances);
        Ok(Self {
            answers: Answers::of(layout, visits)?.to_bytes(),
            samples: Samples::of(layout, seances)?.to_bytes(),
            teachers: TeacherColumns::of(visits).to_bytes(),
        })
    }

    /// The visits, as they were packed.
    ///
    /// # Errors
    /// When a part is not what this version wrote, or is of another block.
    pub fn visits(&self, layout: &Layout) -> Result<Vec<PackedVisit>, Unreadable> {
        let answers = Answers::from_bytes(layout, &self.answers)?;
        let samples = Samples::from_bytes(layout, &self.samples)?;
        let teachers = TeacherColumns::from_bytes(&self.teachers)?;
        let seances = answers.seances();
        if samples.seances() != seances
            || teachers.lesson_ids.len() != seances
            || teachers.visits() != answers.visits()
        {
            return Err(Unreadable);
        }
        let count = answers.visits();
        let visit = |(row, teachers)| PackedVisit {
            circumstances: answers.circumstances.get(row).clone(),
            place: answers.places.get(row),
            answers: answers
                .planes(Scope::Visit)
                .answers(layout.items(Scope::Visit), row),
            seances: Vec::new(),
            teachers,
        };
        let mut visits: Vec<PackedVisit> = teachers.unpacked()?.into_iter().enumerate().map(visit).collect();
        for (row, samples) in samples.unpacked(layout).enumerate() {
            visits[answers.visit_of[row] as usize].seances.push(PackedSeance {
                place: answers.places.get(count + row),
                lesson_id: teachers.lesson_ids[row].into(),
                lesson: answers.lessons.get(row).clone(),
                answers: answers
                    .planes(Scope::Seance)
                    .answers(layout.items(Scope::Seance), row),
                samples,
            });
        }
        Ok(visits)
    }
}
