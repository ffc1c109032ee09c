//! What the samples of a lesson show: shares of time, combinations, changes, stretches.

use std::collections::BTreeMap;

use crate::grid::timeline::{TimelineDefinition, Track};
use crate::instant::Instant;
use crate::visit::{Sample, TimelineDocument};

use super::kept::LAST_SAMPLE;

/// What stood on each track, in the grid's order; a track of which nothing was noted is absent.
pub type OnTracks = Vec<(String, Vec<String>)>;

const MILLISECONDS_A_MINUTE: i64 = 60_000;

/// How long a lesson lasted, as far as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// When it began: the instant of the sample 0.
    pub start: Instant,
    /// When it ended, or until when it has been going on.
    pub end: Instant,
    /// Whether it is still going on.
    pub going: bool,
}

impl Extent {
    /// Its length in whole minutes, the nearest.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        nearest(self.length(), MILLISECONDS_A_MINUTE)
    }

    /// How many samples, one every `interval_minutes`, stand for its whole length: at least the first.
    #[must_use]
    pub fn samples(&self, interval_minutes: u8) -> u32 {
        let interval = i64::from(interval_minutes.max(1));
        nearest(i64::from(self.minutes()), interval).clamp(1, LAST_SAMPLE + 1)
    }

    fn length(&self) -> i64 {
        (self.end.milliseconds() - self.start.milliseconds()).max(0)
    }
}

fn nearest(length: i64, unit: i64) -> u32 {
    u32::try_from((length + unit / 2) / unit).unwrap_or(u32::MAX)
}

/// Samples of a lesson that are empty. A pause is among them: version 1 of a visit's document has no place for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Missed {
    /// Before the first noted, as when the timeline was begun late.
    pub before: u32,
    /// Between the first and the last noted.
    pub between: u32,
    /// From the last noted to the lesson's end.
    pub after: u32,
}

impl Missed {
    /// All of them.
    #[must_use]
    pub fn all(&self) -> u32 {
        self.before
            .saturating_add(self.between)
            .saturating_add(self.after)
    }
}

/// What the samples of one lesson show. Counts are samples; a share is a count over the samples noted on its track.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Minutes between two samples.
    pub interval_minutes: u8,
    /// Samples noted.
    pub noted: u32,
    /// Samples due from the lesson's start to its end that are empty: what the shares say nothing of.
    pub missed: Missed,
    /// The tracks, in the grid's order.
    pub tracks: Vec<TrackProfile>,
    /// What stood on all tracks at once, the most frequent first.
    pub combinations: Vec<Combination<OnTracks>>,
}

/// What the samples show of one track.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrackProfile {
    /// The track's code.
    pub track: String,
    /// Samples with something noted on it.
    pub noted: u32,
    /// Its codes, in the grid's order, those never noted too.
    pub codes: Vec<CodeProfile>,
    /// What stood on it at once, the most frequent first.
    pub combinations: Vec<Combination<Vec<String>>>,
    /// The changes from one sample to the next one noted on it, no sample between being missed; the most frequent first.
    pub transitions: Vec<Transition>,
}

/// How often one code was noted, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeProfile {
    /// The code.
    pub code: String,
    /// Samples that hold it.
    pub count: u32,
    /// Its unbroken stretches, in order; a missed sample breaks one.
    pub stretches: Vec<Stretch>,
}

impl CodeProfile {
    /// The longest stretch, the first of those as long; none for a code never noted.
    #[must_use]
    pub fn longest(&self) -> Option<Stretch> {
        let mut stretches = self.stretches.iter().copied();
        let first = stretches.next()?;
        Some(stretches.fold(first, |longest, one| {
            if one.samples > longest.samples {
                one
            } else {
                longest
            }
        }))
    }
}

/// Samples that follow one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// The number of the first.
    pub first: u32,
    /// How many.
    pub samples: u32,
}

/// What stood together in so many samples.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Combination<T> {
    /// What.
    pub codes: T,
    /// In how many samples.
    pub count: u32,
}

/// A change from what one sample holds to what the next holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transition {
    /// Before.
    pub from: Vec<String>,
    /// After.
    pub to: Vec<String>,
    /// How often.
    pub count: u32,
}

