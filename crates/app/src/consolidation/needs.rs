//! Whom to train, in what.

use std::collections::BTreeMap;

use observation::consolidation::{FEWEST_TEACHERS, Need, Needs, Recommended, needs};
use observation::facts::Facts;
use observation::uai::Uai;
use reports::training_plan::{NeedLine, training_plan};

use super::criteria::circonscription_names;
use super::gathered::{Gathered, Person};
use crate::App;
use crate::present::grid::competence;
use crate::problem::{Fault, Outcome};
use crate::session::Open;
use crate::views::{ExportedFile, NeedView, NeedsView, Nothing, TrainingPlan};

impl App {
    /// The training needs that recommendations tell, of the visits that count.
    ///
    /// # Errors
    /// When the notebook is locked, or the disk refuses.
    pub fn training_needs(&self, _: Nothing) -> Outcome<NeedsView> {
        self.with_set_up(|open, set_up| {
            let gathered = open.gathered()?;
            let plans = plans(open, &gathered)?;
            // The whole beside its parts would tell what of a part is too little to be told.
            let (competences, trainings) = match plans.len() {
                0 | 1 => told(&needs(gathered.facts.iter().map(recommended))),
                _ => (Vec::new(), Vec::new()),
            };
            Ok(NeedsView {
                fictitious: gathered.fictitious,
                competences,
                trainings,
                plans,
                open_recommendations: self.open_recommendations(open, set_up)?,
            })
        })
    }

    /// Writes the training needs of each circonscription as a table, to be completed into a plan.
    ///
    /// # Errors
    /// When the notebook is locked, or the file cannot be written.
    pub fn export_training_plan(&self, _: Nothing) -> Outcome<ExportedFile> {
        self.with_set_up(|open, _| {
            let plans = plans(open, &*open.gathered()?)?;
            let lines: Vec<NeedLine> = plans.iter().flat_map(lines).collect();
            let bytes = training_plan(&lines).map_err(|error| Fault::Below(error.problem()))?;
            self.export(open, "Besoins de formation.csv", &bytes, &[])
        })
    }
}

fn lines(plan: &TrainingPlan) -> Vec<NeedLine> {
    let line = |kind: &str, need: &NeedView| NeedLine {
        circonscription: plan.circonscription.clone(),
        kind: kind.to_owned(),
        need: need.label.clone(),
        teachers: need.teachers.clone(),
    };
    let competences = plan.competences.iter().map(|need| line("Compétence", need));
    let trainings = plan.trainings.iter().map(|need| line("Formation", need));
    competences.chain(trainings).collect()
}

/// What a visit recommends, as needs are counted.
pub(crate) fn recommended((facts, people): &(Facts, Vec<Person>)) -> Recommended<'_, Person> {
    Recommended {
        teachers: people.clone(),
        competences: &facts.recommended_competences,
        trainings: &facts.recommended_trainings,
    }
}

fn told(needs: &Needs) -> (Vec<NeedView>, Vec<NeedView>) {
    let competences = needs.competences.iter();
    let trainings = needs.trainings.iter();
    (
        competences
            .map(|(reference, need)| need_view(competence(reference), *need))
            .collect(),
        trainings
            .map(|(code, need)| need_view(code.clone(), *need))
            .collect(),
    )
}

/// The needs of each circonscription, by name: a training plan begins there.
fn plans(open: &Open, gathered: &Gathered) -> Outcome<Vec<TrainingPlan>> {
    let names = circonscription_names(open)?;
    let name = |uai: Uai| names.get(&uai).cloned().unwrap_or_else(|| uai.to_string());
    let mut by_circonscription: BTreeMap<Option<Uai>, Vec<&(Facts, Vec<Person>)>> = BTreeMap::new();
    for visit in &gathered.facts {
        let own = by_circonscription.entry(visit.0.place.circonscription);
        own.or_default().push(visit);
    }
    let mut plans: Vec<TrainingPlan> = by_circonscription
        .into_iter()
        .map(|(uai, visits)| {
            let (competences, trainings) = told(&needs(visits.into_iter().map(recommended)));
            TrainingPlan {
                circonscription: uai.map(name).unwrap_or_default(),
                competences,
                trainings,
            }
        })
        .filter(|plan| !plan.competences.is_empty() || !plan.trainings.is_empty())
        .collect();
    plans.sort_by(|one, other| one.circonscription.cmp(&other.circonscription));
    Ok(plans)
}

fn need_view(label: String, need: Need) -> NeedView {
    let teachers = match need {
        Need::Teachers(count) => format!("{count}\u{a0}enseignants"),
        Need::TooFew => format!("moins de {FEWEST_TEACHERS}\u{a0}enseignants"),
    };
    NeedView { label, teachers }
}
