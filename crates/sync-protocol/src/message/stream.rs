//! Down: what others wrote, in the order of the académie.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::ProtocolError;
use crate::kind::RecordKind;
use crate::record::Record;

/// What a device may read, each in an order of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stream {
    /// What concerns all: grids, directory, charters, roles, certificates, revocations, releases.
    Academie,
    /// What the members of the author's circles share: the register, the keys of the circle.
    Circle,
    /// What the author's devices wrote, and what is written to the author.
    Author,
}

impl Stream {
    /// All of them, in the order in which they are read: who may be believed comes first.
    pub const ALL: [Self; 3] = [Self::Academie, Self::Circle, Self::Author];

    /// The stream in which records of `kind` come.
    #[must_use]
    pub fn of(kind: &RecordKind) -> Self {
        match kind {
            RecordKind::RegisterEntry | RecordKind::Pseudonym => Self::Circle,
            kind if kind.is_public() => Self::Academie,
            _ => Self::Author,
        }
    }

    /// The stream as addresses write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Academie => "academie",
            Self::Circle => "circle",
            Self::Author => "author",
        }
    }
}

impl fmt::Display for Stream {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl FromStr for Stream {
    type Err = ProtocolError;

    fn from_str(text: &str) -> Result<Self, ProtocolError> {
        let known = Self::ALL.into_iter().find(|stream| stream.as_str() == text);
        known.ok_or_else(|| ProtocolError::NotAStream(text.chars().take(100).collect()))
    }
}

/// A record at its place in the order of the académie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Placed {
    /// Its place.
    pub sequence: u64,
    /// The record.
    pub record: Record,
}

/// What follows a cursor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Page {
    /// The records, in order.
    pub records: Vec<Placed>,
    /// The cursor after them, to be given back as it is.
    pub cursor: String,
    /// Whether nothing followed when the page was made.
    pub last: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stream_reads_as_itself() {
        for stream in Stream::ALL {
            assert_eq!(stream.to_string().parse(), Ok(stream));
        }
        assert!("etablissement".parse::<Stream>().is_err());
    }
}
