//! Figures as plain shapes, made once: the same in the window, in a document and on a page of the store.
//!
//! Colours are roles, for a theme to give; what a figure says is also in words beside it, and never in a colour alone.

mod svg;

/// A figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// In units: text is 14 of them high.
    pub width: f64,
    /// In the same units.
    pub height: f64,
    /// From back to front.
    pub shapes: Vec<Shape>,
    /// What it shows, in words.
    pub alt: String,
}

/// A shape.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A filled rectangle.
    Rect {
        /// Its left.
        x: f64,
        /// Its top.
        y: f64,
        /// Its width.
        width: f64,
        /// Its height.
        height: f64,
        /// What it is.
        role: Role,
    },
    /// A line.
    Line {
        /// Where it begins.
        from: (f64, f64),
        /// Where it ends.
        to: (f64, f64),
        /// What it is.
        role: Role,
    },
    /// A line of text.
    Text {
        /// Where it is anchored.
        x: f64,
        /// Its baseline.
        y: f64,
        /// Which end is anchored.
        anchor: Anchor,
        /// Whether it stands back.
        role: Role,
        /// The words.
        text: String,
    },
}

impl Shape {
    /// A line.
    #[must_use]
    pub fn line(from: (f64, f64), to: (f64, f64), role: Role) -> Self {
        Self::Line { from, to, role }
    }

    /// A line of text.
    #[must_use]
    pub fn words((x, y): (f64, f64), anchor: Anchor, role: Role, text: &str) -> Self {
        let text = text.to_owned();
        Self::Text {
            x,
            y,
            anchor,
            role,
            text,
        }
    }
}

/// What a shape is, which gives it its colour and its weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A value.
    Value,
    /// The room that a value could fill.
    Ground,
    /// How sure a value is.
    Interval,
    /// An axis.
    Axis,
    /// Where a series breaks.
    Break,
    /// Words that matter.
    Strong,
    /// Words beside.
    Muted,
}

/// Which end of a text stands where it is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

impl Role {
    /// Its name, as style sheets write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Ground => "ground",
            Self::Interval => "interval",
            Self::Axis => "axis",
            Self::Break => "break",
            Self::Strong => "strong",
            Self::Muted => "muted",
        }
    }
}

impl Anchor {
    /// Its name, as SVG writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}
