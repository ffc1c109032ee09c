//! Dotted lines to write on by hand.

use super::blocks::PARAGRAPH_GAP;
use super::composer::{Composer, Home};
use super::drawn_lines::line_pieces;
use super::laid::Drawing;
use super::strip::{Piece, Strip, keep_pairs};
use super::style::{Frame, TextStyle};
use super::tree::{NodeId, Role};
use crate::model::Phrase;

const BLANK_LINE: f32 = 24.0;

impl Composer<'_> {
    pub(super) fn blank_lines(
        &mut self,
        label: &Phrase,
        lines: u8,
        spoken: &str,
        frame: Frame,
        parent: NodeId,
    ) -> Vec<Strip> {
        let mut strips = Vec::new();
        if !label.is_blank() {
            strips = self.spaced(PARAGRAPH_GAP, label, TextStyle::BODY, frame, parent);
            strips.iter_mut().for_each(|strip| strip.keep = true);
        }
        if lines > 0 {
            let paragraph = self.tree.add(parent, Role::Paragraph);
            let phrase = Phrase::new().checkbox(spoken);
            strips.extend(self.dotted_lines(&phrase, lines, frame, paragraph));
        }
        strips
    }

    /// Lines to write on; the first holds, unseen, what a screen reader says of them.
    fn dotted_lines(&mut self, spoken: &Phrase, lines: u8, frame: Frame, node: NodeId) -> Vec<Strip> {
        let style = TextStyle::BODY;
        let set = self.set(spoken, Home::Node(node), style, frame.measure);
        let unseen = line_pieces(&set, 0..set.glyphs.len(), frame.left, BLANK_LINE - 4.0);
        let mut strips = vec![Strip::space(BLANK_LINE); lines.into()];
        for strip in &mut strips {
            strip
                .pieces
                .push(Piece::dots(frame.left, frame.right(), BLANK_LINE - 1.0));
        }
        let text_only = |piece: &Piece| matches!(piece.drawing, Drawing::Text(_));
        strips[0].pieces.extend(unseen.into_iter().filter(text_only));
        keep_pairs(&mut strips);
        strips
    }
}
