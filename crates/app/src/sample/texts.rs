//! The words that fictitious data are made of.

use observation::directory::fictitious::Sequence;
use serde::Deserialize;

use crate::problem::{Fault, Outcome};

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Texts {
    pub(super) family_names: Vec<String>,
    pub(super) given_names: Vec<String>,
    pub(super) first_degree_functions: Vec<String>,
    pub(super) second_degree_functions: Vec<String>,
    pub(super) objectives: Vec<String>,
    pub(super) notes: Vec<String>,
    pub(super) interviews: Vec<String>,
    pub(super) strengths: Vec<String>,
    pub(super) recommendations: Vec<String>,
    pub(super) trainings: Vec<String>,
    pub(super) comments: Vec<String>,
}

impl Texts {
    pub(super) fn read() -> Outcome<Self> {
        let read = serde_json::from_str(include_str!("../../../../assets/sample/texts.json"));
        Ok(read.map_err(|error| Fault::Document(error.to_string()))?)
    }
}

/// Two of `texts`, not twice the same where there are several.
pub(super) fn two(texts: &[String], drawn: &mut Sequence) -> [String; 2] {
    let first = one(texts, drawn);
    let others: Vec<String> = texts.iter().filter(|text| **text != first).cloned().collect();
    let second = one(&others, drawn);
    [first, second]
}

/// One of `texts`.
pub(super) fn one(texts: &[String], drawn: &mut Sequence) -> String {
    drawn.pick(texts).cloned().unwrap_or_default()
}
