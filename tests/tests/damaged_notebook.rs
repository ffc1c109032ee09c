//! Bit flips over the whole file, and cuts at random places: found at the opening, set aside untouched, and what is given
//! back is what was there; what is missing is told.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use app::host::Host;
use notebook::keys::Passphrase;
use notebook::{Notebook, NotebookError, OpenOptions, Rescue, VisitContent};
use observation::instant::Instant;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use sync_protocol::{RecordKind, SignedDocument};
use uuid::Uuid;
use whole_product::machine::PASSPHRASE;
use whole_product::rounds::rounds;
use whole_product::story::Story;

/// The page size of the file, in bytes.
const PAGE: usize = 4_096;

/// All that a person entered, as it can be asked for.
#[derive(Debug, PartialEq)]
struct Held {
    visits: BTreeMap<Uuid, VisitContent>,
    own_notes: BTreeMap<Uuid, Vec<u8>>,
    revisions: BTreeMap<Uuid, Vec<SignedDocument>>,
    register: BTreeSet<String>,
    schools: BTreeSet<String>,
}

impl Held {
    fn of(notebook: &Notebook) -> Self {
        let rows = notebook.all_visits().unwrap();
        let ids: Vec<Uuid> = rows.iter().map(|row| row.plan.id).collect();
        let content = |id: &Uuid| (*id, notebook.visit_content(*id).unwrap().unwrap());
        let own = |id: &Uuid| Some((*id, notebook.personal_note(*id).unwrap()?));
        let revisions = |id: &Uuid| (*id, notebook.revisions(*id).unwrap());
        let schools = notebook.schools().unwrap();
        Self {
            visits: ids.iter().map(content).collect(),
            own_notes: ids.iter().filter_map(own).collect(),
            revisions: ids.iter().map(revisions).collect(),
            register: notebook
                .documents(&RecordKind::RegisterEntry)
                .unwrap()
                .into_iter()
                .collect(),
            schools: schools.values().map(|school| format!("{school:?}")).collect(),
        }
    }

    /// What `self`, recovered, says that `whole` does not: nothing, for a recovery invents nothing.
    fn invented(&self, whole: &Self) -> Vec<String> {
        let mut invented = Vec::new();
        for (id, visit) in &self.visits {
            let Some(there) = whole.visits.get(id) else {
                invented.push(format!("visit {id}"));
                continue;
            };
            let entries: BTreeSet<String> = there.answers.entries().map(|one| format!("{one:?}")).collect();
            let answers = visit
                .answers
                .entries()
                .all(|one| entries.contains(&format!("{one:?}")));
            let notes = visit.notes.iter().all(|note| there.notes.contains(note));
            if !answers || !notes || visit.row.plan != there.row.plan {
                invented.push(format!("content of {id}"));
            }
        }
        let revised = |(id, all): (&Uuid, &Vec<SignedDocument>)| {
            all.iter()
                .all(|one| whole.revisions.get(id).is_some_and(|known| known.contains(one)))
        };
        if !self.revisions.iter().all(revised) {
            invented.push("a revision".to_owned());
        }
        if !self
            .own_notes
            .iter()
            .all(|(id, note)| whole.own_notes.get(id) == Some(note))
        {
            invented.push("own notes".to_owned());
        }
        if !self.register.is_subset(&whole.register) || !self.schools.is_subset(&whole.schools) {
            invented.push("the register or a school".to_owned());
        }
        invented
    }
}

/// A closed notebook of several visits, one sealed, with its bytes and its key.
struct Whole {
    bytes: Vec<u8>,
    options: OpenOptions,
    held: Held,
}

impl Whole {
    fn new() -> Self {
        let story = Story::sealed(251).unwrap();
        for day in 1..6 {
            let mut plan = story.plan().unwrap();
            plan["date"] = format!("2026-12-{day:02}").into();
            story.ask("save_plan", plan).unwrap();
        }
        story.ask("begin_correction", story.named()).unwrap();
        for _ in 0..30 {
            story
                .write("Un paragraphe du carnet de bord, assez long pour compter.")
                .unwrap();
        }
        story.ask("lock", serde_json::json!({})).unwrap();
        let folder = story.machine.notebook_folder();
        let keys = app::session::opening::closed_keys(&folder).unwrap();
        let secrets = keys
            .unlock_with_passphrase(&Passphrase::new(PASSPHRASE).unwrap())
            .unwrap();
        let options = OpenOptions::with_key(*secrets.database_key());
        let held = Held::of(&Notebook::open(&folder, &options).unwrap());
        let bytes = fs::read(folder.join("notebook.db")).unwrap();
        Self { bytes, options, held }
    }

    /// Puts `bytes` in the place of the notebook, opens it as the application does, and judges what comes of it.
    fn judge(&self, bytes: &[u8], what: &str) -> Fate {
        let folder = fresh_folder();
        let file = folder.join("notebook.db");
        fs::write(&file, bytes).unwrap();
        let fate = match Notebook::open(&folder, &self.options) {
            Ok(notebook) => {
                assert_eq!(
                    Held::of(&notebook),
                    self.held,
                    "{what}: opened as if nothing were wrong"
                );
                Fate::Whole
            }
            Err(error) => {
                let damaged = error.is_damage() || matches!(error, NotebookError::WrongKey);
                assert!(damaged, "{what}: {error}");
                assert!(
                    fs::read(&file).unwrap() == bytes,
                    "{what}: the damaged file was changed"
                );
                self.judge_rescue(&folder, bytes, what)
            }
        };
        fs::remove_dir_all(&folder).unwrap();
        fate
    }

