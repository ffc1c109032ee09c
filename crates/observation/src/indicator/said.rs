//! What each unit says for one figure: integers that are added up, later to be divided.

use super::columns::{Column, Columns, Samples};
use super::conditions::{Told, holds_of_sample, tell};
use super::population::Population;
use super::versions::Reading;
use crate::grid::indicator::{Condition, IndicatorDefinition, Measure, Quantity, SampleCondition};

/// What one unit says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// The figure is not about it.
    Nothing,
    /// The figure is about it, and cannot be told: it leaves the denominator.
    Untold,
    /// What it adds above and below the line.
    Adds(i64, i64),
}

/// How the sums of subjects make a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Making {
    /// The mean of the subjects' own quotients; a share, between 0 and 1.
    Share,
    /// The mean of the subjects' own quotients; a level, between two bounds.
    Level { lowest: i64, highest: i64 },
    /// The quotient of the sums, times a factor.
    Ratio { per: u32 },
    /// The sum above the line.
    Count,
}

impl Making {
    /// Whether what a unit adds is shared out among its subjects, so that the whole is that of units, not of persons.
    pub(super) fn is_shared_out(self) -> bool {
        matches!(self, Self::Ratio { .. } | Self::Count)
    }

    /// What the lists of a definition make; levels between those of `column`.
    pub(super) fn of(definition: &IndicatorDefinition, level: Option<&Column>) -> Self {
        match definition.measure {
            Measure::Proportion { .. } | Measure::Distribution { .. } | Measure::ShareOfTime { .. } => {
                Self::Share
            }
            Measure::MeanLevel { .. } => {
                let codes = level.map(Column::codes).unwrap_or_default();
                let levels: Vec<i64> = codes.iter().filter_map(|code| code.parse().ok()).collect();
                Self::Level {
                    lowest: levels.iter().copied().min().unwrap_or(0),
                    highest: levels.iter().copied().max().unwrap_or(0),
                }
            }
            Measure::Count { .. } => Self::Count,
            Measure::Ratio { per, .. } => Self::Ratio { per },
        }
    }
}

/// The values that the figures of a distribution are of, in the grid's order; one without a name for any other measure.
pub(super) fn modalities(definition: &IndicatorDefinition, columns: &Columns) -> Vec<Option<String>> {
    match &definition.measure {
        Measure::Distribution { item, .. } => {
            let codes = columns.item(item).map(Column::codes).unwrap_or_default();
            codes.into_iter().map(Some).collect()
        }
        _ => vec![None],
    }
}

/// What each unit of `version` says for each of `modalities`, in the order of the units.
pub(super) fn said<'s>(
    population: &Population<'_>,
    reading: Reading<'_>,
    (version, columns, samples): (usize, &Columns, &dyn Fn() -> &'s Samples),
    modalities: &[Option<String>],
) -> Vec<Vec<Said>> {
    let definition = reading.definition;
    let kept = kept(population, definition, version);
    let mut figures = match &definition.measure {
        Measure::Proportion { holds, among } => {
            let shares = tell(columns, holds).into_iter().map(|told| told.map(i64::from));
            vec![shares_among(columns, shares, among.as_ref())]
        }
        Measure::Distribution { item, among } => distribution(columns, item, among.as_ref(), modalities),
        Measure::MeanLevel { item, among } => {
            vec![shares_among(columns, numbers(columns, item), among.as_ref())]
        }
        Measure::Count { quantity } => {
            let units = quantities(columns, quantity).into_iter();
            vec![units.map(|number| adds(number.zip(Some(1)))).collect()]
        }
        Measure::ShareOfTime { holds, among } => vec![time(samples(), holds, among.as_ref())],
        Measure::Ratio {
            numerator,
            denominator,
            ..
        } => {
            let above = quantities(columns, numerator).into_iter();
            let both = above.zip(quantities(columns, denominator));
            vec![both.map(|(above, below)| adds(above.zip(below))).collect()]
        }
    };
    for figure in &mut figures {
        for (said, kept) in figure.iter_mut().zip(&kept) {
            if !kept {
                *said = Said::Nothing;
            }
        }
    }
    figures
}

/// Which units of `version` the filter keeps.
fn kept(population: &Population<'_>, definition: &IndicatorDefinition, version: usize) -> Vec<bool> {
    let rows = population.units(definition.unit).rows[version].clone();
    if definition.filter.keeps_all() {
        return vec![true; rows.len()];
    }
    let kept = population.each(definition.unit, |unit| definition.filter.keeps(unit));
    kept[rows].to_vec()
}

fn adds(said: Option<(i64, i64)>) -> Said {
    said.map_or(Said::Untold, |(above, below)| Said::Adds(above, below))
}

/// A number over one, of the units where `among` is true; untold where either cannot be told.
fn shares_among(
    columns: &Columns,
    numbers: impl Iterator<Item = Option<i64>>,
    among: Option<&Condition>,
) -> Vec<Said> {
    let among = among_told(columns, among);
    let of_row = |(number, among): (Option<i64>, Option<bool>)| match among {
        Some(false) => Said::Nothing,
        Some(true) => adds(number.zip(Some(1))),
        None => Said::Untold,
    };
    numbers.zip(among).map(of_row).collect()
}

fn among_told(columns: &Columns, among: Option<&Condition>) -> Told {
    among.map_or_else(|| vec![Some(true); columns.rows()], |among| tell(columns, among))
}

fn distribution(
    columns: &Columns,
    item: &str,
    among: Option<&Condition>,
    modalities: &[Option<String>],
) -> Vec<Vec<Said>> {
    let Some(column) = columns.item(item) else {
        return modalities
            .iter()
            .map(|_| vec![Said::Untold; columns.rows()])
            .collect();
    };
    let codes = column.codes();
    let of_modality = |modality: &Option<String>| {
        let wanted: Vec<bool> = codes.iter().map(|code| Some(code) == modality.as_ref()).collect();
        let rows = (0..columns.rows()).map(|row| column.holds(&wanted, row).map(i64::from));
        shares_among(columns, rows, among)
    };
    modalities.iter().map(of_modality).collect()
}

fn numbers<'c>(columns: &'c Columns, item: &str) -> impl Iterator<Item = Option<i64>> + use<'c> {
    let column = columns.item(item);
    (0..columns.rows()).map(move |row| column?.number(row))
}

fn quantities(columns: &Columns, quantity: &Quantity) -> Vec<Option<i64>> {
    match quantity {
        Quantity::UnitsWhere(condition) => {
            let told = tell(columns, condition).into_iter();
            told.map(|told| told.map(i64::from)).collect()
        }
        Quantity::SumOf(item) => numbers(columns, item).collect(),
    }
}

/// Samples over samples; a lesson without a sample to look at is untold.
fn time(samples: &Samples, holds: &SampleCondition, among: Option<&SampleCondition>) -> Vec<Said> {
    let looked_at: Vec<(bool, bool)> = samples
        .combinations
        .iter()
        .map(|codes| {
            let is_among = among.is_none_or(|among| holds_of_sample(among, codes));
            (is_among, is_among && holds_of_sample(holds, codes))
        })
        .collect();
    let of_lesson = |row: &Vec<(usize, u32)>| {
        let (mut above, mut below) = (0, 0);
        for (combination, count) in row {
            let (is_among, holds) = looked_at[*combination];
            below += i64::from(*count) * i64::from(is_among);
            above += i64::from(*count) * i64::from(holds);
        }
        adds((below > 0).then_some((above, below)))
    };
    samples.rows.iter().map(of_lesson).collect()
}
