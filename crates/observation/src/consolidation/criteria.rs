//! What a working view keeps of the visits.

use std::collections::BTreeSet;

use crate::directory::EducationPrioritaire;
use crate::grid::Degree;
use crate::indicator::UnitView;
use crate::uai::Uai;

/// What a working view keeps: of each criterion one value, or all. One value alone, so that the difference of two filters
/// can be told for every filter beside it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Criteria {
    /// A school year, `2026-2027`.
    pub school_year: Option<String>,
    /// A degree.
    pub degree: Option<Degree>,
    /// A kind of visit, by its code.
    pub kind: Option<String>,
    /// A class level, by its code.
    pub level: Option<String>,
    /// A discipline or domain, by its code.
    pub discipline: Option<String>,
    /// Éducation prioritaire.
    pub education_prioritaire: Option<EducationPrioritaire>,
    /// A circonscription, as the directory had it at the visit.
    pub circonscription: Option<Uai>,
    /// The schools of a group, or one school.
    pub schools: Option<BTreeSet<Uai>>,
}

/// How many criteria there are.
const COUNT: usize = 8;

impl Criteria {
    /// Each criterion: whether the unit meets it.
    fn met(&self, unit: UnitView<'_>) -> [bool; COUNT] {
        let (place, circumstances) = (unit.place, unit.circumstances);
        let is = |wanted: &Option<String>, own: &str| wanted.as_ref().is_none_or(|wanted| wanted == own);
        [
            is(&self.school_year, &circumstances.school_year),
            self.degree.is_none_or(|wanted| place.degree == Some(wanted)),
            is(&self.kind, &circumstances.kind),
            self.level.as_ref().is_none_or(|wanted| {
                let mut lessons = unit.lessons.iter();
                lessons.any(|lesson| lesson.levels.contains(wanted))
            }),
            self.discipline.as_ref().is_none_or(|wanted| {
                let mut lessons = unit.lessons.iter();
                lessons.any(|lesson| lesson.discipline.as_ref() == Some(wanted))
            }),
            self.education_prioritaire
                .is_none_or(|wanted| place.education_prioritaire == wanted),
            self.circonscription
                .is_none_or(|wanted| place.circonscription == Some(wanted)),
            self.schools
                .as_ref()
                .is_none_or(|schools| schools.contains(&place.uai)),
        ]
    }

    /// Which criteria are set.
    fn set(&self) -> [bool; COUNT] {
        [
            self.school_year.is_some(),
            self.degree.is_some(),
            self.kind.is_some(),
            self.level.is_some(),
            self.discipline.is_some(),
            self.education_prioritaire.is_some(),
            self.circonscription.is_some(),
            self.schools.is_some(),
        ]
    }

    /// How many ways there are to meet some of the criteria that are set and not the others.
    pub(super) fn ways(&self) -> usize {
        1 << self.set().iter().filter(|is_set| **is_set).count()
    }

    /// Which of the criteria that are set a unit does not meet, as a number below [`Criteria::ways`]: 0 where it is kept.
    pub(super) fn unmet(&self, unit: UnitView<'_>) -> usize {
        let (met, set) = (self.met(unit), self.set());
        let asked = met.iter().zip(set).filter(|(_, is_set)| *is_set);
        asked.fold(0, |unmet, (met, _)| unmet << 1 | usize::from(!met))
    }

    /// The same over all school years.
    #[must_use]
    pub fn of_all_years(&self) -> Self {
        Self {
            school_year: None,
            ..self.clone()
        }
    }
}
