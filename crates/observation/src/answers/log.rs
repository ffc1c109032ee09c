//! The log of answers, and the state that it gives whatever the order in which its entries came.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{AnswerKey, State};
use crate::instant::Instant;

/// Where an entry stands in the one order of the log: by counter, then by device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EntryId {
    /// One more than the greatest counter that the device had seen.
    pub counter: u64,
    /// The device that wrote the entry.
    pub device: Uuid,
}

/// One thing a person did to one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Where it stands in the log.
    pub id: EntryId,
    /// The question.
    pub key: AnswerKey,
    /// What was done.
    pub change: Change,
    /// When, by the device's clock; shown, never compared.
    pub at: Instant,
    /// The entry that this one takes back, when it is an undo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<EntryId>,
}

/// What was done to an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Its state became this.
    State(State),
    /// Its comment became this; blank means none.
    Comment(String),
}

/// The state of one item, with its comment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answered {
    /// What was said of it.
    pub state: State,
    /// What was written beside it; empty for nothing.
    pub comment: String,
}

/// The present state of every question that was ever touched.
pub type Answers = BTreeMap<AnswerKey, Answered>;

/// The entries of one visit, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnswerLog {
    entries: BTreeMap<EntryId, Entry>,
}

impl FromIterator<Entry> for AnswerLog {
    fn from_iter<I: IntoIterator<Item = Entry>>(entries: I) -> Self {
        let mut log = Self::default();
        entries.into_iter().for_each(|entry| log.insert(entry));
        log
    }
}

impl AnswerLog {
    /// Adds an entry, wherever it came from; one that is there already changes nothing.
    pub fn insert(&mut self, entry: Entry) {
        self.entries.entry(entry.id).or_insert(entry);
    }

    /// The entries in their order.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.values()
    }

    /// The counter of the next entry on this device: one more than the greatest seen.
    #[must_use]
    pub fn next_counter(&self) -> u64 {
        self.entries.keys().next_back().map_or(1, |last| last.counter + 1)
    }

    /// The present state: for each question the last state and the last comment in the order of the log.
    #[must_use]
    pub fn present(&self) -> Answers {
        let mut present = Answers::new();
        for entry in self.entries.values() {
            let answered = present.entry(entry.key.clone()).or_default();
            match &entry.change {
                Change::State(state) => answered.state = state.clone(),
                Change::Comment(comment) => answered.comment = comment.clone(),
            }
        }
        present
    }

    /// The entry that takes back the last thing `device` did and has not taken back; none when nothing is left to undo.
    #[must_use]
    pub fn undo(&self, device: Uuid, at: Instant) -> Option<Entry> {
        let undone: BTreeSet<EntryId> = self.entries().filter_map(|entry| entry.undoes).collect();
        let last = self.entries().rev().find(|entry| {
            entry.id.device == device && entry.undoes.is_none() && !undone.contains(&entry.id)
        })?;
        Some(Entry {
            id: EntryId {
                counter: self.next_counter(),
                device,
            },
            key: last.key.clone(),
            change: self.before(last),
            at,
            undoes: Some(last.id),
        })
    }

    fn before(&self, entry: &Entry) -> Change {
        let same = |former: &&Entry| {
            former.key == entry.key
                && std::mem::discriminant(&former.change) == std::mem::discriminant(&entry.change)
        };
        let former = self
            .entries
            .range(..entry.id)
            .map(|(_, former)| former)
            .rev()
            .find(same);
        match (former, &entry.change) {
            (Some(former), _) => former.change.clone(),
            (None, Change::State(_)) => Change::State(State::Unanswered),
            (None, Change::Comment(_)) => Change::Comment(String::new()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Value;
    use super::*;
    use proptest::prelude::*;

    fn device(number: u128) -> Uuid {
        Uuid::from_u128(number)
    }

    fn entry(counter: u64, on: u128, item: &str, change: Change) -> Entry {
        Entry {
            id: EntryId {
                counter,
                device: device(on),
            },
            key: AnswerKey::of(item, None),
            change,
            at: Instant::from_milliseconds(0),
            undoes: None,
        }
    }

    fn level(level: u8) -> Change {
        Change::State(State::Value(Value::Level(level)))
    }

    #[test]
    fn undo_goes_back_step_by_step_and_then_stops() {
        let mut log: AnswerLog = [
            entry(1, 1, "a", level(1)),
            entry(2, 1, "a", level(2)),
            entry(3, 1, "b", level(3)),
        ]
        .into_iter()
        .collect();
        let mut seen = Vec::new();
        while let Some(undo) = log.undo(device(1), Instant::from_milliseconds(0)) {
            seen.push((undo.key.item.clone(), undo.change.clone()));
            log.insert(undo);
        }
        let unanswered = Change::State(State::Unanswered);
        assert_eq!(
            seen,
            [
                ("b".into(), unanswered.clone()),
                ("a".into(), level(1)),
                ("a".into(), unanswered)
            ]
        );
    }

    #[test]
    fn undo_leaves_what_another_device_did() {
        let log: AnswerLog = [entry(1, 2, "a", level(1))].into_iter().collect();
        assert_eq!(log.undo(device(1), Instant::from_milliseconds(0)), None);
    }

    fn histories() -> impl Strategy<Value = Vec<Entry>> {
        let one = (
            1_u64..8,
            1_u128..4,
            prop::sample::select(vec!["a", "b"]),
            0_u8..4,
            any::<bool>(),
        );
        prop::collection::vec(one, 0..24).prop_map(|steps| {
            let mut by_id = BTreeMap::new();
            for (counter, on, item, value, comment) in steps {
                let change = if comment {
                    Change::Comment(value.to_string())
                } else {
                    level(value)
                };
                let entry = entry(counter, on, item, change);
                by_id.entry(entry.id).or_insert(entry);
            }
            by_id.into_values().collect()
        })
    }

    /// What a replay by order of arrival would give: the fault that the order of the log prevents.
    fn last_arrived_wins(entries: &[Entry]) -> Answers {
        let mut present = Answers::new();
        for entry in entries {
            let answered = present.entry(entry.key.clone()).or_default();
            match &entry.change {
                Change::State(state) => answered.state = state.clone(),
                Change::Comment(comment) => answered.comment = comment.clone(),
            }
        }
        present
    }

    #[test]
    fn replay_by_arrival_would_be_caught() {
        let entries = [entry(2, 1, "a", level(2)), entry(1, 2, "a", level(1))];
        let log: AnswerLog = entries.clone().into_iter().collect();
        assert_ne!(log.present(), last_arrived_wins(&entries));
    }

    proptest! {
        #[test]
        fn any_interleaving_gives_one_state(
            (entries, shuffled) in histories().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle()))
        ) {
            let log: AnswerLog = entries.into_iter().collect();
            let twice = shuffled.iter().chain(&shuffled).cloned();
            prop_assert_eq!(twice.collect::<AnswerLog>().present(), log.present());
        }

        #[test]
        fn undoing_everything_on_one_device_gives_the_state_before_it(entries in histories()) {
            let mut log: AnswerLog = entries.into_iter().filter(|entry| entry.id.device == device(1)).collect();
            while let Some(undo) = log.undo(device(1), Instant::from_milliseconds(0)) {
                log.insert(undo);
            }
            prop_assert!(log.present().values().all(|answered| *answered == Answered::default()));
        }
    }
}
