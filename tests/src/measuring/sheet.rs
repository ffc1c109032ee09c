//! A page of figures, each beside what was promised of it.

use std::fmt::Write;

use super::machine::Surroundings;

/// What was promised of a figure, and whether it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Promise {
    /// A ratio within one run: it holds on any machine.
    Bar {
        /// In words.
        words: String,
        /// Whether it is kept.
        kept: bool,
    },
    /// Milliseconds: they depend on the machine.
    Target {
        /// In words.
        words: String,
        /// Whether it is met.
        met: bool,
    },
    /// Nothing: the figure explains others.
    Nothing,
}

/// What was measured, and what was promised of it.
#[derive(Debug, Clone)]
pub struct Figure {
    what: String,
    found: String,
    promise: Promise,
}

impl Figure {
    /// A ratio beside its bar.
    #[must_use]
    pub fn bar(what: impl Into<String>, found: String, words: impl Into<String>, kept: bool) -> Self {
        let words = words.into();
        Self::new(what, found, Promise::Bar { words, kept })
    }

    /// Milliseconds beside their target.
    #[must_use]
    pub fn target(what: impl Into<String>, found: String, words: impl Into<String>, met: bool) -> Self {
        let words = words.into();
        Self::new(what, found, Promise::Target { words, met })
    }

    /// A figure that explains others.
    #[must_use]
    pub fn beside(what: impl Into<String>, found: String) -> Self {
        Self::new(what, found, Promise::Nothing)
    }

    fn new(what: impl Into<String>, found: String, promise: Promise) -> Self {
        Self {
            what: what.into(),
            found,
            promise,
        }
    }

    /// What is wrong, when this is a ratio beyond its bar.
    #[must_use]
    pub fn missed(&self) -> Option<String> {
        match &self.promise {
            Promise::Bar { words, kept: false } => {
                Some(format!("{}: {}, not {words}", self.what, self.found))
            }
            _ => None,
        }
    }

    /// Its row of the page.
    #[must_use]
    pub fn line(&self) -> String {
        let (promise, verdict) = match &self.promise {
            Promise::Bar { words, kept } => {
                (format!("bar: {words}"), if *kept { "kept" } else { "**missed**" })
            }
            Promise::Target { words, met } => (
                format!("target: {words}"),
                if *met { "met" } else { "**not met**" },
            ),
            Promise::Nothing => (String::new(), ""),
        };
        format!("| {} | {} | {promise} | {verdict} |", self.what, self.found)
    }
}

/// The page: `head` and what the machine is, a line about what was measured, the figures, and `method`.
#[must_use]
pub fn written(
    (head, method): (&str, &str),
    machine: &Surroundings,
    about: &str,
    figures: &[Figure],
) -> String {
    let mut text = format!("{head}{machine}- {about}\n\n");
    text.push_str("| what | measured: median, p99, samples | promised | verdict |\n|---|---|---|---|\n");
    for figure in figures {
        let _ = writeln!(text, "{}", figure.line());
    }
    text.push_str(method);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missed_bar_is_told_and_a_missed_target_only_written() {
        let figure = |kept| Figure::bar("one over the other", "2.10 ×".to_owned(), "at most 2 ×", kept);
        assert_eq!(
            figure(false).missed().as_deref(),
            Some("one over the other: 2.10 ×, not at most 2 ×")
        );
        assert_eq!(figure(true).missed(), None);
        let target = Figure::target("a report", "11 ms".to_owned(), "at most 10 ms", false);
        assert_eq!(target.missed(), None);
        assert_eq!(
            target.line(),
            "| a report | 11 ms | target: at most 10 ms | **not met** |"
        );
    }
}
