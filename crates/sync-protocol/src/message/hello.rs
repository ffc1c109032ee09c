//! The first exchange: who the store is, and what it takes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::cursor::Epoch;
use crate::limits::Limits;

/// What a store says of itself to a device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Hello {
    /// The newest version of the protocol that it serves.
    pub protocol: u16,
    /// The oldest.
    pub oldest_protocol: u16,
    /// The académie of the device.
    pub academie: String,
    /// Its present life.
    pub epoch: Epoch,
    /// The last sequence number that its last verified backup holds; 0 where there is none.
    pub durable_through: u64,
    /// What a request may hold.
    pub limits: Limits,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hello_has_its_writing_and_leaves_room() -> Result<(), serde_json::Error> {
        let hello = Hello {
            protocol: 1,
            oldest_protocol: 1,
            academie: "la-reunion".to_owned(),
            epoch: Epoch::from_random([7; 16]),
            durable_through: 12,
            limits: Limits::VERSION_1,
        };
        // Not through a value, whose order is that of a feature of the library.
        insta::assert_snapshot!(serde_json::to_string_pretty(&hello)?);
        let mut written = serde_json::to_value(&hello)?;
        written["later"] = true.into();
        assert_eq!(serde_json::from_value::<Hello>(written)?, hello);
        Ok(())
    }
}
