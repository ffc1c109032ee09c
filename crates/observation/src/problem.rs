//! What is wrong with something given to Carnet: where, how bad, and which sentence says it.
//!
//! A problem carries no sentence. The French catalogue, in `app`, turns `code` and `parameters` into one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How much a problem matters to the thing it was found in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Accepted; a person should know.
    Warning,
    /// The part at `at` is refused.
    Error,
}

/// One thing wrong, told without prose.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Problem {
    /// How much it matters.
    pub severity: Severity,
    /// The stable name of what went wrong, such as `directory.uai_letter`; a sentence of the catalogue bears it.
    pub code: String,
    /// Where, in the words of the person who holds the file: « ligne 12 », « items[3].label »; empty for the whole.
    pub at: String,
    /// The values that the sentence shows, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parameters: BTreeMap<String, String>,
}

impl Problem {
    /// A problem that refuses what is at `at`.
    #[must_use]
    pub fn error(code: &str, at: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, at)
    }

    /// A problem that a person should know, and that refuses nothing.
    #[must_use]
    pub fn warning(code: &str, at: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, at)
    }

    /// The same, refusing nothing.
    #[must_use]
    pub fn into_warning(self) -> Self {
        Self {
            severity: Severity::Warning,
            ..self
        }
    }

    fn new(severity: Severity, code: &str, at: impl Into<String>) -> Self {
        Self {
            severity,
            code: code.to_owned(),
            at: at.into(),
            parameters: BTreeMap::new(),
        }
    }

    /// The same problem with one more value for its sentence.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.parameters.insert(name.to_owned(), value.to_string());
        self
    }

    /// Whether this problem refuses what is at `at`.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Declares the problem codes of one module as constants, and `ALL`, the list by which the catalogue is checked complete.
#[macro_export]
macro_rules! problem_codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal;)*) => {
        $($(#[$doc])* pub const $name: &str = $code;)*
        /// Every code of this module.
        pub const ALL: &[&str] = &[$($code),*];
    };
}
