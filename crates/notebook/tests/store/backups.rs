//! Backups: made of one instant, verified, compared, put back; and what damage, a cut or a full disk does to them.

use std::fs;
use std::path::{Path, PathBuf};

use notebook::{Backup, BackupOrder, Notebook, NotebookError, OpenOptions};
use sync_protocol::{Fingerprint, RecordKind};

use crate::sample::{
    ANNA, DEVICE, TestResult, at, author, level, note, options, plan, reopen, seal_one, tombstone, visit_id,
    with_grid,
};

/// A folder with a notebook of two sealed visits, its keys file, and a folder for backups.
struct Place {
    _folders: tempfile::TempDir,
    notebook: PathBuf,
    backups: PathBuf,
}

fn place() -> Result<(Place, Notebook), Box<dyn std::error::Error>> {
    let folders = tempfile::tempdir()?;
    let (folder, backups) = (folders.path().join("carnet"), folders.path().join("sauvegardes"));
    fs::create_dir(&folder)?;
    fs::write(folder.join("notebook.keys"), b"keys of this notebook")?;
    let notebook = with_grid(&folder);
    seal_one(&notebook, 1, 23, &[]);
    seal_one(&notebook, 2, 24, &[]);
    let place = Place {
        _folders: folders,
        notebook: folder,
        backups,
    };
    Ok((place, notebook))
}

fn order<'a>(place: &'a Place, options: &'a OpenOptions, second: i64) -> BackupOrder<'a> {
    BackupOrder {
        into: &place.backups,
        options,
        author: Fingerprint::of(&author().public()),
        version: "1.0.0",
        at: at(second),
        zone: "Indian/Reunion",
    }
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    names.sort();
    names
}

#[test]
fn a_backup_is_a_whole_notebook_that_opens_by_itself() -> TestResult {
    let (place, notebook) = place()?;
    let (backup, _) = notebook.back_up(&order(&place, &options(), 10))?;
    assert_eq!((backup.manifest.visits, backup.manifest.records), (2, 2));
    assert_eq!(
        names_in(&backup.place),
        ["notebook.db", "notebook.keys", "sauvegarde.json"]
    );
    assert_eq!(Backup::all_in(&place.backups)?, std::slice::from_ref(&backup));
    backup.verify()?;
    assert_eq!(Notebook::check(&backup.place, &options())?.problems, []);
    let bytes = fs::read(backup.place.join("notebook.db"))?;
    assert!(!bytes.starts_with(b"SQLite format 3"), "a backup is encrypted");
    // What was asked of its check left it as it was.
    backup.verify()?;
    Ok(())
}

#[test]
fn a_closed_notebook_is_backed_up_alike_and_an_open_one_refuses_another_program() -> TestResult {
    let (place, notebook) = place()?;
    let options = options();
    let refused = Notebook::back_up_closed(&place.notebook, &order(&place, &options, 10));
    assert!(matches!(refused, Err(NotebookError::InUse(_))), "{refused:?}");
    drop(notebook);
    let (backup, _) = Notebook::back_up_closed(&place.notebook, &order(&place, &options, 11))?;
    assert_eq!(backup.manifest.visits, 2);
    Ok(())
}

#[test]
fn a_damaged_notebook_gives_no_backup_and_harms_none() -> TestResult {
    let (place, notebook) = place()?;
    let (first, _) = notebook.back_up(&order(&place, &options(), 10))?;
    drop(notebook);
    let file = place.notebook.join("notebook.db");
    let mut bytes = fs::read(&file)?;
    // One page may be a free one, which no backup reads.
    bytes
        .iter_mut()
        .skip(4096 + 100)
        .step_by(4096)
        .for_each(|byte| *byte ^= 1);
    fs::write(&file, bytes)?;
    let refused = Notebook::back_up_closed(&place.notebook, &order(&place, &options(), 11));
    assert!(matches!(&refused, Err(error) if error.is_damage()), "{refused:?}");
    assert_eq!(names_in(&place.backups).len(), 1);
    first.verify()?;
    Ok(())
}

