//! The académies of the store, and whom they believe.

use deadpool_postgres::GenericClient;
use observation::instant::Instant;
use sync_protocol::{Epoch, PublicKey};
use tokio_postgres::Row;

use super::reading::{parsed, record_of, unsigned};
use crate::error::StoreError;
use crate::store::{Academie, Trust};

pub(super) async fn epoch(client: &impl GenericClient) -> Result<Epoch, StoreError> {
    parsed(&client.query_one("SELECT epoch FROM life", &[]).await?, 0)
}

pub(super) async fn create(
    client: &impl GenericClient,
    code: &str,
    root: PublicKey,
    at: Instant,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO academie (academie, root, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    match client
        .execute(sql, &[&code, &root.to_string(), &at.to_string()])
        .await?
    {
        0 => Err(StoreError::AcademieExists(code.to_owned())),
        _ => Ok(()),
    }
}

const COLUMNS: &str = "SELECT academie, root, durable_through FROM academie";

pub(super) async fn find(client: &impl GenericClient, code: &str) -> Result<Option<Academie>, StoreError> {
    let row = client
        .query_opt(&format!("{COLUMNS} WHERE academie = $1"), &[&code])
        .await?;
    row.as_ref().map(academie_of).transpose()
}

pub(super) async fn all(client: &impl GenericClient) -> Result<Vec<Academie>, StoreError> {
    let rows = client.query(&format!("{COLUMNS} ORDER BY academie"), &[]).await?;
    rows.iter().map(academie_of).collect()
}

fn academie_of(row: &Row) -> Result<Academie, StoreError> {
    Ok(Academie {
        code: row.try_get(0)?,
        root: parsed(row, 1)?,
        durable_through: unsigned(row, 2)?,
    })
}

/// Whom the académie believes, by all that it was sent about it.
pub(super) async fn trust(client: &impl GenericClient, academie: &str) -> Result<Trust, StoreError> {
    let found = find(client, academie).await?;
    let found = found.ok_or_else(|| StoreError::UnknownAcademie(academie.to_owned()))?;
    let sql = "SELECT envelope, facts, public, NULL::bytea FROM record
               WHERE academie = $1 AND kind IN ('charter', 'certificate', 'role', 'invitation', 'revocation')
               ORDER BY sequence";
    let rows = client.query(sql, &[&academie]).await?;
    let records = rows.iter().map(record_of).collect::<Result<Vec<_>, _>>()?;
    Ok(Trust::of(academie, found.root, records))
}
