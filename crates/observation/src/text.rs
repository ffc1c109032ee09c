//! Text that an author may give in several languages.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A text, in the grid's own language or in several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Text {
    /// In the language of the grid.
    Plain(String),
    /// By language code, such as `fr` or `rcf`.
    Translated(BTreeMap<String, String>),
}

impl Text {
    /// The text in `language`, else in whichever language stands first; empty when there is none.
    #[must_use]
    pub fn in_language(&self, language: &str) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Translated(by_language) => by_language
                .get(language)
                .or_else(|| by_language.values().next())
                .map_or("", String::as_str),
        }
    }

    /// Whether no language holds anything but spaces.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Plain(text) => text.trim().is_empty(),
            Self::Translated(all) => all.values().all(|text| text.trim().is_empty()),
        }
    }
}

impl Default for Text {
    fn default() -> Self {
        Self::Plain(String::new())
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::Plain(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_language_falls_back_to_another() {
        let text = Text::Translated(BTreeMap::from([("fr".to_owned(), "Outils".to_owned())]));
        assert_eq!(text.in_language("rcf"), "Outils");
        assert_eq!(Text::from("Outils").in_language("fr"), "Outils");
    }
}
