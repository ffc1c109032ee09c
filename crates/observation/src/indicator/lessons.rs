//! Which visits are one coming: those of co-observers, who share a lesson.

use std::collections::BTreeMap;

use crate::canonical::Sha256;
use crate::packed::PackedVisit;

/// The number of the coming of each visit: visits that share a lesson, at first or second hand, are one coming.
pub(super) fn comings<'v>(visits: impl Iterator<Item = &'v PackedVisit>) -> Vec<u32> {
    let mut first_of: BTreeMap<Sha256, usize> = BTreeMap::new();
    let mut leads_to: Vec<usize> = Vec::new();
    for (rank, visit) in visits.enumerate() {
        leads_to.push(rank);
        for seance in &visit.seances {
            let other = *first_of.entry(seance.lesson_id).or_insert(rank);
            let (one, other) = (end(&leads_to, rank), end(&leads_to, other));
            leads_to[one.max(other)] = one.min(other);
        }
    }
    (0..leads_to.len())
        .map(|rank| u32::try_from(end(&leads_to, rank)).unwrap_or(u32::MAX))
        .collect()
}

/// The first visit of a coming.
fn end(leads_to: &[usize], mut rank: usize) -> usize {
    while leads_to[rank] != rank {
        rank = leads_to[rank];
    }
    rank
}
