//! What a file may lack; pages count from 1.

/// One thing that keeps a file from being accessible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The bytes are no PDF file that can be read.
    Unreadable,
    /// The catalog lacks an entry, or has it with another value than accessibility wants.
    Catalog(&'static str),
    /// The metadata do not say that the file is of this kind.
    NotIdentified(&'static str),
    /// The title is missing, or is not the same in both places that hold it.
    Title,
    /// The program of a font is not in the file.
    FontNotEmbedded(String),
    /// A page shows the box of a missing glyph.
    MissingGlyph {
        /// The page.
        page: usize,
    },
    /// A page shows a glyph whose text cannot be known.
    UnknownText {
        /// The page.
        page: usize,
    },
    /// A page shows something that is neither in the structure nor marked as to be passed over.
    Untagged {
        /// The page.
        page: usize,
    },
    /// Marked contents are open inside one another, or not closed.
    Nested {
        /// The page.
        page: usize,
    },
    /// Two marked contents of a page, or two elements, use the same number.
    MarkedTwice {
        /// The page.
        page: usize,
        /// The number.
        mcid: i64,
    },
    /// No element holds this marked content.
    Orphan {
        /// The page.
        page: usize,
        /// The number.
        mcid: i64,
    },
    /// An element holds a marked content that the page has not.
    Absent {
        /// The page.
        page: usize,
        /// The number.
        mcid: i64,
    },
    /// The parent tree gives this marked content another parent than the structure does.
    WrongParent {
        /// The page.
        page: usize,
        /// The number.
        mcid: i64,
    },
    /// An element's parent is not the one it is a child of.
    BrokenParent,
    /// A header cell does not say what it is the header of.
    MissingScope,
    /// A figure, or the annotation of a link, has no text that stands for it.
    MissingAlternative,
    /// An annotation is in no element, or the parent tree gives it another.
    LooseAnnotation {
        /// The page.
        page: usize,
    },
    /// A heading is more than one level under the one before it.
    SkippedHeading {
        /// The level of the one before it, 0 for none.
        from: u8,
        /// Its level.
        to: u8,
    },
    /// A stream ends in a line end, which strict readers take for a part of what follows it.
    AmbiguousEnd,
}
