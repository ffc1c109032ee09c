//! The command line of `cargo xtask`, parsed by hand.

use crate::failure::Failure;

/// What `cargo xtask --help` prints.
pub const HELP: &str = "\
Usage: cargo xtask <command>

  app [--release]           install what is missing, build, open the application; without a display,
                            play the demonstration visit and name the folder of its pictures
  test [-- FILTER...]       every check and every test; the last line is the count of the tests
  soak [-- FILTER...]       the same tests with the counts raised (CARNET_SOAK=1)
  bench [ARGUMENT...]       measure a release build and write docs/benchmarks.md
  bench --store [ARGUMENT...]
                            measure the store on both databases and write docs/benchmarks-store.md
  codegen [--check]         write ui/src/generated and docs/schemas, or only say which files are stale
  demo --visits N --seed S --out DIR
                            write a notebook of fictitious visits, the same for the same seed
  guide                     take the pictures of docs/guide anew, from the real window
  tidy                      dependency rule, module docs, file lengths, the code map

Exit status: 0 all is well, 1 a check, a test or a program failed, 2 wrong usage,
3 this machine lacks something that could not be installed.";

/// One parsed command.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    /// Print the usage.
    Help,
    /// Build and open the application.
    App {
        /// Build with the release profile.
        release: bool,
    },
    /// Run every check and test.
    Test {
        /// Arguments for the test runner: names to keep, or its options.
        filters: Vec<String>,
    },
    /// Run the tests with raised counts.
    Soak {
        /// Arguments for the test runner.
        filters: Vec<String>,
    },
    /// Measure.
    Bench {
        /// Arguments handed to the `bench` program.
        arguments: Vec<String>,
    },
    /// Write the generated files, or compare them.
    Codegen {
        /// Only compare.
        check: bool,
    },
    /// Write a notebook of fictitious visits.
    Demo {
        /// Arguments handed to the `demo-notebook` program.
        arguments: Vec<String>,
    },
    /// Take the pictures of the guide.
    Guide,
    /// Check the shape of the source tree.
    Tidy,
}

impl Command {
    /// Reads the arguments that follow `cargo xtask`.
    ///
    /// # Errors
    /// `Failure::Usage` naming the word that was not understood.
    pub fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Self, Failure> {
        let mut arguments = arguments.into_iter();
        let Some(name) = arguments.next() else {
            return Err(Failure::Usage("no command was given".to_owned()));
        };
        let rest: Vec<String> = arguments.collect();
        if rest.first().is_some_and(|word| word == "--help") {
            return Ok(Self::Help);
        }
        match name.as_str() {
            "--help" | "-h" | "help" => Ok(Self::Help),
            "app" => flag(&rest, "--release").map(|release| Self::App { release }),
            "test" => after_separator(rest).map(|filters| Self::Test { filters }),
            "soak" => after_separator(rest).map(|filters| Self::Soak { filters }),
            "bench" => Ok(Self::Bench { arguments: rest }),
            "codegen" => flag(&rest, "--check").map(|check| Self::Codegen { check }),
            "demo" => Ok(Self::Demo { arguments: rest }),
            "guide" if rest.is_empty() => Ok(Self::Guide),
            "tidy" if rest.is_empty() => Ok(Self::Tidy),
            "guide" | "tidy" => Err(unexpected(&rest[0])),
            other => Err(Failure::Usage(format!("`{other}` is not a command"))),
        }
    }
}

fn flag(words: &[String], name: &str) -> Result<bool, Failure> {
    match words {
        [] => Ok(false),
        [only] if only == name => Ok(true),
        [first, second, ..] if first == name => Err(unexpected(second)),
        [first, ..] => Err(unexpected(first)),
    }
}

fn after_separator(words: Vec<String>) -> Result<Vec<String>, Failure> {
    match words.split_first() {
        None => Ok(Vec::new()),
        Some((first, rest)) if first == "--" => Ok(rest.to_vec()),
        Some((first, _)) => Err(unexpected(first)),
    }
}

fn unexpected(word: &str) -> Failure {
    Failure::Usage(format!("`{word}` was not expected here"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Command, Failure> {
        Command::parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn each_command_is_understood() -> Result<(), Failure> {
        assert_eq!(parse("app")?, Command::App { release: false });
        assert_eq!(parse("app --release")?, Command::App { release: true });
        assert_eq!(parse("codegen --check")?, Command::Codegen { check: true });
        assert_eq!((parse("tidy")?, parse("guide")?), (Command::Tidy, Command::Guide));
        assert_eq!(parse("test --help")?, Command::Help);
        let filters = vec!["seal".to_owned(), "--nocapture".to_owned()];
        assert_eq!(parse("test -- seal --nocapture")?, Command::Test { filters });
        Ok(())
    }

    #[test]
    fn what_is_not_understood_is_named() {
        for (line, word) in [
            ("", "no command"),
            ("biuld", "`biuld`"),
            ("app --relaese", "`--relaese`"),
            ("app --release now", "`now`"),
            ("test seal", "`seal`"),
            ("tidy --fast", "`--fast`"),
        ] {
            let failure = parse(line).err().map(|failure| failure.to_string());
            assert!(failure.is_some_and(|text| text.contains(word)), "{line}");
        }
    }
}
