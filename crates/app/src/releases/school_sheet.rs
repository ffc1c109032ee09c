//! What the last fiche établissement of a school declares.

use observation::facts::{FactValue, Facts};
use observation::grid::{Grid, GridFile, Item, SubjectKind, Walk};
use observation::uai::Uai;
use reports::indicator::modality_in_words;
use reports::release_report::Declared;
use reports::visit_report::month_in_words;

use crate::consolidation::Gathered;

/// What the last visit of `school` by a grid of schools declares; none where there was none.
pub(super) fn declared(gathered: &Gathered, school: Uai) -> Option<Declared> {
    let of_school = |facts: &Facts| {
        let file = gathered.grids.iter().find(|file| file.sha256() == facts.grid)?;
        // A sheet is filled in once for the whole school; a round through classes is no sheet.
        let is_sheet = file.grid().subject == SubjectKind::School && facts.seances.is_empty();
        (is_sheet && facts.place.uai == school).then(|| file.clone())
    };
    let sheets = gathered
        .facts
        .iter()
        .filter_map(|(facts, _)| Some((facts, of_school(facts)?)));
    let (facts, file): (&Facts, GridFile) = sheets.max_by_key(|(facts, _)| facts.month.clone())?;
    let lines = lines(file.grid(), facts);
    (!lines.is_empty()).then(|| Declared {
        month: month_in_words(&facts.month),
        lines,
    })
}

fn lines(grid: &Grid, facts: &Facts) -> Vec<(String, String)> {
    let walk = Walk::of(grid);
    let answered = walk.places().iter().filter_map(|place| {
        let value = facts.answers.get(&place.item.code)?;
        let label = place.item.label.in_language(&grid.language).to_owned();
        Some((label, in_words(grid, place.item, value)?))
    });
    answered.collect()
}

/// A value as a person reads it; what has none is not said.
fn in_words(grid: &Grid, item: &Item, value: &FactValue) -> Option<String> {
    let named = |code: &str| modality_in_words(grid, item, code);
    Some(match value {
        FactValue::NotObserved | FactValue::NotApplicable | FactValue::NotRelevant => return None,
        FactValue::Level(level) => named(&level.to_string()),
        FactValue::Choice(code) => named(code),
        FactValue::Choices(codes) => codes
            .iter()
            .map(|code| named(code))
            .collect::<Vec<_>>()
            .join(", "),
        FactValue::YesNo(yes) => named(if *yes { "oui" } else { "non" }),
        FactValue::Number(number) => number.to_string(),
        FactValue::Acknowledged => "Oui".to_owned(),
    })
}
