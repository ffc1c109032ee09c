//! The world that a history plays in: true notebooks and a true store, begun from copies of a world that was prepared once.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use notebook::sync::{Outcome, Request, SyncError};
use sync_protocol::trust::{Revoked, Role, Scope};
use sync_protocol::{Epoch, PublicKey, RecordKey, RecordKind, SignedDocument, Verdict};
use tokio::runtime::Runtime;
use whole_product::sync::copies::Image;
use whole_product::sync::folder::Files;
use whole_product::sync::laptop::{Laptop, Trouble};
use whole_product::sync::line::{Direct, Line};
use whole_product::sync::store::Archive;
use whole_product::sync::visits::{ACADEMIE, at};
use whole_product::sync::{AnyStore, Cable, Fault};

use crate::acts::Act;
use crate::faulty::{Agreeing, Bug, Front};
use crate::reference::{SECOND, State};

/// The author of the two laptops.
const AUTHOR: u64 = 2;

/// A world before its history.
struct Prepared {
    root: PublicKey,
    keeper: Image,
    laptops: [Image; 2],
    store: Files,
    archive: Arc<Archive>,
}

/// The world that a history plays in.
pub struct World {
    pub runtime: Arc<Runtime>,
    pub store: AnyStore,
    root: PublicKey,
    keeper: Laptop,
    pub laptops: [Option<Laptop>; 2],
    lost: Option<Laptop>,
    copies: [Option<Files>; 2],
    /// The archive before the last, and the last.
    archives: [Arc<Archive>; 2],
    under_way: Vec<Request>,
    /// The keys of what was written, in the order of the history; none where there was nothing to write.
    pub keys: Vec<Option<RecordKey>>,
    /// In which life of the store each laptop last found that both hold the same.
    pub agreed_in: [Option<Epoch>; 2],
    pub bug: Bug,
    pub front: Arc<Front>,
}

/// What carries the requests of all worlds.
fn runtime() -> std::io::Result<Arc<Runtime>> {
    static RUNTIME: OnceLock<Arc<Runtime>> = OnceLock::new();
    if let Some(runtime) = RUNTIME.get() {
        return Ok(Arc::clone(runtime));
    }
    let made = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    Ok(Arc::clone(RUNTIME.get_or_init(|| Arc::new(made))))
}

impl Prepared {
    /// The one from which all histories begin.
    fn world() -> Result<&'static Self, Trouble> {
        static PREPARED: OnceLock<Result<Prepared, String>> = OnceLock::new();
        let prepared = PREPARED.get_or_init(|| Self::made().map_err(|trouble| trouble.to_string()));
        prepared.as_ref().map_err(|trouble| trouble.as_str().into())
    }

    /// An académie with its keeper, an inspector who took his invitation, and his second laptop.
    fn made() -> Result<Self, Trouble> {
        let runtime = runtime()?;
        let keeper = Laptop::new(1, 1)?;
        let root = keeper.found([7; 32])?;
        let store = AnyStore::open(&runtime, root)?;
        let cable = || Cable::new(store.router(), runtime.handle().clone(), Vec::new());
        keeper.join(root, &cable())?;
        let text = keeper.invite(root, Role::Inspecteur, vec![Scope::Academie])?;
        keeper.sync(&cable())?;
        let laptops = [Laptop::new(AUTHOR, 2)?, Laptop::new(AUTHOR, 3)?];
        laptops[0].take(&text, &cable())?;
        laptops[1].join(root, &cable())?;
        let archive = Arc::new(store.back_up(&runtime)?);
        let [first, second] = laptops;
        Ok(Self {
            root,
            keeper: keeper.image()?,
            laptops: [first.image()?, second.image()?],
            store: store.image(&runtime)?,
            archive,
        })
    }
}

impl World {
    /// A world as it was prepared, with what is broken in it.
    pub fn new(bug: Bug) -> Result<Self, Trouble> {
        let prepared = Prepared::world()?;
        let [first, second] = &prepared.laptops;
        Ok(Self {
            runtime: runtime()?,
            store: AnyStore::of(&prepared.store)?,
            root: prepared.root,
            keeper: prepared.keeper.open()?,
            laptops: [Some(first.open()?), Some(second.open()?)],
            lost: None,
            copies: [None, None],
            archives: [Arc::clone(&prepared.archive), Arc::clone(&prepared.archive)],
            under_way: Vec::new(),
            keys: Vec::new(),
            agreed_in: [None, None],
            bug,
            front: Arc::default(),
        })
    }

    fn line(&self) -> Arc<dyn Line> {
        let direct = Direct::new(self.store.router(), self.runtime.handle().clone());
        Front::before(&self.front, self.bug, direct)
    }

