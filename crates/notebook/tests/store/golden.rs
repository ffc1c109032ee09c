//! The notebook of each schema that was ever published opens for ever: `tests/golden/notebook-<schema>.db`.
//!
//! `CARNET_WRITE_GOLDEN=1` writes that of the present schema; one that was published is never written again.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use notebook::keys::Secrets;
use notebook::{Address, Arrived, Checkpoint, Effect, Landed, Notebook};
use observation::canonical::Sha256;
use observation::directory::{ImportPlan, fictitious};
use observation::timeline::Codes;
use observation::visit::{Debrief, VisitStatus};
use sync_protocol::message::enrolment::Token;
use sync_protocol::message::stream::Stream;
use sync_protocol::{
    CheckpointDocument, DeviceKeys, Epoch, Fingerprint, Head, RecordKey, RecordKind, Refusal, Verdict,
};
use uuid::Uuid;

use crate::sample::{
    ANNA, TestResult, at, device, grid, level, note, options, plan, recommendation, reopen, revision,
    seal_one, signed, visit_id, with_grid,
};

fn golden_files() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// A notebook with one of everything that schemas 1 to 5 keep.
fn fill(folder: &Path) -> TestResult {
    let notebook = with_grid(folder);
    notebook.save_device(&device())?;
    notebook.save_setting("theme", &"dark")?;
    let added = fictitious::schools(3, 1);
    notebook.apply_import(
        &ImportPlan {
            added,
            ..ImportPlan::default()
        },
        "annuaire.csv",
        at(1),
    )?;
    let first = seal_one(&notebook, 1, 23, &[recommendation("Essayer.", None)]);
    notebook.begin_correction(visit_id(1), at(10))?;
    notebook.record_answers(visit_id(1), device().id, &[level("B", 1)], at(11))?;
    notebook.seal(
        visit_id(1),
        1,
        &revision(1, &[first.record.as_parent()], &[]),
        at(12),
    )?;
    notebook.save_plan(&plan(2, 24, &[ANNA]), at(20))?;
    notebook.save_note(visit_id(2), &note(1, "Début."), at(21))?;
    notebook.save_debrief(
        visit_id(2),
        &Debrief {
            interview: "Bref.".into(),
            ..Debrief::default()
        },
        at(22),
    )?;
    notebook.save_personal_note(visit_id(2), b"chiffre", at(23))?;
    let seance = plan(2, 24, &[ANNA]).seances[0].id;
    notebook.start_timeline(visit_id(2), seance, 2, at(20), at(21))?;
    notebook.save_sample(visit_id(2), seance, (3, &sample()), at(26))?;
    notebook.append_records(
        &[signed(RecordKind::RegisterEntry, Uuid::from_u128(1), &[], "{}")],
        at(24),
    )?;
    synced(&notebook)
}

/// What only sync keeps: the store, what it said of two records, and what a vault gave that cannot be read.
fn synced(notebook: &Notebook) -> TestResult {
    let root = DeviceKeys::from_seed(&[9; 32]).public();
    let address = Address {
        url: "https://entrepot.exemple".into(),
        academie: "essai".into(),
        root: Fingerprint::of(&root),
        authority: None,
        proxy: None,
    };
    notebook.save_enrolment(&address, &Token::from_random([8; 32]), device().keys().public())?;
    notebook.note_contact(Epoch::from_random([7; 16]), at(30))?;
    let waiting = notebook.outbox("essai", 2)?;
    let verdicts = [
        Verdict::Stored { sequence: 1 },
        Verdict::Refused { code: Refusal::Role },
    ];
    let told: Vec<_> = waiting.iter().map(|one| one.position).zip(verdicts).collect();
    notebook.keep_verdicts(&told, at(31))?;
    notebook.note_vault_unread(OPENING, &[told_unread()])?;
    compared(notebook)
}

/// A page of a stream that others read too, with what another device was given of it.
fn compared(notebook: &Notebook) -> TestResult {
    let head = Head::after(None, 1, &key(RecordKind::Grid))?;
    let stream = Stream::Academie;
    let device = DeviceKeys::from_seed(&[6; 32]).public();
    let key_of_checkpoint = key(RecordKind::Checkpoint);
    let checkpoint = Checkpoint {
        author: Fingerprint::of(&device),
        said: CheckpointDocument {
            format: CheckpointDocument::FORMAT.to_owned(),
            device,
            epoch: Epoch::from_random([7; 16]),
            head,
        },
    };
    let arrived = Arrived {
        stream: &stream,
        cursor: Some("jusqu’à 2"),
        last: true,
        device: crate::sample::device().keys().public(),
        order: vec![(1, key(RecordKind::Grid))],
        landed: vec![Landed {
            sequence: 2,
            key: key_of_checkpoint,
            signed: None,
            effect: Effect::Checkpoint(Box::new(checkpoint)),
        }],
        disbelieved: Vec::new(),
        secrets: &Secrets::draw(&mut |bytes: &mut [u8]| bytes.fill(5)),
    };
    let received = notebook.receive(&arrived, at(32))?;
    assert!(received.moved && received.diverging == 0);
    Ok(())
}

