//! The académie's head, which who writes holds.

use deadpool_postgres::GenericClient;

use super::prepared;
use super::reading::unsigned;
use crate::error::StoreError;

/// Holds the académie's head until the commit, and gives its last sequence number, and that of its last record of trust: who
/// writes next waits, so that the order of the numbers is the order in which readers see them.
pub(super) async fn hold(client: &impl GenericClient, academie: &str) -> Result<(u64, u64), StoreError> {
    let sql = "SELECT head, trust FROM academie WHERE academie = $1 FOR UPDATE";
    let row = prepared::query_opt(client, sql, &[&academie]).await?;
    let row = row.ok_or_else(|| StoreError::UnknownAcademie(academie.to_owned()))?;
    Ok((unsigned(&row, 0)?, unsigned(&row, 1)?))
}
