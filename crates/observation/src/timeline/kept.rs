//! A timeline while it is kept: which sample is due, and what a sample may hold.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::codes;
use crate::grid::timeline::{TimelineDefinition, Track};
use crate::instant::Instant;
use crate::problem::Problem;
use crate::visit::{Sample, SeancePlan, TimelineDocument};

/// What one sample holds: codes by track, in the grid's order; a track of which nothing was noted is absent.
pub type Codes = BTreeMap<String, Vec<String>>;

/// The last sample that may be noted: ten hours at one minute.
pub const LAST_SAMPLE: u32 = 600;

const MILLISECONDS_A_MINUTE: i64 = 60_000;
/// How long a lesson may run over its time.
const OVERRUN: i64 = 30 * MILLISECONDS_A_MINUTE;

/// Which sample is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// Its number.
    pub index: u32,
    /// Whether it is asked for: not in a pause, nor once the lesson is over.
    pub asks: bool,
    /// When the next one is due; none when none will be.
    pub next: Option<Instant>,
}

/// The timeline of one séance, as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline {
    /// Minutes between two samples, 1 to 5.
    pub interval_minutes: u8,
    /// The instant of the sample 0: when the lesson began.
    pub origin: Instant,
    /// Whether nothing is asked for the moment; the samples of a pause stay empty.
    pub paused: bool,
    /// What was noted, by the number of the sample; a missed one is absent.
    pub samples: BTreeMap<u32, Codes>,
}

impl SeancePlan {
    /// Until when it may be going on: it may run over its time a while when nobody noted its end.
    #[must_use]
    pub fn over_at(&self) -> Instant {
        let overrun = Instant::from_milliseconds(self.end().milliseconds() + OVERRUN);
        self.ended_at.unwrap_or(overrun)
    }
}

impl Timeline {
    /// The sample that is due at `now`: the last whose instant has come; the first before the lesson's start.
    #[must_use]
    pub fn due_at(&self, now: Instant) -> u32 {
        let elapsed = now.milliseconds() - self.origin.milliseconds();
        let index = elapsed.max(0) / self.interval();
        u32::try_from(index).map_or(LAST_SAMPLE, |index| index.min(LAST_SAMPLE))
    }

    /// What is due at `now` in the lesson `seance`, which may run over its time a while when nobody noted its end.
    #[must_use]
    pub fn due(&self, seance: &SeancePlan, now: Instant) -> Due {
        let end = seance.over_at();
        let asks = !self.paused && now <= end;
        let index = self.due_at(now.min(end));
        let next = self.instant_of(index.saturating_add(1));
        Due {
            index,
            asks,
            next: (asks && index < LAST_SAMPLE).then_some(next),
        }
    }

    /// The instant of a sample.
    #[must_use]
    pub fn instant_of(&self, index: u32) -> Instant {
        Instant::from_milliseconds(self.origin.milliseconds() + i64::from(index) * self.interval())
    }

    /// As it enters the document of a lesson that began at `start`: samples are numbered from there, the first at 0 at the
    /// least, should the beginning have been corrected meanwhile.
    #[must_use]
    pub fn document(&self, start: Instant) -> TimelineDocument {
        let later = self.origin.milliseconds() - start.milliseconds();
        let shift = (later + self.interval() / 2).div_euclid(self.interval());
        let first = self.samples.keys().next().copied().unwrap_or_default();
        let shift = shift.max(-i64::from(first));
        let sample = |(index, codes): (&u32, &Codes)| Sample {
            index: u32::try_from(i64::from(*index) + shift).unwrap_or(*index),
            codes: codes.clone(),
        };
        TimelineDocument {
            interval_minutes: self.interval_minutes,
            samples: self.samples.iter().map(sample).collect(),
        }
    }

    fn interval(&self) -> i64 {
        i64::from(self.interval_minutes.max(1)) * MILLISECONDS_A_MINUTE
    }
}

/// Minutes between two samples, as an inspector chose them.
///
/// # Errors
/// When they are not 1 to 5.
pub fn accepted_interval(minutes: u8) -> Result<u8, Problem> {
    if (1..=5).contains(&minutes) {
        return Ok(minutes);
    }
    Err(Problem::error(codes::INTERVAL, "chronologie").with("minutes", minutes))
}

/// The number of a sample.
///
/// # Errors
/// When no lesson is so long.
pub fn accepted_index(index: u32) -> Result<u32, Problem> {
    if index <= LAST_SAMPLE {
        return Ok(index);
    }
    Err(Problem::error(codes::SAMPLE, "chronologie").with("index", index))
}

