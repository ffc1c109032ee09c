//! Strips: slices of a page, one line high or so, that are never cut; a report is a column of them.

use super::laid::{ArtifactKind, Drawing, Owner, Rule};
use super::style::HAIRLINE;

/// A drawing with its owner; `y` from the top of its strip.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub(super) owner: Owner,
    pub(super) drawing: Drawing,
}

impl Piece {
    /// A line that is no content.
    pub(super) fn rule(from: (f32, f32), to: (f32, f32), thickness: f32) -> Self {
        Self::grey_rule(from, to, thickness, 0.0)
    }

    fn grey_rule(from: (f32, f32), to: (f32, f32), thickness: f32, grey: f32) -> Self {
        let rule = Rule {
            from,
            to,
            thickness,
            grey,
            dotted: false,
        };
        Self {
            owner: Owner::Artifact(ArtifactKind::Layout),
            drawing: Drawing::Rule(rule),
        }
    }

    /// A dotted line to write on.
    pub(super) fn dots(left: f32, right: f32, y: f32) -> Self {
        let rule = Rule {
            from: (left, y),
            to: (right, y),
            thickness: 0.9,
            grey: 0.25,
            dotted: true,
        };
        Self {
            owner: Owner::Artifact(ArtifactKind::Layout),
            drawing: Drawing::Rule(rule),
        }
    }
}

/// A heading that the outline leads to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Anchor {
    pub(super) title: String,
    pub(super) level: u8,
}

/// A slice of a page.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Strip {
    /// Space above it, lost at the top of a page.
    pub(super) gap: f32,
    pub(super) height: f32,
    pub(super) pieces: Vec<Piece>,
    /// Stays on the page of the strip that follows.
    pub(super) keep: bool,
    /// Begins a page.
    pub(super) breaks: bool,
    pub(super) anchor: Option<Anchor>,
    /// The table header to repeat when a page begins with this strip.
    pub(super) repeats: Option<usize>,
}

impl Strip {
    /// An empty slice.
    pub(super) fn space(height: f32) -> Self {
        Self {
            height,
            ..Self::default()
        }
    }

    /// The same with so much more white inside its top.
    pub(super) fn padded_above(mut self, by: f32) -> Self {
        self.height += by;
        let lower = |piece: Piece| Piece {
            drawing: piece.drawing.lowered(by),
            ..piece
        };
        self.pieces = self.pieces.into_iter().map(lower).collect();
        self
    }

    /// The same with the space above it made a part of it.
    pub(super) fn with_gap_inside(mut self) -> Self {
        let gap = std::mem::take(&mut self.gap);
        self.padded_above(gap)
    }

    /// Draws a line from `left` to `right` along its bottom.
    pub(super) fn underline(&mut self, left: f32, right: f32, thickness: f32) {
        let y = self.height;
        self.pieces.push(Piece::rule((left, y), (right, y), thickness));
    }

    /// Draws a paler line from `left` to `right` along its bottom.
    pub(super) fn underline_faintly(&mut self, left: f32, right: f32) {
        let y = self.height;
        self.pieces
            .push(Piece::grey_rule((left, y), (right, y), HAIRLINE, 0.6));
    }

    /// Draws its part of the sides of a frame.
    pub(super) fn draw_sides(&mut self, left: f32, right: f32) {
        for x in [left, right] {
            self.pieces
                .push(Piece::rule((x, 0.0), (x, self.height), HAIRLINE));
        }
    }
}

/// Keeps all the strips on one page.
pub(super) fn keep_together(strips: &mut [Strip]) {
    if let Some((_, others)) = strips.split_last_mut() {
        others.iter_mut().for_each(|strip| strip.keep = true);
    }
}

/// Lets a page end between two strips, but never after the first or before the last.
pub(super) fn keep_pairs(strips: &mut [Strip]) {
    let count = strips.len();
    for (at, strip) in strips.iter_mut().enumerate() {
        strip.keep = at + 1 < count && (at == 0 || at + 2 == count);
    }
}

/// Columns of strips side by side: the first strips of all make one strip, and so on.
pub(super) fn beside(columns: Vec<Vec<Strip>>) -> Vec<Strip> {
    let mut merged: Vec<Strip> = Vec::new();
    for column in columns {
        for (at, strip) in column.into_iter().enumerate() {
            match merged.get_mut(at) {
                Some(row) => {
                    row.gap = row.gap.max(strip.gap);
                    row.height = row.height.max(strip.height);
                    row.pieces.extend(strip.pieces);
                }
                None => merged.push(strip),
            }
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(count: usize) -> Vec<bool> {
        let mut strips = vec![Strip::space(10.0); count];
        keep_pairs(&mut strips);
        strips.iter().map(|strip| strip.keep).collect()
    }

    #[test]
    fn no_line_is_left_alone() {
        assert_eq!(kept(1), [false]);
        assert_eq!(kept(3), [true, true, false]);
        assert_eq!(kept(5), [true, false, false, true, false]);
    }

    #[test]
    fn columns_of_unequal_lengths_are_merged() {
        let rows = beside(vec![
            vec![Strip::space(8.0)],
            vec![Strip::space(10.0), Strip::space(9.0)],
        ]);
        assert_eq!(rows.iter().map(|row| row.height).collect::<Vec<_>>(), [10.0, 9.0]);
    }
}
