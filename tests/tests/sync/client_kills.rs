//! `carnet sync` is killed (`SIGKILL`) again and again, after a number of bytes of its exchange that a seed draws. After each
//! kill the notebook opens, and what it takes for stored is (N1, N2); what it read is applied with its cursor (N3); in the
//! end one sync agrees, and each record is in the store exactly once (E1, E2).
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};

use app::App;
use app::sample::Sample;
use app::tools::check_notebook;
use rand::{RngExt, SeedableRng, rngs::StdRng};
use serde_json::{Value, json};
use sync_protocol::RecordKey;
use tempfile::TempDir;
use whole_product::carnet::{self, Ran, Running};
use whole_product::machine::{Machine, PASSPHRASE, ask, set_up};
use whole_product::rounds::rounds;
use whole_product::sync::closed::ClosedNotebook;
use whole_product::sync::laptop::Trouble;
use whole_product::sync::process::StoreProcess;
use whole_product::sync::{Founded, Wire, accounts};

/// How many kills; one that came after the last byte is one more, and does not count.
const KILLS: u32 = 25;
const SOAKED: u32 = 1_000;
/// How many kills one sync goes through at most.
const IN_ONE_SYNC: u32 = 5;
/// Visits that the notebook has to send.
const VISITS: usize = 12;
/// The known-bad client that takes what it sends for stored before it has gone.
const TOO_EARLY: &str = env!("CARGO_BIN_EXE_sync-keeps-too-early");

/// A notebook with visits to send, and its store, both kept as they were before.
struct Prepared {
    academie: Founded,
    wire: Wire,
    folder: TempDir,
    /// How many bytes a whole sync takes.
    whole: u64,
}

impl Prepared {
    fn new() -> Result<Self, Trouble> {
        let academie = Founded::in_folder()?;
        let store = academie.serve()?;
        let prepared = Self {
            wire: Wire::to(store.address)?,
            academie,
            folder: tempfile::tempdir()?,
            whole: 0,
        };
        prepared.enrol(&store)?;
        prepared.make_up().map_err(|codes| codes.join(", "))?;
        store.kill()?;
        copy(&prepared.academie.folder(), &prepared.aside("store"))?;
        copy(&prepared.notebook(), &prepared.aside("carnet"))?;
        prepared.measured()
    }

    fn enrol(&self, store: &StoreProcess) -> Result<(), Trouble> {
        let app = set_up(Machine::in_folder(self.folder.path(), 81)).map_err(|codes| codes.join(", "))?;
        ask(&app, "lock", json!({})).map_err(|codes| codes.join(", "))?;
        let invitation = self.folder.path().join("invitation.txt");
        let text = self.academie.invitation(store.address, &self.wire)?;
        fs::write(&invitation, text.to_string())?;
        let (invitation, notebook) = (invitation.display().to_string(), self.notebook_named());
        let words = [
            "enrol",
            "--invitation-file",
            &invitation,
            "--notebook",
            &notebook,
            "--json",
        ];
        accepted(&carnet::carnet(&words, &format!("{PASSPHRASE}\n"))?);
        Ok(())
    }

    fn make_up(&self) -> Result<(), Vec<String>> {
        let app = App::new(Machine::in_folder(self.folder.path(), 82));
        ask(&app, "unlock", json!({ "passphrase": PASSPHRASE }))?;
        let sample = Sample {
            schools: 20,
            teachers: 20,
            past_visits: VISITS,
            coming_visits: 0,
            seed: 83,
        };
        app.make_up(sample).map_err(|error| vec![format!("{error:?}")])?;
        ask(&app, "lock", json!({})).map(drop)
    }

    /// One sync without a kill says how many bytes it takes.
    fn measured(self) -> Result<Self, Trouble> {
        let (store, before) = (self.anew()?, self.wire.carried());
        accepted(&self.start(&carnet::program()?)?.ended()?);
        store.kill()?;
        let whole = self.wire.carried() - before;
        Ok(Self { whole, ..self })
    }

    fn notebook(&self) -> PathBuf {
        self.folder.path().join("carnet")
    }

    fn notebook_named(&self) -> String {
        self.notebook().display().to_string()
    }

    fn aside(&self, name: &str) -> PathBuf {
        self.folder.path().join("aside").join(name)
    }

    /// Puts notebook and store back as they were, and serves.
    fn anew(&self) -> Result<StoreProcess, Trouble> {
        copy(&self.aside("store"), &self.academie.folder())?;
        copy(&self.aside("carnet"), &self.notebook())?;
        self.serve()
    }

    fn serve(&self) -> Result<StoreProcess, Trouble> {
        let store = self.academie.serve()?;
        self.wire.leads_to(store.address);
        Ok(store)
    }

