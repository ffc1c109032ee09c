//! Releases of an académie that was drawn: what they do not tell cannot be found, whatever was published before.

use std::collections::{BTreeMap, BTreeSet};

use observation::canonical::Sha256;
use observation::grid::indicator::Measure;
use observation::grid::{GridFile, Scope};
use observation::indicator::{Editions, Evaluation, Figure, Partition, Population};
use observation::packed::PackedVisit;
use observation::release::rules::{BAND, HIDDEN_SHARE, SMALL};
use observation::release::{
    CellScope, FigureKey, Figures, Plan, Prepared, Released, ReleasedValue, Rules, prepare,
};
use observation::uai::Uai;
use whole_product::drawn::{Drawn, Size};
use whole_product::sync::visits::grid;

use super::attacker::{Clue, Knowledge};

/// An indicator, and the value that a figure is of.
type Of = (String, Option<String>);
type Visits = Vec<(Sha256, PackedVisit)>;

const YEARS: [&str; 3] = ["2023-2024", "2024-2025", "2025-2026"];

/// Eight visits a school a year, three years, in schools of eight teachers.
fn academie(file: &GridFile, schools: u32, seed: u64) -> Visits {
    let size = Size {
        visits: schools as usize * 8 * YEARS.len(),
        schools,
        circonscriptions: 3,
        teachers: 8,
        years: YEARS.len() as u32,
    };
    Drawn::new(file, size, seed).visits()
}

fn released(file: &GridFile, visits: &Visits, earlier: &Figures) -> Prepared {
    let population = Population::of(Editions::leading_to(file, &[]), visits.clone());
    let years = YEARS.map(str::to_owned);
    let plan = Plan {
        rules: Rules::default(),
        complete: &years,
        anchor: YEARS[0],
        earlier,
    };
    prepare(&population, &plan)
}

/// The truth of three years: for each indicator and value, the figure of each school, circonscription, and of all.
struct Truth {
    schools: Vec<(Uai, Option<Uai>)>,
    figures: BTreeMap<Of, Vec<(CellScope, Figure)>>,
}

fn truth(file: &GridFile, visits: &Visits) -> Truth {
    let population = Population::of(Editions::leading_to(file, &[]), visits.clone());
    let places = population.each(Scope::Visit, |unit| (unit.place.uai, unit.place.circonscription));
    let schools: BTreeMap<Uai, Option<Uai>> = places.into_iter().collect();
    let circonscriptions: BTreeSet<Uai> = schools.values().flatten().copied().collect();
    let evaluation = Evaluation::of(&population);
    let mut figures: BTreeMap<Of, Vec<(CellScope, Figure)>> = BTreeMap::new();
    // What is filtered by éducation prioritaire is not released.
    let released = file.grid().indicators.iter();
    let released = released.filter(|one| one.filter.education_prioritaire.is_empty());
    for indicator in released {
        let segment = evaluation.segments(&indicator.code).remove(0);
        let by_school: Vec<CellScope> = schools.keys().copied().map(CellScope::School).collect();
        let by_circonscription: Vec<CellScope> = circonscriptions
            .iter()
            .copied()
            .map(CellScope::Circonscription)
            .collect();
        for scopes in [by_school, by_circonscription, vec![CellScope::Academie]] {
            let partition = Partition::of(&population, indicator.unit, scopes.len(), |unit| {
                scopes.iter().position(|scope| match scope {
                    CellScope::Academie => true,
                    CellScope::Circonscription(uai) => unit.place.circonscription == Some(*uai),
                    CellScope::School(uai) => unit.place.uai == *uai,
                })
            });
            let evaluated = evaluation.evaluate(&segment, &partition);
            for (scope, own) in scopes.iter().zip(evaluated.cells) {
                for (modality, figure) in evaluated.modalities.iter().zip(own) {
                    let key = (indicator.code.clone(), modality.clone());
                    figures.entry(key).or_default().push((*scope, figure));
                }
            }
        }
    }
    Truth {
        schools: schools.into_iter().collect(),
        figures,
    }
}

/// What was told of a place over three years.
fn told_of<'f>(figures: &'f Figures, key: &Of, scope: CellScope) -> &'f Released {
    let (_, told) = figures
        .iter()
        .find(|(one, _)| {
            one.indicator == key.0
                && one.modality == key.1
                && one.cell.scope == scope
                && one.cell.education_prioritaire.is_none()
                && !one.cell.window.is_year()
        })
        .unwrap();
    told
}

/// What is found of places whose sums are told: `count` of each school, circonscription and all, `told` what is known of it.
struct Attack<'t> {
    truth: &'t Truth,
    key: &'t Of,
}

