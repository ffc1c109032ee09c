//! What visits may be kept by: what was asked, and what may be.

use std::collections::{BTreeMap, BTreeSet};

use observation::consolidation::Criteria;
use observation::directory::EducationPrioritaire;
use observation::grid::{Degree, levels};
use observation::uai::Uai;

use super::gathered::Gathered;
use crate::present::grid::degree as degree_in_words;
use crate::problem::{AppError, Outcome, codes};
use crate::session::{Open, SetUp};
use crate::views::{CriteriaRequest, CriterionChoice, CriterionView};

const DEGREES: [(&str, Degree); 2] = [("premier", Degree::Premier), ("second", Degree::Second)];
const PRIORITIES: [(EducationPrioritaire, &str); 3] = [
    (EducationPrioritaire::Aucune, "Hors éducation prioritaire"),
    (EducationPrioritaire::Rep, "REP"),
    (EducationPrioritaire::RepPlus, "REP+"),
];

/// The criteria that a request says.
///
/// # Errors
/// When a value is none that its criterion may have: all of them at once.
pub(super) fn read(request: &CriteriaRequest) -> Outcome<Criteria> {
    let mut refused = Vec::new();
    let mut wrong = |at: &str| refused.push(observation::problem::Problem::error(codes::CRITERION, at));
    let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let degree = text(&request.degree).map(|asked| DEGREES.iter().find(|(code, _)| *code == asked));
    if degree == Some(None) {
        wrong("degree");
    }
    let priority = text(&request.education_prioritaire)
        .map(|asked| PRIORITIES.iter().find(|(priority, _)| priority.code() == asked));
    if priority == Some(None) {
        wrong("education_prioritaire");
    }
    let mut uai = |asked: &str, at: &str| {
        let read = text(asked).map(|asked| asked.parse::<Uai>().ok());
        if read == Some(None) {
            wrong(at);
        }
        read.flatten()
    };
    let circonscription = uai(&request.circonscription, "circonscription");
    let school = uai(&request.school, "school");
    if !refused.is_empty() {
        return Err(AppError::from(refused));
    }
    Ok(Criteria {
        school_year: text(&request.school_year),
        degree: degree.flatten().map(|(_, degree)| *degree),
        kind: text(&request.kind),
        level: text(&request.level),
        discipline: text(&request.discipline),
        education_prioritaire: priority.flatten().map(|(priority, _)| *priority),
        circonscription,
        schools: school.map(|school| BTreeSet::from([school])),
    })
}

/// The criteria of which the visits that count have at least two values, with these.
pub(super) fn offered(open: &Open, set_up: &SetUp, gathered: &Gathered) -> Outcome<Vec<CriterionView>> {
    let visits = || gathered.counting.iter().map(|(_, visit)| visit);
    let seances = || visits().flat_map(|visit| &visit.seances);
    let places = || {
        visits()
            .map(|visit| &visit.place)
            .chain(seances().map(|one| &one.place))
    };
    let years: BTreeSet<&String> = visits().map(|visit| &visit.circumstances.school_year).collect();
    let kinds: BTreeSet<&String> = visits().map(|visit| &visit.circumstances.kind).collect();
    let taught: BTreeSet<&String> = seances().flat_map(|one| &one.lesson.levels).collect();
    let disciplines: BTreeSet<&String> = seances()
        .filter_map(|one| one.lesson.discipline.as_ref())
        .collect();
    let degrees: BTreeSet<Degree> = places().filter_map(|place| place.degree).collect();
    let priorities: BTreeSet<&str> = places().map(|place| place.education_prioritaire.code()).collect();
    let circonscriptions: BTreeSet<Uai> = places().filter_map(|place| place.circonscription).collect();
    let schools: BTreeSet<Uai> = places().map(|place| place.uai).collect();
    let preset = &set_up.preset;
    let kind = |code: &&String| {
        preset
            .kind(code)
            .map_or((*code).clone(), |kind| kind.label.clone())
    };
    let discipline = |code: &&String| {
        let known = preset.disciplines.iter().find(|one| one.code == **code);
        known.map_or((*code).clone(), |one| one.label.clone())
    };
    let named = |code: &Uai, names: &BTreeMap<Uai, String>| {
        names.get(code).cloned().unwrap_or_else(|| code.to_string())
    };
    let school_names = school_names(open, &schools)?;
    let circonscription_names = circonscription_names(open)?;
    let in_order = levels::ALL
        .iter()
        .filter(|level| taught.iter().any(|one| *one == level.code));
    let all = [
        criterion(
            "school_year",
            "Année scolaire",
            years.iter().rev().map(|year| ((*year).clone(), (*year).clone())),
        ),
        criterion("circonscription", "Circonscription", {
            let choices = circonscriptions.iter();
            choices.map(|code| (code.to_string(), named(code, &circonscription_names)))
        }),
        criterion("school", "École ou établissement", {
            let mut choices: Vec<(String, String)> = schools
                .iter()
                .map(|code| (code.to_string(), named(code, &school_names)))
                .collect();
            choices.sort_by(|one, other| one.1.cmp(&other.1));
            choices.into_iter()
        }),
        criterion("degree", "Degré", {
            let known = DEGREES.iter().filter(|(_, degree)| degrees.contains(degree));
            known.map(|(code, degree)| ((*code).to_owned(), degree_in_words(*degree).to_owned()))
        }),
        criterion("education_prioritaire", "Éducation prioritaire", {
            let known = PRIORITIES
                .iter()
                .filter(|(one, _)| priorities.contains(one.code()));
            known.map(|(one, label)| (one.code().to_owned(), (*label).to_owned()))
        }),
        criterion(
            "level",
            "Niveau de classe",
            in_order.map(|level| (level.code.to_owned(), level.code.to_owned())),
        ),
        criterion(
            "discipline",
            "Discipline ou domaine",
            disciplines.iter().map(|code| ((*code).clone(), discipline(code))),
        ),
        criterion(
            "kind",
            "Nature de la visite",
            kinds.iter().map(|code| ((*code).clone(), kind(code))),
        ),
    ];
    Ok(all.into_iter().filter(|one| one.choices.len() > 1).collect())
}

fn criterion(name: &str, label: &str, choices: impl Iterator<Item = (String, String)>) -> CriterionView {
    CriterionView {
        name: name.to_owned(),
        label: label.to_owned(),
        choices: choices
            .map(|(value, label)| CriterionChoice { value, label })
            .collect(),
    }
}

fn school_names(open: &Open, schools: &BTreeSet<Uai>) -> Outcome<BTreeMap<Uai, String>> {
    let uais: Vec<Uai> = schools.iter().copied().collect();
    let known = open.notebook.schools_of(&uais)?;
    Ok(known
        .into_iter()
        .map(|(uai, school)| (uai, school.name))
        .collect())
}

/// What circonscriptions are called, by their codes.
pub(crate) fn circonscription_names(open: &Open) -> Outcome<BTreeMap<Uai, String>> {
    let known = open.circonscriptions()?;
    let named = known.groups().iter();
    Ok(named
        .filter_map(|group| Some((group.code?, group.name.clone())))
        .collect())
}
