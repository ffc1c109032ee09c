//! Figures: durations, the machine that they come from, and the page on which they are written.

pub mod machine;
pub mod sheet;
pub mod timing;

use std::error::Error;

/// What a failure to measure is told as.
pub type Measured<T> = Result<T, Box<dyn Error + Send + Sync>>;
