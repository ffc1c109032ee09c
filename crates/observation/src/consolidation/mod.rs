//! The working view of a circonscription: figures for those who inspect there, « usage interne ».
//!
//! Filters are free and nothing is suppressed but what is of too few persons, by itself or by the difference of two filters.
//! Coverage says who was visited and who was not; needs say whom to train, in what. Nothing here sorts schools or persons by a
//! result.

mod axis;
pub mod codes;
mod coverage;
mod criteria;
mod groups;
mod guard;
mod needs;

pub use axis::{Axis, Looked, look};
pub use coverage::{Coverage, SchoolCoverage, SeenVisit, TeacherCoverage, cover};
pub use criteria::Criteria;
pub use groups::{GroupSet, SchoolGroup, Span, read_groups};
pub use guard::{FEWEST_TEACHERS, Shown};
pub use needs::{Need, Needs, Recommended, needs};
