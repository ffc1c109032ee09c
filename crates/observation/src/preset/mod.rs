//! The préréglage of an académie: what differs from one to another, as data.
//!
//! A fact that nobody verified is proposed as « à vérifier » and may be edited; one that is missing stays blank.

pub mod codes;
mod school_year;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use school_year::{SchoolYear, Side, adjacent, check_school_years};

use crate::folding::search_key;
use crate::grid::Degree;
use crate::visit::{Discipline, KindReference};

/// The name of this format.
pub const FORMAT: &str = "carnet/preset/1";

/// The code of the préréglage of an académie that none was made for.
pub const OTHER: &str = "autre-academie";

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
    /// The legal basis of the processing, in words.
    #[serde(default, skip_serializing_if = "Stated::is_unsaid")]
    pub legal_basis: Stated<String>,
    /// The parts that nobody verified, among those that bear no mark of their own.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub to_verify: BTreeSet<Part>,
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

impl<T> Stated<T> {
    /// Whether nothing at all is said of it.
    #[must_use]
    pub fn is_unsaid(&self) -> bool {
        self.value.is_none() && !self.verified && self.source.is_empty()
    }
}

// Not derived: a `T` without a default has a fact that is missing all the same.
impl<T> Default for Stated<T> {
    fn default() -> Self {
        Self {
            value: None,
            verified: false,
            source: String::new(),
        }
    }
}

/// A part of the préréglage that is proposed, and bears no mark of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The zone.
    Zone,
    /// The kinds of visit.
    Kinds,
    /// What inspectors and advisers are called.
    Functions,
    /// Who receives a report.
    Recipients,
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
    /// The school year of `date`: the last one to begin on or before it, while it can still last; none before the first,
    /// and none long after the last.
    #[must_use]
    pub fn school_year(&self, date: NaiveDate) -> Option<&SchoolYear> {
        let begun = self.school_years.iter().filter(|year| year.starts_on <= date);
        begun
            .max_by_key(|year| year.starts_on)
            .filter(|year| date < year.lasts_until())
    }

    /// The last day that [`Preset::school_year`] finds in `year`: the eve of the next one, or of the day until which it can last.
    #[must_use]
    pub fn last_day(&self, year: &SchoolYear) -> NaiveDate {
        let starts = self.school_years.iter().map(|other| other.starts_on);
        let next = starts.filter(|start| *start > year.starts_on).min();
        let end = next.map_or(year.lasts_until(), |next| next.min(year.lasts_until()));
        end.pred_opt().unwrap_or(end)
    }

    /// The same, under a code of its own once the académie is named: « Aix-Marseille » is `aix-marseille`.
    #[must_use]
    pub fn coded(mut self) -> Self {
        let own = search_key(&self.academie).replace(' ', "-");
        if self.code == OTHER && !own.is_empty() {
            self.code = own;
        }
        self
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
            legal_basis: unknown(),
            to_verify: BTreeSet::new(),
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

    #[test]
    fn a_date_long_after_the_last_year_is_in_none() {
        let preset = preset(&["2026-08-17"]);
        let known = |date: &str| preset.school_year(date.parse().unwrap()).is_some();
        assert!(known("2027-09-16"));
        assert!(!known("2027-09-17"));
        assert!(!known("2030-01-01"));
    }

    #[test]
    fn another_academie_takes_the_code_of_its_name_once() {
        let named = |code: &str, name: &str| {
            let named = Preset {
                code: code.into(),
                academie: name.into(),
                ..preset(&[])
            };
            named.coded().code
        };
        assert_eq!(named(OTHER, "Orléans-Tours"), "orleans-tours");
        assert_eq!(named(OTHER, " "), OTHER);
        assert_eq!(named("creteil", "Académie de Créteil"), "creteil");
    }

    #[test]
    fn each_day_up_to_the_last_of_a_year_is_of_that_year_and_no_other_day_is() {
        let preset = preset(&["2026-08-17", "2027-08-23"]);
        for year in &preset.school_years {
            let last = preset.last_day(year);
            assert_eq!(preset.school_year(last), Some(year));
            assert_ne!(preset.school_year(last.succ_opt().unwrap()), Some(year));
        }
    }
}
