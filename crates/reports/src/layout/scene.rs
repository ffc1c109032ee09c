//! Figures of plain shapes, drawn in greys that a photocopier keeps.

use super::composer::{Composer, Home};
use super::drawn_lines::{flushed_right, single_line};
use super::laid::{Drawing, Owner, Rule};
use super::strip::{Piece, Strip};
use super::style::{Frame, TextStyle};
use super::tree::{NodeId, Role};
use crate::scene::{Anchor, Role as Meaning, Scene, Shape};
use crate::text::clean;

const GAP: f32 = 8.0;
/// How many points a unit of a figure is at most.
const SCALE: f32 = 0.75;

impl Composer<'_> {
    pub(super) fn scene(&mut self, scene: &Scene, frame: Frame, parent: NodeId) -> Vec<Strip> {
        let spoken = clean(&scene.alt).replace('\n', " ");
        let node = self.tree.add(parent, Role::Figure(spoken));
        let scale = (frame.measure / scene.width as f32).min(SCALE);
        let mut strip = Strip {
            gap: GAP,
            ..Strip::space(scene.height as f32 * scale)
        };
        let on = Canvas { frame, scale, node };
        let drawn: Vec<Piece> = scene
            .shapes
            .iter()
            .flat_map(|shape| self.shape(shape, on))
            .collect();
        strip.pieces.extend(drawn);
        vec![strip]
    }

    fn shape(&mut self, shape: &Shape, on: Canvas) -> Vec<Piece> {
        match shape {
            Shape::Rect {
                x,
                y,
                width,
                height,
                role,
            } => {
                let middle = y + height / 2.0;
                let thickness = *height as f32 * on.scale;
                self.rule(on, ((*x, middle), (x + width, middle)), (*role, thickness))
            }
            Shape::Line { from, to, role } => self.rule(on, (*from, *to), (*role, weight(*role))),
            Shape::Text {
                x,
                y,
                anchor,
                role,
                text,
            } => self.words(on, (*x, *y), (*anchor, *role), text),
        }
    }

    fn rule(
        &mut self,
        on: Canvas,
        (from, to): ((f64, f64), (f64, f64)),
        (role, thickness): (Meaning, f32),
    ) -> Vec<Piece> {
        let rule = Rule {
            from: on.at(from),
            to: on.at(to),
            thickness,
            grey: grey(role),
            dotted: role == Meaning::Break,
        };
        if rule.from == rule.to {
            return Vec::new();
        }
        vec![Piece {
            owner: Owner::Leaf(self.tree.add_leaf(on.node)),
            drawing: Drawing::Rule(rule),
        }]
    }

    fn words(
        &mut self,
        on: Canvas,
        at: (f64, f64),
        (anchor, role): (Anchor, Meaning),
        text: &str,
    ) -> Vec<Piece> {
        let style = TextStyle {
            grey: if role == Meaning::Muted { 0.36 } else { 0.0 },
            ..TextStyle::SMALL
        };
        let (x, y) = on.at(at);
        let room = Frame {
            left: x,
            measure: (on.frame.right() - x).max(1.0),
        };
        let whole = Frame {
            left: on.frame.left,
            ..on.frame
        };
        let fits = if anchor == Anchor::Start { room } else { whole };
        let (pieces, width) = single_line(self, text, Home::Node(on.node), style, fits);
        let back = match anchor {
            Anchor::Start => return lowered(pieces, y - self.baseline(style)),
            Anchor::Middle => width / 2.0,
            Anchor::End => width,
        };
        let to = Frame {
            left: whole.left,
            measure: (x - back - whole.left) + width,
        };
        let pieces = flushed_right(pieces, width, to);
        lowered(pieces, y - self.baseline(style))
    }
}

/// Where a figure is drawn.
#[derive(Clone, Copy)]
struct Canvas {
    frame: Frame,
    scale: f32,
    node: NodeId,
}

impl Canvas {
    fn at(self, (x, y): (f64, f64)) -> (f32, f32) {
        (self.frame.left + x as f32 * self.scale, y as f32 * self.scale)
    }
}

fn lowered(pieces: Vec<Piece>, by: f32) -> Vec<Piece> {
    let pieces = pieces.into_iter().map(|piece| Piece {
        drawing: piece.drawing.lowered(by),
        ..piece
    });
    pieces.collect()
}

fn grey(role: Meaning) -> f32 {
    match role {
        Meaning::Value => 0.3,
        Meaning::Ground => 0.9,
        Meaning::Interval | Meaning::Strong => 0.0,
        Meaning::Axis | Meaning::Break | Meaning::Muted => 0.5,
    }
}

fn weight(role: Meaning) -> f32 {
    match role {
        Meaning::Value => 1.6,
        _ => 0.7,
    }
}
