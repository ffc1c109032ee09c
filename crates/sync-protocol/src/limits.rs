//! What one request may hold; the table of `docs/sync/http.md`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The limits of a store, as it tells them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Limits {
    /// Records in a batch.
    pub records: usize,
    /// Bytes of records that a notebook puts in one batch; a larger record goes alone.
    pub batch: usize,
    /// Bytes of a body as it is received, compressed or not.
    pub body: usize,
    /// Bytes of a body once unpacked.
    pub unpacked: usize,
    /// Bytes of one record as JSON, its facts and its encrypted document with it.
    pub record: usize,
    /// Records in a page of a stream.
    pub page_records: usize,
    /// Bytes of a page of a stream, before compression.
    pub page: usize,
}

impl Limits {
    /// The limits of version 1.
    pub const VERSION_1: Self = Self {
        records: 100,
        batch: 1 << 20,
        body: (4 << 20) + (64 << 10),
        unpacked: 8 << 20,
        record: 4 << 20,
        page_records: 500,
        page: 4 << 20,
    };
}

/// How deep the JSON of a body may nest.
pub const NESTING: usize = 32;

/// How many parents a record may name.
pub const PARENTS: usize = 16;

/// Whether a JSON text nests deeper than `depth`: told before anything is built of it.
#[must_use]
pub fn nests_deeper(json: &[u8], depth: usize) -> bool {
    let mut open = 0_usize;
    outside_strings(json).any(|byte| {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        open > depth
    })
}

/// The bytes that stand outside of a text's strings; of a string, the quote that opens it.
fn outside_strings(json: &[u8]) -> impl Iterator<Item = u8> {
    let mut rest = json;
    std::iter::from_fn(move || {
        let (first, after) = rest.split_first()?;
        rest = if *first == b'"' {
            after_string(after)
        } else {
            after
        };
        Some(*first)
    })
}

/// What follows a string, of which the quote that opens it was read.
fn after_string(mut inside: &[u8]) -> &[u8] {
    while let Some(at) = memchr::memchr2(b'"', b'\\', inside) {
        let is_end = inside[at] == b'"';
        inside = inside.get(at + if is_end { 1 } else { 2 }..).unwrap_or_default();
        if is_end {
            return inside;
        }
    }
    &[]
}

/// How many members and values a record may have; what it says stands in texts, which count as one.
pub const VALUES: usize = 1_000;

/// Whether a JSON text holds more than `most` members and values: told before anything is built of it.
#[must_use]
pub fn holds_more(json: &[u8], most: usize) -> bool {
    let counted = outside_strings(json).filter(|byte| matches!(byte, b'[' | b'{' | b','));
    counted.take(most.saturating_add(1)).count() > most
}

/// How many of the first of `sizes` (bytes of records, in order) go in one batch: at least one, so that a large one goes alone.
#[must_use]
pub fn batch_length(sizes: &[usize], limits: &Limits) -> usize {
    let mut bytes = 0_usize;
    let fits = sizes.iter().take(limits.records).take_while(|size| {
        bytes = bytes.saturating_add(**size);
        bytes <= limits.batch
    });
    fits.count().max(usize::from(!sizes.is_empty()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_large_record_goes_alone_and_nothing_makes_no_batch() {
        let limits = Limits::VERSION_1;
        assert_eq!(batch_length(&[limits.batch + 1, 10], &limits), 1);
        assert_eq!(batch_length(&[10, limits.batch, 10], &limits), 1);
        assert_eq!(batch_length(&[], &limits), 0);
        assert_eq!(batch_length(&[1; 250], &limits), 100);
    }

    #[test]
    fn depth_is_counted_outside_of_strings() {
        assert!(nests_deeper(b"[[[1]]]", 2) && !nests_deeper(b"[[[1]]]", 3));
        assert!(!nests_deeper(br#"{"a":"[[[[{{{{\"[[["}"#, 1));
        assert!(!nests_deeper(b"[1],[2],[3]", 1));
        // A string that never ends hides nothing that could be read.
        assert!(!nests_deeper(br#"["[[["#, 1) && !nests_deeper(br#"["\"#, 1));
    }

    #[test]
    fn members_are_counted_outside_of_strings() {
        assert!(holds_more(br#"{"":0},{"":0}"#, 2) && !holds_more(br#"{"":0},{"":0}"#, 3));
        assert!(!holds_more(br#"{"a":",,,,[[[{{{\",,,"}"#, 1));
    }

    proptest! {
        #[test]
        fn every_record_leaves_in_some_batch_within_the_limits(
            sizes in proptest::collection::vec(0_usize..3_000_000, 0..300),
        ) {
            let limits = Limits::VERSION_1;
            let mut left = sizes.as_slice();
            while !left.is_empty() {
                let length = batch_length(left, &limits);
                prop_assert!((1..=limits.records).contains(&length));
                let bytes: usize = left[..length].iter().sum();
                prop_assert!(length == 1 || bytes <= limits.batch);
                left = &left[length..];
            }
        }
    }
}
