//! What a clock shows, against what was already written: everything that is written takes its hour from it.
//!
//! Clocks of two machines are never compared: what is looked at here was written by this very machine.

use crate::instant::Instant;

/// What a clock may be told of.
pub mod codes {
    crate::problem_codes! {
        /// The clock stands before what was already written: a warning; `shown`, `written`.
        BEHIND = "clock.behind";
        /// The clock went on by hours while a lesson was under way: a warning; `shown`, `before`.
        JUMPED = "clock.jumped";
    }
}

/// How far before what was written a clock may stand, in milliseconds: one that is set right goes back by a few minutes.
const SET_RIGHT: i64 = 5 * MINUTE;
/// How long nothing is looked at in the middle of a lesson, in milliseconds, before somebody is asked.
const SILENCE: i64 = 120 * MINUTE;
const MINUTE: i64 = 60_000;

/// Why a clock may be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// It stands before what was written at this instant.
    Behind(Instant),
    /// It went on by hours since this instant, while a lesson was under way: it jumped, or the machine slept.
    Jumped(Instant),
}

/// The instant of `written` that a clock that shows `now` stands clearly before; none where it may be right.
#[must_use]
pub fn stands_before(now: Instant, written: Option<Instant>) -> Option<Instant> {
    written.filter(|written| written.milliseconds() - now.milliseconds() > SET_RIGHT)
}

/// What is known of a machine's clock while a notebook is open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Watch {
    seen: Option<Instant>,
    jumped_from: Option<Instant>,
}

/// What a reading of the clock is compared with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Known {
    /// The last instant at which this notebook wrote something.
    pub written: Option<Instant>,
    /// The lesson that is under way, the last one of several.
    pub lesson: Option<Lesson>,
}

/// A lesson that was begun, and that nobody ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lesson {
    /// When it began.
    pub began: Instant,
    /// When it is expected to end: from there on the lid is closed for hours, and nothing is wrong.
    pub ends: Instant,
}

impl Watch {
    /// Reads a clock that shows `now`. A jump is told until the lesson ends, the clock comes back, or it was [`Watch::trust`]ed.
    pub fn read(&mut self, now: Instant, known: Known) -> Option<Doubt> {
        let before = self
            .seen
            .into_iter()
            .chain(known.written)
            .filter(|at| *at <= now)
            .max();
        if before.is_some_and(|before| went_on(before, now) && is_under_way(known.lesson, before)) {
            self.jumped_from = before;
        }
        self.jumped_from = self
            .jumped_from
            .filter(|from| known.lesson.is_some() && went_on(*from, now));
        self.seen = Some(now);
        let behind = stands_before(now, known.written).map(Doubt::Behind);
        behind.or(self.jumped_from.map(Doubt::Jumped))
    }

    /// A person looked, and says that the clock is right.
    pub fn trust(&mut self) {
        self.jumped_from = None;
    }
}

fn went_on(from: Instant, now: Instant) -> bool {
    now.milliseconds() - from.milliseconds() > SILENCE
}

fn is_under_way(lesson: Option<Lesson>, at: Instant) -> bool {
    lesson.is_some_and(|lesson| (lesson.began..=lesson.ends).contains(&at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> Instant {
        Instant::from_milliseconds(1_000_000_000_000 + minutes * MINUTE)
    }

    fn known(written: i64, lesson: Option<i64>) -> Known {
        Known {
            written: Some(at(written)),
            lesson: lesson.map(|began| Lesson {
                began: at(began),
                ends: at(began + 55),
            }),
        }
    }

    #[test]
    fn a_clock_before_what_was_written_is_doubted_but_not_one_set_right_by_minutes() {
        let mut watch = Watch::default();
        assert_eq!(watch.read(at(-5), known(0, None)), None);
        assert_eq!(watch.read(at(-6), known(0, None)), Some(Doubt::Behind(at(0))));
        assert_eq!(watch.read(at(600), known(0, None)), None);
        assert_eq!(watch.read(at(0), Known::default()), None);
    }

    #[test]
    fn hours_that_pass_at_once_in_a_lesson_are_told_until_the_clock_comes_back() {
        let mut watch = Watch::default();
        let lesson = Some(0);
        assert_eq!(watch.read(at(10), known(9, lesson)), None);
        assert_eq!(watch.read(at(300), known(9, lesson)), Some(Doubt::Jumped(at(10))));
        // What is written meanwhile does not hide it.
        assert_eq!(
            watch.read(at(301), known(301, lesson)),
            Some(Doubt::Jumped(at(10)))
        );
        assert_eq!(
            watch.read(at(12), known(301, lesson)),
            Some(Doubt::Behind(at(301)))
        );
        assert_eq!(watch.read(at(13), known(12, lesson)), None);
    }

    #[test]
    fn a_jump_is_no_longer_told_once_the_lesson_ended_or_a_person_looked() {
        let jumped = || {
            let mut watch = Watch::default();
            watch.read(at(10), known(9, Some(0)));
            assert!(watch.read(at(300), known(9, Some(0))).is_some());
            watch
        };
        assert_eq!(jumped().read(at(301), known(300, None)), None);
        let mut looked = jumped();
        looked.trust();
        assert_eq!(looked.read(at(301), known(9, Some(0))), None);
    }

    #[test]
    fn outside_a_lesson_or_in_one_that_nobody_ended_hours_pass_untold() {
        let mut watch = Watch::default();
        assert_eq!(watch.read(at(10), known(9, None)), None);
        assert_eq!(watch.read(at(900), known(9, None)), None);
        let mut left = Watch::default();
        // Planned until 55, noted until 70, then the lid is closed.
        assert_eq!(left.read(at(70), known(70, Some(0))), None);
        assert_eq!(left.read(at(270), known(70, Some(0))), None);
        // Looked at every minute, a long lesson is none.
        let mut looked = Watch::default();
        assert!((0..240).all(|minute| looked.read(at(minute), known(0, Some(0))).is_none()));
    }
}
