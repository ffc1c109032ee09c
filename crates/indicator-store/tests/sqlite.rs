//! The store in a folder: what every store holds to, and what is its own.
#![allow(clippy::unwrap_used)]

mod contract;

use std::time::Duration;

use indicator_store::checking::Fault;
use indicator_store::error::StoreError;
use indicator_store::machine::ThisMachine;
use indicator_store::sqlite::SqliteStore;
use indicator_store::store::Store;
use indicator_store::{archive, checking};
use sync_protocol::Epoch;
use tempfile::TempDir;

async fn fresh() -> (SqliteStore, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path(), &ThisMachine).unwrap();
    (store, folder)
}

store_contract_tests!(fresh);

#[tokio::test]
async fn one_process_serves_a_folder_and_the_next_finds_what_was_kept() {
    let (store, folder) = fresh().await;
    contract::found(&store).await;
    let epoch = store.epoch().await.unwrap();
    let second = SqliteStore::open(folder.path(), &ThisMachine);
    assert!(matches!(second.err(), Some(StoreError::InUse(_))));
    drop(store);
    let again = SqliteStore::open(folder.path(), &ThisMachine).unwrap();
    assert_eq!(again.epoch().await.unwrap(), epoch);
    let trust = again.trust(contract::academie::ACADEMIE).await.unwrap();
    assert!(trust.chain().is_keeper(&contract::academie::KEEPER.fingerprint()));
}

#[tokio::test]
async fn an_archive_goes_into_another_folder() {
    let ((former, _one), (next, _other)) = (fresh().await, fresh().await);
    contract::an_archive_holds_everything(former, next).await;
}

#[cfg(unix)]
#[tokio::test]
async fn an_archive_and_a_folder_are_their_owners_alone() {
    use std::fs::{File, Permissions, metadata};
    use std::os::unix::fs::PermissionsExt;
    let place = tempfile::tempdir().unwrap();
    let (folder, file) = (place.path().join("new"), place.path().join("one.archive"));
    let store = SqliteStore::open(&folder, &ThisMachine).unwrap();
    contract::lived_in(&store).await;
    // What a backup that was cut left behind is read by everybody.
    let left = File::create(place.path().join("one.archive.partial")).unwrap();
    left.set_permissions(Permissions::from_mode(0o644)).unwrap();
    archive::make(&store, &file, contract::academie::at())
        .await
        .unwrap();
    let mode = |path| metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&folder), mode(&file)), (0o700, 0o600));
}

#[tokio::test]
async fn several_spans_are_packed_as_one() {
    let ((former, _one), (next, _other)) = (fresh().await, fresh().await);
    contract::several_spans_are_packed_as_one(former, next).await;
}

/// A store whose facts were packed, after `change` on its disk.
async fn packed_then(change: &str) -> (SqliteStore, TempDir, contract::history::History) {
    let (store, folder) = fresh().await;
    let mut history = contract::history::History::begin(&store, 8).await;
    history.go_on(&store, 60).await;
    assert!(history.is_counted(&store).await);
    drop(store);
    let disk = rusqlite::Connection::open(folder.path().join("indicator-store.db")).unwrap();
    disk.execute_batch(change).unwrap();
    drop(disk);
    let store = SqliteStore::open(folder.path(), &ThisMachine).unwrap();
    (store, folder, history)
}

#[tokio::test]
async fn a_cache_that_forgets_a_purge_is_caught() {
    let (store, _folder, history) = packed_then("DROP TRIGGER packed_forgets_purged").await;
    contract::forgetting_no_purge_is_caught(store, history).await;
}

#[tokio::test]
async fn a_check_finds_a_block_that_was_changed_and_a_rebuild_mends_it() {
    for change in [
        "UPDATE packed_block SET teachers = x'00'",
        "UPDATE packed_block SET samples = x'00'",
        "UPDATE packed_block SET answers = x'00'",
        "DELETE FROM packed_block",
    ] {
        let (store, _folder, history) = packed_then(change).await;
        let check = async || {
            checking::check(&store, contract::academie::ACADEMIE)
                .await
                .unwrap()
                .faults
        };
        let faults = check().await;
        assert!(
            matches!(faults[..], [Fault::Packed { .. }]),
            "{change}: {faults:?}"
        );
        indicator_store::packing::rebuild(&store, contract::academie::ACADEMIE)
            .await
            .unwrap();
        assert_eq!(check().await, []);
        assert!(history.is_counted(&store).await);
    }
}

