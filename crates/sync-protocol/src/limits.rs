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
    let (mut open, mut in_string, mut escaped) = (0_usize, false, false);
    for byte in json {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => open += 1,
            b']' | b'}' if !in_string => open = open.saturating_sub(1),
            _ => {}
        }
        if open > depth {
            return true;
        }
    }
    false
}

/// How many members and values a record may have; what it says stands in texts, which count as one.
pub const VALUES: usize = 1_000;

/// Whether a JSON text holds more than `most` members and values: told before anything is built of it.
#[must_use]
pub fn holds_more(json: &[u8], most: usize) -> bool {
    let (mut found, mut in_string, mut escaped) = (0_usize, false, false);
    for byte in json {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' | b',' if !in_string => found += 1,
            _ => {}
        }
        if found > most {
            return true;
        }
    }
    false
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
