//! Figures as plain data: the page draws the shapes that it is given.

use reports::scene::{Scene, Shape};

use crate::views::{SceneView, ShapeView};

/// A figure as a page draws it.
#[must_use]
pub fn scene_view(scene: &Scene) -> SceneView {
    SceneView {
        width: scene.width,
        height: scene.height,
        alt: scene.alt.clone(),
        shapes: scene.shapes.iter().map(shape_view).collect(),
    }
}

fn shape_view(shape: &Shape) -> ShapeView {
    match shape {
        Shape::Rect {
            x,
            y,
            width,
            height,
            role,
        } => ShapeView::Rect {
            x: *x,
            y: *y,
            width: *width,
            height: *height,
            role: role.name().to_owned(),
        },
        Shape::Line { from, to, role } => ShapeView::Line {
            from: *from,
            to: *to,
            role: role.name().to_owned(),
        },
        Shape::Text {
            x,
            y,
            anchor,
            role,
            text,
        } => ShapeView::Text {
            x: *x,
            y: *y,
            anchor: anchor.name().to_owned(),
            role: role.name().to_owned(),
            text: text.clone(),
        },
    }
}
