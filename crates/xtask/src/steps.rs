//! Visible progress: « [2/6] … » lines with durations, and the failures recalled in order at the end.

use std::io::Write;
use std::time::{Duration, Instant};

use crate::failure::Failure;

/// How many recorded lines of a failed step are shown again at the end.
const RECALLED_LINES: usize = 200;

/// How a step that went well ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Its work was done now.
    Done,
    /// There was nothing to do.
    AlreadyDone,
}

/// The numbered steps of one command.
pub struct Steps<W: Write> {
    out: W,
    total: usize,
    begun: usize,
    started: Instant,
    failed: Vec<(String, Failure)>,
}

impl<W: Write> Steps<W> {
    /// Announces `total` steps on `out`.
    pub fn new(out: W, total: usize) -> Self {
        let started = Instant::now();
        Self {
            out,
            total,
            begun: 0,
            started,
            failed: Vec::new(),
        }
    }

    /// A step without which the next ones make no sense.
    ///
    /// # Errors
    /// The step's own failure.
    pub fn require(
        &mut self,
        title: &str,
        work: impl FnOnce() -> Result<Outcome, Failure>,
    ) -> Result<(), Failure> {
        self.timed(title, work).map(|_| ())
    }

    /// A step whose failure is kept for the end; true when it went well.
    pub fn check(&mut self, title: &str, work: impl FnOnce() -> Result<Outcome, Failure>) -> bool {
        match self.timed(title, work) {
            Ok(_) => true,
            Err(failure) => {
                let place = format!("[{}/{}] {title}", self.begun, self.total);
                self.failed.push((place, failure));
                false
            }
        }
    }

    /// Recalls every failed step in order.
    ///
    /// # Errors
    /// `Failure::Steps` when at least one had failed.
    pub fn finish(mut self) -> Result<(), Failure> {
        for (place, failure) in &self.failed {
            let lines = failure.details();
            let from = lines.len().saturating_sub(RECALLED_LINES);
            let _ = writeln!(self.out, "\n{place} failed: {failure}");
            for line in &lines[from..] {
                let _ = writeln!(self.out, "    {line}");
            }
        }
        let spent = seconds(self.started.elapsed());
        match self.failed.len() {
            0 => {
                let _ = writeln!(self.out, "\nAll {} steps went well in {spent}.", self.begun);
                Ok(())
            }
            count => {
                let _ = writeln!(self.out, "\n{count} of {} steps failed, in {spent}.", self.begun);
                Err(Failure::Steps(count))
            }
        }
    }

    fn timed(
        &mut self,
        title: &str,
        work: impl FnOnce() -> Result<Outcome, Failure>,
    ) -> Result<Outcome, Failure> {
        self.begun += 1;
        let place = format!("[{}/{}] {title}", self.begun, self.total);
        // A closed output must not stop the work: nothing here depends on being read.
        let _ = writeln!(self.out, "{place} …");
        let _ = self.out.flush();
        let began = Instant::now();
        let result = work();
        let ending = match &result {
            Ok(Outcome::Done) => seconds(began.elapsed()),
            Ok(Outcome::AlreadyDone) => "nothing to do".to_owned(),
            Err(_) => format!("FAILED after {}", seconds(began.elapsed())),
        };
        let _ = writeln!(self.out, "{place}: {ending}");
        let _ = self.out.flush();
        result
    }
}

fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(bytes: &[u8]) -> String {
        String::from_utf8_lossy(bytes).into_owned()
    }

    #[test]
    fn a_failed_check_lets_the_next_ones_run_and_is_recalled_in_order() {
        let mut out = Vec::new();
        let mut steps = Steps::new(&mut out, 3);
        let bad = |text: &str| Err(Failure::Findings(vec![text.to_owned()]));
        assert!(!steps.check("format", || bad("a.rs is not formatted")));
        assert!(steps.check("types", || Ok(Outcome::Done)));
        assert!(!steps.check("tests", || bad("one test failed")));
        assert!(matches!(steps.finish(), Err(Failure::Steps(2))));
        let text = shown(&out);
        let recalled = text
            .rsplit_once("[3/3] tests: FAILED")
            .map(|(_, end)| end.to_owned());
        let recalled = recalled.unwrap_or_default();
        let first = recalled.find("a.rs is not formatted");
        let second = recalled.find("one test failed");
        assert!(first.is_some() && first < second, "{text}");
    }

    #[test]
    fn progress_tells_work_done_from_nothing_to_do() {
        let mut out = Vec::new();
        let mut steps = Steps::new(&mut out, 1);
        assert!(steps.require("packages", || Ok(Outcome::AlreadyDone)).is_ok());
        assert!(steps.finish().is_ok());
        assert!(shown(&out).contains("[1/1] packages: nothing to do"));
    }
}
