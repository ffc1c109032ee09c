//! What the laying out of one report accumulates: its structure, its glyphs, what was replaced.

use super::laid::ArtifactKind;
use super::strip::Strip;
use super::tree::{NodeId, Tree};
use super::words::Words;
use crate::fonts::{FontSet, GlyphTables, Replacement};

/// Where the text of a phrase belongs.
#[derive(Debug, Clone, Copy)]
pub(super) enum Home {
    /// Under a node of the structure.
    Node(NodeId),
    /// Passed over by a screen reader.
    Artifact(ArtifactKind),
}

/// What the laying out accumulates.
pub(super) struct Composer<'f> {
    pub(super) fonts: &'f FontSet,
    pub(super) tree: Tree,
    pub(super) glyphs: GlyphTables,
    pub(super) words: Words,
    pub(super) replaced: Vec<(String, Replacement)>,
    /// The table headers that pages may repeat.
    pub(super) repeated: Vec<Vec<Strip>>,
    /// The level of the last heading.
    pub(super) heading: u8,
}

impl<'f> Composer<'f> {
    pub(super) fn new(fonts: &'f FontSet) -> Self {
        Self {
            fonts,
            tree: Tree::new(),
            glyphs: GlyphTables::default(),
            words: Words::default(),
            replaced: Vec::new(),
            repeated: Vec::new(),
            heading: 0,
        }
    }
}
