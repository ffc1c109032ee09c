//! The log of answers, and the state that it gives whatever the order in which its entries came.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{AnswerKey, State, Value};
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

impl Entry {
    /// Whether both change the same thing: the state, or the comment, of one question.
    fn changes_as(&self, other: &Self) -> bool {
        self.key == other.key && std::mem::discriminant(&self.change) == std::mem::discriminant(&other.change)
    }

    /// Whether this is the same words as `former`, typed further.
    fn goes_on_from(&self, former: &Self) -> bool {
        self.changes_as(former) && self.change.is_words() && former.change.is_words()
    }
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

impl Change {
    /// Whether it was typed in words.
    fn is_words(&self) -> bool {
        match self {
            Self::Comment(_) => true,
            Self::State(state) => matches!(state, State::Value(Value::Text(_) | Value::Other(_))),
        }
    }
}

/// The state of one item, with its comment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
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

    /// The entries that take back the last thing `device` did and has not taken back; none when nothing is left to undo.
    ///
    /// Words save themselves piece by piece as they are typed: those written at one place, with nothing done in between, are
    /// one thing. Everything else is taken back one by one.
    #[must_use]
    pub fn undo(&self, device: Uuid, at: Instant) -> Vec<Entry> {
        let undone: BTreeSet<EntryId> = self.entries().filter_map(|entry| entry.undoes).collect();
        let mut standing = self.entries().rev().filter(|entry| {
            entry.id.device == device && entry.undoes.is_none() && !undone.contains(&entry.id)
        });
        let Some(last) = standing.next() else {
            return Vec::new();
        };
        let typed = standing.take_while(|former| last.goes_on_from(former));
        let taken = std::iter::once(last).chain(typed);
        (self.next_counter()..)
            .zip(taken)
            .map(|(counter, entry)| Entry {
                id: EntryId { counter, device },
                key: entry.key.clone(),
                change: self.before(entry),
                at,
                undoes: Some(entry.id),
            })
            .collect()
    }

    fn before(&self, entry: &Entry) -> Change {
        let same = |former: &&Entry| entry.changes_as(former);
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
        while let [undo] = &log.undo(device(1), Instant::from_milliseconds(0))[..] {
            seen.push((undo.key.item.clone(), undo.change.clone()));
            log.insert(undo.clone());
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
        assert_eq!(log.undo(device(1), Instant::from_milliseconds(0)), []);
    }

    fn words(text: &str) -> Change {
        Change::State(State::Value(Value::Text(text.to_owned())))
    }

    fn comment(text: &str) -> Change {
        Change::Comment(text.to_owned())
    }

    #[test]
    fn words_typed_in_pieces_are_taken_back_at_once_and_nothing_more() {
        let changes = [
            ("a", words("un")),
            ("a", comment("d")),
            ("a", comment("deux")),
            ("b", level(1)),
            ("a", comment("deux fois")),
            ("c", words("tr")),
            ("c", words("trois")),
        ];
        let mut log: AnswerLog = (1..)
            .zip(changes)
            .map(|(counter, (item, change))| entry(counter, 1, item, change))
            .collect();
        let mut left = Vec::new();
        loop {
            let undo = log.undo(device(1), Instant::from_milliseconds(0));
            let Some(last) = undo.last() else { break };
            left.push((undo.len(), last.key.item.clone(), last.change.clone()));
            undo.into_iter().for_each(|entry| log.insert(entry));
        }
        let unanswered = Change::State(State::Unanswered);
        let expected = [
            (2, "c", unanswered.clone()),
            (1, "a", comment("deux")),
            (1, "b", unanswered.clone()),
            (2, "a", comment("")),
            (1, "a", unanswered),
        ];
        assert_eq!(
            left,
            expected.map(|(count, item, change)| (count, item.to_owned(), change))
        );
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
            loop {
                let undo = log.undo(device(1), Instant::from_milliseconds(0));
                if undo.is_empty() {
                    break;
                }
                undo.into_iter().for_each(|entry| log.insert(entry));
            }
            prop_assert!(log.present().values().all(|answered| *answered == Answered::default()));
        }
    }
}
