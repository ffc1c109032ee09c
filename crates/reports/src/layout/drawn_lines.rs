//! What is drawn of a line: its runs of text, and what goes with them.

use std::ops::Range;

use super::composer::{Composer, Home};
use super::laid::{Drawing, Rule, TextRun};
use super::line_breaking::break_lines;
use super::setting::{Ornament, Run, SetPhrase};
use super::strip::Piece;
use super::style::{Frame, TextStyle};
use crate::model::Phrase;

/// What is drawn of one line, its left edge at `left` and its baseline at `baseline` under the top.
pub(super) fn line_pieces(set: &SetPhrase, line: Range<usize>, left: f32, baseline: f32) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut x = left;
    for group in set.glyphs[line].chunk_by(|a, b| a.run == b.run) {
        let run = &set.runs[group[0].run];
        let width = group.iter().map(|glyph| set.advance(glyph)).sum();
        let glyphs = group.iter().map(|glyph| glyph.glyph).collect();
        let text = TextRun {
            x,
            baseline,
            width,
            style: run.style,
            glyphs,
            turned: 0.0,
        };
        pieces.push(Piece {
            owner: run.owner,
            drawing: Drawing::Text(text),
        });
        pieces.extend(ornament(run, x, width, baseline));
        x += width;
    }
    pieces
}

fn ornament(run: &Run, x: f32, width: f32, baseline: f32) -> Vec<Piece> {
    let size = run.style.size;
    match run.ornament {
        Ornament::None => Vec::new(),
        Ornament::Underline => {
            let y = baseline + size * 0.13;
            vec![Piece::rule((x, y), (x + width, y), size * 0.05)]
        }
        Ornament::Dots => vec![Piece::dots(x, x + width, baseline + 1.5)],
        Ornament::Square => square(x + width * 0.08, baseline + size * 0.06, size * 0.76),
    }
}

fn square(left: f32, bottom: f32, side: f32) -> Vec<Piece> {
    let (right, top) = (left + side, bottom - side);
    let corners = [
        (left, top),
        (right, top),
        (right, bottom),
        (left, bottom),
        (left, top),
    ];
    corners
        .windows(2)
        .map(|ends| Piece::rule(ends[0], ends[1], 0.7))
        .collect()
}

/// A phrase on one line, cut with « … » where it is too long; its drawings from `left`, and its width.
pub(super) fn single_line(
    composer: &mut Composer<'_>,
    text: &str,
    home: Home,
    style: TextStyle,
    frame: Frame,
) -> (Vec<Piece>, f32) {
    let text = text.replace('\n', " ");
    let mut set = composer.set(&Phrase::from(text.trim()), home, style, frame.measure);
    if let Some(first) = break_lines(&set, frame.measure)
        .first()
        .filter(|first| first.end < set.glyphs.len())
    {
        let fitting = break_lines(&set, frame.measure - style.size)
            .first()
            .map_or(first.end, |line| line.end);
        let shortened = format!("{}…", set.text[..set.glyphs[fitting].start].trim_end());
        set = composer.set(&Phrase::from(shortened), home, style, frame.measure);
    }
    let width = set.glyphs.iter().map(|glyph| set.advance(glyph)).sum();
    let baseline = composer.baseline(style);
    (
        line_pieces(&set, 0..set.glyphs.len(), frame.left, baseline),
        width,
    )
}

/// The same line moved so that it ends at `right`.
pub(super) fn flushed_right(pieces: Vec<Piece>, width: f32, frame: Frame) -> Vec<Piece> {
    let shift = frame.measure - width;
    pieces
        .into_iter()
        .map(|piece| Piece {
            drawing: moved(piece.drawing, shift),
            ..piece
        })
        .collect()
}

fn moved(drawing: Drawing, by: f32) -> Drawing {
    match drawing {
        Drawing::Text(run) => Drawing::Text(TextRun { x: run.x + by, ..run }),
        Drawing::Rule(rule) => {
            let (from, to) = ((rule.from.0 + by, rule.from.1), (rule.to.0 + by, rule.to.1));
            Drawing::Rule(Rule { from, to, ..rule })
        }
    }
}
