//! The answers of one séance, or of the visit: what is missing, set aside, or said otherwise elsewhere.

use uuid::Uuid;

use super::{Finding, Review, Spot, codes};
use crate::answers::{
    AnswerKey, ItemState, Objection, State, Value, broken_constraints, missing_answers, states,
};
use crate::grid::{Item, Scope, Walk};
use crate::problem::Problem;
use crate::visit::{Note, NoteTag};

impl Review<'_> {
    pub(super) fn unit(&self, seance: Option<Uuid>) -> Vec<Finding> {
        let answers = &self.visit.answers;
        let missing = missing_answers(self.grid, answers, seance);
        let broken = broken_constraints(self.grid, answers, seance);
        let objections = missing.into_iter().chain(broken);
        let mut findings: Vec<Finding> = objections.map(|one| self.objection(seance, one)).collect();
        findings.extend(self.counted(seance));
        findings.extend(self.note_levels(seance));
        findings
    }

    fn objection(&self, seance: Option<Uuid>, objection: Objection<'_>) -> Finding {
        let mut problem = objection.problem;
        problem.at = self.item_name(seance, objection.item);
        Finding::at(self.spot(seance, objection.item), problem)
    }

    /// Items left without answer, and those whose answer no longer counts.
    fn counted(&self, seance: Option<Uuid>) -> Vec<Finding> {
        let states = self.states(seance);
        let kept = |item: &Item| {
            let given = self.visit.answers.get(&AnswerKey::of(&item.code, seance));
            given.is_some_and(|one| matches!(one.state, State::Value(_)))
        };
        let of = |code: &str, wanted: &dyn Fn(&Item, &ItemState) -> bool| {
            let found = states.iter().filter(|(item, state)| wanted(item, state));
            let spots: Vec<Spot> = found.map(|(item, _)| self.spot(seance, item)).collect();
            let problem = Problem::warning(code, self.unit_name(seance)).with("nombre", spots.len());
            (!spots.is_empty()).then_some(Finding { problem, spots })
        };
        let unanswered = of(codes::UNANSWERED, &|_, state| *state == ItemState::Unanswered);
        let set_aside = of(codes::SET_ASIDE, &|item, state| {
            *state == ItemState::NotRelevant && kept(item)
        });
        unanswered.into_iter().chain(set_aside).collect()
    }

    /// Each item whose last paragraph hung with a level gives another than the grid.
    fn note_levels(&self, seance: Option<Uuid>) -> Vec<Finding> {
        let levels = self
            .states(seance)
            .into_iter()
            .filter_map(|(item, state)| match state {
                ItemState::Value(Value::Level(level)) => Some((item, level)),
                _ => None,
            });
        levels
            .filter_map(|(item, level)| {
                let (note, hung) = self.last_hung(seance, item)?;
                (hung != level).then(|| self.note_level(seance, (item, level), (note, hung)))
            })
            .collect()
    }

    fn note_level(
        &self,
        seance: Option<Uuid>,
        (item, level): (&Item, u8),
        (note, hung): (&Note, u8),
    ) -> Finding {
        let problem = Problem::warning(codes::NOTE_LEVEL, self.item_name(seance, item));
        let paragraph = Spot::Note {
            seance: note.seance,
            id: note.id,
        };
        Finding {
            problem: problem
                .with("heure", self.minute(note))
                .with("carnet", hung)
                .with("grille", level),
            spots: vec![self.spot(seance, item), paragraph],
        }
    }

    /// The last paragraph hung on an item with a level, and that level; of any séance for an item of the visit.
    fn last_hung(&self, seance: Option<Uuid>, item: &Item) -> Option<(&Note, u8)> {
        let of_unit = |note: &&Note| seance.is_none() || note.seance == seance;
        let hung = self.visit.notes.iter().filter(of_unit).filter_map(|note| {
            let level = note.tags.iter().find_map(|tag| match tag {
                NoteTag::Item { item: on, level } if *on == item.code => *level,
                _ => None,
            });
            Some((note, level?))
        });
        hung.max_by_key(|(note, _)| note.at)
    }

    /// The items of a unit in the order of the page, each with its state.
    fn states(&self, seance: Option<Uuid>) -> Vec<(&Item, ItemState)> {
        let scope = if seance.is_some() {
            Scope::Seance
        } else {
            Scope::Visit
        };
        let mut states = states(self.grid, &self.visit.answers, seance);
        let walk = Walk::of(self.grid);
        let of_scope = walk.places().iter().filter(|place| place.item.scope == scope);
        of_scope
            .filter_map(|place| Some((place.item, states.remove(&place.item.code)?)))
            .collect()
    }

    pub(super) fn spot(&self, seance: Option<Uuid>, item: &Item) -> Spot {
        Spot::Item {
            seance,
            item: item.code.clone(),
            label: self.label(item).to_owned(),
        }
    }

    /// « séance 1, Élèves présents »; the label alone for an item of the visit.
    pub(super) fn item_name(&self, seance: Option<Uuid>, item: &Item) -> String {
        let label = self.label(item);
        seance.map_or_else(
            || label.to_owned(),
            |_| format!("{}, {label}", self.unit_name(seance)),
        )
    }

    fn label<'i>(&self, item: &'i Item) -> &'i str {
        item.label.in_language(&self.grid.language)
    }
}
