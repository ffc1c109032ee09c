//! A grid as stored: its bytes, and the identity they give it.

use super::Grid;
use crate::canonical::{self, CanonicalError, Sha256};

/// A published grid with the very bytes that identify it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridFile {
    grid: Grid,
    text: String,
    sha256: Sha256,
}

impl GridFile {
    /// The grid with its canonical bytes.
    ///
    /// # Errors
    /// When the grid has no canonical bytes.
    pub fn publish(grid: Grid) -> Result<Self, CanonicalError> {
        let text = canonical::to_text(&grid)?;
        Ok(Self {
            sha256: Sha256::of(text.as_bytes()),
            grid,
            text,
        })
    }

    /// The grid that stored `text` holds; the text is kept as it is.
    ///
    /// # Errors
    /// When the text is not a grid of this format.
    pub fn from_stored(text: String) -> Result<Self, serde_json::Error> {
        let grid = serde_json::from_str(&text)?;
        Ok(Self {
            sha256: Sha256::of(text.as_bytes()),
            grid,
            text,
        })
    }

    /// The grid.
    #[must_use]
    pub fn grid(&self) -> &Grid {
        &self.grid
    }

    /// The stored text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The grid's identity.
    #[must_use]
    pub fn sha256(&self) -> Sha256 {
        self.sha256
    }
}
