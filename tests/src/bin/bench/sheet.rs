//! docs/benchmarks.md.

use std::fmt::Write;

use crate::machine::Surroundings;

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
    pub fn bar(what: impl Into<String>, found: String, words: impl Into<String>, kept: bool) -> Self {
        let words = words.into();
        Self::new(what, found, Promise::Bar { words, kept })
    }

    /// Milliseconds beside their target.
    pub fn target(what: impl Into<String>, found: String, words: impl Into<String>, met: bool) -> Self {
        let words = words.into();
        Self::new(what, found, Promise::Target { words, met })
    }

    /// A figure that explains others.
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
    pub fn missed(&self) -> Option<String> {
        match &self.promise {
            Promise::Bar { words, kept: false } => {
                Some(format!("{}: {}, not {words}", self.what, self.found))
            }
            _ => None,
        }
    }

    fn line(&self) -> String {
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

/// The page.
pub fn written(machine: &Surroundings, figures: &[Figure], visits: usize, schools: usize) -> String {
    let mut text = format!("{HEAD}{machine}- The notebook: {visits} visits, {schools} schools.\n\n");
    text.push_str("| what | measured: median, p99, samples | promised | verdict |\n|---|---|---|---|\n");
    for figure in figures {
        let _ = writeln!(text, "{}", figure.line());
    }
    text.push_str(METHOD);
    text
}

const HEAD: &str = "# Benchmarks

Written by `cargo xtask bench`, which fails when a bar is missed. Bars are ratios within one run; milliseconds are targets,
and those of this machine, under this load, on this disk.

";

const METHOD: &str = "
## How
To measure again: `cargo xtask bench`, on a machine with nothing else to do. It builds for release, makes the notebook up
below the target folder, opens the window on a virtual screen, and writes this page.
`--samples N`, `--visits N`, `--schools N`, `--folder DIR` and `--out FILE` change what is measured, where, and what is written.

- An answer is saved through the command `answer` of the application, request and response included, in the notebook
  above. Beside each, one row is inserted in a bare SQLCipher database on the same disk with the same settings
  (write-ahead log, `synchronous = FULL`): the two alternate, so that the load weighs on both alike.
- A key is a real one, pressed by the window's driver in a grid of 60 items of a visit under observation: from the page's
  hearing of it, before any of its own code runs, to the second frame after its level shows. « Enregistré » beside it comes
  after the disk. The floor is what the same page in the same window takes for one letter that changes without any code of
  ours: what remains is the drawing.
- A start goes through the commands: the keys opened by the passphrase (Argon2id, 64 MiB), the notebook, its status, its
  agenda of the week, which is the first screen to work in. The full notebook and an empty one alternate. The window adds the
  same to both.
- A search is one key of a query typed letter by letter, through the command `search_schools`; the first one, which makes
  the index, is told apart.
- An import is the command `import_directory` on a file of the official columns, reading and checking included.
- A report is composed, laid out, printed, tagged and checked. WeasyPrint makes a tagged PDF of the same text, its import
  not counted; it does not look at what it made, so that our look is left out where the two are compared.
";

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
