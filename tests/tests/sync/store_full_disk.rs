//! The store's disk fills up under true syncs: who sends is told so in plain words, nothing is lost or half kept (S1, S4,
//! E1), reading goes on, and once there is room the next sync agrees.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::net::SocketAddr;
use std::path::Path;

use app::catalogue::sentence;
use notebook::sync::SyncError;
use tokio::runtime::Runtime;
use whole_product::sync::laptop::{Laptop, Trouble};
use whole_product::sync::process::{StoreProcess, answer_of};
use whole_product::sync::{Founded, Wire};

use super::server::Server;

/// The store's own program, on a small disk.
const SMALL: &str = env!("CARGO_BIN_EXE_store-on-small-disk");
/// The known-bad store that does not see that its disk is full.
const BLIND: &str = env!("CARGO_BIN_EXE_store-blind-to-full-disk");
/// Room beside what is there: the log fills it; or, where it is emptied into the database meanwhile, both do.
const ROOMS: [u64; 2] = [500_000, 4_600_000];
/// Visits that fill the larger of them several times.
const MOST: u128 = 600;
/// Visits that are sent together.
const TOGETHER: u128 = 6;

/// A store that is filled, and two inspectors of whom one writes.
struct Filled {
    academie: Founded,
    store: StoreProcess,
    wire: Wire,
    writer: Laptop,
    reader: Laptop,
    visits: u128,
}

impl Filled {
    /// What `academie` founded, with room as yet.
    fn of(academie: Founded) -> Result<Self, Trouble> {
        let store = academie.serve()?;
        let wire = Wire::to(store.address)?;
        let [writer, reader] =
            [2, 3].map(|number| academie.inspector((number, number), store.address, &wire));
        let (writer, reader) = (writer?, reader?);
        for laptop in [&writer, &reader] {
            assert!(laptop.sync_over_network()?.agreed);
        }
        let mut filled = Self {
            academie,
            store,
            wire,
            writer,
            reader,
            visits: 0,
        };
        // The grid goes with the first visits.
        assert!(filled.send()?);
        Ok(filled)
    }

    /// Some more visits are sealed, and sent.
    fn send(&mut self) -> Result<bool, SyncError> {
        for _ in 0..TOGETHER {
            self.visits += 1;
            self.writer.edit(self.visits, 10).expect("a visit");
            self.writer.seal(self.visits).expect("a sealed visit");
        }
        Ok(self.writer.sync_over_network()?.agreed)
    }

    /// Visits are sent until some are not taken.
    fn fill(&mut self) -> SyncError {
        while self.visits < MOST {
            match self.send() {
                Ok(agreed) => assert!(agreed),
                Err(error) => return error,
            }
        }
        panic!("the disk is not full")
    }

    /// The writer is told, what it sent waits, the reader is served, and the process lives.
    fn is_full(&self, error: &SyncError) -> Result<(), Trouble> {
        assert!(
            matches!(error, SyncError::Refused { code, .. } if code == "store.full"),
            "{error:?}"
        );
        let told = sentence(&error.problem());
        assert!(
            told.contains("L’entrepôt n’a plus de place sur son disque"),
            "{told}"
        );
        let queue = self.writer.queue()?;
        assert_eq!((u128::from(queue.waiting), queue.refused), (TOGETHER, 0));
        assert!(self.reader.sync_over_network()?.agreed, "reading goes on");
        assert_eq!(status(self.store.address, "/live")?, "204");
        let said = self.store.said();
        assert!(
            said.contains("status=507") && !said.contains("panicked"),
            "{said}"
        );
        Ok(())
    }

    /// The process is killed, and another serves the same disk.
    fn served_anew(
        mut self,
        serve: impl FnOnce(&Founded) -> Result<StoreProcess, Trouble>,
    ) -> Result<Self, Trouble> {
        self.store.kill()?;
        self.store = serve(&self.academie)?;
        self.wire.leads_to(self.store.address);
        Ok(self)
    }

    /// There is room again: what waits goes, and all of it is there once.
    fn goes_on(mut self) -> Result<(), Trouble> {
        assert!(self.writer.sync_over_network()?.agreed);
        assert!(self.send()?);
        self.store.kill()?;
        let kept = self.academie.keys_kept()?;
        assert_eq!(self.writer.not_once(&kept)?, []);
        self.academie.check()
    }
}

/// A store in a folder, served by `program`, that has so much room beside what is there; and all its room.
fn small_folder(program: &str, room: u64) -> Result<(Filled, u64), Trouble> {
    let filled = Filled::of(Founded::in_folder()?)?;
    let room = room + size_of(&filled.academie.folder())?;
    let filled = filled.served_anew(|academie| academie.serve_by(Path::new(program), room))?;
    Ok((filled, room))
}

/// How many bytes the files of a folder hold.
fn size_of(folder: &Path) -> Result<u64, Trouble> {
    let mut size = 0;
    for entry in std::fs::read_dir(folder)? {
        size += entry?.metadata()?.len();
    }
    Ok(size)
}

/// The status with which a store answers.
fn status(store: SocketAddr, path: &str) -> Result<String, Trouble> {
    let answer = answer_of(store, path)?;
    Ok(answer.split(' ').nth(1).unwrap_or_default().to_owned())
}

#[test]
fn a_store_whose_disk_is_full_says_so_and_goes_on_once_there_is_room() -> Result<(), Trouble> {
    for room in ROOMS {
        let (mut small, room) = small_folder(SMALL, room)?;
        let refused = small.fill();
        small.is_full(&refused)?;
        // As an operator would first try.
        let mut small = small.served_anew(|academie| academie.serve_by(Path::new(SMALL), room))?;
        let refused = small.writer.sync_over_network().expect_err("as full as before");
        small.is_full(&refused)?;
        small.store.give_room(room + 50_000_000)?;
        small.goes_on()?;
    }
    Ok(())
}

#[test]
fn a_store_whose_database_server_has_a_full_disk_says_so_and_goes_on_once_there_is_room()
-> Result<(), Trouble> {
    let (runtime, server) = (Runtime::new()?, Server::with_small_disk());
    let url = runtime.block_on(server.database_on_small_disk());
    let mut small = Filled::of(Founded::on_postgres(url)?)?;
    server.fill_small_disk()?;
    let refused = small.fill();
    small.is_full(&refused)?;
    let small = small.served_anew(Founded::serve)?;
    let refused = small.writer.sync_over_network().expect_err("as full as before");
    small.is_full(&refused)?;
    server.empty_small_disk()?;
    small.goes_on()
}

#[test]
fn a_store_that_does_not_see_its_full_disk_is_caught() -> Result<(), Trouble> {
    let (mut small, _) = small_folder(BLIND, ROOMS[0])?;
    while small.visits < MOST && small.send()? {}
    small.store.kill()?;
    let kept = small.academie.keys_kept()?;
    assert_ne!(small.writer.lost(&kept)?, [], "nothing was found lost");
    Ok(())
}
