//! The blocks that a report is made of, from top to bottom.

use super::{Phrase, Table, TimeChart};
use crate::scene::Scene;
use crate::text::is_blank;

/// The rank of a heading under the document's title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HeadingLevel {
    /// A part of the report.
    One,
    /// A section of a part.
    Two,
    /// A section of a section.
    Three,
}

/// How a paragraph looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// The running text, 11 points.
    #[default]
    Body,
    /// Small print, 8.5 points: fingerprints, notices.
    Small,
    /// What is read at arm's length, 13 points.
    Large,
}

/// What stands before each item of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marker {
    /// A bullet.
    Bullet,
    /// 1. 2. 3.
    Number,
}

/// One labelled value, such as « Date : 23 novembre 2026 ».
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyValue {
    /// What it is, without a colon.
    pub key: String,
    /// Its value.
    pub value: Phrase,
}

/// One who signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signatory {
    /// In what quality: « L’enseignante observée ».
    pub role: String,
    /// The name; empty for none.
    pub name: String,
    /// What stands above the space for the signature, such as « Le … » with a blank; may be several lines.
    pub lines: Vec<Phrase>,
}

/// The places to sign, side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureBlock {
    /// What the signatures mean; may be blank.
    pub statement: Phrase,
    /// Who signs, from left to right, at most two abreast.
    pub signatories: Vec<Signatory>,
}

/// One block of a report. Blocks that show nothing are left out.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading, never left alone at the foot of a page. A level is never skipped: a deeper one is raised.
    Heading {
        /// Its rank.
        level: HeadingLevel,
        /// Its text.
        text: String,
    },
    /// A paragraph.
    Paragraph {
        /// Its text.
        text: Phrase,
        /// How it looks.
        style: Style,
    },
    /// A list; each item is blocks of its own.
    List {
        /// What stands before each item.
        marker: Marker,
        /// The items, in order.
        items: Vec<Vec<Block>>,
    },
    /// Labelled values, one a row, the labels in a column of their own.
    KeyValues(Vec<KeyValue>),
    /// A table.
    Table(Table),
    /// When things went on; kept on one page.
    TimeChart(TimeChart),
    /// A figure of plain shapes, kept on one page; a table says the same.
    Figure(Scene),
    /// A label, then dotted lines to write on by hand.
    BlankLines {
        /// What to write there.
        label: Phrase,
        /// How many lines.
        lines: u8,
        /// What a screen reader says in place of the lines, such as « quatre lignes à compléter ».
        spoken: String,
    },
    /// The places to sign; kept on one page.
    Signature(SignatureBlock),
    /// Blocks in a thin frame.
    Callout {
        /// Its title, in bold; empty for none.
        title: String,
        /// What it holds.
        blocks: Vec<Block>,
    },
    /// Blocks kept on one page, where one page can hold them.
    Together(Vec<Block>),
    /// What follows begins a page.
    PageBreak,
}

impl Block {
    /// A heading.
    #[must_use]
    pub fn heading(level: HeadingLevel, text: impl Into<String>) -> Self {
        Self::Heading {
            level,
            text: text.into(),
        }
    }

    /// A paragraph of running text.
    #[must_use]
    pub fn paragraph(text: impl Into<Phrase>) -> Self {
        Self::Paragraph {
            text: text.into(),
            style: Style::Body,
        }
    }

    /// A paragraph of small print.
    #[must_use]
    pub fn small(text: impl Into<Phrase>) -> Self {
        Self::Paragraph {
            text: text.into(),
            style: Style::Small,
        }
    }

    /// A paragraph to be read at arm's length.
    #[must_use]
    pub fn large(text: impl Into<Phrase>) -> Self {
        Self::Paragraph {
            text: text.into(),
            style: Style::Large,
        }
    }

    /// What a person typed in a field of several lines: a paragraph for each line that is not blank.
    #[must_use]
    pub fn prose(text: &str) -> Vec<Self> {
        let lines = text.lines().filter(|line| !is_blank(line));
        lines.map(|line| Self::paragraph(line.trim())).collect()
    }

    /// A list with bullets, each item one phrase.
    #[must_use]
    pub fn bullets<P: Into<Phrase>>(items: impl IntoIterator<Item = P>) -> Self {
        let items = items
            .into_iter()
            .map(|item| vec![Self::paragraph(item)])
            .collect();
        Self::List {
            marker: Marker::Bullet,
            items,
        }
    }

    /// A numbered list, each item one phrase.
    #[must_use]
    pub fn numbered<P: Into<Phrase>>(items: impl IntoIterator<Item = P>) -> Self {
        let items = items
            .into_iter()
            .map(|item| vec![Self::paragraph(item)])
            .collect();
        Self::List {
            marker: Marker::Number,
            items,
        }
    }

    /// Whether nothing of it would be seen: no text, no line to write on.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Heading { text, .. } => is_blank(text),
            Self::Paragraph { text, .. } => text.is_blank(),
            Self::List { items, .. } => items.iter().flatten().all(Self::is_blank),
            Self::KeyValues(rows) => rows.iter().all(|row| row.value.is_blank()),
            Self::Table(_) => false,
            Self::TimeChart(chart) => chart.lines.is_empty(),
            Self::Figure(scene) => scene.shapes.is_empty(),
            Self::BlankLines { label, lines, .. } => label.is_blank() && *lines == 0,
            Self::Signature(block) => block.statement.is_blank() && block.signatories.is_empty(),
            Self::Callout { title, blocks } => is_blank(title) && blocks.iter().all(Self::is_blank),
            Self::Together(blocks) => blocks.iter().all(Self::is_blank),
            Self::PageBreak => true,
        }
    }

    /// Labelled values from pairs.
    #[must_use]
    pub fn key_values<K: Into<String>, V: Into<Phrase>>(pairs: impl IntoIterator<Item = (K, V)>) -> Self {
        let row = |(key, value): (K, V)| KeyValue {
            key: key.into(),
            value: value.into(),
        };
        Self::KeyValues(pairs.into_iter().map(row).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_a_paragraph_for_each_line_that_says_something() {
        let blocks = Block::prose("Premier.\r\n\r\n  Second.\n \n");
        assert_eq!(
            blocks,
            vec![Block::paragraph("Premier."), Block::paragraph("Second.")]
        );
    }
}
