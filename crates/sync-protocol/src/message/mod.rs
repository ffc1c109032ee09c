//! The messages of version 1. A request and its answer name their version in a header, `carnet-protocol` (`docs/sync/http.md`).

pub mod batch;
pub mod comparison;
pub mod enrolment;
pub mod hello;
pub mod recovery;
pub mod stream;
