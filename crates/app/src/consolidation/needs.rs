//! Whom to train, in what.

use observation::consolidation::{FEWEST_TEACHERS, Need, Recommended, needs};

use super::gathering::Gathered;
use crate::App;
use crate::present::grid::competence;
use crate::problem::Outcome;
use crate::views::{NeedView, NeedsView, Nothing};

impl App {
    /// The training needs that recommendations tell, of the visits that count.
    ///
    /// # Errors
    /// When the notebook is locked, or the disk refuses.
    pub fn training_needs(&self, _: Nothing) -> Outcome<NeedsView> {
        self.with_set_up(|open, set_up| {
            let gathered = Gathered::of(open)?;
            let visits = gathered.facts.iter().map(|(facts, people)| Recommended {
                teachers: people.clone(),
                competences: &facts.recommended_competences,
                trainings: &facts.recommended_trainings,
            });
            let found = needs(visits);
            Ok(NeedsView {
                fictitious: gathered.fictitious,
                competences: found
                    .competences
                    .iter()
                    .map(|(reference, need)| need_view(competence(reference), *need))
                    .collect(),
                trainings: found
                    .trainings
                    .iter()
                    .map(|(code, need)| need_view(code.clone(), *need))
                    .collect(),
                open_recommendations: self.open_recommendations(open, set_up)?,
            })
        })
    }
}

fn need_view(label: String, need: Need) -> NeedView {
    let teachers = match need {
        Need::Teachers(count) => format!("{count}\u{a0}enseignants"),
        Need::TooFew => format!("moins de {FEWEST_TEACHERS}\u{a0}enseignants"),
    };
    NeedView { label, teachers }
}
