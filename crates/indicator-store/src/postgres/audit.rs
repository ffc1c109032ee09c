//! The audit trail, line after line.

use deadpool_postgres::{GenericClient, Object};
use observation::instant::Instant;

use super::keeping::hold;
use crate::error::StoreError;
use crate::store::{AuditLine, AuditedAct};

pub(super) async fn add(
    client: &mut Object,
    academie: &str,
    act: &AuditedAct,
    at: Instant,
) -> Result<(), StoreError> {
    let transaction = client.transaction().await?;
    // Two lines at once would have one number.
    hold(&transaction, academie).await?;
    let sql = "SELECT line FROM audit WHERE academie = $1 ORDER BY number DESC LIMIT 1";
    let last = transaction.query_opt(sql, &[&academie]).await?;
    let last: Option<AuditLine> = last
        .map(|row| serde_json::from_str(row.get::<_, &str>(0)))
        .transpose()?;
    let line = AuditLine::after(last.as_ref(), act.clone(), at)?;
    let number = i64::try_from(line.number).unwrap_or(i64::MAX);
    let text = serde_json::to_string(&line)?;
    let sql = "INSERT INTO audit (academie, number, line) VALUES ($1, $2, $3)";
    transaction.execute(sql, &[&academie, &number, &text]).await?;
    Ok(transaction.commit().await?)
}

pub(super) async fn all(client: &impl GenericClient, academie: &str) -> Result<Vec<AuditLine>, StoreError> {
    let sql = "SELECT line FROM audit WHERE academie = $1 ORDER BY number";
    let rows = client.query(sql, &[&academie]).await?;
    let lines = rows.iter().map(|row| serde_json::from_str(row.get::<_, &str>(0)));
    Ok(lines.collect::<Result<_, _>>()?)
}