#[test]
fn any_changed_byte_of_a_backup_is_found() -> TestResult {
    let (place, notebook) = place()?;
    let (backup, _) = notebook.back_up(&order(&place, &options(), 10))?;
    for name in ["notebook.db", "notebook.keys"] {
        let file = backup.place.join(name);
        let whole = fs::read(&file)?;
        for at in [0, whole.len() / 3, whole.len() - 1] {
            let mut changed = whole.clone();
            changed[at] ^= 0x10;
            fs::write(&file, &changed)?;
            assert!(matches!(backup.verify(), Err(NotebookError::BackupAltered(_))));
        }
        fs::write(&file, &whole[..whole.len() - 1])?;
        assert!(matches!(backup.verify(), Err(NotebookError::BackupAltered(_))));
        fs::write(&file, &whole)?;
    }
    backup.verify()?;
    Ok(())
}

#[test]
fn a_backup_that_was_cut_is_none_and_its_own_device_takes_it_away() -> TestResult {
    let (place, notebook) = place()?;
    notebook.save_device(&crate::sample::device())?;
    let (backup, _) = notebook.back_up(&order(&place, &options(), 10))?;
    assert_eq!(backup.manifest.device, Some(DEVICE));
    let cut = |device: &str| format!("carnet-sauvegarde-2026-11-20T00-00-00-000Z.{device}.partiel");
    let (own, others) = (cut("00000000"), cut("5eed0001"));
    for name in [&own, &others] {
        fs::create_dir(place.backups.join(name))?;
        fs::write(place.backups.join(name).join("notebook.db"), b"half")?;
    }
    fs::write(place.backups.join("photo.jpg"), b"another's")?;
    assert_eq!(Backup::all_in(&place.backups)?, std::slice::from_ref(&backup));
    let author = Fingerprint::of(&author().public());
    let begun = |day: &str| {
        format!(
            "carnet-sauvegarde-{}-{day}T08-00-00-000Z.5eed0001.partiel",
            &author.to_string()[..8]
        )
    };
    // The clock of the other device may be years behind: what is being written stays.
    let (old, recent) = (begun("2026-11-20"), begun("1999-11-01"));
    for name in [&old, &recent] {
        fs::create_dir(place.backups.join(name))?;
    }
    let week_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(8 * 24 * 60 * 60);
    fs::File::open(place.backups.join(&old))?.set_modified(week_ago)?;
    let rests = Backup::rests_in(&place.backups, author)?;
    assert_eq!(rests.len(), 2, "{rests:?}");
    Backup::remove_begun(&place.backups, (author, DEVICE), &backup)?;
    let last = backup
        .place
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    let mut left = [last, &others, &recent, "photo.jpg"];
    left.sort_unstable();
    assert_eq!(names_in(&place.backups), left);
    backup.remove()?;
    assert!(!names_in(&place.backups).iter().any(|name| name == last));
    backup.remove()?;
    Ok(())
}

#[test]
fn a_backup_that_does_not_read_is_told_from_none() -> TestResult {
    let (place, notebook) = place()?;
    let (backup, _) = notebook.back_up(&order(&place, &options(), 10))?;
    let author = Fingerprint::of(&author().public());
    assert_eq!(
        Backup::unread_in(&place.backups, author)?,
        [""; 0].map(PathBuf::from)
    );
    fs::write(backup.place.join("sauvegarde.json"), b"{")?;
    assert_eq!(Backup::all_in(&place.backups)?, []);
    assert_eq!(Backup::unread_in(&place.backups, author)?, [backup.place]);
    Ok(())
}

#[test]
fn a_notebook_with_a_broken_link_has_its_backup_and_its_faults_told() -> TestResult {
    let (place, notebook) = place()?;
    drop(notebook);
    let raw = rusqlite::Connection::open(place.notebook.join("notebook.db"))?;
    let key: String = crate::sample::KEY
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    raw.execute_batch(&format!(
        "PRAGMA key = \"x'{key}'\"; PRAGMA foreign_keys = OFF; DELETE FROM visit;"
    ))?;
    raw.close().map_err(|(_, error)| error)?;
    let notebook = reopen(&place.notebook);
    let (backup, problems) = notebook.back_up(&order(&place, &options(), 10))?;
    backup.verify()?;
    assert!(
        problems
            .iter()
            .any(|problem| problem.code == notebook::codes::LINK_BROKEN),
        "{problems:?}"
    );
    Ok(())
}

