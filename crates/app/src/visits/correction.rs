//! Rectificatifs: begun, given up, and what they change, in words.

use observation::answers::{State, Value};
use observation::grid::Grid;
use observation::visit::{Difference, VisitDocument, differences};
use serde_json::Value as Json;

use super::visit_id;
use crate::App;
use crate::problem::Outcome;
use crate::views::{DifferenceView, VisitRequest, VisitView};

impl App {
    /// Begins a rectificatif: the sealed revision stays as it is, a draft takes up where it stood.
    ///
    /// # Errors
    /// When the visit is not sealed, a rectificatif is begun already, or the disk refuses.
    pub fn begin_correction(&self, request: VisitRequest) -> Outcome<VisitView> {
        self.with_set_up(|open, set_up| {
            let row = open
                .notebook
                .begin_correction(visit_id(&request.visit)?, self.host().now())?;
            self.whole_visit(open, set_up, &row)
        })
    }

    /// Gives up a rectificatif that was begun; the sealed revision stays as it is.
    ///
    /// # Errors
    /// When none was begun, or the disk refuses.
    pub fn abandon_correction(&self, request: VisitRequest) -> Outcome<VisitView> {
        self.with_set_up(|open, set_up| {
            let row = open.notebook.abandon_correction(visit_id(&request.visit)?)?;
            self.whole_visit(open, set_up, &row)
        })
    }
}

/// The parts of a document, by the names of the format, with what a person calls them.
const PARTS: &[(&str, &str)] = &[
    ("announcement", "Annonce"),
    ("author", "Auteur"),
    ("date", "Date"),
    ("debrief/interview", "Entretien"),
    ("debrief/recommendations", "Recommandation"),
    ("debrief/strengths", "Point d’appui"),
    ("kind", "Nature de la visite"),
    ("notes", "Carnet de séance"),
    ("notice", "Information"),
    ("objectives", "Objectifs"),
    ("place", "Lieu"),
    ("seances", "Séance"),
    ("subject", "Personne observée"),
];

/// What changed from `before` to `after`, side by side and in words.
pub(super) fn differences_in_words(
    before: &VisitDocument,
    after: &VisitDocument,
    grid: &Grid,
) -> Vec<DifferenceView> {
    let view = |one: Difference| DifferenceView {
        what: what(&one.at, grid),
        before: one
            .before
            .map(|value| words(&value, &one.at, grid))
            .unwrap_or_default(),
        after: one
            .after
            .map(|value| words(&value, &one.at, grid))
            .unwrap_or_default(),
    };
    // An identifier that comes or goes with its paragraph says nothing more than the paragraph.
    let told = differences(before, after)
        .into_iter()
        .filter(|one| !one.at.ends_with("/id"));
    told.map(view).collect()
}

fn what(at: &str, grid: &Grid) -> String {
    let path = at.trim_start_matches('/');
    if let Some(item) = item_of(path, grid) {
        let comment = if path.ends_with("/comment") {
            " (commentaire)"
        } else {
            ""
        };
        return format!("{item}{comment}");
    }
    let part = PARTS.iter().find(|(name, _)| path.starts_with(name));
    part.map_or_else(|| path.to_owned(), |(_, words)| (*words).to_owned())
}

/// The label of the item that a place within a document speaks of.
fn item_of(path: &str, grid: &Grid) -> Option<String> {
    let after = path.split("answers/").nth(1)?;
    let code = after.split(['/', '.']).next()?;
    grid.find(code)
        .map(|place| place.item.label.in_language(&grid.language).to_owned())
}

fn words(value: &Json, at: &str, grid: &Grid) -> String {
    if at.ends_with("/state")
        && let Ok(state) = serde_json::from_value::<State>(value.clone())
    {
        return state_in_words(&state, at, grid);
    }
    match value {
        Json::Bool(true) => "oui".to_owned(),
        Json::Bool(false) => "non".to_owned(),
        Json::String(text) => text.clone(),
        Json::Array(values) => values
            .iter()
            .map(|one| words(one, "", grid))
            .collect::<Vec<_>>()
            .join(", "),
        Json::Null => String::new(),
        other => other.to_string(),
    }
}

fn state_in_words(state: &State, at: &str, grid: &Grid) -> String {
    match state {
        State::Unanswered => String::new(),
        State::NotObserved => "Non observé".to_owned(),
        State::NotApplicable => "Sans objet".to_owned(),
        State::Value(value) => value_in_words(value, at, grid),
    }
}

fn value_in_words(value: &Value, at: &str, grid: &Grid) -> String {
    let code = at
        .split("answers/")
        .nth(1)
        .and_then(|after| after.split(['/', '.']).next())
        .unwrap_or_default();
    let place = grid.find(code);
    let choice = |code: &String| {
        let choices = place
            .as_ref()
            .map_or(&[][..], |place| grid.choices_of(place.item));
        let found = choices.iter().find(|choice| choice.code == *code);
        found.map_or_else(
            || code.clone(),
            |choice| choice.label.in_language(&grid.language).to_owned(),
        )
    };
    match value {
        Value::Level(level) => {
            let descriptors = place.as_ref().map_or(&[][..], |place| &place.item.descriptors);
            let descriptor = descriptors.iter().find(|one| one.level == *level);
            let text = descriptor
                .map(|one| one.text.in_language(&grid.language))
                .unwrap_or_default();
            format!("{level} — {text}")
        }
        Value::Choice(code) => choice(code),
        Value::Choices(codes) => codes.iter().map(choice).collect::<Vec<_>>().join(", "),
        other => other.as_operand(),
    }
}
