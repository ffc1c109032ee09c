//! Instants, sizes and counts as a person reads them.

use std::fs;
use std::path::Path;

use chrono_tz::Tz;
use observation::instant::Instant;
pub(super) use reports::visit_report::grouped;
use reports::visit_report::{short_date, time};

/// « le 26/11/2026 à 14 h 05 ».
pub(crate) fn instant(at: Instant, zone: Tz) -> String {
    format!("le {} à {}", short_date(at.date_in(zone)), time(at, zone))
}

/// « 12,4 Mo », « 320 Ko ».
pub(super) fn size(bytes: u64) -> String {
    const KILO: u64 = 1_000;
    const MEGA: u64 = 1_000_000;
    if bytes < MEGA {
        return format!("{}\u{a0}Ko", bytes.div_ceil(KILO));
    }
    let tenths = bytes.saturating_mul(10).div_ceil(MEGA);
    format!("{},{}\u{a0}Mo", grouped(tenths / 10), tenths % 10)
}

/// « 1 visite », « 3 visites ».
pub(crate) fn counted(count: usize, one: &str, several: &str) -> String {
    let word = if count < 2 { one } else { several };
    format!("{}\u{a0}{word}", grouped(count as u64))
}

/// How many bytes the files of `folder` take; those that do not read count for nothing.
pub(super) fn size_of(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let lengths = entries.filter_map(|entry| entry.metadata().ok());
    lengths
        .filter(fs::Metadata::is_file)
        .map(|found| found.len())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_counts_are_written_in_french() {
        assert_eq!(
            [1, 319_001, 999_999].map(size),
            ["1\u{a0}Ko", "320\u{a0}Ko", "1000\u{a0}Ko"]
        );
        assert_eq!(size(12_345_678), "12,4\u{a0}Mo");
        assert_eq!(size(1_234_567_890), "1\u{202f}234,6\u{a0}Mo");
        assert_eq!(counted(0, "visite", "visites"), "0\u{a0}visite");
        assert_eq!(counted(1_234, "visite", "visites"), "1\u{202f}234\u{a0}visites");
    }
}
