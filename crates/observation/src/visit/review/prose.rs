//! The passages to read again, wherever something is written in prose.

use chrono::Timelike;

use super::debrief::{recommendation, strength};
use super::{Finding, Review, Spot, codes};
use crate::answers::{AnswerKey, Answered, State, Value};
use crate::problem::Problem;
use crate::visit::{Note, Sensitive, sensitive_passages};

/// A text, what a person calls its place, and that place.
type Passage<'a> = (String, Spot, &'a str);

impl<'a> Review<'a> {
    pub(super) fn advice(&self, names: &[&str]) -> Vec<Finding> {
        let findings = self.prose().into_iter().flat_map(|(at, spot, text)| {
            let found = sensitive_passages(text, names).into_iter();
            found.map(move |one| {
                let problem = Problem::warning(code(one.about), &at).with("mot", one.word);
                Finding::at(spot.clone(), problem)
            })
        });
        findings.collect()
    }

    /// Everything written in prose.
    fn prose(&self) -> Vec<Passage<'a>> {
        let visit = self.visit;
        let debrief = &visit.debrief;
        let mut passages: Vec<Passage<'a>> = vec![
            ("objectifs".to_owned(), Spot::Plan, &visit.plan.objectives),
            ("entretien".to_owned(), Spot::Debrief, &debrief.interview),
        ];
        passages.extend(visit.notes.iter().map(|note| self.paragraph(note)));
        let strengths = debrief.strengths.iter().enumerate();
        passages.extend(strengths.map(|(rank, one)| (strength(rank), Spot::Debrief, one.text.as_str())));
        for (rank, one) in debrief.recommendations.iter().enumerate() {
            let texts = [one.text.as_str(), one.training.as_str()];
            passages.extend(texts.map(|text| (recommendation(rank), Spot::Debrief, text)));
        }
        passages.extend(
            visit
                .answers
                .iter()
                .flat_map(|(key, given)| self.answer(key, given)),
        );
        passages
    }

    fn paragraph(&self, note: &'a Note) -> Passage<'a> {
        let spot = Spot::Note {
            seance: note.seance,
            id: note.id,
        };
        (format!("carnet, {}", self.minute(note)), spot, &note.text)
    }

    /// What was written in and beside one answer.
    fn answer(&self, key: &AnswerKey, given: &'a Answered) -> Vec<Passage<'a>> {
        let Some(place) = self.grid.find(&key.item) else {
            return Vec::new();
        };
        let written = match &given.state {
            State::Value(Value::Text(text) | Value::Other(text)) => text.as_str(),
            _ => "",
        };
        let texts = [given.comment.as_str(), written].into_iter();
        let (name, spot) = (
            self.item_name(key.seance, place.item),
            self.spot(key.seance, place.item),
        );
        texts.map(|text| (name.clone(), spot.clone(), text)).collect()
    }

    /// « 8 h 17 », on the clocks of the visit.
    pub(super) fn minute(&self, note: &Note) -> String {
        let local = note.at.in_zone(self.zone);
        format!("{}\u{a0}h\u{a0}{:02}", local.hour(), local.minute())
    }
}

fn code(about: Sensitive) -> &'static str {
    match about {
        Sensitive::Health => codes::HEALTH,
        Sensitive::Union => codes::UNION,
        Sensitive::Strike => codes::STRIKE,
        Sensitive::Religion => codes::RELIGION,
        Sensitive::FirstName => codes::FIRST_NAME,
    }
}
