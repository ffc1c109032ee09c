//! The places to sign: two abreast, each in a frame with room for a hand.

use super::composer::Composer;
use super::frames::framed;
use super::strip::{Strip, beside, keep_together};
use super::style::{Frame, GUTTER, TextStyle};
use super::tree::{NodeId, Role};
use crate::model::{Phrase, Signatory, SignatureBlock};
use crate::text::is_blank;

const STATEMENT_GAP: f32 = 12.0;
const ROOM_TO_SIGN: f32 = 46.0;
const PADDING: f32 = 9.0;
const LINE_GAP: f32 = 5.0;

impl Composer<'_> {
    pub(super) fn signature(&mut self, block: &SignatureBlock, frame: Frame, parent: NodeId) -> Vec<Strip> {
        let node = self.tree.add(parent, Role::Division);
        let mut strips = Vec::new();
        if !block.statement.is_blank() {
            strips = self.spaced(STATEMENT_GAP, &block.statement, TextStyle::BODY, frame, node);
        }
        for pair in block.signatories.chunks(2) {
            strips.extend(self.signatories(pair, frame, node));
        }
        keep_together(&mut strips);
        strips
    }

    fn signatories(&mut self, pair: &[Signatory], frame: Frame, parent: NodeId) -> Vec<Strip> {
        let measure = (frame.measure - GUTTER) / 2.0;
        let places = [frame.left, frame.left + measure + GUTTER].map(|left| Frame { left, measure });
        let columns = pair
            .iter()
            .zip(places)
            .map(|(one, place)| self.signatory(one, place, parent));
        let mut strips = beside(columns.collect());
        strips.push(Strip::space(ROOM_TO_SIGN));
        framed(strips, &places[..pair.len()], PADDING)
    }

    fn signatory(&mut self, one: &Signatory, place: Frame, parent: NodeId) -> Vec<Strip> {
        let node = self.tree.add(parent, Role::Division);
        let inner = place.inset(PADDING);
        let mut strips = Vec::new();
        for (text, style) in [(&one.role, TextStyle::ROLE), (&one.name, TextStyle::PERSON)] {
            if !is_blank(text) {
                strips.extend(self.spaced(0.0, &Phrase::from(text.as_str()), style, inner, node));
            }
        }
        for line in one.lines.iter().filter(|line| !line.is_blank()) {
            strips.extend(self.spaced(LINE_GAP, line, TextStyle::PERSON, inner, node));
        }
        strips
    }
}
