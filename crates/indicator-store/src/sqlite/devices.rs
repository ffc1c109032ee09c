//! The devices that may speak, by the hash of their token.

use observation::canonical::Sha256;
use observation::instant::Instant;
use rusqlite::{Connection, OptionalExtension, Row};
use sync_protocol::PublicKey;

use super::stored::Text;
use super::{academies, audit};
use crate::error::StoreError;
use crate::store::{Device, TrustCache, revoked};

const COLUMNS: &str = "academie, key, author, enrolled_at, revoked_at";

pub(super) fn by_token(
    connection: &Connection,
    academie: &str,
    token: &Sha256,
) -> Result<Option<Device>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM device WHERE academie = ?1 AND token = ?2");
    let mut statement = connection.prepare_cached(&sql)?;
    Ok(statement
        .query_row((academie, Text(*token)), device_of)
        .optional()?)
}

pub(super) fn all(connection: &Connection, academie: &str) -> Result<Vec<Device>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM device WHERE academie = ?1 ORDER BY enrolled_at, key");
    let mut statement = connection.prepare_cached(&sql)?;
    let devices = statement.query_map([academie], device_of)?;
    Ok(devices.collect::<Result<_, _>>()?)
}

pub(super) fn enrol(
    connection: &Connection,
    device: &Device,
    token: &Sha256,
    cache: &TrustCache,
) -> Result<bool, StoreError> {
    let (academie, key) = (&device.academie, Text(device.key));
    // Whoever asked before may not have known of a revocation that was kept since.
    let trust = academies::trust(connection, academie, cache)?;
    if trust.chain().is_revoked(&device.key, &device.author) {
        return Ok(false);
    }
    let spent = "SELECT EXISTS (SELECT 1 FROM spent WHERE academie = ?1 AND token = ?2)";
    if connection.query_row(spent, (academie, Text(*token)), |row| row.get(0))? {
        return Ok(false);
    }
    connection.execute(
        "INSERT INTO spent (academie, token) SELECT academie, token FROM device
         WHERE academie = ?1 AND key = ?2 AND token <> ?3",
        (academie, &key, Text(*token)),
    )?;
    let sql = "INSERT INTO device (academie, key, author, token, enrolled_at) VALUES (?1, ?2, ?3, ?4, ?5)
               ON CONFLICT (academie, key) DO UPDATE SET token = excluded.token WHERE revoked_at IS NULL";
    let (author, enrolled_at) = (Text(device.author), Text(device.enrolled_at));
    let done = connection.execute(sql, (academie, &key, author, Text(*token), enrolled_at))?;
    if done == 1 {
        audit::add(connection, academie, vec![device.enrolment()], device.enrolled_at)?;
    }
    Ok(done == 1)
}

/// By the operator's word, which is written down.
pub(super) fn revoke(
    connection: &Connection,
    academie: &str,
    devices: &[PublicKey],
    at: Instant,
) -> Result<(), StoreError> {
    let ended = end_tokens(connection, academie, devices, at)?;
    let acts = ended.iter().map(|device| revoked("operator", device));
    audit::add(connection, academie, acts.collect(), at)
}

/// Ends the tokens of these devices; those that were still taken.
pub(super) fn end_tokens(
    connection: &Connection,
    academie: &str,
    devices: &[PublicKey],
    at: Instant,
) -> Result<Vec<PublicKey>, StoreError> {
    let sql = "UPDATE device SET revoked_at = ?3 WHERE academie = ?1 AND key = ?2 AND revoked_at IS NULL";
    let mut statement = connection.prepare_cached(sql)?;
    let mut ended = Vec::new();
    for device in devices {
        if statement.execute((academie, Text(*device), Text(at)))? == 1 {
            ended.push(*device);
        }
    }
    Ok(ended)
}

fn device_of(row: &Row<'_>) -> rusqlite::Result<Device> {
    let (Text(key), Text(author), Text(enrolled_at)) = (row.get(1)?, row.get(2)?, row.get(3)?);
    let revoked_at: Option<Text<Instant>> = row.get(4)?;
    Ok(Device {
        academie: row.get(0)?,
        key,
        author,
        enrolled_at,
        revoked_at: revoked_at.map(|Text(at)| at),
    })
}
