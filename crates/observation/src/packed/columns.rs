//! Columns of numbers below a bound: as many bytes each as the bound needs.

use super::bytes::{Reader, Unreadable, Writer};

/// How many bytes a number below `bound` takes.
fn width(bound: usize) -> usize {
    match bound.saturating_sub(1) {
        0..0x100 => 1,
        0x100..0x1_0000 => 2,
        _ => 4,
    }
}

/// Writes numbers below `bound`.
pub(super) fn write(writer: &mut Writer, numbers: &[u32], bound: usize) {
    let width = width(bound);
    numbers
        .iter()
        .for_each(|number| writer.raw(&number.to_le_bytes()[..width]));
}

/// Reads `rows` numbers, each of which must be below `bound`.
pub(super) fn read(reader: &mut Reader<'_>, rows: usize, bound: usize) -> Result<Vec<u32>, Unreadable> {
    let width = width(bound);
    let bytes = reader.raw(rows.checked_mul(width).ok_or(Unreadable)?)?;
    let numbers: Vec<u32> = match width {
        1 => bytes.iter().map(|byte| u32::from(*byte)).collect(),
        2 => {
            let pairs = bytes.as_chunks::<2>().0.iter();
            pairs.map(|pair| u32::from(u16::from_le_bytes(*pair))).collect()
        }
        _ => bytes
            .as_chunks::<4>()
            .0
            .iter()
            .map(|four| u32::from_le_bytes(*four))
            .collect(),
    };
    if numbers.iter().all(|number| (*number as usize) < bound) {
        Ok(numbers)
    } else {
        Err(Unreadable)
    }
}
