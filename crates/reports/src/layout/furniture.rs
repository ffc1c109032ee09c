//! What surrounds the text of every page: header, footer with its number, and the pale status across the page.

use super::composer::{Composer, Home};
use super::drawn_lines::{flushed_right, single_line};
use super::laid::{ArtifactKind, Drawing, Owner, Page, TextRun};
use super::strip::Piece;
use super::style::{Frame, GUTTER, HAIRLINE, MARGIN, MEASURE, PAGE_HEIGHT, PAGE_WIDTH, TextStyle};
use crate::fonts::Weight;
use crate::model::Document;
use crate::text::is_blank;

const HEADER_TOP: f32 = 40.0;
const FOOTER_TOP: f32 = PAGE_HEIGHT - 56.0;
const LINE: Frame = Frame {
    left: MARGIN,
    measure: MEASURE,
};
const WATERMARK_ANGLE: f32 = 52.0;
const WATERMARK_LENGTH: f32 = 640.0;
const WATERMARK_GREY: f32 = 0.93;

impl Composer<'_> {
    /// Adds to every page what surrounds its text.
    pub(super) fn furnish(&mut self, document: &Document, pages: &mut [Page]) {
        let count = pages.len();
        let status = document
            .status
            .as_deref()
            .filter(|status| !is_blank(status))
            .unwrap_or_default();
        for (at, page) in pages.iter_mut().enumerate() {
            self.watermark(status, page);
            if at > 0 {
                self.header(&document.running_header, status, page);
            }
            self.footer(
                &document.running_footer,
                &format!("page\u{a0}{} sur\u{a0}{count}", at + 1),
                page,
            );
            page.artifacts.sort_by_key(|(kind, _)| *kind);
        }
    }

    fn header(&mut self, text: &str, status: &str, page: &mut Page) {
        if is_blank(text) && is_blank(status) {
            return;
        }
        let home = Home::Artifact(ArtifactKind::Header);
        let half = Frame {
            measure: MEASURE * 0.45,
            ..LINE
        };
        let (right, width) = single_line(self, status, home, TextStyle::RUNNING_STATUS, half);
        let room = Frame {
            measure: MEASURE - width - GUTTER,
            ..LINE
        };
        let (left, _) = single_line(self, text, home, TextStyle::RUNNING, room);
        put(page, ArtifactKind::Header, left, HEADER_TOP);
        put(
            page,
            ArtifactKind::Header,
            flushed_right(right, width, LINE),
            HEADER_TOP,
        );
        put(page, ArtifactKind::Header, vec![line_at(15.0)], HEADER_TOP);
    }

    fn footer(&mut self, text: &str, number: &str, page: &mut Page) {
        let home = Home::Artifact(ArtifactKind::Footer);
        let (right, width) = single_line(self, number, home, TextStyle::RUNNING, LINE);
        let room = Frame {
            measure: MEASURE - width - GUTTER,
            ..LINE
        };
        let (left, _) = single_line(self, text, home, TextStyle::RUNNING, room);
        put(page, ArtifactKind::Footer, vec![line_at(-4.0)], FOOTER_TOP);
        put(page, ArtifactKind::Footer, left, FOOTER_TOP);
        put(
            page,
            ArtifactKind::Footer,
            flushed_right(right, width, LINE),
            FOOTER_TOP,
        );
    }

    fn watermark(&mut self, status: &str, page: &mut Page) {
        let home = Home::Artifact(ArtifactKind::Watermark);
        let style = TextStyle {
            weight: Weight::Bold,
            size: 10.0,
            grey: WATERMARK_GREY,
        };
        let (pieces, width) = single_line(self, status, home, style, LINE);
        let size = (WATERMARK_LENGTH / width.max(1.0) * style.size).min(76.0);
        let length = width * size / style.size;
        for piece in pieces {
            if let Drawing::Text(run) = piece.drawing {
                page.artifacts
                    .push((ArtifactKind::Watermark, Drawing::Text(across(run, size, length))));
            }
        }
    }
}

/// The run at this size, climbing through the middle of the page.
fn across(run: TextRun, size: f32, length: f32) -> TextRun {
    let (sin, cos) = WATERMARK_ANGLE.to_radians().sin_cos();
    let (half, drop) = (length / 2.0, size * 0.36);
    let x = PAGE_WIDTH / 2.0 - half * cos + drop * sin;
    let baseline = PAGE_HEIGHT / 2.0 + half * sin + drop * cos;
    let style = TextStyle { size, ..run.style };
    TextRun {
        x,
        baseline,
        width: length,
        style,
        turned: WATERMARK_ANGLE,
        ..run
    }
}

fn line_at(y: f32) -> Piece {
    Piece::rule((LINE.left, y), (LINE.right(), y), HAIRLINE)
}

fn put(page: &mut Page, kind: ArtifactKind, pieces: Vec<Piece>, top: f32) {
    let drawings = pieces
        .into_iter()
        .filter(|piece| matches!(piece.owner, Owner::Artifact(_)));
    page.artifacts
        .extend(drawings.map(|piece| (kind, piece.drawing.lowered(top))));
}