#[test]
fn what_restoring_would_change_is_told_visit_by_visit() -> TestResult {
    let (place, notebook) = place()?;
    notebook.save_plan(&plan(3, 25, &[ANNA]), at(6))?;
    let (backup, _) = notebook.back_up(&order(&place, &options(), 10))?;
    notebook.save_plan(&plan(4, 26, &[ANNA]), at(11))?;
    notebook.save_note(visit_id(3), &note(7, "Après la sauvegarde"), at(12))?;
    let scratch = tempfile::tempdir()?;
    let copy = Notebook::open_backup(&backup, scratch.path(), &options(), &[], at(13))?;
    let found = notebook.compared_with(&copy)?;
    let ids = |traces: &[notebook::Trace]| traces.iter().map(|one| one.row.plan.id).collect::<Vec<_>>();
    assert_eq!(ids(&found.lost), [visit_id(4)]);
    assert!(found.returned.is_empty());
    assert_eq!(found.changed.len(), 1);
    assert_eq!(found.changed[0].0.row.plan.id, visit_id(3));
    assert_eq!((found.same, found.is_empty()), (2, false));
    assert!(copy.compared_with(&copy)?.is_empty());
    Ok(())
}

#[test]
fn a_restored_notebook_is_the_one_of_that_day_on_a_new_device() -> TestResult {
    let (place, notebook) = place()?;
    notebook.save_device(&crate::sample::device())?;
    let (backup, _) = notebook.back_up(&order(&place, &options(), 10))?;
    notebook
        .record_answers(visit_id(2), DEVICE, &[level("A", 1)], at(11))
        .expect_err("sealed");
    notebook.save_plan(&plan(4, 26, &[ANNA]), at(11))?;
    drop(notebook);
    let before = fs::read(place.notebook.join("notebook.db"))?;
    let restored = Notebook::restore(&place.notebook, &backup, &options(), at(20))?;
    let aside = restored.set_aside.ok_or("the former notebook is set aside")?;
    assert_eq!(fs::read(aside.join("notebook.db"))?, before);
    let notebook = reopen(&place.notebook);
    assert_eq!(notebook.all_visits()?.len(), 2);
    assert_eq!(notebook.device()?, None);
    // What it signed is believed by its certificate, which nobody else can sign any more.
    let certificates = notebook.signed_documents(&RecordKind::Certificate)?;
    let former = crate::sample::device().certificate.device;
    let named: Vec<_> = certificates
        .iter()
        .map(|one| one.record.signature.device)
        .collect();
    assert_eq!(named, [former]);
    drop(notebook);
    assert_eq!(Notebook::check(&place.notebook, &options())?.problems, []);
    Ok(())
}

#[test]
fn what_the_law_had_deleted_does_not_come_back_with_a_backup() -> TestResult {
    let (place, notebook) = place()?;
    let (backup, _) = notebook.back_up(&order(&place, &options(), 10))?;
    let gone = notebook.revisions(visit_id(1))?.remove(0);
    let deletion = tombstone(&[&gone], &[visit_id(1)]);
    notebook.purge(&deletion, at(11))?;
    let scratch = tempfile::tempdir()?;
    let known = notebook.tombstones()?;
    let copy = Notebook::open_backup(&backup, scratch.path(), &options(), &known, at(12))?;
    assert!(notebook.compared_with(&copy)?.is_empty());
    // Without the deletions the same look finds the visit again.
    let blind = tempfile::tempdir()?;
    let copy = Notebook::open_backup(&backup, blind.path(), &options(), &[], at(12))?;
    assert_eq!(notebook.compared_with(&copy)?.returned.len(), 1);
    drop(notebook);
    let restored = Notebook::restore(&place.notebook, &backup, &options(), at(20))?;
    assert_eq!(restored.tombstones, Some(1));
    let notebook = reopen(&place.notebook);
    assert_eq!(notebook.purged()?, [gone.record.key()]);
    assert!(notebook.revisions(visit_id(1))?.is_empty());
    assert_eq!(notebook.all_visits()?.len(), 1);
    Ok(())
}

#[test]
fn a_restore_that_is_refused_changes_nothing() -> TestResult {
    let (place, notebook) = place()?;
    let (backup, _) = notebook.back_up(&order(&place, &options(), 10))?;
    drop(notebook);
    let before = (
        names_in(&place.notebook),
        fs::read(place.notebook.join("notebook.db"))?,
    );
    let other = Notebook::restore(&place.notebook, &backup, &OpenOptions::with_key([9; 32]), at(20));
    assert!(matches!(other, Err(NotebookError::WrongKey)), "{other:?}");
    fs::write(backup.place.join("notebook.keys"), b"others")?;
    let altered = Notebook::restore(&place.notebook, &backup, &options(), at(20));
    assert!(
        matches!(altered, Err(NotebookError::BackupAltered(_))),
        "{altered:?}"
    );
    let after = (
        names_in(&place.notebook),
        fs::read(place.notebook.join("notebook.db"))?,
    );
    assert_eq!(before, after);
    Ok(())
}

