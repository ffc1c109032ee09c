//! The grids on which facts rest: sent before them, once.

use std::collections::BTreeSet;

use observation::canonical::Sha256;
use observation::instant::Instant;
use serde::Deserialize;
use sync_protocol::RecordKind;

use super::{Desk, SyncError, contents_id};

/// The grids on which revisions that wait rest, and that no record of the notebook holds.
pub(super) fn grids_to_send(desk: Desk<'_>, academie: &str) -> Result<BTreeSet<Sha256>, SyncError> {
    #[derive(Deserialize)]
    struct Pinned {
        grid: Sha256,
    }
    let waiting = desk.notebook.outbox(academie, usize::MAX)?;
    let facts = waiting
        .iter()
        .filter_map(|one| one.signed.record.facts.as_deref());
    let pinned = facts.filter_map(|facts| serde_json::from_str::<Pinned>(facts).ok());
    let mut grids = BTreeSet::new();
    for Pinned { grid } in pinned {
        if desk.notebook.position_of(&RecordKind::Grid, grid)?.is_none() {
            grids.insert(grid);
        }
    }
    Ok(grids)
}

/// The record of a grid that the notebook has; one that it does not have is left out.
pub(super) fn write_grid(desk: Desk<'_>, academie: &str, grid: Sha256, at: Instant) -> Result<(), SyncError> {
    let Some(file) = desk.notebook.grid(grid)? else {
        return Ok(());
    };
    if desk.notebook.position_of(&RecordKind::Grid, grid)?.is_some() {
        return Ok(());
    }
    let text = file.text().to_owned();
    let id = contents_id(&text);
    let signed = desk.sign_text(academie, (RecordKind::Grid, id, &[]), text, None)?;
    desk.notebook.append_records(&[signed], at)?;
    Ok(())
}
