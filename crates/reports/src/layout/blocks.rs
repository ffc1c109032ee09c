//! From blocks to strips: headings, paragraphs and groups here, the others in modules of their own.

use super::composer::{Composer, Home};
use super::frames::FRAME_GAP;
use super::strip::{Anchor, Strip, keep_together};
use super::style::{Frame, TextStyle, heading_gap};
use super::tree::{NodeId, Role};
use crate::model::{Block, HeadingLevel, Phrase, Style};
use crate::text::clean;

pub(super) const PARAGRAPH_GAP: f32 = 5.0;
const SMALL_GAP: f32 = 4.0;

impl Composer<'_> {
    /// The strips of blocks, under a node of the structure.
    pub(super) fn blocks(&mut self, blocks: &[Block], frame: Frame, parent: NodeId) -> Vec<Strip> {
        let mut strips: Vec<Strip> = Vec::new();
        let (mut breaks, mut after) = (false, 0.0);
        for block in blocks {
            breaks |= *block == Block::PageBreak;
            if block.is_blank() {
                continue;
            }
            let mut laid = self.block(block, frame, parent);
            if let Some(first) = laid.first_mut() {
                first.breaks |= std::mem::take(&mut breaks);
                first.gap = first.gap.max(after);
                after = gap_after(block);
            }
            strips.append(&mut laid);
        }
        strips
    }

    fn block(&mut self, block: &Block, frame: Frame, parent: NodeId) -> Vec<Strip> {
        match block {
            Block::Heading { level, text } => self.heading_block(*level, text, frame, parent),
            Block::Paragraph { text, style } => self.paragraph(text, *style, frame, parent),
            Block::List { marker, items } => self.list(*marker, items, frame, parent),
            Block::KeyValues(rows) => self.key_values(rows, frame, parent),
            Block::Table(table) => self.table(table, frame, parent),
            Block::TimeChart(chart) => self.time_chart(chart, frame, parent),
            Block::Figure(scene) => self.scene(scene, frame, parent),
            Block::BlankLines { label, lines, spoken } => {
                self.blank_lines(label, *lines, spoken, frame, parent)
            }
            Block::Signature(block) => self.signature(block, frame, parent),
            Block::Callout { title, blocks } => self.callout(title, blocks, frame, parent),
            Block::Together(blocks) => {
                let mut strips = self.blocks(blocks, frame, parent);
                keep_together(&mut strips);
                strips
            }
            Block::PageBreak => Vec::new(),
        }
    }

    /// A phrase in a node of its own.
    pub(super) fn phrase_in(
        &mut self,
        role: Role,
        phrase: &Phrase,
        style: TextStyle,
        frame: Frame,
        parent: NodeId,
    ) -> Vec<Strip> {
        let node = self.tree.add(parent, role);
        self.lines(phrase, Home::Node(node), style, frame)
    }

    fn heading_block(&mut self, level: HeadingLevel, text: &str, frame: Frame, parent: NodeId) -> Vec<Strip> {
        let wanted = match level {
            HeadingLevel::One => 2,
            HeadingLevel::Two => 3,
            HeadingLevel::Three => 4,
        };
        let mut strips = self.heading_at(wanted, text, TextStyle::of_heading(level), frame, parent);
        if let Some(first) = strips.first_mut() {
            first.gap = heading_gap(level);
        }
        strips
    }

    /// A heading of the outline, its level brought down to one more than the last: none may be skipped (PDF/UA-1, 7.4.2).
    pub(super) fn heading_at(
        &mut self,
        wanted: u8,
        text: &str,
        style: TextStyle,
        frame: Frame,
        parent: NodeId,
    ) -> Vec<Strip> {
        let level = wanted.min(self.heading + 1);
        self.heading = level;
        let mut strips = self.phrase_in(Role::Heading(level), &Phrase::from(text), style, frame, parent);
        strips.iter_mut().for_each(|strip| strip.keep = true);
        if let Some(first) = strips.first_mut() {
            let title = clean(text).replace('\n', " ").trim().to_owned();
            first.anchor = Some(Anchor { title, level });
        }
        strips
    }

    fn paragraph(&mut self, text: &Phrase, style: Style, frame: Frame, parent: NodeId) -> Vec<Strip> {
        let gap = match style {
            Style::Body | Style::Large => PARAGRAPH_GAP,
            Style::Small => SMALL_GAP,
        };
        self.spaced(gap, text, TextStyle::of(style), frame, parent)
    }

    /// A paragraph under a space.
    pub(super) fn spaced(
        &mut self,
        gap: f32,
        text: &Phrase,
        style: TextStyle,
        frame: Frame,
        parent: NodeId,
    ) -> Vec<Strip> {
        let mut strips = self.phrase_in(Role::Paragraph, text, style, frame, parent);
        if let Some(first) = strips.first_mut() {
            first.gap = gap;
        }
        strips
    }
}

/// The least space under a block: what ends in a line needs air.
fn gap_after(block: &Block) -> f32 {
    match block {
        Block::Callout { .. }
        | Block::Signature(_)
        | Block::Table(_)
        | Block::TimeChart(_)
        | Block::Figure(_) => FRAME_GAP,
        _ => 0.0,
    }
}
