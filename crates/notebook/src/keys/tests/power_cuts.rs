//! A power cut at any instant of a save leaves the former keys or the new ones, and after it the new ones.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::disk::{Disk, EVERY_LOSS, Unsynced};
use super::sample::{SAMPLE, seeded};
use crate::keys::{KeysError, NotebookKeys, load, save};

/// Four files of one notebook, told apart by their passphrase-free slot for the keyring.
static VERSIONS: LazyLock<Vec<NotebookKeys>> = LazyLock::new(|| {
    let keyring = |seed: &str| SAMPLE.keys.add_keyring_slot(&SAMPLE.secrets, &mut seeded(seed));
    ["one", "two", "three", "four"]
        .map(|seed| keyring(seed).expect("keys").0)
        .into()
});

fn save_version(disk: &mut Disk, version: usize) -> Result<(), KeysError> {
    save(disk, &VERSIONS[version], &|keys| {
        keys.unlock_with_recovery_code(&SAMPLE.recovery_code).map(drop)
    })
}

/// Which version the disk holds; none when there is no keys file, or none that can be read.
fn found(disk: &Disk) -> Option<usize> {
    let loaded = load(disk).ok().flatten()?;
    VERSIONS.iter().position(|version| *version == loaded.keys)
}

/// Every disk that a cut at any instant of saving `version` on `disk` may leave, and whether the save had returned.
fn every_cut(disk: &Disk, version: usize) -> Vec<(Disk, bool)> {
    let mut left = Vec::new();
    for operations in 0.. {
        let mut running = disk.cut_after(operations);
        let returned = save_version(&mut running, version).is_ok();
        for state in 0..running.states() {
            let after = EVERY_LOSS.map(|loss| (running.after_cut(state, loss), returned));
            left.extend(after);
        }
        if returned {
            break;
        }
    }
    left
}

/// How many cuts of a first save, and of a second one, lose the keys.
fn losses(disk: &Disk) -> usize {
    let first = every_cut(disk, 0);
    let lost_first = first.iter().filter(|(after, returned)| {
        found(after) != Some(0) && (*returned || found(after).is_some() || load(after).is_err())
    });
    let mut saved = disk.clone();
    save_version(&mut saved, 0).expect("a save");
    let second = every_cut(&saved, 1);
    let lost_second = second.iter().filter(|(after, returned)| match found(after) {
        Some(1) => false,
        Some(0) => *returned,
        _ => true,
    });
    lost_first.count() + lost_second.count()
}

#[test]
fn no_cut_at_any_instant_loses_the_keys() {
    assert_eq!(losses(&Disk::empty()), 0);
}

#[test]
fn the_same_test_catches_a_save_that_does_not_sync_the_file() {
    assert!(losses(&Disk::without_file_sync()) > 0);
}

#[test]
fn the_same_test_catches_a_save_that_does_not_sync_the_folder() {
    assert!(losses(&Disk::without_folder_sync()) > 0);
}

fn any_loss() -> impl Strategy<Value = Unsynced> {
    prop::sample::select(EVERY_LOSS.to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn cut_after_cut_the_last_saved_keys_are_found(
        history in prop::collection::vec((0_usize..4, 0_usize..14, any::<usize>(), any_loss()), 1..6),
    ) {
        let mut disk = Disk::empty();
        save_version(&mut disk, 0).expect("a save");
        let mut certain = 0;
        for (version, operations, state, loss) in history {
            let mut running = disk.cut_after(operations);
            let returned = save_version(&mut running, version).is_ok();
            disk = running.after_cut(state, loss);
            let now = found(&disk);
            prop_assert!(now == Some(version) || (now == Some(certain) && !returned), "{now:?}");
            certain = now.unwrap_or(certain);
        }
    }
}
