//! Whether facts say only what facts may: coded answers of the grid that they name, and no prose. Who cannot read the
//! document checks this much; who holds it derives them again and compares.

use std::collections::BTreeMap;

use super::{FORMAT, FactPlace, FactValue, Facts, SampleCount, SeanceFacts, UNFORESEEN};
use crate::answers::{Value, accepts};
use crate::grid::{Answer, Grid, Item, Scope, Walk, levels};

/// The longest code that any list has.
const LONGEST_CODE: usize = 64;

impl Facts {
    /// Whether a visit with `grid` could have given these facts.
    #[must_use]
    pub fn fit(&self, grid: &Grid) -> bool {
        let walk = Walk::of(grid);
        let lists = [&self.academie, &self.kind, &self.month, &self.school_year];
        self.format == FORMAT
            && self.grid_code == grid.code
            && lists.into_iter().all(|text| is_code(text))
            && is_coded_place(&self.place)
            && answers_fit(&self.answers, Scope::Visit, grid, &walk)
            && self.seances.iter().all(|seance| seance.fit(grid, &walk))
            && self.recommended_trainings.iter().all(|code| is_code(code))
            && self.recommended_competences.iter().all(|one| is_code(&one.code))
    }
}

impl SeanceFacts {
    fn fit(&self, grid: &Grid, walk: &Walk<'_>) -> bool {
        self.place.as_ref().is_none_or(is_coded_place)
            && self.levels.iter().all(|level| levels::find(level).is_some())
            && self.discipline.as_ref().is_none_or(|code| is_code(code))
            && answers_fit(&self.answers, Scope::Seance, grid, walk)
            && self.samples.iter().all(|sample| sample.fits(grid))
    }
}

impl SampleCount {
    fn fits(&self, grid: &Grid) -> bool {
        let tracks = grid
            .timeline
            .as_ref()
            .map_or(&[][..], |timeline| &timeline.tracks);
        self.codes.iter().all(|(track, codes)| {
            let track = tracks.iter().find(|one| one.code == *track);
            track.is_some_and(|track| {
                codes.len() <= track.codes.len()
                    && codes
                        .iter()
                        .all(|code| track.codes.iter().any(|known| known.code == *code))
            })
        })
    }
}

fn answers_fit(answers: &BTreeMap<String, FactValue>, scope: Scope, grid: &Grid, walk: &Walk<'_>) -> bool {
    answers.iter().all(|(code, value)| {
        walk.find(code).is_some_and(|place| {
            place.item.is_fact() && place.item.scope == scope && value_fits(value, grid, place.item)
        })
    })
}

fn value_fits(value: &FactValue, grid: &Grid, item: &Item) -> bool {
    let takes = |value: Value| accepts(grid, item, &value).is_ok();
    let counted = |number: i64| u32::try_from(number).ok();
    match value {
        FactValue::NotObserved | FactValue::NotApplicable | FactValue::NotRelevant => true,
        FactValue::Level(level) => takes(Value::Level(*level)),
        FactValue::Choice(code) if code == UNFORESEEN && takes_another(item) => true,
        FactValue::Choice(code) => takes(Value::Choice(code.clone())),
        FactValue::Choices(codes) => {
            let foreseen = codes
                .iter()
                .filter(|code| !(takes_another(item) && *code == UNFORESEEN));
            takes(Value::Choices(foreseen.cloned().collect()))
        }
        FactValue::YesNo(yes) => takes(Value::YesNo(*yes)),
        FactValue::Number(number) => match item.answer {
            Answer::Count { .. } => counted(*number).is_some_and(|count| takes(Value::Count(count))),
            Answer::Duration { .. } => counted(*number).is_some_and(|count| takes(Value::Minutes(count))),
            _ => takes(Value::Integer(*number)),
        },
        FactValue::Acknowledged => takes(Value::Acknowledged),
    }
}

fn takes_another(item: &Item) -> bool {
    matches!(
        item.answer,
        Answer::Single { or_other: true, .. } | Answer::Multiple { or_other: true, .. }
    )
}

fn is_coded_place(place: &FactPlace) -> bool {
    is_code(&place.kind) && is_code(&place.status)
}

/// Whether `text` may be a code: short and without a space, hence no sentence and no full name.
fn is_code(text: &str) -> bool {
    text.len() <= LONGEST_CODE && !text.contains(char::is_whitespace)
}