#[tokio::test]
async fn the_operator_has_the_cache_built_anew() {
    let (store, folder, history) = packed_then("DELETE FROM packed_block").await;
    drop(store);
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_indicator-store"));
    let said = command
        .arg("--data")
        .arg(folder.path())
        .args(["cache", "rebuild"])
        .output()
        .unwrap();
    assert!(said.status.success(), "{said:?}");
    let store = SqliteStore::open(folder.path(), &ThisMachine).unwrap();
    let found = checking::check(&store, contract::academie::ACADEMIE)
        .await
        .unwrap();
    assert_eq!(found.faults, []);
    assert!(history.is_counted(&store).await);
}

#[tokio::test]
async fn what_another_version_packed_is_thrown_away() {
    let change = "UPDATE packing SET version = version + 1; UPDATE packed_block SET answers = x'00'";
    let (store, _folder, history) = packed_then(change).await;
    assert!(history.is_counted(&store).await);
}

#[tokio::test]
async fn an_archive_that_was_cut_or_changed_is_refused_and_changes_nothing() {
    let ((former, kept), (next, _other)) = (fresh().await, fresh().await);
    contract::lived_in(&former).await;
    let file = kept.path().join("whole.archive");
    archive::make(&former, &file, contract::academie::at())
        .await
        .unwrap();
    let whole = std::fs::read(&file).unwrap();
    let epoch = next.epoch().await.unwrap();
    let mut flipped = whole.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    for bytes in [&whole[..whole.len() - 9], &whole[..40], &flipped, b"PK"] {
        let wrong = kept.path().join("wrong.archive");
        std::fs::write(&wrong, bytes).unwrap();
        let another = Epoch::from_random([1; 16]);
        let restored = archive::restore(&next, &wrong, another, contract::academie::at()).await;
        assert!(
            matches!(restored, Err(StoreError::NotAnArchive(..))),
            "{restored:?}"
        );
    }
    assert_eq!(next.epoch().await.unwrap(), epoch);
    assert_eq!(next.academies().await.unwrap(), []);
}

/// Each change of the disk that a check must find, and a word of what it says; beside those of both databases.
const DAMAGES: [(&str, &str); 6] = [
    (
        "UPDATE audit SET line = replace(line, 'operator', 'nobody')",
        "chaîne est rompue",
    ),
    (
        "UPDATE record SET envelope = replace(envelope, '\"revision\":1', '\"revision\":2') WHERE kind = 'revision'",
        "signature",
    ),
    ("DELETE FROM record WHERE sequence = 8", "un numéro manque"),
    ("UPDATE academie SET head = head + 1", "dernier numéro noté"),
    ("DELETE FROM purged", "n’a pas été appliquée"),
    (
        "UPDATE record SET facts = NULL, purged = 1 WHERE sequence =
         (SELECT max(sequence) FROM record WHERE kind = 'revision' AND purged = 0)",
        "sans suppression signée",
    ),
];

/// What keeps anybody from changing what is kept.
const GUARDS: [&str; 4] = [
    "audit_is_kept",
    "audit_is_immutable",
    "record_is_kept",
    "record_is_immutable",
];

/// A store that was worked in, after `change` on its disk.
async fn damaged(change: &str) -> (SqliteStore, TempDir) {
    let (store, folder) = fresh().await;
    contract::damage::worked_in(&store).await;
    drop(store);
    let disk = rusqlite::Connection::open(folder.path().join("indicator-store.db")).unwrap();
    let drop_guards: String = GUARDS.map(|guard| format!("DROP TRIGGER {guard};")).concat();
    let whole = format!("PRAGMA foreign_keys = OFF; {drop_guards} {change}");
    disk.execute_batch(&whole).unwrap();
    drop(disk);
    (SqliteStore::open(folder.path(), &ThisMachine).unwrap(), folder)
}

#[tokio::test]
async fn a_check_finds_what_was_changed_on_the_disk() {
    for (change, says) in DAMAGES.iter().chain(&contract::damage::DAMAGES) {
        let (store, _folder) = damaged(change).await;
        contract::damage::a_damage_is_found(store, change, says).await;
    }
}

/// The head is greater than what is there: an archive ends, and says so.
#[tokio::test]
async fn an_archive_of_a_damaged_store_is_refused_and_ends() {
    let (store, folder) = damaged("UPDATE academie SET head = head + 1").await;
    let file = folder.path().join("one.archive");
    let made = archive::make(&store, &file, contract::academie::at());
    let made = tokio::time::timeout(Duration::from_secs(60), made).await;
    assert!(matches!(made, Ok(Err(StoreError::Damaged(_)))), "{made:?}");
    assert!(!file.exists());
}

#[tokio::test]
async fn a_check_finds_nothing_in_what_was_worked_in() {
    let (store, _folder) = fresh().await;
    contract::damage::a_check_finds_nothing_in_what_was_worked_in(store).await;
}

