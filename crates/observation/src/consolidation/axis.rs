//! An indicator along an axis (the whole, the school years, groups of schools), under criteria.

use std::collections::BTreeSet;

use super::criteria::Criteria;
use super::guard::{Candidate, FEWEST_TEACHERS, Shown, guarded};
use crate::grid::SubjectKind;
use crate::indicator::{Evaluated, Evaluation, Partition, Population, Segment, UnitView};
use crate::uai::Uai;

/// Along what figures stand beside each other. Each is an order of its own, never that of a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Axis {
    /// All at once.
    Whole,
    /// The school years of this list, in its order.
    SchoolYears(Vec<String>),
    /// Groups of schools, in their order; a school of two of them is in the first.
    Groups(Vec<BTreeSet<Uai>>),
}

impl Axis {
    fn places(&self) -> usize {
        match self {
            Self::Whole => 1,
            Self::SchoolYears(years) => years.len(),
            Self::Groups(groups) => groups.len(),
        }
    }

    fn place(&self, unit: UnitView<'_>) -> Option<usize> {
        match self {
            Self::Whole => Some(0),
            Self::SchoolYears(years) => years
                .iter()
                .position(|year| *year == unit.circumstances.school_year),
            Self::Groups(groups) => groups.iter().position(|group| group.contains(&unit.place.uai)),
        }
    }
}

/// The figures of an indicator along an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Looked {
    /// The values that the figures are of, of a distribution; else one without a name.
    pub modalities: Vec<Option<String>>,
    /// For each place of the axis, what is shown of each of `modalities`.
    pub places: Vec<Vec<Shown>>,
}

/// The figures of `segment` along `axis`, of what `criteria` keep.
pub fn look<'g>(
    population: &Population<'g>,
    evaluation: &mut Evaluation<'_, 'g>,
    segment: &Segment<'g>,
    (criteria, axis): (&Criteria, &Axis),
) -> Looked {
    let scope = segment.definition.unit;
    let places = axis.places();
    let kept = Partition::of(population, scope, places, |unit| {
        axis.place(unit).filter(|_| criteria.keeps(unit))
    });
    let present = evaluation.evaluate(segment, &kept);
    let differences: Vec<Evaluated> = criteria
        .relaxations()
        .iter()
        .map(|relaxation| {
            let gained = Partition::of(population, scope, places, |unit| {
                axis.place(unit).filter(|_| criteria.is_gained(relaxation, unit))
            });
            evaluation.evaluate(segment, &gained)
        })
        .collect();
    let fewest = match population.subject() {
        SubjectKind::School => 1,
        SubjectKind::Teachers | SubjectKind::Calibration => FEWEST_TEACHERS,
    };
    let mut shown = vec![Vec::new(); places];
    for modality in 0..present.modalities.len() {
        let candidates = (0..places).map(|place| Candidate {
            figure: present.cells[place][modality].clone(),
            differences: differences
                .iter()
                .map(|one| one.cells[place][modality].clone())
                .collect(),
        });
        let guarded = guarded(candidates.collect(), fewest);
        shown.iter_mut().zip(guarded).for_each(|(all, one)| all.push(one));
    }
    Looked {
        modalities: present.modalities,
        places: shown,
    }
}
