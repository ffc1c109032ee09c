//! A report laid out: what is drawn where, and what it means; nothing of PDF yet.
//!
//! Lengths are in points (1/72 inch), from the top left corner of an A4 page, downwards.

use super::style::TextStyle;
use super::tree::{LeafId, NodeId, Tree};
use crate::fonts::{GlyphTables, Replacement};

/// One glyph of a run; lengths in thousandths of the run's size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    /// Its number in the glyph table of the run's weight.
    pub number: u32,
    /// Its width before kerning.
    pub nominal: i32,
    /// How far the pen goes on.
    pub advance: i32,
    /// How far right of the pen it is drawn.
    pub right: i32,
    /// How far above the baseline it is drawn.
    pub up: i32,
}

/// Glyphs of one style on one baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct TextRun {
    /// Where the first glyph begins.
    pub x: f32,
    /// The height of the baseline on the page.
    pub baseline: f32,
    /// Its width, a trailing space included.
    pub width: f32,
    /// How it looks.
    pub style: TextStyle,
    /// The glyphs, from left to right.
    pub glyphs: Vec<Glyph>,
    /// Turned by so many degrees to the left around its beginning.
    pub turned: f32,
}

/// A straight line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// Where it begins.
    pub from: (f32, f32),
    /// Where it ends.
    pub to: (f32, f32),
    /// Its thickness.
    pub thickness: f32,
    /// From 0, black, to 1, white.
    pub grey: f32,
    /// Round dots instead of a line.
    pub dotted: bool,
}

/// One thing drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Drawing {
    /// Text.
    Text(TextRun),
    /// A line.
    Rule(Rule),
}

impl Drawing {
    /// The box around it: left, top, right, bottom.
    #[must_use]
    pub fn bounds(&self) -> [f32; 4] {
        match self {
            Self::Text(run) => [
                run.x,
                run.baseline - run.style.size,
                run.x + run.width,
                run.baseline + run.style.size * 0.3,
            ],
            Self::Rule(rule) => {
                let half = rule.thickness / 2.0;
                [
                    rule.from.0.min(rule.to.0) - half,
                    rule.from.1.min(rule.to.1) - half,
                    rule.from.0.max(rule.to.0) + half,
                    rule.from.1.max(rule.to.1) + half,
                ]
            }
        }
    }

    /// The same, lower by so much.
    #[must_use]
    pub fn lowered(mut self, by: f32) -> Self {
        match &mut self {
            Self::Text(run) => run.baseline += by,
            Self::Rule(rule) => {
                rule.from.1 += by;
                rule.to.1 += by;
            }
        }
        self
    }
}

/// Why something is drawn that a screen reader passes over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ArtifactKind {
    /// The pale status across the page, under all the rest.
    Watermark,
    /// A line, a frame.
    Layout,
    /// The top of the page.
    Header,
    /// The bottom of the page.
    Footer,
    /// The header of a table, again, on a further page.
    RepeatedHeader,
}

/// To whom a drawing belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// To nobody: passed over.
    Artifact(ArtifactKind),
    /// To text of the structure.
    Leaf(LeafId),
}

/// Drawn text of the structure on one page; its rank on the page is its MCID.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// The text that it is, or a part of.
    pub leaf: LeafId,
    /// What is drawn.
    pub drawings: Vec<Drawing>,
}

/// One page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// What a screen reader passes over, in order of kind.
    pub artifacts: Vec<(ArtifactKind, Drawing)>,
    /// What it reads, in reading order.
    pub marks: Vec<Mark>,
}

/// A place to click.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkArea {
    /// The page, from 0.
    pub page: usize,
    /// Left, top, right, bottom.
    pub area: [f32; 4],
    /// The link of the structure.
    pub node: NodeId,
}

/// A heading in the outline.
#[derive(Debug, Clone, PartialEq)]
pub struct OutlineEntry {
    /// Its text.
    pub title: String,
    /// Its level, from 1.
    pub level: u8,
    /// The page, from 0.
    pub page: usize,
    /// Its top on the page.
    pub top: f32,
}

/// A report laid out.
#[derive(Debug, Clone)]
pub struct Laid {
    /// The pages; at least one.
    pub pages: Vec<Page>,
    /// The structure.
    pub tree: Tree,
    /// The places to click, in reading order.
    pub links: Vec<LinkArea>,
    /// The headings, in reading order.
    pub outline: Vec<OutlineEntry>,
    /// The glyphs that are used.
    pub glyphs: GlyphTables,
    /// The characters that were replaced, each with the beginning of the text that it stood in.
    pub replaced: Vec<(String, Replacement)>,
}
