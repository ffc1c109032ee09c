//! What who has a role that publishes offers to others: grids to his scope, schools to the académie.

use chrono::NaiveDate;
use observation::canonical::Sha256;
use observation::directory::{School, Schools};
use observation::instant::Instant;
use sync_protocol::publication::publishing;
use sync_protocol::trust::{Chain, Scope};
use sync_protocol::{DirectoryDelta, Fingerprint, PublicationDocument, RecordKind};

use super::belief::chain_of;
use super::grids::write_grid;
use super::{Desk, SyncError, codes};
use crate::store::{Address, Notebook};

/// Offers a grid of the notebook to the scopes in which the author publishes on `day`.
///
/// # Errors
/// When he publishes nowhere, or the disk refuses.
pub fn publish_grid(
    desk: Desk<'_>,
    address: &Address,
    grid: Sha256,
    (day, at): (NaiveDate, Instant),
) -> Result<(), SyncError> {
    let chain = chain_of(desk.notebook, address)?;
    let scopes = own_scopes(&chain, desk.fingerprint(), day);
    if scopes.is_empty() {
        return Err(SyncError::Given(codes::MAY_NOT_PUBLISH));
    }
    write_grid(desk, &address.academie, grid, at)?;
    let document = PublicationDocument {
        format: PublicationDocument::FORMAT.to_owned(),
        grid,
        scopes,
    };
    let signed = desk.sign(&address.academie, RecordKind::Publication, &document, None)?;
    desk.notebook.append_records(&[signed], at)?;
    Ok(())
}

/// Says to the académie how `schools` are, as far as it was told otherwise; how many it is told of.
///
/// # Errors
/// When the author publishes nowhere on `day`, or the disk refuses.
pub fn publish_schools(
    desk: Desk<'_>,
    address: &Address,
    schools: &Schools,
    (day, at): (NaiveDate, Instant),
) -> Result<usize, SyncError> {
    let chain = chain_of(desk.notebook, address)?;
    if own_scopes(&chain, desk.fingerprint(), day).is_empty() {
        return Err(SyncError::Given(codes::MAY_NOT_PUBLISH));
    }
    let changed = unpublished(desk.notebook, schools)?;
    let told = changed.len();
    let signed = DirectoryDelta::all(changed).into_iter().map(|delta| {
        let kind = RecordKind::DirectoryDelta;
        desk.sign(&address.academie, kind, &delta, None)
    });
    let signed = signed.collect::<Result<Vec<_>, _>>()?;
    desk.notebook.append_records(&signed, at)?;
    Ok(told)
}

/// Those of `schools` that the académie was not told to be so.
///
/// # Errors
/// When the disk refuses.
pub fn unpublished(notebook: &Notebook, schools: &Schools) -> Result<Vec<School>, SyncError> {
    let mut published = Schools::new();
    for text in notebook.documents(&RecordKind::DirectoryDelta)? {
        let said = DirectoryDelta::read(&text)
            .into_iter()
            .flat_map(|said| said.schools);
        published.extend(said.map(|school| (school.uai, school)));
    }
    let differs = |school: &&School| published.get(&school.uai) != Some(*school);
    Ok(schools.values().filter(differs).cloned().collect())
}

/// The scopes in which `author` publishes on `day`: sorted, each once.
#[must_use]
pub fn own_scopes(chain: &Chain, author: Fingerprint, day: NaiveDate) -> Vec<Scope> {
    let mut scopes: Vec<Scope> = publishing(chain.grants(&author, day))
        .into_iter()
        .cloned()
        .collect();
    scopes.sort_unstable();
    scopes.dedup();
    scopes
}

/// What was offered by whoever was ever granted to: when a grant ended is not asked, clocks are never compared.
///
/// # Errors
/// When the disk refuses.
pub fn publications(notebook: &Notebook, chain: &Chain) -> Result<Vec<PublicationDocument>, SyncError> {
    let signed = notebook.signed_documents(&RecordKind::Publication)?;
    let by_right = signed.iter().filter_map(|one| {
        let said = PublicationDocument::read(&one.document)?;
        let grants = chain.ever_granted(&one.record.signature.author);
        said.is_within(grants).then_some(said)
    });
    Ok(by_right.collect())
}
