//! Indicators over many visits: what the grids declare, evaluated, cell by cell, in notebooks and in the store alike.
//!
//! A [`Population`] holds the visits that count: those whose report was communicated and that nobody opposed. A
//! [`Partition`] sorts their units into cells, such as schools and years; [`evaluate`] gives each indicator's figures for
//! each cell. Thresholds are for who shows them.

mod columns;
mod conditions;
mod estimate;
mod evaluation;
mod figure;
mod lessons;
mod partition;
mod population;
mod said;
mod sums;
mod versions;

pub use estimate::{FEWEST_CLUSTERS, Interval};
pub use evaluation::{Evaluated, Evaluation, Segment};
pub use figure::Figure;
pub use partition::Partition;
pub use population::{Population, UnitView};
pub use versions::Editions;
