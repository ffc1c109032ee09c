//! How much of a stream goes in one page.

use sync_protocol::Record;
use sync_protocol::message::stream::Placed;

use super::{PageRead, Reading};
use crate::error::StoreError;

/// A page of the first of `placed`, as far as the limits go: at least one, so that a large record goes alone. Where fewer
/// than the limit follow and all fit, nothing follows them.
///
/// # Errors
/// The first that could not be read.
pub fn filled(
    placed: impl Iterator<Item = Result<Placed, StoreError>>,
    reading: &Reading<'_>,
) -> Result<PageRead, StoreError> {
    let (mut records, mut bytes, mut last) = (Vec::new(), 0, true);
    for placed in placed {
        let placed = placed?;
        bytes += weight(&placed.record);
        if bytes > reading.limits.page && !records.is_empty() {
            last = false;
            break;
        }
        records.push(placed);
    }
    Ok(PageRead {
        through: records
            .last()
            .map_or(reading.after, |placed: &Placed| placed.sequence),
        last: last && records.len() < reading.limits.page_records,
        records,
    })
}

/// About how many bytes a record takes in a page.
fn weight(record: &Record) -> usize {
    let texts = [&record.facts, &record.public];
    let clear: usize = texts.into_iter().flatten().map(String::len).sum();
    let private = record.private.as_ref().map_or(0, |bytes| bytes.0.len() * 4 / 3);
    1_000 + clear + private
}
