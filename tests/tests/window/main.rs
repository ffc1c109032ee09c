//! The real window, driven as a person drives it.

mod axe_everywhere;
mod azerty;
mod backups;
mod by_keys;
mod close;
mod consolidation;
mod following;
mod holidays;
mod idle;
mod journey;
mod keyboard;
mod kill;
mod laptops;
mod lock;
mod notebook;
mod papers;
mod pickers;
mod printed;
mod refused;
mod search;
mod sync;
mod sync_by_itself;
mod timeline;
mod touch;
mod two_windows;
mod undo;
