//! The time of a lesson in words, from the samples of its timeline: the same on the screen and on paper.

use chrono_tz::Tz;
use observation::grid::Grid;
use observation::grid::timeline::Track;
use observation::instant::Instant;
use observation::timeline::{CodeProfile, Extent, Profile, Stretch, TrackProfile};
use observation::visit::TimelineDocument;

mod basis;

use crate::model::{ChartLine, TimeChart};
use crate::visit_report::{listed, time};

/// What samples can and cannot show. The protocol is COPUS' (Smith, Jones, Gilbert and Wieman, 2013), the words ours.
pub const CAUTION: &str = "Un relevé dit ce qui se passe à un instant\u{a0}: les durées sont des estimations, et ce qui est \
     bref a pu échapper. La chronologie décrit l’emploi du temps de la séance\u{202f}; elle ne mesure ni la qualité de \
     l’enseignement, ni l’attention ou le travail d’un élève.";

/// What is said of a lesson less than half of which was noted.
pub const SCANT: &str = "Moins de la moitié de la séance a été notée\u{a0}: les parts qui suivent sont celles des relevés notés, \
     et ne disent rien du reste de la séance.";

/// Changes and combinations beyond these are rare ones.
const MOST_FREQUENT: usize = 5;

/// The time of a lesson, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LessonTime {
    /// « À quoi la séance a servi », or what part of it these words are about where less than half was noted.
    pub title: String,
    /// Samples noted.
    pub noted: u32,
    /// How much of the lesson was noted, by how many samples, how often, and where some are missing.
    pub basis: String,
    /// Whether less than half of the lesson was noted.
    pub scant: bool,
    /// The minute of each sample, from the first to the last noted.
    pub times: Vec<String>,
    /// The tracks on which something was noted.
    pub tracks: Vec<TrackTime>,
    /// What stood on all tracks at once, and its share; the most frequent first.
    pub combinations: Vec<TogetherTime>,
}

/// What stood on all tracks at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TogetherTime {
    /// In words.
    pub label: String,
    /// Its share of the samples: « 48 % ».
    pub share: String,
    /// In how many samples.
    pub count: u32,
}

/// The time of a lesson on one track.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrackTime {
    /// The track's code.
    pub code: String,
    /// Its name.
    pub label: String,
    /// The codes noted on it, in the grid's order.
    pub codes: Vec<CodeTime>,
    /// The changes, « Consigne puis Circule », and how often each came; the most frequent first.
    pub changes: Vec<(String, u32)>,
}

impl TrackTime {
    /// In one sentence: « L’enseignant : Consigne, 8 %, à 8 h 04 ; Circule, 48 %, de 8 h 06 à 8 h 30. »
    #[must_use]
    pub fn spoken(&self) -> String {
        let told = self
            .codes
            .iter()
            .map(|code| format!("{}, {}, {}", code.label, code.share, code.when));
        let told: Vec<String> = told.collect();
        format!("{}\u{a0}: {}.", self.label, told.join("\u{202f}; "))
    }
}

/// The time of a lesson under one code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeTime {
    /// The code.
    pub code: String,
    /// Its name.
    pub label: String,
    /// Of the samples noted on the track: « 12 sur 25 ».
    pub count: String,
    /// « 48 % ».
    pub share: String,
    /// The longest stretch, about: « 24 min ».
    pub longest: String,
    /// When: « de 8 h 04 à 8 h 16, à 8 h 30 ».
    pub when: String,
    /// Its stretches; their first samples are ranks in the lesson's `times`.
    pub stretches: Vec<Stretch>,
}

impl LessonTime {
    /// The time of a lesson so long, whose timeline is that of `grid`; none where no sample was noted.
    #[must_use]
    pub fn of(grid: &Grid, kept: &TimelineDocument, lesson: Extent, zone: Tz) -> Option<Self> {
        let definition = grid.timeline.as_ref()?;
        let profile = Profile::of(definition, kept, lesson);
        let numbers = || kept.samples.iter().map(|sample| sample.index);
        let (first, last) = (numbers().min()?, numbers().max()?);
        let words = Words {
            grid,
            tracks: &definition.tracks,
            interval: profile.interval_minutes,
            start: lesson.start,
            first,
            zone,
        };
        let tracks = definition.tracks.iter().zip(&profile.tracks);
        let share = |count| percent(count, profile.noted);
        Some(Self {
            title: basis::title(&profile, lesson),
            scant: profile.is_scant(),
            noted: profile.noted,
            basis: [basis::basis(&profile, lesson), words.partial(&profile)]
                .join(" ")
                .trim()
                .to_owned(),
            times: (first..=last).map(|number| words.clock(number)).collect(),
            tracks: tracks
                .filter(|(_, profile)| profile.noted > 0)
                .map(|(track, profile)| words.track(track, profile))
                .collect(),
            combinations: profile
                .combinations
                .iter()
                .take(MOST_FREQUENT)
                .map(|one| TogetherTime {
                    label: words.together(&one.codes),
                    share: share(one.count),
                    count: one.count,
                })
                .collect(),
        })
    }
}