/// The codes of a sample in the grid's order, each once, without the tracks that hold none.
///
/// # Errors
/// All that the grid does not have, or does not take.
pub fn accepted(definition: &TimelineDefinition, codes: &Codes) -> Result<Codes, Vec<Problem>> {
    let problems: Vec<Problem> = codes
        .iter()
        .flat_map(|(track, noted)| refused(definition, track, noted))
        .collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    let ordered = |track: &Track| {
        let noted = codes.get(&track.code)?;
        let all = track.codes.iter().map(|one| &one.code);
        let kept: Vec<String> = all.filter(|code| noted.contains(code)).cloned().collect();
        (!kept.is_empty()).then(|| (track.code.clone(), kept))
    };
    Ok(definition.tracks.iter().filter_map(ordered).collect())
}

fn refused(definition: &TimelineDefinition, track: &str, noted: &[String]) -> Vec<Problem> {
    let unknown = |code: &str| {
        Problem::error(codes::CODE, "chronologie")
            .with("track", track)
            .with("code", code)
    };
    let Some(known) = definition.tracks.iter().find(|one| one.code == track) else {
        return vec![unknown("")];
    };
    let is_known = |code: &str| known.codes.iter().any(|one| one.code == code);
    let mut problems: Vec<Problem> = noted
        .iter()
        .filter(|code| !is_known(code))
        .map(|code| unknown(code))
        .collect();
    if !known.several && noted.len() > 1 {
        problems.push(Problem::error(codes::SINGLE, "chronologie").with("track", track));
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timeline(interval_minutes: u8) -> Timeline {
        Timeline {
            interval_minutes,
            origin: Instant::from_milliseconds(10 * MILLISECONDS_A_MINUTE),
            paused: false,
            samples: BTreeMap::new(),
        }
    }

    fn at(minutes: i64) -> Instant {
        Instant::from_milliseconds(minutes * MILLISECONDS_A_MINUTE)
    }

    #[test]
    fn a_sample_is_due_from_its_instant_until_the_next() {
        let every_two = timeline(2);
        assert_eq!(every_two.due_at(at(10)), 0);
        assert_eq!(every_two.due_at(at(11)), 0);
        assert_eq!(every_two.due_at(at(12)), 1);
        assert_eq!(every_two.instant_of(6), at(22));
    }

    #[test]
    fn a_clock_that_jumps_never_asks_for_a_sample_that_cannot_be() {
        let every_minute = timeline(1);
        assert_eq!(every_minute.due_at(at(0)), 0);
        assert_eq!(every_minute.due_at(at(1_000_000_000)), LAST_SAMPLE);
    }

    #[test]
    fn samples_are_numbered_from_when_the_lesson_began_after_all() {
        let mut kept = timeline(2);
        let codes = || Codes::from([("outils".to_owned(), vec!["aucun".to_owned()])]);
        kept.samples = BTreeMap::from([(1, codes()), (4, codes())]);
        let numbers = |start: i64| -> Vec<u32> {
            let document = kept.document(at(start));
            document.samples.iter().map(|sample| sample.index).collect()
        };
        assert_eq!(numbers(10), [1, 4]);
        assert_eq!(numbers(4), [4, 7]);
        assert_eq!(numbers(11), [1, 4], "less than half an interval");
        assert_eq!(numbers(40), [0, 3], "no sample comes before the lesson");
    }

    #[test]
    fn nothing_is_asked_in_a_pause_nor_after_the_lesson() {
        let lesson = |ended: Option<i64>| SeancePlan {
            id: uuid::Uuid::nil(),
            lesson_id: uuid::Uuid::nil(),
            starts_at: at(10),
            ends_at: at(60),
            started_at: Some(at(10)),
            ended_at: ended.map(at),
            levels: Vec::new(),
            discipline: None,
            room: String::new(),
            class: String::new(),
            half_class: false,
            pupils: None,
        };
        let going = timeline(2);
        let due = going.due(&lesson(None), at(15));
        assert_eq!((due.index, due.asks, due.next), (2, true, Some(at(16))));
        // Over its time by less than half an hour, then by a day.
        assert!(going.due(&lesson(None), at(80)).asks);
        assert_eq!(lesson(None).over_at(), at(90));
        assert_eq!(lesson(Some(50)).over_at(), at(50));
        let over = going.due(&lesson(None), at(1500));
        assert_eq!((over.index, over.asks, over.next), (40, false, None));
        let ended = going.due(&lesson(Some(50)), at(52));
        assert_eq!((ended.index, ended.asks), (20, false));
        let paused = Timeline {
            paused: true,
            ..going
        };
        assert!(!paused.due(&lesson(None), at(15)).asks);
    }
}
