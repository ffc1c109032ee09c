//! Training needs as a table that a person completes into a plan: one line for each need of a circonscription.

use crate::error::ReportError;
use crate::release_export::delimited;

/// A need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedLine {
    /// The circonscription; blank for schools that have none.
    pub circonscription: String,
    /// « Compétence » or « Formation ».
    pub kind: String,
    /// What.
    pub need: String,
    /// For how many teachers, in words.
    pub teachers: String,
}

/// What is left to be filled in.
const TO_FILL_IN: [&str; 4] = ["modalité", "dates", "formateur", "places"];

/// The table, as a French spreadsheet opens it.
///
/// # Errors
/// When it cannot be written.
pub fn training_plan(needs: &[NeedLine]) -> Result<Vec<u8>, ReportError> {
    let head = ["circonscription", "type", "besoin", "enseignants concernés"];
    let head = head.iter().chain(&TO_FILL_IN).map(|name| (*name).to_owned());
    let lines = needs.iter().map(|need| {
        let said = [&need.circonscription, &need.kind, &need.need, &need.teachers];
        let blank = TO_FILL_IN.map(|_| String::new());
        said.into_iter().cloned().chain(blank).collect::<Vec<String>>()
    });
    delimited(std::iter::once(head.collect()).chain(lines))
}
