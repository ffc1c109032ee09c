//! The keys through their public doors.
#![allow(clippy::expect_used, clippy::unwrap_used)]

mod disk;
mod golden;
mod notes;
mod power_cuts;
mod reading;
mod recovery_codes;
mod sample;
mod saving;
mod unlocking;