impl Attack<'_> {
    fn figures(&self) -> &[(CellScope, Figure)] {
        &self.truth.figures[self.key]
    }

    /// The schools of a place, by rank.
    fn within(&self, scope: CellScope) -> Vec<usize> {
        let schools = self.truth.schools.iter().enumerate();
        let inside = schools.filter(|(_, (school, circonscription))| match scope {
            CellScope::Academie => true,
            CellScope::Circonscription(uai) => *circonscription == Some(uai),
            CellScope::School(uai) => *school == uai,
        });
        inside.map(|(rank, _)| rank).collect()
    }

    /// Who attacks knows `of` each school at most, and between what the sum of each place lies, what schools share added.
    fn knowledge(
        &self,
        value: impl Fn(&Figure) -> f64,
        most: impl Fn(&Figure) -> f64,
        told: impl Fn(CellScope, &Figure) -> Option<(f64, f64)>,
    ) -> Knowledge {
        let schools: Vec<&Figure> = self.figures()[..self.truth.schools.len()]
            .iter()
            .map(|(_, figure)| figure)
            .collect();
        let clues = self.figures().iter().filter_map(|(scope, figure)| {
            let cells = self.within(*scope);
            let (from, to) = told(*scope, figure)?;
            let parts: f64 = cells.iter().map(|rank| value(schools[*rank])).sum();
            let shared = parts - value(figure);
            Some(Clue {
                cells,
                between: (from + shared, to + shared),
            })
        });
        Knowledge {
            most: schools.iter().map(|figure| most(figure)).collect(),
            clues: clues.collect(),
        }
    }
}

/// The places of which too much is found.
fn found(truth: &Truth, figures: &Figures, rules: Rules) -> Vec<String> {
    let mut found = Vec::new();
    for (key, all) in &truth.figures {
        let attack = Attack { truth, key };
        let told = |scope| told_of(figures, key, scope);
        let subjects = |figure: &Figure| figure.subjects as f64;
        let counts = attack.knowledge(
            subjects,
            |_| 10_000.0,
            |scope, figure| told(scope).teachers.map(|_| (subjects(figure), subjects(figure))),
        );
        let shares = attack.knowledge(
            |figure| figure.value.unwrap_or(0.0) * subjects(figure),
            subjects,
            |scope, figure| {
                let of = subjects(figure);
                match told(scope).value {
                    ReleasedValue::Told(_) => {
                        let sum = figure.value.unwrap_or(0.0) * of;
                        Some((sum, sum))
                    }
                    ReleasedValue::AtMost(_) => Some((0.0, BAND * of)),
                    ReleasedValue::AtLeast(_) => Some(((1.0 - BAND) * of, of)),
                    ReleasedValue::Hidden => None,
                }
            },
        );
        for (scope, figure) in all {
            let cells = attack.within(*scope);
            let few = u64::from(rules.teachers);
            // A place without anybody hides nobody.
            let hides = figure.subjects > 0 && told(*scope).teachers.is_none();
            if hides && counts.possible_counts(&cells) < few {
                found.push(format!("{key:?} {scope:?}: {} teachers", figure.subjects));
            }
            let is_open = !matches!(told(*scope).value, ReleasedValue::Told(_));
            if is_open && figure.subjects > 0 {
                let (from, to) = shares.range(&cells);
                if (to - from) / subjects(figure) < HIDDEN_SHARE - 1e-5 {
                    found.push(format!("{key:?} {scope:?}: a share of {:?}", figure.value));
                }
            }
        }
    }
    found
}

/// The grid with its shares alone: what has bounds is attacked.
fn shares_alone() -> GridFile {
    let file = grid();
    let mut grid = file.grid().clone();
    grid.indicators.retain(|one| {
        matches!(
            one.measure,
            Measure::Proportion { .. } | Measure::ShareOfTime { .. }
        )
    });
    let text = observation::canonical::to_text(&grid).unwrap();
    GridFile::from_stored(text).unwrap()
}

#[test]
fn nothing_that_a_release_does_not_tell_is_found() {
    let file = shares_alone();
    for seed in 0..3 {
        let visits = academie(&file, 30, seed);
        let prepared = released(&file, &visits, &Figures::new());
        assert_eq!(
            found(&truth(&file, &visits), &prepared.figures, Rules::default()),
            [""; 0],
            "{seed}"
        );
    }
}

#[test]
fn a_release_without_its_second_pass_is_caught() {
    let file = shares_alone();
    let visits = academie(&file, 30, 1);
    let truth = truth(&file, &visits);
    let mut figures = released(&file, &visits, &Figures::new()).figures;
    // Spoilt: what is of enough teachers is told, whatever it tells of the rest.
    for (key, told) in &mut figures {
        let all = &truth.figures[&(key.indicator.clone(), key.modality.clone())];
        let figure = all
            .iter()
            .find(|(scope, _)| *scope == key.cell.scope)
            .map(|(_, figure)| figure);
        if let Some(figure) = figure.filter(|figure| figure.subjects >= 5 && !key.cell.window.is_year()) {
            told.teachers = Some(figure.subjects);
            told.value = ReleasedValue::Told(figure.value.unwrap_or(0.0));
        }
    }
    assert_ne!(found(&truth, &figures, Rules::default()), [""; 0]);
}

