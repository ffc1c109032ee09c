//! The top of the first page: who issues the report, what it is not yet, its title.

use super::composer::Composer;
use super::frames::framed;
use super::strip::{Strip, keep_together};
use super::style::{Frame, STRONG_LINE, TextStyle};
use super::tree::NodeId;
use crate::model::{Document, Phrase};
use crate::text::is_blank;

const STATUS_GAP: f32 = 14.0;
const STATUS_PADDING: f32 = 5.0;
const TITLE_GAP: f32 = 20.0;

impl Composer<'_> {
    /// The strips of the masthead.
    pub(super) fn masthead(&mut self, document: &Document, frame: Frame, root: NodeId) -> Vec<Strip> {
        let mut strips = self.issuer(&document.issuer, frame, root);
        strips.extend(self.status(document.status.as_deref(), frame, root));
        let mut title = self.heading_at(1, &document.title, TextStyle::TITLE, frame, root);
        if let Some(first) = title.first_mut() {
            first.gap = TITLE_GAP;
        }
        strips.extend(title);
        if !is_blank(&document.subtitle) {
            let subtitle = Phrase::from(document.subtitle.as_str());
            strips.extend(self.spaced(3.0, &subtitle, TextStyle::SUBTITLE, frame, root));
        }
        strips
    }

    fn issuer(&mut self, lines: &[String], frame: Frame, root: NodeId) -> Vec<Strip> {
        let mut strips = Vec::new();
        for (at, line) in lines.iter().filter(|line| !is_blank(line)).enumerate() {
            let style = if at == 0 {
                TextStyle::FIRST_ISSUER
            } else {
                TextStyle::ISSUER
            };
            strips.extend(self.spaced(0.0, &Phrase::from(line.as_str()), style, frame, root));
        }
        if let Some(last) = strips.last_mut() {
            last.height += 7.0;
            last.underline(frame.left, frame.right(), STRONG_LINE);
        }
        strips
    }

    fn status(&mut self, status: Option<&str>, frame: Frame, root: NodeId) -> Vec<Strip> {
        let Some(text) = status.filter(|text| !is_blank(text)) else {
            return Vec::new();
        };
        let strips = self.spaced(
            0.0,
            &Phrase::from(text),
            TextStyle::STATUS,
            frame.inset(STATUS_PADDING),
            root,
        );
        let mut strips = framed(strips, &[frame], STATUS_PADDING);
        keep_together(&mut strips);
        if let Some(first) = strips.first_mut() {
            first.gap = STATUS_GAP;
        }
        strips
    }
}
