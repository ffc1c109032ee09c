//! The visits over which indicators are evaluated, unit by unit.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::columns::{Columns, Samples};
use super::lessons::comings;
use super::versions::Editions;
use crate::canonical::Sha256;
use crate::facts::{FactPlace, FactValue};
use crate::grid::indicator::{Filter, IndicatorDefinition};
use crate::grid::{Answer, Grid, Scope, SubjectKind};
use crate::packed::{Circumstances, Layout, Lesson, PackedVisit, Teachers};
use crate::uai::Uai;
use crate::visit::Standing;

/// Visits that count, of the versions of one grid: those communicated and not withdrawn.
#[derive(Debug)]
pub struct Population<'g> {
    pub(super) editions: Editions<'g>,
    visits: Vec<(usize, Arc<PackedVisit>)>,
    pub(super) of_visits: Units,
    pub(super) of_seances: Units,
    pub(super) subjects: Vec<Subject>,
}

/// The units of one scope, those of the last version first.
#[derive(Debug, Default)]
pub(super) struct Units {
    pub(super) all: Vec<Unit>,
    /// The subjects of each unit, end to end.
    pub(super) subjects: Vec<u32>,
    /// The rows of each version among `all`.
    pub(super) rows: Vec<Range<usize>>,
}

/// A visit or a lesson as one observer saw it.
#[derive(Debug)]
pub(super) struct Unit {
    /// Its visit, by rank.
    pub(super) visit: u32,
    /// Its lesson among those of the visit; none of a visit.
    seance: Option<usize>,
    /// What co-observers share: one lesson, or one coming.
    pub(super) shared: u32,
    pub(super) school: Uai,
    /// Where its subjects stand.
    pub(super) subjects: Range<usize>,
}

/// Whom a unit is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Subject {
    /// A teacher, by the circle and epoch of his key, and the key.
    Teacher { naming: u32, key: [u8; 32] },
    /// A school, where the grid observes schools.
    School(Uai),
}

/// What a partition reads of a unit.
#[derive(Debug, Clone, Copy)]
pub struct UnitView<'p> {
    /// When, and of what kind.
    pub circumstances: &'p Circumstances,
    /// Where: a lesson's own place.
    pub place: &'p FactPlace,
    /// For whom and of what; those of all its lessons, of a visit.
    pub lessons: &'p [&'p Lesson],
}

impl<'g> Population<'g> {
    /// Those of `visits` that count, each with the identity of its grid; of other grids than those of `editions`, none.
    #[must_use]
    pub fn of<Visit: Into<Arc<PackedVisit>>>(
        editions: Editions<'g>,
        visits: impl IntoIterator<Item = (Sha256, Visit)>,
    ) -> Self {
        let version = |sha256: Sha256| editions.files().iter().position(|file| file.sha256() == sha256);
        let known = visits
            .into_iter()
            .filter_map(|(sha256, visit)| Some((version(sha256)?, visit.into())));
        let mut visits: Vec<(usize, Arc<PackedVisit>)> = known
            .filter(|(_, visit)| visit.circumstances.standing == Standing::Communicated)
            .collect();
        visits.sort_by_key(|(version, _)| *version);
        let of_schools = editions.files()[0].grid().subject == SubjectKind::School;
        let mut known = Known::of(&visits, of_schools);
        let of_visits = known.units(&visits, editions.files().len(), Scope::Visit);
        let of_seances = known.units(&visits, editions.files().len(), Scope::Seance);
        let subjects = known.in_order();
        Self {
            editions,
            visits,
            of_visits,
            of_seances,
            subjects,
        }
    }

    /// How many visits count.
    #[must_use]
    pub fn visits(&self) -> usize {
        self.visits.len()
    }

    /// The school years of the visits that count, the earliest first.
    #[must_use]
    pub fn school_years(&self) -> Vec<String> {
        let years = self
            .visits
            .iter()
            .map(|(_, visit)| &visit.circumstances.school_year);
        let years: std::collections::BTreeSet<&String> = years.collect();
        years.into_iter().cloned().collect()
    }

