//! Consolidations that are kept as they were, by a name, and compared.

use serde::{Deserialize, Serialize};

use observation::consolidation::FEWEST_TEACHERS;
use reports::visit_report::long_date;

use crate::App;
use crate::problem::{AppError, Outcome, codes};
use crate::session::Open;
use crate::views::{
    CompareFrozenRequest, ComparedRow, FigureRow, FreezeRequest, FrozenComparison, FrozenIndicatorView,
    FrozenRequest, FrozenView, Nothing,
};

/// The setting that keeps them.
const KEY: &str = "frozen_consolidations";

/// What stands in place of two values whose difference would tell of too few.
const TOO_FEW_BETWEEN: &str = "trop peu d’enseignants entre les deux";

/// A consolidation as it was.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Frozen {
    id: String,
    name: String,
    on: String,
    what: String,
    indicators: Vec<FrozenIndicator>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct FrozenIndicator {
    code: String,
    label: String,
    rows: Vec<FigureRow>,
}

impl App {
    /// The consolidations that were kept, the last first.
    ///
    /// # Errors
    /// When the notebook is locked, or the disk refuses.
    pub fn frozen_consolidations(&self, _: Nothing) -> Outcome<Vec<FrozenView>> {
        self.with_open(|open| Ok(stored(open)?.iter().rev().map(Frozen::view).collect()))
    }

    /// Keeps what a consolidation shows, by a name.
    ///
    /// # Errors
    /// When it has no name, or as the consolidation itself.
    pub fn freeze_consolidation(&self, request: FreezeRequest) -> Outcome<Vec<FrozenView>> {
        let name = request.name.trim().to_owned();
        if name.is_empty() {
            return Err(AppError::refused(codes::BLANK, "name"));
        }
        let shown = self.consolidation(request.consolidation)?;
        let id = self.fresh_id().to_string();
        self.with_set_up(|open, set_up| {
            let grid = shown.grids.iter().find(|grid| grid.sha256 == shown.grid);
            let mut all = stored(open)?;
            all.push(Frozen {
                id,
                name,
                on: long_date(self.today(set_up)),
                what: grid.map(|grid| grid.title.clone()).unwrap_or_default(),
                indicators: shown
                    .indicators
                    .into_iter()
                    .map(|one| FrozenIndicator {
                        code: one.code,
                        label: one.label,
                        rows: one.rows,
                    })
                    .collect(),
            });
            open.notebook.save_setting(KEY, &all)?;
            Ok(())
        })?;
        self.frozen_consolidations(Nothing {})
    }

    /// Forgets one.
    ///
    /// # Errors
    /// When the notebook is locked, or the disk refuses.
    pub fn forget_frozen(&self, request: FrozenRequest) -> Outcome<Vec<FrozenView>> {
        self.with_open(|open| {
            let mut all = stored(open)?;
            all.retain(|one| one.id != request.id);
            Ok(open.notebook.save_setting(KEY, &all)?)
        })?;
        self.frozen_consolidations(Nothing {})
    }

    /// Two of them side by side.
    ///
    /// # Errors
    /// When one of them is none.
    pub fn compare_frozen(&self, request: CompareFrozenRequest) -> Outcome<FrozenComparison> {
        self.with_open(|open| {
            let all = stored(open)?;
            let named = |id: &str| {
                let found = all.iter().find(|one| one.id == id);
                found.ok_or_else(|| AppError::refused(codes::FROZEN_UNKNOWN, id))
            };
            let (one, other) = (named(&request.one)?, named(&request.other)?);
            Ok(FrozenComparison {
                one: one.view(),
                other: other.view(),
                indicators: one
                    .indicators
                    .iter()
                    .filter_map(|own| compared(own, other))
                    .collect(),
            })
        })
    }
}

fn stored(open: &Open) -> Outcome<Vec<Frozen>> {
    Ok(open.notebook.setting(KEY)?.unwrap_or_default())
}

impl Frozen {
    fn view(&self) -> FrozenView {
        FrozenView {
            id: self.id.clone(),
            name: self.name.clone(),
            on: self.on.clone(),
            what: self.what.clone(),
        }
    }
}

/// What both have of an indicator; none where the other has not.
fn compared(own: &FrozenIndicator, other: &Frozen) -> Option<FrozenIndicatorView> {
    let other = other.indicators.iter().find(|one| one.code == own.code)?;
    let rows = own.rows.iter().filter_map(|row| {
        let beside = other.rows.iter().find(|one| one.label == row.label)?;
        Some(side_by_side(row, beside))
    });
    Some(FrozenIndicatorView {
        label: own.label.clone(),
        rows: rows.collect(),
    })
}

/// Who has both values has their difference: it is shown where it may be of enough teachers, or where there is none.
fn side_by_side(one: &FigureRow, other: &FigureRow) -> ComparedRow {
    let by = one.teachers.abs_diff(other.teachers);
    let is_same = by == 0 && one.value == other.value;
    let may = is_same || by >= FEWEST_TEACHERS || one.teachers == 0 || other.teachers == 0;
    let told = |row: &FigureRow| match may {
        true => row.value.clone(),
        false => TOO_FEW_BETWEEN.to_owned(),
    };
    ComparedRow {
        label: one.label.clone(),
        one: told(one),
        other: told(other),
    }
}
