//! Bars: one for each value, with how sure it is.

use crate::indicator::TOO_FEW;
use crate::scene::{Anchor, Role, Scene, Shape};

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What it is of.
    pub label: String,
    /// Its length, between 0 and 1; none where there were too few teachers.
    pub length: Option<f64>,
    /// From where to where it may be, likewise.
    pub interval: Option<(f64, f64)>,
    /// The value in words.
    pub value: String,
}

const WIDTH: f64 = 640.0;
/// What is left to the words on the right.
const ROOM: f64 = 150.0;
const ROW: f64 = 44.0;
const THICK: f64 = 14.0;

/// The bars, one below the other, in their order.
#[must_use]
pub fn bars(title: &str, bars: &[Bar]) -> Scene {
    let mut shapes = Vec::new();
    for (rank, bar) in bars.iter().enumerate() {
        row(&mut shapes, rank as f64 * ROW, bar);
    }
    Scene {
        width: WIDTH,
        height: bars.len() as f64 * ROW,
        shapes,
        alt: alt(title, bars),
    }
}

fn row(shapes: &mut Vec<Shape>, top: f64, bar: &Bar) {
    let room = WIDTH - ROOM;
    let at = |share: f64| (share.clamp(0.0, 1.0) * room * 10.0).round() / 10.0;
    let bar_top = top + 20.0;
    shapes.push(Shape::words(
        (0.0, top + 14.0),
        Anchor::Start,
        Role::Strong,
        &bar.label,
    ));
    shapes.push(Shape::Rect {
        x: 0.0,
        y: bar_top,
        width: room,
        height: THICK,
        role: Role::Ground,
    });
    if let Some(length) = bar.length {
        shapes.push(Shape::Rect {
            x: 0.0,
            y: bar_top,
            width: at(length),
            height: THICK,
            role: Role::Value,
        });
    }
    if let Some((from, to)) = bar.interval {
        let middle = bar_top + THICK / 2.0;
        let (from, to) = (at(from), at(to));
        shapes.push(Shape::line((from, middle), (to, middle), Role::Interval));
        for end in [from, to] {
            shapes.push(Shape::line(
                (end, bar_top + 2.0),
                (end, bar_top + THICK - 2.0),
                Role::Interval,
            ));
        }
    }
    let told = bar.length.map_or(TOO_FEW, |_| &bar.value);
    let role = if bar.length.is_some() {
        Role::Strong
    } else {
        Role::Muted
    };
    shapes.push(Shape::words(
        (room + 8.0, bar_top + 12.0),
        Anchor::Start,
        role,
        told,
    ));
}

fn alt(title: &str, bars: &[Bar]) -> String {
    let each = bars.iter().map(|bar| {
        let told = bar.length.map_or(TOO_FEW, |_| &bar.value);
        format!("{}\u{a0}: {told}", bar.label)
    });
    format!("{title}. {}.", each.collect::<Vec<_>>().join("\u{202f}; "))
}
