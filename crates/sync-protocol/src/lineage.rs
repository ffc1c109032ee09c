//! Which revision of a visit counts: the first that was stored, until a later one follows it.

use observation::canonical::Sha256;

/// A revision of a visit, as a store holds it. One that was purged still has its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Its place in the order of the académie.
    pub sequence: u64,
    /// The hash of its document.
    pub sha256: Sha256,
    /// The hashes of those that it follows.
    pub parents: Vec<Sha256>,
}

/// The one that counts among the revisions of one visit. Of two that follow the same one the first stored counts, until a
/// revision names it among its parents: one that ends their conflict names both.
#[must_use]
pub fn counting(revisions: &[Revision]) -> Option<&Revision> {
    let is_there = |hash: &Sha256| revisions.iter().any(|one| one.sha256 == *hash);
    let first = revisions.iter().filter(|one| !one.parents.iter().any(is_there));
    let mut counts = first.min_by_key(|one| one.sequence)?;
    let follows =
        |last: &Revision, one: &Revision| one.sequence > last.sequence && one.parents.contains(&last.sha256);
    // A parent is stored before its child: each step goes up, and the last has no child.
    while let Some(next) = revisions
        .iter()
        .filter(|one| follows(counts, one))
        .min_by_key(|one| one.sequence)
    {
        counts = next;
    }
    Some(counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(number: u8) -> Sha256 {
        Sha256::from([number; 32])
    }

    /// Revisions in the order of their storing, each with its parents by number.
    fn counts(revisions: &[(u8, &[u8])]) -> Option<Sha256> {
        let stored = revisions
            .iter()
            .zip(1..)
            .map(|((number, parents), sequence)| Revision {
                sequence,
                sha256: hash(*number),
                parents: parents.iter().map(|parent| hash(*parent)).collect(),
            });
        let stored: Vec<Revision> = stored.collect();
        counting(&stored).map(|one| one.sha256)
    }

    #[test]
    fn the_last_of_a_line_counts() {
        assert_eq!(counts(&[]), None);
        assert_eq!(counts(&[(1, &[])]), Some(hash(1)));
        assert_eq!(counts(&[(1, &[]), (2, &[1]), (3, &[2])]), Some(hash(3)));
    }

    #[test]
    fn of_two_the_first_stored_counts_until_one_names_both() {
        assert_eq!(counts(&[(1, &[]), (2, &[])]), Some(hash(1)));
        assert_eq!(counts(&[(1, &[]), (2, &[]), (3, &[2])]), Some(hash(1)));
        assert_eq!(
            counts(&[(1, &[]), (2, &[]), (3, &[2]), (4, &[1, 3])]),
            Some(hash(4))
        );
        assert_eq!(counts(&[(1, &[]), (2, &[1]), (3, &[1])]), Some(hash(2)));
        assert_eq!(
            counts(&[(1, &[]), (2, &[1]), (3, &[1]), (4, &[2, 3])]),
            Some(hash(4))
        );
    }

    #[test]
    fn a_parent_that_was_purged_before_it_came_is_none() {
        assert_eq!(counts(&[(2, &[1]), (3, &[2])]), Some(hash(3)));
    }
}
