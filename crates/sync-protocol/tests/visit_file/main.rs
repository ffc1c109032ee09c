//! Visit files through the public door: golden files, tampering, and every problem that a file can have.
#![allow(clippy::expect_used, clippy::unwrap_used)]

mod golden;
mod observed;
mod problems;
mod reading;
mod sample;
mod tampering;
