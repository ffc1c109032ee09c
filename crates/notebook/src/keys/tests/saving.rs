//! Saving and loading, in memory and in a real folder.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::sample::{SAMPLE, seeded};
use crate::keys::storage::{CURRENT, DAMAGED, FORMER, NEW};
use crate::keys::{Folder, KeyFiles, KeysError, NotebookKeys, Origin, discard_former, load, save};

type TestResult = Result<(), Box<dyn std::error::Error>>;

fn renewed() -> NotebookKeys {
    let renewed = SAMPLE
        .keys
        .renew_recovery_code(&SAMPLE.secrets, &mut seeded("renewal"));
    renewed.expect("keys").0
}

fn opens(_: &NotebookKeys) -> Result<(), KeysError> {
    Ok(())
}

fn saved(keys: &NotebookKeys) -> Disk {
    let mut disk = Disk::empty();
    save(&mut disk, keys, &opens).expect("a save");
    disk
}

#[test]
fn keys_that_do_not_open_never_take_the_name() -> TestResult {
    let mut disk = saved(&SAMPLE.keys);
    let refused = save(&mut disk, &renewed(), &|keys| {
        keys.unlock_with_recovery_code(&SAMPLE.recovery_code).map(drop)
    });
    assert!(matches!(refused, Err(KeysError::Wrong(_))));
    let loaded = load(&disk)?.expect("keys");
    assert_eq!(
        (loaded.keys, loaded.origin),
        (SAMPLE.keys.clone(), Origin::Current)
    );
    Ok(())
}

#[test]
fn a_damaged_file_gives_way_to_the_former_and_is_set_aside() -> TestResult {
    let mut disk = saved(&SAMPLE.keys);
    disk.write(FORMER, &SAMPLE.keys.to_bytes()?)?;
    disk.write(CURRENT, b"{\"format\": \"carnet/notebook-k")?;
    let loaded = load(&disk)?.expect("keys");
    assert_eq!((&loaded.keys, loaded.origin), (&SAMPLE.keys, Origin::Former));
    save(&mut disk, &renewed(), &opens)?;
    assert_eq!(load(&disk)?.expect("keys").keys, renewed());
    assert_eq!(
        disk.read(DAMAGED)?.as_deref(),
        Some(&b"{\"format\": \"carnet/notebook-k"[..])
    );
    Ok(())
}

#[test]
fn a_damaged_file_alone_is_told_and_left() -> TestResult {
    let mut disk = Disk::empty();
    assert_eq!(load(&disk)?, None);
    disk.write(CURRENT, b"")?;
    assert!(matches!(load(&disk), Err(KeysError::NotAKeysFile { .. })));
    assert_eq!(disk.read(CURRENT)?, Some(Vec::new()));
    Ok(())
}

#[test]
fn the_former_keys_are_discarded() -> TestResult {
    let mut disk = saved(&SAMPLE.keys);
    disk.write(FORMER, &renewed().to_bytes()?)?;
    disk.write(NEW, b"half")?;
    discard_former(&mut disk)?;
    assert_eq!((disk.read(FORMER)?, disk.read(NEW)?), (None, None));
    assert_eq!(load(&disk)?.expect("keys").keys, SAMPLE.keys);
    Ok(())
}

/// A folder of its own, removed at the end.
struct Scratch(PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_real_folder_keeps_the_keys() -> TestResult {
    let scratch = Scratch(std::env::temp_dir().join(format!("carnet-keys-{}", std::process::id())));
    fs::create_dir_all(&scratch.0)?;
    let sync = |path: &Path| {
        if cfg!(unix) {
            File::open(path)?.sync_all()
        } else {
            Ok(())
        }
    };
    let mut folder = Folder::new(scratch.0.clone(), &sync);
    assert_eq!(load(&folder)?, None);
    save(&mut folder, &SAMPLE.keys, &opens)?;
    save(&mut folder, &renewed(), &opens)?;
    assert_eq!(load(&folder)?.expect("keys").keys, renewed());
    let names: Vec<_> = fs::read_dir(&scratch.0)?.collect::<Result<_, _>>()?;
    assert_eq!(
        names.iter().map(fs::DirEntry::file_name).collect::<Vec<_>>(),
        [CURRENT]
    );
    Ok(())
}
