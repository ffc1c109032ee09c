//! Writers on two replicas whose batches cross, and a reader who follows: he misses nothing. Two cursors that are unsound do.

use std::collections::BTreeSet;
use std::sync::Arc;

use indicator_store::machine::ThisMachine;
use indicator_store::postgres::{Database, PostgresStore};
use observation::canonical::Sha256;
use sync_protocol::limits::Limits;
use sync_protocol::message::stream::Stream;
use sync_protocol::{Record, Verdict};
use tokio::sync::watch;
use tokio_postgres::{Client, NoTls};

use crate::contract::academie::{ACADEMIE, INSPECTOR};
use crate::contract::{device, found, keep, page, revision, visit};
use crate::server::Server;

/// How many records are written: few, or those of `cargo xtask soak`.
#[allow(clippy::print_stdout)]
fn records() -> usize {
    const STATED: usize = 100_000;
    if std::env::var_os("CARNET_SOAK").is_none_or(|asked| asked.is_empty()) {
        return 1_200;
    }
    println!("soak: records of writers on two replicas, {STATED}");
    STATED
}

/// How many writers, half of them on each replica.
const WRITERS: usize = 8;
/// How many records a batch holds: each is sent by two writers, in two orders.
const BATCH: usize = 20;

/// Everything that `writer` sends: with the next writer's, backwards, so that batches cross.
fn batches(all: &[Record], writer: usize) -> Vec<Vec<Record>> {
    let own = all.chunks(BATCH).skip(writer).step_by(WRITERS);
    let crossing = all.chunks(BATCH).skip((writer + 1) % WRITERS).step_by(WRITERS);
    let backwards = crossing.map(|batch| batch.iter().rev().cloned().collect());
    own.map(<[Record]>::to_vec)
        .zip(backwards)
        .flat_map(|(one, other): (Vec<Record>, Vec<Record>)| [one, other])
        .collect()
}

/// Follows the author's stream until the writers are done, then once more.
async fn follow(store: Arc<PostgresStore>, done: watch::Receiver<bool>) -> BTreeSet<Sha256> {
    let laptop = device(INSPECTOR, ACADEMIE);
    let limits = Limits {
        page_records: 37,
        ..Limits::VERSION_1
    };
    let (mut after, mut read) = (0, BTreeSet::new());
    loop {
        let was_done = *done.borrow();
        let page = page(store.as_ref(), &laptop, &Stream::Author, after, &limits).await;
        after = page.through;
        for placed in page.records {
            assert!(read.insert(placed.record.sha256), "read twice");
        }
        if page.last && was_done {
            return read;
        }
        tokio::task::yield_now().await;
    }
}

/// S3: who reads while others write misses none.
#[tokio::test(flavor = "multi_thread")]
async fn who_follows_writers_on_two_replicas_misses_nothing() {
    let server = Server::shared();
    let url = server.fresh_database().await;
    let database = Database::at(&url);
    let open = || PostgresStore::open(&database, &ThisMachine);
    let replicas = [Arc::new(open().await.unwrap()), Arc::new(open().await.unwrap())];
    found(replicas[0].as_ref()).await;
    let written: Vec<Record> = (0..records())
        .map(|number| revision(INSPECTOR, visit(number as u128), &number.to_string(), &[]))
        .collect();
    let (says, done) = watch::channel(false);
    let reader = tokio::spawn(follow(Arc::clone(&replicas[1]), done));
    let writers = (0..WRITERS).map(|writer| {
        let (store, sent) = (Arc::clone(&replicas[writer % 2]), batches(&written, writer));
        tokio::spawn(async move {
            for batch in sent {
                let verdicts = keep(store.as_ref(), ACADEMIE, &batch).await;
                let is_there =
                    |one: &Verdict| matches!(one, Verdict::Stored { .. } | Verdict::AlreadyStored { .. });
                assert!(verdicts.iter().all(is_there), "{verdicts:?}");
            }
        })
    });
    for writer in writers.collect::<Vec<_>>() {
        writer.await.unwrap();
    }
    says.send(true).unwrap();
    let expected: BTreeSet<Sha256> = written.iter().map(|record| record.sha256).collect();
    assert_eq!(reader.await.unwrap(), expected);
}

/// A table whose rows take their number from a sequence, and two sessions that write it.
async fn sequenced() -> (Client, Client, Client, Server) {
    // A server of its own: what other tests have under way would hide what ended here.
    let server = Server::in_folder(&std::env::temp_dir());
    let url = server.fresh_database().await;
    let session = || async {
        let (client, connection) = tokio_postgres::connect(&url, NoTls).await.unwrap();
        tokio::spawn(connection);
        client
    };
    let (one, other, reader) = (session().await, session().await, session().await);
    one.batch_execute("CREATE SEQUENCE number; CREATE TABLE written (number bigint PRIMARY KEY)")
        .await
        .unwrap();
    (one, other, reader, server)
}

async fn next(client: &Client) -> i64 {
    client
        .query_one("SELECT nextval('number')", &[])
        .await
        .unwrap()
        .get(0)
}

/// What a reader sees after his cursor, by `filter`; and his cursor after it.
async fn read(reader: &Client, filter: &str, after: &mut i64) -> Vec<i64> {
    let sql = format!("SELECT number FROM written WHERE number > $1 AND {filter} ORDER BY number");
    let rows = reader.query(&sql, &[&*after]).await.unwrap();
    let seen: Vec<i64> = rows.iter().map(|row| row.get(0)).collect();
    *after = seen.last().copied().unwrap_or(*after);
    seen
}

/// Two writers: the first has its number and commits last.
async fn missed_by(filter: &str) -> Vec<i64> {
    let (one, other, reader, _server) = sequenced().await;
    let insert = "INSERT INTO written (number) VALUES ($1)";
    let first = next(&one).await;
    let second = next(&other).await;
    other.execute(insert, &[&second]).await.unwrap();
    one.batch_execute("BEGIN").await.unwrap();
    one.execute(insert, &[&first]).await.unwrap();
    let (mut after, mut seen) = (0, Vec::new());
    seen.extend(read(&reader, filter, &mut after).await);
    one.batch_execute("COMMIT").await.unwrap();
    seen.extend(read(&reader, filter, &mut after).await);
    [first, second]
        .into_iter()
        .filter(|number| !seen.contains(number))
        .collect()
}

#[tokio::test]
async fn a_cursor_over_a_plain_sequence_misses_who_commits_last() {
    assert_eq!(missed_by("true").await, [1]);
}

#[tokio::test]
async fn a_filter_by_transactions_does_not_mend_a_cursor_over_a_sequence() {
    let ended = "xmin::text::bigint < txid_snapshot_xmin(txid_current_snapshot())";
    assert_eq!(missed_by(ended).await, [1]);
}
