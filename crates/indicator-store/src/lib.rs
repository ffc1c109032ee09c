//! The académie's indicator store: it keeps signed records once each, gives them back in one order, and can read none of
//! their documents.
//!
//! Rules are those of `sync-protocol` and `observation`; here are disks, the network and the clock.

pub mod archive;
mod certificates;
pub mod checking;
pub mod cli;
pub mod error;
pub mod http;
pub mod machine;
mod paced;
pub mod packing;
pub mod postgres;
pub mod releasing;
pub mod serving;
pub mod sqlite;
pub mod store;
