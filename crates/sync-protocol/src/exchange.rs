//! What a notebook sends next: a machine without input or output, driven by whoever has the network and the disk.
//!
//! It may be dropped at any step: the next sync begins anew and finds what was done (`docs/sync/protocol.md`).

use std::collections::BTreeSet;

use crate::comparison::Holding;
use crate::cursor::Epoch;
use crate::message::hello::Hello;
use crate::message::stream::Stream;
use crate::trust::Circle;
use crate::version;

/// What to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Ask the store who it is.
    Hello,
    /// Forget the cursors, and put in the outbox every record of the author's own above this sequence, or without one.
    StartAnew {
        /// What the store is sure to have kept.
        durable_through: u64,
    },
    /// Send the first records of the outbox.
    Up,
    /// Ask for what follows the cursor of a stream.
    Down(Stream),
    /// Write what the news calls for, such as the circle's key for a new member.
    Settle,
    /// Ask for the store's holding, and compare.
    Compare,
    /// Ask for the store's keys: what it lacks goes to the outbox, what the notebook lacks is read anew.
    Repair,
    /// Nothing: the sync is over.
    Done(Ending),
}

/// How a sync ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Both hold the same.
    Synced,
    /// Both were compared, repaired and compared again, and still differ.
    Differing,
    /// The store does not serve this version any more.
    ProtocolTooOld {
        /// The oldest version that it serves.
        oldest: u16,
    },
    /// The store is of a version before the one that this notebook speaks.
    StoreTooOld {
        /// The newest version that it serves.
        newest: u16,
    },
}

/// A sync under way.
#[derive(Debug, Clone)]
pub struct Exchange {
    step: Step,
    known_epoch: Option<Epoch>,
    read: bool,
    settled: bool,
    repaired: bool,
}

impl Exchange {
    /// A sync of a notebook whose cursors are of `known_epoch`; none for its first.
    #[must_use]
    pub fn begin(known_epoch: Option<Epoch>) -> Self {
        Self {
            step: Step::Hello,
            known_epoch,
            read: false,
            settled: false,
            repaired: false,
        }
    }

    /// What to do now.
    #[must_use]
    pub fn step(&self) -> &Step {
        &self.step
    }

    /// The store said who it is.
    pub fn greeted(&mut self, hello: &Hello) {
        self.step = if version::CURRENT < hello.oldest_protocol {
            Step::Done(Ending::ProtocolTooOld {
                oldest: hello.oldest_protocol,
            })
        } else if version::OLDEST_SERVED > hello.protocol {
            Step::Done(Ending::StoreTooOld {
                newest: hello.protocol,
            })
        } else if self.known_epoch.is_some_and(|known| known != hello.epoch) {
            Step::StartAnew {
                durable_through: hello.durable_through,
            }
        } else {
            Step::Up
        };
    }

    /// The cursors are forgotten, and what the store may have lost is in the outbox again.
    pub fn started_anew(&mut self) {
        self.step = Step::Up;
    }

    /// The verdicts of a batch are on the disk, or there was nothing to send; `left` says whether the outbox holds more.
    pub fn sent(&mut self, left: bool) {
        self.step = match (left, self.read) {
            (true, _) => Step::Up,
            (false, false) => Step::Down(Stream::Academie),
            // What the news called for is gone: it comes back to be read by the next sync.
            (false, true) => Step::Compare,
        };
    }

    /// A page of the stream being read is on the disk; `last` says whether it was the last, `circles` of which ones the
    /// author is a member by what was read so far.
    pub fn received(&mut self, last: bool, circles: &BTreeSet<Circle>) {
        if let (Step::Down(stream), true) = (&self.step, last) {
            self.step = stream.next(circles).map_or(Step::Settle, Step::Down);
        }
    }

    /// What the news called for is on the disk; `left` says whether the outbox holds any of it. What it calls forth in its
    /// turn waits for the next sync: two notebooks never keep each other busy.
    pub fn settled(&mut self, left: bool) {
        self.read = true;
        self.step = if left && !self.settled {
            Step::Up
        } else {
            Step::Compare
        };
        self.settled = true;
    }

    /// Both holdings are known.
    pub fn compared(&mut self, own: &Holding, store: &Holding) {
        self.step = match (own == store, self.repaired) {
            (true, _) => Step::Done(Ending::Synced),
            (false, true) => Step::Done(Ending::Differing),
            (false, false) => Step::Repair,
        };
    }

