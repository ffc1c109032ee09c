//! Planes of bits: one for each bit of each item, one bit for each row; sixty-four rows are counted at once.

use std::collections::BTreeMap;

use super::bytes::{Reader, Unreadable, Writer};
use super::layout::{ItemLayout, Misfit, answers_of};
use crate::facts::FactValue;

/// How many rows one word holds.
pub(super) const ROWS: usize = 64;

/// The answers of rows, plane after plane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Planes {
    rows: usize,
    words: usize,
    bits: Vec<u64>,
}

impl Planes {
    /// The answers `of` each row, in order.
    pub(super) fn pack(
        items: &[ItemLayout],
        planes: usize,
        of: &[&BTreeMap<String, FactValue>],
    ) -> Result<Self, Misfit> {
        let words = of.len().div_ceil(ROWS);
        let mut bits = vec![0; planes * words];
        for (row, answers) in of.iter().enumerate() {
            let mut known = 0;
            for item in items {
                let answer = answers.get(&item.code);
                known += usize::from(answer.is_some());
                for plane in item.ones(answer)? {
                    bits[plane * words + row / ROWS] |= 1_u64 << (row % ROWS);
                }
            }
            if known != answers.len() {
                return Err(strange(items, answers));
            }
        }
        Ok(Self {
            rows: of.len(),
            words,
            bits,
        })
    }

    /// The answers of one row.
    pub(super) fn answers(&self, items: &[ItemLayout], row: usize) -> BTreeMap<String, FactValue> {
        answers_of(items, |plane| {
            self.plane(plane)[row / ROWS] >> (row % ROWS) & 1 == 1
        })
    }

    /// The words of one plane.
    pub(super) fn plane(&self, plane: usize) -> &[u64] {
        &self.bits[plane * self.words..(plane + 1) * self.words]
    }

    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    pub(super) fn write(&self, writer: &mut Writer) {
        writer.words(&self.bits);
    }

    pub(super) fn read(reader: &mut Reader<'_>, planes: usize, rows: usize) -> Result<Self, Unreadable> {
        let words = rows.div_ceil(ROWS);
        let bits = reader.words(planes.checked_mul(words).ok_or(Unreadable)?)?;
        Ok(Self { rows, words, bits })
    }
}

/// The answer to no item of these.
fn strange(items: &[ItemLayout], answers: &BTreeMap<String, FactValue>) -> Misfit {
    let is_known = |code: &String| items.iter().any(|item| item.code == *code);
    let mut strange = answers.keys().filter(|code| !is_known(code));
    Misfit(strange.next().cloned().unwrap_or_default())
}

/// How many rows of `mask` have each of the numbers below `count` in `planes`, the lowest bit first.
pub(super) fn numbers(planes: &[&[u64]], mask: &[u64], count: usize) -> Vec<u64> {
    match *planes {
        [a] => each([a], mask, count),
        [a, b] => each([a, b], mask, count),
        [a, b, c] => each([a, b, c], mask, count),
        [a, b, c, d] => each([a, b, c, d], mask, count),
        [a, b, c, d, e] => each([a, b, c, d, e], mask, count),
        _ => by_halves(planes, mask, count),
    }
}

/// A fixed number of planes is a loop without branches, which compilers turn into wide instructions.
fn each<const PLANES: usize>(planes: [&[u64]; PLANES], mask: &[u64], count: usize) -> Vec<u64> {
    let of = |number: usize| {
        let flips: [u64; PLANES] =
            std::array::from_fn(|bit| if number >> bit & 1 == 1 { 0 } else { u64::MAX });
        let mut rows = 0_u64;
        for (word, mask) in mask.iter().enumerate() {
            let mut having = *mask;
            for bit in 0..PLANES {
                having &= planes[bit][word] ^ flips[bit];
            }
            rows += u64::from(having.count_ones());
        }
        rows
    };
    (0..count).map(of).collect()
}

/// The same for many numbers: what has the highest bit, and what does not, each by itself.
fn by_halves(planes: &[&[u64]], mask: &[u64], count: usize) -> Vec<u64> {
    let Some((highest, lower)) = planes.split_last() else {
        return vec![ones(mask); count.min(1)];
    };
    let half = 1_usize << lower.len();
    let without: Vec<u64> = mask.iter().zip(*highest).map(|(mask, bit)| mask & !bit).collect();
    let mut counts = numbers_or_none(lower, &without, count.min(half));
    if count > half {
        let with: Vec<u64> = mask.iter().zip(*highest).map(|(mask, bit)| mask & bit).collect();
        counts.extend(numbers_or_none(lower, &with, count - half));
    }
    counts
}

/// Most values of a long list occur in no row of a block.
fn numbers_or_none(planes: &[&[u64]], mask: &[u64], count: usize) -> Vec<u64> {
    if mask.iter().all(|word| *word == 0) {
        vec![0; count]
    } else {
        numbers(planes, mask, count)
    }
}

/// How many rows a mask keeps.
pub(super) fn ones(mask: &[u64]) -> u64 {
    mask.iter().map(|word| u64::from(word.count_ones())).sum()
}

/// How many rows of both.
pub(super) fn ones_of_both(mask: &[u64], plane: &[u64]) -> u64 {
    let both = mask.iter().zip(plane);
    both.map(|(mask, plane)| u64::from((mask & plane).count_ones()))
        .sum()
}

/// A mask of the rows of which `keeps` is true.
pub(super) fn mask(rows: usize, keeps: impl Fn(usize) -> bool) -> Vec<u64> {
    let word = |first: usize| {
        let kept = first..rows.min(first + ROWS);
        kept.fold(0, |word, row| word | u64::from(keeps(row)) << (row - first))
    };
    (0..rows).step_by(ROWS).map(word).collect()
}
