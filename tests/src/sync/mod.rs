//! Laptops and stores that sync, in one process: the true client and the true store, and between them a cable to cut.

pub mod academie;
pub mod accounts;
pub mod authority;
pub mod cable;
pub mod closed;
pub mod copies;
pub mod folder;
pub mod founded;
pub mod hostile;
pub mod laptop;
pub mod line;
mod over_network;
mod own_notes;
pub mod people;
pub mod process;
pub mod proxy;
pub mod store;
pub mod visits;
pub mod wire;

pub use academie::Academie;
pub use authority::Authority;
pub use cable::{Cable, Fault};
pub use founded::Founded;
pub use hostile::HostileStore;
pub use laptop::Laptop;
pub use proxy::NetworkProxy;
pub use store::AnyStore;
pub use wire::{Breakage, Wire};
