//! Opening PostgreSQL: one that keeps what it says, with a schema of this version.

use deadpool_postgres::Pool;
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
];

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
    transaction
        .batch_execute("CREATE TABLE IF NOT EXISTS migration (number bigint PRIMARY KEY)")
        .await?;
    let row = transaction
        .query_one("SELECT coalesce(max(number), 0) FROM migration", &[])
        .await?;
    let found = usize::try_from(row.get::<_, i64>(0)).unwrap_or(usize::MAX);
    if found > MIGRATIONS.len() {
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        return Err(StoreError::Newer {
            found: number(found),
            known: number(MIGRATIONS.len()),
        });
    }
    for (script, number) in MIGRATIONS.iter().zip(1_i64..).skip(found) {
        transaction.batch_execute(script).await?;
        transaction
            .execute("INSERT INTO migration (number) VALUES ($1)", &[&number])
            .await?;
    }
    let (epoch, now) = (Epoch::from_random(random).to_string(), machine.now().to_string());
    let sql = "INSERT INTO life (epoch, began_at) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    transaction.execute(sql, &[&epoch, &now]).await?;
    Ok(transaction.commit().await?)
}