    /// The last version of its grid.
    #[must_use]
    pub fn grid(&self) -> &'g Grid {
        self.editions.files()[0].grid()
    }

    /// The first school year in which the last version's indicator `code` was measured as it is now; none where it never was
    /// measured otherwise.
    #[must_use]
    pub fn measured_so_since(&self, code: &str) -> Option<String> {
        self.editions.before_break(0, code)?;
        let readings = self.editions.readings(0, code).len();
        let alike = self.visits.iter().filter(|(version, _)| *version < readings);
        alike
            .map(|(_, visit)| &visit.circumstances.school_year)
            .min()
            .cloned()
    }

    /// The lowest and the highest level of the item of which an indicator is the mean level; none of any other.
    #[must_use]
    pub fn levels_of(&self, definition: &IndicatorDefinition) -> Option<(f64, f64)> {
        let item = definition.level_item()?;
        let place = self.grid().find(item)?;
        let Answer::Level { scale } = &place.item.answer else {
            return None;
        };
        let levels = self.grid().scale(scale)?.levels.iter();
        let levels: Vec<f64> = levels.map(|level| f64::from(level.value)).collect();
        let least = levels.iter().copied().fold(f64::INFINITY, f64::min);
        Some((least, levels.iter().copied().fold(0.0, f64::max)))
    }

    /// Whom its grid observes.
    #[must_use]
    pub fn subject(&self) -> SubjectKind {
        self.editions.files()[0].grid().subject
    }

    pub(super) fn units(&self, scope: Scope) -> &Units {
        match scope {
            Scope::Visit => &self.of_visits,
            Scope::Seance => &self.of_seances,
        }
    }

    /// What `read` gives of what a partition sees of each unit of a scope, in order.
    pub fn each<T>(&self, scope: Scope, mut read: impl FnMut(UnitView<'_>) -> T) -> Vec<T> {
        let units = self.units(scope).all.iter();
        let viewed = units.map(|unit| {
            let visit = &self.visits[unit.visit as usize].1;
            let (place, lessons): (_, Vec<&Lesson>) = match unit.seance {
                Some(rank) => (&visit.seances[rank].place, vec![&visit.seances[rank].lesson]),
                None => (
                    &visit.place,
                    visit.seances.iter().map(|seance| &seance.lesson).collect(),
                ),
            };
            read(UnitView {
                circumstances: &visit.circumstances,
                place,
                lessons: &lessons,
            })
        });
        viewed.collect()
    }

    /// The answers of the units of `version`, in the codes of version `as_of`.
    pub(super) fn columns(&self, scope: Scope, (version, as_of): (usize, usize)) -> Columns {
        let layout = Layout::of(self.editions.files()[as_of].grid());
        let rows = self.answers(scope, version);
        if version == as_of {
            return Columns::of(&layout, scope, &rows.collect::<Vec<_>>());
        }
        let recoded: Vec<BTreeMap<String, FactValue>> = rows
            .map(|answers| self.editions.recoded(answers, (version, as_of)))
            .collect();
        Columns::of(&layout, scope, &recoded.iter().collect::<Vec<_>>())
    }

    fn answers(&self, scope: Scope, version: usize) -> impl Iterator<Item = &BTreeMap<String, FactValue>> {
        let units = self.units(scope);
        units.all[units.rows[version].clone()].iter().map(|unit| {
            let visit = &self.visits[unit.visit as usize].1;
            let of_seance = unit.seance.map(|rank| &visit.seances[rank].answers);
            of_seance.unwrap_or(&visit.answers)
        })
    }

    /// The timeline's samples of the lessons of `version`.
    pub(super) fn samples(&self, version: usize) -> Samples {
        let units = &self.of_seances;
        let of_version = units.all[units.rows[version].clone()].iter();
        Samples::of(of_version.filter_map(|unit| {
            let visit = &self.visits[unit.visit as usize].1;
            Some(visit.seances[unit.seance?].samples.as_slice())
        }))
    }
}

/// Subjects and namings by number, as they are met.
struct Known {
    of_schools: bool,
    namings: BTreeMap<(String, uuid::Uuid), u32>,
    subjects: BTreeMap<Subject, u32>,
    comings: Vec<u32>,
}

impl Known {
    fn of(visits: &[(usize, Arc<PackedVisit>)], of_schools: bool) -> Self {
        Self {
            of_schools,
            namings: BTreeMap::new(),
            subjects: BTreeMap::new(),
            comings: comings(visits.iter().map(|(_, visit)| &**visit)),
        }
    }

