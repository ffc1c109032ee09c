//! The store through its public door.
#![allow(clippy::expect_used, clippy::unwrap_used)]

mod backups;
mod damage;
mod directory;
mod first_opening;
mod golden;
mod history;
mod opening;
mod records;
mod sample;
mod sealing;
mod visits;
