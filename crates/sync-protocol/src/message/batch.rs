//! Up: records of the notebook, and a verdict for each.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::record::Record;
use crate::verdict::Verdict;

/// Records to keep, in the order in which they were written, as a notebook sends them.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct Batch<'a> {
    /// The records.
    pub records: &'a [Record],
}

/// The same as a store receives it: each record is read by itself, so that one that is none refuses itself alone.
#[derive(Debug, Clone, Deserialize)]
pub struct ReceivedBatch<'a> {
    /// The records, unread.
    #[serde(borrow)]
    pub records: Vec<&'a RawValue>,
}

/// What became of each record, in the order of the batch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Verdicts {
    /// One for each record.
    pub verdicts: Vec<Verdict>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_record_refuses_itself_alone() -> Result<(), Box<dyn std::error::Error>> {
        let content = crate::record::RecordContent {
            kind: crate::RecordKind::State,
            academie: "28",
            id: uuid::Uuid::nil(),
            parents: &[],
            document: b"{}",
            facts: None,
            circle: None,
        };
        let device = crate::DeviceKeys::from_seed(&[1; 32]);
        let author = crate::AuthorKeys::from_seed(&[2; 32]).fingerprint();
        let record = Record::sign(&content, &device, author)?;
        let sent = serde_json::to_string(&Batch {
            records: std::slice::from_ref(&record),
        })?;
        let mixed = sent.replacen('[', "[3,{\"format\":1},", 1);
        let received: ReceivedBatch<'_> = serde_json::from_str(&mixed)?;
        let texts = received.records.iter().map(|raw| raw.get());
        let read: Vec<Option<Record>> = texts.map(|text| serde_json::from_str(text).ok()).collect();
        assert_eq!(read, [None, None, Some(record)]);
        Ok(())
    }
}
