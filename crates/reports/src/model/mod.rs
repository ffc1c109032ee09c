//! What a report says, before any page exists: a document and its blocks.

mod block;
mod chart;
mod phrase;
mod table;
mod validation;

pub use block::{Block, HeadingLevel, KeyValue, Marker, Signatory, SignatureBlock, Style};
pub use chart::{ChartLine, TimeChart};
pub use phrase::{Inline, Lang, Phrase};
pub use table::{Column, Table};
pub(crate) use validation::validate;

use observation::instant::Instant;

/// A whole report. Texts may hold any characters: those the fonts lack are replaced by words, and reported.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The title: the level 1 heading of the first page and the title of the window; never blank.
    pub title: String,
    /// A line under the title; empty for none.
    pub subtitle: String,
    /// Who issues the report, one line each: académie, then circonscription; printed above the title.
    pub issuer: Vec<String>,
    /// The language of the text, outside the phrases that name their own.
    pub lang: Lang,
    /// Who wrote it, for the file's metadata; empty for none.
    pub author: String,
    /// What it is about, for the file's metadata; empty for none.
    pub subject: String,
    /// The reference of the report, for the file's metadata; empty for none.
    pub reference: String,
    /// When the report was made: the file's dates.
    pub created: Instant,
    /// What the report is not yet, such as « Document préparatoire »: framed above the title, in every header,
    /// and pale across each page.
    pub status: Option<String>,
    /// The text at the top of the second page and those after it; cut to one line.
    pub running_header: String,
    /// The text at the bottom of every page, left of « page 2 sur 4 »; cut to one line.
    pub running_footer: String,
    /// The content, in reading order.
    pub blocks: Vec<Block>,
}

impl Document {
    /// An empty French report of this title, made at this instant; the other fields are blank and may be set.
    #[must_use]
    pub fn new(title: impl Into<String>, created: Instant) -> Self {
        Self {
            title: title.into(),
            subtitle: String::new(),
            issuer: Vec::new(),
            lang: Lang::FRENCH,
            author: String::new(),
            subject: String::new(),
            reference: String::new(),
            created,
            status: None,
            running_header: String::new(),
            running_footer: String::new(),
            blocks: Vec::new(),
        }
    }
}