fn key(kind: RecordKind) -> RecordKey {
    RecordKey {
        academie: "essai".to_owned(),
        kind,
        id: Uuid::from_u128(5),
        revision: 1,
        sha256: Sha256::of(b"{}"),
    }
}

/// A vault that a keeper opened.
const OPENING: Uuid = Uuid::from_u128(4);

fn told_unread() -> Sha256 {
    Sha256::of("scellé avant le coffre".as_bytes())
}

fn sample() -> Codes {
    Codes::from([("outils".to_owned(), vec!["affichage".to_owned()])])
}

const SCHEMA: u32 = 5;

fn golden(schema: u32) -> PathBuf {
    golden_files().join(format!("notebook-{schema}.db"))
}

#[test]
fn notebooks_of_every_schema_open_and_hold_what_they_held() -> TestResult {
    if std::env::var_os("CARNET_WRITE_GOLDEN").is_some() {
        let folder = tempfile::tempdir()?;
        fill(folder.path())?;
        fs::copy(folder.path().join("notebook.db"), golden(SCHEMA))?;
    }
    (1..=SCHEMA).try_for_each(holds_what_it_held)
}

fn holds_what_it_held(schema: u32) -> TestResult {
    let folder = tempfile::tempdir()?;
    fs::copy(golden(schema), folder.path().join("notebook.db"))?;
    let notebook = reopen(folder.path());
    assert_eq!(notebook.device()?, Some(device()));
    assert_eq!(notebook.setting::<String>("theme")?, Some("dark".into()));
    assert_eq!(notebook.grids()?, [grid()]);
    assert_eq!(notebook.schools()?.len(), 3);
    assert_eq!(notebook.documents(&RecordKind::RegisterEntry)?.len(), 1);
    let sealed = notebook.visit_content(visit_id(1))?.ok_or("kept")?;
    assert_eq!(
        (sealed.row.status, sealed.row.last_revision, sealed.row.draft),
        (VisitStatus::Sealed, 2, 2)
    );
    assert_eq!(sealed.answers.present().len(), 2);
    assert_eq!(notebook.revisions(visit_id(1))?.len(), 2);
    let open = notebook.visit_content(visit_id(2))?.ok_or("kept")?;
    assert_eq!(
        (open.notes, open.debrief.interview.as_str()),
        (vec![note(1, "Début.")], "Bref.")
    );
    assert_eq!(notebook.personal_note(visit_id(2))?, Some(b"chiffre".to_vec()));
    let kept: Vec<_> = open.timelines.values().map(|kept| kept.samples.clone()).collect();
    let expected = if schema < 2 {
        vec![]
    } else {
        vec![BTreeMap::from([(3, sample())])]
    };
    assert_eq!(kept, expected);
    assert_eq!(notebook.vault_unread(OPENING)?, u64::from(schema >= 4));
    assert_eq!(notebook.enrolment()?.is_some(), schema > 2);
    let read = (
        notebook.head(&Stream::Academie)?,
        notebook.compared(device().keys().public())?.devices,
    );
    let expected = (schema >= 5).then(|| Head::after(None, 1, &key(RecordKind::Grid)).unwrap());
    assert_eq!(read, (expected, u64::from(schema >= 5)));
    let cursor = notebook.cursor(&Stream::Academie)?;
    assert_eq!(cursor.is_some(), schema >= 5);
    let refused = notebook.quarantine("essai")?.len();
    assert_eq!(refused, usize::from(schema > 2));
    drop(notebook);
    assert_eq!(Notebook::check(folder.path(), &options())?.problems, []);
    Ok(())
}

#[test]
fn a_notebook_of_an_older_schema_is_rescued_without_losing_anything() -> TestResult {
    let folder = tempfile::tempdir()?;
    fs::copy(golden(1), folder.path().join("notebook.db"))?;
    let rescue = Notebook::rescue(folder.path(), &options(), at(30))?;
    let lacking: Vec<_> = rescue.tables.iter().filter(|table| !table.complete).collect();
    assert_eq!(lacking, Vec::<&notebook::SalvagedTable>::new());
    let notebook = reopen(folder.path());
    assert_eq!(notebook.revisions(visit_id(1))?.len(), 2);
    Ok(())
}
