//! From a document to pages: what is drawn where, and the structure that says what it means. Pure, and ignorant of PDF.

mod blocks;
mod composer;
mod drawn_lines;
mod fill_in;
mod flow;
mod frames;
mod furniture;
mod laid;
mod line_breaking;
mod lines;
mod lists;
mod masthead;
mod scene;
mod setting;
mod signature;
mod strip;
mod style;
mod table;
mod time_chart;
mod transcript;
mod tree;
mod words;

pub use laid::{
    ArtifactKind, Drawing, Glyph, Laid, LinkArea, Mark, OutlineEntry, Owner, Page, Rule, TextRun,
};
pub use style::{PAGE_HEIGHT, PAGE_WIDTH, TextStyle};
pub use tree::{Kid, Leaf, LeafId, MarkPlace, Node, NodeId, Role, Scope, Tree};

use composer::Composer;
use style::{Frame, MARGIN, MEASURE};

use crate::fonts::FontSet;
use crate::model::Document;

/// Lays a document out on A4 pages.
#[must_use]
pub fn lay_out(document: &Document, fonts: &FontSet) -> Laid {
    let mut composer = Composer::new(fonts);
    let frame = Frame {
        left: MARGIN,
        measure: MEASURE,
    };
    let mut strips = composer.masthead(document, frame, Tree::ROOT);
    strips.extend(composer.blocks(&document.blocks, frame, Tree::ROOT));
    let flowed = flow::flow(strips, &composer.repeated, &mut composer.tree);
    let mut pages = flowed.pages;
    composer.furnish(document, &mut pages);
    Laid {
        pages,
        tree: composer.tree,
        links: flowed.links,
        outline: flowed.outline,
        glyphs: composer.glyphs,
        replaced: composer.replaced,
    }
}
