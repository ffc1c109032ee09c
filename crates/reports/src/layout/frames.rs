//! Blocks in thin frames.

use super::composer::Composer;
use super::strip::{Piece, Strip, keep_together};
use super::style::{Frame, HAIRLINE, TextStyle};
use super::tree::{NodeId, Role};
use crate::model::{Block, Phrase};
use crate::text::is_blank;

const PADDING: f32 = 10.0;
/// The least space above and under a frame.
pub(super) const FRAME_GAP: f32 = 11.0;
/// A frame of more strips than this may be cut by the end of a page.
const SHORT_FRAME: usize = 14;

impl Composer<'_> {
    pub(super) fn callout(
        &mut self,
        title: &str,
        blocks: &[Block],
        frame: Frame,
        parent: NodeId,
    ) -> Vec<Strip> {
        let node = self.tree.add(parent, Role::Division);
        let inner = frame.inset(PADDING);
        let mut strips = Vec::new();
        if !is_blank(title) {
            strips = self.spaced(0.0, &Phrase::from(title), TextStyle::CALLOUT_TITLE, inner, node);
            strips.iter_mut().for_each(|strip| strip.keep = true);
        }
        strips.extend(self.blocks(blocks, inner, node));
        if strips.len() <= SHORT_FRAME {
            keep_together(&mut strips);
        }
        framed(strips, &[frame], PADDING)
    }
}

/// Strips in thin frames, which are left open where a page ends.
pub(super) fn framed(strips: Vec<Strip>, frames: &[Frame], padding: f32) -> Vec<Strip> {
    let count = strips.len();
    let mut framed: Vec<_> = strips
        .into_iter()
        .enumerate()
        .map(|(at, strip)| inside_frame(strip, at == 0, padding))
        .collect();
    if let Some(last) = framed.last_mut() {
        last.height += padding;
    }
    for (at, strip) in framed.iter_mut().enumerate() {
        for frame in frames {
            draw_frame(strip, *frame, at == 0, at + 1 == count);
        }
    }
    framed
}

fn inside_frame(strip: Strip, is_first: bool, padding: f32) -> Strip {
    match is_first {
        true => Strip {
            gap: FRAME_GAP,
            ..strip.padded_above(padding * 0.8)
        },
        false => strip.with_gap_inside(),
    }
}

fn draw_frame(strip: &mut Strip, frame: Frame, is_first: bool, is_last: bool) {
    // Half a line further on both sides, so that the corners are closed.
    let (left, right) = (frame.left - HAIRLINE / 2.0, frame.right() + HAIRLINE / 2.0);
    if is_first {
        strip
            .pieces
            .push(Piece::rule((left, 0.0), (right, 0.0), HAIRLINE));
    }
    if is_last {
        strip.underline(left, right, HAIRLINE);
    }
    strip.draw_sides(frame.left, frame.right());
}