    fn judge_rescue(&self, folder: &Path, bytes: &[u8], what: &str) -> Fate {
        let rescue = Notebook::rescue(folder, &self.options, Instant::from_milliseconds(0)).unwrap();
        let aside = fs::read(rescue.set_aside.join("notebook.db")).unwrap();
        assert!(aside == bytes, "{what}: the notebook set aside is not as it was");
        let given = Held::of(&Notebook::open(folder, &self.options).unwrap());
        let invented = given.invented(&self.held);
        assert!(invented.is_empty(), "{what}: {invented:?} was not there");
        assert!(
            given == self.held || tells_of_a_loss(&rescue),
            "{what}: a silent loss, {rescue:?}"
        );
        if given == self.held {
            Fate::Recovered
        } else {
            Fate::Partly
        }
    }
}

/// Whether the list says that something is missing.
fn tells_of_a_loss(rescue: &Rescue) -> bool {
    rescue.tables.is_empty() || rescue.orphans > 0 || rescue.tables.iter().any(|table| !table.complete)
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    Whole,
    Recovered,
    Partly,
}

fn fresh_folder() -> PathBuf {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let name = format!(
        "carnet-abime-{}-{}",
        std::process::id(),
        NEXT.fetch_add(1, Ordering::Relaxed)
    );
    let folder = std::env::temp_dir().join(name);
    fs::create_dir(&folder).unwrap();
    folder
}

#[test]
fn a_bit_that_flips_anywhere_is_found_and_nothing_is_lost_in_silence() {
    let whole = Whole::new();
    let mut random = StdRng::seed_from_u64(4);
    let mut fates: BTreeMap<Fate, u32> = BTreeMap::new();
    for round in 0..rounds("bits retournés dans un carnet", 500, 50_000) {
        let mut bytes = whole.bytes.clone();
        let (place, bit) = (random.random_range(0..bytes.len()), random.random_range(0..8));
        bytes[place] ^= 1 << bit;
        let fate = whole.judge(&bytes, &format!("round {round}, bit {bit} of byte {place}"));
        *fates.entry(fate).or_default() += 1;
    }
    // Each page bears its own proof: no flip passes for sound.
    assert_eq!(fates.get(&Fate::Whole), None, "{fates:?}");
    assert!(fates.len() == 2, "both fates are met: {fates:?}");
}

#[test]
fn a_file_cut_anywhere_is_found_and_nothing_is_lost_in_silence() {
    let whole = Whole::new();
    let mut random = StdRng::seed_from_u64(5);
    for round in 0..rounds("carnets tronqués", 500, 50_000) {
        let length = random.random_range(0..whole.bytes.len());
        let fate = whole.judge(&whole.bytes[..length], &format!("round {round}, cut at {length}"));
        assert_ne!(fate, Fate::Whole, "cut at {length}");
    }
}

/// How many things a person entered.
fn count(held: &Held) -> usize {
    let within = |visit: &VisitContent| 1 + visit.notes.len() + visit.answers.entries().count();
    let visits: usize = held.visits.values().map(within).sum();
    let revisions: usize = held.revisions.values().map(Vec::len).sum();
    visits + revisions + held.own_notes.len() + held.register.len() + held.schools.len()
}

#[test]
fn what_a_cut_leaves_is_given_back() {
    let whole = Whole::new();
    let (pages, entered) = (whole.bytes.len() / PAGE, count(&whole.held));
    let given = |length: usize| {
        let folder = fresh_folder();
        fs::write(folder.join("notebook.db"), &whole.bytes[..length]).unwrap();
        Notebook::rescue(&folder, &whole.options, Instant::from_milliseconds(0)).unwrap();
        let given = count(&Held::of(&Notebook::open(&folder, &whole.options).unwrap()));
        fs::remove_dir_all(&folder).unwrap();
        given
    };
    for lost in [1, PAGE - 1, PAGE] {
        let given = given(whole.bytes.len() - lost);
        assert!(
            4 * given >= 3 * entered,
            "{lost} bytes lost: {given} of {entered}"
        );
    }
    assert!(
        given(pages / 2 * PAGE) > 0,
        "half of the file gives something back"
    );
}

/// The known-bad variant: a rescue whose list forgets what did not read.
#[test]
fn a_list_that_forgets_is_caught() {
    let whole = Whole::new();
    let lossy = (1..whole.bytes.len() / PAGE).find_map(|page| {
        let folder = fresh_folder();
        let mut bytes = whole.bytes.clone();
        bytes[page * PAGE + 50] ^= 1;
        fs::write(folder.join("notebook.db"), &bytes).unwrap();
        let rescue = Notebook::rescue(&folder, &whole.options, Instant::from_milliseconds(0)).unwrap();
        let given = Held::of(&Notebook::open(&folder, &whole.options).unwrap());
        fs::remove_dir_all(&folder).unwrap();
        (given != whole.held && !rescue.tables.is_empty()).then_some(rescue)
    });
    let mut rescue = lossy.expect("some page holds what a person entered");
    assert!(tells_of_a_loss(&rescue));
    rescue.tables.iter_mut().for_each(|table| table.complete = true);
    rescue.orphans = 0;
    assert!(
        !tells_of_a_loss(&rescue),
        "the same judgement would have let it pass"
    );
}