    fn start(&self, program: &Path) -> Result<Running, Trouble> {
        let words = ["sync", "--notebook", &self.notebook_named(), "--json"];
        Ok(Running::start(program, &words, &format!("{PASSPHRASE}\n"))?)
    }

    /// `program` is killed after so many bytes, unless it ended before: what it said then.
    fn killed_after(&self, program: &Path, bytes: u64) -> Result<Option<Ran>, Trouble> {
        let running = self.start(program)?;
        self.wire.at(bytes, running.killer());
        let ran = running.ended()?;
        Ok(self.wire.forget_act().then_some(ran))
    }

    /// The notebook opens, and what it takes for stored and is not. The store is stopped meanwhile.
    fn lost(&self) -> Result<Vec<RecordKey>, Trouble> {
        let kept = self.academie.keys_kept()?;
        let closed = ClosedNotebook::open(&self.notebook(), PASSPHRASE)?;
        Ok(accounts::lost(
            &closed.notebook,
            closed.author.fingerprint,
            &kept,
        )?)
    }

    /// One sync agrees, each record is in the store exactly once, and neither check finds anything.
    fn ends(&self) -> Result<(), Trouble> {
        let store = self.serve()?;
        let synced = accepted(&self.start(&carnet::program()?)?.ended()?);
        assert_eq!((&synced["agreed"], &synced["waiting"]), (&json!(true), &json!(0)));
        assert_eq!(
            (&synced["refused"], &synced["disbelieved"]),
            (&json!(0), &json!(0))
        );
        store.kill()?;
        let kept = self.academie.keys_kept()?;
        let closed = ClosedNotebook::open(&self.notebook(), PASSPHRASE)?;
        let own = accounts::own_records(&closed.notebook, closed.author.fingerprint)?;
        assert!(own.len() >= VISITS - 1, "{own:?}");
        let not_once = accounts::not_once(&closed.notebook, closed.author.fingerprint, &kept)?;
        assert_eq!(not_once, []);
        drop(closed);
        let checked = check_notebook(&self.notebook(), PASSPHRASE).map_err(|fault| format!("{fault:?}"))?;
        assert!(checked.accepted, "{}", checked.to_text());
        self.academie.check()
    }
}

/// What a run that was accepted says.
fn accepted(ran: &Ran) -> Value {
    let told = ran.json();
    assert_eq!(told["accepted"], true, "{ran:?}");
    told
}

/// Puts the files of one folder in the place of those of another.
fn copy(from: &Path, to: &Path) -> Result<(), Trouble> {
    if to.exists() {
        fs::remove_dir_all(to)?;
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let place = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &place)?;
        } else {
            fs::copy(entry.path(), place)?;
        }
    }
    Ok(())
}

/// N1, N2, N3: what a killed client takes for stored is, what it read is applied with its cursor.
#[test]
#[allow(clippy::print_stdout)]
fn a_carnet_killed_while_it_syncs_loses_and_doubles_nothing() -> Result<(), Trouble> {
    let (prepared, program) = (Prepared::new()?, carnet::program()?);
    let kills = rounds("carnet sync tué pendant la synchronisation", KILLS, SOAKED);
    let (mut killed, mut seed) = (0, 20_261_129);
    while killed < kills {
        println!("seed {seed}");
        let mut chance = StdRng::seed_from_u64(seed);
        let mut store = prepared.anew()?;
        for round in 0..IN_ONE_SYNC.min(kills - killed) {
            let bytes = chance.random_range(0..prepared.whole);
            let ended = prepared.killed_after(&program, bytes)?;
            store.kill()?;
            assert_eq!(
                prepared.lost()?,
                [],
                "seed {seed}, round {round}: killed after {bytes} bytes"
            );
            store = prepared.serve()?;
            if let Some(ran) = ended {
                accepted(&ran);
                break;
            }
            killed += 1;
        }
        store.kill()?;
        prepared.ends()?;
        seed += 1;
        assert!(
            seed < 20_261_129 + 3 * u64::from(kills),
            "the kills come too late"
        );
    }
    Ok(())
}

#[test]
fn a_client_that_takes_for_stored_what_has_not_gone_is_caught_once_it_is_killed() -> Result<(), Trouble> {
    let (prepared, mut chance) = (Prepared::new()?, StdRng::seed_from_u64(20_261_129));
    for _ in 0..KILLS {
        let store = prepared.anew()?;
        let bytes = chance.random_range(0..prepared.whole);
        drop(prepared.killed_after(Path::new(TOO_EARLY), bytes)?);
        store.kill()?;
        if !prepared.lost()?.is_empty() {
            return Ok(());
        }
    }
    panic!("nothing was found lost")
}
