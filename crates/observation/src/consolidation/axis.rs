//! An indicator along an axis (the whole, the school years, groups of schools), under criteria.

use super::criteria::Criteria;
use super::groups::SchoolGroup;
use super::guard::{Candidate, FEWEST_TEACHERS, Group, Shown, guarded};
use crate::grid::SubjectKind;
use crate::indicator::{Evaluation, Partition, Population, Segment, UnitView};

/// Along what figures stand beside each other. Each is an order of its own, never that of a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Axis {
    /// All at once.
    Whole,
    /// The school years of this list, in its order.
    SchoolYears(Vec<String>),
    /// Groups of schools, in their order; a school of two of them is in the first.
    Groups(Vec<SchoolGroup>),
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
            Self::Groups(groups) => {
                let month = unit.circumstances.month.as_str();
                groups.iter().position(|group| group.holds(unit.place.uai, month))
            }
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
    evaluation: &Evaluation<'_, 'g>,
    segment: &Segment<'g>,
    (criteria, axis): (&Criteria, &Axis),
) -> Looked {
    let scope = segment.definition.unit;
    let places = axis.places();
    // Those that the criteria keep, and apart each kind of those that they leave out: every wider choice of the same criteria
    // adds some of these kinds, whole.
    let ways = criteria.ways();
    let partition = Partition::of(population, scope, places * ways, |unit| {
        axis.place(unit).map(|place| place * ways + criteria.unmet(unit))
    });
    let evaluated = evaluation.evaluate(segment, &partition);
    let fewest = match population.subject() {
        SubjectKind::School => 1,
        SubjectKind::Teachers | SubjectKind::Calibration => FEWEST_TEACHERS,
    };
    let mut shown = vec![Vec::new(); places];
    for modality in 0..evaluated.modalities.len() {
        let group = |cell: usize| Group {
            figure: evaluated.cells[cell][modality].clone(),
            persons: partition.subjects(cell),
        };
        let candidates = (0..places).map(|place| Candidate {
            kept: group(place * ways),
            left_out: (1..ways).map(|way| group(place * ways + way)).collect(),
        });
        let guarded = guarded(candidates.collect(), fewest);
        shown.iter_mut().zip(guarded).for_each(|(all, one)| all.push(one));
    }
    Looked {
        modalities: evaluated.modalities,
        places: shown,
    }
}
