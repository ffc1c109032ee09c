//! Facts: the coded answers of a sealed visit, without prose or names; what the store may read.
//!
//! Pseudonymous personal data, never called anonymous. A pure function of a document and its grid: whoever holds both
//! recomputes the facts and compares.

mod fitting;

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::answers::{State, Value, in_grid_order};
use crate::canonical::Sha256;
use crate::directory::EducationPrioritaire;
use crate::grid::framework::FrameworkReference;
use crate::grid::{Degree, Grid, Item};
use crate::uai::Uai;
use crate::visit::{AnsweredItem, PlaceSnapshot, SeanceDocument, TimelineDocument, VisitDocument};

/// The name of this format, which also names the version of [`derive`].
pub const FORMAT: &str = "carnet/facts/1";

/// The facts of one revision of a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// Always `carnet/facts/1`.
    #[schemars(extend("const" = FORMAT))]
    pub format: String,
    /// The académie.
    pub academie: String,
    /// The grid's identity.
    pub grid: Sha256,
    /// The grid's code, which its versions share.
    pub grid_code: String,
    /// The kind of visit.
    pub kind: String,
    /// The month, `2026-11`; never the day.
    pub month: String,
    /// The school year.
    pub school_year: String,
    /// Where.
    pub place: FactPlace,
    /// The answers given once for the visit.
    pub answers: BTreeMap<String, FactValue>,
    /// The lessons.
    pub seances: Vec<SeanceFacts>,
    /// The competences that recommendations work on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recommended_competences: Vec<FrameworkReference>,
    /// The codes of the trainings that recommendations propose.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recommended_trainings: Vec<String>,
    /// Whether they were made up: such facts count nowhere.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub fictitious: bool,
}

/// A school, without its name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FactPlace {
    /// Its UAI.
    pub uai: Uai,
    /// Its kind, in the code of the directory.
    pub kind: String,
    /// Its degree, where the kind tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub degree: Option<Degree>,
    /// Its status, in the code of the directory.
    pub status: String,
    /// Éducation prioritaire.
    pub education_prioritaire: EducationPrioritaire,
    /// Its circonscription, where the directory has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub circonscription: Option<Uai>,
}

/// The facts of one lesson.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeanceFacts {
    /// An opaque pseudonym of the lesson, the same for all who observed it.
    pub lesson: Sha256,
    /// Where, when elsewhere than the visit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<FactPlace>,
    /// Class levels by code.
    pub levels: Vec<String>,
    /// The discipline or domain by code; absent where it was named in the inspector's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discipline: Option<String>,
    /// The answers of this lesson.
    pub answers: BTreeMap<String, FactValue>,
    /// How many samples of the timeline held each combination of codes; empty where none was kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub samples: Vec<SampleCount>,
}

/// How many samples held one combination of codes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SampleCount {
    /// The codes, by track.
    pub codes: BTreeMap<String, Vec<String>>,
    /// How many samples.
    pub count: u32,
}

/// What is known of one item. Unanswered items are absent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FactValue {
    /// « Non observé ».
    NotObserved,
    /// « Sans objet ».
    NotApplicable,
    /// A condition of the grid set it aside.
    NotRelevant,
    /// A level.
    Level(u8),
    /// A choice by its code; `autre` for one that the grid did not foresee.
    Choice(String),
    /// Choices by their codes, in the grid's order.
    Choices(Vec<String>),
    /// Yes or no.
    YesNo(bool),
    /// A number of things or of minutes.
    Number(i64),
    /// Ticked.
    Acknowledged,
}

/// The facts of `document`, whose grid is `grid`.
#[must_use]
pub fn derive(document: &VisitDocument, grid: &Grid) -> Facts {
    Facts {
        format: FORMAT.to_owned(),
        academie: document.academie.clone(),
        grid: document.grid.sha256,
        grid_code: document.grid.code.clone(),
        kind: document.kind.code.clone(),
        month: document.date.format("%Y-%m").to_string(),
        school_year: document.school_year.clone(),
        place: place(&document.place),
        answers: answers(&document.answers, grid),
        seances: document
            .seances
            .iter()
            .map(|seance| seance_facts(seance, grid))
            .collect(),
        recommended_competences: competences(document),
        recommended_trainings: trainings(document),
        fictitious: document.fictitious,
    }
}

