//! A phrase as strips, one for each of its lines.

use super::composer::{Composer, Home};
use super::drawn_lines::line_pieces;
use super::line_breaking::break_lines;
use super::strip::{Strip, keep_pairs};
use super::style::{Frame, TextStyle};
use crate::fonts::Weight;
use crate::model::Phrase;

impl Composer<'_> {
    /// The lines of a phrase as strips; a page may end between two, but leaves no line alone.
    pub(super) fn lines(
        &mut self,
        phrase: &Phrase,
        home: Home,
        style: TextStyle,
        frame: Frame,
    ) -> Vec<Strip> {
        let set = self.set(phrase, home, style, frame.measure);
        let baseline = self.baseline(style);
        let lines = break_lines(&set, frame.measure);
        let strip = |line| Strip {
            height: style.leading(),
            pieces: line_pieces(&set, line, frame.left, baseline),
            ..Strip::default()
        };
        let mut strips: Vec<_> = lines.into_iter().map(strip).collect();
        keep_pairs(&mut strips);
        strips
    }

    /// How far under the top of its line a baseline is: what the leading adds is shared above and below.
    pub(super) fn baseline(&self, style: TextStyle) -> f32 {
        let face = self.fonts.face(Weight::Regular);
        let (ascent, descent) = (face.ascent() as f32, face.descent() as f32);
        let free = style.leading() - (ascent - descent) * style.size / 1000.0;
        free / 2.0 + ascent * style.size / 1000.0
    }
}
