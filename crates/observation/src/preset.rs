//! The préréglage of an académie: what differs from one to another, as data.
//!
//! A fact that nobody verified is proposed as « à vérifier » and may be edited; one that is missing stays blank.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::grid::Degree;
use crate::visit::{Discipline, KindReference};

/// The name of this format.
pub const FORMAT: &str = "carnet/preset/1";

/// What is particular to an académie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    /// Always `carnet/preset/1`.
    #[schemars(extend("const" = FORMAT))]
    pub format: String,
    /// The académie, in data: `la-reunion`.
    pub code: String,
    /// The académie's name.
    pub academie: String,
    /// The IANA name of its zone: `Indian/Reunion`.
    pub zone: String,
    /// Its school years, with the days on which they begin, in order.
    pub school_years: Vec<SchoolYear>,
    /// Its kinds of visit.
    pub kinds: Vec<VisitKind>,
    /// What its inspectors and advisers are called.
    pub functions: Vec<String>,
    /// Disciplines and domains proposed; an inspector may write another.
    pub disciplines: Vec<DisciplineChoice>,
    /// Calendar days to reply to a report, from the day of handing over.
    pub reply_days: Stated<u16>,
    /// Who receives a report.
    pub recipients: Vec<String>,
    /// The responsable de traitement.
    pub controller: Stated<String>,
    /// How to reach the délégué à la protection des données.
    pub dpd_contact: Stated<String>,
    /// How long records are kept, in words.
    pub retention: Stated<String>,
}

/// A fact of the préréglage, with what is known of its truth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stated<T> {
    /// The fact; none where it is not known.
    pub value: Option<T>,
    /// Whether somebody verified it.
    pub verified: bool,
    /// Where it comes from, in words; empty where nobody said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
}

/// A school year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SchoolYear {
    /// Its name, `2026-2027`.
    pub label: String,
    /// The day from which visits belong to it.
    pub starts_on: NaiveDate,
    /// Whether somebody verified that day.
    pub verified: bool,
}

/// A kind of visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VisitKind {
    /// Its code.
    pub code: String,
    /// Its name.
    pub label: String,
    /// What it means for the person visited; printed in the report.
    pub meaning: String,
    /// Degrees where it exists; empty for both.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub degrees: Vec<Degree>,
    /// Whether it is said to belong to a rendez-vous de carrière or a titularisation: running notebook and personal notes only.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub notes_only: bool,
    /// Whether it visits a school rather than teachers.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub of_school: bool,
    /// Whether a conseiller, who may make visits of support only, can make it.
    pub support: bool,
}

/// A discipline or domain that is proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DisciplineChoice {
    /// Its code.
    pub code: String,
    /// Its name.
    pub label: String,
    /// Degrees where it is taught.
    pub degrees: Vec<Degree>,
}

impl Preset {
    /// The school year of `date`: the last one to begin on or before it; none before the first.
    #[must_use]
    pub fn school_year(&self, date: NaiveDate) -> Option<&SchoolYear> {
        self.school_years
            .iter()
            .filter(|year| year.starts_on <= date)
            .max_by_key(|year| year.starts_on)
    }

    /// The kind of this code.
    #[must_use]
    pub fn kind(&self, code: &str) -> Option<&VisitKind> {
        self.kinds.iter().find(|kind| kind.code == code)
    }
}

impl From<&VisitKind> for KindReference {
    fn from(kind: &VisitKind) -> Self {
        Self {
            code: kind.code.clone(),
            label: kind.label.clone(),
            meaning: kind.meaning.clone(),
        }
    }
}

impl From<&DisciplineChoice> for Discipline {
    fn from(choice: &DisciplineChoice) -> Self {
        Self {
            code: Some(choice.code.clone()),
            label: choice.label.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn preset(starts: &[&str]) -> Preset {
        let year = |start: &&str| SchoolYear {
            label: start[..4].to_owned(),
            starts_on: start.parse().unwrap(),
            verified: true,
        };
        let unknown = || Stated {
            value: None,
            verified: false,
            source: String::new(),
        };
        Preset {
            format: FORMAT.into(),
            code: "essai".into(),
            academie: "Essai".into(),
            zone: "Indian/Reunion".into(),
            school_years: starts.iter().map(year).collect(),
            kinds: Vec::new(),
            functions: Vec::new(),
            disciplines: Vec::new(),
            reply_days: Stated {
                value: Some(15),
                verified: false,
                source: String::new(),
            },
            recipients: Vec::new(),
            controller: unknown(),
            dpd_contact: unknown(),
            retention: unknown(),
        }
    }

    #[test]
    fn a_year_that_starts_in_august_counts_from_its_first_day() {
        let preset = preset(&["2025-08-18", "2026-08-17"]);
        let year_of = |date: &str| {
            preset
                .school_year(date.parse().unwrap())
                .map(|year| year.label.as_str())
        };
        assert_eq!(year_of("2026-08-16"), Some("2025"));
        assert_eq!(year_of("2026-08-17"), Some("2026"));
        assert_eq!(year_of("2025-08-17"), None);
    }
}
