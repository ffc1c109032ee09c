//! Down: what others wrote, in the order of the académie.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::error::ProtocolError;
use crate::record::Record;
use crate::trust::Circle;

/// What a device may read, each in an order of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stream {
    /// What concerns all: grids, directory, charters, roles, certificates, revocations, releases.
    Academie,
    /// What the members of a circle share: the register, pseudonyms, the keys of the circle.
    Circle(Circle),
    /// What the author's devices wrote, and what is written to the author.
    Author,
    /// What another author sealed, for the keeper who opened a vault by the record of this identifier.
    Vault(Uuid),
}

impl Stream {
    /// The stream in which `record` comes.
    #[must_use]
    pub fn of(record: &Record) -> Self {
        match &record.circle {
            Some(circle) => Self::Circle(circle.clone()),
            None if record.kind.is_public() => Self::Academie,
            None => Self::Author,
        }
    }

    /// The stream to read after this one, by a member of `circles`, sorted: who may be believed comes first, then what
    /// circles share, then what is one's own; none after that.
    #[must_use]
    pub fn next(&self, circles: &BTreeSet<Circle>) -> Option<Self> {
        let following = match self {
            Self::Academie => circles.first(),
            Self::Circle(circle) => circles.iter().find(|one| *one > circle),
            Self::Author | Self::Vault(_) => return None,
        };
        Some(following.map_or(Self::Author, |circle| Self::Circle(circle.clone())))
    }
}

/// As addresses write it: `academie`, `author`, `circle/discipline/L0202`, `vault/` and the opening's identifier.
impl fmt::Display for Stream {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Academie => formatter.write_str("academie"),
            Self::Circle(circle) => write!(formatter, "circle/{circle}"),
            Self::Author => formatter.write_str("author"),
            Self::Vault(opening) => write!(formatter, "vault/{opening}"),
        }
    }
}

impl FromStr for Stream {
    type Err = ProtocolError;

    fn from_str(text: &str) -> Result<Self, ProtocolError> {
        let none = || ProtocolError::NotAStream(text.chars().take(100).collect());
        match text.split_once('/') {
            None if text == "academie" => Ok(Self::Academie),
            None if text == "author" => Ok(Self::Author),
            Some(("circle", circle)) => circle.parse().map(Self::Circle),
            Some(("vault", opening)) => opening.parse().map(Self::Vault).map_err(|_| none()),
            _ => Err(none()),
        }
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
    fn each_stream_reads_as_itself_and_all_are_read_once() -> Result<(), ProtocolError> {
        let circles: BTreeSet<Circle> = ["discipline/L0202", "circonscription/9749901U"]
            .into_iter()
            .map(str::parse)
            .collect::<Result<_, _>>()?;
        let (mut read, mut stream) = (Vec::new(), Some(Stream::Academie));
        while let Some(one) = stream {
            assert_eq!(one.to_string().parse(), Ok(one.clone()));
            stream = one.next(&circles);
            read.push(one.to_string());
        }
        let expected = [
            "academie",
            "circle/circonscription/9749901U",
            "circle/discipline/L0202",
            "author",
        ];
        assert_eq!(read, expected);
        let vault = Stream::Vault(Uuid::from_u128(7));
        assert_eq!(
            (vault.to_string().parse(), vault.next(&circles)),
            (Ok(vault.clone()), None)
        );
        let none = ["etablissement", "circle/x", "vault/", "vault/x", ""];
        assert!(none.iter().all(|text| text.parse::<Stream>().is_err()));
        Ok(())
    }
}