#[test]
fn a_restore_goes_into_an_empty_folder_and_replaces_a_damaged_notebook() -> TestResult {
    let (place, notebook) = place()?;
    let (backup, _) = notebook.back_up(&order(&place, &options(), 10))?;
    drop(notebook);
    let elsewhere = place.notebook.with_file_name("ailleurs");
    let restored = Notebook::restore(&elsewhere, &backup, &options(), at(20))?;
    assert_eq!(restored.set_aside, None);
    assert_eq!(reopen(&elsewhere).all_visits()?.len(), 2);
    fs::write(place.notebook.join("notebook.db"), b"no database any more")?;
    let restored = Notebook::restore(&place.notebook, &backup, &options(), at(21))?;
    let aside = restored.set_aside.ok_or("set aside")?;
    assert_eq!(fs::read(aside.join("notebook.db"))?, b"no database any more");
    assert_eq!(reopen(&place.notebook).all_visits()?.len(), 2);
    Ok(())
}

#[test]
fn a_restore_cut_between_two_renames_is_ended_by_the_next_opening() -> TestResult {
    let (place, notebook) = place()?;
    drop(notebook);
    let path = |name: &str| place.notebook.join(name);
    fs::rename(path("notebook.db"), path("notebook.rescued"))?;
    fs::create_dir(path("carnet-endommage-2026-11-01T00-00-00-000Z"))?;
    fs::create_dir(path("carnet-remplace-2026-11-02T00-00-00-000Z"))?;
    fs::write(path("notebook.db-wal"), b"of the former one")?;
    assert_eq!(reopen(&place.notebook).all_visits()?.len(), 2);
    let kept = path("carnet-remplace-2026-11-02T00-00-00-000Z").join("notebook.db-wal");
    assert_eq!(fs::read(kept)?, b"of the former one");
    Ok(())
}

#[test]
fn a_log_without_its_database_is_not_taken_for_that_of_the_next_notebook() -> TestResult {
    let (place, notebook) = place()?;
    let (backup, _) = notebook.back_up(&order(&place, &options(), 10))?;
    notebook.save_plan(&plan(4, 26, &[ANNA]), at(11))?;
    let log = fs::read(place.notebook.join("notebook.db-wal"))?;
    assert!(!log.is_empty());
    drop(notebook);
    let path = |name: &str| place.notebook.join(name);
    for again in ["carnet-remplace-journal", "carnet-remplace-journal-2"] {
        fs::remove_file(path("notebook.db"))?;
        fs::write(path("notebook.db-wal"), &log)?;
        let restored = Notebook::restore(&place.notebook, &backup, &options(), at(20))?;
        assert_eq!(restored.set_aside, None);
        assert_eq!(fs::read(path(again).join("notebook.db-wal"))?, log);
        assert_eq!(reopen(&place.notebook).all_visits()?.len(), 2);
    }
    fs::remove_file(path("notebook.db"))?;
    fs::write(path("notebook.db-wal"), &log)?;
    let fresh = Notebook::create(&place.notebook, &options())?;
    assert_eq!(fresh.all_visits()?.len(), 0);
    Ok(())
}

#[test]
fn a_restore_cut_before_the_former_notebook_moved_leaves_nothing_that_waits() -> TestResult {
    let (place, notebook) = place()?;
    drop(notebook);
    let path = |name: &str| place.notebook.join(name);
    fs::copy(path("notebook.db"), path("notebook.rescued"))?;
    assert_eq!(reopen(&place.notebook).all_visits()?.len(), 2);
    assert!(!path("notebook.rescued").exists());
    Ok(())
}

#[test]
fn deletions_that_do_not_read_in_the_replaced_notebook_are_told() -> TestResult {
    let (place, notebook) = place()?;
    let (backup, _) = notebook.back_up(&order(&place, &options(), 10))?;
    drop(notebook);
    let file = place.notebook.join("notebook.db");
    let length = fs::read(&file)?.len();
    fs::write(&file, vec![0x5A; length])?;
    let restored = Notebook::restore(&place.notebook, &backup, &options(), at(20))?;
    assert_eq!(restored.tombstones, None);
    let again = Notebook::restore(&place.notebook, &backup, &options(), at(21))?;
    assert_eq!(again.tombstones, Some(0));
    Ok(())
}
