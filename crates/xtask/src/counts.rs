//! The counts of the test runner, read from its output.

use std::fmt;

/// What `cargo test` said of all its test programs, and the words of those tests that failed.
#[derive(Debug, Default)]
pub struct Counts {
    passed: usize,
    failed: usize,
    skipped: usize,
    running: bool,
    in_failures: bool,
    failures: Vec<String>,
    announcements: Vec<String>,
}

impl Counts {
    /// Takes the next line of the runner's standard output.
    pub fn observe(&mut self, line: &str) {
        if is_start(line) {
            self.close();
            self.running = true;
        } else if let Some(result) = line.strip_prefix("test result: ") {
            self.add(result);
            self.running = false;
            self.in_failures = false;
        } else if line == "failures:" {
            self.in_failures = true;
        }
        if self.in_failures {
            self.failures.push(line.to_owned());
        }
        if line.starts_with("soak: ") {
            self.announcements.push(line.to_owned());
        }
    }

    /// To be called at the end of the output: a test program that died without a result counts as one failure.
    pub fn close(&mut self) {
        if self.running {
            self.failed += 1;
            self.failures
                .push("a test program ended without a result".to_owned());
        }
        self.running = false;
    }

    /// The number of tests that ran.
    pub fn ran(&self) -> usize {
        self.passed + self.failed
    }

    /// True when a test failed.
    pub fn has_failures(&self) -> bool {
        self.failed > 0
    }

    /// What the failed tests printed.
    pub fn failures(&self) -> &[String] {
        &self.failures
    }

    /// The lines by which tests say which counts they raised: « soak: … ».
    pub fn announcements(&self) -> &[String] {
        &self.announcements
    }

    fn add(&mut self, result: &str) {
        self.passed += number_before(result, " passed");
        self.failed += number_before(result, " failed");
        self.skipped += number_before(result, " ignored");
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)?;
        match self.skipped {
            0 => Ok(()),
            skipped => write!(formatter, ", {skipped} skipped"),
        }
    }
}

fn is_start(line: &str) -> bool {
    let count = line
        .strip_prefix("running ")
        .and_then(|rest| rest.strip_suffix(" tests").or_else(|| rest.strip_suffix(" test")));
    count.is_some_and(|count| count.parse::<usize>().is_ok())
}

fn number_before(text: &str, word: &str) -> usize {
    let before = text.find(word).map(|end| &text[..end]);
    let digits = before.and_then(|before| before.rsplit([' ', '.']).next());
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(output: &str) -> Counts {
        let mut counts = Counts::default();
        output.lines().for_each(|line| counts.observe(line));
        counts.close();
        counts
    }

    #[test]
    fn the_results_of_all_programs_are_summed() {
        let output = "\nrunning 3 tests\ntest a ... ok\n\
            test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 2 filtered out; finished in 0.10s\n\
            \nrunning 1 test\n\
            test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n";
        let counts = counts(output);
        assert_eq!(counts.to_string(), "15 passed, 0 failed, 1 skipped");
        assert!(!counts.has_failures());
    }

    #[test]
    fn a_failed_test_is_counted_and_its_words_are_kept() {
        let output = "running 2 tests\ntest a ... FAILED\n\nfailures:\n\n---- a stdout ----\nwhy\n\n\
            test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.1s\n\
            afterwards";
        let counts = counts(output);
        assert_eq!(counts.to_string(), "1 passed, 1 failed");
        assert!(counts.failures().iter().any(|line| line == "why"));
        assert!(!counts.failures().iter().any(|line| line == "afterwards"));
    }

    #[test]
    fn a_program_that_dies_without_a_result_is_a_failure() {
        let dead_last = "running 2 tests\ntest a ... ok\n";
        assert_eq!(counts(dead_last).to_string(), "0 passed, 1 failed");
        let dead_first =
            format!("{dead_last}running 1 test\ntest result: ok. 1 passed; 0 failed; 0 ignored;");
        assert_eq!(counts(&dead_first).to_string(), "1 passed, 1 failed");
    }

    #[test]
    fn what_a_test_prints_is_not_taken_for_a_start() {
        assert_eq!(
            counts("running all tests\nrunning late\n").to_string(),
            "0 passed, 0 failed"
        );
    }
}
