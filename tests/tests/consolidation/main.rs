//! Consolidation: indicators over many visits.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod attacker;
mod estimates;
mod properties;
mod releases;
mod suppressed_tables;
mod told_counts;
mod versions;