impl LessonTime {
    /// The chart of one of its tracks.
    #[must_use]
    pub fn chart(&self, track: &TrackTime) -> TimeChart {
        let end = |time: Option<&String>| time.cloned().unwrap_or_default();
        let line = |code: &CodeTime| ChartLine {
            label: code.label.clone(),
            value: code.share.clone(),
            stretches: code
                .stretches
                .iter()
                .map(|one| (one.first, one.samples))
                .collect(),
        };
        TimeChart {
            title: track.label.clone(),
            moments: u32::try_from(self.times.len()).unwrap_or(u32::MAX),
            ends: (end(self.times.first()), end(self.times.last())),
            lines: track.codes.iter().map(line).collect(),
            spoken: track.spoken(),
        }
    }
}

/// « 48 % », to the nearest whole: samples are too few for more.
fn percent(count: u32, of: u32) -> String {
    let share = (u64::from(count) * 200 + u64::from(of)) / (u64::from(of.max(1)) * 2);
    format!("{share}\u{a0}%")
}

/// What the words of one lesson need.
struct Words<'g> {
    grid: &'g Grid,
    tracks: &'g [Track],
    interval: u8,
    start: Instant,
    /// The number of the first sample noted.
    first: u32,
    zone: Tz,
}

impl Words<'_> {
    /// The tracks that some samples say nothing of; empty where each says all.
    fn partial(&self, profile: &Profile) -> String {
        let partial = self.tracks.iter().zip(&profile.tracks);
        let told: Vec<String> = partial
            .filter(|(_, of_track)| of_track.noted < profile.noted)
            .map(|(track, of_track)| {
                let name = track.label.in_language(&self.grid.language);
                format!("{name}, dans {} sur {}", of_track.noted, profile.noted)
            })
            .collect();
        if told.is_empty() {
            return String::new();
        }
        format!("Lignes notées en partie\u{a0}: {}.", told.join("\u{202f}; "))
    }

    fn clock(&self, number: u32) -> String {
        let after = i64::from(number) * i64::from(self.interval) * 60_000;
        time(
            Instant::from_milliseconds(self.start.milliseconds() + after),
            self.zone,
        )
    }

    fn track(&self, track: &Track, profile: &TrackProfile) -> TrackTime {
        let noted = profile.codes.iter().filter(|code| code.count > 0);
        let change = |from: &[String], to: &[String]| {
            format!("{} puis {}", self.labels(track, from), self.labels(track, to))
        };
        TrackTime {
            code: track.code.clone(),
            label: track.label.in_language(&self.grid.language).to_owned(),
            codes: noted.map(|code| self.code(track, code, profile.noted)).collect(),
            changes: profile
                .transitions
                .iter()
                .take(MOST_FREQUENT)
                .map(|one| (change(&one.from, &one.to), one.count))
                .collect(),
        }
    }

    fn code(&self, track: &Track, code: &CodeProfile, noted: u32) -> CodeTime {
        let longest = code.longest().map_or(0, |stretch| stretch.samples);
        let when = code.stretches.iter().map(|stretch| self.when(*stretch));
        let from_first = |stretch: &Stretch| Stretch {
            first: stretch.first - self.first,
            ..*stretch
        };
        CodeTime {
            code: code.code.clone(),
            label: self.label(track, &code.code),
            count: format!("{} sur {noted}", code.count),
            share: percent(code.count, noted),
            longest: format!("{}\u{a0}min", longest * u32::from(self.interval)),
            when: when.collect::<Vec<_>>().join(", "),
            stretches: code.stretches.iter().map(from_first).collect(),
        }
    }

    fn when(&self, stretch: Stretch) -> String {
        let first = self.clock(stretch.first);
        match stretch.samples {
            1 => format!("à {first}"),
            several => format!("de {first} à {}", self.clock(stretch.first + several - 1)),
        }
    }

    fn label(&self, track: &Track, code: &str) -> String {
        let found = track.codes.iter().find(|one| one.code == code);
        found.map_or_else(
            || code.to_owned(),
            |one| one.label.in_language(&self.grid.language).to_owned(),
        )
    }

    fn labels(&self, track: &Track, codes: &[String]) -> String {
        let labels: Vec<String> = codes.iter().map(|code| self.label(track, code)).collect();
        listed(&labels)
    }

    fn together(&self, noted: &[(String, Vec<String>)]) -> String {
        let on_track = |(track, codes): &(String, Vec<String>)| {
            let track = self.tracks.iter().find(|one| one.code == *track)?;
            let name = track.label.in_language(&self.grid.language);
            Some(format!("{name}\u{a0}: {}", self.labels(track, codes)))
        };
        let parts: Vec<String> = noted.iter().filter_map(on_track).collect();
        parts.join("\u{202f}; ")
    }
}
