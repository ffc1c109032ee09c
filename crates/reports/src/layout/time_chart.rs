//! Charts of when things went on: one strip each, drawn in greys that a photocopier keeps.

use super::composer::{Composer, Home};
use super::drawn_lines::{flushed_right, single_line};
use super::laid::{Drawing, Owner, Rule};
use super::strip::{Piece, Strip};
use super::style::{Frame, TextStyle};
use super::tree::{NodeId, Role};
use crate::model::{ChartLine, TimeChart};
use crate::text::clean;

const GAP: f32 = 8.0;
const LINE: f32 = 14.0;
const BAR: f32 = 8.0;
const BAR_GREY: f32 = 0.25;
const LABELS: f32 = 118.0;
const VALUES: f32 = 40.0;
/// Left free between two bars that do not touch.
const BETWEEN: f32 = 0.6;

impl Composer<'_> {
    pub(super) fn time_chart(&mut self, chart: &TimeChart, frame: Frame, parent: NodeId) -> Vec<Strip> {
        let spoken = clean(&chart.spoken).replace('\n', " ");
        let node = self.tree.add(parent, Role::Figure(spoken));
        let mut strip = Strip {
            gap: GAP,
            ..Strip::space(0.0)
        };
        self.text_line(&mut strip, &chart.title, TextStyle::CAPTION, frame, node);
        for line in &chart.lines {
            self.chart_line(&mut strip, line, chart.moments, frame, node);
        }
        self.chart_ends(&mut strip, &chart.ends, time_line(frame), node);
        vec![strip]
    }

    /// Writes a line at the bottom of the strip.
    fn text_line(&mut self, strip: &mut Strip, text: &str, style: TextStyle, frame: Frame, node: NodeId) {
        let (pieces, _) = single_line(self, text, Home::Node(node), style, frame);
        add_lowered(strip, pieces);
        strip.height += LINE;
    }

    fn chart_line(&mut self, strip: &mut Strip, line: &ChartLine, moments: u32, frame: Frame, node: NodeId) {
        let labels = Frame {
            measure: LABELS,
            ..frame
        };
        let values = Frame {
            left: frame.right() - VALUES,
            measure: VALUES,
        };
        let bars = self.bars(line, moments, time_line(frame), node, strip.height + LINE / 2.0);
        let (value, width) = single_line(self, &line.value, Home::Node(node), TextStyle::SMALL, values);
        add_lowered(strip, flushed_right(value, width, values));
        strip.pieces.extend(bars);
        self.text_line(strip, &line.label, TextStyle::SMALL, labels, node);
        let under = time_line(frame);
        strip.underline_faintly(under.left, under.right());
    }

    fn bars(&mut self, line: &ChartLine, moments: u32, on: Frame, node: NodeId, y: f32) -> Vec<Piece> {
        let owner = Owner::Leaf(self.tree.add_leaf(node));
        let moment = on.measure / moments.max(1) as f32;
        let bar = |(first, count): &(u32, u32)| {
            let from = on.left + *first as f32 * moment;
            let to = from + *count as f32 * moment - BETWEEN;
            let rule = Rule {
                from: (from, y),
                to: (to, y),
                thickness: BAR,
                grey: BAR_GREY,
                dotted: false,
            };
            Piece {
                owner,
                drawing: Drawing::Rule(rule),
            }
        };
        line.stretches.iter().map(bar).collect()
    }

    fn chart_ends(&mut self, strip: &mut Strip, (first, last): &(String, String), on: Frame, node: NodeId) {
        let (pieces, _) = single_line(self, first, Home::Node(node), TextStyle::SMALL, on);
        add_lowered(strip, pieces);
        let (pieces, width) = single_line(self, last, Home::Node(node), TextStyle::SMALL, on);
        add_lowered(strip, flushed_right(pieces, width, on));
        strip.height += LINE;
    }
}

/// Where the line of time goes, between the labels and the values.
fn time_line(frame: Frame) -> Frame {
    Frame {
        left: frame.left + LABELS,
        measure: frame.measure - LABELS - VALUES,
    }
}

fn add_lowered(strip: &mut Strip, pieces: Vec<Piece>) {
    let by = strip.height;
    strip.pieces.extend(pieces.into_iter().map(|piece| Piece {
        drawing: piece.drawing.lowered(by),
        ..piece
    }));
}
