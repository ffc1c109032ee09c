//! The audit trail: who did what that changes what somebody may see, each line chained to the one before by its hash.

use observation::canonical::{Sha256, to_text};
use observation::instant::Instant;
use serde::{Deserialize, Serialize};

use crate::error::StoreError;

/// An act that is written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditedAct {
    /// What was done: `enrolled`, `role`, `tombstone`, `backup`…
    pub what: String,
    /// By whom: a fingerprint, or `operator`.
    pub by: String,
    /// To what: hashes, keys and fingerprints, parted by spaces; never a name.
    pub subject: String,
}

/// A line of the trail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditLine {
    /// Its number in the académie's trail, from 1.
    pub number: u64,
    /// When, by the store's clock.
    pub at: Instant,
    /// The act.
    pub act: AuditedAct,
    /// The hash of the line before; of nothing for the first.
    pub previous: Sha256,
    /// The hash of this line.
    pub hash: Sha256,
}

impl AuditLine {
    /// The line that follows `last`.
    ///
    /// # Errors
    /// When the act has no canonical bytes.
    pub fn after(last: Option<&Self>, act: AuditedAct, at: Instant) -> Result<Self, StoreError> {
        let mut line = Self {
            number: last.map_or(1, |last| last.number + 1),
            at,
            act,
            previous: last.map_or_else(|| Sha256::of(b""), |last| last.hash),
            hash: Sha256::of(b""),
        };
        line.hash = line.expected_hash()?;
        Ok(line)
    }

    /// The lines that follow `last`, one for each act.
    ///
    /// # Errors
    /// When an act has no canonical bytes.
    pub fn all_after(
        last: Option<Self>,
        acts: Vec<AuditedAct>,
        at: Instant,
    ) -> Result<Vec<Self>, StoreError> {
        let mut lines: Vec<Self> = Vec::with_capacity(acts.len());
        for act in acts {
            lines.push(Self::after(lines.last().or(last.as_ref()), act, at)?);
        }
        Ok(lines)
    }

    fn expected_hash(&self) -> Result<Sha256, StoreError> {
        let text = to_text(&(self.number, self.at, &self.act, self.previous));
        let text = text.map_err(|error| StoreError::Damaged(error.to_string()))?;
        Ok(Sha256::of(text.as_bytes()))
    }
}

impl AuditedAct {
    /// What the operator did.
    #[must_use]
    pub fn of_operator(what: &str, subject: impl ToString) -> Self {
        Self {
            what: what.to_owned(),
            by: "operator".to_owned(),
            subject: subject.to_string(),
        }
    }
}

/// The number of the first line of `trail` that does not follow from those before it; none when all do.
#[must_use]
pub fn first_broken(trail: &[AuditLine]) -> Option<u64> {
    let mut previous = Sha256::of(b"");
    for (line, number) in trail.iter().zip(1..) {
        let holds = line.number == number
            && line.previous == previous
            && line.expected_hash().is_ok_and(|hash| hash == line.hash);
        if !holds {
            return Some(number);
        }
        previous = line.hash;
    }
    None
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    fn trail(acts: &[&str]) -> Vec<AuditLine> {
        let mut lines: Vec<AuditLine> = Vec::new();
        for act in acts {
            let act = AuditedAct {
                what: (*act).to_owned(),
                by: "operator".to_owned(),
                subject: String::new(),
            };
            let line = AuditLine::after(lines.last(), act, Instant::from_milliseconds(7)).unwrap();
            lines.push(line);
        }
        lines
    }

    proptest! {
        #[test]
        fn a_line_changed_taken_away_or_moved_is_found(count in 2_usize..8, at in 0_usize..8, way in 0..3) {
            let acts = ["enrolled", "revoked", "backup", "tombstone", "restored", "enrolled", "revoked", "backup"];
            let mut lines = trail(&acts[..count]);
            prop_assert_eq!(first_broken(&lines), None);
            let at = at % (count - 1);
            match way {
                0 => lines[at].act.subject.push('x'),
                1 => drop(lines.remove(at)),
                _ => lines.swap(at, at + 1),
            }
            prop_assert_eq!(first_broken(&lines), Some(at as u64 + 1));
        }
    }
}
