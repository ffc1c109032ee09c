//! An indicator as a page shows it.

use observation::consolidation::{Axis, Criteria, Looked, Shown, look};
use observation::grid::indicator::{IndicatorDefinition, Measure};
use observation::grid::{Grid, Walk};
use observation::indicator::{Evaluation, Figure, Population};
use reports::indicator::{
    Bar, Point, TOO_FEW, Unit, bars, basis, evolution, interval_in_words, modality_in_words, sentence,
    value_in_words,
};
use reports::scene::Scene;

use crate::present::scene::scene_view;
use crate::views::{ComparedIndicator, FigureRow, IndicatorFigures};

/// What indicators are shown of.
pub(super) struct Figures<'a, 'g> {
    pub(super) population: &'a Population<'g>,
    pub(super) grid: &'a Grid,
    pub(super) asked: &'a Criteria,
    pub(super) years: &'a Axis,
}

/// Where a value stands between the least and the most that it may be.
#[derive(Clone, Copy)]
struct Range {
    least: f64,
    most: f64,
}

impl Range {
    fn place(self, value: f64) -> f64 {
        match self.most > self.least {
            true => (value - self.least) / (self.most - self.least),
            false => 0.0,
        }
    }
}

impl<'g> Figures<'_, 'g> {
    /// The indicator `code`; none where the grid has none.
    pub(super) fn view(&self, evaluation: &Evaluation<'_, 'g>, code: &str) -> Option<IndicatorFigures> {
        let segments = evaluation.segments(code);
        let segment = segments.first()?;
        let definition = segment.definition;
        let whole = look(self.population, evaluation, segment, (self.asked, &Axis::Whole));
        let title = definition.label.in_language(&self.grid.language);
        let rows = self.rows(definition, &whole);
        let of_all = self.asked.of_all_years();
        let is_one = !matches!(definition.measure, Measure::Distribution { .. });
        let points = match self.years {
            Axis::SchoolYears(years) if is_one => {
                // Of what is measured otherwise, no year stands beside these.
                let alike = segments.iter().filter(|segment| {
                    let kind = std::mem::discriminant::<Measure>;
                    kind(&segment.definition.measure) == kind(&definition.measure)
                });
                let by_segment: Vec<Looked> = alike
                    .map(|segment| look(self.population, evaluation, segment, (&of_all, self.years)))
                    .collect();
                self.years(definition, years, &by_segment)
            }
            _ => Vec::new(),
        };
        let chart = self.chart(definition, title, &whole, &rows);
        Some(IndicatorFigures {
            code: definition.code.clone(),
            label: title.to_owned(),
            sentence: self.told(definition, &whole),
            caution: definition
                .caution
                .as_ref()
                .map(|caution| caution.in_language(&self.grid.language).to_owned())
                .unwrap_or_default(),
            rows,
            chart: chart.as_ref().map(scene_view),
            evolution: (points.len() > 1).then(|| {
                let points: Vec<Point> = points.iter().map(|(_, point)| point.clone()).collect();
                scene_view(&evolution(&format!("{title}, par année scolaire"), &points))
            }),
            years: points.into_iter().map(|(row, _)| row).collect(),
        })
    }

    /// The sentence of a figure that is shown; of a distribution, its bars tell it.
    fn told(&self, definition: &IndicatorDefinition, whole: &Looked) -> String {
        let figure = whole.places[0].first().and_then(Shown::figure);
        let value = figure.and_then(|figure| figure.value);
        match (value, &whole.modalities[..]) {
            (Some(value), [None]) => sentence(
                definition.sentence.in_language(&self.grid.language),
                &value_in_words(Unit::of(definition), value),
                None,
            ),
            _ => String::new(),
        }
    }

    fn rows(&self, definition: &IndicatorDefinition, looked: &Looked) -> Vec<FigureRow> {
        let shown = looked.modalities.iter().zip(&looked.places[0]);
        let all = shown.map(|(modality, shown)| {
            let label = self.label(definition, modality.as_deref());
            self.row(definition, label, shown)
        });
        all.collect()
    }

    /// What a figure is of: the indicator, or a value of its item.
    fn label(&self, definition: &IndicatorDefinition, modality: Option<&str>) -> String {
        let language = &self.grid.language;
        let Some(code) = modality else {
            return definition.label.in_language(language).to_owned();
        };
        let item = match &definition.measure {
            Measure::Distribution { item, .. } => Walk::of(self.grid).find(item).map(|place| place.item),
            _ => None,
        };
        item.map_or_else(
            || code.to_owned(),
            |item| modality_in_words(self.grid, item, code),
        )
    }

    fn row(&self, definition: &IndicatorDefinition, label: String, shown: &Shown) -> FigureRow {
        let unit = Unit::of(definition);
        let figure = shown.figure();
        let value = match shown {
            Shown::Figure(figure) => figure
                .value
                .map(|value| value_in_words(unit, value))
                .unwrap_or_default(),
            Shown::TooFew => TOO_FEW.to_owned(),
            Shown::Nothing => String::new(),
        };
        let interval = figure.and_then(|figure| figure.interval);
        FigureRow {
            label,
            value,
            interval: interval
                .map(|interval| interval_in_words(unit, interval))
                .unwrap_or_default(),
            basis: figure
                .map(|figure| basis(figure, definition.unit, self.population.subject()))
                .unwrap_or_default(),
            breaks: false,
            teachers: figure.map_or(0, |figure| figure.subjects),
        }
    }

    /// The figure of each place of an axis, and the same as bars; none of what has several values.
    pub(super) fn compared(
        &self,
        evaluation: &Evaluation<'_, 'g>,
        code: &str,
        (axis, names): (&Axis, &[String]),
    ) -> Option<ComparedIndicator> {
        let segments = evaluation.segments(code);
        let segment = segments.first()?;
        let definition = segment.definition;
        let looked = look(self.population, evaluation, segment, (self.asked, axis));
        if looked.modalities != [None] {
            return None;
        }
        let shown: Vec<(&String, &Shown)> = names
            .iter()
            .zip(looked.places.iter().map(|own| &own[0]))
            .filter(|(_, shown)| **shown != Shown::Nothing)
            .collect();
        let rows: Vec<FigureRow> = shown
            .iter()
            .map(|(name, shown)| self.row(definition, (*name).clone(), shown))
            .collect();
        let title = definition.label.in_language(&self.grid.language);
        let figures: Vec<&Shown> = shown.iter().map(|(_, shown)| *shown).collect();
        let chart = self.bars_of(definition, title, &figures, &rows);
        (!rows.is_empty()).then(|| ComparedIndicator {
            code: definition.code.clone(),
            label: title.to_owned(),
            rows,
            chart: chart.as_ref().map(scene_view),
        })
    }

    /// The figure of each year: of the present segment, else of the last one that knows the year.
    fn years(
        &self,
        definition: &IndicatorDefinition,
        years: &[String],
        by_segment: &[Looked],
    ) -> Vec<(FigureRow, Point)> {
        let of_year = |place: usize| {
            let known = by_segment
                .iter()
                .position(|looked| looked.places[place][0] != Shown::Nothing);
            known.map_or((0, &Shown::Nothing), |segment| {
                (segment, &by_segment[segment].places[place][0])
            })
        };
        let shown: Vec<(usize, &Shown)> = (0..years.len()).map(of_year).collect();
        let range = self.range(definition, shown.iter().filter_map(|(_, shown)| shown.figure()));
        let mut before = None;
        let mut told = Vec::new();
        for (year, (segment, shown)) in years.iter().zip(shown) {
            let breaks = *shown != Shown::Nothing && before.is_some_and(|before| before != segment);
            if *shown != Shown::Nothing {
                before = Some(segment);
            }
            let row = FigureRow {
                breaks,
                ..self.row(definition, year.clone(), shown)
            };
            let point = point(&row, shown.figure(), range);
            told.push((row, point));
        }
        told
    }

    /// Between what and what a value may be; of what has no bound, the greatest that is shown.
    fn range<'f>(
        &self,
        definition: &IndicatorDefinition,
        figures: impl Iterator<Item = &'f Figure>,
    ) -> Range {
        if let Some((least, most)) = self.population.levels_of(definition) {
            return Range { least, most };
        }
        let greatest = |figure: &Figure| figure.interval.map_or(figure.value, |interval| Some(interval.to));
        Range {
            least: 0.0,
            most: match Unit::of(definition) {
                Unit::Percent => 1.0,
                _ => figures.filter_map(greatest).fold(0.0, f64::max),
            },
        }
    }

    /// Bars, where a length means something: a share, or a level of a scale.
    fn chart(
        &self,
        definition: &IndicatorDefinition,
        title: &str,
        whole: &Looked,
        rows: &[FigureRow],
    ) -> Option<Scene> {
        let shown: Vec<&Shown> = whole.places[0].iter().collect();
        self.bars_of(definition, title, &shown, rows)
    }

    fn bars_of(
        &self,
        definition: &IndicatorDefinition,
        title: &str,
        places: &[&Shown],
        rows: &[FigureRow],
    ) -> Option<Scene> {
        if matches!(definition.measure, Measure::Ratio { .. } | Measure::Count { .. }) {
            return None;
        }
        let range = self.range(definition, std::iter::empty());
        let shown = rows.iter().zip(places.iter().copied());
        let shown = shown.filter(|(_, shown)| **shown != Shown::Nothing);
        let all: Vec<Bar> = shown
            .map(|(row, shown)| {
                let point = point(row, shown.figure(), range);
                Bar {
                    // One bar has its name above it already: it says how sure it is.
                    label: match rows {
                        [only] => sureness(only),
                        _ => row.label.clone(),
                    },
                    length: point.height,
                    interval: point.interval,
                    value: row.value.clone(),
                }
            })
            .collect();
        (!all.is_empty()).then(|| bars(title, &all))
    }
}

/// « Intervalle à 95 % : de 46 % à 97 % ».
fn sureness(row: &FigureRow) -> String {
    match row.interval.as_str() {
        "" => "Trop peu d’écoles ou d’enseignants pour un intervalle".to_owned(),
        interval => format!("Intervalle à 95\u{a0}%\u{a0}: {interval}"),
    }
}

fn point(row: &FigureRow, figure: Option<&Figure>, range: Range) -> Point {
    let interval = figure.and_then(|figure| figure.interval);
    Point {
        year: row.label.clone(),
        height: figure
            .and_then(|figure| figure.value)
            .map(|value| range.place(value)),
        interval: interval.map(|interval| (range.place(interval.from), range.place(interval.to))),
        value: row.value.clone(),
        breaks: row.breaks,
    }
}
