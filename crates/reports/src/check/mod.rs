//! Our own look at a finished file: what external checkers miss, above all that every marked content, its element
//! and the parent tree agree. Cheap enough for every report that leaves the program.

mod catalog;
mod content;
mod finding;
mod font;
mod structure;

pub use finding::Finding;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use lopdf::{Dictionary, Document, Object, ObjectId};

/// The marked contents of the pages, each by its page and number.
type Marks = BTreeSet<(ObjectId, i64)>;

/// A file being looked at.
struct Inspection<'f> {
    file: &'f Document,
    /// The pages with their numbers, from 1.
    pages: BTreeMap<ObjectId, usize>,
    /// The fonts that were read.
    fonts: Vec<(&'f Dictionary, Rc<font::Font>)>,
    findings: Vec<Finding>,
}

/// What is wrong with a file; nothing for the files that this crate makes. Any bytes may be given.
#[must_use]
pub fn check(bytes: &[u8]) -> Vec<Finding> {
    let Ok(file) = Document::load_mem(bytes) else {
        return vec![Finding::Unreadable];
    };
    let pages = file
        .page_iter()
        .enumerate()
        .map(|(at, id)| (id, at + 1))
        .collect();
    let mut inspection = Inspection {
        file: &file,
        pages,
        fonts: Vec::new(),
        findings: Vec::new(),
    };
    inspection.catalog();
    inspection.streams();
    let marks = inspection.contents();
    inspection.structure(&marks);
    inspection.findings
}

impl<'f> Inspection<'f> {
    fn find(&mut self, finding: Finding) {
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }

    fn page_number(&self, page: ObjectId) -> usize {
        self.pages.get(&page).copied().unwrap_or_default()
    }

    /// The value of an entry, references followed.
    fn entry(&self, dictionary: &'f Dictionary, key: &str) -> Option<&'f Object> {
        dictionary.get_deref(key.as_bytes(), self.file).ok()
    }

    fn dictionary(&self, dictionary: &'f Dictionary, key: &str) -> Option<&'f Dictionary> {
        self.entry(dictionary, key)
            .and_then(|object| object.as_dict().ok())
    }

    /// The dictionary that an object is or refers to.
    fn resolved(&self, object: &'f Object) -> Option<&'f Dictionary> {
        let (_, object) = self.file.dereference(object).ok()?;
        object.as_dict().ok()
    }

    fn streams(&mut self) {
        let ends_badly = |object: &Object| match object {
            Object::Stream(stream) => matches!(stream.content.last(), Some(b'\r' | b'\n')),
            _ => false,
        };
        if self.file.objects.values().any(ends_badly) {
            self.find(Finding::AmbiguousEnd);
        }
    }
}