fn place(place: &PlaceSnapshot) -> FactPlace {
    FactPlace {
        uai: place.uai,
        kind: place.kind.clone(),
        degree: place.degree,
        status: place.status.clone(),
        education_prioritaire: place.education_prioritaire,
        circonscription: place.circonscription,
    }
}

fn seance_facts(seance: &SeanceDocument, grid: &Grid) -> SeanceFacts {
    SeanceFacts {
        lesson: lesson_pseudonym(seance.lesson_id),
        place: seance.place.as_ref().map(place),
        levels: seance.levels.clone(),
        discipline: seance.discipline.as_ref().and_then(|named| named.code.clone()),
        answers: answers(&seance.answers, grid),
        samples: seance.timeline.as_ref().map(sample_counts).unwrap_or_default(),
    }
}

/// The pseudonym of a lesson: random identifiers have too many values for anyone to try them all.
fn lesson_pseudonym(lesson: Uuid) -> Sha256 {
    Sha256::of(format!("carnet/lesson/1 {lesson}").as_bytes())
}

fn answers(answered: &[AnsweredItem], grid: &Grid) -> BTreeMap<String, FactValue> {
    let outside_repeats = answered.iter().filter(|answer| answer.turns.is_empty());
    let of_facts = outside_repeats.filter_map(|answer| {
        let item = grid.find(&answer.item)?.item;
        item.is_fact().then_some((item, answer))
    });
    of_facts
        .filter_map(|(item, answer)| Some((answer.item.clone(), fact_value(grid, item, answer)?)))
        .collect()
}

fn fact_value(grid: &Grid, item: &Item, answer: &AnsweredItem) -> Option<FactValue> {
    if answer.not_relevant {
        return Some(FactValue::NotRelevant);
    }
    match &answer.state {
        State::Unanswered => None,
        State::NotObserved => Some(FactValue::NotObserved),
        State::NotApplicable => Some(FactValue::NotApplicable),
        State::Value(value) => coded(in_grid_order(grid, item, value.clone())),
    }
}

/// What stands for an answer in free words.
pub(crate) const UNFORESEEN: &str = "autre";

fn coded(value: Value) -> Option<FactValue> {
    Some(match value {
        Value::Level(level) => FactValue::Level(level),
        Value::Choice(code) => FactValue::Choice(code),
        Value::Choices(codes) => FactValue::Choices(codes),
        Value::Other(_) => FactValue::Choice(UNFORESEEN.to_owned()),
        Value::ChoicesAndOther { mut choices, .. } => {
            choices.push(UNFORESEEN.to_owned());
            FactValue::Choices(choices)
        }
        Value::YesNo(yes) => FactValue::YesNo(yes),
        Value::Count(number) | Value::Minutes(number) => FactValue::Number(i64::from(number)),
        Value::Integer(number) => FactValue::Number(number),
        Value::Acknowledged => FactValue::Acknowledged,
        Value::Decimal(_) | Value::Text(_) | Value::Date(_) | Value::Time(_) | Value::DateTime(_) => {
            return None;
        }
    })
}

fn sample_counts(timeline: &TimelineDocument) -> Vec<SampleCount> {
    let mut counts: BTreeMap<&BTreeMap<String, Vec<String>>, u32> = BTreeMap::new();
    for sample in &timeline.samples {
        *counts.entry(&sample.codes).or_default() += 1;
    }
    counts
        .into_iter()
        .map(|(codes, count)| SampleCount {
            codes: codes.clone(),
            count,
        })
        .collect()
}

fn competences(document: &VisitDocument) -> Vec<FrameworkReference> {
    let recommended = document.debrief.recommendations.iter();
    let distinct: BTreeSet<_> = recommended.filter_map(|one| one.competence.clone()).collect();
    distinct.into_iter().collect()
}

fn trainings(document: &VisitDocument) -> Vec<String> {
    let recommended = document.debrief.recommendations.iter();
    let codes = recommended
        .map(|one| one.training_code.clone())
        .filter(|code| !code.is_empty());
    codes.collect::<BTreeSet<_>>().into_iter().collect()
}
