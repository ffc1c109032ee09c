//! Releases: figures for all others, in which nobody can be recognised.
//!
//! A fixed list of cells over complete school years, computed once, suppressed against every release before it. What is told
//! of each figure is decided by [`rules`], and then by what who tries to find the rest would find: a solver that knows all
//! that is told, and what adds up, must be left as many possible counts as the threshold, and twenty points of each share.
//!
//! The solver of [`table`] is told more than anybody knows: how many persons each share is of, and how many persons the
//! parts of a whole have in common (a teacher of two schools counts in both, and once in their circonscription).

mod attacker;
mod cell;
mod counts;
mod document;
mod draft;
mod drafting;
mod figure;
mod known;
mod measured;
mod order;
mod places;
mod plan;
mod prepared;
mod published;
mod reach;
pub mod rules;
pub mod secondary;
mod shares;
pub mod table;
mod teachers;

pub use cell::{BLOCK, Cell, CellScope, Window};
pub use document::{
    Extent, FigureName, Modality, PartCell, ReleaseDocument, ReleasePart, ReleasedIndicator, Withdrawn,
};
pub use draft::{complete_years, draft};
pub use figure::{FigureKey, Figures, Released, ReleasedValue, Why};
pub use order::{Circumstances, Draft, Level, NoRelease, Order, Untold};
pub use plan::Plan;
pub use prepared::{Prepared, prepare};
pub use published::{Published, Release};
pub use rules::Rules;