impl Profile {
    /// What `timeline` shows of a lesson so long, read by the timeline that its grid declares. Samples are taken in the
    /// order of their numbers.
    #[must_use]
    pub fn of(definition: &TimelineDefinition, timeline: &TimelineDocument, lesson: Extent) -> Self {
        let by_number: BTreeMap<u32, &Sample> = timeline.samples.iter().map(|one| (one.index, one)).collect();
        let samples: Vec<&Sample> = by_number.into_values().collect();
        let together = samples.iter().map(|sample| on_all_tracks(definition, sample));
        Self {
            interval_minutes: timeline.interval_minutes,
            noted: count(samples.len()),
            missed: missed(&samples, lesson.samples(timeline.interval_minutes)),
            tracks: definition
                .tracks
                .iter()
                .map(|track| of_track(track, &samples))
                .collect(),
            combinations: most_frequent(together)
                .map(|(codes, count)| Combination { codes, count })
                .collect(),
        }
    }
}

impl Profile {
    /// The samples due in the lesson, noted or not: those the shares would rest on had none been missed.
    #[must_use]
    pub fn due(&self) -> u32 {
        self.noted.saturating_add(self.missed.all())
    }

    /// Whether less than half of the lesson was noted.
    #[must_use]
    pub fn is_scant(&self) -> bool {
        u64::from(self.noted) * 2 < u64::from(self.due())
    }
}

/// What is missing among `due` samples; one noted beyond them, as in a lesson that ran over its time, was due as well.
fn missed(samples: &[&Sample], due: u32) -> Missed {
    let (Some(first), Some(last)) = (samples.first(), samples.last()) else {
        return Missed {
            after: due,
            ..Missed::default()
        };
    };
    let reached = (last.index - first.index).saturating_add(1);
    Missed {
        before: first.index,
        between: reached - count(samples.len()),
        after: due.saturating_sub(last.index.saturating_add(1)),
    }
}

fn on_all_tracks(definition: &TimelineDefinition, sample: &Sample) -> OnTracks {
    let noted = |track: &Track| Some((track.code.clone(), sample.codes.get(&track.code)?.clone()));
    definition.tracks.iter().filter_map(noted).collect()
}

fn of_track(track: &Track, samples: &[&Sample]) -> TrackProfile {
    let noted = |sample: &&Sample| {
        Some((
            sample.index,
            sample
                .codes
                .get(&track.code)
                .filter(|codes| !codes.is_empty())?
                .clone(),
        ))
    };
    let noted: Vec<(u32, Vec<String>)> = samples.iter().filter_map(noted).collect();
    let together = noted.iter().map(|(_, codes)| codes.clone());
    TrackProfile {
        track: track.code.clone(),
        noted: count(noted.len()),
        codes: track.codes.iter().map(|one| of_code(&one.code, &noted)).collect(),
        combinations: most_frequent(together)
            .map(|(codes, count)| Combination { codes, count })
            .collect(),
        transitions: most_frequent(changes(&noted))
            .map(|((from, to), count)| Transition { from, to, count })
            .collect(),
    }
}

fn of_code(code: &str, noted: &[(u32, Vec<String>)]) -> CodeProfile {
    let holds = |codes: &[String]| codes.iter().any(|one| one == code);
    let numbers = noted
        .iter()
        .filter(|(_, codes)| holds(codes))
        .map(|(index, _)| *index);
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut held = 0;
    for number in numbers {
        held += 1;
        match stretches.last_mut() {
            Some(last) if last.first + last.samples == number => last.samples += 1,
            _ => stretches.push(Stretch {
                first: number,
                samples: 1,
            }),
        }
    }
    CodeProfile {
        code: code.to_owned(),
        count: held,
        stretches,
    }
}

fn changes(noted: &[(u32, Vec<String>)]) -> impl Iterator<Item = (Vec<String>, Vec<String>)> + '_ {
    let follows = |pair: &&[(u32, Vec<String>)]| pair[0].0 + 1 == pair[1].0 && pair[0].1 != pair[1].1;
    noted
        .windows(2)
        .filter(follows)
        .map(|pair| (pair[0].1.clone(), pair[1].1.clone()))
}

/// Each thing once with how often it came, the most frequent first, and in order among equals.
fn most_frequent<T: Ord>(things: impl Iterator<Item = T>) -> impl Iterator<Item = (T, u32)> {
    let mut counts: BTreeMap<T, u32> = BTreeMap::new();
    for thing in things {
        *counts.entry(thing).or_default() += 1;
    }
    let mut counted: Vec<(T, u32)> = counts.into_iter().collect();
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counted.into_iter()
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
