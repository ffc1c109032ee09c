//! All that the store keeps, out of the database and into another.

use deadpool_postgres::{GenericClient, Object};
use observation::instant::Instant;
use sync_protocol::{Epoch, RecordKey, RecordKind};
use tokio_postgres::Row;

use super::inserting::{Stored, insert};
use super::keeping::insert_recovery;
use super::reading::{hash, parsed, record_of, signed, unsigned};
use super::{academies, audit};
use crate::error::StoreError;
use crate::store::{Decision, Filed, Indexes, Kept, Ledger, Purged, Token};

pub(super) async fn ledger(client: &mut Object, academie: &str) -> Result<Ledger, StoreError> {
    // One instant for all of it, while others write.
    let transaction = client
        .build_transaction()
        .isolation_level(tokio_postgres::IsolationLevel::RepeatableRead)
        .read_only(true)
        .start()
        .await?;
    let sql = "SELECT root, created_at, head, trust, acts, last_act, audited_from FROM academie WHERE academie = $1";
    let row = transaction.query_opt(sql, &[&academie]).await?;
    let row = row.ok_or_else(|| StoreError::UnknownAcademie(academie.to_owned()))?;
    let devices =
        "SELECT key, author, token, enrolled_at, revoked_at FROM device WHERE academie = $1 ORDER BY key";
    let spent = "SELECT token FROM spent WHERE academie = $1 ORDER BY token";
    let purged = "SELECT kind, id, revision, sha256, author, tombstone FROM purged WHERE academie = $1
                  ORDER BY kind, id, revision, sha256, tombstone";
    Ok(Ledger {
        academie: academie.to_owned(),
        root: parsed(&row, 0)?,
        created_at: parsed(&row, 1)?,
        head: unsigned(&row, 2)?,
        trust: unsigned(&row, 3)?,
        devices: all(&transaction, devices, academie, token_of).await?,
        spent: all(&transaction, spent, academie, |row| hash(row, 0)).await?,
        purged: all(&transaction, purged, academie, |row| purged_of(row, academie)).await?,
        audit: audit::all(&transaction, academie).await?,
        acts: unsigned(&row, 4)?,
        last_act: row
            .try_get::<_, Option<&str>>(5)?
            .map(|_| parsed(&row, 5))
            .transpose()?,
        audited_from: Some(unsigned(&row, 6)?),
    })
}

pub(super) async fn filed(
    client: &impl GenericClient,
    academie: &str,
    after: u64,
    count: usize,
) -> Result<Vec<Filed>, StoreError> {
    let sql = "SELECT sequence, kind, id::text, revision, encode(sha256, 'hex'), stream, author FROM record
               WHERE academie = $1 AND sequence > $2 ORDER BY sequence LIMIT $3";
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let rows = client.query(sql, &[&academie, &signed(after), &count]).await?;
    let filed = rows.iter().map(|row| {
        Ok(Filed {
            sequence: unsigned(row, 0)?,
            kind: row.try_get(1)?,
            id: row.try_get(2)?,
            revision: unsigned(row, 3)?,
            sha256: row.try_get(4)?,
            stream: row.try_get(5)?,
            author: row.try_get(6)?,
        })
    });
    filed.collect()
}

pub(super) async fn indexes(client: &impl GenericClient, academie: &str) -> Result<Indexes, StoreError> {
    let sql = "SELECT proof, sequence FROM recovery WHERE academie = $1 ORDER BY sequence, proof";
    let recovery = all(client, sql, academie, |row| {
        Ok((hash(row, 0)?, unsigned(row, 1)?))
    })
    .await?;
    let sql = "SELECT count(*) FROM private WHERE academie = $1 AND NOT EXISTS
               (SELECT 1 FROM record WHERE academie = $1 AND record.kind = private.kind AND record.id = private.id
                AND record.revision = private.revision AND record.sha256 = private.sha256)";
    let orphans = unsigned(&client.query_one(sql, &[&academie]).await?, 0)?;
    Ok(Indexes { recovery, orphans })
}

async fn all<Found>(
    client: &impl GenericClient,
    sql: &str,
    academie: &str,
    read: impl FnMut(&Row) -> Result<Found, StoreError>,
) -> Result<Vec<Found>, StoreError> {
    let rows = client.query(sql, &[&academie]).await?;
    rows.iter().map(read).collect()
}

fn token_of(row: &Row) -> Result<Token, StoreError> {
    let revoked_at: Option<&str> = row.try_get(4)?;
    Ok(Token {
        key: parsed(row, 0)?,
        author: parsed(row, 1)?,
        token: hash(row, 2)?,
        enrolled_at: parsed(row, 3)?,
        revoked_at: revoked_at.map(|_| parsed(row, 4)).transpose()?,
    })
}

fn purged_of(row: &Row, academie: &str) -> Result<Purged, StoreError> {
    let author: Option<&str> = row.try_get(4)?;
    Ok(Purged {
        key: RecordKey {
            academie: academie.to_owned(),
            kind: RecordKind::from(row.try_get::<_, String>(0)?),
            id: row.try_get(1)?,
            revision: u32::try_from(unsigned(row, 2)?).unwrap_or(u32::MAX),
            sha256: hash(row, 3)?,
        },
        author: author.map(|_| parsed(row, 4)).transpose()?,
        tombstone: hash(row, 5)?,
    })
}

