//! What a person must know wherever he is, in a line that asks for nothing at once.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ProblemView;

/// What a person must know, besides what he is doing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AttentionView {
    /// Why the clock of this machine may be wrong; none where nothing says so.
    pub clock: Option<ProblemView>,
    /// What of syncing waits for a person, the gravest first.
    pub sync: Vec<ProblemView>,
}
