//! The devices that may speak, by the hash of their token.

use deadpool_postgres::{GenericClient, Object};
use observation::canonical::Sha256;
use observation::instant::Instant;
use sync_protocol::PublicKey;
use tokio_postgres::Row;

use super::head::hold;
use super::reading::parsed;
use super::{academies, audit, prepared};
use crate::error::StoreError;
use crate::store::{Device, TrustCache, revoked};

const COLUMNS: &str = "SELECT academie, key, author, enrolled_at, revoked_at FROM device";

pub(super) async fn by_token(
    client: &impl GenericClient,
    academie: &str,
    token: &Sha256,
) -> Result<Option<Device>, StoreError> {
    let sql = format!("{COLUMNS} WHERE academie = $1 AND token = $2");
    let row = prepared::query_opt(client, &sql, &[&academie, &token.as_bytes().as_slice()]).await?;
    row.as_ref().map(device_of).transpose()
}

pub(super) async fn all(client: &impl GenericClient, academie: &str) -> Result<Vec<Device>, StoreError> {
    let sql = format!("{COLUMNS} WHERE academie = $1 ORDER BY enrolled_at, key");
    let rows = client.query(&sql, &[&academie]).await?;
    rows.iter().map(device_of).collect()
}

pub(super) async fn enrol(
    client: &mut Object,
    device: &Device,
    token: &Sha256,
    cache: &TrustCache,
) -> Result<bool, StoreError> {
    let transaction = client.transaction().await?;
    let token = token.as_bytes().as_slice();
    let (academie, key) = (&device.academie, device.key.to_string());
    // The head first, as who keeps a revocation does: one that was kept since the chain was asked is known now.
    let (_, through) = hold(&transaction, academie).await?;
    let trust = academies::trust_through(&transaction, academie, through, cache).await?;
    if trust.chain().is_revoked(&device.key, &device.author) {
        return Ok(false);
    }
    let sql = "SELECT 1 FROM spent WHERE academie = $1 AND token = $2";
    if transaction.query_opt(sql, &[academie, &token]).await?.is_some() {
        return Ok(false);
    }
    let sql = "INSERT INTO spent (academie, token) SELECT academie, token FROM device
               WHERE academie = $1 AND key = $2 AND token <> $3 ON CONFLICT DO NOTHING";
    transaction.execute(sql, &[academie, &key, &token]).await?;
    let sql = "INSERT INTO device (academie, key, author, token, enrolled_at) VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT (academie, key) DO UPDATE SET token = excluded.token WHERE device.revoked_at IS NULL";
    let (author, at) = (device.author.to_string(), device.enrolled_at.to_string());
    let done = transaction
        .execute(sql, &[academie, &key, &author, &token, &at])
        .await?;
    if done == 1 {
        audit::add_held(
            &transaction,
            academie,
            vec![device.enrolment()],
            device.enrolled_at,
        )
        .await?;
    }
    transaction.commit().await?;
    Ok(done == 1)
}

/// By the operator's word, which is written down.
pub(super) async fn revoke(
    client: &mut Object,
    academie: &str,
    devices: &[PublicKey],
    at: Instant,
) -> Result<(), StoreError> {
    let transaction = client.transaction().await?;
    match hold(&transaction, academie).await {
        // It has no device either.
        Err(StoreError::UnknownAcademie(_)) => return Ok(()),
        held => held?,
    };
    let ended = end_tokens(&transaction, academie, devices, at).await?;
    let acts = ended.iter().map(|device| revoked("operator", device));
    audit::add_held(&transaction, academie, acts.collect(), at).await?;
    Ok(transaction.commit().await?)
}

/// Ends the tokens of these devices; those that were still taken.
pub(super) async fn end_tokens(
    client: &impl GenericClient,
    academie: &str,
    devices: &[PublicKey],
    at: Instant,
) -> Result<Vec<PublicKey>, StoreError> {
    let keys: Vec<String> = devices.iter().map(ToString::to_string).collect();
    let sql =
        "UPDATE device SET revoked_at = $3 WHERE academie = $1 AND key = ANY ($2) AND revoked_at IS NULL
         RETURNING key";
    let ended = client.query(sql, &[&academie, &keys, &at.to_string()]).await?;
    ended.iter().map(|row| parsed(row, 0)).collect()
}

fn device_of(row: &Row) -> Result<Device, StoreError> {
    let revoked_at: Option<String> = row.try_get(4)?;
    let read = |text: String| text.parse().map_err(|_| StoreError::Damaged(text.clone()));
    Ok(Device {
        academie: row.try_get(0)?,
        key: parsed(row, 1)?,
        author: parsed(row, 2)?,
        enrolled_at: parsed(row, 3)?,
        revoked_at: revoked_at.map(read).transpose()?,
    })
}
