//! Figures of places side by side.

use observation::directory::EducationPrioritaire;
use observation::release::{Cell, CellScope, Released, ReleasedIndicator, ReleasedValue, Window};

use super::words::{MASKED, label, modality, place, told, value_told};
use super::{ReleaseReport, years_in_words};
use crate::indicator::{Bar, Point, Unit, bars, evolution};
use crate::model::{Block, Table};
use crate::scene::Scene;

/// A place and the header of its column.
pub(super) type Column = (String, CellScope);

impl ReleaseReport<'_> {
    /// One line for each indicator, a column for each place.
    pub(super) fn side_by_side(
        &self,
        indicators: &[&ReleasedIndicator],
        columns: &[Column],
        window: &Window,
    ) -> Vec<Block> {
        let headers: Vec<(&str, u16)> = columns.iter().map(|(name, _)| (name.as_str(), 3)).collect();
        let caption = format!(", pendant {}", years_in_words(window));
        by_grid(indicators, &caption, &headers, |indicator, column| {
            let figure = self.figure(indicator, None, (columns[column].1, window));
            told(Unit::of(&indicator.definition), &figure)
        })
    }

    /// The values of a distribution, a column for each place.
    pub(super) fn distribution(
        &self,
        indicator: &ReleasedIndicator,
        columns: &[Column],
        window: &Window,
    ) -> Block {
        let caption = format!(
            "{}\u{a0}: {}, pendant {}",
            indicator.grid_title.in_language(&indicator.language),
            label(indicator),
            years_in_words(window)
        );
        let headers = std::iter::once(("Valeur".to_owned(), 4));
        let headers = headers.chain(columns.iter().map(|(name, _)| (name.clone(), 3)));
        let mut table = Table::new(caption, headers).with_row_headers();
        let mut masked = 0;
        for code in codes(indicator) {
            let figures: Vec<Released> = columns
                .iter()
                .map(|(_, scope)| self.figure(indicator, Some(code), (*scope, window)))
                .collect();
            if !figures.iter().any(Released::shows) {
                masked += 1;
                continue;
            }
            let cells = figures.iter().map(|figure| told(Unit::Percent, figure));
            table = table.row(std::iter::once(modality(indicator, code)).chain(cells));
        }
        if masked > 0 {
            let cells = columns.iter().map(|_| MASKED.to_owned());
            let rest = match masked {
                1 => "Une autre valeur".to_owned(),
                _ => format!("Les {masked}\u{a0}autres valeurs"),
            };
            table = table.row(std::iter::once(rest).chain(cells));
        }
        Block::Table(table)
    }

    /// The bars of a distribution; none where too little is told.
    pub(super) fn distribution_bars(
        &self,
        indicator: &ReleasedIndicator,
        scope: CellScope,
        window: &Window,
    ) -> Option<Scene> {
        let all: Vec<Bar> = codes(indicator)
            .map(|code| {
                let figure = self.figure(indicator, Some(code), (scope, window));
                Bar {
                    label: modality(indicator, code),
                    length: length(indicator, &figure),
                    interval: figure.interval.map(|interval| (interval.from, interval.to)),
                    value: value_told(Unit::Percent, &figure),
                }
            })
            .filter(|bar| bar.length.is_some())
            .collect();
        (all.len() > 1).then(|| bars(label(indicator), &all))
    }

    /// A line for each indicator, a column for each window.
    pub(super) fn over_windows(
        &self,
        indicators: &[&ReleasedIndicator],
        (name, scope): (&str, CellScope),
        windows: &[Window],
    ) -> Vec<Block> {
        let names: Vec<String> = windows.iter().map(Window::to_string).collect();
        let headers: Vec<(&str, u16)> = names.iter().map(|name| (name.as_str(), 2)).collect();
        let caption = format!("\u{a0}: évolution, {name}");
        by_grid(indicators, &caption, &headers, |indicator, column| {
            let figure = self.figure(indicator, None, (scope, &windows[column]));
            let value = value_told(Unit::of(&indicator.definition), &figure);
            match breaks(indicator, &windows[column]) {
                true => format!("{value} (ne se compare pas avec avant)"),
                false => value,
            }
        })
    }

    /// The series of an indicator; none where fewer than two windows are told.
    pub(super) fn series(
        &self,
        indicator: &ReleasedIndicator,
        scope: CellScope,
        windows: &[Window],
    ) -> Option<Scene> {
        let points: Vec<Point> = windows
            .iter()
            .map(|window| {
                let figure = self.figure(indicator, None, (scope, window));
                let at = |value| place(indicator, value);
                Point {
                    year: window.to_string(),
                    height: length(indicator, &figure),
                    interval: figure
                        .interval
                        .and_then(|interval| Some((at(interval.from)?, at(interval.to)?))),
                    value: value_told(Unit::of(&indicator.definition), &figure),
                    breaks: breaks(indicator, window),
                }
            })
            .collect();
        let told = points.iter().filter(|point| point.height.is_some()).count();
        (told > 1).then(|| evolution(label(indicator), &points))
    }

    fn of_priority(
        &self,
        indicator: &ReleasedIndicator,
        priority: EducationPrioritaire,
        year: &Window,
    ) -> Released {
        let cell = Cell {
            scope: self.scope,
            window: year.clone(),
            education_prioritaire: Some(priority),
        };
        self.of_cell(indicator, None, cell)
    }

    /// Those of which a class of éducation prioritaire is told.
    pub(super) fn told_by_priority<'i>(
        &self,
        indicators: &[&'i ReleasedIndicator],
        year: &Window,
    ) -> Vec<&'i ReleasedIndicator> {
        let is_told = |one: &&ReleasedIndicator| {
            PRIORITIES
                .iter()
                .any(|(_, priority)| self.of_priority(one, *priority, year).shows())
        };
        indicators.iter().copied().filter(is_told).collect()
    }

    /// A line for each indicator, by éducation prioritaire, over one year.
    pub(super) fn by_priority(&self, indicators: &[&ReleasedIndicator], year: &Window) -> Vec<Block> {
        let headers = PRIORITIES.map(|(name, _)| (name, 2));
        let caption = format!(", pendant {}", years_in_words(year));
        by_grid(indicators, &caption, &headers, |indicator, column| {
            let figure = self.of_priority(indicator, PRIORITIES[column].1, year);
            value_told(Unit::of(&indicator.definition), &figure)
        })
    }
}

