//! Lists and labelled values: what stands before each item has a column of its own.

use super::blocks::PARAGRAPH_GAP;
use super::composer::{Composer, Home};
use super::drawn_lines::line_pieces;
use super::strip::{Piece, Strip, beside, keep_pairs};
use super::style::{Frame, GUTTER, TextStyle};
use super::tree::{NodeId, Role};
use crate::model::{Block, KeyValue, Marker, Phrase};
use crate::text::is_blank;

const ITEM_GAP: f32 = 3.5;
const ROW_GAP: f32 = 2.5;

impl Composer<'_> {
    pub(super) fn list(
        &mut self,
        marker: Marker,
        items: &[Vec<Block>],
        frame: Frame,
        parent: NodeId,
    ) -> Vec<Strip> {
        let list = self.tree.add(parent, Role::List(Some(marker)));
        let indent = if marker == Marker::Number && items.len() > 99 {
            30.0
        } else {
            20.0
        };
        let shown = items.iter().filter(|item| !item.iter().all(Block::is_blank));
        let strips = shown.enumerate().flat_map(|(at, item)| {
            let label = match marker {
                Marker::Bullet => "•".to_owned(),
                Marker::Number => format!("{}.", at + 1),
            };
            self.item(&label, item, frame, indent, list)
        });
        let mut strips: Vec<_> = strips.collect();
        if let Some(first) = strips.first_mut() {
            first.gap = PARAGRAPH_GAP;
        }
        strips
    }

    fn item(&mut self, label: &str, blocks: &[Block], frame: Frame, indent: f32, list: NodeId) -> Vec<Strip> {
        let item = self.tree.add(list, Role::ListItem);
        let label = self.label(label, frame.indented(4.0), item);
        let body = self.tree.add(item, Role::ListBody);
        let mut strips = self.blocks(blocks, frame.indented(indent), body);
        if let Some(first) = strips.first_mut() {
            first.gap = first.gap.min(ITEM_GAP);
            first.pieces.splice(0..0, label);
        }
        strips
    }

    fn label(&mut self, label: &str, frame: Frame, item: NodeId) -> Vec<Piece> {
        let node = self.tree.add(item, Role::Label);
        let style = TextStyle::BODY;
        let set = self.set(&Phrase::from(label), Home::Node(node), style, frame.measure);
        line_pieces(&set, 0..set.glyphs.len(), frame.left, self.baseline(style))
    }

    pub(super) fn key_values(&mut self, rows: &[KeyValue], frame: Frame, parent: NodeId) -> Vec<Strip> {
        let list = self.tree.add(parent, Role::List(None));
        let shown: Vec<_> = rows.iter().filter(|row| !row.value.is_blank()).collect();
        let widest = shown
            .iter()
            .map(|row| self.natural_width(&row.key))
            .fold(0.0, f32::max);
        let column = (widest + 1.0).min(frame.measure * 0.36);
        let mut strips: Vec<_> = shown
            .iter()
            .flat_map(|row| self.key_value(row, column, frame, list))
            .collect();
        if let Some(first) = strips.first_mut() {
            first.gap = PARAGRAPH_GAP + 2.0;
        }
        strips
    }

    fn natural_width(&self, text: &str) -> f32 {
        let face = self.fonts.face(TextStyle::KEY.weight);
        let shaped = face.shape(&face.readable(text).text.replace('\n', " "));
        let thousandths: i32 = shaped.iter().map(|glyph| glyph.advance).sum();
        thousandths as f32 * TextStyle::KEY.size / 1000.0
    }

    fn key_value(&mut self, row: &KeyValue, column: f32, frame: Frame, list: NodeId) -> Vec<Strip> {
        let item = self.tree.add(list, Role::ListItem);
        let key = Frame {
            measure: column,
            ..frame
        };
        let label = match is_blank(&row.key) {
            true => Vec::new(),
            false => self.phrase_in(
                Role::Label,
                &Phrase::from(row.key.as_str()),
                TextStyle::KEY,
                key,
                item,
            ),
        };
        let value = frame.indented(column + GUTTER);
        let body = self.phrase_in(Role::ListBody, &row.value, TextStyle::VALUE, value, item);
        let mut strips = beside(vec![label, body]);
        keep_pairs(&mut strips);
        strips.iter_mut().take(1).for_each(|first| first.gap = ROW_GAP);
        strips
    }
}