pub(super) async fn kept(
    client: &impl GenericClient,
    academie: &str,
    after: u64,
    count: usize,
) -> Result<Vec<Kept>, StoreError> {
    let sql = "SELECT envelope, facts, public, private.bytes, sequence, stored_at, purged FROM record
               LEFT JOIN private USING (academie, kind, id, revision, sha256)
               WHERE academie = $1 AND sequence > $2 ORDER BY sequence LIMIT $3";
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let rows = client.query(sql, &[&academie, &signed(after), &count]).await?;
    let kept = rows.iter().map(|row| {
        Ok(Kept {
            sequence: unsigned(row, 4)?,
            stored_at: parsed(row, 5)?,
            purged: row.try_get(6)?,
            record: record_of(row)?,
        })
    });
    kept.collect()
}

pub(super) async fn note_durable(
    client: &impl GenericClient,
    academie: &str,
    through: u64,
) -> Result<(), StoreError> {
    let sql = "UPDATE academie SET durable_through = greatest(durable_through, $2) WHERE academie = $1";
    client.execute(sql, &[&academie, &signed(through)]).await?;
    Ok(())
}

pub(super) async fn begin(client: &impl GenericClient) -> Result<(), StoreError> {
    if let Some(served) = academies::all(client).await?.first() {
        return Err(StoreError::NotEmpty(served.code.clone()));
    }
    client.execute("UPDATE life SET restoring = true", &[]).await?;
    Ok(())
}

pub(super) async fn end(client: &impl GenericClient, epoch: Epoch, at: Instant) -> Result<(), StoreError> {
    let sql = "UPDATE life SET epoch = $1, began_at = $2, restoring = false";
    client
        .execute(sql, &[&epoch.to_string(), &at.to_string()])
        .await?;
    Ok(())
}

pub(super) async fn restore_ledger(client: &mut Object, ledger: &Ledger) -> Result<(), StoreError> {
    let transaction = client.transaction().await?;
    let academie = &ledger.academie;
    let sql = "INSERT INTO academie (academie, root, created_at, head, trust, durable_through, audited_from)
               VALUES ($1, $2, $3, $4, $5, $4, $6)";
    let (root, created_at) = (ledger.root.to_string(), ledger.created_at.to_string());
    let (head, trust) = (signed(ledger.head), signed(ledger.trust));
    let audited_from = signed(ledger.audited_from());
    transaction
        .execute(sql, &[academie, &root, &created_at, &head, &trust, &audited_from])
        .await?;
    for device in &ledger.devices {
        restore_device(&transaction, academie, device).await?;
    }
    for token in &ledger.spent {
        let sql = "INSERT INTO spent (academie, token) VALUES ($1, $2)";
        transaction
            .execute(sql, &[academie, &token.as_bytes().as_slice()])
            .await?;
    }
    for one in &ledger.purged {
        restore_purged(&transaction, academie, one).await?;
    }
    for line in &ledger.audit {
        let sql = "INSERT INTO audit (academie, number, line) VALUES ($1, $2, $3)";
        let text = serde_json::to_string(line)?;
        transaction
            .execute(sql, &[academie, &signed(line.number), &text])
            .await?;
    }
    Ok(transaction.commit().await?)
}

async fn restore_device(
    client: &impl GenericClient,
    academie: &str,
    device: &Token,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO device (academie, key, author, token, enrolled_at, revoked_at)
               VALUES ($1, $2, $3, $4, $5, $6)";
    let (key, author) = (device.key.to_string(), device.author.to_string());
    let (enrolled_at, revoked_at) = (
        device.enrolled_at.to_string(),
        device.revoked_at.map(|at| at.to_string()),
    );
    let token = device.token.as_bytes().as_slice();
    client
        .execute(
            sql,
            &[&academie, &key, &author, &token, &enrolled_at, &revoked_at],
        )
        .await?;
    Ok(())
}

async fn restore_purged(client: &impl GenericClient, academie: &str, one: &Purged) -> Result<(), StoreError> {
    let sql = "INSERT INTO purged (academie, kind, id, revision, sha256, author, tombstone)
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let (kind, revision) = (one.key.kind.as_str(), i64::from(one.key.revision));
    let (sha256, tombstone) = (
        one.key.sha256.as_bytes().as_slice(),
        one.tombstone.as_bytes().as_slice(),
    );
    let author = one.author.map(|author| author.to_string());
    client
        .execute(
            sql,
            &[
                &academie,
                &kind,
                &one.key.id,
                &revision,
                &sha256,
                &author,
                &tombstone,
            ],
        )
        .await?;
    Ok(())
}

pub(super) async fn restore_kept(
    client: &mut Object,
    academie: &str,
    kept: &[Kept],
) -> Result<(), StoreError> {
    let transaction = client.transaction().await?;
    let stored: Vec<Stored<'_>> = kept.iter().map(Stored::of).collect();
    insert(&transaction, &stored, academie).await?;
    insert_recovery(&transaction, academie, &Decision::of_kept(kept)).await?;
    Ok(transaction.commit().await?)
}
