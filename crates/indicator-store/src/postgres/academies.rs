//! The académies of the store, and whom they believe.

use std::sync::Arc;

use deadpool_postgres::{GenericClient, Object};
use observation::instant::Instant;
use sync_protocol::{Epoch, PublicKey};
use tokio_postgres::Row;

use super::audit;
use super::prepared;
use super::reading::{parsed, record_of, unsigned};
use crate::error::StoreError;
use crate::store::{Academie, AuditedAct, Trust, TrustCache};

pub(super) async fn epoch(client: &impl GenericClient) -> Result<Epoch, StoreError> {
    parsed(&client.query_one("SELECT epoch FROM life", &[]).await?, 0)
}

pub(super) async fn is_restoring(client: &impl GenericClient) -> Result<bool, StoreError> {
    let row = client.query_one("SELECT restoring FROM life", &[]).await?;
    Ok(row.try_get(0)?)
}

pub(super) async fn create(
    client: &mut Object,
    code: &str,
    root: PublicKey,
    at: Instant,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO academie (academie, root, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    let transaction = client.transaction().await?;
    let made = transaction
        .execute(sql, &[&code, &root.to_string(), &at.to_string()])
        .await?;
    if made == 0 {
        return Err(StoreError::AcademieExists(code.to_owned()));
    }
    let act = AuditedAct::of_operator("academie_created", root);
    audit::add_held(&transaction, code, vec![act], at).await?;
    Ok(transaction.commit().await?)
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

/// Whom the académie believes, by all that it was sent about it; read anew where something came since.
pub(super) async fn trust(
    client: &impl GenericClient,
    academie: &str,
    cache: &TrustCache,
) -> Result<Arc<Trust>, StoreError> {
    let sql = "SELECT trust FROM academie WHERE academie = $1";
    let row = prepared::query_opt(client, sql, &[&academie]).await?;
    let row = row.ok_or_else(|| StoreError::UnknownAcademie(academie.to_owned()))?;
    trust_through(client, academie, unsigned(&row, 0)?, cache).await
}

/// The same, where the last record of trust is known.
pub(super) async fn trust_through(
    client: &impl GenericClient,
    academie: &str,
    through: u64,
    cache: &TrustCache,
) -> Result<Arc<Trust>, StoreError> {
    if let Some(trust) = cache.get(academie, through) {
        return Ok(trust);
    }
    let trust = Arc::new(read_trust(client, academie, through).await?);
    cache.put(academie, through, &trust);
    Ok(trust)
}

/// What was said up to `through`: what another replica adds meanwhile is read the next time.
async fn read_trust(client: &impl GenericClient, academie: &str, through: u64) -> Result<Trust, StoreError> {
    let found = find(client, academie).await?;
    let found = found.ok_or_else(|| StoreError::UnknownAcademie(academie.to_owned()))?;
    let sql = "SELECT envelope, facts, public, NULL::bytea FROM record
               WHERE academie = $1 AND kind IN ('charter', 'certificate', 'role', 'invitation', 'revocation')
               AND sequence <= $2 ORDER BY sequence";
    let through = i64::try_from(through).unwrap_or(i64::MAX);
    let rows = client.query(sql, &[&academie, &through]).await?;
    let records = rows.iter().map(record_of).collect::<Result<Vec<_>, _>>()?;
    Ok(Trust::of(academie, found.root, records))
}
