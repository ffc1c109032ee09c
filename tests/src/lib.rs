//! Whole-product tests: the harness.

pub mod carnet;
pub mod documents;
pub mod machine;
pub mod readers;
pub mod recording_vfs;
pub mod rounds;
pub mod sixty;
pub mod story;
pub mod too_early;
pub mod window;
