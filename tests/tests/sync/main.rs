//! Laptops and stores: whatever happens between them, nothing is lost, doubled or told to whom it is not for.

mod academie;
mod client_kills;
mod confidentiality;
mod counting;
mod drafts;
mod ended_by_hand;
mod failures;
mod hand_over;
mod hostile_store;
mod kills;
mod laptops;
mod mishaps;
mod purge;
mod recovery;
mod refused;
mod releases;
#[allow(clippy::unwrap_used, clippy::expect_used)]
#[path = "../../../crates/indicator-store/tests/server/mod.rs"]
mod server;
mod store_full_disk;
mod succession;
mod three_versions;
mod tls;
