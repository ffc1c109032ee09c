//! Down: a page is fetched, verified away from the notebook's writer, and applied in one transaction.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use observation::canonical::Sha256;
use sync_protocol::checkpoint::{LAST_PLACE, is_linked};
use sync_protocol::message::stream::{Page, Placed, Stream};
use sync_protocol::trust::{Chain, Circle};
use sync_protocol::{Record, RecordKey, Tombstone};

use super::belief::chain_with;
use super::circles::{circle_keys, own_circles};
use super::receipt::{Reading, Receipt, is_of_trust};
use super::run::Running;
use super::{Access, Desk, SyncError};
use crate::store::{Arrived, Effect, Landed};

/// What came with a page.
pub(super) struct Came {
    pub(super) records: u64,
    pub(super) disbelieved: u64,
    pub(super) diverging: u64,
    pub(super) schools: bool,
    pub(super) last: bool,
    pub(super) circles: BTreeSet<Circle>,
}

/// The longest cursor that is kept: those of version 1 have some hundred characters.
const CURSOR: usize = 256;

impl<A: Access> Running<'_, A> {
    pub(super) fn receive(&mut self, stream: &Stream) -> Result<Came, SyncError> {
        match self.read_page(stream)? {
            Some(page) => self.with(|desk| self.apply(desk, stream, page)),
            None => self.nothing(),
        }
    }

    /// The page after the cursor of `stream`; none where the store does not give it to this device any more.
    pub(super) fn read_page(&mut self, stream: &Stream) -> Result<Option<Page>, SyncError> {
        let after = self.with(|desk| Ok(desk.notebook.cursor(stream)?))?;
        let page = match self.client.page(stream, after.as_deref()) {
            Err(SyncError::NoMember) => return Ok(None),
            page => page?,
        };
        let strange = |what: &str| Err(SyncError::StrangeAnswer(what.to_owned()));
        if page.cursor.len() > CURSOR || (!page.last && after.as_deref() == Some(page.cursor.as_str())) {
            return strange("cursor");
        }
        if !self.goes_on(stream, &page) {
            return strange("pages");
        }
        Ok(Some(page))
    }

    /// Whether a page that another follows leads further than the one before it: a stream without end is not read for ever.
    fn goes_on(&mut self, stream: &Stream, page: &Page) -> bool {
        let reached = page.records.iter().map(|placed| placed.sequence).max();
        let before = self.reached.take().filter(|(of, _)| of == stream);
        let is_further = reached.is_some_and(|reached| before.is_none_or(|(_, before)| before < reached));
        if !page.last {
            self.reached = reached.map(|reached| (stream.clone(), reached));
        }
        page.last || is_further
    }

    fn nothing(&self) -> Result<Came, SyncError> {
        self.with(|desk| {
            Ok(Came {
                records: 0,
                disbelieved: 0,
                diverging: 0,
                schools: false,
                last: true,
                circles: self.circles(desk)?,
            })
        })
    }

    fn apply(&self, desk: Desk<'_>, stream: &Stream, page: Page) -> Result<Came, SyncError> {
        let chain = self.chain_after(desk, &page)?;
        let keys = circle_keys(desk.notebook, desk.secrets, desk.fingerprint())?;
        let reading = Reading {
            desk,
            academie: &self.address.academie,
            chain: &chain,
            keys: &keys,
            stream,
            at: self.surroundings.now(),
        };
        let order = order_of(&page);
        let (mut landed, mut disbelieved, mut early) = (Vec::new(), Vec::new(), false);
        let places = places(&order);
        for placed in page.records {
            let first = places
                .get(&placed.sequence)
                .filter(|_| is_linked(&placed.record.kind));
            let receipt = match first.is_none_or(|sha256| *sha256 == placed.record.sha256) {
                true => reading.receive(placed)?,
                false => reading.out_of_place(&placed),
            };
            match receipt {
                Receipt::Believed(one) => landed.push(allowed(*one)),
                Receipt::Disbelieved(one) => disbelieved.push(one),
                Receipt::Early => early = true,
            }
        }
        let (records, refused) = (landed.len() as u64, disbelieved.len() as u64);
        let schools = landed.iter().any(|one| matches!(one.effect, Effect::Schools(_)));
        let arrived = Arrived {
            stream,
            cursor: (!early).then_some(page.cursor.as_str()),
            last: page.last,
            device: desk.device.certificate.device,
            order,
            landed,
            disbelieved,
            secrets: desk.secrets,
        };
        let received = desk.notebook.receive(&arrived, self.surroundings.now())?;
        Ok(Came {
            records,
            disbelieved: refused,
            diverging: received.diverging,
            schools,
            // What came too early, or is disbelieved, is read again by the next sync, from where this page began.
            last: page.last || !received.moved,
            circles: self.circles(desk)?,
        })
    }

    /// Whom to believe once a page was read: what it says of trust counts for what stands beside it.
    fn chain_after(&self, desk: Desk<'_>, page: &Page) -> Result<Rc<Chain>, SyncError> {
        let records = page.records.iter().map(|placed| &placed.record);
        let news: Vec<&Record> = records.filter(|one| is_of_trust(one)).collect();
        if news.is_empty() {
            return self.chain(desk);
        }
        let known = desk.notebook.trust_records(&self.address.academie)?;
        Ok(Rc::new(chain_with(&known, self.address, &news)))
    }

    pub(super) fn circles(&self, desk: Desk<'_>) -> Result<BTreeSet<Circle>, SyncError> {
        let chain = self.chain(desk)?;
        Ok(own_circles(&chain, desk.fingerprint(), self.today()))
    }
}

/// What two readers of a stream compare of a page.
fn order_of(page: &Page) -> Vec<(u64, RecordKey)> {
    let counts = |placed: &&Placed| is_linked(&placed.record.kind) && placed.sequence <= LAST_PLACE;
    let linked = page.records.iter().filter(counts);
    let mut order: Vec<_> = linked
        .map(|placed| (placed.sequence, placed.record.key()))
        .collect();
    order.sort_unstable();
    order
}

/// What stands first at each place.
fn places(order: &[(u64, RecordKey)]) -> BTreeMap<u64, Sha256> {
    let mut places = BTreeMap::new();
    for (sequence, key) in order {
        places.entry(*sequence).or_insert(key.sha256);
    }
    places
}

/// A tombstone deletes what its own author wrote, and nothing else.
fn allowed(mut landed: Landed) -> Landed {
    let Some(signed) = landed
        .signed
        .as_ref()
        .filter(|_| matches!(landed.effect, Effect::Tombstone))
    else {
        return landed;
    };
    let is_read = serde_json::from_str::<Tombstone>(&signed.document).is_ok();
    if !is_read {
        landed.effect = Effect::None;
    }
    landed
}
