//! Facts packed in columns of bits: a cache that is counted fast, thrown away at will, and built again from the facts.
//!
//! The layout is a pure function of a grid, which never changes once published. What is packed is no format: another
//! [`VERSION`] is built anew from the facts, never read.

mod answers;
mod block;
mod bytes;
mod columns;
mod dictionary;
mod layout;
mod places;
mod planes;
mod question;
mod samples;
mod tally;
mod teachers;
mod visit;

pub use answers::Answers;
pub use block::Block;
pub use bytes::Unreadable;
pub use layout::{ItemLayout, Layout, Misfit, Shape};
pub use question::{Place, Question, Window};
pub use tally::{ItemTally, Tally};
pub use visit::{Circumstances, Lesson, PackedSeance, PackedVisit, Teachers};

/// The version of the layout and of its bytes: what another wrote is thrown away.
pub const VERSION: u32 = 2;