    fn cable(&self, faults: Vec<(usize, Fault)>) -> Cable {
        Cable::on(self.line(), faults)
    }

    fn laptop(&self, laptop: usize) -> Result<&Laptop, Trouble> {
        self.laptops[laptop]
            .as_ref()
            .ok_or_else(|| "no such laptop".into())
    }

    fn laptop_mut(&mut self, laptop: usize) -> Result<&mut Laptop, Trouble> {
        self.laptops[laptop]
            .as_mut()
            .ok_or_else(|| "no such laptop".into())
    }

    /// Plays one act, after which everything is as `state` says.
    pub fn play(&mut self, act: &Act, state: &State) -> Result<(), Trouble> {
        match act {
            Act::Edit(laptop, visit, minutes) => self.laptop(*laptop)?.edit(*visit, *minutes)?,
            Act::Seal(laptop, visit) => {
                let sealed = self.laptop(*laptop)?.seal(*visit)?;
                self.keep(sealed);
            }
            Act::Correct(laptop, visit, minutes) => self.correct(*laptop, *visit, *minutes)?,
            Act::Communicate(laptop, visit) => {
                let noted = self.laptop(*laptop)?.communicate(*visit)?;
                self.keep(noted);
            }
            Act::Purge(laptop, visit) => {
                let tombstone = self.laptop(*laptop)?.purge(*visit)?;
                self.keep(Some(tombstone));
            }
            Act::Sync(laptop) => self.sync(*laptop, &self.cable(Vec::new()))?,
            Act::SyncTwice(laptop) => self.sync(*laptop, &self.cable(Vec::new()).doubling())?,
            Act::Cut(laptop, at, fault) => self.cut(*laptop, (*at, *fault))?,
            Act::Arrive => self.arrive(),
            Act::CrashLaptop(laptop) => self.laptop_mut(*laptop)?.crash()?,
            Act::CopyLaptop(laptop) => self.copies[*laptop] = Some(self.laptop_mut(*laptop)?.copy()?),
            Act::PutBackLaptop(laptop) => self.put_back(*laptop, state.next_device - 1)?,
            Act::CrashStore => {
                self.front.dies();
                self.store.crash(&self.runtime)?;
            }
            Act::BackUpStore => {
                let archive = Arc::new(self.store.back_up(&self.runtime)?);
                self.archives = [Arc::clone(&self.archives[1]), archive];
            }
            Act::RestoreStore(archive) => {
                let in_new_life = self.bug != Bug::RestoreWithoutNewLife;
                self.front.dies();
                self.store
                    .restore(&self.runtime, &self.archives[*archive], in_new_life)?;
            }
            Act::Invite(cut) => self.invite(*cut)?,
            Act::Revoke => self.revoke()?,
            Act::SyncLost => self.sync_lost(state)?,
            Act::LetIn => self.let_in(state.next_device - 1)?,
        }
        Ok(())
    }

    /// Enters what was written, or that there was nothing to write.
    fn keep(&mut self, written: Option<SignedDocument>) {
        self.keys.push(written.map(|signed| signed.record.key()));
    }

    fn correct(&mut self, laptop: usize, visit: u128, minutes: u32) -> Result<(), Trouble> {
        let corrected = self.laptop(laptop)?;
        corrected.edit(visit, minutes)?;
        let sealed = corrected.seal(visit)?;
        if sealed.is_none() {
            return Err("a correction that is not sealed".into());
        }
        self.keep(sealed);
        Ok(())
    }

    /// A whole sync: both hold the same after it.
    fn sync(&mut self, laptop: usize, cable: &Cable) -> Result<(), Trouble> {
        let outcome = self.exchange(self.laptop(laptop)?, cable)?;
        if !outcome.agreed {
            return Err(format!("laptop {laptop} and the store hold different things").into());
        }
        self.agreed_in[laptop] = Some(self.store.epoch(&self.runtime)?);
        Ok(())
    }

    fn exchange(&self, laptop: &Laptop, cable: &Cable) -> Result<Outcome, Trouble> {
        let outcome = match self.bug {
            Bug::NoComparison => laptop.sync(&Agreeing { cable, laptop })?,
            _ => laptop.sync(cable)?,
        };
        believed(outcome)
    }

    /// A sync that may end before its end, and takes what comes for what it is.
    fn cut(&mut self, laptop: usize, fault: (usize, Fault)) -> Result<(), Trouble> {
        let cable = self.cable(vec![fault]);
        let result = self.laptop(laptop)?.sync(&cable);
        self.under_way.extend(cable.late());
        if let (Bug::DeliveredBeforeTheAnswer, Err(SyncError::Unreachable(_))) = (self.bug, &result) {
            self.deliver_all(laptop)?;
        }
        was_cut(result)
    }

