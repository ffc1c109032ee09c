//! Where a reader stands in the order of an académie.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::encoding::Hexadecimal;
use crate::error::ProtocolError;

/// Which life of a store a cursor was given in: drawn at its first start, and anew at each restore (invariant S5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Epoch(Hexadecimal<16>);

impl Epoch {
    /// The epoch whose random bytes these are.
    #[must_use]
    pub fn from_random(bytes: [u8; 16]) -> Self {
        Self(Hexadecimal(bytes))
    }
}

impl fmt::Display for Epoch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}

impl FromStr for Epoch {
    type Err = ProtocolError;

    fn from_str(text: &str) -> Result<Self, ProtocolError> {
        text.parse().map(Self)
    }
}

/// How far a stream was read. To a notebook it is a text that it gives back as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// The life of the store.
    pub epoch: Epoch,
    /// The académie.
    pub academie: String,
    /// The last sequence number that was passed.
    pub sequence: u64,
}

impl fmt::Display for Cursor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            epoch,
            academie,
            sequence,
        } = self;
        write!(formatter, "{epoch}.{academie}.{sequence}")
    }
}

impl FromStr for Cursor {
    type Err = ProtocolError;

    fn from_str(text: &str) -> Result<Self, ProtocolError> {
        let refused = || ProtocolError::NotACursor(text.chars().take(100).collect());
        let mut parts = text.split('.');
        let (Some(epoch), Some(academie), Some(sequence), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(refused());
        };
        let read = Self {
            epoch: epoch.parse().map_err(|_| refused())?,
            academie: academie.to_owned(),
            sequence: sequence.parse().map_err(|_| refused())?,
        };
        // One place has one writing: « +7 » and « 007 » are none.
        if read.to_string() == text {
            Ok(read)
        } else {
            Err(refused())
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_no_cursor_is_refused() {
        let good = format!("{}.la-reunion.12", Epoch::from_random([1; 16]));
        assert!(good.parse::<Cursor>().is_ok());
        for wrong in [
            good.replace(".12", ".+12"),
            good.replace(".12", ".012"),
            good.replace(".12", ""),
            good.replace("01", "0G"),
            format!("{good}.1"),
            String::new(),
        ] {
            assert!(wrong.parse::<Cursor>().is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn a_cursor_survives_the_round_trip(bytes: [u8; 16], academie in "[A-Za-z0-9_-]{1,64}", sequence: u64) {
            let cursor = Cursor { epoch: Epoch::from_random(bytes), academie, sequence };
            prop_assert_eq!(cursor.to_string().parse(), Ok(cursor));
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".{0,80}") {
            if let Ok(cursor) = text.parse::<Cursor>() {
                prop_assert_eq!(cursor.to_string(), text);
            }
        }
    }
}
