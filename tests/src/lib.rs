//! Whole-product tests: the harness.

pub mod beside;
pub mod carnet;
pub mod documents;
pub mod drawn;
pub mod inspecting;
pub mod killable;
pub mod lying_store;
pub mod machine;
pub mod measuring;
pub mod printed;
pub mod readers;
pub mod recording_vfs;
pub mod rounds;
pub mod sixty;
pub mod small_disk;
pub mod story;
pub mod sync;
pub mod too_early;
pub mod window;
