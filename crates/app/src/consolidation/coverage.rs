//! Who was visited, who was not, and where to go next.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use observation::consolidation::{Coverage, cover};
use observation::directory::{Etat, School, Schools};
use observation::uai::Uai;
use reports::visit_report::month_in_words;
use uuid::Uuid;

use super::gathered::Gathered;
use crate::App;
use crate::problem::Outcome;
use crate::register::full_name;
use crate::session::{Open, SetUp};
use crate::views::{CoverageView, Nothing, SchoolCoverageView, TeacherCoverageView};

/// What is told of who was never visited.
const NEVER: &str = "jamais";

impl App {
    /// The coverage of the circonscriptions that the inspector follows, and of the teachers of the register.
    ///
    /// # Errors
    /// When the notebook is locked, or the disk refuses.
    pub fn coverage(&self, _: Nothing) -> Outcome<CoverageView> {
        self.with_set_up(|open, set_up| {
            let gathered = open.gathered()?;
            let today = self.today(set_up);
            let teachers = working(open, today)?;
            let schools = scope(open, set_up, &teachers, &gathered)?;
            let uais: Vec<Uai> = schools.keys().copied().collect();
            let years = years(set_up, &gathered, today);
            let coverage = cover(&uais, &teachers, &gathered.seen, &years);
            view(open, gathered.fictitious, &schools, &coverage)
        })
    }
}

/// The teachers of the register who work today, each with where.
fn working(open: &Open, today: NaiveDate) -> Outcome<BTreeMap<Uuid, BTreeSet<Uai>>> {
    let register = open.register()?;
    let each = register.teachers().filter_map(|teacher| {
        let services = teacher.services.iter().map(|service| &service.affectation);
        let holding = services.filter(|affectation| affectation.holds_on(today));
        let schools: BTreeSet<Uai> = holding.map(|affectation| affectation.uai).collect();
        (!schools.is_empty()).then_some((teacher.id, schools))
    });
    Ok(each.collect())
}

/// The open schools of the circonscriptions followed, those where teachers of the register work, and those visited.
fn scope(
    open: &Open,
    set_up: &SetUp,
    teachers: &BTreeMap<Uuid, BTreeSet<Uai>>,
    gathered: &Gathered,
) -> Outcome<Schools> {
    let known = open.circonscriptions()?;
    let followed = &set_up.inspector.circonscriptions;
    let groups = known
        .groups()
        .iter()
        .filter(|group| followed.contains(&group.key()));
    let mut uais: BTreeSet<Uai> = groups.flat_map(|group| &group.schools).copied().collect();
    uais.extend(teachers.values().flatten());
    uais.extend(gathered.seen.iter().map(|visit| visit.school));
    let uais: Vec<Uai> = uais.into_iter().collect();
    let is_open = |school: &School| school.etat != Etat::Ferme && school.degree().is_some();
    let mut schools = open.notebook.schools_of(&uais)?;
    schools.retain(|_, school| is_open(school));
    Ok(schools)
}

/// The school years of the préréglage and of the visits, up to the present one.
fn years(set_up: &SetUp, gathered: &Gathered, today: NaiveDate) -> Vec<String> {
    let present = set_up.preset.school_year(today).map(|year| year.label.clone());
    let known = set_up.preset.school_years.iter().map(|year| year.label.clone());
    let mut years: BTreeSet<String> = known.collect();
    years.extend(gathered.seen.iter().map(|visit| visit.school_year.clone()));
    years.retain(|year| present.as_ref().is_none_or(|present| year <= present));
    years.into_iter().collect()
}

fn view(open: &Open, fictitious: bool, schools: &Schools, coverage: &Coverage) -> Outcome<CoverageView> {
    let register = open.register()?;
    let name = |uai: &Uai| {
        schools
            .get(uai)
            .map(|school| school.name.clone())
            .unwrap_or_default()
    };
    let of_schools = coverage.schools.iter().map(|one| SchoolCoverageView {
        uai: one.school.to_string(),
        name: name(&one.school),
        commune: schools
            .get(&one.school)
            .map(|school| school.commune.clone())
            .unwrap_or_default(),
        last: last(one.last.as_deref()),
        visits: one.visits as u64,
        visited: one.visited as u64,
        teachers: one.teachers as u64,
    });
    let of_teachers = coverage.teachers.iter().map(|one| TeacherCoverageView {
        id: one.teacher.to_string(),
        name: register.teacher(&one.teacher).map(full_name).unwrap_or_default(),
        school: one.schools.iter().map(name).collect::<Vec<_>>().join(", "),
        last: last(one.last.as_deref()),
    });
    Ok(CoverageView {
        fictitious,
        summary: summary(coverage),
        schools: of_schools.collect(),
        teachers: of_teachers.collect(),
    })
}

fn last(month: Option<&str>) -> String {
    month.map_or_else(|| NEVER.to_owned(), month_in_words)
}

/// « Sur 26 écoles et établissements : 8 avec une visite cette année scolaire, 19 sur les trois dernières. »
fn summary(coverage: &Coverage) -> Vec<String> {
    let schools = coverage.schools.iter().map(|one| one.years_since);
    let teachers = coverage.teachers.iter().map(|one| one.years_since);
    vec![
        told(schools, "école ou établissement", "écoles et établissements"),
        told(teachers, "enseignant", "enseignants"),
    ]
}

fn told(since: impl Iterator<Item = Option<usize>>, one: &str, several: &str) -> String {
    let since: Vec<Option<usize>> = since.collect();
    let noun = if since.len() < 2 { one } else { several };
    let within = |years: usize| {
        let seen = since.iter().filter(|one| one.is_some_and(|one| one < years));
        seen.count()
    };
    format!(
        "Sur {}\u{a0}{noun}\u{a0}: {} avec une visite cette année scolaire, {} sur les trois dernières.",
        since.len(),
        within(1),
        within(3)
    )
}
