//! The rules of classroom observation: grids, visits, answers, facts, the directory and the teachers' register.
//!
//! Pure: no I/O, no clock, no randomness of its own. Time, identifiers and bytes come in as arguments.

pub mod answers;
pub mod canonical;
pub mod clock;
pub mod consolidation;
pub mod directory;
pub mod excerpt;
pub mod expression;
pub mod facts;
pub mod folding;
pub mod grid;
pub mod holidays;
pub mod indicator;
pub mod instant;
pub mod json;
pub mod mail;
pub mod packed;
pub mod preset;
pub mod problem;
pub mod register;
pub mod release;
pub mod retention;
pub mod table;
pub mod text;
pub mod timeline;
pub mod uai;
pub mod visit;
