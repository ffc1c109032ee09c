//! Visits: their plan, their state, and the one gate through which their drafts change.

mod clock;
mod content;
mod correction;
pub(super) mod gate;
mod plan;
pub(super) mod row;
mod search;
mod state;
mod written;

pub use content::VisitContent;
pub(super) use plan::{enter_new, index, insert_draft};
pub use row::VisitRow;
pub use written::Written;
