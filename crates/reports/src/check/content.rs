//! What the pages draw: everything in a marked content or marked as to be passed over, every glyph present.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::rc::Rc;
use std::thread::{self, ScopedJoinHandle};

use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, ObjectId};

use super::font::Font;
use super::{Finding, Inspection, Marks};

/// A marked content that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Artifact,
    Mark,
    Other,
}

/// The reading of one page.
struct Reading<'i, 'f> {
    inspection: &'i mut Inspection<'f>,
    page: ObjectId,
    number: usize,
    fonts: BTreeMap<Vec<u8>, Rc<Font>>,
    /// The name of the font in use.
    font: Vec<u8>,
    open: Vec<Open>,
    marks: Marks,
}

impl Inspection<'_> {
    /// Reads every page; the marked contents that they have.
    pub(super) fn contents(&mut self) -> Marks {
        let pages: Vec<_> = self.pages.iter().map(|(page, number)| (*page, *number)).collect();
        let decoded = decoded(self.file, &pages);
        pages
            .into_iter()
            .zip(decoded)
            .flat_map(|((page, number), content)| self.content(page, number, content))
            .collect()
    }

    fn content(&mut self, page: ObjectId, number: usize, content: lopdf::Result<Content>) -> Marks {
        let fonts = self.fonts(page);
        let Ok(content) = content else {
            self.find(Finding::Unreadable);
            return Marks::new();
        };
        let (font, open, marks) = (Vec::new(), Vec::new(), Marks::new());
        let mut reading = Reading {
            inspection: self,
            page,
            number,
            fonts,
            font,
            open,
            marks,
        };
        content
            .operations
            .iter()
            .for_each(|operation| reading.operation(operation));
        if !reading.open.is_empty() {
            reading.find(Finding::Nested { page: number });
        }
        reading.marks
    }
}

/// The contents of the pages, decoded on every processor: half of what this look takes.
fn decoded(file: &Document, pages: &[(ObjectId, usize)]) -> Vec<lopdf::Result<Content>> {
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    let decode = |(page, _): &(ObjectId, usize)| Content::decode(&file.get_page_content(*page));
    thread::scope(|scope| {
        let shares = pages.chunks(pages.len().div_ceil(workers).max(1));
        let begun: Vec<_> = shares
            .map(|share| scope.spawn(move || share.iter().map(decode).collect::<Vec<_>>()))
            .collect();
        let ended = begun.into_iter().map(ScopedJoinHandle::join);
        ended
            .flat_map(|share| share.unwrap_or_else(|panic| resume_unwind(panic)))
            .collect()
    })
}

impl Reading<'_, '_> {
    fn operation(&mut self, operation: &Operation) {
        match operation.operator.as_str() {
            "BDC" | "BMC" => self.begin(&operation.operands),
            "EMC" => {
                self.open.pop();
            }
            "Tf" => {
                let name = operation.operands.first().and_then(|name| name.as_name().ok());
                self.font = name.unwrap_or_default().to_vec();
            }
            "Tj" | "TJ" | "'" | "\"" => self.show(&operation.operands),
            "S" | "s" | "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" | "sh" | "Do" | "BI" => self.seen(),
            _ => {}
        }
    }

    fn begin(&mut self, operands: &[Object]) {
        let properties = operands.get(1).and_then(|properties| properties.as_dict().ok());
        let mcid = properties.and_then(|properties| properties.get(b"MCID").and_then(Object::as_i64).ok());
        let is_artifact = operands
            .first()
            .is_some_and(|tag| tag.as_name().is_ok_and(|tag| tag == b"Artifact"));
        if !self.open.is_empty() {
            self.find(Finding::Nested { page: self.number });
        }
        self.open.push(match (mcid, is_artifact) {
            (Some(_), _) => Open::Mark,
            (None, true) => Open::Artifact,
            (None, false) => Open::Other,
        });
        if let Some(mcid) = mcid
            && !self.marks.insert((self.page, mcid))
        {
            self.find(Finding::MarkedTwice {
                page: self.number,
                mcid,
            });
        }
    }

    fn seen(&mut self) {
        if self.open.iter().all(|open| *open == Open::Other) {
            self.find(Finding::Untagged { page: self.number });
        }
    }

    fn show(&mut self, operands: &[Object]) {
        self.seen();
        for operand in operands {
            match operand {
                Object::Array(items) => items.iter().for_each(|item| self.codes(item)),
                other => self.codes(other),
            }
        }
    }

    fn codes(&mut self, shown: &Object) {
        let Object::String(bytes, _) = shown else {
            return;
        };
        let page = self.number;
        let font = self.fonts.get(&self.font).cloned();
        for code in bytes
            .chunks(2)
            .map(|pair| pair.iter().fold(0, |code, byte| code << 8 | u16::from(*byte)))
        {
            let (draws, knows) = font
                .as_ref()
                .map_or((false, false), |font| (font.draws(code), font.knows_text(code)));
            if !draws {
                self.find(Finding::MissingGlyph { page });
            }
            if !knows {
                self.find(Finding::UnknownText { page });
            }
        }
    }

    fn find(&mut self, finding: Finding) {
        self.inspection.find(finding);
    }
}
