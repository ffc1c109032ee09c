//! The audit trail, line after line.

use deadpool_postgres::{GenericClient, Object};
use observation::instant::Instant;

use super::head::hold;
use super::reading::signed;
use crate::error::StoreError;
use crate::store::{AuditLine, AuditedAct};

pub(super) async fn add(
    client: &mut Object,
    academie: &str,
    act: &AuditedAct,
    at: Instant,
) -> Result<(), StoreError> {
    let transaction = client.transaction().await?;
    hold(&transaction, academie).await?;
    add_held(&transaction, academie, vec![act.clone()], at).await?;
    Ok(transaction.commit().await?)
}

/// Adds lines within a transaction that holds the académie's head: two at once would have one number.
pub(super) async fn add_held(
    client: &impl GenericClient,
    academie: &str,
    acts: Vec<AuditedAct>,
    at: Instant,
) -> Result<(), StoreError> {
    if acts.is_empty() {
        return Ok(());
    }
    let sql = "SELECT line FROM audit WHERE academie = $1 ORDER BY number DESC LIMIT 1";
    let last = client.query_opt(sql, &[&academie]).await?;
    let last: Option<AuditLine> = last
        .map(|row| serde_json::from_str(row.get::<_, &str>(0)))
        .transpose()?;
    let lines = AuditLine::all_after(last, acts, at)?;
    let numbers: Vec<i64> = lines.iter().map(|line| signed(line.number)).collect();
    let texts = lines.iter().map(serde_json::to_string);
    let texts: Vec<String> = texts.collect::<Result<_, _>>()?;
    let sql = "INSERT INTO audit (academie, number, line)
               SELECT $1, number, line FROM unnest($2::bigint[], $3::text[]) AS added (number, line) ORDER BY number";
    client.execute(sql, &[&academie, &numbers, &texts]).await?;
    Ok(())
}

pub(super) async fn all(client: &impl GenericClient, academie: &str) -> Result<Vec<AuditLine>, StoreError> {
    let sql = "SELECT line FROM audit WHERE academie = $1 ORDER BY number";
    let rows = client.query(sql, &[&academie]).await?;
    let lines = rows.iter().map(|row| serde_json::from_str(row.get::<_, &str>(0)));
    Ok(lines.collect::<Result<_, _>>()?)
}
