//! How much of a stream goes in one page.

use std::io;

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

/// How many bytes a record takes in a page.
fn weight(record: &Record) -> usize {
    let mut counted = Counted(0);
    // What is counted fails nowhere.
    let _ = serde_json::to_writer(&mut counted, record);
    counted.0
}

/// Counts what is written, and keeps none of it.
struct Counted(usize);

impl io::Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