/// One more visit of a teacher nobody visited yet, in the first school.
fn late(visits: &Visits) -> Visits {
    let mut all = visits.clone();
    let (grid, mut visit) = visits
        .iter()
        .find(|(_, visit)| visit.teachers.is_some() && !visit.seances.is_empty())
        .cloned()
        .unwrap();
    if let Some(teachers) = &mut visit.teachers {
        teachers.observed = vec![[0xfe; 32]];
    }
    for seance in &mut visit.seances {
        seance.lesson_id = Sha256::of(b"a late lesson");
    }
    visit.circumstances.standing = observation::visit::Standing::Communicated;
    all.push((grid, visit));
    all
}

/// The figures of which one release tells one teacher more or less than the other: by the difference, this teacher.
fn differing(one: &Figures, other: &Figures) -> Vec<FigureKey> {
    let both = one
        .iter()
        .filter_map(|(key, told)| Some((key, told, other.get(key)?)));
    let differ = both.filter(|(_, told, later)| {
        let counts = told.teachers.zip(later.teachers);
        counts.is_some_and(|(one, other)| one != other && one.abs_diff(other) < 5)
    });
    differ.map(|(key, ..)| key.clone()).collect()
}

#[test]
fn what_came_late_is_not_found_between_two_releases() {
    let file = shares_alone();
    let visits = academie(&file, 30, 2);
    let first = released(&file, &visits, &Figures::new()).figures;
    let second = released(&file, &late(&visits), &first).figures;
    assert_eq!(second, first);
    // Spoilt: a release that does not remember.
    let forgetful = released(&file, &late(&visits), &Figures::new()).figures;
    assert_ne!(differing(&first, &forgetful), []);
}

#[test]
fn teachers_are_counted_and_not_their_visits() {
    let file = shares_alone();
    let mut visits = academie(&file, 12, 3);
    // Two teachers in the first school, seen again and again.
    let school = visits[0].1.place.uai;
    for (_, visit) in &mut visits {
        if visit.place.uai == school {
            for teacher in visit
                .teachers
                .iter_mut()
                .flat_map(|teachers| &mut teachers.observed)
            {
                *teacher = [teacher[7] % 2; 32];
            }
        }
    }
    let prepared = released(&file, &visits, &Figures::new());
    let own: Vec<&Released> = prepared
        .figures
        .iter()
        .filter(|(key, _)| key.cell.scope == CellScope::School(school))
        .map(|(_, told)| told)
        .collect();
    assert!(!own.is_empty() && own.iter().all(|told| **told == Released::HIDDEN));
    // Spoilt: by their visits they would be enough.
    let truth = truth(&file, &visits);
    let by_visits = truth
        .figures
        .values()
        .flatten()
        .filter(|(scope, figure)| *scope == CellScope::School(school) && figure.visits >= 5);
    assert!(by_visits.count() > 0);
}

#[test]
fn a_small_group_that_does_all_alike_is_told_as_a_bound() {
    let file = shares_alone();
    let visits = academie(&file, 30, 4);
    let prepared = released(&file, &visits, &Figures::new());
    let truth = truth(&file, &visits);
    let mut bounds = 0;
    for (key, told) in prepared
        .figures
        .iter()
        .filter(|(key, _)| !key.cell.window.is_year())
    {
        let all = &truth.figures[&(key.indicator.clone(), key.modality.clone())];
        let (_, figure) = all.iter().find(|(scope, _)| *scope == key.cell.scope).unwrap();
        if figure.subjects < SMALL {
            assert_eq!(
                (told.numerator, told.units, told.excluded),
                (None, None, None),
                "{key:?}"
            );
            match told.value {
                ReleasedValue::Told(value) => assert!(value > BAND - 0.005 && value < 1.0 - BAND + 0.005),
                ReleasedValue::AtMost(_) | ReleasedValue::AtLeast(_) => {
                    assert_eq!(told.interval, None);
                    bounds += 1;
                }
                ReleasedValue::Hidden => {}
            }
        }
    }
    assert!(bounds > 0);
}

/// At eight visits a school a year: the share of schools that show something over three years.
#[test]
fn most_schools_show_something_over_three_years() {
    let file = grid();
    let visits = academie(&file, 60, 5);
    let prepared = released(&file, &visits, &Figures::new());
    let mut schools: BTreeMap<CellScope, bool> = BTreeMap::new();
    for (key, told) in &prepared.figures {
        if matches!(key.cell.scope, CellScope::School(_)) {
            *schools.entry(key.cell.scope).or_default() |= told.shows();
        }
    }
    let showing = schools.values().filter(|shows| **shows).count();
    let told = prepared.figures.values().filter(|told| told.shows()).count();
    assert!(
        showing * 4 > schools.len() * 3,
        "{showing} of {} schools, {told} of {} figures",
        schools.len(),
        prepared.figures.len()
    );
}
