//! What a person can do with Carnet: one list of typed commands over a [`host::Host`].

mod attention;
pub mod catalogue;
pub mod commands;
mod consolidation;
mod directory;
mod documents;
mod grids;
mod holidays;
pub mod host;
mod keeping;
pub mod present;
pub mod problem;
mod register;
mod releases;
pub mod sample;
mod schemas;
pub mod session;
mod staging;
pub mod syncing;
pub mod tools;
pub mod views;
mod visits;

pub use schemas::schemas;
pub use session::App;
