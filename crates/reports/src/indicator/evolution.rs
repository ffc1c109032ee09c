//! A series over school years: points with how sure they are, joined where they compare, and a break drawn as a break.

use crate::scene::{Anchor, Role, Scene, Shape};

/// One year.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// The school year.
    pub year: String,
    /// Its height, between 0 and 1; none where nothing is shown.
    pub height: Option<f64>,
    /// From where to where it may be, likewise.
    pub interval: Option<(f64, f64)>,
    /// The value in words; empty where nobody was visited.
    pub value: String,
    /// Whether it does not compare with the year before: another version of the grid measures otherwise.
    pub breaks: bool,
}

const WIDTH: f64 = 640.0;
const TOP: f64 = 30.0;
const BOTTOM: f64 = 170.0;
const HEIGHT: f64 = 200.0;
const DOT: f64 = 10.0;

/// The series, the earliest year first.
#[must_use]
pub fn evolution(title: &str, points: &[Point]) -> Scene {
    let step = WIDTH / points.len().max(1) as f64;
    let x = |rank: usize| ((rank as f64 + 0.5) * step * 10.0).round() / 10.0;
    let mut shapes = vec![Shape::line((0.0, BOTTOM), (WIDTH, BOTTOM), Role::Axis)];
    for (rank, pair) in points.windows(2).enumerate() {
        if pair[1].breaks {
            let middle = (x(rank) + x(rank + 1)) / 2.0;
            shapes.push(Shape::line((middle, TOP - 20.0), (middle, BOTTOM), Role::Break));
        } else if let (Some(one), Some(next)) = (pair[0].height, pair[1].height) {
            shapes.push(Shape::line(
                (x(rank), y(one)),
                (x(rank + 1), y(next)),
                Role::Value,
            ));
        }
    }
    for (rank, point) in points.iter().enumerate() {
        draw(&mut shapes, x(rank), point);
    }
    Scene {
        width: WIDTH,
        height: HEIGHT,
        shapes,
        alt: alt(title, points),
    }
}

fn y(height: f64) -> f64 {
    let room = BOTTOM - TOP;
    ((BOTTOM - height.clamp(0.0, 1.0) * room) * 10.0).round() / 10.0
}

fn draw(shapes: &mut Vec<Shape>, x: f64, point: &Point) {
    if let Some((from, to)) = point.interval {
        shapes.push(Shape::line((x, y(from)), (x, y(to)), Role::Interval));
        for end in [from, to] {
            shapes.push(Shape::line((x - 5.0, y(end)), (x + 5.0, y(end)), Role::Interval));
        }
    }
    let told_at = point.height.map_or(BOTTOM - 8.0, |height| y(height) - 12.0);
    if let Some(height) = point.height {
        shapes.push(Shape::Rect {
            x: x - DOT / 2.0,
            y: y(height) - DOT / 2.0,
            width: DOT,
            height: DOT,
            role: Role::Value,
        });
    }
    let role = if point.height.is_some() {
        Role::Strong
    } else {
        Role::Muted
    };
    // Beside its point, so that no interval runs through it.
    let (anchor, beside) = match point.height {
        Some(_) => (Anchor::Start, x + 10.0),
        None => (Anchor::Middle, x),
    };
    shapes.push(Shape::words((beside, told_at), anchor, role, &point.value));
    shapes.push(Shape::words(
        (x, HEIGHT - 8.0),
        Anchor::Middle,
        Role::Muted,
        &point.year,
    ));
}

fn alt(title: &str, points: &[Point]) -> String {
    let each = points.iter().map(|point| {
        let told = match (point.height, point.value.as_str()) {
            (None, "") => "aucune visite",
            (_, value) => value,
        };
        let breaks = if point.breaks {
            " (ne se compare pas avec l’année d’avant)"
        } else {
            ""
        };
        format!("{}\u{a0}: {told}{breaks}", point.year)
    });
    format!("{title}. {}.", each.collect::<Vec<_>>().join("\u{202f}; "))
}