#[tokio::test]
async fn a_check_judges_what_an_archive_brought() {
    let ((former, _one), (next, _other)) = (fresh().await, fresh().await);
    contract::damage::a_check_judges_what_an_archive_brought(former, next).await;
}

#[tokio::test]
async fn an_act_without_its_line_is_not_done() {
    let change = "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no line'); END";
    let (store, _folder) = damaged(change).await;
    contract::an_act_without_its_line_is_not_done(store).await;
}

#[tokio::test]
async fn nobody_changes_the_trail_or_a_record() {
    let (store, folder) = fresh().await;
    contract::damage::worked_in(&store).await;
    drop(store);
    let disk = rusqlite::Connection::open(folder.path().join("indicator-store.db")).unwrap();
    for change in [
        "UPDATE audit SET line = '{}'",
        "DELETE FROM audit",
        "UPDATE record SET stream = 'academie'",
        "DELETE FROM record WHERE kind = 'checkpoint' OR kind = 'tombstone'",
    ] {
        assert!(disk.execute_batch(change).is_err(), "{change}");
    }
}

/// The steps of the release before.
const BEFORE: [&str; 3] = [
    include_str!("../src/sqlite/0001.sql"),
    include_str!("../src/sqlite/0002.sql"),
    include_str!("../src/sqlite/0003.sql"),
];
/// Records whose keys come in another order than they did, one of them purged, and a cached span.
const LIVED_IN: &str = "
    INSERT INTO academie (academie, root, created_at) VALUES ('a', 'root', 'then');
    INSERT INTO record (academie, kind, id, revision, sha256, sequence, stream, author, envelope, facts, public, stored_at)
        VALUES ('a', 'revision', 'c', 1, 'one', 1, 'academie', 'me', '{}', 'facts of c', NULL, 'at one'),
            ('a', 'grid', 'a', 2, 'two', 2, 'author', 'you', '[]', NULL, 'the grid', 'at two'),
            ('a', 'revision', 'b', 3, 'three', 9000, 'circle/x', 'they', '{}', 'facts of b', NULL, 'at three');
    INSERT INTO private (academie, kind, id, revision, sha256, bytes)
        VALUES ('a', 'revision', 'c', 1, 'one', x'01'), ('a', 'revision', 'b', 3, 'three', x'03');
    UPDATE record SET facts = NULL, purged = 1 WHERE id = 'c';
    DELETE FROM packed_stale;
    INSERT INTO packed_block (academie, grid, span, answers, samples, teachers) VALUES ('a', 'two', 1, x'', x'', x'');
    PRAGMA user_version = 3;";
/// All that the tables hold, column by column.
const HELD: [&str; 2] = [
    "SELECT group_concat(concat_ws('|', academie, kind, id, revision, sha256, sequence, stream, author, envelope, facts,
        public, stored_at, purged), ' ') FROM (SELECT * FROM record ORDER BY sequence)",
    "SELECT group_concat(concat_ws('|', academie, kind, id, revision, sha256, hex(bytes)), ' ')
        FROM (SELECT * FROM private ORDER BY id)",
];

fn told(disk: &rusqlite::Connection, question: &str) -> String {
    disk.query_row(question, (), |row| row.get(0)).unwrap()
}

#[tokio::test]
async fn a_store_of_the_release_before_keeps_each_record_and_goes_on_refusing_what_it_refused() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("indicator-store.db");
    let disk = rusqlite::Connection::open(&place).unwrap();
    for step in BEFORE.iter().chain([&LIVED_IN]) {
        disk.execute_batch(step).unwrap();
    }
    let before = HELD.map(|question| told(&disk, question));
    drop(disk);
    drop(SqliteStore::open(folder.path(), &ThisMachine).unwrap());

    let disk = rusqlite::Connection::open(&place).unwrap();
    assert_eq!(HELD.map(|question| told(&disk, question)), before);
    for refused in [
        "DELETE FROM record",
        "UPDATE record SET envelope = '[]'",
        "PRAGMA foreign_keys = ON; INSERT INTO private VALUES ('a', 'revision', 'd', 1, 'hash', x'00')",
        "INSERT INTO record SELECT academie, kind, 'e', 1, 'four', 9000, stream, author, envelope, facts, public,
            stored_at, 0 FROM record WHERE id = 'b'",
    ] {
        assert!(disk.execute_batch(refused).is_err(), "{refused}");
    }
    let purge = "UPDATE record SET facts = NULL, purged = 1 WHERE id = 'b'";
    disk.execute_batch(purge).unwrap();
    let cached =
        "SELECT (SELECT count(*) FROM packed_block) || ' ' || (SELECT group_concat(span) FROM packed_stale)";
    assert_eq!(told(&disk, cached), "0 1");
}
