//! A figure as SVG: no style of its own but the classes of its roles.

use std::fmt::Write;

use super::{Scene, Shape};

impl Scene {
    /// The figure as an SVG element, of classes `scene-…` that a style sheet colours.
    #[must_use]
    pub fn to_svg(&self) -> String {
        let mut svg = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" role="img" aria-label="{}">"#,
            self.width,
            self.height,
            escaped(&self.alt)
        );
        for shape in &self.shapes {
            // Writing to a text never fails.
            let _ = write_shape(&mut svg, shape);
        }
        svg.push_str("</svg>");
        svg
    }
}

fn write_shape(svg: &mut String, shape: &Shape) -> std::fmt::Result {
    match shape {
        Shape::Rect {
            x,
            y,
            width,
            height,
            role,
        } => {
            let class = role.name();
            write!(
                svg,
                r#"<rect class="scene-{class}" x="{x}" y="{y}" width="{width}" height="{height}"/>"#
            )
        }
        Shape::Line { from, to, role } => {
            let class = role.name();
            let ((x1, y1), (x2, y2)) = (from, to);
            write!(
                svg,
                r#"<line class="scene-{class}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>"#
            )
        }
        Shape::Text {
            x,
            y,
            anchor,
            role,
            text,
        } => {
            let (class, anchor, text) = (role.name(), anchor.name(), escaped(text));
            write!(
                svg,
                r#"<text class="scene-{class}" x="{x}" y="{y}" text-anchor="{anchor}">{text}</text>"#
            )
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use crate::scene::{Anchor, Role, Scene, Shape};

    #[test]
    fn words_are_words_and_no_elements() {
        let text = Shape::Text {
            x: 1.0,
            y: 2.5,
            anchor: Anchor::End,
            role: Role::Strong,
            text: "<script> & « fin »".to_owned(),
        };
        let scene = Scene {
            width: 10.0,
            height: 5.0,
            shapes: vec![text],
            alt: "de \"10\"".to_owned(),
        };
        insta::assert_snapshot!(scene.to_svg(), @r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 5" role="img" aria-label="de &quot;10&quot;"><text class="scene-strong" x="1" y="2.5" text-anchor="end">&lt;script&gt; &amp; « fin »</text></svg>"#);
    }
}