    fn units(&mut self, visits: &[(usize, Arc<PackedVisit>)], versions: usize, scope: Scope) -> Units {
        let mut units = Units {
            rows: vec![0..0; versions],
            ..Units::default()
        };
        let mut lessons: BTreeMap<Sha256, u32> = BTreeMap::new();
        for (rank, (version, visit)) in visits.iter().enumerate() {
            let before = units.all.len();
            match scope {
                Scope::Visit => {
                    let shared = self.comings[rank];
                    self.add(&mut units, (rank, None, shared), visit);
                }
                Scope::Seance => {
                    for (seance, packed) in visit.seances.iter().enumerate() {
                        let next = number(lessons.len());
                        let shared = *lessons.entry(packed.lesson_id).or_insert(next);
                        self.add(&mut units, (rank, Some(seance), shared), visit);
                    }
                }
            }
            let rows = &mut units.rows[*version];
            let first = if rows.start == rows.end {
                before
            } else {
                rows.start
            };
            *rows = first..units.all.len();
        }
        units
    }

    fn add(
        &mut self,
        units: &mut Units,
        (rank, seance, shared): (usize, Option<usize>, u32),
        visit: &PackedVisit,
    ) {
        let place = seance.map_or(&visit.place, |seance| &visit.seances[seance].place);
        let first = units.subjects.len();
        let mut own: Vec<u32> = match (&visit.teachers, self.of_schools) {
            (_, true) => vec![self.subject(Subject::School(place.uai))],
            (Some(teachers), false) => self.teachers(teachers, seance),
            (None, false) => Vec::new(),
        };
        own.sort_unstable();
        own.dedup();
        units.subjects.extend(own);
        units.all.push(Unit {
            visit: number(rank),
            seance,
            shared,
            school: place.uai,
            subjects: first..units.subjects.len(),
        });
    }

    /// Those who led the lesson: all those observed, where none is named.
    fn teachers(&mut self, teachers: &Teachers, seance: Option<usize>) -> Vec<u32> {
        let next = number(self.namings.len());
        let named = (teachers.circle.clone(), teachers.epoch);
        let naming = *self.namings.entry(named).or_insert(next);
        let led = seance.and_then(|seance| teachers.seances.get(seance));
        let keys = led.filter(|keys| !keys.is_empty()).unwrap_or(&teachers.observed);
        let keys = keys.iter().map(|key| Subject::Teacher { naming, key: *key });
        let keys: Vec<Subject> = keys.collect();
        keys.into_iter().map(|subject| self.subject(subject)).collect()
    }

    fn subject(&mut self, subject: Subject) -> u32 {
        let next = number(self.subjects.len());
        *self.subjects.entry(subject).or_insert(next)
    }

    fn in_order(self) -> Vec<Subject> {
        let mut subjects: Vec<(u32, Subject)> = self
            .subjects
            .into_iter()
            .map(|(subject, number)| (number, subject))
            .collect();
        subjects.sort_unstable_by_key(|(number, _)| *number);
        subjects.into_iter().map(|(_, subject)| subject).collect()
    }
}

/// A population has fewer units than numbers there are.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl Filter {
    /// Whether a unit is one of those that the indicator keeps.
    pub(super) fn keeps(&self, unit: UnitView<'_>) -> bool {
        let place = unit.place;
        let priority = place.education_prioritaire.code();
        let any_lesson = |wanted: &[String], of: &dyn Fn(&Lesson, &String) -> bool| {
            wanted.is_empty()
                || unit
                    .lessons
                    .iter()
                    .any(|lesson| wanted.iter().any(|one| of(lesson, one)))
        };
        let listed = |wanted: &[String], own: &str| wanted.is_empty() || wanted.iter().any(|one| one == own);
        (self.degrees.is_empty() || place.degree.is_some_and(|degree| self.degrees.contains(&degree)))
            && any_lesson(&self.levels, &|lesson, level| lesson.levels.contains(level))
            && any_lesson(&self.disciplines, &|lesson, code| {
                lesson.discipline.as_ref() == Some(code)
            })
            && listed(&self.kinds, &unit.circumstances.kind)
            && listed(&self.education_prioritaire, priority)
            && listed(&self.school_years, &unit.circumstances.school_year)
    }
}
