//! A release that was prepared and not signed yet.

use observation::release::Draft;
use serde::{Deserialize, Serialize};

/// A release that was prepared and not signed yet.
#[derive(Serialize, Deserialize)]
pub(crate) struct Drafted {
    /// Of which académie, or series.
    pub(crate) academie: String,
    /// Its documents.
    pub(crate) draft: Draft,
}
