//! Consolidation: indicators over many visits.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod estimates;
mod properties;
