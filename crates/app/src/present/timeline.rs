//! The timeline of a lesson for a page.

use chrono_tz::Tz;
use observation::instant::Instant;
use observation::timeline::{Codes, Timeline};
use observation::visit::SeancePlan;
use reports::lesson_time::{CAUTION, CodeTime, LessonTime, SCANT, TrackTime};

use super::report::chart;
use crate::views::{CodeProfileView, ProfileView, ShareView, SlotView, TimelineView, TrackProfileView};

/// The timeline of `seance` as it stands at `now`.
#[must_use]
pub fn view(timeline: &Timeline, seance: &SeancePlan, now: Instant, zone: Tz) -> TimelineView {
    let due = timeline.due(seance, now);
    let last_noted = timeline.samples.keys().next_back().copied().unwrap_or_default();
    let slot = |index: u32| slot_view(timeline, index, zone);
    let next_in = |next: Instant| (next.milliseconds() - now.milliseconds()).max(0);
    TimelineView {
        seance: seance.id.to_string(),
        interval_minutes: timeline.interval_minutes,
        paused: timeline.paused,
        asks: due.asks,
        next_in: due
            .next
            .map(|next| u32::try_from(next_in(next)).unwrap_or(u32::MAX)),
        slots: (0..=due.index.max(last_noted)).map(slot).collect(),
        due: due.index + 1,
    }
}

/// One sample.
#[must_use]
pub fn slot_view(timeline: &Timeline, index: u32, zone: Tz) -> SlotView {
    SlotView {
        time: timeline
            .instant_of(index)
            .in_zone(zone)
            .format("%H:%M")
            .to_string(),
        codes: timeline.samples.get(&index).cloned().unwrap_or_else(Codes::new),
    }
}

/// What the samples of a lesson show.
#[must_use]
pub fn profile(lesson: &LessonTime) -> ProfileView {
    ProfileView {
        title: lesson.title.clone(),
        noted: lesson.noted,
        basis: lesson.basis.clone(),
        scant: lesson.scant.then(|| SCANT.to_owned()),
        caution: CAUTION.to_owned(),
        tracks: lesson.tracks.iter().map(|one| track(lesson, one)).collect(),
        combinations: lesson
            .combinations
            .iter()
            .map(|one| ShareView {
                label: one.label.clone(),
                share: one.share.clone(),
            })
            .collect(),
    }
}

fn track(lesson: &LessonTime, track: &TrackTime) -> TrackProfileView {
    TrackProfileView {
        code: track.code.clone(),
        label: track.label.clone(),
        chart: chart(&lesson.chart(track)),
        codes: track.codes.iter().map(code).collect(),
        changes: track
            .changes
            .iter()
            .map(|(label, times)| ShareView {
                label: label.clone(),
                share: format!("{times}\u{a0}fois"),
            })
            .collect(),
    }
}

fn code(code: &CodeTime) -> CodeProfileView {
    CodeProfileView {
        code: code.code.clone(),
        label: code.label.clone(),
        count: code.count.clone(),
        share: code.share.clone(),
        longest: code.longest.clone(),
        when: code.when.clone(),
    }
}