    /// The keys were compared one by one, and the outbox and the cursors are as they show.
    pub fn repaired(&mut self) {
        self.repaired = true;
        self.read = false;
        self.step = Step::Up;
    }
}

#[cfg(test)]
mod tests {
    use observation::canonical::Sha256;
    use proptest::prelude::*;

    use super::*;
    use crate::limits::Limits;

    fn hello(epoch: u8, oldest: u16, newest: u16) -> Hello {
        Hello {
            protocol: newest,
            oldest_protocol: oldest,
            academie: "28".to_owned(),
            epoch: Epoch::from_random([epoch; 16]),
            durable_through: 7,
            limits: Limits::VERSION_1,
        }
    }

    fn holding(count: u64) -> Holding {
        Holding {
            count,
            digest: Sha256::of(&count.to_be_bytes()),
        }
    }

    /// The step once the outbox is empty and all streams are read.
    fn read_all(sync: &mut Exchange) {
        sync.sent(false);
        while let Step::Down(_) = sync.step() {
            sync.received(true, &BTreeSet::new());
        }
        sync.settled(false);
    }

    #[test]
    fn a_sync_goes_up_then_down_then_compares() {
        let mut sync = Exchange::begin(Some(Epoch::from_random([1; 16])));
        assert_eq!(sync.step(), &Step::Hello);
        sync.greeted(&hello(1, 1, 1));
        sync.sent(true);
        assert_eq!(sync.step(), &Step::Up);
        sync.sent(false);
        let mut read = Vec::new();
        while let Step::Down(stream) = sync.step().clone() {
            read.push(stream);
            sync.received(read.len() > 1, &BTreeSet::new());
        }
        assert_eq!(read, [Stream::Academie, Stream::Academie, Stream::Author]);
        sync.settled(false);
        sync.compared(&holding(3), &holding(3));
        assert_eq!(sync.step(), &Step::Done(Ending::Synced));
    }

    #[test]
    fn what_the_news_calls_for_goes_up_once() {
        let mut sync = Exchange::begin(None);
        sync.greeted(&hello(1, 1, 1));
        sync.sent(false);
        let (mut ups, mut downs) = (0, 0);
        while *sync.step() != Step::Compare {
            downs += usize::from(matches!(sync.step(), Step::Down(_)));
            match sync.step() {
                Step::Up => {
                    ups += 1;
                    sync.sent(false);
                }
                Step::Settle => sync.settled(true),
                _ => sync.received(true, &BTreeSet::new()),
            }
        }
        assert_eq!((ups, downs), (1, 2), "each stream is read once");
    }

    #[test]
    fn a_store_of_another_life_is_sent_what_it_may_have_lost() {
        let mut sync = Exchange::begin(Some(Epoch::from_random([1; 16])));
        sync.greeted(&hello(2, 1, 1));
        assert_eq!(sync.step(), &Step::StartAnew { durable_through: 7 });
        sync.started_anew();
        assert_eq!(sync.step(), &Step::Up);
        let mut first = Exchange::begin(None);
        first.greeted(&hello(2, 1, 1));
        assert_eq!(first.step(), &Step::Up);
    }

    #[test]
    fn a_version_that_the_other_does_not_speak_ends_it_at_once() {
        let ending = |oldest, newest| {
            let mut sync = Exchange::begin(None);
            sync.greeted(&hello(1, oldest, newest));
            sync.step().clone()
        };
        let (now, oldest) = (version::CURRENT, version::OLDEST_SERVED);
        assert_eq!(ending(now, now + 1), Step::Up);
        assert_eq!(
            ending(now + 1, now + 2),
            Step::Done(Ending::ProtocolTooOld { oldest: now + 1 })
        );
        assert_eq!(
            ending(0, oldest - 1),
            Step::Done(Ending::StoreTooOld { newest: oldest - 1 })
        );
    }

    proptest! {
        #[test]
        fn a_difference_is_repaired_once_and_then_told(mends: bool, count in 0_u64..9) {
            let mut sync = Exchange::begin(None);
            sync.greeted(&hello(1, 1, 1));
            read_all(&mut sync);
            sync.compared(&holding(count), &holding(count + 1));
            prop_assert_eq!(sync.step(), &Step::Repair);
            sync.repaired();
            read_all(&mut sync);
            sync.compared(&holding(count + 1), &holding(count + 1 + u64::from(!mends)));
            let ending = if mends { Ending::Synced } else { Ending::Differing };
            prop_assert_eq!(sync.step(), &Step::Done(ending));
        }
    }
}
