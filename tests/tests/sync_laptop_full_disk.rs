//! The laptop's disk fills up while it reads what another laptop of its author wrote, after any number of bytes: told in
//! French, the cursor and what it passed move together or not at all (N3), and once there is room the next sync completes
//! (E2, E3). A process of its own: the faulty disk is everybody's in it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use app::catalogue::sentence;
use notebook::sync::SyncError;
use notebook::{Arrived, NotebookError};
use sync_protocol::message::stream::Stream;
use whole_product::recording_vfs::Recorder;
use whole_product::rounds::rounds;
use whole_product::sync::laptop::{Laptop, Trouble};
use whole_product::sync::process::StoreProcess;
use whole_product::sync::visits::{at, plan};
use whole_product::sync::{Founded, Wire};

/// Into how many parts a pull is cut: the disk fills up at the beginning of each, and in half as many at the end.
const PARTS: u32 = 24;
const SOAKED: u32 = 200;
/// Visits that each pull brings.
const VISITS: u128 = 3;

/// Two laptops of one author.
struct Author {
    _academie: Founded,
    _store: StoreProcess,
    wire: Wire,
    writer: Laptop,
    reader: Laptop,
    written: u128,
}

impl Author {
    fn new() -> Result<Self, Trouble> {
        let academie = Founded::in_folder()?;
        let store = academie.serve()?;
        let wire = Wire::to(store.address)?;
        let writer = academie.inspector((2, 2), store.address, &wire)?;
        let reader = Laptop::new(2, 3)?;
        reader.join_at(academie.root, &wire.url())?;
        for laptop in [&writer, &reader] {
            assert!(laptop.sync_over_network()?.agreed);
        }
        Ok(Self {
            _academie: academie,
            _store: store,
            wire,
            writer,
            reader,
            written: 0,
        })
    }

    /// The one laptop seals visits, which reach the store; the cursor of the other.
    fn write(&mut self) -> Result<Option<String>, Trouble> {
        for _ in 0..VISITS {
            self.written += 1;
            self.writer.edit(self.written, 10)?;
            self.writer.seal(self.written)?;
        }
        assert!(self.writer.sync_over_network()?.agreed);
        Ok(self.reader.notebook().cursor(&Stream::Author)?)
    }

    /// How many bytes a pull takes: not the first, which carries the grid too.
    fn measured(&mut self) -> Result<u64, Trouble> {
        drop(self.write()?);
        assert!(self.reader.sync_over_network()?.agreed);
        drop(self.write()?);
        let before = self.wire.carried();
        assert!(self.reader.sync_over_network()?.agreed);
        Ok(self.wire.carried() - before)
    }

    /// How many of the last visits written the reader has.
    fn read(&self) -> Result<u128, NotebookError> {
        let mut read = 0;
        for visit in self.written - VISITS + 1..=self.written {
            let revisions = self.reader.notebook().revisions(plan(visit).id)?;
            read += u128::from(!revisions.is_empty());
        }
        Ok(read)
    }

    /// Whether the reader has the last visits whole with the cursor that passed them, or neither.
    fn is_whole(&self, before: Option<&str>) -> Result<bool, NotebookError> {
        let after = self.reader.notebook().cursor(&Stream::Author)?;
        let read = self.read()?;
        Ok(if after.as_deref() == before {
            read == 0
        } else {
            read == VISITS
        })
    }
}

/// The sentence that tells of the full disk.
fn told(error: &SyncError) -> String {
    let problem = error.problem();
    assert_eq!(problem.code, "notebook.disk_full", "{error:?}");
    sentence(&problem)
}

/// N3, E3: a page and its cursor land together, and once there is room all of it is there.
#[test]
fn a_laptop_whose_disk_fills_up_in_a_pull_keeps_a_page_whole_or_not_at_all() -> Result<(), Trouble> {
    let disk = Recorder::install_as_default("laptop-that-fills-up")?;
    let mut author = Author::new()?;
    let whole = author.measured()?;
    let parts = u64::from(rounds("disque plein pendant la réception", PARTS, SOAKED));
    // What this laptop was given and the comparison end a pull: some thousand bytes, about where the measured one ended.
    let at_end = (1..=parts).map(|step| whole + 2_000 - 4_000 * step / parts);
    let fillings = (0..parts).map(|part| whole * part / parts).chain(at_end);
    let (mut refused, mut kept) = (0, 0);
    for bytes in fillings {
        let before = author.write()?;
        let filling = disk.clone();
        author.wire.at(bytes, move || filling.fill(true));
        let synced = author.reader.sync_over_network();
        let was_filled = !author.wire.forget_act();
        disk.fill(false);
        assert!(author.is_whole(before.as_deref())?, "after {bytes} bytes");
        if let Err(error) = synced {
            let told = told(&error);
            assert!(told.starts_with("Le disque est plein"), "{told}");
            refused += 1;
        }
        kept += u64::from(was_filled && author.read()? == VISITS);
        assert!(author.reader.sync_over_network()?.agreed, "there is room again");
        assert_eq!(author.read()?, VISITS);
    }
    assert!(refused > 0, "the disk is never full before a page is kept");
    assert!(kept > 0, "the disk is never full once a page is kept");

    // A known-bad notebook: its cursor moves before what it passes is applied.
    let before = author.write()?;
    let twin = author.writer.notebook().cursor(&Stream::Author)?;
    let moved = Arrived {
        stream: &Stream::Author,
        cursor: twin.as_deref(),
        last: false,
        device: author.reader.device(),
        order: Vec::new(),
        landed: Vec::new(),
        disbelieved: Vec::new(),
        secrets: author.reader.secrets(),
    };
    author.reader.notebook().receive(&moved, at(900))?;
    disk.fill(true);
    let cut = author.reader.sync_over_network();
    disk.fill(false);
    assert!(
        cut.is_err() && !author.is_whole(before.as_deref())?,
        "it is caught"
    );
    Ok(())
}
