//! Figures in words.

use observation::grid::indicator::{IndicatorDefinition, Measure};
use observation::grid::{Grid, Item, Scope, SubjectKind};
use observation::indicator::{Figure, Interval};

use crate::visit_report::grouped;

/// In what a measure is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// « 42 % ».
    Percent,
    /// « 2,6 » : a mean level or a quotient.
    Number,
    /// « 1 234 » : how many.
    Count,
}

impl Unit {
    /// That of a definition.
    #[must_use]
    pub fn of(definition: &IndicatorDefinition) -> Self {
        match definition.measure {
            Measure::Proportion { .. } | Measure::Distribution { .. } | Measure::ShareOfTime { .. } => {
                Self::Percent
            }
            Measure::MeanLevel { .. } | Measure::Ratio { .. } => Self::Number,
            Measure::Count { .. } => Self::Count,
        }
    }
}

/// A value as a person reads it: « 42 % », « 2,6 », « 1 234 ».
#[must_use]
pub fn value_in_words(unit: Unit, value: f64) -> String {
    match unit {
        Unit::Percent => format!("{}\u{a0}%", decimal(value * 100.0, 0)),
        Unit::Number => decimal(value, 1),
        // Two observers who differ make half a lesson.
        Unit::Count => decimal(value, u32::from((value * 10.0).round() % 10.0 != 0.0)),
    }
}

/// « de 31 % à 55 % ».
#[must_use]
pub fn interval_in_words(unit: Unit, interval: Interval) -> String {
    let (from, to) = (
        value_in_words(unit, interval.from),
        value_in_words(unit, interval.to),
    );
    format!("de {from} à {to}")
}

/// The sentence of an indicator with its value, and the name of what it is of, in a distribution.
#[must_use]
pub fn sentence(sentence: &str, value: &str, modality: Option<&str>) -> String {
    let told = sentence.replace("{valeur}", value);
    match modality {
        Some(modality) => told.replace("{modalite}", modality),
        None => told,
    }
}

/// A value of an item, as its choices name it.
#[must_use]
pub fn modality_in_words(grid: &Grid, item: &Item, code: &str) -> String {
    let label = grid.value_label(item, code);
    named(code, label.map(|(_, label)| label.in_language(&grid.language)))
}

/// A value by the name that its grid gives it: yes and no have none, nor has what was added by hand.
pub(crate) fn named(code: &str, label: Option<&str>) -> String {
    let usual = match code {
        "oui" => "Oui",
        "non" => "Non",
        _ => "Autre",
    };
    label.unwrap_or(usual).to_owned()
}

/// On what a figure rests: « 18 enseignants, 21 séances, 4 écoles ; 3 séances hors du compte ».
#[must_use]
pub fn basis(figure: &Figure, unit: Scope, subject: SubjectKind) -> String {
    let (one, several) = match unit {
        Scope::Seance => ("séance", "séances"),
        Scope::Visit => ("visite", "visites"),
    };
    let mut parts = Vec::new();
    if subject != SubjectKind::School {
        parts.push(counted(figure.subjects, "enseignant", "enseignants"));
    }
    parts.push(counted(figure.units, one, several));
    parts.push(counted(
        figure.schools,
        "école ou établissement",
        "écoles et établissements",
    ));
    let told = parts.join(", ");
    match figure.excluded {
        0 => told,
        excluded => format!(
            "{told}\u{202f}; {} hors du compte",
            counted(excluded, one, several)
        ),
    }
}

fn counted(count: u64, one: &str, several: &str) -> String {
    let noun = if count < 2 { one } else { several };
    format!("{}\u{a0}{noun}", grouped(count))
}

/// A number with its thousands apart and a comma: « 1 234,5 ».
fn decimal(number: f64, decimals: u32) -> String {
    let parts = 10_u64.pow(decimals);
    let scaled = (number.abs() * parts as f64).round() as u64;
    let sign = if number < 0.0 && scaled > 0 { "-" } else { "" };
    let whole = grouped(scaled / parts);
    match decimals {
        0 => format!("{sign}{whole}"),
        _ => format!(
            "{sign}{whole},{:0width$}",
            scaled % parts,
            width = decimals as usize
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_in_french() {
        let told = |unit, value| value_in_words(unit, value);
        assert_eq!(told(Unit::Percent, 0.423), "42\u{a0}%");
        assert_eq!(told(Unit::Percent, -0.0001), "0\u{a0}%");
        assert_eq!(told(Unit::Number, 1234.56), "1\u{202f}234,6");
        assert_eq!(told(Unit::Count, 1_234_567.0), "1\u{202f}234\u{202f}567");
        assert_eq!(told(Unit::Count, 2.5), "2,5");
        assert_eq!(told(Unit::Number, -0.04), "0,0");
    }

    #[test]
    fn a_sentence_holds_its_value_and_its_name() {
        let told = sentence("« {modalite} » : {valeur} des visites.", "3\u{a0}%", Some("Oui"));
        assert_eq!(told, "« Oui » : 3\u{a0}% des visites.");
    }
}
