//! Opening PostgreSQL: one that keeps what it says, with a schema of this version.

use deadpool_postgres::{Pool, Transaction};
use sync_protocol::Epoch;

use crate::error::StoreError;
use crate::machine::Machine;

/// What replicas that start at once take turns by.
const MIGRATION_LOCK: i64 = 0x6361_726e_6574;

/// Every step of the schema, in order. One that was published never changes, and suits the release before.
const MIGRATIONS: &[&str] = &[
    include_str!("0001.sql"),
    include_str!("0002.sql"),
    include_str!("0003.sql"),
    include_str!("0004.sql"),
    include_str!("0005.sql"),
    include_str!("0006.sql"),
];

/// How many steps a release must know of to work on the schema that this step makes.
fn suits(number: i64) -> i64 {
    (number - 1).max(1)
}

/// Refuses a database that answers before it has written.
pub(super) async fn refuse_forgetful(pool: &Pool) -> Result<(), StoreError> {
    let client = pool.get().await?;
    for setting in ["fsync", "synchronous_commit", "full_page_writes"] {
        let row = client
            .query_one("SELECT current_setting($1)", &[&setting])
            .await?;
        let value: String = row.get(0);
        if value == "off" {
            return Err(StoreError::NotDurable {
                setting: setting.to_owned(),
                value,
            });
        }
    }
    Ok(())
}

/// Brings the schema up to this version; of several replicas that start at once, one does.
pub(super) async fn migrate(pool: &Pool, machine: &dyn Machine) -> Result<(), StoreError> {
    let mut random = [0; 16];
    machine.fill_random(&mut random);
    let mut client = pool.get().await?;
    let transaction = client.transaction().await?;
    transaction
        .execute("SELECT pg_advisory_xact_lock($1)", &[&MIGRATION_LOCK])
        .await?;
    let found = found(&transaction).await?;
    for (script, number) in MIGRATIONS.iter().zip(1_i64..).skip(found) {
        transaction.batch_execute(script).await?;
        let sql = "INSERT INTO migration (number, suits) VALUES ($1, $2)";
        transaction.execute(sql, &[&number, &suits(number)]).await?;
    }
    let (epoch, now) = (Epoch::from_random(random).to_string(), machine.now().to_string());
    let sql = "INSERT INTO life (epoch, began_at) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    transaction.execute(sql, &[&epoch, &now]).await?;
    Ok(transaction.commit().await?)
}

/// How many steps were made. More than are known of here were made by a later release, which says whether they suit this one:
/// a replica that has not been brought up to date yet may have to start again.
async fn found(transaction: &Transaction<'_>) -> Result<usize, StoreError> {
    let sql = "CREATE TABLE IF NOT EXISTS migration (number bigint PRIMARY KEY, suits bigint)";
    transaction.batch_execute(sql).await?;
    // Looked for first: who adds a column, be it there or not, waits for all who read the table.
    let sql = "SELECT 1 FROM pg_attribute WHERE attrelid = 'migration'::regclass AND attname = 'suits'";
    if transaction.query_opt(sql, &[]).await?.is_none() {
        let sql = "ALTER TABLE migration ADD COLUMN suits bigint";
        transaction.batch_execute(sql).await?;
    }
    let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    let sql = "SELECT coalesce(max(number), 0), coalesce(bool_and(coalesce(suits <= $1, false))
               FILTER (WHERE number > $1), true) FROM migration";
    let row = transaction.query_one(sql, &[&known]).await?;
    let (found, suits): (i64, bool) = (row.get(0), row.get(1));
    if suits {
        return Ok(usize::try_from(found).unwrap_or(usize::MAX));
    }
    let number = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    Err(StoreError::Newer {
        found: number(found),
        known: number(known),
    })
}
