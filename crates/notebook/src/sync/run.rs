//! A sync from its hello to its end: the machine says what to do, this does it.

use std::collections::BTreeSet;
use std::rc::Rc;

use chrono::NaiveDate;
use sync_protocol::exchange::{Ending, Exchange, Step};
use sync_protocol::limits::Limits;
use sync_protocol::message::stream::Stream;
use sync_protocol::trust::{Chain, Circle};
use sync_protocol::{Holding, RecordKey};

use super::belief::LastChain;
use super::client::Client;
use super::enrolling::{begin, introduce_again};
use super::progress::{Phase, Surroundings};
use super::{Desk, SyncError, Transport};
use crate::store::{Address, Enrolment};

/// The way to the open notebook: for one step, and never while the network is waited for.
pub trait Access: Sync {
    /// Works on the notebook, where it is open.
    ///
    /// # Errors
    /// When it is locked, and those of the work.
    fn with<T>(&self, work: impl FnOnce(Desk<'_>) -> Result<T, SyncError>) -> Result<T, SyncError>;
}

/// How a sync went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// Whether both hold the same.
    pub agreed: bool,
    /// How many records the store took.
    pub sent: u64,
    /// How many came.
    pub received: u64,
    /// How many came and were not believed.
    pub disbelieved: u64,
    /// How many devices say that they were given something else.
    pub diverging: u64,
    /// Whether the directory of schools changed.
    pub schools: bool,
}

/// A sync under way.
pub(super) struct Running<'a, A> {
    pub(super) access: &'a A,
    pub(super) surroundings: &'a dyn Surroundings,
    pub(super) client: Client<'a>,
    pub(super) address: &'a Address,
    chain: LastChain,
    pub(super) asked_before: BTreeSet<i64>,
    pub(super) sent: u64,
    /// Whether what the news called for was written once.
    pub(super) settled: bool,
    /// How far the pages of a stream led, while others follow.
    pub(super) reached: Option<(Stream, u64)>,
    received: u64,
    disbelieved: u64,
    diverging: u64,
    schools: bool,
}

/// Syncs the notebook with its store.
///
/// # Errors
/// When nothing answers, the store refuses the device, the notebook is locked meanwhile, or the person ends it. What was
/// done stays done: the next sync begins again, and finds it.
pub fn run<A: Access>(
    access: &A,
    surroundings: &dyn Surroundings,
    transport: &dyn Transport,
) -> Result<Outcome, SyncError> {
    surroundings.tell(Phase::Reaching);
    let enrolment = admitted(access, surroundings, transport, false)?;
    match attempt(access, surroundings, transport, &enrolment) {
        // A store that was restored from before this device enrolled: it introduces itself again.
        Err(SyncError::UnknownToken) => {
            let enrolment = admitted(access, surroundings, transport, true)?;
            attempt(access, surroundings, transport, &enrolment)
        }
        // One that was restored meanwhile, or that does not know a cursor, whoever gave it.
        Err(SyncError::OtherLife) => {
            access.with(|desk| Ok(desk.notebook.forget_cursors()?))?;
            attempt(access, surroundings, transport, &enrolment)
        }
        outcome => outcome,
    }
}

/// The enrolment of this device: a restored notebook is a new one, and introduces itself by its author's certificate.
fn admitted(
    access: &impl Access,
    surroundings: &dyn Surroundings,
    transport: &dyn Transport,
    anew: bool,
) -> Result<Enrolment, SyncError> {
    let (enrolment, is_known) = access.with(|desk| {
        let enrolment = desk.notebook.enrolment()?.ok_or(SyncError::NotEnrolled)?;
        let is_known = enrolment.device == desk.device.certificate.device;
        Ok((enrolment, is_known))
    })?;
    if is_known && enrolment.admitted && !anew {
        return Ok(enrolment);
    }
    let enrolment = if is_known && !anew {
        enrolment
    } else {
        access.with(|desk| begin(desk, surroundings, &enrolment.address))?
    };
    introduce_again(access, surroundings, transport, &enrolment)?;
    access.with(|desk| Ok(desk.notebook.note_admitted(true)?))?;
    Ok(enrolment)
}

fn attempt<A: Access>(
    access: &A,
    surroundings: &dyn Surroundings,
    transport: &dyn Transport,
    enrolment: &Enrolment,
) -> Result<Outcome, SyncError> {
    let bearer = enrolment.token.bearer(&enrolment.address.academie);
    let mut running = Running {
        access,
        surroundings,
        client: Client::new(transport, Some(bearer)).patient(surroundings),
        address: &enrolment.address,
        chain: LastChain::default(),
        asked_before: BTreeSet::new(),
        sent: 0,
        settled: false,
        reached: None,
        received: 0,
        disbelieved: 0,
        diverging: 0,
        schools: false,
    };
    access.with(|desk| Ok(desk.notebook.begin_anew()?))?;
    running.drive(enrolment)
}

