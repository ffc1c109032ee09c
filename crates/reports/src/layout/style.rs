//! The look of the reports: measures of the page and of the text, in points.

use crate::fonts::Weight;
use crate::model::{HeadingLevel, Style};

/// The width of an A4 page.
pub const PAGE_WIDTH: f32 = 595.28;
/// The height of an A4 page.
pub const PAGE_HEIGHT: f32 = 841.89;
/// Left and right of the text: 25 mm, room for a punch.
pub(super) const MARGIN: f32 = 70.9;
/// The width of the text: about 80 characters.
pub(super) const MEASURE: f32 = PAGE_WIDTH - 2.0 * MARGIN;
/// Where the text of a page begins.
pub(super) const TOP: f32 = 70.0;
/// Where the text of the first page begins, which has no running header.
pub(super) const FIRST_TOP: f32 = 58.0;
/// Where the text of a page ends.
pub(super) const BOTTOM: f32 = PAGE_HEIGHT - 70.0;
/// The thickness of a fine line.
pub(super) const HAIRLINE: f32 = 0.5;
/// The thickness of a line that closes something.
pub(super) const STRONG_LINE: f32 = 0.9;
/// Space between two columns.
pub(super) const GUTTER: f32 = 12.0;

/// How a run of text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextStyle {
    /// Its boldness.
    pub weight: Weight,
    /// Its size.
    pub size: f32,
    /// From 0, black, to 1, white; what is to be read stays under 0.4.
    pub grey: f32,
}

impl TextStyle {
    const fn regular(size: f32) -> Self {
        Self {
            weight: Weight::Regular,
            size,
            grey: 0.0,
        }
    }

    const fn bold(size: f32) -> Self {
        Self {
            weight: Weight::Bold,
            size,
            grey: 0.0,
        }
    }

    /// The distance from one baseline to the next: generous for running text, tighter for large sizes.
    #[must_use]
    pub fn leading(self) -> f32 {
        let ratio = if self.size > 12.0 { 1.26 } else { 1.36 };
        self.size * ratio
    }

    pub(super) const BODY: Self = Self::regular(10.4);
    pub(super) const LARGE: Self = Self::regular(13.0);
    pub(super) const SMALL: Self = Self::regular(8.5);
    pub(super) const CELL: Self = Self::regular(9.8);
    pub(super) const HEADER_CELL: Self = Self::bold(9.8);
    pub(super) const CAPTION: Self = Self::bold(9.8);
    pub(super) const KEY: Self = Self {
        weight: Weight::Regular,
        size: 10.0,
        grey: 0.36,
    };
    pub(super) const VALUE: Self = Self::regular(10.0);
    pub(super) const ISSUER: Self = Self::regular(9.8);
    pub(super) const FIRST_ISSUER: Self = Self::bold(9.8);
    pub(super) const STATUS: Self = Self::bold(9.8);
    pub(super) const TITLE: Self = Self::bold(21.0);
    pub(super) const SUBTITLE: Self = Self {
        weight: Weight::Regular,
        size: 12.0,
        grey: 0.3,
    };
    pub(super) const RUNNING: Self = Self {
        weight: Weight::Regular,
        size: 8.2,
        grey: 0.36,
    };
    pub(super) const RUNNING_STATUS: Self = Self::bold(8.2);
    pub(super) const CALLOUT_TITLE: Self = Self::bold(11.0);
    pub(super) const ROLE: Self = Self::bold(10.0);
    pub(super) const PERSON: Self = Self::regular(10.0);

    pub(super) fn of(style: Style) -> Self {
        match style {
            Style::Body => Self::BODY,
            Style::Small => Self::SMALL,
            Style::Large => Self::LARGE,
        }
    }

    pub(super) fn of_heading(level: HeadingLevel) -> Self {
        match level {
            HeadingLevel::One => Self::bold(14.5),
            HeadingLevel::Two => Self::bold(12.0),
            HeadingLevel::Three => Self::bold(10.6),
        }
    }
}

/// The space above a heading.
pub(super) fn heading_gap(level: HeadingLevel) -> f32 {
    match level {
        HeadingLevel::One => 17.0,
        HeadingLevel::Two => 11.5,
        HeadingLevel::Three => 9.0,
    }
}

/// Where lines go: their left edge and their width.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub(super) left: f32,
    pub(super) measure: f32,
}

impl Frame {
    /// The same, narrower by so much on the left.
    pub(super) fn indented(self, by: f32) -> Self {
        Self {
            left: self.left + by,
            measure: self.measure - by,
        }
    }

    /// The same, narrower by so much on both sides.
    pub(super) fn inset(self, by: f32) -> Self {
        Self {
            left: self.left + by,
            measure: self.measure - 2.0 * by,
        }
    }

    pub(super) fn right(self) -> f32 {
        self.left + self.measure
    }
}
