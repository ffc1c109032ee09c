//! A hostile store between true laptops: whatever it forges, hides, repeats or reorders, nothing false is believed, what it
//! gave is shown, the notebook works on, and an honest sync afterwards agrees (`docs/sync/encryption.md`, « A store that lies »).
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod answers;
mod belief;
mod forging;
mod forks;
mod kinds;
mod recovering;
mod stage;
mod streams;