impl<A: Access> Running<'_, A> {
    pub(super) fn with<T>(
        &self,
        work: impl FnOnce(Desk<'_>) -> Result<T, SyncError>,
    ) -> Result<T, SyncError> {
        self.access.with(work)
    }

    /// Whom the académie believes, by what was read so far.
    pub(super) fn chain(&self, desk: Desk<'_>) -> Result<Rc<Chain>, SyncError> {
        self.chain.of(desk.notebook, self.address)
    }

    /// Today, where the store is.
    pub(super) fn today(&self) -> NaiveDate {
        self.surroundings.now().date_in(chrono_tz::Europe::Paris)
    }

    fn drive(&mut self, enrolment: &Enrolment) -> Result<Outcome, SyncError> {
        let began = self.surroundings.now();
        let mut exchange = Exchange::begin(enrolment.epoch);
        let mut limits = Limits::VERSION_1;
        loop {
            if self.surroundings.is_cancelled() {
                return Err(SyncError::Cancelled);
            }
            match exchange.step().clone() {
                Step::Hello => limits = self.greet(&mut exchange)?,
                // Done when the store was greeted.
                Step::StartAnew { .. } => exchange.started_anew(),
                Step::Up => self.go_up(&mut exchange, &limits)?,
                Step::Down(stream) => {
                    let came = self.receive(&stream)?;
                    self.received += came.records;
                    self.disbelieved += came.disbelieved;
                    self.diverging += came.diverging;
                    self.schools |= came.schools;
                    let received = self.received;
                    self.surroundings.tell(Phase::Receiving { received });
                    exchange.received(came.last, &came.circles);
                }
                Step::Settle => {
                    let left = self.settle()?;
                    self.settled = true;
                    exchange.settled(left);
                }
                Step::Compare => {
                    self.surroundings.tell(Phase::Comparing);
                    let circles = self.with(|desk| self.circles(desk))?;
                    let store = self.client.holding(&circles)?;
                    let own = Holding::of(self.own_keys(&circles)?.iter().map(|(_, key)| key));
                    exchange.compared(&own, &store);
                }
                Step::Repair => {
                    self.repair()?;
                    exchange.repaired();
                }
                Step::Done(ending) => return self.end(ending, began),
            }
        }
    }

    fn greet(&mut self, exchange: &mut Exchange) -> Result<Limits, SyncError> {
        let hello = self.client.hello()?;
        if hello.academie != self.address.academie {
            return Err(SyncError::OtherAcademie {
                store: hello.academie,
                notebook: self.address.academie.clone(),
            });
        }
        exchange.greeted(&hello);
        // A store of another life is noted once what it may have lost waits again: a cut between the two changes nothing.
        if let Step::StartAnew { durable_through } = exchange.step().clone() {
            self.with(|desk| Ok(desk.notebook.start_anew(desk.fingerprint(), durable_through)?))?;
        }
        let now = self.surroundings.now();
        self.with(|desk| {
            desk.notebook.note_contact(hello.epoch, now)?;
            Ok(desk.notebook.drop_checkpoints_before(hello.epoch, now)?)
        })?;
        self.prepare()?;
        Ok(hello.limits)
    }

    fn go_up(&mut self, exchange: &mut Exchange, limits: &Limits) -> Result<(), SyncError> {
        // For whom what is private is encrypted, the académie's stream says: nothing goes before it was read once.
        if self
            .with(|desk| Ok(desk.notebook.cursor(&Stream::Academie)?))?
            .is_none()
        {
            exchange.sent(false);
            return Ok(());
        }
        let waiting = self.with(|desk| Ok(desk.notebook.queue(&self.address.academie)?.waiting))?;
        self.surroundings.tell(Phase::Sending {
            sent: self.sent,
            waiting,
        });
        let left = match self.send(limits) {
            // What no person wrote may wait: a store without room is read all the same.
            Err(SyncError::Refused { .. })
                if self.with(|desk| Ok(desk.notebook.only_checkpoints_wait()?))? =>
            {
                false
            }
            sent => sent?,
        };
        exchange.sent(left);
        Ok(())
    }

    fn own_keys(&self, circles: &BTreeSet<Circle>) -> Result<Vec<(i64, RecordKey)>, SyncError> {
        self.with(|desk| {
            Ok(desk
                .notebook
                .own_keys(&self.address.academie, desk.fingerprint(), circles)?)
        })
    }

    /// What the store lacks waits again; where it holds what the notebook lacks, the streams are read anew.
    fn repair(&self) -> Result<(), SyncError> {
        let circles = self.with(|desk| self.circles(desk))?;
        let theirs: BTreeSet<RecordKey> = self.client.keys(&circles)?.into_iter().collect();
        let own = self.own_keys(&circles)?;
        let lacking = own
            .iter()
            .filter(|(_, key)| key.kind.is_counted() && !theirs.contains(key));
        let lacking: Vec<i64> = lacking.map(|(position, _)| *position).collect();
        let held: BTreeSet<&RecordKey> = own.iter().map(|(_, key)| key).collect();
        let is_short = theirs
            .iter()
            .any(|key| key.kind.is_counted() && !held.contains(key));
        self.with(|desk| {
            desk.notebook.send_again(&lacking)?;
            if is_short {
                desk.notebook.forget_cursors()?;
            }
            Ok(())
        })
    }

    fn end(&self, ending: Ending, began: observation::instant::Instant) -> Result<Outcome, SyncError> {
        let agreed = match ending {
            Ending::Synced => true,
            Ending::Differing => false,
            Ending::ProtocolTooOld { oldest } => {
                return Err(SyncError::Protocol {
                    oldest: oldest.to_string(),
                    newest: String::new(),
                });
            }
            Ending::StoreTooOld { newest } => {
                return Err(SyncError::Protocol {
                    oldest: String::new(),
                    newest: newest.to_string(),
                });
            }
        };
        if agreed {
            self.with(|desk| Ok(desk.notebook.note_synced(began)?))?;
        }
        Ok(Outcome {
            agreed,
            sent: self.sent,
            received: self.received,
            disbelieved: self.disbelieved,
            diverging: self.diverging,
            schools: self.schools,
        })
    }
}
