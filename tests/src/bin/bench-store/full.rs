//! A million visits: how fast the store takes them, what they weigh, and how fast all their items are counted.

#[allow(dead_code)]
#[path = "../../../../crates/sync-protocol/tests/trust/academie.rs"]
mod inspection;

use std::path::Path;
use std::time::Instant;

use indicator_store::machine::ThisMachine;
use indicator_store::packing;
use indicator_store::postgres::{Database, PostgresStore};
use indicator_store::sqlite::SqliteStore;
use indicator_store::store::{Incoming, Order, Store};
use observation::packed::{Place, Question, Window};
use observation::uai::Uai;
use sync_protocol::limits::Limits;
use sync_protocol::{DeviceKeys, Record, RecordKind, Verdict};
use tokio::runtime::Runtime;
use whole_product::measuring::Measured;
use whole_product::measuring::sheet::Figure;
use whole_product::measuring::timing::Durations;
use whole_product::sync::visits::grid;

use super::server::Server;
use super::shown;
use super::varied::{SCHOOL, Varied};
use inspection::{ACADEMIE, INSPECTOR, KEEPER, ROOT, at, founded};

/// How many records one transaction takes: what the server groups at most.
const BATCH: usize = 400;
/// How often all is counted.
const SCANS: usize = 20;
/// How long a scan of a million visits may take, in milliseconds.
const PROMISED: f64 = 400.0;

/// Measures both databases.
///
/// # Errors
/// When a database refuses.
pub fn measured(folder: &Path, visits: usize) -> Measured<Vec<Figure>> {
    let runtime = Runtime::new()?;
    println!("SQLite…");
    let sqlite = folder.join("full");
    let store = SqliteStore::open(&sqlite, &ThisMachine)?;
    let size = || async { Ok(bytes_within(&sqlite)) };
    let mut figures = runtime.block_on(of_store("SQLite", &store, visits, size))?;
    println!("PostgreSQL…");
    let server = Server::in_folder(folder);
    figures.extend(runtime.block_on(async {
        let url = server.fresh_database().await;
        let store = PostgresStore::open(&Database::at(&url), &ThisMachine).await?;
        of_store("PostgreSQL", &store, visits, || database_bytes(&url)).await
    })?);
    Ok(figures)
}

async fn of_store<Size: Future<Output = Measured<u64>>>(
    name: &str,
    store: &impl Store,
    visits: usize,
    size: impl Fn() -> Size,
) -> Measured<Vec<Figure>> {
    found(store).await?;
    let empty = size().await?;
    let (taking, bytes) = load(store, visits).await?;
    let loaded = size().await?;
    let began = Instant::now();
    packing::complete(store, ACADEMIE).await?;
    let packing = began.elapsed().as_secs_f64();
    let packed = size().await?;
    let each = |bytes: u64| bytes as f64 / visits.max(1) as f64;
    let mut figures = shown(vec![
        Figure::beside(
            format!("{name}: {visits} visits, {BATCH} a transaction"),
            format!("{:.0} visits a second", visits as f64 / taking),
        ),
        Figure::beside(
            format!("{name}: a visit, {bytes} bytes as JSON, on the disk"),
            format!("{:.0} bytes", each(loaded.saturating_sub(empty))),
        ),
        Figure::beside(
            format!("{name}: packing them"),
            format!(
                "{packing:.1} s, {:.0} bytes a visit",
                each(packed.saturating_sub(loaded))
            ),
        ),
    ]);
    figures.extend(shown(scans(name, store, visits).await?));
    Ok(figures)
}

/// The académie, its inspector and the grid.
async fn found(store: &impl Store) -> Measured<()> {
    let root = DeviceKeys::from_seed(&[ROOT; 32]).public();
    store.create_academie(ACADEMIE, root, at()).await?;
    let role = KEEPER.writes(RecordKind::Role, &inspection::role(INSPECTOR, None));
    let mut records = founded();
    records.insert(2, role);
    records.truncate(5);
    records.push(Varied::grid_record(&INSPECTOR.device(), INSPECTOR.fingerprint())?);
    keep(store, records).await.map(|_| ())
}

/// Keeps records; how long the store took.
async fn keep(store: &impl Store, records: Vec<Record>) -> Measured<f64> {
    let limits = Limits::VERSION_1;
    let incoming = records
        .into_iter()
        .map(|record| Incoming::of(Some(record), 4_000, &limits));
    let order = Order {
        academie: ACADEMIE,
        records: incoming.collect(),
        at: at(),
    };
    let began = Instant::now();
    let verdicts = store.keep(order).await?;
    let took = began.elapsed().as_secs_f64();
    let wrong = verdicts
        .iter()
        .find(|verdict| !matches!(verdict, Verdict::Stored { .. }));
    wrong.map_or(Ok(took), |wrong| Err(format!("not stored: {wrong:?}").into()))
}

/// Sends the visits; how long the store took, their making left out, and how many bytes one is as JSON.
async fn load(store: &impl Store, visits: usize) -> Measured<(f64, usize)> {
    let mut varied = Varied::new();
    let (mut took, mut weight) = (0.0, 0);
    for first in (0..visits).step_by(BATCH) {
        let numbers = first..visits.min(first + BATCH);
        let made = numbers.map(|number| varied.visit(number, &INSPECTOR.device(), INSPECTOR.fingerprint()));
        let records: Vec<Record> = made.collect::<Result<_, _>>()?;
        weight = serde_json::to_vec(&records[0])?.len();
        took += keep(store, records).await?;
    }
    Ok((took, weight))
}

async fn scans(name: &str, store: &impl Store, visits: usize) -> Measured<Vec<Figure>> {
    let questions = [
        ("all items of all visits", Question::all()),
        (
            "all items of a school's year",
            Question {
                place: Place::School(Uai::from_number(SCHOOL).ok_or("no school")?),
                window: Window::SchoolYears(vec!["2026-2027".to_owned()]),
                communicated_only: false,
            },
        ),
    ];
    let mut figures = Vec::new();
    for (what, question) in questions {
        let (mut took, mut counted) = (Vec::new(), 0);
        for _ in 0..SCANS {
            let began = Instant::now();
            let tally = packing::tally(store, ACADEMIE, &grid().sha256(), &question).await?;
            took.push(began.elapsed().as_secs_f64() * 1_000.0);
            counted = tally.visits;
        }
        let durations = Durations::of(took);
        let promised = PROMISED * visits as f64 / 1_000_000.0;
        figures.push(Figure::target(
            format!("{name}: a packed scan of {what} ({counted} of {visits})"),
            format!("{durations}, greatest {:.1} ms", durations.percentile(100)),
            format!("below {promised:.0} ms"),
            durations.percentile(100) < promised,
        ));
    }
    Ok(figures)
}

fn bytes_within(folder: &Path) -> u64 {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    files.filter_map(|file| Some(file.metadata().ok()?.len())).sum()
}

async fn database_bytes(url: &str) -> Measured<u64> {
    let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await?;
    tokio::spawn(connection);
    client.batch_execute("CHECKPOINT").await?;
    let row = client
        .query_one("SELECT pg_database_size(current_database())", &[])
        .await?;
    Ok(u64::try_from(row.get::<_, i64>(0))?)
}
