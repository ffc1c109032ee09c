//! Reading a visit file: any bytes give a file or all the problems of its shape.

use observation::json::{self, Misread};
use observation::problem::Problem;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::{SignedDocument, VisitFile};
use crate::codes;
use crate::record::Record;

/// The largest file that is read, in bytes: far above any visit, far below what exhausts a laptop.
pub const LARGEST_FILE: usize = 64 << 20;

#[derive(Deserialize)]
struct Format {
    format: String,
}

/// The parts of the file, not read yet: each is read by itself, so that all problems show at once.
#[derive(Deserialize)]
struct Outline {
    format: String,
    exported_at: Box<RawValue>,
    grids: Vec<Box<RawValue>>,
    revisions: Vec<Box<RawValue>>,
    states: Vec<Box<RawValue>>,
    certificates: Vec<Box<RawValue>>,
    #[serde(flatten)]
    unknown: Map<String, Value>,
}

#[derive(Deserialize)]
struct SignedDocumentOutline {
    record: Box<RawValue>,
    document: Box<RawValue>,
    #[serde(flatten)]
    unknown: Map<String, Value>,
}

impl VisitFile {
    /// The visit file that `bytes` hold. That it is intact is another question: see [`VisitFile::verify`].
    ///
    /// # Errors
    /// Every problem of its shape, at once.
    pub fn read(bytes: &[u8]) -> Result<Self, Vec<Problem>> {
        let outline = outline(bytes).map_err(|problem| vec![problem])?;
        Parts::default().file(outline)
    }
}

fn outline(bytes: &[u8]) -> Result<Outline, Problem> {
    if bytes.len() > LARGEST_FILE {
        let megabytes = LARGEST_FILE >> 20;
        return Err(Problem::error(codes::FILE_SIZE, "").with("limit", megabytes));
    }
    let not_a_visit_file = |misread: Misread| misread.problem(codes::FILE_OUTLINE, "");
    let Format { format } = json::read(bytes).map_err(not_a_visit_file)?;
    if format != VisitFile::FORMAT {
        return Err(Problem::error(of_another(&format), "format").with("found", format));
    }
    json::read(bytes).map_err(not_a_visit_file)
}

/// The code of a visit file of a later version, or of something that never was a visit file.
fn of_another(format: &str) -> &'static str {
    if format.starts_with(VisitFile::ANY_FORMAT) {
        codes::FILE_FORMAT
    } else {
        codes::FILE_OTHER
    }
}

#[derive(Default)]
struct Parts {
    problems: Vec<Problem>,
}

impl Parts {
    fn file(mut self, outline: Outline) -> Result<VisitFile, Vec<Problem>> {
        let exported_at = self.part("exported_at", &outline.exported_at);
        let grids = self.each("grids", &outline.grids, Self::part::<String>);
        let revisions = self.each("revisions", &outline.revisions, Self::signed_document);
        let states = self.each("states", &outline.states, Self::signed_document);
        let certificates = self.each("certificates", &outline.certificates, Self::part);
        let whole = || {
            Some(VisitFile {
                format: outline.format,
                exported_at: exported_at?,
                grids: grids?,
                revisions: revisions?,
                states: states?,
                certificates: certificates?,
                unknown: outline.unknown,
            })
        };
        whole().ok_or(self.problems)
    }

    fn each<T>(
        &mut self,
        list: &str,
        raw: &[Box<RawValue>],
        read: impl Fn(&mut Self, &str, &RawValue) -> Option<T>,
    ) -> Option<Vec<T>> {
        let places = raw.iter().enumerate();
        let all: Vec<Option<T>> = places
            .map(|(index, raw)| read(self, &format!("{list}[{index}]"), raw))
            .collect();
        all.into_iter().collect()
    }

    fn part<T: DeserializeOwned>(&mut self, at: &str, raw: &RawValue) -> Option<T> {
        let read: Result<T, Misread> = json::read(raw.get().as_bytes());
        let refused = |misread: Misread| self.problems.push(misread.problem(codes::FILE_SHAPE, at));
        read.map_err(refused).ok()
    }

    fn signed_document(&mut self, at: &str, raw: &RawValue) -> Option<SignedDocument> {
        let outline: SignedDocumentOutline = self.part(at, raw)?;
        let record: Option<Record> = self.part(&format!("{at}.record"), &outline.record);
        let document: Option<String> = self.part(&format!("{at}.document"), &outline.document);
        Some(SignedDocument {
            record: record?,
            document: document?,
            unknown: outline.unknown,
        })
    }
}