    fn deliver_all(&self, laptop: usize) -> Result<(), Trouble> {
        let notebook = self.laptop(laptop)?.notebook();
        let waiting = notebook.outbox(ACADEMIE, usize::MAX)?;
        let held = |position| (position, Verdict::Stored { sequence: 1 });
        let verdicts: Vec<_> = waiting.iter().map(|one| held(one.position)).collect();
        Ok(notebook.keep_verdicts(&verdicts, at(0))?)
    }

    /// What was under way comes, whoever sent it; whatever the store answers, nobody hears it.
    fn arrive(&mut self) {
        let line = self.line();
        for request in std::mem::take(&mut self.under_way) {
            drop(line.exchange(&request));
        }
    }

    fn put_back(&mut self, laptop: usize, device: u64) -> Result<(), Trouble> {
        let copy = self.copies[laptop].clone().ok_or("no copy")?;
        self.agreed_in[laptop] = None;
        self.laptop_mut(laptop)?.put_back(&copy, device)
    }

    fn invite(&mut self, cut: Option<(usize, Fault)>) -> Result<(), Trouble> {
        self.keeper
            .invite(self.root, Role::Conseiller, vec![Scope::Academie])?;
        let cable = self.cable(cut.into_iter().collect());
        let result = self.keeper.sync(&cable);
        self.under_way.extend(cable.late());
        match cut {
            Some(_) => was_cut(result),
            None => believed(result?).map(drop),
        }
    }

    /// From then on the second laptop is refused, whatever it had to send.
    fn revoke(&mut self) -> Result<(), Trouble> {
        let lost = self.laptops[SECOND].take().ok_or("no such laptop")?;
        self.copies[SECOND] = None;
        self.keeper.revoke(self.root, Revoked::Device(lost.device()))?;
        let said = self.keeper.notebook().trust_records(ACADEMIE)?;
        let said = said.iter().rfind(|record| record.kind == RecordKind::Revocation);
        self.keys.push(said.map(sync_protocol::Record::key));
        believed(self.keeper.sync(&self.cable(Vec::new()))?)?;
        self.is_refused(&lost)?;
        self.lost = Some(lost);
        Ok(())
    }

    fn is_refused(&self, lost: &Laptop) -> Result<(), Trouble> {
        let before = self.stored()?;
        match lost.sync(&self.cable(Vec::new())) {
            Err(SyncError::Revoked) => {}
            other => return Err(format!("a revoked laptop is told {other:?}").into()),
        }
        if self.stored()? != before {
            return Err("a revoked laptop changed the store".into());
        }
        Ok(())
    }

    /// A store that was restored from before knows of nothing until the keeper tells it again.
    fn sync_lost(&mut self, state: &State) -> Result<(), Trouble> {
        let (Some(lost), Some(carried)) = (self.lost.take(), &state.lost) else {
            return Err("no laptop was lost".into());
        };
        if state.ended().contains(&carried.device) {
            self.is_refused(&lost)?;
        } else {
            match lost.sync(&self.cable(Vec::new())) {
                Err(SyncError::Revoked) => {}
                other => drop(believed(other?)?),
            }
        }
        self.lost = Some(lost);
        Ok(())
    }

    fn let_in(&mut self, device: u64) -> Result<(), Trouble> {
        let laptop = Laptop::new(AUTHOR, device)?;
        laptop.join(self.root, &self.cable(Vec::new()))?;
        self.laptops[SECOND] = Some(laptop);
        self.sync(SECOND, &self.cable(Vec::new()))
    }

    /// The keys of all that the store keeps, each with whether it still says something.
    pub fn stored(&self) -> Result<Vec<(RecordKey, bool)>, Trouble> {
        let mut stored = self.store.keys(&self.runtime)?;
        stored.extend(self.front.stored_again().into_iter().map(|key| (key, true)));
        Ok(stored)
    }

    /// The keys of these records of the history.
    pub fn keys_of<'a>(&'a self, numbers: impl IntoIterator<Item = &'a usize>) -> BTreeSet<&'a RecordKey> {
        let keys = numbers
            .into_iter()
            .filter_map(|number| self.keys.get(*number)?.as_ref());
        keys.collect()
    }
}

fn believed(outcome: Outcome) -> Result<Outcome, Trouble> {
    if outcome.disbelieved > 0 {
        return Err(format!("disbelieved: {outcome:?}").into());
    }
    Ok(outcome)
}

fn was_cut(result: Result<Outcome, SyncError>) -> Result<(), Trouble> {
    match result {
        Ok(outcome) => believed(outcome).map(drop),
        Err(SyncError::Unreachable(_) | SyncError::NotTheStore | SyncError::StrangeAnswer(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
