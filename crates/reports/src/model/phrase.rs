//! Text inside a block: plain, strong, in another language, links, and blanks to fill in by hand.

use std::borrow::Cow;

use crate::text::is_blank;

/// A language tag (BCP 47), such as `fr` or `en-GB`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lang(Cow<'static, str>);

impl Lang {
    /// French.
    pub const FRENCH: Self = Self(Cow::Borrowed("fr-FR"));

    /// The language of this tag, unless it has not the form of one: two or three letters, then parts of
    /// one to eight letters and digits between hyphens.
    #[must_use]
    pub fn new(tag: &str) -> Option<Self> {
        let mut parts = tag.split('-');
        let primary = parts.next().unwrap_or_default();
        let primary_holds =
            matches!(primary.len(), 2 | 3) && primary.bytes().all(|b| b.is_ascii_alphabetic());
        let part_holds =
            |part: &str| matches!(part.len(), 1..=8) && part.bytes().all(|b| b.is_ascii_alphanumeric());
        (primary_holds && parts.all(part_holds)).then(|| Self(Cow::Owned(tag.to_owned())))
    }

    /// The tag as written.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.0
    }
}

/// One piece of a phrase. A line feed in a text is a line break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Text as it is.
    Plain(String),
    /// Text that matters more: bold.
    Strong(String),
    /// Text in another language than the document's, so that a screen reader changes its voice.
    Foreign {
        /// The language.
        lang: Lang,
        /// The text.
        text: String,
    },
    /// A link; when `text` is blank the address is shown.
    Link {
        /// What is shown.
        text: String,
        /// Where it leads: an absolute address.
        uri: String,
    },
    /// A dotted line to write on.
    Blank {
        /// Its length in millimetres; cut to the width of the column.
        millimetres: u16,
        /// What a screen reader says in its place, such as « date à compléter ».
        spoken: String,
    },
    /// An empty box to tick by hand.
    Checkbox {
        /// What a screen reader says in its place, such as « case à cocher ».
        spoken: String,
    },
}

/// A run of inline text. Built from a string, then by `strong`, `plain`, `link`…
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Phrase(pub Vec<Inline>);

impl Phrase {
    /// A phrase of nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same phrase, then this text.
    #[must_use]
    pub fn plain(self, text: impl Into<String>) -> Self {
        self.then(Inline::Plain(text.into()))
    }

    /// The same phrase, then this text in bold.
    #[must_use]
    pub fn strong(self, text: impl Into<String>) -> Self {
        self.then(Inline::Strong(text.into()))
    }

    /// The same phrase, then this text in another language.
    #[must_use]
    pub fn foreign(self, lang: Lang, text: impl Into<String>) -> Self {
        let text = text.into();
        self.then(Inline::Foreign { lang, text })
    }

    /// The same phrase, then a link.
    #[must_use]
    pub fn link(self, text: impl Into<String>, uri: impl Into<String>) -> Self {
        let (text, uri) = (text.into(), uri.into());
        self.then(Inline::Link { text, uri })
    }

    /// The same phrase, then a dotted line to write on, of so many millimetres; `spoken` stands for it in a screen reader.
    #[must_use]
    pub fn blank(self, millimetres: u16, spoken: impl Into<String>) -> Self {
        let spoken = spoken.into();
        self.then(Inline::Blank { millimetres, spoken })
    }

    /// The same phrase, then a box to tick; `spoken` stands for it in a screen reader.
    #[must_use]
    pub fn checkbox(self, spoken: impl Into<String>) -> Self {
        let spoken = spoken.into();
        self.then(Inline::Checkbox { spoken })
    }

    /// Whether nothing would be seen.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.0.iter().all(|inline| match inline {
            Inline::Plain(text) | Inline::Strong(text) | Inline::Foreign { text, .. } => is_blank(text),
            Inline::Link { text, uri } => is_blank(text) && is_blank(uri),
            Inline::Blank { .. } | Inline::Checkbox { .. } => false,
        })
    }

    /// The words alone; a blank is dots, a box to tick an empty box.
    #[must_use]
    pub fn to_text(&self) -> String {
        let words = self.0.iter().map(|inline| match inline {
            Inline::Plain(text)
            | Inline::Strong(text)
            | Inline::Foreign { text, .. }
            | Inline::Link { text, .. } => text.as_str(),
            Inline::Blank { .. } => "……………",
            Inline::Checkbox { .. } => "☐",
        });
        words.collect()
    }

    fn then(mut self, inline: Inline) -> Self {
        self.0.push(inline);
        self
    }
}

impl From<&str> for Phrase {
    fn from(text: &str) -> Self {
        Self::new().plain(text)
    }
}

impl From<String> for Phrase {
    fn from(text: String) -> Self {
        Self::new().plain(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_tag_has_a_form() {
        for tag in ["fr", "fr-FR", "rcf", "en-GB", "zh-Hant-TW"] {
            assert!(Lang::new(tag).is_some(), "{tag}");
        }
        for tag in ["", "f", "french", "fr_FR", "fr-", "fr-FR)"] {
            assert!(Lang::new(tag).is_none(), "{tag}");
        }
    }

    #[test]
    fn a_blank_to_fill_in_is_something() {
        assert!(Phrase::from(" \n").is_blank());
        assert!(!Phrase::from("Le ").blank(30, "date à compléter").is_blank());
    }
}
