//! What changed in the directory of schools, as the académie knows it.

use observation::directory::School;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::record::Record;

/// The document of a record of kind `directory_delta`: each school as it is from then on. A school that closed says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DirectoryDelta {
    /// Always `carnet/directory-delta/1`.
    #[schemars(extend("const" = DirectoryDelta::FORMAT))]
    pub format: String,
    /// The schools, by UAI, each once; at least one, at most [`DirectoryDelta::MOST`].
    pub schools: Vec<School>,
}

impl DirectoryDelta {
    /// The format that this version writes.
    pub const FORMAT: &str = "carnet/directory-delta/1";
    /// How many schools one holds: a quarter of a megabyte.
    pub const MOST: usize = 400;

    /// What `record` says; none where it is no delta, or names a school twice.
    #[must_use]
    pub fn of(record: &Record) -> Option<Self> {
        Self::read(record.public_document()?)
    }

    /// What a document of that kind says.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let said: Self = serde_json::from_str(text).ok()?;
        let is_sorted = said.schools.is_sorted_by(|former, next| former.uai < next.uai);
        let fits = (1..=Self::MOST).contains(&said.schools.len());
        (said.format == Self::FORMAT && is_sorted && fits).then_some(said)
    }

    /// What says that `schools` are so, in as many documents as it takes.
    #[must_use]
    pub fn all(mut schools: Vec<School>) -> Vec<Self> {
        schools.sort_by_key(|school| school.uai);
        schools.dedup_by_key(|school| school.uai);
        let pieces = schools.chunks(Self::MOST);
        let delta = |schools: &[School]| Self {
            format: Self::FORMAT.to_owned(),
            schools: schools.to_vec(),
        };
        pieces.map(delta).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use observation::directory::fictitious;

    #[test]
    fn a_whole_academie_is_said_in_pieces_that_are_read() -> Result<(), serde_json::Error> {
        let schools = fictitious::schools(900, 3);
        let pieces = DirectoryDelta::all(schools.iter().rev().cloned().collect());
        assert_eq!(pieces.len(), 3);
        let mut read = Vec::new();
        for piece in &pieces {
            let text = serde_json::to_string(piece)?;
            assert!(text.len() < 1 << 20, "{} bytes", text.len());
            read.extend(
                DirectoryDelta::read(&text)
                    .map(|said| said.schools)
                    .unwrap_or_default(),
            );
        }
        let mut expected = schools;
        expected.sort_by_key(|school| school.uai);
        assert_eq!(read, expected);
        Ok(())
    }

    #[test]
    fn one_that_names_a_school_twice_or_none_is_not_read() -> Result<(), serde_json::Error> {
        let school = fictitious::schools(1, 3).remove(0);
        let read = |schools: Vec<School>| {
            let said = DirectoryDelta {
                format: DirectoryDelta::FORMAT.to_owned(),
                schools,
            };
            serde_json::to_string(&said).map(|text| DirectoryDelta::read(&text))
        };
        assert!(read(vec![school.clone()])?.is_some());
        assert!(read(vec![school.clone(), school])?.is_none());
        assert!(read(Vec::new())?.is_none());
        Ok(())
    }
}