/// A table for each grid, in their order, for what two grids observe alike is not mixed: `caption` stands after the grid's
/// title, and `cell` says what an indicator has in a column.
fn by_grid(
    indicators: &[&ReleasedIndicator],
    caption: &str,
    columns: &[(&str, u16)],
    cell: impl Fn(&ReleasedIndicator, usize) -> String,
) -> Vec<Block> {
    let mut tables: Vec<(&str, Table)> = Vec::new();
    for indicator in indicators {
        let grid = indicator.grid_code.as_str();
        let at = tables.iter().position(|(code, _)| *code == grid);
        let at = at.unwrap_or_else(|| {
            let title = indicator.grid_title.in_language(&indicator.language);
            let headers = std::iter::once(("Ce qui est observé", 4)).chain(columns.iter().copied());
            let table = Table::new(format!("{title}{caption}"), headers).with_row_headers();
            tables.push((grid, table));
            tables.len() - 1
        });
        let cells = (0..columns.len()).map(|column| cell(indicator, column).into());
        let row = std::iter::once(label(indicator).into()).chain(cells);
        tables[at].1.rows.push(row.collect());
    }
    tables.into_iter().map(|(_, table)| Block::Table(table)).collect()
}

/// The columns of éducation prioritaire.
const PRIORITIES: [(&str, EducationPrioritaire); 3] = [
    ("Hors éducation prioritaire", EducationPrioritaire::Aucune),
    ("REP", EducationPrioritaire::Rep),
    ("REP+", EducationPrioritaire::RepPlus),
];

/// The codes of the values of a distribution, in the item's order.
pub(super) fn codes(indicator: &ReleasedIndicator) -> impl Iterator<Item = &str> {
    indicator.modalities.iter().map(|one| one.code.as_str())
}

/// Whether the figures of a window do not compare with those before.
fn breaks(indicator: &ReleasedIndicator, window: &Window) -> bool {
    indicator.since.as_ref() == Some(&window.first)
}

/// How long a figure is drawn: of a bound, nothing is drawn.
fn length(indicator: &ReleasedIndicator, figure: &Released) -> Option<f64> {
    match figure.value {
        ReleasedValue::Told(value) => place(indicator, value),
        _ => None,
    }
}
