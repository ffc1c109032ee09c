//! Fictitious data: schools, teachers and visits that look like a year of work, the same for the same seed.
//!
//! They enter by the same doors as real ones; nothing that follows tells them apart but the mark of the notebook.

mod answering;
mod texts;
mod visiting;

use chrono::NaiveDate;
use observation::directory::fictitious::{self, Sequence};
use observation::directory::{self, DirectoryFile, School};
use observation::grid::Degree;
use observation::register::{Affectation, Identity, Nature, Operation, Service};
use uuid::Uuid;

use crate::App;
use crate::problem::{AppError, Outcome, codes};
use crate::session::{Open, SetUp};
use crate::views::{AppStatus, Nothing};
use texts::Texts;

/// How much is made up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// Schools, circonscriptions included.
    pub schools: usize,
    /// Teachers.
    pub teachers: usize,
    /// Visits in the past, most of them sealed.
    pub past_visits: usize,
    /// Visits of the days to come.
    pub coming_visits: usize,
    /// The same seed gives the same data on the same day.
    pub seed: u64,
}

impl Sample {
    /// What « Découvrir avec des données fictives » makes up.
    pub const DISCOVERY: Self = Self {
        schools: 90,
        teachers: 48,
        past_visits: 48,
        coming_visits: 6,
        seed: 1,
    };
}

/// A fictitious teacher, and where.
#[derive(Debug, Clone)]
struct Person {
    id: Uuid,
    school: School,
}

impl App {
    /// Fills the notebook with fictitious data, and marks it so.
    ///
    /// # Errors
    /// When the notebook is locked, holds schools already, the inspector is not said, or the disk refuses.
    pub fn discover(&self, _: Nothing) -> Outcome<AppStatus> {
        self.make_up(Sample::DISCOVERY)?;
        self.status(Nothing {})
    }

    /// Fills the notebook with `sample`, and marks it fictitious.
    ///
    /// # Errors
    /// As [`App::discover`].
    pub fn make_up(&self, sample: Sample) -> Outcome<()> {
        self.with_set_up(|open, set_up| {
            if open.notebook.standing()?.has_schools {
                return Err(AppError::refused(codes::NOT_EMPTY, ""));
            }
            let mut drawn = Sequence::new(sample.seed);
            open.notebook.mark_fictitious()?;
            let schools = self.make_up_schools(open, sample)?;
            let texts = Texts::read()?;
            let people = self.make_up_teachers(open, set_up, &schools, sample, &texts, &mut drawn)?;
            visiting::make_up(self, open, set_up, &people, sample, &texts, &mut drawn)
        })
    }

    fn make_up_schools(&self, open: &Open, sample: Sample) -> Outcome<Vec<School>> {
        let schools = fictitious::schools(sample.schools, sample.seed);
        let bytes = fictitious::csv(&schools, fictitious::Columns::Of2026, &[]);
        let file: DirectoryFile = directory::read(&bytes)?;
        let plan = directory::plan(&open.notebook.schools()?, &file);
        open.notebook
            .apply_import(&plan, "Annuaire fictif.csv", self.host().now())?;
        open.forget_schools();
        Ok(file
            .schools
            .into_iter()
            .filter(|school| school.degree().is_some())
            .collect())
    }

    fn make_up_teachers(
        &self,
        open: &Open,
        set_up: &SetUp,
        schools: &[School],
        sample: Sample,
        texts: &Texts,
        drawn: &mut Sequence,
    ) -> Outcome<Vec<Person>> {
        let from = set_up
            .preset
            .school_year(self.today(set_up))
            .map(|year| year.starts_on)
            .unwrap_or_default();
        let mut people = Vec::new();
        let mut operations = Vec::new();
        for _ in 0..sample.teachers {
            let Some(school) = drawn.pick(schools) else { break };
            let id = self.fresh_id();
            operations.push((
                id,
                Operation::Created {
                    identity: identity(school, texts, drawn),
                },
            ));
            let service = Service {
                id: self.fresh_id(),
                affectation: affectation(school, from, drawn),
            };
            operations.push((id, Operation::ServiceAdded { service }));
            people.push(Person {
                id,
                school: school.clone(),
            });
        }
        self.write_register(open, set_up, operations)?;
        Ok(people)
    }
}

fn identity(school: &School, texts: &Texts, drawn: &mut Sequence) -> Identity {
    let functions = match school.degree() {
        Some(Degree::Second) => &texts.second_degree_functions,
        _ => &texts.first_degree_functions,
    };
    Identity {
        family_name: texts::one(&texts.family_names, drawn),
        given_name: texts::one(&texts.given_names, drawn),
        mail: None,
        function: Some(texts::one(functions, drawn)),
    }
}

fn affectation(school: &School, from: NaiveDate, drawn: &mut Sequence) -> Affectation {
    Affectation {
        uai: school.uai,
        levels: levels(school, drawn),
        share_percent: Some(100),
        discipline: None,
        from,
        until: None,
        nature: Nature::Main,
    }
}

/// Levels that the school's kind has.
fn levels(school: &School, drawn: &mut Sequence) -> Vec<String> {
    use observation::directory::Kind;
    let possible: &[&[&str]] = match school.kind {
        Kind::EcoleMaternelle => &[&["PS"], &["MS"], &["GS"], &["PS", "MS"]],
        Kind::EcoleElementaire | Kind::EcolePrimaire => {
            &[&["CP"], &["CE1"], &["CE2"], &["CM1", "CM2"], &["CM2"]]
        }
        Kind::College | Kind::Segpa => &[&["6e"], &["5e"], &["4e"], &["3e"]],
        Kind::LyceeProfessionnel => &[&["CAP1"], &["2de pro"], &["Tle pro"]],
        _ => &[&["2de"], &["1re"], &["Tle"]],
    };
    drawn
        .pick(possible)
        .map(|levels| levels.iter().map(|level| (*level).to_owned()).collect())
        .unwrap_or_default()
}
